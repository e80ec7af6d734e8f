//! How a passage becomes text: the rules K1 to K18 of interviewing and N1 to N9 of law, in one place.
//!
//! - The words stand as they were taken down, never in quotation marks and never changed.
//! - Where the guide has a sentence for the answer, they stand inside it; where the answer is short,
//!   after its question; else by themselves. A passage that is one of several cut from an answer is
//!   part of a telling and takes no sentence; only the first of them can take the question.
//! - What the person was told, read or concluded says so first (N6).
//! - A time stands first, as it was said or as it can be shown, unless it is among the words already;
//!   it is never sharper than it was told (N4, K5, K6).
//! - What is not in the document's language yet is a marked blank.

use super::names::Tongue;
use super::narrate::Bit;
use super::telling::{Form, Shown, Telling, short_ref};
use super::{Run, Source, Style, values};
use crate::guide::{NarrateVoice, Question};
use crate::record::{Asked, Knowledge, Value};
use crate::text::screen::{
    INFERRED_FIRST, INFERRED_THIRD, LEAD_COLON, NOT_TRANSLATED, THE_PERSON, TOLD_BY_FIRST,
    TOLD_BY_PAPER, TOLD_BY_THIRD, VALUE_STOP,
};
use crate::text::{Fill, Lang, Text};

/// A part of what a passage becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Run(Run),
    /// The words go on in a new paragraph.
    Paragraph,
}

/// Words passages in a language and voice.
#[derive(Debug)]
pub(super) struct Wording<'a> {
    pub(super) tongue: &'a Tongue,
    pub(super) voice: NarrateVoice,
    /// The pseudonym, for a document about the person.
    pub(super) label: &'a str,
}

