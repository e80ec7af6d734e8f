//! The calendars in which people tell dates, by their ids, and their days in the Gregorian calendar.
//!
//! What `icu_calendar` has right comes from it. Umm al-Qura before 1999, the Vietnamese lunar calendar
//! and Bikram Sambat follow tables: `docs/decisions/0007-calendars.md`. A day that a calendar does not
//! have is `None`, and so is one outside the years that its table covers: nothing is moved or guessed.

mod names;
mod tables;

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, Days, NaiveDate};
use icu_calendar::cal::hijri::{
    TabularAlgorithm, TabularAlgorithmEpoch, TabularAlgorithmLeapYears,
};
use icu_calendar::cal::{Buddhist, ChineseTraditional, Ethiopian, Hijri, Julian, Persian};
use icu_calendar::types::{Month, RataDie};
use icu_calendar::{Calendar, Date, Gregorian};
use serde::{Deserialize, Serialize};

pub(super) use names::{MonthName, era_calendar, months_named};
pub use names::{calendar_name, month_in};

use tables::Table;

/// A calendar, by the id that `--calendar` takes and that a record keeps.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CalendarId {
    /// The calendar of Danish offices.
    #[default]
    Gregorian,
    /// The old calendar of Orthodox churches.
    Julian,
    /// Ethiopia's, with the years of mercy; Ge'ez dates of the church in Eritrea too.
    Ethiopian,
    /// Iran's and Afghanistan's.
    SolarHijri,
    /// The Islamic calendar of Saudi Arabia, the nearest table to what is sighted elsewhere.
    HijriUmalqura,
    /// The Islamic calendar by rule: leap years of type II, days from Friday.
    HijriCivil,
    /// Thailand's: Gregorian with the year 543 higher.
    ThaiBuddhist,
    /// The lunar calendar of China.
    Chinese,
    /// The lunar calendar of Viet Nam: the same rules seven hours east of Greenwich.
    Vietnamese,
    /// Nepal's.
    BikramSambat,
}

/// An id that no calendar has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[error("there is no calendar `{id}`")]
pub struct UnknownCalendar {
    /// The id as written.
    pub id: String,
    /// The ids that there are.
    #[help]
    pub help: Option<String>,
}

/// A day in a calendar; shown as year-month-day, with an `L` after it in a leap month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDay {
    /// The year.
    pub year: i32,
    /// The month's number, counted from 1; a leap month has that of the month before it.
    pub month: u8,
    /// Whether it is the leap month of that number.
    pub leap: bool,
    /// The day of the month, counted from 1.
    pub day: u8,
}

impl CalendarDay {
    /// A day in an ordinary month.
    pub const fn new(year: i32, month: u8, day: u8) -> Self {
        Self {
            year,
            month,
            leap: false,
            day,
        }
    }
}

impl fmt::Display for CalendarDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leap = if self.leap { "L" } else { "" };
        write!(
            f,
            "{:04}-{:02}-{:02}{leap}",
            self.year, self.month, self.day
        )
    }
}

impl CalendarId {
    /// All calendars.
    pub const ALL: [Self; 10] = [
        Self::Gregorian,
        Self::Julian,
        Self::Ethiopian,
        Self::SolarHijri,
        Self::HijriUmalqura,
        Self::HijriCivil,
        Self::ThaiBuddhist,
        Self::Chinese,
        Self::Vietnamese,
        Self::BikramSambat,
    ];

