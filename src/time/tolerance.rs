//! How wide words are in days: the one table of tolerances (domain page on dates, 3.3).

use super::phrase::{Amount, Span};

/// From the least to the most days, both included.
pub(super) type Width = (i32, i32);

/// "Shortly", "soon", "right after".
pub(super) const SHORTLY: Width = (1, 14);

/// Returns how many days a number of units is: "two weeks" is 11 to 17.
pub(super) fn counted(number: u32, unit: Span) -> Option<Width> {
    let n = i32::try_from(number)
        .ok()
        .filter(|n| (1..=1000).contains(n))?;
    Some(match unit {
        Span::Day if n == 14 => (11, 17),
        Span::Day | Span::Night => ((n - 1).max(1), n + 1),
        Span::Week if n == 1 => (6, 8),
        Span::Week => (7 * n - 3, 7 * n + 3),
        Span::Fortnight => (14 * n - 3, 14 * n + 3),
        Span::Month if n == 6 => (163, 203),
        Span::Month => {
            let days = rounded(3044 * i64::from(n));
            (days - 10, days + 10)
        }
        Span::Year if n == 1 => (335, 395),
        Span::Year => {
            let days = rounded(36_500 * i64::from(n));
            let leap = if n > 2 { n / 4 } else { 0 };
            (days + leap - 45 * n, days + leap + 45 * n)
        }
    })
}

fn rounded(hundredths: i64) -> i32 {
    i32::try_from((hundredths + 50).div_euclid(100)).unwrap_or(i32::MAX)
}

/// Returns how many days "about" so many units is: half as wide again, a month from 21 to 45 days.
pub(super) fn vague(number: u32, unit: Span) -> Option<Width> {
    if (number, unit) == (1, Span::Month) {
        return Some((21, 45));
    }
    if unit == Span::Year && number > 1 {
        return counted(number, unit);
    }
    let (min, max) = counted(number, unit)?;
    let more = ((max - min + 2) / 4).max(1);
    Some(((min - more).max(1), max + more))
}

/// Returns how many days an amount without a number is: "a few months" is 60 to 180.
pub(super) fn amounted(amount: Amount, unit: Span) -> Option<Width> {
    use Amount::{Couple, Few, Half, OneAndHalf, Several};
    use Span::{Day, Fortnight, Month, Night, Week, Year};
    Some(match (amount, unit) {
        (Few, Day | Night) => (2, 7),
        (Few, Week | Fortnight) => (14, 45),
        (Few, Month) => (60, 180),
        (Few, Year) => (640, 2200),
        (Couple, Day | Night) => (1, 4),
        (Couple, Week | Fortnight) => (10, 24),
        (Couple, Month) => (45, 105),
        (Couple, Year) => (640, 1185),
        (Several, Day | Night) => (2, 14),
        (Several, Week | Fortnight) => (14, 70),
        (Several, Month) => (60, 300),
        (Several, Year) => (640, 3650),
        (Half, Year) => (163, 203),
        (Half, Month) => (11, 17),
        (OneAndHalf, Year) => (503, 592),
        (OneAndHalf, Month) => (36, 56),
        (OneAndHalf, Week) => (8, 14),
        _ => return None,
    })
}

/// Returns how many days "the day after", "the week after" is, without a number.
pub(super) const fn next_one(unit: Span) -> Width {
    match unit {
        Span::Day | Span::Night => (1, 1),
        Span::Week => (1, 13),
        Span::Fortnight => (1, 27),
        Span::Month => (1, 62),
        Span::Year => (1, 731),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_table() {
        for (number, unit, want) in [
            (3, Span::Day, (2, 4)),
            (14, Span::Day, (11, 17)),
            (2, Span::Week, (11, 17)),
            (1, Span::Week, (6, 8)),
            (6, Span::Month, (163, 203)),
            (3, Span::Month, (81, 101)),
            (1, Span::Year, (335, 395)),
            (2, Span::Year, (640, 820)),
        ] {
            assert_eq!(counted(number, unit), Some(want), "{number} {unit:?}");
        }
        assert_eq!(amounted(Amount::OneAndHalf, Span::Year), Some((503, 592)));
    }

    #[test]
    fn about_is_never_narrower() {
        for unit in [Span::Day, Span::Week, Span::Month, Span::Year] {
            for number in 2..40 {
                let (plain, about) = (counted(number, unit).unwrap(), vague(number, unit).unwrap());
                assert!(
                    about.0 <= plain.0.max(1) && plain.1 <= about.1,
                    "{number} {unit:?}"
                );
            }
        }
    }

    #[test]
    fn nothing_and_too_much_have_no_width() {
        assert_eq!(counted(0, Span::Day), None);
        assert_eq!(counted(u32::MAX, Span::Year), None);
    }
}
