//! Names in templates, followed through loops and includes to what the context holds.

use std::ops::Range;

use serde_json::Value;

use super::grammar::{is_test, is_word_of_tera};
use super::{Sources, included, place};
use crate::guide::SourceFile;
use crate::narrative::TemplateError;
use crate::narrative::lexer::{self, Part, Tag};
use crate::text::near;

/// Follows names through the files of a template.
///
/// What a name stands for is known from a sample of the context, in which every list has one element
/// and nothing is missing. A name bound to something that cannot be followed, such as the result of a
/// filter, may have any field.
pub(super) struct Names<'a> {
    sources: &'a Sources<'a>,
    sample: &'a Value,
    bound: Vec<(&'a str, Option<&'a Value>)>,
    inside: Vec<&'a str>,
    faults: Vec<TemplateError>,
}

impl<'a> Names<'a> {
    pub(super) fn new(sources: &'a Sources<'a>, sample: &'a Value) -> Self {
        Self {
            sources,
            sample,
            bound: Vec::new(),
            inside: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Returns a fault for each name that is nowhere.
    pub(super) fn faults(mut self) -> Vec<TemplateError> {
        self.file(&self.sources.main);
        self.faults
    }

    /// A file that includes itself is Tera's to refuse; here it is followed once.
    fn file(&mut self, key: &'a str) {
        let Some(file) = self.sources.get(key) else {
            return;
        };
        if self.inside.contains(&key) {
            return;
        }
        self.inside.push(key);
        for part in lexer::parts(&file.text) {
            if let Part::Tag(tag) = part {
                self.tag(file, &tag);
            }
        }
        self.inside.pop();
    }

    fn tag(&mut self, file: &'a SourceFile, tag: &Tag<'a>) {
        if let Some((_, key)) = included(tag) {
            self.file(key);
            return;
        }
        let keyword = if tag.is_block { tag.name(0) } else { None };
        let (from, binds) = match keyword {
            Some("for") => self.for_names(tag),
            Some("set") => (3, tag.name(1).into_iter().collect()),
            Some(_) => (1, Vec::new()),
            None => (0, Vec::new()),
        };
        let to = (from..tag.tokens.len()).find(|at| tag.name(*at) == Some("if"));
        let to = to.unwrap_or(tag.tokens.len());
        let value = self.values(file, tag, from..to);
        let value = match (keyword, binds.len()) {
            (Some("for"), 1) => value.and_then(|list| list.get(0)),
            (Some("set"), _) if to == tag.tokens.len() => value,
            _ => None,
        };
        self.bound.extend(binds.iter().map(|name| (*name, value)));
        // The condition of a loop knows the names that the loop binds.
        self.values(file, tag, to..tag.tokens.len());
    }

    /// Returns where the value of a `for` begins, and the names that it binds.
    fn for_names(&mut self, tag: &Tag<'a>) -> (usize, Vec<&'a str>) {
        self.bound.push(("loop", None));
        let to = (1..tag.tokens.len()).find(|at| tag.name(*at) == Some("in"));
        let to = to.unwrap_or(tag.tokens.len());
        let names = (1..to).filter_map(|at| tag.name(at)).collect();
        (to + 1, names)
    }

    /// Checks every path among some tokens; returns what the tag's value is, where it is one path.
    fn values(
        &mut self,
        file: &'a SourceFile,
        tag: &Tag<'a>,
        among: Range<usize>,
    ) -> Option<&'a Value> {
        let (from, to) = (among.start, among.end);
        let mut at = from;
        let mut only = None;
        while at < to {
            let length = if is_path(tag, at) {
                path_length(tag, at)
            } else {
                0
            };
            if length == 0 {
                at += 1;
                continue;
            }
            let value = self.path(file, tag, (at, length));
            if at == from && ends_value(tag, at + length, to) {
                only = value;
            }
            at += length;
        }
        only
    }

    fn path(
        &mut self,
        file: &'a SourceFile,
        tag: &Tag<'a>,
        (at, length): (usize, usize),
    ) -> Option<&'a Value> {
        let first = tag.name(at)?;
        let bound = self.bound.iter().rfind(|(name, _)| *name == first);
        let mut here = match bound {
            Some((_, value)) => (*value)?,
            None => self.field(file, tag, (at, self.sample))?,
        };
        for step in (at + 2..at + length).step_by(2) {
            here = self.field(file, tag, (step, here))?;
        }
        Some(here)
    }

    fn field(
        &mut self,
        file: &SourceFile,
        tag: &Tag<'_>,
        (at, of): (usize, &'a Value),
    ) -> Option<&'a Value> {
        let name = tag.name(at)?;
        let found = of.get(name);
        if found.is_none() {
            let fields = of.as_object();
            let known = || {
                fields
                    .into_iter()
                    .flat_map(|f| f.keys().map(String::as_str))
            };
            let near = near::did_you_mean(name, known());
            let all = known().collect::<Vec<_>>().join(", ");
            let help = near.or_else(|| (!all.is_empty()).then(|| format!("there are: {all}")));
            self.faults.push(TemplateError::Unknown {
                at: place(file, tag.tokens[at].at),
                what: "name that templates get here",
                name: name.to_owned(),
                help,
            });
        }
        found
    }
}

/// Says whether a path of the context begins at an index.
fn is_path(tag: &Tag<'_>, at: usize) -> bool {
    let Some(name) = tag.name(at) else {
        return false;
    };
    let before = |sign: &str| at.checked_sub(1).is_some_and(|i| tag.is_sign(i, sign));
    let is_argument = tag.is_sign(at + 1, "=") && (before("(") || before(","));
    let is_other = before(".") || before("?.") || before("|") || is_test(tag, at);
    !is_argument && !is_other && !is_word_of_tera(name) && !tag.is_sign(at + 1, "(")
}

/// Returns how many tokens a path has: a name, then signs and names by turns.
fn path_length(tag: &Tag<'_>, at: usize) -> usize {
    let mut length = 1;
    loop {
        let next = at + length;
        let dotted = tag.is_sign(next, ".") || tag.is_sign(next, "?.");
        if !dotted || tag.name(next + 1).is_none() {
            return length;
        }
        length += 2;
    }
}

/// Says whether a value ends at an index, or goes on with what leaves it a list of the same.
fn ends_value(tag: &Tag<'_>, at: usize, to: usize) -> bool {
    let keeps = tag.is_sign(at, "|")
        && matches!(tag.name(at + 1), Some("reverse" | "sort" | "unique"))
        && at + 2 >= to;
    at >= to || keeps
}
