use super::super::testing::*;
use super::super::*;
use crate::record::Level;

/// Goes on willingly and returns the levels that were asked, in order.
fn levels(talk: &mut Talk) -> Vec<u8> {
    let mut levels = Vec::new();
    while !matches!(talk.shown().step, Step::Ended) {
        let shown = talk.shown();
        if let Step::Ask(asking) = &shown.step {
            levels.push(asking.level.get());
        }
        let reply = willing(&shown);
        talk.give(reply);
    }
    levels
}

#[test]
fn the_first_session_goes_no_deeper_than_two() {
    let mut talk = Talk::begun();
    talk.wait(30);
    assert!(levels(&mut talk).iter().max().unwrap() <= &2);
}

#[test]
fn the_first_session_goes_deeper_when_the_person_asks_for_it() {
    let mut talk = Talk::begun();
    talk.wait(30).give(Reply::More);
    assert!(levels(&mut talk).iter().max().unwrap() >= &3);
}

#[test]
fn sensitive_questions_wait_for_two_easy_ones_or_eight_minutes() {
    let mut talk = Talk::of(plan(), &one_session_before());
    let mut easy = 0;
    for _ in 0..60 {
        let shown = talk.shown();
        if let Step::Ask(asking) = &shown.step {
            assert!(
                asking.level < Level::SENSITIVE || easy >= 2,
                "{}",
                asking.item
            );
            easy += u32::from(asking.level.is_ease());
        }
        if matches!(shown.step, Step::Ended) {
            return;
        }
        let reply = willing(&shown);
        talk.give(reply);
    }
}

#[test]
fn heavy_questions_wait_for_their_minutes() {
    for (minute, most) in [(10, 2), (16, 3), (25, 4)] {
        let mut talk = Talk::later(minute);
        talk.give(Reply::Choose(Some("stay".into())));
        assert!(
            levels(&mut talk).into_iter().max().unwrap() <= most,
            "{minute}"
        );
    }
}

#[test]
fn nothing_heavy_begins_near_the_planned_end() {
    for (minute, most) in [(61, 3), (71, 2)] {
        let mut talk = Talk::later(minute);
        talk.lead(|s| matches!(s.step, Step::Choose { .. }));
        talk.give(Reply::Choose(Some("stay".into())));
        assert!(
            levels(&mut talk).into_iter().max().unwrap() <= most,
            "{minute}"
        );
    }
}

#[test]
fn a_heavy_block_is_announced_and_a_no_closes_it() {
    let mut talk = Talk::later(25);
    talk.give(Reply::Choose(Some("stay".into())));
    talk.lead(|s| matches!(s.step, Step::Permission { .. }));
    let lines = talk.shown().step.hear().join(" ");
    assert!(
        lines.contains("where you stayed") && lines.contains("skip"),
        "{lines}"
    );
    talk.give(Reply::No);
    assert_eq!(talk.asked().as_deref(), Some("stay-quiet"));
    talk.lead(|s| {
        let here = |a: &Asking| a.chapter == "Where you stayed" && a.level.is_heavy();
        assert!(!matches!(&s.step, Step::Ask(a) if here(a)));
        matches!(s.step, Step::Ended)
    });
}

#[test]
fn a_rise_of_two_levels_is_announced() {
    let mut talk = Talk::later(25);
    // The last question was easy (level 0); a chapter that goes on at level 2 is announced.
    talk.give(Reply::Choose(Some("leaving".into())))
        .give(said("she came"));
    assert_eq!(talk.asked().as_deref(), Some("leaving-money"));
}

#[test]
fn at_most_three_heavy_questions_stand_in_a_row_and_two_after_level_four() {
    let mut talk = Talk::later(25);
    talk.give(Reply::Choose(Some("stay".into())));
    let levels = levels(&mut talk);
    let runs: Vec<&[u8]> = levels
        .split(|l| *l <= 1)
        .filter(|run| run.iter().any(|l| *l >= 3))
        .collect();
    for run in &runs {
        let heavy = run.iter().filter(|l| **l >= 3).count();
        let most = if run.contains(&4) { 2 } else { 3 };
        assert!(heavy <= most, "{levels:?}");
    }
    assert!(levels.contains(&4), "{levels:?}");
}

