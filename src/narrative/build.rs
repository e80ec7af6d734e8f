//! The way from a case to a narrative, step by step.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::consent::{gate, narratable};
use super::context::fill::Filling;
use super::expand::{Expander, State};
use super::names::Tongue;
use super::notes::Notes;
use super::render::Engine;
use super::seals::Seals;
use super::telling::{Around, Form, Telling, short_ref};
use super::wording::Wording;
use super::{
    Block, BlockId, Edition, Materials, Meta, Narrative, NarrativeError, Request, Run, SourceNote,
    Template, inlines,
};
use crate::chronology::Chronology;
use crate::guide::{NarrateVoice, Question};
use crate::record::{CaseView, LogId, PassageView, QuestionId, Scope};
use crate::text::screen::{DEMO_PAPER, WORKING_PAPER};

/// Makes a narrative of a case.
///
/// # Errors
///
/// [`NarrativeError`], one kind for each reason why a document is not made: a template, language or
/// edition that is not there or cannot be used; consent that is missing (C2, C6, the scope of the one
/// it is for); nothing told; and for a submission passages that lack the language or were not
/// confirmed, and particulars that are missing.
pub fn build(
    view: &CaseView,
    chronology: &Chronology,
    materials: &Materials<'_>,
    request: &Request,
) -> Result<Narrative, NarrativeError> {
    let ground = Ground::prepare(view, chronology, materials, request)?;
    let tellings = ground.tellings()?;
    let mut seals = Seals::new(materials.nonce);
    let context = ground.filling(&tellings).context(&mut seals);
    let sources = materials
        .templates
        .sources(&ground.template, &ground.tongue.lang)?;
    let engine = Engine::load(&sources, &ground.template, materials.nonce)?;
    let rendered = engine.run(&context)?;
    let drafts = inlines::read(&rendered.markdown, materials.nonce, &rendered.lines)?;
    let mut expander = Expander {
        wording: ground.wording(),
        tellings: &tellings,
        seals: &seals,
        lines: &rendered.lines,
        file: sources
            .main_file()
            .unwrap_or_else(|| Arc::clone(&ground.template.file)),
        state: State::default(),
    };
    let blocks = expander.blocks(&drafts)?;
    let notes = ground.notes(&blocks, &tellings);
    Ok(Narrative {
        meta: ground.meta(),
        blocks,
        notes,
    })
}

/// Returns what a template would get, for those who write one.
///
/// # Errors
///
/// As [`build`].
///
/// # Panics
///
/// Never: a context has string keys and nothing that JSON cannot hold.
pub fn context_json(
    view: &CaseView,
    chronology: &Chronology,
    materials: &Materials<'_>,
    request: &Request,
) -> Result<Value, NarrativeError> {
    let ground = Ground::prepare(view, chronology, materials, request)?;
    let tellings = ground.tellings()?;
    let mut seals = Seals::new(materials.nonce);
    let context = ground.filling(&tellings).context(&mut seals);
    let mut value =
        serde_json::to_value(context).expect("a context has string keys and no failing parts");
    seals.open(&mut value);
    Ok(value)
}

/// What a document stands on, once it may be made.
struct Ground<'a> {
    view: &'a CaseView,
    materials: &'a Materials<'a>,
    request: &'a Request,
    template: Template,
    tongue: Tongue,
    scope: Option<Scope>,
    passages: Vec<PassageView<'a>>,
    questions: Questions<'a>,
}

impl<'a> Ground<'a> {
    fn prepare(
        view: &'a CaseView,
        chronology: &Chronology,
        materials: &'a Materials<'a>,
        request: &'a Request,
    ) -> Result<Self, NarrativeError> {
        let template = materials.templates.template(&request.template)?;
        let tongue = Tongue::new(
            template
                .language(request.language.as_ref())
                .ok_or_else(|| no_language(&template, request))?
                .clone(),
        );
        if !template.editions.iter().any(|e| **e == request.edition) {
            return Err(no_edition(&template, request));
        }
        let scope = gate(view, &template, request)?;
        let passages = narratable(view, chronology);
        if passages.is_empty() {
            return Err(NarrativeError::NothingTold);
        }
        let questions = questions(&passages, materials);
        Ok(Self {
            view,
            materials,
            request,
            template,
            tongue,
            scope,
            passages,
            questions,
        })
    }

