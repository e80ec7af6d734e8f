//! The fonts of a PDF: two faces and an italic for Latin, two faces for each other script.
//!
//! They were chosen for what comes out when their text is copied or searched, not for their looks
//! alone: docs/decisions/0006-pdf-engine.md. Their licence is `fonts/OFL.txt`.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The families, in the order in which a letter is looked for.
pub(super) const FAMILIES: [&str; 4] = [
    "Libertinus Serif",
    "Noto Serif Ethiopic",
    "Amiri",
    "Noto Serif Thai",
];

const FILES: [&[u8]; 9] = [
    include_bytes!("fonts/LibertinusSerif-Regular.otf"),
    include_bytes!("fonts/LibertinusSerif-Italic.otf"),
    include_bytes!("fonts/LibertinusSerif-Bold.otf"),
    include_bytes!("fonts/NotoSerifEthiopic-Regular.ttf"),
    include_bytes!("fonts/NotoSerifEthiopic-Bold.ttf"),
    include_bytes!("fonts/Amiri-Regular.ttf"),
    include_bytes!("fonts/Amiri-Bold.ttf"),
    include_bytes!("fonts/NotoSerifThai-Regular.ttf"),
    include_bytes!("fonts/NotoSerifThai-Bold.ttf"),
];

/// All faces, and what the typesetter knows of them.
pub(super) struct Fonts {
    pub(super) faces: Vec<Font>,
    pub(super) book: LazyHash<FontBook>,
}

/// Returns the fonts, which are read once a process.
pub(super) fn fonts() -> &'static Fonts {
    static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::read);
    &FONTS
}

impl Fonts {
    fn read() -> Self {
        let files = FILES.iter().map(|file| Bytes::new(*file));
        let faces: Vec<Font> = files.filter_map(|file| Font::new(file, 0)).collect();
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        Self { faces, book }
    }

    /// Says whether one face has all of these characters.
    pub(super) fn have(&self, chars: &[char]) -> bool {
        self.faces.iter().any(|face| {
            let coverage = &face.info().coverage;
            chars.iter().all(|c| coverage.contains(*c as u32))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_face_of_a_named_family() {
        let fonts = fonts();
        assert_eq!(fonts.faces.len(), FILES.len());
        for face in &fonts.faces {
            assert!(
                FAMILIES.contains(&face.info().family.as_str()),
                "{}",
                face.info().family
            );
        }
    }

    #[test]
    fn letters_of_the_languages_of_the_house_are_there() {
        let words = "Bùi Thị Hường ẹ́ ọ̀ ṣ ƙ ɗ ŋ ɔ ɛ ț ș ğ ı ß æøå ЖїЂѓ Ωή አማርኛ ትግርኛ። مرحبا پچژگ ٹڈڑ ښځ ก้อยเปี๊ยะ €«»–—…“”’";
        for c in words.chars() {
            assert!(fonts().have(&[c]), "{c} U+{:04X}", c as u32);
        }
    }
}
