//! The clock of this machine, and the one that demo vaults may have instead.

use chrono::{DateTime, FixedOffset, Local};

use super::failure::Failure;

const NAME: &str = "HEARD_NOW";

/// Returns the time, with the offset of this place; `HEARD_NOW` stands for it where it is set.
pub(super) fn now() -> Result<DateTime<FixedOffset>, Failure> {
    match set()? {
        Some(text) => text.parse().map_err(|_| {
            Failure::usage(format!("`{NAME}` is not a time: `{text}`"))
                .help("write it as RFC 3339, such as 2026-03-02T10:00:00+01:00")
        }),
        None => Ok(real()),
    }
}

/// Returns the time by the real clock, unless another stands for it: a laptop may have slept.
pub(super) fn unless_set() -> Option<DateTime<FixedOffset>> {
    matches!(set(), Ok(None)).then(real)
}

/// Says that the clock is the real one, unless the vault is a demo.
pub(super) fn check(is_demo: bool) -> Result<(), Failure> {
    if is_demo || set()?.is_none() {
        return Ok(());
    }
    Err(
        Failure::usage(format!("`{NAME}` is set, and this vault holds real cases")).help(format!(
            "unset `{NAME}`; another clock is for demo vaults alone"
        )),
    )
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads this variable"
)]
fn set() -> Result<Option<String>, Failure> {
    match std::env::var(NAME) {
        Ok(text) => Ok(Some(text)),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(error) => Err(Failure::usage(format!("`{NAME}`: {error}"))),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock"
)]
fn real() -> DateTime<FixedOffset> {
    Local::now().fixed_offset()
}
