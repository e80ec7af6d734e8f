//! From a date as read to its days, in the calendars in which it can have been meant.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::core::{Around, Core};
use super::dated::Dated;
use super::lexicon::{Part, Span};
use super::parser::Phrase;
use super::parts::{part_of, seasons};
use super::{Why, usual};
use crate::time::calendar::MonthName;
use crate::time::{CalendarDay, CalendarId, Occurrence};

type Found = Result<Vec<Dated>, Why>;

impl Phrase<'_> {
    /// Returns the days that a date can mean; never an empty list.
    pub(super) fn resolve(&self, core: &Core) -> Found {
        match core {
            Core::Day {
                day,
                months,
                year,
                era,
            } => day_of((*day, months), *year, *era),
            Core::DayOnly(_) => Err(Why::Words),
            Core::Month { months, year, era } => months_of(months, *year, *era),
            Core::Year { year, era } => self.years(*year, *era),
            Core::Figures(figures) => self.figured(figures),
            Core::Decade(from) => decade(*from),
            Core::Week { week, year } => iso_week(*week, year.ok_or(Why::NeedsYear)?),
            Core::Season { season, year, to } => {
                seasons(*season, year.ok_or(Why::NeedsYear)?, to.is_some())
            }
            Core::Named { ids, year } => self.named_in(ids, year.ok_or(Why::NeedsYear)?),
            Core::Part { part, of } => self.resolve_part(*part, of),
            Core::Some { of, unit } => self.some(of, *unit),
            Core::Around { step, unit } => self.around_today(*step, unit),
        }
    }

    fn years(&self, year: i32, era: Option<CalendarId>) -> Found {
        let calendars = match (era, self.context.calendar) {
            (Some(era), _) => vec![era],
            (None, Some(given)) if given != CalendarId::Gregorian => vec![given],
            _ => self.year_calendars(year),
        };
        let found: Vec<Dated> = calendars
            .into_iter()
            .filter_map(|c| year_in(c, year))
            .collect();
        plausible(found).ok_or(Why::NotInCalendar)
    }

    /// A year that cannot be a Gregorian one that a person tells of is one of another calendar.
    fn year_calendars(&self, year: i32) -> Vec<CalendarId> {
        let now = self.context.today.map_or(2040, |day| day.year() + 1);
        match year {
            2400.. => vec![CalendarId::ThaiBuddhist],
            _ if year > now => vec![CalendarId::BikramSambat],
            1300..=1499 => vec![CalendarId::SolarHijri, CalendarId::HijriUmalqura],
            _ => vec![CalendarId::Gregorian],
        }
    }

    /// Returns each coming of what a name can mean in a year.
    fn named_in(&self, ids: &[usize], year: i32) -> Found {
        let packs = self.packs();
        let Some(world) = self.context.world else {
            return Err(Why::Words);
        };
        let mut found = Vec::new();
        for occasion in ids.iter().filter_map(|id| world.occasions.get(*id)) {
            let meant = occasion.packs.is_empty()
                || occasion.packs.iter().any(|p| packs.contains(&p.as_str()));
            if !meant {
                continue;
            }
            let before = occasion.crosses_years().then(|| occasion.in_year(year - 1));
            for coming in before.into_iter().flatten().chain(occasion.in_year(year)) {
                let dated = occasion_days(&coming, occasion.approximate, occasion.point);
                if !found.contains(&dated) {
                    found.push(dated);
                }
            }
        }
        found.sort_by_key(|d: &Dated| d.first);
        if found.is_empty() {
            Err(Why::Words)
        } else {
            Ok(found)
        }
    }

    /// Returns the packs of the person's places.
    pub(super) fn packs(&self) -> Vec<&str> {
        let world = self.context.world;
        world
            .map(|w| w.packs_of(self.context.cultures))
            .unwrap_or_default()
    }

    fn resolve_part(&self, part: Part, of: &Core) -> Found {
        let whole = self.resolve(of)?;
        let parts = whole
            .into_iter()
            .filter_map(|dated| part_of(part, of, &dated));
        let found: Vec<Dated> = parts.collect();
        if found.is_empty() {
            Err(Why::Words)
        } else {
            Ok(found)
        }
    }

    /// "Some day in May 2019" is 2019-05-XX.
    fn some(&self, of: &Core, unit: Span) -> Found {
        let whole = self.resolve(of)?;
        let coded = whole.into_iter().map(|dated| {
            let code = match (of, unit) {
                _ if dated.edtf.1.is_some() => return dated,
                (Core::Year { .. }, Span::Day) => format!("{}-XX-XX", dated.edtf.0),
                (Core::Month { .. } | Core::Year { .. }, _) => format!("{}-XX", dated.edtf.0),
                _ => return dated,
            };
            dated.coded(code)
        });
        Ok(coded.collect())
    }

    fn around_today(&self, step: i32, unit: &Around) -> Found {
        let today = self.context.today.ok_or(Why::NeedsToday)?;
        match unit {
            Around::Unit(unit) => unit_around(today, step, *unit).map(|d| vec![d]),
            Around::Season(season) => {
                let both = (today.year() - 2..=today.year() + 1)
                    .filter_map(|year| seasons(*season, year, true).ok())
                    .flatten();
                nearest(both.collect(), (today, step))
            }
            Around::Month(names) => {
                let years = today.year() - 2..=today.year() + 1;
                let all = years.filter_map(|year| months_of(names, Some(year), None).ok());
                nearest(all.flatten().collect(), (today, step))
            }
            Around::Named(ids) => {
                let years = today.year() - 2..=today.year() + 1;
                let all = years.filter_map(|year| self.named_in(ids, year).ok());
                nearest(all.flatten().collect(), (today, step))
            }
        }
    }
}

