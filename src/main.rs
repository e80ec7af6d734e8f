//! Starts the program, and turns an error into words and an exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    heard::cli::main()
}
