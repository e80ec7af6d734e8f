//! Drafts into blocks: markers become words, and every run gets its source.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::inlines::{Atom, Draft};
use super::lines::Lines;
use super::marks::{Kind, Mark};
use super::seals::Seals;
use super::telling::Telling;
use super::wording::{Piece, Wording};
use super::{
    Block, BlockId, Cell, Heading, Item, List, NarrativeError, PageBreak, Paragraph, Row, Run,
    Source, Style, Table, TemplateError,
};
use crate::text::yaml::Place;

/// Turns drafts into blocks, one after the other.
pub(super) struct Expander<'a> {
    pub(super) wording: Wording<'a>,
    pub(super) tellings: &'a [Telling<'a>],
    pub(super) seals: &'a Seals,
    pub(super) lines: &'a Lines,
    /// The template, for errors that have no line.
    pub(super) file: Arc<str>,
    pub(super) state: State,
}

/// What goes on from block to block.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The last number of a paragraph.
    number: u32,
    /// The last line of a template.
    line: Option<usize>,
    /// How often each name of a block was given.
    names: BTreeMap<BlockId, u32>,
}

/// What a paragraph of a template becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Plain,
    WriteOn,
    Blank,
}

/// The text of a block, with what its markers say of the block.
struct Expanded {
    shape: Shape,
    is_numbered: bool,
    page_break: Option<Source>,
    paragraphs: Vec<Vec<Run>>,
}

/// A run, or text of a template whose line is not known yet.
enum Bit {
    Run(Run),
    Template(String, Style, Option<usize>),
    Paragraph,
}

