//! Values of scripts that take several forms, read without losing their places.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::record::{Document, Money, Part, Standing};

/// What is said: words, a number, yes or no, several, an amount or a paper.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnswerValue {
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// `true` or `false`.
    YesNo(bool),
    /// Several.
    List(Vec<String>),
    /// `{amount, currency}`.
    Money(Money),
    /// `{what, held_by}`.
    Document(Document),
}

/// Shows no words.
impl fmt::Debug for AnswerValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnswerValue")
    }
}

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = AnswerValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words, a number, a list, `{amount, currency}` or `{what, held_by}`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<AnswerValue, E> {
        Ok(AnswerValue::Text(text.to_owned()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<AnswerValue, E> {
        Ok(AnswerValue::Number(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<AnswerValue, E> {
        i64::try_from(number)
            .map(AnswerValue::Number)
            .map_err(E::custom)
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<AnswerValue, E> {
        Ok(AnswerValue::Text(number.to_string()))
    }

    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<AnswerValue, E> {
        Ok(AnswerValue::YesNo(yes))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<AnswerValue, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            list.push(item);
        }
        Ok(AnswerValue::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AnswerValue, A::Error> {
        let (mut first, mut second) = (None, None);
        let mut money = false;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "amount" => {
                    money = true;
                    first = Some(map.next_value::<Scalar>()?.0);
                }
                "currency" | "held_by" => second = Some(map.next_value::<Scalar>()?.0),
                "what" => first = Some(map.next_value::<Scalar>()?.0),
                other => {
                    return Err(de::Error::unknown_field(
                        other,
                        &["amount", "currency", "what", "held_by"],
                    ));
                }
            }
        }
        let first = first.ok_or_else(|| de::Error::missing_field("amount"))?;
        if money {
            let currency = second.ok_or_else(|| de::Error::missing_field("currency"))?;
            return Ok(AnswerValue::Money(Money {
                amount: first,
                currency,
            }));
        }
        Ok(AnswerValue::Document(Document {
            what: first,
            held_by: second,
        }))
    }
}

impl<'de> Deserialize<'de> for AnswerValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnswerVisitor)
    }
}

/// A text or a number, as text.
struct Scalar(String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_any(AnswerVisitor)? {
            AnswerValue::Text(text) => Ok(Self(text)),
            AnswerValue::Number(number) => Ok(Self(number.to_string())),
            _ => Err(de::Error::custom("expected a text or a number")),
        }
    }
}

/// Yes or no, as people write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YesNo(pub bool);

impl<'de> Deserialize<'de> for YesNo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_any(AnswerVisitor)? {
            AnswerValue::YesNo(yes) => Ok(Self(yes)),
            AnswerValue::Text(text) if text == "yes" => Ok(Self(true)),
            AnswerValue::Text(text) if text == "no" => Ok(Self(false)),
            _ => Err(de::Error::custom("expected `yes` or `no`")),
        }
    }
}

/// Someone present: a part alone, or `{part, name, agreed}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptPresent(pub Standing);

struct PresentVisitor;

impl<'de> Visitor<'de> for PresentVisitor {
    type Value = ScriptPresent;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a part such as `companion`, or `{part, name, agreed}`")
    }

    fn visit_str<E: de::Error>(self, part: &str) -> Result<ScriptPresent, E> {
        Ok(ScriptPresent(Standing {
            part: part_of(part)?,
            name: None,
            agreed: true,
        }))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ScriptPresent, A::Error> {
        let (mut part, mut name, mut agreed) = (None, None, true);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "part" => part = Some(part_of(&map.next_value::<String>()?)?),
                "name" => name = Some(map.next_value::<String>()?),
                "agreed" => agreed = map.next_value::<YesNo>()?.0,
                other => return Err(de::Error::unknown_field(other, &["part", "name", "agreed"])),
            }
        }
        let part = part.ok_or_else(|| de::Error::missing_field("part"))?;
        Ok(ScriptPresent(Standing { part, name, agreed }))
    }
}

fn part_of<E: de::Error>(name: &str) -> Result<Part, E> {
    let deserializer = de::value::StrDeserializer::<E>::new(name);
    Part::deserialize(deserializer)
}

impl<'de> Deserialize<'de> for ScriptPresent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PresentVisitor)
    }
}
