//! Names: of cases, logs, entries, questions, facts.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A name that does not have the form it must have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[error("`{name}` is not {wanted}")]
pub struct StyleError {
    /// What was written.
    pub name: String,
    /// What it should be.
    pub wanted: &'static str,
}

macro_rules! uuid_name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a random id, drawn by the caller.
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = StyleError;

            fn from_str(text: &str) -> Result<Self, StyleError> {
                let wanted = "an id of the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
                let id = Uuid::try_parse(text).map_err(|_| StyleError { name: text.into(), wanted })?;
                Ok(Self(id))
            }
        }
    };
}

uuid_name! {
    /// One person's record.
    CaseId
}
uuid_name! {
    /// One log: the words of a session, or what belongs to care.
    LogId
}

impl LogId {
    /// The log of what is held in memory and never written.
    pub const UNWRITTEN: Self = Self(Uuid::nil());
}

/// An entry for good: its log and its number there, shown as `LOG:n`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryRef {
    /// The log.
    pub log: LogId,
    /// The number, counted from 1.
    pub n: u32,
}

impl EntryRef {
    /// Returns a short form for screens and documents: eight digits of the log and the number.
    pub fn short(&self) -> String {
        let log = self.log.to_string();
        format!("{}:{}", &log[..8], self.n)
    }
}

impl fmt::Display for EntryRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.log, self.n)
    }
}

macro_rules! text_name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps a name.
            pub fn new(name: impl Into<String>) -> Self {
                Self(name.into())
            }

            /// Returns the name.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(name: &str) -> Self {
                Self(name.to_owned())
            }
        }
    };
}

text_name! {
    /// A question of a guide.
    QuestionId
}
text_name! {
    /// A chapter of a guide.
    ChapterId
}
text_name! {
    /// Something that is told once and not asked for again, whichever question asks.
    FactId
}
text_name! {
    /// A name for a moment by which others can be placed, such as `arrival`.
    Label
}

/// One asking of a question: the question, and its turn in a group that repeats.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Item {
    /// The question.
    pub question: QuestionId,
    /// The turn, counted from 1.
    pub turn: u32,
}

impl Item {
    /// The first turn of a question.
    pub fn first(question: impl Into<QuestionId>) -> Self {
        Self {
            question: question.into(),
            turn: 1,
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.turn {
            1 => self.question.fmt(f),
            turn => write!(f, "{} (turn {turn})", self.question),
        }
    }
}

/// A guide as it was when it was used.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct GuideRef {
    /// Its id.
    pub id: String,
    /// SHA-256 of its file and of the overlays on it, as 64 hexadecimal digits.
    pub hash: String,
}

/// How heavy a question is in its place: 0 everyday, 1 light, 2 sensitive, 3 heavy, 4 very heavy.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(try_from = "u8", into = "u8")]
pub struct Level(u8);

impl Level {
    /// Everyday, pleasant.
    pub const EVERYDAY: Self = Self(0);
    /// Personal, seldom painful.
    pub const LIGHT: Self = Self(1);
    /// May touch loss, shame, worry.
    pub const SENSITIVE: Self = Self(2);
    /// Fear, threat, loss or coercion are likely to surface.
    pub const HEAVY: Self = Self(3);
    /// A direct account of violence, captivity, death.
    pub const VERY_HEAVY: Self = Self(4);

    /// Returns the number, 0 to 4.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// Says whether it is 3 or 4.
    pub fn is_heavy(self) -> bool {
        self >= Self::HEAVY
    }

    /// Says whether it is 0 or 1: a question to rest on.
    pub fn is_ease(self) -> bool {
        self <= Self::LIGHT
    }

    /// Returns the level one higher, at most 4.
    #[must_use]
    pub fn raised(self) -> Self {
        Self((self.0 + 1).min(4))
    }
}

impl TryFrom<u8> for Level {
    type Error = StyleError;

    fn try_from(level: u8) -> Result<Self, StyleError> {
        let fault = || StyleError {
            name: level.to_string(),
            wanted: "a level: 0, 1, 2, 3 or 4",
        };
        (level <= 4).then_some(Self(level)).ok_or_else(fault)
    }
}

impl From<Level> for u8 {
    fn from(level: Level) -> u8 {
        level.0
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_shown() {
        let id = LogId::new(Uuid::from_u128(7));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("no-id".parse::<CaseId>().is_err());
    }

    #[test]
    fn there_is_no_level_five() {
        assert!(Level::try_from(5).is_err());
        assert_eq!(Level::VERY_HEAVY.raised(), Level::VERY_HEAVY);
    }

    #[test]
    fn three_is_heavy_and_one_is_ease() {
        assert!(Level::HEAVY.is_heavy() && !Level::SENSITIVE.is_heavy());
        assert!(Level::LIGHT.is_ease() && !Level::SENSITIVE.is_ease());
    }

    #[test]
    fn a_later_turn_is_named() {
        let item = Item {
            question: "work-place".into(),
            turn: 2,
        };
        assert_eq!(item.to_string(), "work-place (turn 2)");
    }
}
