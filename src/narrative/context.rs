//! What templates get: plain values, documented field by field, since authors of templates see them.
//!
//! There are no words of the person here: those come through `say`, `ask`, `date` and `sentence` with
//! a passage. Texts that name someone or something of the case (the label, a day, an interpreter)
//! stand here as markers while a document is made, so that each keeps its source; a template can
//! print them and ask whether they are there, and that is all. `heard template context CASE` shows
//! them as they are.

pub(super) mod fill;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::guide::NarrateVoice;
use crate::record::{Role, SessionKind, Taken};

/// What templates get.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Context {
    /// The case.
    pub case: CaseContext,
    /// The document.
    pub document: DocumentContext,
    /// The particulars that the template asks for, by name; nothing where one is missing and need not
    /// be there, a marked blank where one is missing in a working edition.
    pub particulars: BTreeMap<String, Option<String>>,
    /// The sessions in which what stands in the document was told, in the order of their days.
    pub sessions: Vec<SessionContext>,
    /// What was told, in the order of the document.
    pub passages: Vec<PassageContext>,
    /// Who translated what stands in the document.
    pub translators: Vec<TranslatorContext>,
    /// What was read to the person and confirmed.
    pub read_back: ReadBackContext,
    /// How many there are of some things.
    pub count: CountContext,
}

/// The case.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct CaseContext {
    /// The pseudonym; nothing where the case has none.
    pub label: Option<String>,
}

/// The document.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct DocumentContext {
    /// The title from `template.yaml`, in the document's language.
    pub title: String,
    /// The id of the template.
    pub template: String,
    /// The language, as a code such as `da`.
    pub language: String,
    /// Whether it is the working edition; else it is a submission.
    pub working: bool,
    /// Whose voice it has: `first` or `third`.
    pub voice: NarrateVoice,
    /// For whom it is, where that was said.
    pub recipient: Option<String>,
    /// The day it carries, where one was given.
    pub dated: Option<String>,
    /// Whether it tells of a made-up person.
    pub demo: bool,
}

/// A session in which something was told that stands in the document.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct SessionContext {
    /// Its number in the document, from 1.
    pub number: u32,
    /// The day on which it was held.
    pub day: String,
    /// What it was: `sitting`, `writeup`, `import`, `readback` or `desk`.
    pub kind: SessionKind,
    /// The language in which the person spoke, by its name.
    pub language: Option<String>,
    /// Who interpreted: initials or a number.
    pub interpreter: Option<String>,
    /// The ways in which words were taken down in it, each once.
    pub ways: Vec<WayContext>,
    /// How many passages of the document were told in it.
    pub passages: usize,
}

/// A way in which words were taken down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct WayContext {
    /// Whose words: `spoken`, `interpreted` or `translated`.
    pub role: Role,
    /// How: `word_for_word`, `recording`, `notes` or `written_up`.
    pub taken: Taken,
}

/// A passage. Its words come through `say(passage=p)`.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct PassageContext {
    /// Its place in the document, from 0.
    pub n: usize,
    /// The entry in its short form, such as `3f2a91bc:7`.
    pub entry: String,
    /// The number of its session.
    pub session: u32,
    /// The day on which it was told.
    pub day: String,
    /// The id of the question that it answers; nothing for what was told unasked.
    pub question: Option<String>,
    /// What `sentence` makes of it: `sentence` (the guide's), `question` (and answer), `words`, or
    /// `missing`.
    pub form: &'static str,
    /// Whether something is known of its time.
    pub dated: bool,
    /// Where it was, by the name that was told.
    pub place: Option<String>,
    /// How the person knows it: `own`, `told_by`, `paper` or `inferred`.
    pub knowledge: &'static str,
    /// Whose words: `spoken`, `interpreted` or `translated`.
    pub role: Role,
    /// How they were taken down: `word_for_word`, `recording`, `notes` or `written_up`.
    pub taken: Taken,
    /// The language in which it was told, as a code.
    pub language: String,
    /// Who translated the words in which it stands here; nothing where they are those that were told.
    pub translator: Option<String>,
    /// Whether it may stand in quotation marks: the person's own words, taken down word for word.
    pub may_be_quoted: bool,
    /// Whether the person confirmed it when it was read to them.
    pub confirmed: bool,
}

