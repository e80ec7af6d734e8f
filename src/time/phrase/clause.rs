//! Whole phrases: what leads up to the time, the time, what doubts it, and two times said at once.

use super::Why;
use super::core::Core;
use super::dated::Dated;
use super::lexicon::Frame;
use super::parser::{Phrase, Read};
use super::reading::{self, Flags};
use crate::time::Reading;

/// A rule for one form of phrase.
type Rule = for<'a, 'p> fn(&'p Phrase<'a>, usize, Flags) -> Read<Vec<Reading>>;

/// The forms, the most particular first.
const RULES: [Rule; 15] = [
    |p, at, flags| p.relative(at, flags),
    |p, at, flags| p.at_limit(at, flags),
    |p, at, flags| p.ago(at, flags),
    |p, at, flags| p.age_between(at, flags),
    |p, at, flags| p.age(at, flags),
    |p, at, flags| p.between(at, flags),
    |p, at, flags| p.span(at, flags),
    |p, at, flags| p.since_till(at, flags),
    |p, at, flags| p.since_until(at, flags),
    |p, at, flags| p.either(at, flags),
    |p, at, flags| p.same(at, flags),
    |p, at, flags| p.season_beside(at, flags),
    |p, at, flags| p.qualified(at, flags),
    |p, at, flags| p.duration(at, flags),
    |p, at, flags| p.during(at, flags),
];

/// More meanings than this are none.
const MOST: usize = 8;

