//! Steps that are answered by one of a few choices.

use super::super::face::{Face, Line, Turn};
use super::super::page::Page;
use crate::interview::Reply;
use crate::record::{Decision, Scope};
use crate::text::{Fill, Text, screen as s, spoken};

/// Shows what is said and a few choices, and returns which one was taken.
fn pick(face: &mut Face<'_>, hear: &[String], choices: &[Text]) -> Result<usize, Turn> {
    let items: Vec<String> = choices.iter().map(|c| face.t(*c).to_owned()).collect();
    let page = Page::asking(face.pick_form())
        .say(hear.to_vec())
        .choices(items.clone());
    face.pick(&page, &items)
}

pub(super) fn safety(face: &mut Face<'_>, hear: &[String]) -> Result<Reply, Turn> {
    Ok(Reply::Safe(
        pick(face, hear, &[s::SAFE_YES, s::SAFE_NO])? == 0,
    ))
}

pub(super) fn yes_or_no(face: &mut Face<'_>, hear: &[String]) -> Result<Reply, Turn> {
    let yes = pick(face, hear, &[s::YES_CHOICE, s::NO_CHOICE])? == 0;
    Ok(if yes { Reply::Yes } else { Reply::No })
}

pub(super) fn permission(face: &mut Face<'_>, hear: &[String]) -> Result<Reply, Turn> {
    let choices = [s::YES_CHOICE, s::NO_CHOICE, s::LATER_PERMISSION];
    Ok(match pick(face, hear, &choices)? {
        0 => Reply::Yes,
        1 => Reply::No,
        _ => Reply::Later,
    })
}

/// Consent, and for notes what the person understood, in their words.
pub(super) fn consent(face: &mut Face<'_>, scope: Scope, hear: &[String]) -> Result<Reply, Turn> {
    let choices = [s::YES_CHOICE, s::NO_CHOICE, s::LATER_CHOICE];
    let decision = match pick(face, hear, &choices)? {
        0 => Decision::Yes,
        1 => Decision::No,
        _ => Decision::Later,
    };
    let asks = scope == Scope::NOTES && decision == Decision::Yes;
    let understood = if asks { understood(face)? } else { None };
    Ok(Reply::Decide(decision, understood))
}

/// Asks what the person understood; Enter alone leaves it out.
pub(in crate::terminal) fn understood(face: &mut Face<'_>) -> Result<Option<String>, Turn> {
    let lang = face.lang();
    let page = Page::asking(face.t(s::UNDERSTOOD_ASK))
        .say(spoken::CONSENT_UNDERSTOOD.lines(lang, &Fill::new()));
    let text = face.ask(&page, Line::words("understood"))?;
    Ok(Some(text).filter(|t| !t.trim().is_empty()))
}

pub(super) fn say(face: &mut Face<'_>, hear: &[String]) -> Result<Reply, Turn> {
    let page = Page::asking(face.t(s::FORM_GO)).say(hear.to_vec());
    go(face, &page, Reply::Go)
}

pub(super) fn away(face: &mut Face<'_>, hear: &[String]) -> Result<Reply, Turn> {
    let page = Page::asking(face.t(s::AWAY_HINT)).say(hear.to_vec());
    go(face, &page, Reply::Back)
}

/// Enter goes on. Words that stand there were meant for something: they come back with a hint.
fn go(face: &mut Face<'_>, page: &Page, reply: Reply) -> Result<Reply, Turn> {
    let mut start = String::new();
    loop {
        start = face.ask(page, Line::bare().starting(&start))?;
        if start.trim().is_empty() {
            return Ok(reply);
        }
        face.notice(s::WORDS_NOT_HERE);
    }
}

pub(super) fn stay(face: &mut Face<'_>, hear: &[String]) -> Result<Reply, Turn> {
    let choices = [s::STAY_GO, s::STAY_SLOWLY, s::STAY_PAUSE, s::STAY_BREAK];
    Ok(match pick(face, hear, &choices)? {
        0 => Reply::Go,
        1 => {
            face.notice(spoken::STAY_SLOW);
            Reply::Go
        }
        2 => Reply::Pause,
        _ => Reply::Break,
    })
}

/// Something calming: the exercises that fit, one at a time, until it is enough.
pub(super) fn ground(
    face: &mut Face<'_>,
    hear: &[String],
    exercises: &[(&'static str, Vec<String>)],
) -> Result<Reply, Turn> {
    let first = |lines: &Vec<String>| lines.first().cloned().unwrap_or_default();
    let items: Vec<String> = exercises.iter().map(|(_, lines)| first(lines)).collect();
    let page = Page::asking(face.t(s::GROUND_FORM))
        .say(hear.to_vec())
        .choices(items.clone());
    loop {
        let text = face.ask(&page, Line::bare())?;
        if text.trim().is_empty() {
            return Ok(Reply::Go);
        }
        match super::numbers(&text, items.len()).as_deref() {
            Some([index]) => drop(say(face, &exercises[*index].1)?),
            _ => face.notice(s::PICK_NUMBER),
        }
    }
}
