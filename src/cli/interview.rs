//! `heard interview`.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveTime;
use clap::Args as ClapArgs;

use super::failure::Failure;
use super::house::{House, read_text};
use super::out::Out;
use super::play::{self, Stage};
use super::talk::Wishes;
use super::{cases, clock};
use crate::interview::load_scripts;
use crate::record::Interpreter;
use crate::terminal::TerminalError;
use crate::text::{Lang, LangError};

/// Starts a session with a person, or goes on with one.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: heard interview Swallow")]
pub(super) struct InterviewArgs {
    /// The case: its label or id; one that is not there is made.
    case: String,
    /// The guide by which the talk goes.
    #[arg(long, value_name = "ID", default_value = "life-story")]
    guide: String,
    /// Where the talk is held.
    #[arg(long, value_name = "ID", default_value = "office")]
    setting: String,
    /// The pace; by default that of the setting, or the guide's where that is the everyday one.
    #[arg(long, value_name = "ID")]
    pace: Option<String>,
    /// When the talk is to end, by the clock on the wall; by default after the setting's time.
    #[arg(long, value_name = "HH:MM", value_parser = time_of_day)]
    until: Option<NaiveTime>,
    /// The language in which questions are put; by default that of the screens.
    #[arg(long, value_name = "LANG")]
    language: Option<Lang>,
    /// Who interprets, such as bin:O.E.
    #[arg(long, value_name = "LANG:INITIALS", value_parser = interpreter)]
    interpreter: Option<Interpreter>,
    /// Plays an answer script; in a demo vault only.
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
}

fn interpreter(text: &str) -> Result<Interpreter, String> {
    let (language, initials) = text
        .split_once(':')
        .filter(|(_, initials)| !initials.trim().is_empty())
        .ok_or("write a language and initials, such as bin:O.E.")?;
    let language = language.parse().map_err(|e: LangError| e.to_string())?;
    let initials = initials.trim().to_owned();
    Ok(Interpreter { language, initials })
}

fn time_of_day(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|_| "write a time of day, such as 14:30".into())
}

pub(super) fn run(args: &InterviewArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    if let Some(file) = &args.answers {
        return script(&args.case, file, house, out);
    }
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        let instead = "--answers";
        return Err(TerminalError::NoTerminal { instead }.into());
    }
    let language = args.language.clone();
    let wishes = Wishes {
        guide: args.guide.clone(),
        setting: args.setting.clone(),
        pace: args.pace.clone(),
        until: args.until,
        language: language.unwrap_or_else(|| house.lang.lang()),
        interpreter: args.interpreter.clone(),
    };
    super::talk::hold(&args.case, &wishes, house, out)
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
