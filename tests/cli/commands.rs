//! What other programs and people may rely on: names, fields, statuses, files.

use std::collections::BTreeSet;

use serde_json::Value;

use super::home::{Home, files};

const COMMANDS: [&str; 10] = [
    "demo",
    "init",
    "interview",
    "import",
    "narrative",
    "case",
    "guide",
    "key",
    "completions",
    "man",
];

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

/// Runs a command on the vault of the demo.
fn demo(home: &Home, args: &[&str]) -> Value {
    home.run(&[&["--vault", "d/vault"], args].concat())
        .done()
        .json()
}

#[test]
fn lists_and_reports_have_the_fields_of_the_contract() {
    let home = Home::with_demo();
    let guides = demo(&home, &["guide", "list", "--json"]);
    assert_eq!(keys(&guides), ["guides"]);
    let all = guides["guides"].as_array().unwrap();
    let guide = all
        .iter()
        .find(|guide| guide["id"] == "life-story")
        .unwrap();
    assert_eq!(
        keys(guide),
        ["id", "languages", "questions", "review", "title"]
    );
    assert_eq!(
        (&guide["id"], &guide["languages"]),
        (&"life-story".into(), &vec!["da", "en"].into())
    );
    let cases = demo(&home, &["case", "list", "--json"]);
    assert_eq!(keys(&cases), ["cases"]);
    assert_eq!(
        keys(&cases["cases"][0]),
        ["id", "label", "last_session", "sessions"]
    );
    let verified = demo(&home, &["case", "verify", "Swallow", "--json"]);
    assert_eq!(
        keys(&verified),
        ["entries", "logs", "taken_out", "troubles", "verifies"]
    );
    let key = demo(&home, &["key", "show", "--json"]);
    assert_eq!(
        keys(&key),
        [
            "demo",
            "fingerprint",
            "name",
            "organisation",
            "recipient",
            "signing"
        ]
    );
}

#[test]
fn a_case_is_shown_with_its_fields_and_without_a_word() {
    let home = Home::with_demo();
    let case = demo(&home, &["case", "show", "Swallow", "--json"]);
    assert_eq!(
        keys(&case),
        ["answers", "consents", "id", "label", "sessions", "went_out"]
    );
    assert_eq!(
        keys(&case["sessions"][0]),
        ["day", "entries", "kind", "session", "taken_out"]
    );
    assert_eq!(
        keys(&case["answers"][0]),
        [
            "at",
            "characters",
            "earlier_record",
            "entry",
            "item",
            "level"
        ]
    );
    assert_eq!(
        keys(&case["consents"][0]),
        [
            "at",
            "basis",
            "decision",
            "entry",
            "for",
            "how",
            "scope",
            "understood"
        ]
    );
    assert!(!case.to_string().contains("plum"));
    let id = case["answers"][0]["entry"].as_str().unwrap();
    let entry = demo(&home, &["case", "show", "Swallow", "--entry", id, "--json"]);
    assert_eq!(keys(&entry), ["answer", "entry"]);
    assert!(entry.to_string().contains("We woke before the sun."));
}

#[test]
fn an_id_a_label_and_the_beginning_of_one_name_the_same_case() {
    let home = Home::with_demo();
    let cases = demo(&home, &["case", "list", "--json"]);
    let id = cases["cases"][0]["id"].as_str().unwrap();
    for name in ["Swallow", "Swal", "swal", id] {
        assert_eq!(
            demo(&home, &["case", "show", name, "--json"])["id"],
            id,
            "{name}"
        );
    }
}

#[test]
fn each_command_has_a_short_help_with_one_example_and_a_long_one() {
    let home = Home::new();
    for command in COMMANDS {
        let short = home.run(&[command, "-h"]).done();
        assert_eq!(short.out.matches("Example: heard ").count(), 1, "{command}");
        let example = format!("Example: heard {command}");
        assert!(short.out.contains(&example), "{command}: {}", short.out);
        let long = home.run(&[command, "--help"]).done();
        assert!(long.out.len() >= short.out.len(), "{command}");
        assert!(long.out.contains("--passphrase-file"), "{command}");
        assert_eq!((short.err.as_str(), long.err.as_str()), ("", ""));
    }
}

#[test]
fn the_help_names_every_command_and_the_version_is_that_of_the_package() {
    let home = Home::new();
    let help = home.run(&["--help"]).done().out;
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let named: BTreeSet<&str> = commands
        .lines()
        .filter_map(|l| l.split_whitespace().next())
        .collect();
    for command in COMMANDS {
        assert!(named.contains(command), "{command}");
    }
    let version = format!("heard {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(home.run(&["--version"]).done().out, version);
}

#[test]
fn completions_know_every_command_in_each_shell() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = home.run(&["completions", shell]).done().out;
        for command in COMMANDS {
            assert!(script.contains(command), "{command} in {shell}");
        }
    }
    assert_eq!(home.run(&["completions", "abacus"]).status, 2);
}

#[test]
fn completions_for_bash_are_a_script_that_bash_takes() {
    let home = Home::new();
    home.write("heard.bash", &home.run(&["completions", "bash"]).done().out);
    let line = "source heard.bash && COMP_WORDS=(heard nar) COMP_CWORD=1 && _heard heard nar heard && echo ${COMPREPLY[@]}";
    let mut bash = home.sealed(std::path::Path::new("/bin/bash"));
    let output = bash.args(["-c", line]).output();
    let Ok(output) = output else {
        assert!(std::env::var("CI").is_err(), "bash is not there");
        eprintln!("passed over: there is no bash");
        return;
    };
    assert_eq!(String::from_utf8_lossy(&output.stdout), "narrative\n");
}

