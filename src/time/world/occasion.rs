//! What has a name and comes every year: festivals, seasons of a place, school holidays.

use chrono::{Datelike as _, Days as Plus, NaiveDate, Weekday};

use super::Status;
use crate::text::{Localised, UiLang};
use crate::time::{CalendarDay, CalendarId};

/// Something that has a name and comes every year.
#[derive(Debug, Clone, PartialEq)]
pub struct Occasion {
    /// Its id, such as `eid_al_fitr`.
    pub id: String,
    /// What it is called.
    pub name: Localised,
    /// How people speak of it.
    pub words: Vec<(UiLang, String)>,
    /// The packs in which it is meant by those words; everywhere where empty.
    pub packs: Vec<String>,
    /// When it is.
    pub yearly: Yearly,
    /// By how many days it can differ, either way, beyond its calendar's own tolerance.
    pub tolerance: u8,
    /// Whether "around" and "before" count from its first day alone.
    pub point: bool,
    /// Whether its days are rough.
    pub approximate: bool,
    /// How well it was looked up.
    pub status: Status,
}

/// When something comes, year by year.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Yearly {
    /// From one day of a calendar to another; a last day of 0 is the end of the month.
    Calendar {
        /// The calendar.
        calendar: CalendarId,
        /// Month and day.
        from: (u8, u8),
        /// Month and day.
        to: (u8, u8),
    },
    /// Days counted from Easter Sunday.
    Easter {
        /// Whether it is the Easter of the Orthodox churches.
        orthodox: bool,
        /// The first day.
        from: i64,
        /// The last day.
        to: i64,
    },
    /// ISO weeks, with how many days of the last one belong to it.
    Weeks {
        /// The first week.
        from: u32,
        /// The last week.
        to: u32,
        /// Days of the last week, 5 or 7.
        days: u8,
    },
    /// The Danish school's summer: from the last Saturday of June, six weeks and two days.
    SchoolSummer,
    /// Whole months of the Gregorian calendar.
    Months {
        /// The first.
        from: u8,
        /// The last, in the year after where it is the lower number.
        to: u8,
    },
    /// Days from a list.
    Listed(Vec<Days>),
}

/// A first and a last day.
pub type Days = (NaiveDate, NaiveDate);

/// One coming of an occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// Its first day, as calculated.
    pub first: NaiveDate,
    /// Its last day, as calculated.
    pub last: NaiveDate,
    /// By how many days it can differ, either way.
    pub tolerance: u8,
}

impl Occurrence {
    /// Returns the days it can have been on, with what can differ.
    pub fn widened(&self) -> Days {
        let by = Plus::new(u64::from(self.tolerance));
        let first = self.first.checked_sub_days(by).unwrap_or(self.first);
        (first, self.last.checked_add_days(by).unwrap_or(self.last))
    }
}

impl Occasion {
    /// Returns how often it came in a Gregorian year, by its first day. A festival of the Islamic
    /// calendar can come twice.
    pub fn in_year(&self, year: i32) -> Vec<Occurrence> {
        let mut found: Vec<Occurrence> = match &self.yearly {
            Yearly::Calendar { calendar, from, to } => in_calendar(*calendar, (*from, *to), year),
            other => other
                .plain(year)
                .into_iter()
                .map(|(first, last)| Occurrence {
                    first,
                    last,
                    tolerance: 0,
                })
                .collect(),
        };
        found.retain(|o| o.first.year() == year);
        for coming in &mut found {
            coming.tolerance += self.tolerance;
        }
        found
    }

    /// Says whether it begins in one year and ends in the next.
    pub fn crosses_years(&self) -> bool {
        matches!(self.yearly, Yearly::Months { from, to } if to < from)
    }
}

