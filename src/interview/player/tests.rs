use super::super::testing::{asked, play, turns};
use super::*;
use crate::record::ReplyKind;

fn answered(replies: &str) -> Vec<String> {
    let (sitting, _, _) = play(replies);
    let items = sitting
        .walk()
        .case()
        .answers()
        .filter_map(|a| a.answer.item.clone());
    items.map(|item| item.to_string()).collect()
}

#[test]
fn answers_are_given_when_their_question_is_put_and_nothing_is_left() {
    let (sitting, left, _) = play(
        "  - {question: home-place, answer: \"A village.\"}\n  - {question: home-day, answer: \"Long.\"}\n  \
         - {question: leaving-told, answer: \"She came.\"}\n  \
         - {question: leaving-money, answer: {amount: 35000, currency: EUR}, after: 6m}\n",
    );
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(sitting.walk().case().answers().count(), 4);
    assert_eq!(sitting.walk().ended(), Some(crate::record::EndedBy::Closed));
}

#[test]
fn an_answer_told_out_of_order_waits_for_its_question() {
    let order = answered(
        "  - {question: home-day, answer: \"Long.\"}\n  - {question: home-place, answer: \"A village.\"}\n",
    );
    assert_eq!(order, ["home-place", "home-day"]);
}

#[test]
fn a_second_turn_of_a_group_is_asked_for() {
    let order = answered(
        "  - {question: home-place, answer: x}\n  - {question: home-day, answer: x}\n  \
         - {question: stay-told, answer: x}\n  - {question: stay-place, answer: \"A flat.\"}\n  \
         - {question: stay-place, turn: 2, answer: \"A house.\"}\n",
    );
    assert!(
        order.contains(&"stay-place (turn 2)".to_owned()),
        "{order:?}"
    );
}

#[test]
fn a_control_is_given_once_what_precedes_it_is_done() {
    let (sitting, left, _) = play(
        "  - {question: home-place, answer: x}\n  - {control: listen, answer: \"My sister.\"}\n  \
         - {question: home-day, answer: x}\n",
    );
    assert!(left.is_empty());
    let items: Vec<bool> = sitting
        .walk()
        .case()
        .answers()
        .map(|a| a.answer.item.is_some())
        .collect();
    assert_eq!(items, [true, false, true]);
}

#[test]
fn what_is_never_asked_is_named_with_its_line() {
    let (_, left, _) = play("  - {question: leaving-broken, answer: \"x\"}\n");
    assert_eq!(left, ["s.yaml:4:16: `leaving-broken`"]);
}

#[test]
fn a_session_with_nothing_said_still_closes() {
    let (sitting, left, _) = play("  []\n");
    assert!(left.is_empty());
    assert_eq!(sitting.walk().ended(), Some(crate::record::EndedBy::Closed));
}

#[test]
fn a_no_to_notes_in_a_script_leaves_one_dated_entry() {
    let (mut sitting, _, _) =
        play("  - {consent: C2, reply: no}\n  - {question: home-place, answer: x}\n");
    assert_eq!(sitting.store().no_notes, 1);
    assert!(sitting.store().log.entries.is_empty());
}

#[test]
fn times_places_and_renderings_follow_at_the_desk() {
    let (sitting, _, player) = play(
        "  - {question: home-place, answer: \"A village.\", where: \"Edo State\", rendered: {da: \"En landsby.\"}}\n  \
         - {question: home-day, answer: x}\n  \
         - {question: leaving-told, answer: \"She came.\", when: \"around May 2017\"}\n",
    );
    let bodies = player.afterwards(sitting.walk().case(), "A.B.");
    let kinds: Vec<&str> = bodies
        .iter()
        .map(|b| match &b.what {
            Content::Mark(_) => "mark",
            Content::Rendering(_) => "rendering",
            _ => "other",
        })
        .collect();
    // The time of `leaving-told` was asked for in the talk, after the telling.
    assert_eq!(kinds, ["mark", "rendering"]);
    let told = sitting
        .walk()
        .case()
        .answers()
        .find(|a| a.cuts[0].when.is_some())
        .unwrap();
    assert_eq!(told.cuts[0].label.as_ref().unwrap().as_str(), "leaving");
}

#[test]
fn a_read_back_of_all_confirms_every_passage() {
    let (sitting, _, _) = play(
        "  - {question: home-place, answer: x}\n  - {question: home-day, answer: y}\n  - {readback: all}\n",
    );
    assert!(sitting.walk().case().passages().all(|p| p.confirmed));
}

#[test]
fn the_same_script_gives_the_same_turns() {
    let replies =
        "  - {question: home-place, answer: x}\n  - {control: break}\n  - {check_in: 6}\n";
    let log = |(sitting, _, _): (super::super::Sitting<_>, Vec<String>, Player)| {
        let mut sitting: super::super::Sitting<super::super::testing::Memory> = sitting;
        sitting
            .store()
            .log
            .entries
            .iter()
            .filter_map(|e| e.body().cloned())
            .collect::<Vec<_>>()
    };
    let (one, two) = (log(play(replies)), log(play(replies)));
    assert_eq!(one, two);
    assert!(turns(&one).iter().any(|t| t.reply == ReplyKind::Break));
    assert!(turns(&one).iter().any(|t| t.distress == Some(6)));
}

#[test]
fn a_consent_for_someone_is_given_where_it_stands() {
    let (sitting, left, _) = play(
        "  - {question: home-place, answer: x}\n  - {consent: C7, for: \"Ms Holm\", reply: yes, understood: \"she reads\"}\n",
    );
    assert!(left.is_empty());
    let case = sitting.walk().case();
    assert_eq!(
        case.decision_for(Scope::LAWYER, "Ms Holm"),
        Some(Decision::Yes)
    );
    assert_eq!(
        asked(&sitting.step(Now {
            elapsed: Duration::ZERO,
            wall: case.sessions[0].at
        })),
        None
    );
}
