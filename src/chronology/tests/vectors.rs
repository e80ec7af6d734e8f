//! Every phrase of the domain's list, in the context that it assumes.

use chrono::NaiveDate;

use crate::chronology::{Telling, Timeline};
use crate::guide::Library;
use crate::text::UiLang;
use crate::time::{Bounds, Context, Reading, Understood, read_phrase};

/// A row of the list.
struct Row<'a>(Vec<&'a str>);

impl<'a> Row<'a> {
    fn cell(&self, index: usize) -> Option<&'a str> {
        self.0
            .get(index)
            .copied()
            .filter(|cell| !matches!(*cell, "-" | ""))
    }

    fn language(&self) -> UiLang {
        if self.0[1] == "da" {
            UiLang::Da
        } else {
            UiLang::En
        }
    }

    fn day(&self, index: usize) -> Option<NaiveDate> {
        self.cell(index)?.parse().ok()
    }

    fn has_reading(&self) -> bool {
        !matches!(self.0[3], "error" | "unknown" | "needs-year")
    }
}

fn labels() -> Vec<(String, Vec<String>)> {
    let words = ["my son was born", "min søn blev født"]
        .map(str::to_owned)
        .to_vec();
    vec![("son_born".to_owned(), words)]
}

fn read(row: &Row<'_>) -> Understood {
    let cultures = [if row.0[0] == "dp053" { "DK" } else { "NG-S" }.to_owned()];
    let labels = labels();
    let context = Context::of(row.language())
        .with_labels(&labels)
        .on("2024-03-15".parse().unwrap())
        .within(Library::shipped_world(), &cultures);
    read_phrase(row.0[2], &context)
}

/// The moments of the context, and the phrase last.
fn placed(understood: &Understood) -> Bounds {
    let context = Context::of(UiLang::En);
    let known = [
        ("born", "10 June 1999"),
        ("son_born", "3 February 2018"),
        ("arrival", "14 May 2019"),
        ("leaving", "[2018-03-01..2018-06-30]"),
    ];
    let told = known.map(|(label, when)| {
        Telling::new(
            Some(label.to_owned()),
            Some(crate::time::understand(when, &context)),
        )
    });
    let mut timeline = Timeline::of(told.to_vec());
    let index = timeline.push(Telling::new(None, Some(understood.when.clone())));
    assert_eq!(timeline.clashes().count(), 0);
    let (start, end) = timeline.bounds(index);
    Bounds {
        earliest: start.earliest,
        latest: end.latest,
    }
}

fn notation(bounds: Bounds) -> String {
    match (bounds.earliest, bounds.latest) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("[{a}..{b}]"),
        (Some(a), None) => format!("[{a}..]"),
        (None, Some(b)) => format!("[..{b}]"),
        (None, None) => String::new(),
    }
}

fn check(row: &Row<'_>) {
    let understood = read(row);
    let readings: &[Reading] = &understood.when.readings;
    let name = format!("{} {}", row.0[0], row.0[2]);
    assert_eq!(!readings.is_empty(), row.has_reading(), "{name}");
    assert_eq!(understood.gaps.is_empty(), row.has_reading(), "{name}");
    let Some(first) = readings.first() else {
        return;
    };
    let several = readings.len() > 1;
    let bounds = if row.0[0] == "dp015" {
        first.outer()
    } else {
        placed(&understood)
    };
    if let Some(edtf) = row.cell(4) {
        let parts: Vec<&str> = readings.iter().filter_map(|r| r.edtf.as_deref()).collect();
        let set = format!("[{}]", parts.join(","));
        let forms = [
            first.edtf.clone().unwrap_or_default(),
            notation(bounds),
            set,
        ];
        assert!(forms.contains(&edtf.to_owned()), "{name}: {forms:?}");
    }
    if row.cell(6).is_some() {
        assert_eq!(
            (bounds.earliest, bounds.latest),
            (row.day(6), row.day(7)),
            "{name}"
        );
    }
    let soft = row.cell(8).map(|cell| {
        let (from, to) = cell.split_once("..").unwrap();
        Bounds::days(from.parse().unwrap(), to.parse().unwrap())
    });
    assert_eq!(first.soft, soft, "{name}");
    assert_eq!(
        several,
        matches!(row.0[0], "dp015" | "dp060"),
        "{name}: {readings:?}"
    );
}

#[test]
fn every_phrase_of_the_list_is_understood_as_it_says() {
    let rows = include_str!("../../../tests/data/time/date-phrases.tsv")
        .lines()
        .skip(1);
    let rows: Vec<Row<'_>> = rows.map(|line| Row(line.split('\t').collect())).collect();
    rows.iter().for_each(check);
    assert_eq!(rows.len(), 112);
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn the_copies_are_those_of_the_domain() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["date-phrases", "calendar-vectors", "festivals", "landmarks"] {
        let file = format!("{name}.tsv");
        let domain = root.join("../shared/domain").join(&file);
        let Ok(domain) = std::fs::read_to_string(domain) else {
            eprintln!("skipped: ../shared/domain is not here");
            return;
        };
        let copy = std::fs::read_to_string(root.join("tests/data/time").join(&file)).unwrap();
        assert_eq!(copy, domain, "{file}");
    }
}
