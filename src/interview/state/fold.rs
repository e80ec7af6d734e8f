//! Taking entries in.

use std::time::Duration;

use super::{Extra, Flag, Handled, LastQuestion, Over, State};
use crate::guide::Pace;
use crate::record::{
    Body, ChapterId, Content, Decision, EndedBy, Entry, Item, Level, Rel, ReplyKind, Scope,
    StepKind, Turn,
};

impl State {
    /// Takes an entry in.
    pub(in crate::interview) fn apply(&mut self, entry: &Entry, pace: &Pace) {
        self.epoch += 1;
        let Some(body) = entry.body() else { return };
        match &body.what {
            Content::Turn(turn) => self.turn(turn, body, pace),
            Content::Present(present) => {
                self.present = Some(present.clone());
                self.set(Flag::CameIn, false);
            }
            Content::Consent(consent) => {
                self.consents.insert(consent.scope, consent.decision);
                self.set_stopping_for(consent.scope, consent.decision);
            }
            Content::Answer(_) => self.told = Some(entry.id),
            Content::ItemClosed(closed) if closed.reopened => {
                self.handled.remove(&closed.item);
                self.reopened.insert(closed.item.clone());
                self.opened_again.insert(closed.item.clone());
            }
            Content::ReadBack(read) => drop(self.read.insert(read.passage)),
            Content::Erased(erased) if self.told.is_some_and(|t| erased.entries.contains(&t)) => {
                self.told = None;
            }
            Content::Ended(ended) => self.ended = Some(ended.by),
            _ => {}
        }
    }

    /// A no to the talk itself or to the interpreter leaves only the goodbye.
    fn set_stopping_for(&mut self, scope: Scope, decision: Decision) {
        if matches!(scope, Scope::TALK | Scope::INTERPRETER) && decision != Decision::Yes {
            self.set(Flag::Stopping, true);
        }
    }

    fn turn(&mut self, turn: &Turn, body: &Body, pace: &Pace) {
        let at = Duration::from_millis(turn.elapsed_ms);
        let spent = at.saturating_sub(self.elapsed);
        self.elapsed = at.max(self.elapsed);
        if self.control(turn, pace) {
            return;
        }
        self.passed.insert(turn.step);
        match turn.step {
            StepKind::Safety => self.safe = Some(turn.reply == ReplyKind::Yes),
            StepKind::CheckIn | StepKind::LastCheckIn => self.check_in(turn, pace),
            StepKind::Agenda => self.struck.extend(turn.struck.iter().cloned()),
            StepKind::Choose => self.choose(turn.chapter.as_ref()),
            StepKind::Permission => self.permission(turn),
            StepKind::Ask => self.question(turn, spent, pace),
            StepKind::More => self.more(turn),
            StepKind::Stay => self.set(Flag::StayDue, false),
            StepKind::Break => self.break_offered(turn.reply),
            StepKind::Ground => self.grounded(),
            StepKind::Dating => self.dating(turn, body, pace),
            StepKind::ReadbackOffer => self.set(Flag::ReadBack, turn.reply == ReplyKind::Yes),
            _ => {}
        }
    }

    /// Takes in what is there at any time; says whether it was that.
    fn control(&mut self, turn: &Turn, pace: &Pace) -> bool {
        match turn.reply {
            ReplyKind::Off => self.set(Flag::Off, true),
            ReplyKind::On => self.set(Flag::Off, false),
            ReplyKind::Pause => self.pause(Flag::Pause),
            ReplyKind::Break => self.pause(Flag::Break),
            ReplyKind::Back => self.back(),
            ReplyKind::Ground => self.set(Flag::GroundDue, true),
            ReplyKind::CameIn => self.set(Flag::CameIn, true),
            ReplyKind::More => {
                self.set(Flag::More, true);
                self.go_on(pace);
            }
            ReplyKind::Stop => self.set(Flag::Stopping, true),
            ReplyKind::Left => self.ended = Some(EndedBy::Left),
            ReplyKind::Topic => self.choose_again(turn.chapter.as_ref()),
            ReplyKind::Heavier => self.heavier(turn, pace),
            ReplyKind::Signs => {
                self.feel(None, &turn.signs, pace);
                self.set(Flag::CheckInDue, true);
            }
            ReplyKind::Softer => self.show_with(turn, Extra::Softer),
            ReplyKind::Why => self.show_with(turn, Extra::Why),
            ReplyKind::Listen
            | ReplyKind::Remove
            | ReplyKind::Note
            | ReplyKind::Revise
            | ReplyKind::Reopen
            | ReplyKind::Hide => {}
            _ => return false,
        }
        true
    }

    fn pause(&mut self, flag: Flag) {
        self.set(flag, true);
        self.set(Flag::StayDue, false);
    }

    fn back(&mut self) {
        if self.has(Flag::Break) {
            self.breaks = (self.elapsed, None);
            self.heavy.run = 0;
            self.heavy.run_has_l4 = false;
            self.set(Flag::BreakDue, false);
            self.set(Flag::CheckInDue, true);
        }
        self.set(Flag::Break, false);
        self.set(Flag::Pause, false);
    }

    fn break_offered(&mut self, reply: ReplyKind) {
        self.set(Flag::BreakDue, false);
        if reply == ReplyKind::Yes {
            self.pause(Flag::Break);
        } else {
            self.breaks.1 = Some(self.elapsed);
        }
    }

    /// Calm was offered; unless that was at the very end, it is asked whether it helped (5.2).
    fn grounded(&mut self) {
        self.set(Flag::GroundDue, false);
        let leaving = self.passed.contains(&StepKind::LastCheckIn);
        self.set(Flag::CalmOffered, leaving);
        self.set(Flag::CheckInDue, !leaving);
    }

