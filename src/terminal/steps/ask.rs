//! A question, put to the person, and the answer in the form that it asks for.

use super::super::face::{Face, Line, Turn};
use super::super::page::Page;
use super::super::terms;
use crate::guide::AnswerKind;
use crate::interview::{Asking, Given, Reply, Walk};
use crate::record::{Choice, Document, Item, Money, Value};
use crate::text::{Fill, Text, screen as s};
use crate::time::{Context, understand};

/// Shows the question and reads the answer.
pub(super) fn put(face: &mut Face<'_>, walk: &Walk, asking: &Asking) -> Result<Reply, Turn> {
    let page = page(face, asking);
    let place = place(&asking.item);
    let line = match asking.answer {
        AnswerKind::Account => Line::account(&place),
        _ => Line::words(&place),
    };
    let text = face.ask(&page, line)?;
    if text.trim().is_empty() {
        face.not_acknowledged();
        return match listed(face, asking)? {
            Some(value) => Ok(Reply::Answer(Given::value(value))),
            None => Err(Turn::Again),
        };
    }
    given(face, walk, (asking, &text)).map(Reply::Answer)
}

/// Under which name the text of an answer is kept while it is typed.
pub(in crate::terminal) fn place(item: &Item) -> String {
    format!("ask:{}:{}", item.question, item.turn)
}

fn page(face: &Face<'_>, asking: &Asking) -> Page {
    let lang = face.lang();
    let fill = |name, value: &str| Fill::new().with(name, value);
    let mut say = asking.lead.clone();
    say.push(asking.hear.clone());
    if asking.say_because {
        say.push(asking.because.clone());
    }
    let level = Fill::new()
        .with("level", asking.level.to_string())
        .with("name", terms::level(asking.level, lang));
    let topic = s::TOPIC_OF.say(lang, &fill("topic", &asking.chapter));
    let mut page = Page::asking(face.t(form(asking.answer)))
        .say(say)
        .aside(format!("{topic}. {}.", s::LEVEL_OF.say(lang, &level)));
    if asking.item.turn > 1 {
        let turn = fill("turn", &asking.item.turn.to_string());
        page = page.aside(s::TURN_OF.say(lang, &turn));
    }
    let points = asking.listen_for.join("; ");
    page = page.aside(s::LISTEN_FOR.say(lang, &fill("points", &points)));
    if !asking.say_because {
        page = page.aside(s::PURPOSE_OF.say(lang, &fill("because", &asking.because)));
    }
    if asking.has_softer {
        page = page.aside(face.t(s::HAS_SOFTER));
    }
    page.choices(items(face, asking))
}

fn items(face: &Face<'_>, asking: &Asking) -> Vec<String> {
    if asking.answer == AnswerKind::YesNo {
        return [s::YES_CHOICE, s::NO_CHOICE]
            .map(|c| face.t(c).to_owned())
            .to_vec();
    }
    asking
        .choices
        .iter()
        .map(|(_, words)| words.clone())
        .collect()
}

fn form(answer: AnswerKind) -> Text {
    match answer {
        AnswerKind::Account => s::FORM_ACCOUNT,
        AnswerKind::When | AnswerKind::Span => s::FORM_WHEN,
        AnswerKind::Money => s::FORM_MONEY,
        AnswerKind::Number => s::FORM_NUMBER,
        AnswerKind::YesNo | AnswerKind::Consent => s::FORM_YES_NO,
        AnswerKind::Scale => s::FORM_SCALE,
        AnswerKind::Choice => s::FORM_CHOICE,
        AnswerKind::Choices => s::FORM_CHOICES,
        AnswerKind::Document => s::FORM_DOCUMENT,
        _ => s::FORM_LINE,
    }
}

/// Enter alone opens the list, where the question has one.
fn listed(face: &mut Face<'_>, asking: &Asking) -> Result<Option<Value>, Turn> {
    let items = items(face, asking);
    if items.is_empty() || face.is_plain() {
        return Ok(None);
    }
    if asking.answer == AnswerKind::Choices {
        let marked = face.list_many(&items)?;
        return Ok(marked.and_then(|marked| several(asking, &marked)));
    }
    let picked = face.list(&items)?;
    Ok(picked.and_then(|index| one(asking, index)))
}

