//! What is done with a case outside the talks: made, sent out, taken out.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{EntryRef, PassageRef, Scope};
use crate::text::Lang;

/// A case was made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CaseMade {
    /// The pseudonym by which the team knows it.
    pub label: String,
    /// Who can read it.
    pub readers: Vec<Reader>,
}

impl CaseMade {
    /// A case with its first readers.
    pub fn new(label: impl Into<String>, readers: Vec<Reader>) -> Self {
        Self {
            label: label.into(),
            readers,
        }
    }
}

/// Shows no label.
impl fmt::Debug for CaseMade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseMade({} readers)", self.readers.len())
    }
}

/// A colleague who can read a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reader {
    /// The first 32 hexadecimal digits of SHA-256 over recipient and signing key.
    pub fingerprint: String,
    /// The age recipient, as text.
    pub recipient: String,
    /// The minisign public key, as text.
    pub signing: String,
    /// Whether they belong to the care team.
    #[serde(default)]
    pub care: bool,
}

impl Reader {
    /// A reader of words and of care.
    pub fn new(fingerprint: String, recipient: String, signing: String) -> Self {
        Self {
            fingerprint,
            recipient,
            signing,
            care: true,
        }
    }
}

/// One line of the register: words were written in plain text for someone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WentOut {
    /// The template.
    pub template: String,
    /// The language.
    pub language: Lang,
    /// `working` or `submission`.
    pub edition: String,
    /// The format, such as `docx`.
    pub format: String,
    /// For whom, where it was for someone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// The scope under which it went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// The passages in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<PassageRef>,
    /// SHA-256 of the file, as 64 hexadecimal digits.
    pub sha256: String,
}

impl WentOut {
    /// A working edition that was written in a format, for nobody in particular.
    pub fn new(
        template: impl Into<String>,
        language: Lang,
        format: impl Into<String>,
        sha256: impl Into<String>,
    ) -> Self {
        Self {
            template: template.into(),
            language,
            edition: "working".to_owned(),
            format: format.into(),
            recipient: None,
            scope: None,
            passages: Vec::new(),
            sha256: sha256.into(),
        }
    }
}

/// Shows no recipient.
impl fmt::Debug for WentOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "WentOut({} {} {})",
            self.template, self.edition, self.format
        )
    }
}

/// A particular that a template asks for, such as a file number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Particular {
    /// Which.
    pub name: String,
    /// Its value; `None` takes it back.
    pub value: Option<String>,
}

impl Particular {
    /// A particular with its value; `None` takes it back.
    pub fn new(name: impl Into<String>, value: Option<String>) -> Self {
        let name = name.into();
        Self { name, value }
    }
}

/// Shows the name alone.
impl fmt::Debug for Particular {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Particular({})", self.name)
    }
}

/// Entries whose bodies were taken out for good. Signed by the log it stands in, it vouches for the
/// gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Erased {
    /// The entries.
    pub entries: Vec<EntryRef>,
}

impl Erased {
    /// Vouches for these gaps.
    pub fn new(entries: Vec<EntryRef>) -> Self {
        Self { entries }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_label_and_no_value() {
        let made = CaseMade::new("Swallow", Vec::new());
        let name = Particular {
            name: "name".into(),
            value: Some("Blessing".into()),
        };
        let shown = format!("{made:?} {name:?}");
        assert!(!shown.contains("Swallow") && !shown.contains("Blessing"));
    }
}