impl Phrase<'_> {
    /// Reads all of it, or nothing.
    pub(super) fn whole(&self) -> Option<Vec<Reading>> {
        let (at, head) = self.lead(0);
        if at >= self.tokens.len() {
            return None;
        }
        let (end, tail) = self.doubts(at);
        if let Some(next) = self.frame(at, Frame::Unknown)
            && self.marks(next) >= end
        {
            self.note((at, next), Why::Unknown);
            return None;
        }
        let flags = Flags {
            approximate: tail.approximate,
            uncertain: head.uncertain || tail.uncertain,
            coarse: tail.coarse,
        };
        if let Some((hour, next)) = self.hour(at).filter(|(_, next)| self.marks(*next) >= end) {
            debug_assert!(next > at, "an hour has words");
            return Some(self.with_hour(&[Reading::default()], hour));
        }
        RULES.iter().find_map(|rule| {
            let (readings, next) = rule(self, at, flags)?;
            self.more(readings, next, (end, flags))
        })
    }

    /// Reads a time that begins at a token of a longer text: the longest that a rule finds.
    pub(super) fn some_time(&self, at: usize) -> Read<Vec<Reading>> {
        let flags = Flags {
            uncertain: false,
            ..Flags::default()
        };
        let (from, head) = self.lead(at);
        let flags = Flags {
            uncertain: head.uncertain,
            ..flags
        };
        let found = RULES.iter().filter_map(|rule| rule(self, from, flags));
        found
            .filter(|(readings, _)| !readings.is_empty())
            .max_by_key(|(_, next)| *next)
    }

    /// Goes on with "but after …", "and …", a length; all must have been read in the end.
    fn more(
        &self,
        readings: Vec<Reading>,
        next: usize,
        (end, flags): (usize, Flags),
    ) -> Option<Vec<Reading>> {
        let after = self.marks(next);
        if after >= end {
            return Some(readings);
        }
        if let Some((hour, next)) = self.hour(after) {
            return self.more(self.with_hour(&readings, hour), next, (end, flags));
        }
        let joint = self
            .frame(after, Frame::But)
            .or_else(|| self.frame(after, Frame::And))
            .unwrap_or(after);
        let long = readings.iter().all(|r| r.lasts.is_some());
        let (others, next) = self
            .relative(joint, flags)
            .or_else(|| self.duration(joint, flags))
            .or_else(|| self.same(joint, flags))
            .or_else(|| {
                self.qualified(joint, flags)
                    .filter(|_| joint > next || long)
            })?;
        let joined: Vec<Reading> = readings
            .iter()
            .flat_map(|a| others.iter().filter_map(|b| reading::both(a, b)))
            .take(MOST)
            .collect();
        if joined.is_empty() || next <= joint {
            return None;
        }
        self.more(joined, next, (end, flags))
    }

    /// "It happened", "I think it was".
    fn lead(&self, at: usize) -> (usize, Flags) {
        let mut flags = Flags::default();
        let mut at = self.marks(at);
        loop {
            if let Some(next) = self.frame(at, Frame::Maybe) {
                flags.uncertain = true;
                at = self.marks(next);
            } else if let Some(next) = self.frame(at, Frame::Filler) {
                at = self.marks(next);
            } else {
                return (at, flags);
            }
        }
    }

    /// "…, not sure", "…, I do not know the month": where the time ends before them.
    fn doubts(&self, from: usize) -> (usize, Flags) {
        let total = self.tokens.len();
        let mut flags = Flags::default();
        let mut end = total;
        while let Some((start, found)) = self.doubt_before(from, end) {
            end = start;
            flags.uncertain |= found.uncertain;
            flags.coarse |= found.coarse;
            flags.approximate |= found.approximate;
        }
        (end, flags)
    }

    fn doubt_before(&self, from: usize, end: usize) -> Option<(usize, Flags)> {
        (from + 1..end).find_map(|at| {
            let ends = |frame| {
                self.frame(at, frame)
                    .is_some_and(|next| self.marks(next) >= end)
            };
            let or_so = ends(Frame::About)
                && matches!(self.word(at), Some("or" | "cirka" | "ca" | "omtrent"));
            let flags = Flags {
                uncertain: ends(Frame::NotSure) || ends(Frame::Maybe),
                coarse: ends(Frame::NoMonth),
                approximate: or_so || ends(Frame::About),
            };
            (flags != Flags::default()).then_some((at, flags))
        })
    }

    /// A date, with "about" and "maybe" before it.
    pub(super) fn qualified(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let (at, flags) = self.qualifiers(at, flags);
        let at = self.frame(at, Frame::During).unwrap_or(at);
        if let Some((core, next)) = self.core(at) {
            match self.resolve(&core) {
                Ok(days) => {
                    return Some((
                        days.iter()
                            .map(|d| reading::once(d, flags))
                            .take(MOST)
                            .collect(),
                        next,
                    ));
                }
                Err(Why::Words) => {}
                Err(why) => self.note(self.noted(&core, at, next), why),
            }
        }
        let (days, next) = self.event_alone(at)?;
        Some((days.iter().map(|d| reading::once(d, flags)).collect(), next))
    }

    fn noted(&self, core: &Core, at: usize, next: usize) -> (usize, usize) {
        match core {
            Core::Figures(figures) => figures.tokens(),
            _ => (self.small(at).min(next), next),
        }
    }

    /// "Maybe around", "in about".
    fn qualifiers(&self, at: usize, mut flags: Flags) -> (usize, Flags) {
        let mut at = at;
        loop {
            if let Some(next) = self.frame(at, Frame::About) {
                flags.approximate = true;
                at = next;
            } else if let Some(next) = self.frame(at, Frame::Maybe) {
                flags.uncertain = true;
                at = next;
            } else if self.small(at) > at && self.leads_to_qualifier(self.small(at)) {
                at = self.small(at);
            } else {
                return (at, flags);
            }
        }
    }

    fn leads_to_qualifier(&self, at: usize) -> bool {
        self.frame(at, Frame::About).is_some() || self.frame(at, Frame::Maybe).is_some()
    }

    /// Returns the days of a date where it is one and can be had.
    pub(super) fn days(&self, core: &Core, span: (usize, usize)) -> Option<Vec<Dated>> {
        match self.resolve(core) {
            Ok(days) => Some(days),
            Err(why) => {
                self.note(span, why);
                None
            }
        }
    }

    /// "Between March and June 2018": once, somewhere inside; or between two moments.
    fn between(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let (at, flags) = self.qualifiers(at, flags);
        let first = self.frame(self.small(at), Frame::Between)?;
        if let Some(((from, to), next)) = self.two_days(first, &[Frame::And, Frame::To]) {
            let pairs = from.iter().flat_map(|a| to.iter().map(move |b| (a, b)));
            let found: Vec<Reading> = pairs
                .filter_map(|(a, b)| reading::between(a, b, flags))
                .take(MOST)
                .collect();
            if found.is_empty() {
                self.note((first, next), Why::Reversed);
            }
            return (!found.is_empty()).then_some((found, next));
        }
        self.between_moments(first, flags)
    }

    /// Two dates with one of these words, or a dash, between them; the first takes from the second
    /// what it does not say.
    pub(super) fn two_days(&self, at: usize, joints: &[Frame]) -> Read<(Vec<Dated>, Vec<Dated>)> {
        let (from, middle) = self.core(self.qualifiers(at, Flags::default()).0)?;
        let joint = joints
            .iter()
            .find_map(|frame| self.frame(middle, *frame))
            .or_else(|| matches!(self.mark(middle), Some("-" | "–" | "—")).then_some(middle + 1))?;
        let (to, next) = self.core(self.qualifiers(joint, Flags::default()).0)?;
        let from = from.filled(&to);
        let from_days = self.days(&from, (at, next))?;
        let to_days = self.days(&to, (joint, next))?;
        Some(((from_days, to_days), next))
    }

    /// "From March to June 2018": it lasted. With a dash alone it may have been once.
    fn span(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let (at, flags) = self.qualifiers(at, flags);
        let from = self.frame(self.small(at), Frame::From);
        let first = from.unwrap_or(at);
        let ((from_days, to_days), next) = self.two_days(first, &[Frame::To, Frame::Until])?;
        let dashed = from.is_none()
            && !(at..next).any(|i| {
                self.frame(i, Frame::To)
                    .or_else(|| self.frame(i, Frame::Until))
                    .is_some()
            });
        let mut found = Vec::new();
        for (a, b) in from_days
            .iter()
            .flat_map(|a| to_days.iter().map(move |b| (a, b)))
        {
            found.extend(reading::lasted(Some(a), Some(b), flags));
            if dashed {
                found.extend(reading::between(a, b, flags));
            }
        }
        if found.is_empty() {
            self.note((first, next), Why::Reversed);
            return None;
        }
        found.truncate(MOST);
        Some((found, next))
    }

    /// "Either 2018 or 2019", "in March or April 2018".
    fn either(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let (at, flags) = self.qualifiers(at, flags);
        let at = self.frame(self.small(at), Frame::Either).unwrap_or(at);
        let (first, next) = self.core(at)?;
        let joint = self.frame(next, Frame::Or)?;
        let (second, end) = self.core(self.qualifiers(joint, flags).0)?;
        let mut all = self.days(&first.filled(&second), (at, next))?;
        all.extend(self.days(&second, (joint, end))?);
        Some((vec![reading::either(&all, flags)?], end))
    }
}
