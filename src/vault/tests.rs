//! Whole ways through a vault: made, written, killed, changed by others, taken out.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use tempfile::TempDir;

use super::*;
use crate::record::{
    Answer, Body, CaseId, Consent, Content, Decision, EntryRef, Erased, Log, Mark, Note, Rel,
    Rendering, Scope, SessionKind, Words,
};
use crate::text::Lang;

/// A vault in a folder of its own, with one case.
struct Home {
    folder: TempDir,
    identity: Identity,
    case: CaseId,
}

fn at() -> DateTime<FixedOffset> {
    "2026-03-02T10:00:00+01:00".parse().unwrap()
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let identity = Identity::generate("A.B.");
        Vault::create(&folder.path().join("v"), Purpose::Real).unwrap();
        let mut home = Self {
            folder,
            identity,
            case: CaseId::new(uuid::Uuid::nil()),
        };
        home.case = home.open().make_case("Swallow", at()).unwrap().id;
        home
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("v")
    }

    fn open(&self) -> OpenVault {
        self.open_with(&self.identity)
    }

    fn open_with(&self, identity: &Identity) -> OpenVault {
        let vault = Vault::find(&self.root()).unwrap();
        OpenVault::open(vault, identity.clone(), &self.folder.path().join("state")).unwrap()
    }

    /// Holds a talk in which this is told, and closes it.
    fn talk(&self, told: &str) -> EntryRef {
        let mut vault = self.open();
        let mut case = vault.open_case(self.case).unwrap();
        let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
        let kept = live.keep(vec![answer(told), note("calm")]).unwrap();
        vault.close(live, &mut case, at()).unwrap();
        kept[0].id
    }

    fn file(&self, folder: &str, index: usize) -> PathBuf {
        let folder = self
            .root()
            .join("cases")
            .join(self.case.to_string())
            .join(folder);
        let mut files: Vec<PathBuf> = fs::read_dir(folder)
            .unwrap()
            .map(|f| f.unwrap().path())
            .collect();
        files.sort();
        files.swap_remove(index)
    }

    fn session_file(&self, log: crate::record::LogId) -> PathBuf {
        let case = self.root().join("cases").join(self.case.to_string());
        case.join("sessions").join(format!("{log}.age"))
    }
}

fn words(text: &str) -> Answer {
    Answer {
        words: Some(Words::spoken(text, Lang::en(), "A.B.")),
        ..Answer::default()
    }
}

fn answer(text: &str) -> Body {
    Body::new(at(), "A.B.", Content::Answer(words(text)))
}

fn note(text: &str) -> Body {
    Body::new(at(), "A.B.", Content::Note(Note { text: text.into() }))
}

