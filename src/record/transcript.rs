//! Transcripts of older talks, as people keep them: who said what, in order.
//!
//! Three forms are read: `Q:` and `A:`; `Name:` with the name of the one who tells; JSON Lines with
//! `question` and `answer`. Words stay as they stand: only the mark before them and the blanks around
//! them go.

use serde::Deserialize;

use crate::text::near;

/// One thing that was told, and the question before it.
#[derive(Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The question, where there was one.
    pub question: Option<String>,
    /// What was told.
    pub answer: String,
    /// The line at which it begins, counted from 1.
    pub line: usize,
}

/// Shows lengths alone.
impl std::fmt::Debug for Exchange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Exchange(line {}, {} characters)",
            self.line,
            self.answer.chars().count()
        )
    }
}

/// A transcript that is in none of the forms.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum TranscriptError {
    /// There is nothing in it that someone told.
    #[error("nothing in it is marked as told")]
    #[diagnostic(help(
        "mark each question with `Q:` and each answer with `A:`, or name the one who tells with `--speaker`"
    ))]
    Nothing,
    /// Words stand before the first mark.
    #[error("line {0}: these words belong to nobody")]
    #[diagnostic(help("put `Q:` or `A:`, or the name of the one who speaks, before them"))]
    Nobody(usize),
    /// The one who tells does not speak in it.
    #[error("`{name}` does not speak in it")]
    Speaker {
        /// The name given.
        name: String,
        /// Who does speak.
        #[help]
        help: Option<String>,
    },
    /// A line is not JSON of the documented form.
    #[error("line {0}: this is not an object with `question` and `answer`")]
    #[diagnostic(help("write one object a line: {{\"question\": null, \"answer\": \"…\"}}"))]
    Json(usize),
}

/// Reads a transcript; `speaker` is the name of the one who tells, where turns begin with names.
///
/// # Errors
///
/// [`TranscriptError`] where nothing was told, where words belong to nobody, where the speaker does not
/// speak, or where a line is not JSON of the form.
pub fn read_transcript(
    text: &str,
    speaker: Option<&str>,
) -> Result<Vec<Exchange>, TranscriptError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let exchanges = if text.trim_start().starts_with('{') {
        json_lines(text)?
    } else {
        let marks = speaker.map_or(Marks::QuestionAnswer, Marks::Speaker);
        exchanges(turns(text, &marks)?)
    };
    if exchanges.is_empty() {
        Err(TranscriptError::Nothing)
    } else {
        Ok(exchanges)
    }
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    question: Option<String>,
    answer: String,
}

fn json_lines(text: &str) -> Result<Vec<Exchange>, TranscriptError> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let read: Line =
                serde_json::from_str(line).map_err(|_| TranscriptError::Json(index + 1))?;
            Ok(Exchange {
                question: read.question,
                answer: read.answer,
                line: index + 1,
            })
        })
        .collect()
}

enum Marks<'a> {
    QuestionAnswer,
    Speaker(&'a str),
}

struct Turn {
    told: bool,
    text: String,
    line: usize,
}

/// The longest name before a colon.
const LONGEST_NAME: usize = 40;

fn turns(text: &str, marks: &Marks<'_>) -> Result<Vec<Turn>, TranscriptError> {
    let names = speakers(text);
    if let Marks::Speaker(name) = marks
        && !names.iter().any(|n| n == name)
    {
        let known = names.iter().map(String::as_str);
        let help = near::did_you_mean(name, known)
            .or_else(|| (!names.is_empty()).then(|| format!("those who do: {}", names.join(", "))));
        return Err(TranscriptError::Speaker {
            name: (*name).to_owned(),
            help,
        });
    }
    let mut turns: Vec<Turn> = Vec::new();
    let mut after_blank = true;
    for (index, line) in text.lines().enumerate() {
        match marked(line, marks, after_blank, &names) {
            Some((told, rest)) => {
                turns.push(Turn {
                    told,
                    text: rest.trim().to_owned(),
                    line: index + 1,
                });
            }
            None => match turns.last_mut() {
                Some(turn) => {
                    turn.text.push('\n');
                    turn.text.push_str(line.trim_end());
                }
                None if line.trim().is_empty() => {}
                None => return Err(TranscriptError::Nobody(index + 1)),
            },
        }
        after_blank = line.trim().is_empty();
    }
    Ok(turns)
}

/// Returns whether a line begins a turn: of the one who tells, or of another; and its words.
fn marked<'a>(
    line: &'a str,
    marks: &Marks<'_>,
    after_blank: bool,
    names: &[String],
) -> Option<(bool, &'a str)> {
    let (name, rest) = line.split_once(':')?;
    match marks {
        Marks::QuestionAnswer => match name.trim_start() {
            "A" => Some((true, rest)),
            "Q" => Some((false, rest)),
            _ => None,
        },
        Marks::Speaker(speaker) if name.trim() == *speaker => Some((true, rest)),
        Marks::Speaker(_) => {
            (after_blank && names.iter().any(|n| n == name.trim())).then_some((false, rest))
        }
    }
}

