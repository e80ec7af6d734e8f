//! All templates that there are: what ships, and what was added.

use std::sync::Arc;

use super::render::Engine;
use super::scan::{self, Sources};
use super::{NarrativeError, Nonce, Template, TemplateError, TemplateFaults};
use crate::guide::SourceFile;
use crate::text::Lang;
use crate::text::near;
use crate::text::yaml::Place;

/// The files that ship.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// What there is to choose from. Files are read when they are asked for.
///
/// A template is a folder: `template.yaml`, and one `ID.LANGUAGE.md.tera` for each language. Files of
/// another folder come in with `{% include "FOLDER/NAME" %}`; names have `/` between folders.
#[derive(Debug, Clone)]
pub struct TemplateLibrary {
    files: Vec<SourceFile>,
}

impl TemplateLibrary {
    /// What ships.
    pub fn embedded() -> Self {
        let file = |(name, text): &(&str, &str)| SourceFile {
            name: Arc::from(*name),
            text: (*text).to_owned(),
            embedded: true,
        };
        Self {
            files: EMBEDDED.iter().map(file).collect(),
        }
    }

    /// Adds files; each must carry an id and a name of its own.
    ///
    /// # Errors
    ///
    /// [`TemplateFaults`] where a template has the id of one that is there already, or a file the
    /// folder and name of one.
    pub fn with_files(mut self, added: Vec<SourceFile>) -> Result<Self, TemplateFaults> {
        let mut faults = Vec::new();
        for file in added {
            match self.clash(&file) {
                Some((id, first)) => faults.push(TemplateError::Twice {
                    at: Place::of_file(&file.name),
                    id,
                    first: Place::of_file(&first.name),
                }),
                None => self.files.push(file),
            }
        }
        if faults.is_empty() {
            Ok(self)
        } else {
            Err(TemplateFaults(faults))
        }
    }

    /// Returns the ids of all templates, in the order of the files.
    pub fn ids(&self) -> Vec<String> {
        let ids = self.files.iter().filter_map(id_of);
        ids.map(str::to_owned).collect()
    }

    /// Returns a template.
    ///
    /// # Errors
    ///
    /// [`NarrativeError::NoTemplate`] where there is none of this id, [`NarrativeError::Template`]
    /// where it cannot be used.
    pub fn template(&self, id: &str) -> Result<Template, NarrativeError> {
        let file = self.files.iter().find(|file| id_of(file) == Some(id));
        let file = file.ok_or_else(|| self.none(id))?;
        Ok(Template::read(&file.name, &file.text)?)
    }

    /// Checks a template with its texts in all languages.
    ///
    /// # Errors
    ///
    /// As [`TemplateLibrary::template`], with everything that is wrong in any of its files.
    pub fn check(&self, id: &str) -> Result<(), NarrativeError> {
        let template = self.template(id)?;
        let mut faults = Vec::new();
        for language in &template.languages {
            let checked = self.check_in(&template, language);
            faults.extend(checked.err().into_iter().flat_map(|f| f.0));
        }
        faults.dedup();
        if faults.is_empty() {
            Ok(())
        } else {
            Err(TemplateFaults(faults).into())
        }
    }

    fn check_in(&self, template: &Template, language: &Lang) -> Result<(), TemplateFaults> {
        let sources = self.sources(template, language)?;
        Engine::load(&sources, template, Nonce::new([0; 16])).map(drop)
    }

    /// Returns the text of a template in a language, with all that it includes.
    pub(super) fn sources(
        &self,
        template: &Template,
        language: &Lang,
    ) -> Result<Sources<'_>, TemplateFaults> {
        let folder = folder(&template.file).unwrap_or_default();
        let main = format!("{folder}/{}.{language}.md.tera", *template.template);
        let at = template.place(&template.template);
        let mut sources = Sources::new(main.clone());
        let mut faults = Vec::new();
        let mut wanted = vec![(main, at)];
        while let Some((key, at)) = wanted.pop() {
            if sources.get(&key).is_some() {
                continue;
            }
            match self.file(&key) {
                Some(file) => {
                    sources.add(key, file);
                    wanted.extend(scan::includes(file));
                }
                None => faults.push(self.no_file(key, at)),
            }
        }
        if faults.is_empty() {
            Ok(sources)
        } else {
            Err(TemplateFaults(faults))
        }
    }

    fn file(&self, key: &str) -> Option<&SourceFile> {
        let same = |file: &&SourceFile| key_of(&file.name) == Some(key);
        self.files.iter().find(same)
    }

    fn no_file(&self, file: String, at: Place) -> TemplateError {
        let known = self.files.iter().filter_map(|file| key_of(&file.name));
        let help = near::did_you_mean(&file, known);
        TemplateError::NoFile { at, file, help }
    }

    fn none(&self, id: &str) -> NarrativeError {
        let known = self.ids();
        let near = near::did_you_mean(id, known.iter().map(String::as_str));
        NarrativeError::NoTemplate {
            template: id.to_owned(),
            help: near.or_else(|| Some(format!("there are: {}", known.join(", ")))),
        }
    }

    fn clash(&self, file: &SourceFile) -> Option<(String, &SourceFile)> {
        let by_id = id_of(file).and_then(|id| {
            let first = self.files.iter().find(|have| id_of(have) == Some(id))?;
            Some((id.to_owned(), first))
        });
        by_id.or_else(|| {
            let key = key_of(&file.name)?;
            Some((key.to_owned(), self.file(key)?))
        })
    }
}

