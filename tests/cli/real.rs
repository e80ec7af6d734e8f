//! A vault for real cases. Opening its key takes half a second of work each time, so these are few.

use super::home::{Home, NOW, script};

/// A home with a key and a vault in the places of the platform.
fn home() -> Home {
    let home = Home::new();
    home.write("pass", "five words nobody would guess\n");
    run(
        &home,
        &["init", "--name", "A.B.", "--organisation", "The House"],
    )
    .done();
    home
}

fn run(home: &Home, args: &[&str]) -> super::home::Said {
    home.run(&[&["--passphrase-file", "pass"], args].concat())
}

#[test]
fn another_clock_and_answer_scripts_are_for_demo_vaults_alone() {
    let home = home();
    let mut command = home.heard();
    command
        .args(["--passphrase-file", "pass", "case", "list"])
        .env("HEARD_NOW", NOW);
    home.said(&mut command).fails(
        2,
        "error: `HEARD_NOW` is set, and this vault holds real cases\n\
         help: unset `HEARD_NOW`; another clock is for demo vaults alone",
    );
    home.write("s.yaml", &script("Swallow", ""));
    run(&home, &["interview", "Swallow", "--answers", "s.yaml"]).fails(
        2,
        "error: an answer script plays in a demo vault only\n\
         help: make one with `heard init --demo --vault DIR`, and name it with `--vault`",
    );
    assert_eq!(home.files("../home/data/heard/cases"), []);
}

#[test]
fn without_a_terminal_a_passphrase_is_asked_for_by_the_name_of_its_flag() {
    let home = Home::new();
    let missing = "error: this is not a terminal, so nobody can be asked\n\
                   help: run it in a terminal, or give what is asked for by `--passphrase-file`";
    home.run(&["init"]).fails(2, missing);
    assert_eq!(home.files("../home"), [], "nothing was made");
    home.write("pass", "short\n");
    run(&home, &["init"]).fails(
        1,
        "error: the passphrase is too short\n\
         help: use at least 10 characters; five or six words that nobody would guess are good",
    );
    run(&home, &["key", "show"]).fails(
        1,
        "error: there is no key at `[HOME]/home/config/heard/identity.age`\n\
         help: make one with `heard init`, or name yours with `--identity`",
    );
    home.run(&["--passphrase-file", "none", "init"]).fails(
        3,
        "error: could not read `none`: No such file or directory (os error 2)\n\
         help: look at how the name is written, and in which folder you are",
    );
}

#[test]
fn a_real_case_is_taken_in_told_and_kept_apart_from_demos() {
    let home = home();
    home.write("t.txt", "Q: Where?\n\nA: In a village.\n");
    run(&home, &["import", "Swallow", "t.txt"]).done();
    let said = run(&home, &["narrative", "Swallow"]).done();
    assert!(
        said.out.contains("In a village.") && !said.out.contains("Demo"),
        "{}",
        said.out
    );
    run(&home, &["init", "--name", "A.B."]).fails(
        1,
        "error: there are a key and a vault already\n\
         help: nothing needs to be made; `heard key show` shows your key",
    );
    let folder = "[HOME]/home/data/heard";
    home.run(&["init", "--demo"]).fails(
        1,
        &format!(
            "error: `{folder}` is there already\n\
             help: nothing was changed; name another place, or move it away first"
        ),
    );
}

#[test]
fn a_new_passphrase_opens_the_key_and_the_old_one_does_not() {
    let home = home();
    home.write("new", "six other words that nobody guesses\n");
    run(&home, &["key", "passwd", "--new-passphrase-file", "new"]).done();
    assert_eq!(run(&home, &["key", "show"]).status, 1);
    home.write("pass", &home.read("new"));
    let key = run(&home, &["key", "show", "--json"]).done().json();
    assert_eq!(
        (&key["name"], &key["demo"]),
        (&"A.B.".into(), &false.into())
    );
}
