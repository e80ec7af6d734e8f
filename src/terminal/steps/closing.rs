//! The leaving: a plan for tonight, and the next step.

use super::super::face::{Face, Line, Turn};
use super::super::page::Page;
use crate::interview::Reply;
use crate::text::{Text, screen as s};

pub(super) fn plan(face: &mut Face<'_>, hear: &[String]) -> Result<Reply, Turn> {
    Ok(Reply::Plan(words(face, hear, ("plan", s::PLAN_FORM))?))
}

pub(super) fn next(face: &mut Face<'_>, hear: &[String]) -> Result<Reply, Turn> {
    Ok(Reply::Next(words(face, hear, ("next", s::NEXT_FORM))?))
}

/// A line of words; Enter alone is `None`.
fn words(
    face: &mut Face<'_>,
    hear: &[String],
    (place, form): (&str, Text),
) -> Result<Option<String>, Turn> {
    let page = Page::asking(face.t(form)).say(hear.to_vec());
    let text = face.ask(&page, Line::words(place))?;
    Ok(Some(text).filter(|t| !t.trim().is_empty()))
}
