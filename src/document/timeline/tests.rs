use uuid::Uuid;

use super::*;
use crate::chronology::Chronology;
use crate::record::{
    Answer, Body, CaseId, CaseView, Content, Cut, Log, LogId, Mark, Opened, Salt, SessionKind,
    Words,
};
use crate::text::Lang;
use crate::time::{Context, understand};

/// Tells passages with times, labels and places.
fn told(parts: &[(&str, &str, &str)]) -> CaseView {
    let (case, id) = (
        CaseId::new(Uuid::from_u128(1)),
        LogId::new(Uuid::from_u128(2)),
    );
    let mut log = Log::new(case, id);
    let at = "2026-03-02T10:00:00+01:00".parse().unwrap();
    let mut add = |what| log.append(Body::new(at, "x", what), Salt::new([0; 32])).id;
    add(Content::Opened(Opened::new(case, id, SessionKind::Sitting)));
    for (when, label, place) in parts {
        let words = Words::spoken("words", Lang::en(), "x");
        let answer = add(Content::Answer(Answer {
            words: Some(words),
            ..Answer::default()
        }));
        let mut cut = Cut::plain((0, 5).into());
        cut.when = (!when.is_empty()).then(|| understand(when, &Context::of(UiLang::En)));
        cut.label = (!label.is_empty()).then(|| (*label).into());
        cut.place = (!place.is_empty()).then(|| (*place).into());
        add(Content::Mark(Mark::whole(answer, cut)));
    }
    CaseView::fold(case, [&log])
}

fn drawn(parts: &[(&str, &str, &str)], lang: UiLang) -> String {
    timeline(&Chronology::of(&told(parts)).moments, lang)
}

#[test]
fn every_row_stands_in_the_description_with_its_place() {
    let svg = drawn(
        &[("May 2019", "arrival", "Copenhagen"), ("2016", "", "Lagos")],
        UiLang::En,
    );
    let desc = svg
        .split("<desc")
        .nth(1)
        .unwrap()
        .split("</desc>")
        .next()
        .unwrap();
    assert!(
        desc.contains("2016, “2016” · Lagos. May 2019, arrival · Copenhagen"),
        "{desc}"
    );
    assert!(svg.contains("role=\"img\"") && svg.contains("<title"));
}

#[test]
fn words_are_never_markup() {
    let svg = drawn(&[("2016", "<script>&\"", "a\u{1}b\u{ffff}")], UiLang::En);
    assert!(!svg.contains("<script>") && !svg.contains('\u{1}') && !svg.contains('\u{ffff}'));
    assert!(svg.contains("&lt;script&gt;&amp;"));
}

#[test]
fn what_has_no_date_stands_below_in_its_order() {
    let parts = [
        ("after the boat", "house", ""),
        ("", "the boat", ""),
        ("2016", "", ""),
    ];
    let svg = drawn(&parts, UiLang::Da);
    let below = svg.split("I rækkefølge, uden dato").nth(1).unwrap();
    assert!(
        below.find(">1. the boat<").unwrap() < below.find(">2. house<").unwrap(),
        "{below}"
    );
}

#[test]
fn no_tension_is_drawn_and_the_same_case_gives_the_same_bytes() {
    let parts = [
        ("2016", "a", ""),
        ("2018", "b", ""),
        ("before a but after b", "", ""),
    ];
    let svg = drawn(&parts, UiLang::En);
    assert!(!svg.contains("sure that I wrote") && !svg.contains("notes"));
    assert_eq!(svg, drawn(&parts, UiLang::En));
}

#[test]
fn open_ends_fade_and_one_day_is_a_diamond() {
    let svg = drawn(
        &[
            ("14 May 2019", "", ""),
            ("before 2017", "", ""),
            ("since 2020", "", ""),
        ],
        UiLang::En,
    );
    assert!(svg.contains("url(#open-start)") && svg.contains("url(#open-end)"));
    assert_eq!(svg.matches("l6 6l-6 6l-6 -6z").count(), 1);
}

#[test]
fn nothing_is_a_picture_too() {
    let svg = timeline(&[], UiLang::En);
    assert!(svg.contains("Nothing is placed in time yet.") && svg.ends_with("</svg>\n"));
}
