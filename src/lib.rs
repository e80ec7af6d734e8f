//! Heard walks an interviewer through a paced conversation, keeps what the person chooses to tell in
//! their own words, and puts it together as a narrative in order of time.
//!
//! The rooms of the house, from the top down; each uses only those below it:
//!
//! - `cli`: arguments in, calls down, words out.
//! - `terminal`: what the interviewer sees, page by page.
//! - `document`: a finished narrative as the bytes of a format.
//! - `narrative`: a case through consent and a template to a document with sources.
//! - `interview`: the engine.
//! - `vault`: the only writer of case data: encrypted, sealed, durable.
//! - `chronology`: moments in order.
//! - `guide`: questionnaires, paces, settings, frameworks.
//! - `record`: entries, the chain, the case as it stands.
//! - `time`: what a date phrase can mean.
//! - `text`: languages, the program's own words, YAML with positions.

pub mod chronology;
pub mod cli;
pub mod document;
pub mod guide;
pub mod interview;
pub mod narrative;
pub mod record;
pub mod terminal;
pub mod text;
pub mod time;
pub mod vault;

#[cfg(test)]
extern crate self as heard;
