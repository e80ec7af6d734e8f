//! A document leaves the house only where the person said yes: to it, and to the one who gets it.

use super::home::{Home, Said};

const TOLD: &str =
    "  - {question: home-place, answer: \"a village\", rendered: {da: \"en landsby\"}}\n";
const HOLM: &str =
    "  - {consent: C7, for: \"Advokat Holm\", reply: yes, understood: \"she reads it\"}\n";
const READ: &str = "  - {readback: all}\n";

fn after(replies: &[&str]) -> Home {
    let home = Home::with_vault();
    home.play(&replies.concat()).done();
    home
}

fn submission(home: &Home, more: &[&str]) -> Said {
    let args = [
        &["narrative", "Swallow", "--edition", "submission"][..],
        more,
    ]
    .concat();
    home.demo(&args)
}

/// Checks that it was refused so, and that nothing stands in the register.
#[track_caller]
fn refused(home: &Home, more: &[&str], message: &str) {
    submission(home, more).fails(1, message);
    let shown = home
        .demo(&["case", "show", "Swallow", "--json"])
        .done()
        .json();
    assert_eq!(shown["went_out"], serde_json::json!([]));
}

#[test]
fn a_submission_is_for_someone_by_name() {
    let home = after(&[TOLD, HOLM, READ]);
    refused(
        &home,
        &[],
        "error: a submission is made for someone, and no name was given\n\
         help: say for whom, with `--for NAME`",
    );
}

#[test]
fn a_submission_goes_to_nobody_else_than_the_one_who_was_named() {
    let home = after(&[TOLD, HOLM, READ]);
    for name in ["Advokat Holst", "advokat holm jr", "Holm"] {
        let said = submission(&home, &["--for", name]);
        let message =
            format!("error: the person has not agreed that this document goes to `{name}`");
        assert_eq!((said.status, said.out.as_str()), (1, ""));
        assert_eq!(said.err.lines().next(), Some(message.as_str()));
        assert!(
            said.err
                .contains("\nhelp: one of C7, C8, C9, C10, C11 must be given"),
            "{}",
            said.err
        );
    }
    let said = submission(&home, &["--for", "Advokat Holm"]).done();
    assert!(said.out.contains("a village"));
}

#[test]
fn a_no_to_the_recipient_is_a_no() {
    for no in ["no", "later"] {
        let home = after(&[
            TOLD,
            &HOLM.replace("reply: yes", &format!("reply: {no}")),
            READ,
        ]);
        let said = submission(&home, &["--for", "Advokat Holm"]);
        assert_eq!((said.status, said.out.as_str()), (1, ""), "{no}");
    }
}

#[test]
fn what_was_not_read_back_is_no_submission_and_is_named() {
    let home = after(&[TOLD, HOLM]);
    let said = submission(&home, &["--for", "Advokat Holm"]);
    assert_eq!((said.status, said.out.as_str()), (1, ""));
    assert!(
        said.err
            .starts_with("error: 1 passage is not read back and confirmed yet: "),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("\nhelp: read them to the person"),
        "{}",
        said.err
    );
}

#[test]
fn a_passage_that_lacks_the_language_is_a_blank_for_the_desk_and_no_submission() {
    let home = after(&[
        TOLD,
        "  - {question: likes-to-do, answer: \"I braid hair.\"}\n",
        HOLM,
        READ,
    ]);
    let said = submission(&home, &["--for", "Advokat Holm", "--language", "da"]);
    assert_eq!((said.status, said.out.as_str()), (1, ""));
    let first = said.err.lines().next().unwrap();
    assert!(
        first.starts_with("error: 1 passage is not in the language `da` yet: "),
        "{first}"
    );
    let working = home
        .demo(&["narrative", "Swallow", "--language", "da"])
        .done()
        .out;
    assert!(
        working.contains("en landsby") && !working.contains("I braid hair"),
        "{working}"
    );
    submission(&home, &["--for", "Advokat Holm", "--language", "en"]).done();
}

#[test]
fn a_person_who_wants_no_narrative_gets_none_not_even_for_the_desk() {
    let home = after(&["  - {consent: C6, reply: no}\n", TOLD, HOLM]);
    home.demo(&["narrative", "Swallow"]).fails(
        1,
        "error: the person does not want a narrative to be made (C6)\n\
         help: their no stands; if they raise it again, take down their answer in a talk",
    );
}

#[test]
fn what_went_out_stands_in_the_register_with_its_recipient() {
    let home = after(&[TOLD, HOLM, READ]);
    submission(&home, &["--for", "Advokat Holm", "--out", "s.md"]).done();
    let shown = home
        .demo(&["case", "show", "Swallow", "--json"])
        .done()
        .json();
    let line = &shown["went_out"][0];
    assert_eq!(line["recipient"], "Advokat Holm");
    assert_eq!(
        (&line["edition"], &line["format"]),
        (&"submission".into(), &"md".into())
    );
    assert_eq!(line["passages"].as_array().unwrap().len(), 1);
}
