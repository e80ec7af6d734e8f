use std::cmp::Ordering;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::text::{Lang, UiLang};
use crate::time::{Anchor, Context, End, Offset, Relation, understand};

fn said(label: &str, when: &str) -> Telling {
    let label = (!label.is_empty()).then(|| label.to_owned());
    let when = (!when.is_empty()).then(|| understand(when, &Context::of(UiLang::En)));
    Telling::new(label, when)
}

fn days(first: &str, last: &str) -> Bounds {
    let day = |text: &str| text.parse().ok();
    Bounds {
        earliest: day(first),
        latest: day(last),
    }
}

fn clashes(timeline: &Timeline) -> Vec<Vec<usize>> {
    timeline.clashes().map(|c| c.tellings.clone()).collect()
}

#[test]
fn bounds_run_along_relations_both_ways() {
    let timeline = Timeline::of(vec![
        said("arrival", "May 2019"),
        said("", "two weeks after arrival"),
        said("end", "before 10 May 2019"),
        said("", "two weeks after end"),
    ]);
    assert_eq!(timeline.bounds(1).0, days("2019-05-12", "2019-06-17"));
    assert_eq!(timeline.bounds(3).0, days("", "2019-05-26"));
}

#[test]
fn an_age_counts_birthdays_where_the_birth_is_dated() {
    let timeline = Timeline::of(vec![
        said("born", "10 June 1999"),
        said("", "when I was 14"),
    ]);
    assert_eq!(timeline.bounds(1).0, days("2013-06-10", "2014-06-09"));
}

#[test]
fn an_age_tells_when_someone_was_born() {
    let timeline = Timeline::of(vec![
        said("born", ""),
        said("", "when I was 14"),
        said("", "before 2010"),
    ]);
    assert_eq!(timeline.bounds(0).0, Bounds::default());
    let dated = Timeline::of(vec![
        said("born", ""),
        said("a", "when I was 14"),
        said("a", "2013"),
    ]);
    assert!(dated.bounds(0).0.earliest.is_none());
    let same = understand("2013, when I was 14", &Context::of(UiLang::En));
    assert!(same.readings.is_empty());
}

#[test]
fn the_same_week_is_that_from_monday_to_sunday() {
    let timeline = Timeline::of(vec![
        said("arrival", "14 May 2019"),
        said("", "the same week as arrival"),
    ]);
    assert_eq!(timeline.bounds(1).0, days("2019-05-13", "2019-05-19"));
}

#[test]
fn a_length_gives_the_end() {
    let timeline = Timeline::of(vec![
        said("work", "since 2016, for two years"),
        said("", "after work"),
    ]);
    assert_eq!(timeline.bounds(0).1, days("2017-10-02", "2019-03-31"));
    assert_eq!(timeline.bounds(1).0.earliest, "2017-10-03".parse().ok());
}

#[test]
fn of_two_readings_the_one_that_can_hold_decides() {
    let timeline = Timeline::of(vec![
        said("a", "03/04/2019"),
        said("b", "20 March 2019"),
        said("", "before b but after a"),
    ]);
    assert_eq!(timeline.open_readings(0), Some(&[0][..]));
    assert_eq!(timeline.bounds(0).0, days("2019-03-04", "2019-03-04"));
    let open = Timeline::of(vec![said("a", "03/04/2019")]);
    assert_eq!(open.open_readings(0), Some(&[0, 1][..]));
    assert_eq!(open.bounds(0).0, days("2019-03-04", "2019-04-03"));
}

#[test]
fn where_no_reading_can_hold_all_are_asked_about() {
    let timeline = Timeline::of(vec![
        said("a", "03/04/2019"),
        said("b", "20 March 2020"),
        said("", "before a but after b"),
        said("", "2001"),
    ]);
    assert_eq!(clashes(&timeline), [[0, 1, 2]]);
}

#[test]
fn a_circle_without_any_date_is_a_clash() {
    let timeline = Timeline::of(vec![
        said("a", "before b"),
        said("b", "before c"),
        said("c", "before a"),
        said("", "2019"),
    ]);
    assert_eq!(clashes(&timeline), [[0, 1, 2]]);
    assert_eq!(timeline.bounds(3).0, days("2019-01-01", "2019-12-31"));
}

#[test]
fn a_statement_taken_back_frees_the_others() {
    let mut timeline = Timeline::of(vec![
        said("a", "2016"),
        said("b", "2018"),
        said("", "before a but after b"),
    ]);
    assert_eq!(clashes(&timeline).len(), 1);
    timeline.set(2, None);
    assert!(clashes(&timeline).is_empty());
    assert_eq!(timeline.bounds(2).0, Bounds::default());
}

#[test]
fn what_is_sure_has_an_order_and_what_is_not_has_none() {
    let timeline = Timeline::of(vec![
        said("y", "2019"),
        said("", "14 May 2019"),
        said("", "after y"),
    ]);
    assert_eq!(timeline.before(0, 1), None);
    assert_eq!(timeline.before(0, 2), Some(Ordering::Less));
    assert_eq!(timeline.before(2, 0), Some(Ordering::Greater));
    assert_eq!(timeline.before(2, 1), None);
}

