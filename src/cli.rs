//! The command line: arguments in, calls down, words out.
//!
//! One file a subcommand. Standard output carries what was asked for, standard error everything else.
//! Only here is the environment read, and the clock.

mod args;
mod case;
mod cases;
mod chronology;
mod clock;
mod completions;
mod date;
mod demo;
mod failure;
mod guide;
mod house;
mod import;
mod init;
mod interview;
mod keeping;
mod key;
mod landmark;
mod man;
mod mark;
mod narrative;
mod out;
mod papers;
mod passphrase;
mod play;
mod talk;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command};
use failure::Failure;
use house::House;
use out::Out;

/// Runs the program with the arguments of the process and returns its exit status: 0 done, 1 something
/// is wrong in what it was given, 2 used wrongly, 3 something outside failed, 130 interrupted.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return wrong_use(&error),
    };
    let mut out = Out::new(args.global.quiet);
    match run(&args, &mut out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn run(args: &Args, out: &mut Out) -> Result<(), Failure> {
    let house = House::new(&args.global)?;
    match &args.command {
        Command::Demo(args) => demo::run(args, &house, out),
        Command::Init(args) => init::run(args, &house, out),
        Command::Interview(args) => interview::run(args, &house, out),
        Command::Import(args) => import::run(args, &house, out),
        Command::Narrative(args) => narrative::run(args, &house, out),
        Command::Case(args) => case::run(args, &house, out),
        Command::Key(args) => key::run(args, &house, out),
        Command::Completions(args) => completions::run(args, out),
        Command::Man(args) => man::run(args, out),
        Command::Guide(args) => guide::run(args, &house, out),
        Command::Chronology(args) => chronology::run(args, &house, out),
        Command::Mark(args) => mark::run(args, &house, out),
        Command::Date(args) => date::run(args, &house, out),
        Command::Landmark(args) => landmark::run(args, &house, out),
    }
}

/// Shows help and versions where they were asked for, and what is wrong with the arguments otherwise.
fn wrong_use(error: &clap::Error) -> ExitCode {
    // An output that is closed is no reason for another message.
    drop(error.print());
    if error.use_stderr() {
        ExitCode::from(2)
    } else {
        ExitCode::SUCCESS
    }
}
