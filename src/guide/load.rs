//! Reading a guide: all that is wrong with it at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{AnswerKind, Chapter, Condition, Guide, GuideError, GuideFaults, Question};
use crate::record::Hash;
use crate::text::near;
use crate::text::yaml::{self, At, Place};

/// Reads a guide and checks that all it names is there; `elements` are those of the frameworks.
///
/// # Errors
///
/// [`GuideFaults`] with everything that is wrong, in the order of the lines: YAML of another form, ids
/// that stand twice or have another form, conditions that cannot be read, and names of questions,
/// facts, groups and elements that are nowhere.
pub fn load_guide(
    file: &Arc<str>,
    source: &str,
    elements: &BTreeSet<&str>,
) -> Result<Guide, GuideFaults> {
    let mut guide: Guide = yaml::read(file, source).map_err(GuideError::from)?;
    guide.file = Arc::clone(file);
    guide.hash = Hash::of(source.as_bytes()).to_string();
    let mut faults = ids(&guide);
    faults.extend(conditions(&mut guide));
    faults.extend(Names::of(&guide, elements).faults());
    faults.extend(shapes(&guide));
    faults.sort_by(|a, b| a.place().cmp(b.place()));
    if faults.is_empty() {
        Ok(guide)
    } else {
        Err(GuideFaults(faults))
    }
}

/// Returns a fault for each id that stands twice.
pub(super) fn twice<'a, T, I>(file: &Arc<str>, ids: I, name: impl Fn(&T) -> &str) -> Vec<GuideError>
where
    T: 'a,
    I: IntoIterator<Item = &'a At<T>>,
{
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let mut faults = Vec::new();
    for id in ids {
        let (at, text) = (id.place(file), name(id).to_owned());
        match seen.get(&text) {
            Some(first) => faults.push(GuideError::Twice {
                at,
                id: text,
                first: first.clone(),
            }),
            None => drop(seen.insert(text, at)),
        }
    }
    faults
}

fn ids(guide: &Guide) -> Vec<GuideError> {
    let file = &guide.file;
    let mut faults = twice(file, guide.chapters.iter().map(|c| &c.id), |id| id.as_str());
    faults.extend(twice(file, guide.questions().map(|(_, q)| &q.id), |id| {
        id.as_str()
    }));
    let all = guide
        .chapters
        .iter()
        .map(|c| (c.id.place(file), c.id.as_str()))
        .chain(
            guide
                .questions()
                .map(|(_, q)| (q.id.place(file), q.id.as_str())),
        )
        .chain([(guide.guide.place(file), guide.guide.as_str())]);
    let odd = all.filter(|(_, id)| !is_id(id));
    faults.extend(odd.map(|(at, id)| GuideError::Id {
        at,
        id: id.to_owned(),
    }));
    faults
}

/// Says whether a text has the form of an id: small letters, digits, `-`, `_`, `.`.
pub(super) fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes
        .next()
        .is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b))
}

fn conditions(guide: &mut Guide) -> Vec<GuideError> {
    let mut faults = Vec::new();
    let file = Arc::clone(&guide.file);
    for question in guide
        .chapters
        .iter_mut()
        .flat_map(|c| c.questions.iter_mut())
    {
        let Some(show) = &question.show else { continue };
        match Condition::parse(show) {
            Ok(condition) => question.condition = Some(condition),
            Err(fault) => {
                let mut at = show.place(&file);
                at.column += u64::try_from(fault.at).unwrap_or(0);
                faults.push(GuideError::Condition {
                    at,
                    message: fault.message,
                });
            }
        }
    }
    faults
}

