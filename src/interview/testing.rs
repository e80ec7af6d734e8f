//! For the engine's tests: a small guide, a store in memory, and talks driven by hand or by script.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use super::{
    Feeling, Given, Now, Plan, Player, Reply, Script, Shown, Sitting, Step, Store, Terms,
    load_scripts,
};
use crate::guide::{Library, load_guide};
use crate::record::{
    Body, CaseId, CaseView, Content, Decision, Entry, Interpreter, Log, LogId, Opened, Present,
    Salt, SessionKind, Turn,
};
use crate::text::Lang;

pub(super) fn case_id() -> CaseId {
    CaseId::new(Uuid::from_u128(1))
}

/// Keeps entries in memory, both logs in one.
#[derive(Debug)]
pub(super) struct Memory {
    pub log: Log,
    pub no_notes: u32,
    /// How many replies are kept before the disk is full.
    pub room: usize,
}

#[derive(Debug, PartialEq)]
pub(super) struct Full;

impl Memory {
    pub(super) fn new(number: u128) -> Self {
        Self {
            log: Log::new(case_id(), LogId::new(Uuid::from_u128(number))),
            no_notes: 0,
            room: usize::MAX,
        }
    }
}

impl Store for Memory {
    type Error = Full;

    fn keep(&mut self, bodies: Vec<Body>) -> Result<Vec<Entry>, Full> {
        self.room = self.room.checked_sub(1).ok_or(Full)?;
        let mut entries = Vec::new();
        for body in bodies {
            if let Content::Erased(erased) = &body.what {
                for id in &erased.entries {
                    self.log.take_out(id.n);
                }
            }
            entries.push(self.log.append(body, Salt::new([0; 32])).clone());
        }
        Ok(entries)
    }

    fn keep_no_notes(&mut self, _: &Now) -> Result<(), Full> {
        self.no_notes += 1;
        Ok(())
    }
}

pub(super) fn plan() -> Plan {
    let source = include_str!("testing/small.yaml");
    let guide = load_guide(&Arc::from("small.yaml"), source, &BTreeSet::new()).unwrap();
    let library = Library::embedded();
    let (pace, setting) = (
        library.pace("standard").unwrap(),
        library.setting("office").unwrap(),
    );
    Plan::new(guide, pace, setting, Terms::new(Lang::en(), "A.B."))
}

pub(super) fn interpreted() -> Plan {
    let mut plan = plan();
    let language = "bin".parse().unwrap();
    plan.terms.interpreter = Some(Interpreter {
        language,
        initials: "O.E.".into(),
    });
    Plan::new(plan.guide, plan.pace, plan.setting, plan.terms)
}

/// A talk driven by hand.
pub(super) struct Talk {
    pub sitting: Sitting<Memory>,
    pub minute: u64,
}

impl Talk {
    /// A first session, before anything was said.
    pub(super) fn new() -> Self {
        Self::of(plan(), &CaseView::empty(case_id()))
    }

    pub(super) fn of(plan: Plan, case: &CaseView) -> Self {
        let number = 10 + case.sessions.len() as u128;
        let sitting = Sitting::resume(Arc::new(plan), case, &[], Memory::new(number));
        Self { sitting, minute: 0 }
    }

    /// A first session, led to the first question of the guide.
    pub(super) fn begun() -> Self {
        let mut talk = Self::new();
        talk.lead(|shown| matches!(shown.step, Step::Ask(_)));
        talk
    }

    /// A later session, led to the choice of a topic with enough minutes gone for anything.
    pub(super) fn later(minute: u64) -> Self {
        let mut talk = Self::of(plan(), &one_session_before());
        talk.lead(|shown| matches!(shown.step, Step::Choose { .. }));
        talk.minute = minute;
        talk
    }

    pub(super) fn now(&self) -> Now {
        let start: chrono::DateTime<chrono::FixedOffset> =
            "2026-03-02T10:00:00+01:00".parse().unwrap();
        let elapsed = Duration::from_mins(self.minute);
        Now {
            wall: start + chrono::TimeDelta::from_std(elapsed).unwrap(),
            elapsed,
        }
    }

    pub(super) fn shown(&self) -> Shown {
        self.sitting.step(self.now())
    }

    pub(super) fn give(&mut self, reply: Reply) -> &mut Self {
        let shown = self.shown();
        self.sitting.reply(&shown.id, reply, self.now()).unwrap();
        self
    }

    pub(super) fn try_give(&mut self, reply: Reply) -> Result<(), super::ReplyError> {
        let shown = self.shown();
        match self.sitting.reply(&shown.id, reply, self.now()) {
            Ok(()) => Ok(()),
            Err(super::SittingError::Reply(error)) => Err(error),
            Err(super::SittingError::Store(error)) => unreachable!("memory is not full: {error:?}"),
        }
    }

