//! Times worded as people say them, in English and Danish; never more precise than told.

mod relation;

use chrono::{Datelike as _, NaiveDate};

use super::{Bounds, Reading, Shape, calendar_name, month_in};
use crate::text::UiLang;

pub use relation::describe;

/// Returns a reading in words, such as "between June and August 2017"; `None` where no bound is known.
///
/// What was said in another calendar is shown in it, with the Gregorian beside it.
pub fn show(reading: &Reading, lang: UiLang) -> Option<String> {
    let plain = plain(reading, lang)?;
    match in_calendar(reading, lang) {
        Some(told) => Some(format!("{told} ({plain})")),
        None => Some(plain),
    }
}

fn plain(reading: &Reading, lang: UiLang) -> Option<String> {
    if let Some(named) = named(reading, lang) {
        return Some(qualified(named, reading, lang));
    }
    if let Some(part) = part(reading, lang) {
        let already_rough = Reading {
            approximate: false,
            ..reading.clone()
        };
        return Some(qualified(part, &already_rough, lang));
    }
    let words = match reading.shape {
        Shape::Once if reading.approximate => once(coarse(reading.outer()), lang),
        Shape::Once => once(reading.outer(), lang),
        Shape::Lasted => lasted(reading, lang),
    }?;
    let is_span = reading
        .start
        .earliest
        .zip(reading.start.latest)
        .is_none_or(|(a, b)| !is_unit(a, b))
        || reading.shape == Shape::Lasted;
    if is_span && reading.approximate {
        return Some(roughly(&words, reading, lang));
    }
    Some(qualified(words, reading, lang))
}

/// What is only rough and longer than two months has no days: whole months around it.
fn coarse(within: Bounds) -> Bounds {
    match (within.earliest, within.latest) {
        (Some(first), Some(last)) if (last - first).num_days() > 60 => Bounds {
            earliest: Some(first.with_day(1).unwrap_or(first)),
            latest: Some(last_of_month(last)),
        },
        _ => within,
    }
}

/// Seasons, decades, and one or the other, as people name them.
fn named(reading: &Reading, lang: UiLang) -> Option<String> {
    let edtf = reading
        .edtf
        .as_deref()
        .filter(|_| reading.shape == Shape::Once)?;
    season(edtf, lang)
        .or_else(|| decade(edtf, lang))
        .or_else(|| one_or_other(edtf, lang))
}

/// Thirds of months and years, as people name them.
fn part(reading: &Reading, lang: UiLang) -> Option<String> {
    let edtf = reading
        .edtf
        .as_deref()
        .filter(|_| reading.shape == Shape::Once)?;
    let days = reading.start.earliest.zip(reading.start.latest)?;
    third(edtf, days, lang)
}

fn season(edtf: &str, lang: UiLang) -> Option<String> {
    let (year, code) = edtf.split_once('-')?;
    let (en, da) = match code {
        "21" => ("spring", "foråret"),
        "22" => ("summer", "sommeren"),
        "23" => ("autumn", "efteråret"),
        "24" => ("winter", "vinteren"),
        _ => return None,
    };
    Some(match lang {
        UiLang::En => format!("{en} {year}"),
        UiLang::Da => format!("{da} {year}"),
    })
}

fn decade(edtf: &str, lang: UiLang) -> Option<String> {
    let tens = edtf
        .strip_suffix('X')
        .filter(|t| t.len() == 3 && t.bytes().all(|b| b.is_ascii_digit()))?;
    Some(match lang {
        UiLang::En => format!("the {tens}0s"),
        UiLang::Da => format!("{tens}0'erne"),
    })
}

/// `[2018,2019]`: each by its name.
fn one_or_other(edtf: &str, lang: UiLang) -> Option<String> {
    let inner = edtf
        .strip_prefix('[')?
        .strip_suffix(']')
        .filter(|i| !i.contains(".."))?;
    let parts: Option<Vec<String>> = inner
        .split(',')
        .map(|part| {
            let bounds = super::read_edtf(part).ok()?.start;
            let (first, last) = bounds.earliest.zip(bounds.latest)?;
            Some(unit(first, last, lang))
        })
        .collect();
    let joint = if lang == UiLang::En {
        " or "
    } else {
        " eller "
    };
    parts.filter(|p| p.len() > 1).map(|p| p.join(joint))
}