    /// Returns the passages as they will stand in the document.
    ///
    /// A submission is refused where one is not in its language, or was not confirmed although the
    /// document speaks in the person's voice, or where a particular is missing.
    fn tellings(&'a self) -> Result<Vec<Telling<'a>>, NarrativeError> {
        let logs: BTreeSet<LogId> = self.passages.iter().map(|p| p.id.answer.log).collect();
        let sessions = self.view.sessions.iter();
        let around = Around {
            view: self.view,
            questions: &self.questions,
            tongue: &self.tongue,
            voice: *self.template.voice,
            sessions: sessions.filter(|s| logs.contains(&s.log)).collect(),
        };
        let passages = self.passages.iter().cloned();
        let tellings: Vec<Telling<'_>> = passages.map(|p| around.telling(p)).collect();
        if self.request.edition == Edition::Submission {
            self.refuse_unready(&tellings)?;
        }
        Ok(tellings)
    }

    fn refuse_unready(&self, tellings: &[Telling<'_>]) -> Result<(), NarrativeError> {
        let missing = self.filling(tellings).missing_particulars();
        if !missing.is_empty() {
            return Err(NarrativeError::NoParticulars { missing });
        }
        let names = |unready: &dyn Fn(&Telling<'_>) -> bool| -> Vec<String> {
            let found = tellings.iter().filter(|t| unready(t));
            found.map(|t| short_ref(&t.view)).collect()
        };
        let passages = names(&|t| t.form == Form::Missing);
        if !passages.is_empty() {
            let language = self.tongue.lang.to_string();
            return Err(NarrativeError::NotTranslated { language, passages });
        }
        let passages = names(&|t| !t.view.confirmed);
        if !passages.is_empty() && *self.template.voice == NarrateVoice::First {
            return Err(NarrativeError::NotReadBack { passages });
        }
        Ok(())
    }

    fn filling<'b>(&'b self, tellings: &'b [Telling<'b>]) -> Filling<'b> {
        Filling {
            view: self.view,
            materials: self.materials,
            request: self.request,
            template: &self.template,
            tongue: &self.tongue,
            wording: self.wording(),
            tellings,
        }
    }

    fn wording(&self) -> Wording<'_> {
        Wording {
            tongue: &self.tongue,
            voice: *self.template.voice,
            label: self.view.label.trim(),
        }
    }

    /// Returns the notes of all blocks; none in a submission.
    fn notes(&self, blocks: &[Block], tellings: &[Telling<'_>]) -> Vec<SourceNote> {
        if self.request.edition == Edition::Submission {
            return Vec::new();
        }
        let by_id: BTreeMap<_, _> = tellings.iter().map(|t| (t.id(), t)).collect();
        let writer = Notes {
            view: self.view,
            tongue: &self.tongue,
        };
        let mut notes = Vec::new();
        for (block, runs) in blocks.iter().flat_map(noted) {
            let mut seen = BTreeSet::new();
            for passage in runs.iter().filter_map(|run| run.source.passage()) {
                if let Some(telling) = by_id.get(&passage).filter(|_| seen.insert(passage)) {
                    notes.push(writer.note(block, telling));
                }
            }
        }
        notes
    }

    fn meta(&self) -> Meta {
        let lang = self.tongue.lang.clone();
        let working = (self.request.edition == Edition::Working).then_some(&WORKING_PAPER);
        let demo = self.materials.demo.then_some(&DEMO_PAPER);
        let header = working.into_iter().chain(demo);
        Meta {
            title: self
                .template
                .title
                .get(&lang)
                .unwrap_or_default()
                .to_owned(),
            template: self.template.template.to_string(),
            direction: lang.direction(),
            language: lang,
            edition: self.request.edition,
            voice: *self.template.voice,
            recipient: self.request.recipient.clone(),
            scope: self.scope,
            dated: self.request.dated,
            demo: self.materials.demo,
            header: header
                .map(|text| self.tongue.raw(text).to_owned())
                .collect(),
            jurisdiction: self.template.jurisdiction.to_string(),
            law_as_of: self.template.law_as_of.to_string(),
            page: self.template.page,
            author: self.materials.author.map(str::to_owned),
        }
    }
}

/// Returns what of a block has notes: itself, or its paragraphs.
fn noted(block: &Block) -> Vec<(&BlockId, Vec<&Run>)> {
    match block {
        Block::List(list) => list
            .paragraphs()
            .map(|p| (&p.id, p.runs.iter().collect()))
            .collect(),
        other => vec![(other.id(), other.runs().collect())],
    }
}

/// The questions that the passages answer, by guide and id.
pub(super) type Questions<'a> = BTreeMap<(String, QuestionId), Cow<'a, Question>>;

/// Reads the questions that the passages answer, and no more of their guides. A guide that is not
/// there any more leaves the words without its sentences; that is no fault of the case.
fn questions<'a>(passages: &[PassageView<'a>], materials: &Materials<'a>) -> Questions<'a> {
    let mut wanted: BTreeMap<&str, BTreeSet<QuestionId>> = BTreeMap::new();
    for answer in passages.iter().map(|p| &p.answer.answer) {
        let guide = answer.asked.as_ref().and_then(|asked| asked.guide.as_ref());
        if let (Some(guide), Some(item)) = (guide, &answer.item) {
            wanted
                .entry(&guide.id)
                .or_default()
                .insert(item.question.clone());
        }
    }
    let mut all = Questions::new();
    for (id, questions) in wanted {
        let key = |question: &Question| (id.to_owned(), (*question.id).clone());
        let read = materials
            .read
            .iter()
            .find(|guide| guide.guide.as_str() == id);
        if let Some(guide) = read {
            let found = questions
                .iter()
                .filter_map(|question| guide.question(question));
            all.extend(found.map(|(_, q)| (key(q), Cow::Borrowed(q))));
        } else {
            let found = materials.guides.questions(id, &questions);
            let found = found.unwrap_or_default().into_iter();
            all.extend(found.map(|q| (key(&q), Cow::Owned(q))));
        }
    }
    all
}

fn no_language(template: &Template, request: &Request) -> NarrativeError {
    let known: Vec<String> = template.languages.iter().map(|l| l.to_string()).collect();
    let asked = request.language.as_ref();
    NarrativeError::NoLanguage {
        template: template.template.to_string(),
        language: asked.map(ToString::to_string).unwrap_or_default(),
        help: Some(format!("there are: {}", known.join(", "))),
    }
}

fn no_edition(template: &Template, request: &Request) -> NarrativeError {
    let known: Vec<&str> = template.editions.iter().map(|e| e.as_str()).collect();
    NarrativeError::NoEdition {
        template: template.template.to_string(),
        edition: request.edition,
        help: Some(format!("there are: {}", known.join(", "))),
    }
}
