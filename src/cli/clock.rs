//! The clock of this machine.

use chrono::{DateTime, FixedOffset, Local};

/// Returns the time, with the offset of this place.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock"
)]
pub(super) fn now() -> DateTime<FixedOffset> {
    Local::now().fixed_offset()
}
