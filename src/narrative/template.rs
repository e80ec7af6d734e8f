//! `template.yaml`: what a template is for, in which languages, and what it must have.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Edition, Page, TemplateError, TemplateFaults};
use crate::guide::{NarrateVoice, Review};
use crate::record::Scope;
use crate::text::yaml::{self, At, Place};
use crate::text::{Lang, Localised};

/// A template, without its text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Template {
    /// Its id.
    pub template: At<String>,
    /// The title of the document.
    pub title: Localised,
    /// What it is for, for those who choose it.
    pub purpose: Localised,
    /// Its languages; the first is used unless another is asked for.
    pub languages: Vec<At<Lang>>,
    /// Whose voice it has.
    pub voice: At<NarrateVoice>,
    /// Its editions.
    pub editions: Vec<At<Edition>>,
    /// The scopes of consent of which one must be in force for the one who gets a submission.
    pub recipients: Vec<At<Scope>>,
    /// The law it is made for, such as `DK`.
    pub jurisdiction: At<String>,
    /// The day on which that law was looked at, as year-month-day.
    pub law_as_of: At<String>,
    /// How sure that is, such as `drafted`.
    pub status: At<String>,
    /// Where it is from.
    pub sources: Vec<At<String>>,
    /// Who reviewed it and when.
    #[serde(default)]
    pub review: Review,
    /// What it asks for besides what was told.
    #[serde(default)]
    pub particulars: Vec<ParticularSpec>,
    /// The paper.
    #[serde(default)]
    pub page: Page,
    /// The file it came from.
    #[serde(skip, default = "no_file")]
    pub file: Arc<str>,
}

/// A particular that a template asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ParticularSpec {
    /// Its name, by which templates call it.
    pub id: At<String>,
    /// What it is, for those who fill it in.
    pub label: Localised,
    /// Whether a submission is refused without it.
    #[serde(default)]
    pub required: bool,
}

fn no_file() -> Arc<str> {
    Arc::from("")
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    ///
    /// [`TemplateFaults`] with everything that is wrong: YAML of another form, no language or edition,
    /// texts that a language lacks, scopes that let nothing go to anyone, a day that is none, names of
    /// particulars that stand twice or have another form.
    pub fn read(file: &Arc<str>, source: &str) -> Result<Self, TemplateFaults> {
        let mut template: Self = yaml::read(file, source).map_err(TemplateError::from)?;
        template.file = Arc::clone(file);
        let mut faults = template.heads();
        faults.extend(template.texts());
        faults.extend(template.names());
        faults.sort_by(|a, b| a.place().cmp(b.place()));
        if faults.is_empty() {
            Ok(template)
        } else {
            Err(TemplateFaults(faults))
        }
    }

    /// Returns the language asked for as the template has it; its first where none is asked for.
    pub fn language(&self, asked: Option<&Lang>) -> Option<&Lang> {
        let mut languages = self.languages.iter().map(|l| &**l);
        match asked {
            None => languages.next(),
            Some(asked) => languages.find(|have| have.same_language(asked)),
        }
    }

    /// Returns the place of a value of this template.
    pub fn place<T>(&self, value: &At<T>) -> Place {
        value.place(&self.file)
    }

    fn fault(&self, at: &At<impl Sized>, message: String) -> TemplateError {
        let at = self.place(at);
        TemplateError::Fault { at, message }
    }

    fn heads(&self) -> Vec<TemplateError> {
        let id = &self.template;
        let mut faults = Vec::new();
        if self.languages.is_empty() {
            faults.push(self.fault(id, "`languages` is empty".into()));
        }
        if self.editions.is_empty() {
            faults.push(self.fault(id, "`editions` is empty".into()));
        }
        for scope in self.recipients.iter().filter(|s| !s.is_for_recipient()) {
            faults.push(self.fault(scope, format!("`{}` lets nothing go to anyone", **scope)));
        }
        if self.law_as_of.parse::<NaiveDate>().is_err() {
            let message = "expected a day, such as 2026-03-02".to_owned();
            faults.push(self.fault(&self.law_as_of, message));
        }
        if !is_name(id) {
            faults.push(self.fault(id, format!("`{}` is no id", **id)));
        }
        faults
    }

    fn texts(&self) -> Vec<TemplateError> {
        let labels = self.particulars.iter().map(|p| (&p.id, &p.label, "label"));
        let id = &self.template;
        let texts = [(id, &self.title, "title"), (id, &self.purpose, "purpose")];
        let mut faults = Vec::new();
        for (at, text, what) in texts.into_iter().chain(labels) {
            for lang in self
                .languages
                .iter()
                .filter(|lang| text.get(lang).is_none())
            {
                let message = format!("`{what}` of `{}` has no text in `{}`", **at, **lang);
                faults.push(self.fault(at, message));
            }
        }
        faults
    }

    fn names(&self) -> Vec<TemplateError> {
        let mut seen = BTreeSet::new();
        let mut faults = Vec::new();
        for spec in &self.particulars {
            if !is_name(&spec.id) || spec.id.contains('-') {
                let message = format!("`{}` is no name: use small letters and `_`", *spec.id);
                faults.push(self.fault(&spec.id, message));
            }
            if !seen.insert(spec.id.as_str()) {
                faults.push(self.fault(&spec.id, format!("`{}` stands twice", *spec.id)));
            }
        }
        faults
    }
}

