//! Documents as they come out, compared with those that are kept beside the tests.
//!
//! With `HEARD_EXPECT=write` in the environment the files are written instead; read what changed
//! before it is kept.

mod docx;
mod pdf;
mod scripts;
mod statement;
mod story;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A folder of expected files, and what was produced for it.
struct Expected {
    folder: PathBuf,
    produced: BTreeMap<String, String>,
}

impl Expected {
    fn new(name: &str) -> Self {
        Self {
            folder: Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests/documents")
                .join(name),
            produced: BTreeMap::new(),
        }
    }

    fn add(&mut self, name: &str, text: String) {
        let before = self.produced.insert(name.to_owned(), text);
        assert!(before.is_none(), "{name} is produced twice");
    }

    /// Compares every file; one that nothing produces is a fault too.
    fn compare(self) {
        let folder = self.folder.join("expected");
        if wants_writing() {
            write(&folder, &self.produced);
        }
        let mut kept: Vec<String> = std::fs::read_dir(&folder)
            .expect("a folder of expected files")
            .map(|item| {
                item.expect("a file")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        kept.sort();
        let produced: Vec<&String> = self.produced.keys().collect();
        assert_eq!(kept.iter().collect::<Vec<_>>(), produced);
        for (name, text) in &self.produced {
            let expected = std::fs::read_to_string(folder.join(name)).expect("an expected file");
            for (index, (want, have)) in expected.lines().zip(text.lines()).enumerate() {
                assert_eq!(want, have, "{name}:{}", index + 1);
            }
            assert!(expected == *text, "{name} is longer or shorter");
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test asks whether it should write what it expects"
)]
fn wants_writing() -> bool {
    std::env::var("HEARD_EXPECT").is_ok_and(|how| how == "write")
}

#[expect(clippy::disallowed_methods, reason = "made-up documents of a test")]
fn write(folder: &Path, produced: &BTreeMap<String, String>) {
    std::fs::create_dir_all(folder).expect("a folder can be made");
    for (name, text) in produced {
        std::fs::write(folder.join(name), text).expect("a file can be written");
    }
}
