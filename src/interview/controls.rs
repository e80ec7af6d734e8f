//! Replies that are there at any time, in every step.

use super::state::is_code;
use super::step::StepKey;
use super::walk::Walk;
use super::{Now, Reply, ReplyError, StepId};
use crate::record::{
    Body, Consent, Content, EntryRef, Erased, Held, Holding, Item, ItemClosed, Level, Note,
    PassageRef, Range, Rel, ReplyKind, StepKind, Turn, Words, WordsApart,
};

type Bodies = Result<Vec<Body>, ReplyError>;

impl Walk {
    /// Takes a reply that is there at any time; `None` where it is none of those.
    pub(super) fn control(&self, to: &StepId, reply: &Reply, now: &Now) -> Option<Bodies> {
        if let Some(kind) = plain(reply) {
            return Some(Ok(vec![self.noted(to, kind, now)]));
        }
        Some(match reply {
            Reply::Hide => Ok(Vec::new()),
            Reply::Listen(given) => Ok(self.listen(given.clone(), now)),
            Reply::Heavier => self.heavier(now),
            Reply::Signs(codes) => self.signs(to, codes, now),
            Reply::Private(Some(text)) => Ok(self.private_words(to, text, now)),
            Reply::Private(None) => self.private_last(to, now),
            Reply::Remove => self.remove(to, now),
            Reply::Note(text) => Ok(self.note(to, text, now)),
            Reply::Consent(consent) => Ok(self.consent_given(to, consent, now)),
            Reply::Revise(answer, text) => self.revise(to, (*answer, text), now),
            Reply::Reopen(item) => self.reopen(to, item, now),
            Reply::Topic(chapter) => {
                let mut turn = self.turn(to, ReplyKind::Topic, now);
                turn.chapter.clone_from(chapter);
                Ok(vec![self.body(now, Content::Turn(turn))])
            }
            _ => return None,
        })
    }

    fn noted(&self, to: &StepId, kind: ReplyKind, now: &Now) -> Body {
        self.body(now, Content::Turn(self.turn(to, kind, now)))
    }

    /// Whatever the person begins to tell is taken down, whatever the step, the minute or the level.
    fn listen(&self, given: super::Given, now: &Now) -> Vec<Body> {
        let turn = Turn::new(now.elapsed_ms(), StepKind::Listen, ReplyKind::Listen);
        let answer = self.answer_to(None, given, now);
        vec![
            self.body(now, Content::Turn(turn)),
            self.body(now, Content::Answer(answer)),
        ]
    }

    fn heavier(&self, now: &Now) -> Bodies {
        let told = self.state.told.ok_or(ReplyError::Nothing)?;
        let answer = self.case.answer(told).ok_or(ReplyError::Nothing)?;
        let asked = answer.answer.level();
        let mut turn = Turn::new(now.elapsed_ms(), StepKind::Ask, ReplyKind::Heavier);
        turn.item.clone_from(&answer.answer.item);
        turn.level = Some(asked);
        turn.raised_to = Some(asked.raised().max(Level::HEAVY));
        Ok(vec![
            self.body(now, Content::Turn(turn))
                .with_ref(Rel::About, told),
        ])
    }

    fn signs(&self, to: &StepId, codes: &[String], now: &Now) -> Bodies {
        if codes.is_empty() || !codes.iter().all(|code| is_code(code)) {
            return Err(ReplyError::Value);
        }
        let mut turn = self.turn(to, ReplyKind::Signs, now);
        turn.signs = codes.to_vec();
        Ok(vec![self.body(now, Content::Turn(turn))])
    }

    /// Words said in private go to care alone; the case learns only that the item is not asked again.
    fn private_words(&self, to: &StepId, text: &str, now: &Now) -> Vec<Body> {
        let mut apart = WordsApart::new(self.words(text, now));
        let mut turn = self.turn(to, ReplyKind::Private, now);
        if !matches!(to.key, StepKey::Ask(_)) {
            turn.step = StepKind::Listen;
        }
        let mut bodies = vec![self.body(now, Content::Turn(turn))];
        if let StepKey::Ask(item) = &to.key {
            apart.item = Some(item.clone());
            apart.asked = self.asked(item);
            bodies.push(self.body(now, self.closed(item, true)));
        }
        bodies.push(self.body(now, Content::WordsApart(apart)));
        bodies
    }

