//! How long a reply takes until it is acknowledged, beside a bare durable write of the same bytes.
//!
//! `cargo bench --bench vault`. The bare write is what any program must do: write, fsync, rename, fsync of
//! the folder. Run it on the disk that matters; the ratio is what to look at.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;

use divan::Bencher;
use heard::record::{Answer, Body, Content, Note, SessionKind, Words};
use heard::text::Lang;
use heard::vault::{Case, Identity, Live, OpenVault, Purpose, Vault};
use tempfile::TempDir;

fn main() {
    divan::main();
}

struct Talk {
    folder: TempDir,
    _vault: OpenVault,
    _case: Case,
    live: Live,
}

/// Replies of about 600 characters, each with the turn that belongs to care.
fn reply() -> Vec<Body> {
    let at = "2026-03-02T10:00:00+01:00".parse().expect("a time");
    let text = "We took a train to her flat, and I counted the stations. ".repeat(10);
    let mut answer = Answer::default();
    answer.words = Some(Words::spoken(text, Lang::en(), "A.B."));
    let note = Note {
        text: "calm".to_owned(),
    };
    vec![
        Body::new(at, "A.B.", Content::Answer(answer)),
        Body::new(at, "A.B.", Content::Note(note)),
    ]
}

/// A talk in which so many replies were kept.
fn talk(replies: usize) -> Talk {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = Vault::create(&folder.path().join("v"), Purpose::Real).expect("a vault");
    let identity = Identity::generate("A.B.");
    let state = folder.path().join("state");
    let mut vault = OpenVault::open(vault, identity, &state).expect("an open vault");
    let at = "2026-03-02T10:00:00+01:00".parse().expect("a time");
    let case = vault.make_case("Swallow", at).expect("a case");
    let mut live = vault
        .begin(&case, SessionKind::Sitting, |_| ())
        .expect("a talk");
    for _ in 0..replies {
        live.keep(reply()).expect("kept");
    }
    Talk {
        folder,
        _vault: vault,
        _case: case,
        live,
    }
}

/// A reply until it is acknowledged, after this many before it.
#[divan::bench(args = [1, 20, 100], sample_count = 200, sample_size = 1)]
fn reply_acknowledged(bencher: Bencher<'_, '_>, replies: usize) {
    let mut talk = talk(replies);
    bencher.bench_local(|| talk.live.keep(reply()).expect("kept"));
}

/// The same bytes written bare: write, fsync, rename, fsync of the folder.
#[divan::bench(args = [1, 20, 100], sample_count = 200, sample_size = 1)]
fn bare_write(bencher: Bencher<'_, '_>, replies: usize) {
    let talk = talk(replies);
    let live: PathBuf = fs::read_dir(talk.folder.path().join("state/live"))
        .expect("a folder")
        .next()
        .expect("a file")
        .expect("a file")
        .path();
    let bytes = fs::read(live).expect("the live file");
    let folder = talk.folder.path();
    bencher.bench_local(|| {
        let new = folder.join("new");
        let mut file = File::options()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&new)
            .expect("a file");
        file.write_all(&bytes).expect("written");
        file.sync_all().expect("synced");
        fs::rename(&new, folder.join("bare")).expect("renamed");
        File::open(folder)
            .and_then(|f| f.sync_all())
            .expect("synced");
    });
}
