//! What document is wanted, and what it is made from besides the case.

use std::fmt;

use chrono::NaiveDate;

use super::{Edition, Nonce, TemplateLibrary};
use crate::guide::{Guide, Library};
use crate::text::Lang;

/// What document is wanted.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// The template by its id.
    pub template: String,
    /// The language; the template's first where none is asked for.
    pub language: Option<Lang>,
    /// Working or submission.
    pub edition: Edition,
    /// For whom, by name; a submission needs one.
    pub recipient: Option<String>,
    /// The day that the document carries.
    pub dated: Option<NaiveDate>,
}

impl Request {
    /// The working edition of a template, in its first language.
    pub fn working(template: impl Into<String>) -> Self {
        Self {
            template: template.into(),
            language: None,
            edition: Edition::Working,
            recipient: None,
            dated: None,
        }
    }

    /// The submission of a template to someone, in its first language.
    pub fn submission(template: impl Into<String>, recipient: impl Into<String>) -> Self {
        Self {
            edition: Edition::Submission,
            recipient: Some(recipient.into()),
            ..Self::working(template)
        }
    }

    /// The same, in this language.
    #[must_use]
    pub fn in_language(self, language: Lang) -> Self {
        Self {
            language: Some(language),
            ..self
        }
    }

    /// The same, with this day.
    #[must_use]
    pub fn dated(self, day: NaiveDate) -> Self {
        Self {
            dated: Some(day),
            ..self
        }
    }
}

/// Shows no recipient.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Request({} {})", self.template, self.edition)
    }
}

/// What a document is made from besides the case.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Materials<'a> {
    /// The templates.
    pub templates: &'a TemplateLibrary,
    /// The guides; of one, those questions are read that passages answer.
    pub guides: &'a Library,
    /// Guides that were read already, so that they are not read again.
    pub read: &'a [Guide],
    /// Whether the case tells of a made-up person.
    pub demo: bool,
    /// Who makes the document, where it should say so.
    pub author: Option<&'a str>,
    /// Drawn at random for this document alone.
    pub nonce: Nonce,
}

impl<'a> Materials<'a> {
    /// Templates and guides of a real case.
    pub fn new(templates: &'a TemplateLibrary, guides: &'a Library, nonce: Nonce) -> Self {
        Self {
            templates,
            guides,
            read: &[],
            demo: false,
            author: None,
            nonce,
        }
    }
}
