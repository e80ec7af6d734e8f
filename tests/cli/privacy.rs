//! What was said stands nowhere in plain text but in the document that was asked for.

use std::fs;

use super::home::{Home, NOW, Said, files, script};

/// What the marked answers have in common.
const MARK: &str = "ZEBRA-77";

const REPLIES: &str = "
  - {question: home-place, answer: \"ZEBRA-7719 open\", where: \"ZEBRA-7714\", rendered: {da: \"ZEBRA-7719 på dansk\"}}
  - {control: private, answer: \"ZEBRA-7720 private\"}
  - {control: listen, answer: \"ZEBRA-7721 removed\"}
  - {control: remove}
  - {control: listen, answer: \"ZEBRA-7722 erased\"}
  - {control: listen, answer: \"ZEBRA-7723 made private afterwards\"}
  - {control: private}
  - {control: off}
  - {control: listen, answer: \"ZEBRA-7724 while off\"}
  - {control: on}
  - {control: note, note: \"ZEBRA-7725 a note\"}
  - {consent: C7, for: \"Advokat Holm\", reply: yes, understood: \"ZEBRA-7726 understood\"}
";

/// A home in which all that was told; the script itself is gone.
fn told() -> Home {
    let home = Home::with_vault();
    quiet(&home.play(REPLIES).done());
    fs::remove_file(home.path("script.yaml")).unwrap();
    home
}

#[track_caller]
fn quiet(said: &Said) {
    assert!(!said.err.contains(MARK), "{}", said.err);
    assert!(!said.out.contains(MARK), "{}", said.out);
}

/// Checks every file and every name below the home.
#[track_caller]
fn nowhere(home: &Home) {
    let all = files(home.root());
    assert!(all.len() > 3);
    for (path, bytes) in all {
        let found = bytes
            .windows(MARK.len())
            .any(|part| part == MARK.as_bytes());
        assert!(
            !found && !path.to_string_lossy().contains(MARK),
            "{}",
            path.display()
        );
    }
}

/// Erases the answer that is to go, and returns its id.
fn erase(home: &Home) -> String {
    let shown = home
        .demo(&["case", "show", "Swallow", "--json"])
        .done()
        .json();
    let ids = shown["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["entry"].as_str().unwrap());
    let words = |id: &str| {
        home.demo(&["case", "show", "Swallow", "--entry", id])
            .done()
            .out
    };
    let id = ids
        .into_iter()
        .find(|id| words(id).contains("ZEBRA-7722"))
        .unwrap();
    quiet(
        &home
            .demo(&["case", "erase", "Swallow", "--entry", id])
            .done(),
    );
    id.to_owned()
}

#[test]
fn only_what_was_told_openly_stands_in_a_document() {
    let home = told();
    let before = home.demo(&["narrative", "Swallow"]).done().out;
    assert!(
        before.contains("ZEBRA-7722 erased"),
        "it can be erased only where it was kept"
    );
    erase(&home);
    for language in ["en", "da"] {
        for format in ["md", "html", "json"] {
            let args = [
                "narrative",
                "Swallow",
                "--language",
                language,
                "--format",
                format,
            ];
            let text = home.demo(&args).done().out;
            assert!(text.contains("ZEBRA-7719"));
            for n in 20..=26 {
                assert!(
                    !text.contains(&format!("{MARK}{n}")),
                    "{MARK}{n} in {language} {format}"
                );
            }
        }
    }
    nowhere(&home);
}

#[test]
fn nothing_but_the_words_asked_for_is_said_by_any_command() {
    let home = told();
    nowhere(&home);
    let id = erase(&home);
    for args in [
        &["case", "list"][..],
        &["case", "list", "--json"],
        &["case", "show", "Swallow"],
        &["case", "verify", "Swallow"],
        &["case", "verify", "Swallow", "--json"],
        &["case", "erase", "Swallow", "--entry", &id],
        &["case", "show", "Swallow", "--entry", &id],
        &["narrative", "Swallow", "--out", "s.md"],
        &["narrative", "Swallow", "--out", "s.md"],
        &[
            "narrative",
            "Swallow",
            "--edition",
            "submission",
            "--for",
            "Advokat Holm",
            "--out",
            "t.md",
        ],
        &[
            "narrative",
            "Swallow",
            "--edition",
            "submission",
            "--for",
            "Somebody",
        ],
        &["narrative", "Swallow", "--language", "de"],
        &["key", "show"],
        &["case", "erase", "Swallow", "--all", "--label", "Swalow"],
        &["case", "erase", "Swallow", "--all", "--label", "Swallow"],
        &["case", "list"],
    ] {
        quiet(&home.demo(args));
    }
    assert!(
        home.read("s.md").contains("ZEBRA-7719"),
        "the document that was asked for"
    );
    fs::remove_file(home.path("s.md")).unwrap();
    nowhere(&home);
}

#[test]
fn a_transcript_that_cannot_be_read_is_not_repeated() {
    let home = Home::with_vault();
    for (text, speaker) in [
        ("ZEBRA-7719 and nobody says it\n", None),
        (
            "{\"question\": null, \"answer\": \"fine\"}\n{\"question\": \"ZEBRA-7719\"}\n",
            None,
        ),
        ("Q: ZEBRA-7719?\n", None),
        ("Anna: ZEBRA-7719\n", Some("Beate")),
    ] {
        home.write("t.txt", text);
        let speaker = speaker.map(|name| ["--speaker", name]);
        let args = [
            &["import", "Swallow", "t.txt"][..],
            speaker.as_ref().map_or(&[], |s| s),
        ];
        let said = home.demo(&args.concat());
        assert_eq!(said.status, 1);
        quiet(&said);
    }
    fs::remove_file(home.path("t.txt")).unwrap();
    nowhere(&home);
}

#[test]
fn a_person_who_wants_no_notes_leaves_one_dated_entry_and_no_word() {
    let home = Home::with_vault();
    let replies = "  - {consent: C2, reply: no}\n  - {question: home-place, answer: ZEBRA-7719}\n  - {control: listen, answer: ZEBRA-7720}\n";
    quiet(&home.play(replies).done());
    fs::remove_file(home.path("script.yaml")).unwrap();
    nowhere(&home);
    let shown = home
        .demo(&["case", "show", "Swallow", "--json"])
        .done()
        .json();
    assert_eq!(shown["answers"], serde_json::json!([]));
    let talk = shown["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["kind"] == "sitting")
        .unwrap();
    assert_eq!(
        (talk["entries"].as_u64(), talk["day"].as_str()),
        (Some(1), Some(&NOW[..10]))
    );
    home.demo(&["narrative", "Swallow"]).fails(
        1,
        "error: there is no session in which the person wanted notes to be kept (C2)\n\
         help: a document needs notes; ask about C2 in the next session",
    );
}

#[test]
fn a_passphrase_that_is_wrong_is_not_repeated_and_changes_nothing() {
    let home = Home::with_vault();
    home.write("s.yaml", &script("Swallow", ""))
        .write("pass", "ZEBRA-7719 passphrase\n");
    home.write("short", "ZEBRA-77\n");
    quiet(
        &home
            .run(&[
                "--vault",
                "real",
                "--passphrase-file",
                "pass",
                "init",
                "--name",
                "A.B.",
            ])
            .done(),
    );
    let before = files(home.root());
    home.write("pass", "ZEBRA-7720 passphrase\n");
    let wrong = [
        "--vault",
        "real",
        "--passphrase-file",
        "pass",
        "case",
        "list",
    ];
    home.run(&wrong).fails(
        1,
        "error: this passphrase does not open `[HOME]/home/config/heard/identity.age`\n\
         help: try again; nobody can open the key without it",
    );
    home.write("pass", "ZEBRA-7719 passphrase\n");
    assert_eq!(files(home.root()), before, "nothing was changed");
    for name in ["pass", "short"] {
        fs::remove_file(home.path(name)).unwrap();
    }
    nowhere(&home);
}
