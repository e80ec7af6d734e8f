//! A real account goes in, and every word of it comes out: once, in the order told, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use super::home::Home;

/// One answer of the account, as its own file has it.
struct Told {
    question: Option<String>,
    answer: String,
}

/// A paragraph of a document: the question before it, and the words.
#[derive(Debug)]
struct Paragraph {
    question: Option<String>,
    words: String,
}

fn account() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/picquet-1860");
    if !folder.exists() {
        eprintln!("passed over: there is no {}", folder.display());
        return None;
    }
    Some(folder)
}

/// Reads the account without a line of the program.
fn told(folder: &Path) -> Vec<Told> {
    let text = fs::read_to_string(folder.join("turns.jsonl")).unwrap();
    let lines = text.lines().map(|line| {
        let turn: serde_json::Value = serde_json::from_str(line).unwrap();
        Told {
            question: turn["question"].as_str().map(str::to_owned),
            answer: turn["answer"].as_str().unwrap().to_owned(),
        }
    });
    lines.collect()
}

/// Reads the numbered paragraphs of a statement in Markdown. Whatever else stands between the two
/// headings is a fault.
fn markdown(text: &str) -> Vec<Paragraph> {
    let (_, told) = text.split_once("\n## What I told\n").unwrap();
    let (told, _) = told.split_once("\n## Reading back\n").unwrap();
    let parts = told.split("\n\n").filter(|part| !part.trim().is_empty());
    let paragraphs = (1..).zip(parts).map(|(n, part)| {
        let part = part.trim().strip_prefix(&format!("{n}. "));
        let part = part.expect("a numbered paragraph");
        let part = part
            .strip_suffix(&format!("[^{n}]"))
            .expect("one note at the end");
        let (question, words) = match part.strip_prefix('*').and_then(|p| p.split_once("* ")) {
            Some((question, words)) => (Some(unescaped(question)), words),
            None => (None, part),
        };
        Paragraph {
            question,
            words: unescaped(words),
        }
    });
    paragraphs.collect()
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation) {
            out.extend(chars.next());
        } else {
            out.push(c);
        }
    }
    out
}

/// Reads the numbered paragraphs of a statement in HTML, without the sources beside them.
fn html(text: &str) -> Vec<Paragraph> {
    let (_, told) = text.split_once(">What I told</h2>").unwrap();
    let (told, _) = told.split_once("<h2").unwrap();
    let items = told.split("<li>").skip(1).map(|item| {
        let (item, note) = item
            .split_once("<div class=\"source\"")
            .expect("a source beside it");
        assert_eq!(note.matches("<p>").count(), 1, "one source beside each");
        let (_, item) = item.split_once("<p id=").unwrap();
        let (_, item) = item.split_once('>').unwrap();
        let (question, words) = match item
            .strip_prefix("<em>")
            .and_then(|i| i.split_once("</em> "))
        {
            Some((question, words)) => (Some(plain(question)), words),
            None => (None, item),
        };
        Paragraph {
            question,
            words: plain(words),
        }
    });
    items.collect()
}

/// Returns the text of HTML.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let shown = part.split_once('>').map_or(part, |(_, shown)| shown);
        text.push_str(shown);
        text.push(' ');
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(text, |text, (entity, sign)| text.replace(entity, sign))
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Says where a document and the account part: a word that is missing, added, doubled or moved, or a
/// question before an answer that is not its own.
fn compare(told: &[Told], paragraphs: &[Paragraph]) -> Result<(), String> {
    let mut paragraphs = paragraphs.iter();
    for (n, told) in (1..).zip(told) {
        let expected = words(&told.answer);
        let mut found: Vec<&str> = Vec::new();
        while found.len() < expected.len() {
            let paragraph = paragraphs.next().ok_or(format!("answer {n} is cut off"))?;
            let own = paragraph.question.as_deref().map(words);
            if own.is_some() && (!found.is_empty() || own != told.question.as_deref().map(words)) {
                return Err(format!("answer {n} stands after another question"));
            }
            found.extend(words(&paragraph.words));
        }
        if found != expected {
            return Err(format!("answer {n} has other words"));
        }
    }
    match paragraphs.next() {
        None => Ok(()),
        Some(_) => Err("something stands after the last answer".to_owned()),
    }
}

