//! Which line of which template a text is from: marked before the template runs.
//!
//! A marker goes before the first word of each line of literal text and at each value; a counted step goes into every
//! loop and file, so that a template ends. Neither shows in the document.

use std::sync::Arc;

use super::lexer::{self, Part, Tag};
use super::marks::{self, Kind, Mark};
use super::{Nonce, Source};
use crate::guide::SourceFile;
use crate::text::yaml::Place;

/// Every line that was marked, by the number in its marker.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<(Arc<str>, u32)>);

/// A template file with its lines marked.
#[derive(Debug)]
pub(super) struct Marked {
    pub(super) text: String,
    /// Where something was put in, in bytes of the original, and how much.
    added: Vec<(usize, usize)>,
}

/// The function that counts steps; templates cannot name it.
pub(super) const STEP: &str = "_step";

impl Lines {
    /// Returns the line with this number as a source.
    pub(super) fn source(&self, index: usize) -> Option<Source> {
        let (file, line) = self.0.get(index)?;
        let file = file.to_string();
        Some(Source::Template { file, line: *line })
    }

    /// Returns the line with this number as a place.
    pub(super) fn place(&self, index: usize) -> Option<Place> {
        let (file, line) = self.0.get(index)?;
        Some(Place {
            file: Arc::clone(file),
            line: u64::from(*line),
            column: 1,
        })
    }

    /// Marks the lines of a file.
    pub(super) fn mark(&mut self, file: &SourceFile, nonce: Nonce) -> Marked {
        let mut marked = Marked {
            text: String::with_capacity(file.text.len() * 2),
            added: Vec::new(),
        };
        let mut here = 0;
        marked.put(0, &step(false));
        for part in lexer::parts(&file.text) {
            match part {
                Part::Literal { at, text } => {
                    for start in first_words(text).map(|word| at + word) {
                        marked.text.push_str(&file.text[here..start]);
                        here = start;
                        marked.put(here, &self.next(file, here, nonce));
                    }
                }
                Part::Tag(tag) => {
                    let Some(at) = put_at(&tag).filter(|_| !numbers_an_item(&file.text, &tag))
                    else {
                        continue;
                    };
                    marked.text.push_str(&file.text[here..at]);
                    here = at;
                    let added = if tag.is_block {
                        step(tag.trims_after)
                    } else {
                        self.next(file, tag.at, nonce)
                    };
                    marked.put(here, &added);
                }
            }
        }
        marked.text.push_str(&file.text[here..]);
        marked
    }

    fn next(&mut self, file: &SourceFile, at: usize, nonce: Nonce) -> String {
        let index = self.0.len();
        let line = file.text[..at].matches('\n').count() + 1;
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        self.0.push((Arc::clone(&file.name), line));
        let kind = Kind::Line;
        marks::write(nonce, Mark { kind, index })
    }
}

impl Marked {
    fn put(&mut self, at: usize, text: &str) {
        self.text.push_str(text);
        self.added.push((at, text.len()));
    }

    /// Returns where a byte of the marked text stands in the original.
    pub(super) fn original(&self, at: usize) -> usize {
        let mut original = at;
        for (start, length) in &self.added {
            if original > *start {
                original = original.saturating_sub(*length).max(*start);
            }
        }
        original
    }
}

/// Returns where something is put in at a tag: the step after a `for`; the line before a value, or
/// after it where blanks before it are to be dropped.
fn put_at(tag: &Tag<'_>) -> Option<usize> {
    match (tag.is_block, tag.trims_before, tag.trims_after) {
        (true, ..) => (tag.name(0) == Some("for")).then_some(tag.end),
        (false, false, _) => Some(tag.at),
        (false, true, false) => Some(tag.end),
        (false, true, true) => None,
    }
}

/// Says whether a value is the number of an item of a list, which would be none with a marker in it.
fn numbers_an_item(source: &str, tag: &Tag<'_>) -> bool {
    let before = source[..tag.at].rsplit('\n').next().unwrap_or_default();
    let after = &source[tag.end..];
    !tag.is_block
        && before.trim().is_empty()
        && (after.starts_with(". ") || after.starts_with(") "))
}

/// A counted step that keeps the blanks around it as they were.
fn step(trims: bool) -> String {
    let close = if trims { "-}}" } else { "}}" };
    format!("{{{{ {STEP}() {close}")
}

/// Returns the first word of each line of a literal text that a marker may stand before: not one that
/// belongs to an address, an entity or a tag of HTML.
fn first_words(text: &str) -> impl Iterator<Item = usize> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        first_word(line).map(|word| at + word)
    })
}

fn first_word(line: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let begins = !before.is_alphanumeric() && !"<&/\\".contains(before);
        if c.is_alphabetic() && begins {
            return Some(at);
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::marks::{is_reserved, parts};
    use super::*;

    const NONCE: Nonce = Nonce::new([1; 16]);

    fn mark(text: &str) -> (Lines, Marked) {
        let file = SourceFile {
            name: Arc::from("m.tera"),
            text: text.to_owned(),
            embedded: false,
        };
        let mut lines = Lines::default();
        let marked = lines.mark(&file, NONCE);
        (lines, marked)
    }

    /// The marked text with `^` for a marker.
    fn shown(text: &str) -> String {
        let (_, marked) = mark(text);
        let found = parts(NONCE, &marked.text).unwrap();
        let show = |part: &marks::Part<'_>| match part {
            marks::Part::Text(text) => (*text).to_owned(),
            marks::Part::Mark(_) => "^".to_owned(),
        };
        let all: String = found.iter().map(show).collect();
        all.strip_prefix("{{ _step() }}").unwrap().to_owned()
    }

    #[test]
    fn each_line_is_marked_at_its_first_word() {
        assert_eq!(
            shown("# Title\n\n- (one)\n12. two"),
            "# ^Title\n\n- (^one)\n12. ^two"
        );
    }

    #[test]
    fn text_on_both_sides_of_a_tag_is_marked() {
        assert_eq!(
            shown("I am {{ x }}, called so"),
            "^I am ^{{ x }}, ^called so"
        );
        assert_eq!(shown("a\n{{ n }}. {{ x }}"), "^a\n{{ n }}. ^{{ x }}");
        assert_eq!(shown("- {{- x }}, {{- y -}} "), "- {{- x }}^, {{- y -}} ");
    }

    #[test]
    fn what_is_no_word_is_not_marked() {
        for text in ["| --- | --- |", "**12**", "<br>", "&amp;", "\\n", "---"] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn every_loop_is_counted_and_keeps_its_blanks() {
        assert_eq!(
            shown("{% for p in x -%} a{% endfor %}"),
            "{% for p in x -%}{{ _step() -}} ^a{% endfor %}"
        );
    }

    #[test]
    fn a_line_is_known_by_its_number() {
        let (lines, _) = mark("a\n\nb");
        let source = lines.source(1);
        assert!(matches!(source, Some(Source::Template { line: 3, .. })));
        assert_eq!(lines.place(1).unwrap().to_string(), "m.tera:3:1");
        assert_eq!(lines.source(2), None);
    }

    #[test]
    fn a_place_in_the_marked_text_leads_back_to_the_original() {
        let text = "Hello {{ a }}\n{% for x in y %}you {{ b }}{% endfor %}";
        let (_, marked) = mark(text);
        for name in ["{{ a", "{{ b", "endfor"] {
            let at = marked.text.find(name).unwrap();
            assert_eq!(Some(marked.original(at)), text.find(name), "{name}");
        }
        assert!(marked.text.contains(is_reserved));
    }
}
