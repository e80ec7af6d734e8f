//! Languages: of words that were said, and of the program's own screens.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The language of some words: a tag such as `en`, `da`, `bin` or `pt-BR`.
///
/// The primary part is an ISO 639 code of two or three letters; further parts follow BCP 47. Whether
/// the code is registered is not checked: an interpreter's language may be one that no list has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Lang(String);

/// A text that is no language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[error("`{0}` is not a language code")]
#[diagnostic(help("use a code of two or three letters, such as `en`, `da` or `bin`"))]
pub struct LangError(String);

/// The side from which a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left, as Arabic and Hebrew are.
    Rtl,
}

/// Primary codes of languages that are usually written from right to left.
const RIGHT_TO_LEFT: [&str; 13] = [
    "ar", "arc", "ary", "arz", "ckb", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur",
];

impl Lang {
    /// English.
    pub fn en() -> Self {
        Self("en".into())
    }

    /// Danish.
    pub fn da() -> Self {
        Self("da".into())
    }

    /// Returns the tag as written, such as `pt-BR`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the primary part of the tag, such as `pt`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Returns the side from which the language is usually written.
    pub fn direction(&self) -> Direction {
        if RIGHT_TO_LEFT.contains(&self.primary()) {
            Direction::Rtl
        } else {
            Direction::Ltr
        }
    }

    /// Says whether both are the same language, whatever the region.
    pub fn same_language(&self, other: &Lang) -> bool {
        self.primary() == other.primary()
    }
}

impl FromStr for Lang {
    type Err = LangError;

    fn from_str(tag: &str) -> Result<Self, LangError> {
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or_default();
        let good_primary =
            matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_lowercase());
        let good_rest =
            parts.all(|p| matches!(p.len(), 1..=8) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        if good_primary && good_rest {
            Ok(Self(tag.to_owned()))
        } else {
            Err(LangError(tag.to_owned()))
        }
    }
}

impl TryFrom<String> for Lang {
    type Error = LangError;

    fn try_from(tag: String) -> Result<Self, LangError> {
        tag.parse()
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> Self {
        lang.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A language that the program itself speaks: its screens, its fixed words in documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum UiLang {
    /// English.
    #[default]
    En,
    /// Danish.
    Da,
}

impl UiLang {
    /// Both languages, English first.
    pub const ALL: [UiLang; 2] = [UiLang::En, UiLang::Da];

    /// Returns the screen language for a tag or a locale such as `da_DK.UTF-8`; `None` for others.
    pub fn from_locale(locale: &str) -> Option<Self> {
        match locale.split(['_', '-', '.', '@']).next()? {
            "en" | "C" | "POSIX" => Some(Self::En),
            "da" => Some(Self::Da),
            _ => None,
        }
    }

    /// Returns the program's language for words in `lang`: itself where it speaks it, else English.
    pub fn nearest(lang: &Lang) -> Self {
        Self::from_locale(lang.primary()).unwrap_or_default()
    }

    /// Returns the tag, `en` or `da`.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Da => "da",
        }
    }

    /// Returns the same language as a tag for words.
    pub fn lang(self) -> Lang {
        Lang(self.code().to_owned())
    }
}

impl fmt::Display for UiLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_two_or_three_letters_is_a_language() {
        for tag in ["en", "da", "bin", "pt-BR", "sr-Latn"] {
            assert_eq!(tag.parse::<Lang>().unwrap().as_str(), tag);
        }
    }

    #[test]
    fn other_texts_are_no_language() {
        for tag in ["", "e", "EN", "english", "en_GB", "en-", "d4", "æø"] {
            assert!(tag.parse::<Lang>().is_err(), "{tag:?}");
        }
    }

    #[test]
    fn arabic_runs_from_the_right_and_amharic_from_the_left() {
        assert_eq!("ar-MA".parse::<Lang>().unwrap().direction(), Direction::Rtl);
        assert_eq!("am".parse::<Lang>().unwrap().direction(), Direction::Ltr);
    }

    #[test]
    fn a_region_does_not_make_another_language() {
        let (pt, br): (Lang, Lang) = ("pt".parse().unwrap(), "pt-BR".parse().unwrap());
        assert!(pt.same_language(&br) && !pt.same_language(&Lang::da()));
    }

    #[test]
    fn locales_choose_the_screen_language() {
        assert_eq!(UiLang::from_locale("da_DK.UTF-8"), Some(UiLang::Da));
        assert_eq!(UiLang::from_locale("C"), Some(UiLang::En));
        assert_eq!(UiLang::from_locale("fr_FR"), None);
    }
}
