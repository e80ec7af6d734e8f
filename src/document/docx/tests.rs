use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use proptest::prelude::*;
use roxmltree::{Document, Node};
use zip::{CompressionMethod, DateTime, ZipArchive};

use super::*;
use crate::document::tests::{WORDS, id, narrative, of, paragraph, plain, run, source};
use crate::narrative::{
    Block, Cell, Heading, Item, List, PageBreak, Paper, Paragraph, Picture, Row, Run, SourceNote,
    Style, Table,
};
use crate::record::{EntryRef, LogId, PassageRef};
use crate::text::Direction;
use crate::text::markup::picture;

/// The parts of a file, by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.insert(file.name().unwrap().into_owned(), text);
    }
    parts
}

fn part(narrative: &Narrative, name: &str) -> String {
    parts(&docx(narrative)).remove(name).unwrap()
}

fn document(narrative: &Narrative) -> String {
    part(narrative, "word/document.xml")
}

fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((MAIN, name))
}

fn val<'a>(node: &Node<'a, '_>, name: &str) -> Option<&'a str> {
    let found = node.descendants().find(|n| is(n, name))?;
    found.attribute((MAIN, "val"))
}

/// What a piece of text says.
fn said(node: &Node<'_, '_>) -> String {
    if is(node, "t") {
        return node.text().unwrap_or_default().to_owned();
    }
    let is_run = node.parent().is_some_and(|parent| is(&parent, "r"));
    match node.tag_name().name() {
        "br" => "\n".to_owned(),
        "tab" if is_run => "\t".to_owned(),
        _ => String::new(),
    }
}

/// Style and text of each paragraph.
fn paragraphs(xml: &str) -> Vec<(String, String)> {
    let tree = Document::parse(xml).unwrap();
    let all = tree.descendants().filter(|n| is(n, "p"));
    all.map(|p| {
        let text: String = p.descendants().map(|n| said(&n)).collect();
        (val(&p, "pStyle").unwrap().to_owned(), text)
    })
    .collect()
}

/// What stands in each bookmark.
fn bookmarks(xml: &str) -> Vec<(String, String)> {
    let tree = Document::parse(xml).unwrap();
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<(String, String)> = Vec::new();
    for node in tree.descendants() {
        let number = node.attribute((MAIN, "id")).unwrap_or_default();
        if is(&node, "bookmarkStart") {
            let name = node.attribute((MAIN, "name")).unwrap();
            assert!(open.insert(number, found.len()).is_none());
            found.push((name.to_owned(), String::new()));
        } else if is(&node, "bookmarkEnd") {
            open.remove(number).unwrap();
        } else {
            for index in open.values() {
                found[*index].1 += &said(&node);
            }
        }
    }
    assert!(open.is_empty());
    found
}

fn numbered(number: u32) -> Block {
    Block::Paragraph(paragraph(Some(number), plain(&format!("told {number}"))))
}

fn in_language(text: &str, code: &str) -> Run {
    Run {
        language: code.parse().unwrap(),
        ..run(text, Style::Plain)
    }
}

fn note(narrative: &Narrative, text: &str) -> SourceNote {
    let answer = EntryRef {
        log: LogId::UNWRITTEN,
        n: 7,
    };
    SourceNote {
        block: narrative.blocks[0].id().clone(),
        passage: PassageRef {
            answer,
            range: (0, 4).into(),
        },
        text: text.into(),
    }
}

fn table(rows: usize) -> Block {
    let row = |text: &str| Row {
        cells: vec![Cell { runs: plain(text) }, Cell { runs: plain("b") }],
    };
    Block::Table(Table {
        id: id("t"),
        head: vec![row("Day")],
        rows: (0..rows).map(|_| row("a")).collect(),
    })
}

