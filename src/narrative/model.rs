//! A finished narrative: blocks of runs, each run with one source.

mod block;
mod meta;

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::Source;
use crate::record::PassageRef;

pub use block::{
    Block, BlockId, Cell, Heading, Item, List, PageBreak, Paragraph, Picture, Row, Run, Style,
    Table,
};
pub use meta::{Edition, Meta, Page, Paper};

/// A document before it has a format: the one input of all document writers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Narrative {
    /// What it is, in which language, for whom.
    pub meta: Meta,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Where each paragraph is from, in words; none in a submission.
    pub notes: Vec<SourceNote>,
}

/// Where a paragraph is from, in words of the document's language.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SourceNote {
    /// The block it belongs to.
    pub block: BlockId,
    /// The passage it tells of.
    pub passage: PassageRef,
    /// The note, a sentence with a full stop.
    pub text: String,
}

/// Shows the block alone.
impl fmt::Debug for SourceNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "SourceNote({:?}, {} characters)",
            self.block,
            self.text.chars().count()
        )
    }
}

impl Narrative {
    /// Returns every run, in the order in which they are read.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.blocks.iter().flat_map(Block::runs)
    }

    /// Returns every source, in the order in which they are read: of runs, pictures, page breaks.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.blocks.iter().flat_map(Block::sources)
    }

    /// Returns the passages whose words stand in it, in order, for the register of what went out.
    pub fn passages(&self) -> BTreeSet<PassageRef> {
        let told = self.sources().filter(|s| s.is_told());
        told.filter_map(Source::passage).collect()
    }

    /// Returns the notes of a block, in order.
    pub fn notes_of<'a>(&'a self, block: &BlockId) -> impl Iterator<Item = &'a SourceNote> {
        let block = block.clone();
        self.notes.iter().filter(move |note| note.block == block)
    }
}