fn day_of((day, months): (u8, &[MonthName]), year: Option<i32>, era: Option<CalendarId>) -> Found {
    let year = year.ok_or(Why::NeedsYear)?;
    let named = calendars(months, era);
    let gregorian = named.iter().any(|m| m.calendar == CalendarId::Gregorian);
    let found = named.into_iter().flat_map(|name| {
        let plain = CalendarDay::new(year, name.month, day);
        let leap = CalendarDay {
            leap: true,
            ..plain
        };
        let twice = name.calendar.has_leap_month(year, name.month);
        let days = std::iter::once(plain).chain(twice.then_some(leap));
        days.filter_map(move |day| day_in(name.calendar, day))
            .collect::<Vec<_>>()
    });
    let why = if gregorian {
        Why::NoSuchDay
    } else {
        Why::NotInCalendar
    };
    plausible(found.collect()).ok_or(why)
}

fn months_of(months: &[MonthName], year: Option<i32>, era: Option<CalendarId>) -> Found {
    let year = year.ok_or(Why::NeedsYear)?;
    let found = calendars(months, era).into_iter().flat_map(|name| {
        let twice = name.calendar.has_leap_month(year, name.month);
        let leaps = std::iter::once(false).chain(twice.then_some(true));
        leaps
            .filter_map(move |leap| month_in(name.calendar, (year, name.month, leap)))
            .collect::<Vec<_>>()
    });
    plausible(found.collect()).ok_or(Why::NotInCalendar)
}

/// The calendars in which a month can be meant: the one that was said after it, else those that
/// have a month of this name.
fn calendars(months: &[MonthName], era: Option<CalendarId>) -> Vec<MonthName> {
    let Some(era) = era else {
        return months.to_vec();
    };
    let own: Vec<MonthName> = months
        .iter()
        .copied()
        .filter(|m| same_months(m.calendar, era))
        .collect();
    own.into_iter()
        .map(|m| MonthName {
            calendar: era,
            month: m.month,
        })
        .collect()
}

/// Of several, the last that was over, the one that is on or next, the one to come.
fn nearest(mut all: Vec<Dated>, (today, step): (NaiveDate, i32)) -> Found {
    all.sort_by_key(|d| d.first);
    let current = all
        .iter()
        .position(|d| d.last >= today)
        .unwrap_or(all.len());
    let index = match step {
        -1 => current.checked_sub(1),
        0 => Some(current),
        _ => all
            .get(current)
            .map(|d| current + usize::from(d.first <= today)),
    };
    let found = index.and_then(|index| all.get(index)).cloned();
    found.map(|d| vec![d]).ok_or(Why::Words)
}

