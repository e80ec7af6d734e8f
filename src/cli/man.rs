//! `heard man`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, CommandFactory as _};

use super::args::Args;
use super::failure::Failure;
use super::out::Out;

/// Writes the manual pages, one for each command.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: heard man /usr/local/share/man/man1")]
pub(super) struct ManArgs {
    /// The folder; made if it is missing.
    dir: PathBuf,
}

pub(super) fn run(args: &ManArgs, out: &mut Out) -> Result<(), Failure> {
    let doing = format!("could not write to `{}`", args.dir.display());
    std::fs::create_dir_all(&args.dir)
        .and_then(|()| clap_mangen::generate_to(Args::command(), &args.dir))
        .map_err(|error| Failure::outside(error).while_doing(doing))?;
    out.note(&format!("The pages are in {}", args.dir.display()));
    Ok(())
}
