//! `heard interview`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args as ClapArgs;

use super::failure::Failure;
use super::house::{House, read_text};
use super::out::Out;
use super::play::{self, Stage};
use super::{cases, clock};
use crate::interview::load_scripts;

/// Starts a session with a person, or goes on with one.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: heard interview Swallow --answers talk.yaml")]
pub(super) struct InterviewArgs {
    /// The case: its label or id; one that is not there is made.
    case: String,
    /// Plays an answer script; in a demo vault only.
    #[arg(long, value_name = "FILE")]
    answers: PathBuf,
}

pub(super) fn run(args: &InterviewArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    script(&args.case, &args.answers, house, out)
}

fn script(name: &str, file: &Path, house: &House, out: &mut Out) -> Result<(), Failure> {
    let library = house.library()?;
    let scripts = load_scripts(&Arc::from(file.display().to_string()), &read_text(file)?)?;
    play::check(&scripts, &library)?;
    let mut vault = house.open()?;
    if !vault.vault().is_demo() {
        return Err(
            Failure::usage("an answer script plays in a demo vault only")
                .help("make one with `heard init --demo --vault DIR`, and name it with `--vault`"),
        );
    }
    let now = clock::now()?;
    let mut case = cases::open_or_make(&mut vault, name, now, (house.lang, out))?;
    let mut stage = Stage {
        vault: &mut vault,
        library: &library,
        now,
    };
    stage.play_all(&mut case, &scripts, |played, _| {
        if played.before {
            out.note(&format!("held before: {}", played.starts.to_rfc3339()));
        }
        for left in &played.unreached {
            out.note(&format!("never reached: {left}"));
        }
    })
}
