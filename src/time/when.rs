//! A time as it was said, with all that it can mean.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CalendarId, Hour};
use crate::text::Lang;

/// A time as said: the words, and what they can mean.
///
/// No reading: the words were not understood, and stay. One: that is what they mean. Several: they
/// are open until someone chooses.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct When {
    /// The words.
    pub said: String,
    /// The language of the words.
    pub language: Lang,
    /// What they can mean.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
}

impl When {
    /// Words with these readings.
    pub fn new(said: impl Into<String>, language: Lang, readings: Vec<Reading>) -> Self {
        Self {
            said: said.into(),
            language,
            readings,
        }
    }

    /// Words that stay as said.
    pub fn as_said(said: impl Into<String>, language: Lang) -> Self {
        Self::new(said, language, Vec::new())
    }

    /// Returns the reading, where there is just one.
    pub fn reading(&self) -> Option<&Reading> {
        match self.readings.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// The words are what a person said: only their length is shown.
impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("When")
            .field(
                "said",
                &format_args!("{} characters", self.said.chars().count()),
            )
            .field("readings", &self.readings.len())
            .finish_non_exhaustive()
    }
}

/// One meaning of the words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reading {
    /// The calendar in which it was said.
    #[serde(default)]
    pub calendar: CalendarId,
    /// The date in that calendar, as year-month-day, where it is not the Gregorian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_calendar: Option<String>,
    /// The Gregorian value in EDTF (ISO 8601-2:2019 annex A), levels 0 to 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
    /// Whether it happened once inside the bounds, or lasted.
    #[serde(default)]
    pub shape: Shape,
    /// The days on which it can have begun.
    #[serde(default)]
    pub start: Bounds,
    /// The days on which it can have ended.
    #[serde(default)]
    pub end: Bounds,
    /// A wider window for "about", used to word and to rank, never to decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soft: Option<Bounds>,
    /// How long it lasted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasts: Option<Offset>,
    /// Said with "about" or the like.
    #[serde(default)]
    pub approximate: bool,
    /// Said with "maybe" or the like.
    #[serde(default)]
    pub uncertain: bool,
    /// The hour of the day, by the clock that is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hour: Option<Hour>,
    /// How it lies to other moments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
}

impl Reading {
    /// Something that happened once, on one of these days.
    pub fn once(within: Bounds) -> Self {
        Self {
            start: within,
            end: within,
            ..Self::default()
        }
    }

    /// Something that lasted, with these days for its beginning and its end.
    pub fn lasted(start: Bounds, end: Bounds) -> Self {
        Self {
            shape: Shape::Lasted,
            start,
            end,
            ..Self::default()
        }
    }

    /// Returns the outermost days: the earliest beginning and the latest end.
    pub fn outer(&self) -> Bounds {
        Bounds {
            earliest: self.start.earliest,
            latest: self.end.latest,
        }
    }
}

/// Whether something happened once somewhere in a span, or went on all through it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Shape {
    /// Once, some time inside.
    #[default]
    Once,
    /// All the time from start to end.
    Lasted,
}

/// The first and the last day that something can be, Gregorian, both included; `None` where open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct Bounds {
    /// The first day it can be.
    pub earliest: Option<NaiveDate>,
    /// The last day it can be.
    pub latest: Option<NaiveDate>,
}

impl Bounds {
    /// One day.
    pub const fn day(day: NaiveDate) -> Self {
        Self {
            earliest: Some(day),
            latest: Some(day),
        }
    }

    /// All days from the first to the last.
    pub const fn days(first: NaiveDate, last: NaiveDate) -> Self {
        Self {
            earliest: Some(first),
            latest: Some(last),
        }
    }

    /// Returns the days that are in both; what one leaves open, the other decides.
    #[must_use]
    pub fn narrowed(self, other: Self) -> Self {
        let tighter = |a: Option<NaiveDate>, b: Option<NaiveDate>, later: bool| match (a, b) {
            (Some(a), Some(b)) => Some(if later { a.max(b) } else { a.min(b) }),
            (a, b) => a.or(b),
        };
        Self {
            earliest: tighter(self.earliest, other.earliest, true),
            latest: tighter(self.latest, other.latest, false),
        }
    }

    /// Says whether no day is left.
    pub fn is_empty(self) -> bool {
        matches!((self.earliest, self.latest), (Some(a), Some(b)) if a > b)
    }
}

/// How one end of a moment lies to one end of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Which end of this moment.
    pub mine: End,
    /// The other moment.
    pub of: Anchor,
    /// Which end of the other.
    pub theirs: End,
    /// How far mine lies after theirs; negative is before.
    pub offset: Offset,
}

/// One end of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// When it began.
    Start,
    /// When it ended.
    End,
}

/// What a relation is to: a label or landmark by its id, or the words where none is known.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Anchor(pub String);

/// An anchor can be the person's own words: only its length is shown.
impl fmt::Debug for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Anchor({} characters)", self.0.chars().count())
    }
}

/// A distance in time with what is open about it; both ends included, `None` where open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offset {
    /// The least it can be.
    pub min: Option<i32>,
    /// The most it can be.
    pub max: Option<i32>,
    /// What is counted.
    pub unit: Unit,
}

impl Offset {
    /// Any time later, the same day left out.
    pub const AFTER: Self = Self {
        min: Some(1),
        max: None,
        unit: Unit::Day,
    };
    /// Any time earlier, the same day left out.
    pub const BEFORE: Self = Self {
        min: None,
        max: Some(-1),
        unit: Unit::Day,
    };

    /// From `min` to `max` days.
    pub const fn days(min: i32, max: i32) -> Self {
        Self {
            min: Some(min),
            max: Some(max),
            unit: Unit::Day,
        }
    }
}

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks from Monday to Sunday: 0 is the same one.
    Week,
    /// Years by birthday, for ages only: from 14 to 15 is from that birthday to the day before the
    /// next.
    Year,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn narrowing_keeps_what_both_allow() {
        let spring = Bounds::days(day("2019-03-01"), day("2019-05-31"));
        let open = Bounds {
            earliest: Some(day("2019-04-10")),
            latest: None,
        };
        assert_eq!(
            spring.narrowed(open),
            Bounds::days(day("2019-04-10"), day("2019-05-31"))
        );
    }

    #[test]
    fn days_that_exclude_each_other_leave_none() {
        let both = Bounds::day(day("2019-03-01")).narrowed(Bounds::day(day("2019-03-02")));
        assert!(both.is_empty());
    }

    #[test]
    fn debug_shows_no_word_that_was_said() {
        let when = When::as_said("after my sister's wedding", Lang::en());
        assert!(!format!("{when:?}").contains("sister"));
        assert!(!format!("{:?}", Anchor("the house in Tripoli".into())).contains("Tripoli"));
    }

    #[test]
    fn several_readings_are_no_reading() {
        let (a, b) = (
            Bounds::day(day("2019-03-04")),
            Bounds::day(day("2019-04-03")),
        );
        let when = When::new(
            "03/04/2019",
            Lang::en(),
            vec![Reading::once(a), Reading::once(b)],
        );
        assert_eq!(when.reading(), None);
    }

    #[test]
    fn a_record_with_an_unknown_field_still_reads() {
        let when: When =
            serde_json::from_str(r#"{"said":"x","language":"en","readings":[{"later":1}]}"#)
                .unwrap();
        assert_eq!(when.reading(), Some(&Reading::default()));
    }
}
