//! What a document is, in which language, for whom, on which paper.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::guide::NarrateVoice;
use crate::record::Scope;
use crate::text::{Direction, Lang};

/// What a document is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Meta {
    /// Its title, in its language.
    pub title: String,
    /// The template it was made with.
    pub template: String,
    /// Its language.
    pub language: Lang,
    /// The side from which that is written.
    pub direction: Direction,
    /// Working or submission.
    pub edition: Edition,
    /// Whose voice it has.
    pub voice: NarrateVoice,
    /// For whom it is, by name.
    pub recipient: Option<String>,
    /// The scope of consent under which that one may have it; `None` in a working edition.
    pub scope: Option<Scope>,
    /// The day it carries.
    pub dated: Option<NaiveDate>,
    /// Whether it tells of a made-up person.
    pub demo: bool,
    /// What stands at the head of every page, a line each: what the paper is not for.
    pub header: Vec<String>,
    /// The law it is made for, such as `DK`.
    pub jurisdiction: String,
    /// The day on which that law was looked at, as year-month-day.
    pub law_as_of: String,
    /// The paper.
    pub page: Page,
    /// Who made the document, where it should say so.
    pub author: Option<String>,
}

/// Shows no name and no title.
impl fmt::Debug for Meta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meta")
            .field("template", &self.template)
            .field("language", &self.language)
            .field("edition", &self.edition)
            .finish_non_exhaustive()
    }
}

/// Which of the two a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edition {
    /// For the desk: sources beside the text, what is missing marked, not for filing.
    Working,
    /// For the one it is made for.
    Submission,
}

impl Edition {
    /// Returns the name, `working` or `submission`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::Submission => "submission",
        }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The paper and how it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Page {
    /// The size.
    pub paper: Paper,
    /// The margin on all sides, in millimetres.
    pub margin_mm: u16,
    /// The size of the text, in points.
    pub text_pt: u16,
    /// The distance of lines, in hundredths of the size of the text.
    pub line_percent: u16,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            paper: Paper::A4,
            margin_mm: 25,
            text_pt: 11,
            line_percent: 150,
        }
    }
}

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Paper {
    /// 210 × 297 millimetres.
    #[default]
    A4,
    /// 216 × 279 millimetres.
    Letter,
}

impl Paper {
    /// Returns width and height in millimetres.
    pub fn size_mm(self) -> (u16, u16) {
        match self {
            Self::A4 => (210, 297),
            Self::Letter => (216, 279),
        }
    }
}
