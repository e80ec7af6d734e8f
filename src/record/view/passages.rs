//! Passages of a case: what each holds, and what keeps it out of documents.

use chrono::{DateTime, FixedOffset};

use super::{AnswerView, CaseView};
use crate::record::{
    Cut, EntryRef, Held, Holding, Label, PassageRef, Range, ReadBack, Rendering, Verdict, Words,
};
use crate::text::Lang;

/// One passage of an answer that stands.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PassageView<'a> {
    /// Its place.
    pub id: PassageRef,
    /// The answer it is from.
    pub answer: &'a AnswerView,
    /// What belongs to it.
    pub cut: &'a Cut,
    /// Why it stays out of documents, if it does.
    pub held: Option<Holding>,
    /// Whether the person confirmed it when it was read to them.
    pub confirmed: bool,
}

impl<'a> PassageView<'a> {
    /// Returns its text; "" for an answer that is a value alone.
    pub fn text(&self) -> &'a str {
        self.words()
            .map_or("", |words| self.cut.range.of(&words.text))
    }

    /// Returns the words it is a stretch of.
    pub fn words(&self) -> Option<&'a Words> {
        self.answer.answer.words.as_ref()
    }
}

impl CaseView {
    /// Returns all passages, in the order of telling and of the words.
    pub fn passages(&self) -> impl Iterator<Item = PassageView<'_>> {
        self.answers
            .iter()
            .flat_map(|answer| answer.cuts.iter().map(|cut| self.passage(answer, cut)))
    }

    /// Returns the labels of all passages, by which others can be placed.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        let cuts = self.answers.iter().flat_map(|answer| &answer.cuts);
        cuts.filter_map(|cut| cut.label.as_ref())
    }

    fn passage<'a>(&self, answer: &'a AnswerView, cut: &'a Cut) -> PassageView<'a> {
        let id = PassageRef {
            answer: answer.id,
            range: cut.range,
        };
        PassageView {
            id,
            answer,
            cut,
            held: self.holding(id),
            confirmed: self.confirmed(id),
        }
    }

    /// Returns the last rendering of a passage in a language.
    pub fn rendering(&self, passage: PassageRef, language: &Lang) -> Option<&Rendering> {
        let fits =
            |r: &&Rendering| r.passage == passage && r.words.language.same_language(language);
        self.renderings.iter().map(|(_, r)| r).rfind(fits)
    }

    /// Returns the entry in which a passage was rendered last in a language.
    pub fn rendering_entry(&self, passage: PassageRef, language: &Lang) -> Option<EntryRef> {
        let fits = |r: &Rendering| r.passage == passage && r.words.language.same_language(language);
        self.renderings
            .iter()
            .rfind(|(_, r)| fits(r))
            .map(|(id, _)| *id)
    }

    /// What is held is held whatever the cuts: a passage that shares a character with a stretch that
    /// was kept out stays out too.
    fn holding(&self, id: PassageRef) -> Option<Holding> {
        let mut held: Vec<&Held> = Vec::new();
        for step in self.held.iter().filter(|h| h.passage.answer == id.answer) {
            if step.undone {
                held.retain(|h| h.how != step.how || !inside(h.passage.range, step.passage.range));
            } else {
                held.push(step);
            }
        }
        let touching = held.iter().filter(|h| touches(h.passage.range, id.range));
        touching
            .map(|h| h.how)
            .min_by_key(|how| *how != Holding::Private)
    }

    /// Returns what the person said last when this passage was read to them, and when; a wish to
    /// decide later does not count.
    pub fn read_back(&self, id: PassageRef) -> Option<(DateTime<FixedOffset>, &ReadBack)> {
        let decided = |r: &ReadBack| {
            r.passage.answer == id.answer
                && inside(id.range, r.passage.range)
                && r.verdict != Verdict::Later
        };
        let last = self.readbacks.iter().rfind(|(_, read)| decided(read));
        last.map(|(at, read)| (*at, read))
    }

    fn confirmed(&self, id: PassageRef) -> bool {
        self.read_back(id)
            .is_some_and(|(_, read)| read.verdict == Verdict::Confirmed)
    }

    pub(super) fn take_cuts(&mut self, answer: EntryRef, cuts: &[Cut]) {
        if let Some(answer) = self.answers.iter_mut().find(|a| a.id == answer)
            && covers(cuts, answer.answer.words.as_ref().map_or(0, Words::chars))
        {
            answer.cuts = cuts.to_vec();
        }
    }

    /// A new version of an answer of which anything was held stays out as a whole, until someone
    /// decides about the new words.
    pub(super) fn keep_held(&mut self, new: &AnswerView) {
        let old = new.earlier_versions.last().copied();
        let how = self
            .answers_held(old)
            .into_iter()
            .min_by_key(|how| *how != Holding::Private);
        if let Some(how) = how {
            let range = Range {
                start: 0,
                end: new.answer.words.as_ref().map_or(0, Words::chars),
            };
            self.held.push(Held::new(
                PassageRef {
                    answer: new.id,
                    range,
                },
                how,
            ));
        }
    }

    fn answers_held(&self, answer: Option<EntryRef>) -> Vec<Holding> {
        let Some(answer) = answer else {
            return Vec::new();
        };
        let stretches = self
            .held
            .iter()
            .filter(|h| h.passage.answer == answer)
            .map(|h| h.passage);
        stretches
            .filter_map(|stretch| self.holding(stretch))
            .collect()
    }
}

/// Says whether cuts cover an answer of this length in order, each character once.
fn covers(cuts: &[Cut], length: u32) -> bool {
    let mut at = 0;
    for cut in cuts {
        if cut.range.start != at || cut.range.end < cut.range.start {
            return false;
        }
        at = cut.range.end;
    }
    !cuts.is_empty() && at == length
}

fn inside(inner: Range, outer: Range) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn touches(a: Range, b: Range) -> bool {
    a == b || (a.start < b.end && b.start < a.end)
}
