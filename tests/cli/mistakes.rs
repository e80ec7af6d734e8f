//! What someone types wrongly: in a guide, a script, an argument.

use super::home::{Home, script};

/// One mistake, one file beside this one: what was typed, and every byte of the answer.
#[test]
fn each_mistake_is_met_with_its_place_and_its_remedy() {
    trycmd::TestCases::new().case("tests/cli/*.toml");
}

#[test]
fn a_script_that_cannot_be_played_makes_no_case() {
    let home = Home::with_vault();
    let wrong = [
        "  - {question: home-plase, answer: x}\n",
        "  - {check_in: 11}\n",
        "  - {question: home-place, answer: x, after: soon}\n",
    ];
    for replies in wrong {
        assert_eq!(home.play(replies).status, 1, "{replies}");
    }
    home.write(
        "script.yaml",
        &script("Swallow", "").replace("life-story", "life-stori"),
    );
    let said = home.demo(&["interview", "Swallow", "--answers", "script.yaml"]);
    said.fails(
        1,
        "error: guides: there is no guide `life-stori`\nhelp: did you mean `life-story`?",
    );
    assert_eq!(home.demo(&["case", "list"]).done().out, "");
}

#[test]
fn a_choice_that_the_question_does_not_have_is_refused_with_those_it_has() {
    let home = Home::with_vault();
    std::fs::create_dir(home.path("g")).unwrap();
    home.write("g/a.yaml", GUIDE);
    let talk = "case: A\nsession: {guide: a}\nreplies:\n  - {question: travel, answer: boat}\n";
    home.write("s.yaml", talk);
    home.demo(&["--guides", "g", "interview", "A", "--answers", "s.yaml"])
        .fails(
            1,
            "error: s.yaml:4:32: `travel` has no choice `boat`\nhelp: known: bus, train",
        );
}

const GUIDE: &str = r#"guide: a
title: {en: A, da: A}
pace: standard
chapters:
  - id: one
    title: {en: One, da: Et}
    phase: account
    choice: always
    questions:
      - id: travel
        ask: {en: "How did you come?", da: "Hvordan kom du?"}
        because: {en: "It helps us.", da: "Det hjælper os."}
        answer: choice
        choices:
          - {id: bus, text: {en: by bus, da: med bus}}
          - {id: train, text: {en: by train, da: med tog}}
        level: 0
        purpose: how people come
"#;

#[test]
fn a_case_that_is_not_there_is_met_with_near_labels_or_the_list() {
    let home = Home::with_vault();
    for label in ["Swallow", "Sparrow"] {
        home.write("s.yaml", &script(label, ""));
        home.demo(&["interview", label, "--answers", "s.yaml"])
            .done();
    }
    let show = |name| home.demo(&["case", "show", name]);
    show("Swalow").fails(
        1,
        "error: there is no case `Swalow`\nhelp: did you mean `Swallow`?",
    );
    show("Heron").fails(
        1,
        "error: there is no case `Heron`\nhelp: `heard case list` shows the cases",
    );
    show("S").fails(
        1,
        "error: `S` fits more than one case: Sparrow, Swallow\nhelp: write more of the label",
    );
    assert!(show("Spa").done().out.starts_with("Sparrow ("));
}

#[test]
fn an_exact_label_wins_over_one_that_begins_with_it() {
    let home = Home::with_vault();
    for label in ["Swallow II", "Swallow"] {
        home.write("s.yaml", &script(label, ""));
        home.demo(&["interview", label, "--answers", "s.yaml"])
            .done();
    }
    assert!(
        home.demo(&["case", "show", "Swallow"])
            .done()
            .out
            .starts_with("Swallow (")
    );
}