/// Someone who translated passages of the document.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct TranslatorContext {
    /// Who: initials or a name.
    pub by: String,
    /// From which language, by its name.
    pub from: String,
}

/// What was read to the person and confirmed.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ReadBackContext {
    /// Whether everything was.
    pub all: bool,
    /// Whether anything was.
    pub any: bool,
    /// When, and in which language, each once.
    pub times: Vec<ReadingContext>,
}

/// A day on which passages were read to the person and confirmed.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ReadingContext {
    /// The day.
    pub day: String,
    /// The language in which it was read, by its name, where that was written down.
    pub language: Option<String>,
}

/// How many there are.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct CountContext {
    /// Passages of the document.
    pub passages: usize,
    /// Those that were confirmed.
    pub confirmed: usize,
    /// Those that a sentence of the guide surrounds.
    pub sentences: usize,
    /// Those that stand after their question.
    pub questions: usize,
    /// Those before whose words a time stands.
    pub dated: usize,
    /// Those that the interpreter said.
    pub interpreted: usize,
    /// Those that are not in the language of the document yet.
    pub missing: usize,
}

impl Context {
    /// A context in which every list has one element and nothing is missing, for these particulars:
    /// by it a template is checked when it loads.
    pub(super) fn sample<'a>(particulars: impl Iterator<Item = &'a str>) -> Value {
        let mut context = Self::plain();
        context.particulars = particulars.map(|name| (name.to_owned(), TEXT)).collect();
        serde_json::to_value(context).expect("a context has string keys and no failing parts")
    }

    /// The same, without particulars.
    pub(super) fn plain() -> Self {
        Self {
            case: CaseContext { label: TEXT },
            document: DocumentContext::plain(),
            particulars: BTreeMap::new(),
            sessions: vec![SessionContext::plain()],
            passages: vec![PassageContext::plain()],
            translators: vec![TranslatorContext {
                by: String::new(),
                from: String::new(),
            }],
            read_back: ReadBackContext {
                all: true,
                any: true,
                times: vec![ReadingContext {
                    day: String::new(),
                    language: TEXT,
                }],
            },
            count: CountContext {
                passages: 1,
                confirmed: 1,
                sentences: 0,
                questions: 0,
                dated: 0,
                interpreted: 0,
                missing: 0,
            },
        }
    }
}

/// Something that is there.
const TEXT: Option<String> = Some(String::new());

impl DocumentContext {
    fn plain() -> Self {
        Self {
            title: String::new(),
            template: String::new(),
            language: "en".into(),
            working: true,
            voice: NarrateVoice::First,
            recipient: TEXT,
            dated: TEXT,
            demo: false,
        }
    }
}

impl SessionContext {
    fn plain() -> Self {
        Self {
            number: 1,
            day: String::new(),
            kind: SessionKind::Sitting,
            language: TEXT,
            interpreter: TEXT,
            ways: vec![WayContext {
                role: Role::Spoken,
                taken: Taken::WordForWord,
            }],
            passages: 1,
        }
    }
}

impl PassageContext {
    fn plain() -> Self {
        Self {
            n: 0,
            entry: String::new(),
            session: 1,
            day: String::new(),
            question: TEXT,
            form: "words",
            dated: true,
            place: TEXT,
            knowledge: "own",
            role: Role::Spoken,
            taken: Taken::WordForWord,
            language: "en".into(),
            translator: TEXT,
            may_be_quoted: true,
            confirmed: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says whether nothing in a value is missing and every list has an element.
    fn is_full(value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::Array(list) => list.len() == 1 && list.iter().all(is_full),
            Value::Object(fields) => fields.values().all(is_full),
            _ => true,
        }
    }

    #[test]
    fn the_sample_has_everything_a_template_can_name() {
        let sample = Context::sample(["name"].into_iter());
        assert!(is_full(&sample));
        assert_eq!(sample["particulars"]["name"], "");
    }
}