/// A document with every kind of block.
fn full() -> Narrative {
    let item = |texts: &[&str]| Item {
        paragraphs: texts.iter().map(|t| paragraph(None, plain(t))).collect(),
    };
    let list = |start, name| List {
        id: id(name),
        start,
        items: vec![item(&["first", "more"]), item(&["second"])],
    };
    let mut narrative = narrative(vec![
        Block::Heading(Heading {
            id: id("h"),
            level: 9,
            runs: plain("Heading"),
        }),
        numbered(1),
        Block::List(list(None, "l")),
        Block::PageBreak(PageBreak {
            id: id("b"),
            source: source(),
        }),
        table(2),
        Block::Blank(paragraph(None, plain("blank"))),
        Block::Picture(Picture {
            id: id("p"),
            alt: plain("a line"),
            svg: "<svg/>".into(),
            source: source(),
        }),
        Block::Signature(paragraph(None, plain("Place"))),
        Block::Signature(paragraph(None, plain("Name"))),
    ]);
    let Block::List(list) = &mut narrative.blocks[2] else {
        panic!("a list was made");
    };
    for (index, paragraph) in list
        .items
        .iter_mut()
        .flat_map(|i| &mut i.paragraphs)
        .enumerate()
    {
        paragraph.id = id(&format!("item {index}"));
    }
    narrative.notes.push(note(&narrative, "Where it is from."));
    narrative
}

#[test]
fn every_part_is_xml_and_is_named_where_it_must_be() {
    let parts = parts(&docx(&full()));
    for (name, text) in &parts {
        assert!(Document::parse(text).is_ok(), "{name}");
        let part = name
            .strip_prefix("word/")
            .filter(|n| !n.starts_with("_rels"));
        let Some(part) = part else { continue };
        let types = &parts["[Content_Types].xml"];
        assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name}");
        let target = format!("Target=\"{part}\"");
        assert!(
            part == "document.xml" || parts["word/_rels/document.xml.rels"].contains(&target),
            "{name}"
        );
    }
    assert_eq!(parts.len(), 11);
}

#[test]
fn every_style_that_is_used_is_defined() {
    let narrative = full();
    let parts = parts(&docx(&narrative));
    let styles = &parts["word/styles.xml"];
    assert!(!styles.contains('{'), "{styles}");
    for name in ["document", "header", "footer", "comments"] {
        let tree = Document::parse(&parts[&format!("word/{name}.xml")]).unwrap();
        for node in tree.descendants() {
            if let "pStyle" | "rStyle" | "tblStyle" = node.tag_name().name() {
                let style = node.attribute((MAIN, "val")).unwrap();
                assert!(
                    styles.contains(&format!("w:styleId=\"{style}\"")),
                    "{style}"
                );
            }
        }
    }
}

#[test]
fn all_is_compressed_and_nothing_carries_a_time() {
    let bytes = docx(&full());
    let mut zip = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for index in 0..zip.len() {
        let file = zip.by_index(index).unwrap();
        assert_eq!(file.compression(), CompressionMethod::Deflated);
        assert_eq!(file.last_modified(), Some(DateTime::DEFAULT));
    }
    assert_eq!(
        zip.by_index(0).unwrap().name().unwrap(),
        "[Content_Types].xml"
    );
}

#[test]
fn the_file_says_title_and_language_and_no_one_it_was_not_told_of() {
    let mut narrative = of(plain("told"));
    let core = part(&narrative, "docProps/core.xml");
    assert!(core.contains("<dc:title>Statement &lt;1&gt;</dc:title>"));
    assert!(core.contains("<dc:language>en</dc:language>"));
    for sign in ["creator", "created", "modified", "lastModifiedBy"] {
        assert!(!core.contains(sign), "{sign}");
    }
    narrative.meta.author = Some("A & B".into());
    let core = part(&narrative, "docProps/core.xml");
    assert!(core.contains("<dc:creator>A &amp; B</dc:creator>"));
}

