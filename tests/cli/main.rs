//! The program as a process: what someone types, sees and finds on the disk.
//!
//! Each test has a home, a folder and an environment of its own; nothing of the machine's gets in.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test may fail anywhere, arranges files itself, and says what it passes over"
)]

mod commands;
mod crashes;
mod damage;
mod disk;
mod home;
mod mistakes;
mod privacy;
mod readme;
mod real;
mod submissions;
mod words;
