mod pdf;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

use super::*;
use crate::guide::NarrateVoice;
use crate::narrative::{
    Block, BlockId, Cell, Edition, Heading, Item, List, Meta, Narrative, Page, PageBreak,
    Paragraph, Picture, Row, Run, Source, SourceNote, Style, Table,
};
use crate::record::{EntryRef, LogId, PassageRef};
use crate::text::markup::picture;
use crate::text::{Direction, Lang};

pub(super) fn source() -> Source {
    Source::Particular {
        name: "label".into(),
    }
}

pub(super) fn run(text: &str, style: Style) -> Run {
    Run {
        text: text.into(),
        language: Lang::en(),
        style,
        source: source(),
    }
}

pub(super) fn plain(text: &str) -> Vec<Run> {
    vec![run(text, Style::Plain)]
}

pub(super) fn id(name: &str) -> BlockId {
    BlockId::from_key(name)
}

pub(super) fn paragraph(number: Option<u32>, runs: Vec<Run>) -> Paragraph {
    let text: String = runs.iter().map(|r| r.text.as_str()).collect();
    Paragraph {
        id: id(&format!("{number:?} {text}")),
        number,
        runs,
    }
}

pub(super) fn narrative(blocks: Vec<Block>) -> Narrative {
    Narrative {
        meta: Meta {
            title: "Statement <1>".into(),
            template: "statement".into(),
            language: Lang::en(),
            direction: Direction::Ltr,
            edition: Edition::Working,
            voice: NarrateVoice::First,
            recipient: None,
            scope: None,
            dated: None,
            demo: false,
            header: vec!["Working paper, not for filing".into()],
            jurisdiction: "DK".into(),
            law_as_of: "2026-03-01".into(),
            page: Page::default(),
            author: None,
        },
        blocks,
        notes: Vec::new(),
    }
}

pub(super) fn of(runs: Vec<Run>) -> Narrative {
    narrative(vec![Block::Paragraph(paragraph(Some(1), runs))])
}

/// What each paragraph of a Markdown file says, with `*` around emphasis.
fn read(markdown: &str) -> Vec<String> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.footnotes = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    let root = parse_document(&arena, markdown, &options);
    let is_text = |n: &&AstNode<'_>| {
        let node = n.data();
        matches!(
            node.value,
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell
        )
    };
    root.descendants().filter(is_text).map(said).collect()
}

fn said<'a>(node: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for child in node.children() {
        match &child.data().value {
            NodeValue::Text(part) => text.push_str(part),
            NodeValue::LineBreak => text.push('\n'),
            NodeValue::Emph => text = text + "*" + &said(child) + "*",
            NodeValue::Strong => text = text + "**" + &said(child) + "**",
            NodeValue::FootnoteReference(_) => {}
            other => text = text + "<" + other.xml_node_name() + ">",
        }
    }
    text
}

/// What Markdown keeps of words: all but control characters and blanks at the edges.
fn kept(text: &str) -> String {
    text.trim_matches(' ').chars().map(picture).collect()
}

/// The text of an HTML file, without tags.
fn without_tags(html: &str) -> String {
    let body = &html[html.find("<main>").unwrap()..html.find("</main>").unwrap()];
    let text: String = body
        .replace("<br>", "\n")
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect();
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('&') {
        let (name, after) = after.split_once(';').unwrap();
        plain.push_str(before);
        plain.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            number => char::from_u32(number[1..].parse().unwrap()).unwrap(),
        });
        rest = after;
    }
    plain + rest
}

fn policy(html: &str) -> &str {
    let start = html.find("Content-Security-Policy\" content=\"").unwrap() + 34;
    &html[start..start + html[start..].find('"').unwrap()]
}

#[test]
fn a_numbered_paragraph_is_an_item_with_its_number() {
    let words = plain("First line\nsecond - line\n- third");
    let text = markdown(&narrative(vec![Block::Paragraph(paragraph(
        Some(12),
        words,
    ))]));
    assert!(
        text.ends_with("12. First line\\\n    second - line\\\n    \\- third\n"),
        "{text}"
    );
    assert_eq!(read(&text)[1], "First line\nsecond - line\n- third");
}

#[test]
fn numbered_paragraphs_and_a_list_stay_apart() {
    let items = vec![Item {
        paragraphs: vec![
            paragraph(None, plain("an item")),
            paragraph(None, plain("more of it")),
        ],
    }];
    let list = List {
        id: id("l"),
        start: Some(1),
        items,
    };
    let text = markdown(&narrative(vec![
        Block::Paragraph(paragraph(Some(1), plain("told"))),
        Block::List(list),
    ]));
    assert!(
        text.ends_with("1. told\n\n1) an item\n\n   more of it\n"),
        "{text}"
    );
}

