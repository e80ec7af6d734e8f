//! What a typed or pasted text looks like on the screen: nothing in it acts on the terminal.

use crate::text::is_risky;

/// Returns a text of the same length in bytes, character for character, in which what could act on the
/// terminal is replaced by a sign. The text itself stays as it is; only what is shown changes.
pub(super) fn shown(text: &str) -> String {
    text.chars()
        .map(|c| if is_risky(c) { sign(c) } else { c })
        .collect()
}

/// A sign as long as the character, so that the place of the cursor stays right.
fn sign(c: char) -> char {
    match c.len_utf8() {
        1 => '?',
        2 => '\u{b7}',
        _ => '\u{fffd}',
    }
}

#[cfg(test)]
mod tests {
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
}
