//! Carrying out the controls.

mod again;
mod scope;
mod signs;
mod words;

use std::error::Error;

use super::controls::Control;
use super::face::{Face, Turn};
use super::hold::Talk;
use super::steps;
use crate::interview::{Given, Reply, Saving, Shown, Step, Store};
use crate::text::{Text, screen as s};

/// Carries a control out at the step that is shown.
pub(super) fn carry_out<S: Store>(
    face: &mut Face<'_>,
    talk: &mut Talk<'_, S>,
    (shown, control): (&Shown, Control),
) -> Result<(), Turn>
where
    S::Error: Error,
{
    use Control as C;
    let (reply, said) = match control {
        C::Declined | C::Later | C::Unknown | C::Forgotten | C::Told => {
            return words::instead(face, talk, (shown, control));
        }
        C::Topic | C::Stop | C::Gone => {
            leave(face, talk, (shown, control));
            return Ok(());
        }
        C::Remove if words::drop_line(face, shown) => return Ok(()),
        C::Listen => return words::listen(face, talk),
        C::Note => return words::note(face, talk),
        C::Private => return words::private(face, talk, shown),
        C::Signs => (signs::ask(face)?, Some(s::DONE_SIGNS)),
        C::Revise => return again::revise(face, talk),
        C::Reopen => return again::reopen(face, talk),
        C::Consent => (scope::ask(face)?, Some(s::DONE_CONSENT)),
        C::Softer | C::Why if !fits_question(control, shown) => {
            face.notice(s::NOT_HERE);
            return Ok(());
        }
        C::Softer => (Reply::Softer, None),
        C::Why => (Reply::Why, None),
        C::Heavier => (Reply::Heavier, Some(s::DONE_HEAVIER)),
        C::Off => (Reply::Off, Some(s::DONE_OFF)),
        C::On => (Reply::On, Some(s::DONE_ON)),
        C::Remove => (Reply::Remove, Some(s::DONE_REMOVED)),
        C::Pause => (Reply::Pause, None),
        C::Break => (Reply::Break, None),
        C::Back => (Reply::Back, None),
        C::Ground => (Reply::Ground, None),
        C::More => (Reply::More, Some(s::DONE_MORE)),
        C::CameIn => (Reply::CameIn, None),
        C::Help | C::Again | C::Hide => return Ok(()),
    };
    if matches!(control, C::Signs | C::Heavier) && words::is_open(face, shown) {
        talk.noted.push(reply);
        face.notice(s::DONE_WITH_ANSWER);
        return Ok(());
    }
    if talk.give(face, shown, reply) {
        if control == C::On {
            face.tray().forget_unkept();
        }
        say(face, said);
    }
    Ok(())
}

fn say(face: &mut Face<'_>, said: Option<Text>) {
    if let Some(text) = said {
        face.notice(text);
    }
}

/// Gentler words and reasons belong to a question.
fn fits_question(control: Control, shown: &Shown) -> bool {
    match &shown.step {
        Step::Ask(asking) => control == Control::Why || asking.has_softer,
        _ => false,
    }
}

/// Another topic, stopping, or gone: what was written so far is kept first, so that no word is lost.
fn leave<S: Store>(face: &mut Face<'_>, talk: &mut Talk<'_, S>, (shown, control): (&Shown, Control))
where
    S::Error: Error,
{
    settle(face, talk, shown);
    talk.hand_in_noted(face);
    let reply = match control {
        Control::Topic => Reply::Topic(None),
        Control::Stop => Reply::Stop,
        _ => Reply::Leave,
    };
    let shown = talk.shown();
    talk.give(face, &shown, reply);
}

/// Keeps what is written and not handed in yet: as the answer to the question on the screen, else as
/// told unasked. Says whether there was anything.
pub(super) fn settle<S: Store>(face: &mut Face<'_>, talk: &mut Talk<'_, S>, shown: &Shown) -> bool
where
    S::Error: Error,
{
    let mut any = false;
    for place in face.tray().places() {
        let Some((text, _)) = face.tray().get(&place) else {
            continue;
        };
        let here = words::place_of(shown).as_deref() == Some(place.as_str());
        let (reply, said) = match place.as_str() {
            _ if here => (Reply::Answer(Given::text(&text)), s::KEPT_AS_ANSWER),
            "listen" => (Reply::Listen(Given::text(&text)), s::KEPT_AS_TOLD),
            "note" => (Reply::Note(text), s::DONE_NOTE),
            "private" => (Reply::Private(Some(text)), s::DONE_PRIVATE),
            other if other.starts_with("ask:") => {
                (Reply::Listen(Given::text(&text)), s::KEPT_AS_TOLD)
            }
            _ => continue,
        };
        let now = talk.shown();
        if talk.give(face, &now, reply) {
            any = true;
            face.tray().forget(&place);
            face.notice(kept(face, talk, said));
        }
    }
    any
}

/// What was given is kept, or only heard while nothing is kept.
fn kept<S: Store>(face: &Face<'_>, talk: &Talk<'_, S>, said: Text) -> Text {
    let practice = face.setup.mode == super::setup::Mode::Practice;
    match talk.sitting.walk().saving() {
        Saving::On if !practice => said,
        Saving::NotYet if !practice => s::DONE_NOT_YET,
        _ => s::DONE_UNKEPT,
    }
}

/// Returns what a control is as a reply to a question.
fn reply_of(control: Control) -> Reply {
    match control {
        Control::Later => Reply::Later,
        Control::Unknown => Reply::Unknown,
        Control::Forgotten => Reply::Forgotten,
        Control::Told => Reply::Told,
        _ => Reply::Declined,
    }
}

/// Gives one of the replies of a question to whatever step is shown.
fn give_instead<S: Store>(face: &mut Face<'_>, talk: &mut Talk<'_, S>, control: Control)
where
    S::Error: Error,
{
    let shown = talk.shown();
    match steps::instead(&shown.step, &reply_of(control)) {
        Some(reply) => {
            talk.give(face, &shown, reply);
        }
        None => face.notice(s::NOT_HERE),
    }
}
