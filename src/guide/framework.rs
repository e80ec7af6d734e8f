//! Legal frameworks: names of elements that questions can ask about. A person decides, never the
//! program.

use std::sync::Arc;

use serde::Deserialize;

use super::{GuideError, GuideFaults};
use crate::text::Localised;
use crate::text::yaml::{self, At};

/// A framework, such as article 3 of the Palermo Protocol.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Framework {
    /// Its id.
    pub framework: At<String>,
    /// Its title.
    pub title: Localised,
    /// Where the law applies.
    pub jurisdiction: String,
    /// The day as of which the law is given.
    pub law_as_of: String,
    /// `looked-up`, `partial` or `from-memory`.
    pub status: String,
    /// Where the words come from.
    pub source: String,
    /// Who decides: `human`, and nothing else.
    pub decides: At<String>,
    /// What a reader must know.
    pub disclaimer: Localised,
    /// Its elements.
    pub elements: Vec<Element>,
}

/// One element.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Element {
    /// Its id, such as `means.deception`.
    pub id: At<String>,
    /// The part of the definition it belongs to, such as `means`.
    pub part: String,
    /// What it says, in our words.
    pub label: Localised,
    /// `looked-up`, `partial` or `from-memory`, where it differs from the framework's.
    #[serde(default)]
    pub status: Option<String>,
}

impl Framework {
    /// Reads a framework.
    ///
    /// # Errors
    ///
    /// [`GuideFaults`] for YAML of another form, an element named twice, and for any `decides` but
    /// `human`.
    pub fn read(file: &Arc<str>, source: &str) -> Result<Self, GuideFaults> {
        let framework: Self = yaml::read(file, source).map_err(GuideError::from)?;
        let mut faults = Vec::new();
        if framework.decides.as_str() != "human" {
            faults.push(GuideError::Shape {
                at: framework.decides.place(file),
                message: format!("`decides` cannot be `{}`", *framework.decides),
                help: Some("a framework never decides; write `decides: human`".into()),
            });
        }
        let ids = framework.elements.iter().map(|e| &e.id);
        faults.extend(super::load::twice(file, ids, String::as_str));
        if faults.is_empty() {
            Ok(framework)
        } else {
            Err(GuideFaults(faults))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(decides: &str, second: &str) -> Result<Framework, GuideFaults> {
        let source = format!(
            "framework: f\ntitle: {{en: F}}\njurisdiction: UN\nlaw_as_of: \"2000-11-15\"\nstatus: looked-up\n\
             source: S1\ndecides: {decides}\ndisclaimer: {{en: Candidates only.}}\nelements:\n  \
             - {{id: act.recruit, part: act, label: {{en: recruiting}}}}\n  \
             - {{id: {second}, part: act, label: {{en: transporting}}}}\n"
        );
        Framework::read(&Arc::from("f.yaml"), &source)
    }

    #[test]
    fn a_framework_names_its_elements() {
        let framework = read("human", "act.transport").unwrap();
        assert_eq!(framework.elements[1].id.as_str(), "act.transport");
    }

    #[test]
    fn a_framework_never_decides() {
        let faults = read("rule", "act.transport").unwrap_err();
        assert_eq!(faults.0[0].place().to_string(), "f.yaml:7:10");
    }

    #[test]
    fn an_element_named_twice_is_refused() {
        let faults = read("human", "act.recruit").unwrap_err();
        assert!(
            faults.to_string().contains("first at f.yaml:10:10"),
            "{faults}"
        );
    }
}