    fn check_in(&mut self, turn: &Turn, pace: &Pace) {
        if self.calm.baseline.is_none() {
            self.calm.baseline = turn.distress;
        }
        self.heavy.l3_answers = 0;
        self.set(Flag::CheckInDue, false);
        self.feel(turn.distress, &turn.signs, pace);
    }

    fn choose(&mut self, chapter: Option<&ChapterId>) {
        match chapter {
            Some(_) => self.open(chapter),
            None => self.over = Some(Over::Chosen),
        }
    }

    fn choose_again(&mut self, chapter: Option<&ChapterId>) {
        self.over = self.over.filter(|over| *over != Over::Chosen);
        self.open(chapter);
    }

    fn open(&mut self, chapter: Option<&ChapterId>) {
        if let Some(old) = self.chapter.take() {
            self.left.insert(old);
        }
        if let Some(new) = chapter {
            self.left.remove(new);
        }
        self.chapter = chapter.cloned();
        self.block = None;
    }

    fn permission(&mut self, turn: &Turn) {
        let Some(item) = &turn.item else { return };
        match turn.reply {
            ReplyKind::Yes => {
                self.granted = Some(item.clone());
                self.block = Some(item.question.clone());
                self.blocks.insert(item.question.clone());
            }
            reply => self.handle(item, reply),
        }
    }

    fn show_with(&mut self, turn: &Turn, extra: Extra) {
        if let Some(item) = &turn.item {
            self.shown_with.insert((item.clone(), extra));
        }
    }

    fn more(&mut self, turn: &Turn) {
        let Some(item) = &turn.item else { return };
        let another = turn.reply == ReplyKind::Yes;
        let next = if another { item.turn + 1 } else { item.turn };
        self.groups.insert(item.question.clone(), (next, !another));
    }

    fn dating(&mut self, turn: &Turn, body: &Body, pace: &Pace) {
        let Some(about) = body.refs.iter().find(|r| r.rel == Rel::About) else {
            return;
        };
        let first = self.dated.insert(about.to);
        let prompt =
            first && turn.reply == ReplyKind::Forgotten && *pace.declined.anchor_prompts > 0;
        self.landmark = prompt.then_some(about.to);
    }

    fn question(&mut self, turn: &Turn, spent: Duration, pace: &Pace) {
        let Some(item) = &turn.item else { return };
        let level = turn.level.unwrap_or_default();
        let answered = matches!(turn.reply, ReplyKind::Answered | ReplyKind::Private);
        self.handle(item, turn.reply);
        self.calm.gentle = false;
        let chapter = turn.chapter.clone();
        self.last = Some(LastQuestion {
            item: item.clone(),
            chapter,
            level,
            answered,
        });
        if level.is_ease() {
            self.ease(answered);
        } else {
            self.weigh(level);
        }
        if level.is_heavy() {
            self.heavy.time += spent;
            self.count_heavy(level);
        }
        if answered {
            self.after_answer(turn.raised_to.unwrap_or(level).max(level), level, pace);
        }
    }

    fn handle(&mut self, item: &Item, reply: ReplyKind) {
        let handled = match reply {
            ReplyKind::Answered | ReplyKind::Private => Handled::Answered,
            ReplyKind::Later => {
                let before = self.later.get(item).map_or(0, |(count, _)| *count);
                self.later.insert(item.clone(), (before + 1, self.eases));
                Handled::Later
            }
            _ => Handled::Closed,
        };
        if handled != Handled::Later {
            self.opened_again.remove(item);
        }
        self.handled.insert(item.clone(), handled);
        self.granted = None;
        self.reopened.remove(item);
    }

    fn ease(&mut self, answered: bool) {
        self.eases += u32::from(answered);
        self.eases_since += 1;
        self.heavy.run = 0;
        self.heavy.run_has_l4 = false;
    }

    /// Something above level 1 came up. Two easy questions close what was before (R32); until then the
    /// heaviest counts.
    fn weigh(&mut self, level: Level) {
        let before = self
            .weight
            .filter(|_| self.eases_since < 2)
            .map(|(level, _)| level);
        self.weight = Some((before.map_or(level, |l| l.max(level)), self.elapsed));
        self.eases_since = 0;
    }

    fn count_heavy(&mut self, level: Level) {
        self.heavy.run += 1;
        self.heavy.run_has_l4 |= level == Level::VERY_HEAVY;
    }

    /// After an answer: what was heavy is followed by care, asked or not.
    fn after_answer(&mut self, weight: Level, asked: Level, pace: &Pace) {
        if weight > asked {
            self.weigh(weight);
            if weight.is_heavy() && !asked.is_heavy() {
                self.count_heavy(weight);
            }
        }
        if weight == Level::HEAVY {
            self.heavy.l3_answers += 1;
        }
        let many = self.heavy.l3_answers >= *pace.check_in.every_n_l3;
        if weight == Level::VERY_HEAVY || many {
            self.set(Flag::CheckInDue, true);
        }
        if weight == Level::VERY_HEAVY {
            self.heavy.run_has_l4 = true;
            self.set(Flag::BreakDue, true);
        }
        if weight.is_heavy() {
            self.set(Flag::StayDue, true);
        }
    }

    fn heavier(&mut self, turn: &Turn, pace: &Pace) {
        let weight = turn.raised_to.unwrap_or(Level::HEAVY);
        let asked = turn.level.unwrap_or_default();
        self.after_answer(weight, asked, pace);
    }
}
