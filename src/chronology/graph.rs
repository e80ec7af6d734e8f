//! Difference constraints between points in time, in days: at most so much after another.
//!
//! Holds a solution of all that was taken in, so that one more constraint is checked where it touches
//! (Cotton and Maler, "Fast and flexible difference constraint propagation", 2006), and the tightest
//! bounds of every point as shortest paths from and to the epoch. A constraint can be taken back.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// A point in time; 0 is the epoch.
pub(super) type Node = usize;

/// The epoch, from which days are counted.
pub(super) const EPOCH: Node = 0;

/// A distance that is not bounded.
pub(super) const OPEN: i64 = i64::MAX / 4;

/// Where a new point stands in the solution: after every date, so that what is said of it pulls it to
/// the others, and not the epoch with all that hangs on it to the point.
const FAR: i64 = 4_000_000;

/// What a constraint was said by; one that holds by nature is said by none.
pub(super) type Reasons = [Option<usize>; 2];

/// `to` lies at most `days` after `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) from: Node,
    pub(super) to: Node,
    pub(super) days: i64,
    pub(super) why: Reasons,
}

impl Edge {
    /// Says by which statements it was said, the latest first, so that edges can be put in order.
    pub(super) fn rank(&self) -> (Option<usize>, Option<usize>, Node, Node) {
        (
            self.why[0].max(self.why[1]),
            self.why[0].min(self.why[1]),
            self.from,
            self.to,
        )
    }
}

/// Constraints with a solution of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Graph {
    edges: Vec<Option<Edge>>,
    free: Vec<usize>,
    out: Vec<Vec<usize>>,
    into: Vec<Vec<usize>>,
    solution: Vec<i64>,
    /// The most days after the epoch, and the least; [`OPEN`] where not bounded.
    latest: Vec<i64>,
    earliest: Vec<i64>,
    stale: bool,
}

/// Which way distances are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Along the edges: what lies at most so much after.
    Along,
    /// Against them: what lies at least so much before.
    Against,
}

impl Graph {
    /// Adds a point of which nothing is known.
    pub(super) fn node(&mut self) -> Node {
        self.out.push(Vec::new());
        self.into.push(Vec::new());
        let is_epoch = self.out.len() == 1;
        self.solution.push(if is_epoch { 0 } else { FAR });
        let bound = if is_epoch { 0 } else { OPEN };
        self.latest.push(bound);
        self.earliest.push(bound);
        self.out.len() - 1
    }

    /// Returns how many points there are.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Returns the constraints that leave a point, or come to it.
    pub(super) fn at(&self, node: Node, way: Way) -> impl Iterator<Item = &Edge> {
        let list = match way {
            Way::Along => &self.out[node],
            Way::Against => &self.into[node],
        };
        list.iter().filter_map(|id| self.edges[*id].as_ref())
    }

    /// Takes in constraints that were said together: all of them, or, where they cannot hold with the
    /// rest, none. Returns their ids, or `None`.
    pub(super) fn add(&mut self, edges: &[Edge]) -> Option<Vec<usize>> {
        let mut added = Vec::with_capacity(edges.len());
        for edge in edges {
            if !self.fits(edge) {
                self.drop_edges(&added);
                return None;
            }
            added.push(self.insert(*edge));
        }
        if !self.stale {
            for id in &added {
                self.shorten(*id);
            }
        }
        Some(added)
    }

    /// Takes constraints back.
    pub(super) fn remove(&mut self, ids: &[usize]) {
        let gone: Vec<Edge> = ids.iter().filter_map(|id| self.edges[*id]).collect();
        self.drop_edges(ids);
        if !self.stale {
            self.lengthen(&gone, Way::Along);
            self.lengthen(&gone, Way::Against);
        }
    }

    /// Leaves the tightest bounds until they are asked for: for many constraints at once.
    pub(super) fn put_off(&mut self) {
        self.stale = true;
    }

    /// Brings the tightest bounds up to date.
    pub(super) fn settle(&mut self) {
        if self.stale {
            self.stale = false;
            self.latest = self.distances(&[(EPOCH, 0)], Way::Along);
            self.earliest = self.distances(&[(EPOCH, 0)], Way::Against);
        }
    }

    /// Returns the least and the most days after the epoch.
    pub(super) fn bounds(&self, node: Node) -> (Option<i64>, Option<i64>) {
        let known = |days: i64| (days < OPEN).then_some(days);
        (
            known(self.earliest[node]).map(|d| -d),
            known(self.latest[node]),
        )
    }

    fn insert(&mut self, edge: Edge) -> usize {
        let id = self.free.pop().unwrap_or(self.edges.len());
        if id == self.edges.len() {
            self.edges.push(Some(edge));
        } else {
            self.edges[id] = Some(edge);
        }
        self.out[edge.from].push(id);
        self.into[edge.to].push(id);
        id
    }

    fn drop_edges(&mut self, ids: &[usize]) {
        for id in ids {
            if let Some(edge) = self.edges[*id].take() {
                self.out[edge.from].retain(|other| other != id);
                self.into[edge.to].retain(|other| other != id);
                self.free.push(*id);
            }
        }
    }

