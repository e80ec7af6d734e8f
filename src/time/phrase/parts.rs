//! Seasons of the temperate north, and the parts of months, years and seasons.

use chrono::{Datelike as _, NaiveDate};

use super::Why;
use super::core::Core;
use super::dated::Dated;
use super::lexicon::{Part, Season};
use crate::time::CalendarId;

/// The months of a northern season; a winter of one year is that which begins in it or ends in it.
pub(super) fn seasons(season: Season, year: i32, both_years: bool) -> Result<Vec<Dated>, Why> {
    let (from, to, code) = match season {
        Season::Spring => (3, 5, 21),
        Season::Summer => (6, 8, 22),
        Season::Autumn => (9, 11, 23),
        Season::Winter => return winters(year, both_years),
    };
    let first = NaiveDate::from_ymd_opt(year, from, 1);
    let last = CalendarId::Gregorian.month(year, to, false);
    let (first, last) = first
        .zip(last)
        .map(|(f, (_, l))| (f, l))
        .ok_or(Why::Words)?;
    Ok(vec![
        Dated::months(first, last).coded(format!("{year:04}-{code}")),
    ])
}

fn winters(year: i32, both_years: bool) -> Result<Vec<Dated>, Why> {
    let winter = |year: i32| {
        let first = NaiveDate::from_ymd_opt(year, 12, 1)?;
        let (_, last) = CalendarId::Gregorian.month(year + 1, 2, false)?;
        Some(Dated::months(first, last))
    };
    let years = if both_years {
        vec![year]
    } else {
        vec![year, year - 1]
    };
    let found: Vec<Dated> = years.into_iter().filter_map(winter).collect();
    if found.is_empty() {
        Err(Why::Words)
    } else {
        Ok(found)
    }
}

/// A part of a month in days 1 to 10, 11 to 20 and from 21; a part of a year in months 1 to 4, 5 to 8
/// and 9 to 12; of a season or longer, a third.
pub(super) fn part_of(part: Part, of: &Core, whole: &Dated) -> Option<Dated> {
    let day = |by: i64| whole.first.checked_add_signed(chrono::TimeDelta::days(by));
    let days = (whole.last - whole.first).num_days() + 1;
    let is_month = matches!(of, Core::Month { .. });
    let (from, to) = match part {
        Part::Early if is_month => (0, 10),
        Part::Mid if is_month => (10, 20),
        Part::Late if is_month => (20, days),
        Part::Early => (0, days / 3),
        Part::Mid => (days / 3, days * 2 / 3),
        Part::Late => (days * 2 / 3, days),
        Part::FirstHalf => (0, days / 2),
        Part::SecondHalf => (days / 2, days),
    };
    let keep = |dated: Dated| Dated {
        calendar: whole.calendar,
        approximate: dated.approximate || whole.approximate,
        ..dated
    };
    if matches!(of, Core::Year { .. }) && whole.edtf.1.is_none() {
        return part_of_year(part, whole.first.year()).map(keep);
    }
    let dated = Dated::days(day(from)?, day(to - 1)?);
    Some(keep(if is_month { dated } else { dated.rough() }))
}

fn part_of_year(part: Part, year: i32) -> Option<Dated> {
    let (from, to) = match part {
        Part::Early => (1, 4),
        Part::Mid => (5, 8),
        Part::Late => (9, 12),
        Part::FirstHalf => (1, 6),
        Part::SecondHalf => (7, 12),
    };
    let first = NaiveDate::from_ymd_opt(year, from, 1)?;
    let (_, last) = CalendarId::Gregorian.month(year, to, false)?;
    let dated = Dated::months(first, last);
    let halves = matches!(part, Part::FirstHalf | Part::SecondHalf);
    Some(if halves { dated } else { dated.rough() })
}
