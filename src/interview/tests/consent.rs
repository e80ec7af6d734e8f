use super::super::testing::*;
use super::super::*;
use crate::record::{
    CaseView, Content, Decision, EndedBy, Part, Present, Scope, Standing, StepKind,
};

fn kind(talk: &Talk) -> StepKind {
    talk.shown().id.key.kind()
}

fn who(part: Part, agreed: bool) -> Reply {
    Reply::Here(Present::with(vec![Standing {
        part,
        name: None,
        agreed,
    }]))
}

#[test]
fn safety_and_who_is_here_come_before_consent_and_consent_before_any_question() {
    use StepKind::{Agenda, CheckIn, Consent, Rules, Safety, Welcome, Who};
    let mut talk = Talk::new();
    let mut kinds = Vec::new();
    while !matches!(talk.shown().step, Step::Ask(_)) {
        kinds.push(kind(&talk));
        let reply = willing(&talk.shown());
        talk.give(reply);
    }
    assert_eq!(
        kinds,
        [
            Safety, Who, Welcome, Consent, Consent, CheckIn, Rules, Agenda
        ]
    );
}

#[test]
fn nothing_is_written_before_both_consents_and_then_everything_once() {
    let mut talk = Talk::new();
    talk.lead(|shown| {
        matches!(
            shown.step,
            Step::Consent {
                scope: Scope::NOTES,
                ..
            }
        )
    });
    assert!(talk.entries().is_empty() && talk.sitting.walk().saving() == Saving::NotYet);
    talk.give(Reply::Listen(Given::text("before I say yes")));
    assert!(talk.entries().is_empty());
    talk.give(Reply::Decide(Decision::Yes, None));
    assert_eq!(talk.sitting.walk().saving(), Saving::On);
    let told = talk
        .bodies()
        .iter()
        .any(|b| matches!(&b.what, Content::Answer(a) if a.item.is_none()));
    assert!(told);
    assert_eq!(turns(&talk.bodies())[0].step, StepKind::Safety);
}

#[test]
fn a_no_to_notes_leaves_one_dated_entry_and_an_unrecorded_talk() {
    let mut talk = Talk::new();
    talk.lead(|shown| {
        matches!(
            shown.step,
            Step::Consent {
                scope: Scope::NOTES,
                ..
            }
        )
    });
    talk.give(Reply::Decide(Decision::No, None));
    assert_eq!(
        (talk.sitting.walk().saving(), talk.sitting.store().no_notes),
        (Saving::NotWanted, 1)
    );
    talk.lead(|shown| matches!(shown.step, Step::Ended));
    assert!(talk.entries().is_empty());
}

#[test]
fn a_no_to_the_talk_ends_it_and_nothing_is_written() {
    let mut talk = Talk::new();
    talk.lead(|shown| {
        matches!(
            shown.step,
            Step::Consent {
                scope: Scope::TALK,
                ..
            }
        )
    });
    talk.give(Reply::Decide(Decision::No, None));
    assert_eq!(kind(&talk), StepKind::ShortClose);
    talk.give(Reply::Next(None));
    assert_eq!(talk.sitting.walk().ended(), Some(EndedBy::ShortClose));
    assert!(talk.entries().is_empty() && talk.sitting.store().no_notes == 0);
}

#[test]
fn where_it_is_not_safe_only_the_goodbye_is_left() {
    let mut talk = Talk::new();
    talk.give(Reply::Safe(false));
    assert_eq!(kind(&talk), StepKind::ShortClose);
}

#[test]
fn an_interpreter_who_is_not_wanted_ends_the_talk() {
    let mut talk = Talk::of(interpreted(), &CaseView::empty(case_id()));
    talk.give(Reply::Safe(true))
        .give(who(Part::Interpreter, false));
    assert_eq!(kind(&talk), StepKind::ShortClose);
}

