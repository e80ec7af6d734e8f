//! A narrative as plain data for `page.typ`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::narrative::{
    Block, BlockId, Item, List, Meta, Narrative, Paragraph, Picture, Row, Run, Style, Table,
};
use crate::text::screen::{PAGE_OF, SOURCES_HEADING};
use crate::text::{Direction, Lang, UiLang};

use super::fonts::FAMILIES;
use super::wording::{self, LONGEST_IN_CELL, shown};

/// All that stands on the pages.
#[derive(Serialize)]
pub(super) struct Sheet<'a> {
    title: String,
    author: Vec<String>,
    language: Language<'a>,
    fonts: [&'static str; 4],
    width: u16,
    height: u16,
    margin: u16,
    size: u16,
    leading: f64,
    spacing: f64,
    indent: f64,
    header: Vec<String>,
    footer: Vec<&'static str>,
    blocks: Vec<Printed<'a>>,
    sources_heading: &'static str,
    sources: Vec<String>,
}

/// A language as the typesetter wants it.
#[derive(Serialize)]
struct Language<'a> {
    lang: &'a str,
    region: Option<&'a str>,
    rtl: bool,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Printed<'a> {
    Heading {
        level: u8,
        runs: Vec<Words<'a>>,
    },
    Numbered {
        number: u32,
        runs: Vec<Words<'a>>,
        notes: Vec<usize>,
    },
    Plain(Told<'a>),
    Blank(Told<'a>),
    Signature(Told<'a>),
    List {
        items: Vec<Vec<Told<'a>>>,
        notes: Vec<usize>,
    },
    Ordered {
        start: u32,
        items: Vec<Vec<Told<'a>>>,
        notes: Vec<usize>,
    },
    Table {
        widths: Vec<usize>,
        head: Vec<Vec<Cell<'a>>>,
        rows: Vec<Vec<Cell<'a>>>,
        notes: Vec<usize>,
    },
    Picture {
        svg: &'a str,
        alt: String,
        notes: Vec<usize>,
    },
    Page,
}

/// Runs, and the numbers of the notes on their sources.
#[derive(Serialize)]
struct Told<'a> {
    runs: Vec<Words<'a>>,
    notes: Vec<usize>,
}

#[derive(Serialize)]
struct Cell<'a> {
    runs: Vec<Words<'a>>,
}

/// A run; its language where it is not that of the document.
#[derive(Serialize)]
struct Words<'a> {
    text: Vec<String>,
    language: Option<Language<'a>>,
    look: Style,
}

impl<'a> Sheet<'a> {
    /// Makes the data of a narrative.
    pub(super) fn of(narrative: &'a Narrative) -> Self {
        let meta = &narrative.meta;
        let ui = UiLang::nearest(&meta.language);
        let (width, height) = meta.page.paper.size_mm();
        let line = f64::from(meta.page.line_percent) / 100.0;
        let writer = Writer::new(narrative);
        Self {
            title: shown(&meta.title),
            author: meta.author.iter().map(|name| shown(name)).collect(),
            language: Language::of(&meta.language),
            fonts: FAMILIES,
            width,
            height,
            margin: meta.page.margin_mm,
            size: meta.page.text_pt,
            leading: line - 1.0,
            spacing: line - 0.4,
            indent: writer.indent(),
            header: meta.header.iter().map(|text| shown(text)).collect(),
            footer: footer(PAGE_OF.raw(ui)),
            blocks: narrative
                .blocks
                .iter()
                .map(|block| writer.block(block))
                .collect(),
            sources_heading: SOURCES_HEADING.raw(ui),
            sources: narrative
                .notes
                .iter()
                .map(|note| shown(&note.text))
                .collect(),
        }
    }
}

impl<'a> Language<'a> {
    fn of(lang: &'a Lang) -> Self {
        let is_region =
            |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
        Self {
            lang: lang.primary(),
            region: lang.as_str().split('-').skip(1).find(is_region),
            rtl: lang.direction() == Direction::Rtl,
        }
    }
}

/// The parts of "Page {page} of {pages}".
fn footer(text: &'static str) -> Vec<&'static str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        parts.push(before);
        parts.push(if name == "page" { "{page}" } else { "{pages}" });
        rest = after;
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    parts
}

struct Writer<'a> {
    meta: &'a Meta,
    blocks: &'a [Block],
    notes: BTreeMap<&'a BlockId, Vec<usize>>,
}

