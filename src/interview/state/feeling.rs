//! How the person is, and what follows from it (R37 to R42).

use std::time::Duration;

use super::{Flag, Over, State};
use crate::guide::Pace;

/// Observation codes of interviewing rule 5.1.
const CODES: [&str; 15] = [
    "up_breath",
    "up_shake",
    "up_scan",
    "up_anger",
    "down_stare",
    "down_slow",
    "down_flat",
    "down_absent",
    "relive_present_tense",
    "relive_no_response",
    "body_pain",
    "body_faint",
    "say_die",
    "say_hurt",
    "want_out",
];

/// Codes that end the account for the day whatever the number (R40): reliving, a wish to die, fainting.
const END: [&str; 4] = [
    "relive_present_tense",
    "relive_no_response",
    "say_die",
    "body_faint",
];

/// Codes that alone never hold anything back: anger is allowed (R41), pain is asked about.
const NEVER_LOCK: [&str; 2] = ["up_anger", "body_pain"];

/// Says whether a text is an observation code.
pub(in crate::interview) fn is_code(code: &str) -> bool {
    CODES.contains(&code)
}

impl State {
    /// Takes in a number or codes. What is seen can only raise what was said, never lower it (R42).
    pub(super) fn feel(&mut self, score: Option<u8>, signs: &[String], pace: &Pace) {
        let outside = signs
            .iter()
            .any(|s| is_code(s) && !NEVER_LOCK.contains(&s.as_str()));
        let end = signs.iter().any(|s| END.contains(&s.as_str()));
        self.calm.score = score.or(self.calm.score);
        let number = u32::from(score.unwrap_or(0));
        if end || number >= *pace.check_in.end_at {
            self.over = Some(Over::Criterion);
        }
        if outside || number >= *pace.check_in.lock_at {
            self.lock(pace);
        }
        let baseline = u32::from(self.calm.baseline.unwrap_or(0));
        let risen = score.is_some()
            && self.calm.baseline.is_some()
            && number >= baseline + *pace.check_in.rise_offer;
        if risen {
            self.set(Flag::BreakDue, true);
        }
        if score.is_some() {
            self.set(Flag::Capped, risen);
        }
    }

    fn lock(&mut self, pace: &Pace) {
        let again = self.calm.locked.is_none();
        self.calm.locked = Some(self.elapsed);
        self.set(Flag::GroundDue, true);
        if again {
            self.calm.locks += 1;
        }
        if self.calm.locks >= *pace.check_in.locks_to_end {
            self.over = self.over.or(Some(Over::Locks));
        }
    }

    /// The person asks to go on: heavy questions open again, if they waited long enough and the number
    /// has fallen. Nobody else can open them (R37).
    pub(super) fn go_on(&mut self, pace: &Pace) {
        let Some(since) = self.calm.locked else {
            return;
        };
        let rested = self.elapsed >= since + crate::guide::minutes(&pace.check_in.lock_min);
        let calm = self
            .calm
            .score
            .is_some_and(|s| u32::from(s) <= *pace.check_in.unlock_at);
        if rested && calm {
            self.calm.locked = None;
            self.calm.gentle = true;
        }
    }

    /// Says whether someone leaves so far from where they came that calm is offered first (R34).
    pub(in crate::interview) fn leaves_high(&self, pace: &Pace) -> bool {
        let Some(score) = self.calm.score.map(u32::from) else {
            return false;
        };
        let above = self
            .calm
            .baseline
            .map(|b| u32::from(b) + *pace.closing.leave_above_baseline);
        score >= *pace.closing.leave_absolute || above.is_some_and(|limit| score > limit)
    }

    /// Returns how long it is since something above level 1 came up.
    pub(in crate::interview) fn rested(&self, now: Duration) -> Option<Duration> {
        self.weight.map(|(_, at)| now.saturating_sub(at))
    }
}
