//! The guides that ship: what can be checked of them without judging a word, and a willing walk through
//! each. How a question is worded is for people to judge, and none of this replaces that.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use heard::guide::{Chapter, Condition, Guide, Library, Phase, Question, QuestionKind};
use heard::interview::{Feeling, Given, Now, Plan, Reply, Shown, Sitting, Step, Store, Terms};
use heard::narrative::check_narrate;
use heard::record::{Body, CaseId, CaseView, Decision, EndedBy, Entry, Log, LogId, Present, Salt};
use heard::text::{Lang, Localised};
use uuid::Uuid;

fn guides() -> Vec<Guide> {
    let library = Library::embedded();
    let guide = |id: String| library.guide(&id).expect("what ships can be used");
    library.ids("guide").into_iter().map(guide).collect()
}

fn guide(id: &str) -> Guide {
    Library::embedded()
        .guide(id)
        .expect("what ships can be used")
}

fn levels(chapter: &Chapter) -> Vec<u8> {
    chapter.questions.iter().map(|q| q.level.get()).collect()
}

/// Chapters in which a life is told; what stands around them is about the talk.
fn told(guide: &Guide) -> impl Iterator<Item = &Chapter> {
    guide
        .chapters
        .iter()
        .filter(|c| matches!(*c.phase, Phase::Account | Phase::Clarify))
}

#[test]
fn every_word_of_every_guide_is_there_in_english_and_danish() {
    let both = |text: &Localised| [Lang::en(), Lang::da()].map(|l| text.get(&l).is_some());
    for guide in guides() {
        assert_eq!(both(&guide.title), [true; 2], "{}", *guide.guide);
        assert_eq!(both(&guide.about), [true; 2], "{}", *guide.guide);
        for chapter in &guide.chapters {
            let repeats = chapter.repeats.iter().map(|r| &r.more);
            for text in [&chapter.title, &chapter.topic].into_iter().chain(repeats) {
                assert_eq!(both(text), [true; 2], "{}", *chapter.id);
            }
        }
        for (_, question) in guide.questions() {
            let choices = question.choices.iter().map(|c| &c.text);
            let fills = question.fill.values().map(|f| &f.or);
            let softer = Some(&question.softer).filter(|s| !s.is_empty());
            let texts = [&question.ask, &question.because].into_iter();
            for text in texts.chain(softer).chain(choices).chain(fills) {
                assert_eq!(both(text), [true; 2], "{}", *question.id);
            }
            let points = &question.listen_for.0;
            let of = |lang| points.get(&lang).map(Vec::len);
            assert_eq!(of(Lang::en()), of(Lang::da()), "{}", *question.id);
            assert!(matches!(question.narrate.len(), 0 | 2), "{}", *question.id);
        }
    }
}

#[test]
fn every_question_has_a_purpose_and_a_fact_and_its_sentence_can_be_written() {
    for guide in guides() {
        for (_, question) in guide.questions() {
            assert!(!question.purpose.trim().is_empty(), "{}", *question.id);
            assert!(question.fact.is_some(), "{}", *question.id);
            for narrate in question.narrate.values() {
                for sentence in [&narrate.first, &narrate.third] {
                    check_narrate(sentence).expect("a sentence that can be written");
                }
            }
        }
    }
}

/// The record knows an answer by the id of its question alone, whatever the guide.
#[test]
fn no_two_guides_have_a_question_of_the_same_id() {
    let guides = guides();
    let mut seen = BTreeSet::new();
    for (_, question) in guides.iter().flat_map(Guide::questions) {
        assert!(seen.insert(question.id.as_str()), "{}", *question.id);
    }
}

/// A fact told in one guide is not asked for in another, so the questions must weigh about the same, and
/// what is about the talk must not hide what is about the life.
#[test]
fn questions_that_share_a_fact_are_of_one_kind() {
    let guides = guides();
    let mut facts: BTreeMap<&str, Vec<(u8, bool, &str)>> = BTreeMap::new();
    for (chapter, q) in guides.iter().flat_map(Guide::questions) {
        let fact = q.fact.as_ref().expect("each has one").as_str();
        let use_of_it = (q.level.get(), is_aside(chapter, q), q.id.as_str());
        facts.entry(fact).or_default().push(use_of_it);
    }
    for (fact, uses) in facts {
        let levels = uses.iter().map(|u| u.0);
        let (low, high) = (levels.clone().min(), levels.max());
        assert!(high <= low.map(|l| l + 1), "{fact}: {uses:?}");
        assert!(uses.iter().all(|u| u.1 == uses[0].1), "{fact}: {uses:?}");
    }
}

