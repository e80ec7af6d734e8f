//! The case as it stands: folded from its logs each time, never stored.

mod ledger;
mod passages;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{
    Answer, Audience, Body, CaseId, Consent, Content, Cut, Ended, EntryRef, FactId, Held, Item,
    ItemClosed, Log, LogId, Opened, ReadBack, Reader, Rel, Rendering, SessionKind, Turn, WentOut,
};

pub use passages::PassageView;

/// One person's record as it stands now.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CaseView {
    /// The case.
    pub case: CaseId,
    /// The pseudonym; empty until the case says one.
    pub label: String,
    /// Who can read it.
    pub readers: Vec<Reader>,
    /// The sessions, in the order in which they were held.
    pub sessions: Vec<SessionView>,
    /// What went out.
    pub register: Vec<WentOut>,
    /// Particulars by name.
    pub particulars: BTreeMap<String, String>,
    answers: Vec<AnswerView>,
    consents: Vec<(EntryRef, DateTime<FixedOffset>, Consent)>,
    closed: Vec<ItemClosed>,
    held: Vec<Held>,
    renderings: Vec<(EntryRef, Rendering)>,
    readbacks: Vec<(DateTime<FixedOffset>, ReadBack)>,
}

/// One session.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SessionView {
    /// Its log of words.
    pub log: LogId,
    /// How it began.
    pub opened: Opened,
    /// When it was written.
    pub at: DateTime<FixedOffset>,
    /// How it ended; `None` for one that was not closed.
    pub ended: Option<Ended>,
    /// How many entries it has, those taken out included.
    pub entries: u32,
    /// How many of them were taken out.
    pub taken_out: u32,
    /// Its turns, for those who can read care.
    pub turns: Vec<Turn>,
}

impl SessionView {
    /// Returns the day on which it was held.
    pub fn day(&self) -> NaiveDate {
        self.opened.held.unwrap_or_else(|| self.at.date_naive())
    }
}

/// One answer, in the version that stands.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct AnswerView {
    /// The entry of this version.
    pub id: EntryRef,
    /// The entry of the first version.
    pub first: EntryRef,
    /// When it was written.
    pub at: DateTime<FixedOffset>,
    /// Who wrote it.
    pub by: String,
    /// The kind of session it was told in.
    pub kind: SessionKind,
    /// Its place in the order of telling, counted from 0.
    pub position: usize,
    /// The answer.
    pub answer: Answer,
    /// Its passages; one for the whole until someone cuts it.
    pub cuts: Vec<Cut>,
    /// The versions before this one.
    pub earlier_versions: Vec<EntryRef>,
}

impl CaseView {
    /// A case of which nothing is known yet.
    pub fn empty(case: CaseId) -> Self {
        Self {
            case,
            label: String::new(),
            readers: Vec::new(),
            sessions: Vec::new(),
            register: Vec::new(),
            particulars: BTreeMap::new(),
            answers: Vec::new(),
            consents: Vec::new(),
            closed: Vec::new(),
            held: Vec::new(),
            renderings: Vec::new(),
            readbacks: Vec::new(),
        }
    }