/// The beginning, middle and end of a month (days 1, 11, 21), the early, mid and late part of a year.
fn third(edtf: &str, (first, last): (NaiveDate, NaiveDate), lang: UiLang) -> Option<String> {
    let interval = edtf.contains('/');
    let same_month = (first.year(), first.month()) == (last.year(), last.month());
    let ends = last == last_of_month(last);
    let (en, da) = match (first.day(), last.day()) {
        (1, 10) if same_month => ("the beginning of", "først i"),
        (11, 20) if same_month => ("the middle of", "midt i"),
        (21, _) if same_month && ends => ("the end of", "sidst i"),
        _ => return rough_year(edtf, (first, last), lang).filter(|_| interval),
    };
    let month = month_year(first, lang);
    interval.then(|| {
        if lang == UiLang::En {
            format!("{en} {month}")
        } else {
            format!("{da} {month}")
        }
    })
}

fn rough_year(edtf: &str, (first, last): (NaiveDate, NaiveDate), lang: UiLang) -> Option<String> {
    let year = first.year();
    let whole = edtf.matches('~').count() == 2 && first.day() == 1 && last == last_of_month(last);
    if !whole || year != last.year() {
        return None;
    }
    let (en, da) = match (first.month(), last.month()) {
        (1, 4) => ("early", "tidligt i"),
        (5, 8) => ("mid", "midt i"),
        (9, 12) => ("late", "sent i"),
        _ => return None,
    };
    Some(if lang == UiLang::En {
        format!("{en} {year}")
    } else {
        format!("{da} {year}")
    })
}

/// "1 Meskerem 2010 in the Ethiopian calendar".
fn in_calendar(reading: &Reading, lang: UiLang) -> Option<String> {
    let told = reading.in_calendar.as_deref()?;
    let leap = told.ends_with('L');
    let parts: Vec<&str> = told.trim_end_matches('L').split('-').collect();
    let month = |text: &str| {
        text.parse()
            .ok()
            .map(|m| month_in(reading.calendar, m, lang))
    };
    let again = match (leap, lang) {
        (false, _) => "",
        (true, UiLang::En) => " (the leap month)",
        (true, UiLang::Da) => " (skudmåneden)",
    };
    let date = match (parts.as_slice(), lang) {
        ([year], _) => (*year).to_owned(),
        ([year, m], _) => format!("{}{again} {year}", month(m)?),
        ([year, m, day], UiLang::En) => {
            format!(
                "{} {}{again} {year}",
                day.trim_start_matches('0'),
                month(m)?
            )
        }
        ([year, m, day], UiLang::Da) => {
            format!(
                "{}. {}{again} {year}",
                day.trim_start_matches('0'),
                month(m)?
            )
        }
        _ => return None,
    };
    let calendar = calendar_name(reading.calendar, lang);
    Some(match lang {
        UiLang::En => format!("{date} in {calendar}"),
        UiLang::Da => format!("{date} efter {calendar}"),
    })
}

fn roughly(words: &str, reading: &Reading, lang: UiLang) -> String {
    let words = match lang {
        UiLang::En => format!("roughly {words}"),
        UiLang::Da => format!("cirka {words}"),
    };
    let kept = Reading {
        approximate: false,
        ..reading.clone()
    };
    qualified(words, &kept, lang)
}

fn qualified(words: String, reading: &Reading, lang: UiLang) -> String {
    match (reading.approximate, reading.uncertain, lang) {
        (false, false, _) => words,
        (true, false, UiLang::En) => format!("around {words}"),
        (true, false, UiLang::Da) => format!("omkring {words}"),
        (false, true, UiLang::En) => format!("perhaps {words}"),
        (false, true, UiLang::Da) => format!("måske {words}"),
        (true, true, UiLang::En) => format!("perhaps around {words}"),
        (true, true, UiLang::Da) => format!("måske omkring {words}"),
    }
}

fn once(within: Bounds, lang: UiLang) -> Option<String> {
    match (within.earliest, within.latest) {
        (None, None) => None,
        (None, Some(last)) => Some(not_after(last, lang)),
        (Some(first), None) => Some(not_before(first, lang)),
        (Some(first), Some(last)) => Some(span(first, last, lang)),
    }
}

fn lasted(reading: &Reading, lang: UiLang) -> Option<String> {
    let from = reading
        .start
        .earliest
        .zip(reading.start.latest)
        .map(|(a, b)| unit(a, b, lang));
    let to = reading
        .end
        .earliest
        .zip(reading.end.latest)
        .map(|(a, b)| unit(a, b, lang));
    match (from, to, lang) {
        (Some(from), Some(to), UiLang::En) => Some(format!("from {from} to {to}")),
        (Some(from), Some(to), UiLang::Da) => Some(format!("fra {from} til {to}")),
        (Some(from), None, UiLang::En) => Some(format!("from {from}")),
        (Some(from), None, UiLang::Da) => Some(format!("fra {from}")),
        (None, Some(to), UiLang::En) => Some(format!("until {to}")),
        (None, Some(to), UiLang::Da) => Some(format!("indtil {to}")),
        (None, None, _) => once(reading.outer(), lang),
    }
}