#[test]
fn with_an_officer_in_the_room_everything_waits() {
    let mut talk = Talk::begun();
    talk.give(Reply::CameIn);
    assert_eq!(kind(&talk), StepKind::Who);
    talk.give(who(Part::Officer, true));
    assert_eq!(kind(&talk), StepKind::Hold);
    talk.give(Reply::Here(Present::with(Vec::new())));
    assert!(matches!(talk.shown().step, Step::Ask(_)));
}

#[test]
fn with_someone_the_person_did_not_agree_to_only_neutral_questions_come() {
    let mut talk = Talk::begun();
    talk.give(Reply::CameIn).give(who(Part::Unknown, false));
    for _ in 0..30 {
        let shown = talk.shown();
        if let Step::Ask(asking) = &shown.step {
            assert_eq!(asking.level.get(), 0, "{}", asking.item);
        }
        if matches!(shown.step, Step::Ended) {
            return;
        }
        let reply = willing(&shown);
        talk.give(reply);
    }
}

#[test]
fn what_the_person_understood_is_kept_with_the_consent() {
    let mut talk = Talk::new();
    talk.lead(|shown| {
        matches!(
            shown.step,
            Step::Consent {
                scope: Scope::NOTES,
                ..
            }
        )
    });
    talk.give(Reply::Decide(
        Decision::Yes,
        Some("you write, I can look".into()),
    ));
    let understood = talk.bodies().iter().any(|b| {
        matches!(&b.what, Content::Consent(c) if c.understood.as_deref() == Some("you write, I can look"))
    });
    assert!(understood);
}

#[test]
fn the_narrative_is_asked_about_once_before_the_account() {
    let mut talk = Talk::begun();
    talk.lead(|shown| {
        matches!(
            shown.step,
            Step::Consent {
                scope: Scope::NARRATIVE,
                ..
            }
        )
    });
    talk.give(Reply::Decide(Decision::Later, None));
    assert!(!matches!(talk.shown().step, Step::Consent { .. }));
}

#[test]
fn while_off_nothing_is_written_and_what_was_said_then_never_is() {
    let mut talk = Talk::begun();
    talk.give(Reply::Off);
    let before = talk.entries().len();
    talk.give(said("for you alone"))
        .give(Reply::Listen(Given::text("and this")));
    assert_eq!(
        (talk.entries().len(), talk.sitting.walk().saving()),
        (before, Saving::Off)
    );
    talk.give(Reply::On)
        .give(Reply::Listen(Given::text("kept")));
    let log = talk.sitting.store().log.to_lines();
    assert!(log.contains("kept") && !log.contains("for you alone") && !log.contains("and this"));
}

#[test]
fn off_before_consent_keeps_those_words_out_for_good() {
    let mut talk = Talk::new();
    talk.lead(|shown| matches!(shown.step, Step::Consent { .. }));
    talk.give(Reply::Off)
        .give(Reply::Listen(Given::text("hidden")))
        .give(Reply::On);
    talk.lead(|shown| matches!(shown.step, Step::Ask(_)));
    let log = talk.sitting.store().log.to_lines();
    assert!(!log.contains("hidden") && !talk.entries().is_empty());
}

#[test]
fn a_reply_that_could_not_be_kept_changes_nothing() {
    let mut talk = Talk::begun();
    talk.sitting.store().room = 0;
    let shown = talk.shown();
    let now = talk.now();
    assert!(talk.sitting.reply(&shown.id, said("x"), now).is_err());
    assert_eq!(talk.shown(), shown);
    talk.sitting.store().room = 1;
    talk.sitting.reply(&shown.id, said("x"), now).unwrap();
}

#[test]
fn consents_that_could_not_be_written_are_asked_again() {
    let mut talk = Talk::new();
    talk.lead(|shown| {
        matches!(
            shown.step,
            Step::Consent {
                scope: Scope::NOTES,
                ..
            }
        )
    });
    talk.sitting.store().room = 0;
    let (shown, now) = (talk.shown(), talk.now());
    assert!(
        talk.sitting
            .reply(&shown.id, Reply::Decide(Decision::Yes, None), now)
            .is_err()
    );
    assert_eq!(talk.shown(), shown);
}
