//! How a talk ends that is not closed: nothing that was acknowledged is lost.

use std::process::Stdio;

use rexpect::process::Signal;

use crate::lead::{lead, to_account};
use crate::pty::{Pty, Room, answers};

/// The screen is given back and cleared, the cursor is there, and what is kept is said.
fn is_put_right(pty: &Pty) {
    pty.wait(
        |pty| pty.has("Every reply that was taken is kept."),
        "nothing was said",
    );
    assert!(!pty.is_apart() && pty.has_cursor());
    assert!(!pty.has("grow up") && !pty.has("We walked"));
}

pub(crate) fn ctrl_c_keeps_everything_and_says_so() {
    let mut pty = Room::new().start_at_account();
    pty.send("We walked");
    pty.wait_for("> We walked");
    pty.send("\x03");
    assert_eq!(pty.status(), 130);
    is_put_right(&pty);
    assert!(pty.has("The text you were writing is kept as well."));
    assert_eq!(pty.words(), ["Swallow", "Benin City"]);
    assert_eq!(pty.drafts()[0].text, "We walked");
}

pub(crate) fn a_hang_up_keeps_everything() {
    let room = Room::new();
    let mut pty = room.start();
    to_account(&mut pty);
    pty.send("We walked");
    pty.wait_for("> We walked");
    assert_eq!(pty.hang_up(), 130);
    assert_eq!(answers(room.path()).len(), 2);
    let mut pty = room.start();
    lead(&mut pty, "Here we stopped");
    pty.line("");
    pty.wait_for("> We walked");
}

pub(crate) fn the_system_asking_for_the_end_keeps_everything() {
    let mut pty = Room::new().start_at_account();
    pty.signal(Signal::SIGTERM);
    assert_eq!(pty.status(), 130);
    is_put_right(&pty);
    assert_eq!(pty.words().len(), 2);
}

pub(crate) fn ctrl_c_in_a_list_shows_the_cursor_again() {
    for (key, signal) in [("\x03", None), ("", Some(Signal::SIGTERM))] {
        let room = Room::new();
        let mut pty = room.start();
        lead(&mut pty, "Would you like to talk with me today?");
        pty.line("");
        pty.wait_for("Arrows move, Enter takes, Esc goes back");
        pty.wait(|pty| !pty.has_cursor(), "the list shows the cursor");
        pty.send(key);
        if let Some(signal) = signal {
            pty.signal(signal);
        }
        assert_eq!(pty.status(), 130);
        pty.wait(|pty| pty.has("Nothing was kept."), "nothing was said");
        assert!(!pty.is_apart() && pty.has_cursor());
    }
}

pub(crate) fn resuming_shows_where_it_stopped() {
    let room = Room::new();
    let mut pty = room.start();
    to_account(&mut pty);
    pty.send("\x03");
    assert_eq!(pty.status(), 130);
    let pty = room.start();
    pty.wait_for("Here we stopped");
    pty.wait_for("Kept so far today: 2 answers.");
    pty.wait_for("The last one was to: Where did you grow up?");
    pty.wait_for("It ends: Benin City");
}

pub(crate) fn without_a_terminal_the_error_names_the_flag() {
    let room = Room::new();
    let mut command = room.command();
    let ended = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(ended.status.code(), Some(2));
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(
        said,
        "error: this is not a terminal, so nobody can be asked\n\
         help: run it in a terminal, or give what is asked for by `--answers`\n"
    );
    assert!(ended.stdout.is_empty());
}

pub(crate) fn a_new_passphrase_is_asked_twice_and_never_shown() {
    let room = Room::new().with("HEARD_TEST_NEW_PASSPHRASE", "1");
    let mut pty = room.start();
    pty.wait_for("A new passphrase");
    pty.send("short\r");
    pty.wait_for("That is too short");
    pty.send("river stone lamp\r");
    pty.wait_for("The same once more");
    pty.send("river stone lamb\r");
    pty.wait_for("The two were not the same.");
    pty.send("river stone lamp\r");
    pty.wait(
        |pty| pty.times("The same once more") == 2,
        "not asked twice",
    );
    pty.send("river stone lamp\r");
    pty.wait(|pty| pty.times("Passphrase: ") == 1, "not asked");
    pty.send("river stone\r");
    pty.wait_for("That is not it.");
    pty.wait(|pty| pty.times("Passphrase: ") == 2, "not asked again");
    pty.send("river stone lamp\r");
    assert_eq!(pty.status(), 0);
    assert!(room.path().join("opened").exists());
    assert!(!pty.raw().contains("river"));
}
