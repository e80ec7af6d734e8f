//! Hours within a phrase: "at three in the morning", "kl. 15".

use super::parser::{Phrase, Read};
use crate::time::{Clock, DayPart, Hour, Reading};

/// What says which part of the day is meant.
const PARTS: [(DayPart, &[&str]); 17] = [
    (DayPart::Morning, &["in", "the", "morning"]),
    (DayPart::Afternoon, &["in", "the", "afternoon"]),
    (DayPart::Evening, &["in", "the", "evening"]),
    (DayPart::Night, &["at", "night"]),
    (DayPart::Night, &["in", "the", "night"]),
    (DayPart::Morning, &["am"]),
    (DayPart::Afternoon, &["pm"]),
    (DayPart::Morning, &["of", "the", "morning"]),
    (DayPart::Morning, &["om", "morgenen"]),
    (DayPart::Morning, &["om", "formiddagen"]),
    (DayPart::Afternoon, &["om", "eftermiddagen"]),
    (DayPart::Evening, &["om", "aftenen"]),
    (DayPart::Night, &["om", "natten"]),
    (DayPart::Morning, &["morgen"]),
    (DayPart::Afternoon, &["eftermiddag"]),
    (DayPart::Evening, &["aften"]),
    (DayPart::Night, &["nat"]),
];

impl Phrase<'_> {
    /// Reads an hour; a number alone is none.
    pub(super) fn hour(&self, at: usize) -> Read<Hour> {
        let from = self.said(at, &["at"]).unwrap_or(at);
        let named = self
            .said(from, &["kl"])
            .or_else(|| self.said(from, &["klokken"]));
        let start = named.map_or(from, |next| self.marks(next));
        let (number, next) = self
            .number(start)
            .filter(|(n, _)| !n.ordinal && n.value < 24)?;
        let sharp = self.said(next, &["oclock"]);
        let next = sharp.unwrap_or(next);
        let part = PARTS
            .iter()
            .find_map(|(part, words)| Some((*part, self.said(next, words)?)));
        if named.is_none() && sharp.is_none() && part.is_none() {
            return None;
        }
        let said = u8::try_from(number.value).ok()?;
        let hour = Hour {
            said,
            part: part.map(|(part, _)| part),
            clock: Clock::Usual,
        };
        Some((hour, part.map_or(next, |(_, next)| next)))
    }

    /// Reads exactly these words.
    fn said(&self, at: usize, words: &[&str]) -> Option<usize> {
        let fits = words
            .iter()
            .enumerate()
            .all(|(index, word)| self.word(at + index) == Some(word));
        fits.then_some(at + words.len())
    }

    /// Gives readings an hour; where the person may count from six, by both clocks.
    pub(super) fn with_hour(&self, readings: &[Reading], hour: Hour) -> Vec<Reading> {
        let counts_from_six = self
            .packs()
            .iter()
            .any(|p| p.starts_with("ET") || p.starts_with("ER"));
        let mut clocks = vec![Clock::Usual];
        if counts_from_six && (1..=12).contains(&hour.said) {
            clocks.insert(0, Clock::Ethiopian);
        }
        let at = |reading: &Reading, clock| Reading {
            hour: Some(Hour { clock, ..hour }),
            ..reading.clone()
        };
        readings
            .iter()
            .flat_map(|r| clocks.iter().map(move |clock| at(r, *clock)))
            .collect()
    }
}
