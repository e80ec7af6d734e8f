//! Whatever replies come, the firm rules hold: an independent look at what was shown and answered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;

use super::super::testing::*;
use super::super::*;
use crate::record::{
    Allowed, CaseView, Content, Decision, FactId, Item, Level, Part, Present, Standing,
};

/// One thing that happened, as an observer sees it: when it was shown, what, and what came back.
struct Seen {
    minute: u64,
    step: Step,
    reply: Reply,
}

/// Draws a reply to a step.
fn drawn(shown: &Shown, draw: u8, walk: &Walk) -> Reply {
    if draw < 60 {
        return control(draw, walk);
    }
    match &shown.step {
        Step::Safety { .. } => Reply::Safe(draw > 62),
        Step::Who { .. } | Step::Hold { .. } => {
            let other = |part, agreed| {
                vec![Standing {
                    part,
                    name: None,
                    agreed,
                }]
            };
            Reply::Here(Present::with(match draw % 8 {
                0 => other(Part::Companion, true),
                1 => other(Part::Unknown, false),
                2 => other(Part::Officer, true),
                _ => Vec::new(),
            }))
        }
        Step::Consent { .. } => {
            let no = draw.is_multiple_of(16);
            Reply::Decide(if no { Decision::No } else { Decision::Yes }, None)
        }
        Step::CheckIn { .. } => calm(if draw.is_multiple_of(5) {
            draw % 11
        } else {
            draw % 5
        }),
        Step::Ask(_) => match draw % 10 {
            0 => Reply::Declined,
            1 => Reply::Later,
            2 => Reply::Unknown,
            3 => Reply::Forgotten,
            4 => Reply::Told,
            _ => said("words"),
        },
        Step::Choose { topics, .. } if !draw.is_multiple_of(9) => {
            let index = usize::from(draw) % topics.len().max(1);
            Reply::Choose(topics.get(index).map(|t| t.id.clone()))
        }
        Step::Permission { .. } => {
            [Reply::Yes, Reply::Yes, Reply::Later, Reply::No][usize::from(draw % 4)].clone()
        }
        Step::More { .. } | Step::OfferBreak { .. } | Step::ReadbackOffer { .. } => {
            if draw.is_multiple_of(2) {
                Reply::Yes
            } else {
                Reply::No
            }
        }
        _ => willing(shown),
    }
}

fn control(draw: u8, walk: &Walk) -> Reply {
    match draw {
        0 => Reply::Stop,
        1 => Reply::Leave,
        2..=5 => Reply::Pause,
        6..=9 => Reply::Break,
        10..=16 => Reply::Listen(Given::text("unasked")),
        17..=20 => Reply::Heavier,
        21..=24 => Reply::Signs(vec!["up_shake".into()]),
        25 => Reply::Signs(vec!["relive_no_response".into()]),
        26..=30 => Reply::More,
        31..=33 => Reply::CameIn,
        34..=38 => Reply::Topic(None),
        39..=41 => Reply::Remove,
        42..=44 => Reply::Private(Some("apart".into())),
        45..=46 => Reply::Off,
        47..=49 => Reply::On,
        50..=52 => Reply::Softer,
        53 => Reply::Why,
        54 => Reply::Ground,
        55 => Reply::Note("note".into()),
        56 => walk
            .last_told()
            .map_or(Reply::Hide, |told| Reply::Revise(told, "new".into())),
        57..=58 => Reply::Reopen(Item::first("leaving-told")),
        _ => Reply::Private(None),
    }
}

/// Holds a session with drawn replies and minutes; returns what an observer saw.
fn hold(draws: &[(u8, u8)], before: &CaseView) -> (Vec<Seen>, Sitting<Memory>) {
    let mut talk = Talk::of(plan(), before);
    let mut seen = Vec::new();
    for (draw, minutes) in draws {
        let shown = talk.shown();
        if matches!(shown.step, Step::Ended) {
            break;
        }
        let minute = talk.minute;
        talk.wait(u64::from(*minutes % 6));
        let reply = drawn(&shown, *draw, talk.sitting.walk());
        let now = talk.now();
        if talk.sitting.reply(&shown.id, reply.clone(), now).is_ok() {
            seen.push(Seen {
                minute,
                step: shown.step,
                reply,
            });
        }
        if draw.is_multiple_of(16) {
            check_fold(&mut talk, before);
        }
    }
    (seen, talk.sitting)
}

