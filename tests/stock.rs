//! A case can be read and checked without heard: stock `age`, `jq`, `sha256sum` and `minisign` alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const HEARD: &str = env!("CARGO_BIN_EXE_heard");

fn run(command: &mut Command) -> Output {
    command.output().expect("the program starts")
}

/// Says whether the stock tools are here; in CI they must be.
#[expect(clippy::disallowed_methods, reason = "CI says that it is one")]
fn has_tools() -> bool {
    let missing: Vec<&str> = ["age", "jq", "minisign", "sha256sum"]
        .into_iter()
        .filter(|tool| Command::new(tool).arg("--version").output().is_err())
        .collect();
    if missing.is_empty() {
        return true;
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "not installed: {missing:?}"
    );
    #[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
    {
        eprintln!("skipped: not installed: {missing:?}");
    }
    false
}

/// The demo's vault, with one of its sessions laid open by stock `age`.
struct Opened {
    folder: TempDir,
    case: PathBuf,
}

impl Opened {
    fn demo() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(HEARD);
        let done = run(command
            .env_clear()
            .env("HOME", folder.path())
            .args(["demo", "--quiet", "--out"])
            .arg(folder.path().join("demo")));
        assert!(done.status.success(), "{done:?}");
        let cases = folder.path().join("demo/vault/cases");
        let case = only(&cases);
        Self { folder, case }
    }

    fn vault(&self) -> PathBuf {
        self.folder.path().join("demo/vault")
    }

    fn heard(&self, args: &[&str]) -> Output {
        let mut command = Command::new(HEARD);
        let command = command.env_clear().env("HOME", self.folder.path());
        run(command.arg("--vault").arg(self.vault()).args(args))
    }

    /// Decrypts the sessions, each in two steps, and returns the largest: a talk.
    fn talk(&self) -> PathBuf {
        let key = self.folder.path().join("case.key");
        decrypt(
            &self.vault().join("demo.key"),
            &self.case.join("case.key.age"),
            &key,
        );
        let mut logs: Vec<PathBuf> = files(&self.case.join("sessions"))
            .into_iter()
            .map(|session| {
                let log = self
                    .folder
                    .path()
                    .join(session.file_stem().expect("a name"));
                decrypt(&key, &session, &log);
                log
            })
            .collect();
        logs.sort_by_key(|log| fs::metadata(log).expect("a file").len());
        logs.pop().expect("a session")
    }

    fn verify(&self, log: &Path) -> Result<String, String> {
        let card = fs::read_to_string(only(&self.vault().join("people"))).expect("a card");
        let card: serde_json::Value = serde_json::from_str(&card).expect("JSON");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/verify.sh");
        let mut command = Command::new("sh");
        let done = run(command
            .arg(script)
            .arg(log)
            .arg(self.case.file_name().expect("a name"))
            .arg(card["signing"].as_str().expect("a key")));
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if done.status.success() {
            Ok(text(&done.stdout))
        } else {
            Err(text(&done.stderr))
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let items = fs::read_dir(folder).expect("a folder");
    items.map(|item| item.expect("a file").path()).collect()
}

fn only(folder: &Path) -> PathBuf {
    let mut all = files(folder);
    assert_eq!(all.len(), 1, "{}", folder.display());
    all.remove(0)
}

fn decrypt(key: &Path, cipher: &Path, plain: &Path) {
    let mut command = Command::new("age");
    let done = run(command
        .arg("-d")
        .arg("-i")
        .arg(key)
        .arg("-o")
        .arg(plain)
        .arg(cipher));
    assert!(done.status.success(), "{done:?}");
}

/// Writes a copy of a log with one thing changed.
#[expect(clippy::disallowed_methods, reason = "a copy that a test spoils")]
fn changed(log: &Path, from: &str, to: &str) -> PathBuf {
    let text = fs::read_to_string(log).expect("a log");
    assert!(text.contains(from), "{from}");
    let copy = log.with_extension("changed");
    fs::write(&copy, text.replacen(from, to, 1)).expect("a copy");
    copy
}

#[test]
fn stock_tools_read_and_check_a_session_and_find_what_was_changed() {
    if !has_tools() {
        return;
    }
    let opened = Opened::demo();
    let log = opened.talk();
    let text = fs::read_to_string(&log).expect("a log");
    assert!(
        text.contains("She said: Take the train."),
        "the words are there"
    );
    let valid = opened.verify(&log).expect("the log is valid");
    assert!(valid.contains("0 taken out"), "{valid}");
    for (from, to, why) in [
        ("Take the train", "Take the plane", "was changed"),
        ("\"n\":3,", "\"n\":4,", "missing or out of order"),
        (
            "\"kind\":\"consent\"",
            "\"kind\":\"words\"",
            "the chain is broken",
        ),
        ("\\nlast ", "\\nlast 1", "does not match the key"),
        (
            "{\"n\":2,",
            "{\"n\":2,\"more\":\"x\",",
            "unknown or malformed",
        ),
        ("{\"n\":2,", "{\"n\":2,\"n\":2,", "the same member twice"),
    ] {
        let fault = opened.verify(&changed(&log, from, to)).expect_err(from);
        assert!(fault.contains(why), "{from}: {fault}");
    }
}

#[test]
fn a_log_whose_end_was_cut_off_is_not_valid() {
    if !has_tools() {
        return;
    }
    let opened = Opened::demo();
    let log = opened.talk();
    let text = fs::read_to_string(&log).expect("a log");
    let lines: Vec<&str> = text.lines().collect();
    let seal = lines
        .iter()
        .find(|l| l.contains("\"kind\":\"seal\""))
        .expect("a seal");
    let fault = opened
        .verify(&changed(&log, seal, ""))
        .expect_err("no seal");
    assert!(fault.contains("are not sealed"), "{fault}");
}

#[test]
fn stock_tools_find_a_session_valid_after_an_answer_was_taken_out() {
    if !has_tools() {
        return;
    }
    let opened = Opened::demo();
    let before = opened.talk();
    let name = before
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let text = fs::read_to_string(&before).expect("a log");
    let entry: serde_json::Value = text
        .lines()
        .find(|line| line.contains("She said: Take the train."))
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .expect("the answer");
    fs::remove_file(&before).expect("the copy");
    let id = format!("{name}:{}", entry["n"]);
    let done = opened.heard(&["case", "erase", "Swallow", "--entry", &id]);
    assert!(done.status.success(), "{done:?}");
    for left in files(opened.folder.path()).iter().filter(|p| p.is_file()) {
        fs::remove_file(left).expect("a copy");
    }
    let log = opened.talk();
    let valid = opened.verify(&log).expect("still valid");
    // The answer, and the cut that gave it a time.
    assert!(valid.contains("2 taken out"), "{valid}");
    assert!(
        !fs::read_to_string(&log)
            .expect("a log")
            .contains("Take the train")
    );
    assert!(
        opened
            .heard(&["case", "verify", "Swallow"])
            .status
            .success()
    );
}
