//! `heard date`.

use chrono::NaiveDate;
use clap::Args as ClapArgs;
use serde_json::{Value, json};

use super::clock;
use super::failure::Failure;
use super::house::House;
use super::out::Out;
use crate::chronology::{Chronology, Telling, Timeline};
use crate::record::CaseView;
use crate::text::{UiLang, for_terminal};
use crate::time::{
    Bounds, CalendarId, Context, Offset, Reading, Relation, Shape, Understood, Unit, describe,
    read_phrase,
};

/// Shows what the program understands by a date phrase.
///
/// Nothing is kept. A phrase that is not understood is no error: it would be kept as said.
///
/// Example: heard date "two weeks after arrival"
#[derive(Debug, ClapArgs)]
pub(super) struct DateArgs {
    /// The phrase, in the words that were said; an EDTF value is one too.
    #[arg(required = true, value_name = "PHRASE")]
    phrase: Vec<String>,
    /// The calendar in which dates in numbers are read, such as ethiopian.
    #[arg(long, value_name = "ID")]
    calendar: Option<CalendarId>,
    /// The language of the phrase: en or da; by default that of the screens.
    #[arg(long, value_name = "LANG", value_parser = super::args::screen_language)]
    phrase_lang: Option<UiLang>,
    /// The day of the talk, for "last year" and "two years ago"; today by default.
    #[arg(long, value_name = "DAY")]
    on: Option<NaiveDate>,
    /// A culture whose seasons, feasts and events are meant, such as NG-ED; may be given again.
    #[arg(long, value_name = "ID")]
    culture: Vec<String>,
    /// A case whose moments the phrase may name.
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &DateArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    let world = house.library()?.world()?;
    super::landmark::check_cultures(&world, &args.culture)?;
    let phrase = args.phrase.join(" ");
    let view = args
        .case
        .as_ref()
        .map(|case| view(case, house))
        .transpose()?;
    let labels = view
        .as_ref()
        .map(|view| super::mark::labels(view, &[]))
        .unwrap_or_default();
    let today = match args.on {
        Some(day) => day,
        None => clock::now()?.date_naive(),
    };
    let context = Context::of(args.phrase_lang.unwrap_or(house.lang))
        .with_labels(&labels)
        .on(today)
        .within(&world, &args.culture)
        .in_calendar(args.calendar);
    let mut understood = read_phrase(&phrase, &context);
    if let Some(view) = &view {
        place(&mut understood, view);
    }
    if args.json {
        return out.json(&document(&understood));
    }
    for line in lines(&understood, house.lang) {
        out.line(&for_terminal(&line))?;
    }
    Ok(())
}

fn view(case: &str, house: &House) -> Result<CaseView, Failure> {
    let mut vault = house.open()?;
    Ok(super::cases::open(&mut vault, case)?.view())
}

/// Gives a phrase the days that follow from the moments of a case, where it has none of its own.
fn place(understood: &mut Understood, view: &CaseView) {
    let [only] = understood.when.readings.as_mut_slice() else {
        return;
    };
    if only.relations.is_empty() {
        return;
    }
    let mut timeline = Timeline::of(Chronology::tellings(view));
    let when = crate::time::When::new("", UiLang::En.lang(), vec![only.clone()]);
    let index = timeline.push(Telling::new(None, Some(when)));
    (only.start, only.end) = timeline.bounds(index);
}

/// Returns what was understood in words, a line for each reading.
fn lines(understood: &Understood, lang: UiLang) -> Vec<String> {
    let readings = &understood.when.readings;
    if readings.is_empty() {
        return understood
            .gaps
            .iter()
            .map(|gap| gap.sentence(lang).to_owned())
            .collect();
    }
    let several = readings.len() > 1;
    let line = |(number, reading): (usize, &Reading)| {
        let words = describe(reading, lang).unwrap_or_default();
        let edtf = reading
            .edtf
            .as_ref()
            .map(|e| format!("  [{e}]"))
            .unwrap_or_default();
        let count = if several {
            format!("{}. ", number + 1)
        } else {
            String::new()
        };
        format!("{count}{words}{edtf}")
    };
    readings.iter().enumerate().map(line).collect()
}

/// Returns the document that the command line promises.
fn document(understood: &Understood) -> Value {
    let readings = &understood.when.readings;
    let mut top = match readings.as_slice() {
        [] => nothing(),
        [only] => fields(only),
        several => fields(&common(several)),
    };
    if readings.len() > 1 {
        top["shown"] = json!({
            "en": alternatives(readings, UiLang::En),
            "da": alternatives(readings, UiLang::Da),
        });
        top["readings"] = readings.iter().map(fields).collect();
    }
    let gaps: Vec<Value> = understood
        .gaps
        .iter()
        .map(|gap| {
            json!({
                "range": [gap.from, gap.to],
                "why": { "en": gap.sentence(UiLang::En), "da": gap.sentence(UiLang::Da) },
            })
        })
        .collect();
    top["said"] = json!(understood.when.said);
    top["understood"] = json!(!readings.is_empty());
    top["not_understood"] = json!(gaps);
    top
}

