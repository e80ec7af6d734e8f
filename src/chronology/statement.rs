//! What was said of one moment's time, as constraints between points.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

use super::graph::{EPOCH, Edge, Node};
use crate::time::{Bounds, End, Offset, Reading, Relation, Shape, Unit};

/// The two ends of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) start: Node,
    pub(super) end: Node,
}

impl Ends {
    pub(super) fn of(self, end: End) -> Node {
        match end {
            End::Start => self.start,
            End::End => self.end,
        }
    }
}

/// Another moment that a relation is to: where its ends are, and what was said of its own time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Other {
    pub(super) ends: Ends,
    pub(super) said: Option<(usize, Bounds)>,
}

/// Looks up the moments that relations are to.
pub(super) type Others = BTreeMap<String, Other>;

/// Returns the number of a day.
pub(super) fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// Returns the day of a number.
pub(super) fn day(number: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)
}

/// A statement under making.
pub(super) struct Saying<'a> {
    pub(super) id: usize,
    pub(super) ends: Ends,
    pub(super) others: &'a Others,
}

impl Saying<'_> {
    /// Returns all that a reading says.
    pub(super) fn all(&self, reading: &Reading) -> Vec<Edge> {
        let mut edges = self.days(reading);
        edges.extend(reading.relations.iter().flat_map(|r| self.relation(r)));
        edges
    }

    /// Returns what it says of days and lengths, without other moments.
    pub(super) fn days(&self, reading: &Reading) -> Vec<Edge> {
        let mut edges = self.within(self.ends.start, reading.start, None);
        edges.extend(self.within(self.ends.end, reading.end, None));
        if reading.shape == Shape::Once && reading.lasts.is_none() {
            edges.push(self.at_most(self.ends.start, self.ends.end, 0));
        }
        if let Some(lasts) = reading.lasts {
            edges.extend(self.apart(self.ends.start, self.ends.end, in_days(lasts)));
        }
        edges
    }

    fn at_most(&self, from: Node, to: Node, days: i64) -> Edge {
        Edge {
            from,
            to,
            days,
            why: [Some(self.id), None],
        }
    }

    fn within(&self, node: Node, bounds: Bounds, also: Option<usize>) -> Vec<Edge> {
        let why = [Some(self.id), also];
        let first = bounds.earliest.map(|d| Edge {
            from: node,
            to: EPOCH,
            days: -number(d),
            why,
        });
        let last = bounds.latest.map(|d| Edge {
            from: EPOCH,
            to: node,
            days: number(d),
            why,
        });
        first.into_iter().chain(last).collect()
    }

    /// `to` lies from `min` to `max` days after `from`.
    fn apart(&self, from: Node, to: Node, (min, max): (Option<i64>, Option<i64>)) -> Vec<Edge> {
        let most = max.map(|max| self.at_most(from, to, max));
        let least = min.map(|min| self.at_most(to, from, -min));
        most.into_iter().chain(least).collect()
    }

    fn relation(&self, relation: &Relation) -> Vec<Edge> {
        let Some(other) = self.others.get(&relation.of.0) else {
            return Vec::new();
        };
        let (mine, theirs) = (self.ends.of(relation.mine), other.ends.of(relation.theirs));
        if mine == theirs {
            return Vec::new();
        }
        let mut edges = self.apart(theirs, mine, in_days(relation.offset));
        if let Some((said, bounds)) = other.said {
            edges.extend(self.within(mine, counted(bounds, relation.offset), Some(said)));
        }
        edges
    }
}

/// Returns an offset in days, no tighter than its unit ever is: a year can have 365 or 366.
fn in_days(offset: Offset) -> (Option<i64>, Option<i64>) {
    let (min, max) = (offset.min.map(i64::from), offset.max.map(i64::from));
    match offset.unit {
        Unit::Year => (
            min.map(|n| n * 365 + n / 4 - 2),
            max.map(|n| n * 365 + n / 4 + 1),
        ),
        Unit::Week => (min.map(|n| n * 7 - 6), max.map(|n| n * 7 + 6)),
        _ => (min, max),
    }
}

