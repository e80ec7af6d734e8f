//! Sentences of the screens and fixed words of the documents: the rows of `screen.tsv`.
//!
//! Status of the Danish: drafted, not reviewed by a professional translator.

use super::Text;

include!(concat!(env!("OUT_DIR"), "/screen.rs"));
