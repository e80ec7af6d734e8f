//! The template `statement`: drafts in both languages, and what goes to a lawyer.

use std::sync::Arc;

use heard::document;
use heard::guide::{Library, SourceFile};
use heard::narrative::{
    Materials, Narrative, Nonce, Request, Source, TemplateLibrary, build, paragraphs,
};
use heard::record::{
    Answer, Asked, Content, Cut, Decision, GuideRef, Holding, Item, Knowledge, Mark, Money,
    PassageRef, Scope, SessionKind, Taken, Value, Words,
};
use heard::text::Lang;

use super::Expected;
use super::story::{Story, at, lang, said};

const GUIDE: &str = include_str!("statement/guide.yaml");

/// An answer, as O.E. interpreted it, to a question of the guide.
fn asked(question: &str, text: &str, mut answer: Answer) -> Answer {
    let guide = GuideRef {
        id: "statement-test".into(),
        hash: String::new(),
    };
    answer.item = Some(Item::first(question));
    answer.asked = Some(Asked::new(Some(guide), text, Lang::en()));
    answer.words = answer
        .words
        .map(|words| words.as_role(heard::record::Role::Interpreted));
    answer
}

fn value(value: Value) -> Answer {
    let mut answer = said("");
    answer.words = None;
    answer.value = Some(value);
    answer
}

/// A made-up account: an interpreted talk, one written up, and what stays out.
fn account() -> Story {
    let mut story = Story::new("Swallow");
    story.interpreted_talk("2026-03-02");
    story.decide(Scope::NARRATIVE, Decision::Yes, None);
    story.decide(Scope::LAWYER, Decision::Yes, Some("Ms Holm"));
    journey(&mut story);
    held_back(&mut story);
    story.session(SessionKind::Writeup, "2026-03-09", |opened| {
        opened.language = Some(Lang::en());
        opened.taken = Taken::WrittenUp;
    });
    house(&mut story);
    story
}

fn journey(story: &mut Story) {
    let told = "My auntie's friend came to our house. She sat in the yard with my mother, and they \
                talked until it was dark.\n\nShe said: there is work in Europe, in a shop. My mother \
                looked at me, and then she looked away.";
    let asked_for = "How did the idea of leaving first come up?";
    let leaving = story.answer(asked("leaving-told", asked_for, said(told)));
    story.mark(leaving, |cut| {
        at(cut, "after the rainy season 2016");
        cut.place = Some("Benin City".into());
    });
    story.render(
        leaving,
        "da",
        "Min tantes veninde kom hjem til os. Hun sad i gården med min mor, og de talte, til det blev \
         mørkt.\n\nHun sagde: Der er arbejde i Europa, i en butik. Min mor så på mig, og så så hun væk.",
    );
    let (amount, currency) = ("35000".into(), "EUR".into());
    let money = value(Value::Money(Money { amount, currency }));
    story.answer(asked("money-said", "What was said about money?", money));
    let packed = asked(
        "leaving-packed",
        "What did you pack for the journey?",
        said("My blue dress and a photo."),
    );
    let packed = story.answer(packed);
    story.render(packed, "da", "Min blå kjole og et foto.");
    let papers = value(Value::YesNo(false));
    story.answer(asked(
        "papers-kept",
        "Did you keep your papers yourself?",
        papers,
    ));
    own_language(story);
}

/// Words in Edo that were translated afterwards, and words that look like markup.
fn own_language(story: &mut Story) {
    let mut edo = said("Ma ghi kpa vbe owa.");
    edo.words = Some(Words::spoken("Ma ghi kpa vbe owa.", lang("bin"), "A.B."));
    let edo = story.answer(edo);
    story.mark(edo, |cut| at(cut, "between June and August 2017"));
    story.render(
        edo,
        "en",
        "We left the house at night, and nobody was to hear us.",
    );
    story.render(
        edo,
        "da",
        "Vi forlod huset om natten, og ingen måtte høre os.",
    );
    let sign = story.tell("On the door they had written:\n# Room *7* <b>1 & 2</b>\n{{ keep out }}");
    story.render(
        sign,
        "da",
        "På døren havde de skrevet:\n# Room *7* <b>1 & 2</b>\n{{ keep out }}",
    );
}

fn held_back(story: &mut Story) {
    let private = story.tell("SECRET said in private");
    story.hold(private, Holding::Private);
    let left_out = story.tell("SECRET left out");
    story.hold(left_out, Holding::LeftOut);
    let erased = story.tell("SECRET taken out");
    story.erase(erased.answer);
    let mut police = said("SECRET of the police");
    police.earlier = Some("police".into());
    story.answer(police);
    let mut aside = asked(
        "language-works",
        "Is the language all right?",
        said("SECRET aside"),
    );
    aside.asked.as_mut().expect("it was asked").aside = true;
    story.answer(aside);
}