impl Expander<'_> {
    /// Turns drafts into blocks.
    ///
    /// # Errors
    ///
    /// [`NarrativeError::NoSource`] for a paragraph that belongs to no line of a template;
    /// [`NarrativeError::Template`] for a marker of a passage that is not there.
    pub(super) fn blocks(&mut self, drafts: &[Draft]) -> Result<Vec<Block>, NarrativeError> {
        let mut blocks = Vec::with_capacity(drafts.len());
        for draft in drafts {
            match draft {
                Draft::Heading(level, atoms) => blocks.extend(self.heading(*level, atoms)?),
                Draft::Paragraph(atoms) => self.paragraph(atoms, &mut blocks)?,
                Draft::List(start, items) => blocks.extend(self.list(*start, items)?),
                Draft::Table(rows) => blocks.extend(self.table(rows)?),
            }
        }
        Ok(blocks)
    }

    fn heading(&mut self, level: u8, atoms: &[Atom]) -> Result<Option<Block>, NarrativeError> {
        let runs = self.on_one_line(atoms)?;
        let heading = (!runs.is_empty()).then(|| Heading {
            id: self.name(&runs),
            level,
            runs,
        });
        Ok(heading.map(Block::Heading))
    }

    fn paragraph(&mut self, atoms: &[Atom], out: &mut Vec<Block>) -> Result<(), NarrativeError> {
        let expanded = self.expand(atoms)?;
        if let Some(source) = expanded.page_break {
            let id = self.unique(BlockId::from_key(&format!("{source:?}")));
            out.push(Block::PageBreak(PageBreak { id, source }));
        }
        for runs in expanded.paragraphs {
            let number = expanded.is_numbered.then(|| self.next_number());
            let id = self.name(&runs);
            let paragraph = Paragraph { id, number, runs };
            out.push(match expanded.shape {
                Shape::Plain => Block::Paragraph(paragraph),
                Shape::WriteOn => Block::Signature(paragraph),
                Shape::Blank => Block::Blank(paragraph),
            });
        }
        Ok(())
    }

    fn list(
        &mut self,
        start: Option<u32>,
        items: &[Vec<Vec<Atom>>],
    ) -> Result<Option<Block>, NarrativeError> {
        let mut all = Vec::new();
        for item in items {
            let mut paragraphs = Vec::new();
            for atoms in item {
                for runs in self.expand(atoms)?.paragraphs {
                    let (id, number) = (self.name(&runs), None);
                    paragraphs.push(Paragraph { id, number, runs });
                }
            }
            if !paragraphs.is_empty() {
                all.push(Item { paragraphs });
            }
        }
        let first = all.first().and_then(|item| item.paragraphs.first());
        let key = first.map(|p| BlockId::from_key(&format!("list {}", p.id)));
        let items = all;
        Ok(key.map(|id| Block::List(List { id, start, items })))
    }

    fn table(&mut self, rows: &[Vec<Vec<Atom>>]) -> Result<Option<Block>, NarrativeError> {
        let mut all = Vec::new();
        for row in rows {
            let cells: Result<Vec<Cell>, NarrativeError> = row
                .iter()
                .map(|atoms| self.on_one_line(atoms).map(|runs| Cell { runs }))
                .collect();
            all.push(Row { cells: cells? });
        }
        let runs: Vec<Run> = all
            .iter()
            .flat_map(|r| r.cells.iter())
            .flat_map(|c| c.runs.clone())
            .collect();
        if runs.is_empty() {
            return Ok(None);
        }
        let id = self.unique(BlockId::from_key(&format!("table {}", BlockId::of(&runs))));
        let body = all.split_off(1.min(all.len()));
        Ok(Some(Block::Table(Table {
            id,
            head: all,
            rows: body,
        })))
    }

    /// Headings and cells have no paragraphs: where words begin a new one, a line break stands.
    fn on_one_line(&mut self, atoms: &[Atom]) -> Result<Vec<Run>, NarrativeError> {
        let mut runs: Vec<Run> = Vec::new();
        for paragraph in self.expand(atoms)?.paragraphs {
            if let Some(last) = runs.last_mut() {
                last.text.push('\n');
            }
            runs.extend(paragraph);
        }
        Ok(runs)
    }

    fn expand(&mut self, atoms: &[Atom]) -> Result<Expanded, NarrativeError> {
        let mut expanded = Expanded {
            shape: Shape::Plain,
            is_numbered: false,
            page_break: None,
            paragraphs: Vec::new(),
        };
        let mut bits = Vec::with_capacity(atoms.len());
        let mut line = None;
        for atom in atoms {
            match atom {
                Atom::Text(text, style) => bits.push(Bit::Template(text.clone(), *style, line)),
                Atom::Mark(mark, style) => match mark.kind {
                    Kind::Line => line = Some(mark.index),
                    Kind::Number => expanded.is_numbered = true,
                    Kind::WriteOn => expanded.shape = Shape::WriteOn,
                    Kind::Blank => expanded.shape = Shape::Blank,
                    Kind::PageBreak => expanded.page_break = Some(self.template(line)?),
                    _ => bits.extend(self.words(*mark, *style)?),
                },
            }
        }
        expanded.paragraphs = self.resolve(bits)?;
        Ok(expanded)
    }

    /// What a marker for text stands for.
    fn words(&self, mark: Mark, style: Style) -> Result<Vec<Bit>, NarrativeError> {
        if mark.kind == Kind::Sealed {
            return Ok(self.sealed(mark.index, style).into_iter().collect());
        }
        let telling = self
            .tellings
            .get(mark.index)
            .ok_or_else(|| self.no_passage())?;
        let pieces = match mark.kind {
            Kind::Say => self.wording.say(telling),
            Kind::Ask => self
                .wording
                .ask(telling)
                .map(Piece::Run)
                .into_iter()
                .collect(),
            Kind::Date => self
                .wording
                .date(telling)
                .map(Piece::Run)
                .into_iter()
                .collect(),
            _ => self.wording.sentence(telling),
        };
        let bits = pieces.into_iter().map(|piece| match piece {
            Piece::Run(run) => Bit::Run(styled(run, style)),
            Piece::Paragraph => Bit::Paragraph,
        });
        Ok(bits.collect())
    }

    fn sealed(&self, index: usize, style: Style) -> Option<Bit> {
        let sealed = self.seals.get(index)?.clone();
        let run = Run {
            text: sealed.text,
            language: self.wording.tongue.lang.clone(),
            style: sealed.style,
            source: sealed.source,
        };
        Some(Bit::Run(styled(run, style)))
    }

    fn no_passage(&self) -> NarrativeError {
        let message = "a function was given a passage that is not there".to_owned();
        let at = self.place();
        TemplateError::Fault { at, message }.into()
    }

    fn place(&self) -> Place {
        let line = self.state.line.and_then(|line| self.lines.place(line));
        line.unwrap_or_else(|| Place::of_file(&self.file))
    }

    /// Gives every text of the template its line: the one marked before it in its block, else the next
    /// in its block, else the last before the block.
    fn resolve(&mut self, bits: Vec<Bit>) -> Result<Vec<Vec<Run>>, NarrativeError> {
        let mut known = bits.iter().filter_map(|bit| match bit {
            Bit::Template(_, _, line) => *line,
            _ => None,
        });
        let (last, first) = (known.clone().next_back(), known.next());
        let before = first.or(self.state.line);
        let mut paragraphs = vec![Vec::new()];
        for bit in bits {
            match bit {
                Bit::Paragraph => paragraphs.push(Vec::new()),
                Bit::Run(run) => push(&mut paragraphs, run),
                Bit::Template(text, style, line) => {
                    let source = self.template(line.or(before))?;
                    let language = self.wording.tongue.lang.clone();
                    let run = Run {
                        text,
                        language,
                        style,
                        source,
                    };
                    push(&mut paragraphs, run);
                }
            }
        }
        self.state.line = last.or(self.state.line);
        paragraphs.iter_mut().for_each(trim);
        paragraphs.retain(|runs| !runs.is_empty());
        Ok(paragraphs)
    }

    fn template(&self, line: Option<usize>) -> Result<Source, NarrativeError> {
        let line = line.or(self.state.line);
        let source = line.and_then(|line| self.lines.source(line));
        source.ok_or_else(|| NarrativeError::NoSource { at: self.place() })
    }

    fn next_number(&mut self) -> u32 {
        self.state.number += 1;
        self.state.number
    }

    fn name(&mut self, runs: &[Run]) -> BlockId {
        self.unique(BlockId::of(runs))
    }

    fn unique(&mut self, id: BlockId) -> BlockId {
        let turn = self.state.names.entry(id.clone()).or_default();
        *turn += 1;
        match *turn {
            1 => id,
            turn => id.again(turn),
        }
    }
}

/// The look of the template around a text, unless the text has one of its own.
fn styled(run: Run, style: Style) -> Run {
    match run.style {
        Style::Plain => Run { style, ..run },
        _ => run,
    }
}

/// Adds a run; text of one line of a template in one look is one run.
fn push(paragraphs: &mut [Vec<Run>], run: Run) {
    let Some(runs) = paragraphs.last_mut() else {
        return;
    };
    let same = |last: &&mut Run| {
        matches!(run.source, Source::Template { .. })
            && last.source == run.source
            && last.style == run.style
    };
    match runs.last_mut().filter(same) {
        Some(last) => last.text.push_str(&run.text),
        None if run.text.is_empty() => {}
        None => runs.push(run),
    }
}

/// Drops blanks of the template around a paragraph, and a paragraph of blanks alone.
fn trim(runs: &mut Vec<Run>) {
    let is_blank =
        |run: &Run| matches!(run.source, Source::Template { .. }) && run.text.trim().is_empty();
    while runs.last().is_some_and(is_blank) {
        runs.pop();
    }
    let blanks = runs.iter().take_while(|run| is_blank(run)).count();
    runs.drain(..blanks);
}
