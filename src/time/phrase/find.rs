//! Times within a longer text, for those who cut it into passages.

use super::core::Core;
use super::lexicon::Frame;
use super::parser::Phrase;
use super::{Context, understand};
use crate::time::{Bounds, Reading, Relation, When};

/// A time that was found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The first character, counted from 0.
    pub from: usize,
    /// The character after the last.
    pub to: usize,
    /// What it can mean.
    pub when: When,
}

/// Returns the times that a text speaks of, in the order of its words. What could be a name or a plain
/// number is left out: it is better to suggest too little.
pub fn find(text: &str, context: &Context<'_>) -> Vec<Found> {
    let phrase = Phrase::within(text, context);
    let mut found = Vec::new();
    let mut at = 0;
    while at < phrase.tokens.len() {
        match phrase.time_at(at).filter(|next| *next > at) {
            Some(next) => {
                let said = phrase.text(at, next);
                let when = understand(said, context);
                let start = phrase.tokens[at].from;
                let chars = |byte: usize| text[..byte].chars().count();
                if when.readings.iter().any(|r| phrase.is_telling(r)) {
                    let (from, to) = (chars(start), chars(start + said.len()));
                    found.push(Found { from, to, when });
                }
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

impl Phrase<'_> {
    /// "After that" places nothing: a relation is worth a cut where it says how far, or to what is known.
    fn is_telling(&self, reading: &Reading) -> bool {
        let dated = reading.start != Bounds::default() || reading.end != Bounds::default();
        let counted = |r: &Relation| r.offset.min.is_some() && r.offset.max.is_some();
        let known = |r: &Relation| {
            let labels = self.context.labels.iter().any(|(id, _)| *id == r.of.0);
            let personal = self
                .context
                .world
                .is_some_and(|w| w.personal.iter().any(|p| p.id == r.of.0));
            labels || personal
        };
        dated || reading.relations.iter().any(|r| counted(r) || known(r))
    }

    /// Returns where a time that begins here ends.
    fn time_at(&self, at: usize) -> Option<usize> {
        if !self.may_begin(at) {
            return None;
        }
        self.some_time(at).map(|(_, next)| next)
    }

    /// What can begin a time in a running text: words that say so, and dates that are whole.
    fn may_begin(&self, at: usize) -> bool {
        const LEADS: [Frame; 10] = [
            Frame::Before,
            Frame::After,
            Frame::Since,
            Frame::Until,
            Frame::Between,
            Frame::Was,
            Frame::Aged,
            Frame::Shortly,
            Frame::Same,
            Frame::During,
        ];
        let lead = LEADS.iter().any(|frame| self.frame(at, *frame).is_some());
        lead || self.length(at).is_some() || self.the_unit(at).is_some() || self.is_whole_date(at)
    }

    fn is_whole_date(&self, at: usize) -> bool {
        let about = self
            .frame(at, Frame::About)
            .or_else(|| self.frame(at, Frame::Maybe))
            .unwrap_or(at);
        let around = |core: &Core| matches!(core, Core::Around { .. });
        let dated = self
            .core(about)
            .is_some_and(|(core, _)| core.year().is_some() || around(&core));
        let span = self.frame(at, Frame::From).is_some_and(|next| {
            self.core(next)
                .is_some_and(|(core, _)| core.year().is_some())
                || self.two_days(next, &[Frame::To, Frame::Until]).is_some()
        });
        dated || span
    }
}
