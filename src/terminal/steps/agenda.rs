//! What today is about, and which topic comes next.

use super::super::face::{Face, Line, Turn};
use super::super::page::Page;
use crate::interview::{Reply, Topic};
use crate::text::screen as s;

fn titles(face: &Face<'_>, topics: &[Topic]) -> Vec<String> {
    let begun = face.t(s::TOPIC_BEGUN);
    let title = |topic: &Topic| {
        if topic.begun {
            format!("{} {begun}", topic.title)
        } else {
            topic.title.clone()
        }
    };
    topics.iter().map(title).collect()
}

/// The plan for today, from which the person can strike topics (R8).
pub(super) fn agree(face: &mut Face<'_>, hear: &[String], topics: &[Topic]) -> Result<Reply, Turn> {
    let page = Page::asking(face.t(s::AGENDA_FORM))
        .say(hear.to_vec())
        .aside(face.t(s::TOPICS_TODAY))
        .choices(titles(face, topics));
    let mut start = String::new();
    loop {
        let text = face.ask(&page, Line::bare().starting(&start))?;
        if let Some(struck) = super::numbers(&text, topics.len()) {
            let ids = struck.iter().map(|index| topics[*index].id.clone());
            return Ok(Reply::Agree(ids.collect()));
        }
        face.notice(s::PICK_NUMBER);
        start = text;
    }
}

/// The person chooses the next topic, or none of them (R7).
pub(super) fn choose(
    face: &mut Face<'_>,
    hear: &[String],
    topics: &[Topic],
) -> Result<Reply, Turn> {
    let mut items = titles(face, topics);
    items.push(face.t(s::TOPIC_NONE).to_owned());
    let page = Page::asking(face.pick_form())
        .say(hear.to_vec())
        .choices(items.clone());
    let index = face.pick(&page, &items)?;
    Ok(Reply::Choose(topics.get(index).map(|t| t.id.clone())))
}
