//! `heard completions`.

use clap::{Args as ClapArgs, CommandFactory as _};
use clap_complete::Shell;

use super::args::Args;
use super::failure::Failure;
use super::out::Out;

/// Prints completions for a shell.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: heard completions bash > /etc/bash_completion.d/heard")]
pub(super) struct CompletionsArgs {
    /// The shell.
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs, out: &mut Out) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "heard", &mut script);
    out.bytes(&script)
}