#[test]
fn each_block_has_its_style_and_its_words() {
    let xml = document(&full());
    let read = paragraphs(&xml);
    let read: Vec<(&str, &str)> = read.iter().map(|(s, t)| (s.as_str(), t.as_str())).collect();
    assert_eq!(
        read,
        [
            ("Heading6", "Heading"),
            ("Told", "told 1"),
            ("ListBullet", "first"),
            ("ListContinue", "more"),
            ("ListBullet", "second"),
            ("Gap", ""),
            ("TableHead", "Day"),
            ("TableHead", "b"),
            ("TableText", "a"),
            ("TableText", "b"),
            ("TableText", "a"),
            ("TableText", "b"),
            ("Gap", ""),
            ("MissingText", "blank"),
            ("Picture", "[Picture: a line]"),
            ("Signature", "\t\nPlace"),
            ("Signature", "\t\nName"),
        ]
    );
}

#[test]
fn each_paragraph_stands_whole_in_one_bookmark_of_its_name() {
    let narrative = full();
    let marks = bookmarks(&document(&narrative));
    let names: BTreeSet<&str> = marks.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names.len(), marks.len());
    assert!(names.iter().all(|name| name.len() <= 40));
    for (block, text) in [
        (0, "Heading"),
        (1, "told 1"),
        (6, "[Picture: a line]"),
        (7, "Place"),
    ] {
        let name = format!("_st_{}", narrative.blocks[block].id());
        assert!(marks.contains(&(name, text.to_owned())), "{text}");
    }
    let cell = format!("_st_{}_c3", narrative.blocks[4].id());
    assert!(marks.contains(&(cell, "a".to_owned())));
    assert_eq!(marks.len(), 15);
}

#[test]
fn numbers_that_go_on_are_those_of_the_style_alone() {
    let xml = document(&narrative(vec![numbered(1), table(1), numbered(2)]));
    assert!(!xml.contains("w:numPr"), "{xml}");
}

#[test]
fn a_number_that_does_not_follow_is_shown_as_it_is() {
    let narrative = narrative(vec![numbered(1), numbered(4), numbered(5)]);
    let xml = document(&narrative);
    assert_eq!(xml.matches("<w:numId w:val=\"3\"/>").count(), 2);
    let numbering = part(&narrative, "word/numbering.xml");
    assert!(numbering.contains(
        "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">\
         <w:startOverride w:val=\"4\"/>"
    ));
}

#[test]
fn sources_are_comments_around_the_paragraph_without_author_or_date() {
    let mut narrative = of(plain("told"));
    narrative.notes.push(note(&narrative, "Told on 2 March."));
    narrative.notes.push(note(&narrative, "And <later>."));
    let comments = part(&narrative, "word/comments.xml");
    let texts: Vec<String> = paragraphs(&comments).into_iter().map(|(_, t)| t).collect();
    assert_eq!(texts, ["Told on 2 March.", "And <later>."]);
    assert!(comments.contains("<w:comment w:id=\"0\" w:author=\"Where this is from\">"));
    assert!(!comments.contains("w:date"));
    let xml = document(&narrative);
    let places = [
        "bookmarkStart",
        "commentRangeStart",
        "told",
        "commentRangeEnd",
        "bookmarkEnd",
    ]
    .map(|sign| xml.find(sign).unwrap());
    assert!(places.is_sorted(), "{xml}");
}

#[test]
fn a_submission_of_a_real_case_has_neither_comments_nor_a_header() {
    let mut narrative = of(plain("told"));
    narrative.meta.header.clear();
    let parts = parts(&docx(&narrative));
    assert!(!parts.contains_key("word/comments.xml") && !parts.contains_key("word/header.xml"));
    assert!(!parts["word/document.xml"].contains("headerReference"));
}

#[test]
fn every_page_says_what_the_paper_is_not_for_and_which_page_it_is() {
    let mut narrative = of(plain("told"));
    let header = paragraphs(&part(&narrative, "word/header.xml"));
    assert_eq!(
        header,
        [("Header".into(), "Working paper, not for filing".into())]
    );
    let mut footer = |code: &str| {
        narrative.meta.language = code.parse().unwrap();
        let xml = part(&narrative, "word/footer.xml");
        assert!(xml.contains(" PAGE ") && xml.contains(" NUMPAGES "));
        paragraphs(&xml).remove(0).1
    };
    assert_eq!(
        ["en", "da", "th"].map(&mut footer),
        ["Page 1 of 1", "Side 1 af 1", "1 / 1"]
    );
}

