//! The calendars in which people tell dates, by their ids.

use serde::{Deserialize, Serialize};

/// A calendar, by the id that `--calendar` takes and that a record keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CalendarId {
    /// The calendar of Danish offices.
    #[default]
    Gregorian,
}
