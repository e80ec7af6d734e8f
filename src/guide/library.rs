//! All guides, paces, settings and frameworks that there are: what ships, and what was added.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use super::{
    Framework, Guide, GuideError, GuideFaults, Pace, Question, Setting, excerpt, load_guide,
};
use crate::record::QuestionId;
use crate::text::near;
use crate::text::yaml::Place;
use crate::time::World;

/// A file with guides or what goes with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name, as the user would write it.
    pub name: Arc<str>,
    /// Its text.
    pub text: String,
    /// Whether it ships with the program.
    pub embedded: bool,
}

/// The files that ship.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/guides.rs"));

/// What there is to choose from. Files are read when they are asked for.
#[derive(Debug, Clone)]
pub struct Library {
    files: Vec<SourceFile>,
}

impl Library {
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

    /// Adds files; each must carry an id of its own.
    ///
    /// # Errors
    ///
    /// [`GuideFaults`] where an id is one that is there already.
    pub fn with_files(mut self, added: Vec<SourceFile>) -> Result<Self, GuideFaults> {
        let mut faults = Vec::new();
        for file in added {
            let id = head(&file.text).map(|(key, id)| (key.to_owned(), id.to_owned()));
            let clash = id.as_ref().and_then(|(key, id)| self.file(key, id));
            if let (Some(first), Some((_, id))) = (clash, id) {
                let (at, first) = (Place::of_file(&file.name), Place::of_file(&first.name));
                faults.push(GuideError::Twice { at, id, first });
            } else {
                self.files.push(file);
            }
        }
        if faults.is_empty() {
            Ok(self)
        } else {
            Err(GuideFaults(faults))
        }
    }

    /// Returns the ids of all files of a kind: `guide`, `pace`, `setting`, `framework`
    /// or `landmarks`.
    pub fn ids(&self, kind: &str) -> Vec<String> {
        let of_kind = self
            .files
            .iter()
            .filter_map(|f| head(&f.text))
            .filter(|(key, _)| *key == kind);
        of_kind.map(|(_, id)| id.to_owned()).collect()
    }

    /// Returns a guide.
    ///
    /// # Errors
    ///
    /// [`GuideFaults`] where there is none of this id, or where it cannot be used.
    pub fn guide(&self, id: &str) -> Result<Guide, GuideFaults> {
        let file = self.find("guide", id)?;
        let frameworks = self.frameworks()?;
        let elements: BTreeSet<&str> = frameworks
            .iter()
            .flat_map(|f| f.elements.iter().map(|e| e.id.as_str()))
            .collect();
        load_guide(&file.name, &file.text, &elements)
    }

    /// Returns those questions of a guide that it has, without reading more of it than needed and
    /// without checking the rest.
    ///
    /// # Errors
    ///
    /// As [`Library::guide`].
    pub fn questions(
        &self,
        id: &str,
        wanted: &BTreeSet<QuestionId>,
    ) -> Result<Vec<Question>, GuideFaults> {
        let file = self.find("guide", id)?;
        let excerpts = wanted
            .iter()
            .map(|question| excerpt::question(&file.name, &file.text, question));
        if let Some(questions) = excerpts.collect() {
            return Ok(questions);
        }
        let guide = self.guide(id)?;
        let found = wanted
            .iter()
            .filter_map(|question| guide.question(question));
        Ok(found.map(|(_, question)| question.clone()).collect())
    }

    /// Returns a pace.
    ///
    /// # Errors
    ///
    /// As [`Library::guide`].
    pub fn pace(&self, id: &str) -> Result<Pace, GuideFaults> {
        let file = self.find("pace", id)?;
        Pace::read(&file.name, &file.text)
    }

    /// Returns a setting.
    ///
    /// # Errors
    ///
    /// As [`Library::guide`].
    pub fn setting(&self, id: &str) -> Result<Setting, GuideFaults> {
        let file = self.find("setting", id)?;
        Setting::read(&file.name, &file.text)
    }

    /// Returns all frameworks.
    ///
    /// # Errors
    ///
    /// [`GuideFaults`] where one cannot be used.
    pub fn frameworks(&self) -> Result<Vec<Framework>, GuideFaults> {
        let of_kind = |f: &&SourceFile| head(&f.text).is_some_and(|(key, _)| key == "framework");
        self.files
            .iter()
            .filter(of_kind)
            .map(|f| Framework::read(&f.name, &f.text))
            .collect()
    }