    /// Folds a case from its logs, in whatever order they come; a log that does not say how it began
    /// is left out.
    pub fn fold<'a>(case: CaseId, logs: impl IntoIterator<Item = &'a Log>) -> Self {
        let mut logs: Vec<(&Log, &Body, &Opened)> = logs.into_iter().filter_map(begun).collect();
        // What a care log says is about a session, which has to be there: the ids say nothing of that.
        logs.sort_by_key(|(log, body, opened)| {
            (
                opened.audience == Audience::Care,
                opened.held.unwrap_or_else(|| body.at.date_naive()),
                body.at,
                log.id,
            )
        });
        let mut view = Self::empty(case);
        for (log, body, opened) in logs {
            match (opened.audience, opened.beside) {
                (Audience::Case, _) => view.take_session(log, body, opened),
                (Audience::Care, session) => view.take_care(session, log),
            }
        }
        view
    }

    /// Adds one entry to a view that holds all entries before it.
    pub fn apply(&mut self, kind: SessionKind, id: EntryRef, body: &Body) {
        match &body.what {
            Content::Answer(answer) => self.take_answer(body, self.version(kind, id, answer)),
            Content::Mark(mark) => self.take_cuts(mark.answer, &mark.cuts),
            Content::Consent(consent) => self.consents.push((id, body.at, consent.clone())),
            Content::ItemClosed(item) => self.closed.push(item.clone()),
            Content::Held(held) => self.held.push(held.clone()),
            Content::Rendering(rendering) => self.renderings.push((id, rendering.clone())),
            Content::ReadBack(read) => self.readbacks.push((body.at, read.clone())),
            Content::WentOut(line) => self.register.push(line.clone()),
            Content::CaseMade(made) => {
                self.label.clone_from(&made.label);
                self.readers.clone_from(&made.readers);
            }
            Content::Particular(given) => match &given.value {
                Some(value) => drop(self.particulars.insert(given.name.clone(), value.clone())),
                None => drop(self.particulars.remove(&given.name)),
            },
            _ => {}
        }
    }

    /// Drops what was just taken out, with all that was about it.
    pub fn forget(&mut self, entries: &[EntryRef]) {
        self.answers.retain(|a| !entries.contains(&a.id));
        self.renderings
            .retain(|(_, r)| !entries.contains(&r.passage.answer));
    }

    /// Returns the answers that stand, in the order of telling.
    pub fn answers(&self) -> impl Iterator<Item = &AnswerView> {
        self.answers.iter()
    }

    /// Returns the answer of which `id` is a version.
    pub fn answer(&self, id: EntryRef) -> Option<&AnswerView> {
        self.answers
            .iter()
            .find(|a| a.id == id || a.earlier_versions.contains(&id))
    }

    /// Returns the facts that were told, in answers and unasked.
    pub fn told(&self) -> BTreeSet<&FactId> {
        self.answers
            .iter()
            .filter(|a| a.answer.earlier.is_none())
            .flat_map(|a| a.answer.facts.iter())
            .collect()
    }

    /// Returns the items that were answered.
    pub fn answered(&self) -> BTreeSet<&Item> {
        self.answers
            .iter()
            .filter_map(|a| a.answer.item.as_ref())
            .collect()
    }

    /// Returns what was closed and not opened again.
    pub fn closed(&self) -> impl Iterator<Item = &ItemClosed> {
        self.closed
            .iter()
            .enumerate()
            .filter_map(|(index, closed)| {
                let later = self.closed[index + 1..]
                    .iter()
                    .any(|l| l.item == closed.item);
                (!later && !closed.reopened).then_some(closed)
            })
    }

    fn take_session(&mut self, log: &Log, body: &Body, opened: &Opened) {
        let mut session = SessionView {
            log: log.id,
            opened: opened.clone(),
            at: body.at,
            ended: None,
            entries: log.last(),
            taken_out: 0,
            turns: Vec::new(),
        };
        for entry in &log.entries {
            let Some(body) = entry.body() else {
                session.taken_out += 1;
                continue;
            };
            if let Content::Ended(ended) = &body.what {
                session.ended = Some(ended.clone());
            }
            self.apply(opened.kind, entry.id, body);
        }
        self.sessions.push(session);
    }

    fn take_care(&mut self, session: Option<LogId>, log: &Log) {
        let turns = log.entries.iter().filter_map(|e| match &e.body()?.what {
            Content::Turn(turn) => Some(turn.clone()),
            _ => None,
        });
        if let Some(session) = self.sessions.iter_mut().find(|s| Some(s.log) == session) {
            session.turns.extend(turns);
        }
    }

    /// An answer as if it were the first version; who and when follow in `take_answer`.
    fn version(&self, kind: SessionKind, id: EntryRef, answer: &Answer) -> AnswerView {
        let whole = Cut::plain((0, answer.words.as_ref().map_or(0, super::Words::chars)).into());
        AnswerView {
            id,
            first: id,
            at: DateTime::default(),
            by: String::new(),
            kind,
            position: self
                .answers
                .iter()
                .map(|a| a.position + 1)
                .max()
                .unwrap_or(0),
            answer: answer.clone(),
            cuts: vec![whole],
            earlier_versions: Vec::new(),
        }
    }

    fn take_answer(&mut self, body: &Body, mut new: AnswerView) {
        new.at = body.at;
        new.by.clone_from(&body.by);
        let revised = body
            .refs
            .iter()
            .find(|r| r.rel == Rel::Revises)
            .map(|r| r.to);
        let place = revised.and_then(|old| self.answers.iter().position(|a| a.id == old));
        let Some(old) = place.map(|index| self.answers.remove(index)) else {
            self.answers.push(new);
            return;
        };
        new.first = old.first;
        new.position = old.position;
        if let [only] = old.cuts.as_slice() {
            new.cuts = vec![Cut {
                range: new.cuts[0].range,
                ..only.clone()
            }];
        }
        new.earlier_versions = old.earlier_versions;
        new.earlier_versions.push(old.id);
        self.keep_held(&new);
        let at = self.answers.partition_point(|a| a.position < new.position);
        self.answers.insert(at, new);
    }
}

fn begun(log: &Log) -> Option<(&Log, &Body, &Opened)> {
    let body = log.entries.first()?.body()?;
    Some((log, body, log.opened()?))
}

#[cfg(test)]
mod tests;
