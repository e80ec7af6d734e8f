//! What comes next: a chain of questions to the state, the first that has something to show decides.

use std::time::Duration;

use super::Now;
use super::queue::Pick;
use super::state::{Flag, Over};
use super::step::StepKey;
use super::walk::Walk;
use crate::guide::{Chapter, Phase, WhenAsked};
use crate::record::{EntryRef, Item, Level, PassageRef, Scope, StepKind};

impl Walk {
    /// Returns the step that is due.
    pub(super) fn due(&self, now: &Now) -> StepKey {
        let now = now.elapsed;
        self.ending()
            .or_else(|| self.opening())
            .or_else(|| self.interruption(now))
            .or_else(|| self.account(now))
            .or_else(|| self.clarifying(now))
            .unwrap_or_else(|| self.closing(now))
    }

    fn ending(&self) -> Option<StepKey> {
        if self.state.ended.is_some() {
            return Some(StepKey::Ended);
        }
        let unsafe_here = self.state.safe == Some(false);
        (self.state.has(Flag::Stopping) || unsafe_here).then_some(StepKey::ShortClose)
    }

    /// Safety and who is here come first, then consent, the baseline, the ground rules, the agenda
    /// (R8, R10, R12, R17, R20, R53).
    fn opening(&self) -> Option<StepKey> {
        let passed = |kind| self.state.passed.contains(&kind);
        if self.state.safe.is_none() {
            return Some(StepKey::Safety);
        }
        let Some(present) = self
            .state
            .present
            .as_ref()
            .filter(|_| !self.state.has(Flag::CameIn))
        else {
            return Some(StepKey::Who);
        };
        if present
            .others
            .iter()
            .any(|other| other.part.pauses_session())
        {
            return Some(StepKey::Hold);
        }
        if self.is_away() {
            return Some(StepKey::Away);
        }
        if !passed(StepKind::Welcome) {
            return Some(StepKey::Welcome);
        }
        if let Some(scope) = [Scope::TALK, Scope::NOTES]
            .into_iter()
            .find(|s| self.state.decided(*s).is_none())
        {
            return Some(StepKey::Consent(scope));
        }
        if !passed(StepKind::CheckIn) {
            return Some(StepKey::Baseline);
        }
        if !passed(StepKind::Rules) {
            return Some(StepKey::Rules);
        }
        (!passed(StepKind::Agenda)).then_some(StepKey::Agenda)
    }

    /// What comes between two questions, never inside one.
    fn interruption(&self, now: Duration) -> Option<StepKey> {
        if self.state.has(Flag::StayDue) {
            return Some(StepKey::Stay);
        }
        if self.state.has(Flag::GroundDue) {
            return Some(StepKey::Ground);
        }
        if self.state.has(Flag::CheckInDue) {
            return Some(StepKey::CheckIn);
        }
        let open = self.state.over.is_none() && !self.is_closing();
        (open && self.break_is_due(now)).then_some(StepKey::OfferBreak)
    }

    fn account(&self, now: Duration) -> Option<StepKey> {
        if self.state.over.is_some() || self.time_is_up(now) || self.is_closing() {
            return None;
        }
        let highest = self.highest(now);
        let before = [Phase::Opening, Phase::Consent, Phase::EaseIn];
        before
            .into_iter()
            .find_map(|phase| self.chapters(phase, highest))
            .or_else(|| self.easing(now, highest))
            .or_else(|| self.narrative_consent())
            .or_else(|| self.telling(highest))
    }

    /// Once the person was offered what was written, no new question of the account comes.
    pub(super) fn is_closing(&self) -> bool {
        let passed = |kind| self.state.passed.contains(&kind);
        passed(StepKind::ReadbackOffer) || passed(StepKind::LastCheckIn)
    }

    fn chapters(&self, phase: Phase, highest: Level) -> Option<StepKey> {
        self.always(phase)
            .find_map(|chapter| self.put(chapter, highest))
    }

    /// Enough that is easy, before anything else (R18).
    fn easing(&self, now: Duration, highest: Level) -> Option<StepKey> {
        let ease_in = &self.plan.pace.ease_in;
        let eased = self.state.eases >= *ease_in.min_items_l01
            || now >= crate::guide::minutes(&ease_in.before_l2_min);
        if eased {
            None
        } else {
            self.ease(highest).map(StepKey::Ask)
        }
    }

    /// C6 is asked before the account begins, once in a series (7).
    fn narrative_consent(&self) -> Option<StepKey> {
        let asked = self.case.decision(Scope::NARRATIVE).is_some();
        (!asked && !self.topics().is_empty()).then_some(StepKey::Consent(Scope::NARRATIVE))
    }

    fn telling(&self, highest: Level) -> Option<StepKey> {
        if let Some(reopened) = self.reopened(highest) {
            return Some(reopened);
        }
        if self.run_is_full() || self.state.calm.gentle {
            return self.resting(highest);
        }
        if let Some(step) = self.chapters(Phase::Account, highest) {
            return Some(step);
        }
        let chapter = self
            .state
            .chapter
            .as_ref()
            .and_then(|id| self.plan.guide.chapter(id));
        if let Some(step) = chapter.and_then(|chapter| self.put(chapter, highest)) {
            return Some(step);
        }
        self.can_choose(highest).then_some(StepKey::Choose)
    }

    /// A topic is offered for choice where something in it may be put now.
    fn can_choose(&self, highest: Level) -> bool {
        self.choices(highest).next().is_some()
    }

    /// Returns the topics to choose from now.
    pub(super) fn choices(&self, highest: Level) -> impl Iterator<Item = &Chapter> {
        let open = self.state.chapter.as_ref();
        self.topics()
            .into_iter()
            .filter(move |c| open != Some(&*c.id))
            .filter(move |c| !matches!(self.pick(c, highest), Pick::Wait | Pick::Done))
    }

