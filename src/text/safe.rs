//! Text of others on its way to a terminal: nothing in it may act on the screen.

use std::borrow::Cow;

/// Returns `text` with everything that could act on a terminal shown as a sign instead.
///
/// Control characters but newline and tab become the pictures of U+2400…, and marks that change the
/// direction of what follows (U+202A–U+202E, U+2066–U+2069) are dropped, since they could make a
/// question read as another one. Letters of every script stay as they are.
pub fn for_terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_risky) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(harmless).collect())
}

/// Says whether a character could act on a terminal or turn the order of the text around it.
pub fn is_risky(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || turns_direction(c)
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn harmless(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        '\u{7f}' => Some('\u{2421}'),
        c if turns_direction(c) => None,
        c if (c as u32) < 0x20 => char::from_u32(0x2400 + c as u32),
        c if c.is_control() => Some('\u{FFFD}'),
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_becomes_visible_and_harmless() {
        assert_eq!(for_terminal("a\u{1b}[2Jb"), "a\u{241b}[2Jb");
    }

    #[test]
    fn letters_of_every_script_and_line_ends_stay() {
        let text = "Bùi Thị Hường\nአበበ\tمرحبا ก้อย";
        assert!(matches!(for_terminal(text), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn marks_that_turn_the_direction_are_dropped() {
        assert_eq!(for_terminal("a\u{202E}b\u{2066}c"), "abc");
    }

    #[test]
    fn delete_and_the_upper_control_characters_are_shown_as_signs() {
        assert_eq!(for_terminal("\u{7f}\u{9b}"), "\u{2421}\u{FFFD}");
    }
}
