//! How fast times are read and put in order.

use chrono::{NaiveDate, TimeDelta};
use divan::Bencher;
use divan::counter::ItemsCount;
use heard::chronology::{Telling, Timeline};
use heard::guide::Library;
use heard::text::{Lang, UiLang};
use heard::time::{
    Anchor, Bounds, CalendarId, Context, End, Offset, Reading, Relation, When, find, understand,
};

fn main() {
    divan::main();
}

const PHRASES: [(&str, UiLang); 20] = [
    ("14 May 2019", UiLang::En),
    ("around May 2019", UiLang::En),
    ("maybe around 2016, not sure", UiLang::En),
    ("between March and June 2018", UiLang::En),
    ("from March to June 2018", UiLang::En),
    ("two weeks after my son was born", UiLang::En),
    (
        "it happened before the boat but after the house in Tripoli",
        UiLang::En,
    ),
    ("when I was about 14", UiLang::En),
    ("during Ramadan 2019", UiLang::En),
    ("in the rainy season before the 2019 election", UiLang::En),
    ("1 Meskerem 2010 (Ethiopian calendar)", UiLang::En),
    ("when the rains were late", UiLang::En),
    ("d. 14. maj 2019", UiLang::Da),
    ("sidst i april 2019", UiLang::Da),
    ("uge 12 i 2019", UiLang::Da),
    ("for halvandet år siden", UiLang::Da),
    ("kort efter jul 2018", UiLang::Da),
    ("en måneds tid efter ankomsten", UiLang::Da),
    ("mellem marts og juni 2018", UiLang::Da),
    ("da regnen kom for sent", UiLang::Da),
];

fn day(number: i64) -> NaiveDate {
    let start = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day that there is");
    start + TimeDelta::days(number)
}

#[divan::bench]
fn twenty_phrases(bencher: Bencher<'_, '_>) {
    let (world, cultures) = (Library::shipped_world(), ["NG-S".to_owned()]);
    bencher.counter(ItemsCount::new(PHRASES.len())).bench(|| {
        for (phrase, lang) in PHRASES {
            let context = Context::of(lang).on(day(12_000)).within(world, &cultures);
            divan::black_box(understand(phrase, &context));
        }
    });
}

#[divan::bench]
fn times_in_a_text_of_ten_thousand_characters(bencher: Bencher<'_, '_>) {
    let text = "We lived there. In May 2016 she came, and two weeks after the wedding we left. "
        .repeat(125);
    bencher.bench(|| find(&text, &Context::of(UiLang::En)).len());
}

#[divan::bench(args = CalendarId::ALL.map(CalendarId::as_str))]
fn there_and_back(bencher: Bencher<'_, '_>, calendar: &str) {
    let calendar: CalendarId = calendar.parse().expect("its own id");
    bencher.counter(ItemsCount::new(1000_usize)).bench(|| {
        for number in 0..1000 {
            let day = calendar.from_gregorian(day(number * 11));
            divan::black_box(day.and_then(|day| calendar.to_gregorian(day)));
        }
    });
}

#[divan::bench]
fn the_landmarks_that_ship(bencher: Bencher<'_, '_>) {
    bencher.bench(|| Library::embedded().world().map(|w| w.landmarks.len()));
}

/// Every tenth moment is dated; each lies some days after three told before it.
fn tellings(count: usize) -> Vec<Telling> {
    let telling = |index: usize| {
        let mut reading = Reading::default();
        if index.is_multiple_of(10) {
            let first = i64::try_from(index).unwrap_or(0);
            reading = Reading::once(Bounds::days(day(first), day(first + 40)));
        }
        for back in [1, 7, 31].into_iter().filter(|back| *back <= index) {
            reading.relations.push(Relation {
                mine: End::Start,
                of: Anchor(format!("m{}", index - back)),
                theirs: End::Start,
                offset: Offset::days(0, 30 + i32::try_from(back).unwrap_or(0)),
            });
        }
        Telling::new(
            Some(format!("m{index}")),
            Some(When::new("x", Lang::en(), vec![reading])),
        )
    };
    (0..count).map(telling).collect()
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn a_chronology_with_three_relations_each(bencher: Bencher<'_, '_>, count: usize) {
    let all = tellings(count);
    bencher
        .with_inputs(|| all.clone())
        .bench_values(|all| Timeline::of(all).order().len());
}

#[divan::bench]
fn one_statement_more_in_ten_thousand(bencher: Bencher<'_, '_>) {
    let timeline = Timeline::of(tellings(10_000));
    let mut when = understand("after m5000", &Context::of(UiLang::En));
    when.readings
        .iter_mut()
        .for_each(|r| r.start = Bounds::default());
    bencher
        .with_inputs(|| (timeline.clone(), Telling::new(None, Some(when.clone()))))
        .bench_values(|(mut timeline, telling)| {
            timeline.push(telling);
            timeline
        });
}

#[divan::bench]
fn one_statement_withdrawn_from_ten_thousand(bencher: Bencher<'_, '_>) {
    let timeline = Timeline::of(tellings(10_000));
    bencher
        .with_inputs(|| timeline.clone())
        .bench_values(|mut timeline| {
            timeline.set(5_001, None);
            timeline
        });
}
