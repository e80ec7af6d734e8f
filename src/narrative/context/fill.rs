//! The context of one document, filled from the case.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    CaseContext, Context, CountContext, DocumentContext, PassageContext, ReadBackContext,
    ReadingContext, SessionContext, TranslatorContext, WayContext,
};
use crate::narrative::names::Tongue;
use crate::narrative::seals::Seals;
use crate::narrative::telling::{Form, Shown, Telling, spoken_language};
use crate::narrative::template::ParticularSpec;
use crate::narrative::wording::Wording;
use crate::narrative::{Edition, Materials, RenderingSource, Request, Source, Template};
use crate::record::{CaseView, Knowledge, Role, SessionView, Verdict, Words};
use crate::text::screen::PARTICULAR_MISSING;
use crate::text::{Fill, Lang};

/// What a context is filled from.
pub(in crate::narrative) struct Filling<'a> {
    pub(in crate::narrative) view: &'a CaseView,
    pub(in crate::narrative) materials: &'a Materials<'a>,
    pub(in crate::narrative) request: &'a Request,
    pub(in crate::narrative) template: &'a Template,
    pub(in crate::narrative) tongue: &'a Tongue,
    pub(in crate::narrative) wording: Wording<'a>,
    pub(in crate::narrative) tellings: &'a [Telling<'a>],
}

