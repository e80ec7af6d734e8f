//! What a talk goes by: guide, pace, setting, and the terms of this session.

use std::time::Duration;

use crate::guide::{Guide, Pace, PaceChange, Setting};
use crate::record::{Interpreter, Taken};
use crate::text::{Fill, Lang, UiLang};

/// What a talk goes by.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Plan {
    /// The guide.
    pub guide: Guide,
    /// The pace, with all that the setting changes.
    pub pace: Pace,
    /// The setting.
    pub setting: Setting,
    /// The terms of this session.
    pub terms: Terms,
}

/// The pace of everyday talks: a guide or a setting that names another means that one.
const EVERYDAY: &str = "standard";

/// Returns the id of the pace by which a talk goes where nobody asks for one: the setting's, unless that
/// is the everyday one; then the guide's, which may be made for less time or lower levels.
pub fn pace_of<'a>(guide: &'a Guide, setting: &'a Setting) -> &'a str {
    match setting.pace.as_str() {
        EVERYDAY => guide.pace.as_str(),
        other => other,
    }
}

/// The terms of one session.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Terms {
    /// The language in which questions are put.
    pub language: Lang,
    /// Who interprets.
    pub interpreter: Option<Interpreter>,
    /// How words are taken down.
    pub taken: Taken,
    /// Who writes: the fingerprint of a key, or initials.
    pub by: String,
    /// How long the talk may take, where that is not the setting's time.
    pub planned: Option<Duration>,
    /// What is true of the house: `name`, `organisation`, `readers`, as the spoken texts need it.
    pub house: Fill,
}

impl Terms {
    /// Terms with no interpreter, words taken down as they are said.
    pub fn new(language: Lang, by: impl Into<String>) -> Self {
        Self {
            language,
            interpreter: None,
            taken: Taken::default(),
            by: by.into(),
            planned: None,
            house: Fill::new(),
        }
    }
}

impl Plan {
    /// Puts a plan together: the setting changes the pace, and an interpreter changes it again.
    pub fn new(guide: Guide, pace: Pace, setting: Setting, terms: Terms) -> Self {
        let nothing = PaceChange::default();
        let interpreted = if terms.interpreter.is_some() {
            &setting.with_interpreter
        } else {
            &nothing
        };
        let pace = pace.changed(&setting.numbers).changed(interpreted);
        Self {
            guide,
            pace,
            setting,
            terms,
        }
    }

    /// Returns how long the talk is planned to take.
    pub fn planned(&self) -> Duration {
        self.terms
            .planned
            .unwrap_or_else(|| crate::guide::minutes(&self.pace.session.planned_min))
    }

    /// Returns when the account makes room for the way back to now: a quarter of the time before the
    /// planned end, and at most 15 minutes before it (phases P7 to P9).
    pub(super) fn account_until(&self) -> Duration {
        let planned = self.planned();
        planned.saturating_sub(Duration::from_mins(15).min(planned / 4))
    }

    /// Returns the language for the program's own words.
    pub fn speaks(&self) -> UiLang {
        UiLang::nearest(&self.terms.language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::Library;

    #[test]
    fn a_guide_made_for_less_time_keeps_its_pace_in_an_office() {
        let library = Library::embedded();
        let setting = library.setting("office").unwrap();
        for (guide, pace) in [("urgent", "urgent"), ("life-story", "standard")] {
            assert_eq!(pace_of(&library.guide(guide).unwrap(), &setting), pace);
        }
    }
}
