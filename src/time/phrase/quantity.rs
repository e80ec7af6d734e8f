//! Lengths of time: "two weeks", "a few months", "et halvt år", "en måneds tid".

use super::lexicon::{Frame, Sense, Span};
use super::parser::{Phrase, Read};
use crate::time::tolerance::{self, Width};

impl Phrase<'_> {
    /// Reads a length as the days it can be.
    pub(super) fn length(&self, at: usize) -> Read<Width> {
        let after_about = self
            .frame(at, Frame::About)
            .or_else(|| self.frame(at, Frame::Maybe));
        let start = after_about.unwrap_or(at);
        let about = self.frame(at, Frame::About).is_some();
        self.range(start)
            .or_else(|| self.year_and_half(start))
            .or_else(|| self.amounted(start))
            .or_else(|| self.counted(start, about))
    }

    /// "The day", "ugen": one unit without a number, before "after" or "before".
    pub(super) fn the_unit(&self, at: usize) -> Read<Width> {
        let from = self.small(at);
        let has_article = from > at;
        let (unit, next) = self.unit(from)?;
        let definite = self
            .word(from)
            .is_some_and(|w| w.ends_with("en") || w.ends_with("et"));
        (has_article || definite).then_some((tolerance::next_one(unit), next))
    }

    pub(super) fn unit(&self, at: usize) -> Read<Span> {
        self.senses(at).find_map(|(next, sense)| match sense {
            Sense::Unit(unit) => Some((*unit, next)),
            _ => None,
        })
    }

    fn amounted(&self, at: usize) -> Read<Width> {
        let amounts = self.senses(at).filter_map(|(next, sense)| match sense {
            Sense::Amount(amount) => Some((*amount, next)),
            _ => None,
        });
        let found: Vec<_> = amounts.collect();
        found.into_iter().find_map(|(amount, next)| {
            let (unit, next) = self.unit(next).or_else(|| self.unit(self.small(next)))?;
            Some((tolerance::amounted(amount, unit)?, next))
        })
    }

    fn counted(&self, at: usize, about: bool) -> Read<Width> {
        let (number, next) = self
            .number(at)
            .filter(|(n, _)| !n.ordinal && n.figures <= 3)?;
        let (unit, next) = self.unit(next)?;
        let vague = matches!(self.word(next), Some("tid"));
        let so = self
            .frame(next, Frame::About)
            .filter(|_| self.word(next) == Some("or"));
        let width = if about || vague || so.is_some() {
            tolerance::vague(number.value, unit)
        } else {
            tolerance::counted(number.value, unit)
        };
        Some((width?, so.unwrap_or(next + usize::from(vague))))
    }

    /// "A year and a half", "to et halvt år".
    fn year_and_half(&self, at: usize) -> Read<Width> {
        let (number, next) = self
            .number(at)
            .filter(|(n, _)| !n.ordinal && n.value < 100)?;
        let unit_first = self.unit(next).filter(|(unit, _)| *unit == Span::Year);
        let next = unit_first.map_or(next, |(_, next)| next);
        let next = self.frame(next, Frame::And)?;
        let (_, next) = self
            .amount(next)
            .filter(|(a, _)| *a == super::lexicon::Amount::Half)?;
        let next = match unit_first {
            Some(_) => next,
            None => self.unit(next).filter(|(unit, _)| *unit == Span::Year)?.1,
        };
        if number.value == 1 {
            let width = tolerance::amounted(super::lexicon::Amount::OneAndHalf, Span::Year)?;
            return Some((width, next));
        }
        let n = i32::try_from(number.value).ok()?;
        let days = 365 * n + n / 4 + 182;
        Some(((days - 45 * n, days + 45 * n + 1), next))
    }

    /// "Two or three weeks", "2-3 uger", "to til tre måneder".
    fn range(&self, at: usize) -> Read<Width> {
        let (from, next) = self.number(at).filter(|(n, _)| !n.ordinal)?;
        let next = self
            .frame(next, Frame::Or)
            .or_else(|| self.frame(next, Frame::To))
            .or_else(|| matches!(self.mark(next), Some("-" | "–")).then_some(next + 1))
            .unwrap_or(next);
        let (to, next) = self
            .number(next)
            .filter(|(n, _)| !n.ordinal && n.value > from.value)?;
        let (unit, next) = self.unit(next)?;
        let (min, _) = tolerance::counted(from.value, unit)?;
        let (_, max) = tolerance::counted(to.value, unit)?;
        Some(((min, max), next))
    }
}
