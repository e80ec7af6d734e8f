//! Going through the steps that come before the one a test is about.

use crate::pty::Pty;

/// What is typed at which page; the first that fits.
const WILLING: [(&str, &str); 20] = [
    ("Yes, it is safe to talk", "1"),
    ("Ja, det er trygt at tale", "1"),
    ("Did the person say yes to the interpreter", "1"),
    ("Is the language all right for the person?", "1"),
    ("Er sproget i orden for personen?", "1"),
    ("0: nobody else", "0"),
    ("0: ingen andre", "0"),
    ("Page ", ""),
    ("Side ", ""),
    ("What the person understood", ""),
    ("Hvad personen har forstået", ""),
    ("3 Not decided yet", "1"),
    ("3 Ikke besluttet endnu", "1"),
    (
        "A number from 0 to 10, or the person's words. What you see",
        "3",
    ),
    ("Et tal fra 0 til 10 eller personens ord. Det, du ser", "3"),
    ("Enter: agreed", ""),
    ("Enter: aftalt", ""),
    ("Here we stopped", ""),
    ("Enter goes on.", ""),
    ("Enter går videre.", ""),
];

/// Goes on willingly until a text stands on the screen.
pub(crate) fn lead(pty: &mut Pty, until: &str) {
    for _ in 0..60 {
        pty.wait_for_line();
        if pty.page_has(until) {
            return;
        }
        let found = WILLING.iter().find(|(page, _)| pty.page_has(page));
        let (_, typed) = found.unwrap_or_else(|| panic!("nothing fits:\n{}", pty.screen()));
        pty.line(typed);
    }
    panic!("`{until}` never came:\n{}", pty.screen());
}

/// The first question of the small guide.
pub(crate) const FIRST: &str = "What may I call you?";

/// Goes to the account in the small guide: a question that takes as many lines as are told.
pub(crate) fn to_account(pty: &mut Pty) {
    lead(pty, FIRST);
    pty.line("Swallow");
    lead(pty, "Where did you grow up?");
    pty.line("Benin City");
    lead(pty, "How was a normal day?");
}
