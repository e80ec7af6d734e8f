//! From days and relations to readings.

use chrono::{Months, NaiveDate, TimeDelta};

use super::dated::Dated;
use crate::time::tolerance::Width;
use crate::time::{Anchor, Bounds, End, Offset, Reading, Relation, Shape};

/// What was said around a date: "about", "maybe", "I do not know the month".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Flags {
    pub(super) approximate: bool,
    pub(super) uncertain: bool,
    pub(super) coarse: bool,
}

/// Before or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// Something that was once on one of these days.
pub(super) fn once(dated: &Dated, flags: Flags) -> Reading {
    let point = dated.point.filter(|_| flags.approximate);
    let dated = &point.map_or_else(
        || dated.clone(),
        |day| Dated {
            first: day,
            last: day,
            edtf: super::dated::notation(day, day),
            ..dated.clone()
        },
    );
    let windows = u32::from(flags.approximate) + u32::from(flags.uncertain);
    let unsure = dated.uncertain && windows == 0;
    let soft = match windows {
        0 if unsure => Some(Bounds {
            earliest: dated.first.pred_opt(),
            latest: dated.last.succ_opt(),
        }),
        0 => None,
        times => Some(dated.window(times)),
    };
    let mut edtf = dated.notation(flags.approximate, flags.uncertain);
    if flags.coarse && edtf.len() == 4 {
        edtf.push_str("-XX");
    }
    Reading {
        edtf: Some(edtf),
        calendar: dated.calendar,
        in_calendar: dated.in_calendar.clone(),
        soft,
        approximate: flags.approximate || dated.approximate,
        uncertain: flags.uncertain || dated.uncertain,
        ..Reading::once(dated.bounds())
    }
}

/// Something that was once, on a day from the first of these to the last.
pub(super) fn between(from: &Dated, to: &Dated, flags: Flags) -> Option<Reading> {
    let within = Bounds::days(from.first, to.last);
    let edtf = format!("[{}..{}]", from.begin(), to.end());
    let found = Reading {
        edtf: Some(edtf),
        ..Reading::once(within)
    };
    (!within.is_empty() && from.first <= to.first).then(|| flagged(found, flags))
}

/// Something that lasted from one to the other.
pub(super) fn lasted(from: Option<&Dated>, to: Option<&Dated>, flags: Flags) -> Option<Reading> {
    let reversed = from
        .zip(to)
        .is_some_and(|(from, to)| from.first > to.first || from.last > to.last);
    let mark = |dated: &Dated| {
        let approximate = flags.approximate || dated.approximate;
        if approximate { "~" } else { "" }
    };
    let begin = from.map_or("..".to_owned(), |d| format!("{}{}", d.begin(), mark(d)));
    let end = to.map_or("..".to_owned(), |d| format!("{}{}", d.end(), mark(d)));
    let bounds = |dated: Option<&Dated>| dated.map(Dated::bounds).unwrap_or_default();
    let found = Reading {
        edtf: Some(format!("{begin}/{end}")),
        ..Reading::lasted(bounds(from), bounds(to))
    };
    (!reversed).then(|| flagged(found, flags))
}

/// One or the other.
pub(super) fn either(all: &[Dated], flags: Flags) -> Option<Reading> {
    let first = all.iter().map(|d| d.first).min()?;
    let last = all.iter().map(|d| d.last).max()?;
    let mut names: Vec<&Dated> = all.iter().collect();
    names.sort_by_key(|d| d.first);
    let plain = names.iter().all(|d| d.edtf.1.is_none() && d.code.is_none());
    let parts: Vec<String> = names
        .iter()
        .map(|d| {
            if plain {
                d.begin().to_owned()
            } else {
                format!("{}..{}", d.begin(), d.end())
            }
        })
        .collect();
    let found = Reading {
        edtf: Some(format!("[{}]", parts.join(","))),
        ..Reading::once(Bounds::days(first, last))
    };
    Some(flagged(found, flags))
}