#[test]
fn the_paper_is_that_of_the_template() {
    let mut narrative = of(plain("told"));
    narrative.meta.page.paper = Paper::Letter;
    narrative.meta.page.margin_mm = 35;
    narrative.meta.page.text_pt = 12;
    let xml = document(&narrative);
    assert!(
        xml.contains("<w:pgSz w:w=\"12246\" w:h=\"15817\"/>"),
        "{xml}"
    );
    assert!(xml.contains("w:top=\"1984\" w:right=\"1984\" w:bottom=\"1984\" w:left=\"1984\""));
    let styles = part(&narrative, "word/styles.xml");
    assert!(styles.contains("<w:sz w:val=\"24\"/>") && styles.contains("w:line=\"360\""));
}

#[test]
fn the_document_and_words_in_another_language_say_so() {
    let narrative = of(vec![
        in_language("fortalt", "da"),
        run("told", Style::Plain),
    ]);
    let styles = part(&narrative, "word/styles.xml");
    assert!(styles.contains("<w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"en-GB\"/>"));
    let xml = document(&narrative);
    assert_eq!(xml.matches("<w:lang w:val=\"da-DK\"").count(), 1);
    assert!(!xml.contains("en-GB"));
}

#[test]
fn a_paragraph_from_the_right_is_marked_and_a_name_from_the_right_is_a_run() {
    let bidi = |runs: Vec<Run>| document(&of(runs)).matches("<w:bidi/>").count();
    assert_eq!(bidi(vec![in_language("قالت لي أمي", "ar")]), 1);
    let mixed = vec![run("She said مرحبا to me.", Style::Plain)];
    let xml = document(&of(mixed));
    assert!(!xml.contains("<w:bidi/>"));
    assert!(xml.contains("<w:rPr><w:rtl/></w:rPr><w:t xml:space=\"preserve\">مرحبا</w:t>"));
}

#[test]
fn a_document_from_the_right_has_its_pages_and_tables_so() {
    let mut narrative = narrative(vec![table(1)]);
    narrative.meta.direction = Direction::Rtl;
    narrative.meta.language = "ar".parse().unwrap();
    let xml = document(&narrative);
    assert!(xml.contains("<w:bidiVisual/>") && xml.contains("<w:bidi/></w:sectPr>"));
}

#[test]
fn heads_of_tables_are_repeated_and_rows_stay_whole() {
    let xml = document(&narrative(vec![table(3)]));
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(xml.matches("<w:cantSplit/>").count(), 4);
}

#[test]
fn a_row_with_fewer_cells_still_has_every_column() {
    let mut block = table(1);
    let Block::Table(table) = &mut block else {
        panic!("a table was made");
    };
    table.rows[0].cells.truncate(1);
    assert_eq!(
        document(&narrative(vec![block])).matches("<w:tc>").count(),
        4
    );
}

#[test]
fn what_follows_a_page_break_begins_the_page() {
    let page = || {
        Block::PageBreak(PageBreak {
            id: id("b"),
            source: source(),
        })
    };
    let xml = document(&narrative(vec![page(), numbered(1), numbered(2), page()]));
    assert!(
        xml.contains("<w:pStyle w:val=\"Told\"/><w:pageBreakBefore/>"),
        "{xml}"
    );
    assert_eq!(xml.matches("pageBreakBefore").count(), 1);
}

#[test]
fn lines_to_sign_on_stay_together_and_with_the_text_before_them() {
    let line = |name| Block::Signature(paragraph(None, plain(name)));
    let xml = document(&narrative(vec![
        numbered(1),
        numbered(2),
        line("a"),
        line("b"),
    ]));
    let keeps = "<w:keepNext/>";
    assert_eq!(xml.matches(keeps).count(), 2);
    for style in ["Told", "Signature"] {
        assert!(xml.contains(&format!("<w:pStyle w:val=\"{style}\"/>{keeps}")));
    }
}

