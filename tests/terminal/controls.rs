//! The controls, at every prompt.

use heard::record::{Consent, Content, Decision, EndedBy, ReplyKind, Scope};

use crate::child::PASSPHRASE;
use crate::lead::{FIRST, lead, to_account};
use crate::pty::{Pty, Room};

fn turns(pty: &Pty) -> Vec<ReplyKind> {
    let turn = |what| match what {
        Content::Turn(turn) => Some(turn.reply),
        _ => None,
    };
    pty.bodies()
        .into_iter()
        .filter_map(|b| turn(b.what))
        .collect()
}

fn wait_for_turn(pty: &Pty, reply: ReplyKind) {
    pty.wait(
        |pty| turns(pty).contains(&reply),
        &format!("{reply:?} was not kept"),
    );
}

/// R1 and R2: at each step of the way, each of the six is taken at one key, and nothing is asked back.
pub(crate) fn every_control_is_taken_at_every_step_without_a_question_back() {
    let steps = [
        "Yes, it is safe to talk",
        "0: nobody else",
        "Would you like to talk with me today?",
        "A number from 0 to 10",
        "Enter: agreed",
        FIRST,
    ];
    for (step, key) in steps.into_iter().zip([2, 3, 6].into_iter().cycle()) {
        let mut pty = Room::new().begin();
        lead(&mut pty, step);
        // A quiet moment, and back again: the step is where it was.
        pty.key(4);
        pty.wait_for_line();
        pty.line(":back");
        pty.wait_for_line();
        pty.key(5);
        pty.wait_for("Nothing has been told yet");
        pty.wait_for_line();
        pty.key(key);
        pty.wait_for_line();
        pty.key(9);
        pty.wait_for("That's quite all right. We stop now.");
        assert!(!pty.has("sure"), "a stop is not argued with");
        pty.line("");
        assert_eq!(pty.status(), 0, "stopping at `{step}`");
    }
}

pub(crate) fn decline_asks_nothing_and_the_question_is_gone() {
    let mut pty = Room::new().start_at_account();
    pty.key(2);
    pty.wait(|pty| !pty.has("How was a normal day?"), "no next page");
    wait_for_turn(&pty, ReplyKind::Declined);
    let why = pty.screen().to_lowercase();
    assert!(!why.contains("reason") && !why.contains("sure"));
}

pub(crate) fn declining_with_words_in_the_line_asks_what_becomes_of_them() {
    for (choice, words) in [("1", 3), ("2", 2)] {
        let mut pty = Room::new().start_at_account();
        pty.send("We walked");
        pty.wait_for("> We walked");
        pty.key(2);
        pty.wait_for("There are words here that are not kept yet.");
        pty.line(choice);
        wait_for_turn(&pty, ReplyKind::Declined);
        assert_eq!(pty.words().len(), words);
        pty.wait(|pty| pty.drafts().is_empty(), "the draft stayed");
    }
}

pub(crate) fn hide_clears_the_screen_and_the_passphrase_brings_it_back() {
    let mut pty = Room::new().start_at_account();
    pty.send("We walked to sch");
    pty.wait_for("> We walked to sch");
    pty.key(8);
    pty.wait(
        |pty| pty.screen().trim() == "Passphrase:",
        "the screen is not empty",
    );
    pty.send("wrong\r");
    pty.wait(
        |pty| !pty.screen().contains("wrong"),
        "the passphrase shows",
    );
    pty.wait(|pty| pty.times("Passphrase: ") == 2, "not asked again");
    pty.send(PASSPHRASE).send("\r");
    pty.wait_for("> We walked to sch");
    assert!(pty.has("How was a normal day?"));
    assert!(!pty.raw().contains(PASSPHRASE));
}

pub(crate) fn off_keeps_nothing_until_on() {
    let mut pty = Room::new().start_at_account();
    pty.send("Before.");
    pty.wait(|pty| !pty.drafts().is_empty(), "no draft was kept");
    pty.answered();
    pty.send("\r:off\r");
    pty.wait_for("OFF: nothing is kept.");
    let kept = pty.bodies().len();
    pty.line(":listen");
    pty.wait_for("Listen. Write what the person tells");
    pty.account("This is between us.");
    pty.wait_for("It was heard. It is not kept.");
    pty.wait_for_line();
    pty.send("and this");
    pty.wait_for("> and this");
    pty.answered();
    pty.send("\r:on\r");
    pty.wait_for("From here on it is kept again.");
    pty.wait_for("> Before.");
    let everything = format!("{:?} {}", pty.words(), pty.bodies().len());
    assert!(!everything.contains("between us") && pty.bodies().len() == kept + 1);
    let drafts = |pty: &Pty| pty.drafts().into_iter().map(|d| d.text).collect::<Vec<_>>();
    pty.wait(|pty| drafts(pty) == ["Before."], "another draft was kept");
}

