//! The words of a run as pieces for the page: lines, and places where a very long word may break.

use unicode_segmentation::UnicodeSegmentation as _;

/// A line break.
pub(super) const BREAK: &str = "\n";
/// A place where a word may be broken.
pub(super) const CHANCE: &str = "";

/// How many letters without a gap still are a word; more are a link, a number or a jest, and may be
/// broken anywhere, since they would run out of the page otherwise.
pub(super) const LONGEST_WORD: usize = 36;
/// The same in the cell of a table.
pub(super) const LONGEST_IN_CELL: usize = 14;

/// Returns what is printed for a text: a tabulator as four blanks, control characters as U+FFFD,
/// nothing for the marks that turn the direction of what follows.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\t' => shown.push_str("    "),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => {}
            '\n' | '\u{2028}' | '\u{2029}' => shown.push('\n'),
            c if c.is_control() => shown.push('\u{FFFD}'),
            c => shown.push(c),
        }
    }
    shown
}

/// Returns the pieces of a text; words of more than `longest` letters may be broken at each quarter of
/// that length.
pub(super) fn cut(text: &str, longest: usize) -> Vec<String> {
    let shown = shown(text);
    let mut pieces = Vec::new();
    for (index, line) in shown.split('\n').enumerate() {
        if index > 0 {
            pieces.push(BREAK.to_owned());
        }
        if !line.is_empty() {
            line_pieces(line, longest, &mut pieces);
        }
    }
    pieces
}

fn line_pieces(line: &str, longest: usize, pieces: &mut Vec<String>) {
    // No word is longer than its bytes, and most lines have no long word.
    let is_long = |word: &str| word.len() > longest && !breaks_by_itself(word);
    if line.len() < LONGEST_PIECE && !line.split(char::is_whitespace).any(is_long) {
        pieces.push(line.to_owned());
        return;
    }
    let mut piece = String::new();
    for word in line.split_inclusive(char::is_whitespace) {
        let letters: Vec<&str> = word.graphemes(true).collect();
        if piece.len() + word.len() > LONGEST_PIECE && !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
        }
        if letters.len() <= longest || breaks_by_itself(word) {
            piece.push_str(word);
            continue;
        }
        for part in letters.chunks(longest / 4) {
            piece.push_str(&part.concat());
            pieces.push(std::mem::take(&mut piece));
            pieces.push(CHANCE.to_owned());
        }
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
}

/// How many bytes a piece has at most, where it has blanks: the typesetter counts the places of
/// letters in a piece up to 65,535, and `clusters` tells letters apart by them.
const LONGEST_PIECE: usize = 30_000;

/// Says whether the engine finds the ends of words, as in Thai, or may break between any two letters,
/// as in Chinese.
fn breaks_by_itself(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        cut(text, LONGEST_WORD)
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(pieces("a\nb\n\nc"), ["a", BREAK, "b", BREAK, BREAK, "c"]);
        assert_eq!(pieces("a\r\nb\u{2028}c"), ["a", BREAK, "b", BREAK, "c"]);
    }

    #[test]
    fn a_very_long_word_may_break_and_loses_no_letter() {
        let text = format!("before {} after", "é\u{301}x".repeat(100));
        let pieces = pieces(&text);
        assert_eq!(pieces.concat(), text);
        assert!(pieces.iter().filter(|p| *p == CHANCE).count() >= 20);
        assert!(pieces.iter().all(|p| !p.starts_with('\u{301}')));
    }

    #[test]
    fn a_very_long_line_is_cut_at_a_blank() {
        let text = "word ".repeat(20_000);
        let pieces = pieces(&text);
        assert_eq!(pieces.concat(), text);
        assert!(
            pieces
                .iter()
                .all(|p| p.len() <= LONGEST_PIECE && p.ends_with(' '))
        );
    }

    #[test]
    fn ordinary_words_stay_whole() {
        let text = "Speciallægepraksisplanlægningsstabiliseringsperiode"
            .get(..30)
            .unwrap();
        assert_eq!(pieces(text), [text]);
        let thai = "ฉันทำงานในบ้านตั้งแต่เช้าจรดค่ำและไม่มีใครพูดอะไรเลย";
        assert_eq!(pieces(thai), [thai]);
    }

    #[test]
    fn what_acts_on_a_page_is_shown_or_left_out() {
        assert_eq!(
            shown("a\u{0}\u{1b}b\u{7f}\u{85}"),
            "a\u{FFFD}\u{FFFD}b\u{FFFD}\u{FFFD}"
        );
        assert_eq!(shown("a\u{202E}b\u{2066}c\u{2069}"), "abc");
        assert_eq!(shown("a\tb"), "a    b");
    }
}
