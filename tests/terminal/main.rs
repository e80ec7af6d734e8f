//! Talks in a pseudo-terminal: this program starts itself again as the one that holds the talk.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test ends where something is not as it should be, and has files of its own"
)]

mod child;
mod controls;
mod ends;
mod lead;
mod opening;
mod plain;
mod program;
mod pty;
mod walk;
mod writing;

use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial, run};

/// Tests of one file, by the names of their functions.
macro_rules! tests {
    ($($file:ident: $($name:ident),+ $(,)?;)+) => {
        vec![$($(Trial::test(
            concat!(stringify!($file), "::", stringify!($name)),
            || { $file::$name(); Ok(()) },
        )),+),+]
    };
}

fn main() -> ExitCode {
    if let Some(folder) = std::env::var_os("HEARD_TEST_FOLDER") {
        return child::run(Path::new(&folder));
    }
    let mut arguments = Arguments::from_args();
    // A terminal is forked for each test; two at a time is what a small machine bears.
    arguments.test_threads.get_or_insert(2);
    let tests = tests! {
        opening:
            nothing_is_kept_before_both_consents,
            a_no_to_notes_keeps_nothing_but_that,
            an_officer_in_the_room_holds_the_questions,
            a_choice_can_be_taken_from_a_list,
            every_page_fits_on_80_by_24,
            danish_screens_are_danish_all_through;
        writing:
            a_paste_of_5000_characters_is_kept_exactly,
            the_languages_people_come_with_are_kept_exactly,
            an_answer_typed_in_several_lines_keeps_them,
            a_draft_and_its_cursor_come_back_after_a_kill,
            a_long_answer_breaks_between_words_and_shows_where_the_cursor_is,
            a_draft_is_cleared_once_it_is_an_answer,
            words_with_a_colon_can_be_said,
            a_full_disk_keeps_the_text_on_the_screen,
            nothing_said_before_comes_up_with_the_arrow_key,
            what_is_pasted_cannot_act_on_the_terminal;
        controls:
            every_control_is_taken_at_every_step_without_a_question_back,
            decline_asks_nothing_and_the_question_is_gone,
            declining_with_words_in_the_line_asks_what_becomes_of_them,
            hide_clears_the_screen_and_the_passphrase_brings_it_back,
            off_keeps_nothing_until_on,
            remove_takes_the_last_answer_out,
            listen_takes_down_what_is_told_unasked,
            a_control_below_words_leaves_the_words,
            signs_are_noted_while_an_account_is_open,
            stop_keeps_what_was_written_and_closes_shortly,
            revise_keeps_both_versions,
            consent_for_a_lawyer_is_asked_by_name;
        ends:
            ctrl_c_keeps_everything_and_says_so,
            a_hang_up_keeps_everything,
            the_system_asking_for_the_end_keeps_everything,
            ctrl_c_in_a_list_shows_the_cursor_again,
            resuming_shows_where_it_stopped,
            without_a_terminal_the_error_names_the_flag,
            a_new_passphrase_is_asked_twice_and_never_shown;
        plain:
            plain_draws_nothing_anew,
            plain_takes_a_long_paste_exactly,
            plain_reaches_the_controls_by_words;
        program:
            the_program_holds_a_talk_that_is_broken_off_and_closed,
            the_program_slows_wrong_passphrases_and_says_what_to_give_without_a_terminal,
            the_demo_vault_says_so_on_every_page;
        walk:
            the_demo_person_tells_her_story_to_the_end;
    };
    if run(&arguments, tests).has_failed() {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
