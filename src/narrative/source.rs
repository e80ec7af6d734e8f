//! Where a run of a document is from: exactly one source each.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::record::{LogId, PassageRef, QuestionId, Role, Taken};
use crate::text::Lang;

/// Where a run of a document is from.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Source {
    /// What the person said, as it was taken down.
    Passage(Box<PassageSource>),
    /// What the person said, in the words of a translator.
    Rendering(Box<RenderingSource>),
    /// The words of the question to which a short answer belongs.
    QuestionText {
        /// The question; `None` where it came with no guide, as in a transcript.
        question: Option<QuestionId>,
        /// The passage that answers it.
        passage: PassageRef,
    },
    /// The sentence that a guide gives for an answer: our wording until it is read back.
    Narrate {
        /// The question.
        question: QuestionId,
    },
    /// A time worked out from what was said about it, or the words for it.
    Date {
        /// The passage that is placed by it.
        passage: PassageRef,
    },
    /// What was marked at a passage: who told it, which paper says it, where it was.
    Marked {
        /// The passage.
        passage: PassageRef,
    },
    /// A particular: the label, a name, a file number, for whom the document is, its day.
    Particular {
        /// Which, such as `label`, `recipient`, `dated`, or the name a template gives it.
        name: String,
    },
    /// What the record says of a session: its day, its language, who interpreted.
    Session {
        /// The log of the session.
        log: LogId,
    },
    /// What the record says of reading back: its day, its language.
    ReadBack {
        /// The day.
        day: NaiveDate,
    },
    /// What the record says of translating: who did it, from which language.
    Translation {
        /// The entry of a rendering in its short form.
        entry: String,
    },
    /// The text of a paper, photo or message.
    Attachment {
        /// Which.
        id: String,
    },
    /// The template.
    Template {
        /// The file, as the user would name it.
        file: String,
        /// The line, counted from 1.
        line: u32,
    },
    /// A fixed text of the program, such as a marked blank.
    Fixed {
        /// Its id in the table of texts.
        text: String,
        /// The passage at which it stands, where it belongs to one.
        passage: Option<PassageRef>,
    },
    /// The wording of an advocate, to be read back.
    Advocate {
        /// The passages that it stands for.
        passages: Vec<PassageRef>,
    },
}

/// A passage, and how it came to be written down.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PassageSource {
    /// The passage.
    pub passage: PassageRef,
    /// The entry in its short form, such as `3f2a91bc:7`.
    pub entry: String,
    /// The day of the session in which it was told.
    pub day: NaiveDate,
    /// The number of that session among those of the document, counted from 1.
    pub session: u32,
    /// The question, where it answers one.
    pub question: Option<QuestionId>,
    /// How it was taken down.
    pub taken: Taken,
    /// Whose words these are.
    pub role: Role,
    /// Who took them down.
    pub by: String,
    /// Who interpreted, where someone did.
    pub interpreter: Option<String>,
}

/// A rendering of a passage, and who made it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RenderingSource {
    /// The passage as it was told.
    pub of: PassageSource,
    /// The entry of the rendering in its short form.
    pub entry: String,
    /// The language in which it was told.
    pub from: Lang,
    /// The translator.
    pub translator: String,
    /// How it was made, such as "in writing".
    pub made: String,
}

impl Source {
    /// Returns the passage that it is from, where it is from one.
    pub fn passage(&self) -> Option<PassageRef> {
        match self {
            Self::Passage(told) => Some(told.passage),
            Self::Rendering(rendered) => Some(rendered.of.passage),
            Self::QuestionText { passage, .. }
            | Self::Date { passage }
            | Self::Marked { passage } => Some(*passage),
            Self::Fixed { passage, .. } => *passage,
            _ => None,
        }
    }

    /// Says whether these are words that the person told, in their own or another language.
    pub fn is_told(&self) -> bool {
        matches!(self, Self::Passage(_) | Self::Rendering(_))
    }

    /// Returns the name of its kind, as it stands in JSON.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Passage(_) => "passage",
            Self::Rendering(_) => "rendering",
            Self::QuestionText { .. } => "question_text",
            Self::Narrate { .. } => "narrate",
            Self::Date { .. } => "date",
            Self::Marked { .. } => "marked",
            Self::Particular { .. } => "particular",
            Self::Session { .. } => "session",
            Self::ReadBack { .. } => "read_back",
            Self::Translation { .. } => "translation",
            Self::Attachment { .. } => "attachment",
            Self::Template { .. } => "template",
            Self::Fixed { .. } => "fixed",
            Self::Advocate { .. } => "advocate",
        }
    }

    pub(super) fn fixed(text: &crate::text::Text, passage: PassageRef) -> Self {
        Self::Fixed {
            text: text.id.to_owned(),
            passage: Some(passage),
        }
    }

    pub(super) fn particular(name: &str) -> Self {
        Self::Particular {
            name: name.to_owned(),
        }
    }
}

/// Shows the kind and the passage; no name of anyone.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())?;
        match (self, self.passage()) {
            (Self::Template { file, line }, _) => write!(f, " {file}:{line}"),
            (Self::Fixed { text, .. }, _) => write!(f, " {text}"),
            (_, Some(passage)) => write!(f, " {}", passage.answer.short()),
            _ => Ok(()),
        }
    }
}

/// Shows the passage; no name of anyone.
impl fmt::Debug for PassageSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PassageSource({})", self.passage)
    }
}

/// Shows the passage; no name of anyone.
impl fmt::Debug for RenderingSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RenderingSource({})", self.of.passage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::EntryRef;

    fn passage() -> PassageRef {
        PassageRef {
            answer: EntryRef {
                log: LogId::UNWRITTEN,
                n: 7,
            },
            range: (0, 3).into(),
        }
    }

    fn told() -> PassageSource {
        PassageSource {
            passage: passage(),
            entry: "00000000:7".into(),
            day: NaiveDate::MIN,
            session: 1,
            question: None,
            taken: Taken::WordForWord,
            role: Role::Spoken,
            by: "Blessing".into(),
            interpreter: None,
        }
    }

    #[test]
    fn the_kind_stands_in_json_as_it_is_named() {
        for source in [
            Source::Passage(Box::new(told())),
            Source::Date { passage: passage() },
            Source::particular("label"),
        ] {
            let json = serde_json::to_value(&source).unwrap();
            assert_eq!(json["kind"], source.kind());
            assert_eq!(serde_json::from_value::<Source>(json).unwrap(), source);
        }
    }

    #[test]
    fn a_rendering_is_told_and_a_question_is_not() {
        let rendered = Source::Rendering(Box::new(RenderingSource {
            of: told(),
            entry: String::new(),
            from: Lang::en(),
            translator: String::new(),
            made: String::new(),
        }));
        assert!(rendered.is_told() && rendered.passage() == Some(passage()));
        let (question, passage) = (None, passage());
        assert!(!Source::QuestionText { question, passage }.is_told());
    }

    #[test]
    fn debug_shows_no_name() {
        assert_eq!(
            format!("{:?}", Source::Passage(Box::new(told()))),
            "passage 00000000:7"
        );
        assert!(!format!("{:?}", told()).contains("Blessing"));
    }
}