/// Before or after days, by so much or by an open time.
pub(super) fn beside(dated: &Dated, side: Side, width: Option<Width>, flags: Flags) -> Reading {
    let (first, last) = (
        dated.point.unwrap_or(dated.first),
        dated.point.unwrap_or(dated.last),
    );
    let wide = dated.grain != super::dated::Grain::Day;
    let plus = |day: NaiveDate, by: i32| day.checked_add_signed(TimeDelta::days(i64::from(by)));
    let within = match (side, width) {
        (Side::Before, None) => Bounds {
            earliest: None,
            latest: plus(dated.first, -1),
        },
        (Side::After, None) => Bounds {
            earliest: plus(dated.last, 1),
            latest: None,
        },
        (Side::Before, Some((min, max))) => Bounds {
            earliest: plus(first, -max),
            latest: plus(if wide { last } else { first }, -min),
        },
        (Side::After, Some((min, max))) => Bounds {
            earliest: plus(if wide { first } else { last }, min),
            latest: plus(last, max),
        },
    };
    let found = Reading {
        edtf: set(within),
        ..Reading::once(within)
    };
    flagged(found, flags)
}

/// "Before Christmas" is most likely not long before it: a month, to rank and to word by.
pub(super) fn near_festival(reading: Reading) -> Reading {
    let month = Months::new(1);
    let soft = match (reading.start.earliest, reading.start.latest) {
        (None, Some(last)) => Bounds {
            earliest: last.checked_sub_months(month),
            latest: Some(last),
        },
        (Some(first), None) => {
            let day = first.pred_opt().and_then(|d| d.checked_add_months(month));
            Bounds {
                earliest: Some(first),
                latest: day,
            }
        }
        _ => return reading,
    };
    Reading {
        soft: Some(soft),
        ..reading
    }
}

/// Returns days as a set of which one is meant; `None` where both ends are open.
pub(super) fn set(within: Bounds) -> Option<String> {
    Some(match (within.earliest, within.latest) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("[{first}..{last}]"),
        (Some(first), None) => format!("[{first}..]"),
        (None, Some(last)) => format!("[..{last}]"),
        (None, None) => return None,
    })
}

/// Before or after another moment, by so much or by an open time.
pub(super) fn related(anchor: Anchor, side: Side, width: Option<Width>, flags: Flags) -> Reading {
    let (mine, theirs, offset) = match (side, width) {
        (Side::Before, None) => (End::End, End::Start, Offset::BEFORE),
        (Side::After, None) => (End::Start, End::End, Offset::AFTER),
        (Side::Before, Some((min, max))) => (End::End, End::Start, Offset::days(-max, -min)),
        (Side::After, Some((min, max))) => (End::Start, End::End, Offset::days(min, max)),
    };
    relations(
        vec![Relation {
            mine,
            of: anchor,
            theirs,
            offset,
        }],
        flags,
    )
}

/// Relations alone.
pub(super) fn relations(relations: Vec<Relation>, flags: Flags) -> Reading {
    flagged(
        Reading {
            relations,
            ..Reading::default()
        },
        flags,
    )
}

/// Something of which only the length is known.
pub(super) fn length((min, max): Width, flags: Flags) -> Reading {
    let lasts = Some(Offset::days(min, max));
    flagged(
        Reading {
            lasts,
            shape: Shape::Lasted,
            ..Reading::default()
        },
        flags,
    )
}

fn flagged(reading: Reading, flags: Flags) -> Reading {
    Reading {
        approximate: reading.approximate || flags.approximate,
        uncertain: reading.uncertain || flags.uncertain,
        ..reading
    }
}

/// What both say together: days that are in both, and all relations; `None` where no day is left.
pub(super) fn both(a: &Reading, b: &Reading) -> Option<Reading> {
    let lasting = a.shape == Shape::Lasted || b.shape == Shape::Lasted;
    let mut joined = Reading {
        start: a.start.narrowed(b.start),
        end: a.end.narrowed(b.end),
        shape: if lasting { Shape::Lasted } else { Shape::Once },
        lasts: a.lasts.or(b.lasts),
        soft: a.soft.or(b.soft),
        approximate: a.approximate || b.approximate,
        uncertain: a.uncertain || b.uncertain,
        relations: a.relations.iter().chain(&b.relations).cloned().collect(),
        ..a.clone()
    };
    if joined.start.is_empty() || joined.end.is_empty() {
        return None;
    }
    if let Some(Offset { min, max, .. }) = b.lasts.filter(|_| a.start != Bounds::default()) {
        let plus = |day: Option<NaiveDate>, by: Option<i32>| {
            day?.checked_add_signed(TimeDelta::days(i64::from(by?)))
        };
        joined.end = Bounds {
            earliest: plus(a.start.earliest, min),
            latest: plus(a.start.latest, max),
        };
        joined.edtf = None;
    } else if b.edtf.is_some() {
        joined.edtf = if a.edtf.is_some() {
            set(joined.outer())
        } else {
            b.edtf.clone()
        };
    }
    Some(joined)
}
