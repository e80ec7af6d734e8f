//! Files that were cut off, changed, or made by someone else.

use std::fs;
use std::path::PathBuf;

use age::x25519::{Identity, Recipient};

use super::home::{Home, copy, script};

const CASE: [&str; 3] = ["--vault", "d/vault", "case"];

fn case(home: &Home, args: &[&str]) -> super::home::Said {
    home.run(&[&CASE[..], args].concat())
}

/// Returns the files of words of the demo's case.
fn sessions(home: &Home) -> Vec<PathBuf> {
    let files = home
        .files("d/vault/cases")
        .into_iter()
        .map(|(path, _)| path);
    let files = files.filter(|path| path.parent().unwrap().ends_with("sessions"));
    let files: Vec<PathBuf> = files.collect();
    assert!(files.len() > 5, "{files:?}");
    files
}

#[test]
fn one_changed_byte_in_a_session_is_found_and_named_and_stops_every_document() {
    let home = Home::with_demo();
    let path = &sessions(&home)[1];
    let whole = fs::read(path).unwrap();
    for at in [0, whole.len() / 2, whole.len() - 1] {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(path, &changed).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let said = case(&home, &["verify", "Swallow"]);
        assert_eq!(said.status, 1);
        assert!(said.out.contains(&name), "{}", said.out);
        assert_eq!(
            said.err.trim_end(),
            "error: the record does not verify\n\
             help: put back the files named above from a backup; nothing else is touched by this"
        );
        let json = case(&home, &["verify", "Swallow", "--json"]);
        assert_eq!((json.status, &json.json()["verifies"]), (1, &false.into()));
        let paper = [
            "--vault",
            "d/vault",
            "narrative",
            "Swallow",
            "--out",
            "a.md",
        ];
        let said = home.run(&paper);
        assert_eq!((said.status, said.out.as_str()), (1, ""));
        assert!(
            said.err.contains("the record does not verify"),
            "{}",
            said.err
        );
        assert!(!home.path("a.md").exists());
    }
    fs::write(path, &whole).unwrap();
    case(&home, &["verify", "Swallow"]).done();
}

#[test]
fn a_session_that_was_cut_off_or_taken_away_is_missed() {
    let home = Home::with_demo();
    let path = &sessions(&home)[0];
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let whole = fs::read(path).unwrap();
    for half in [&whole[..whole.len() / 2], &[]] {
        fs::write(path, half).unwrap();
        let said = case(&home, &["verify", "Swallow"]);
        assert_eq!(said.status, 1);
        assert!(said.out.contains(&name), "{}", said.out);
    }
    fs::remove_file(path).unwrap();
    let said = case(&home, &["verify", "Swallow"]);
    assert_eq!(said.status, 1);
    assert!(said.out.contains(&name[..8]), "{}", said.out);
    fs::write(path, &whole).unwrap();
    case(&home, &["verify", "Swallow"]).done();
}

#[test]
fn an_older_copy_of_the_whole_case_is_noticed() {
    let home = Home::with_vault();
    home.play("  - {question: home-place, answer: one}\n")
        .done();
    copy(&home.path("v/cases"), &home.path("older"));
    home.write(
        "s.yaml",
        &script("Swallow", "  - {question: likes-to-do, answer: two}\n"),
    );
    home.at(
        "2026-04-09T09:00:00+02:00",
        &["interview", "Swallow", "--answers", "s.yaml"],
    )
    .done();
    fs::remove_dir_all(home.path("v/cases")).unwrap();
    copy(&home.path("older"), &home.path("v/cases"));
    let said = home.demo(&["case", "verify", "Swallow"]);
    assert_eq!(said.status, 1);
    assert!(!said.out.is_empty() && said.err.starts_with("error: the record does not verify"));
}

#[test]
fn an_open_talk_whose_file_was_cut_in_half_is_refused_and_left_as_it_is() {
    let home = Home::with_vault();
    home.play("  - {question: home-place, answer: a village}\n")
        .done();
    let live = open_talk(&home);
    let whole = fs::read(&live).unwrap();
    fs::write(&live, &whole[..whole.len() / 2]).unwrap();
    let said = home.demo(&["interview", "Swallow", "--answers", "open.yaml"]);
    said.fails(
        1,
        &format!(
            "error: `v/state/live/{}` is damaged: it is cut off or was changed\n\
             help: put back a copy of this file from a backup; the other files are not touched by this",
            live.file_name().unwrap().to_string_lossy()
        ),
    );
    assert_eq!(
        fs::read(&live).unwrap().len(),
        whole.len() / 2,
        "it is left as it is"
    );
    let verified = home
        .demo(&["case", "verify", "Swallow", "--json"])
        .done()
        .json();
    assert_eq!(
        verified["verifies"], true,
        "what was closed before is untouched"
    );
    fs::write(&live, &whole).unwrap();
    let said = home.demo(&["narrative", "Swallow"]).done();
    assert!(
        said.err.contains("a session of this case is still open"),
        "{}",
        said.err
    );
}

/// Leaves a talk of Swallow open, and returns its file: there is nothing yet that could be taken out, and
/// the talk stops at that.
fn open_talk(home: &Home) -> PathBuf {
    let replies = "  - {control: remove}\n";
    let at = "language: en, starts: \"2026-04-20T09:00:00+02:00\"";
    home.write(
        "open.yaml",
        &script("Swallow", replies).replace("language: en", at),
    );
    let said = home.demo(&["interview", "Swallow", "--answers", "open.yaml"]);
    said.fails(
        1,
        "error: open.yaml:4:15: `remove`: there is nothing yet that this could be about\n\
         help: it is about the last thing that was told; nothing was told yet",
    );
    let mut live = home.files("v/state/live");
    assert_eq!(live.len(), 1);
    live.remove(0).0
}

#[test]
fn a_case_put_there_by_someone_who_has_only_the_public_key_is_not_believed() {
    let home = Home::with_vault();
    home.play("  - {question: home-place, answer: a village}\n")
        .done();
    let victim = home
        .run(&["--vault", "v", "key", "show", "--json"])
        .done()
        .json();
    let victim: Recipient = victim["recipient"].as_str().unwrap().parse().unwrap();
    home.run(&["--vault", "w", "init", "--demo"]).done();
    home.write(
        "s.yaml",
        &script("Heron", "  - {question: home-place, answer: a lie}\n"),
    );
    home.run(&["--vault", "w", "interview", "Heron", "--answers", "s.yaml"])
        .done();
    let planted = fs::read_dir(home.path("w/cases"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let place = home.path("v/cases").join(planted.file_name());
    copy(&planted.path(), &place);
    let stranger = fs::read_to_string(home.path("w/demo.key")).unwrap();
    let stranger: Vec<Identity> = stranger
        .lines()
        .filter_map(|line| line.parse().ok())
        .collect();
    for name in ["case.key.age", "care.key.age"] {
        let cipher = fs::read(place.join(name)).unwrap();
        let plain = age::decrypt(&stranger[0], &cipher).unwrap();
        fs::write(place.join(name), age::encrypt(&victim, &plain).unwrap()).unwrap();
    }
    let said = home.demo(&["case", "verify", "Heron"]);
    assert_eq!(
        (said.status, said.out.is_empty()),
        (1, false),
        "{}",
        said.err
    );
    let said = home.demo(&["narrative", "Heron"]);
    assert_eq!((said.status, said.out.as_str()), (1, ""), "{}", said.err);
    home.demo(&["case", "verify", "Swallow"]).done();
    assert!(
        home.demo(&["narrative", "Swallow"])
            .done()
            .out
            .contains("a village")
    );
}