impl Filling<'_> {
    /// Returns the context, with texts of the case behind markers.
    pub(in crate::narrative) fn context(&self, seals: &mut Seals) -> Context {
        let label = Some(self.view.label.trim()).filter(|label| !label.is_empty());
        Context {
            case: CaseContext {
                label: label.map(|label| seals.seal(label, Source::particular("label"))),
            },
            document: self.document(seals),
            particulars: self.particulars(seals),
            sessions: self.sessions(seals),
            passages: self.passages(seals),
            translators: self.translators(seals),
            read_back: self.read_back(seals),
            count: self.count(),
        }
    }

    /// Returns the particulars that the template must have and the case does not.
    pub(in crate::narrative) fn missing_particulars(&self) -> Vec<String> {
        let required = self
            .template
            .particulars
            .iter()
            .filter(|spec| spec.required);
        let missing = required.filter(|spec| self.particular(spec).is_none());
        missing.map(|spec| spec.id.to_string()).collect()
    }

    fn particular(&self, spec: &ParticularSpec) -> Option<&str> {
        let value = self.view.particulars.get(spec.id.as_str())?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    fn document(&self, seals: &mut Seals) -> DocumentContext {
        let title = &self.template.title;
        let place = title.at(&self.tongue.lang).map(|t| self.template.place(t));
        let title_source = Source::Template {
            file: self.template.file.to_string(),
            line: place.and_then(|p| u32::try_from(p.line).ok()).unwrap_or(0),
        };
        let dated = self.request.dated.map(|day| self.tongue.day(day));
        let recipient = self.request.recipient.as_deref();
        DocumentContext {
            title: seals.seal(
                title.get(&self.tongue.lang).unwrap_or_default(),
                title_source,
            ),
            template: self.template.template.to_string(),
            language: self.tongue.lang.to_string(),
            working: self.request.edition == Edition::Working,
            voice: *self.template.voice,
            recipient: recipient.map(|name| seals.seal(name, Source::particular("recipient"))),
            dated: dated.map(|day| seals.seal(day, Source::particular("dated"))),
            demo: self.materials.demo,
        }
    }

    fn particulars(&self, seals: &mut Seals) -> BTreeMap<String, Option<String>> {
        let mut all = BTreeMap::new();
        for spec in &self.template.particulars {
            let source = Source::particular(&spec.id);
            let value = match self.particular(spec) {
                Some(value) => Some(seals.seal(value, source)),
                None if spec.required => Some(seals.blank(self.blank(spec), source)),
                None => None,
            };
            all.insert(spec.id.to_string(), value);
        }
        all
    }

    fn blank(&self, spec: &ParticularSpec) -> String {
        let what = spec.label.get(&self.tongue.lang).unwrap_or(&spec.id);
        self.tongue
            .say(&PARTICULAR_MISSING, &Fill::new().with("what", what))
    }

    fn sessions(&self, seals: &mut Seals) -> Vec<SessionContext> {
        let mut sessions = Vec::new();
        for session in &self.view.sessions {
            let told = self
                .tellings
                .iter()
                .filter(|t| t.id().answer.log == session.log);
            let told: Vec<&Telling<'_>> = told.collect();
            if let Some(first) = told.first() {
                sessions.push(self.session(session, (first.told.session, &told), seals));
            }
        }
        sessions
    }

    fn session(
        &self,
        session: &SessionView,
        (number, told): (u32, &[&Telling<'_>]),
        seals: &mut Seals,
    ) -> SessionContext {
        let source = Source::Session { log: session.log };
        let interpreter = session.opened.interpreter.as_ref();
        let language = interpreter
            .map(|i| i.language.clone())
            .or_else(|| spoken(session, told));
        let name = language.map(|lang| self.tongue.language(&lang));
        SessionContext {
            number,
            day: seals.seal(self.tongue.day(session.day()), source.clone()),
            kind: session.opened.kind,
            language: name.map(|name| seals.seal(name, source.clone())),
            interpreter: interpreter
                .filter(|i| !i.initials.is_empty())
                .map(|i| seals.seal(i.initials.as_str(), source)),
            ways: ways(told),
            passages: told.len(),
        }
    }

    fn passages(&self, seals: &mut Seals) -> Vec<PassageContext> {
        let indexed = self.tellings.iter().enumerate();
        indexed
            .map(|(n, telling)| self.passage(n, telling, seals))
            .collect()
    }

    fn passage(&self, n: usize, telling: &Telling<'_>, seals: &mut Seals) -> PassageContext {
        let (told, view) = (&telling.told, &telling.view);
        let place = view.cut.place.as_deref();
        let marked = Source::Marked {
            passage: telling.id(),
        };
        let log = telling.id().answer.log;
        PassageContext {
            n,
            entry: told.entry.clone(),
            session: told.session,
            day: seals.seal(self.tongue.day(told.day), Source::Session { log }),
            question: told.question.as_ref().map(ToString::to_string),
            form: telling.form.name(),
            dated: view.cut.when.is_some(),
            place: place.map(|place| seals.seal(place, marked)),
            knowledge: knowledge(&view.cut.knowledge),
            role: told.role,
            taken: told.taken,
            language: spoken_language(view, &self.tongue.lang).to_string(),
            translator: rendering(telling).map(|made| {
                let source = Source::Translation {
                    entry: made.entry.clone(),
                };
                seals.seal(made.translator.as_str(), source)
            }),
            may_be_quoted: rendering(telling).is_none()
                && view.words().is_some_and(Words::may_be_quoted),
            confirmed: view.confirmed,
        }
    }

    fn translators(&self, seals: &mut Seals) -> Vec<TranslatorContext> {
        let mut seen: BTreeSet<(String, Lang)> = BTreeSet::new();
        let mut all = Vec::new();
        for made in self.tellings.iter().filter_map(rendering) {
            if seen.insert((made.translator.clone(), made.from.clone())) {
                let entry = made.entry.clone();
                let source = Source::Translation { entry };
                all.push(TranslatorContext {
                    by: seals.seal(made.translator.as_str(), source.clone()),
                    from: seals.seal(self.tongue.language(&made.from), source),
                });
            }
        }
        all
    }

    fn read_back(&self, seals: &mut Seals) -> ReadBackContext {
        let mut times: BTreeSet<(NaiveDate, Option<Lang>)> = BTreeSet::new();
        for telling in self.tellings {
            let read = self.view.read_back(telling.id());
            let confirmed = read.filter(|(_, read)| read.verdict == Verdict::Confirmed);
            times.extend(confirmed.map(|(at, read)| (at.date_naive(), read.language.clone())));
        }
        let time = |(day, language): (NaiveDate, Option<Lang>)| {
            let source = Source::ReadBack { day };
            let name = language.map(|lang| self.tongue.language(&lang));
            ReadingContext {
                day: seals.seal(self.tongue.day(day), source.clone()),
                language: name.map(|name| seals.seal(name, source)),
            }
        };
        ReadBackContext {
            all: self.tellings.iter().all(|t| t.view.confirmed),
            any: self.tellings.iter().any(|t| t.view.confirmed),
            times: times.into_iter().map(time).collect(),
        }
    }

    fn count(&self) -> CountContext {
        let how_many = |is: &dyn Fn(&Telling<'_>) -> bool| {
            self.tellings.iter().filter(|telling| is(telling)).count()
        };
        CountContext {
            passages: self.tellings.len(),
            confirmed: how_many(&|t| t.view.confirmed),
            sentences: how_many(&|t| matches!(t.form, Form::Sentence(_))),
            questions: how_many(&|t| t.form == Form::Question),
            dated: how_many(&|t| self.wording.has_time_first(t)),
            interpreted: how_many(&|t| t.told.role == Role::Interpreted),
            missing: how_many(&|t| t.form == Form::Missing),
        }
    }
}

/// The rendering in which a passage stands, if it does.
fn rendering<'a>(telling: &'a Telling<'_>) -> Option<&'a RenderingSource> {
    let Shown::Text { source, .. } = &telling.shown else {
        return None;
    };
    match source {
        Source::Rendering(made) => Some(made),
        _ => None,
    }
}

/// The one language in which a session's words were told, else the one in which it was held.
fn spoken(session: &SessionView, told: &[&Telling<'_>]) -> Option<Lang> {
    let words = told
        .iter()
        .filter_map(|t| t.view.words())
        .map(|w| &w.language);
    let all: BTreeSet<&Lang> = words.collect();
    match all.len() {
        1 => all.into_iter().next().cloned(),
        _ => session.opened.language.clone(),
    }
}

fn ways(told: &[&Telling<'_>]) -> Vec<WayContext> {
    let mut ways: Vec<WayContext> = Vec::new();
    for telling in told.iter().filter(|t| t.view.words().is_some()) {
        let (role, taken) = (telling.told.role, telling.told.taken);
        let way = WayContext { role, taken };
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

fn knowledge(knowledge: &Knowledge) -> &'static str {
    match knowledge {
        Knowledge::ToldBy(_) => "told_by",
        Knowledge::Paper(_) => "paper",
        Knowledge::Inferred => "inferred",
        _ => "own",
    }
}
