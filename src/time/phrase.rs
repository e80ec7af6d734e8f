//! What a date phrase can mean: plain dates, "around", "before" and "after", in English and Danish.
//!
//! Whole-input grammar: a phrase is understood as a whole or kept as said. Words come from a table of
//! the language; rules match on tokens.

use chrono::{Datelike as _, NaiveDate};

use super::{Anchor, Bounds, End, Offset, Reading, Relation, When, read_edtf};
use crate::text::UiLang;

/// What a phrase is read against.
#[derive(Debug, Clone, Default)]
pub struct Context<'a> {
    /// The language of the phrase.
    pub language: UiLang,
    /// Labels of moments and landmarks that a phrase may name: id and words.
    pub labels: &'a [(String, Vec<String>)],
}

/// Returns the phrase with its readings; with none where it is not understood. Never an error.
pub fn understand(phrase: &str, context: &Context<'_>) -> When {
    let reading = read_edtf(phrase.trim())
        .ok()
        .or_else(|| Words::of(phrase, context).phrase());
    When::new(
        phrase.trim(),
        context.language.lang(),
        reading.into_iter().collect(),
    )
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token<'a> {
    Number(u32),
    Month(u32),
    About,
    Before,
    After,
    Small,
    Word(&'a str),
}

struct Words<'a> {
    tokens: Vec<(usize, Token<'a>)>,
    source: &'a str,
    context: &'a Context<'a>,
}

const MONTHS_EN: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const MONTHS_DA: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

impl<'a> Words<'a> {
    fn of(source: &'a str, context: &'a Context<'a>) -> Self {
        let mut tokens = Vec::new();
        let mut start = None;
        let parts = source.char_indices().chain([(source.len(), ' ')]);
        for (at, c) in parts {
            let inside = c.is_alphanumeric();
            match (start, inside) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    tokens.push((from, token(&source[from..at], context.language)));
                    start = None;
                }
                _ => {}
            }
        }
        Self {
            tokens,
            source,
            context,
        }
    }

    fn phrase(&self) -> Option<Reading> {
        match self.tokens.split_first()? {
            ((_, Token::Before), rest) => self.relative(rest, Offset::BEFORE),
            ((_, Token::After), rest) => self.relative(rest, Offset::AFTER),
            ((_, Token::About), rest) => absolute(rest).map(|r| Reading {
                approximate: true,
                ..mark(r)
            }),
            _ => absolute(&self.tokens),
        }
    }

    /// "before May 2019", "after arrival": open on one side, or a relation to what is named.
    fn relative(&self, rest: &[(usize, Token<'a>)], offset: Offset) -> Option<Reading> {
        let (at, _) = rest.first()?;
        if let Some(date) = absolute(rest) {
            return Some(open_side(&date, offset));
        }
        let named = self.source[*at..].trim().trim_end_matches('.');
        let (mine, theirs) = if offset == Offset::BEFORE {
            (End::End, End::Start)
        } else {
            (End::Start, End::End)
        };
        let relation = Relation {
            mine,
            of: self.anchor(named),
            theirs,
            offset,
        };
        Some(Reading {
            relations: vec![relation],
            ..Reading::default()
        })
    }

    fn anchor(&self, named: &str) -> Anchor {
        let named = named.to_lowercase();
        let known = self.context.labels.iter().find(|(id, words)| {
            id.to_lowercase() == named || words.iter().any(|w| w.to_lowercase() == named)
        });
        Anchor(known.map_or(named.clone(), |(id, _)| id.clone()))
    }
}

fn open_side(date: &Reading, offset: Offset) -> Reading {
    let outer = date.outer();
    let (bounds, edtf) = if offset == Offset::BEFORE {
        let latest = outer.earliest.and_then(|d| d.pred_opt());
        (
            Bounds {
                earliest: None,
                latest,
            },
            latest.map(|d| format!("[..{d}]")),
        )
    } else {
        let earliest = outer.latest.and_then(|d| d.succ_opt());
        (
            Bounds {
                earliest,
                latest: None,
            },
            earliest.map(|d| format!("[{d}..]")),
        )
    };
    Reading {
        edtf,
        ..Reading::once(bounds)
    }
}

fn mark(reading: Reading) -> Reading {
    let edtf = reading.edtf.as_ref().map(|value| format!("{value}~"));
    Reading { edtf, ..reading }
}

fn token(word: &str, language: UiLang) -> Token<'_> {
    let lower = word.to_lowercase();
    if let Some(number) = number(&lower) {
        return Token::Number(number);
    }
    let months = match language {
        UiLang::En => MONTHS_EN,
        UiLang::Da => MONTHS_DA,
    };
    let by_name = months
        .iter()
        .position(|m| *m == lower || (lower.len() == 3 && m.starts_with(&lower)));
    if let Some(index) = by_name {
        return Token::Month(u32::try_from(index).unwrap_or(0) + 1);
    }
    match (language, lower.as_str()) {
        (UiLang::En, "about" | "around" | "roughly" | "circa" | "ca")
        | (UiLang::Da, "omkring" | "cirka" | "ca" | "circa") => Token::About,
        (UiLang::En, "before") | (UiLang::Da, "før" | "inden") => Token::Before,
        (UiLang::En, "after") | (UiLang::Da, "efter") => Token::After,
        (UiLang::En, "the" | "of" | "in" | "on") | (UiLang::Da, "den" | "i" | "d") => Token::Small,
        _ => Token::Word(word),
    }
}

