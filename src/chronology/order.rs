//! An order that no constraint speaks against: a solution that puts everything as early as it can be,
//! else just before what it came before.

use super::graph::{EPOCH, Graph, Node, OPEN, Way};

/// Returns the tellings of which something is known, with the group each is placed in: 0 for dated
/// ones, then one for each set that is ordered among itself alone, by its first telling.
pub(super) fn of(graph: &Graph, starts: &[Node]) -> Vec<(usize, usize)> {
    let mut places: Vec<Option<(usize, i64)>> = vec![None; graph.len()];
    spread(graph, &mut places, (EPOCH, 0));
    let mut group = 0;
    for start in starts {
        if places[*start].is_none() {
            group += 1;
            spread(graph, &mut places, (*start, group));
        }
    }
    let mut order: Vec<(usize, i64, usize)> = starts
        .iter()
        .enumerate()
        .filter_map(|(told, start)| places[*start].map(|(group, days)| (group, days, told)))
        .collect();
    order.sort_unstable();
    let lonely = counts(&order, group);
    order
        .into_iter()
        .filter(|(g, ..)| !lonely[*g])
        .map(|(g, _, told)| (told, g))
        .collect()
}

/// Says of each group whether it holds one telling alone; never of the dated ones.
fn counts(order: &[(usize, i64, usize)], groups: usize) -> Vec<bool> {
    let mut members = vec![0_usize; groups + 1];
    for (group, ..) in order {
        members[*group] += 1;
    }
    members
        .iter()
        .enumerate()
        .map(|(group, n)| group > 0 && *n < 2)
        .collect()
}

/// Places all that hangs together with a point: first what must be so much after it, as early as it
/// can; then what must be before those, as late as it can; and so on.
fn spread(graph: &Graph, places: &mut [Option<(usize, i64)>], (from, group): (Node, usize)) {
    places[from] = Some((group, 0));
    let mut fresh = vec![(from, 0)];
    let mut way = Way::Against;
    let mut idle = 0;
    while idle < 2 {
        let sign = if way == Way::Along { 1 } else { -1 };
        let sources: Vec<(Node, i64)> = fresh
            .iter()
            .map(|(node, days)| (*node, sign * days))
            .collect();
        let found = reach(graph, places, &sources, way);
        if found.is_empty() {
            idle += 1;
        } else {
            idle = 0;
        }
        for (node, value) in &found {
            let days = if way == Way::Along { *value } else { -*value };
            places[*node] = Some((group, days));
            fresh.push((*node, days));
        }
        way = if way == Way::Along {
            Way::Against
        } else {
            Way::Along
        };
    }
}

/// Returns the points without a place that can be reached, with their distances.
fn reach(
    graph: &Graph,
    places: &[Option<(usize, i64)>],
    sources: &[(Node, i64)],
    way: Way,
) -> Vec<(Node, i64)> {
    let all = if sources.iter().any(|(node, _)| *node == EPOCH) {
        graph
            .distances(sources, way)
            .into_iter()
            .enumerate()
            .collect()
    } else {
        graph.near(sources, way)
    };
    let open = |(node, value): &(usize, i64)| *value < OPEN && places[*node].is_none();
    all.into_iter().filter(open).collect()
}

/// Says whether one point must lie before another by at least a day.
pub(super) fn surely_before(graph: &Graph, first: Node, second: Node) -> bool {
    let near = graph.near(&[(second, 0)], Way::Along);
    near.into_iter()
        .any(|(node, days)| node == first && days <= -1)
}
