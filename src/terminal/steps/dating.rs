//! Roughly when something was, after the telling (R44).

use super::super::face::{Face, Line, Turn};
use super::super::layout;
use super::super::page::Page;
use crate::interview::{Reply, Walk};
use crate::record::EntryRef;
use crate::text::{Fill, screen as s};
use crate::time::{Context, When, labels_in_words, show, understand};

pub(super) fn ask(
    face: &mut Face<'_>,
    walk: &Walk,
    (hear, about, answer): (&[String], &str, &EntryRef),
) -> Result<Reply, Turn> {
    let mut page = Page::asking(face.t(s::FORM_WHEN)).say(hear.to_vec());
    if !about.is_empty() {
        page = page.aside(face.t(s::ABOUT_ANSWER));
        for line in layout::tail(about, layout::READABLE, 3) {
            page = page.aside(line);
        }
    }
    let place = format!("when:{answer}");
    let text = face.ask(&page, Line::words(&place))?;
    if text.trim().is_empty() {
        face.not_acknowledged();
        return Err(Turn::Again);
    }
    let labels = labels_in_words(walk.case().labels().map(ToString::to_string));
    let mut context = Context::of(walk.plan().speaks()).with_labels(&labels);
    // "Two years ago" is counted from the day of the talk.
    context.today = walk.case().answer(*answer).map(|told| told.at.date_naive());
    let when = understand(text.trim(), &context);
    understood(face, &when);
    Ok(Reply::Date(when))
}

/// Says what was understood, so that a slip is seen while the person is still there.
fn understood(face: &mut Face<'_>, when: &When) {
    let lang = face.lang();
    let readings: Vec<String> = when.readings.iter().filter_map(|r| show(r, lang)).collect();
    match readings.as_slice() {
        [] => face.notice(s::UNDERSTOOD_NOT),
        [one] => face.notice_with(s::UNDERSTOOD_TIME, &Fill::new().with("time", one)),
        several => {
            let fill = Fill::new().with("times", several.join("; "));
            face.notice_with(s::UNDERSTOOD_TIMES, &fill);
        }
    }
}