#[test]
fn looks_are_styles() {
    let looks = [Style::Emphasis, Style::Strong, Style::Blank];
    let xml = document(&of(looks.map(|look| run("x", look)).to_vec()));
    for style in ["Emphasis", "Strong", "Missing"] {
        assert!(
            xml.contains(&format!("<w:rStyle w:val=\"{style}\"/>")),
            "{style}"
        );
    }
}

#[test]
fn characters_that_no_xml_holds_are_shown() {
    let xml = document(&of(plain("a\u{0}\u{1b}\r\u{FFFE}b")));
    assert_eq!(paragraphs(&xml)[0].1, "a␀␛␍\u{FFFD}b");
}

/// The text that comes back: all of it, and after it only marks that end what it turned.
fn comes_back(text: &str, read: &str) -> bool {
    let shown: String = text.chars().map(picture).collect();
    read.strip_prefix(&shown)
        .is_some_and(|rest| rest.chars().all(|c| matches!(c, '\u{202C}' | '\u{2069}')))
}

proptest! {
    #[test]
    fn any_text_comes_back_out(text in prop_oneof![WORDS.prop_map(String::from), any::<String>(),
        "[ -~\\n\\ta-bا-تก-ฮ\u{301}\u{202E}\u{2066}\u{2069}]{0,40}"]) {
        let xml = document(&of(plain(&text)));
        let read = paragraphs(&xml);
        prop_assert_eq!(read.len(), 1);
        prop_assert!(comes_back(&text, &read[0].1), "{:?}", read[0].1);
        prop_assert!(comes_back(&text, &bookmarks(&xml)[0].1));
    }

    #[test]
    fn texts_of_any_language_come_back_in_order(
        parts in prop::collection::vec((WORDS, 0_usize..5), 1..5)
    ) {
        let codes = ["en", "ar", "am", "th", "zh"];
        let runs: Vec<Run> = parts.iter().map(|(text, code)| in_language(text, codes[*code])).collect();
        let read = paragraphs(&document(&of(runs))).remove(0).1;
        let marks = |c: &char| !matches!(*c, '\u{202C}' | '\u{2069}');
        let shown = parts.iter().flat_map(|(text, _)| text.chars().map(picture));
        prop_assert_eq!(
            read.chars().filter(marks).collect::<String>(),
            shown.filter(marks).collect::<String>()
        );
    }

    #[test]
    fn the_same_narrative_gives_the_same_file(text in WORDS) {
        let narrative = of(plain(&text));
        prop_assert_eq!(docx(&narrative), docx(&narrative));
    }

    #[test]
    fn numbers_are_those_of_the_narrative(numbers in prop::collection::vec(1_u32..6, 1..12)) {
        let narrative = narrative(numbers.iter().map(|n| numbered(*n)).collect());
        prop_assert_eq!(counted(&narrative), numbers);
    }
}

/// Counts the numbered paragraphs as Word does: each list from its start.
fn counted(narrative: &Narrative) -> Vec<u32> {
    let numbering = part(narrative, "word/numbering.xml");
    let tree = Document::parse(&numbering).unwrap();
    let mut next: BTreeMap<String, u32> = BTreeMap::new();
    for list in tree.descendants().filter(|n| is(n, "num")) {
        let start = val(&list, "startOverride").unwrap_or("1").parse().unwrap();
        next.insert(list.attribute((MAIN, "numId")).unwrap().to_owned(), start);
    }
    let xml = document(narrative);
    let tree = Document::parse(&xml).unwrap();
    let paragraphs = tree.descendants().filter(|n| is(n, "p"));
    paragraphs
        .map(|p| {
            let number = next.get_mut(val(&p, "numId").unwrap_or("1")).unwrap();
            *number += 1;
            *number - 1
        })
        .collect()
}

#[test]
fn a_paragraph_without_words_still_has_its_place() {
    let empty = Paragraph {
        id: id("empty"),
        number: None,
        runs: Vec::new(),
    };
    let xml = document(&narrative(vec![Block::Paragraph(empty)]));
    assert_eq!(paragraphs(&xml), [("Normal".to_owned(), String::new())]);
}
