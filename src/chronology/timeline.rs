//! Tellings in time: all that was said, taken in one by one, with what follows from it.
//!
//! A statement that cannot hold with those told before it is set aside with its reasons, and the rest
//! goes on; what it says of its own days is kept where that can hold. The result depends on what was
//! said and in which order it was told, not on the order in which it was taken in.

use std::collections::{BTreeMap, BTreeSet};

use super::clash::{can_hold, closed_by, said_by, smallest};
use super::graph::{Edge, Graph};
use super::order;
use super::statement::{Ends, Other, Others, Saying, common, day};
use crate::time::{Bounds, Reading, Unit, When};

/// One telling: its name for others, and the time as said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Telling {
    /// The label by which others can be told.
    pub label: Option<String>,
    /// What was said of its time.
    pub when: Option<When>,
}

impl Telling {
    /// A telling with a label and a time, where there are any.
    pub fn new(label: Option<String>, when: Option<When>) -> Self {
        Self { label, when }
    }

    fn readings(&self) -> &[Reading] {
        self.when.as_ref().map_or(&[], |when| &when.readings)
    }
}

/// Statements that cannot all hold, none of which can be left out; by the places of their tellings.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clash {
    /// The tellings, in the order in which they were told.
    pub tellings: Vec<usize>,
}

/// Tellings with the tightest bounds, the order and the clashes that follow.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    tellings: Vec<Telling>,
    ends: Vec<Ends>,
    names: BTreeMap<String, usize>,
    graph: Graph,
    others: Others,
    /// The constraints of each telling that were taken in.
    taken: Vec<Vec<usize>>,
    /// Clashes, by the telling that was set aside.
    aside: BTreeMap<usize, Clash>,
    /// Which readings are still possible, where there are several.
    open: BTreeMap<usize, Vec<usize>>,
    /// Tellings that count birthdays or weeks from another.
    counting: BTreeMap<usize, BTreeSet<usize>>,
    /// Whether clashes are found alone, without their reasons.
    without_reasons: bool,
}

impl Timeline {
    /// Takes in all tellings.
    pub fn of(tellings: Vec<Telling>) -> Self {
        Self::default().with(tellings)
    }

    fn with(self, tellings: Vec<Telling>) -> Self {
        let mut timeline = self;
        timeline.graph.node();
        timeline.graph.put_off();
        for telling in tellings {
            timeline.place(telling);
        }
        for index in 0..timeline.tellings.len() {
            timeline.name_others(index);
        }
        for index in 0..timeline.tellings.len() {
            timeline.take(index);
        }
        timeline.graph.settle();
        timeline.try_readings();
        timeline
    }

    /// Adds a telling after the others, without starting over where nothing clashes.
    pub fn push(&mut self, telling: Telling) -> usize {
        let index = self.tellings.len();
        let renames = telling
            .label
            .as_ref()
            .is_some_and(|label| self.others.contains_key(label));
        if renames || !self.aside.is_empty() || !self.open.is_empty() {
            let mut all = std::mem::take(&mut self.tellings);
            all.push(telling);
            *self = Self::of(all);
            return index;
        }
        self.place(telling);
        self.name_others(index);
        self.take(index);
        self.graph.settle();
        self.try_readings();
        index
    }

    /// Puts another time, or none, in the place of what was said of a telling.
    pub fn set(&mut self, index: usize, when: Option<When>) {
        let Some(telling) = self.tellings.get_mut(index) else {
            return;
        };
        telling.when = when;
        let counted_on = self.counting.get(&index).is_some_and(|c| !c.is_empty());
        let calm = self.aside.is_empty() && self.open.is_empty() && !counted_on;
        if !calm {
            return self.start_over();
        }
        let gone = std::mem::take(&mut self.taken[index]);
        self.graph.remove(&gone);
        self.name_others(index);
        self.rename(index);
        self.take(index);
        self.graph.settle();
        if self.aside.is_empty() {
            self.try_readings();
        } else {
            self.start_over(); // A later telling may be the one to set aside.
        }
    }

    /// Brings up to date what others count from.
    fn rename(&mut self, index: usize) {
        let said = self.own_days(index).map(|bounds| (index, bounds));
        let label = self.tellings[index]
            .label
            .clone()
            .filter(|l| self.names.get(l) == Some(&index));
        if let Some(other) = label.and_then(|label| self.others.get_mut(&label)) {
            other.said = said;
        }
    }

    fn start_over(&mut self) {
        *self = Self::of(std::mem::take(&mut self.tellings));
    }

    /// Returns the tellings.
    pub fn tellings(&self) -> &[Telling] {
        &self.tellings
    }

    /// Returns the tightest days for the beginning and the end of a telling.
    pub fn bounds(&self, index: usize) -> (Bounds, Bounds) {
        let of = |node| {
            let (earliest, latest) = self.graph.bounds(node);
            Bounds {
                earliest: earliest.and_then(day),
                latest: latest.and_then(day),
            }
        };
        self.ends
            .get(index)
            .map_or_else(Default::default, |ends| (of(ends.start), of(ends.end)))
    }