impl<'a> Writer<'a> {
    fn new(narrative: &'a Narrative) -> Self {
        let mut notes: BTreeMap<&BlockId, Vec<usize>> = BTreeMap::new();
        for (index, note) in narrative.notes.iter().enumerate() {
            notes.entry(&note.block).or_default().push(index + 1);
        }
        Self {
            meta: &narrative.meta,
            blocks: &narrative.blocks,
            notes,
        }
    }

    /// How far numbered paragraphs hang, in the size of the text: room for the longest number.
    fn indent(&self) -> f64 {
        let numbers = self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.number,
            _ => None,
        });
        match numbers.max().unwrap_or(0) {
            0..=99 => 2.0,
            100..=999 => 2.5,
            _ => 3.2,
        }
    }

    fn block(&self, block: &'a Block) -> Printed<'a> {
        match block {
            Block::Heading(heading) => Printed::Heading {
                level: heading.level.clamp(1, 6),
                runs: self.runs(&heading.runs),
            },
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Blank(blank) => Printed::Blank(self.told(blank)),
            Block::Signature(line) => Printed::Signature(self.told(line)),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::PageBreak(_) => Printed::Page,
        }
    }

    fn paragraph(&self, paragraph: &'a Paragraph) -> Printed<'a> {
        let told = self.told(paragraph);
        match paragraph.number {
            Some(number) => Printed::Numbered {
                number,
                runs: told.runs,
                notes: told.notes,
            },
            None => Printed::Plain(told),
        }
    }

    fn told(&self, paragraph: &'a Paragraph) -> Told<'a> {
        Told {
            runs: self.runs(&paragraph.runs),
            notes: self.notes(&paragraph.id),
        }
    }

    fn list(&self, list: &'a List) -> Printed<'a> {
        let items = list.items.iter().map(|item| self.item(item)).collect();
        let notes = self.notes(&list.id);
        match list.start {
            Some(start) => Printed::Ordered {
                start,
                items,
                notes,
            },
            None => Printed::List { items, notes },
        }
    }

    fn item(&self, item: &'a Item) -> Vec<Told<'a>> {
        item.paragraphs.iter().map(|p| self.told(p)).collect()
    }

    fn table(&self, table: &'a Table) -> Printed<'a> {
        let rows = |rows: &'a [Row]| rows.iter().map(|row| self.cells(row)).collect();
        Printed::Table {
            widths: widths(table),
            head: rows(&table.head),
            rows: rows(&table.rows),
            notes: self.notes(&table.id),
        }
    }

    fn cells(&self, row: &'a Row) -> Vec<Cell<'a>> {
        let cells = row.cells.iter().map(|cell| Cell {
            runs: cell
                .runs
                .iter()
                .map(|run| self.run(run, LONGEST_IN_CELL))
                .collect(),
        });
        cells.collect()
    }

    fn picture(&self, picture: &'a Picture) -> Printed<'a> {
        let alt: String = picture.alt.iter().map(|run| run.text.as_str()).collect();
        Printed::Picture {
            svg: &picture.svg,
            alt: shown(&alt),
            notes: self.notes(&picture.id),
        }
    }

    fn notes(&self, block: &BlockId) -> Vec<usize> {
        self.notes.get(block).cloned().unwrap_or_default()
    }

    fn runs(&self, runs: &'a [Run]) -> Vec<Words<'a>> {
        runs.iter()
            .map(|run| self.run(run, wording::LONGEST_WORD))
            .collect()
    }

    fn run(&self, run: &'a Run, longest: usize) -> Words<'a> {
        let is_other = run.language != self.meta.language;
        Words {
            text: wording::cut(&run.text, longest),
            language: is_other.then(|| Language::of(&run.language)),
            look: run.style,
        }
    }
}

/// The shares of the width that columns get: wide for long texts, but never so narrow that words of
/// ordinary length must break.
fn widths(table: &Table) -> Vec<usize> {
    let rows = || table.head.iter().chain(&table.rows);
    let columns = rows().map(|row| row.cells.len()).max().unwrap_or(1);
    let longest = |column: usize| {
        let cells = rows().filter_map(|row| row.cells.get(column));
        let lengths = cells.map(|cell| cell.runs.iter().map(|r| r.text.chars().count()).sum());
        lengths.max().unwrap_or(0)
    };
    (0..columns)
        .map(|column| longest(column).clamp(12, 48))
        .collect()
}
