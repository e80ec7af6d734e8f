//! The programs that read a PDF for the tests: of poppler-utils and qpdf, and `page-validation`, a
//! package of Python that checks PDF/A. That checker exists as a crate too, but as such it would switch on
//! features of others, so that the demo and the tests would need two builds of the typesetter.

use std::io::Write as _;
use std::process::Command;

/// A PDF on the disk, for as long as it is looked at.
pub(super) struct File(tempfile::NamedTempFile, Vec<u8>);

/// A word, and where it stands, in points from the upper left corner of its page.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) page: usize,
    pub(super) x: (f64, f64),
    pub(super) y: (f64, f64),
    pub(super) text: String,
}

impl File {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut file = tempfile::Builder::new()
            .suffix(".pdf")
            .tempfile()
            .expect("a file");
        file.write_all(bytes).expect("it can be written");
        Self(file, bytes.to_vec())
    }

    pub(super) fn path(&self) -> &str {
        self.0.path().to_str().expect("a plain path")
    }

    /// Its text, as a reader would copy it.
    pub(super) fn text(&self) -> Option<String> {
        run("pdftotext", &["-layout", self.path(), "-"])
    }

    /// Its words with their places.
    pub(super) fn words(&self) -> Option<Vec<Word>> {
        let html = run("pdftotext", &["-bbox", self.path(), "-"])?;
        let mut page = 0;
        let mut words = Vec::new();
        for line in html.lines().map(str::trim) {
            page += usize::from(line.starts_with("<page"));
            words.extend(word(page, line));
        }
        Some(words)
    }
}

fn word(page: usize, line: &str) -> Option<Word> {
    let number = |name: &str| {
        let (_, rest) = line.split_once(&format!("{name}=\""))?;
        rest.split_once('"')?.0.parse().ok()
    };
    let text = line.strip_prefix("<word")?.split_once('>')?.1;
    Some(Word {
        page,
        x: (number("xMin")?, number("xMax")?),
        y: (number("yMin")?, number("yMax")?),
        text: text.strip_suffix("</word>")?.to_owned(),
    })
}

/// Runs a program and returns what it prints; `None` where it is not installed, which is a fault
/// where the tests run for all.
#[expect(clippy::print_stdout, reason = "a test says that it was skipped")]
pub(super) fn run(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output();
    let missing = match output {
        Ok(output) if output.status.code() == Some(MODULE_MISSING) => "a module of it".to_owned(),
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{program}: {text}");
            return Some(text);
        }
        Err(error) => error.to_string(),
    };
    assert!(!must_be_there(), "{program}: {missing}");
    println!("skipped: `{program}` is not installed ({missing})");
    None
}

/// How [`CHECK`] ends without its module.
const MODULE_MISSING: i32 = 3;

#[expect(
    clippy::disallowed_methods,
    reason = "a test asks whether it runs for all"
)]
fn must_be_there() -> bool {
    std::env::var("CI").is_ok_and(|ci| ci == "true")
}

/// Prints a line for each rule that a file breaks.
const CHECK: &str = "import sys
try:
    import page
except ImportError:
    sys.exit(3)
for fault in page.validate_pdf(sys.argv[1], profile=page.ValidationProfile.PDF_A_2B).failures:
    print(fault.rule_id, fault.message)
";

/// What is wrong with a file as PDF/A-2b; `None` where there is no checker.
///
/// The checker takes a stream whose last byte happens to be a carriage return for one that is too
/// short, since a line feed follows (6.1.7.1). Lengths are looked at here instead.
pub(super) fn faults_as_archive(file: &File) -> Option<Vec<String>> {
    assert!(
        streams_end_where_they_say(&file.1),
        "a stream has another length than it says"
    );
    let said = run("python3", &["-c", CHECK, file.path()])?;
    let faults = said.lines().filter(|fault| !fault.contains("6.1.7.1"));
    Some(faults.map(str::to_owned).collect())
}

const BEGIN: &[u8] = b">>\nstream\n";

/// Says whether behind the length of every stream there is `endstream` on a line of its own.
fn streams_end_where_they_say(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(start) = find(rest, BEGIN) {
        let before = String::from_utf8_lossy(&rest[..start]);
        let length = before.rsplit_once("/Length ").and_then(|(_, text)| {
            let end = text
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(text.len());
            text[..end].parse::<usize>().ok()
        });
        let Some(length) = length else { return false };
        let body = start + BEGIN.len();
        if !rest[body + length..].starts_with(b"\nendstream") {
            return false;
        }
        rest = &rest[body + length..];
    }
    true
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|part| part == what)
}

#[test]
fn a_stream_that_is_too_short_is_seen() {
    let good = b"<</Length 3>>\nstream\nab\r\nendstream";
    assert!(streams_end_where_they_say(good));
    assert!(!streams_end_where_they_say(
        b"<</Length 2>>\nstream\nab\r\nendstream"
    ));
}