fn is_aside(chapter: &Chapter, question: &Question) -> bool {
    matches!(
        *chapter.phase,
        Phase::Opening | Phase::Consent | Phase::Closing
    ) || matches!(
        *question.kind,
        QuestionKind::Process
            | QuestionKind::CheckIn
            | QuestionKind::Safety
            | QuestionKind::Consent
    )
}

/// G2, G3: a chapter begins below level 3 and ends light, with two easy questions after a heavy one.
#[test]
fn every_chapter_begins_gently_and_ends_light() {
    for guide in guides() {
        for chapter in &guide.chapters {
            let levels = levels(chapter);
            assert!(levels[0] <= 2, "{}", *chapter.id);
            assert!(levels[levels.len() - 1] <= 1, "{}", *chapter.id);
            for (index, _) in levels.iter().enumerate().filter(|(_, l)| **l > 2) {
                let eases = levels[index..].iter().filter(|l| **l <= 1).count();
                assert!(eases >= 2, "{}: question {index}", *chapter.id);
            }
            let heavy = levels.split(|l| *l < 3).map(<[u8]>::len).max();
            assert!(heavy <= Some(3), "{}", *chapter.id);
        }
    }
}

/// G4: no rise by more than one level that is not announced, also where a question is not shown.
#[test]
fn levels_rise_by_one_unless_it_is_announced() {
    for guide in guides() {
        for chapter in told(&guide) {
            let mut before = 1;
            for question in &chapter.questions {
                let level = question.level.get();
                let announced = *question.signpost;
                assert!(level <= before + 1 || announced, "{}", *question.id);
                let always = question.show.is_none() && question.requires.is_none();
                before = if always { level } else { before.min(level) };
            }
        }
    }
}

/// G7, and more: what a question waits for is asked before it.
#[test]
fn a_question_waits_only_for_what_comes_before_it() {
    for guide in guides() {
        let (mut questions, mut facts) = (BTreeSet::new(), BTreeSet::new());
        for (_, question) in guide.questions() {
            let waits_for = question.condition.iter().flat_map(Condition::questions);
            for name in waits_for {
                assert!(questions.contains(name), "{}: {name}", *question.id);
            }
            if let Some(fact) = &question.requires {
                assert!(facts.contains(&**fact), "{}: {}", *question.id, **fact);
            }
            questions.insert(&*question.id);
            facts.extend(question.fact.as_deref());
        }
    }
}

/// R13, R59, R62 and the setting profiles: these guides have bounds of their own, whatever the pace.
#[test]
fn the_short_and_careful_guides_keep_their_bounds() {
    for (id, highest) in [
        ("first-meeting", 2),
        ("urgent", 2),
        ("clarify", 2),
        ("hotline", 1),
        ("needs", 2),
        ("young-person", 2),
    ] {
        let guide = guide(id);
        let heaviest = guide.chapters.iter().map(|c| c.heaviest().get()).max();
        assert!(heaviest <= Some(highest), "{id}: {heaviest:?}");
    }
    assert!(guide("urgent").questions().count() <= 10);
}

/// A call is no account: nothing said in it goes into a document.
#[test]
fn everything_on_the_hotline_is_about_the_call() {
    let guide = guide("hotline");
    for (chapter, question) in guide.questions() {
        assert!(is_aside(chapter, question), "{}", *question.id);
    }
}

struct Memory(Log);

impl Store for Memory {
    type Error = ();

    fn keep(&mut self, bodies: Vec<Body>) -> Result<Vec<Entry>, ()> {
        let append = |body| self.0.append(body, Salt::new([0; 32])).clone();
        Ok(bodies.into_iter().map(append).collect())
    }

    fn keep_no_notes(&mut self, _: &Now) -> Result<(), ()> {
        Ok(())
    }
}

