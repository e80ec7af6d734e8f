//! A page: what the person hears, what is for the interviewer, what can be chosen.

use super::layout::{READABLE, wrap};
use crate::text::{UiLang, screen};

/// One page, before it is laid out.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    say: Vec<String>,
    read: Option<String>,
    /// For the interviewer.
    aside: Vec<String>,
    choices: Vec<(String, String)>,
    /// What the interviewer is asked, just above the line.
    form: String,
}

/// A line of a page with the way it is shown. The way adds to the meaning and never carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) look: Look,
}

/// How a line is shown where there is colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Heading,
    Said,
    Quiet,
    Plain,
}

impl Page {
    /// A page on which something is asked of the interviewer.
    pub(super) fn asking(form: impl Into<String>) -> Self {
        Self {
            form: form.into(),
            ..Self::default()
        }
    }

    /// What the person hears.
    #[must_use]
    pub(super) fn say(mut self, lines: Vec<String>) -> Self {
        self.say = lines;
        self
    }

    /// What is read aloud to the person.
    #[must_use]
    pub(super) fn read(mut self, text: impl Into<String>) -> Self {
        self.read = Some(text.into());
        self
    }

    /// What is for the interviewer alone; empty lines are left out.
    #[must_use]
    pub(super) fn aside(mut self, line: impl Into<String>) -> Self {
        self.aside.push(line.into());
        self
    }

    /// What can be chosen, numbered from 1.
    #[must_use]
    pub(super) fn choices<T: Into<String>>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        let numbered = items.into_iter().enumerate();
        self.choices
            .extend(numbered.map(|(i, text)| ((i + 1).to_string(), text.into())));
        self
    }

    /// One more choice under a number of its own.
    #[must_use]
    pub(super) fn choice(mut self, number: &str, text: impl Into<String>) -> Self {
        self.choices.push((number.to_owned(), text.into()));
        self
    }

    /// Lays the page out for a width.
    pub(super) fn rows(&self, lang: UiLang, width: usize) -> Vec<Row> {
        let width = width.saturating_sub(2).min(READABLE);
        let mut rows = Vec::new();
        if !self.say.is_empty() {
            rows.push(Row::new(screen::SAY_HEADING.raw(lang), Look::Heading));
            for line in &self.say {
                rows.extend(Row::indented(line, ("    ", "    "), width, Look::Said));
            }
        }
        if let Some(text) = &self.read {
            rows.push(Row::new(screen::READ_HEADING.raw(lang), Look::Heading));
            rows.extend(Row::indented(text, ("    ", "    "), width, Look::Said));
        }
        let aside: Vec<&String> = self.aside.iter().filter(|l| !l.is_empty()).collect();
        if !aside.is_empty() {
            rows.extend((!rows.is_empty()).then(Row::blank));
            rows.push(Row::new(screen::YOU_HEADING.raw(lang), Look::Heading));
            for line in aside {
                rows.extend(Row::indented(line, ("  ", "    "), width, Look::Quiet));
            }
        }
        if !self.choices.is_empty() {
            rows.extend((!rows.is_empty()).then(Row::blank));
            for (number, text) in &self.choices {
                let first = format!("{number:>4}  ");
                rows.extend(Row::indented(text, (&first, "      "), width, Look::Plain));
            }
        }
        rows
    }

    /// Lays out what the interviewer is asked.
    pub(super) fn form(&self, width: usize) -> Vec<Row> {
        if self.form.is_empty() {
            return Vec::new();
        }
        let width = width.saturating_sub(2).min(READABLE);
        Row::indented(&self.form, ("", ""), width, Look::Plain)
    }
}

impl Row {
    fn new(text: &str, look: Look) -> Self {
        Self {
            text: text.to_owned(),
            look,
        }
    }

    fn blank() -> Self {
        Self::new("", Look::Plain)
    }

    fn indented(text: &str, (first, rest): (&str, &str), width: usize, look: Look) -> Vec<Self> {
        let lines = wrap(text, width.saturating_sub(rest.len().max(first.len())));
        let mut rows = Vec::new();
        for (index, line) in lines.into_iter().enumerate() {
            let indent = if index == 0 { first } else { rest };
            rows.push(Self::new(format!("{indent}{line}").trim_end(), look));
        }
        rows
    }
}

/// Parts rows into pages of a height. A heading never stands alone at the foot of one, and stands again
/// where what belongs to it goes on.
pub(super) fn leaves(rows: Vec<Row>, height: usize) -> Vec<Vec<Row>> {
    let height = height.max(3);
    let mut leaves = vec![Vec::new()];
    let mut heading: Option<Row> = None;
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let leaf: &Vec<Row> = leaves.last().expect("there is always one");
        let last_line = leaf.len() + 1 == height && rows.peek().is_some();
        let full = leaf.len() == height || (row.look == Look::Heading && last_line);
        if full {
            let heading = heading.clone().filter(|_| row.look == Look::Said);
            leaves.push(heading.into_iter().collect());
        }
        if row.look == Look::Heading {
            heading = Some(row.clone());
        }
        let leaf = leaves.last_mut().expect("there is always one");
        if !(leaf.is_empty() && row.text.is_empty()) {
            leaf.push(row);
        }
    }
    leaves
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rows: &[Row]) -> Vec<&str> {
        rows.iter().map(|row| row.text.as_str()).collect()
    }

    #[test]
    fn what_the_person_hears_stands_apart_from_what_is_for_the_interviewer() {
        let page = Page::asking("?")
            .say(vec!["How was it?".into()])
            .aside("Level 1")
            .aside("");
        let rows = page.rows(UiLang::Da, 80);
        assert_eq!(
            texts(&rows),
            ["Sig", "    How was it?", "", "Til dig", "  Level 1"]
        );
    }

    #[test]
    fn choices_are_numbered_and_wrap_under_their_words() {
        let page = Page::default()
            .choices(["aaa bbb ccc ddd eee", "x"])
            .choice("0", "none");
        let rows = page.rows(UiLang::En, 20);
        assert_eq!(
            texts(&rows),
            [
                "   1  aaa bbb ccc",
                "      ddd eee",
                "   2  x",
                "   0  none"
            ]
        );
    }

    #[test]
    fn a_page_that_is_too_long_is_parted_and_loses_nothing() {
        let page = Page::default().say((0..50).map(|n| format!("line {n}")).collect());
        let rows = page.rows(UiLang::En, 80);
        let leaves = leaves(rows.clone(), 18);
        assert_eq!(leaves.len(), 3);
        assert!(leaves.iter().all(|leaf| leaf.len() <= 18));
        let said = |rows: &[Row]| {
            let said = rows.iter().filter(|row| row.look == Look::Said);
            said.cloned().collect::<Vec<_>>()
        };
        assert_eq!(said(&leaves.concat()), said(&rows));
    }

    #[test]
    fn what_goes_on_on_the_next_page_stands_under_its_heading_again() {
        let page = Page::default().say((0..9).map(|n| format!("line {n}")).collect());
        let leaves = leaves(page.rows(UiLang::En, 80), 6);
        assert_eq!(texts(&leaves[1])[..2], ["Say", "    line 5"]);
    }

    #[test]
    fn a_heading_is_never_the_last_line_of_a_page() {
        let rows = Page::default()
            .say(vec!["a".into(), "b".into()])
            .aside("c")
            .rows(UiLang::En, 80);
        let leaves = leaves(rows, 5);
        assert_eq!(texts(&leaves[0]).last(), Some(&""));
        assert_eq!(texts(&leaves[1]), ["For you", "  c"]);
    }
}
