//! Tags, filters, tests and functions that templates may use.

use super::place;
use crate::guide::SourceFile;
use crate::narrative::TemplateError;
use crate::narrative::lexer::{Tag, Token, Word};
use crate::text::near;

/// What a block tag may begin with.
const TAGS: [&str; 10] = [
    "break", "continue", "elif", "else", "endfor", "endif", "for", "if", "include", "set",
];
/// Filters that choose or count. None makes a text longer or turns escaping off.
const FILTERS: [&str; 12] = [
    "abs", "default", "first", "get", "group_by", "last", "length", "nth", "reverse", "round",
    "sort", "unique",
];
const TESTS: [&str; 9] = [
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "none",
    "odd",
    "starting_with",
    "undefined",
];
/// What templates call; see [`super::super::render`].
const FUNCTIONS: [&str; 8] = [
    "ask",
    "blank",
    "date",
    "line",
    "number",
    "page_break",
    "say",
    "sentence",
];

#[cfg(test)]
pub(super) const KNOWN: [&[&str]; 3] = [&FILTERS, &TESTS, &FUNCTIONS];

/// Returns what is wrong with a tag, but for names of the context.
pub(super) fn faults(file: &SourceFile, tag: &Tag<'_>) -> Vec<TemplateError> {
    let mut faults: Vec<TemplateError> = shape(file, tag).into_iter().collect();
    for (index, token) in tag.tokens.iter().enumerate() {
        let fault = match token.word {
            Word::Name(name) => named(file, tag, (index, name)),
            Word::Sign(sign) => signed(file, token, sign),
            Word::Text(_) | Word::Number => None,
        };
        faults.extend(fault);
    }
    faults
}

fn shape(file: &SourceFile, tag: &Tag<'_>) -> Option<TemplateError> {
    if !tag.is_block {
        let component = tag.is_sign(0, "<") || tag.is_sign(0, "</");
        return component.then(|| not_allowed(file, tag.at, "a component", USE_INCLUDE));
    }
    match tag.name(0) {
        Some("set") if !tag.is_sign(2, "=") => Some(not_allowed(
            file,
            tag.at,
            "a `set` that takes in text",
            NO_GROWTH,
        )),
        Some("include") if super::included(tag).is_none() => Some(not_allowed(
            file,
            tag.at,
            "an `include` without a name",
            USE_INCLUDE,
        )),
        Some(name) if TAGS.contains(&name) => None,
        Some(name) => Some(not_allowed(file, tag.at, &format!("`{name}`"), ONLY_TAGS)),
        None => Some(not_allowed(file, tag.at, "this tag", ONLY_TAGS)),
    }
}

const USE_INCLUDE: &str = "write `{% include \"shared/part.en.md.tera\" %}`";
const ONLY_TAGS: &str = "templates have `if`, `for`, `set NAME = VALUE` and `include`";
const NO_GROWTH: &str = "texts that grow inside a template could fill the memory";

fn named(file: &SourceFile, tag: &Tag<'_>, (index, name): (usize, &str)) -> Option<TemplateError> {
    let at = tag.tokens[index].at;
    let before = index.checked_sub(1);
    if before.is_some_and(|i| tag.is_sign(i, "|")) {
        return filter(file, at, name);
    }
    if is_test(tag, index) {
        return unknown(file, at, ("test", name), &TESTS);
    }
    let is_field = before.is_some_and(|i| tag.is_sign(i, ".") || tag.is_sign(i, "?."));
    if name == "for" && !is_field && !(tag.is_block && index == 0) {
        return Some(not_allowed(file, at, "a `for` inside a value", ONLY_TAGS));
    }
    let is_call = tag.is_sign(index + 1, "(") && !is_field && !is_word_of_tera(name);
    is_call.then(|| unknown(file, at, ("function", name), &FUNCTIONS))?
}

/// Says whether a name is part of the language of templates and never of the context.
pub(super) fn is_word_of_tera(name: &str) -> bool {
    const WORDS: [&str; 13] = [
        "None", "and", "else", "false", "False", "if", "in", "is", "none", "not", "null", "or",
        "true",
    ];
    WORDS.contains(&name) || name == "True"
}

/// Says whether the name at an index is that of a test: it follows `is` or `is not`.
pub(super) fn is_test(tag: &Tag<'_>, index: usize) -> bool {
    let name = |back: usize| index.checked_sub(back).and_then(|at| tag.name(at));
    name(0) != Some("not")
        && (name(1) == Some("is") || (name(1) == Some("not") && name(2) == Some("is")))
}

fn filter(file: &SourceFile, at: usize, name: &str) -> Option<TemplateError> {
    if name == "safe" {
        let help = "leave it out: it would let what was said be read as markup";
        return Some(not_allowed(file, at, "`safe`", help));
    }
    unknown(file, at, ("filter", name), &FILTERS)
}

fn signed(file: &SourceFile, token: &Token<'_>, sign: &str) -> Option<TemplateError> {
    match sign {
        "~" => Some(not_allowed(file, token.at, "`~`", NO_GROWTH)),
        "..." => Some(not_allowed(file, token.at, "`...`", NO_GROWTH)),
        "{" => Some(not_allowed(file, token.at, "a map", ONLY_TAGS)),
        _ => None,
    }
}

fn unknown(
    file: &SourceFile,
    at: usize,
    (what, name): (&'static str, &str),
    known: &[&'static str],
) -> Option<TemplateError> {
    if known.contains(&name) {
        return None;
    }
    let near = near::did_you_mean(name, known.iter().copied());
    Some(TemplateError::Unknown {
        at: place(file, at),
        what,
        name: name.to_owned(),
        help: near.or_else(|| Some(format!("there are: {}", known.join(", ")))),
    })
}

fn not_allowed(file: &SourceFile, at: usize, what: &str, help: &str) -> TemplateError {
    TemplateError::NotAllowed {
        at: place(file, at),
        what: what.to_owned(),
        help: Some(help.to_owned()),
    }
}
