//! Letters that no font has: found before anything is printed, with the place where they stand.

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::narrative::{Block, Narrative, Run};

use super::error::{MissingLetters, PdfError, Spot};
use super::fonts::fonts;
use super::wording::shown;

/// Refuses a narrative with letters that would be printed as boxes.
///
/// All places are named, not the first alone.
pub(super) fn check(narrative: &Narrative) -> Result<(), PdfError> {
    let missing: Vec<MissingLetters> = texts(narrative)
        .filter_map(|(at, texts)| {
            let letters = missing(&texts);
            (!letters.is_empty()).then_some(MissingLetters { letters, at })
        })
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(PdfError::Letters(missing))
    }
}

/// All texts of a narrative, by the place at which they are printed.
fn texts(narrative: &Narrative) -> impl Iterator<Item = (Spot, Vec<&str>)> {
    let meta = &narrative.meta;
    let header = meta.header.iter().map(String::as_str).collect();
    let author = meta.author.as_deref().into_iter().collect();
    let notes = narrative.notes.iter().enumerate();
    let notes = notes.map(|(index, note)| (Spot::Note(index + 1), vec![note.text.as_str()]));
    let blocks = narrative.blocks.iter().enumerate();
    let blocks = blocks.map(|(index, block)| (spot(index, block), runs(block)));
    let first = [
        (Spot::Title, vec![meta.title.as_str()]),
        (Spot::Author, author),
        (Spot::Header, header),
    ];
    first.into_iter().chain(blocks).chain(notes)
}

/// The texts of a block; of a picture all that is in it, since only words in it have other letters
/// than those of ASCII.
fn runs(block: &Block) -> Vec<&str> {
    let words = block.runs().map(|run: &Run| run.text.as_str());
    match block {
        Block::Picture(picture) => words.chain([picture.svg.as_str()]).collect(),
        _ => words.collect(),
    }
}

/// Returns where a block stands.
pub(super) fn spot(index: usize, block: &Block) -> Spot {
    match block {
        Block::Paragraph(paragraph) => paragraph
            .number
            .map_or(Spot::Block(index + 1), Spot::Paragraph),
        _ => Spot::Block(index + 1),
    }
}

/// Returns the letters that no face has, each once, in the order in which they stand.
fn missing(texts: &[&str]) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for text in texts.iter().filter(|text| !text.is_ascii()) {
        for letter in shown(text).graphemes(true) {
            if !can_be_shown(letter) && !missing.iter().any(|known| known == letter) {
                missing.push(letter.to_owned());
            }
        }
    }
    missing
}

/// Says whether one face has a letter with all marks on it, whole or in parts.
fn can_be_shown(letter: &str) -> bool {
    let seen: String = letter.chars().filter(|c| !is_unseen(*c)).collect();
    let has = |chars: Vec<char>| fonts().have(&chars);
    letter.is_ascii()
        || has(seen.chars().collect())
        || has(seen.nfc().collect())
        || has(seen.nfd().collect())
}

/// Says whether a character has no picture of its own: joiners, marks of direction, selectors.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\n' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_without_a_font_are_named_once_with_their_marks() {
        assert_eq!(missing(&["ཀ漢 abc ཀ", "क्षि"]), ["ཀ", "漢", "क्षि"]);
    }

    #[test]
    fn letters_with_marks_are_looked_for_whole_and_in_parts() {
        assert!(missing(&["e\u{323}\u{301} o\u{300} n\u{303} ệ a\u{200D}b \u{200F}"]).is_empty());
    }
}
