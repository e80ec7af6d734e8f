//! A text in several languages, as guides and templates write it: `{en: …, da: …}`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::yaml::At;
use super::{Lang, UiLang};

/// A text in one or more languages, each with the place where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Localised(BTreeMap<Lang, At<String>>);

impl Localised {
    /// Makes a text of the pairs given, with no place.
    pub fn of<const N: usize>(texts: [(Lang, &str); N]) -> Self {
        Self(
            texts
                .into_iter()
                .map(|(lang, text)| (lang, At::nowhere(text.to_owned())))
                .collect(),
        )
    }

    /// Returns the text in exactly this language, whatever the region.
    pub fn get(&self, lang: &Lang) -> Option<&str> {
        self.at(lang).map(|text| text.as_str())
    }

    /// Returns the text in this language with its place.
    pub fn at(&self, lang: &Lang) -> Option<&At<String>> {
        self.0.get(lang).or_else(|| {
            self.0
                .iter()
                .find(|(l, _)| l.same_language(lang))
                .map(|(_, t)| t)
        })
    }

    /// Returns the text in this language, else in English, else in the first there is; with the
    /// language it came in. `None` only where there is no text at all.
    pub fn best(&self, lang: &Lang) -> Option<(Lang, &str)> {
        let exact = self.get(lang).map(|text| (lang.clone(), text));
        exact
            .or_else(|| self.get(&Lang::en()).map(|text| (Lang::en(), text)))
            .or_else(|| self.0.iter().next().map(|(l, t)| (l.clone(), t.as_str())))
    }

    /// Returns the text for a screen: in its language where there is one, else the nearest, else "".
    pub fn ui(&self, lang: UiLang) -> &str {
        self.best(&lang.lang()).map_or("", |(_, text)| text)
    }

    /// Returns the languages, in the order of their codes.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> {
        self.0.keys()
    }

    /// Returns each language with its text and place.
    pub fn iter(&self) -> impl Iterator<Item = (&Lang, &At<String>)> {
        self.0.iter()
    }

    /// Says whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts the texts of `other` over these, language by language.
    pub fn overlay(&mut self, other: &Localised) {
        self.0
            .extend(other.0.iter().map(|(l, t)| (l.clone(), t.clone())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hello() -> Localised {
        Localised::of([(Lang::en(), "hello"), (Lang::da(), "hej")])
    }

    #[test]
    fn the_language_asked_for_comes_first() {
        assert_eq!(hello().best(&Lang::da()), Some((Lang::da(), "hej")));
    }

    #[test]
    fn a_missing_language_falls_back_to_english_and_says_so() {
        assert_eq!(
            hello().best(&"fr".parse().unwrap()),
            Some((Lang::en(), "hello"))
        );
        assert_eq!(hello().get(&"fr".parse().unwrap()), None);
    }

    #[test]
    fn an_overlay_changes_one_language_and_leaves_the_other() {
        let mut text = hello();
        text.overlay(&Localised::of([(Lang::da(), "goddag")]));
        assert_eq!(
            (text.ui(UiLang::En), text.ui(UiLang::Da)),
            ("hello", "goddag")
        );
    }
}