/// Returns the id of a template, if the file is a `template.yaml`.
fn id_of(file: &SourceFile) -> Option<&str> {
    if !file.name.ends_with(".yaml") {
        return None;
    }
    match crate::guide::head(&file.text) {
        Some(("template", id)) => Some(id),
        _ => None,
    }
}

/// Returns folder and name of a file, by which templates include it.
fn key_of(path: &str) -> Option<&str> {
    let name = path.rfind('/')?;
    let folder = path[..name].rfind('/').map_or(0, |at| at + 1);
    Some(&path[folder..])
}

/// Returns the folder of a file, without those above it.
fn folder(path: &str) -> Option<&str> {
    key_of(path)?.split('/').next()
}

#[cfg(test)]
mod tests {
    use super::super::template::GOOD;
    use super::*;

    pub(super) fn file(name: &str, text: &str) -> SourceFile {
        SourceFile {
            name: Arc::from(name),
            text: text.to_owned(),
            embedded: false,
        }
    }

    fn small(en: &str) -> TemplateLibrary {
        let files = vec![
            file("mine/small/template.yaml", GOOD),
            file("mine/small/small.en.md.tera", en),
            file("mine/small/small.da.md.tera", "Hej"),
        ];
        TemplateLibrary::embedded().with_files(files).unwrap()
    }

    #[test]
    fn everything_that_ships_can_be_used() {
        let library = TemplateLibrary::embedded();
        assert!(library.ids().contains(&"statement".to_owned()));
        for id in library.ids() {
            library.check(&id).unwrap();
        }
    }

    #[test]
    fn a_file_with_an_id_of_its_own_is_found() {
        let library = small("Hello");
        assert!(library.ids().contains(&"small".to_owned()));
        library.check("small").unwrap();
    }

    #[test]
    fn a_shipped_id_and_a_shipped_file_cannot_be_replaced() {
        for (name, text) in [
            ("x/template.yaml", "template: statement\n"),
            ("x/statement/statement.en.md.tera", "Hello"),
        ] {
            let faults = TemplateLibrary::embedded()
                .with_files(vec![file(name, text)])
                .unwrap_err();
            assert!(faults.to_string().contains("stands twice"), "{faults}");
        }
    }

    #[test]
    fn an_unknown_id_has_a_near_one() {
        let fault = TemplateLibrary::embedded()
            .template("statment")
            .unwrap_err();
        assert_eq!(fault.to_string(), "there is no template `statment`");
        let help = miette::Diagnostic::help(&fault).map(|h| h.to_string());
        assert_eq!(help.as_deref(), Some("did you mean `statement`?"));
    }

    #[test]
    fn a_missing_file_is_named_where_it_is_included() {
        let library = small("Hello\n{% include \"shared/made.en.md.ter\" %}");
        let fault = library.check("small").unwrap_err().to_string();
        assert!(
            fault.contains("small.en.md.tera:2:12: there is no file `shared/made.en.md.ter`"),
            "{fault}"
        );
        assert!(
            fault.contains("did you mean `shared/made.en.md.tera`?"),
            "{fault}"
        );
    }

    #[test]
    fn a_language_without_a_text_is_a_fault() {
        let files = vec![
            file("mine/small/template.yaml", GOOD),
            file("mine/small/small.en.md.tera", "Hello"),
        ];
        let library = TemplateLibrary::embedded().with_files(files).unwrap();
        let fault = library.check("small").unwrap_err().to_string();
        assert!(
            fault.contains("template.yaml:1:11: there is no file `small/small.da.md.tera`"),
            "{fault}"
        );
    }

    #[test]
    fn files_that_include_one_another_are_refused() {
        let library = small("{% include \"small/small.en.md.tera\" %}");
        assert!(library.check("small").is_err());
    }

    #[test]
    fn folder_and_name_stand_for_a_file_wherever_it_lies() {
        assert_eq!(key_of("/home/x/mine/a.tera"), Some("mine/a.tera"));
        assert_eq!(key_of("mine/a.tera"), Some("mine/a.tera"));
        assert_eq!(key_of("a.tera"), None);
    }
}
