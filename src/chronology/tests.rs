mod picquet;
mod vectors;

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
        let when = (!when.is_empty()).then(|| understand(when, &Context::of(UiLang::En)));
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

#[test]
fn moments_that_are_told_by_each_other_alone_are_in_order() {
    let parts = [
        ("boat", "after the house in Tripoli", "the boat"),
        ("talk", "", ""),
        (
            "beating",
            "before the boat but after the house in Tripoli",
            "",
        ),
    ];
    assert_eq!(order(&parts), ["beating", "boat", "talk"]);
}

#[test]
fn ages_are_in_order_without_a_year_of_birth() {
    let parts = [
        ("sold", "when I was fourteen", ""),
        ("moved", "I was about two months old", ""),
        ("born", "", "born"),
        ("freed", "when I was 30", ""),
    ];
    assert_eq!(order(&parts), ["born", "moved", "sold", "freed"]);
}

#[test]
fn a_tension_names_what_was_said_and_asks_gently() {
    let parts = [
        ("a", "in 2016", "leaving"),
        ("b", "in 2018", "the boat"),
        ("c", "2017", "ok"),
        ("d", "before leaving but after the boat", ""),
    ];
    let view = told(&parts);
    let chronology = Chronology::of(&view);
    let [tension] = chronology.tensions.as_slice() else {
        panic!("one tension")
    };
    assert_eq!(
        tension.statements,
        ["in 2016", "in 2018", "before leaving but after the boat"]
    );
    assert!(
        tension.ask.en.contains("“in 2016”, “in 2018”"),
        "{}",
        tension.ask.en
    );
    assert!(!format!("{tension:?}").contains("boat"));
    assert_eq!(order(&parts), ["a", "c", "d", "b"]);
}

#[test]
fn a_clash_of_two_leaves_the_rest_alone() {
    let parts = [
        ("x", "2010", ""),
        ("a", "2016", "leaving"),
        ("b", "before leaving, in 2018", ""),
        ("y", "2020", ""),
    ];
    let chronology = Chronology::of(&told(&parts));
    assert_eq!(chronology.tensions.len(), 1);
    assert_eq!(chronology.tensions[0].moments.len(), 2);
    assert_eq!(order(&parts), ["x", "a", "b", "y"]);
}

#[test]
fn the_json_is_what_the_command_line_promises() {
    let view = told(&[
        ("boat", "after leaving", ""),
        ("home", "2016", "leaving"),
        ("z", "", ""),
    ]);
    let json = json(&Chronology::of(&view), &view);
    let first = &json["moments"][0];
    for key in [
        "id", "label", "said", "earliest", "latest", "place", "position", "source",
    ] {
        assert!(first.get(key).is_some(), "{key}");
    }
    assert_eq!(
        (first["label"].as_str(), first["earliest"].as_str()),
        (Some("leaving"), Some("2016-01-01"))
    );
    assert_eq!(first["source"]["range"], serde_json::json!([0, 4]));
    assert_eq!(json["unplaced"].as_array().map(Vec::len), Some(1));
    assert_eq!(json["tensions"], serde_json::json!([]));
}

#[test]
fn csv_holds_no_tension_and_no_formula() {
    let view = told(&[("a", "in 2016", "=cmd"), ("b", "before =cmd, in 2018", "")]);
    let chronology = Chronology::of(&view);
    let text = csv(&chronology, UiLang::En);
    assert_eq!(text.lines().count(), 1 + chronology.moments.len());
    assert!(text.contains("'=cmd") && !text.contains("sure that I wrote"));
}

#[test]
fn a_derived_time_is_shown_as_what_follows_and_no_sharper() {
    let view = told(&[
        ("home", "14 May 2019", "arrival"),
        ("two weeks", "two weeks after arrival", ""),
    ]);
    let chronology = Chronology::of(&view);
    let shown = chronology.moments[1].shown(UiLang::En);
    assert_eq!(shown.as_deref(), Some("between 25 and 31 May 2019"));
    assert_eq!(
        chronology.moments[1].shown(UiLang::Da).as_deref(),
        Some("mellem 25. og 31. maj 2019")
    );
}
