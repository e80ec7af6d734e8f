use super::super::testing::*;
use super::super::*;
use crate::record::{Choice, Content, Item, Value};

fn never(talk: &mut Talk, question: &str) {
    talk.lead(|s| {
        assert_ne!(asked(s).as_deref(), Some(question));
        matches!(s.step, Step::Ended)
    });
}

#[test]
fn what_was_declined_is_not_asked_again_unless_the_person_opens_it() {
    let mut talk = Talk::begun();
    talk.to("leaving-told").give(Reply::Declined);
    assert_ne!(talk.asked().as_deref(), Some("leaving-told"));
    talk.give(Reply::Reopen(Item::first("leaving-told")));
    talk.to("leaving-told");
    let Step::Ask(asking) = talk.shown().step else {
        unreachable!()
    };
    assert_eq!(asking.allowed_by, [crate::record::Allowed::Reopened]);
    talk.give(Reply::Declined);
    never(&mut talk, "leaving-told");
}

#[test]
fn a_declined_fact_is_closed_in_all_turns() {
    let mut talk = Talk::later(20);
    talk.give(Reply::Choose(Some("stay".into())))
        .to("stay-place")
        .give(Reply::Declined);
    talk.to("stay-rest").give(said("some"));
    assert!(matches!(talk.shown().step, Step::More { .. }));
    talk.give(Reply::Yes);
    never(&mut talk, "stay-place");
}

#[test]
fn what_is_not_known_closes_this_turn_alone() {
    let mut talk = Talk::later(20);
    talk.give(Reply::Choose(Some("stay".into())))
        .to("stay-place")
        .give(Reply::Unknown);
    talk.to("stay-rest").give(said("some")).give(Reply::Yes);
    let Step::Ask(asking) = talk.shown().step else {
        unreachable!()
    };
    assert_eq!(
        asking.item,
        Item {
            question: "stay-place".into(),
            turn: 2
        }
    );
}

#[test]
fn later_comes_back_once_after_an_easy_question_and_is_then_left() {
    let mut talk = Talk::begun();
    talk.to("leaving-told").give(Reply::Later);
    assert_ne!(talk.asked().as_deref(), Some("leaving-told"));
    talk.to("leaving-packed").give(said("a bag"));
    assert_eq!(talk.asked().as_deref(), Some("leaving-told"));
    talk.give(Reply::Later);
    never(&mut talk, "leaving-told");
}

#[test]
fn what_was_put_off_too_often_is_closed_as_declined() {
    let mut talk = Talk::begun();
    talk.to("leaving-told").give(Reply::Later);
    talk.to("leaving-packed")
        .give(said("a bag"))
        .give(Reply::Later);
    let closed = |talk: &mut Talk| {
        talk.bodies()
            .iter()
            .filter(|b| matches!(b.what, Content::ItemClosed(_)))
            .count()
    };
    assert_eq!(closed(&mut talk), 0);
    let case = talk.sitting.walk().case().clone();
    let mut next = Talk::of(plan(), &case);
    next.lead(|s| matches!(s.step, Step::Choose { .. }));
    assert!(matches!(next.shown().step, Step::Choose { .. }));
}

#[test]
fn a_question_with_a_condition_comes_only_when_it_holds() {
    let pick = |id: &str| Reply::Answer(Given::value(Value::Choice(Choice(id.into()))));
    let mut with = Talk::later(20);
    with.give(Reply::Choose(Some("papers".into())))
        .give(pick("passport"));
    assert_eq!(with.asked().as_deref(), Some("papers-now"));
    let mut without = Talk::later(20);
    without
        .give(Reply::Choose(Some("papers".into())))
        .give(pick("none"));
    assert_eq!(without.asked().as_deref(), Some("papers-look"));
}

#[test]
fn a_question_that_presupposes_an_event_waits_until_it_was_mentioned() {
    let mut talk = Talk::later(30);
    talk.give(Reply::Choose(Some("leaving".into())))
        .to("leaving-promise")
        .give(Reply::Declined);
    never(&mut talk, "leaving-broken");
}

#[test]
fn the_broad_invitation_comes_first_and_the_rest_waits_for_it() {
    let mut talk = Talk::later(30);
    talk.give(Reply::Choose(Some("stay".into())));
    assert_eq!(talk.asked().as_deref(), Some("stay-told"));
}

