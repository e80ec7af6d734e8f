//! How the person is: a number, words, or what can be seen; each counts (R17).

use super::super::face::{Face, Line, Turn};
use super::super::page::Page;
use crate::interview::{Feeling, Reply};
use crate::text::screen as s;

pub(super) fn ask(
    face: &mut Face<'_>,
    hear: &[String],
    scale: &[(u8, String)],
) -> Result<Reply, Turn> {
    let page = Page::asking(face.t(s::CHECKIN_FORM)).say(hear.to_vec());
    let page = scale.iter().fold(page, |page, (number, words)| {
        page.choice(&number.to_string(), words)
    });
    let mut start = String::new();
    loop {
        let text = face.ask(&page, Line::words("check-in").starting(&start))?;
        match read(&text) {
            Some(feeling) => return Ok(Reply::Feel(feeling)),
            None => face.notice(s::NOT_A_VALUE),
        }
        face.not_acknowledged();
        start = text;
    }
}

/// Reads a number from 0 to 10, else words; `None` for another number.
fn read(text: &str) -> Option<Feeling> {
    let text = text.trim();
    let mut feeling = Feeling::default();
    if text.is_empty() {
        return Some(feeling);
    }
    match text.parse::<i64>() {
        Ok(number) => {
            feeling.score = Some(u8::try_from(number).ok().filter(|n| *n <= 10)?);
        }
        Err(_) => feeling.words = Some(text.to_owned()),
    }
    Some(feeling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_a_word_and_nothing_at_all_are_each_an_answer() {
        assert_eq!(read(" 7 ").unwrap().score, Some(7));
        assert_eq!(read("a bit tired").unwrap().words.unwrap(), "a bit tired");
        assert_eq!(read(""), Some(Feeling::default()));
    }

    #[test]
    fn eleven_is_no_number_of_the_scale() {
        assert_eq!(read("11"), None);
        assert_eq!(read("-1"), None);
    }
}
