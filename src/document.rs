//! A finished narrative as the bytes of a format.
//!
//! Each format is a function of a [`Narrative`] and of nothing else, so that a new one touches no
//! other and the same narrative gives the same bytes. The picture of a chronology is drawn here too.
//! Always pure.
//!
//! [`Narrative`]: crate::narrative::Narrative

mod docx;
mod html;
mod markdown;
mod pdf;
mod timeline;

pub use docx::docx;
pub use html::html;
pub use markdown::markdown;
pub use pdf::{MissingLetters, PdfError, Spot, pdf};
pub use timeline::timeline;

#[cfg(test)]
mod tests;
