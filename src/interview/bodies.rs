//! Making bodies of entries.

use super::state::Flag;
use super::step::StepKey;
use super::walk::Walk;
use super::{Given, Now, StepId};
use crate::guide::{Phase, Question, QuestionKind};
use crate::record::{
    Allowed, Answer, Asked, Body, Content, Item, ItemClosed, Level, ReplyKind, Role, Turn, Words,
};

impl Walk {
    /// Returns a body of this session.
    pub(super) fn body(&self, now: &Now, what: Content) -> Body {
        Body::new(now.wall, self.plan.terms.by.clone(), what)
    }

    /// Returns the turn of a step and its reply, with what belongs to its question.
    pub(super) fn turn(&self, to: &StepId, reply: ReplyKind, now: &Now) -> Turn {
        let mut turn = Turn::new(now.elapsed_ms(), to.key.kind(), reply);
        match &to.key {
            StepKey::Ask(item) | StepKey::Permission(item) | StepKey::More(item) => {
                self.fill_question(&mut turn, item);
            }
            StepKey::Consent(scope) => turn.scope = Some(*scope),
            _ => {}
        }
        if let StepKey::Ask(item) = &to.key {
            turn.allowed_by = self.allowed_by(item);
        }
        turn
    }

    fn fill_question(&self, turn: &mut Turn, item: &Item) {
        turn.item = Some(item.clone());
        if let Some((chapter, question)) = self.plan.guide.question(&item.question) {
            turn.chapter = Some(chapter.id.clone().into_inner());
            turn.level = Some(*question.level);
            turn.fact = question.fact.clone().map(crate::text::yaml::At::into_inner);
        }
    }

    /// Returns what let a question be put, beyond its place in the guide.
    pub(super) fn allowed_by(&self, item: &Item) -> Vec<Allowed> {
        let mut allowed = Vec::new();
        if self.state.granted.as_ref() == Some(item) {
            allowed.push(Allowed::Signpost);
        }
        if self.state.opened_again.contains(item) {
            allowed.push(Allowed::Reopened);
        }
        let level = self
            .plan
            .guide
            .question(&item.question)
            .map(|(_, q)| *q.level);
        if self.state.has(Flag::More) && level.is_some_and(|l| l > Level::SENSITIVE) {
            allowed.push(Allowed::CapLifted);
        }
        allowed
    }

    /// Returns what someone said, as words of this session.
    pub(super) fn words(&self, text: &str, now: &Now) -> Words {
        let terms = &self.plan.terms;
        let words = Words::spoken(text, terms.language.clone(), terms.by.clone());
        let words = words.as_taken(terms.taken).said_on(now.wall.date_naive());
        match &terms.interpreter {
            Some(interpreter) => Words {
                by: interpreter.initials.clone(),
                ..words
            }
            .as_role(Role::Interpreted),
            None => words,
        }
    }

    /// Returns a question as it is put now.
    pub(super) fn asked(&self, item: &Item) -> Option<Asked> {
        let (_, question) = self.plan.guide.question(&item.question)?;
        let (language, text) = self.question_text(item, question);
        let mut asked = Asked::new(Some(self.plan.guide.reference()), text, language);
        asked.level = *question.level;
        asked.fact = question.fact.clone().map(crate::text::yaml::At::into_inner);
        asked.aside = self.is_aside(question);
        Some(asked)
    }

    /// Returns an answer to a question, or something told unasked.
    pub(super) fn answer_to(&self, item: Option<&Item>, given: Given, now: &Now) -> Answer {
        let asked = item.and_then(|item| self.asked(item));
        let fact = asked.as_ref().and_then(|a| a.fact.clone());
        Answer {
            item: item.cloned(),
            asked,
            words: given.text.map(|text| self.words(&text, now)),
            value: given.value,
            facts: fact.into_iter().chain(given.facts).collect(),
            ..Answer::default()
        }
    }

    /// Returns the entry that an item, and where it was declined its whole fact, is not asked again.
    pub(super) fn closed(&self, item: &Item, with_fact: bool) -> Content {
        let found = self.plan.guide.question(&item.question);
        let fact = found
            .and_then(|(_, q)| q.fact.clone())
            .map(crate::text::yaml::At::into_inner);
        let fact = fact.filter(|_| with_fact);
        Content::ItemClosed(ItemClosed {
            item: item.clone(),
            fact,
            reopened: false,
        })
    }

    /// Says whether a question is about the talk itself: asked in each session, no part of the account.
    pub(super) fn is_aside(&self, question: &Question) -> bool {
        let phase = self
            .plan
            .guide
            .question(&question.id)
            .map(|(chapter, _)| *chapter.phase);
        let around = matches!(
            phase,
            Some(Phase::Opening | Phase::Consent | Phase::Closing)
        );
        let kind = matches!(
            *question.kind,
            QuestionKind::Process
                | QuestionKind::CheckIn
                | QuestionKind::Safety
                | QuestionKind::Consent
        );
        around || kind
    }
}
