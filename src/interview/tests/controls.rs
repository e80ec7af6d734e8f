use super::super::testing::*;
use super::super::*;
use crate::record::{Allowed, Content, EndedBy, Holding, Item, ReplyKind, Role, StepKind};

#[test]
fn listening_is_there_in_every_step_and_asks_nothing() {
    let mut talk = Talk::begun();
    let before = talk.asked();
    talk.give(Reply::Listen(Given::text("my sister is ill")));
    assert_eq!(talk.asked(), before);
    let case = talk.sitting.walk().case();
    assert_eq!(
        case.answers()
            .next()
            .unwrap()
            .answer
            .words
            .as_ref()
            .unwrap()
            .text,
        "my sister is ill"
    );
}

#[test]
fn a_fact_told_unasked_is_not_asked_for() {
    let mut talk = Talk::begun();
    let mut given = Given::text("I come from a village");
    given.facts = vec!["home".into()];
    talk.give(Reply::Listen(given));
    assert_ne!(talk.asked().as_deref(), Some("home-place"));
    talk.lead(|s| {
        assert_ne!(asked(s).as_deref(), Some("home-place"));
        matches!(s.step, Step::Ended)
    });
}

#[test]
fn milder_words_are_shown_and_kept_as_they_were_put() {
    let mut talk = Talk::begun();
    talk.to("leaving-told").give(Reply::Softer);
    let Step::Ask(asking) = talk.shown().step else {
        unreachable!()
    };
    assert_eq!(asking.hear, "What do you remember?");
    talk.give(said("the rain"));
    let case = talk.sitting.walk().case();
    let answer = case.answers().last().unwrap();
    assert_eq!(
        answer.answer.asked.as_ref().unwrap().text,
        "What do you remember?"
    );
}

#[test]
fn asking_why_shows_the_reason_and_records_no_answer() {
    let mut talk = Talk::begun();
    talk.to("leaving-told");
    let answers = talk.sitting.walk().case().answers().count();
    talk.give(Reply::Why);
    let Step::Ask(asking) = talk.shown().step else {
        unreachable!()
    };
    assert!(asking.say_because && asking.because == "To understand.");
    assert_eq!(talk.sitting.walk().case().answers().count(), answers);
}

#[test]
fn heavier_than_asked_counts_for_pacing_and_is_no_word_on_the_screen() {
    let mut talk = Talk::begun();
    talk.to("home-place").give(said("something hard"));
    talk.give(Reply::Heavier);
    assert!(matches!(talk.shown().step, Step::Stay { .. }));
    let turn = turns(&talk.bodies()).pop().unwrap();
    assert_eq!(
        (turn.reply, turn.raised_to.unwrap().get()),
        (ReplyKind::Heavier, 3)
    );
}

#[test]
fn heavier_private_and_remove_need_something_told() {
    let mut talk = Talk::begun();
    for reply in [Reply::Heavier, Reply::Private(None), Reply::Remove] {
        assert_eq!(talk.try_give(reply), Err(ReplyError::Nothing));
    }
}

#[test]
fn words_said_in_private_go_to_care_alone_and_the_item_is_closed() {
    let mut talk = Talk::begun();
    talk.to("home-day")
        .give(Reply::Private(Some("between us".into())));
    let apart = talk
        .bodies()
        .into_iter()
        .find(|b| matches!(b.what, Content::WordsApart(_)))
        .unwrap();
    assert_eq!(apart.audience, crate::record::Audience::Care);
    assert_eq!(talk.sitting.walk().case().answers().count(), 2);
    talk.lead(|s| {
        assert_ne!(asked(s).as_deref(), Some("home-day"));
        matches!(s.step, Step::Ended)
    });
}

#[test]
fn what_was_just_told_can_be_made_private() {
    let mut talk = Talk::begun();
    talk.to("home-place")
        .give(said("a village"))
        .give(Reply::Private(None));
    let case = talk.sitting.walk().case();
    let held: Vec<_> = case.passages().filter_map(|p| p.held).collect();
    assert_eq!(held, [Holding::Private]);
}

#[test]
fn what_is_removed_is_gone_from_the_log_and_not_asked_again() {
    let mut talk = Talk::begun();
    talk.to("home-place")
        .give(said("the name of my village"))
        .give(Reply::Remove);
    assert!(
        !talk
            .sitting
            .store()
            .log
            .to_lines()
            .contains("the name of my village")
    );
    assert_eq!(
        talk.sitting.store().log.faults().len(),
        2,
        "only the seal and the opening are missing"
    );
    talk.lead(|s| {
        assert_ne!(asked(s).as_deref(), Some("home-place"));
        matches!(s.step, Step::Ended)
    });
}

#[test]
fn a_revised_answer_keeps_its_history() {
    let mut talk = Talk::begun();
    talk.to("home-place").give(said("in July"));
    let told = talk.sitting.walk().last_told().unwrap();
    talk.give(Reply::Revise(told, "in June".into()));
    let case = talk.sitting.walk().case();
    let answer = case.answer(told).unwrap();
    assert_eq!(answer.earlier_versions, [told]);
    assert_eq!(answer.answer.words.as_ref().unwrap().text, "in June");
}

#[test]
fn a_pause_and_a_break_wait_for_the_person_and_the_question_stays() {
    let mut talk = Talk::begun();
    let before = talk.asked();
    talk.give(Reply::Pause);
    assert!(matches!(talk.shown().step, Step::Away { .. }));
    talk.give(Reply::Back);
    assert_eq!(talk.asked(), before);
    talk.give(Reply::Break).give(Reply::Back);
    assert!(matches!(talk.shown().step, Step::CheckIn { .. }));
}