impl Wording<'_> {
    /// Returns a passage as it reads best.
    pub(super) fn sentence(&self, telling: &Telling<'_>) -> Vec<Piece> {
        let mut runs = self.time_first(telling);
        match &telling.form {
            Form::Missing => return self.say(telling),
            Form::Question => runs.extend(self.question(telling)),
            Form::Sentence(_) | Form::Words => {}
        }
        runs.extend(self.knowledge(telling));
        let mut pieces: Vec<Piece> = runs.into_iter().map(Piece::Run).collect();
        match &telling.form {
            Form::Sentence(bits) => pieces.extend(self.narrated(telling, bits)),
            _ => pieces.extend(self.say(telling)),
        }
        if telling.view.words().is_none() && telling.form == Form::Question {
            let stop = self.tongue.raw(&VALUE_STOP).to_owned();
            pieces.push(Piece::Run(self.fixed(telling, &VALUE_STOP, stop)));
        }
        pieces
    }

    /// Returns the words of a passage, or a marked blank.
    pub(super) fn say(&self, telling: &Telling<'_>) -> Vec<Piece> {
        let Shown::Text {
            paragraphs,
            language,
            source,
        } = &telling.shown
        else {
            return vec![Piece::Run(self.missing(telling))];
        };
        let mut pieces = Vec::with_capacity(paragraphs.len() * 2);
        for paragraph in paragraphs {
            if !pieces.is_empty() {
                pieces.push(Piece::Paragraph);
            }
            pieces.push(Piece::Run(Run {
                text: paragraph.to_string(),
                language: language.clone(),
                style: Style::Plain,
                source: source.clone(),
            }));
        }
        pieces
    }

    /// Returns the question that a passage answers; nothing for what was told unasked.
    pub(super) fn ask(&self, telling: &Telling<'_>) -> Option<Run> {
        let asked = telling.view.answer.answer.asked.as_ref()?;
        let (text, language) = self.question_text(asked, telling.question);
        let source = question_source(telling);
        Some(run(text, language, Style::Emphasis, source))
    }

    /// Returns the time of a passage, where something can be said of it in the document's language.
    pub(super) fn date(&self, telling: &Telling<'_>) -> Option<Run> {
        let when = telling.view.cut.when.as_ref()?;
        let text = values::said_or_shown(when, self.tongue)?;
        let language = if text == when.said {
            when.language.clone()
        } else {
            self.tongue.fixed()
        };
        let passage = telling.id();
        Some(run(
            text,
            language,
            Style::Emphasis,
            Source::Date { passage },
        ))
    }

    fn missing(&self, telling: &Telling<'_>) -> Run {
        let fill = Fill::new().with("passage", short_ref(&telling.view));
        let text = self.tongue.say(&NOT_TRANSLATED, &fill);
        let source = Source::fixed(&NOT_TRANSLATED, telling.id());
        run(text, self.tongue.fixed(), Style::Blank, source)
    }

    /// Says whether a time stands before the words of a passage.
    pub(super) fn has_time_first(&self, telling: &Telling<'_>) -> bool {
        !self.time_first(telling).is_empty()
    }

    /// A value that is a time says it itself, and so may the words.
    fn time_first(&self, telling: &Telling<'_>) -> Vec<Run> {
        let Shown::Text { paragraphs, .. } = &telling.shown else {
            return Vec::new();
        };
        let value = &telling.view.answer.answer.value;
        let is_time = matches!(value, Some(Value::When(_) | Value::Span(_)));
        let Some(date) = self.date(telling).filter(|_| !is_time) else {
            return Vec::new();
        };
        let said = date.text.to_lowercase();
        if paragraphs.iter().any(|p| holds(&p.to_lowercase(), &said)) {
            return Vec::new();
        }
        let colon = format!("{} ", self.tongue.raw(&LEAD_COLON));
        vec![date, self.fixed(telling, &LEAD_COLON, colon)]
    }

    fn question(&self, telling: &Telling<'_>) -> Vec<Run> {
        let Some(asked) = self.ask(telling) else {
            return Vec::new();
        };
        let blank = run(
            " ".into(),
            asked.language.clone(),
            Style::Plain,
            asked.source.clone(),
        );
        vec![asked, blank]
    }

    /// The question in the document's language: as it was asked, else as the guide has it (its softer
    /// words where those were asked), else as it was asked in its own language. Words of the guide with
    /// a placeholder are not used: what it was filled with is in the language in which it was asked.
    fn question_text(&self, asked: &Asked, question: Option<&Question>) -> (String, Lang) {
        let own = || (one_line(&asked.text), asked.language.clone());
        if asked.language.same_language(&self.tongue.lang) {
            return own();
        }
        let Some(question) = question else {
            return own();
        };
        let is_softer = question.softer.get(&asked.language) == Some(asked.text.as_str());
        let texts = if is_softer {
            &question.softer
        } else {
            &question.ask
        };
        match texts
            .get(&self.tongue.lang)
            .filter(|text| !text.contains('{'))
        {
            Some(text) => (one_line(text), self.tongue.lang.clone()),
            None => own(),
        }
    }

    fn knowledge(&self, telling: &Telling<'_>) -> Vec<Run> {
        let is_first = self.voice == NarrateVoice::First;
        let (text, who) = match &telling.view.cut.knowledge {
            Knowledge::ToldBy(who) if is_first => (&TOLD_BY_FIRST, who.as_str()),
            Knowledge::ToldBy(who) => (&TOLD_BY_THIRD, who.as_str()),
            Knowledge::Paper(which) => (&TOLD_BY_PAPER, which.as_str()),
            Knowledge::Inferred if is_first => (&INFERRED_FIRST, ""),
            Knowledge::Inferred => (&INFERRED_THIRD, ""),
            _ => return Vec::new(),
        };
        let mut runs = Vec::new();
        let mut rest = self.tongue.raw(text);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            runs.push(self.fixed(telling, text, before.to_owned()));
            runs.push(match name {
                "person" => self.person(),
                _ => self.marked(telling, who),
            });
            rest = after;
        }
        runs.push(self.fixed(telling, text, format!("{rest} ")));
        runs.retain(|run| !run.text.is_empty());
        runs
    }

    fn marked(&self, telling: &Telling<'_>, who: &str) -> Run {
        let passage = telling.id();
        let language = self.tongue.lang.clone();
        run(
            one_line(who),
            language,
            Style::Plain,
            Source::Marked { passage },
        )
    }

    fn person(&self) -> Run {
        let source = Source::particular("label");
        let (text, language) = match self.label {
            "" => (self.tongue.raw(&THE_PERSON).to_owned(), self.tongue.fixed()),
            label => (label.to_owned(), self.tongue.lang.clone()),
        };
        run(text, language, Style::Plain, source)
    }

    fn fixed(&self, telling: &Telling<'_>, id: &Text, text: String) -> Run {
        let source = Source::fixed(id, telling.id());
        run(text, self.tongue.fixed(), Style::Plain, source)
    }

    /// The guide's sentence around the words. Its full stop is left out after words that end with a
    /// sign of their own.
    fn narrated(&self, telling: &Telling<'_>, bits: &[Bit<'_>]) -> Vec<Piece> {
        let question = telling.asked().cloned();
        let Some(question) = question else {
            return self.say(telling);
        };
        let mut pieces = Vec::new();
        let mut ends = false;
        for bit in bits {
            match bit {
                Bit::Answer => {
                    let said = self.say(telling);
                    ends = ends_with_sign(&said);
                    pieces.extend(said);
                }
                Bit::Person => pieces.push(Piece::Run(self.person())),
                Bit::Text(text) => {
                    let text = text.strip_prefix('.').filter(|_| ends).unwrap_or(text);
                    ends = false;
                    let question = question.clone();
                    let language = self.tongue.lang.clone();
                    let source = Source::Narrate { question };
                    pieces.push(Piece::Run(run(
                        one_line(text),
                        language,
                        Style::Plain,
                        source,
                    )));
                }
            }
        }
        pieces.retain(|piece| !matches!(piece, Piece::Run(run) if run.text.is_empty()));
        pieces
    }
}

/// Says whether words stand in a text, and not only inside longer ones.
fn holds(text: &str, words: &str) -> bool {
    let is_inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, found)| {
        let (before, after) = (&text[..at], &text[at + found.len()..]);
        !is_inside(before.chars().next_back()) && !is_inside(after.chars().next())
    })
}

fn ends_with_sign(pieces: &[Piece]) -> bool {
    matches!(pieces.last(), Some(Piece::Run(run)) if run.text.trim_end().ends_with(['.', '!', '?', '…']))
}

fn question_source(telling: &Telling<'_>) -> Source {
    let (question, passage) = (telling.asked().cloned(), telling.id());
    Source::QuestionText { question, passage }
}

/// Words of ours, or a name, on one line.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

fn run(text: String, language: Lang, style: Style, source: Source) -> Run {
    Run {
        text,
        language,
        style,
        source,
    }
}
