//! The program inside the pseudo-terminal: a talk with a store of plain files in a folder of its own.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use heard::guide::{Library, load_guide};
use heard::interview::{Now, Plan, Sitting, Store, Terms};
use heard::record::{
    Body, CaseId, CaseView, Content, Entry, Interpreter, Log, LogId, Opened, Salt, SessionKind,
};
use heard::terminal::{Draft, Drafts, Held, Lock, Mode, Setup, TerminalError};
use heard::text::UiLang;
use secrecy::{ExposeSecret as _, SecretString};
use uuid::Uuid;

/// The passphrase that brings the screen back.
pub(crate) const PASSPHRASE: &str = "blue wrapper tortoise";

fn case() -> CaseId {
    CaseId::new(Uuid::from_u128(1))
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some()
}

/// Keeps entries as lines of a file.
struct Files {
    folder: PathBuf,
    log: Log,
}

impl Files {
    fn open(folder: &Path) -> Self {
        let id = LogId::new(Uuid::from_u128(10));
        let lines = fs::read_to_string(folder.join("log")).unwrap_or_default();
        let log = Log::from_lines(case(), id, &lines).unwrap();
        let folder = folder.to_owned();
        Self { folder, log }
    }
}

impl Store for Files {
    type Error = io::Error;

    fn keep(&mut self, bodies: Vec<Body>) -> io::Result<Vec<Entry>> {
        if self.folder.join("full").exists() {
            return Err(io::Error::other("no space left on device"));
        }
        let mut entries = Vec::new();
        for body in bodies {
            if let Content::Erased(erased) = &body.what {
                for id in &erased.entries {
                    self.log.take_out(id.n);
                }
            }
            entries.push(self.log.append(body, Salt::new([0; 32])).clone());
        }
        fs::write(self.folder.join("new"), self.log.to_lines())?;
        fs::rename(self.folder.join("new"), self.folder.join("log"))?;
        Ok(entries)
    }

    fn keep_no_notes(&mut self, _: &Now) -> io::Result<()> {
        fs::write(self.folder.join("no-notes"), "1")
    }
}

/// Keeps drafts in a file.
struct Paper(PathBuf);

impl Drafts for Paper {
    type Error = io::Error;

    fn keep(&mut self, drafts: &[Draft]) -> io::Result<()> {
        let text = serde_json::to_string(drafts)?;
        let new = self.0.with_extension("new");
        fs::write(&new, text)?;
        fs::rename(new, &self.0)
    }

    fn kept(&mut self) -> io::Result<Vec<Draft>> {
        match fs::read_to_string(&self.0) {
            Ok(text) => Ok(serde_json::from_str(&text)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }
}

struct Secret;

impl Lock for Secret {
    fn is_locked(&self) -> bool {
        true
    }

    fn opens(&mut self, passphrase: &SecretString) -> bool {
        passphrase.expose_secret() == PASSPHRASE
    }
}

fn plan() -> Plan {
    let library = Library::embedded();
    let guide = match env::var("HEARD_TEST_GUIDE") {
        Ok(file) => {
            let source = fs::read_to_string(&file).unwrap();
            load_guide(&Arc::from(file), &source, &BTreeSet::new()).unwrap()
        }
        Err(_) => library.guide("life-story").unwrap(),
    };
    let (pace, setting) = (
        library.pace("standard").unwrap(),
        library.setting("office").unwrap(),
    );
    let language = env::var("HEARD_TEST_TALK").unwrap_or_else(|_| "en".into());
    let mut terms = Terms::new(language.parse().unwrap(), "A.B.");
    terms.house = terms
        .house
        .with("name", "Ada")
        .with("organisation", "Havnen")
        .with("readers", "My team");
    if is_set("HEARD_TEST_INTERPRETER") {
        terms.interpreter = Some(Interpreter {
            language: "bin".parse().unwrap(),
            initials: "O.E.".into(),
        });
    }
    Plan::new(guide, pace, setting, terms)
}

/// A case with one session before, in which nothing was told, so that no level is held back.
fn before() -> CaseView {
    if !is_set("HEARD_TEST_LATER") {
        return CaseView::empty(case());
    }
    let id = LogId::new(Uuid::from_u128(5));
    let mut log = Log::new(case(), id);
    let opened = Content::Opened(Opened::new(case(), id, SessionKind::Sitting));
    let at = "2026-02-02T10:00:00+01:00".parse().unwrap();
    log.append(Body::new(at, "A.B.", opened), Salt::new([0; 32]));
    CaseView::fold(case(), [&log])
}

/// The clock runs, and a file can set it forward.
fn now(folder: &Path, started: Instant) -> Now {
    let minutes = fs::read_to_string(folder.join("minute")).unwrap_or_default();
    let minutes = Duration::from_mins(minutes.trim().parse().unwrap_or(0));
    let elapsed = minutes + started.elapsed();
    let start: chrono::DateTime<chrono::FixedOffset> = "2026-03-02T10:00:00+01:00".parse().unwrap();
    let wall = start + chrono::TimeDelta::from_std(elapsed).unwrap();
    Now { wall, elapsed }
}

/// Holds the talk, as `heard interview` does.
pub(crate) fn run(folder: &Path) -> ExitCode {
    if is_set("HEARD_TEST_NEW_PASSPHRASE") {
        return passphrases(folder);
    }
    let lang = match env::var("HEARD_TEST_LANG").as_deref() {
        Ok("da") => UiLang::Da,
        _ => UiLang::En,
    };
    let mode = match env::var("HEARD_TEST_MODE").as_deref() {
        Ok("demo") => Mode::Demo,
        Ok("practice") => Mode::Practice,
        _ => Mode::Real,
    };
    let setup = Setup::new(lang)
        .plain(is_set("HEARD_TEST_PLAIN"))
        .mode(mode);
    let files = Files::open(folder);
    let log = files.log.entries.clone();
    let mut sitting = Sitting::resume(Arc::new(plan()), &before(), &log, files);
    let mut drafts = Paper(folder.join("drafts"));
    let started = Instant::now();
    let clock = || now(folder, started);
    let held = heard::terminal::hold(&mut sitting, &mut drafts, &mut Secret, (setup, &clock));
    ended(held)
}

fn ended(held: Result<Held, TerminalError>) -> ExitCode {
    match held {
        Ok(Held::Ended(_)) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(130),
        Err(error) => {
            let remedy = miette::Diagnostic::help(&error).map(|h| h.to_string());
            eprintln!("error: {error}\nhelp: {}", remedy.unwrap_or_default());
            ExitCode::from(2)
        }
    }
}

/// A new passphrase, then the same asked for again.
fn passphrases(folder: &Path) -> ExitCode {
    let new = match heard::terminal::ask_new_passphrase(UiLang::En, "--passphrase-file") {
        Ok(new) => new,
        Err(error) => return ended(Err(error)),
    };
    let same = |typed: &SecretString| (typed.expose_secret() == new.expose_secret()).then_some(());
    match heard::terminal::ask_passphrase(UiLang::En, same) {
        Ok(()) => {
            fs::write(folder.join("opened"), "1").unwrap();
            ExitCode::SUCCESS
        }
        Err(error) => ended(Err(error)),
    }
}
