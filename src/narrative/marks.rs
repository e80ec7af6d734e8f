//! Markers: what stands in the Markdown in place of words.
//!
//! A marker is made of private-use characters: an opening one, a kind, the nonce, a number, a closing
//! one. It says nothing by itself; what it stands for is put in after the Markdown was parsed, so
//! that no word is ever parsed. Words are in no Markdown, so none can forge a marker; the nonce is a
//! second bar against text that gets there in a way nobody thought of.

use std::fmt;

/// Sixteen bytes drawn at random by the caller, new for each document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Nonce([u8; 16]);

impl Nonce {
    /// Wraps bytes that nobody could have guessed.
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

/// Shows nothing: who knows a nonce could forge a marker.
impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nonce")
    }
}

/// What a marker stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line of a template: what follows is from there.
    Line,
    /// A text of the context.
    Sealed,
    /// The words of a passage.
    Say,
    /// The question to a passage.
    Ask,
    /// The time of a passage.
    Date,
    /// A passage as it reads best.
    Sentence,
    /// This paragraph has a number.
    Number,
    /// This paragraph is a line to write on.
    WriteOn,
    /// This paragraph says what is missing.
    Blank,
    /// Here begins a new page.
    PageBreak,
}

impl Kind {
    const ALL: [Self; 10] = [
        Self::Line,
        Self::Sealed,
        Self::Say,
        Self::Ask,
        Self::Date,
        Self::Sentence,
        Self::Number,
        Self::WriteOn,
        Self::Blank,
        Self::PageBreak,
    ];
}

/// A marker: what it stands for, and which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) kind: Kind,
    pub(super) index: usize,
}

/// What a text is made of.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Text(&'a str),
    Mark(Mark),
}

const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';
const DIGITS: u32 = 0xE010;
const KINDS: u32 = 0xE020;
const NONCE: u32 = 0xE100;

/// Says whether a character belongs to markers alone; templates may not have it.
pub(super) fn is_reserved(c: char) -> bool {
    ('\u{E000}'..='\u{E1FF}').contains(&c)
}

/// Writes a marker.
pub(super) fn write(nonce: Nonce, mark: Mark) -> String {
    let at = Kind::ALL.iter().position(|k| *k == mark.kind).unwrap_or(0);
    let mut text = String::from(OPEN);
    text.push(sign(KINDS, at));
    text.extend(nonce.0.iter().map(|byte| sign(NONCE, usize::from(*byte))));
    let digits = mark.index.to_string();
    text.extend(digits.bytes().map(|d| sign(DIGITS, usize::from(d - b'0'))));
    text.push(CLOSE);
    text
}

fn sign(base: u32, offset: usize) -> char {
    let offset = u32::try_from(offset).unwrap_or(0);
    char::from_u32(base + offset).unwrap_or(OPEN)
}

/// Parts a text at its markers; `None` where a reserved character is in no whole marker with this
/// nonce.
pub(super) fn parts(nonce: Nonce, text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_reserved) {
        if at > 0 {
            parts.push(Part::Text(&rest[..at]));
        }
        let (mark, after) = read(nonce, &rest[at..])?;
        parts.push(Part::Mark(mark));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    Some(parts)
}

fn read(nonce: Nonce, text: &str) -> Option<(Mark, &str)> {
    let end = text.find(CLOSE)?;
    let mut chars = text[..end].chars();
    let opens = chars.next() == Some(OPEN);
    let kind = chars.next().and_then(|c| offset(KINDS, c))?;
    let kind = *Kind::ALL.get(kind)?;
    let same = nonce
        .0
        .iter()
        .all(|byte| chars.next() == Some(sign(NONCE, usize::from(*byte))));
    let index = number(chars)?;
    let mark = Mark { kind, index };
    (opens && same).then_some((mark, &text[end + CLOSE.len_utf8()..]))
}

fn number(digits: impl Iterator<Item = char>) -> Option<usize> {
    let mut value: Option<usize> = None;
    for digit in digits {
        let digit = offset(DIGITS, digit).filter(|d| *d < 10)?;
        value = Some(value.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
    }
    value
}

fn offset(base: u32, c: char) -> Option<usize> {
    usize::try_from((c as u32).checked_sub(base)?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OURS: Nonce = Nonce::new([7; 16]);

    fn say(index: usize) -> Mark {
        let kind = Kind::Say;
        Mark { kind, index }
    }

    #[test]
    fn every_kind_reads_back() {
        for kind in Kind::ALL {
            let mark = Mark { kind, index: 120 };
            let text = write(OURS, mark);
            assert_eq!(parts(OURS, &text), Some(vec![Part::Mark(mark)]));
        }
    }

    #[test]
    fn text_around_markers_stays() {
        let text = format!("a{}b{}", write(OURS, say(0)), write(OURS, say(1)));
        let expected = vec![
            Part::Text("a"),
            Part::Mark(say(0)),
            Part::Text("b"),
            Part::Mark(say(1)),
        ];
        assert_eq!(parts(OURS, &text), Some(expected));
    }

    #[test]
    fn a_marker_with_another_nonce_is_none() {
        let guessed = write(Nonce::new([8; 16]), say(0));
        assert_eq!(parts(OURS, &guessed), None);
    }

    #[test]
    fn a_broken_marker_is_none() {
        let whole = write(OURS, say(3));
        for (at, _) in whole.char_indices().skip(1) {
            assert_eq!(parts(OURS, &whole[..at]), None, "{at}");
        }
    }

    #[test]
    fn other_private_characters_are_text() {
        assert_eq!(
            parts(OURS, "\u{F8FF}\u{E200}"),
            Some(vec![Part::Text("\u{F8FF}\u{E200}")])
        );
    }

    #[test]
    fn letters_large_and_small_leave_a_marker_as_it_is() {
        let text = write(OURS, say(9));
        assert_eq!(
            (text.to_uppercase(), text.to_lowercase()),
            (text.clone(), text)
        );
    }

    #[test]
    fn debug_shows_no_nonce() {
        assert_eq!(format!("{OURS:?}"), "Nonce");
    }

    proptest! {
        #[test]
        fn any_number_and_nonce_read_back(index: usize, nonce: [u8; 16]) {
            let nonce = Nonce::new(nonce);
            let text = write(nonce, say(index));
            prop_assert_eq!(parts(nonce, &text), Some(vec![Part::Mark(say(index))]));
        }

        #[test]
        fn text_without_the_nonce_never_holds_a_marker(text in "[\u{E000}-\u{E1FF}a ]{0,60}") {
            let marks = parts(OURS, &text).unwrap_or_default();
            let only_text = marks.iter().all(|p| matches!(p, Part::Text(_)));
            prop_assert!(only_text);
        }
    }
}