#[test]
fn each_command_has_a_manual_page() {
    let home = Home::new();
    home.run(&["man", "pages/man1"]).done();
    let names: Vec<String> = home
        .files("pages/man1")
        .iter()
        .map(|(path, text)| {
            assert!(
                String::from_utf8_lossy(text).contains(".SH NAME"),
                "{}",
                path.display()
            );
            path.file_name().unwrap().to_string_lossy().into_owned()
        })
        .collect();
    for command in COMMANDS {
        assert!(
            names.contains(&format!("heard-{command}.1")),
            "{command}: {names:?}"
        );
    }
    assert!(names.contains(&"heard.1".to_owned()));
}

#[test]
fn the_demo_writes_what_it_names_and_leaves_no_trace_elsewhere() {
    let home = Home::new();
    let said = home.run(&["demo", "--out", "x/y"]).done();
    assert_eq!(said.out, "Look at x/y/statement.en.html\n");
    let all = files(home.root());
    let inside = home.path("x/y");
    let vault = inside.join("vault");
    let papers: Vec<String> = all
        .iter()
        .filter(|(path, _)| !path.starts_with(&vault))
        .map(|(path, _)| {
            path.strip_prefix(&inside)
                .expect("inside the folder")
                .display()
                .to_string()
        })
        .collect();
    let expected = [
        "statement.da.docx",
        "statement.da.html",
        "statement.da.md",
        "statement.da.pdf",
        "statement.en.docx",
        "statement.en.html",
        "statement.en.md",
        "statement.en.pdf",
    ];
    let submissions = expected.map(|name| format!("submission/{name}"));
    assert_eq!(
        papers,
        [&expected.map(str::to_owned)[..], &submissions].concat()
    );
    assert_eq!(
        home.run(&["demo", "--out", "x/y", "--quiet"]).done().err,
        "",
        "quiet is quiet"
    );
}

#[test]
fn the_demo_needs_no_home_and_no_key() {
    let home = Home::new();
    let mut command = home.heard();
    command.env_clear().args(["demo", "--out", "d"]);
    home.said(&mut command).done();
    assert!(home.read("d/statement.en.md").contains("plum stones"));
}

#[test]
fn the_demo_twice_is_the_same_demo() {
    let home = Home::with_demo();
    let papers = |home: &Home| -> Vec<_> {
        let vault = home.path("d/vault");
        home.files("d")
            .into_iter()
            .filter(|(path, _)| !path.starts_with(&vault))
            .collect()
    };
    let first = papers(&home);
    let said = home.run(&["demo", "--out", "d"]).done();
    assert!(
        said.err.contains("A talk on 2026-03-02: held before"),
        "{}",
        said.err
    );
    assert_eq!(papers(&home), first);
    let list = demo(&home, &["case", "list", "--json"]);
    assert_eq!(list["cases"].as_array().unwrap().len(), 1);
    assert_eq!(list["cases"][0]["sessions"], 2);
}

#[test]
fn the_same_case_gives_the_same_bytes_in_every_format() {
    let home = Home::with_demo();
    for format in ["md", "html", "json"] {
        let args = [
            "--vault",
            "d/vault",
            "narrative",
            "Swallow",
            "--format",
            format,
        ];
        let (one, two) = (home.run(&args).done().out, home.run(&args).done().out);
        assert_eq!(one, two, "{format}");
        assert!(one.len() > 1000);
    }
}

#[test]
fn documents_are_named_after_template_language_and_format_and_never_after_the_person() {
    let home = Home::with_demo();
    let args = [
        "--vault",
        "d/vault",
        "narrative",
        "Swallow",
        "--language",
        "da",
    ];
    home.run(&[&args[..], &["--format", "md,html,json", "--out", "papers"]].concat())
        .done();
    let names: Vec<_> = home
        .files("papers")
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    let expected = ["statement.da.html", "statement.da.json", "statement.da.md"];
    assert_eq!(names, expected.map(|name| home.path("papers").join(name)));
    home.run(&[&args[..], &["--out", "one.md"]].concat()).done();
    assert_eq!(home.read("one.md"), home.read("papers/statement.da.md"));
}

#[test]
#[cfg(unix)]
fn what_is_written_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::with_vault();
    home.play("  - {question: home-place, answer: a village}\n")
        .done();
    home.demo(&[
        "narrative",
        "Swallow",
        "--format",
        "md,html",
        "--out",
        "papers",
    ])
    .done();
    for (path, _) in home.files("v").into_iter().chain(home.files("papers")) {
        for path in [path.as_path(), path.parent().unwrap()] {
            let mode = std::fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", path.display());
        }
    }
}

#[test]
fn screens_speak_danish_where_that_is_asked_for() {
    let home = Home::new();
    let danish = home.run(&["--lang", "da", "guide", "list"]).done().out;
    assert!(danish.contains("Livsfortælling"), "{danish}");
    let mut command = home.heard();
    command.args(["guide", "list"]).env("LC_ALL", "da_DK.UTF-8");
    assert_eq!(home.said(&mut command).out, danish);
}
