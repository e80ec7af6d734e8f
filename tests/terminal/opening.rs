//! The way to the first question.

use heard::record::{Content, Decision, Scope};

use crate::lead::{FIRST, lead, to_account};
use crate::pty::Room;

pub(crate) fn nothing_is_kept_before_both_consents() {
    let room = Room::new();
    let mut pty = room.start();
    lead(&mut pty, "May I write down what you tell me today?");
    assert!(pty.has("Nothing is kept yet."));
    assert!(!room.path().join("log").exists() && !room.path().join("drafts").exists());
    pty.line("yes");
    pty.wait_for("What the person understood");
    pty.line("you write, and I can stop");
    pty.wait_for("Each reply is kept, encrypted.");
    let understood = pty.bodies().into_iter().find_map(|body| match body.what {
        Content::Consent(c) if c.scope == Scope::NOTES => c.understood,
        _ => None,
    });
    assert_eq!(understood.as_deref(), Some("you write, and I can stop"));
}

pub(crate) fn a_no_to_notes_keeps_nothing_but_that() {
    let room = Room::new();
    let mut pty = room.start();
    lead(&mut pty, "May I write down what you tell me today?");
    pty.line("no");
    pty.wait_for("No notes are kept today.");
    to_account(&mut pty);
    pty.account("This is told and not kept.");
    pty.wait(|pty| !pty.has("How was a normal day?"), "no next page");
    assert!(room.path().join("no-notes").exists());
    assert!(!room.path().join("log").exists() && !room.path().join("drafts").exists());
}

pub(crate) fn an_officer_in_the_room_holds_the_questions() {
    let room = Room::new();
    let mut pty = room.start();
    lead(&mut pty, "0: nobody else");
    pty.line("7");
    pty.wait_for("Initials or name of: police");
    pty.line("");
    pty.wait_for("The questions wait. Who is still here?");
    pty.line("0");
    lead(&mut pty, FIRST);
}

pub(crate) fn a_choice_can_be_taken_from_a_list() {
    let room = Room::new();
    let mut pty = room.start();
    lead(&mut pty, "Would you like to talk with me today?");
    pty.line("");
    pty.wait_for("Arrows move, Enter takes, Esc goes back");
    pty.send("\x1b[B\x1b[A\r");
    pty.wait_for("May I write down what you tell me today?");
    lead(&mut pty, FIRST);
    let talk = pty.bodies().into_iter().find_map(|body| match body.what {
        Content::Consent(c) if c.scope == Scope::TALK => Some(c.decision),
        _ => None,
    });
    assert_eq!(talk, Some(Decision::Yes));
}

pub(crate) fn every_page_fits_on_80_by_24() {
    let room = Room::shipped();
    let mut pty = room.start();
    for _ in 0..60 {
        pty.wait_for_line();
        let screen = pty.screen();
        let first = screen.lines().next().unwrap_or_default();
        assert!(
            first.contains("F1 help"),
            "the head of the page is gone:\n{screen}"
        );
        if pty.has("Write the person's own words") {
            return;
        }
        step(&mut pty);
    }
    panic!("no question came:\n{}", pty.screen());
}

/// One page on, through the willing replies.
fn step(pty: &mut crate::pty::Pty) {
    let flat = pty.screen();
    let typed = match () {
        () if flat.contains("0 to 10") => "3",
        () if flat.contains("0: nobody") => "0",
        () if flat.contains("Page ") || flat.contains("Enter goes on") => "",
        () if flat.contains("Enter: agreed") || flat.contains("understood, in") => "",
        () => "1",
    };
    pty.line(typed);
}

pub(crate) fn danish_screens_are_danish_all_through() {
    let room = Room::new()
        .with("HEARD_TEST_LANG", "da")
        .with("HEARD_TEST_TALK", "da");
    let mut pty = room.start();
    lead(&mut pty, "Hvad må jeg kalde dig?");
    assert!(pty.has("Hvert svar bliver gemt, krypteret.") && pty.has("Sig"));
    pty.line(":hjælp");
    pty.wait_for("Når som helst, ved hvert spørgsmål");
    let raw = pty.raw();
    for english in [
        "Say\r",
        "Enter goes",
        "Type a number",
        "kept",
        "F1 help",
        "For you",
    ] {
        assert!(!raw.contains(english), "`{english}` on a Danish screen");
    }
}
