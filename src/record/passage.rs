//! Passages: stretches of an answer, with what belongs to each.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{EntryRef, Label, Words};
use crate::time::When;

/// A stretch of an answer, counted in characters (Unicode scalar values): from the first to before
/// the last.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Range {
    /// The first character, counted from 0.
    pub start: u32,
    /// The character after the last.
    pub end: u32,
}

impl Range {
    /// Returns the text of this stretch; what lies outside the text is left out.
    pub fn of(self, text: &str) -> &str {
        let byte = |at: u32| {
            let at = usize::try_from(at).unwrap_or(usize::MAX);
            text.char_indices()
                .nth(at)
                .map_or(text.len(), |(byte, _)| byte)
        };
        let (start, end) = (byte(self.start), byte(self.end));
        text.get(start..end.max(start)).unwrap_or_default()
    }
}

impl From<(u32, u32)> for Range {
    fn from((start, end): (u32, u32)) -> Self {
        Self { start, end }
    }
}

impl From<Range> for (u32, u32) {
    fn from(range: Range) -> Self {
        (range.start, range.end)
    }
}

/// A passage by its place: the answer and the stretch. Shown as `LOG:n@start-end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PassageRef {
    /// The answer.
    pub answer: EntryRef,
    /// Which part of it.
    pub range: Range,
}

impl fmt::Display for PassageRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}-{}", self.answer, self.range.start, self.range.end)
    }
}

/// How the person knows what they tell (CPR PD 32 para 18.2; rule N6).
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Knowledge {
    /// They saw, heard or lived it.
    #[default]
    Own,
    /// Someone told them: who.
    ToldBy(String),
    /// A paper says so: which.
    Paper(String),
    /// They conclude it.
    Inferred,
}

/// Shows the kind alone.
impl fmt::Debug for Knowledge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Own => "Own",
            Self::ToldBy(_) => "ToldBy",
            Self::Paper(_) => "Paper",
            Self::Inferred => "Inferred",
        })
    }
}

/// How an answer is cut into passages; replaces an earlier cut of the same answer.
///
/// The cuts cover the whole answer in order, so that every word is in exactly one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mark {
    /// The answer.
    pub answer: EntryRef,
    /// Its passages.
    pub cuts: Vec<Cut>,
}

impl Mark {
    /// One passage that is the whole answer.
    pub fn whole(answer: EntryRef, cut: Cut) -> Self {
        Self {
            answer,
            cuts: vec![cut],
        }
    }
}

/// One passage and what belongs to it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cut {
    /// Which stretch.
    pub range: Range,
    /// When it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// A name by which other moments can be placed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// Where it was, by the name that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who is spoken of, by the names that were told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// How the person knows it.
    #[serde(default)]
    pub knowledge: Knowledge,
}

impl Cut {
    /// A passage of which nothing more is known.
    pub fn plain(range: Range) -> Self {
        Self {
            range,
            ..Self::default()
        }
    }
}

/// Shows no place and no name.
impl fmt::Debug for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cut")
            .field("range", &self.range)
            .field("when", &self.when)
            .field("people", &self.people.len())
            .finish_non_exhaustive()
    }
}

/// A passage's words in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rendering {
    /// The passage.
    pub passage: PassageRef,
    /// Its words, with the translator in `by`.
    pub words: Words,
    /// How it was made, such as "in writing" or "from the interpreter's voice".
    #[serde(default)]
    pub made: String,
}

impl Rendering {
    /// A rendering of a passage.
    pub fn new(passage: PassageRef, words: Words, made: impl Into<String>) -> Self {
        Self {
            passage,
            words,
            made: made.into(),
        }
    }
}

/// A passage that stays out of documents, or comes back in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Held {
    /// The passage; a stretch of (0, 0) of an answer without words is the answer itself.
    pub passage: PassageRef,
    /// Why it stays out.
    pub how: Holding,
    /// `true` where it comes back in.
    #[serde(default)]
    pub undone: bool,
}

impl Held {
    /// Keeps a passage out.
    pub fn new(passage: PassageRef, how: Holding) -> Self {
        Self {
            passage,
            how,
            undone: false,
        }
    }
}

/// Why a passage stays out of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Holding {
    /// It was said in private (K16).
    Private,
    /// The person wants it left out (C18).
    LeftOut,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_counts_characters_of_every_script() {
        assert_eq!(Range::from((1, 3)).of("አበበ ሄደ"), "በበ");
    }

    #[test]
    fn a_range_beyond_the_text_ends_with_it() {
        assert_eq!(Range::from((3, 99)).of("hello"), "lo");
        assert_eq!(Range::from((9, 4)).of("hello"), "");
    }

    #[test]
    fn a_range_is_a_pair_in_the_record() {
        assert_eq!(
            serde_json::to_string(&Range::from((0, 212))).unwrap(),
            "[0,212]"
        );
    }

    #[test]
    fn debug_shows_no_name() {
        let cut = Cut {
            people: vec!["Madam".into()],
            place: Some("Lagos".into()),
            ..Cut::default()
        };
        let shown = format!("{cut:?} {:?}", Knowledge::ToldBy("Madam".into()));
        assert!(!shown.contains("Madam") && !shown.contains("Lagos"));
    }
}
