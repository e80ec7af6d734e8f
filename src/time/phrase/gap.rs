//! What was not understood of a phrase, and why, in words for the one who typed it.

use crate::text::screen::{
    DATE_GAP_CALENDAR, DATE_GAP_DAY, DATE_GAP_ORDER, DATE_GAP_TODAY, DATE_GAP_UNKNOWN,
    DATE_GAP_WEEK, DATE_GAP_WORDS, DATE_GAP_YEAR,
};
use crate::text::{Text, UiLang};

/// A part of a phrase that was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The first character, counted from 0.
    pub from: usize,
    /// The character after the last.
    pub to: usize,
    /// Why.
    pub why: Why,
}

/// Why a part was not understood. The last that applies is the one to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Why {
    /// The words are none that the grammar has.
    Words,
    /// The day of the talk is needed and not known.
    NeedsToday,
    /// A year is needed: "shortly after Christmas".
    NeedsYear,
    /// The calendar has no such day.
    NotInCalendar,
    /// The year has no such week.
    NoSuchWeek,
    /// The month has no such day.
    NoSuchDay,
    /// The end lies before the beginning.
    Reversed,
    /// The person does not remember: a full answer.
    Unknown,
}

impl Gap {
    /// Returns a sentence that says what is missing, without the words themselves.
    pub fn sentence(&self, lang: UiLang) -> &'static str {
        let text: &Text = match self.why {
            Why::Words => &DATE_GAP_WORDS,
            Why::NeedsToday => &DATE_GAP_TODAY,
            Why::NeedsYear => &DATE_GAP_YEAR,
            Why::NotInCalendar => &DATE_GAP_CALENDAR,
            Why::NoSuchWeek => &DATE_GAP_WEEK,
            Why::NoSuchDay => &DATE_GAP_DAY,
            Why::Reversed => &DATE_GAP_ORDER,
            Why::Unknown => &DATE_GAP_UNKNOWN,
        };
        text.raw(lang)
    }
}