fn not_after(last: NaiveDate, lang: UiLang) -> String {
    let next = last.succ_opt().unwrap_or(last);
    match lang {
        UiLang::En => format!("before {}", edge(next, lang)),
        UiLang::Da => format!("før {}", edge(next, lang)),
    }
}

fn not_before(first: NaiveDate, lang: UiLang) -> String {
    let before = first.pred_opt().unwrap_or(first);
    let edge = if before.month() == 12 && before.day() == 31 {
        before.year().to_string()
    } else if last_of_month(before) == before {
        month_year(before, lang)
    } else {
        day(before, lang)
    };
    match lang {
        UiLang::En => format!("after {edge}"),
        UiLang::Da => format!("efter {edge}"),
    }
}

/// A first day named as coarsely as it is: a year, a month or a day.
fn edge(first: NaiveDate, lang: UiLang) -> String {
    match (first.month(), first.day()) {
        (1, 1) => first.year().to_string(),
        (_, 1) => month_year(first, lang),
        _ => day(first, lang),
    }
}

fn span(first: NaiveDate, last: NaiveDate, lang: UiLang) -> String {
    if is_unit(first, last) {
        return unit(first, last, lang);
    }
    let whole_months = first.day() == 1 && last_of_month(last) == last;
    let whole_years = whole_months && first.month() == 1 && last.month() == 12;
    let same_year = first.year() == last.year();
    let (from, to) = if whole_years {
        (first.year().to_string(), last.year().to_string())
    } else if whole_months && same_year {
        (month(first, lang).to_owned(), month_year(last, lang))
    } else if whole_months {
        (month_year(first, lang), month_year(last, lang))
    } else if same_year && first.month() == last.month() {
        (day_alone(first, lang), day(last, lang))
    } else if same_year {
        (
            format!("{} {}", day_alone(first, lang), month(first, lang)),
            day(last, lang),
        )
    } else {
        (day(first, lang), day(last, lang))
    };
    match lang {
        UiLang::En => format!("between {from} and {to}"),
        UiLang::Da => format!("mellem {from} og {to}"),
    }
}

fn is_unit(first: NaiveDate, last: NaiveDate) -> bool {
    let same_month = first.day() == 1
        && last_of_month(last) == last
        && (first.year(), first.month()) == (last.year(), last.month());
    let same_year = first.ordinal() == 1
        && (last.month(), last.day()) == (12, 31)
        && first.year() == last.year();
    first == last || same_month || same_year
}

/// A day, month or year by its name; anything else as a span.
fn unit(first: NaiveDate, last: NaiveDate, lang: UiLang) -> String {
    if first == last {
        day(first, lang)
    } else if !is_unit(first, last) {
        span(first, last, lang)
    } else if first.month() == last.month() {
        month_year(first, lang)
    } else {
        first.year().to_string()
    }
}

fn last_of_month(day: NaiveDate) -> NaiveDate {
    let days = u32::from(day.num_days_in_month());
    day.with_day(days).unwrap_or(day)
}

fn day_alone(day: NaiveDate, lang: UiLang) -> String {
    match lang {
        UiLang::En => day.day().to_string(),
        UiLang::Da => format!("{}.", day.day()),
    }
}

fn day(day: NaiveDate, lang: UiLang) -> String {
    match lang {
        UiLang::En => format!("{} {}", day.day(), month_year(day, lang)),
        UiLang::Da => format!("{}. {}", day.day(), month_year(day, lang)),
    }
}

fn month_year(day: NaiveDate, lang: UiLang) -> String {
    format!("{} {}", month(day, lang), day.year())
}

fn month(day: NaiveDate, lang: UiLang) -> &'static str {
    month_name(day.month(), lang)
}

