//! The chronology as rows: for the screen, as CSV and as JSON.

use serde_json::{Value, json};

use super::{Chronology, Moment};
use crate::record::CaseView;
use crate::text::UiLang;
use crate::time::{Bounds, Reading, When, show};

/// One moment as it is shown.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shown {
    /// Its place in the order, counted from 1.
    pub position: usize,
    /// Its name, where it has one.
    pub label: String,
    /// The words that were said.
    pub said: String,
    /// What they mean, as people say it; "" where no day is known.
    pub when: String,
    /// The outermost days.
    pub outer: Bounds,
    /// Where it was.
    pub place: String,
}

/// The words are what a person said: only the place in the order is shown.
impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shown")
            .field("position", &self.position)
            .finish_non_exhaustive()
    }
}

impl Moment {
    /// Returns the outermost days: the earliest beginning and the latest end.
    pub fn outer(&self) -> Bounds {
        Bounds {
            earliest: self.start.earliest,
            latest: self.end.latest,
        }
    }

    /// Returns when it was as people say it: what was told where that is as tight, else what follows
    /// from all that was told; never sharper than either.
    pub fn shown(&self, lang: UiLang) -> Option<String> {
        let only = self.when.as_ref().and_then(|when| self.reading(when));
        if let Some(reading) = only.filter(|r| (r.start, r.end) == (self.start, self.end)) {
            return show(reading, lang);
        }
        let lasted = only.filter(|r| r.shape == crate::time::Shape::Lasted);
        let told = match lasted {
            Some(_) => Reading::lasted(self.start, self.end),
            None => Reading::once(self.outer()),
        };
        let days = self
            .start
            .earliest
            .zip(self.end.latest)
            .map(|(a, b)| (b - a).num_days());
        let told = Reading {
            approximate: only.is_some_and(|r| r.approximate) || days.is_some_and(|d| d > 60),
            uncertain: only.is_some_and(|r| r.uncertain),
            ..told
        };
        show(&told, lang)
    }

    fn reading<'a>(&self, when: &'a When) -> Option<&'a Reading> {
        match (when.readings.as_slice(), self.open.as_slice()) {
            ([only], _) => Some(only),
            (all, [one]) => all.get(*one),
            _ => None,
        }
    }
}

/// Returns the moments as rows, in order.
pub fn rows(chronology: &Chronology, lang: UiLang) -> Vec<Shown> {
    let row = |moment: &Moment| Shown {
        position: moment.position + 1,
        label: moment
            .label
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        said: moment
            .when
            .as_ref()
            .map(|w| w.said.clone())
            .unwrap_or_default(),
        when: moment.shown(lang).unwrap_or_default(),
        outer: moment.outer(),
        place: moment.place.clone().unwrap_or_default(),
    };
    chronology.moments.iter().map(row).collect()
}

/// Returns the moments as CSV (RFC 4180), a heading first. Tensions are for the screen and not in it.
pub fn csv(chronology: &Chronology, lang: UiLang) -> String {
    let mut text = String::from("position,label,said,shown,earliest,latest,place\r\n");
    for row in rows(chronology, lang) {
        let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
        let cells = [
            row.position.to_string(),
            row.label,
            row.said,
            row.when,
            day(row.outer.earliest),
            day(row.outer.latest),
            row.place,
        ];
        text.push_str(&cells.map(|c| cell(&c)).join(","));
        text.push_str("\r\n");
    }
    text
}

/// A cell that a spreadsheet would take for a formula is kept as text.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// Returns the chronology as one JSON document, in the form that the command line promises.
pub fn json(chronology: &Chronology, view: &CaseView) -> Value {
    let moments: Vec<Value> = chronology.moments.iter().map(|m| moment(m, view)).collect();
    let unplaced: Vec<String> = chronology
        .unplaced
        .iter()
        .map(ToString::to_string)
        .collect();
    let tensions: Vec<Value> = chronology
        .tensions
        .iter()
        .map(|t| {
            let moments: Vec<String> = t.moments.iter().map(ToString::to_string).collect();
            json!({ "moments": moments, "statements": t.statements, "ask": t.ask })
        })
        .collect();
    json!({ "moments": moments, "unplaced": unplaced, "tensions": tensions })
}

fn moment(moment: &Moment, view: &CaseView) -> Value {
    let answer = view.answer(moment.id.answer);
    let question = answer
        .and_then(|a| a.answer.item.as_ref())
        .map(|item| item.question.as_str());
    let outer = moment.outer();
    json!({
        "id": moment.id.to_string(),
        "label": moment.label,
        "said": moment.when.as_ref().map(|w| w.said.as_str()),
        "earliest": outer.earliest,
        "latest": outer.latest,
        "shown": { "en": moment.shown(UiLang::En), "da": moment.shown(UiLang::Da) },
        "place": moment.place,
        "position": moment.position,
        "source": {
            "session": moment.id.answer.log,
            "entry": moment.id.answer.n,
            "question": question,
            "range": moment.id.range,
        },
    })
}
