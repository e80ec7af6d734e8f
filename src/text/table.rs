//! One row of the tables of texts, and how its placeholders are filled.

use super::UiLang;

/// A text of the program in all languages that it speaks.
///
/// ` / ` parts spoken lines: pause there, and let the interpreter speak. A placeholder is written
/// `{name}`. Texts of the group `control` hold a name and a hint instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Its name in the table.
    pub id: &'static str,
    /// What it belongs to, such as `consent`.
    pub group: &'static str,
    /// English.
    pub en: &'static str,
    /// Danish.
    pub da: &'static str,
    /// Who hears it, setting and rules, parted by `; `.
    pub notes: &'static str,
}

/// What placeholders stand for, in the language of the text they go into.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fill(Vec<(&'static str, String)>);

impl Fill {
    /// Fills nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value for `{name}`; an empty one leaves out the lines that need it.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// Returns `line` with its placeholders filled, or `None` if one has no value.
    pub fn line(&self, line: &str) -> Option<String> {
        let mut filled = String::with_capacity(line.len());
        let mut rest = line;
        while let Some(open) = rest.find('{') {
            let close = open + rest[open..].find('}')?;
            let value = self.value(&rest[open + 1..close])?;
            filled.push_str(&rest[..open]);
            filled.push_str(value);
            rest = &rest[close + 1..];
        }
        filled.push_str(rest);
        Some(filled)
    }

    fn value(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().rev().find(|(n, _)| *n == name)?;
        (!found.1.is_empty()).then_some(found.1.as_str())
    }
}

impl Text {
    /// Returns the text as it stands, in one language.
    pub fn raw(&self, lang: UiLang) -> &'static str {
        match lang {
            UiLang::En => self.en,
            UiLang::Da => self.da,
        }
    }

    /// Returns the spoken lines with their placeholders filled; a line whose placeholder has no
    /// value is left out.
    pub fn lines(&self, lang: UiLang, fill: &Fill) -> Vec<String> {
        self.raw(lang)
            .split(" / ")
            .filter_map(|line| fill.line(line))
            .collect()
    }

    /// Returns name and hint of a text of the group `control`.
    pub fn name_and_hint(&self, lang: UiLang) -> (&'static str, &'static str) {
        let raw = self.raw(lang);
        raw.split_once(" / ").unwrap_or((raw, ""))
    }

    /// Returns the text filled, as one line; "" where a placeholder has no value.
    pub fn say(&self, lang: UiLang, fill: &Fill) -> String {
        fill.line(self.raw(lang)).unwrap_or_default()
    }
}

/// Returns the names of the placeholders in a text.
#[cfg(test)]
pub(super) fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|p| p.split('}').next())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::super::{screen, spoken};
    use super::*;

    fn tables() -> impl Iterator<Item = &'static Text> {
        spoken::ALL.iter().chain(screen::ALL)
    }

    #[test]
    fn every_text_stands_in_both_languages() {
        for text in tables() {
            assert!(
                !text.en.trim().is_empty() && !text.da.trim().is_empty(),
                "{}",
                text.id
            );
        }
    }

    #[test]
    fn both_languages_have_the_same_placeholders_and_the_same_number_of_lines() {
        for text in tables() {
            assert_eq!(placeholders(text.en), placeholders(text.da), "{}", text.id);
            assert_eq!(
                text.en.matches(" / ").count(),
                text.da.matches(" / ").count(),
                "{}",
                text.id
            );
        }
    }

    #[test]
    fn no_id_stands_twice() {
        for table in [spoken::ALL, screen::ALL] {
            let mut ids: Vec<_> = table.iter().map(|t| t.id).collect();
            ids.sort_unstable();
            let all = ids.len();
            ids.dedup();
            assert_eq!(ids.len(), all);
        }
    }

    #[test]
    fn a_line_whose_placeholder_is_empty_is_left_out() {
        let text = Text {
            id: "x",
            group: "g",
            en: "It's you and me, and {person}. / How is that?",
            da: "",
            notes: "",
        };
        assert_eq!(text.lines(UiLang::En, &Fill::new()), ["How is that?"]);
        let fill = Fill::new().with("person", "Ada");
        assert_eq!(
            text.lines(UiLang::En, &fill),
            ["It's you and me, and Ada.", "How is that?"]
        );
    }

    #[test]
    fn a_value_with_braces_in_it_is_not_filled_again() {
        let fill = Fill::new().with("a", "{b}").with("b", "no");
        assert_eq!(fill.line("say {a}").as_deref(), Some("say {b}"));
    }
}
