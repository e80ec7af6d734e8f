//! Random numbers: ids and salts.

use uuid::Uuid;

use crate::record::{CaseId, LogId, Salt};

/// Draws the id of a case.
#[expect(clippy::disallowed_methods, reason = "an edge draws random numbers")]
pub(super) fn case_id() -> CaseId {
    CaseId::new(Uuid::new_v4())
}

/// Draws the id of a log.
#[expect(clippy::disallowed_methods, reason = "an edge draws random numbers")]
pub(super) fn log_id() -> LogId {
    LogId::new(Uuid::new_v4())
}

/// Draws a salt.
///
/// # Panics
///
/// Where the system has no random numbers; nothing can be kept safe then.
#[expect(clippy::disallowed_methods, reason = "an edge draws random numbers")]
pub(super) fn salt() -> Salt {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    Salt::new(bytes)
}
