//! Consent: a gate for each use and each named recipient.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::StyleError;
use crate::text::Lang;

/// What consent is asked for (the scopes C1 to C18).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Scope(u8);

impl Scope {
    /// Talk today.
    pub const TALK: Self = Self(1);
    /// Notes kept.
    pub const NOTES: Self = Self(2);
    /// Sound recorded.
    pub const AUDIO: Self = Self(3);
    /// This interpreter.
    pub const INTERPRETER: Self = Self(4);
    /// Someone else present.
    pub const PRESENT: Self = Self(5);
    /// Use in a narrative draft.
    pub const NARRATIVE: Self = Self(6);
    /// Share with the lawyer named.
    pub const LAWYER: Self = Self(7);
    /// Share with the immigration authority named.
    pub const IMMIGRATION: Self = Self(8);
    /// Share with the anti-trafficking body named.
    pub const ANTI_TRAFFICKING: Self = Self(9);
    /// Share with the police.
    pub const POLICE: Self = Self(10);
    /// Share with the doctor or therapist named.
    pub const HEALTH: Self = Self(11);
    /// Contact.
    pub const CONTACT: Self = Self(13);
    /// Anonymous learning.
    pub const LEARNING: Self = Self(17);
    /// Passages kept out of any sharing.
    pub const EXCLUDED: Self = Self(18);

    /// Returns the number, 1 to 18.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Says whether it lets words go to someone, so that a name belongs to it.
    pub fn is_for_recipient(self) -> bool {
        matches!(self.0, 7..=11 | 17)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "C{}", self.0)
    }
}

impl FromStr for Scope {
    type Err = StyleError;

    fn from_str(text: &str) -> Result<Self, StyleError> {
        let number = text.strip_prefix('C').and_then(|n| n.parse().ok());
        let known = number.filter(|n| (1..=18).contains(n));
        let fault = || StyleError {
            name: text.into(),
            wanted: "a consent scope: C1 to C18",
        };
        known.map(Self).ok_or_else(fault)
    }
}

impl TryFrom<String> for Scope {
    type Error = StyleError;

    fn try_from(text: String) -> Result<Self, StyleError> {
        text.parse()
    }
}

impl From<Scope> for String {
    fn from(scope: Scope) -> Self {
        scope.to_string()
    }
}

/// One answer about consent. A later one for the same scope and recipient replaces it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Consent {
    /// What for.
    pub scope: Scope,
    /// For whom, by name, where the scope is for someone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// What the person said.
    pub decision: Decision,
    /// Spoken or written.
    pub how: How,
    /// What the person understood, in their own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub understood: Option<String>,
    /// The legal basis (GDPR art. 6 and 9), as the organisation decided it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// The language in which it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
}

impl Consent {
    /// A spoken answer.
    pub fn spoken(scope: Scope, decision: Decision) -> Self {
        let how = How::Spoken;
        Self {
            scope,
            recipient: None,
            decision,
            how,
            understood: None,
            basis: None,
            language: None,
        }
    }

    /// The same answer, for someone.
    #[must_use]
    pub fn to(self, recipient: impl Into<String>) -> Self {
        Self {
            recipient: Some(recipient.into()),
            ..self
        }
    }
}

/// Shows no words of the person and no name.
impl fmt::Debug for Consent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Consent")
            .field("scope", &self.scope)
            .field("decision", &self.decision)
            .finish_non_exhaustive()
    }
}

/// What the person said to a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Decision {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not decided yet.
    Later,
    /// Taken back.
    Withdrawn,
}

/// How consent was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum How {
    /// By word of mouth.
    #[default]
    Spoken,
    /// On paper.
    Written,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_run_from_one_to_eighteen() {
        assert_eq!("C7".parse(), Ok(Scope::LAWYER));
        for text in ["C0", "C19", "7", "c7", ""] {
            assert!(text.parse::<Scope>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_scope_is_written_as_people_say_it() {
        assert_eq!(serde_json::to_string(&Scope::NARRATIVE).unwrap(), r#""C6""#);
    }

    #[test]
    fn sharing_has_a_recipient_and_talking_has_none() {
        assert!(Scope::POLICE.is_for_recipient() && Scope::LEARNING.is_for_recipient());
        assert!(!Scope::TALK.is_for_recipient() && !Scope::NARRATIVE.is_for_recipient());
    }
}
