//! Lines that fit: wrapped between words, by the width that a terminal gives each character.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::text::for_terminal;

/// The widest line that is easy to read.
pub(super) const READABLE: usize = 76;

/// Wraps a text to `width` columns. Lines of the text stay lines; nothing is cut inside a word unless
/// the word alone is wider than a line. What could act on the terminal is shown as a sign.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(8);
    let text = for_terminal(text).replace('\t', "    ");
    text.split('\n')
        .flat_map(|line| wrap_line(line, width))
        .collect()
}

fn wrap_line(line: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    for word in line.split_whitespace() {
        let room = width.saturating_sub(current.width() + usize::from(!current.is_empty()));
        if word.width() <= room {
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
            continue;
        }
        if !current.is_empty() {
            lines.push(std::mem::take(&mut current));
        }
        let mut pieces = cut(word, width);
        current = pieces.pop().unwrap_or_default();
        lines.extend(pieces);
    }
    lines.push(current);
    lines
}

/// Cuts a word that is wider than a line, as those of scripts that write without spaces are.
fn cut(word: &str, width: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut used = 0;
    for c in word.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide > width && !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
            used = 0;
        }
        piece.push(c);
        used += wide;
    }
    pieces.push(piece);
    pieces
}

/// Returns the end of a text that fits into some lines, with a sign where something is left out.
pub(super) fn tail(text: &str, width: usize, lines: usize) -> Vec<String> {
    let all = wrap(text, width.saturating_sub(2));
    let from = all.len().saturating_sub(lines);
    let mut end: Vec<String> = all[from..].to_vec();
    if let (true, Some(first)) = (from > 0, end.first_mut()) {
        first.insert_str(0, "… ");
    }
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(
            wrap("Is it all right for you", 12),
            ["Is it all", "right for", "you"]
        );
    }

    #[test]
    fn wide_letters_count_twice() {
        assert_eq!(wrap("我们 走路 去学校", 9), ["我们 走路", "去学校"]);
    }

    #[test]
    fn a_word_wider_than_a_line_is_the_only_one_that_is_cut() {
        assert_eq!(wrap("aa bbbbbbbbbbbb cc", 8), ["aa", "bbbbbbbb", "bbbb cc"]);
    }

    #[test]
    fn lines_of_the_text_stay_lines() {
        assert_eq!(wrap("one\n\ntwo", 20), ["one", "", "two"]);
    }

    #[test]
    fn nothing_in_a_text_acts_on_the_terminal() {
        assert_eq!(wrap("a\u{1b}[2Jb", 20), ["a\u{241b}[2Jb"]);
    }

    #[test]
    fn the_end_of_a_long_text_says_that_something_stands_before_it() {
        assert_eq!(
            tail("one two three four", 12, 1),
            ["… three four"].map(String::from)
        );
        assert_eq!(tail("one", 12, 2), ["one"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_no_word_is_lost(text in "[a-zæøåአበ我 ]{0,200}", width in 8usize..90) {
            let lines = wrap(&text, width);
            prop_assert!(lines.iter().all(|l| l.width() <= width));
            let letters = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