/// Returns the names with which turns begin: short, with a capital, after a blank line, before a colon.
fn speakers(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut after_blank = true;
    for line in text.lines() {
        let name = line.split_once(':').map(|(name, _)| name.trim());
        let fits = |name: &&str| {
            name.chars().next().is_some_and(char::is_uppercase)
                && name.chars().count() <= LONGEST_NAME
                && !name.contains(['.', ',', ';', '?', '!', '"'])
        };
        if let Some(name) = name.filter(fits).filter(|_| after_blank)
            && !names.iter().any(|n| n == name)
        {
            names.push(name.to_owned());
        }
        after_blank = line.trim().is_empty();
    }
    names
}

/// Puts each thing told with the question before it; questions that got no answer are left out.
fn exchanges(turns: Vec<Turn>) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    let mut question: Option<String> = None;
    for turn in turns {
        let text = turn.text.trim_end().to_owned();
        if !turn.told {
            question = Some(match question {
                Some(before) => format!("{before}\n{text}"),
                None => text,
            });
        } else if !text.is_empty() {
            exchanges.push(Exchange {
                question: question.take(),
                answer: text,
                line: turn.line,
            });
        }
    }
    exchanges
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, speaker: Option<&str>) -> Vec<(Option<String>, String)> {
        let all = read_transcript(text, speaker).unwrap();
        all.into_iter().map(|e| (e.question, e.answer)).collect()
    }

    fn pair(question: &str, answer: &str) -> (Option<String>, String) {
        (
            (!question.is_empty()).then(|| question.to_owned()),
            answer.to_owned(),
        )
    }

    #[test]
    fn questions_and_answers_are_paired_and_what_is_unasked_stands_alone() {
        let text = "A: I was born there.\n\nQ: And then?\n\nA: Then I left.\n";
        assert_eq!(
            read(text, None),
            [
                pair("", "I was born there."),
                pair("And then?", "Then I left.")
            ]
        );
    }

    #[test]
    fn paragraphs_of_an_answer_stay_apart() {
        let text = "A: One.\n\nTwo: with a colon.\n  Three.\nQ: x\nA: y";
        assert_eq!(
            read(text, None)[0],
            pair("", "One.\n\nTwo: with a colon.\n  Three.")
        );
    }

    #[test]
    fn a_question_without_an_answer_joins_the_next() {
        assert_eq!(read("Q: a\nQ: b\nA: c\nQ: d", None), [pair("a\nb", "c")]);
    }

    #[test]
    fn names_part_the_turns_where_the_speaker_is_named() {
        let text =
            "Officer: Where from?\n\nAda: Benin.\nI said: Benin.\n\nOfficer: When?\n\nAda: Later.";
        let want = [
            pair("Where from?", "Benin.\nI said: Benin."),
            pair("When?", "Later."),
        ];
        assert_eq!(read(text, Some("Ada")), want);
    }

    #[test]
    fn a_speaker_who_does_not_speak_has_a_near_name() {
        let fault = read_transcript("Ada: x\n\nOfficer: y", Some("Aba")).unwrap_err();
        assert_eq!(fault.to_string(), "`Aba` does not speak in it");
        let help = miette::Diagnostic::help(&fault).unwrap().to_string();
        assert_eq!(help, "did you mean `Ada`?");
    }

    #[test]
    fn json_lines_are_read_and_a_bad_one_is_named() {
        let text = "{\"n\":1,\"question\":null,\"answer\":\"a\"}\n\n{\"question\":\"q\",\"answer\":\"b\"}\n";
        assert_eq!(read(text, None), [pair("", "a"), pair("q", "b")]);
        let fault = read_transcript("{\"answer\":\"a\"}\n{\"anser\":\"b\"}", None).unwrap_err();
        assert_eq!(fault, TranscriptError::Json(2));
    }

    #[test]
    fn words_before_the_first_mark_and_an_empty_file_are_errors() {
        assert_eq!(
            read_transcript("hello\nA: x", None),
            Err(TranscriptError::Nobody(1))
        );
        assert_eq!(read_transcript("\n\n", None), Err(TranscriptError::Nothing));
        assert_eq!(
            read_transcript("Q: only questions", None),
            Err(TranscriptError::Nothing)
        );
    }

    #[test]
    fn a_byte_order_mark_is_no_word() {
        assert_eq!(read("\u{feff}A: x", None), [pair("", "x")]);
    }

    proptest! {
        #[test]
        fn every_word_after_an_answer_mark_is_kept(text in "[a-zA-Z:.\n ]{0,80}") {
            let words = |s: &str| s.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let source = format!("A: {}", text.replace("A:", "a:").replace("Q:", "q:"));
            if let Ok(all) = read_transcript(&source, None) {
                let told: Vec<String> = all.iter().flat_map(|e| words(&e.answer)).collect();
                prop_assert_eq!(told, words(&source[2..]));
            }
        }
    }
}