#[test]
fn grounding_is_offered_and_then_it_is_asked_whether_it_helped() {
    let mut talk = Talk::begun();
    talk.give(Reply::Ground);
    let Step::Ground { exercises, .. } = talk.shown().step else {
        unreachable!()
    };
    assert!(exercises.len() >= 4);
    talk.give(Reply::Go);
    assert!(matches!(talk.shown().step, Step::CheckIn { .. }));
}

#[test]
fn a_note_and_signs_belong_to_care() {
    let mut talk = Talk::begun();
    talk.give(Reply::Note("hands shook".into()))
        .give(Reply::Signs(vec!["up_shake".into()]));
    let care = talk.bodies().iter().all(|b| {
        !matches!(b.what, Content::Note(_) | Content::Turn(_))
            || b.audience == crate::record::Audience::Care
    });
    assert!(care);
    assert_eq!(
        talk.try_give(Reply::Signs(vec!["smiles".into()])),
        Err(ReplyError::Value)
    );
}

#[test]
fn another_topic_leaves_this_one_and_the_person_chooses() {
    let mut talk = Talk::begun();
    talk.to("leaving-told").give(Reply::Topic(None));
    let Step::Choose { topics, .. } = talk.shown().step else {
        unreachable!()
    };
    assert!(topics.iter().any(|t| t.id.as_str() == "leaving"));
    talk.give(Reply::Choose(Some("papers".into())));
    assert_eq!(talk.asked().as_deref(), Some("papers-had"));
}

#[test]
fn stopping_is_there_in_every_step_and_leads_to_a_short_goodbye() {
    let mut steps = Talk::new();
    let mut seen = 0;
    while !matches!(steps.shown().step, Step::Ended) {
        let (shown, now) = (steps.shown(), steps.now());
        let mut walk = steps.sitting.walk().clone();
        let bodies = walk.answer(&shown.id, Reply::Stop, now).unwrap();
        let mut log = crate::record::Log::new(case_id(), crate::record::LogId::UNWRITTEN);
        for body in bodies {
            let entry = log.append(body, crate::record::Salt::new([0; 32])).clone();
            walk.apply(&entry);
        }
        assert_eq!(walk.step(now).id.key.kind(), StepKind::ShortClose);
        seen += 1;
        let reply = willing(&shown);
        steps.give(reply);
    }
    assert!(seen > 20);
}

#[test]
fn a_stop_in_the_middle_makes_a_follow_up() {
    let mut talk = Talk::begun();
    talk.give(Reply::Stop)
        .give(Reply::Next(Some("Thursday".into())));
    assert_eq!(talk.sitting.walk().ended(), Some(EndedBy::ShortClose));
    let due = talk
        .bodies()
        .iter()
        .any(|b| matches!(&b.what, Content::Closing(c) if c.follow_up_by.is_some()));
    assert!(due);
}

#[test]
fn someone_who_leaves_at_once_is_let_go() {
    let mut talk = Talk::begun();
    talk.give(Reply::Leave);
    assert_eq!(talk.sitting.walk().ended(), Some(EndedBy::Left));
    assert!(matches!(talk.shown().step, Step::Ended));
}

#[test]
fn interpreted_words_carry_the_interpreter() {
    let mut talk = Talk::of(interpreted(), &one_session_before());
    talk.lead(|s| matches!(s.step, Step::Ask(_)))
        .give(said("x"));
    let case = talk.sitting.walk().case();
    let words = case.answers().next().unwrap().answer.words.clone().unwrap();
    assert_eq!((words.role, words.by.as_str()), (Role::Interpreted, "O.E."));
    assert!(!words.may_be_quoted());
}

#[test]
fn a_reply_to_a_step_that_is_over_is_refused() {
    let mut talk = Talk::begun();
    let old = talk.shown();
    talk.give(said("x"));
    let now = talk.now();
    assert_eq!(
        talk.sitting.walk().answer(&old.id, said("y"), now),
        Err(ReplyError::Stale)
    );
}

#[test]
fn a_reply_to_what_was_on_the_screen_counts_though_a_break_is_due_by_now() {
    let mut talk = Talk::begun();
    let shown = talk.shown();
    talk.wait(50);
    assert!(matches!(talk.shown().step, Step::OfferBreak { .. }));
    let now = talk.now();
    talk.sitting
        .reply(&shown.id, said("a long account"), now)
        .unwrap();
    assert_eq!(talk.sitting.walk().case().answers().count(), 1);
}

#[test]
fn a_reply_of_another_kind_is_refused() {
    let mut talk = Talk::begun();
    assert_eq!(talk.try_give(Reply::Safe(true)), Err(ReplyError::Misfit));
    assert_eq!(
        talk.try_give(Reply::Reopen(Item::first("nothing"))),
        Err(ReplyError::Nothing)
    );
}

#[test]
fn what_the_person_opened_again_and_put_off_says_so_when_it_comes_back() {
    let mut talk = Talk::new();
    talk.to("leaving-told").give(Reply::Declined);
    talk.give(Reply::Reopen(Item::first("leaving-told")));
    talk.to("leaving-told").give(Reply::Later);
    talk.to("leaving-told");
    let Step::Ask(asking) = talk.shown().step else {
        panic!("it is asked again");
    };
    assert!(asking.allowed_by.contains(&Allowed::Reopened));
}
