//! EDTF (ISO 8601-2:2019, annex A) through `edtf-core`: levels 0 to 2 in, readings out.

use chrono::NaiveDate;
use edtf_core::{Bound, BoundDate, Edtf, IntervalEndpoint};

use super::{Bounds, Reading, Shape};

/// A time that cannot be what it says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum TimeError {
    /// Not EDTF.
    #[error("this is not an EDTF value: {why} at character {at}")]
    #[diagnostic(help("write it as `2019-05-14`, `2019-05`, `2019` or `2018-03/2018-06`"))]
    NotEdtf {
        /// What is wrong.
        why: &'static str,
        /// Where, counted from 1.
        at: usize,
    },
    /// A bound lies outside the years that are handled.
    #[error("the value lies outside the years -9999 to 9999")]
    OutOfRange,
}

/// Reads an EDTF string as a reading with hard bounds; `~`, `?` and `%` never move a bound.
///
/// # Errors
///
/// [`TimeError::NotEdtf`] for a string that no level allows, impossible days and reversed intervals
/// included; [`TimeError::OutOfRange`] where a bound lies outside the years -9999 to 9999.
pub fn read_edtf(text: &str) -> Result<Reading, TimeError> {
    let value = Edtf::parse(text).map_err(|e| TimeError::NotEdtf {
        why: e.message,
        at: e.offset + 1,
    })?;
    let (start, end) = match &value {
        Edtf::Interval(interval) => (endpoint(&interval.start)?, endpoint(&interval.end)?),
        other => {
            let within = bounds(other)?;
            (within, within)
        }
    };
    let shape = if matches!(value, Edtf::Interval(_)) {
        Shape::Lasted
    } else {
        Shape::Once
    };
    Ok(Reading {
        edtf: Some(value.to_string()),
        shape,
        start,
        end,
        approximate: value.is_approximate(),
        uncertain: value.is_uncertain(),
        ..Reading::default()
    })
}

fn endpoint(end: &IntervalEndpoint) -> Result<Bounds, TimeError> {
    match end {
        IntervalEndpoint::Date(date) => bounds(&Edtf::Date(*date)),
        _ => Ok(Bounds::default()),
    }
}

fn bounds(value: &Edtf) -> Result<Bounds, TimeError> {
    let both = value.bounds();
    Ok(Bounds {
        earliest: day(both.earliest)?,
        latest: day(both.latest)?,
    })
}

fn day(bound: Bound) -> Result<Option<NaiveDate>, TimeError> {
    let Bound::Date(BoundDate {
        year, month, day, ..
    }) = bound
    else {
        return Ok(None);
    };
    let year = i32::try_from(year)
        .ok()
        .filter(|y| (-9999..=9999).contains(y));
    let date = year.and_then(|y| NaiveDate::from_ymd_opt(y, u32::from(month), u32::from(day)));
    date.map(Some).ok_or(TimeError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(first: &str, last: &str) -> Bounds {
        Bounds::days(first.parse().unwrap(), last.parse().unwrap())
    }

    #[test]
    fn an_interval_lasted_and_a_set_happened_once() {
        let lasted = read_edtf("2018-03/2018-06").unwrap();
        assert_eq!(
            (lasted.shape, lasted.start),
            (Shape::Lasted, days("2018-03-01", "2018-03-31"))
        );
        let once = read_edtf("[2018-03..2018-06]").unwrap();
        assert_eq!(
            (once.shape, once.start),
            (Shape::Once, days("2018-03-01", "2018-06-30"))
        );
    }

    #[test]
    fn about_never_moves_a_bound() {
        let about = read_edtf("2019-05~").unwrap();
        assert_eq!(
            (about.outer(), about.approximate),
            (days("2019-05-01", "2019-05-31"), true)
        );
    }

    #[test]
    fn an_open_end_has_no_bound() {
        assert_eq!(read_edtf("2016/..").unwrap().end, Bounds::default());
    }

    #[test]
    fn impossible_days_and_reversed_intervals_are_refused() {
        for text in ["2019-02-29", "2018/2017", "2019-5-14", "soon"] {
            assert!(
                matches!(read_edtf(text), Err(TimeError::NotEdtf { .. })),
                "{text}"
            );
        }
    }

    #[test]
    fn years_beyond_four_digits_are_out_of_range() {
        assert_eq!(read_edtf("Y170000002"), Err(TimeError::OutOfRange));
    }
}