#[test]
fn what_a_document_would_overwrite_stands_and_nothing_goes_into_the_register() {
    let home = Home::with_demo();
    home.write("mine.md", "mine").write("folder", "mine");
    let narrative = |args: &[&str]| {
        let all = [&["--vault", "d/vault", "narrative", "Swallow"], args].concat();
        home.run(&all)
    };
    let help = "help: nothing was changed; name another place, or move it away first";
    narrative(&["--out", "mine.md"])
        .fails(1, &format!("error: `mine.md` is there already\n{help}"));
    narrative(&["--out", "d", "--format", "md,html"]).fails(
        1,
        &format!("error: `d/statement.en.md` is there already\n{help}"),
    );
    let said = narrative(&["--out", "folder", "--format", "md,html"]);
    assert_eq!(said.status, 3, "{}", said.err);
    assert!(
        said.err
            .starts_with("error: could not make the folder `folder`"),
        "{}",
        said.err
    );
    assert_eq!(
        (home.read("mine.md"), home.read("folder")),
        ("mine".into(), "mine".into())
    );
    let shown = home
        .run(&["--vault", "d/vault", "case", "show", "Swallow", "--json"])
        .json();
    assert_eq!(
        shown["went_out"].as_array().unwrap().len(),
        16,
        "those of the demo"
    );
}

#[test]
fn a_clock_that_is_no_time_is_refused() {
    let home = Home::with_demo();
    let mut command = home.heard();
    command.args([
        "--vault",
        "d/vault",
        "narrative",
        "Swallow",
        "--out",
        "a.md",
    ]);
    home.said(command.env("HEARD_NOW", "yesterday")).fails(
        2,
        "error: `HEARD_NOW` is not a time: `yesterday`\n\
         help: write it as RFC 3339, such as 2026-03-02T10:00:00+01:00",
    );
    assert!(!home.path("a.md").exists());
}

#[test]
fn a_clock_that_was_set_back_stops_nobody_and_changes_no_order() {
    let home = Home::with_vault();
    home.play("  - {question: home-place, answer: told first}\n")
        .done();
    home.write(
        "s.yaml",
        &script(
            "Swallow",
            "  - {question: likes-to-do, answer: told second}\n",
        ),
    );
    home.at(
        "2020-01-01T09:00:00+01:00",
        &["interview", "Swallow", "--answers", "s.yaml"],
    )
    .done();
    let text = home.demo(&["narrative", "Swallow"]).done().out;
    assert!(
        text.contains("told first") && text.contains("told second"),
        "{text}"
    );
    let verified = home
        .demo(&["case", "verify", "Swallow", "--json"])
        .done()
        .json();
    assert_eq!(verified["verifies"], true);
}

#[test]
fn a_transcript_of_which_nobody_knows_who_speaks_is_refused_and_makes_no_case() {
    let home = Home::with_vault();
    home.write("t.txt", "Some words that nobody says.\n");
    home.demo(&["import", "Swallow", "t.txt"]).fails(
        1,
        "error: could not take in `t.txt`: line 1: these words belong to nobody\n\
         help: put `Q:` or `A:`, or the name of the one who speaks, before them",
    );
    home.write("t.txt", "Q: Where?\n\nA: Here.\n");
    home.demo(&[
        "import",
        "Swallow",
        "t.txt",
        "--consent",
        "C6",
        "--basis",
        "spoken",
    ])
    .fails(
        2,
        "error: nothing is kept without C2, and `--consent` does not name it\n\
         help: add C2 if the person agreed that notes are kept; else do not take the file in",
    );
    home.demo(&[
        "import",
        "Swallow",
        "t.txt",
        "--consent",
        "C2,C7",
        "--basis",
        "spoken",
    ])
    .fails(
        2,
        "error: C7 is for someone, and no name is given\nhelp: write it as `C7=NAME`",
    );
    assert_eq!(home.demo(&["case", "list"]).done().out, "");
}

#[test]
fn a_label_that_acts_on_a_terminal_or_is_too_long_is_refused() {
    let home = Home::with_vault();
    home.write("t.txt", "Q: Where?\n\nA: Here.\n");
    for label in ["a\u{1b}[2Jb", &"x".repeat(61), " "] {
        let said = home.demo(&["import", label, "t.txt"]);
        assert_eq!(said.status, 1, "{}", said.err);
        assert!(!said.err.contains('\u{1b}'));
        assert!(said.err.contains("cannot be a label"), "{}", said.err);
    }
    assert_eq!(home.demo(&["case", "list"]).done().out, "");
}
