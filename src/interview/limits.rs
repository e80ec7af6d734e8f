//! How heavy the next question may be: each rule gives a limit, the lowest counts.
//!
//! Limits hold back questions. What a person tells is taken down whatever they say.

use std::time::Duration;

use super::state::Flag;
use super::walk::Walk;
use crate::guide::minutes;
use crate::record::{Decision, Level, Scope, SessionKind};
use crate::text::yaml::At;

impl Walk {
    /// Returns the highest level that a question may have now.
    pub(super) fn highest(&self, now: Duration) -> Level {
        let limits = [
            self.by_presence(),
            self.by_series(),
            self.by_ease_in(now),
            self.by_tail(now),
            self.by_run(),
            self.by_budget(),
            self.by_distress(),
        ];
        limits.into_iter().min().unwrap_or_default()
    }

    /// R12: with an unknown person, or one whom the person did not agree to, only neutral talk.
    fn by_presence(&self) -> Level {
        let agreed = self
            .state
            .present
            .as_ref()
            .is_some_and(|p| p.others.iter().all(|o| o.agreed));
        if agreed {
            Level::VERY_HEAVY
        } else {
            Level::EVERYDAY
        }
    }

    /// R19: the first session of a series goes no deeper than level 2, unless the person asks for more.
    fn by_series(&self) -> Level {
        let ease_in = &self.plan.pace.ease_in;
        let first = !self
            .case
            .sessions
            .iter()
            .any(|s| s.opened.kind == SessionKind::Sitting);
        match (first, self.state.has(Flag::More)) {
            (true, false) => level(&ease_in.first_session_cap),
            _ => level(&ease_in.later_session_cap),
        }
    }

    /// R17 and R18: a baseline, and time or easy questions, before anything sensitive; R18 again for
    /// what is heavy.
    fn by_ease_in(&self, now: Duration) -> Level {
        let ease_in = &self.plan.pace.ease_in;
        let eased =
            self.state.eases >= *ease_in.min_items_l01 || now >= minutes(&ease_in.before_l2_min);
        let baseline = self
            .state
            .passed
            .contains(&crate::record::StepKind::CheckIn);
        if !eased || !baseline {
            Level::LIGHT
        } else if now < minutes(&ease_in.before_l3_min) {
            Level::SENSITIVE
        } else if now < minutes(&ease_in.before_l4_min) {
            Level::HEAVY
        } else {
            Level::VERY_HEAVY
        }
    }

    /// R31: nothing heavy begins near the planned end; running over does not move that.
    fn by_tail(&self, now: Duration) -> Level {
        let left = self.plan.planned().saturating_sub(now);
        let heavy = &self.plan.pace.heavy;
        if left < minutes(&heavy.tail_l3_min) {
            Level::SENSITIVE
        } else if left < minutes(&heavy.tail_l4_min) {
            Level::HEAVY
        } else {
            Level::VERY_HEAVY
        }
    }

    /// R23: after some heavy questions in a row, an easy one or a break.
    fn by_run(&self) -> Level {
        if self.run_is_full() {
            Level::LIGHT
        } else {
            Level::VERY_HEAVY
        }
    }

    /// Says whether as many heavy questions stood in a row as may.
    pub(super) fn run_is_full(&self) -> bool {
        let heavy = &self.plan.pace.heavy;
        let run = &self.state.heavy;
        let most = if run.run_has_l4 {
            &heavy.run_max_after_l4
        } else {
            &heavy.run_max
        };
        run.run >= **most
    }

    /// R26: heavy questions take a part of the session and no more.
    fn by_budget(&self) -> Level {
        let heavy = &self.plan.pace.heavy;
        let share = self.plan.planned() * *heavy.budget_share_percent / 100;
        let budget = minutes(&heavy.budget_min).min(share);
        if self.state.heavy.time >= budget {
            Level::SENSITIVE
        } else {
            Level::VERY_HEAVY
        }
    }

    /// R37, R38 and 5.2: what distress holds back.
    fn by_distress(&self) -> Level {
        let calm = &self.state.calm;
        if calm.gentle {
            Level::EVERYDAY
        } else if self.state.has(Flag::Capped) {
            Level::LIGHT
        } else if calm.locked.is_some() {
            Level::SENSITIVE
        } else {
            Level::VERY_HEAVY
        }
    }

    /// R25: says whether a break is to be offered.
    pub(super) fn break_is_due(&self, now: Duration) -> bool {
        let session = &self.plan.pace.session;
        let (last, declined) = self.state.breaks;
        let delay = minutes(&session.break_redelay_min);
        let waits = declined.is_some_and(|at| now < at + delay);
        let every = minutes(&session.break_every_min);
        let long = !every.is_zero() && now >= last + every;
        !waits && (long || self.state.has(Flag::BreakDue))
    }

    /// R32: says whether enough easy things came after the last heavier one, to leave on.
    pub(super) fn is_light(&self, now: Duration) -> bool {
        let closing = &self.plan.pace.closing;
        let Some((weight, _)) = self.state.weight else {
            return true;
        };
        let needed = if weight.is_heavy() {
            &closing.ease_after_heavy
        } else {
            &closing.ease_after_l2
        };
        let enough = self.state.eases_since >= **needed;
        let last_is_ease = self.state.last.as_ref().is_none_or(|l| l.level.is_ease());
        let rested = self
            .state
            .rested(now)
            .is_some_and(|t| t >= minutes(&closing.or_ease_min));
        enough || (weight.is_heavy() && last_is_ease && rested)
    }

    /// Says whether the time for the account is up. Who asks to tell more is given until the setting's
    /// last minute; the tails stay where they are (R28, R31).
    pub(super) fn time_is_up(&self, now: Duration) -> bool {
        let until = if self.state.has(Flag::More) {
            let room = self
                .plan
                .planned()
                .saturating_sub(self.plan.account_until());
            let last = minutes(&self.plan.pace.session.ask_to_end_min).max(self.plan.planned());
            last.saturating_sub(room)
        } else {
            self.plan.account_until()
        };
        now >= until
    }

    /// Says whether notes may be kept just now.
    pub(super) fn notes_agreed(&self) -> bool {
        let yes = |scope| self.state.decided(scope) == Some(Decision::Yes);
        yes(Scope::TALK) && yes(Scope::NOTES)
    }
}

fn level(number: &At<u32>) -> Level {
    u8::try_from(**number)
        .ok()
        .and_then(|n| Level::try_from(n).ok())
        .unwrap_or_default()
}