    /// Returns the clashes, in the order of the telling that closed each.
    pub fn clashes(&self) -> impl Iterator<Item = &Clash> {
        self.aside.values()
    }

    /// Returns which readings of a telling can hold with all else, where it has several.
    pub fn open_readings(&self, index: usize) -> Option<&[usize]> {
        self.open.get(&index).map(Vec::as_slice)
    }

    /// Returns all tellings of which something is known in order: constraints first, then time, then
    /// as told. Each has the number of the group it can be placed in: 0 for those with a date.
    pub fn order(&self) -> Vec<(usize, usize)> {
        let starts: Vec<usize> = self
            .ends
            .iter()
            .take(self.tellings.len())
            .map(|e| e.start)
            .collect();
        order::of(&self.graph, &starts)
    }

    /// Says whether one telling was over before another began; `None` where that is not sure.
    pub fn before(&self, first: usize, second: usize) -> Option<std::cmp::Ordering> {
        let sure = |a: usize, b: usize| {
            let (a, b) = (self.ends.get(a)?, self.ends.get(b)?);
            Some(order::surely_before(&self.graph, a.end, b.start))
        };
        match (sure(first, second)?, sure(second, first)?) {
            (true, false) => Some(std::cmp::Ordering::Less),
            (false, true) => Some(std::cmp::Ordering::Greater),
            _ => None,
        }
    }

    fn place(&mut self, telling: Telling) {
        let index = self.tellings.len();
        let ends = self.two_ends();
        if let Some(label) = &telling.label {
            self.names.entry(label.clone()).or_insert(index);
        }
        self.ends.insert(index, ends);
        self.tellings.push(telling);
        self.taken.push(Vec::new());
    }

    /// The beginning and the end of something: the end is not before the beginning.
    fn two_ends(&mut self) -> Ends {
        let (start, end) = (self.graph.node(), self.graph.node());
        let natural = Edge {
            from: end,
            to: start,
            days: 0,
            why: [None, None],
        };
        let added = self.graph.add(&[natural]);
        debug_assert!(added.is_some(), "a new point has no other constraint");
        Ends { start, end }
    }

    /// Finds what the relations of a telling are to; what has no telling of its own gets ends too, so
    /// that two that are told by it are ordered.
    fn name_others(&mut self, index: usize) {
        let names: BTreeSet<String> = self.tellings[index]
            .readings()
            .iter()
            .flat_map(|reading| reading.relations.iter().map(|r| r.of.0.clone()))
            .collect();
        for name in names {
            if let Some(&other) = self.names.get(&name) {
                let said = self.own_days(other).map(|bounds| (other, bounds));
                let ends = self.ends[other];
                self.others.insert(name.clone(), Other { ends, said });
                if self.counts_from(index, &name) {
                    self.counting.entry(other).or_default().insert(index);
                }
            } else if !self.others.contains_key(&name) {
                let ends = self.two_ends();
                self.others.insert(name, Other { ends, said: None });
            }
        }
    }

    /// Birthdays and weeks are counted from the days that were said of the other telling.
    fn counts_from(&self, index: usize, name: &str) -> bool {
        let mut relations = self.tellings[index]
            .readings()
            .iter()
            .flat_map(|r| &r.relations);
        relations.any(|r| r.of.0 == name && r.offset.unit != Unit::Day)
    }

    /// What was said of a telling's days alone, where it is one thing.
    fn own_days(&self, index: usize) -> Option<Bounds> {
        let [only] = self.tellings[index].readings() else {
            return None;
        };
        (only.start != Bounds::default()).then_some(only.start)
    }

