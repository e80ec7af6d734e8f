//! PDF: what can be seen in its bytes alone. What needs other programs is in `tests/documents`.

use proptest::prelude::*;

use super::super::{PdfError, Spot, pdf};
use super::*;

fn bytes(narrative: &Narrative) -> Vec<u8> {
    pdf(narrative).unwrap()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

#[test]
fn the_file_says_which_standard_it_keeps_and_in_which_language_it_is() {
    let bytes = bytes(&of(plain("told")));
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert!(holds(&bytes, "<pdfaid:part>2</pdfaid:part>"));
    assert!(holds(&bytes, "<pdfaid:conformance>B</pdfaid:conformance>"));
    assert!(holds(&bytes, "/Lang(en)") || holds(&bytes, "/Lang (en)"));
    assert!(holds(&bytes, "/MarkInfo"));
}

#[test]
fn the_day_is_that_of_the_document_and_an_undated_one_has_a_day_that_means_none() {
    let mut narrative = of(plain("told"));
    assert!(holds(&bytes(&narrative), "D:19700101000000"));
    narrative.meta.dated = "2026-03-20".parse().ok();
    assert!(holds(&bytes(&narrative), "D:20260320000000"));
}

#[test]
fn no_author_is_named_that_the_document_does_not_name() {
    let mut narrative = of(plain("told"));
    let before = bytes(&narrative);
    assert!(!holds(&before, "/Author") && !holds(&before, "/Creator "));
    narrative.meta.author = Some("Legal Aid Odense".into());
    assert!(holds(&bytes(&narrative), "Legal Aid Odense"));
}

#[test]
fn the_same_narrative_gives_the_same_file() {
    let cell = |text: &str| Cell { runs: plain(text) };
    let row = Row {
        cells: vec![cell("a"), cell("b")],
    };
    let table = Table {
        id: id("t"),
        head: vec![row.clone()],
        rows: vec![row; 40],
    };
    let mut narrative = of(plain("told"));
    narrative.blocks.push(Block::Table(table));
    let first = bytes(&narrative);
    bytes(&of(plain("something else")));
    assert!(first == bytes(&narrative));
}

#[test]
fn letters_that_no_font_has_are_named_with_their_paragraph() {
    let blocks = vec![
        Block::Paragraph(paragraph(Some(1), plain("told"))),
        Block::Paragraph(paragraph(Some(2), plain("བོད 漢 བོད"))),
        Block::Heading(Heading {
            id: id("h"),
            level: 2,
            runs: plain("漢"),
        }),
    ];
    let error = pdf(&narrative(blocks)).unwrap_err();
    let PdfError::Letters(missing) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(missing[0].at, Spot::Paragraph(2));
    assert_eq!(missing[0].letters, ["བོ", "ད", "漢"]);
    assert_eq!((missing[1].at, missing.len()), (Spot::Block(3), 2));
    assert_eq!(
        error.to_string(),
        "a PDF cannot show these letters: `བོ` (U+0F56 U+0F7C), `ད` (U+0F51), `漢` (U+6F22) in paragraph 2; \
         `漢` (U+6F22) in block 3, counted from the top"
    );
}

#[test]
fn letters_are_missed_in_the_title_the_header_and_the_notes_too() {
    let mut narrative = of(plain("told"));
    narrative.meta.title = "漢".into();
    narrative.meta.header = vec!["漢".into()];
    let Err(PdfError::Letters(missing)) = pdf(&narrative) else {
        panic!("the letters were printed");
    };
    let at: Vec<Spot> = missing.iter().map(|m| m.at).collect();
    assert_eq!(at, [Spot::Title, Spot::Header]);
}

#[test]
fn a_picture_that_is_none_is_named_with_its_place() {
    for svg in [
        "no picture",
        "<svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\
         <image href=\"/etc/hostname\" width=\"9\" height=\"9\"/></svg>",
    ] {
        let picture = Picture {
            id: id("p"),
            alt: plain("a line"),
            svg: svg.into(),
            source: source(),
        };
        let error = pdf(&narrative(vec![Block::Picture(picture)])).unwrap_err();
        assert!(
            matches!(error, PdfError::Picture { at: Spot::Block(1) }),
            "{error:?}"
        );
    }
}

#[test]
fn an_error_quotes_no_word() {
    let mut narrative = of(plain("SECRET 漢"));
    narrative.meta.title = "SECRET 漢".into();
    let error = pdf(&narrative).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("SECRET"));
}

#[test]
fn the_program_of_the_page_makes_no_code_of_words_and_reads_one_file() {
    let program = include_str!("../pdf/page.typ");
    for word in [
        "eval", "import", "include", "read(", "plugin", "sys.", "@preview", "cbor", "yaml",
    ] {
        assert!(!program.contains(word), "{word}");
    }
    assert_eq!(program.matches("json(").count(), 1);
}

#[test]
fn an_empty_narrative_is_an_empty_page() {
    assert!(pdf(&narrative(Vec::new())).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_words_are_printed_or_refused_for_their_letters(
        text in "\\PC{1,40}|[ -~]{1,60}|[\\s\\p{Cf}\\p{Cc}a*_#.1-]{1,30}|[\\p{Arabic}\\p{Ethiopic}\\p{Thai}\\p{M} a]{1,30}"
    ) {
        let printed = pdf(&of(plain(&text)));
        prop_assert!(matches!(printed, Ok(_) | Err(PdfError::Letters(_))), "{text:?} {printed:?}");
    }
}
