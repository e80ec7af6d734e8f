use super::super::testing::*;
use super::super::*;
use crate::record::{Content, EndedBy, StepKind, Verdict};

fn kinds_to_the_end(talk: &mut Talk) -> Vec<StepKind> {
    let mut kinds = Vec::new();
    while !matches!(talk.shown().step, Step::Ended) {
        kinds.push(talk.shown().id.key.kind());
        let reply = willing(&talk.shown());
        talk.give(reply);
    }
    kinds
}

#[test]
fn the_last_question_before_closing_is_light() {
    let mut talk = Talk::later(25);
    talk.give(Reply::Choose(Some("stay".into())))
        .to("stay-broken")
        .give(said("hard"));
    talk.give(Reply::Go)
        .give(Reply::Topic(None))
        .give(Reply::Choose(None));
    let mut last = None;
    while talk.shown().id.key.kind() != StepKind::LastCheckIn {
        if let Step::Ask(asking) = &talk.shown().step {
            last = Some(asking.level);
            assert!(asking.level.is_ease(), "{}", asking.item);
        }
        let reply = willing(&talk.shown());
        talk.give(reply);
    }
    assert!(last.unwrap().is_ease());
}

#[test]
fn a_heavy_session_ends_with_a_plan_for_the_night() {
    let mut talk = Talk::later(25);
    talk.give(Reply::Choose(Some("stay".into())))
        .to("stay-broken")
        .give(said("hard"));
    talk.give(Reply::Go)
        .give(Reply::Topic(None))
        .give(Reply::Choose(None));
    let kinds = kinds_to_the_end(&mut talk);
    assert_eq!(
        kinds[kinds.len() - 3..],
        [
            StepKind::LastCheckIn,
            StepKind::LeavingPlan,
            StepKind::Close
        ]
    );
}

#[test]
fn whoever_leaves_above_where_they_came_is_offered_calm_and_a_plan() {
    let mut talk = Talk::later(20);
    talk.give(Reply::Choose(None));
    talk.lead(|s| s.id.key.kind() == StepKind::LastCheckIn)
        .give(calm(6));
    let kinds = kinds_to_the_end(&mut talk);
    assert_eq!(
        kinds,
        [StepKind::Ground, StepKind::LeavingPlan, StepKind::Close]
    );
}

#[test]
fn leaving_high_without_a_plan_is_possible_and_noted() {
    let mut talk = Talk::later(20);
    talk.give(Reply::Choose(None));
    talk.lead(|s| s.id.key.kind() == StepKind::LastCheckIn)
        .give(calm(7));
    talk.lead(|s| matches!(s.step, Step::LeavingPlan { .. }))
        .give(Reply::Plan(None));
    let gap = talk
        .bodies()
        .iter()
        .any(|b| matches!(&b.what, Content::Closing(c) if c.gap));
    assert!(gap);
}

#[test]
fn a_calm_session_closes_with_the_next_step() {
    let mut talk = Talk::later(20);
    talk.give(Reply::Choose(None));
    talk.lead(|s| matches!(s.step, Step::Close { .. }))
        .give(Reply::Next(Some("Thursday at ten".into())));
    let next = talk.bodies().iter().any(
        |b| matches!(&b.what, Content::Ended(e) if e.next.as_deref() == Some("Thursday at ten")),
    );
    assert!(next && talk.sitting.walk().ended() == Some(EndedBy::Closed));
}

#[test]
fn the_account_makes_room_for_the_way_back_fifteen_minutes_before_the_end() {
    let mut talk = Talk::begun();
    talk.to("leaving-told").wait(74).give(Reply::No);
    assert!(talk.asked().is_some());
    talk.wait(1);
    assert_eq!(talk.asked().as_deref(), Some("close-how"));
}

#[test]
fn whoever_asks_to_tell_more_is_given_time() {
    let mut talk = Talk::begun();
    talk.to("leaving-told").wait(76).give(Reply::More);
    talk.lead(|s| asked(s).is_some());
    assert_eq!(talk.asked().as_deref(), Some("leaving-told"));
}

#[test]
fn what_was_written_is_offered_and_read_in_pieces() {
    let mut talk = Talk::begun();
    talk.lead(|s| matches!(s.step, Step::ReadbackOffer { .. }))
        .give(Reply::Yes);
    let mut pieces = 0;
    while let Step::Readback(piece) = talk.shown().step {
        assert!(!piece.text.is_empty());
        talk.give(Reply::Verdict(Verdict::Confirmed, None));
        pieces += 1;
    }
    assert_eq!(
        pieces,
        talk.sitting
            .walk()
            .case()
            .passages()
            .filter(|p| p.confirmed)
            .count()
    );
    assert!(pieces > 3);
}

#[test]
fn each_verdict_on_a_piece_does_what_it_says() {
    let mut talk = Talk::begun();
    talk.lead(|s| matches!(s.step, Step::ReadbackOffer { .. }))
        .give(Reply::Yes);
    talk.give(Reply::Verdict(
        Verdict::Corrected,
        Some("better words".into()),
    ));
    talk.give(Reply::Verdict(Verdict::LeftOut, None));
    talk.give(Reply::Verdict(Verdict::Private, None));
    talk.give(Reply::Verdict(Verdict::Erase, None));
    assert_eq!(
        talk.try_give(Reply::Verdict(Verdict::Corrected, None)),
        Err(ReplyError::Value)
    );
    let case = talk.sitting.walk().case();
    let texts: Vec<&str> = case.passages().map(|p| p.text()).collect();
    assert!(texts.contains(&"better words"));
    assert_eq!(case.passages().filter(|p| p.held.is_some()).count(), 2);
    assert_eq!(
        talk.bodies()
            .iter()
            .filter(|b| matches!(b.what, Content::Erased(_)))
            .count(),
        1
    );
}

#[test]
fn asides_are_not_read_back() {
    let mut talk = Talk::begun();
    talk.lead(|s| matches!(s.step, Step::ReadbackOffer { .. }))
        .give(Reply::Yes);
    while let Step::Readback(piece) = talk.shown().step {
        let case = talk.sitting.walk().case();
        let answer = case.answer(piece.passage.answer).unwrap();
        assert!(!answer.answer.asked.as_ref().unwrap().aside);
        talk.give(Reply::Verdict(Verdict::Later, None));
    }
}
