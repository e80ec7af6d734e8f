//! What a typed or pasted text looks like on the screen: nothing in it acts on the terminal, and its
//! lines break between words.
//!
//! The text itself stays as it is; only what is shown changes, byte for byte of the same length, so that
//! the place of the cursor stays right.

use unicode_width::UnicodeWidthChar as _;

use crate::text::is_risky;

/// Returns a text in which what could act on the terminal is replaced by a sign.
pub(super) fn shown(text: &str) -> String {
    text.chars()
        .map(|c| if is_risky(c) { sign(c) } else { c })
        .collect()
}

/// A sign as long as the character.
fn sign(c: char) -> char {
    match c.len_utf8() {
        1 => '?',
        2 => '\u{b7}',
        _ => '\u{fffd}',
    }
}

/// Returns a text as [`shown`], in which the spaces where a line of `width` columns is full are line
/// breaks. A word wider than a line is left for the terminal to break.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    let shown = shown(text);
    let mut breaks = Vec::new();
    let (mut column, mut space) = (0, None);
    for (at, c) in shown.char_indices() {
        if c == '\n' {
            (column, space) = (0, None);
            continue;
        }
        column += c.width().unwrap_or(0);
        if c == ' ' {
            space = Some((at, column));
        }
        if let Some((at, until)) = space.filter(|_| column > width) {
            breaks.push(at);
            column -= until;
            space = None;
        }
    }
    let mut bytes = shown.into_bytes();
    for at in breaks {
        bytes[at] = b'\n';
    }
    String::from_utf8(bytes).expect("a space and a line break are a byte each")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr as _;

    use super::*;

    #[test]
    fn a_pasted_escape_sequence_is_shown_and_does_not_act() {
        assert_eq!(shown("a\u{1b}[2J\u{9b}b\u{202e}c"), "a?[2J·b\u{fffd}c");
    }

    #[test]
    fn the_length_and_all_harmless_letters_stay() {
        let text = "Bùi\tThị\nአበበ مرحبا\u{1b}\u{85}\u{2066}";
        assert_eq!(shown(text).len(), text.len());
        assert!(shown(text).starts_with("Bùi\tThị\nአበበ مرحبا"));
    }

    #[test]
    fn a_full_line_breaks_at_its_last_space() {
        assert_eq!(wrapped("We walked to school", 10), "We walked\nto school");
        assert_eq!(wrapped("We walked \nto", 10), "We walked \nto");
        assert_eq!(wrapped("我们 走路 去学校", 9), "我们 走路\n去学校");
    }

    proptest! {
        #[test]
        fn no_byte_moves_and_no_line_is_too_long_where_words_are_short(
            text in "([a-zæøåአ我]{1,4}[ \n]){0,60}", width in 10usize..60,
        ) {
            let shown = wrapped(&text, width);
            prop_assert_eq!(shown.len(), text.len());
            prop_assert_eq!(shown.replace('\n', " "), text.replace('\n', " "));
            prop_assert!(shown.split('\n').all(|line| line.width() <= width));
        }
    }
}