impl Yearly {
    fn plain(&self, year: i32) -> Vec<Days> {
        let days = match self {
            Self::Easter { orthodox, from, to } => easter(year, *orthodox).and_then(|sunday| {
                let plus = |by: i64| sunday.checked_add_signed(chrono::TimeDelta::days(by));
                plus(*from).zip(plus(*to))
            }),
            Self::Weeks { from, to, days } => {
                let last = if *days >= 7 {
                    Weekday::Sun
                } else {
                    Weekday::Fri
                };
                let first = NaiveDate::from_isoywd_opt(year, *from, Weekday::Mon);
                first.zip(NaiveDate::from_isoywd_opt(year, *to, last))
            }
            Self::SchoolSummer => school_summer(year),
            Self::Months { from, to } => {
                let end = if to < from { year + 1 } else { year };
                let first = NaiveDate::from_ymd_opt(year, u32::from(*from), 1);
                let last = CalendarId::Gregorian.month(end, *to, false);
                first.zip(last.map(|(_, last)| last))
            }
            Self::Listed(all) => {
                return all
                    .iter()
                    .copied()
                    .filter(|(first, _)| first.year() == year)
                    .collect();
            }
            Self::Calendar { .. } => None,
        };
        days.into_iter().collect()
    }
}

type MonthDay = (u8, u8);

fn in_calendar(
    calendar: CalendarId,
    (from, to): (MonthDay, MonthDay),
    year: i32,
) -> Vec<Occurrence> {
    let ends = [(year, 1, 1), (year, 12, 31)].map(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
    let years = ends.map(|day| {
        day.and_then(|day| calendar.from_gregorian(day))
            .map(|d| d.year)
    });
    let [Some(first_year), Some(last_year)] = years else {
        return Vec::new();
    };
    let coming = |own: i32| {
        let first = calendar.to_gregorian(CalendarDay::new(own, from.0, from.1))?;
        let end = if to < from && to.1 != 0 { own + 1 } else { own };
        let last = if to.1 == 0 {
            calendar.month(end, to.0, false)?.1
        } else {
            calendar.to_gregorian(CalendarDay::new(end, to.0, to.1))?
        };
        Some(Occurrence {
            first,
            last,
            tolerance: calendar.tolerance(own),
        })
    };
    (first_year..=last_year).filter_map(coming).collect()
}

fn school_summer(year: i32) -> Option<Days> {
    let mut day = NaiveDate::from_ymd_opt(year, 6, 30)?;
    while day.weekday() != Weekday::Sat {
        day = day.pred_opt()?;
    }
    Some((day, day.checked_add_days(Plus::new(43))?))
}

/// Easter Sunday, by the rule of Meeus, Jones and Butcher, and the Julian rule of Meeus.
fn easter(year: i32, orthodox: bool) -> Option<NaiveDate> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    let part = |n: i32| u8::try_from(n).ok();
    if orthodox {
        let d = (19 * (year % 19) + 15) % 30;
        let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
        let day = CalendarDay::new(
            year,
            part((d + e + 114) / 31)?,
            part((d + e + 114) % 31 + 1)?,
        );
        return CalendarId::Julian.to_gregorian(day);
    }
    let (golden, century, short) = (year % 19, year / 100, year % 100);
    let lunar = 19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15;
    let moon = lunar % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (short / 4) - moon - short % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let days = moon + sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::from(part(days / 31)?),
        u32::from(part(days % 31 + 1)?),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_of_both_churches() {
        for (year, western, eastern) in [
            (2018, "2018-04-01", "2018-04-08"),
            (2024, "2024-03-31", "2024-05-05"),
            (2025, "2025-04-20", "2025-04-20"),
            (2008, "2008-03-23", "2008-04-27"),
        ] {
            assert_eq!(easter(year, false), Some(day(western)));
            assert_eq!(easter(year, true), Some(day(eastern)));
        }
    }

    #[test]
    fn a_season_over_new_year_ends_in_the_year_after() {
        let dry = Yearly::Months { from: 11, to: 2 };
        assert_eq!(dry.plain(2019), [(day("2019-11-01"), day("2020-02-29"))]);
    }

    #[test]
    fn the_danish_summer_holiday_begins_on_the_last_saturday_of_june() {
        assert_eq!(
            school_summer(2019),
            Some((day("2019-06-29"), day("2019-08-11")))
        );
    }

    #[test]
    fn an_islamic_feast_can_come_twice_in_a_year() {
        let (from, to) = ((10, 1), (10, 3));
        let found = in_calendar(CalendarId::HijriUmalqura, (from, to), 2000);
        let found: Vec<NaiveDate> = found
            .iter()
            .map(|o| o.first)
            .filter(|d| d.year() == 2000)
            .collect();
        assert_eq!(found, [day("2000-01-08"), day("2000-12-27")]);
    }
}
