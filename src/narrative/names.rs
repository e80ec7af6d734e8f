//! The document's language: its own names of languages, days and fixed words.

use chrono::NaiveDate;

use crate::text::screen;
use crate::text::{Fill, Lang, Text, UiLang};
use crate::time::{Bounds, Reading, show};

/// The language of a document, and that of the program's fixed words in it.
#[derive(Debug, Clone)]
pub(super) struct Tongue {
    /// The language of the document.
    pub(super) lang: Lang,
    /// The language of fixed words: the same where the program speaks it, else English.
    pub(super) ui: UiLang,
}

impl Tongue {
    pub(super) fn new(lang: Lang) -> Self {
        let ui = UiLang::nearest(&lang);
        Self { lang, ui }
    }

    /// Returns the language in which fixed words stand.
    pub(super) fn fixed(&self) -> Lang {
        if self.ui.lang().same_language(&self.lang) {
            self.lang.clone()
        } else {
            self.ui.lang()
        }
    }

    /// Returns a fixed text without placeholders.
    pub(super) fn raw(&self, text: &Text) -> &'static str {
        text.raw(self.ui)
    }

    /// Returns a fixed text, filled.
    pub(super) fn say(&self, text: &Text, fill: &Fill) -> String {
        text.say(self.ui, fill)
    }

    /// Returns a day as it is written, such as "2 March 2026".
    pub(super) fn day(&self, day: NaiveDate) -> String {
        let reading = Reading::once(Bounds::day(day));
        show(&reading, self.ui).unwrap_or_else(|| day.to_string())
    }

    /// Returns the name of a language, or its code where the program has no name for it.
    pub(super) fn language(&self, lang: &Lang) -> String {
        let id = format!("language-{}", lang.primary());
        let text = screen::ALL.iter().find(|text| text.id == id);
        text.map_or_else(|| lang.to_string(), |text| self.raw(text).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_and_days_have_names_in_the_documents_language() {
        let (en, da) = (Tongue::new(Lang::en()), Tongue::new(Lang::da()));
        let bini: Lang = "bin".parse().unwrap();
        assert_eq!(
            (en.language(&bini), da.language(&bini)),
            ("Edo".into(), "edo".into())
        );
        let day = "2026-03-02".parse().unwrap();
        assert_eq!(
            (en.day(day), da.day(day)),
            ("2 March 2026".into(), "2. marts 2026".into())
        );
    }

    #[test]
    fn a_language_without_a_name_keeps_its_code() {
        assert_eq!(
            Tongue::new(Lang::en()).language(&"qaa".parse().unwrap()),
            "qaa"
        );
    }

    #[test]
    fn fixed_words_of_a_french_document_are_english() {
        let french = Tongue::new("fr".parse().unwrap());
        assert_eq!((french.ui, french.fixed()), (UiLang::En, Lang::en()));
        let british = Tongue::new("en-GB".parse().unwrap());
        assert_eq!(british.fixed().as_str(), "en-GB");
    }
}