fn unit_around(today: NaiveDate, step: i32, unit: Span) -> Result<Dated, Why> {
    let year = today.year() + step;
    let days =
        |first: Option<NaiveDate>, last: Option<NaiveDate>| first.zip(last).ok_or(Why::Words);
    match unit {
        Span::Year => year_in(CalendarId::Gregorian, year).ok_or(Why::Words),
        Span::Month => {
            let months = today.year() * 12 + i32::try_from(today.month0()).unwrap_or(0) + step;
            let month = u8::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
            month_in(CalendarId::Gregorian, (months.div_euclid(12), month, false)).ok_or(Why::Words)
        }
        Span::Week | Span::Fortnight => {
            let monday = today.week(Weekday::Mon).first_day();
            let monday = monday.checked_add_signed(chrono::TimeDelta::weeks(i64::from(step)));
            let sunday = monday.and_then(|m| m.checked_add_days(Days::new(6)));
            days(monday, sunday).map(|(a, b)| Dated::days(a, b))
        }
        Span::Day | Span::Night => {
            let day = today.checked_add_signed(chrono::TimeDelta::days(i64::from(step)));
            days(day, day).map(|(a, b)| Dated::days(a, b))
        }
    }
}

/// Calendars that share the names of their months.
fn same_months(named: CalendarId, era: CalendarId) -> bool {
    use CalendarId::{Gregorian, HijriCivil, HijriUmalqura, Julian, ThaiBuddhist};
    let roman = |c| matches!(c, Gregorian | Julian | ThaiBuddhist);
    let islamic = |c| matches!(c, HijriUmalqura | HijriCivil);
    named == era || (roman(named) && roman(era)) || (islamic(named) && islamic(era))
}

/// Keeps what lies in the years that people tell of; `None` where nothing is left.
fn plausible(found: Vec<Dated>) -> Option<Vec<Dated>> {
    let mut kept: Vec<Dated> = Vec::new();
    for dated in found {
        let twin = kept
            .iter()
            .any(|k| (k.first, k.last) == (dated.first, dated.last));
        if usual(dated.first) && !twin {
            kept.push(dated);
        }
    }
    (!kept.is_empty()).then_some(kept)
}

/// A day of a calendar, widened by what can differ.
pub(super) fn day_in(calendar: CalendarId, day: CalendarDay) -> Option<Dated> {
    let date = calendar.to_gregorian(day)?;
    Some(told_in(
        calendar,
        Dated::days(date, date),
        (day.year, day.to_string()),
    ))
}

/// A month of a calendar.
pub(super) fn month_in(
    calendar: CalendarId,
    (year, month, leap): (i32, u8, bool),
) -> Option<Dated> {
    let (first, last) = calendar.month(year, month, leap)?;
    let mark = if leap { "L" } else { "" };
    let told = (year, format!("{year:04}-{month:02}{mark}"));
    Some(told_in(calendar, Dated::months(first, last), told))
}

fn year_in(calendar: CalendarId, year: i32) -> Option<Dated> {
    let (first, last) = calendar.year(year)?;
    Some(told_in(
        calendar,
        Dated::years(first, last),
        (year, format!("{year:04}")),
    ))
}

fn told_in(calendar: CalendarId, dated: Dated, (year, told): (i32, String)) -> Dated {
    if calendar == CalendarId::Gregorian {
        return dated;
    }
    let by_sight = matches!(calendar, CalendarId::HijriUmalqura | CalendarId::HijriCivil);
    let (first, last) = if by_sight {
        calendar.widened(year, (dated.first, dated.last))
    } else {
        (dated.first, dated.last)
    };
    Dated {
        first,
        last,
        calendar,
        in_calendar: Some(told),
        approximate: by_sight,
        uncertain: calendar.is_unconfirmed(year),
        ..dated
    }
}

fn occasion_days(coming: &Occurrence, approximate: bool, point: bool) -> Dated {
    let whole = Dated::days(coming.first, coming.last);
    let (first, last) = coming.widened();
    let grain = if (coming.last - coming.first).num_days() > 45 {
        super::dated::Grain::Month
    } else {
        super::dated::Grain::Day
    };
    Dated {
        first,
        last,
        grain,
        approximate: approximate || coming.tolerance > 0,
        point: point.then_some(coming.first),
        ..whole
    }
}

fn decade(from: i32) -> Found {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let days = day(from, 1, 1).zip(day(from + 9, 12, 31));
    let (first, last) = days.ok_or(Why::Words)?;
    Ok(vec![
        Dated::years(first, last).coded(format!("{}X", from / 10)),
    ])
}

fn iso_week(week: u32, year: i32) -> Found {
    let day = |weekday| NaiveDate::from_isoywd_opt(year, week, weekday);
    let days = day(Weekday::Mon).zip(day(Weekday::Sun));
    let (first, last) = days.ok_or(Why::NoSuchWeek)?;
    Ok(vec![Dated::days(first, last)])
}