#[test]
fn a_check_in_follows_level_four_and_every_second_level_three() {
    let mut talk = Talk::later(25);
    talk.give(Reply::Choose(Some("stay".into())));
    let (mut threes, mut due) = (0, false);
    while !matches!(talk.shown().step, Step::Ended) {
        let shown = talk.shown();
        match &shown.step {
            Step::CheckIn { .. } => (threes, due) = (0, false),
            Step::Ask(asking) => {
                assert!(!due, "a question came before the check-in");
                threes += u32::from(asking.level == Level::HEAVY);
                due = asking.level == Level::VERY_HEAVY || threes == 2;
            }
            _ => {}
        }
        let reply = willing(&shown);
        talk.give(reply);
    }
}

#[test]
fn after_something_heavy_the_next_screen_asks_only_stay_slow_or_pause() {
    let mut talk = Talk::later(25);
    talk.give(Reply::Choose(Some("stay".into())))
        .to("stay-broken")
        .give(said("hard"));
    assert!(matches!(talk.shown().step, Step::Stay { .. }));
}

#[test]
fn a_break_is_offered_after_its_minutes_and_again_fifteen_after_a_no() {
    let mut talk = Talk::begun();
    talk.wait(46);
    assert!(matches!(talk.shown().step, Step::OfferBreak { .. }));
    talk.give(Reply::No);
    assert!(!matches!(talk.shown().step, Step::OfferBreak { .. }));
    talk.wait(14);
    assert!(!matches!(talk.shown().step, Step::OfferBreak { .. }));
    talk.wait(1);
    assert!(matches!(talk.shown().step, Step::OfferBreak { .. }));
}

#[test]
fn a_high_number_holds_heavy_questions_back_until_the_person_asks_to_go_on() {
    let mut talk = Talk::later(25);
    talk.give(Reply::Choose(Some("stay".into())))
        .to("stay-broken")
        .give(said("hard"))
        .give(Reply::Go);
    talk.to("stay-left")
        .give(said("hard"))
        .give(Reply::Go)
        .give(calm(8));
    assert!(matches!(talk.shown().step, Step::Ground { .. }));
    talk.give(Reply::Go).give(calm(4));
    let heavy = |talk: &Talk| matches!(&talk.shown().step, Step::Ask(a) if a.level.is_heavy());
    for _ in 0..12 {
        assert!(!heavy(&talk));
        let reply = willing(&talk.shown());
        talk.give(reply);
    }
}

#[test]
fn nine_ends_the_account_for_the_day_and_leaves_with_care() {
    let mut talk = Talk::later(25);
    talk.give(Reply::Choose(Some("stay".into())))
        .to("stay-broken")
        .give(said("hard"));
    talk.give(Reply::Go)
        .give(Reply::Signs(vec!["say_die".into()]));
    let levels = levels(&mut talk);
    assert!(levels.iter().all(|l| *l <= 1), "{levels:?}");
    assert_eq!(
        talk.sitting.walk().ended(),
        Some(crate::record::EndedBy::Criterion)
    );
}

#[test]
fn tears_and_anger_lock_nothing() {
    let mut talk = Talk::later(25);
    talk.give(Reply::Choose(Some("stay".into())))
        .to("stay-broken");
    talk.give(Reply::Signs(vec!["up_anger".into()]))
        .give(calm(4));
    talk.lead(|s| matches!(&s.step, Step::Ask(a) if a.level.is_heavy()));
}

#[test]
fn a_low_number_with_a_far_away_look_still_counts_as_high() {
    let mut talk = Talk::later(25);
    talk.give(Reply::Choose(Some("stay".into())))
        .to("stay-rules");
    let feeling = Feeling {
        score: Some(1),
        signs: vec!["down_absent".into()],
        words: None,
    };
    talk.give(Reply::Signs(vec!["down_absent".into()]))
        .give(Reply::Go);
    talk.give(Reply::Feel(feeling));
    assert!(levels(&mut talk).into_iter().max().unwrap() <= 2);
}

#[test]
fn two_heavy_chapters_never_come_in_one_session() {
    let talk = Talk::later(25);
    let Step::Choose { topics, .. } = talk.shown().step else {
        unreachable!()
    };
    assert_eq!(topics.len(), 3);
    assert!(
        talk.sitting
            .walk()
            .plan()
            .guide
            .chapters
            .iter()
            .any(|c| c.id.as_str() == "stay")
    );
}
