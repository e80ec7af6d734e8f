use uuid::Uuid;

use super::*;
use crate::record::{
    Decision, Holding, Mark, Notes, PassageRef, Range, ReplyKind, Salt, Scope, StepKind, Turn,
    Verdict, Words,
};
use crate::text::Lang;

struct Story {
    log: Log,
}

impl Story {
    fn new(number: u128, day: &str) -> Self {
        let (case, id) = (
            CaseId::new(Uuid::from_u128(1)),
            LogId::new(Uuid::from_u128(number)),
        );
        let mut story = Self {
            log: Log::new(case, id),
        };
        let at = format!("{day}T10:00:00+01:00");
        story.add_at(
            &at,
            Content::Opened(Opened::new(case, id, SessionKind::Sitting)),
        );
        story
    }

    fn add_at(&mut self, at: &str, what: Content) -> EntryRef {
        self.log
            .append(
                Body::new(at.parse().unwrap(), "A.B.", what),
                Salt::new([0; 32]),
            )
            .id
    }

    fn add(&mut self, what: Content) -> EntryRef {
        self.add_at("2026-03-02T10:05:00+01:00", what)
    }

    fn tell(&mut self, text: &str) -> EntryRef {
        self.add(Content::Answer(told(text)))
    }

    fn revise(&mut self, old: EntryRef, text: &str) -> EntryRef {
        let body = Body::new(
            "2026-03-02T10:06:00+01:00".parse().unwrap(),
            "A.B.",
            Content::Answer(told(text)),
        );
        self.log
            .append(body.with_ref(Rel::Revises, old), Salt::new([0; 32]))
            .id
    }

    fn hold(&mut self, answer: EntryRef, range: (u32, u32), undone: bool) {
        let passage = PassageRef {
            answer,
            range: range.into(),
        };
        self.add(Content::Held(Held {
            undone,
            ..Held::new(passage, Holding::LeftOut)
        }));
    }

    fn view(&self) -> CaseView {
        CaseView::fold(self.log.case, [&self.log])
    }
}

fn told(text: &str) -> Answer {
    let words = Some(Words::spoken(text, Lang::en(), "A.B."));
    Answer {
        words,
        facts: vec!["leaving".into()],
        ..Answer::default()
    }
}

fn texts(view: &CaseView) -> Vec<&str> {
    view.passages().map(|p| p.text()).collect()
}

#[test]
fn sessions_are_ordered_by_the_day_on_which_they_were_held() {
    let (mut late, mut early) = (Story::new(2, "2026-03-09"), Story::new(3, "2026-03-02"));
    late.tell("second");
    early.tell("first");
    let view = CaseView::fold(late.log.case, [&late.log, &early.log]);
    assert_eq!(texts(&view), ["first", "second"]);
}

#[test]
fn a_revised_answer_keeps_its_place_and_its_history() {
    let mut story = Story::new(2, "2026-03-02");
    let old = story.tell("in July");
    story.tell("then");
    let new = story.revise(old, "in June");
    let view = story.view();
    assert_eq!(texts(&view), ["in June", "then"]);
    let answer = view.answer(old).unwrap();
    assert_eq!(
        (answer.id, answer.first, &answer.earlier_versions[..]),
        (new, old, &[old][..])
    );
}

#[test]
fn two_revisions_made_apart_are_both_kept() {
    let mut story = Story::new(2, "2026-03-02");
    let old = story.tell("in July");
    story.revise(old, "in June");
    story.revise(old, "in May");
    assert_eq!(texts(&story.view()), ["in June", "in May"]);
}

#[test]
fn what_was_taken_out_is_gone_from_the_view() {
    let mut story = Story::new(2, "2026-03-02");
    let told = story.tell("in July");
    story.log.take_out(told.n);
    let view = story.view();
    assert!(view.answers().next().is_none() && view.told().is_empty());
    assert_eq!(
        (view.sessions[0].entries, view.sessions[0].taken_out),
        (2, 1)
    );
}

#[test]
fn a_fact_is_told_until_its_answer_is_taken_out() {
    let mut story = Story::new(2, "2026-03-02");
    story.tell("in July");
    assert!(story.view().told().contains(&FactId::new("leaving")));
}

#[test]
fn an_earlier_record_tells_no_fact() {
    let mut story = Story::new(2, "2026-03-02");
    let mut answer = told("as the police wrote");
    answer.earlier = Some("police".into());
    story.add(Content::Answer(answer));
    assert!(story.view().told().is_empty());
}

#[test]
fn cuts_must_cover_every_word_once() {
    let mut story = Story::new(2, "2026-03-02");
    let answer = story.tell("I left. Then I came.");
    let cut = |from, to| Cut::plain(Range::from((from, to)));
    story.add(Content::Mark(Mark {
        answer,
        cuts: vec![cut(0, 8), cut(8, 20)],
    }));
    assert_eq!(texts(&story.view()), ["I left. ", "Then I came."]);
    for bad in [
        vec![cut(0, 8)],
        vec![cut(0, 9), cut(8, 20)],
        vec![cut(8, 20), cut(0, 8)],
        vec![],
    ] {
        story.add(Content::Mark(Mark { answer, cuts: bad }));
    }
    assert_eq!(texts(&story.view()), ["I left. ", "Then I came."]);
}

