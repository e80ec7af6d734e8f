//! What a date phrase can mean, in English and Danish.
//!
//! Whole-input grammar: a phrase is understood as a whole, or kept as said with what was not
//! understood. Words come from the tables of the language and from the world around the telling; rules
//! match on tokens. Several meanings are several readings: nothing is guessed, and nothing is an error.

mod absolute;
mod age;
mod anchor;
mod clause;
mod core;
mod danish;
mod dated;
mod english;
mod find;
mod gap;
mod hour;
mod lasting;
mod lexicon;
mod numeric;
mod parser;
mod parts;
mod quantity;
mod reading;
mod relative;
mod resolve;
mod token;

use std::collections::BTreeSet;

use chrono::NaiveDate;

#[cfg(test)]
use super::{Anchor, End, Offset, Shape};
use super::{Bounds, CalendarId, Reading, When, World, read_edtf};
use crate::text::UiLang;

pub use find::{Found, find};
pub use gap::{Gap, Why};
pub(super) use lexicon::{Amount, Lexicon, Sense, Span};
pub use token::words;

use dated::Dated;
use parser::Phrase;

/// What a phrase is read against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The language of the phrase.
    pub language: UiLang,
    /// Labels of moments and landmarks that a phrase may name: id and words.
    pub labels: &'a [(String, Vec<String>)],
    /// The day of the talk, for "last year" and "two years ago"; without it they stay as said.
    pub today: Option<NaiveDate>,
    /// The calendar in which dates in numbers are read.
    pub calendar: Option<CalendarId>,
    /// Festivals, seasons and events; without it their names stay as said.
    pub world: Option<&'a World>,
    /// The packs of the person's places, such as `NG-ED`.
    pub cultures: &'a [String],
}

/// Returns labels with the words by which a phrase may name them, each once: `first-house` is named
/// "first house".
pub fn labels_in_words(labels: impl Iterator<Item = String>) -> Vec<(String, Vec<String>)> {
    let all: BTreeSet<String> = labels.collect();
    all.into_iter()
        .map(|label| {
            let words = label.replace(['-', '_'], " ");
            (label, vec![words])
        })
        .collect()
}

impl<'a> Context<'a> {
    /// A language, and nothing else known.
    pub fn of(language: UiLang) -> Self {
        Self {
            language,
            ..Self::default()
        }
    }

    /// The same, with the labels that a phrase may name.
    #[must_use]
    pub fn with_labels(self, labels: &'a [(String, Vec<String>)]) -> Self {
        Self { labels, ..self }
    }

    /// The same, on this day.
    #[must_use]
    pub fn on(self, today: NaiveDate) -> Self {
        Self {
            today: Some(today),
            ..self
        }
    }

    /// The same, in this world and these cultures.
    #[must_use]
    pub fn within(self, world: &'a World, cultures: &'a [String]) -> Self {
        Self {
            world: Some(world),
            cultures,
            ..self
        }
    }

    /// The same, with dates in numbers read in this calendar.
    #[must_use]
    pub fn in_calendar(self, calendar: Option<CalendarId>) -> Self {
        Self { calendar, ..self }
    }
}

/// A phrase as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// The words with their readings; without any where they were not understood.
    pub when: When,
    /// What was not understood, and why; empty where there is a reading.
    pub gaps: Vec<Gap>,
}

/// Returns the phrase with its readings; with none where it is not understood. Never an error.
pub fn understand(phrase: &str, context: &Context<'_>) -> When {
    read_phrase(phrase, context).when
}

/// Returns the phrase with its readings, and what was not understood of it.
pub fn read_phrase(phrase: &str, context: &Context<'_>) -> Understood {
    let said = phrase.trim();
    let (readings, gaps) = match notation(said, context) {
        Some(reading) => (vec![reading], Vec::new()),
        None => Phrase::of(said, context).read(),
    };
    Understood {
        when: When::new(said, context.language.lang(), readings),
        gaps,
    }
}

/// EDTF is itself a phrase, unless its numbers are to be read in another calendar.
fn notation(said: &str, context: &Context<'_>) -> Option<Reading> {
    let foreign = context.calendar.is_some_and(|c| c != CalendarId::Gregorian);
    let reading = read_edtf(said).ok()?;
    let far = |bounds: Bounds| bounds.earliest.is_some_and(|d| !usual(d));
    let odd_year = said.len() == 4 && far(reading.start);
    (!foreign && !odd_year).then_some(reading)
}

/// The years in which what people tell of lies.
fn usual(day: NaiveDate) -> bool {
    use chrono::Datelike as _;
    (1800..=2100).contains(&day.year())
}

#[cfg(test)]
mod tests;