/// The state is the fold of the entries: only where everything is kept, since what is off is not.
fn check_fold(talk: &mut Talk, before: &CaseView) {
    let off_was_used = turns(&talk.bodies())
        .iter()
        .any(|t| t.reply == crate::record::ReplyKind::Off);
    if talk.sitting.walk().saving() != Saving::On || off_was_used {
        return;
    }
    let entries = talk.entries();
    let again = Walk::resume(Arc::new(plan()), before, &entries);
    // What was taken out is folded as an empty envelope: all else must be the same.
    if entries.iter().all(|e| e.body().is_some()) {
        assert_eq!(again.step(talk.now()), talk.shown());
    }
}

/// What an observer keeps in mind.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing to remember, none belongs to another"
)]
struct Observer {
    consents: u32,
    easy: u32,
    last: Level,
    declined_items: BTreeSet<Item>,
    declined_facts: BTreeSet<FactId>,
    told: BTreeSet<FactId>,
    run: Vec<Level>,
    threes: u32,
    check_in_due: bool,
    more: bool,
    agreed: bool,
    closing: bool,
    permitted: bool,
    facts: BTreeMap<String, Option<FactId>>,
}

impl Observer {
    fn new(guide: &crate::guide::Guide) -> Self {
        let facts = guide.questions().map(|(_, q)| {
            (
                q.id.to_string(),
                q.fact.as_ref().map(|f| f.clone().into_inner()),
            )
        });
        Self {
            facts: facts.collect(),
            ..Self::default()
        }
    }

    fn fact(&self, item: &Item) -> Option<FactId> {
        self.facts.get(item.question.as_str()).cloned().flatten()
    }

    fn watch(&mut self, seen: &Seen, first_session: bool) {
        match (&seen.step, &seen.reply) {
            (_, Reply::More) => self.more = true,
            (_, Reply::CameIn) => self.agreed = false,
            (_, Reply::Heavier) => self.run.push(Level::HEAVY),
            (_, Reply::Back) if matches!(seen.step, Step::Away { .. }) => {}
            (Step::Who { .. } | Step::Hold { .. }, Reply::Here(present)) => {
                self.agreed = present.others.iter().all(|o| o.agreed);
            }
            (Step::Consent { .. }, Reply::Decide(..)) => self.consents += 1,
            (Step::CheckIn { .. }, Reply::Feel(_)) => (self.threes, self.check_in_due) = (0, false),
            (Step::ReadbackOffer { .. }, Reply::Yes | Reply::No) => self.closing = true,
            (Step::Permission { .. }, reply) => self.permitted = *reply == Reply::Yes,
            (Step::Ask(asking), _) => self.question(seen, asking, first_session),
            _ => {}
        }
    }

    fn question(&mut self, seen: &Seen, asking: &Asking, first_session: bool) {
        self.may_be_asked(seen.minute, asking, first_session);
        let stays = !matches!(
            seen.reply,
            Reply::Answer(_)
                | Reply::Declined
                | Reply::Later
                | Reply::Unknown
                | Reply::Forgotten
                | Reply::Told
                | Reply::Private(Some(_))
        );
        if stays {
            return;
        }
        let level = asking.level;
        let answered = matches!(seen.reply, Reply::Answer(_) | Reply::Private(Some(_)));
        if level.is_ease() {
            self.run.clear();
            self.easy += u32::from(answered);
        } else if level.is_heavy() {
            self.run.push(level);
        }
        self.threes += u32::from(answered && level == Level::HEAVY);
        self.check_in_due |= answered && (level == Level::VERY_HEAVY || self.threes >= 2);
        self.last = level;
        if matches!(seen.reply, Reply::Answer(_)) {
            self.told.extend(self.fact(&asking.item));
        }
        if seen.reply == Reply::Declined
            && asking.chapter != "To finish"
            && asking.chapter != "Welcome"
        {
            self.declined_items.insert(asking.item.clone());
            self.declined_facts.extend(self.fact(&asking.item));
        }
    }

