//! What a template may hold: checked when it loads, so that nothing is found out while it runs.
//!
//! Templates are data of someone else. They may choose, repeat and include; they may not switch
//! escaping off, build texts that grow, define or call anything of their own, or name what they do not
//! get. Each fault has its place and, where there is one, a near name.

mod grammar;
mod names;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lexer::{self, Part, Tag, Word};
use super::marks::is_reserved;
use super::{Context, Template, TemplateError};
use crate::guide::SourceFile;
use crate::text::yaml::Place;

use names::Names;

/// The names of filters, tests and functions that templates may use.
#[cfg(test)]
pub(super) const KNOWN: [&[&str]; 3] = grammar::KNOWN;

/// The files of one template in one language: its text and all that it includes, by their keys.
#[derive(Debug)]
pub(super) struct Sources<'a> {
    pub(super) main: String,
    files: BTreeMap<String, &'a SourceFile>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(main: String) -> Self {
        let files = BTreeMap::new();
        Self { main, files }
    }

    pub(super) fn add(&mut self, key: String, file: &'a SourceFile) {
        self.files.insert(key, file);
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a SourceFile> {
        self.files.get(key).copied()
    }

    /// Returns the name of the template's own text.
    pub(super) fn main_file(&self) -> Option<Arc<str>> {
        self.get(&self.main).map(|file| Arc::clone(&file.name))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &'a SourceFile)> {
        self.files.iter().map(|(key, file)| (key.as_str(), *file))
    }
}

/// Returns the files that a file includes, with where it names them.
pub(super) fn includes(file: &SourceFile) -> Vec<(String, Place)> {
    let mut found = Vec::new();
    for part in lexer::parts(&file.text) {
        if let Part::Tag(tag) = part
            && let Some((at, key)) = included(&tag)
        {
            found.push((key.to_owned(), place(file, at)));
        }
    }
    found
}

/// Returns what a tag includes, if it does, with the place of the name.
fn included<'a>(tag: &Tag<'a>) -> Option<(usize, &'a str)> {
    let is_include = tag.is_block && tag.name(0) == Some("include");
    match tag.tokens.get(1) {
        Some(token) if is_include => match token.word {
            Word::Text(key) => Some((token.at, key)),
            _ => None,
        },
        _ => None,
    }
}

fn place(file: &SourceFile, at: usize) -> Place {
    lexer::place(&file.name, &file.text, at)
}

/// Returns everything in the files that templates may not have, in the order of files and lines.
pub(super) fn faults(sources: &Sources<'_>, template: &Template) -> Vec<TemplateError> {
    let mut faults = Vec::new();
    for (_, file) in sources.iter() {
        faults.extend(reserved(file));
        for part in lexer::parts(&file.text) {
            if let Part::Tag(tag) = part {
                faults.extend(grammar::faults(file, &tag));
            }
        }
    }
    let particulars = template.particulars.iter().map(|p| p.id.as_str());
    let sample = Context::sample(particulars);
    faults.extend(Names::new(sources, &sample).faults());
    faults.sort_by(|a, b| a.place().cmp(b.place()));
    faults.dedup();
    faults
}

fn reserved(file: &SourceFile) -> Option<TemplateError> {
    file.text
        .find(is_reserved)
        .map(|at| TemplateError::NotAllowed {
            at: place(file, at),
            what: "a private-use character".into(),
            help: Some("these stand for the person's words while a document is made".into()),
        })
}

#[cfg(test)]
mod tests;
