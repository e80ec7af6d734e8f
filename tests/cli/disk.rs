//! A disk that is full: nothing is lost, nothing is half there, and the message says what to do.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use super::home::{Home, Said};

/// Runs a command for which no file may grow beyond so many KiB, as on a disk without room.
fn with_room(home: &Home, kib: u32, args: &[&str]) -> Said {
    let mut command = home.sealed(Path::new("/bin/sh"));
    command
        .env("HEARD_NOW", super::home::NOW)
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"",
            "sh",
        ])
        .arg((kib * units_in_kib(home)).to_string())
        .arg(env!("CARGO_BIN_EXE_heard"))
        .args(args);
    home.said(&mut command)
}

/// `ulimit -f` counts in 512 bytes in some shells, in 1024 in others.
fn units_in_kib(home: &Home) -> u32 {
    let mut shell = home.sealed(Path::new("/bin/sh"));
    let write = "trap '' XFSZ; ulimit -f 1; while printf 0123456789abcdef; do :; done > unit 2>&-";
    drop(shell.args(["-c", write]).output().unwrap());
    let size = fs::metadata(home.path("unit")).unwrap().len();
    fs::remove_file(home.path("unit")).unwrap();
    u32::try_from(1024 / size).unwrap()
}

/// Checks that no file is on its way and left behind.
fn nothing_half(home: &Home) {
    let names = home.files(".").into_iter().map(|(path, _)| path);
    let half: Vec<_> = names
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .ends_with(".tmp")
        })
        .collect();
    assert_eq!(half, <[std::path::PathBuf; 0]>::default());
}

fn full(said: &Said, at: &str) {
    assert_eq!(said.status, 3, "{}", said.err);
    let (error, help) = said.err.trim_end().rsplit_once('\n').unwrap();
    assert!(
        error.contains(&format!("error: could not write `{at}")),
        "{}",
        said.err
    );
    assert!(
        error.ends_with("File too large (os error 27)"),
        "{}",
        said.err
    );
    assert_eq!(
        help,
        "help: make room on the disk and try again; everything acknowledged is kept"
    );
}

#[test]
fn a_full_disk_in_a_talk_loses_nothing_that_was_acknowledged() {
    let home = Home::with_vault();
    let talks = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/demo/demo.yaml");
    fs::copy(talks, home.path("demo.yaml")).unwrap();
    let play = [
        "--vault",
        "v",
        "interview",
        "Swallow",
        "--answers",
        "demo.yaml",
        "--quiet",
    ];
    let mut met = 0;
    for kib in [8, 16, 20, 24, 28, 40] {
        let said = with_room(&home, kib, &play);
        if said.status != 0 {
            full(&said, "v/");
            met += 1;
        }
        nothing_half(&home);
    }
    assert!(met >= 3, "the disk was full {met} times");
    home.run(&play).done();
    let whole = Home::with_demo();
    let text = |home: &Home, vault| {
        let said = home.run(&["--vault", vault, "narrative", "Swallow"]).done();
        let told = said.out.split("[^1]: ").next().unwrap().to_owned();
        assert!(told.contains("plum stones"));
        told
    };
    assert_eq!(text(&home, "v"), text(&whole, "d/vault"));
    home.demo(&["case", "verify", "Swallow"]).done();
}

#[test]
fn a_full_disk_leaves_no_half_document() {
    let home = Home::with_demo();
    let narrative = ["--vault", "d/vault", "narrative", "Swallow"];
    let json = home
        .run(&[&narrative[..], &["--format", "json"]].concat())
        .done()
        .out
        .len();
    let kib = u32::try_from(json / 1024).unwrap() - 1;
    for (place, format) in [("a.json", "json"), ("a", "md,html,json")] {
        let args = [&narrative[..], &["--out", place, "--format", format]].concat();
        let mut said = with_room(&home, kib, &args);
        let written = said.err.rfind("error: ").unwrap();
        said.err.drain(..written);
        full(&said, "a");
        nothing_half(&home);
    }
    assert!(!home.path("a.json").exists());
    let names: Vec<_> = home.files("a").into_iter().map(|(path, _)| path).collect();
    assert_eq!(
        names,
        ["a/statement.en.html", "a/statement.en.md"].map(|name| home.path(name))
    );
    assert_eq!(
        home.read("a/statement.en.md"),
        home.run(&narrative).done().out
    );
    home.run(&["--vault", "d/vault", "case", "verify", "Swallow"])
        .done();
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_takes_nothing_more_is_said() {
    let home = Home::with_demo();
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command: Command = home.heard();
    command
        .args(["--vault", "d/vault", "narrative", "Swallow"])
        .stdout(full);
    let said = home.said(&mut command);
    assert_eq!(said.status, 3);
    assert_eq!(
        said.err.trim_end(),
        "error: could not write to standard output: No space left on device (os error 28)\nhelp: make room where it goes, and try again"
    );
}

#[test]
fn a_reader_that_has_read_enough_is_no_fault() {
    let home = Home::with_demo();
    let mut shell = home.sealed(Path::new("/bin/sh"));
    let line = "\"$0\" --vault d/vault narrative Swallow | :; echo $?";
    let said = home.said(shell.args(["-c", line, env!("CARGO_BIN_EXE_heard")]));
    assert_eq!((said.out.as_str(), said.err.as_str()), ("0\n", ""));
}