    /// Moves the solution so that it holds for one more constraint; `false`, and nothing moved, where
    /// none does.
    fn fits(&mut self, edge: &Edge) -> bool {
        let lack = self.solution[edge.from].saturating_add(edge.days) - self.solution[edge.to];
        if lack >= 0 {
            return true;
        }
        if edge.from == edge.to {
            return false;
        }
        let mut moved: Vec<(Node, i64)> = Vec::new();
        let mut queue = BinaryHeap::from([Reverse((lack, edge.to))]);
        let mut lacks = HashMap::from([(edge.to, lack)]);
        while let Some(Reverse((lack, node))) = queue.pop() {
            if lacks.get(&node) != Some(&lack) {
                continue;
            }
            lacks.remove(&node);
            if node == edge.from {
                for (node, before) in moved {
                    self.solution[node] = before;
                }
                return false;
            }
            moved.push((node, self.solution[node]));
            self.solution[node] += lack;
            for id in &self.out[node] {
                let Some(next) = &self.edges[*id] else {
                    continue;
                };
                let lack = self.solution[node] + next.days - self.solution[next.to];
                let best = lacks.get(&next.to).copied().unwrap_or(0);
                if lack < best {
                    lacks.insert(next.to, lack);
                    queue.push(Reverse((lack, next.to)));
                }
            }
        }
        true
    }

    /// Returns the shortest distance of every point from (or to) these points, each at its own value.
    pub(super) fn distances(&self, sources: &[(Node, i64)], way: Way) -> Vec<i64> {
        let mut found = vec![OPEN; self.len()];
        let mut queue = BinaryHeap::new();
        for (node, value) in sources {
            if *value < found[*node] {
                found[*node] = *value;
                queue.push(Reverse((self.reduced(*node, *value, way), *node, *value)));
            }
        }
        self.follow(&mut found, queue, way);
        found
    }

    /// Returns the shortest distances to the points that can be reached alone, by their numbers: for
    /// small islands in a large sea.
    pub(super) fn near(&self, sources: &[(Node, i64)], way: Way) -> Vec<(Node, i64)> {
        let mut found: HashMap<Node, i64> = sources.iter().copied().collect();
        let first = sources
            .iter()
            .map(|(n, v)| Reverse((self.reduced(*n, *v, way), *n, *v)));
        let mut queue: BinaryHeap<_> = first.collect();
        while let Some(Reverse((_, node, value))) = queue.pop() {
            if value > found[&node] {
                continue;
            }
            for edge in self.at(node, way) {
                let (_, next) = ends(edge, way);
                let days = value + edge.days;
                if found.get(&next).is_none_or(|known| days < *known) {
                    found.insert(next, days);
                    queue.push(Reverse((self.reduced(next, days, way), next, days)));
                }
            }
        }
        let mut all: Vec<(Node, i64)> = found.into_iter().collect();
        all.sort_unstable();
        all
    }

    /// The solution turns distances into ones that are never negative, so that the nearest is final.
    fn reduced(&self, node: Node, value: i64, way: Way) -> i64 {
        match way {
            Way::Along => value - self.solution[node],
            Way::Against => value + self.solution[node],
        }
    }

    fn follow(
        &self,
        found: &mut [i64],
        mut queue: BinaryHeap<Reverse<(i64, Node, i64)>>,
        way: Way,
    ) {
        while let Some(Reverse((_, node, value))) = queue.pop() {
            if value > found[node] {
                continue;
            }
            for edge in self.at(node, way) {
                let next = if way == Way::Along {
                    edge.to
                } else {
                    edge.from
                };
                let days = value + edge.days;
                if days < found[next] {
                    found[next] = days;
                    queue.push(Reverse((self.reduced(next, days, way), next, days)));
                }
            }
        }
    }

    /// Carries one new constraint on to the bounds that it tightens.
    fn shorten(&mut self, id: usize) {
        let Some(edge) = self.edges[id] else { return };
        for way in [Way::Along, Way::Against] {
            let (near, far) = ends(&edge, way);
            let mut found = std::mem::take(self.bound(way));
            let days = found[near].saturating_add(edge.days);
            if found[near] < OPEN && days < found[far] {
                found[far] = days;
                let first = Reverse((self.reduced(far, days, way), far, days));
                self.follow(&mut found, BinaryHeap::from([first]), way);
            }
            *self.bound(way) = found;
        }
    }

    fn bound(&mut self, way: Way) -> &mut Vec<i64> {
        match way {
            Way::Along => &mut self.latest,
            Way::Against => &mut self.earliest,
        }
    }

    /// Finds anew the bounds that rested on constraints which are gone.
    fn lengthen(&mut self, gone: &[Edge], way: Way) {
        let mut found = std::mem::take(self.bound(way));
        let mut rested = vec![false; self.len()];
        let mut open: Vec<Node> = Vec::new();
        for edge in gone {
            let (near, far) = ends(edge, way);
            let tight = found[near] < OPEN && found[near] + edge.days == found[far];
            if tight && far != EPOCH && !rested[far] {
                rested[far] = true;
                open.push(far);
            }
        }
        let mut all = open.clone();
        while let Some(node) = open.pop() {
            for edge in self.at(node, way) {
                let (near, far) = ends(edge, way);
                if far != EPOCH && !rested[far] && found[near] + edge.days == found[far] {
                    rested[far] = true;
                    open.push(far);
                    all.push(far);
                }
            }
        }
        let mut queue = BinaryHeap::new();
        let back = if way == Way::Along {
            Way::Against
        } else {
            Way::Along
        };
        for node in &all {
            let best = self.at(*node, back).filter_map(|edge| {
                let (near, _) = ends(edge, way);
                (!rested[near] && found[near] < OPEN).then(|| found[near] + edge.days)
            });
            let best = best.min().unwrap_or(OPEN);
            found[*node] = best;
            if best < OPEN {
                queue.push(Reverse((self.reduced(*node, best, way), *node, best)));
            }
        }
        self.follow(&mut found, queue, way);
        *self.bound(way) = found;
    }
}

fn ends(edge: &Edge, way: Way) -> (Node, Node) {
    match way {
        Way::Along => (edge.from, edge.to),
        Way::Against => (edge.to, edge.from),
    }
}
