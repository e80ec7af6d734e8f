//! Settings: where a talk takes place, and what that changes.

use std::sync::Arc;

use serde::Deserialize;

use super::{GuideError, GuideFaults, PaceChange, Review};
use crate::text::yaml::{self, At};
use crate::text::{Localised, near, spoken};

/// Where a talk takes place.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Setting {
    /// Its id.
    pub setting: At<String>,
    /// Its title.
    pub title: Localised,
    /// The pace it goes with.
    pub pace: At<String>,
    /// Who reviewed it and when.
    #[serde(default)]
    pub review: Review,
    /// What it changes of the pace.
    #[serde(default)]
    pub numbers: PaceChange,
    /// What it changes besides, when someone interprets.
    #[serde(default)]
    pub with_interpreter: PaceChange,
    /// What is said to find out whether it is safe to talk here: names of spoken texts.
    pub safety: Vec<At<String>>,
    /// What is said at the welcome: names of spoken texts.
    #[serde(default)]
    pub welcome: Vec<At<String>>,
}

impl Setting {
    /// Reads a setting.
    ///
    /// # Errors
    ///
    /// [`GuideFaults`] for YAML of another form, numbers outside their range and texts that are not in
    /// the table.
    pub fn read(file: &Arc<str>, source: &str) -> Result<Self, GuideFaults> {
        let setting: Self = yaml::read(file, source).map_err(GuideError::from)?;
        let mut faults = setting.numbers.check(file);
        faults.extend(setting.with_interpreter.check(file));
        let texts = setting.safety.iter().chain(&setting.welcome);
        for id in texts.filter(|id| spoken::find(id).is_none()) {
            faults.push(GuideError::Unknown {
                at: id.place(file),
                by: setting.setting.to_string(),
                what: "the text",
                name: id.to_string(),
                missing: "is not among the spoken texts",
                help: near::did_you_mean(id, spoken::ALL.iter().map(|t| t.id)),
            });
        }
        if faults.is_empty() {
            Ok(setting)
        } else {
            Err(GuideFaults(faults))
        }
    }
}
