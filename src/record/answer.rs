//! An answer: what was said to one question, or unasked.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{FactId, GuideRef, Item, Level, Words};
use crate::text::{Lang, UiLang, screen};
use crate::time::When;

/// What was said to one question, or unasked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Answer {
    /// Which question and turn; `None` for what was told unasked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Item>,
    /// The question as it was put.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
    /// What was said, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
    /// What was said, as a value, where the question asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The facts it tells, which are not asked for again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactId>,
    /// How heavy it turned out, where that was heavier than asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised_to: Option<Level>,
    /// Who wrote an earlier record down, where this is from one: compared, never narrated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<String>,
}

impl Answer {
    /// Returns how heavy it was: as asked, or as it turned out; 0 for what nobody asked or weighed.
    pub fn level(&self) -> Level {
        let asked = self.asked.as_ref().map(|a| a.level).unwrap_or_default();
        self.raised_to.unwrap_or(asked).max(asked)
    }
}

/// A question as it was put to the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Asked {
    /// The guide, and which state of it; `None` for questions that no guide put.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<GuideRef>,
    /// The words of the question, as spoken.
    pub text: String,
    /// Their language.
    pub language: Lang,
    /// How heavy the guide has it.
    #[serde(default)]
    pub level: Level,
    /// The fact it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<FactId>,
    /// It is about the talk itself and no part of the account, so the answer is never narrated.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub aside: bool,
}

impl Asked {
    /// A question as put, by a guide or by none.
    pub fn new(guide: Option<GuideRef>, text: impl Into<String>, language: Lang) -> Self {
        let (text, level) = (text.into(), Level::default());
        Self {
            guide,
            text,
            language,
            level,
            fact: None,
            aside: false,
        }
    }

    /// A question that came with no guide, as in a transcript.
    pub fn outside(text: impl Into<String>, language: Lang) -> Self {
        Self::new(None, text, language)
    }
}

/// An answer as a value. What it says is as told; nothing is converted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Value {
    /// A number as told, such as `12` or `about 12`.
    Number(String),
    /// An amount.
    Money(Money),
    /// Yes or no.
    YesNo(bool),
    /// One of the choices.
    Choice(Choice),
    /// Several of the choices.
    Choices(Vec<Choice>),
    /// How long, as told.
    Duration(String),
    /// A number from 0 to 10.
    Scale(u8),
    /// A time.
    When(When),
    /// From one time to another.
    Span(Span),
    /// A place by the name that was told.
    Place(String),
    /// A person by the name that was told.
    Person(String),
    /// A paper, photo or message.
    Document(Document),
}

/// Shows the kind alone.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Number(_) => "Number",
            Self::Money(_) => "Money",
            Self::YesNo(_) => "YesNo",
            Self::Choice(_) => "Choice",
            Self::Choices(_) => "Choices",
            Self::Duration(_) => "Duration",
            Self::Scale(_) => "Scale",
            Self::When(_) => "When",
            Self::Span(_) => "Span",
            Self::Place(_) => "Place",
            Self::Person(_) => "Person",
            Self::Document(_) => "Document",
        })
    }
}

impl Value {
    /// Returns the value in words, as told: choices by their id, times as they were said.
    pub fn in_words(&self, lang: UiLang) -> String {
        match self {
            Self::Number(text) | Self::Duration(text) | Self::Place(text) | Self::Person(text) => {
                text.clone()
            }
            Self::Money(money) => money.in_words(lang),
            Self::YesNo(true) => screen::YES.raw(lang).to_owned(),
            Self::YesNo(false) => screen::NO.raw(lang).to_owned(),
            Self::Choice(choice) => choice.0.clone(),
            Self::Choices(choices) => choices
                .iter()
                .map(|c| c.0.as_str())
                .collect::<Vec<_>>()
                .join(", "),
            Self::Scale(number) => number.to_string(),
            Self::When(when) => when.said.clone(),
            Self::Span(span) => {
                let ends = [&span.from, &span.to].into_iter().flatten();
                ends.map(|when| when.said.as_str())
                    .collect::<Vec<_>>()
                    .join(" – ")
            }
            Self::Document(document) => document.what.clone(),
        }
    }
}

impl Money {
    /// Returns the amount with its thousands parted as the language does, and the currency.
    pub fn in_words(&self, lang: UiLang) -> String {
        let (point, comma) = match lang {
            UiLang::En => (',', '.'),
            UiLang::Da => ('.', ','),
        };
        let (whole, part) = self.amount.split_once('.').unwrap_or((&self.amount, ""));
        if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
            return format!("{} {}", self.amount, self.currency);
        }
        let mut text = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                text.push(point);
            }
            text.push(digit);
        }
        if !part.is_empty() {
            text.push(comma);
            text.push_str(part);
        }
        format!("{text} {}", self.currency)
    }
}

/// An amount of money as told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// The amount in figures, with a point before decimals.
    pub amount: String,
    /// The currency by its ISO 4217 code, or as told.
    pub currency: String,
}

/// A choice by its id in the guide.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Choice(pub String);

/// From one time to another.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The beginning.
    pub from: Option<When>,
    /// The end.
    pub to: Option<When>,
}

/// A paper as told of.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What it is.
    pub what: String,
    /// Who holds it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_by: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_as_heavy_as_asked_or_heavier() {
        let asked = Asked {
            level: Level::SENSITIVE,
            ..Asked::outside("How was it?", Lang::en())
        };
        let mut answer = Answer {
            asked: Some(asked),
            ..Answer::default()
        };
        assert_eq!(answer.level(), Level::SENSITIVE);
        answer.raised_to = Some(Level::VERY_HEAVY);
        assert_eq!(answer.level(), Level::VERY_HEAVY);
        answer.raised_to = Some(Level::LIGHT);
        assert_eq!(answer.level(), Level::SENSITIVE);
    }

    #[test]
    fn a_value_keeps_its_kind_in_the_record() {
        let money = Value::Money(Money {
            amount: "35000".into(),
            currency: "EUR".into(),
        });
        let json = serde_json::to_string(&money).unwrap();
        assert_eq!(json, r#"{"money":{"amount":"35000","currency":"EUR"}}"#);
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), money);
    }

    #[test]
    fn an_amount_is_parted_as_the_language_does() {
        let money = |amount: &str| Money {
            amount: amount.into(),
            currency: "EUR".into(),
        };
        assert_eq!(money("35000").in_words(UiLang::En), "35,000 EUR");
        assert_eq!(money("1234567.50").in_words(UiLang::Da), "1.234.567,50 EUR");
        assert_eq!(money("about 300").in_words(UiLang::En), "about 300 EUR");
    }

    #[test]
    fn a_value_is_worded_as_it_was_told() {
        assert_eq!(Value::YesNo(false).in_words(UiLang::Da), "nej");
        let both = Value::Choices(vec![Choice("a".into()), Choice("b".into())]);
        assert_eq!(both.in_words(UiLang::En), "a, b");
    }

    #[test]
    fn debug_shows_no_value() {
        assert_eq!(format!("{:?}", Value::Place("Benin City".into())), "Place");
    }
}
