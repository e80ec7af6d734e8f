//! Dates in figures: 14/5-19, 14.05.2019, 03/04/2019, 2012-13-05.

use chrono::NaiveDate;

use super::Why;
use super::dated::Dated;
use super::parser::{Phrase, Read};
use crate::text::UiLang;
use crate::time::{CalendarDay, CalendarId};

/// Figures with marks between them, each number with how many figures it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figures {
    parts: Vec<(u32, u8)>,
    marks: Vec<char>,
    /// An `L` behind them: the leap month.
    leap: bool,
    /// The tokens that they stand on.
    at: (usize, usize),
}

impl Phrase<'_> {
    /// Two or three numbers that touch the marks between them.
    pub(super) fn numeric(&self, at: usize) -> Read<Figures> {
        let first = self.figures(at)?;
        let mut figures = Figures {
            parts: vec![(first.value, first.figures)],
            marks: Vec::new(),
            leap: false,
            at: (at, at + 1),
        };
        let mut next = at;
        while figures.parts.len() < 3 {
            let Some((mark, number)) = self.following(next) else {
                break;
            };
            figures.parts.push(number);
            figures.marks.push(mark);
            next += 2;
        }
        let leap = self.word(next + 1) == Some("l") && self.touch(next);
        figures.leap = leap;
        figures.at.1 = next + 1 + usize::from(leap);
        let end = figures.at.1;
        figures.is_date().then_some((figures, end))
    }

    fn following(&self, at: usize) -> Option<(char, (u32, u8))> {
        let mark = self.mark(at + 1)?.chars().next()?;
        let glued = self.touch(at) && self.touch(at + 1);
        let loose = mark == '.' && self.touch(at) && at > 0;
        let number = self.figures(at + 2)?;
        let fits = matches!(mark, '/' | '.' | '-' | '–') && (glued || loose);
        fits.then_some((mark, (number.value, number.figures)))
    }

    /// Returns the days that figures can mean.
    pub(super) fn figured(&self, figures: &Figures) -> Result<Vec<Dated>, Why> {
        let year_first = figures.parts.first().is_some_and(|(_, n)| *n >= 3);
        match figures.parts.as_slice() {
            [(y, _), (m, _), (d, _)] if year_first => self.year_first(figures.leap, (*y, *m, *d)),
            [(y, _), (m, _)] if year_first => self.year_month(*y, *m),
            [(m, _), (y, 4)] => self.year_month(*y, *m),
            [(a, _), (b, _), (y, n)] => self.day_first(figures, (*a, *b), (*y, *n)),
            _ => Err(Why::NeedsYear),
        }
    }

    /// The calendar that figures are read in.
    fn figured_calendar(&self) -> CalendarId {
        self.context.calendar.unwrap_or_default()
    }

    fn year_first(&self, leap: bool, (y, m, d): (u32, u32, u32)) -> Result<Vec<Dated>, Why> {
        let calendar = self.figured_calendar();
        let day = calendar_day(y, m, d).ok_or(Why::NotInCalendar)?;
        let why = if calendar == CalendarId::Gregorian {
            Why::NoSuchDay
        } else {
            Why::NotInCalendar
        };
        let mut found = Vec::new();
        let twin = !leap && calendar.has_leap_month(day.year, day.month);
        for leap in [leap, true].into_iter().take(1 + usize::from(twin)) {
            found.extend(super::resolve::day_in(
                calendar,
                CalendarDay { leap, ..day },
            ));
            if self.context.calendar.is_some() {
                break; // Written out in full: `L` or no `L` is meant.
            }
        }
        if found.is_empty() {
            Err(why)
        } else {
            Ok(found)
        }
    }

    fn year_month(&self, y: u32, m: u32) -> Result<Vec<Dated>, Why> {
        let calendar = self.figured_calendar();
        let year = i32::try_from(y).map_err(|_| Why::NotInCalendar)?;
        let month = u8::try_from(m).map_err(|_| Why::NotInCalendar)?;
        let found = super::resolve::month_in(calendar, (year, month, false));
        found.map(|dated| vec![dated]).ok_or(Why::NotInCalendar)
    }

    /// Day before month, as Danes write it; month before day too where an English text with strokes
    /// allows both.
    fn day_first(
        &self,
        figures: &Figures,
        (a, b): (u32, u32),
        (y, n): (u32, u8),
    ) -> Result<Vec<Dated>, Why> {
        let year = if n <= 2 {
            self.century(y)
        } else {
            i32::try_from(y).unwrap_or(0)
        };
        let stroked = figures.marks.iter().all(|m| matches!(m, '/' | '-'));
        let mixed = figures.marks.first() != figures.marks.last();
        let both =
            stroked && !mixed && (self.context.language == UiLang::En || figures.marks[0] == '/');
        let day = |d: u32, m: u32| NaiveDate::from_ymd_opt(year, m, d);
        let first = day(a, b);
        let second = if both { day(b, a) } else { None };
        let mut days: Vec<NaiveDate> = first.into_iter().chain(second).collect();
        days.sort_unstable();
        days.dedup();
        if days.is_empty() {
            return Err(Why::NoSuchDay);
        }
        Ok(days.into_iter().map(|day| Dated::days(day, day)).collect())
    }
}

impl Figures {
    /// Returns the tokens that they stand on.
    pub(super) fn tokens(&self) -> (usize, usize) {
        self.at
    }

    fn is_date(&self) -> bool {
        let short = |part: &(u32, u8)| part.1 <= 2;
        match self.parts.as_slice() {
            [(_, n), rest @ ..] if *n >= 3 && !rest.is_empty() => {
                rest.iter().all(short) && self.marks.iter().all(|m| *m == '-')
            }
            [a, b, (_, n)] => short(a) && short(b) && matches!(n, 2 | 4),
            [a, (_, 4)] => short(a) && a.0 <= 12 && self.marks[0] != '-',
            [a, b] => short(a) && short(b) && self.marks[0] == '/',
            _ => false,
        }
    }
}

fn calendar_day(y: u32, m: u32, d: u32) -> Option<CalendarDay> {
    let (month, day) = (u8::try_from(m).ok()?, u8::try_from(d).ok()?);
    Some(CalendarDay::new(i32::try_from(y).ok()?, month, day))
}
