//! Words: pasted, typed, kept as a draft.

use std::fs;

use rexpect::process::Signal;

use crate::lead::{FIRST, lead, to_account};
use crate::pty::{Pty, Room};

/// Paragraphs of five scripts, with empty lines, up to a length in characters.
fn long(characters: usize) -> String {
    let paragraphs = [
        "Chúng tôi dậy trước khi mặt trời mọc. Bà tôi kể chuyện con rùa.",
        "ከፀሐይ በፊት ተነሳን። ከወንድሞቼ ጋር ውሃ ቀዳሁ።",
        "استيقظنا قبل الشمس. ذهبنا إلى المدرسة على الطريق الأحمر.",
        "We woke before the sun.\n\nI fetched water with my brothers.",
        "我们在太阳升起之前醒来。",
    ];
    let mut text = String::new();
    for paragraph in paragraphs.iter().cycle() {
        text.push_str(paragraph);
        text.push('\n');
        if text.chars().count() >= characters {
            break;
        }
    }
    text.chars().take(characters - 1).chain(['.']).collect()
}

fn last_words(pty: &Pty, answers: usize) -> String {
    pty.wait(
        |pty| pty.words().len() == answers,
        "the answer was not kept",
    );
    pty.words().pop().unwrap()
}

pub(crate) fn a_paste_of_5000_characters_is_kept_exactly() {
    let text = long(5000);
    let mut pty = Room::new().start_at_account();
    pty.account(&text);
    assert_eq!(last_words(&pty, 3), text);
}

pub(crate) fn the_languages_people_come_with_are_kept_exactly() {
    for text in [
        "Bùi Thị Hường kể: “Tôi đi bộ”.",
        "አበበ ውሃ ቀዳ።",
        "قالت مريم: ذهبنا إلى المدرسة، 12 كيلومترا.",
        "e\u{301}\u{327} ẹ́ ọ̀ — Ọmọ",
    ] {
        let mut pty = Room::new().start_at_account();
        pty.account(text);
        assert_eq!(last_words(&pty, 3), text);
    }
}

pub(crate) fn an_answer_typed_in_several_lines_keeps_them() {
    let mut pty = Room::new().start_at_account();
    pty.answered();
    pty.send("One.\rTwo.\x1b\r\x1b\rFour.\r\r");
    assert_eq!(last_words(&pty, 3), "One.\nTwo.\n\nFour.");
}

pub(crate) fn a_draft_and_its_cursor_come_back_after_a_kill() {
    let room = Room::new();
    let mut pty = room.start();
    to_account(&mut pty);
    pty.send("We walked school.");
    pty.send(&"\x1b[D".repeat("school.".len()));
    let there = |pty: &Pty| {
        let drafts = pty.drafts();
        drafts
            .first()
            .is_some_and(|d| d.text == "We walked school." && d.cursor == 10)
    };
    pty.wait(there, "the draft was not kept");
    pty.signal(Signal::SIGKILL);
    assert_eq!(pty.status(), 1009);
    let mut pty = room.start();
    lead(&mut pty, "The text that was being written is back.");
    pty.line("");
    pty.wait_for("> We walked school.");
    pty.answered();
    pty.send("to ");
    pty.wait_for("> We walked to school.");
    pty.send("\x1b[F\r\r");
    assert_eq!(last_words(&pty, 3), "We walked to school.");
}

pub(crate) fn a_long_answer_breaks_between_words_and_shows_where_the_cursor_is() {
    let mut pty = Room::new().start_at_account();
    let words: Vec<String> = (0..700).map(|n| format!("word{n}")).collect();
    pty.paste(&words.join(" "));
    pty.wait_for("word699");
    let whole = |pty: &Pty| {
        let screen = pty.screen();
        let mut shown = screen.split_whitespace().filter(|w| *w != ">");
        shown.all(|word| words.iter().any(|w| w == word))
    };
    assert!(whole(&pty), "a word is cut:\n{}", pty.screen());
    pty.send("\x1b[1;5H\x01");
    pty.wait_for("> word0 word1 word2");
    assert!(whole(&pty), "a word is cut:\n{}", pty.screen());
    pty.send("Then ");
    pty.wait_for("> Then word0 word1 word2");
}

pub(crate) fn a_draft_is_cleared_once_it_is_an_answer() {
    let mut pty = Room::new().start_at_account();
    pty.send("We walked.");
    pty.wait(|pty| !pty.drafts().is_empty(), "no draft was kept");
    pty.answered();
    pty.send("\r\r");
    assert_eq!(last_words(&pty, 3), "We walked.");
    pty.wait(|pty| pty.drafts().is_empty(), "the draft stayed");
}

pub(crate) fn words_with_a_colon_can_be_said() {
    let mut pty = Room::new().start_at_account();
    pty.line(":hello");
    pty.wait_for("There is no :hello.");
    pty.wait_for("> :hello");
    pty.answered();
    pty.send("\x1b[H:\x1b[F, she said\r\r");
    assert_eq!(last_words(&pty, 3), ":hello, she said");
}

pub(crate) fn a_full_disk_keeps_the_text_on_the_screen() {
    let room = Room::new();
    let mut pty = room.start();
    to_account(&mut pty);
    fs::write(room.path().join("full"), "").unwrap();
    pty.account("We walked to school.");
    pty.wait_for("It could not be kept: no space left on device.");
    pty.wait_for("> We walked to school.");
    fs::remove_file(room.path().join("full")).unwrap();
    pty.answered();
    pty.send("\r\r");
    assert_eq!(last_words(&pty, 3), "We walked to school.");
}

pub(crate) fn nothing_said_before_comes_up_with_the_arrow_key() {
    let room = Room::new();
    let mut pty = room.start();
    lead(&mut pty, FIRST);
    pty.line("Swallow");
    lead(&mut pty, "Where did you grow up?");
    pty.send("\x1b[A\x1b[A\x12");
    pty.send("Lagos");
    pty.wait_for("> Lagos");
    assert!(!pty.has("Swallow"));
}

pub(crate) fn what_is_pasted_cannot_act_on_the_terminal() {
    let mut pty = Room::new().start_at_account();
    pty.account("before\x1b[2J\x07after");
    assert_eq!(last_words(&pty, 3), "before\x1b[2J\x07after");
    assert!(!pty.raw().contains("before\x1b[2J"));
}
