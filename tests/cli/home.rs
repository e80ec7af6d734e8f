//! A sealed place to run the program in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

/// The clock of demo vaults in these tests.
pub(crate) const NOW: &str = "2026-04-01T09:00:00+02:00";

/// A home of its own with a folder `work`, in which commands run.
pub(crate) struct Home {
    folder: TempDir,
}

/// What a command said and how it ended.
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        // In memory where there is such a folder: these tests write and sync very often.
        let memory = Path::new("/dev/shm");
        let folder = tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir());
        let folder = folder.unwrap();
        for name in ["home", "work"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        Self { folder }
    }

    /// A home with an empty demo vault in `v`.
    pub(crate) fn with_vault() -> Self {
        let home = Self::new();
        home.run(&["--vault", "v", "init", "--demo"]).done();
        home
    }

    /// A home with what `heard demo` made, in `d`; made once for all tests.
    pub(crate) fn with_demo() -> Self {
        static DEMO: LazyLock<Home> = LazyLock::new(|| {
            let home = Home::new();
            home.run(&["demo", "--out", "d"]).done();
            home
        });
        let home = Self::new();
        copy(&DEMO.path("d"), &home.path("d"));
        home
    }

    /// Returns the place of a file in the folder `work`.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("work").join(name)
    }

    /// Returns the home and everything in it.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> &Self {
        fs::write(self.path(name), text).unwrap();
        self
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Returns the program, sealed: an empty environment, no terminal, the folder `work`.
    pub(crate) fn heard(&self) -> Command {
        self.sealed(Path::new(env!("CARGO_BIN_EXE_heard")))
    }

    /// Returns any program, sealed alike.
    pub(crate) fn sealed(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        let home = self.folder.path().join("home");
        command
            .env_clear()
            .env("HOME", &home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("LANG", "C")
            .current_dir(self.folder.path().join("work"))
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Said {
        self.said(self.heard().args(args))
    }

    /// Runs a command on the demo vault `v` at the time of these tests.
    pub(crate) fn demo(&self, args: &[&str]) -> Said {
        self.at(NOW, args)
    }

    /// Runs a command on the demo vault `v` at another time.
    pub(crate) fn at(&self, now: &str, args: &[&str]) -> Said {
        let mut command = self.heard();
        self.said(
            command
                .args(["--vault", "v"])
                .args(args)
                .env("HEARD_NOW", now),
        )
    }

    /// Plays a script of one session with these replies for the case Swallow.
    pub(crate) fn play(&self, replies: &str) -> Said {
        self.write("script.yaml", &script("Swallow", replies));
        self.demo(&["interview", "Swallow", "--answers", "script.yaml"])
    }

    /// Runs a command and takes the paths of this machine out of what it said.
    pub(crate) fn said(&self, command: &mut Command) -> Said {
        self.heard_of(&command.output().unwrap())
    }

    pub(crate) fn heard_of(&self, output: &Output) -> Said {
        let root = self.folder.path().display().to_string();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&root, "[HOME]");
        Said {
            status: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// Returns every file below a folder of `work`, with its bytes.
    pub(crate) fn files(&self, name: &str) -> Vec<(PathBuf, Vec<u8>)> {
        files(&self.path(name))
    }
}

impl Said {
    /// Checks that it went well.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.status, 0, "{}", self.err);
        self
    }

    /// Checks that it ended so, with these lines and no others on standard error.
    #[track_caller]
    pub(crate) fn fails(&self, status: i32, err: &str) {
        assert_eq!(
            (self.status, self.err.trim_end(), self.out.as_str()),
            (status, err, "")
        );
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

/// Returns a script of one session.
pub(crate) fn script(case: &str, replies: &str) -> String {
    let replies = if replies.is_empty() { " []" } else { replies };
    format!("case: {case}\nsession: {{guide: life-story, language: en}}\nreplies:\n{replies}")
}

/// Returns every file below a folder, sorted, with its bytes.
pub(crate) fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found.sort();
    found
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let place = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &place);
        } else {
            fs::copy(&path, &place).unwrap();
        }
    }
}
