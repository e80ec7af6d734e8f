//! Times told by other times: before and after, ago, ages, lengths, seasons before an event.

use chrono::TimeDelta;

use super::absolute::Core;
use super::anchor::{BORN, Target};
use super::lexicon::{Frame, Span};
use super::parser::{Phrase, Read};
use super::reading::{self, Flags, Side};
use super::{Dated, Why};
use crate::time::tolerance::{self, SHORTLY, Width};
use crate::time::{Anchor, Bounds, End, Offset, Reading, Relation, Shape, Unit};

impl Phrase<'_> {
    /// "Two weeks after arrival", "shortly before Christmas 2018", "before the boat".
    pub(super) fn relative(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let (width, next) = self.how_far(at);
        let (side, next) = [(Frame::Before, Side::Before), (Frame::After, Side::After)]
            .into_iter()
            .find_map(|(frame, side)| self.frame(next, frame).map(|next| (side, next)))?;
        let (target, next) = self.anchor(next)?;
        let readings = match target {
            Target::Moment(anchor) => vec![reading::related(anchor, side, width, flags)],
            Target::Days(all) => {
                let festival = |d: &Dated| width.is_none() && d.grain == super::dated::Grain::Day;
                let named = self.names_festival(at, next);
                let beside = |d: &Dated| {
                    let found = reading::beside(d, side, width, flags);
                    if named && festival(d) {
                        reading::near_festival(found)
                    } else {
                        found
                    }
                };
                all.iter().map(beside).collect()
            }
        };
        Some((readings, next))
    }

    fn names_festival(&self, from: usize, to: usize) -> bool {
        use super::lexicon::Sense;
        (from..to).any(|at| self.senses(at).any(|(_, s)| matches!(s, Sense::Named(_))))
    }

    /// "Two weeks", "the day", "shortly", or nothing.
    fn how_far(&self, at: usize) -> (Option<Width>, usize) {
        if let Some(next) = self.frame(at, Frame::Shortly) {
            return (Some(SHORTLY), next);
        }
        let found = self.length(at).or_else(|| self.the_unit(at));
        found.map_or((None, at), |(width, next)| (Some(width), next))
    }

    /// "Two years ago", "for halvandet år siden".
    pub(super) fn ago(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let from = self.frame(at, Frame::For).unwrap_or(at);
        let ((min, max), next) = self.length(from)?;
        let next = self.frame(next, Frame::Ago)?;
        let Some(today) = self.context.today else {
            self.note((at, next), Why::NeedsToday);
            return None;
        };
        let back = |by: i32| today.checked_sub_signed(TimeDelta::days(i64::from(by)));
        let within = Bounds {
            earliest: back(max),
            latest: back(min),
        };
        let found = Reading {
            edtf: reading::set(within),
            uncertain: flags.uncertain,
            approximate: flags.approximate,
            ..Reading::once(within)
        };
        Some((vec![found], next))
    }

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

    /// "For about two years", "it lasted three months", "i to år".
    pub(super) fn duration(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let lasted = self.frame(at, Frame::Lasted);
        let led = lasted.or_else(|| self.frame(at, Frame::For)).or_else(|| {
            let in_danish = self.word(at) == Some("i");
            in_danish.then_some(at + 1)
        });
        let from = led.map_or(at, |next| self.frame(next, Frame::For).unwrap_or(next));
        let (width, next) = self.length(from)?;
        let long = self.frame(next, Frame::Long);
        let next = long.unwrap_or(next);
        (led.is_some() || long.is_some()).then_some((vec![reading::length(width, flags)], next))
    }

    /// "The same week as my arrival", "samme dag som jeg kom".
    pub(super) fn same(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let next = self.frame(self.small(at), Frame::Same)?;
        let (unit, next) = self.unit(next)?;
        let worded = matches!(self.word(next), Some("as" | "that" | "som" | "when" | "da"));
        let (target, next) = self.anchor(next + usize::from(worded))?;
        let Target::Moment(anchor) = target else {
            return None;
        };
        let offset = match unit {
            Span::Day | Span::Night => Offset::days(0, 0),
            Span::Week | Span::Fortnight => Offset {
                unit: Unit::Week,
                ..Offset::days(0, 0)
            },
            Span::Month => Offset::days(-30, 30),
            Span::Year => Offset::days(-365, 365),
        };
        let relation = Relation {
            mine: End::Start,
            of: anchor,
            theirs: End::Start,
            offset,
        };
        Some((vec![reading::relations(vec![relation], flags)], next))
    }

    /// "Since 2016", "until August 2019", "since I arrived".
    pub(super) fn since_until(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let since = self
            .frame(at, Frame::Since)
            .or_else(|| self.frame(at, Frame::From));
        let next = since.or_else(|| self.frame(at, Frame::Until))?;
        let (target, next) = self.anchor(next)?;
        let open = |d: &Dated| match since {
            Some(_) => reading::lasted(Some(d), None, flags),
            None => reading::lasted(None, Some(d), flags),
        };
        let readings = match target {
            Target::Days(all) => all.iter().filter_map(open).collect(),
            Target::Moment(of) => {
                let (mine, theirs) = match since {
                    Some(_) => (End::Start, End::Start),
                    None => (End::End, End::Start),
                };
                let relation = Relation {
                    mine,
                    of,
                    theirs,
                    offset: Offset::days(0, 0),
                };
                let found = reading::relations(vec![relation], flags);
                vec![Reading {
                    shape: Shape::Lasted,
                    ..found
                }]
            }
        };
        Some((readings, next))
    }

    /// "During the war", "while I lived with her": within it; "when I arrived": with it, where it is
    /// known.
    pub(super) fn during(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        if let Some(next) = self.frame(at, Frame::During) {
            let (target, next) = self.anchor(next)?;
            let Target::Moment(of) = target else {
                return None;
            };
            let bound = |mine, theirs, min, max| Relation {
                mine,
                of: of.clone(),
                theirs,
                offset: Offset {
                    min,
                    max,
                    unit: Unit::Day,
                },
            };
            let inside = vec![
                bound(End::Start, End::Start, Some(0), None),
                bound(End::End, End::End, None, Some(0)),
            ];
            return Some((vec![reading::relations(inside, flags)], next));
        }
        let led = self
            .frame(at, Frame::When)
            .unwrap_or_else(|| self.small(at));
        let stop = self.end_of_name(led);
        let id = self.known(led, stop)?;
        let relation = Relation {
            mine: End::Start,
            of: Anchor(id),
            theirs: End::Start,
            offset: Offset::days(0, 0),
        };
        Some((vec![reading::relations(vec![relation], flags)], stop))
    }

    fn end_of_name(&self, at: usize) -> usize {
        let is_end = |i: &usize| self.mark(*i).is_some() || self.frame(*i, Frame::But).is_some();
        (at..self.tokens.len())
            .find(is_end)
            .unwrap_or(self.tokens.len())
    }

    /// "Between the house in Tripoli and the boat".
    pub(super) fn between_moments(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let joint = (at + 1..self.tokens.len()).find(|i| self.frame(*i, Frame::And).is_some())?;
        let first = self.known_or_words(at, joint)?;
        let (target, next) = self.anchor(self.frame(joint, Frame::And)?)?;
        let Target::Moment(second) = target else {
            return None;
        };
        let after = reading::related(first, Side::After, None, flags);
        let before = reading::related(second, Side::Before, None, flags);
        reading::both(&after, &before).map(|found| (vec![found], next))
    }

    fn known_or_words(&self, at: usize, stop: usize) -> Option<Anchor> {
        let has_words = (at..stop).any(|i| self.word(i).is_some());
        let id = self
            .known(at, stop)
            .unwrap_or_else(|| self.text(at, stop).to_lowercase());
        has_words.then_some(Anchor(id))
    }

    /// "In the rainy season before the 2019 election": the last one that ended before it.
    pub(super) fn season_beside(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let (core, next) = self.core(at)?;
        let open = matches!(
            &core,
            Core::Season { year: None, .. } | Core::Named { year: None, .. }
        );
        let side = [(Frame::Before, Side::Before), (Frame::After, Side::After)];
        let (side, next) = side
            .into_iter()
            .find_map(|(frame, side)| self.frame(next, frame).map(|next| (side, next)))
            .filter(|_| open)?;
        let (target, next) = self.anchor(next)?;
        let Target::Days(events) = target else {
            return None;
        };
        let found: Vec<Reading> = events
            .iter()
            .flat_map(|event| self.nearest_season(&core, event, side))
            .map(|dated| reading::once(&dated, flags))
            .collect();
        (!found.is_empty()).then_some((found, next))
    }

    fn nearest_season(&self, core: &Core, event: &Dated, side: Side) -> Vec<Dated> {
        use chrono::Datelike as _;
        let year = event.first.year();
        let mut all: Vec<Dated> = (year - 2..=year + 2)
            .filter_map(|year| {
                self.resolve(&core.clone().filled(&Core::Year { year, era: None }))
                    .ok()
            })
            .flatten()
            .collect();
        all.sort_by_key(|d| (d.first, d.last));
        all.dedup();
        match side {
            Side::Before => {
                let last = all
                    .iter()
                    .filter(|d| d.last < event.first)
                    .map(|d| d.last)
                    .max();
                all.into_iter().filter(|d| Some(d.last) == last).collect()
            }
            Side::After => {
                let first = all
                    .iter()
                    .filter(|d| d.first > event.last)
                    .map(|d| d.first)
                    .min();
                all.into_iter().filter(|d| Some(d.first) == first).collect()
            }
        }
    }
}
