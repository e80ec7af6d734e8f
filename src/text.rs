//! Words that the program itself brings along, and care for the words of others.
//!
//! Holds the languages, the tables of spoken and shown texts, texts in several languages as guides
//! write them, YAML with positions, and the cleaning of text before it meets a terminal or a
//! document. Knows nothing of interviews. Always pure.

mod lang;
mod localised;
pub mod markup;
pub mod near;
mod safe;
pub mod screen;
pub mod spoken;
mod table;
pub mod yaml;

pub use lang::{Direction, Lang, LangError, UiLang};
pub use localised::Localised;
pub use safe::{for_terminal, is_risky};
pub use table::{Fill, Text};
