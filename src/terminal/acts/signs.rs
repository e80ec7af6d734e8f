//! What the interviewer sees, as observation codes.

use super::super::face::{Face, Line, Turn};
use super::super::page::Page;
use super::super::steps::numbers;
use super::super::terms::CODES;
use crate::interview::Reply;
use crate::text::screen as s;

/// Asks for what is seen; Enter alone goes back.
pub(super) fn ask(face: &mut Face<'_>) -> Result<Reply, Turn> {
    let items = CODES.map(|(_, text)| face.t(text).to_owned());
    let page = Page::asking(face.t(s::SIGNS_FORM)).choices(items.clone());
    let mut start = String::new();
    loop {
        let text = face.ask(&page, Line::bare().starting(&start))?;
        match numbers(&text, items.len()) {
            Some(seen) if seen.is_empty() => return Err(Turn::Again),
            Some(seen) => {
                let codes = seen.iter().map(|index| CODES[*index].0.to_owned());
                return Ok(Reply::Signs(codes.collect()));
            }
            None => face.notice(s::PICK_NUMBER),
        }
        start = text;
    }
}
