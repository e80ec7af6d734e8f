//! Tokens: the words, numbers and marks of a phrase, each with the bytes it stands on.

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// The first byte.
    pub(super) from: usize,
    /// The byte after the last.
    pub(super) to: usize,
    /// What it is.
    pub(super) kind: Kind<'a>,
}

/// What a token is, before its words are looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// Figures, with how many they are and whether an ordinal ending or point follows.
    Number(Number),
    /// A word: in small letters, without apostrophes and points.
    Word(String),
    /// A mark such as `,` or `/`.
    Mark(&'a str),
}

/// Figures as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// The number.
    pub(super) value: u32,
    /// How many figures it has.
    pub(super) figures: u8,
    /// Said as first, second, third …
    pub(super) ordinal: bool,
}

/// Cuts a text into tokens. No text is refused.
pub(super) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let next = at + c.len_utf8();
        at = if digit(c).is_some() {
            number(source, at, &mut found)
        } else if is_word(c) {
            word(source, at, &mut found)
        } else {
            if !c.is_whitespace() && !joins(source, at, c) {
                let kind = Kind::Mark(&source[at..next]);
                found.push(Token {
                    from: at,
                    to: next,
                    kind,
                });
            }
            next
        };
    }
    found
}

/// Returns the words of a name as tokens have them, for the lists of names.
pub fn words(name: &str) -> Vec<String> {
    let all = tokens(name).into_iter();
    all.filter_map(|token| match token.kind {
        Kind::Word(word) => Some(word),
        Kind::Number(number) => Some(number.value.to_string()),
        Kind::Mark(_) => None,
    })
    .collect()
}

/// Returns the value of a figure in the scripts that people write: Latin, Arabic, Persian,
/// Devanagari, Thai.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [u32; 5] = [0x30, 0x660, 0x6f0, 0x966, 0xe50];
    let code = u32::from(c);
    ZEROS
        .iter()
        .map(|zero| code.wrapping_sub(*zero))
        .find(|v| *v < 10)
}

/// Letters, and the marks that stand on or between them.
fn is_word(c: char) -> bool {
    let is_mark = matches!(c,
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{655}' | '\u{93c}' | '\u{94d}' | '\u{e31}'
        | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{200c}' | '\u{200d}');
    (c.is_alphabetic() || is_mark) && digit(c).is_none()
}

/// A hyphen that touches a letter on either side joins and is no token: "twenty-one", "14-årig".
fn joins(source: &str, at: usize, c: char) -> bool {
    let before = source[..at].chars().next_back();
    let after = source[at..].chars().nth(1);
    let touches = |c: Option<char>| c.is_some_and(is_word);
    let whole = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    c == '-' && (touches(before) || touches(after)) && whole(before) && whole(after)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

/// A word goes on over an apostrophe within it ("Sha'ban"), and over points between single letters
/// ("E.C.").
fn word<'a>(source: &'a str, from: usize, found: &mut Vec<Token<'a>>) -> usize {
    let mut text = String::new();
    let mut to = from;
    let mut letters = 0;
    let mut rest = source[from..].char_indices().peekable();
    while let Some((offset, c)) = rest.next() {
        let following = rest.peek().map(|(_, c)| *c);
        if is_word(c) {
            text.extend(c.to_lowercase());
            letters += 1;
        } else if is_apostrophe(c) && following.is_some_and(is_word) {
            letters += 1;
        } else if c == '.' && is_abbreviation(letters, following, &text) {
            letters = 0;
        } else {
            break;
        }
        to = from + offset + c.len_utf8();
    }
    found.push(Token {
        from,
        to,
        kind: Kind::Word(text),
    });
    to
}

/// "E.C." and "a.m.", but not the end of a sentence after "I".
fn is_abbreviation(letters: usize, following: Option<char>, text: &str) -> bool {
    let goes_on = following.is_some_and(is_word);
    letters == 1 && (goes_on || text.chars().count() > 1)
}

/// Figures, with an ordinal ending that touches them.
fn number<'a>(source: &'a str, from: usize, found: &mut Vec<Token<'a>>) -> usize {
    let mut value: u32 = 0;
    let mut figures: u8 = 0;
    let mut to = from;
    for (offset, c) in source[from..].char_indices() {
        let Some(figure) = digit(c) else { break };
        value = value.saturating_mul(10).saturating_add(figure);
        figures = figures.saturating_add(1);
        to = from + offset + c.len_utf8();
    }
    let ending = ["st", "nd", "rd", "th"].into_iter().find(|ending| {
        let after = source[to..].strip_prefix(ending);
        after.is_some_and(|after| !after.starts_with(is_word))
    });
    to += ending.map_or(0, str::len);
    let number = Number {
        value,
        figures,
        ordinal: ending.is_some(),
    };
    found.push(Token {
        from,
        to,
        kind: Kind::Number(number),
    });
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<Kind<'_>> {
        tokens(source).into_iter().map(|t| t.kind).collect()
    }

    fn number(value: u32, figures: u8, ordinal: bool) -> Kind<'static> {
        Kind::Number(Number {
            value,
            figures,
            ordinal,
        })
    }

    fn word(text: &str) -> Kind<'static> {
        Kind::Word(text.to_owned())
    }

    #[test]
    fn words_are_small_and_carry_no_apostrophe() {
        assert_eq!(
            kinds("Sha'ban, E.C."),
            [word("shaban"), Kind::Mark(","), word("ec")]
        );
        assert_eq!(kinds("don’t"), [word("dont")]);
    }

    #[test]
    fn the_end_of_a_sentence_is_no_part_of_a_word() {
        assert_eq!(
            kinds("than I. Then"),
            [word("than"), word("i"), Kind::Mark("."), word("then")]
        );
    }

    #[test]
    fn figures_of_every_script_are_numbers() {
        for text in ["2072", "२०७२", "๒๐๗๒", "٢٠٧٢", "۲۰۷۲"] {
            assert_eq!(kinds(text), [number(2072, 4, false)], "{text}");
        }
        assert_eq!(kinds("14th"), [number(14, 2, true)]);
        assert_eq!(kinds("99999999999999"), [number(u32::MAX, 14, false)]);
    }

    #[test]
    fn marks_within_words_of_other_scripts_do_not_cut_them() {
        for text in ["कार्तिक", "เมษายน", "ታኅሣሥ", "فروردین"]
        {
            assert_eq!(kinds(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_hyphen_is_kept_between_numbers_alone() {
        assert_eq!(kinds("twenty-one"), [word("twenty"), word("one")]);
        assert_eq!(kinds("14-årig"), [number(14, 2, false), word("årig")]);
        assert_eq!(kinds("5-19").len(), 3);
    }

    #[test]
    fn tokens_stand_on_their_bytes() {
        let source = "før 3. maj";
        let parts: Vec<&str> = tokens(source)
            .iter()
            .map(|t| &source[t.from..t.to])
            .collect();
        assert_eq!(parts, ["før", "3", ".", "maj"]);
    }
}
