use uuid::Uuid;

use super::*;
use crate::record::{
    Answer, Body, CaseId, Content, Cut, Log, LogId, Mark, Opened, Salt, SessionKind, Words,
};
use crate::text::{Lang, UiLang};
use crate::time::{Context, understand};

/// Tells passages with times and labels, and returns the case.
fn told(parts: &[(&str, &str, &str)]) -> CaseView {
    let (case, id) = (
        CaseId::new(Uuid::from_u128(1)),
        LogId::new(Uuid::from_u128(2)),
    );
    let mut log = Log::new(case, id);
    let at = "2026-03-02T10:00:00+01:00".parse().unwrap();
    let mut add = |what| log.append(Body::new(at, "x", what), Salt::new([0; 32])).id;
    add(Content::Opened(Opened::new(case, id, SessionKind::Sitting)));
    for (text, when, label) in parts {
        let words = Words::spoken(*text, Lang::en(), "x");
        let range = (0, words.chars()).into();
        let answer = add(Content::Answer(Answer {
            words: Some(words),
            ..Answer::default()
        }));
        let when = (!when.is_empty()).then(|| {
            understand(
                when,
                &Context {
                    language: UiLang::En,
                    labels: &[],
                },
            )
        });
        let label = (!label.is_empty()).then(|| (*label).into());
        let cut = Cut {
            range,
            when,
            label,
            ..Cut::default()
        };
        add(Content::Mark(Mark::whole(answer, cut)));
    }
    CaseView::fold(case, [&log])
}

fn order(parts: &[(&str, &str, &str)]) -> Vec<String> {
    let view = told(parts);
    let texts: BTreeMap<PassageRef, String> = view
        .passages()
        .map(|p| (p.id, p.text().to_owned()))
        .collect();
    Chronology::of(&view)
        .order
        .iter()
        .map(|id| texts[id].clone())
        .collect()
}

#[test]
fn without_any_time_the_order_is_that_of_the_telling() {
    assert_eq!(order(&[("b", "", ""), ("a", "", "")]), ["b", "a"]);
}

#[test]
fn what_has_a_time_is_put_in_order_and_takes_along_what_followed_it() {
    let parts = [
        ("c", "2019", ""),
        ("c2", "", ""),
        ("a", "2016", ""),
        ("a2", "", ""),
    ];
    assert_eq!(order(&parts), ["a", "a2", "c", "c2"]);
}

#[test]
fn what_was_told_before_any_time_stays_first() {
    assert_eq!(
        order(&[("intro", "", ""), ("b", "2019", ""), ("a", "2016", "")]),
        ["intro", "a", "b"]
    );
}

#[test]
fn a_relation_to_a_label_places_a_moment() {
    let parts = [
        ("boat", "after leaving", ""),
        ("home", "2016", "leaving"),
        ("school", "2010", ""),
    ];
    assert_eq!(order(&parts), ["school", "home", "boat"]);
    let view = told(&parts);
    let chronology = Chronology::of(&view);
    let boat = chronology
        .moments
        .iter()
        .find(|m| m.when.as_ref().unwrap().said == "after leaving");
    assert_eq!(boat.unwrap().start.earliest, "2016-01-02".parse().ok());
}

#[test]
fn what_is_not_understood_stays_unplaced() {
    let chronology = Chronology::of(&told(&[("rain", "when the rains were late", "")]));
    assert_eq!(
        (chronology.moments.len(), chronology.unplaced.len()),
        (0, 1)
    );
}

#[test]
fn every_passage_is_in_the_order_once() {
    let parts = [
        ("a", "2016", "x"),
        ("b", "after x", ""),
        ("c", "", ""),
        ("d", "before 2010", ""),
    ];
    let view = told(&parts);
    let mut ids = Chronology::of(&view).order;
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), view.passages().count());
}