fn willing(shown: &Shown, asked: &Reply) -> Reply {
    match &shown.step {
        Step::Safety { .. } => Reply::Safe(true),
        Step::Who { .. } => Reply::Here(Present::with(Vec::new())),
        Step::Consent { .. } => Reply::Decide(Decision::Yes, None),
        Step::CheckIn { .. } => Reply::Feel(Feeling {
            score: Some(3),
            ..Feeling::default()
        }),
        Step::Agenda { .. } => Reply::Agree(Vec::new()),
        Step::Choose { topics, .. } => Reply::Choose(topics.first().map(|t| t.id.clone())),
        Step::Permission { .. } => Reply::Yes,
        Step::Ask(_) => asked.clone(),
        Step::More { .. } | Step::OfferBreak { .. } | Step::ReadbackOffer { .. } => Reply::No,
        Step::Dating { .. } => Reply::Declined,
        Step::LeavingPlan { .. } => Reply::Plan(Some("a friend".into())),
        Step::Close { .. } => Reply::Next(Some("Thursday".into())),
        _ => Reply::Go,
    }
}

fn words() -> Reply {
    Reply::Answer(Given::text("words"))
}

/// Walks a guide at its own pace with someone who gives each question this reply: a minute and a half
/// for a question, a quarter of a minute for all else. Returns the questions put and the time taken.
fn walk(guide: Guide, lang: Lang, reply: &Reply) -> (Vec<String>, Duration) {
    let library = Library::embedded();
    let pace = library.pace(&guide.pace).expect("a pace that ships");
    let office = library.setting("office").expect("a setting that ships");
    let plan = Plan::new(guide, pace, office, Terms::new(lang, "A.B."));
    let case = CaseId::new(Uuid::from_u128(1));
    let store = Memory(Log::new(case, LogId::new(Uuid::from_u128(2))));
    let mut sitting = Sitting::resume(Arc::new(plan), &CaseView::empty(case), &[], store);
    let (mut asked, mut elapsed) = (Vec::new(), Duration::ZERO);
    while sitting.walk().ended().is_none() {
        let wall = "2026-03-02T10:00:00+01:00".parse().expect("a time");
        let now = Now { wall, elapsed };
        let shown = sitting.step(now);
        elapsed += Duration::from_secs(15);
        if let Step::Ask(asking) = &shown.step {
            asked.push(asking.item.question.to_string());
            elapsed += Duration::from_secs(75);
        }
        assert!(asked.len() < 300, "the walk does not end");
        let given = willing(&shown, reply);
        sitting.reply(&shown.id, given, now).expect("it is taken");
    }
    assert_eq!(sitting.walk().ended(), Some(EndedBy::Closed));
    (asked, elapsed)
}

#[test]
fn a_willing_talk_with_each_guide_ends_within_its_pace() {
    for guide in guides() {
        for lang in [Lang::en(), Lang::da()] {
            let pace = Library::embedded().pace(&guide.pace).expect("it ships");
            let most = Duration::from_mins(u64::from(*pace.session.ask_to_end_min));
            let (asked, elapsed) = walk(guide.clone(), lang, &words());
            assert!(asked.len() >= 5, "{}: {asked:?}", *guide.guide);
            assert!(elapsed <= most, "{}: {elapsed:?}", *guide.guide);
        }
    }
}

/// R3: a no is not asked about again, and it ends nothing but the question.
#[test]
fn a_talk_in_which_everything_is_declined_ends_too_and_asks_nothing_twice() {
    for guide in guides() {
        let id = guide.guide.to_string();
        let (asked, _) = walk(guide, Lang::da(), &Reply::Declined);
        let once: BTreeSet<&String> = asked.iter().collect();
        assert_eq!(once.len(), asked.len(), "{id}: {asked:?}");
    }
}

#[test]
fn twenty_five_minutes_are_enough_for_the_urgent_guide() {
    let guide = guide("urgent");
    let all: BTreeSet<String> = guide.questions().map(|(_, q)| q.id.to_string()).collect();
    let (asked, elapsed) = walk(guide, Lang::en(), &words());
    assert_eq!(asked.into_iter().collect::<BTreeSet<_>>(), all);
    assert!(elapsed <= Duration::from_mins(25), "{elapsed:?}");
}
