//! The parts of a template file: literal text, and tags with their tokens and places.
//!
//! Tera parses templates; this reads them once more to know where each name stands and to mark the
//! lines of literal text. It takes anything without complaint: what is not in form is Tera's to say.

use std::sync::Arc;

use crate::text::yaml::Place;

/// A part of a template file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Text that comes out as it stands.
    Literal { at: usize, text: &'a str },
    /// `{{ … }}` or `{% … %}`.
    Tag(Tag<'a>),
}

/// A tag of a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// Where what follows begins.
    pub(super) end: usize,
    /// `{% … %}` rather than `{{ … }}`.
    pub(super) is_block: bool,
    /// It begins with `-`, so that blanks before it are dropped.
    pub(super) trims_before: bool,
    /// It ends with `-`, so that blanks after it are dropped.
    pub(super) trims_after: bool,
    pub(super) tokens: Vec<Token<'a>>,
}

/// One token inside a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) at: usize,
    pub(super) word: Word<'a>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word<'a> {
    Name(&'a str),
    Text(&'a str),
    Number,
    Sign(&'a str),
}

impl<'a> Tag<'a> {
    /// Returns the word at an index of the tokens.
    pub(super) fn word(&self, index: usize) -> Option<Word<'a>> {
        self.tokens.get(index).map(|token| token.word)
    }

    /// Says whether the token at an index is this sign.
    pub(super) fn is_sign(&self, index: usize, sign: &str) -> bool {
        self.word(index) == Some(Word::Sign(sign))
    }

    /// Returns the name at an index, if it is one.
    pub(super) fn name(&self, index: usize) -> Option<&'a str> {
        match self.word(index) {
            Some(Word::Name(name)) => Some(name),
            _ => None,
        }
    }
}

/// Parts a template file. Comments are left out.
pub(super) fn parts(source: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let next = next_tag(source, at);
        if next > at {
            let text = &source[at..next];
            parts.push(Part::Literal { at, text });
        }
        at = match source[next..].get(..2) {
            Some("{#") => source[next..]
                .find("#}")
                .map_or(source.len(), |end| next + end + 2),
            Some(open) => {
                let tag = tag(source, next, open == "{%");
                let end = tag.end;
                parts.push(Part::Tag(tag));
                end
            }
            None => source.len(),
        };
    }
    parts
}

fn next_tag(source: &str, from: usize) -> usize {
    let opens = |pair: &[u8]| matches!(pair, b"{{" | b"{%" | b"{#");
    let found = source.as_bytes()[from..].windows(2).position(opens);
    found.map_or(source.len(), |at| from + at)
}

fn tag(source: &str, at: usize, is_block: bool) -> Tag<'_> {
    let close = if is_block { "%}" } else { "}}" };
    let mut tokens = Vec::new();
    let mut here = at + 2;
    let trims_before = source[here..].starts_with('-');
    here += usize::from(trims_before);
    loop {
        here += source[here..].len() - source[here..].trim_ascii_start().len();
        let rest = &source[here..];
        let trims_after = rest.starts_with('-') && rest[1..].starts_with(close);
        if rest.is_empty() || trims_after || rest.starts_with(close) {
            let end = here + (usize::from(trims_after) + close.len()).min(rest.len());
            return Tag {
                at,
                end,
                is_block,
                trims_before,
                trims_after,
                tokens,
            };
        }
        let (word, length) = token(rest);
        tokens.push(Token { at: here, word });
        here += length;
    }
}

fn token(rest: &str) -> (Word<'_>, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    if first.is_ascii_alphabetic() || first == '_' {
        let length = run(rest, |b| b.is_ascii_alphanumeric() || b == b'_');
        return (Word::Name(&rest[..length]), length);
    }
    if first.is_ascii_digit() {
        return (Word::Number, run(rest, |b| b.is_ascii_digit() || b == b'.'));
    }
    if matches!(first, '"' | '\'' | '`') {
        let inner = quoted(&rest[1..], first);
        return (Word::Text(&rest[1..=inner]), (inner + 2).min(rest.len()));
    }
    let long = ["...", "//", "**", "==", "!=", ">=", "<=", "</", "?.", "?["];
    let length = long
        .iter()
        .find(|sign| rest.starts_with(**sign))
        .map_or(first.len_utf8(), |sign| sign.len());
    (Word::Sign(&rest[..length]), length)
}

fn run(text: &str, belongs: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|byte| belongs(*byte)).count()
}

/// Returns how many bytes stand before the closing quotation mark.
fn quoted(text: &str, close: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == close => return at,
            _ => {}
        }
    }
    text.len()
}

/// Returns the place of a byte in a file.
pub(super) fn place(file: &Arc<str>, source: &str, at: usize) -> Place {
    let before = source.get(..at).unwrap_or(source);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    Place {
        file: Arc::clone(file),
        line: count(before.matches('\n').count() + 1),
        column: count(before[start..].chars().count() + 1),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tags(source: &str) -> Vec<Tag<'_>> {
        parts(source)
            .into_iter()
            .filter_map(|part| match part {
                Part::Tag(tag) => Some(tag),
                Part::Literal { .. } => None,
            })
            .collect()
    }

    fn words(source: &str) -> Vec<Word<'_>> {
        tags(source)[0].tokens.iter().map(|t| t.word).collect()
    }

    #[test]
    fn text_tags_and_comments_are_told_apart() {
        let source = "a {{ b }}{# c #}{% if d -%} e";
        let all = parts(source);
        assert_eq!(all[0], Part::Literal { at: 0, text: "a " });
        assert_eq!(all.len(), 4);
        let found = tags(source);
        assert!(!found[0].is_block && found[1].is_block && found[1].trims_after);
        assert_eq!(&source[found[0].at..found[0].end], "{{ b }}");
    }

    #[test]
    fn a_closing_sign_inside_a_text_does_not_close() {
        assert_eq!(words("{{ \"}}\" }}"), [Word::Text("}}")]);
        assert_eq!(words(r#"{{ "a\"}}" }}"#), [Word::Text(r#"a\"}}"#)]);
    }

    #[test]
    fn names_signs_and_numbers_are_told_apart() {
        let expected = [
            Word::Name("p"),
            Word::Sign("?."),
            Word::Name("day_1"),
            Word::Sign("|"),
            Word::Name("nth"),
            Word::Sign("("),
            Word::Name("n"),
            Word::Sign("="),
            Word::Number,
            Word::Sign(")"),
        ];
        assert_eq!(words("{{ p?.day_1 | nth(n=12) }}"), expected);
    }

    #[test]
    fn what_is_not_closed_ends_with_the_file() {
        assert_eq!(tags("{{ a")[0].end, 4);
        assert_eq!(parts("a {# b").len(), 1);
        assert_eq!(words("{{ \"a"), [Word::Text("a")]);
    }

    #[test]
    fn a_place_counts_lines_and_characters_from_one() {
        let file = Arc::from("t.tera");
        assert_eq!(place(&file, "æ\nåb", 5).to_string(), "t.tera:2:2");
        assert_eq!(place(&file, "x", 0).to_string(), "t.tera:1:1");
    }

    proptest! {
        #[test]
        fn anything_is_parted_without_complaint(source in "([{}%#\"'\\\\|.a-c é\n-]|[{][{]|[}][}]){0,40}") {
            for part in parts(&source) {
                if let Part::Tag(tag) = part {
                    prop_assert!(tag.end <= source.len() && tag.at < tag.end);
                }
            }
        }
    }
}
