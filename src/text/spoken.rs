//! What is said around the questions, to the person, the interpreter and the interviewer.
//!
//! The rows of `spoken.tsv`, one constant each. Status: drafted in English and Danish, not reviewed
//! by a practitioner or a professional Danish translator.

use super::Text;

include!(concat!(env!("OUT_DIR"), "/spoken.rs"));

/// Returns a text by its name in the table.
pub fn find(id: &str) -> Option<&'static Text> {
    ALL.iter().find(|text| text.id == id)
}
