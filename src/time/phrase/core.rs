//! A date as it was read: its parts by their names, without the days they mean.

use super::lexicon::{Part, Season, Span};
use crate::time::CalendarId;
use crate::time::calendar::MonthName;

/// A date as it was read, before its days are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Core {
    /// A day of a month.
    Day {
        day: u8,
        months: Vec<MonthName>,
        year: Option<i32>,
        era: Option<CalendarId>,
    },
    /// A day of which the month follows: "from 3 to 10 May".
    DayOnly(u8),
    /// A month.
    Month {
        months: Vec<MonthName>,
        year: Option<i32>,
        era: Option<CalendarId>,
    },
    /// A year.
    Year { year: i32, era: Option<CalendarId> },
    /// Figures with marks between them.
    Figures(super::numeric::Figures),
    /// Ten years.
    Decade(i32),
    /// An ISO week.
    Week { week: u32, year: Option<i32> },
    /// A season of the temperate north; a winter may name both its years.
    Season {
        season: Season,
        year: Option<i32>,
        to: Option<i32>,
    },
    /// A festival, a season of a place, a school holiday.
    Named { ids: Vec<usize>, year: Option<i32> },
    /// A part of something.
    Part { part: Part, of: Box<Core> },
    /// Some day of a month or year.
    Some { of: Box<Core>, unit: Span },
    /// Counted from the day of the talk.
    Around { step: i32, unit: Around },
}

/// What is counted from the day of the talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Around {
    Unit(Span),
    Season(Season),
    Month(Vec<MonthName>),
    Named(Vec<usize>),
}

impl Core {
    /// Returns the year, where one was said.
    pub(super) fn year(&self) -> Option<i32> {
        match self {
            Self::Day { year, .. }
            | Self::Month { year, .. }
            | Self::Week { year, .. }
            | Self::Season { year, .. }
            | Self::Named { year, .. } => *year,
            Self::Year { year, .. } => Some(*year),
            Self::Part { of, .. } | Self::Some { of, .. } => of.year(),
            _ => None,
        }
    }

    /// Gives it the year, month and calendar that were said after another date.
    pub(super) fn filled(self, from: &Core) -> Core {
        let given = from.year();
        match self {
            Self::DayOnly(day) => from.clone().on(day),
            Self::Day {
                day,
                months,
                year: None,
                era,
            } => {
                let year = given.map(|y| year_of(&months, from, y));
                Self::Day {
                    day,
                    months,
                    year,
                    era: era.or_else(|| from.era()),
                }
            }
            Self::Month {
                months,
                year: None,
                era,
            } => {
                let year = given.map(|y| year_of(&months, from, y));
                Self::Month {
                    months,
                    year,
                    era: era.or_else(|| from.era()),
                }
            }
            Self::Week { week, year: None } => Self::Week { week, year: given },
            Self::Season {
                season,
                year: None,
                to,
            } => Self::Season {
                season,
                year: given,
                to,
            },
            Self::Named { ids, year: None } => Self::Named { ids, year: given },
            Self::Part { part, of } => Self::Part {
                part,
                of: Box::new(of.filled(from)),
            },
            other => other,
        }
    }

    /// Another day of the same month; a day alone where there is no month.
    fn on(self, day: u8) -> Core {
        match self {
            Self::Day {
                months, year, era, ..
            }
            | Self::Month { months, year, era } => Self::Day {
                day,
                months,
                year,
                era,
            },
            _ => Self::DayOnly(day),
        }
    }

    fn era(&self) -> Option<CalendarId> {
        match self {
            Self::Day { era, .. } | Self::Month { era, .. } | Self::Year { era, .. } => *era,
            _ => None,
        }
    }

    fn months(&self) -> &[MonthName] {
        match self {
            Self::Day { months, .. } | Self::Month { months, .. } => months,
            _ => &[],
        }
    }
}

/// "From November to February 2018" begins in the year before.
fn year_of(months: &[MonthName], other: &Core, year: i32) -> i32 {
    let first = months.first().zip(other.months().first());
    let earlier = first.is_some_and(|(a, b)| a.calendar == b.calendar && a.month > b.month);
    year - i32::from(earlier)
}