fn change(path: &Path, how: impl Fn(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    how(&mut bytes);
    disk::replace(path, &bytes).unwrap();
}

fn told(case: &Case) -> Vec<String> {
    let view = case.view();
    let words = view.answers().filter_map(|a| a.answer.words.clone());
    words.map(|w| w.text).collect()
}

fn troubles(home: &Home) -> Vec<String> {
    let case = home.open().open_case(home.case).unwrap();
    case.troubles().iter().map(ToString::to_string).collect()
}

#[test]
fn what_was_told_is_there_when_the_vault_is_opened_again() {
    let home = Home::new();
    home.talk("my auntie came");
    let case = home.open().open_case(home.case).unwrap();
    assert_eq!(told(&case), ["my auntie came"]);
    assert_eq!(case.troubles(), []);
    let line = case.line();
    assert_eq!((line.label.as_str(), line.sessions), ("Swallow", 1));
    assert_eq!(line.last_session, Some(at().date_naive()));
}

#[test]
fn no_file_and_no_name_of_a_file_shows_a_word() {
    let home = Home::new();
    home.talk("WORDS-OF-A-PERSON");
    let vault = home.open();
    let case = home.open().open_case(home.case).unwrap();
    let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    live.keep(vec![answer("WORDS-OF-A-PERSON again")]).unwrap();
    live.drafts().keep("WORDS-OF-A-PERSON half").unwrap();
    let mut files = vec![home.folder.path().to_path_buf()];
    let mut seen = 0;
    while let Some(path) = files.pop() {
        assert!(!path.display().to_string().contains("Swallow"));
        if path.is_dir() {
            files.extend(fs::read_dir(&path).unwrap().map(|f| f.unwrap().path()));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("WORDS-OF") && !text.contains("Swallow"),
            "{}",
            path.display()
        );
        seen += 1;
    }
    assert!(seen > 8, "{seen}");
}

#[test]
fn an_acknowledged_reply_is_there_after_a_kill() {
    let home = Home::new();
    let vault = home.open();
    let case = home.open().open_case(home.case).unwrap();
    let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    assert!(!vault.has_live(home.case).unwrap());
    live.keep(vec![answer("one"), note("calm")]).unwrap();
    live.keep(vec![note("still calm"), answer("two")]).unwrap();
    let before = live.entries();
    drop(live);
    let again = home.open().resume(&case).unwrap().unwrap();
    assert_eq!(again.entries(), before);
    assert_eq!(again.last_at(), Some(at()));
}

#[test]
fn a_talk_of_which_nothing_was_kept_leaves_nothing() {
    let home = Home::new();
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    let live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    vault.close(live, &mut case, at()).unwrap();
    assert!(!vault.has_live(home.case).unwrap());
    assert_eq!(home.open().open_case(home.case).unwrap().line().sessions, 0);
}

#[test]
fn no_notes_wanted_leaves_one_dated_entry() {
    let home = Home::new();
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    live.keep_no_notes(at()).unwrap();
    let id = live.opened().log;
    vault.close(live, &mut case, at()).unwrap();
    let case = home.open().open_case(home.case).unwrap();
    let logs: Vec<&Log> = case
        .logs()
        .iter()
        .filter(|l| l.id == id || l.opened().unwrap().beside == Some(id))
        .collect();
    assert_eq!(logs.len(), 1);
    assert_eq!(logs[0].entries.len(), 1);
    assert_eq!(case.troubles(), []);
}

#[test]
fn a_kill_while_closing_leaves_one_session_and_no_live_file() {
    let home = Home::new();
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    live.keep(vec![answer("one")]).unwrap();
    // All but the last step of closing.
    vault
        .put(&mut case, vec![live.care.clone(), live.words.clone()], at())
        .unwrap();
    drop(live);
    let mut vault = home.open();
    let case = vault.open_case(home.case).unwrap();
    assert_eq!(told(&case), ["one"]);
    assert!(vault.resume(&case).unwrap().is_none());
}

#[test]
fn a_kill_between_the_two_logs_lets_the_talk_be_closed_again() {
    let home = Home::new();
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    live.keep(vec![answer("one"), note("calm")]).unwrap();
    vault.put(&mut case, vec![live.care.clone()], at()).unwrap();
    drop(live);
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    assert!(told(&case).is_empty());
    let live = vault.resume(&case).unwrap().unwrap();
    vault.close(live, &mut case, at()).unwrap();
    let case = home.open().open_case(home.case).unwrap();
    assert_eq!(told(&case), ["one"]);
    assert_eq!(case.troubles(), []);
}

#[test]
fn a_live_file_cut_in_half_is_a_clear_error_and_is_left_as_it_is() {
    let home = Home::new();
    let vault = home.open();
    let case = home.open().open_case(home.case).unwrap();
    let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    live.keep(vec![answer("one")]).unwrap();
    drop(live);
    let folder = home.folder.path().join("state/live");
    let path = fs::read_dir(folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    change(&path, |bytes| bytes.truncate(bytes.len() / 2));
    let half = fs::read(&path).unwrap();
    assert!(matches!(vault.resume(&case), Err(VaultError::Damaged(_))));
    assert!(
        home.open().open_case(home.case).is_ok(),
        "the case itself opens"
    );
    assert_eq!(fs::read(&path).unwrap(), half);
}

#[test]
fn a_live_file_by_someone_with_the_public_key_alone_is_refused() {
    let home = Home::new();
    let vault = home.open();
    let case = home.open().open_case(home.case).unwrap();
    let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    live.keep(vec![answer("one")]).unwrap();
    drop(live);
    let folder = home.folder.path().join("state/live");
    let path = fs::read_dir(folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let forged = crypt::encrypt_text("{\"live\":1}", &home.identity.recipient());
    disk::replace(&path, &forged).unwrap();
    assert!(matches!(vault.resume(&case), Err(VaultError::NotForYou(_))));
}

#[test]
fn a_reply_that_cannot_be_kept_leaves_the_session_where_it_stood() {
    let home = Home::new();
    let vault = home.open();
    let case = home.open().open_case(home.case).unwrap();
    let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    let kept = live.keep(vec![answer("one"), note("calm")]).unwrap();
    let before = live.entries();
    let folder = home.folder.path().join("state/live");
    let away = home.folder.path().join("away");
    fs::rename(&folder, &away).unwrap();
    let erased = Content::Erased(Erased::new(vec![kept[0].id]));
    let fault = live.keep(vec![answer("two"), Body::new(at(), "A.B.", erased)]);
    assert!(matches!(fault, Err(VaultError::Disk { .. })));
    assert_eq!(live.entries(), before);
    fs::rename(&away, &folder).unwrap();
    live.keep(vec![answer("two")]).unwrap();
    drop(live);
    let again = home.open().resume(&case).unwrap().unwrap();
    assert_eq!(again.entries().len(), before.len() + 1);
}

#[test]
fn what_the_person_takes_back_is_gone_from_the_file_at_once() {
    let home = Home::new();
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    let kept = live.keep(vec![answer("taken back")]).unwrap();
    let erased = Content::Erased(Erased::new(vec![kept[0].id]));
    live.keep(vec![Body::new(at(), "A.B.", erased)]).unwrap();
    drop(live);
    let live = vault.resume(&case).unwrap().unwrap();
    assert!(
        live.entries()
            .iter()
            .any(|e| e.id == kept[0].id && e.opening.is_none())
    );
    vault.close(live, &mut case, at()).unwrap();
    let case = home.open().open_case(home.case).unwrap();
    assert!(told(&case).is_empty());
    assert_eq!(case.troubles(), []);
}

#[test]
fn a_changed_byte_in_a_session_is_found_and_the_rest_still_reads() {
    let home = Home::new();
    let id = home.talk("one");
    home.talk("two");
    change(&home.session_file(id.log), |bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
    });
    let case = home.open().open_case(home.case).unwrap();
    assert_eq!(told(&case), ["two"]);
    let found = troubles(&home);
    assert!(
        found[0].contains("damaged") && found[0].contains(&id.log.to_string()[..8]),
        "{found:?}"
    );
    assert!(matches!(
        case.verified(),
        Err(VaultError::Unverified { .. })
    ));
}

#[test]
fn a_session_by_someone_who_has_only_the_public_key_is_refused() {
    let home = Home::new();
    let id = home.talk("one");
    let path = home.session_file(id.log);
    // Encrypted to the interviewer, since the key of the case stands nowhere in the open.
    disk::replace(
        &path,
        &crypt::encrypt_text("{}", &home.identity.recipient()),
    )
    .unwrap();
    let found = troubles(&home);
    assert!(found[0].contains("cannot be opened"), "{found:?}");
}

#[test]
fn a_session_sealed_by_a_stranger_is_refused() {
    let home = Home::new();
    let stranger = Identity::generate("X");
    // Someone who got hold of the case key, and signs with a key of their own.
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    vault.identity = stranger;
    let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    live.keep(vec![answer("never said")]).unwrap();
    vault
        .put(&mut case, vec![live.words.clone()], at())
        .unwrap();
    fs::remove_dir_all(home.folder.path().join("state")).unwrap();
    let case = home.open().open_case(home.case).unwrap();
    assert!(told(&case).is_empty());
    assert!(
        troubles(&home)[0].contains("by nobody who can read"),
        "{:?}",
        troubles(&home)
    );
}

#[test]
fn a_case_made_by_a_stranger_for_this_reader_is_refused() {
    let home = Home::new();
    let stranger = Identity::generate("X");
    let root = home.folder.path().join("v2");
    let vault = Vault::create(&root, Purpose::Real).unwrap();
    let mut theirs = OpenVault::open(vault, stranger, &home.folder.path().join("s2")).unwrap();
    let case = theirs.make_case("Finch", at()).unwrap();
    case.keys
        .store(
            &case.folder.join("case.key.age"),
            &[home.identity.recipient()],
        )
        .unwrap();
    fs::rename(
        &case.folder,
        home.root().join("cases").join(case.id.to_string()),
    )
    .unwrap();
    let opened = home.open().open_case(case.id).unwrap();
    assert!(opened.logs().is_empty());
    assert!(opened.verified().is_err());
}

#[test]
fn a_session_that_this_device_has_seen_is_missed() {
    let home = Home::new();
    let id = home.talk("one");
    fs::remove_file(home.session_file(id.log)).unwrap();
    assert!(
        troubles(&home)[0].contains("its file is gone"),
        "{:?}",
        troubles(&home)
    );
}

#[test]
fn an_older_state_of_a_session_is_missed() {
    let home = Home::new();
    let id = home.talk("one");
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    let mut log = case.logs.iter().find(|l| l.id == id.log).unwrap().clone();
    log.entries.truncate(1);
    log.seals.clear();
    case.logs.retain(|l| l.id != id.log);
    vault.put(&mut case, vec![log], at()).unwrap();
    assert!(
        troubles(&home)[0].contains("has seen 2 entries, and here are 1"),
        "{:?}",
        troubles(&home)
    );
}

#[test]
fn one_answer_is_taken_out_and_chain_and_seal_still_verify() {
    let home = Home::new();
    let id = home.talk("one");
    home.talk("two");
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    assert_eq!(vault.erase(&mut case, id, at()).unwrap(), [id]);
    assert_eq!(told(&case), ["two"]);
    let case = home.open().open_case(home.case).unwrap();
    assert_eq!(told(&case), ["two"]);
    assert_eq!(case.troubles(), []);
    let log = case.logs().iter().find(|l| l.id == id.log).unwrap();
    assert!(log.entry(id.n).unwrap().opening.is_none());
    let again = home
        .open()
        .erase(&mut home.open().open_case(home.case).unwrap(), id, at());
    assert!(matches!(again, Err(VaultError::TakenOut(_))));
}

#[test]
fn versions_cuts_and_renderings_go_with_an_answer() {
    let home = Home::new();
    let first = home.talk("first version");
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    let passage = crate::record::PassageRef {
        answer: first,
        range: (0, 5).into(),
    };
    let cut = crate::record::Cut::plain((0, 13).into());
    let bodies = vec![
        answer("second version").with_ref(Rel::Revises, first),
        Body::new(at(), "A.B.", Content::Mark(Mark::whole(first, cut))),
        Body::new(
            at(),
            "A.B.",
            Content::Rendering(Rendering::new(
                passage,
                words("første").words.unwrap(),
                "in writing",
            )),
        ),
        answer("another answer"),
        Body::new(
            at(),
            "A.B.",
            Content::Consent(Consent::spoken(Scope::NARRATIVE, Decision::Yes)),
        ),
    ];
    vault
        .write_session(&mut case, NewSession::desk(at(), bodies), |_| ())
        .unwrap();
    let taken = vault.erase(&mut case, first, at()).unwrap();
    assert_eq!(taken.len(), 4);
    assert_eq!(
        told(&home.open().open_case(home.case).unwrap()),
        ["another answer"]
    );
    assert_eq!(troubles(&home), Vec::<String>::new());
}

#[test]
fn a_taking_out_that_was_cut_short_is_finished_when_the_case_is_opened() {
    let home = Home::new();
    let id = home.talk("one");
    let path = home.session_file(id.log);
    let older = fs::read(&path).unwrap();
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    vault.erase(&mut case, id, at()).unwrap();
    // As if the kill had come between signing and writing, or an older copy had come back.
    disk::replace(&path, &older).unwrap();
    let case = home.open().open_case(home.case).unwrap();
    assert!(told(&case).is_empty());
    assert_ne!(fs::read(&path).unwrap(), older);
    assert_eq!(troubles(&home), Vec::<String>::new());
}

#[test]
fn words_that_are_gone_without_a_signature_are_named() {
    let home = Home::new();
    let id = home.talk("one");
    let vault = home.open();
    let mut case = home.open().open_case(home.case).unwrap();
    let log = case.logs.iter_mut().find(|l| l.id == id.log).unwrap();
    log.take_out(id.n);
    let log = log.clone();
    write::write_log(&case, &log).unwrap();
    drop(vault);
    let found = troubles(&home);
    assert!(
        found[0].contains(&format!("entry {} is gone", id.n)),
        "{found:?}"
    );
}

#[test]
fn only_what_was_told_can_be_taken_out() {
    let home = Home::new();
    let id = home.talk("one");
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    let opened = EntryRef { n: 1, ..id };
    assert!(matches!(
        vault.erase(&mut case, opened, at()),
        Err(VaultError::NotWords(_))
    ));
    let none = EntryRef { n: 99, ..id };
    assert!(matches!(
        vault.erase(&mut case, none, at()),
        Err(VaultError::NoEntry(_))
    ));
}

#[test]
fn a_whole_case_is_erased_with_what_this_device_holds_of_it() {
    let home = Home::new();
    home.talk("one");
    let mut vault = home.open();
    let case = vault.open_case(home.case).unwrap();
    let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    live.keep(vec![answer("two")]).unwrap();
    live.drafts().keep("three").unwrap();
    drop(live);
    vault.erase_case(&case).unwrap();
    assert!(vault.case_ids().unwrap().is_empty());
    let left = fs::read_dir(home.folder.path().join("state/live"))
        .unwrap()
        .count();
    assert_eq!(left, 0);
    assert!(matches!(
        vault.find("Swallow"),
        Err(VaultError::NoCase { .. })
    ));
}

#[test]
fn a_case_is_found_by_label_prefix_and_id_and_near_names_are_offered() {
    let home = Home::new();
    let mut vault = home.open();
    vault.make_case("Swallowtail", at()).unwrap();
    assert_eq!(vault.find("Swallow").unwrap(), home.case);
    assert_eq!(vault.find(&home.case.to_string()).unwrap(), home.case);
    assert!(vault.find("swallowt").is_ok());
    assert!(matches!(
        vault.find("swal"),
        Err(VaultError::ManyCases { .. })
    ));
    let fault = vault.find("Swallw").unwrap_err();
    let help = miette::Diagnostic::help(&fault).unwrap().to_string();
    assert_eq!(help, "did you mean `Swallow`?");
}

#[test]
fn a_label_is_one_short_line_and_taken_once() {
    let home = Home::new();
    let mut vault = home.open();
    for bad in ["", "  ", "a\nb", "x\u{1b}[2J", &"a".repeat(61)] {
        assert!(
            matches!(vault.make_case(bad, at()), Err(VaultError::BadLabel(_))),
            "{bad:?}"
        );
    }
    assert!(matches!(
        vault.make_case("Swallow", at()),
        Err(VaultError::LabelTaken(_))
    ));
}

#[test]
fn a_stranger_sees_no_label_and_opens_no_case() {
    let home = Home::new();
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::find(&home.root()).unwrap();
    let mut theirs = OpenVault::open(vault, Identity::generate("X"), folder.path()).unwrap();
    assert!(theirs.labels().unwrap().is_empty());
    assert!(matches!(
        theirs.open_case(home.case),
        Err(VaultError::NotForYou(_))
    ));
}

#[test]
fn a_label_is_found_where_the_case_file_is_gone() {
    let home = Home::new();
    fs::remove_file(
        home.root()
            .join("cases")
            .join(home.case.to_string())
            .join("case.age"),
    )
    .unwrap();
    assert_eq!(home.open().find("Swallow").unwrap(), home.case);
}

#[test]
fn a_draft_comes_back_after_a_kill_and_goes_when_the_talk_is_closed() {
    let home = Home::new();
    let mut vault = home.open();
    let mut case = vault.open_case(home.case).unwrap();
    let mut live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    live.keep(vec![answer("one")]).unwrap();
    live.drafts().keep("half a wo").unwrap();
    drop(live);
    let again = vault.resume(&case).unwrap().unwrap();
    let drafts = again.drafts();
    assert_eq!(drafts.kept().unwrap().unwrap().trim_end(), "half a wo");
    vault.close(again, &mut case, at()).unwrap();
    assert!(drafts.kept().unwrap().is_none());
}

#[test]
fn a_talk_is_held_in_one_place_at_a_time() {
    let home = Home::new();
    let vault = home.open();
    let case = home.open().open_case(home.case).unwrap();
    let _live = vault.begin(&case, SessionKind::Sitting, |_| ()).unwrap();
    let second = home.open().begin(&case, SessionKind::Sitting, |_| ());
    assert!(matches!(second, Err(VaultError::Busy)));
}

#[test]
fn care_is_kept_apart_from_the_words() {
    let home = Home::new();
    let id = home.talk("one");
    let case = home.open().open_case(home.case).unwrap();
    let log = case.logs().iter().find(|l| l.id == id.log).unwrap();
    assert!(
        log.entries
            .iter()
            .all(|e| !matches!(e.body().unwrap().what, Content::Note(_)))
    );
    assert!(home.file("care", 0).exists());
    // Someone who can read the words and is not of the care team.
    let keys = case_keys::CaseKeys::generate();
    keys.store(
        &case.folder.join("care.key.age"),
        &[Identity::generate("X").recipient()],
    )
    .unwrap();
    fs::remove_dir_all(home.folder.path().join("state")).unwrap();
    let case = home.open().open_case(home.case).unwrap();
    assert_eq!(told(&case), ["one"]);
    assert_eq!(case.troubles(), []);
}