    fn private_last(&self, to: &StepId, now: &Now) -> Bodies {
        let told = self.state.told.ok_or(ReplyError::Nothing)?;
        let held = Held::new(
            self.whole(told).ok_or(ReplyError::Nothing)?,
            Holding::Private,
        );
        let turn = Turn::new(now.elapsed_ms(), to.key.kind(), ReplyKind::Note);
        Ok(vec![
            self.body(now, Content::Turn(turn)),
            self.body(now, Content::Held(held)),
        ])
    }

    /// Returns the passage that is the whole of an answer.
    pub(super) fn whole(&self, answer: EntryRef) -> Option<PassageRef> {
        let found = self.case.answer(answer)?;
        let end = found.answer.words.as_ref().map_or(0, Words::chars);
        Some(PassageRef {
            answer: found.id,
            range: Range { start: 0, end },
        })
    }

    /// Takes out all versions of what was just said. The item stays closed: the person took it back, so
    /// it is not asked again.
    fn remove(&self, to: &StepId, now: &Now) -> Bodies {
        let told = self.state.told.ok_or(ReplyError::Nothing)?;
        let answer = self.case.answer(told).ok_or(ReplyError::Nothing)?;
        let mut entries = answer.earlier_versions.clone();
        entries.push(answer.id);
        let mut bodies = vec![self.noted(to, ReplyKind::Remove, now)];
        if let Some(item) = &answer.answer.item {
            bodies.push(self.body(now, self.closed(item, true)));
        }
        bodies.push(self.body(now, Content::Erased(Erased::new(entries))));
        Ok(bodies)
    }

    fn note(&self, to: &StepId, text: &str, now: &Now) -> Vec<Body> {
        let note = Content::Note(Note {
            text: text.to_owned(),
        });
        vec![self.noted(to, ReplyKind::Note, now), self.body(now, note)]
    }

    /// A scope whose use comes up: asked by itself, for this name (C3, C7 to C18).
    fn consent_given(&self, to: &StepId, consent: &Consent, now: &Now) -> Vec<Body> {
        let mut turn = Turn::new(now.elapsed_ms(), to.key.kind(), ReplyKind::Note);
        turn.scope = Some(consent.scope);
        let mut consent = consent.clone();
        consent
            .language
            .get_or_insert_with(|| self.plan.terms.language.clone());
        vec![
            self.body(now, Content::Turn(turn)),
            self.body(now, Content::Consent(consent)),
        ]
    }

    fn revise(&self, to: &StepId, (old, text): (EntryRef, &str), now: &Now) -> Bodies {
        let noted = self.noted(to, ReplyKind::Revise, now);
        Ok(vec![
            noted,
            self.new_version(old, text, now)
                .ok_or(ReplyError::Nothing)?,
        ])
    }

    /// Returns a new version of an answer; the earlier one is kept.
    pub(super) fn new_version(&self, old: EntryRef, text: &str, now: &Now) -> Option<Body> {
        let found = self.case.answer(old)?;
        let mut answer = found.answer.clone();
        answer.words = Some(self.words(text, now));
        answer.value = None;
        Some(
            self.body(now, Content::Answer(answer))
                .with_ref(Rel::Revises, found.id),
        )
    }

    fn reopen(&self, to: &StepId, item: &Item, now: &Now) -> Bodies {
        if self.plan.guide.question(&item.question).is_none() {
            return Err(ReplyError::Nothing);
        }
        let open = ItemClosed {
            item: item.clone(),
            fact: None,
            reopened: true,
        };
        let noted = self.noted(to, ReplyKind::Reopen, now);
        Ok(vec![noted, self.body(now, Content::ItemClosed(open))])
    }
}

/// Returns the kind of a reply that is noted and nothing more.
fn plain(reply: &Reply) -> Option<ReplyKind> {
    Some(match reply {
        Reply::Softer => ReplyKind::Softer,
        Reply::Why => ReplyKind::Why,
        Reply::Off => ReplyKind::Off,
        Reply::On => ReplyKind::On,
        Reply::Pause => ReplyKind::Pause,
        Reply::Break => ReplyKind::Break,
        Reply::Back => ReplyKind::Back,
        Reply::Ground => ReplyKind::Ground,
        Reply::More => ReplyKind::More,
        Reply::CameIn => ReplyKind::CameIn,
        Reply::Stop => ReplyKind::Stop,
        _ => return None,
    })
}