    fn saying(&self, index: usize) -> Saying<'_> {
        Saying {
            id: index,
            ends: self.ends[index],
            others: &self.others,
        }
    }

    fn all_edges(&self, index: usize) -> Vec<Edge> {
        let readings: Vec<&Reading> = self.tellings[index].readings().iter().collect();
        common(&readings)
            .map(|reading| self.saying(index).all(&reading))
            .unwrap_or_default()
    }

    fn take(&mut self, index: usize) {
        let edges = self.all_edges(index);
        if let Some(ids) = self.graph.add(&edges) {
            self.taken[index] = ids;
            return;
        }
        let found = closed_by(&self.graph, &edges);
        self.set_aside(index, found);
        let readings: Vec<&Reading> = self.tellings[index].readings().iter().collect();
        let days = common(&readings)
            .map(|r| self.saying(index).days(&r))
            .unwrap_or_default();
        self.taken[index] = self.graph.add(&days).unwrap_or_default();
    }

    fn set_aside(&mut self, index: usize, found: BTreeSet<usize>) {
        if self.without_reasons {
            self.aside.insert(index, Clash::default());
            return;
        }
        let mut all = found;
        all.insert(index);
        let edges = self.edges_of(&all);
        let tellings = smallest(&all, |fewer| !can_hold(&said_by(&edges, fewer)));
        let tellings = tellings.into_iter().collect();
        self.aside.insert(index, Clash { tellings });
    }

    /// Returns what these tellings say, and what holds of them by nature.
    fn edges_of(&self, tellings: &BTreeSet<usize>) -> Vec<Edge> {
        let mut edges: Vec<Edge> = tellings.iter().flat_map(|i| self.all_edges(*i)).collect();
        edges.extend(self.natural(&edges));
        edges
    }

    fn natural(&self, edges: &[Edge]) -> Vec<Edge> {
        let touched: BTreeSet<usize> = edges.iter().flat_map(|e| [e.from, e.to]).collect();
        let nature = |e: &&Edge| e.why == [None, None];
        touched
            .iter()
            .flat_map(|node| {
                self.graph
                    .at(*node, super::graph::Way::Along)
                    .filter(nature)
            })
            .copied()
            .collect()
    }

    /// Of several readings, keeps those that can hold with all else; where none can, that is a clash.
    fn try_readings(&mut self) {
        let several: Vec<usize> = (0..self.tellings.len())
            .filter(|i| self.tellings[*i].readings().len() > 1 && !self.aside.contains_key(i))
            .collect();
        for index in several {
            let options: Vec<Vec<Edge>> = self.tellings[index]
                .readings()
                .iter()
                .map(|r| self.saying(index).all(r))
                .collect();
            let mut possible = Vec::new();
            for (number, edges) in options.iter().enumerate() {
                if let Some(ids) = self.graph.add(edges) {
                    self.graph.remove(&ids);
                    possible.push(number);
                }
            }
            if possible.is_empty() {
                self.none_holds(index, &options);
            } else if possible.len() < options.len() {
                self.narrow(index, &possible);
            }
            self.open.insert(index, possible);
        }
        self.graph.settle();
    }

    fn narrow(&mut self, index: usize, possible: &[usize]) {
        let readings: Vec<&Reading> = possible
            .iter()
            .map(|n| &self.tellings[index].readings()[*n])
            .collect();
        let edges = common(&readings)
            .map(|r| self.saying(index).all(&r))
            .unwrap_or_default();
        let added = self.graph.add(&edges).unwrap_or_default();
        self.taken[index].extend(added);
    }

    fn none_holds(&mut self, index: usize, options: &[Vec<Edge>]) {
        if self.without_reasons {
            self.aside.insert(index, Clash::default());
            return;
        }
        let mut all: BTreeSet<usize> = options
            .iter()
            .flat_map(|edges| closed_by(&self.graph, edges))
            .collect();
        all.insert(index);
        let others: BTreeSet<usize> = all.iter().copied().filter(|i| *i != index).collect();
        let edges = self.edges_of(&others);
        let clashes = |fewer: &BTreeSet<usize>| {
            let mut said = said_by(&edges, fewer);
            if !fewer.contains(&index) {
                return !can_hold(&said);
            }
            options.iter().all(|option| {
                let kept = said.len();
                said.extend(said_by(option, fewer));
                said.extend(self.natural(option));
                let clash = !can_hold(&said);
                said.truncate(kept);
                clash
            })
        };
        // Where readings of others were left out before, those who left them out belong to the clash.
        let found = if clashes(&all) {
            smallest(&all, clashes)
        } else {
            smallest(&self.told_with(index), |fewer| self.clashes_alone(fewer))
        };
        let tellings = found.into_iter().collect();
        self.aside.insert(index, Clash { tellings });
    }

    /// Returns the tellings that are told by one another, in one or more steps, with this one.
    fn told_with(&self, index: usize) -> BTreeSet<usize> {
        let names: Vec<BTreeSet<&str>> = self.tellings.iter().map(names_of).collect();
        let (mut found, mut new) = (BTreeSet::from([index]), vec![index]);
        while let Some(one) = new.pop() {
            for other in 0..self.tellings.len() {
                let told =
                    !self.aside.contains_key(&other) && !names[one].is_disjoint(&names[other]);
                if told && found.insert(other) {
                    new.push(other);
                }
            }
        }
        found
    }

    /// Says whether these tellings cannot all hold, whatever the others say.
    fn clashes_alone(&self, kept: &BTreeSet<usize>) -> bool {
        let said = self.tellings.iter().enumerate().map(|(index, telling)| {
            let when = telling.when.clone().filter(|_| kept.contains(&index));
            Telling::new(telling.label.clone(), when)
        });
        let alone = Self {
            without_reasons: true,
            ..Self::default()
        };
        !alone.with(said.collect()).aside.is_empty()
    }
}

/// Returns the names by which a telling is told, and by which it tells.
fn names_of(telling: &Telling) -> BTreeSet<&str> {
    let relations = telling.readings().iter().flat_map(|r| &r.relations);
    let told = relations.map(|relation| relation.of.0.as_str());
    told.chain(telling.label.as_deref()).collect()
}

#[cfg(test)]
mod tests;
