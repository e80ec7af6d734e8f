//! Text cut where its script turns, so that Word shows each stretch in a font that has it and from
//! the side from which it is written.
//!
//! The fonts are those that come with Windows; elsewhere the system takes its own for the script.

use unicode_script::{Script, UnicodeScript as _};

use crate::narrative::Run;
use crate::text::{Direction, Lang};

/// How Word treats the letters of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As Latin letters.
    Plain,
    /// As letters that are shaped, written from the left, such as Thai.
    Complex,
    /// As letters that are written from the right.
    FromRight,
    /// As signs of East Asia.
    EastAsian,
}

/// A kind of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letters {
    pub(super) form: Form,
    /// A font of its own; `None` where that of the document has them.
    pub(super) font: Option<&'static str>,
}

/// A part of a text in one kind of letters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    pub(super) letters: Letters,
    pub(super) text: &'a str,
}

impl Letters {
    const PLAIN: Self = Self::new(Form::Plain, None);

    const fn new(form: Form, font: Option<&'static str>) -> Self {
        Self { form, font }
    }

    /// What blanks and signs that no script owns are taken for.
    fn base(lang: &Lang) -> Self {
        match lang.direction() {
            Direction::Rtl => Self::new(Form::FromRight, None),
            Direction::Ltr => Self::PLAIN,
        }
    }

    /// Returns the letters of a script; `None` for what no script owns, such as blanks and figures.
    fn of(script: Script, lang: &Lang) -> Option<Self> {
        let (form, font) = match script {
            Script::Common | Script::Inherited | Script::Unknown => return None,
            Script::Arabic | Script::Hebrew => (Form::FromRight, None),
            Script::Nko | Script::Adlam => (Form::FromRight, Some("Ebrima")),
            Script::Syriac => (Form::FromRight, Some("Segoe UI Historic")),
            Script::Thaana => (Form::FromRight, Some("MV Boli")),
            Script::Ethiopic | Script::Tifinagh | Script::Vai | Script::Osmanya => {
                (Form::Plain, Some("Ebrima"))
            }
            Script::Armenian | Script::Georgian => (Form::Plain, Some("Sylfaen")),
            Script::Thai | Script::Lao | Script::Khmer => (Form::Complex, Some("Leelawadee UI")),
            Script::Myanmar => (Form::Complex, Some("Myanmar Text")),
            Script::Tibetan => (Form::Complex, Some("Microsoft Himalaya")),
            Script::Devanagari
            | Script::Bengali
            | Script::Gurmukhi
            | Script::Gujarati
            | Script::Oriya
            | Script::Tamil
            | Script::Telugu
            | Script::Kannada
            | Script::Malayalam
            | Script::Sinhala
            | Script::Ol_Chiki => (Form::Complex, Some("Nirmala UI")),
            Script::Han | Script::Bopomofo => (Form::EastAsian, Some(east_asian(lang))),
            Script::Hiragana | Script::Katakana => (Form::EastAsian, Some("Yu Gothic")),
            Script::Hangul => (Form::EastAsian, Some("Malgun Gothic")),
            _ => (Form::Plain, None),
        };
        Some(Self::new(form, font))
    }

    fn is_from_right(self) -> bool {
        self.form == Form::FromRight
    }
}

/// Returns a font for the signs that China, Japan and Korea share, as `lang` writes them.
pub(super) fn east_asian(lang: &Lang) -> &'static str {
    let tag = lang.as_str();
    match lang.primary() {
        "ja" => "Yu Gothic",
        "ko" => "Malgun Gothic",
        "yue" => "Microsoft JhengHei",
        _ if ["Hant", "-TW", "-HK", "-MO"]
            .iter()
            .any(|sign| tag.contains(sign)) =>
        {
            "Microsoft JhengHei"
        }
        _ => "SimSun",
    }
}

/// Cuts a text of one language where its letters turn; nothing of it is lost.
///
/// What no script owns stays with the letters before it; at the edges, and between letters of both
/// sides, it goes to the side from which the language is written.
pub(super) fn stretches<'a>(text: &'a str, lang: &Lang) -> Vec<Stretch<'a>> {
    let base = Letters::base(lang);
    let pieces = pieces(text, lang);
    let mut cuts: Vec<(usize, Letters)> = Vec::new();
    for (index, (at, letters)) in pieces.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|i| pieces[i].1);
        let after = pieces.get(index + 1).and_then(|(_, letters)| *letters);
        let letters = letters.unwrap_or_else(|| owner(before, after, base));
        if cuts.last().is_none_or(|(_, last)| *last != letters) {
            cuts.push((*at, letters));
        }
    }
    let ends = cuts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let parts = cuts.iter().zip(ends);
    parts
        .map(|((from, letters), to)| Stretch {
            letters: *letters,
            text: &text[*from..to],
        })
        .collect()
}

