use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::guide::{Library, SourceFile};
use crate::record::{
    Answer, Asked, Choice, Decision, GuideRef, Holding, Knowledge, Money, PassageRef, Role, Scope,
    SessionKind, Taken, Value, Words,
};
use crate::text::Lang;
use story::{Story, at, lang, said};

#[path = "../../tests/documents/story.rs"]
mod story;

mod consent;
mod refusals;
mod sources;
mod templates;
mod wording;

const NONCE: Nonce = Nonce::new([0x5a; 16]);

impl Story {
    /// A case with one talk in English.
    fn with_talk() -> Self {
        let mut story = Self::new("Swallow");
        story.talk("2026-03-02");
        story
    }

    fn talk(&mut self, day: &str) {
        self.session(SessionKind::Sitting, day, |opened| {
            opened.language = Some(Lang::en());
        });
    }

    /// Words as O.E. interpreted them, after a question.
    fn reply(&mut self, question: &str, text: &str) -> PassageRef {
        let mut answer = said(text);
        answer.words = answer.words.map(|words| words.as_role(Role::Interpreted));
        self.answer(to(question, answer))
    }
}

/// An answer to a question that no guide of the test has.
fn to(question: &str, answer: Answer) -> Answer {
    let mut answer = answer;
    answer.item = Some(crate::record::Item::first(question));
    answer.asked = Some(Asked::outside(
        format!("What about {question}?"),
        Lang::en(),
    ));
    answer
}

/// A guide with sentences, choices and softer words.
const GUIDE: &str = r#"
guide: small
title: {en: Small, da: Lille}
pace: standard
chapters:
  - id: money
    title: {en: Money, da: Penge}
    phase: account
    questions:
      - id: money-said
        ask: {en: "What was said about money?", da: "Hvad blev der sagt om penge?"}
        softer: {en: "Was money spoken of?", da: "Blev der talt om penge?"}
        because: {en: "x", da: "x"}
        answer: money
        level: 2
        purpose: debt
        narrate:
          en: {first: "About money, I said: {{ answer }}.", third: "About money, {{ person }} said: {{ answer }}."}
          da: {first: "Om penge sagde jeg: {{ answer }}.", third: "Om penge sagde {{ person }}: {{ answer }}."}
      - id: packed
        ask: {en: "What did you pack?", da: "Hvad pakkede du?"}
        because: {en: "x", da: "x"}
        answer: line
        level: 0
        purpose: light
      - id: their-word
        ask: {en: "What did {who} say?", da: "Hvad sagde {who}?"}
        because: {en: "x", da: "x"}
        answer: line
        level: 0
        purpose: light
      - id: travelled
        ask: {en: "How did you travel?", da: "Hvordan rejste du?"}
        because: {en: "x", da: "x"}
        answer: choices
        choices: [{id: bus, text: {en: by bus, da: med bus}}, {id: boat, text: {en: by boat, da: med båd}}, {id: foot, text: {en: on foot, da: til fods}}]
        level: 1
        purpose: the way
"#;

/// Everything a document is made from.
struct Desk {
    templates: TemplateLibrary,
    guides: Library,
}

impl Desk {
    fn new() -> Self {
        let guide = file("guides/small.yaml", GUIDE);
        Self {
            templates: TemplateLibrary::embedded(),
            guides: Library::embedded().with_files(vec![guide]).unwrap(),
        }
    }

    /// A desk with a template of its own, in English.
    fn with_template(text: &str) -> Self {
        Self::with_yaml(
            "template: own\ntitle: {en: Own}\npurpose: {en: x}\nlanguages: [en]\nvoice: first\n\
             editions: [working, submission]\nrecipients: [C7]\njurisdiction: DK\n\
             law_as_of: \"2026-03-01\"\nstatus: x\nsources: []\nparticulars:\n  \
             - {id: court, label: {en: court}, required: true}\n",
            text,
        )
    }

    fn with_yaml(yaml: &str, text: &str) -> Self {
        let mut desk = Self::new();
        let files = vec![
            file("mine/own/template.yaml", yaml),
            file("mine/own/own.en.md.tera", text),
        ];
        desk.templates = desk.templates.with_files(files).unwrap();
        desk
    }

    fn materials(&self) -> Materials<'_> {
        Materials::new(&self.templates, &self.guides, NONCE)
    }

    fn make(&self, story: &Story, request: &Request) -> Result<Narrative, NarrativeError> {
        let (view, chronology) = story.told();
        build(&view, &chronology, &self.materials(), request)
    }
}

fn file(name: &str, text: &str) -> SourceFile {
    SourceFile {
        name: Arc::from(name),
        text: text.to_owned(),
        embedded: false,
    }
}

fn working() -> Request {
    Request::working("statement")
}

fn danish() -> Request {
    working().in_language(Lang::da())
}

fn made(story: &Story) -> Narrative {
    Desk::new().make(story, &working()).unwrap()
}

/// The text of every numbered paragraph.
fn numbered(narrative: &Narrative) -> Vec<String> {
    let paragraphs = narrative.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(p) if p.number.is_some() => Some(text_of(&p.runs)),
        _ => None,
    });
    paragraphs.collect()
}

fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// The whole text of a document, a block a line.
fn whole(narrative: &Narrative) -> String {
    let block = |block: &Block| block.runs().map(|r| r.text.as_str()).collect::<String>() + "\n";
    narrative.blocks.iter().map(block).collect()
}

/// An answer to a question of the guide of these tests.
fn guided(question: &str, asked: &str, mut answer: Answer) -> Answer {
    answer = to(question, answer);
    let guide = GuideRef {
        id: "small".into(),
        hash: String::new(),
    };
    answer.asked = Some(crate::record::Asked::new(Some(guide), asked, Lang::en()));
    answer
}

fn value(value: Value) -> Answer {
    Answer {
        value: Some(value),
        ..Answer::default()
    }
}
