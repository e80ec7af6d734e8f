//! Calendars that follow a table: the day on which each year begins, and the lengths of its months.
//!
//! The dates are facts: Umm al-Qura for 1343 to 1500 AH as hijridate 2.6.0 has it (MIT), before and
//! after as ICU has it; the Vietnamese calendar as vnlunar 1.0.5 has it (MIT; its new moons from 1968
//! on agree with the formulas of Meeus); Bikram Sambat as nepali-datetime 1.0.8.5 has it (MIT).

mod bikram_sambat;
mod umm_al_qura;
mod vietnamese;

use super::CalendarDay;

pub(super) use bikram_sambat::BIKRAM_SAMBAT;
pub(super) use umm_al_qura::UMM_AL_QURA;
pub(super) use vietnamese::VIETNAMESE;

/// The years of a calendar, without a gap.
#[derive(Debug)]
pub(super) struct Table {
    /// The first year.
    first: i32,
    /// The least length that a month has.
    shortest: u32,
    /// Of each year: the day it begins, counted from 1 January of the year 1; its months, two bits
    /// each from the lowest, with their length less the shortest; from bit 26 on the number of its
    /// leap month.
    rows: &'static [(i32, u32)],
}

impl Table {
    /// Returns the number of a day, counted from 1 January of the year 1.
    pub(super) fn number(&self, day: CalendarDay) -> Option<i32> {
        let index = usize::try_from(day.year.checked_sub(self.first)?).ok()?;
        let (start, code) = *self.rows.get(index)?;
        let leap = leap(code);
        let month = u32::from(day.month);
        if !(1..=12).contains(&month) || (day.leap && leap != month) {
            return None;
        }
        let later = leap > 0 && (month > leap || day.leap);
        let before = month - 1 + u32::from(later);
        if day.day == 0 || u32::from(day.day) > self.length(code, before) {
            return None;
        }
        let days: u32 = (0..before).map(|m| self.length(code, m)).sum();
        Some(start + i32::try_from(days).ok()? + i32::from(day.day) - 1)
    }

    /// Returns the day of a number.
    pub(super) fn day(&self, number: i32) -> Option<CalendarDay> {
        let after = self.rows.partition_point(|(start, _)| *start <= number);
        let index = after.checked_sub(1)?;
        let (start, code) = *self.rows.get(index)?;
        let mut left = u32::try_from(number - start).ok()?;
        let leap = leap(code);
        for month in 0..12 + u32::from(leap > 0) {
            let length = self.length(code, month);
            if left < length {
                let later = leap > 0 && month >= leap;
                return Some(CalendarDay {
                    year: self.first + i32::try_from(index).ok()?,
                    month: u8::try_from(month + 1 - u32::from(later)).ok()?,
                    leap: leap > 0 && month == leap,
                    day: u8::try_from(left + 1).ok()?,
                });
            }
            left -= length;
        }
        None
    }

    fn length(&self, code: u32, month: u32) -> u32 {
        self.shortest + ((code >> (2 * month)) & 3)
    }
}

fn leap(code: u32) -> u32 {
    code >> 26
}
