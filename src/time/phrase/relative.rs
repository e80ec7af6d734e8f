//! Times told by other times: before and after, ago, ages, lengths, seasons before an event.

use chrono::TimeDelta;

use super::anchor::Target;
use super::core::Core;
use super::lexicon::{Frame, Span};
use super::parser::{Phrase, Read};
use super::reading::{self, Flags, Side};
use super::{Dated, Why};
use crate::time::tolerance::{SHORTLY, Width};
use crate::time::{Anchor, Bounds, End, Offset, Reading, Relation, Unit};

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
            approximate: true,
            ..Reading::once(within)
        };
        Some((vec![found], next))
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
