//! The time, handed in.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};

/// The time as a driver knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The clock on the wall: for the record and for words, never for pacing.
    pub wall: DateTime<FixedOffset>,
    /// Time since the session began, by a clock that only runs forward: all pacing turns on this.
    pub elapsed: Duration,
}

impl Now {
    /// Returns the elapsed time in milliseconds, as the record keeps it.
    pub fn elapsed_ms(&self) -> u64 {
        u64::try_from(self.elapsed.as_millis()).unwrap_or(u64::MAX)
    }
}