fn one(asking: &Asking, index: usize) -> Option<Value> {
    if asking.answer == AnswerKind::YesNo {
        return Some(Value::YesNo(index == 0));
    }
    let (id, _) = asking.choices.get(index)?;
    Some(Value::Choice(Choice(id.clone())))
}

fn several(asking: &Asking, marked: &[usize]) -> Option<Value> {
    let ids = marked.iter().filter_map(|i| asking.choices.get(*i));
    let ids: Vec<Choice> = ids.map(|(id, _)| Choice(id.clone())).collect();
    (!ids.is_empty()).then_some(Value::Choices(ids))
}

/// Reads an answer: as a value where it clearly is one, else as the words that were said.
fn given(face: &mut Face<'_>, walk: &Walk, (asking, text): (&Asking, &str)) -> Result<Given, Turn> {
    let words = || Given::text(text);
    let plain = text.trim();
    Ok(match asking.answer {
        AnswerKind::YesNo | AnswerKind::Choice => {
            let index = face_number(plain, &items(face, asking));
            index
                .and_then(|i| one(asking, i))
                .map_or_else(words, Given::value)
        }
        AnswerKind::Choices => super::numbers(plain, asking.choices.len())
            .and_then(|marked| several(asking, &marked))
            .map_or_else(words, Given::value),
        AnswerKind::Number if plain.bytes().all(|b| b.is_ascii_digit()) => {
            Given::value(Value::Number(plain.to_owned()))
        }
        AnswerKind::Scale => match plain.parse::<u8>() {
            Ok(number) if number <= 10 => Given::value(Value::Scale(number)),
            _ => words(),
        },
        AnswerKind::Money => money(plain).map_or_else(words, |m| Given::value(Value::Money(m))),
        AnswerKind::When => {
            let language = walk.plan().speaks();
            let when = understand(plain, &Context::of(language));
            Given::value(Value::When(when))
        }
        AnswerKind::Document => {
            let page = Page::asking(face.t(s::HELD_BY_FORM));
            let held_by = face.ask(&page, Line::bare())?;
            let held_by = Some(held_by.trim().to_owned()).filter(|h| !h.is_empty());
            let what = plain.to_owned();
            Given::value(Value::Document(Document { what, held_by }))
        }
        _ => words(),
    })
}

/// Reads a number, or the word of an item that stands there whole: a story that begins with "no" is a
/// story.
fn face_number(text: &str, items: &[String]) -> Option<usize> {
    if let Ok(number) = text.parse::<usize>() {
        return number.checked_sub(1).filter(|index| *index < items.len());
    }
    let text = text.trim_end_matches('.').to_lowercase();
    items.iter().position(|item| item.to_lowercase() == text)
}

/// Reads figures and a currency of three letters. Points and commas mean different things to different
/// people, so an amount with one stays as it was said.
fn money(text: &str) -> Option<Money> {
    let (amount, currency) = text.rsplit_once(' ')?;
    let amount: String = amount.split(' ').collect();
    let figures = !amount.is_empty() && amount.bytes().all(|b| b.is_ascii_digit());
    let letters = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_alphabetic());
    let currency = currency.to_uppercase();
    (figures && letters).then_some(Money { amount, currency })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_only_where_it_can_mean_one_thing() {
        let read = money("35 000 eur").unwrap();
        assert_eq!(
            (read.amount.as_str(), read.currency.as_str()),
            ("35000", "EUR")
        );
        for words in [
            "35.000 EUR",
            "a lot",
            "about 300 EUR",
            "35000",
            "35000 euros",
        ] {
            assert!(money(words).is_none(), "{words}");
        }
    }

    #[test]
    fn a_story_that_begins_with_no_is_a_story() {
        let items = ["Yes".to_owned(), "No".to_owned()];
        assert_eq!(face_number("no.", &items), Some(1));
        assert_eq!(face_number("1", &items), Some(0));
        assert_eq!(face_number("no, but my sister did", &items), None);
        assert_eq!(face_number("n", &items), None);
    }

    #[test]
    fn each_turn_of_a_question_has_a_draft_of_its_own() {
        let second = Item {
            question: "work-place".into(),
            turn: 2,
        };
        assert_eq!(place(&second), "ask:work-place:2");
        assert_ne!(place(&second), place(&Item::first("work-place")));
    }
}
