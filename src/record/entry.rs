//! One line of a log: an envelope, and a body that can be taken out.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Body, EntryRef, Hash, Salt, StyleError};

/// The kind of an entry, as its envelope shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Kind(Cow<'static, str>);

impl Kind {
    /// A session, its people, its end.
    pub const SESSION: Self = Self(Cow::Borrowed("session"));
    /// Consent.
    pub const CONSENT: Self = Self(Cow::Borrowed("consent"));
    /// Something told.
    pub const WORDS: Self = Self(Cow::Borrowed("words"));
    /// An item that is closed.
    pub const ITEM: Self = Self(Cow::Borrowed("item"));
    /// Passages and what belongs to them.
    pub const MARK: Self = Self(Cow::Borrowed("mark"));
    /// A rendering.
    pub const RENDERING: Self = Self(Cow::Borrowed("rendering"));
    /// A read-back.
    pub const READBACK: Self = Self(Cow::Borrowed("readback"));
    /// Work at the desk.
    pub const DESK: Self = Self(Cow::Borrowed("desk"));
    /// Bodies taken out.
    pub const ERASED: Self = Self(Cow::Borrowed("erased"));
    /// Care.
    pub const CARE: Self = Self(Cow::Borrowed("care"));
    /// Something of a later version.
    pub const OTHER: Self = Self(Cow::Borrowed("other"));

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Kind {
    type Error = StyleError;

    fn try_from(name: String) -> Result<Self, StyleError> {
        let mut bytes = name.bytes();
        let good_start = bytes.next().is_some_and(|b| b.is_ascii_lowercase());
        let good_rest =
            bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_.-".contains(&b));
        if good_start && good_rest && name.len() <= 32 {
            Ok(Self(Cow::Owned(name)))
        } else {
            Err(StyleError {
                name,
                wanted: "a kind: a small letter, then up to 31 of a-z 0-9 _ . -",
            })
        }
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.0.into_owned()
    }
}

/// One entry of a log.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its log and number.
    pub id: EntryRef,
    /// Its kind.
    pub kind: Kind,
    /// The commitment to its body.
    pub commit: Hash,
    /// The link that ties it to the entries before.
    pub link: Hash,
    /// Salt and body; `None` where they were taken out.
    pub opening: Option<Opening>,
}

/// What a commitment is to: salt and body.
#[derive(Clone, PartialEq)]
pub struct Opening {
    /// The salt.
    pub salt: Salt,
    /// The body, exactly as it was made; from then on copied, never made again.
    pub text: String,
    /// The body, read.
    pub body: Body,
}

/// Shows no text.
impl fmt::Debug for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opening")
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl Entry {
    /// Returns the body; `None` where it was taken out.
    pub fn body(&self) -> Option<&Body> {
        self.opening.as_ref().map(|opening| &opening.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_a_fixed_alphabet() {
        for good in ["words", "a", "later-kind_2.x"] {
            assert!(Kind::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in ["", "Words", "2x", "a b", "a\nb", &"a".repeat(33)] {
            assert!(Kind::try_from(bad.to_owned()).is_err(), "{bad:?}");
        }
    }
}