pub(crate) fn remove_takes_the_last_answer_out() {
    let mut pty = Room::new().start_at_account();
    assert_eq!(pty.words().len(), 2);
    pty.key(5);
    pty.wait_for("It is taken out for good.");
    assert_eq!(pty.words(), ["Swallow"]);
    pty.wait_for_line();
    pty.send("Not this");
    pty.wait_for("> Not this");
    pty.key(5);
    pty.wait_for("The words are gone.");
    pty.wait(|pty| pty.drafts().is_empty(), "the draft stayed");
    assert_eq!(pty.words(), ["Swallow"]);
}

pub(crate) fn listen_takes_down_what_is_told_unasked() {
    let mut pty = Room::new().begin();
    lead(&mut pty, "Enter: agreed");
    pty.key(7);
    pty.wait_for("Listen. Write what the person tells");
    pty.account("I want to say something about my sister.");
    pty.wait_for("It is kept.");
    let told = pty.answers();
    assert!(told[0].item.is_none());
    assert_eq!(pty.words(), ["I want to say something about my sister."]);
}

pub(crate) fn a_control_below_words_leaves_the_words() {
    let mut pty = Room::new().start_at_account();
    pty.answered();
    pty.send("We walked.\r:note\r");
    pty.wait_for("Your own note.");
    pty.account("She smiles.");
    pty.wait_for("The note is kept");
    pty.wait_for("> We walked.");
    assert_eq!(pty.words().len(), 2);
}

pub(crate) fn signs_are_noted_while_an_account_is_open() {
    let mut pty = Room::new().start_at_account();
    pty.answered();
    pty.send("We walked.\r:signs\r");
    pty.wait_for("What do you see?");
    pty.line("4");
    pty.wait_for("> We walked.");
    assert!(pty.has("It counts once this answer is finished."));
    pty.answered();
    pty.send("\r\r");
    // The check-in comes after the answer, never inside it.
    pty.wait_for("How are you right now, from 0 to 10?");
    assert_eq!(pty.words().pop().as_deref(), Some("We walked."));
    let signs = pty.bodies().into_iter().find_map(|b| match b.what {
        Content::Turn(turn) if turn.reply == ReplyKind::Signs => Some(turn.signs),
        _ => None,
    });
    assert_eq!(signs, Some(vec!["up_anger".to_owned()]));
}

pub(crate) fn stop_keeps_what_was_written_and_closes_shortly() {
    let mut pty = Room::new().start_at_account();
    pty.send("We walked and then");
    pty.wait_for("> We walked and then");
    pty.key(9);
    pty.wait_for("That's quite all right. We stop now.");
    assert!(pty.has("What was written so far is kept as the answer."));
    assert_eq!(pty.words().pop().as_deref(), Some("We walked and then"));
    pty.line("Thursday, by the safe way");
    assert_eq!(pty.status(), 0);
    let ended = pty.bodies().into_iter().find_map(|b| match b.what {
        Content::Ended(ended) => Some(ended.by),
        _ => None,
    });
    assert_eq!(ended, Some(EndedBy::ShortClose));
    assert!(!pty.is_apart() && pty.drafts().is_empty());
}

pub(crate) fn revise_keeps_both_versions() {
    let mut pty = Room::new().start_at_account();
    pty.line(":revise");
    pty.wait_for("Which answer?");
    pty.line("");
    pty.wait_for("> Benin City");
    pty.answered();
    pty.send(", Edo\r\r");
    pty.wait_for("The answer is changed.");
    assert_eq!(pty.words(), ["Swallow", "Benin City", "Benin City, Edo"]);
}

pub(crate) fn consent_for_a_lawyer_is_asked_by_name() {
    let mut pty = Room::new().start_at_account();
    pty.line(":consent");
    pty.wait_for("Consent for what?");
    pty.line("3");
    pty.wait_for("To whom?");
    pty.line("Ms Holm");
    pty.wait_for("What did the person say?");
    pty.line("1");
    pty.wait_for("What the person understood");
    pty.line("");
    pty.wait_for("The answer about consent is kept.");
    let given = pty.bodies().into_iter().find_map(|b| match b.what {
        Content::Consent(c) if c.scope == Scope::LAWYER => Some(c),
        _ => None,
    });
    let Consent {
        recipient,
        decision,
        ..
    } = given.unwrap();
    assert_eq!(recipient.as_deref(), Some("Ms Holm"));
    assert_eq!(decision, Decision::Yes);
}

impl Room {
    /// A talk that stands at an account, with two answers kept.
    pub(crate) fn start_at_account(self) -> Pty {
        let mut pty = self.begin();
        to_account(&mut pty);
        pty
    }
}
