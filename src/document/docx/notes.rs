//! Where a paragraph is from, as comments in the margin.
//!
//! A comment has an author in Word. Here it is a fixed text, since no person and no machine wrote it;
//! and it has no date.

use std::collections::BTreeMap;

use super::run;
use crate::narrative::{BlockId, Narrative};
use crate::text::screen::SOURCE_LABEL;
use crate::text::{Lang, UiLang, markup};

/// The notes of a narrative, and the comments made of them so far.
pub(super) struct Notes<'a> {
    by_block: BTreeMap<&'a BlockId, Vec<&'a str>>,
    lang: &'a Lang,
    ui: UiLang,
    written: u32,
    out: String,
}

impl<'a> Notes<'a> {
    pub(super) fn new(narrative: &'a Narrative, ui: UiLang) -> Self {
        let mut by_block: BTreeMap<&BlockId, Vec<&str>> = BTreeMap::new();
        for note in &narrative.notes {
            by_block.entry(&note.block).or_default().push(&note.text);
        }
        Self {
            by_block,
            lang: &narrative.meta.language,
            ui,
            written: 0,
            out: String::new(),
        }
    }

    /// Writes the comment of a block, once, and returns its number.
    pub(super) fn comment(&mut self, block: &BlockId) -> Option<u32> {
        let notes = self.by_block.remove(block)?;
        let id = self.written;
        self.written += 1;
        let author = markup::html(SOURCE_LABEL.raw(self.ui));
        put!(self.out, "<w:comment w:id=\"{id}\" w:author=\"{author}\">");
        for (index, note) in notes.into_iter().enumerate() {
            self.out
                .push_str("<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr>");
            if index == 0 {
                self.out.push_str(
                    "<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:annotationRef/></w:r>",
                );
            }
            run::plain(&mut self.out, (note, &self.ui.lang()), self.lang);
            self.out.push_str("</w:p>");
        }
        self.out.push_str("</w:comment>");
        Some(id)
    }

    /// Returns all comments.
    pub(super) fn finish(self) -> String {
        self.out
    }
}
