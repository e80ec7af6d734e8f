//! What a relation is to: a date, a festival, an event, a label, or words that only the person knows.

use chrono::Datelike as _;

use super::Why;
use super::dated::Dated;
use super::lexicon::Frame;
use super::parser::{Phrase, Read};
use super::token::words;
use crate::text::UiLang;
use crate::time::Anchor;

/// What a relation is to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// Days; several where it is not sure which are meant.
    Days(Vec<Dated>),
    /// A label, or words.
    Moment(Anchor),
}

/// The label of the person's birth.
pub(super) const BORN: &str = "born";

/// How many words of a longer text can name a moment.
const NAME_IN_TEXT: usize = 7;

impl Phrase<'_> {
    /// Reads what follows "before" or "after".
    pub(super) fn anchor(&self, at: usize) -> Read<Target> {
        self.anchor_until(at, self.stop(at))
    }

    /// Reads the words up to a token as what a relation is to.
    pub(super) fn anchor_until(&self, at: usize, stop: usize) -> Read<Target> {
        if stop <= at {
            return None;
        }
        if let Some(id) = self.known(at, stop) {
            return Some((Target::Moment(Anchor(id)), stop));
        }
        if let Some((core, next)) = self.core(at)
            && (next == stop || self.finding)
        {
            match self.resolve(&core) {
                Ok(days) => return Some((Target::Days(days), next)),
                Err(Why::Words) => {}
                Err(why) => {
                    self.note((at, next), why);
                    return None;
                }
            }
        }
        if let Some(days) = self.event(at, stop) {
            return Some((Target::Days(days), stop));
        }
        let named = self.text(at, stop).to_lowercase();
        let has_words = (at..stop).any(|i| self.word(i).is_some());
        has_words.then_some((Target::Moment(Anchor(named)), stop))
    }

    /// Returns where the name of a moment ends: at a mark, at "but", at the next relation.
    fn stop(&self, at: usize) -> usize {
        for (named, index) in (at..self.tokens.len()).enumerate() {
            let ordinal = index > at && self.figures(index - 1).is_some() && self.touch(index - 1);
            let ends = match self.mark(index) {
                Some(".") => !ordinal || index + 1 == self.tokens.len(),
                Some("," | ";" | "!" | "?" | ":" | "(" | ")" | "—" | "…" | "\"" | "-") => true,
                Some(_) | None => false,
            };
            let connects =
                index > at && (self.frame(index, Frame::But).is_some() || self.and_relation(index));
            let doubts = self.frame(index, Frame::NotSure).is_some();
            let long =
                self.finding && (named >= NAME_IN_TEXT || self.frame(index, Frame::And).is_some());
            let long = long || (self.finding && self.begins_a_sentence(at, index));
            if ends || connects || doubts || (long && index > at) {
                return index;
            }
        }
        self.tokens.len()
    }

    /// In a longer text "the wedding" is a name, and "we left" after it goes on.
    fn begins_a_sentence(&self, at: usize, index: usize) -> bool {
        const NAMES: [&str; 10] = [
            "the", "my", "our", "her", "his", "min", "mit", "vores", "hendes", "hans",
        ];
        const SUBJECTS: [&str; 13] = [
            "i", "we", "he", "she", "they", "you", "it", "jeg", "vi", "han", "hun", "de", "man",
        ];
        let is = |at: usize, all: &[&str]| self.word(at).is_some_and(|word| all.contains(&word));
        let definite = self
            .word(at)
            .is_some_and(|w| w.len() > 3 && (w.ends_with("en") || w.ends_with("et")));
        index > at && (is(at, &NAMES) || definite) && is(index, &SUBJECTS)
    }

    /// "And after …", "and two weeks before …".
    fn and_relation(&self, at: usize) -> bool {
        let Some(next) = self.frame(at, Frame::And) else {
            return false;
        };
        let next = self.length(next).map_or(next, |(_, next)| next);
        self.frame(next, Frame::Before).is_some() || self.frame(next, Frame::After).is_some()
    }

    /// Returns the label that these words name: of the case first, then of anyone's life.
    pub(super) fn known(&self, at: usize, stop: usize) -> Option<String> {
        let own = bare(&words(self.text(at, stop)));
        let fits = |name: &str| bare(&words(name)) == own;
        let labelled = self
            .context
            .labels
            .iter()
            .find(|(id, names)| fits(id) || names.iter().any(|name| fits(name)));
        if let Some((id, _)) = labelled {
            return Some(id.clone());
        }
        let lang = self.context.language;
        let mut personal = self.context.world?.personal.iter();
        let speaks = |(l, word): &(UiLang, String)| *l == lang && fits(word);
        personal
            .find(|p| p.words.iter().any(speaks))
            .map(|p| p.id.clone())
    }

    /// Returns the days of public events that these words name, in the person's places.
    fn event(&self, at: usize, stop: usize) -> Option<Vec<Dated>> {
        let packs = self.packs();
        let world = self.context.world.filter(|_| !packs.is_empty())?;
        let years: Vec<(usize, i32)> = (at..stop)
            .filter_map(|i| self.year(i).map(|(year, _)| (i, year)))
            .collect();
        let wanted: Vec<String> = (at..stop)
            .filter(|i| !years.iter().any(|(y, _)| y == i) && self.small(*i) == *i)
            .filter_map(|i| self.word(i).map(str::to_owned))
            .collect();
        let year = years.first().map(|(_, year)| *year);
        let mut found: Vec<Dated> = Vec::new();
        for landmark in world.landmarks_of(&packs) {
            let in_year = year.is_none_or(|year| landmark.is_in(year));
            if in_year && landmark.is_named(&wanted) {
                found.push(Dated::days(landmark.days.0, landmark.days.1));
            }
        }
        found.sort_by_key(|d| d.first);
        found.dedup_by(|a, b| (a.first, a.last) == (b.first, b.last));
        if found.len() > 3 && year.is_none() {
            self.note((at, stop), Why::NeedsYear);
        }
        (1..=3).contains(&found.len()).then_some(found)
    }

    /// Reads "the first lockdown", "the 2019 election" where it stands by itself.
    pub(super) fn event_alone(&self, at: usize) -> Read<Vec<Dated>> {
        let from = self.small(at);
        let stop = self.stop(from);
        let found = self.event(from, stop)?;
        found
            .iter()
            .all(|d| d.first.year() > 1900)
            .then_some((found, stop))
    }
}

/// Words without those that only lead up to a name: "the day I left" and "I left" are one.
fn bare(all: &[String]) -> Vec<String> {
    const LEADING: [&str; 24] = [
        "the", "a", "my", "our", "when", "that", "day", "of", "in", "on", "at", "we", "it", "min",
        "mit", "mine", "vores", "den", "det", "da", "dag", "dengang", "vi", "at",
    ];
    let skip = all
        .iter()
        .take_while(|w| LEADING.contains(&w.as_str()))
        .count();
    let kept = if skip == all.len() { all } else { &all[skip..] };
    kept.to_vec()
}
