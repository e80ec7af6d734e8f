//! Plain mode: for screen readers.

use crate::lead::{lead, to_account};
use crate::pty::Room;

fn plain() -> Room {
    Room::new().with("HEARD_TEST_PLAIN", "1")
}

pub(crate) fn plain_draws_nothing_anew() {
    let mut pty = plain().start_at_account();
    let begun = pty.raw().len();
    pty.send("We walked to school.");
    pty.wait_for("> We walked to school.");
    let raw = pty.raw()[begun..].to_owned();
    assert_eq!(raw.matches("We walked").count(), 1, "{raw:?}");
    assert!(!raw.contains("\x1b["), "typing moves nothing: {raw:?}");
    let all = pty.raw();
    assert_eq!(
        all.matches("\x1b[2J").count(),
        1,
        "cleared once, at the start"
    );
    for style in ["\x1b[1m", "\x1b[2m", "\x1b[4m", "\x1b[3"] {
        assert!(!all.contains(style), "{style:?}");
    }
    assert!(!all.contains('─') && !all.contains('│'));
}

pub(crate) fn plain_takes_a_long_paste_exactly() {
    let line = "We woke before the sun. አበበ ውሃ ቀዳ። ";
    let text = format!("{}\n\nThe end", line.repeat(150));
    let mut pty = plain().start_at_account();
    pty.account(&text);
    pty.wait(|pty| pty.words().len() == 3, "the answer was not kept");
    assert_eq!(pty.words()[2], text);
}

pub(crate) fn plain_reaches_the_controls_by_words() {
    let room = plain();
    let mut pty = room.start();
    lead(&mut pty, "Would you like to talk with me today?");
    pty.line(":help");
    pty.wait_for(":came-in");
    to_account(&mut pty);
    pty.answered();
    pty.send("Wrong\x7f\x7f\x7f\x7f\x7fWe walked.\r:stop\r");
    pty.wait_for("We stop now.");
    assert_eq!(pty.words().pop().as_deref(), Some("We walked."));
}