    pub(super) fn wait(&mut self, minutes: u64) -> &mut Self {
        self.minute += minutes;
        self
    }

    /// Goes on with willing replies until a step is shown.
    pub(super) fn lead(&mut self, until: impl Fn(&Shown) -> bool) -> &mut Self {
        for _ in 0..200 {
            let shown = self.shown();
            if until(&shown) {
                return self;
            }
            let reply = willing(&shown);
            self.give(reply);
        }
        unreachable!("the step was never shown; last: {:?}", self.shown().step)
    }

    /// Goes on until this question is put.
    pub(super) fn to(&mut self, question: &str) -> &mut Self {
        self.lead(|shown| asked(shown) == Some(question.to_owned()))
    }

    pub(super) fn asked(&self) -> Option<String> {
        asked(&self.shown())
    }

    pub(super) fn bodies(&mut self) -> Vec<Body> {
        let log = &self.sitting.store().log;
        log.entries
            .iter()
            .filter_map(|e| e.body().cloned())
            .collect()
    }

    pub(super) fn entries(&mut self) -> Vec<Entry> {
        self.sitting.store().log.entries.clone()
    }
}

/// Returns the question on the screen.
pub(super) fn asked(shown: &Shown) -> Option<String> {
    match &shown.step {
        Step::Ask(asking) => Some(asking.item.question.to_string()),
        _ => None,
    }
}

pub(super) fn calm(score: u8) -> Reply {
    Reply::Feel(Feeling {
        score: Some(score),
        ..Feeling::default()
    })
}

pub(super) fn said(text: &str) -> Reply {
    Reply::Answer(Given::text(text))
}

/// A reply of someone who says yes to everything and answers every question.
pub(super) fn willing(shown: &Shown) -> Reply {
    match &shown.step {
        Step::Safety { .. } => Reply::Safe(true),
        Step::Who { .. } | Step::Hold { .. } => Reply::Here(Present::with(Vec::new())),
        Step::Consent { .. } => Reply::Decide(Decision::Yes, None),
        Step::CheckIn { .. } => calm(3),
        Step::Agenda { .. } => Reply::Agree(Vec::new()),
        Step::Choose { topics, .. } => Reply::Choose(topics.first().map(|t| t.id.clone())),
        Step::Permission { .. } => Reply::Yes,
        Step::Ask(_) => said("words"),
        Step::More { .. } | Step::OfferBreak { .. } | Step::ReadbackOffer { .. } => Reply::No,
        Step::Away { .. } => Reply::Back,
        Step::Dating { .. } => Reply::Declined,
        Step::Readback(_) => Reply::Verdict(crate::record::Verdict::Confirmed, None),
        Step::LeavingPlan { .. } => Reply::Plan(Some("my sister".into())),
        Step::Close { .. } => Reply::Next(Some("Thursday".into())),
        _ => Reply::Go,
    }
}

/// A case with one session, in which nothing was told.
pub(super) fn one_session_before() -> CaseView {
    let id = LogId::new(Uuid::from_u128(5));
    let mut log = Log::new(case_id(), id);
    let at = "2026-02-02T10:00:00+01:00".parse().unwrap();
    let opened = Content::Opened(Opened::new(case_id(), id, SessionKind::Sitting));
    log.append(Body::new(at, "A.B.", opened), Salt::new([0; 32]));
    CaseView::fold(case_id(), [&log])
}

/// Plays a script over the small guide, on a case with one session before, and returns the talk and
/// what the script never reached.
pub(super) fn play(replies: &str) -> (Sitting<Memory>, Vec<String>, Player) {
    let source = format!("case: Swallow\nsession: {{guide: small}}\nreplies:\n{replies}");
    let scripts: Vec<Script> = load_scripts(&Arc::from("s.yaml"), &source).unwrap();
    let plan = plan();
    scripts[0].check(&plan.guide).unwrap();
    let start = "2026-03-02T10:00:00+01:00".parse().unwrap();
    let mut player = Player::new(scripts[0].clone(), start);
    let before = one_session_before();
    let mut sitting = Sitting::resume(Arc::new(plan), &before, &[], Memory::new(11));
    for _ in 0..500 {
        let shown = sitting.step(player.now());
        let Some(reply) = player.reply(sitting.walk(), &shown) else {
            let left = player.unreached();
            return (sitting, left, player);
        };
        sitting.reply(&shown.id, reply, player.now()).unwrap();
    }
    unreachable!(
        "the script never ended; at {:?}",
        sitting.step(player.now()).step
    )
}

/// Returns the turns of a talk.
pub(super) fn turns(bodies: &[Body]) -> Vec<Turn> {
    let turn = |body: &Body| match &body.what {
        Content::Turn(turn) => Some(turn.clone()),
        _ => None,
    };
    bodies.iter().filter_map(turn).collect()
}