fn number(word: &str) -> Option<u32> {
    let digits = word
        .trim_end_matches("st")
        .trim_end_matches("nd")
        .trim_end_matches("rd");
    digits.trim_end_matches("th").parse().ok()
}

/// A day, a month or a year; `None` for anything else.
fn absolute(tokens: &[(usize, Token<'_>)]) -> Option<Reading> {
    let kept: Vec<&Token<'_>> = tokens
        .iter()
        .map(|(_, t)| t)
        .filter(|t| **t != Token::Small)
        .collect();
    let edtf = match kept.as_slice() {
        [Token::Number(d), Token::Month(m), Token::Number(y)]
        | [Token::Month(m), Token::Number(d), Token::Number(y)] => day(*y, *m, *d)?,
        [Token::Number(d), Token::Number(m), Token::Number(y)] if *d > 12 => day(*y, *m, *d)?,
        [Token::Month(m), Token::Number(y)] => format!("{:04}-{m:02}", year(*y)?),
        [Token::Number(y)] => format!("{:04}", year(*y)?),
        _ => return None,
    };
    read_edtf(&edtf).ok()
}

fn day(y: u32, m: u32, d: u32) -> Option<String> {
    let date = NaiveDate::from_ymd_opt(year(y)?, m, d)?;
    Some(format!(
        "{:04}-{:02}-{:02}",
        date.year(),
        date.month(),
        date.day()
    ))
}

fn year(number: u32) -> Option<i32> {
    (1000..=2999).contains(&number).then_some(())?;
    i32::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(phrase: &str, language: UiLang) -> Option<String> {
        understand(
            phrase,
            &Context {
                language,
                labels: &[],
            },
        )
        .reading()?
        .edtf
        .clone()
    }

    #[test]
    fn plain_dates_are_read_in_english() {
        for (phrase, want) in [
            ("14 May 2019", "2019-05-14"),
            ("May 14th, 2019", "2019-05-14"),
            ("the 14th of May 2019", "2019-05-14"),
            ("May 2019", "2019-05"),
            ("in 2019", "2019"),
            ("17/04/2019", "2019-04-17"),
            ("around May 2019", "2019-05~"),
            ("before May 2019", "[..2019-04-30]"),
            ("after 2018", "[2019-01-01..]"),
        ] {
            assert_eq!(edtf(phrase, UiLang::En).as_deref(), Some(want), "{phrase}");
        }
    }

    #[test]
    fn plain_dates_are_read_in_danish() {
        for (phrase, want) in [
            ("14. maj 2019", "2019-05-14"),
            ("den 14. maj 2019", "2019-05-14"),
            ("maj 2019", "2019-05"),
            ("i 2019", "2019"),
            ("omkring maj 2019", "2019-05~"),
            ("før maj 2019", "[..2019-04-30]"),
        ] {
            assert_eq!(edtf(phrase, UiLang::Da).as_deref(), Some(want), "{phrase}");
        }
    }

    #[test]
    fn an_edtf_string_is_itself_a_phrase() {
        assert_eq!(
            edtf("[2018-03..2018-06]", UiLang::En).as_deref(),
            Some("[2018-03..2018-06]")
        );
    }

    #[test]
    fn what_is_not_understood_is_kept_as_said() {
        let when = understand(" when the rains were late ", &Context::default());
        assert_eq!(
            (when.said.as_str(), when.readings.len()),
            ("when the rains were late", 0)
        );
    }

    #[test]
    fn impossible_and_ambiguous_days_are_not_guessed() {
        assert_eq!(edtf("31 June 2019", UiLang::En), None);
        assert_eq!(edtf("03/04/2019", UiLang::En), None);
    }

    #[test]
    fn after_a_label_is_a_relation_to_it() {
        let labels = [("leaving".to_owned(), vec!["the day I left".to_owned()])];
        let context = Context {
            language: UiLang::En,
            labels: &labels,
        };
        let when = understand("after the day I left", &context);
        let relation = &when.reading().unwrap().relations[0];
        assert_eq!(relation.of, Anchor("leaving".into()));
        assert_eq!((relation.mine, relation.theirs), (End::Start, End::End));
        assert_eq!(relation.offset, Offset::AFTER);
    }

    #[test]
    fn before_something_unknown_keeps_its_words() {
        let when = understand("before the boat", &Context::default());
        assert_eq!(
            when.reading().unwrap().relations[0].of,
            Anchor("the boat".into())
        );
    }
}