    /// After heavy questions in a row: an easy one, else a break, else the account waits (R23).
    fn resting(&self, highest: Level) -> Option<StepKey> {
        if let Some(item) = self.ease(highest) {
            return Some(StepKey::Ask(item));
        }
        self.state
            .breaks
            .1
            .is_none_or(|at| at < self.state.elapsed)
            .then_some(StepKey::OfferBreak)
    }

    fn reopened(&self, highest: Level) -> Option<StepKey> {
        let item = self.state.reopened.iter().find(|item| {
            let found = self.plan.guide.question(&item.question);
            found.is_some_and(|(_, q)| *q.level <= highest && self.is_open(item, q))
        })?;
        Some(self.with_permission(item.clone()))
    }

    fn put(&self, chapter: &Chapter, highest: Level) -> Option<StepKey> {
        match self.pick(chapter, highest) {
            Pick::Ask(item) => Some(self.with_permission(item)),
            Pick::More(item) => Some(StepKey::More(item)),
            Pick::Wait | Pick::Done => None,
        }
    }

    /// A rise of two levels, and a block of heavy questions, are announced and asked for first (R21,
    /// R22).
    fn with_permission(&self, item: Item) -> StepKey {
        if self.state.granted.as_ref() == Some(&item) {
            return StepKey::Ask(item);
        }
        let Some((_, question)) = self.plan.guide.question(&item.question) else {
            return StepKey::Ask(item);
        };
        let last = self.state.last.as_ref();
        let before = last.map(|l| l.level).unwrap_or_default();
        let rise = question.level.get().saturating_sub(before.get());
        let block = self.block_of(&item.question);
        let inside = block.is_some()
            && last.and_then(|l| self.block_of(&l.item.question)) == block
            && self.state.block.as_ref().and_then(|b| self.block_of(b)) == block;
        let heavy_begins = block.is_some() && !inside;
        let rises = u32::from(rise) > *self.plan.pace.step.max_rise;
        if heavy_begins || rises {
            StepKey::Permission(item)
        } else {
            StepKey::Ask(item)
        }
    }

    /// Dates and gaps, after the telling (P6, R44).
    fn clarifying(&self, now: Duration) -> Option<StepKey> {
        let stopped = matches!(self.state.over, Some(Over::Locks | Over::Criterion));
        if stopped || self.is_closing() {
            return None;
        }
        let late = now + Duration::from_mins(10) >= self.plan.planned();
        let highest = self.highest(now);
        if let Some(landmark) = self.state.landmark {
            return Some(StepKey::Landmark(landmark));
        }
        if late {
            return None;
        }
        self.undated(highest)
            .map(StepKey::Dating)
            .or_else(|| self.chapters(Phase::Clarify, highest.min(Level::SENSITIVE)))
    }

    /// Returns an answer of today that can be placed in time and was not yet.
    fn undated(&self, highest: Level) -> Option<EntryRef> {
        let wanted = |item: &Item| {
            let found = self.plan.guide.question(&item.question);
            found.is_some_and(|(_, q)| {
                q.moment
                    .as_ref()
                    .is_some_and(|m| *m.when == WhenAsked::Later)
                    && (*q.level).min(Level::SENSITIVE) <= highest
            })
        };
        self.case
            .answers()
            .filter(|a| a.answer.item.as_ref().is_some_and(wanted))
            .filter(|a| {
                a.answer
                    .item
                    .as_ref()
                    .is_some_and(|i| self.state.handled.contains_key(i))
            })
            .filter(|a| a.cuts.iter().all(|cut| cut.when.is_none()))
            .map(|a| a.id)
            .find(|id| !self.state.dated.contains(id))
    }

    /// Back to now, what was written, and goodbye (P7 to P9; R32 to R36).
    fn closing(&self, now: Duration) -> StepKey {
        if !self.is_closing() {
            let light = self.highest(now).min(Level::LIGHT);
            if let Some(step) = self.chapters(Phase::Closing, light) {
                return step;
            }
            if !self.is_light(now)
                && let Some(item) = self.ease(light)
            {
                return StepKey::Ask(item);
            }
            if self.notes_agreed() && self.to_read().next().is_some() {
                return StepKey::ReadbackOffer;
            }
        }
        if self.state.has(Flag::ReadBack)
            && let Some(passage) = self.to_read().next()
        {
            return StepKey::Readback(passage);
        }
        self.leaving()
    }

    /// R34: how are you, something calm where that is high, and a plan for tonight.
    fn leaving(&self) -> StepKey {
        let passed = |kind| self.state.passed.contains(&kind);
        let high = self.state.leaves_high(&self.plan.pace);
        let heavy = self.state.weight.is_some_and(|(level, _)| level.is_heavy());
        if !passed(StepKind::LastCheckIn) {
            StepKey::LastCheckIn
        } else if high && !self.state.has(Flag::CalmOffered) {
            StepKey::Ground
        } else if (high || heavy) && !passed(StepKind::LeavingPlan) {
            StepKey::LeavingPlan
        } else {
            StepKey::Close
        }
    }

    /// Returns what was told and not read to the person yet.
    pub(super) fn to_read(&self) -> impl Iterator<Item = PassageRef> {
        self.case
            .passages()
            .filter(|p| p.held.is_none() && !p.confirmed && p.answer.answer.earlier.is_none())
            .filter(|p| !p.answer.answer.asked.as_ref().is_some_and(|a| a.aside))
            .filter(|p| p.answer.id.log != crate::record::LogId::UNWRITTEN)
            .map(|p| p.id)
            .filter(|id| !self.state.read.contains(id))
    }
}
