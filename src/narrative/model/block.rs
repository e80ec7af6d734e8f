//! Blocks and runs.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::narrative::Source;
use crate::record::{Hash, PassageRef};
use crate::text::{Direction, Lang};

/// A block of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
    /// A marked blank: what is missing here.
    Blank(Paragraph),
    /// A line to write on by hand, with the words for it.
    Signature(Paragraph),
    /// What follows begins a new page.
    PageBreak(PageBreak),
}

/// The name of a block: stable while its sources are, and fit for a bookmark `_st_ID`.
///
/// At most 36 letters, digits and `_`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlockId(String);

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Its name.
    pub id: BlockId,
    /// How deep, 1 to 6.
    pub level: u8,
    /// Its words.
    pub runs: Vec<Run>,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its name.
    pub id: BlockId,
    /// Its number, where it is numbered, counted through the document from 1.
    pub number: Option<u32>,
    /// Its words.
    pub runs: Vec<Run>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Its name.
    pub id: BlockId,
    /// The number of its first item, where it is numbered.
    pub start: Option<u32>,
    /// Its items.
    pub items: Vec<Item>,
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub id: BlockId,
    /// The rows that are repeated on every page.
    pub head: Vec<Row>,
    /// The other rows, each with as many cells.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its words.
    pub runs: Vec<Run>,
}

/// A picture.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its name.
    pub id: BlockId,
    /// What it shows, in words.
    pub alt: Vec<Run>,
    /// The picture, as SVG.
    pub svg: String,
    /// Where it is from.
    pub source: Source,
}

/// Shows no part of the picture.
impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({:?}, {} bytes)", self.id, self.svg.len())
    }
}

/// The beginning of a new page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageBreak {
    /// Its name.
    pub id: BlockId,
    /// Where it is from.
    pub source: Source,
}

/// A stretch of text with one source, one language and one look. A line feed in it is a line break
/// that was made when the words were taken down.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Its language.
    pub language: Lang,
    /// How it looks.
    pub style: Style,
    /// Where it is from.
    pub source: Source,
}

/// Shows the length and the source alone.
impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.text.chars().count();
        write!(
            f,
            "Run({length} characters, {}, {:?}, {:?})",
            self.language, self.style, self.source
        )
    }
}

/// How a run looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Style {
    /// As the text around it.
    #[default]
    Plain,
    /// Emphasised, as questions and times are.
    Emphasis,
    /// Strongly emphasised.
    Strong,
    /// A marked blank.
    Blank,
}

impl Run {
    /// Returns the side from which its language is written.
    pub fn direction(&self) -> Direction {
        self.language.direction()
    }
}

impl BlockId {
    /// Names a block by the passages in it or, where there are none, by its place in the template.
    pub(crate) fn of(runs: &[Run]) -> Self {
        let mut passages: Vec<PassageRef> =
            runs.iter().filter_map(|run| run.source.passage()).collect();
        passages.dedup();
        let mut keys: Vec<String> = passages.iter().map(|p| format!("passage {p}")).collect();
        if keys.is_empty() {
            keys.extend(runs.iter().filter_map(|run| match &run.source {
                Source::Template { file, line } => Some(format!("template {file}:{line}")),
                _ => None,
            }));
        }
        Self::from_key(&keys.join("\n"))
    }

    /// Names a block by a key of its own.
    pub(crate) fn from_key(key: &str) -> Self {
        let hash = Hash::of(key.as_bytes()).to_string();
        Self(format!("p{}", &hash[..16]))
    }

    /// The same name for a later block of the same sources.
    #[must_use]
    pub(crate) fn again(&self, turn: u32) -> Self {
        Self(format!("{}_{turn}", self.0))
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Block {
    /// Returns its name.
    pub fn id(&self) -> &BlockId {
        match self {
            Self::Heading(heading) => &heading.id,
            Self::Paragraph(p) | Self::Blank(p) | Self::Signature(p) => &p.id,
            Self::List(list) => &list.id,
            Self::Table(table) => &table.id,
            Self::Picture(picture) => &picture.id,
            Self::PageBreak(page) => &page.id,
        }
    }

    /// Returns its runs, in the order in which they are read.
    pub fn runs(&self) -> Box<dyn Iterator<Item = &Run> + '_> {
        match self {
            Self::Heading(heading) => Box::new(heading.runs.iter()),
            Self::Paragraph(p) | Self::Blank(p) | Self::Signature(p) => Box::new(p.runs.iter()),
            Self::List(list) => Box::new(list.paragraphs().flat_map(|p| p.runs.iter())),
            Self::Table(table) => {
                let rows = table.head.iter().chain(&table.rows);
                Box::new(rows.flat_map(|row| row.cells.iter().flat_map(|cell| cell.runs.iter())))
            }
            Self::Picture(picture) => Box::new(picture.alt.iter()),
            Self::PageBreak(_) => Box::new(std::iter::empty()),
        }
    }

    /// Returns its sources: of its runs, and its own.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        let own = match self {
            Self::Picture(picture) => Some(&picture.source),
            Self::PageBreak(page) => Some(&page.source),
            _ => None,
        };
        own.into_iter().chain(self.runs().map(|run| &run.source))
    }
}

impl List {
    /// Returns the paragraphs of all items, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.items.iter().flat_map(|item| item.paragraphs.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{EntryRef, LogId};

    fn run(text: &str, source: Source) -> Run {
        Run {
            text: text.into(),
            language: Lang::en(),
            style: Style::Plain,
            source,
        }
    }

    fn dated(n: u32) -> Run {
        let answer = EntryRef {
            log: LogId::UNWRITTEN,
            n,
        };
        let range = (0, 3).into();
        run(
            "in 2016",
            Source::Date {
                passage: PassageRef { answer, range },
            },
        )
    }

    #[test]
    fn a_name_fits_into_a_bookmark() {
        let id = BlockId::of(&[dated(u32::MAX)]).again(u32::MAX);
        assert!(format!("_st_{id}").len() <= 40, "{id}");
        assert!(
            id.as_str()
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_')
        );
    }

    #[test]
    fn a_name_turns_with_the_passage_and_with_nothing_else() {
        let comma = run(", ", Source::particular("label"));
        assert_eq!(BlockId::of(&[dated(7)]), BlockId::of(&[dated(7), comma]));
        assert_ne!(BlockId::of(&[dated(7)]), BlockId::of(&[dated(8)]));
    }

    #[test]
    fn the_runs_of_a_table_are_read_row_by_row_head_first() {
        let cell = |n| Cell {
            runs: vec![dated(n)],
        };
        let row = |a, b| Row {
            cells: vec![cell(a), cell(b)],
        };
        let table = Block::Table(Table {
            id: BlockId::from_key("t"),
            head: vec![row(1, 2)],
            rows: vec![row(3, 4)],
        });
        let order: Vec<u32> = table
            .runs()
            .filter_map(|r| Some(r.source.passage()?.answer.n))
            .collect();
        assert_eq!(order, [1, 2, 3, 4]);
    }

    #[test]
    fn debug_shows_no_word() {
        let shown = format!("{:?}", dated(7));
        assert_eq!(shown, "Run(7 characters, en, Plain, date 00000000:7)");
    }
}
