//! A case made in code: sessions, what was told in them, and what was said about that.

use heard::chronology::Chronology;
use heard::record::{
    Answer, Body, CaseId, CaseMade, CaseView, Consent, Content, Cut, Decision, EntryRef, Held,
    Holding, Interpreter, Log, LogId, Mark, Opened, Particular, PassageRef, ReadBack, Rendering,
    Role, Salt, Scope, SessionKind, Verdict, Words,
};
use heard::text::{Lang, UiLang};
use heard::time::{Context, understand};
use uuid::Uuid;

/// A case that grows entry by entry. Everything is invented.
pub(crate) struct Story {
    case: CaseId,
    logs: Vec<Log>,
    at: String,
}

impl Story {
    /// A case with a label and no session yet.
    pub(crate) fn new(label: &str) -> Self {
        let mut story = Self {
            case: CaseId::new(Uuid::from_u128(1)),
            logs: Vec::new(),
            at: String::new(),
        };
        story.session(SessionKind::Desk, "2026-03-01", |_| ());
        story.add(Content::CaseMade(CaseMade::new(label, Vec::new())));
        story
    }

    pub(crate) fn session(&mut self, kind: SessionKind, day: &str, how: impl Fn(&mut Opened)) {
        let number = u128::try_from(self.logs.len() + 1).expect("a few logs");
        let id = LogId::new(Uuid::from_u128(number << 96 | 0xabcd));
        self.at = format!("{day}T10:00:00+01:00");
        self.logs.push(Log::new(self.case, id));
        let mut opened = Opened::new(self.case, id, kind);
        how(&mut opened);
        self.add(Content::Opened(opened));
    }

    /// A talk that O.E. interprets.
    pub(crate) fn interpreted_talk(&mut self, day: &str) {
        self.session(SessionKind::Sitting, day, |opened| {
            let (language, initials) = (lang("bin"), "O.E.".to_owned());
            opened.language = Some(Lang::en());
            opened.interpreter = Some(Interpreter { language, initials });
        });
    }

    pub(crate) fn add(&mut self, what: Content) -> EntryRef {
        let body = Body::new(self.at.parse().expect("a time"), "A.B.", what);
        let log = self.logs.last_mut().expect("a session was begun");
        log.append(body, Salt::new([0; 32])).id
    }

    pub(crate) fn answer(&mut self, answer: Answer) -> PassageRef {
        let end = answer.words.as_ref().map_or(0, Words::chars);
        let answer = self.add(Content::Answer(answer));
        let range = (0, end).into();
        PassageRef { answer, range }
    }

    /// The person's own words in English, told unasked.
    pub(crate) fn tell(&mut self, text: &str) -> PassageRef {
        self.answer(said(text))
    }

    /// Marks a passage that is a whole answer.
    pub(crate) fn mark(&mut self, passage: PassageRef, change: impl Fn(&mut Cut)) {
        let mut cut = Cut::plain(passage.range);
        change(&mut cut);
        self.add(Content::Mark(Mark::whole(passage.answer, cut)));
    }

    pub(crate) fn hold(&mut self, passage: PassageRef, how: Holding) {
        self.add(Content::Held(Held::new(passage, how)));
    }

    /// A rendering by M.K., in writing.
    pub(crate) fn render(&mut self, passage: PassageRef, language: &str, text: &str) {
        let words = Words::spoken(text, lang(language), "M.K.").as_role(Role::Translated);
        let rendering = Rendering::new(passage, words, "in writing");
        self.add(Content::Rendering(rendering));
    }

    pub(crate) fn confirm(&mut self, passage: PassageRef) {
        let mut read = ReadBack::new(passage, Verdict::Confirmed);
        read.language = Some(lang("bin"));
        self.add(Content::ReadBack(read));
    }

    pub(crate) fn particular(&mut self, name: &str, value: &str) {
        let particular = Particular::new(name, Some(value.to_owned()));
        self.add(Content::Particular(particular));
    }

    pub(crate) fn decide(&mut self, scope: Scope, decision: Decision, name: Option<&str>) {
        let consent = Consent::spoken(scope, decision);
        let consent = match name {
            Some(name) => consent.to(name),
            None => consent,
        };
        self.add(Content::Consent(consent));
    }

    /// Reads everything told so far to the person, who says that it is right.
    pub(crate) fn read_back(&mut self, day: &str) {
        let all: Vec<PassageRef> = self.view().passages().map(|p| p.id).collect();
        self.session(SessionKind::Readback, day, |_| ());
        for passage in all {
            self.confirm(passage);
        }
    }

    /// Takes the body of an entry out for good.
    pub(crate) fn erase(&mut self, entry: EntryRef) {
        for log in self.logs.iter_mut().filter(|log| log.id == entry.log) {
            log.take_out(entry.n);
        }
    }

    pub(crate) fn view(&self) -> CaseView {
        CaseView::fold(self.case, &self.logs)
    }

    /// The case with its order of time.
    pub(crate) fn told(&self) -> (CaseView, Chronology) {
        let view = self.view();
        let chronology = Chronology::of(&view);
        (view, chronology)
    }
}

pub(crate) fn lang(code: &str) -> Lang {
    code.parse().expect("a language")
}

/// The person's own words in English.
pub(crate) fn said(text: &str) -> Answer {
    let mut answer = empty();
    answer.words = Some(Words::spoken(text, Lang::en(), "A.B."));
    answer
}

fn empty() -> Answer {
    Answer::default()
}

/// Gives a passage a time, in English words.
pub(crate) fn at(cut: &mut Cut, said: &str) {
    let context = Context::of(UiLang::En);
    cut.when = Some(understand(said, &context));
}
