//! The arguments of all commands.

use std::path::PathBuf;

use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand};

use crate::text::UiLang;

/// A paced, careful conversation, kept in the person's own words.
///
/// Heard walks an interviewer through a conversation with a person who may have been trafficked, keeps
/// what the person chooses to tell encrypted on this machine, and puts it together as a narrative in
/// order of time for a legal advocate. It never uses the network.
#[derive(Debug, Parser)]
#[command(
    name = "heard",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, ClapArgs)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// The vault; by default `heard` in the platform's data folder.
    #[arg(long, global = true, value_name = "PATH", env = "HEARD_VAULT")]
    pub(super) vault: Option<PathBuf>,
    /// Your key; by default `identity.age` in the platform's config folder.
    #[arg(long, global = true, value_name = "FILE", env = "HEARD_IDENTITY")]
    pub(super) identity: Option<PathBuf>,
    /// Reads the passphrase from the first line of a file or descriptor, for scripts.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "HEARD_PASSPHRASE_FILE"
    )]
    pub(super) passphrase_file: Option<PathBuf>,
    /// The language of the screens: en or da; by default that of the system.
    #[arg(long, global = true, value_name = "LANG", value_parser = screen_language)]
    pub(super) lang: Option<UiLang>,
    /// Adds guides, paces, settings and frameworks from a folder, under ids of their own.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) guides: Option<PathBuf>,
    /// Adds document templates from a folder, under ids of their own.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
    /// No colour, no redrawing, no box lines; also set by `NO_COLOR`.
    #[arg(long, global = true, action = ArgAction::SetTrue)]
    pub(super) plain: bool,
    /// No progress.
    #[arg(long, short, global = true, action = ArgAction::SetTrue)]
    pub(super) quiet: bool,
}

pub(super) fn screen_language(text: &str) -> Result<UiLang, String> {
    match text {
        "en" => Ok(UiLang::En),
        "da" => Ok(UiLang::Da),
        _ => Err("the screens speak en and da".to_owned()),
    }
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Demo(super::demo::DemoArgs),
    Init(super::init::InitArgs),
    Interview(super::interview::InterviewArgs),
    Import(super::import::ImportArgs),
    Narrative(super::narrative::NarrativeArgs),
    Case(super::case::CaseArgs),
    Guide(super::guide::GuideArgs),
    Key(super::key::KeyArgs),
    Mark(super::mark::MarkArgs),
    Chronology(super::chronology::ChronologyArgs),
    Date(super::date::DateArgs),
    Landmark(super::landmark::LandmarkArgs),
    Completions(super::completions::CompletionsArgs),
    Man(super::man::ManArgs),
}
