//! Why statements cannot all hold: the fewest steps around, and no statement too many.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Edge, Graph, Node, Way};

/// Says whether constraints can all hold (Bellman and Ford).
pub(super) fn can_hold(edges: &[Edge]) -> bool {
    let mut days: BTreeMap<Node, i64> = BTreeMap::new();
    for edge in edges {
        days.insert(edge.from, 0);
        days.insert(edge.to, 0);
    }
    for _ in 0..=days.len() {
        let mut moved = false;
        for edge in edges {
            let reach = days[&edge.from].saturating_add(edge.days);
            if reach < days[&edge.to] {
                days.insert(edge.to, reach);
                moved = true;
            }
        }
        if !moved {
            return true;
        }
    }
    false
}

/// Returns the statements of the way around with the fewest steps that a new statement closes.
///
/// Depends on what was said alone, not on the order in which it was taken in: of ways with as many
/// steps the tightest is taken, and of as tight ones that of the earlier statements.
pub(super) fn closed_by(graph: &Graph, new: &[Edge]) -> BTreeSet<usize> {
    let mut best: Option<(usize, i64, Vec<Edge>)> = None;
    let limit = graph.len() + new.len() + 1;
    for edge in new {
        let most = best.as_ref().map_or(limit, |(steps, ..)| *steps);
        if let Some((steps, days, way)) = around(graph, new, (*edge, most)) {
            let better = best
                .as_ref()
                .is_none_or(|(s, d, _)| (steps, days) < (*s, *d));
            if better {
                best = Some((steps, days, way));
            }
        }
    }
    let way = best.map(|(_, _, way)| way).unwrap_or_default();
    way.iter().flat_map(|edge| edge.why).flatten().collect()
}

/// Points with how far they are and the constraint by which they were reached.
type Reached = BTreeMap<Node, (i64, Edge)>;

/// Returns the way back from where an edge leads to where it begins that makes less than nothing.
fn around(
    graph: &Graph,
    new: &[Edge],
    (edge, most): (Edge, usize),
) -> Option<(usize, i64, Vec<Edge>)> {
    if edge.from == edge.to {
        return (edge.days < 0).then(|| (1, edge.days, vec![edge]));
    }
    let mut near: BTreeMap<Node, i64> = BTreeMap::from([(edge.to, edge.days)]);
    let mut levels: Vec<Reached> = Vec::new();
    let mut front: Vec<Node> = vec![edge.to];
    while levels.len() < most && !front.is_empty() {
        let mut level = Reached::new();
        for node in front {
            let before = near[&node];
            let own = new.iter().filter(|e| e.from == node);
            for next in graph.at(node, Way::Along).chain(own) {
                let days = before + next.days;
                let known = near.get(&next.to).copied().unwrap_or(i64::MAX);
                let better = level.get(&next.to).map_or(days < known, |(d, by)| {
                    (days, next.rank()) < (*d, by.rank())
                });
                if better {
                    level.insert(next.to, (days, *next));
                }
            }
        }
        front = level.keys().copied().collect();
        near.extend(level.iter().map(|(node, (days, _))| (*node, *days)));
        let closed = level
            .get(&edge.from)
            .filter(|(days, _)| *days < 0)
            .map(|(days, _)| *days);
        levels.push(level);
        if let Some(days) = closed {
            return Some((levels.len() + 1, days, trace(&levels, edge)));
        }
    }
    None
}

fn trace(levels: &[Reached], edge: Edge) -> Vec<Edge> {
    let mut way = vec![edge];
    let mut node = edge.from;
    for level in levels.iter().rev() {
        let Some((_, by)) = level.get(&node) else {
            continue;
        };
        way.push(*by);
        node = by.from;
    }
    way
}

/// Leaves out of a clash, the latest first, every statement without which the rest still clashes.
pub(super) fn smallest(
    statements: &BTreeSet<usize>,
    clashes: impl Fn(&BTreeSet<usize>) -> bool,
) -> BTreeSet<usize> {
    let mut kept = statements.clone();
    for statement in statements.iter().rev() {
        let mut fewer = kept.clone();
        fewer.remove(statement);
        if clashes(&fewer) {
            kept = fewer;
        }
    }
    kept
}

/// Returns the constraints that these statements make together, with those that hold by nature.
pub(super) fn said_by(edges: &[Edge], statements: &BTreeSet<usize>) -> Vec<Edge> {
    let said = |edge: &&Edge| edge.why.iter().flatten().all(|id| statements.contains(id));
    edges.iter().filter(said).copied().collect()
}
