//! Moments in order: the passages of a case placed in time as tightly as the words allow.
//!
//! The order follows constraints, then time, then the telling. Nothing is made more precise than it
//! was told, and nothing is left out. Always pure.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::record::{CaseView, Label, PassageRef, PassageView};
use crate::time::{Bounds, End, Offset, Relation, Unit, When};

/// A passage placed in time and space.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Moment {
    /// The passage.
    pub id: PassageRef,
    /// The name by which others can be placed.
    pub label: Option<Label>,
    /// The time as it was said.
    pub when: Option<When>,
    /// The tightest days for its beginning.
    pub start: Bounds,
    /// The tightest days for its end.
    pub end: Bounds,
    /// Where it was.
    pub place: Option<String>,
    /// Its place in the order, counted from 0.
    pub position: usize,
}

/// The moments of a case in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Chronology {
    /// The moments that could be placed.
    pub moments: Vec<Moment>,
    /// Passages of whose time nothing is known.
    pub unplaced: Vec<PassageRef>,
    /// All passages: those placed in order of time, each followed by those told after it without a
    /// time of their own.
    pub order: Vec<PassageRef>,
}

impl Chronology {
    /// Orders the passages of a case.
    pub fn of(view: &CaseView) -> Self {
        let passages: Vec<PassageView<'_>> = view
            .passages()
            .filter(|p| p.answer.answer.earlier.is_none())
            .collect();
        let mut placed: Vec<Moment> = passages.iter().filter_map(moment).collect();
        tighten(&mut placed);
        placed.retain(|m| m.start != Bounds::default() || m.end != Bounds::default());
        placed.sort_by_key(|m| sort_key(m).map_or((1, NaiveDate::MIN), |day| (0, day)));
        for (position, moment) in placed.iter_mut().enumerate() {
            moment.position = position;
        }
        let (order, unplaced) = in_order(&passages, &placed);
        Self {
            moments: placed,
            unplaced,
            order,
        }
    }

    /// Returns the moment of a passage, where it has one.
    pub fn moment(&self, passage: PassageRef) -> Option<&Moment> {
        self.moments.iter().find(|m| m.id == passage)
    }
}

fn moment(passage: &PassageView<'_>) -> Option<Moment> {
    let when = passage.cut.when.clone();
    let reading = when.as_ref().and_then(When::reading);
    if reading.is_none() && passage.cut.label.is_none() {
        return None;
    }
    let (start, end) = reading.map(|r| (r.start, r.end)).unwrap_or_default();
    Some(Moment {
        id: passage.id,
        label: passage.cut.label.clone(),
        start,
        end,
        place: passage.cut.place.clone(),
        position: 0,
        when,
    })
}

/// Carries bounds along relations until nothing becomes tighter.
fn tighten(moments: &mut [Moment]) {
    let by_label: BTreeMap<String, usize> = moments
        .iter()
        .enumerate()
        .filter_map(|(index, m)| m.label.as_ref().map(|l| (l.as_str().to_owned(), index)))
        .collect();
    for _ in 0..moments.len() {
        let before = moments.to_vec();
        for mine in 0..moments.len() {
            for relation in relations(&before[mine]) {
                let Some(&other) = by_label.get(&relation.of.0) else {
                    continue;
                };
                let theirs = *bounds(&mut moments[other].clone(), relation.theirs);
                let own = bounds(&mut moments[mine], relation.mine);
                *own = own.narrowed(shifted(theirs, relation.offset));
            }
        }
        if before == moments {
            return;
        }
    }
}

fn relations(moment: &Moment) -> Vec<Relation> {
    let reading = moment.when.as_ref().and_then(When::reading);
    reading.map(|r| r.relations.clone()).unwrap_or_default()
}

fn bounds(moment: &mut Moment, end: End) -> &mut Bounds {
    match end {
        End::Start => &mut moment.start,
        End::End => &mut moment.end,
    }
}

fn shifted(theirs: Bounds, offset: Offset) -> Bounds {
    if offset.unit != Unit::Day {
        return Bounds::default();
    }
    let add = |day: Option<NaiveDate>, by: Option<i32>| plus(day?, by?);
    Bounds {
        earliest: add(theirs.earliest, offset.min),
        latest: add(theirs.latest, offset.max),
    }
}

fn plus(day: NaiveDate, by: i32) -> Option<NaiveDate> {
    let days = Days::new(u64::from(by.unsigned_abs()));
    if by < 0 {
        day.checked_sub_days(days)
    } else {
        day.checked_add_days(days)
    }
}

/// The day by which a moment is sorted: the earliest it can be, else the latest.
fn sort_key(moment: &Moment) -> Option<NaiveDate> {
    let outer = [
        moment.start.earliest,
        moment.start.latest,
        moment.end.earliest,
        moment.end.latest,
    ];
    outer.into_iter().flatten().next()
}

fn in_order(passages: &[PassageView<'_>], placed: &[Moment]) -> (Vec<PassageRef>, Vec<PassageRef>) {
    let position: BTreeMap<PassageRef, usize> = placed.iter().map(|m| (m.id, m.position)).collect();
    let mut groups: BTreeMap<Option<usize>, Vec<PassageRef>> = BTreeMap::new();
    let mut unplaced = Vec::new();
    let mut group = None;
    for passage in passages {
        match position.get(&passage.id) {
            Some(&place) => group = Some(place),
            None => unplaced.push(passage.id),
        }
        groups.entry(group).or_default().push(passage.id);
    }
    (groups.into_values().flatten().collect(), unplaced)
}

#[cfg(test)]
mod tests;
