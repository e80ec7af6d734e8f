use proptest::prelude::*;

use super::*;

fn day(text: &str) -> CalendarDay {
    let leap = text.ends_with('L');
    let parts: Vec<i32> = text
        .trim_end_matches('L')
        .split('-')
        .map(|p| p.parse().unwrap())
        .collect();
    let part = |i: usize| u8::try_from(parts[i]).unwrap();
    CalendarDay {
        year: parts[0],
        month: part(1),
        leap,
        day: part(2),
    }
}

#[test]
fn every_vector_of_the_calendars_holds() {
    let rows = include_str!("../../../tests/data/time/calendar-vectors.tsv")
        .lines()
        .skip(1);
    let mut checked = 0;
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let calendar: CalendarId = cells[1].parse().unwrap();
        let want: Option<NaiveDate> = cells[3].parse().ok();
        assert_eq!(calendar.to_gregorian(day(cells[2])), want, "{row}");
        if let Some(want) = want {
            assert_eq!(calendar.from_gregorian(want), Some(day(cells[2])), "{row}");
        }
        checked += 1;
    }
    assert_eq!(checked, 130);
}

#[test]
fn an_id_that_is_none_names_those_that_are() {
    let error = "ethiopean".parse::<CalendarId>().unwrap_err();
    assert_eq!(error.help.as_deref(), Some("did you mean `ethiopian`?"));
}

#[test]
fn ids_are_those_of_the_record() {
    for calendar in CalendarId::ALL {
        let written = serde_json::to_string(&calendar).unwrap();
        assert_eq!(written, format!("\"{}\"", calendar.as_str()));
    }
}

#[test]
fn tables_have_no_gap_and_end_where_they_end() {
    for (calendar, first, last) in [
        (CalendarId::HijriUmalqura, 1318, 1522),
        (CalendarId::Vietnamese, 1899, 2100),
        (CalendarId::BikramSambat, 1975, 2100),
    ] {
        for year in first..last {
            let (_, end) = calendar.year(year).unwrap();
            let (next, _) = calendar.year(year + 1).unwrap();
            assert_eq!(end.succ_opt(), Some(next), "{calendar:?} {year}");
        }
    }
    assert_eq!(CalendarId::BikramSambat.year(1974), None);
    assert_eq!(CalendarId::BikramSambat.year(2101), None);
    assert!(CalendarId::BikramSambat.year(2100).is_some());
}

#[test]
fn a_leap_month_is_told_apart_from_its_twin() {
    let vietnamese = CalendarId::Vietnamese;
    assert!(vietnamese.has_leap_month(2020, 4) && !vietnamese.has_leap_month(2021, 4));
    let plain = vietnamese.month(2020, 4, false).unwrap();
    let leap = vietnamese.month(2020, 4, true).unwrap();
    assert_eq!(plain.1.succ_opt(), Some(leap.0));
}

#[test]
fn the_islamic_calendar_differs_by_a_day_and_before_1420_by_two() {
    assert_eq!(CalendarId::HijriUmalqura.tolerance(1440), 1);
    assert_eq!(CalendarId::HijriUmalqura.tolerance(1410), 2);
    assert_eq!(CalendarId::Ethiopian.tolerance(2010), 0);
}

proptest! {
    /// From 1900 to 2100, and for Bikram Sambat in the years of its table.
    #[test]
    fn a_day_comes_back_from_every_calendar(number in 693_596_i32..766_644) {
        let date = NaiveDate::from_num_days_from_ce_opt(number).unwrap();
        for calendar in CalendarId::ALL {
            let found = calendar.from_gregorian(date);
            prop_assert!(found.is_some() || calendar == CalendarId::BikramSambat);
            prop_assert!(found.is_none_or(|day| calendar.to_gregorian(day) == Some(date)));
        }
    }

    #[test]
    fn no_day_panics(year in any::<i32>(), month in any::<u8>(), leap in any::<bool>(), day in any::<u8>()) {
        for calendar in CalendarId::ALL {
            let asked = CalendarDay { year, month, leap, day };
            if let Some(date) = calendar.to_gregorian(asked) {
                prop_assert_eq!(calendar.from_gregorian(date), Some(asked));
            }
        }
    }
}
