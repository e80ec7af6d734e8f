//! Ages: "when I was 14", "som 14-årig", "two months old".

use super::anchor::BORN;
use super::lexicon::{Frame, Span};
use super::parser::{Phrase, Read};
use super::reading::{self, Flags};
use crate::time::tolerance;
use crate::time::{Anchor, End, Offset, Reading, Relation, Unit};

impl Phrase<'_> {
    /// "Between 15 and 17 years old".
    pub(super) fn age_between(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let at = self.frame(at, Frame::Was).unwrap_or(at);
        let next = self.frame(self.small(at), Frame::Between)?;
        let (from, next) = self.number(next).filter(|(n, _)| n.value < 100)?;
        let next = self.frame(next, Frame::And)?;
        let (to, next) = self
            .number(next)
            .filter(|(n, _)| n.value < 100 && n.value >= from.value)?;
        let next = self.old(next)?;
        Some((self.aged(from.value, to.value + 1, flags), next))
    }

    /// "When I was 14", "at the age of about 14", "som 14-årig", "I was about two months old".
    pub(super) fn age(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let lead = self
            .frame(at, Frame::Was)
            .or_else(|| self.frame(at, Frame::Aged));
        let mut at = lead.unwrap_or(at);
        let mut flags = flags;
        let (mut almost, mut past) = (false, false);
        loop {
            let step = |frame| self.frame(at, frame);
            at = if let Some(next) = step(Frame::About) {
                flags.approximate = true;
                next
            } else if let Some(next) = step(Frame::Maybe) {
                flags.uncertain = true;
                next
            } else if let Some(next) = step(Frame::Almost) {
                almost = true;
                next
            } else if let Some(next) = step(Frame::Past) {
                past = true;
                next
            } else {
                break;
            };
        }
        if let Some(found) = self.age_in_days(at, (lead.is_some(), flags)) {
            return Some(found);
        }
        let (number, next) = self
            .number(at)
            .filter(|(n, _)| !n.ordinal && n.figures <= 2)?;
        let (number, next) = match self.or_number(next) {
            Some((to, next)) => ((number.value, to), next),
            None => ((number.value, number.value), next),
        };
        let next = match (self.old(next), lead) {
            (Some(next), _) => next,
            (None, Some(_)) => next,
            (None, None) if almost => next,
            (None, None) => return None,
        };
        let (from, to) = match (almost, past) {
            (true, _) => (number.0.saturating_sub(1), number.0),
            (_, true) => (number.0, number.1 + 2),
            _ => (number.0, number.1 + 1),
        };
        Some((self.aged(from, to, flags), next))
    }

    /// "14 or 15".
    fn or_number(&self, at: usize) -> Read<u32> {
        let dash = matches!(self.mark(at), Some("-" | "–" | "/")).then_some(at + 1);
        let joint = self.frame(at, Frame::Or).or(dash)?;
        let (number, next) = self.number(joint).filter(|(n, _)| n.value < 100)?;
        Some((number.value, next))
    }

    fn old(&self, at: usize) -> Option<usize> {
        let year = self.unit_word(at, Span::Year);
        let worded = self.frame(at, Frame::Old);
        worded.max(year)
    }

    /// "Two months old".
    fn age_in_days(&self, at: usize, (led, flags): (bool, Flags)) -> Read<Vec<Reading>> {
        let (number, next) = self.number(at).filter(|(n, _)| !n.ordinal)?;
        let (unit, next) = self.unit(next).filter(|(unit, _)| *unit != Span::Year)?;
        let next = self.frame(next, Frame::Old).or_else(|| {
            let worded = matches!(self.word(next), Some("gammel" | "gammelt" | "old"));
            worded.then_some(next + 1)
        })?;
        if !led && !self.finding {
            return None;
        }
        let width = if flags.approximate || flags.uncertain {
            tolerance::vague(number.value, unit)?
        } else {
            tolerance::counted(number.value, unit)?
        };
        let relation = Relation {
            mine: End::Start,
            of: Anchor(BORN.to_owned()),
            theirs: End::Start,
            offset: Offset::days(width.0, width.1),
        };
        Some((vec![reading::relations(vec![relation], flags)], next))
    }

    /// From one birthday to before another. In China and Viet Nam one counts as one at birth and one
    /// more at the lunar new year, so an age can be one or two years less.
    fn aged(&self, from: u32, to: u32, flags: Flags) -> Vec<Reading> {
        let wide = i32::from(flags.approximate);
        let number = |n: u32| i32::try_from(n).unwrap_or(0);
        let reading = |from: i32, to: i32| {
            let relation = Relation {
                mine: End::Start,
                of: Anchor(BORN.to_owned()),
                theirs: End::Start,
                offset: Offset {
                    min: Some(from.max(0)),
                    max: Some(to),
                    unit: Unit::Year,
                },
            };
            reading::relations(vec![relation], flags)
        };
        let (from, to) = (number(from) - wide, number(to) + wide);
        let mut all = vec![reading(from, to)];
        if self.packs().iter().any(|p| matches!(*p, "VN" | "CN")) {
            all.push(reading(from - 2, to - 1));
        }
        all
    }
}
