//! Hours of the day, by the clock that was meant.
//!
//! In Ethiopia and Eritrea the hours of the day count from six in the morning, and those of the night
//! from six in the evening: "three in the morning" is usually nine. What was said and which clock was
//! meant are both kept.

use serde::{Deserialize, Serialize};

/// A clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Clock {
    /// Hours from midnight and noon.
    #[default]
    Usual,
    /// Hours from six and six.
    Ethiopian,
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DayPart {
    /// Morning and forenoon.
    Morning,
    /// Afternoon.
    Afternoon,
    /// Evening.
    Evening,
    /// Night.
    Night,
}

/// An hour as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hour {
    /// The number that was said.
    pub said: u8,
    /// The part of the day that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<DayPart>,
    /// The clock that is meant.
    #[serde(default)]
    pub clock: Clock,
}

impl Hour {
    /// Returns the hour from midnight, 0 to 23; `None` where the part of the day decides and was not
    /// said, or where the clock has no such hour.
    pub fn from_midnight(self) -> Option<u8> {
        match self.clock {
            Clock::Usual => self.usual(),
            Clock::Ethiopian => self.ethiopian(),
        }
    }

    fn usual(self) -> Option<u8> {
        let (said, noon) = (self.said, self.said % 12 + 12);
        match (said, self.part) {
            (13..=23 | 0, _) | (1..=5, Some(DayPart::Night)) => Some(said),
            (1..=12, Some(DayPart::Morning)) => Some(said % 12),
            (1..=12, Some(DayPart::Afternoon))
            | (1..=11, Some(DayPart::Evening))
            | (6..=11, Some(DayPart::Night)) => Some(noon),
            (12, Some(DayPart::Evening | DayPart::Night)) => Some(0),
            _ => None,
        }
    }

    fn ethiopian(self) -> Option<u8> {
        let said = (1..=12).contains(&self.said).then_some(self.said)?;
        match self.part? {
            DayPart::Morning | DayPart::Afternoon => Some(said + 6),
            DayPart::Evening | DayPart::Night => Some((said + 18) % 24),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(said: u8, part: DayPart, clock: Clock) -> Option<u8> {
        Hour {
            said,
            part: Some(part),
            clock,
        }
        .from_midnight()
    }

    #[test]
    fn three_in_the_morning_is_nine_by_the_ethiopian_clock() {
        assert_eq!(hour(3, DayPart::Morning, Clock::Ethiopian), Some(9));
        assert_eq!(hour(3, DayPart::Morning, Clock::Usual), Some(3));
    }

    #[test]
    fn the_ethiopian_day_and_night_meet_at_six() {
        for (said, part, want) in [
            (12, DayPart::Afternoon, 18),
            (1, DayPart::Evening, 19),
            (6, DayPart::Night, 0),
            (12, DayPart::Night, 6),
            (1, DayPart::Morning, 7),
            (8, DayPart::Afternoon, 14),
        ] {
            assert_eq!(
                hour(said, part, Clock::Ethiopian),
                Some(want),
                "{said} {part:?}"
            );
        }
        assert_eq!(hour(13, DayPart::Morning, Clock::Ethiopian), None);
    }

    #[test]
    fn usual_hours_go_by_the_part_of_the_day() {
        for (said, part, want) in [
            (12, DayPart::Morning, 0),
            (12, DayPart::Afternoon, 12),
            (9, DayPart::Evening, 21),
            (9, DayPart::Night, 21),
            (2, DayPart::Night, 2),
            (12, DayPart::Night, 0),
            (14, DayPart::Afternoon, 14),
        ] {
            assert_eq!(
                hour(said, part, Clock::Usual),
                Some(want),
                "{said} {part:?}"
            );
        }
    }

    #[test]
    fn without_a_part_of_the_day_an_hour_up_to_twelve_is_open() {
        let open = |said| {
            Hour {
                said,
                part: None,
                clock: Clock::Usual,
            }
            .from_midnight()
        };
        assert_eq!((open(3), open(15)), (None, Some(15)));
    }
}
