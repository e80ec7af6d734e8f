//! How long a document takes: the statement of a short case with everything that is read for it, and
//! of a very long one.

use std::sync::Arc;

use divan::Bencher;
use heard::chronology::Chronology;
use heard::document;
use heard::guide::{Library, SourceFile};
use heard::narrative::{Materials, Narrative, Nonce, Request, TemplateLibrary, build};
use heard::record::{
    Answer, Asked, Body, CaseId, CaseView, Content, GuideRef, Item, Log, LogId, Opened, PassageRef,
    ReadBack, Salt, SessionKind, Verdict, Words,
};
use heard::text::Lang;
use uuid::Uuid;

const GUIDE: &str = include_str!("../tests/documents/statement/guide.yaml");
const QUESTIONS: [&str; 3] = ["leaving-told", "money-said", "leaving-packed"];

fn main() {
    divan::main();
}

/// A case with this many answers, each read back.
fn case(answers: usize) -> CaseView {
    let (case, id) = (
        CaseId::new(Uuid::from_u128(1)),
        LogId::new(Uuid::from_u128(2)),
    );
    let mut log = Log::new(case, id);
    let at = "2026-03-02T10:00:00+01:00".parse().expect("a time");
    let mut add = |what| {
        log.append(Body::new(at, "A.B.", what), Salt::new([0; 32]))
            .id
    };
    add(Content::Opened(Opened::new(case, id, SessionKind::Sitting)));
    for n in 0..answers {
        let answer = answer(n);
        let range = (0, answer.words.as_ref().map_or(0, Words::chars)).into();
        let answer = add(Content::Answer(answer));
        let passage = PassageRef { answer, range };
        add(Content::ReadBack(ReadBack::new(
            passage,
            Verdict::Confirmed,
        )));
    }
    CaseView::fold(case, [&log])
}

fn answer(n: usize) -> Answer {
    let mut answer: Answer = serde_json::from_str("{}").expect("an empty answer");
    let text = match n % 2 {
        0 => "A blue dress.".to_owned(),
        _ => "We walked along the river, and nobody said a word until the bridge. ".repeat(6),
    };
    answer.words = Some(Words::spoken(text, Lang::en(), "A.B."));
    answer.item = Some(Item::first(QUESTIONS[n % 3]));
    let guide = GuideRef {
        id: "statement-test".into(),
        hash: String::new(),
    };
    answer.asked = Some(Asked::new(Some(guide), "How was it?", Lang::en()));
    answer
}

/// The guide of the tests with as many more questions as a real one has.
fn long_guide() -> String {
    let (_, questions) = GUIDE.split_once("    questions:\n").expect("questions");
    let more = (0..40).map(|n| questions.replace("- id: ", &format!("- id: q{n}-")));
    GUIDE.to_owned() + &more.collect::<String>()
}

fn guides() -> Library {
    let guide = SourceFile {
        name: Arc::from("guide.yaml"),
        text: long_guide(),
        embedded: false,
    };
    Library::embedded()
        .with_files(vec![guide])
        .expect("an id of its own")
}

fn made(view: &CaseView, chronology: &Chronology) -> Narrative {
    let (templates, guides) = (TemplateLibrary::embedded(), guides());
    let materials = Materials::new(&templates, &guides, Nonce::new([7; 16]));
    let request = Request::working("statement");
    build(view, chronology, &materials, &request).expect("it may be made")
}

/// Libraries, template and guide are read each time.
#[divan::bench(args = [20, 1000])]
fn statement(bencher: Bencher<'_, '_>, answers: usize) {
    let view = case(answers);
    let chronology = Chronology::of(&view);
    bencher.bench(|| made(&view, &chronology));
}

#[divan::bench(args = [20, 1000])]
fn to_markdown(bencher: Bencher<'_, '_>, answers: usize) {
    let view = case(answers);
    let narrative = made(&view, &Chronology::of(&view));
    bencher.bench(|| document::markdown(&narrative));
}

#[divan::bench(args = [20, 1000])]
fn to_html(bencher: Bencher<'_, '_>, answers: usize) {
    let view = case(answers);
    let narrative = made(&view, &Chronology::of(&view));
    bencher.bench(|| document::html(&narrative));
}

#[divan::bench(args = [10, 100, 1000])]
fn to_docx(bencher: Bencher<'_, '_>, answers: usize) {
    let view = case(answers);
    let narrative = made(&view, &Chronology::of(&view));
    bencher.bench(|| document::docx(&narrative));
}

/// The fonts are read before the first run.
#[divan::bench(args = [10, 100, 1000])]
fn to_pdf(bencher: Bencher<'_, '_>, answers: usize) {
    let view = case(answers);
    let narrative = made(&view, &Chronology::of(&view));
    bencher.bench(|| document::pdf(&narrative).expect("it can be printed"));
}