/// Takes the account in and returns a statement.
fn statement(home: &Home, file: &Path, format: &str) -> String {
    let file = file.display().to_string();
    let consent = ["--consent", "C2,C6", "--basis", "published in 1861"];
    let said = home
        .demo(&[&["import", "Louisa", &file][..], &consent].concat())
        .done();
    assert!(said.err.ends_with("Took in 82 answers\n"), "{}", said.err);
    home.demo(&["narrative", "Louisa", "--format", format])
        .done()
        .out
}

#[test]
fn every_word_of_a_real_account_stands_in_the_statement_once_and_in_order() {
    let Some(folder) = account() else { return };
    let told = told(&folder);
    assert!(told.iter().map(|t| words(&t.answer).len()).sum::<usize>() > 6_000);
    for file in ["transcript.txt", "turns.jsonl"] {
        for format in ["md", "html"] {
            let text = statement(&Home::with_vault(), &folder.join(file), format);
            let paragraphs = if format == "md" {
                markdown(&text)
            } else {
                html(&text)
            };
            assert_eq!(compare(&told, &paragraphs), Ok(()), "{file} as {format}");
            let asked = paragraphs.iter().filter(|p| p.question.is_some()).count();
            assert!(asked > 20, "{asked} questions stand before short answers");
        }
    }
}

/// Makes the statement of an account that was taken in, as a file.
fn file_of(home: &Home, format: &str) -> PathBuf {
    let name = format!("louisa.{format}");
    home.demo(&["narrative", "Louisa", "--format", format, "--out", &name])
        .done();
    home.path(&name)
}

/// Returns the words between the two headings, in a text that has a line for each heading.
fn between(text: &str) -> Vec<String> {
    let (_, told) = text.split_once("What I told\n").unwrap();
    let (told, _) = told.split_once("Reading back\n").unwrap();
    words(told).into_iter().map(str::to_owned).collect()
}

