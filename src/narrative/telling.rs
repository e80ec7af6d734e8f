//! A passage on its way into a document: in which words, from where, after which question.

use std::borrow::Cow;

use super::build::Questions;
use super::names::Tongue;
use super::narrate::{self, Bit};
use super::{PassageSource, RenderingSource, Source, short, values};
use crate::guide::{NarrateVoice, Question};
use crate::record::{
    Answer, CaseView, LogId, PassageRef, PassageView, QuestionId, Role, SessionView, Words,
};
use crate::text::Lang;

/// A passage that stands in a document.
#[derive(Debug)]
pub(super) struct Telling<'a> {
    pub(super) view: PassageView<'a>,
    pub(super) told: PassageSource,
    pub(super) shown: Shown<'a>,
    pub(super) form: Form<'a>,
    pub(super) question: Option<&'a Question>,
}

/// The words that are printed.
pub(super) enum Shown<'a> {
    /// In the language of the document.
    Text {
        paragraphs: Vec<Cow<'a, str>>,
        language: Lang,
        source: Source,
    },
    /// Not there yet in that language.
    Missing,
}

/// Shows lengths only.
impl std::fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text { paragraphs, .. } => write!(f, "Text({} paragraphs)", paragraphs.len()),
            Self::Missing => f.write_str("Missing"),
        }
    }
}

/// How a passage reads best.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Form<'a> {
    /// Inside the sentence of the guide.
    Sentence(Vec<Bit<'a>>),
    /// After its question.
    Question,
    /// By itself.
    Words,
    /// Not at all yet.
    Missing,
}

impl Form<'_> {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Sentence(_) => "sentence",
            Self::Question => "question",
            Self::Words => "words",
            Self::Missing => "missing",
        }
    }
}

/// What passages are read against.
pub(super) struct Around<'a> {
    pub(super) view: &'a CaseView,
    pub(super) questions: &'a Questions<'a>,
    pub(super) tongue: &'a Tongue,
    pub(super) voice: NarrateVoice,
    /// The sessions of the document, in order.
    pub(super) sessions: Vec<&'a SessionView>,
}

impl<'a> Around<'a> {
    /// Returns a passage as it will stand in the document.
    pub(super) fn telling(&self, view: PassageView<'a>) -> Telling<'a> {
        let question = self.question(&view.answer.answer);
        let told = self.source(&view);
        let shown = self.shown(&view, &told, question);
        let form = self.form(&view, &shown, question);
        Telling {
            view,
            told,
            shown,
            form,
            question,
        }
    }

    fn question(&self, answer: &Answer) -> Option<&'a Question> {
        let guide = answer.asked.as_ref()?.guide.as_ref()?;
        let question = &answer.item.as_ref()?.question;
        let key = (guide.id.clone(), question.clone());
        self.questions.get(&key).map(|question| &**question)
    }

    fn source(&self, view: &PassageView<'a>) -> PassageSource {
        let answer = view.answer;
        let words = view.words();
        let place = self.place(answer.id.log);
        let session = place.and_then(|at| self.sessions.get(at));
        let role = words.map_or(Role::Spoken, |w| w.role);
        let interpreter = session.and_then(|s| s.opened.interpreter.as_ref());
        let said_on = words.and_then(|w| w.when);
        PassageSource {
            passage: view.id,
            entry: short_ref(view),
            day: said_on
                .or_else(|| session.map(|s| s.day()))
                .unwrap_or_else(|| answer.at.date_naive()),
            session: place.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0),
            question: answer.answer.item.as_ref().map(|i| i.question.clone()),
            taken: words
                .map(|w| w.taken)
                .or(session.map(|s| s.opened.taken))
                .unwrap_or_default(),
            role,
            by: words.map_or_else(|| answer.by.clone(), |w| w.by.clone()),
            interpreter: match (role, interpreter) {
                (Role::Interpreted, Some(i)) => Some(i.initials.clone()),
                (Role::Interpreted, None) => words.map(|w| w.by.clone()),
                _ => None,
            },
        }
    }

    fn place(&self, log: LogId) -> Option<usize> {
        self.sessions.iter().position(|s| s.log == log)
    }

    fn shown(
        &self,
        view: &PassageView<'a>,
        told: &PassageSource,
        question: Option<&Question>,
    ) -> Shown<'a> {
        let own = view
            .words()
            .filter(|w| w.language.same_language(&self.tongue.lang));
        if let Some(words) = own {
            return Shown::Text {
                paragraphs: paragraphs(view.text()),
                language: words.language.clone(),
                source: Source::Passage(Box::new(told.clone())),
            };
        }
        if let Some(shown) = self.rendered(view, told) {
            return shown;
        }
        let answer = &view.answer.answer;
        let value = answer.value.as_ref().filter(|_| answer.words.is_none());
        let spoken = answer.asked.as_ref().map(|asked| &asked.language);
        let read = values::Read {
            tongue: self.tongue,
            spoken: spoken.or_else(|| self.spoken(view.answer.id.log)),
            question,
        };
        let text = value.and_then(|value| read.show(value));
        text.map_or(Shown::Missing, |text| Shown::Text {
            paragraphs: vec![Cow::Owned(text)],
            language: self.tongue.lang.clone(),
            source: Source::Passage(Box::new(told.clone())),
        })
    }

    /// The language in which the session went, for a value that says no language of its own.
    fn spoken(&self, log: LogId) -> Option<&'a Lang> {
        let session = self.sessions.get(self.place(log)?)?;
        session.opened.language.as_ref()
    }

    fn rendered(&self, view: &PassageView<'a>, told: &PassageSource) -> Option<Shown<'a>> {
        let rendering = self.view.rendering(view.id, &self.tongue.lang)?;
        let entry = self.view.rendering_entry(view.id, &self.tongue.lang);
        let words: &Words = &rendering.words;
        let source = RenderingSource {
            of: told.clone(),
            entry: entry.map(|e| e.short()).unwrap_or_default(),
            from: spoken_language(view, &self.tongue.lang),
            translator: words.by.clone(),
            made: rendering.made.clone(),
        };
        Some(Shown::Text {
            paragraphs: paragraphs(&words.text),
            language: words.language.clone(),
            source: Source::Rendering(Box::new(source)),
        })
    }

    fn form(
        &self,
        view: &PassageView<'a>,
        shown: &Shown<'a>,
        question: Option<&'a Question>,
    ) -> Form<'a> {
        let Shown::Text { paragraphs, .. } = shown else {
            return Form::Missing;
        };
        let [only] = paragraphs.as_slice() else {
            return Form::Words;
        };
        let is_whole = view.answer.cuts.len() == 1;
        let sentence = question.filter(|_| is_whole).and_then(|q| self.sentence(q));
        if let Some(bits) = sentence {
            return Form::Sentence(bits);
        }
        let was_asked = view.answer.answer.asked.is_some() && view.cut.range.start == 0;
        if was_asked && (short::is_short(only) || view.words().is_none()) {
            return Form::Question;
        }
        Form::Words
    }

    fn sentence(&self, question: &'a Question) -> Option<Vec<Bit<'a>>> {
        let by_language = question.narrate.iter();
        let mut fitting = by_language.filter(|(lang, _)| lang.same_language(&self.tongue.lang));
        narrate::parse(fitting.next()?.1.voice(self.voice)).ok()
    }
}