#[test]
fn emphasis_stands_where_markdown_takes_it_for_such() {
    let runs = vec![
        run("in 2016", Style::Emphasis),
        run(": then ", Style::Plain),
        run("Where? ", Style::Emphasis),
        run("Home.", Style::Plain),
        run("[blank]", Style::Blank),
    ];
    let text = markdown(&of(runs));
    assert_eq!(read(&text)[1], "*in 2016*: then *Where?* Home.**[blank]**");
}

#[test]
fn emphasis_that_markdown_would_not_take_is_left_out_and_no_word_is_lost() {
    let runs = vec![
        run("a", Style::Plain),
        run("(b)", Style::Emphasis),
        run("c", Style::Strong),
    ];
    assert_eq!(read(&markdown(&of(runs)))[1], "a(b)**c**");
}

#[test]
fn sources_are_footnotes() {
    let mut narrative = of(plain("told"));
    let block = narrative.blocks[0].id().clone();
    let answer = EntryRef {
        log: LogId::UNWRITTEN,
        n: 7,
    };
    let passage = PassageRef {
        answer,
        range: (0, 4).into(),
    };
    narrative.notes.push(SourceNote {
        block,
        passage,
        text: "Told on 2 March 2026.".into(),
    });
    let text = markdown(&narrative);
    assert!(
        text.ends_with("1. told[^1]\n\n[^1]: Told on 2 March 2026.\n"),
        "{text}"
    );
    assert!(
        html(&narrative).contains("role=\"note\" aria-label=\"Where this is from\"><p>Told on")
    );
}

#[test]
fn headings_tables_signatures_and_blanks_have_their_place() {
    let cell = |text: &str| Cell { runs: plain(text) };
    let row = |a: &str, b: &str| Row {
        cells: vec![cell(a), cell(b)],
    };
    let blocks = vec![
        Block::Heading(Heading {
            id: id("h"),
            level: 2,
            runs: plain("A # heading"),
        }),
        Block::Table(Table {
            id: id("t"),
            head: vec![row("Day", "a|b")],
            rows: vec![row("1\n2", "c")],
        }),
        Block::Blank(paragraph(None, plain("Certificate"))),
        Block::Signature(paragraph(None, plain("Signature"))),
        Block::PageBreak(PageBreak {
            id: id("p"),
            source: source(),
        }),
    ];
    let text = markdown(&narrative(blocks.clone()));
    assert!(text.contains("## A # heading\n"), "{text}");
    assert!(
        text.contains("| Day | a\\|b |\n| --- | --- |\n| 1 2 | c |\n"),
        "{text}"
    );
    assert!(text.contains("Signature: \\_\\_"), "{text}");
    assert!(text.ends_with("***\n"), "{text}");
    let page = html(&narrative(blocks));
    assert!(
        page.contains("<th scope=\"col\">Day</th><th scope=\"col\">a|b</th>"),
        "{page}"
    );
    assert!(page.contains("class=\"sign\"") && page.contains("class=\"missing\""));
}

#[test]
fn a_picture_is_data_in_html_and_words_in_markdown() {
    let narrative = narrative(vec![Block::Picture(Picture {
        id: id("p"),
        alt: plain("the \"line\" of time"),
        svg: "<svg onload=\"alert(1)\"/>".into(),
        source: source(),
    })]);
    let page = html(&narrative);
    assert!(page.contains("alt=\"the &quot;line&quot; of time\" src=\"data:image/svg+xml;base64,"));
    assert!(!page.contains("onload"));
    assert!(markdown(&narrative).contains("\\[Picture: the \"line\" of time\\]"));
}

#[test]
fn the_policy_of_the_page_forbids_all_but_its_own_style() {
    let page = html(&of(plain("told")));
    let style = &page[page.find("<style>").unwrap() + 7..page.find("</style>").unwrap()];
    let hash = data_encoding::BASE64.encode(&Sha256::digest(style.as_bytes()));
    let expected = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    );
    assert_eq!(policy(&page), expected);
}

#[test]
fn the_page_asks_for_nothing_and_leads_nowhere() {
    let page = html(&of(plain("<a href=\"http://a.b\">c</a> <img src=x>")));
    for sign in [
        "<a",
        "<img",
        "<script",
        "<link",
        "<iframe",
        "url(",
        "@import",
        "src=\"http",
        " style=",
    ] {
        assert!(!page.contains(sign), "{sign}");
    }
}

