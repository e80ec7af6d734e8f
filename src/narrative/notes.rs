//! Where a paragraph is from, in words of the document's language, for the working edition.

use super::names::Tongue;
use super::telling::{Form, Shown, Telling};
use super::{Source, SourceNote, values};
use crate::narrative::BlockId;
use crate::record::{CaseView, Role, Taken, Verdict};
use crate::text::screen::{
    NOTE_CONFIRMED, NOTE_INTERPRETED, NOTE_INTERPRETED_UNNAMED, NOTE_MADE, NOTE_NOT_READ,
    NOTE_NOTES, NOTE_QUESTION, NOTE_RECORDING, NOTE_RENDERED, NOTE_SENTENCE, NOTE_TIME, NOTE_TOLD,
    NOTE_UNASKED, NOTE_WORD_FOR_WORD, NOTE_WRITTEN_UP,
};
use crate::text::{Fill, Text};

/// Writes notes in a language.
pub(super) struct Notes<'a> {
    pub(super) view: &'a CaseView,
    pub(super) tongue: &'a Tongue,
}

impl Notes<'_> {
    /// Returns the note of a passage at a block.
    pub(super) fn note(&self, block: &BlockId, telling: &Telling<'_>) -> SourceNote {
        let mut parts = vec![self.told(telling), self.asked(telling)];
        parts.push(self.taken(telling));
        parts.extend(self.interpreted(telling));
        parts.extend(self.rendered(telling));
        parts.extend(self.time(telling));
        if matches!(telling.form, Form::Sentence(_)) {
            parts.push(self.plain(&NOTE_SENTENCE));
        }
        parts.push(self.read_back(telling));
        parts.retain(|part| !part.is_empty());
        SourceNote {
            block: block.clone(),
            passage: telling.id(),
            text: parts.join("; ") + ".",
        }
    }

    fn plain(&self, text: &Text) -> String {
        self.tongue.raw(text).to_owned()
    }

    fn filled(&self, text: &Text, name: &'static str, value: &str) -> String {
        self.tongue.say(text, &Fill::new().with(name, value))
    }

    fn told(&self, telling: &Telling<'_>) -> String {
        let told = &telling.told;
        let fill = Fill::new()
            .with("day", self.tongue.day(told.day))
            .with("session", told.session.to_string())
            .with("entry", told.entry.clone());
        self.tongue.say(&NOTE_TOLD, &fill)
    }

    fn asked(&self, telling: &Telling<'_>) -> String {
        match telling.asked() {
            Some(question) => self.filled(&NOTE_QUESTION, "question", question.as_str()),
            None if telling.view.answer.answer.asked.is_none() => self.plain(&NOTE_UNASKED),
            None => String::new(),
        }
    }

    fn taken(&self, telling: &Telling<'_>) -> String {
        let by = telling.told.by.as_str();
        if telling.view.words().is_none() {
            return String::new();
        }
        match telling.told.taken {
            Taken::WordForWord => self.plain(&NOTE_WORD_FOR_WORD),
            Taken::Recording => self.plain(&NOTE_RECORDING),
            Taken::Notes => self.filled(&NOTE_NOTES, "by", by),
            Taken::WrittenUp => self.filled(&NOTE_WRITTEN_UP, "by", by),
        }
    }

    fn interpreted(&self, telling: &Telling<'_>) -> Option<String> {
        if telling.told.role != Role::Interpreted {
            return None;
        }
        Some(match telling.told.interpreter.as_deref() {
            Some(by) if !by.is_empty() => self.filled(&NOTE_INTERPRETED, "by", by),
            _ => self.plain(&NOTE_INTERPRETED_UNNAMED),
        })
    }

    fn rendered(&self, telling: &Telling<'_>) -> Vec<String> {
        let Shown::Text { source, .. } = &telling.shown else {
            return Vec::new();
        };
        let Source::Rendering(rendering) = source else {
            return Vec::new();
        };
        let fill = Fill::new()
            .with("language", self.tongue.language(&rendering.from))
            .with("by", rendering.translator.clone());
        let by = self.tongue.say(&NOTE_RENDERED, &fill);
        vec![by, self.filled(&NOTE_MADE, "made", &rendering.made)]
    }

    /// The time in the words in which it was said, where the document has other ones.
    fn time(&self, telling: &Telling<'_>) -> Option<String> {
        let when = telling.view.cut.when.as_ref()?;
        if values::said_or_shown(when, self.tongue).as_ref() == Some(&when.said) {
            return None;
        }
        Some(self.filled(&NOTE_TIME, "said", &when.said.replace('\n', " ")))
    }

    fn read_back(&self, telling: &Telling<'_>) -> String {
        match self.view.read_back(telling.id()) {
            Some((at, read)) if read.verdict == Verdict::Confirmed => {
                self.filled(&NOTE_CONFIRMED, "day", &self.tongue.day(at.date_naive()))
            }
            _ => self.plain(&NOTE_NOT_READ),
        }
    }
}
