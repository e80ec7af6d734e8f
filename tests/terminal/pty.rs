//! A terminal to talk to: a pseudo-terminal, a screen that understands what is written to it, and a
//! time limit on every wait.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use heard::record::{Answer, Body, CaseId, Content, Log, LogId};
use heard::terminal::Draft;
use rexpect::process::{PtyProcess, Signal, WaitStatus};
use uuid::Uuid;

/// How long anything may take. Generous: what is measured here is never time.
const LIMIT: Duration = Duration::from_mins(1);
/// The lines and columns of the screen.
const SIZE: (u16, u16) = (24, 80);
const LOOK: Duration = Duration::from_millis(20);

/// What the terminal understood so far.
struct Shown {
    parser: vt100::Parser,
    /// Every byte that was written.
    raw: Vec<u8>,
    /// How many prompts were opened: each marks pasting anew.
    prompts: usize,
}

/// A talk in a terminal of its own.
pub(crate) struct Pty {
    process: PtyProcess,
    input: File,
    shown: Arc<Mutex<Shown>>,
    folder: PathBuf,
    /// How many prompts were answered.
    used: usize,
    room: Option<Room>,
}

/// A folder of a talk, with what is set for the program.
pub(crate) struct Room {
    folder: tempfile::TempDir,
    settings: Vec<(&'static str, String)>,
}

impl Room {
    /// A room for a talk with the small guide, on a screen of 80 by 24.
    pub(crate) fn new() -> Self {
        let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/interview/testing/small.yaml");
        Self::shipped().with("HEARD_TEST_GUIDE", guide.to_str().unwrap())
    }

    /// A room for a talk with the guide that ships.
    pub(crate) fn shipped() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            settings: Vec::new(),
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.settings.push((name, value.into()));
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The program, sealed off from this machine's surroundings.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HEARD_TEST_FOLDER", self.path());
        for (name, value) in &self.settings {
            command.env(name, value);
        }
        command
    }

    /// The shipped program with a home of its own, in English unless the arguments say otherwise.
    pub(crate) fn heard(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_heard"));
        command.env_clear().args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("HOME", self.path());
        command
    }

    /// Begins the talk, or goes on with it.
    pub(crate) fn start(&self) -> Pty {
        self.run(self.command())
    }

    /// Runs a program in a terminal.
    pub(crate) fn run(&self, command: Command) -> Pty {
        let mut process = PtyProcess::new(command).unwrap();
        process.set_kill_timeout(Some(1000));
        let input = process.get_file_handle().unwrap();
        let (lines, columns) = SIZE;
        let size = rustix::termios::Winsize {
            ws_row: lines,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        rustix::termios::tcsetwinsize(&input, size).unwrap();
        let shown = Arc::new(Mutex::new(Shown {
            parser: vt100::Parser::new(nonzero(lines), nonzero(columns), 0),
            raw: Vec::new(),
            prompts: 0,
        }));
        read_on(process.get_file_handle().unwrap(), Arc::clone(&shown));
        Pty {
            process,
            input,
            shown,
            folder: self.path().to_owned(),
            used: 0,
            room: None,
        }
    }

    /// Begins the talk, in a room that stays as long as the talk.
    pub(crate) fn begin(self) -> Pty {
        let mut pty = self.start();
        pty.room = Some(self);
        pty
    }

    /// Sets the clock of the talk forward.
    pub(crate) fn minute(&self, minute: u64) {
        fs::write(self.path().join("minute"), minute.to_string()).unwrap();
    }
}

fn nonzero(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

/// Reads what is written, and answers where the cursor is, as a terminal does.
fn read_on(mut output: File, shown: Arc<Mutex<Shown>>) {
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(read @ 1..) = output.read(&mut bytes) {
            let mut shown = shown.lock().unwrap();
            // A sequence can be parted between two reads.
            let before = shown.raw.len().saturating_sub(7);
            shown.raw.extend_from_slice(&bytes[..read]);
            shown.parser.process(&bytes[..read]);
            let new = &shown.raw[before..];
            let old = new.len() - read;
            let count = |what: &[u8]| {
                let all = new.windows(what.len()).enumerate();
                let ends = |at: usize| at + what.len() > old;
                all.filter(|(at, w)| ends(*at) && *w == what).count()
            };
            let (asked, opened) = (count(b"\x1b[6n"), count(b"\x1b[?2004h"));
            shown.prompts += opened;
            let (line, column) = shown.parser.screen().cursor_position();
            drop(shown);
            for _ in 0..asked {
                let answer = format!("\x1b[{};{}R", line + 1, column + 1);
                if output.write_all(answer.as_bytes()).is_err() {
                    return;
                }
            }
        }
    });
}

