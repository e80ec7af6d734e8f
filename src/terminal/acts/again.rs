//! Going back to something: an answer that is changed, an item that is opened again.

use std::error::Error;

use super::super::face::{Face, Line, Turn};
use super::super::hold::Talk;
use super::super::layout;
use super::super::page::Page;
use super::super::steps::numbers;
use crate::interview::{Reply, Store, Walk};
use crate::record::{AnswerView, EntryRef, Item};
use crate::text::screen as s;

/// How many answers are offered for changing: the last ones.
const OFFERED: usize = 12;

/// An answer is put right; the earlier one is kept (K15).
pub(super) fn revise<S: Store>(face: &mut Face<'_>, talk: &mut Talk<'_, S>) -> Result<(), Turn>
where
    S::Error: Error,
{
    let answers = last_answers(talk.sitting.walk());
    if answers.is_empty() {
        face.notice(s::NOTHING_TOLD);
        return Ok(());
    }
    let items: Vec<String> = answers.iter().map(|(_, label, _)| label.clone()).collect();
    let page = Page::asking(face.t(s::REVISE_FORM)).choices(items);
    let index = loop {
        let text = face.ask(&page, Line::bare())?;
        match numbers(&text, answers.len()).as_deref() {
            Some([]) => break 0,
            Some([index]) => break *index,
            _ => face.notice(s::PICK_NUMBER),
        }
    };
    let (id, _, words) = &answers[index];
    let place = format!("revise:{id}");
    let page = Page::asking(face.t(s::CORRECT_FORM));
    let text = face.ask(&page, Line::account(&place).starting(words))?;
    if text.trim().is_empty() || text == *words {
        face.tray().forget(&place);
        return Ok(());
    }
    let shown = talk.shown();
    if talk.give(face, &shown, Reply::Revise(*id, text)) {
        face.notice(super::kept(face, talk, s::DONE_REVISED));
    }
    Ok(())
}

/// The last answers, the latest first, each with a line to know it by and its words.
fn last_answers(walk: &Walk) -> Vec<(EntryRef, String, String)> {
    let told = walk.case().answers().filter(|a| a.answer.earlier.is_none());
    let mut all: Vec<&AnswerView> = told.collect();
    all.reverse();
    let words = |answer: &AnswerView| {
        let words = answer.answer.words.as_ref().map(|w| w.text.clone());
        let value = answer.answer.value.as_ref();
        words.or_else(|| value.map(|v| v.in_words(walk.plan().speaks())))
    };
    let line = |answer: &AnswerView, text: &str| {
        let asked = answer
            .answer
            .asked
            .as_ref()
            .map_or("…", |a| a.text.as_str());
        format!("{} {}", short(asked, 34), short(text, 30))
    };
    all.into_iter()
        .filter_map(|a| words(a).map(|text| (a.id, line(a, &text), text)))
        .take(OFFERED)
        .collect()
}

/// Returns the beginning of a text, ending between words.
fn short(text: &str, width: usize) -> String {
    let lines = layout::wrap(text, width);
    let first = lines.first().cloned().unwrap_or_default();
    if lines.len() > 1 {
        format!("{first} …")
    } else {
        first
    }
}

/// The person wants to go back to something that was closed (R3).
pub(super) fn reopen<S: Store>(face: &mut Face<'_>, talk: &mut Talk<'_, S>) -> Result<(), Turn>
where
    S::Error: Error,
{
    let closed = closed(talk.sitting.walk());
    if closed.is_empty() {
        face.notice(s::REOPEN_NONE);
        return Ok(());
    }
    let items = closed.iter().map(|(_, text)| text.clone());
    let page = Page::asking(face.t(s::REOPEN_FORM)).choices(items);
    loop {
        let text = face.ask(&page, Line::bare())?;
        match numbers(&text, closed.len()).as_deref() {
            Some([]) => return Ok(()),
            Some([index]) => {
                let shown = talk.shown();
                let item = closed[*index].0.clone();
                if talk.give(face, &shown, Reply::Reopen(item)) {
                    face.notice(s::DONE_REOPENED);
                }
                return Ok(());
            }
            _ => face.notice(s::PICK_NUMBER),
        }
    }
}

/// The items that are closed, each with its question, the latest first.
fn closed(walk: &Walk) -> Vec<(Item, String)> {
    let plan = walk.plan();
    let mut items: Vec<(Item, String)> = Vec::new();
    for closed in walk.case().closed().filter(|c| !c.reopened) {
        let found = plan.guide.question(&closed.item.question);
        let text = found.and_then(|(_, q)| q.ask.best(&plan.terms.language));
        let known = items.iter().any(|(item, _)| *item == closed.item);
        if let (Some((_, text)), false) = (text, known) {
            items.push((closed.item.clone(), short(text, 60)));
        }
    }
    items.reverse();
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_to_know_an_answer_by_ends_between_words() {
        assert_eq!(short("We walked to school", 12), "We walked to …");
        assert_eq!(short("We walked", 12), "We walked");
    }
}