#[test]
fn a_stretch_that_is_held_stays_out_whatever_the_cuts() {
    let mut story = Story::new(2, "2026-03-02");
    let answer = story.tell("I left. Then I came.");
    story.hold(answer, (8, 20), false);
    assert!(
        story
            .view()
            .passages()
            .all(|p| p.held == Some(Holding::LeftOut))
    );
    let cut = |from, to| Cut::plain(Range::from((from, to)));
    story.add(Content::Mark(Mark {
        answer,
        cuts: vec![cut(0, 8), cut(8, 20)],
    }));
    let view = story.view();
    let held: Vec<_> = view.passages().map(|p| p.held.is_some()).collect();
    assert_eq!(held, [false, true]);
    story.hold(answer, (8, 20), true);
    assert!(story.view().passages().all(|p| p.held.is_none()));
}

#[test]
fn a_new_version_of_something_held_stays_out_as_a_whole() {
    let mut story = Story::new(2, "2026-03-02");
    let old = story.tell("I left. Then I came.");
    story.hold(old, (0, 7), false);
    story.revise(old, "I left in May. Then I came.");
    assert!(
        story
            .view()
            .passages()
            .all(|p| p.held == Some(Holding::LeftOut))
    );
}

#[test]
fn what_was_confirmed_stays_confirmed_until_it_is_revised() {
    let mut story = Story::new(2, "2026-03-02");
    let answer = story.tell("I left.");
    let passage = PassageRef {
        answer,
        range: (0, 7).into(),
    };
    story.add(Content::ReadBack(ReadBack::new(
        passage,
        Verdict::Confirmed,
    )));
    assert!(story.view().passages().all(|p| p.confirmed));
    story.revise(answer, "I left in May.");
    assert!(story.view().passages().all(|p| !p.confirmed));
}

#[test]
fn the_last_decision_for_a_name_counts() {
    let mut story = Story::new(2, "2026-03-02");
    let yes = Consent::spoken(Scope::LAWYER, Decision::Yes).to("Ms Holm");
    story.add(Content::Consent(yes));
    assert_eq!(
        story.view().decision_for(Scope::LAWYER, "ms holm "),
        Some(Decision::Yes)
    );
    assert_eq!(story.view().decision_for(Scope::LAWYER, "Mr Dam"), None);
    let back = Consent::spoken(Scope::LAWYER, Decision::Withdrawn).to("Ms Holm");
    story.add(Content::Consent(back));
    assert_eq!(
        story.view().decision_for(Scope::LAWYER, "Ms Holm"),
        Some(Decision::Withdrawn)
    );
}

#[test]
fn an_item_that_was_opened_again_is_not_closed() {
    let mut story = Story::new(2, "2026-03-02");
    let closed = |reopened| ItemClosed {
        item: Item::first("leaving-told"),
        fact: None,
        reopened,
    };
    story.add(Content::ItemClosed(closed(false)));
    assert_eq!(story.view().closed().count(), 1);
    story.add(Content::ItemClosed(closed(true)));
    assert_eq!(story.view().closed().count(), 0);
}

#[test]
fn a_session_in_which_no_notes_were_wanted_is_one_entry() {
    let case = CaseId::new(Uuid::from_u128(1));
    let id = LogId::new(Uuid::from_u128(2));
    let mut log = Log::new(case, id);
    let mut opened = Opened::new(case, id, SessionKind::Sitting);
    opened.notes = Notes::NotWanted;
    let at = "2026-03-02T10:00:00+01:00".parse().unwrap();
    log.append(
        Body::new(at, "x", Content::Opened(opened)),
        Salt::new([0; 32]),
    );
    let view = CaseView::fold(case, [&log]);
    assert_eq!(
        (view.sessions.len(), view.sessions[0].opened.notes),
        (1, Notes::NotWanted)
    );
}

#[test]
fn a_session_has_its_turns_whichever_of_its_logs_has_the_lower_id() {
    let case = CaseId::new(Uuid::from_u128(1));
    let at = "2026-03-02T10:00:00+01:00".parse().unwrap();
    for (words, other) in [(2, 3), (3, 2)] {
        let [words, other] = [words, other].map(|n| LogId::new(Uuid::from_u128(n)));
        let logs = [
            (words, other, Audience::Case),
            (other, words, Audience::Care),
        ];
        let logs = logs.map(|(id, beside, audience)| {
            let mut opened = Opened::new(case, id, SessionKind::Sitting);
            (opened.beside, opened.audience) = (Some(beside), audience);
            let mut log = Log::new(case, id);
            let turn = Turn::new(0, StepKind::Ask, ReplyKind::Declined);
            for what in [Content::Opened(opened), Content::Turn(turn)] {
                log.append(Body::new(at, "x", what), Salt::new([0; 32]));
            }
            log
        });
        let view = CaseView::fold(case, &logs);
        assert_eq!((view.sessions.len(), view.sessions[0].turns.len()), (1, 1));
    }
}