#[test]
fn things_that_repeat_are_asked_again_until_that_is_all() {
    let mut talk = Talk::later(20);
    talk.give(Reply::Choose(Some("stay".into())));
    talk.to("stay-rest")
        .give(said("some"))
        .give(Reply::Yes)
        .give(said("a house"))
        .give(said("none"));
    assert!(matches!(talk.shown().step, Step::More { .. }));
    talk.give(Reply::Yes)
        .give(said("a room"))
        .give(said("little"));
    // The guide allows three turns.
    assert_eq!(talk.asked().as_deref(), Some("stay-rules"));
}

#[test]
fn a_lawyer_note_comes_before_what_can_matter_in_a_case() {
    let mut talk = Talk::later(20);
    talk.give(Reply::Choose(Some("papers".into())));
    let Step::Ask(asking) = talk.shown().step else {
        unreachable!()
    };
    assert!(
        asking.lead.iter().any(|l| l.contains("lawyer")),
        "{:?}",
        asking.lead
    );
}

#[test]
fn chapters_struck_from_the_agenda_are_not_offered() {
    let mut talk = Talk::new();
    talk.lead(|s| matches!(s.step, Step::Agenda { .. }));
    talk.give(Reply::Agree(vec!["leaving".into()]));
    talk.lead(|s| matches!(s.step, Step::Choose { .. }));
    let Step::Choose { topics, .. } = talk.shown().step else {
        unreachable!()
    };
    assert!(topics.iter().all(|t| t.id.as_str() != "leaving") && !topics.is_empty());
}

#[test]
fn none_of_the_topics_is_an_answer() {
    let mut talk = Talk::later(20);
    talk.give(Reply::Choose(None));
    assert_eq!(talk.asked().as_deref(), Some("close-how"));
}

#[test]
fn dates_are_asked_after_the_telling_and_never_inside_it() {
    let mut talk = Talk::begun();
    talk.to("leaving-told").give(said("she came"));
    assert!(!matches!(talk.shown().step, Step::Dating { .. }));
    talk.lead(|s| matches!(s.step, Step::Choose { .. }));
    talk.give(Reply::Choose(None));
    let Step::Dating { about, .. } = talk.shown().step else {
        unreachable!()
    };
    assert_eq!(about, "she came");
    let when = crate::time::understand("around May 2017", &crate::time::Context::default());
    talk.give(Reply::Date(when));
    let case = talk.sitting.walk().case();
    let dated = case.passages().find(|p| p.cut.when.is_some()).unwrap();
    assert_eq!(dated.cut.label.as_ref().unwrap().as_str(), "leaving");
}

#[test]
fn after_not_remembering_a_date_one_landmark_is_offered_and_no_more() {
    let mut talk = Talk::begun();
    talk.to("leaving-told").give(said("she came"));
    talk.lead(|s| matches!(s.step, Step::Choose { .. }));
    talk.give(Reply::Choose(None)).give(Reply::Forgotten);
    assert!(matches!(talk.shown().step, Step::Dating { .. }));
    talk.give(Reply::Forgotten);
    assert!(!matches!(talk.shown().step, Step::Dating { .. }));
}

#[test]
fn what_was_told_in_an_earlier_session_is_not_asked_for() {
    let mut first = Talk::begun();
    first.lead(|s| matches!(s.step, Step::Ended));
    let case = first.sitting.walk().case().clone();
    let before: Vec<Item> = case.answered().into_iter().cloned().collect();
    let mut next = Talk::of(plan(), &case);
    next.minute = 20;
    next.lead(|s| {
        if let Step::Ask(asking) = &s.step {
            let aside = asking.chapter == "To finish" || asking.chapter == "Welcome";
            assert!(aside || !before.contains(&asking.item), "{}", asking.item);
        }
        matches!(s.step, Step::Ended)
    });
}

#[test]
fn questions_about_the_talk_are_asides() {
    let mut talk = Talk::begun();
    talk.lead(|s| matches!(s.step, Step::Ended));
    let case = talk.sitting.walk().case();
    let asides = case
        .answers()
        .filter(|a| a.answer.asked.as_ref().is_some_and(|q| q.aside));
    assert_eq!(asides.count(), 3);
}
