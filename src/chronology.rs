//! Moments in order: the passages of a case placed in time as tightly as the words allow.
//!
//! A temporal network: the beginning and the end of each moment in days, and what was said as distances
//! between them. The order follows constraints, then time, then the telling. Statements that cannot all
//! hold are a tension, shown in the words that were said, and never an error. Nothing is made more
//! precise than it was told, and nothing is left out. Always pure.

mod ask;
mod clash;
mod cuts;
mod graph;
mod order;
mod statement;
mod table;
mod timeline;

use std::collections::BTreeMap;

use crate::record::{CaseView, Label, PassageRef, PassageView};
use crate::time::{Bounds, When};

pub use ask::Ask;
pub use cuts::{MarkError, MarkLine, Suggestion, check_cuts, read_mark_lines, suggest_cuts};
pub use table::{Shown, csv, json, rows};
pub use timeline::{Clash, Telling, Timeline};

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
    /// Which readings of what was said can hold with all else, where there are several.
    pub open: Vec<usize>,
    /// Where it was.
    pub place: Option<String>,
    /// Its place in the order, counted from 0.
    pub position: usize,
}

/// Statements of time that cannot all hold; none of them can be left out.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tension {
    /// The passages, in the order in which they were told.
    pub moments: Vec<PassageRef>,
    /// What was said in each.
    pub statements: Vec<String>,
    /// A gentle question about it, in both languages.
    pub ask: Ask,
}

/// The words are what a person said: only their number is shown.
impl std::fmt::Debug for Tension {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tension")
            .field("moments", &self.moments)
            .finish_non_exhaustive()
    }
}

/// The moments of a case in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Chronology {
    /// The moments that could be placed, in time or by others.
    pub moments: Vec<Moment>,
    /// Passages of whose time nothing is known.
    pub unplaced: Vec<PassageRef>,
    /// All passages: those placed in order of time, each followed by those told after it without a
    /// time of their own.
    pub order: Vec<PassageRef>,
    /// What does not fit together yet, for those who work on the case; never for a document.
    pub tensions: Vec<Tension>,
}

impl Chronology {
    /// Orders the passages of a case.
    pub fn of(view: &CaseView) -> Self {
        let passages: Vec<PassageView<'_>> = view
            .passages()
            .filter(|p| p.answer.answer.earlier.is_none())
            .collect();
        let told: Vec<usize> = (0..passages.len())
            .filter(|i| says_time(&passages[*i]))
            .collect();
        let tellings = told.iter().map(|i| telling(&passages[*i])).collect();
        let timeline = Timeline::of(tellings);
        let heads = heads(&timeline, &told);
        let order = in_order(passages.len(), &heads);
        let position: BTreeMap<usize, usize> = heads
            .iter()
            .enumerate()
            .map(|(position, head)| (*head, position))
            .collect();
        let placed = |(number, index): (usize, &usize)| {
            let position = *position.get(index)?;
            Some(moment(&passages[*index], &timeline, (number, position)))
        };
        let mut moments: Vec<Moment> = told.iter().enumerate().filter_map(placed).collect();
        moments.sort_by_key(|m| m.position);
        let unplaced = (0..passages.len()).filter(|i| !position.contains_key(i));
        Self {
            unplaced: unplaced.map(|i| passages[i].id).collect(),
            order: order.into_iter().map(|i| passages[i].id).collect(),
            tensions: tensions(&timeline, (&told, &passages)),
            moments,
        }
    }

    /// Returns what was told of time in a case, to place more among it.
    pub fn tellings(view: &CaseView) -> Vec<Telling> {
        let told = view
            .passages()
            .filter(|p| p.answer.answer.earlier.is_none());
        told.filter(says_time).map(|p| telling(&p)).collect()
    }

    /// Returns the moment of a passage, where it has one.
    pub fn moment(&self, passage: PassageRef) -> Option<&Moment> {
        self.moments.iter().find(|m| m.id == passage)
    }
}

fn says_time(passage: &PassageView<'_>) -> bool {
    let read = passage
        .cut
        .when
        .as_ref()
        .is_some_and(|when| !when.readings.is_empty());
    read || passage.cut.label.is_some()
}

fn telling(passage: &PassageView<'_>) -> Telling {
    let label = passage
        .cut
        .label
        .as_ref()
        .map(|label| label.as_str().to_owned());
    Telling::new(label, passage.cut.when.clone())
}

fn moment(
    passage: &PassageView<'_>,
    timeline: &Timeline,
    (number, position): (usize, usize),
) -> Moment {
    let (start, end) = timeline.bounds(number);
    Moment {
        id: passage.id,
        label: passage.cut.label.clone(),
        when: passage.cut.when.clone(),
        start,
        end,
        open: timeline
            .open_readings(number)
            .map(<[usize]>::to_vec)
            .unwrap_or_default(),
        place: passage.cut.place.clone(),
        position,
    }
}

fn tensions(timeline: &Timeline, (told, passages): (&[usize], &[PassageView<'_>])) -> Vec<Tension> {
    let tension = |clash: &Clash| {
        let parts: Vec<&PassageView<'_>> =
            clash.tellings.iter().map(|i| &passages[told[*i]]).collect();
        let said = |p: &&PassageView<'_>| {
            p.cut
                .when
                .as_ref()
                .map_or("", |w| w.said.as_str())
                .to_owned()
        };
        let statements: Vec<String> = parts.iter().map(said).collect();
        Tension {
            moments: parts.iter().map(|p| p.id).collect(),
            ask: Ask::about(&statements),
            statements,
        }
    };
    timeline.clashes().map(tension).collect()
}

/// Returns the passages that are placed, in order: dated ones by time, and those that are ordered among
/// themselves alone where they were told, after the dated one told before them.
fn heads(timeline: &Timeline, told: &[usize]) -> Vec<usize> {
    let order = timeline.order();
    let dated: Vec<usize> = order
        .iter()
        .filter(|(_, g)| *g == 0)
        .map(|(i, _)| told[*i])
        .collect();
    let place: BTreeMap<usize, usize> =
        dated.iter().enumerate().map(|(p, i)| (*i, p + 1)).collect();
    let before = |index: usize| {
        place
            .range(..index)
            .next_back()
            .map_or(0, |(_, place)| *place)
    };
    let mut keyed: Vec<((usize, usize, usize), usize)> = dated
        .iter()
        .map(|index| ((place[index], 0, 0), *index))
        .collect();
    let mut last: BTreeMap<usize, (usize, usize, usize)> = BTreeMap::new();
    for (number, group) in order.iter().filter(|(_, g)| *g > 0) {
        let index = told[*number];
        let earlier = last.get(group).copied().unwrap_or_default();
        let key = (
            before(index).max(earlier.0),
            (index + 1).max(earlier.1),
            earlier.2 + 1,
        );
        last.insert(*group, key);
        keyed.push((key, index));
    }
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, index)| index).collect()
}

/// Each placed passage takes along those told after it without a time of their own; what was told
/// before any stays first.
fn in_order(passages: usize, heads: &[usize]) -> Vec<usize> {
    let position: BTreeMap<usize, usize> = heads
        .iter()
        .enumerate()
        .map(|(position, index)| (*index, position + 1))
        .collect();
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); heads.len() + 1];
    let mut group = 0;
    for index in 0..passages {
        group = position.get(&index).copied().unwrap_or(group);
        groups[group].push(index);
    }
    groups.concat()
}

#[cfg(test)]
mod tests;