    /// Returns all landmarks: public events, seasons, school years and festivals.
    ///
    /// # Errors
    ///
    /// [`GuideFaults`] where a file cannot be used.
    pub fn world(&self) -> Result<World, GuideFaults> {
        let of_kind = |f: &&SourceFile| head(&f.text).is_some_and(|(key, _)| key == "landmarks");
        let files = self.files.iter().filter(of_kind);
        super::landmarks::read_world(files.map(|f| (&f.name, f.text.as_str())))
    }

    /// Returns the landmarks that ship, read once.
    pub fn shipped_world() -> &'static World {
        static SHIPPED: LazyLock<World> =
            LazyLock::new(|| Library::embedded().world().unwrap_or_default());
        &SHIPPED
    }

    fn find(&self, kind: &'static str, id: &str) -> Result<&SourceFile, GuideFaults> {
        self.file(kind, id).ok_or_else(|| {
            let known = self.ids(kind);
            let names = known.iter().map(String::as_str);
            let help = near::did_you_mean(id, names)
                .or_else(|| Some(format!("there are: {}", known.join(", "))));
            let message = format!("there is no {kind} `{id}`");
            let at = Place::of_file(&Arc::from("guides"));
            GuideFaults::from(GuideError::Shape { at, message, help })
        })
    }

    fn file(&self, kind: &str, id: &str) -> Option<&SourceFile> {
        self.files
            .iter()
            .find(|f| head(&f.text) == Some((kind, id)))
    }
}

/// Returns the first key and its value: what a file is, and its id.
pub(crate) fn head(text: &str) -> Option<(&str, &str)> {
    let first = text
        .lines()
        .find(|l| !l.trim_start().starts_with('#') && !l.trim().is_empty())?;
    let (key, value) = first.split_once(':')?;
    let value = value.split('#').next().unwrap_or_default();
    Some((key.trim(), value.trim().trim_matches(['"', '\''])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> SourceFile {
        SourceFile {
            name: Arc::from("mine.yaml"),
            text: text.to_owned(),
            embedded: false,
        }
    }

    #[test]
    fn the_first_key_says_what_a_file_is() {
        assert_eq!(head("# a\n\nguide: x # b\n"), Some(("guide", "x")));
        assert_eq!(head(""), None);
    }

    #[test]
    fn everything_that_ships_can_be_used() {
        let library = Library::embedded();
        for id in library.ids("guide") {
            library.guide(&id).unwrap();
        }
        for id in library.ids("pace") {
            library.pace(&id).unwrap();
        }
        for id in library.ids("setting") {
            let setting = library.setting(&id).unwrap();
            library.pace(&setting.pace).unwrap();
        }
        assert!(!library.frameworks().unwrap().is_empty());
        assert!(!library.world().unwrap().landmarks.is_empty());
    }

    #[test]
    fn a_shipped_id_cannot_be_replaced() {
        let faults = Library::embedded()
            .with_files(vec![added("pace: standard\n")])
            .unwrap_err();
        assert!(
            faults
                .to_string()
                .contains("the id `standard` stands twice"),
            "{faults}"
        );
    }

    #[test]
    fn a_file_with_an_id_of_its_own_is_found() {
        let library = Library::embedded()
            .with_files(vec![added("guide: ours\n")])
            .unwrap();
        assert!(library.ids("guide").contains(&"ours".to_owned()));
    }

    #[test]
    fn questions_can_be_had_without_the_whole_guide() {
        let text = "guide: ours\ntitle: {en: x}\npace: standard\nchapters:\n  - id: a\n    title: {en: x}\n    \
                    phase: account\n    questions:\n      - id: b\n        ask: {en: B}\n        because: {en: x}\n        \
                    answer: line\n        level: 0\n        purpose: x\n      - {id: c, ask: {en: C}, because: \
                    {en: x}, answer: line, level: 0, purpose: x}\n";
        let library = Library::embedded().with_files(vec![added(text)]).unwrap();
        let asked = |ids: &[&str]| -> Vec<String> {
            let wanted = ids.iter().map(|id| QuestionId::from(*id)).collect();
            let found = library.questions("ours", &wanted).unwrap();
            found.iter().map(|q| q.id.to_string()).collect()
        };
        assert_eq!(asked(&["b"]), ["b"]);
        assert_eq!(asked(&["b", "c", "not-there"]), ["b", "c"]);
        assert!(library.questions("theirs", &BTreeSet::new()).is_err());
    }

    #[test]
    fn an_unknown_id_has_a_near_one() {
        let faults = Library::embedded().pace("standrad").unwrap_err();
        assert!(
            faults.to_string().contains("did you mean `standard`?"),
            "{faults}"
        );
    }
}