/// Returns the days that birthdays and weeks give, where the other moment was dated by itself; days
/// need no counting, since they follow from the constraint.
fn counted(theirs: Bounds, offset: Offset) -> Bounds {
    let years = |day: NaiveDate, n: i32| birthday(day, n);
    let monday = |day: NaiveDate, n: i32| {
        let first = day.week(Weekday::Mon).first_day();
        first.checked_add_signed(chrono::TimeDelta::weeks(i64::from(n)))
    };
    let (earliest, latest) = (
        theirs.earliest.zip(offset.min),
        theirs.latest.zip(offset.max),
    );
    match offset.unit {
        Unit::Year => Bounds {
            earliest: earliest.and_then(|(day, n)| years(day, n)),
            latest: latest.and_then(|(day, n)| years(day, n)?.pred_opt()),
        },
        Unit::Week => Bounds {
            earliest: earliest.and_then(|(day, n)| monday(day, n)),
            latest: latest.and_then(|(day, n)| monday(day, n)?.checked_add_days(Days::new(6))),
        },
        _ => Bounds::default(),
    }
}

/// Who is born on 29 February has the birthday on 1 March in other years.
fn birthday(day: NaiveDate, years: i32) -> Option<NaiveDate> {
    let months = Months::new(years.unsigned_abs().checked_mul(12)?);
    let same = if years < 0 {
        day.checked_sub_months(months)
    } else {
        day.checked_add_months(months)
    }?;
    if same.day() == day.day() {
        Some(same)
    } else {
        same.succ_opt()
    }
}

/// Returns what all readings have in common: the days of any of them, the relations of all.
pub(super) fn common(readings: &[&Reading]) -> Option<Reading> {
    let (first, rest) = readings.split_first()?;
    let mut found = (*first).clone();
    for other in rest {
        found.start = hull(found.start, other.start);
        found.end = hull(found.end, other.end);
        found.relations.retain(|r| other.relations.contains(r));
        found.lasts = found.lasts.filter(|lasts| other.lasts == Some(*lasts));
        if other.shape == Shape::Lasted {
            found.shape = Shape::Lasted;
        }
    }
    Some(found)
}

fn hull(a: Bounds, b: Bounds) -> Bounds {
    Bounds {
        earliest: a.earliest.zip(b.earliest).map(|(a, b)| a.min(b)),
        latest: a.latest.zip(b.latest).map(|(a, b)| a.max(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_birthday_on_a_leap_day_is_the_first_of_march() {
        assert_eq!(birthday(day("2000-02-29"), 14), Some(day("2014-03-01")));
        assert_eq!(birthday(day("2000-02-29"), 16), Some(day("2016-02-29")));
    }

    #[test]
    fn a_year_in_days_is_never_tighter_than_any_year() {
        for years in 0..100 {
            let offset = Offset {
                min: Some(years),
                max: Some(years),
                unit: Unit::Year,
            };
            let (min, max) = in_days(offset);
            for start in ["1899-03-01", "1999-06-10", "2000-02-29", "2001-01-01"] {
                let days = number(birthday(day(start), years).unwrap()) - number(day(start));
                assert!(
                    min.unwrap() <= days && days <= max.unwrap() + 1,
                    "{years} {start} {days}"
                );
            }
        }
    }

    #[test]
    fn readings_have_their_days_in_common_and_nothing_sharper() {
        let (a, b) = (
            Bounds::day(day("2019-03-04")),
            Bounds::day(day("2019-04-03")),
        );
        let (a, b) = (Reading::once(a), Reading::once(b));
        let both = common(&[&a, &b]).unwrap();
        assert_eq!(
            both.outer(),
            Bounds::days(day("2019-03-04"), day("2019-04-03"))
        );
        assert_eq!(common(&[]), None);
    }
}