/// Notes written up after a talk; the Danish for the last is still missing.
fn house(story: &mut Story) {
    let text = "I worked in a house in Odense from morning to evening. The house was sold the year \
                after.";
    let mut notes = said(text);
    notes.words = notes.words.map(|words| words.as_taken(Taken::WrittenUp));
    let passage = story.answer(notes);
    let (first, second) = cut_at(passage, 55);
    let mut work = Cut::plain(first.range);
    at(&mut work, "around 2018");
    let mut sold = Cut::plain(second.range);
    sold.knowledge = Knowledge::ToldBy("my aunt".into());
    let mut mark = Mark::whole(passage.answer, work);
    mark.cuts.push(sold);
    story.add(Content::Mark(mark));
    story.render(
        first,
        "da",
        "Jeg arbejdede i et hus i Odense fra morgen til aften.",
    );
}

fn cut_at(passage: PassageRef, at: u32) -> (PassageRef, PassageRef) {
    let part = |from, to| PassageRef {
        range: (from, to).into(),
        ..passage
    };
    (part(0, at), part(at, passage.range.end))
}

fn made(story: &Story, request: &Request) -> Narrative {
    let (view, chronology) = story.told();
    let templates = TemplateLibrary::embedded();
    let guide = SourceFile {
        name: Arc::from("guide.yaml"),
        text: GUIDE.to_owned(),
        embedded: false,
    };
    let guides = Library::embedded()
        .with_files(vec![guide])
        .expect("an id of its own");
    let mut materials = Materials::new(&templates, &guides, Nonce::new([7; 16]));
    materials.demo = true;
    build(&view, &chronology, &materials, request).expect("it may be made")
}

/// The documents by the names of their files.
pub(crate) fn all() -> Vec<(&'static str, Narrative)> {
    let draft = account();
    let working = Request::working("statement");
    let mut ready = account();
    let is_sold = |text: String| text.contains("The house was sold");
    let sold = ready
        .view()
        .passages()
        .find(|p| is_sold(p.text().to_string()))
        .map(|p| p.id);
    ready.render(
        sold.expect("it was told"),
        "da",
        "Huset blev solgt året efter.",
    );
    ready.particular("name", "Blessing Osa");
    ready.particular("file_number", "12-345678");
    ready.read_back("2026-03-16");
    let day = "2026-03-20".parse().expect("a day");
    let submission = Request::submission("statement", "Ms Holm").dated(day);
    vec![
        ("working.en", made(&draft, &working)),
        ("working.da", made(&draft, &working.in_language(Lang::da()))),
        ("submission.en", made(&ready, &submission)),
        (
            "submission.da",
            made(&ready, &submission.in_language(Lang::da())),
        ),
    ]
}

/// What goes to a lawyer.
pub(crate) fn submission() -> Narrative {
    all().pop().expect("three documents").1
}

#[test]
fn statements_are_as_expected() {
    let mut expected = Expected::new("statement");
    for (name, narrative) in all() {
        expected.add(&format!("{name}.md"), document::markdown(&narrative));
        expected.add(&format!("{name}.html"), document::html(&narrative));
        let json = serde_json::to_string_pretty(&narrative).unwrap() + "\n";
        expected.add(&format!("{name}.json"), json);
    }
    expected.compare();
}

#[test]
fn nothing_held_back_is_in_any_document() {
    for (name, narrative) in all() {
        let bytes = document::markdown(&narrative)
            + &document::html(&narrative)
            + &serde_json::to_string(&narrative).unwrap();
        assert!(!bytes.contains("SECRET"), "{name}");
    }
}

#[test]
fn one_rendering_is_missing_in_danish_and_none_in_english() {
    let blanks = |narrative: &Narrative| {
        let is_blank =
            |s: &&Source| matches!(s, Source::Fixed { text, .. } if text == "not-translated");
        narrative.sources().filter(is_blank).count()
    };
    let counts: Vec<usize> = all().iter().map(|(_, n)| blanks(n)).collect();
    assert_eq!(counts, [0, 1, 0, 0]);
}

#[test]
fn every_word_that_may_stand_in_the_document_does() {
    let draft = account();
    let narrative = made(&draft, &Request::working("statement"));
    let text: String = narrative
        .runs()
        .map(|r| r.text.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    for passage in draft.view().passages().filter(|p| p.held.is_none()) {
        let is_english = passage.words().is_some_and(|w| w.language == Lang::en());
        if is_english && !passage.text().contains("SECRET") {
            for paragraph in paragraphs(passage.text()) {
                assert!(text.contains(&*paragraph));
            }
        }
    }
}