/// Returns the text of a Word file, a line for each paragraph; Word counts the paragraphs itself.
fn docx(file: &Path) -> String {
    let mut parts = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut xml = String::new();
    let mut part = parts.by_name("word/document.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut xml).unwrap();
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let mut text = String::new();
    for node in tree.descendants() {
        match node.tag_name().name() {
            "p" => text.push('\n'),
            "br" | "tab" => text.push(' '),
            "t" => text.push_str(node.text().unwrap_or_default()),
            _ => {}
        }
    }
    text
}

/// Returns the text of a PDF without what stands on every page; `None` where there is no `pdftotext`.
fn pdf(file: &Path) -> Option<String> {
    let output = std::process::Command::new("pdftotext")
        .arg(file)
        .arg("-")
        .output();
    let Ok(output) = output else {
        assert!(
            std::env::var_os("CI").is_none(),
            "pdftotext is not installed"
        );
        eprintln!("passed over: pdftotext is not installed");
        return None;
    };
    let text = String::from_utf8(output.stdout)
        .unwrap()
        .replace('\u{c}', "\n");
    let on_every_page = |line: &&str| {
        line.starts_with("Working paper, not")
            || line.starts_with("Demo: a made-up")
            || line.starts_with("Page ")
    };
    let lines: Vec<&str> = text.lines().filter(|line| !on_every_page(line)).collect();
    Some(lines.join("\n"))
}

/// Says where words part from those expected; numbers of paragraphs and notes may stand between them.
fn follow(expected: &[&str], found: &[String]) -> Result<(), String> {
    let number = |word: &str| {
        let digits = word.trim_matches(['.', '[', ']']);
        digits.bytes().all(|b| b.is_ascii_digit())
    };
    let mut expected = expected.iter().peekable();
    for word in found {
        let Some(next) = expected.peek() else {
            if number(word) {
                continue;
            }
            return Err(format!("`{word}` stands after the last word"));
        };
        if word.strip_prefix(**next).is_some_and(number) {
            expected.next();
        } else if !number(word) {
            return Err(format!("`{word}` stands for `{next}`"));
        }
    }
    match expected.next() {
        None => Ok(()),
        Some(word) => Err(format!("`{word}` is missing")),
    }
}

#[test]
fn every_word_of_a_real_account_stands_in_word_and_pdf_files_too() {
    let Some(folder) = account() else { return };
    let home = Home::with_vault();
    let paragraphs = html(&statement(&home, &folder.join("turns.jsonl"), "html"));
    let texts = paragraphs
        .iter()
        .flat_map(|p| p.question.iter().chain([&p.words]));
    let expected: Vec<&str> = texts.flat_map(|text| words(text)).collect();
    assert!(expected.len() > 6_000);
    let in_word = between(&docx(&file_of(&home, "docx")));
    assert_eq!(in_word, expected, "as Word has it");
    if let Some(text) = pdf(&file_of(&home, "pdf")) {
        // `pdftotext` joins what a line end parts after a hyphen, and leaves that hyphen out.
        let without = |word: &str| Some(word.replace('-', "")).filter(|word| !word.is_empty());
        let expected: Vec<String> = expected.iter().filter_map(|word| without(word)).collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        let found: Vec<String> = between(&text)
            .iter()
            .filter_map(|word| without(word))
            .collect();
        assert_eq!(follow(&expected, &found), Ok(()), "as PDF");
    }
}

#[test]
fn following_notices_a_word_that_is_missing_added_or_moved() {
    let found =
        |text: &str| -> Vec<String> { words(text).into_iter().map(str::to_owned).collect() };
    let expected = ["one", "two.", "1860", "end"];
    for good in ["1. one two.[1] 1860 end [2]", "one 2. two. 1860 end"] {
        assert_eq!(follow(&expected, &found(good)), Ok(()), "{good}");
    }
    for bad in [
        "one 1860 end",
        "one two. 1860",
        "one two. 1860 end more",
        "two. one 1860 end",
    ] {
        assert!(follow(&expected, &found(bad)).is_err(), "{bad}");
    }
}

#[test]
fn the_comparison_notices_one_word_that_is_missing_added_doubled_or_moved() {
    let told = || {
        let answer = "one two three two".to_owned();
        [Told {
            question: Some("Why?".to_owned()),
            answer,
        }]
    };
    let of = |parts: &[(Option<&str>, &str)]| -> Vec<Paragraph> {
        let paragraph = |(question, words): &(Option<&str>, &str)| Paragraph {
            question: question.map(str::to_owned),
            words: (*words).to_owned(),
        };
        parts.iter().map(paragraph).collect()
    };
    for good in [
        &[(Some("Why?"), "one two three two")][..],
        &[(None, "one two"), (None, "three two")],
    ] {
        assert_eq!(compare(&told(), &of(good)), Ok(()));
    }
    for bad in [
        &[(None, "one two three")][..],
        &[(None, "one two three two four")],
        &[(None, "one two two three")],
        &[(None, "one two three two"), (None, "two")],
        &[(Some("Who?"), "one two three two")],
        &[(None, "one two"), (Some("Why?"), "three two")],
    ] {
        assert!(compare(&told(), &of(bad)).is_err(), "{bad:?}");
    }
}

#[test]
fn signs_that_mean_something_in_markdown_and_html_come_out_as_they_were_said() {
    let said =
        "1. *not* _a_ `list` <b>bold</b> &amp; [a](b) {{ person }} {% raw %} # head | cell \\ end";
    let home = Home::with_vault();
    home.write("t.txt", &format!("A: {said}\n"));
    home.demo(&["import", "Swallow", "t.txt"]).done();
    let show = |format| {
        home.demo(&["narrative", "Swallow", "--format", format])
            .done()
            .out
    };
    assert_eq!(markdown(&show("md"))[0].words, said);
    let html = html(&show("html"));
    assert_eq!(words(&html[0].words), words(said));
}
