//! A stretch of days that a name or number stands for, before it is made a reading.

use chrono::{Days, Months, NaiveDate};

use crate::time::{Bounds, CalendarId};

/// Days with the notation for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    /// The first day it can be.
    pub(super) first: NaiveDate,
    /// The last day it can be.
    pub(super) last: NaiveDate,
    /// The notation of the beginning, and that of the end where it is another.
    pub(super) edtf: (String, Option<String>),
    /// A notation of its own, such as that of a season or decade.
    pub(super) code: Option<String>,
    /// How coarse it is: what "about" widens by.
    pub(super) grain: Grain,
    /// The calendar in which it was said.
    pub(super) calendar: CalendarId,
    /// The value in that calendar.
    pub(super) in_calendar: Option<String>,
    /// Whether its days are rough by nature.
    pub(super) approximate: bool,
    /// Whether its table is to be confirmed.
    pub(super) uncertain: bool,
    /// The day that "about" and "before" are counted from, where it has several.
    pub(super) point: Option<NaiveDate>,
}

/// How coarse a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    /// A day, or a few.
    Day,
    /// A month, or a part of a year.
    Month,
    /// A year, or more.
    Year,
}

impl Dated {
    /// Days without a name.
    pub(super) fn days(first: NaiveDate, last: NaiveDate) -> Self {
        Self {
            first,
            last,
            edtf: notation(first, last),
            code: None,
            grain: Grain::Day,
            calendar: CalendarId::Gregorian,
            in_calendar: None,
            approximate: false,
            uncertain: false,
            point: None,
        }
    }

    /// Whole months.
    pub(super) fn months(first: NaiveDate, last: NaiveDate) -> Self {
        Self {
            grain: Grain::Month,
            ..Self::days(first, last)
        }
    }

    /// Whole years.
    pub(super) fn years(first: NaiveDate, last: NaiveDate) -> Self {
        Self {
            grain: Grain::Year,
            ..Self::days(first, last)
        }
    }

    /// The same, rough by nature.
    pub(super) fn rough(self) -> Self {
        Self {
            approximate: true,
            ..self
        }
    }

    /// The same, with a notation of its own.
    pub(super) fn coded(self, code: String) -> Self {
        Self {
            code: Some(code),
            ..self
        }
    }

    pub(super) fn bounds(&self) -> Bounds {
        Bounds::days(self.first, self.last)
    }

    /// Returns the notation of the beginning, for "from" and "between".
    pub(super) fn begin(&self) -> &str {
        &self.edtf.0
    }

    /// Returns the notation of the end.
    pub(super) fn end(&self) -> &str {
        self.edtf.1.as_deref().unwrap_or(&self.edtf.0)
    }

    /// Returns the notation, with `~`, `?` or `%` in the portable form: never on a season, a decade or
    /// a part with unknown figures, but on the months or years they stand for.
    pub(super) fn notation(&self, approximate: bool, uncertain: bool) -> String {
        let mark = match (approximate || self.approximate, uncertain || self.uncertain) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        };
        match (&self.code, &self.edtf.1) {
            (Some(code), _) if mark.is_empty() => code.clone(),
            (_, Some(end)) => format!("{}{mark}/{end}{mark}", self.edtf.0),
            (_, None) => format!("{}{mark}", self.edtf.0),
        }
    }

    /// Returns the window that "about" or "maybe" opens: 7 days, a month or a year either way, and
    /// twice that for both.
    pub(super) fn window(&self, times: u32) -> Bounds {
        let first = self.point.unwrap_or(self.first);
        let last = self.point.unwrap_or(self.last);
        let (earliest, latest) = match self.grain {
            Grain::Day => {
                let by = Days::new(u64::from(7 * times));
                (first.checked_sub_days(by), last.checked_add_days(by))
            }
            Grain::Month => (months_before(first, times), months_after(last, times)),
            Grain::Year => (
                months_before(first, 12 * times),
                months_after(last, 12 * times),
            ),
        };
        Bounds { earliest, latest }
    }
}

fn months_before(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_sub_months(Months::new(months))
}

/// The last day of a month stays the last day of a month.
fn months_after(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    let next = day.succ_opt()?.checked_add_months(Months::new(months))?;
    next.pred_opt()
}

/// Returns the notation of days: a year, a month, a day, or two of the coarsest that fit.
pub(super) fn notation(first: NaiveDate, last: NaiveDate) -> (String, Option<String>) {
    use chrono::Datelike as _;
    let next = last.succ_opt().unwrap_or(last);
    let whole_months = first.day() == 1 && next.day() == 1;
    let whole_years = whole_months && first.month() == 1 && next.month() == 1;
    let form = if whole_years {
        "%Y"
    } else if whole_months {
        "%Y-%m"
    } else {
        "%Y-%m-%d"
    };
    let (from, to) = (
        first.format(form).to_string(),
        last.format(form).to_string(),
    );
    if from == to {
        (from, None)
    } else {
        (from, Some(to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_notation_is_as_coarse_as_its_days_allow() {
        for (first, last, want) in [
            ("2019-01-01", "2019-12-31", "2019"),
            ("2019-05-01", "2019-05-31", "2019-05"),
            ("2019-05-14", "2019-05-14", "2019-05-14"),
            ("2018-03-01", "2018-06-30", "2018-03/2018-06"),
            ("2019-04-21", "2019-04-30", "2019-04-21/2019-04-30"),
        ] {
            let dated = Dated::days(day(first), day(last));
            assert_eq!(dated.notation(false, false), want);
        }
    }

    #[test]
    fn a_season_is_never_qualified_as_a_season() {
        let summer = Dated::months(day("2017-06-01"), day("2017-08-31")).coded("2017-22".into());
        assert_eq!(summer.notation(false, false), "2017-22");
        assert_eq!(summer.notation(true, false), "2017-06~/2017-08~");
    }

    #[test]
    fn about_widens_by_what_was_said() {
        let month = Dated::months(day("2019-05-01"), day("2019-05-31"));
        assert_eq!(
            month.window(1),
            Bounds::days(day("2019-04-01"), day("2019-06-30"))
        );
        let leap = Dated::years(day("2016-01-01"), day("2016-12-31"));
        assert_eq!(
            leap.window(2),
            Bounds::days(day("2014-01-01"), day("2018-12-31"))
        );
    }
}
