//! The program is killed in the middle of a talk, again and again, and the talk goes on.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use super::home::{Home, NOW, script};

const PLAY: [&str; 6] = [
    "--vault",
    "v",
    "interview",
    "Swallow",
    "--answers",
    "demo.yaml",
];

/// More runs than any talk of the demo needs to get through.
const MOST_RUNS: usize = 600;

/// A home with a demo vault and the talks of the demo.
fn home() -> Home {
    let home = Home::with_vault();
    let talks = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/demo/demo.yaml");
    fs::copy(talks, home.path("demo.yaml")).unwrap();
    home
}

/// Returns what the disk shows: each file with its number, which changes when the file is replaced.
fn shown(folder: &Path) -> BTreeSet<(PathBuf, u64)> {
    let mut found = BTreeSet::new();
    // Files come and go while this looks.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match fs::metadata(&path) {
            Ok(data) if data.is_dir() => found.extend(shown(&path)),
            Ok(data) => drop(found.insert((path, data.ino()))),
            Err(_) => {}
        }
    }
    found
}

/// Plays, and kills the program once the disk has changed so many times; says whether it got through.
fn play_until(home: &Home, changes: usize) -> bool {
    let mut command = home.heard();
    let mut child = command.args(PLAY).env("HEARD_NOW", NOW).spawn().unwrap();
    let (mut seen, mut last) = (0, shown(&home.path("v")));
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "it ended by itself with {status}");
            return true;
        }
        let now = shown(&home.path("v"));
        if now != last {
            (seen, last) = (seen + 1, now);
        }
        if seen >= changes {
            child.kill().unwrap();
            return child.wait().unwrap().success();
        }
        std::thread::sleep(Duration::from_micros(100));
    }
}

/// Returns all that can be told of the record without the ids, which are drawn anew in each.
fn record(home: &Home) -> Vec<String> {
    let verified = home
        .demo(&["case", "verify", "Swallow", "--json"])
        .done()
        .json();
    let mut shown = home
        .demo(&["case", "show", "Swallow", "--json"])
        .done()
        .json();
    for (list, id) in [
        ("answers", "entry"),
        ("consents", "entry"),
        ("sessions", "session"),
    ] {
        for row in shown[list].as_array_mut().unwrap() {
            row[id] = Value::Null;
        }
    }
    shown["id"] = Value::Null;
    let texts = ["en", "da"].map(|language| {
        let said = home
            .demo(&["narrative", "Swallow", "--language", language])
            .done();
        assert_eq!(said.err, "", "no session is open");
        without_ids(&said.out)
    });
    let data = [verified, shown].map(|data| serde_json::to_string_pretty(&data).unwrap());
    let lines = data.iter().chain(&texts).flat_map(|text| text.lines());
    lines.map(str::to_owned).collect()
}

/// Puts `LOG` in the place of the eight digits by which a note names a log.
fn without_ids(text: &str) -> String {
    let is_log = |word: &&str| word.len() == 8 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let parts: Vec<&str> = text.split_inclusive([' ', ':']).collect();
    let cleaned = parts.iter().map(|part| match part.strip_suffix(':') {
        Some(word) if is_log(&word) => "LOG:",
        _ => part,
    });
    cleaned.collect()
}

#[test]
fn a_talk_killed_at_any_moment_ends_as_one_that_was_never_killed() {
    let (whole, killed) = (home(), home());
    whole
        .said(whole.heard().args(PLAY).env("HEARD_NOW", NOW))
        .done();
    let changes = [1, 2, 3, 5, 8, 13, 21].into_iter().cycle();
    let ended = changes
        .take(MOST_RUNS)
        .position(|changes| play_until(&killed, changes));
    let runs = ended.expect("the talk gets through");
    assert!(
        runs > 15,
        "killed {runs} times, which is too few to show anything"
    );
    let (expected, found) = (record(&whole), record(&killed));
    let differs = expected
        .iter()
        .zip(&found)
        .position(|(one, other)| one != other);
    let shown = differs.map(|n| (&expected[n], &found[n]));
    assert_eq!(shown, None, "killed {runs} times");
    assert_eq!(expected.len(), found.len(), "killed {runs} times");
    nothing_left(&killed);
}

/// Checks that nothing of a talk that was closed is left on the device. (What was on its way before a
/// talk had a file goes an hour later.)
fn nothing_left(home: &Home) {
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let is = |path: &Path, ending: &str| path.extension().is_some_and(|e| e == ending);
    let closed = home.files("v/cases").into_iter();
    let closed = closed.filter(|(path, _)| is(path, "age"));
    let closed: Vec<String> = closed.map(|(path, _)| name(&path)).collect();
    for (path, _) in home.files("v/state/live") {
        assert!(is(&path, "tmp"), "{}", path.display());
        let of_closed = closed.iter().any(|talk| name(&path).contains(talk));
        assert!(!of_closed, "{}", path.display());
    }
}

#[test]
fn a_talk_that_was_held_is_not_held_again() {
    let home = home();
    for _ in 0..2 {
        home.said(home.heard().args(PLAY).env("HEARD_NOW", NOW))
            .done();
    }
    let again = home
        .said(home.heard().args(PLAY).env("HEARD_NOW", NOW))
        .done();
    assert_eq!(
        again.err,
        "held before: 2026-03-02T10:00:00+01:00\nheld before: 2026-03-10T10:00:00+01:00\n"
    );
    let list = home.demo(&["case", "list", "--json"]).done().json();
    assert_eq!(list["cases"][0]["sessions"], 2);
}

#[test]
fn an_open_talk_is_not_taken_over_by_another_script() {
    let home = home();
    while shown(&home.path("v/state/live")).is_empty() {
        assert!(
            !play_until(&home, 30),
            "the talk is over before it was killed"
        );
    }
    home.write(
        "other.yaml",
        &script("Swallow", "  - {control: listen, answer: other}\n"),
    );
    home.demo(&["interview", "Swallow", "--answers", "other.yaml"])
        .fails(
            1,
            "error: the session that is open in this case was not begun with this script\n\
         help: go on with the script it was begun with, or name another case",
        );
    home.said(home.heard().args(PLAY).env("HEARD_NOW", NOW))
        .done();
}