fn alternatives(readings: &[Reading], lang: UiLang) -> String {
    let words: Vec<String> = readings.iter().filter_map(|r| describe(r, lang)).collect();
    words.join(if lang == UiLang::En {
        " or "
    } else {
        " eller "
    })
}

/// What is true of all readings: the outermost days, and what they share.
fn common(readings: &[Reading]) -> Reading {
    let same = |f: fn(&Reading) -> Option<String>| {
        let first = readings.first().and_then(f);
        first.filter(|value| readings.iter().all(|r| f(r).as_ref() == Some(value)))
    };
    let least = |of: fn(&Reading) -> Option<NaiveDate>| {
        let all: Option<Vec<NaiveDate>> = readings.iter().map(of).collect();
        all.and_then(|days| days.into_iter().min())
    };
    let most = |of: fn(&Reading) -> Option<NaiveDate>| {
        let all: Option<Vec<NaiveDate>> = readings.iter().map(of).collect();
        all.and_then(|days| days.into_iter().max())
    };
    let start = Bounds {
        earliest: least(|r| r.start.earliest),
        latest: most(|r| r.start.latest),
    };
    let end = Bounds {
        earliest: least(|r| r.end.earliest),
        latest: most(|r| r.end.latest),
    };
    let lasted = readings.iter().all(|r| r.shape == Shape::Lasted);
    let mut found = if lasted {
        Reading::lasted(start, end)
    } else {
        Reading::once(start)
    };
    found.end = end;
    found.edtf = same(|r| r.edtf.clone()).or_else(|| one_of(readings));
    if let Some(first) = readings.first() {
        let calendar = readings.iter().all(|r| r.calendar == first.calendar);
        found.calendar = if calendar {
            first.calendar
        } else {
            CalendarId::Gregorian
        };
        found.relations = first
            .relations
            .iter()
            .filter(|x| readings.iter().all(|r| r.relations.contains(x)))
            .cloned()
            .collect();
    }
    found.approximate = readings.iter().all(|r| r.approximate);
    found.uncertain = readings.iter().all(|r| r.uncertain);
    found
}

/// Days, months and years can stand as a set of which one is meant.
fn one_of(readings: &[Reading]) -> Option<String> {
    let parts: Option<Vec<&str>> = readings.iter().map(|r| r.edtf.as_deref()).collect();
    let mut parts = parts?;
    let plain = |text: &&str| text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    parts.sort_unstable();
    parts
        .iter()
        .all(plain)
        .then(|| format!("[{}]", parts.join(",")))
}

fn nothing() -> Value {
    json!({
        "calendar": null, "edtf": null, "shape": null, "earliest": null, "latest": null, "start": null,
        "end": null, "approximate": null, "uncertain": null, "soft": null, "lasts": null, "hour": null, "relations": [],
        "readings": [], "shown": null, "in_calendar": null,
    })
}

fn fields(reading: &Reading) -> Value {
    let outer = reading.outer();
    json!({
        "calendar": reading.calendar,
        "in_calendar": reading.in_calendar,
        "edtf": reading.edtf,
        "shape": reading.shape,
        "earliest": outer.earliest,
        "latest": outer.latest,
        "start": reading.start,
        "end": reading.end,
        "approximate": reading.approximate,
        "uncertain": reading.uncertain,
        "soft": reading.soft,
        "lasts": reading.lasts.map(offset),
        "hour": reading.hour.map(|hour| json!({
            "said": hour.said, "part": hour.part, "clock": hour.clock, "from_midnight": hour.from_midnight(),
        })),
        "relations": reading.relations.iter().map(relation).collect::<Vec<_>>(),
        "readings": [],
        "shown": { "en": describe(reading, UiLang::En), "da": describe(reading, UiLang::Da) },
    })
}

fn relation(relation: &Relation) -> Value {
    json!({
        "mine": relation.mine,
        "of": relation.of,
        "theirs": relation.theirs,
        "offset": offset(relation.offset),
    })
}

/// The same week is at most six days apart.
fn offset(offset: Offset) -> Value {
    let (min, max, unit) = match offset.unit {
        Unit::Week => (
            offset.min.map(|n| 7 * n - 6),
            offset.max.map(|n| 7 * n + 6),
            "day",
        ),
        Unit::Year => (offset.min, offset.max, "year"),
        _ => (offset.min, offset.max, "day"),
    };
    json!({ "min": min, "max": max, "unit": unit })
}