impl Telling<'_> {
    /// Returns the passage.
    pub(super) fn id(&self) -> PassageRef {
        self.view.id
    }

    /// Returns the question that it answers.
    pub(super) fn asked(&self) -> Option<&QuestionId> {
        self.told.question.as_ref()
    }
}

/// Returns the language in which a passage was told.
pub(super) fn spoken_language(view: &PassageView<'_>, otherwise: &Lang) -> Lang {
    view.words()
        .map_or_else(|| otherwise.clone(), |words| words.language.clone())
}

/// Names a passage in a document: its entry, and which part of it where it is cut.
pub(super) fn short_ref(view: &PassageView<'_>) -> String {
    let entry = view.id.answer.short();
    let range = view.id.range;
    match view.answer.cuts.len() {
        0 | 1 => entry,
        _ => format!("{entry}@{}-{}", range.start, range.end),
    }
}

/// Parts words into paragraphs at their blank lines.
///
/// Line ends of all kinds (CR LF, CR, LF) become LF. A line with nothing but blanks on it is an empty
/// line; one or more of them part paragraphs, and those before the first and after the last are left
/// out. All else stays as it was taken down, line breaks inside a paragraph included.
pub fn paragraphs(words: &str) -> Vec<Cow<'_, str>> {
    let words: Cow<'_, str> = if words.contains('\r') {
        Cow::Owned(words.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(words)
    };
    match words {
        Cow::Borrowed(words) => groups(words).map(Cow::Borrowed).collect(),
        Cow::Owned(words) => groups(&words).map(|g| Cow::Owned(g.to_owned())).collect(),
    }
}

fn groups(words: &str) -> impl Iterator<Item = &str> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    let mut goes_on = false;
    for line in words.split('\n') {
        let end = at + line.len();
        let is_empty = line.chars().all(char::is_whitespace);
        match ranges.last_mut().filter(|_| goes_on && !is_empty) {
            Some(last) => last.1 = end,
            None if !is_empty => ranges.push((at, end)),
            None => {}
        }
        goes_on = !is_empty;
        at = end + 1;
    }
    ranges.into_iter().map(|(start, end)| &words[start..end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_blank_line_parts_paragraphs_and_a_line_end_does_not() {
        assert_eq!(paragraphs("a\nb\n\n \t\nc"), ["a\nb", "c"]);
    }

    #[test]
    fn line_ends_of_every_kind_are_one() {
        assert_eq!(paragraphs("a\r\nb\rc\r\n\r\nd"), ["a\nb\nc", "d"]);
    }

    #[test]
    fn empty_lines_around_the_words_are_left_out_and_blanks_stay() {
        assert_eq!(paragraphs("\n\n  a \n\n"), ["  a "]);
        assert!(paragraphs(" \n ").is_empty());
    }

    proptest! {
        #[test]
        fn every_character_but_blanks_stays_in_its_order(words in "[a-c \t\r\n\u{2028}é]{0,40}|\\PC{0,40}") {
            let joined: String = paragraphs(&words).concat();
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(solid(&joined), solid(&words));
        }

        #[test]
        fn parting_again_changes_nothing(words in "[a-c \r\n]{0,40}") {
            let once = paragraphs(&words).join("\n\n");
            prop_assert_eq!(paragraphs(&once).join("\n\n"), once);
        }
    }
}
