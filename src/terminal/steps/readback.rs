//! What was written is read to the person, piece by piece.

use super::super::face::{Face, Line, Turn};
use super::super::page::Page;
use crate::interview::{Piece, Reply};
use crate::record::Verdict;
use crate::text::screen as s;

const CHOICES: [(Verdict, crate::text::Text); 6] = [
    (Verdict::Confirmed, s::READ_RIGHT),
    (Verdict::Corrected, s::READ_CORRECT),
    (Verdict::LeftOut, s::READ_LEFT_OUT),
    (Verdict::Private, s::READ_PRIVATE),
    (Verdict::Erase, s::READ_ERASE),
    (Verdict::Later, s::READ_LATER),
];

pub(super) fn ask(face: &mut Face<'_>, piece: &Piece) -> Result<Reply, Turn> {
    let items: Vec<String> = CHOICES
        .iter()
        .map(|(_, text)| face.t(*text).to_owned())
        .collect();
    let mut page = Page::asking(face.pick_form())
        .say(piece.hear.clone())
        .read(&piece.text)
        .choices(items.clone());
    if piece.heavy {
        page = page.aside(face.t(s::READ_HEAVY));
    }
    let verdict = CHOICES[face.pick(&page, &items)?].0;
    let words = if verdict == Verdict::Corrected {
        Some(correct(face, piece)?)
    } else {
        None
    };
    Ok(Reply::Verdict(verdict, words))
}

fn correct(face: &mut Face<'_>, piece: &Piece) -> Result<String, Turn> {
    let page = Page::asking(face.t(s::CORRECT_FORM));
    let place = format!("correct:{}", piece.passage);
    let text = face.ask(&page, Line::account(&place).starting(&piece.text))?;
    if text.trim().is_empty() {
        face.not_acknowledged();
        return Err(Turn::Again);
    }
    Ok(text)
}
