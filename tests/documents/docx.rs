//! Word files: what is in them, and what LibreOffice makes of them.

use std::collections::BTreeMap;
use std::io::{Cursor, ErrorKind, Read as _};
use std::path::Path;
use std::process::Command;

use heard::document::docx;
use heard::narrative::{Block, Narrative, Run};
use heard::text::markup::picture;
use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::{Expected, scripts, statement};

/// Every document that is tried.
fn all() -> Vec<(&'static str, Narrative)> {
    let mut all = statement::all();
    all.push(("scripts.en", scripts::scripts()));
    all.push(("scripts.ar", scripts::from_the_right()));
    all
}

/// The text in a file, a line each paragraph with its style before it; then that of its other parts.
fn inside(bytes: &[u8]) -> String {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut out = String::new();
    for name in ["header", "document", "footer", "comments"] {
        let Ok(mut file) = zip.by_name(&format!("word/{name}.xml")) else {
            continue;
        };
        let mut xml = String::new();
        file.read_to_string(&mut xml).expect("text");
        out = out + "== " + name + "\n";
        let tree = Document::parse(&xml).expect("a part is XML");
        let paragraphs = tree.descendants().filter(|n| n.tag_name().name() == "p");
        for paragraph in paragraphs {
            out += &line(&paragraph);
        }
    }
    out
}

fn line(paragraph: &Node<'_, '_>) -> String {
    let (mut style, mut text) = ("", String::new());
    for node in paragraph.descendants() {
        let parent = node.parent().map_or("", |parent| parent.tag_name().name());
        match node.tag_name().name() {
            "pStyle" => style = node.attributes().next().map_or("", |a| a.value()),
            "t" => text += node.text().unwrap_or_default(),
            "br" => text.push('\n'),
            "tab" if parent == "r" => text.push('\t'),
            _ => {}
        }
    }
    format!("{style}: {}\n", text.replace('\n', "\n  "))
}

#[test]
fn files_say_what_is_expected() {
    let mut expected = Expected::new("docx");
    for (name, narrative) in all() {
        expected.add(&format!("{name}.txt"), inside(&docx(&narrative)));
    }
    expected.compare();
}

#[test]
fn a_file_names_nothing_held_back_and_no_one_who_made_it() {
    for (name, narrative) in all() {
        let bytes = docx(&narrative);
        let mut zip = ZipArchive::new(Cursor::new(&bytes)).expect("a zip file");
        for index in 0..zip.len() {
            let mut text = String::new();
            let mut file = zip.by_index(index).expect("a part");
            file.read_to_string(&mut text).expect("text");
            for sign in [
                "SECRET",
                "Heard",
                "dc:creator",
                "dcterms",
                "w:date",
                "w:rsid",
            ] {
                assert!(!text.contains(sign), "{name}: {sign}");
            }
        }
    }
}

#[test]
fn files_are_the_same_each_time_and_different_for_each_document() {
    let once: Vec<Vec<u8>> = all().iter().map(|(_, n)| docx(n)).collect();
    let again: Vec<Vec<u8>> = all().iter().map(|(_, n)| docx(n)).collect();
    assert!(once == again);
    for (index, file) in once.iter().enumerate() {
        assert!(!once[index + 1..].contains(file));
    }
}

/// Converts files with LibreOffice; `None` where it is not installed.
fn converted(to: &str) -> Option<Vec<(Narrative, Vec<u8>)>> {
    let folder = tempfile::tempdir().expect("a folder");
    let documents = all();
    let paths: Vec<_> = documents
        .iter()
        .map(|(name, _)| folder.path().join(format!("{name}.docx")))
        .collect();
    for (path, (_, narrative)) in paths.iter().zip(&documents) {
        write(path, &docx(narrative));
    }
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let mut office = Command::new("soffice");
    office.args([&profile, "--headless", "--convert-to", to, "--outdir"]);
    run(office.arg(folder.path()).args(&paths))?;
    let (extension, _) = to.split_once(':').unwrap_or((to, ""));
    let read = |path: &std::path::PathBuf| {
        std::fs::read(path.with_extension(extension)).expect("LibreOffice opens the file")
    };
    let narratives = documents.into_iter().map(|(_, narrative)| narrative);
    Some(narratives.zip(paths.iter().map(read)).collect())
}

#[expect(clippy::disallowed_methods, reason = "made-up documents of a test")]
fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).expect("a file can be written");
}

