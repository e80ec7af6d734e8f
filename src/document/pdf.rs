//! A narrative as PDF/A-2b, tagged, with the fonts of every script that it can print.
//!
//! [`sheet`] turns a narrative into plain data, [`letters`] looks for letters that no font has,
//! [`engine`] alone knows the typesetter: it hands it the data as a file of JSON and `page.typ` as
//! the one program; [`clusters`] mends what would be copied twice. There is no other file, no package, no clock and no network behind it, so that
//! whatever was said is printed and can do nothing. Always pure.

mod clusters;
mod engine;
mod error;
mod fonts;
mod letters;
mod sheet;
mod wording;

use crate::narrative::{Block, Narrative};

pub use error::{MissingLetters, PdfError, Spot};

/// Returns a narrative as PDF/A-2b; the same narrative gives the same bytes.
///
/// Control characters are printed as U+FFFD, and marks that turn the direction of what follows them
/// are left out, since direction comes from the language of a run. A document without a day has 1
/// January 1970 for the day it was made, since PDF/A as it is written here has one.
///
/// # Errors
///
/// [`PdfError::Letters`] where words hold letters that no font has, [`PdfError::Picture`] where a
/// picture cannot be read, [`PdfError::Engine`] where the typesetter gives up.
pub fn pdf(narrative: &Narrative) -> Result<Vec<u8>, PdfError> {
    letters::check(narrative)?;
    printed(narrative).map_err(|fault| picture_at_fault(narrative).unwrap_or(fault))
}

fn printed(narrative: &Narrative) -> Result<Vec<u8>, PdfError> {
    let sheet = sheet::Sheet::of(narrative);
    engine::print(&sheet, narrative.meta.dated)
}

/// Looks for a picture that cannot be printed even on a page of its own, since what the typesetter
/// says names none.
fn picture_at_fault(narrative: &Narrative) -> Option<PdfError> {
    let pictures = narrative.blocks.iter().enumerate();
    let at_fault = pictures
        .filter(|(_, block)| matches!(block, Block::Picture(_)))
        .find(|(_, block)| printed(&alone(narrative, block)).is_err());
    at_fault.map(|(index, block)| {
        let at = letters::spot(index, block);
        PdfError::Picture { at }
    })
}

fn alone(narrative: &Narrative, block: &Block) -> Narrative {
    Narrative {
        meta: narrative.meta.clone(),
        blocks: vec![block.clone()],
        notes: Vec::new(),
    }
}
