//! Controls that have to do with words: listening, notes, private words, and those in the line.

use std::error::Error;

use super::super::controls::Control;
use super::super::face::{Face, Line, Turn};
use super::super::hold::Talk;
use super::super::page::Page;
use super::super::steps::place;
use crate::interview::{Given, Reply, Shown, Step, Store};
use crate::text::screen as s;

/// Returns under which name the text of the step's own line is kept.
pub(super) fn place_of(shown: &Shown) -> Option<String> {
    match &shown.step {
        Step::Ask(asking) => Some(place(&asking.item)),
        _ => None,
    }
}

/// Returns the words that stand in the step's own line.
fn in_line(face: &Face<'_>, shown: &Shown) -> Option<(String, String)> {
    let place = place_of(shown)?;
    let (text, _) = face.tray().get(&place)?;
    (!text.trim().is_empty()).then_some((place, text))
}

/// Says whether an answer is being written.
pub(super) fn is_open(face: &Face<'_>, shown: &Shown) -> bool {
    in_line(face, shown).is_some()
}

/// What was just said may be what stands in the line: it goes, from the disk too (R1).
pub(super) fn drop_line(face: &mut Face<'_>, shown: &Shown) -> bool {
    let Some((place, _)) = in_line(face, shown) else {
        return false;
    };
    face.tray().forget(&place);
    face.notice(s::WORDS_DROPPED);
    true
}

/// Declined, later, and the like. Words that stand in the line are the person's: whether they are kept
/// is asked, since only the two of them know.
pub(super) fn instead<S: Store>(
    face: &mut Face<'_>,
    talk: &mut Talk<'_, S>,
    (shown, control): (&Shown, Control),
) -> Result<(), Turn>
where
    S::Error: Error,
{
    if let Some((place, text)) = in_line(face, shown) {
        let items = [s::WORDS_LEFT_KEEP, s::WORDS_LEFT_DROP].map(|t| face.t(t).to_owned());
        let page = Page::asking(face.pick_form())
            .aside(face.t(s::WORDS_LEFT))
            .choices(items.clone());
        let keeps = face.pick(&page, &items)? == 0;
        if keeps {
            let now = talk.shown();
            if !talk.give(face, &now, Reply::Listen(Given::text(text))) {
                return Ok(());
            }
        }
        face.tray().forget(&place);
    }
    super::give_instead(face, talk, control);
    talk.hand_in_noted(face);
    Ok(())
}

/// Whatever the person begins to tell is taken down, whatever the step.
pub(super) fn listen<S: Store>(face: &mut Face<'_>, talk: &mut Talk<'_, S>) -> Result<(), Turn>
where
    S::Error: Error,
{
    let page = Page::asking(face.t(s::LISTEN_FORM));
    let text = face.ask(&page, Line::account("listen"))?;
    if text.trim().is_empty() {
        return Ok(());
    }
    let shown = talk.shown();
    if talk.give(face, &shown, Reply::Listen(Given::text(text))) {
        face.notice(super::kept(face, talk, s::DONE_LISTEN));
    }
    Ok(())
}

/// A note of the interviewer.
pub(super) fn note<S: Store>(face: &mut Face<'_>, talk: &mut Talk<'_, S>) -> Result<(), Turn>
where
    S::Error: Error,
{
    let page = Page::asking(face.t(s::NOTE_FORM));
    let text = face.ask(&page, Line::account("note"))?;
    if text.trim().is_empty() {
        return Ok(());
    }
    let shown = talk.shown();
    if talk.give(face, &shown, Reply::Note(text)) {
        face.notice(super::kept(face, talk, s::DONE_NOTE));
    }
    Ok(())
}

/// Private are the words in the line; else what is written now; else what was just said.
pub(super) fn private<S: Store>(
    face: &mut Face<'_>,
    talk: &mut Talk<'_, S>,
    shown: &Shown,
) -> Result<(), Turn>
where
    S::Error: Error,
{
    let in_line = in_line(face, shown);
    let words = if let Some((_, text)) = &in_line {
        text.clone()
    } else {
        let page = Page::asking(face.t(s::PRIVATE_FORM));
        face.ask(&page, Line::account("private"))?
    };
    let words = Some(words).filter(|w| !w.trim().is_empty());
    if talk.give(face, &talk.shown(), Reply::Private(words)) {
        if let Some((place, _)) = in_line {
            face.tray().forget(&place);
        }
        face.notice(super::kept(face, talk, s::DONE_PRIVATE));
    }
    Ok(())
}