/// Where a screen is, in one string, without its line breaks.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Pty {
    /// Returns the screen, line by line.
    pub(crate) fn screen(&self) -> String {
        self.shown.lock().unwrap().parser.screen().contents()
    }

    /// Returns all that was ever written to the screen.
    pub(crate) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.shown.lock().unwrap().raw).into_owned()
    }

    /// Says whether the alternate screen is on.
    pub(crate) fn is_apart(&self) -> bool {
        self.shown
            .lock()
            .unwrap()
            .parser
            .screen()
            .alternate_screen()
    }

    /// Says whether the cursor can be seen.
    pub(crate) fn has_cursor(&self) -> bool {
        !self.shown.lock().unwrap().parser.screen().hide_cursor()
    }

    /// Says whether a text stands on the screen, whatever the line breaks.
    pub(crate) fn has(&self, text: &str) -> bool {
        flat(&self.screen()).contains(&flat(text))
    }

    /// Says whether a text stands on the page that is being answered: below the last line that was
    /// typed, where the screen is not drawn anew.
    pub(crate) fn page_has(&self, text: &str) -> bool {
        let screen = self.screen();
        let lines: Vec<&str> = screen.trim_end().lines().collect();
        let before = lines.len().saturating_sub(1);
        let typed = lines[..before].iter().rposition(|l| l.starts_with('>'));
        flat(&lines[typed.map_or(0, |at| at + 1)..].join("\n")).contains(&flat(text))
    }

    /// Returns how often a text was written.
    pub(crate) fn times(&self, text: &str) -> usize {
        self.raw().matches(text).count()
    }

    /// Waits until a text stands on the screen and the line below is ready.
    pub(crate) fn wait_for(&self, text: &str) -> &Self {
        self.wait(|pty| pty.has(text), &format!("`{text}` never came"));
        self
    }

    /// Waits until something is so.
    pub(crate) fn wait(&self, is_so: impl Fn(&Self) -> bool, otherwise: &str) {
        let begun = Instant::now();
        while !is_so(self) {
            assert!(
                begun.elapsed() < LIMIT,
                "{otherwise}; the screen:\n{}",
                self.screen()
            );
            thread::sleep(LOOK);
        }
    }

    /// Says whether the cursor stands in an empty line that was not answered yet.
    pub(crate) fn is_ready(&self) -> bool {
        let shown = self.shown.lock().unwrap();
        if shown.prompts <= self.used {
            return false;
        }
        let (line, column) = shown.parser.screen().cursor_position();
        let rows: Vec<String> = shown.parser.screen().rows(0, 200).collect();
        column == 2 && rows[usize::from(line)].trim_end() == ">"
    }

    /// Waits until the cursor stands in an empty line that was not answered yet.
    pub(crate) fn wait_for_line(&self) -> &Self {
        self.wait(Self::is_ready, "no line to type in");
        self
    }

    /// Types.
    pub(crate) fn send(&mut self, keys: &str) -> &mut Self {
        self.input.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Types a line and Enter, once a line is ready.
    pub(crate) fn line(&mut self, keys: &str) -> &mut Self {
        self.wait_for_line();
        self.answered();
        self.send(keys).send("\r")
    }

    /// The prompt that is open now is being answered.
    pub(crate) fn answered(&mut self) -> &mut Self {
        self.used = self.shown.lock().unwrap().prompts;
        self
    }

    /// Types an account and finishes it.
    pub(crate) fn account(&mut self, text: &str) -> &mut Self {
        self.wait_for_line();
        self.answered();
        self.paste(text).send("\r").send("\r")
    }

    /// Pastes, as a terminal does that marks pasting.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        let text = text.replace('\n', "\r");
        let mut input = String::new();
        write!(input, "\x1b[200~{text}\x1b[201~").unwrap();
        let mut file = self.input.try_clone().unwrap();
        // What is pasted can be more than the terminal holds at once.
        thread::spawn(move || file.write_all(input.as_bytes()).unwrap())
            .join()
            .unwrap();
        self
    }

    /// Presses a function key.
    pub(crate) fn key(&mut self, number: u8) -> &mut Self {
        self.wait(
            |pty| pty.shown.lock().unwrap().prompts > pty.used,
            "no prompt",
        );
        self.answered();
        let code = match number {
            1..=4 => return self.send(&format!("\x1bO{}", char::from(b'P' + number - 1))),
            5 => 15,
            6..=10 => number + 11,
            _ => number + 12,
        };
        self.send(&format!("\x1b[{code}~"))
    }

    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        self.process.signal(signal).unwrap();
        self
    }

    /// Waits for the end and returns the exit status.
    pub(crate) fn status(&self) -> i32 {
        let begun = Instant::now();
        loop {
            match self.process.status() {
                Some(WaitStatus::Exited(_, status)) => return status,
                Some(WaitStatus::Signaled(_, signal, _)) => return 1000 + signal as i32,
                _ if begun.elapsed() > LIMIT => panic!("it never ended:\n{}", self.screen()),
                _ => thread::sleep(LOOK),
            }
        }
    }

    /// Closes the terminal, as a window does that is closed.
    pub(crate) fn hang_up(mut self) -> i32 {
        self.process.signal(Signal::SIGHUP).unwrap();
        self.status()
    }

    /// Returns what is kept.
    pub(crate) fn bodies(&self) -> Vec<Body> {
        bodies(&self.folder)
    }

    /// Returns the answers that are kept.
    pub(crate) fn answers(&self) -> Vec<Answer> {
        answers(&self.folder)
    }

    /// Returns the words that are kept.
    pub(crate) fn words(&self) -> Vec<String> {
        let words = self.answers().into_iter().filter_map(|a| a.words);
        words.map(|w| w.text).collect()
    }

    /// Returns the drafts that are kept.
    pub(crate) fn drafts(&self) -> Vec<Draft> {
        let text = fs::read_to_string(self.folder.join("drafts")).unwrap_or("[]".into());
        serde_json::from_str(&text).unwrap()
    }
}

pub(crate) fn bodies(folder: &Path) -> Vec<Body> {
    let id = LogId::new(Uuid::from_u128(10));
    let lines = fs::read_to_string(folder.join("log")).unwrap_or_default();
    let log = Log::from_lines(CaseId::new(Uuid::from_u128(1)), id, &lines).unwrap();
    log.entries
        .iter()
        .filter_map(|e| e.body().cloned())
        .collect()
}

pub(crate) fn answers(folder: &Path) -> Vec<Answer> {
    let answer = |body: Body| match body.what {
        Content::Answer(answer) => Some(answer),
        _ => None,
    };
    bodies(folder).into_iter().filter_map(answer).collect()
}
