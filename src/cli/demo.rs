//! `heard demo`.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use chrono::{DateTime, FixedOffset, TimeDelta};
use clap::Args as ClapArgs;

use super::failure::Failure;
use super::house::House;
use super::narrative::document_name;
use super::out::Out;
use super::papers::{self, Desk, Format};
use super::play::{self, Played, Stage};
use crate::interview::{Script, load_scripts};
use crate::narrative::{Narrative, Request};
use crate::text::Lang;
use crate::vault::{self, Case, Identity, OpenVault, Vault};

/// The made-up person's two sessions.
const SCRIPT: &str = include_str!("demo/demo.yaml");

/// To whom the made-up person lets her statement go.
const LAWYER: &str = "Advokat Holm";

/// Shows the whole way with a made-up person: two talks, an encrypted vault, documents.
///
/// Plays the talks of a made-up person through the real engine into a demo vault, and writes every kind
/// of document from it. Needs no key, asks nothing, uses no network.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: heard demo --out heard-demo")]
pub(super) struct DemoArgs {
    /// The folder for vault and documents; made if it is missing.
    #[arg(long, value_name = "DIR", default_value = "heard-demo")]
    out: PathBuf,
}

pub(super) fn run(args: &DemoArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    let root = args.out.join("vault");
    let library = house.library()?;
    let scripts = load_scripts(&Arc::from("demo.yaml"), SCRIPT)?;
    play::check(&scripts, &library)?;
    let mut vault = house.open_found(demo_vault(&root)?)?;
    out.progress(&format!(
        "A demo vault, for made-up cases: {}",
        root.display()
    ));
    let mut case = case(&mut vault, &scripts)?;
    let mut last = start(&scripts)?;
    let mut stage = Stage {
        vault: &mut vault,
        library: &library,
        now: last,
    };
    stage.play_all(&mut case, &scripts, |played, case| {
        last = played.starts;
        out.progress(&told(played, case));
    })?;
    let at = last + TimeDelta::hours(4);
    write_all(&args.out, house, (&mut vault, &mut case, at), out)?;
    case.verified()?;
    out.progress("The record verifies: every entry is in its chain, every chain is sealed.");
    out.line(&format!(
        "Look at {}",
        args.out.join("statement.en.html").display()
    ))?;
    Ok(())
}

/// Finds the demo vault, or makes it.
fn demo_vault(root: &Path) -> Result<Vault, Failure> {
    let vault = match Vault::find(root) {
        Err(vault::VaultError::NoVault(_)) => {
            return Ok(Vault::create_demo(root, &Identity::generate("Demo"))?);
        }
        other => other?,
    };
    if vault.is_demo() {
        return Ok(vault);
    }
    Err(
        Failure::given(format!("`{}` holds real cases", root.display()))
            .help("name another folder for the demo with `--out`"),
    )
}

fn case(vault: &mut OpenVault, scripts: &[Script]) -> Result<Case, Failure> {
    let label = scripts[0].case.as_str();
    match vault.find(label) {
        Ok(id) => Ok(vault.open_case(id)?),
        Err(vault::VaultError::NoCase { .. }) => Ok(vault.make_case(label, start(scripts)?)?),
        Err(fault) => Err(fault.into()),
    }
}

/// Returns when the made-up person's first talk begins.
fn start(scripts: &[Script]) -> Result<DateTime<FixedOffset>, Failure> {
    let starts = scripts[0].session.starts.as_ref();
    let starts = starts.and_then(|starts| starts.parse().ok());
    starts.ok_or_else(|| Failure::given("the demo's script does not say when it begins"))
}

/// Says what a talk left, without a word of it.
fn told(played: &Played, case: &Case) -> String {
    let view = case.view();
    let day = played.starts.date_naive();
    if played.before {
        return format!("A talk on {day}: held before");
    }
    let told = view.answers().filter(|a| a.at.date_naive() == day).count();
    let closed = view.closed().count();
    let how = if played.ended.is_some() {
        "closed and sealed"
    } else {
        "not ended"
    };
    format!(
        "A talk on {day}, {how}: {told} things told, {closed} questions that are not asked again"
    )
}

/// What is made: each document with its folder and what it is.
fn papers() -> [(Request, &'static str, &'static str); 4] {
    let working = Request::working("statement");
    let submission = Request::submission("statement", LAWYER);
    [
        (
            working.clone().in_language(Lang::en()),
            "",
            "working papers in English",
        ),
        (
            working.in_language(Lang::da()),
            "",
            "working papers in Danish",
        ),
        (
            submission.clone().in_language(Lang::en()),
            "submission",
            "a submission in English",
        ),
        (
            submission.in_language(Lang::da()),
            "submission",
            "a submission in Danish",
        ),
    ]
}

/// Writes every kind of document.
fn write_all(
    folder: &Path,
    house: &House,
    places: (&mut OpenVault, &mut Case, DateTime<FixedOffset>),
    out: &mut Out,
) -> Result<(), Failure> {
    let (vault, case, at) = places;
    let (guides, templates) = (house.library()?, house.templates()?);
    let desk = Desk {
        templates: &templates,
        guides: &guides,
    };
    let papers = papers();
    let narratives = papers
        .iter()
        .map(|(request, ..)| {
            let request = request.clone().dated(at.date_naive());
            desk.narrative(vault, case, &request)
        })
        .collect::<Result<Vec<Narrative>, Failure>>()?;
    for ((minutes, (_, place, what)), (narrative, files)) in (0..)
        .zip(papers)
        .zip(narratives.iter().zip(in_all_formats(&narratives)?))
    {
        let at = at + TimeDelta::minutes(minutes);
        papers::register(vault, case, narrative, (&files, at))?;
        let folder = folder.join(place);
        vault::make_folder(&folder)?;
        for (format, bytes) in &files {
            let path = folder.join(document_name(narrative, *format));
            vault::replace_document(&path, bytes)?;
        }
        let endings: Vec<&str> = files.iter().map(|(format, _)| format.ending()).collect();
        let name = format!("statement.{}.*", narrative.meta.language);
        out.progress(&format!(
            "Wrote {what} ({}): {}",
            endings.join(", "),
            folder.join(name).display()
        ));
    }
    Ok(())
}

/// The files of one document, each with its format.
type Files = Vec<(Format, Vec<u8>)>;

/// Makes all files of all documents, each document on a thread of its own: setting pages takes the most
/// time of the demo.
fn in_all_formats(narratives: &[Narrative]) -> Result<Vec<Files>, Failure> {
    let files = |narrative: &Narrative| {
        Format::FOR_PEOPLE
            .into_iter()
            .map(|format| Ok((format, format.write(narrative)?)))
            .collect::<Result<Files, Failure>>()
    };
    thread::scope(|scope| {
        let started: Vec<_> = narratives
            .iter()
            .map(|narrative| scope.spawn(move || files(narrative)))
            .collect();
        let done = started.into_iter().map(|one| match one.join() {
            Ok(files) => files,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.collect()
    })
}