/// Returns the name of a month, counted from 1; "" for none.
pub fn month_name(month: u32, lang: UiLang) -> &'static str {
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const DA: [&str; 12] = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let names = match lang {
        UiLang::En => EN,
        UiLang::Da => DA,
    };
    month
        .checked_sub(1)
        .and_then(|index| names.get(index as usize))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::read_edtf;
    use super::*;

    fn both(edtf: &str) -> (String, String) {
        let reading = read_edtf(edtf).unwrap();
        (
            show(&reading, UiLang::En).unwrap(),
            show(&reading, UiLang::Da).unwrap(),
        )
    }

    #[test]
    fn each_value_is_said_as_coarsely_as_it_was_told() {
        for (edtf, en, da) in [
            ("2019-05-14", "14 May 2019", "14. maj 2019"),
            ("2019-05", "May 2019", "maj 2019"),
            ("2019", "2019", "2019"),
            ("2019-05~", "around May 2019", "omkring maj 2019"),
            ("2016?", "perhaps 2016", "måske 2016"),
            ("2016%", "perhaps around 2016", "måske omkring 2016"),
            (
                "[2017-06..2017-08]",
                "between June and August 2017",
                "mellem juni og august 2017",
            ),
            (
                "[2017-11..2018-02]",
                "between November 2017 and February 2018",
                "mellem november 2017 og februar 2018",
            ),
            (
                "2013-05/2014-08",
                "from May 2013 to August 2014",
                "fra maj 2013 til august 2014",
            ),
            ("201X", "the 2010s", "2010'erne"),
            ("2017-22", "summer 2017", "sommeren 2017"),
            ("[2018,2019]", "2018 or 2019", "2018 eller 2019"),
            (
                "[..2020-12-24]",
                "before 25 December 2020",
                "før 25. december 2020",
            ),
            ("[2019-01-01..]", "after 2018", "efter 2018"),
            ("2016/..", "from 2016", "fra 2016"),
            ("../2019-08", "until August 2019", "indtil august 2019"),
            (
                "[2018-02-14..2018-02-20]",
                "between 14 and 20 February 2018",
                "mellem 14. og 20. februar 2018",
            ),
        ] {
            assert_eq!(both(edtf), (en.to_owned(), da.to_owned()), "{edtf}");
        }
    }

    #[test]
    fn what_is_rough_has_no_days() {
        let days = Bounds::days("2021-12-16".parse().unwrap(), "2022-06-14".parse().unwrap());
        let ago = Reading {
            approximate: true,
            ..Reading::once(days)
        };
        assert_eq!(
            show(&ago, UiLang::En).unwrap(),
            "roughly between December 2021 and June 2022"
        );
        assert_eq!(
            show(&ago, UiLang::Da).unwrap(),
            "cirka mellem december 2021 og juni 2022"
        );
    }

    #[test]
    fn another_calendar_is_shown_with_the_gregorian_beside_it() {
        use crate::time::{Context, understand};
        let both = |phrase: &str| {
            let when = understand(phrase, &Context::of(UiLang::En));
            let reading = when.reading().unwrap();
            (
                show(reading, UiLang::En).unwrap(),
                show(reading, UiLang::Da).unwrap(),
            )
        };
        for (phrase, en, da) in [
            (
                "1 Meskerem 2010",
                "1 Meskerem 2010 in the Ethiopian calendar (11 September 2017)",
                "1. Meskerem 2010 efter den etiopiske kalender (11. september 2017)",
            ),
            (
                "2560 BE",
                "2560 in the Thai calendar (2017)",
                "2560 efter den thailandske kalender (2017)",
            ),
            (
                "1 Shawwal 1440",
                "1 Shawwal 1440 in the Islamic calendar (roughly between 3 and 5 June 2019)",
                "1. Shawwal 1440 efter den islamiske kalender (cirka mellem 3. og 5. juni 2019)",
            ),
        ] {
            assert_eq!(both(phrase), (en.to_owned(), da.to_owned()), "{phrase}");
        }
    }

    #[test]
    fn parts_are_named_as_people_name_them() {
        for (edtf, en, da) in [
            ("2018-01~/2018-04~", "early 2018", "tidligt i 2018"),
            ("2018-09~/2018-12~", "late 2018", "sent i 2018"),
            (
                "2019-04-21/2019-04-30",
                "the end of April 2019",
                "sidst i april 2019",
            ),
            (
                "2019-05-01/2019-05-10",
                "the beginning of May 2019",
                "først i maj 2019",
            ),
            (
                "2017-06~/2017-08~",
                "roughly between June and August 2017",
                "cirka mellem juni og august 2017",
            ),
        ] {
            let lasted = read_edtf(edtf).unwrap();
            let once = Reading {
                shape: Shape::Once,
                start: lasted.outer(),
                end: lasted.outer(),
                ..lasted
            };
            let both = (
                show(&once, UiLang::En).unwrap(),
                show(&once, UiLang::Da).unwrap(),
            );
            assert_eq!(both, (en.to_owned(), da.to_owned()), "{edtf}");
        }
    }

    #[test]
    fn where_no_bound_is_known_nothing_is_said() {
        assert_eq!(show(&Reading::default(), UiLang::En), None);
    }
}