#[test]
fn the_page_names_its_language_and_that_of_other_words() {
    let mut narrative = of(plain("told"));
    let Block::Paragraph(paragraph) = &mut narrative.blocks[0] else {
        panic!("a paragraph was made");
    };
    for (text, code) in [("fortalt", "da"), ("قال", "ar")] {
        let language = code.parse().unwrap();
        paragraph.runs.push(Run {
            language,
            ..run(text, Style::Plain)
        });
    }
    let page = html(&narrative);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">"));
    assert!(page.contains("<span lang=\"da\" dir=\"ltr\">fortalt</span>"));
    assert!(page.contains("<bdi lang=\"ar\" dir=\"rtl\">قال</bdi>"));
}

#[test]
fn words_that_turn_the_direction_are_kept_apart() {
    let page = html(&of(plain("a\u{202E}b")));
    assert!(page.contains("<bdi lang=\"en\" dir=\"ltr\">a&#8238;b</bdi>"));
}

#[test]
fn the_page_has_a_title_a_landmark_and_what_every_page_says() {
    let page = html(&of(plain("told")));
    assert!(page.contains("<title>Statement &lt;1&gt;</title>"));
    assert!(page.contains("<main>") && page.contains("<header class=\"every-page\">"));
    assert!(page.contains("<p>Working paper, not for filing</p>"));
    assert!(page.contains("size: 210mm 297mm; margin: 25mm"));
}

#[test]
fn a_submission_of_a_real_case_has_no_header() {
    let mut narrative = of(plain("told"));
    narrative.meta.header.clear();
    assert!(!html(&narrative).contains("<header"));
    assert_eq!(markdown(&narrative), "1. told\n");
}

#[test]
fn numbered_paragraphs_go_on_after_others() {
    let blocks = vec![
        Block::Paragraph(paragraph(Some(1), plain("a"))),
        Block::Paragraph(paragraph(None, plain("b"))),
        Block::Paragraph(paragraph(Some(2), plain("c"))),
    ];
    let page = html(&narrative(blocks));
    assert!(page.contains("<ol class=\"told\" start=\"1\">") && page.contains("start=\"2\">"));
}

#[test]
fn every_block_can_be_found_by_its_name() {
    let narrative = of(plain("told"));
    let name = format!("id=\"st_{}\"", narrative.blocks[0].id());
    assert_eq!(html(&narrative).matches(&name).count(), 1);
}

pub(super) const WORDS: &str =
    "\\PC{1,60}|[ -~]{1,60}|[\\s\\p{Cf}a*_#.1-]{1,30}|(www|http://|a@b)[a-c.:/@]{1,10}";
const LOOKS: [Style; 4] = [Style::Plain, Style::Emphasis, Style::Strong, Style::Blank];

proptest! {
    #[test]
    fn words_read_back_from_markdown(text in WORDS) {
        let text = text.replace(['\r', '\n'], "");
        prop_assume!(!text.trim().is_empty());
        prop_assert_eq!(read(&markdown(&of(plain(&text)))).remove(1), kept(&text));
    }

    #[test]
    fn words_in_any_look_read_back_from_markdown(
        parts in prop::collection::vec((WORDS, 0_usize..4), 1..5)
    ) {
        let runs: Vec<Run> = parts
            .iter()
            .map(|(text, look)| run(&text.replace(['\r', '\n'], ""), LOOKS[*look]))
            .collect();
        let all: String = runs.iter().map(|r| r.text.as_str()).collect();
        prop_assume!(!all.trim().is_empty());
        let read = read(&markdown(&of(runs))).remove(1);
        prop_assert_eq!(read.replace('*', ""), kept(&all).replace('*', ""));
        prop_assert!(!read.contains('<') || all.contains('<'));
    }

    #[test]
    fn words_read_back_from_html(text in WORDS) {
        let text = text.replace('\r', "");
        let page = html(&of(plain(&text)));
        let shown: String = text.chars().map(picture).collect();
        prop_assert!(without_tags(&page).contains(&shown), "{page}");
    }

    #[test]
    fn the_same_narrative_gives_the_same_bytes(text in WORDS) {
        let narrative = of(plain(&text));
        prop_assert_eq!(html(&narrative), html(&narrative));
        prop_assert_eq!(markdown(&narrative), markdown(&narrative));
    }
}