/// A made-up telling: days, relations to earlier or later ones, or both.
fn telling(index: usize, of: usize) -> impl Strategy<Value = Telling> {
    let start: NaiveDate = "2015-01-01".parse().unwrap();
    let dated = (0..900_i64, 0..200_i64).prop_map(move |(from, wide)| {
        let plus = |days| {
            start
                .checked_add_signed(chrono::TimeDelta::days(days))
                .unwrap()
        };
        Reading::once(Bounds::days(plus(from), plus(from + wide)))
    });
    let related =
        (0..of, any::<bool>(), 1..200_i32, 0..100_i32).prop_map(|(to, before, far, wide)| {
            let offset = match (before, wide % 3) {
                (true, 0) => Offset::BEFORE,
                (false, 0) => Offset::AFTER,
                (true, _) => Offset::days(-far - wide, -far),
                (false, _) => Offset::days(far, far + wide),
            };
            let (mine, theirs) = if before {
                (End::End, End::Start)
            } else {
                (End::Start, End::End)
            };
            let of = Anchor(format!("m{to}"));
            let mut reading = Reading::default();
            reading.relations.push(Relation {
                mine,
                of,
                theirs,
                offset,
            });
            reading
        });
    let one = prop_oneof![2 => dated.boxed(), 2 => related.boxed()];
    proptest::collection::vec(one, 0..3).prop_map(move |readings| {
        let when = When::new("x", Lang::en(), readings);
        Telling::new(Some(format!("m{index}")), Some(when))
    })
}

fn tellings() -> impl Strategy<Value = Vec<Telling>> {
    (2..12_usize).prop_flat_map(|n| (0..n).map(|i| telling(i, n)).collect::<Vec<_>>())
}

/// Returns the tellings with only these still saying something.
fn only(all: &[Telling], kept: &[usize]) -> Vec<Telling> {
    let keep = |(index, t): (usize, &Telling)| {
        let when = t.when.clone().filter(|_| kept.contains(&index));
        Telling::new(t.label.clone(), when)
    };
    all.iter().enumerate().map(keep).collect()
}

/// Bounds, order and clashes.
type Outcome = (Vec<(Bounds, Bounds)>, Vec<(usize, usize)>, Vec<Vec<usize>>);

fn outcome(timeline: &Timeline) -> Outcome {
    let bounds = (0..timeline.tellings().len())
        .map(|i| timeline.bounds(i))
        .collect();
    (bounds, timeline.order(), clashes(timeline))
}

proptest! {
    /// A clash cannot hold, and can without any one of its statements.
    #[test]
    fn a_clash_is_minimal(all in tellings()) {
        let timeline = Timeline::of(all.clone());
        for clash in clashes(&timeline) {
            let alone = Timeline::of(only(&all, &clash));
            prop_assert!(alone.clashes().next().is_some());
            for left_out in &clash {
                let fewer: Vec<usize> = clash.iter().copied().filter(|i| i != left_out).collect();
                prop_assert!(Timeline::of(only(&all, &fewer)).clashes().next().is_none(), "{clash:?} {left_out}");
            }
        }
    }

    /// One statement more or less ends where all of them taken in at once do.
    #[test]
    fn taking_in_one_by_one_is_taking_in_all(all in tellings(), pick in any::<proptest::sample::Index>()) {
        let at_once = outcome(&Timeline::of(all.clone()));
        let mut one_by_one = Timeline::default();
        one_by_one.set(0, None);
        let mut grown = Timeline::of(Vec::new());
        for telling in &all {
            grown.push(telling.clone());
        }
        prop_assert_eq!(&outcome(&grown), &at_once);
        let index = pick.index(all.len());
        let mut changed = Timeline::of(all.clone());
        changed.set(index, None);
        let kept: Vec<usize> = (0..all.len()).filter(|i| *i != index).collect();
        prop_assert_eq!(outcome(&changed), outcome(&Timeline::of(only(&all, &kept))));
        changed.set(index, all[index].when.clone());
        prop_assert_eq!(outcome(&changed), at_once);
    }

    /// Bounds only tighten as long as nothing clashes.
    #[test]
    fn bounds_only_tighten(all in tellings()) {
        let whole = Timeline::of(all.clone());
        prop_assume!(whole.clashes().next().is_none());
        let kept: Vec<usize> = (0..all.len() - 1).collect();
        let before = Timeline::of(only(&all, &kept));
        for index in 0..all.len() {
            for (wide, tight) in [(before.bounds(index).0, whole.bounds(index).0), (before.bounds(index).1, whole.bounds(index).1)] {
                prop_assert!(wide.earliest.is_none_or(|w| tight.earliest.is_some_and(|t| t >= w)));
                prop_assert!(wide.latest.is_none_or(|w| tight.latest.is_some_and(|t| t <= w)));
            }
        }
    }

    /// The order never speaks against a sure one, and a sure one is never both ways.
    #[test]
    fn the_order_holds_all_that_is_sure(all in tellings()) {
        let timeline = Timeline::of(all.clone());
        let order = timeline.order();
        for (place, (first, group)) in order.iter().enumerate() {
            for (second, other) in &order[place + 1..] {
                if group == other {
                    prop_assert_ne!(timeline.before(*first, *second), Some(Ordering::Greater));
                }
                let turned = timeline.before(*second, *first);
                prop_assert_eq!(timeline.before(*first, *second), turned.map(Ordering::reverse));
            }
        }
    }
}