/// Runs a program of another package and returns what it printed; `None` where it is not installed,
/// which is a fault where everything must be.
#[expect(
    clippy::disallowed_methods,
    reason = "a test asks whether it runs where all is installed"
)]
#[expect(clippy::print_stderr, reason = "what was not tried is said")]
fn run(command: &mut Command) -> Option<String> {
    let output = command.output();
    if let Err(error) = &output
        && error.kind() == ErrorKind::NotFound
    {
        let must = std::env::var("CI").is_ok_and(|ci| ci == "true");
        let name = command.get_program().display();
        assert!(!must, "{name} is not installed");
        eprintln!("not tried: {name} is not installed");
        return None;
    }
    let output = output.expect("the program can be started");
    assert!(output.status.success(), "{output:?}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The words of a narrative, block by block, with the numbers that stand before them.
fn expected_lines(narrative: &Narrative) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &narrative.blocks {
        match block {
            Block::Paragraph(p) => {
                let number = p.number.map_or_else(String::new, |n| format!("{n}. "));
                lines.push(number + &text(&p.runs));
            }
            Block::List(list) => {
                for (index, item) in list.items.iter().enumerate() {
                    let at = u32::try_from(index).expect("a short list");
                    let mark = list
                        .start
                        .map_or("• ".to_owned(), |n| format!("{}) ", n + at));
                    let texts = item.paragraphs.iter().map(|p| text(&p.runs));
                    lines.push(mark + &texts.collect::<Vec<_>>().join("\n"));
                }
            }
            Block::Picture(picture) => lines.push(format!("[Picture: {}]", text(&picture.alt))),
            Block::Table(table) => {
                let rows = table.head.iter().chain(&table.rows);
                lines.extend(rows.flat_map(|row| row.cells.iter().map(|cell| text(&cell.runs))));
            }
            other => lines.push(text(&other.runs().cloned().collect::<Vec<_>>())),
        }
    }
    lines
}

fn text(runs: &[Run]) -> String {
    runs.iter()
        .flat_map(|run| run.text.chars().map(picture))
        .collect()
}

/// The words of a text, so that blanks and line ends do not count.
fn words(text: &str) -> Vec<&str> {
    text.trim_start_matches('\u{FEFF}')
        .split_whitespace()
        .collect()
}

#[test]
fn libreoffice_reads_the_same_words_and_numbers_in_the_same_order() {
    let Some(files) = converted("txt:Text (encoded):UTF8") else {
        return;
    };
    for (narrative, read) in files {
        let read = String::from_utf8(read).expect("text");
        let expected = expected_lines(&narrative).join("\n");
        assert_eq!(words(&read), words(&expected));
    }
}

#[test]
fn libreoffice_prints_head_and_foot_on_every_page() {
    let Some(files) = converted("pdf") else {
        return;
    };
    for (narrative, pdf) in files {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("page.pdf");
        write(&path, &pdf);
        let Some(text) = run(Command::new("pdftotext").arg("-layout").arg(&path).arg("-")) else {
            return;
        };
        let pages: Vec<String> = text.split('\u{c}').map(bare).collect();
        let pages: Vec<&String> = pages.iter().filter(|page| !page.is_empty()).collect();
        for (index, page) in pages.iter().enumerate() {
            let foot = bare(&foot(&narrative, index + 1, pages.len()));
            assert!(page.ends_with(&foot), "{foot}: {page}");
            for line in &narrative.meta.header {
                assert!(page.contains(&bare(line)), "{line}: {page}");
            }
        }
    }
}

/// A text without blanks and without the marks of direction that a PDF's text comes with.
fn bare(text: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{202A}'..='\u{202E}');
    text.chars()
        .filter(|c| !c.is_whitespace() && !is_mark(*c))
        .collect()
}

fn foot(narrative: &Narrative, page: usize, pages: usize) -> String {
    match narrative.meta.language.as_str() {
        "en" => format!("Page {page} of {pages}"),
        "da" => format!("Side {page} af {pages}"),
        _ => format!("{page} / {pages}"),
    }
}

/// What LibreOffice keeps of a file when it saves it as its own: bookmarks, comments, languages.
#[test]
fn libreoffice_keeps_bookmarks_comments_and_languages() {
    let Some(files) = converted("odt") else {
        return;
    };
    for (narrative, odt) in files {
        let mut zip = ZipArchive::new(Cursor::new(&odt)).expect("a zip file");
        let mut parts: BTreeMap<&str, String> = BTreeMap::new();
        for name in ["content.xml", "styles.xml"] {
            let mut text = String::new();
            let mut part = zip.by_name(name).expect("a part");
            part.read_to_string(&mut text).expect("text");
            parts.insert(name, text);
        }
        let content = &parts["content.xml"];
        for block in narrative.blocks.iter().filter(|b| is_one_paragraph(b)) {
            let name = format!("text:name=\"_st_{}\"", block.id());
            assert!(content.contains(&name), "{name}");
        }
        for note in &narrative.notes {
            let first = note.text.split(['<', '&', '\'']).next().unwrap_or_default();
            assert!(content.contains(first), "{first}");
        }
        assert!(parts["styles.xml"].contains(&language(&narrative)));
    }
}

fn is_one_paragraph(block: &Block) -> bool {
    !matches!(
        block,
        Block::List(_) | Block::Table(_) | Block::PageBreak(_)
    )
}

/// The language of the document as LibreOffice writes it.
fn language(narrative: &Narrative) -> String {
    match narrative.meta.language.as_str() {
        "ar" => "style:language-complex=\"ar\"".to_owned(),
        code => format!("fo:language=\"{code}\""),
    }
}