/// Where each piece begins, and its letters; marks stay with the letter that they stand on.
fn pieces(text: &str, lang: &Lang) -> Vec<(usize, Option<Letters>)> {
    let mut pieces: Vec<(usize, Option<Letters>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let script = c.script();
        let letters = Letters::of(script, lang);
        let goes_on = match pieces.last() {
            Some((_, last)) => *last == letters || script == Script::Inherited,
            None => false,
        };
        if !goes_on {
            pieces.push((at, letters));
        }
    }
    pieces
}

/// Returns the letters to which blanks and signs between two pieces go.
fn owner(before: Option<Letters>, after: Option<Letters>, base: Letters) -> Letters {
    match (before, after) {
        (Some(before), Some(after)) if before.is_from_right() == after.is_from_right() => before,
        _ => [before, after]
            .into_iter()
            .flatten()
            .find(|letters| letters.is_from_right() == base.is_from_right())
            .unwrap_or(base),
    }
}

/// Returns the side from which a paragraph is read: that of most of its letters, and that of the
/// document where neither has more.
pub(super) fn side(runs: &[Run], document: Direction) -> Direction {
    let (mut left, mut right) = (0_usize, 0_usize);
    for run in runs {
        for c in run.text.chars() {
            match Letters::of(c.script(), &run.language) {
                Some(letters) if letters.is_from_right() => right += 1,
                Some(_) => left += 1,
                None => {}
            }
        }
    }
    match left.cmp(&right) {
        std::cmp::Ordering::Less => Direction::Rtl,
        std::cmp::Ordering::Equal => document,
        std::cmp::Ordering::Greater => Direction::Ltr,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut<'a>(text: &'a str, lang: &str) -> Vec<(Form, &'a str)> {
        let stretches = stretches(text, &lang.parse().unwrap());
        stretches.iter().map(|s| (s.letters.form, s.text)).collect()
    }

    #[test]
    fn a_name_from_the_right_leaves_the_signs_around_it_to_the_sentence() {
        use Form::{FromRight, Plain};
        assert_eq!(
            cut("She said (مرحبا بك), and left.", "en"),
            [
                (Plain, "She said ("),
                (FromRight, "مرحبا بك"),
                (Plain, "), and left.")
            ]
        );
    }

    #[test]
    fn a_sentence_from_the_right_keeps_its_signs_and_figures() {
        use Form::{FromRight, Plain};
        assert_eq!(
            cut("ذهبت إلى Odense، عام 2009.", "ar"),
            [
                (FromRight, "ذهبت إلى "),
                (Plain, "Odense"),
                (FromRight, "، عام 2009.")
            ]
        );
    }

    #[test]
    fn five_scripts_get_five_fonts() {
        let text = "Bùi Thị Hường አበበ مرحبا ก้อย 小燕";
        let stretches = stretches(text, &Lang::en());
        let fonts: Vec<_> = stretches.iter().map(|s| s.letters.font).collect();
        let expected = [
            None,
            Some("Ebrima"),
            None,
            Some("Leelawadee UI"),
            Some("SimSun"),
        ];
        assert_eq!(fonts, expected);
        assert_eq!(stretches[1].text, "አበበ ");
    }

    #[test]
    fn signs_of_east_asia_are_shown_as_the_language_writes_them() {
        let font = |lang: &str| stretches("燕", &lang.parse().unwrap())[0].letters.font;
        assert_eq!(
            ["zh", "zh-Hant", "ja", "ko"].map(font),
            ["SimSun", "Microsoft JhengHei", "Yu Gothic", "Malgun Gothic"].map(Some)
        );
    }

    #[test]
    fn a_mark_stays_with_its_letter() {
        assert_eq!(cut("e\u{301}", "en").len(), 1);
    }

    #[test]
    fn the_side_of_a_paragraph_is_that_of_most_letters() {
        let run = |text: &str| Run {
            text: text.into(),
            language: Lang::en(),
            style: crate::narrative::Style::Plain,
            source: crate::narrative::Source::Particular {
                name: String::new(),
            },
        };
        let side = |text: &str, document| side(&[run(text)], document);
        assert_eq!(side("قالت لي أمي: Go.", Direction::Ltr), Direction::Rtl);
        assert_eq!(side("My mother said: لا", Direction::Rtl), Direction::Ltr);
        assert_eq!(side("35,000", Direction::Rtl), Direction::Rtl);
    }

    proptest! {
        #[test]
        fn no_character_is_lost_or_moved(text in "\\PC{0,40}|[a-bا-تก-ฮ .,(\u{301}]{0,40}", rtl: bool) {
            let lang: Lang = if rtl { "ar" } else { "en" }.parse().unwrap();
            let joined: String = stretches(&text, &lang).iter().map(|s| s.text).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