    /// Returns the id, such as `solar_hijri`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gregorian => "gregorian",
            Self::Julian => "julian",
            Self::Ethiopian => "ethiopian",
            Self::SolarHijri => "solar_hijri",
            Self::HijriUmalqura => "hijri_umalqura",
            Self::HijriCivil => "hijri_civil",
            Self::ThaiBuddhist => "thai_buddhist",
            Self::Chinese => "chinese",
            Self::Vietnamese => "vietnamese",
            Self::BikramSambat => "bikram_sambat",
        }
    }

    /// Returns the Gregorian day; `None` where the calendar has no such day.
    pub fn to_gregorian(self, day: CalendarDay) -> Option<NaiveDate> {
        if let Some(table) = self.table() {
            return NaiveDate::from_num_days_from_ce_opt(table.number(day)?);
        }
        let month = if day.leap {
            Month::leap(day.month)
        } else {
            Month::new(day.month)
        };
        let number = match self {
            Self::Julian => number(&Julian, (day.year, month, day.day)),
            Self::Ethiopian => number(&Ethiopian::new(), (day.year, month, day.day)),
            Self::SolarHijri => number(&Persian, (day.year, month, day.day)),
            Self::HijriCivil => number(&Hijri(CIVIL), (day.year, month, day.day)),
            Self::ThaiBuddhist => number(&Buddhist, (day.year, month, day.day)),
            Self::Chinese => number(&ChineseTraditional::new(), (day.year, month, day.day)),
            _ => number(&Gregorian, (day.year, month, day.day)),
        };
        NaiveDate::from_num_days_from_ce_opt(number?)
    }

    /// Returns a Gregorian day in this calendar; `None` outside the years that its table covers.
    pub fn from_gregorian(self, day: NaiveDate) -> Option<CalendarDay> {
        let number = day.num_days_from_ce();
        if let Some(table) = self.table() {
            return table.day(number);
        }
        let die = RataDie::new(i64::from(number));
        Some(match self {
            Self::Julian => of(die, &Julian),
            Self::Ethiopian => of(die, &Ethiopian::new()),
            Self::SolarHijri => of(die, &Persian),
            Self::HijriCivil => of(die, &Hijri(CIVIL)),
            Self::ThaiBuddhist => of(die, &Buddhist),
            Self::Chinese => of(die, &ChineseTraditional::new()),
            _ => of(die, &Gregorian),
        })
    }

    /// Returns the first and the last day of a month, Gregorian.
    pub fn month(self, year: i32, month: u8, leap: bool) -> Option<(NaiveDate, NaiveDate)> {
        let day = |day| {
            self.to_gregorian(CalendarDay {
                year,
                month,
                leap,
                day,
            })
        };
        let last = (28..=32).rev().chain((1..28).rev()).find_map(day);
        day(1).zip(last)
    }

    /// Returns the first and the last day of a year, Gregorian.
    pub fn year(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.to_gregorian(CalendarDay::new(year, 1, 1))?;
        let next = self.to_gregorian(CalendarDay::new(year.checked_add(1)?, 1, 1));
        let last = next.and_then(|next| next.pred_opt());
        Some((first, last.or_else(|| self.last_month(year))?))
    }

    /// Where a table ends with a year, its last day is the end of its last month.
    fn last_month(self, year: i32) -> Option<NaiveDate> {
        self.month(year, 12, false).map(|(_, last)| last)
    }

    /// Says whether a month of this number stands twice in this year.
    pub fn has_leap_month(self, year: i32, month: u8) -> bool {
        matches!(self, Self::Chinese | Self::Vietnamese)
            && self
                .to_gregorian(CalendarDay {
                    year,
                    month,
                    leap: true,
                    day: 1,
                })
                .is_some()
    }

    /// Returns by how many days what people kept can differ from the table, either way: months of the
    /// Islamic calendar begin by sighting (1 day, 2 before 1420 AH).
    pub fn tolerance(self, year: i32) -> u8 {
        match self {
            Self::HijriUmalqura if year >= 1420 => 1,
            Self::HijriUmalqura | Self::HijriCivil => 2,
            _ => 0,
        }
    }

    /// Says whether the table of a year is to be confirmed: those of Bikram Sambat disagree by a day
    /// about 2082, and from 2087 on.
    pub fn is_unconfirmed(self, year: i32) -> bool {
        self == Self::BikramSambat && (year == 2082 || year >= 2087)
    }

    /// Widens days by the tolerance of the calendar in this year.
    pub(super) fn widened(
        self,
        year: i32,
        (first, last): (NaiveDate, NaiveDate),
    ) -> (NaiveDate, NaiveDate) {
        let by = Days::new(u64::from(self.tolerance(year)));
        let first = first.checked_sub_days(by).unwrap_or(first);
        (first, last.checked_add_days(by).unwrap_or(last))
    }

    fn table(self) -> Option<&'static Table> {
        match self {
            Self::HijriUmalqura => Some(&tables::UMM_AL_QURA),
            Self::Vietnamese => Some(&tables::VIETNAMESE),
            Self::BikramSambat => Some(&tables::BIKRAM_SAMBAT),
            _ => None,
        }
    }
}

const CIVIL: TabularAlgorithm = TabularAlgorithm::new(
    TabularAlgorithmLeapYears::TypeII,
    TabularAlgorithmEpoch::Friday,
);

fn number<C: Calendar>(calendar: &C, (year, month, day): (i32, Month, u8)) -> Option<i32> {
    let date = Date::try_new(year.into(), month, day, icu_calendar::Ref(calendar)).ok()?;
    i32::try_from(date.to_rata_die().to_i64_date()).ok()
}

fn of<C: Calendar>(die: RataDie, calendar: &C) -> CalendarDay {
    let date = Date::from_rata_die(die, icu_calendar::Ref(calendar));
    let month = date.month().to_input();
    CalendarDay {
        year: date.year().extended_year(),
        month: month.number(),
        leap: month.is_leap(),
        day: date.day_of_month().0,
    }
}

impl FromStr for CalendarId {
    type Err = UnknownCalendar;

    fn from_str(id: &str) -> Result<Self, UnknownCalendar> {
        let found = Self::ALL.into_iter().find(|c| c.as_str() == id);
        found.ok_or_else(|| {
            let ids = Self::ALL.map(Self::as_str);
            let near = crate::text::near::did_you_mean(id, ids);
            UnknownCalendar {
                id: id.to_owned(),
                help: near.or_else(|| Some(format!("there are: {}", ids.join(", ")))),
            }
        })
    }
}

#[cfg(test)]
mod tests;
