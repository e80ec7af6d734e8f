//! The shipped program itself: key, vault, talk.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::lead::lead;
use crate::pty::{Pty, Room};

const PASSPHRASE: &str = "blue wrapper tortoise";
const FIRST: &str = "What would make this talk easier for you today?";

fn succeeds(mut command: Command) -> String {
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    String::from_utf8(done.stdout).unwrap()
}

/// A home with a key and a vault.
fn home() -> Room {
    let room = Room::shipped();
    fs::write(room.path().join("pass"), format!("{PASSPHRASE}\n")).unwrap();
    let file = room.path().join("pass").display().to_string();
    succeeds(room.heard(&["init", "--name", "Ada", "--passphrase-file", &file]));
    room
}

fn open(room: &Room) -> Pty {
    let pty = room.run(room.heard(&["interview", "Swallow"]));
    pty.wait_for("Passphrase");
    pty
}

/// Says whether some bytes stand in any file below a folder.
fn stands_in(folder: &Path, word: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return stands_in(&path, word);
        }
        let bytes = fs::read(&path).unwrap();
        bytes.windows(word.len()).any(|w| w == word.as_bytes())
    })
}

pub(crate) fn the_program_holds_a_talk_that_is_broken_off_and_closed() {
    let room = home();
    let mut pty = open(&room);
    pty.send(PASSPHRASE).send("\r");
    pty.wait_for("Make a new case: Swallow");
    pty.send("\r");
    lead(&mut pty, FIRST);
    pty.account("Tea, and the door open.");
    pty.wait(|pty| !pty.has(FIRST) && pty.is_ready(), "no next page");
    pty.send("A red road");
    pty.wait_for("> A red road");
    // The draft is on its way to the disk; Ctrl-C waits for it.
    pty.send("\x03");
    assert_eq!(pty.status(), 130);
    pty.wait(
        |pty| pty.has("The text you were writing is kept as well."),
        "not said",
    );
    assert!(!pty.has("error"), "{}", pty.screen());
    for word in ["the door open", "A red road", "Swallow"] {
        assert!(
            !stands_in(room.path(), word),
            "`{word}` is on the disk in plain text"
        );
    }
    let mut pty = open(&room);
    pty.send(PASSPHRASE).send("\r");
    pty.wait_for("Here we stopped");
    pty.wait_for("It ends: Tea, and the door open.");
    pty.line("");
    pty.wait_for("> A red road");
    pty.key(9);
    pty.wait_for("We stop now.");
    pty.line("Thursday");
    assert_eq!(pty.status(), 0);
    let file = room.path().join("pass").display().to_string();
    let list = succeeds(room.heard(&["case", "list", "--passphrase-file", &file]));
    assert!(list.contains("Swallow"), "{list}");
}

pub(crate) fn the_program_slows_wrong_passphrases_and_says_what_to_give_without_a_terminal() {
    let room = home();
    let mut pty = open(&room);
    pty.send("wrong\r");
    pty.wait_for("That is not it.");
    pty.wait(|pty| pty.times("Passphrase: ") == 2, "not asked again");
    pty.send("\x03");
    assert_eq!(pty.status(), 130);
    assert!(pty.has_cursor());
    let done = room.heard(&["interview", "Swallow"]).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("`--answers`"));
}

pub(crate) fn the_demo_vault_says_so_on_every_page() {
    let room = Room::shipped();
    succeeds(room.heard(&["init", "--demo"]));
    let mut pty = room.run(room.heard(&["--lang", "da", "interview", "Svale"]));
    pty.wait_for("Opret en ny sag: Svale");
    pty.send("\r");
    pty.wait_for("Demo: en opdigtet person.");
    pty.wait_for_line();
    pty.key(1);
    pty.wait_for("Når som helst");
    assert!(pty.has("Demo: en opdigtet person."));
}