fn is_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_lowercase())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b))
}

#[cfg(test)]
pub(super) const GOOD: &str = "\
template: small
title: {en: Small, da: Lille}
purpose: {en: For tests, da: Til prøver}
languages: [en, da]
voice: first
editions: [working, submission]
recipients: [C7, C8]
jurisdiction: DK
law_as_of: \"2026-03-01\"
status: drafted
sources: [\"none\"]
particulars:
  - {id: name, label: {en: Name, da: Navn}}
  - {id: file_number, label: {en: File number, da: Sagsnummer}, required: true}
";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Result<Template, TemplateFaults> {
        Template::read(&Arc::from("t.yaml"), source)
    }

    fn fault(from: &str, to: &str) -> String {
        assert!(GOOD.contains(from), "{from}");
        let faults = read(&GOOD.replacen(from, to, 1)).expect_err("this should be refused");
        faults.0[0].to_string()
    }

    #[test]
    fn a_good_template_loads() {
        let template = read(GOOD).unwrap();
        assert_eq!(template.page, Page::default());
        assert!(!template.particulars[0].required && template.particulars[1].required);
    }

    #[test]
    fn the_first_language_is_used_unless_another_is_asked_for() {
        let template = read(GOOD).unwrap();
        assert_eq!(template.language(None), Some(&Lang::en()));
        assert_eq!(template.language(Some(&Lang::da())), Some(&Lang::da()));
        assert_eq!(template.language("fr".parse().ok().as_ref()), None);
    }

    #[test]
    fn a_misspelt_key_is_an_error_with_its_place() {
        let fault = fault("recipients:", "recipient:");
        assert!(
            fault.starts_with("t.yaml:7:1: the key `recipient` is not known here"),
            "{fault}"
        );
    }

    #[test]
    fn a_scope_that_lets_nothing_go_is_refused() {
        assert_eq!(
            fault("C8]", "C2]"),
            "t.yaml:7:18: `C2` lets nothing go to anyone"
        );
        assert!(fault("C8]", "C99]").contains("C99"));
    }

    #[test]
    fn a_day_that_is_none_is_refused() {
        assert!(fault("2026-03-01", "2026-02-30").starts_with("t.yaml:9:12: expected a day"));
    }

    #[test]
    fn every_text_stands_in_every_language() {
        let title = fault("title: {en: Small, da: Lille}", "title: {en: Small}");
        assert_eq!(title, "t.yaml:1:11: `title` of `small` has no text in `da`");
        let label = fault("da: Navn", "fr: Nom");
        assert_eq!(label, "t.yaml:13:10: `label` of `name` has no text in `da`");
    }

    #[test]
    fn a_name_that_templates_cannot_write_is_refused() {
        assert!(fault("id: file_number", "id: file-number").contains("is no name"));
        assert!(fault("id: file_number", "id: name").contains("stands twice"));
    }

    #[test]
    fn empty_lists_are_refused() {
        assert!(fault("languages: [en, da]", "languages: []").contains("`languages` is empty"));
        let none = fault("editions: [working, submission]", "editions: []");
        assert!(none.contains("`editions` is empty"));
    }

    #[test]
    fn all_faults_come_at_once_in_the_order_of_lines() {
        let source = GOOD
            .replace("C8]", "C2]")
            .replace("template: small", "template: Small");
        let lines: Vec<u64> = read(&source)
            .unwrap_err()
            .0
            .iter()
            .map(|f| f.place().line)
            .collect();
        assert_eq!(lines, [1, 7]);
    }
}
