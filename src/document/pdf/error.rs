//! Why a narrative is not printed. No message holds a word of the person, but for single letters.

use std::fmt;

/// A PDF that is not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum PdfError {
    /// The words hold letters that no font of the program has.
    #[error("a PDF cannot show these letters: {}", listed(.0))]
    #[diagnostic(help(
        "PDF has fonts for Latin, Cyrillic, Greek, Ethiopic, Arabic and Thai; make this document as \
         HTML or DOCX, where the reader's own fonts are used"
    ))]
    Letters(Vec<MissingLetters>),
    /// A picture is no SVG that can be printed.
    #[error("the picture at {at} cannot be printed")]
    #[diagnostic(help("make it a plain SVG, without links to other files"))]
    Picture {
        /// Where it stands.
        at: Spot,
    },
    /// The typesetter gives up. What it says can quote the text, so only the kind of fault is kept.
    #[error("the typesetter gave up while it {stage}, with {faults} fault(s)")]
    #[diagnostic(help(
        "make this document as HTML or DOCX, and report this as a fault of the program"
    ))]
    Engine {
        /// What it was doing.
        stage: &'static str,
        /// How many faults it named.
        faults: usize,
    },
}

/// Letters that no font has, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingLetters {
    /// The letters with the marks on them, each once.
    pub letters: Vec<String>,
    /// Where they stand.
    pub at: Spot,
}

/// A place in a document, as its reader would find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Spot {
    /// The title.
    Title,
    /// The name of the author.
    Author,
    /// The head of every page.
    Header,
    /// A numbered paragraph.
    Paragraph(u32),
    /// Something without a number, counted from the top of the document.
    Block(usize),
    /// A note on sources, by its number.
    Note(usize),
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("the title"),
            Self::Author => f.write_str("the name of the author"),
            Self::Header => f.write_str("the head of the page"),
            Self::Paragraph(n) => write!(f, "paragraph {n}"),
            Self::Block(n) => write!(f, "block {n}, counted from the top"),
            Self::Note(n) => write!(f, "note {n} on sources"),
        }
    }
}

/// The letters of each place, with their numbers in Unicode, since they may not show here either.
fn listed(all: &[MissingLetters]) -> String {
    let places = all.iter().map(|missing| {
        let letters: Vec<String> = missing.letters.iter().map(|l| named(l)).collect();
        format!("{} in {}", letters.join(", "), missing.at)
    });
    places.collect::<Vec<_>>().join("; ")
}

fn named(letter: &str) -> String {
    let codes = letter.chars().map(|c| format!("U+{:04X}", c as u32));
    let codes: Vec<String> = codes.collect();
    format!("`{letter}` ({})", codes.join(" "))
}