/// All that a guide defines, to look up what it names.
struct Names<'a> {
    guide: &'a Guide,
    questions: BTreeSet<&'a str>,
    facts: BTreeSet<&'a str>,
    elements: &'a BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    fn of(guide: &'a Guide, elements: &'a BTreeSet<&'a str>) -> Self {
        let questions = guide.questions().map(|(_, q)| q.id.as_str()).collect();
        let facts = guide
            .questions()
            .filter_map(|(_, q)| q.fact.as_ref())
            .map(|f| f.as_str());
        Self {
            guide,
            questions,
            facts: facts.collect(),
            elements,
        }
    }

    fn faults(&self) -> Vec<GuideError> {
        self.guide
            .questions()
            .flat_map(|(chapter, q)| self.question(chapter, q))
            .collect()
    }

    fn question(&self, chapter: &Chapter, question: &Question) -> Vec<GuideError> {
        let by = question.id.as_str();
        let mut faults = Vec::new();
        if let (Some(show), Some(condition)) = (&question.show, &question.condition) {
            let named = condition.questions();
            faults.extend(named.iter().filter_map(|name| {
                self.missing(
                    show.place(&self.guide.file),
                    by,
                    ("the question", name.as_str()),
                )
            }));
        }
        if let Some(fact) = &question.requires {
            let at = fact.place(&self.guide.file);
            faults.extend(self.missing(at, by, ("the fact", fact.as_str())));
        }
        for filler in question.fill.values() {
            let at = filler.from.place(&self.guide.file);
            faults.extend(self.missing(at, by, ("the question", filler.from.as_str())));
        }
        for element in &question.asks_about {
            let at = element.place(&self.guide.file);
            faults.extend(self.missing(at, by, ("the element", element.as_str())));
        }
        if let Some(group) = &question.repeat
            && chapter.repeat(group).is_none()
        {
            let known = chapter.repeats.iter().map(|r| r.id.as_str());
            faults.push(GuideError::Unknown {
                at: group.place(&self.guide.file),
                by: by.to_owned(),
                what: "the group",
                name: group.to_string(),
                missing: "is not in the chapter's `repeats`",
                help: near::did_you_mean(group, known),
            });
        }
        faults
    }

    fn missing(
        &self,
        at: Place,
        by: &str,
        (what, name): (&'static str, &str),
    ) -> Option<GuideError> {
        let (known, missing) = match what {
            "the question" => (&self.questions, "the guide does not have"),
            "the fact" => (&self.facts, "no question of the guide asks for"),
            _ => (self.elements, "no framework has"),
        };
        (!known.contains(name)).then(|| GuideError::Unknown {
            at,
            by: by.to_owned(),
            what,
            name: name.to_owned(),
            missing,
            help: near::did_you_mean(name, known.iter().copied()),
        })
    }
}

fn shapes(guide: &Guide) -> Vec<GuideError> {
    let mut faults = Vec::new();
    let mut shape = |at: Place, message: String, help: &str| {
        faults.push(GuideError::Shape {
            at,
            message,
            help: Some(help.to_owned()),
        });
    };
    for chapter in guide.chapters.iter().filter(|c| c.questions.is_empty()) {
        let message = format!("the chapter `{}` has no question", *chapter.id);
        shape(
            guide.place(&chapter.id),
            message,
            "add one, or leave the chapter out",
        );
    }
    for (_, question) in guide.questions() {
        let id = &question.id;
        let chooses = matches!(*question.answer, AnswerKind::Choice | AnswerKind::Choices);
        if chooses && question.choices.len() < 2 {
            let message = format!("`{}` asks for a choice and has fewer than two", **id);
            shape(guide.place(id), message, "add them under `choices:`");
        }
        if !chooses && !question.choices.is_empty() {
            let message = format!("`{}` has choices but does not ask for one", **id);
            shape(
                guide.place(id),
                message,
                "write `answer: choice` or `answer: choices`",
            );
        }
        if question.ask.is_empty() {
            shape(
                guide.place(id),
                format!("`{}` has no words", **id),
                "add `ask: {en: …, da: …}`",
            );
        }
    }
    faults
}

#[cfg(test)]
mod tests;