    fn may_be_asked(&self, minute: u64, asking: &Asking, first_session: bool) {
        let (item, level) = (&asking.item, asking.level);
        assert!(self.consents >= 2, "R10: {item} before consent");
        let reopened = asking.allowed_by.contains(&Allowed::Reopened);
        assert!(
            reopened || !self.declined_items.contains(item),
            "R3: {item} again"
        );
        let fact = self.fact(item);
        assert!(
            reopened
                || fact
                    .as_ref()
                    .is_none_or(|f| !self.declined_facts.contains(f)),
            "R3: the fact of {item} again"
        );
        let own_turn = item.turn > 1;
        assert!(
            reopened || own_turn || fact.is_none_or(|f| !self.told.contains(&f)),
            "R48: {item}"
        );
        assert!(self.agreed || level.get() == 0, "R12: {item}");
        assert!(
            level.get() < 2 || self.easy >= 2 || minute >= 8,
            "R18: {item}"
        );
        assert!(level.get() < 3 || minute >= 15, "R18: {item} at {minute}");
        assert!(level.get() < 4 || minute >= 20, "R18: {item} at {minute}");
        assert!(
            !first_session || self.more || level.get() <= 2,
            "R19: {item}"
        );
        let signposted = asking.allowed_by.contains(&Allowed::Signpost);
        assert!(
            level.get() <= self.last.get() + 1 || signposted,
            "R21: {item} after {}",
            self.last
        );
        assert!(!level.is_heavy() || self.permitted, "R22: {item}");
        let most = if self.run.contains(&Level::VERY_HEAVY) {
            2
        } else {
            3
        };
        assert!(
            !level.is_heavy() || self.run.len() < most,
            "R23: {item} after {:?}",
            self.run
        );
        assert!(!self.check_in_due, "R24: {item} before the check-in");
        assert!(level.get() < 3 || minute <= 70, "R31: {item} at {minute}");
        assert!(level.get() < 4 || minute <= 60, "R31: {item} at {minute}");
        assert!(!self.closing || level.is_ease(), "R36: {item}");
    }
}

fn watch(seen: &[Seen], first_session: bool) {
    let mut observer = Observer::new(&plan().guide);
    for one in seen {
        observer.watch(one, first_session);
        // A break clears the run of heavy questions.
        if matches!(one.step, Step::Away { .. }) && one.reply == Reply::Back {
            observer.run.clear();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_firm_rules_hold_in_a_first_session(draws in prop::collection::vec(any::<(u8, u8)>(), 1..140)) {
        let (seen, _) = hold(&draws, &CaseView::empty(case_id()));
        watch(&seen, true);
    }

    #[test]
    fn the_firm_rules_hold_in_a_later_session(draws in prop::collection::vec(any::<(u8, u8)>(), 1..140)) {
        let (seen, mut sitting) = hold(&draws, &one_session_before());
        watch(&seen, false);
        // Nothing said while keeping was off is in the log, and nothing removed.
        let log = &sitting.store().log;
        prop_assert!(log.entries.iter().all(|e| e.body().is_none_or(|b| !matches!(&b.what, Content::Unknown(_)))));
    }

    #[test]
    fn a_session_of_yes_always_comes_to_its_end(minutes in prop::collection::vec(0_u64..9, 150)) {
        let mut talk = Talk::of(plan(), &one_session_before());
        let mut steps = minutes.into_iter();
        while !matches!(talk.shown().step, Step::Ended) {
            let Some(minutes) = steps.next() else { return Err(TestCaseError::fail("it goes on for ever")) };
            let reply = willing(&talk.shown());
            talk.give(reply).wait(minutes);
        }
        let verdicts = talk.bodies().iter().filter(|b| matches!(b.what, Content::ReadBack(_))).count();
        prop_assert_eq!(verdicts, 0);
    }
}
