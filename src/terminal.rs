//! What the interviewer sees: a talk in a terminal, step by step.
//!
//! [`hold`] leads a sitting from where it stands to its end. Every step is one page: what the person
//! hears stands apart under a heading, what is for the interviewer below it. Every control is there at
//! every prompt, by a key or by a word after a colon. What is being typed is kept as a draft while it
//! is typed; the page is on the alternate screen, and cleared at the end.
//!
//! Decides nothing about the talk (that is the engine's) and keeps nothing itself: drafts go through
//! [`Drafts`], the way back to a hidden screen through [`Lock`], the time through [`Clock`].

mod acts;
mod controls;
mod drafts;
mod editor;
mod error;
mod face;
mod farewell;
mod hold;
mod interrupt;
mod layout;
mod list;
mod page;
mod passphrase;
mod screen;
mod setup;
mod steps;
mod terms;

pub use drafts::{Draft, Drafts};
pub use error::TerminalError;
pub use hold::hold;
pub use passphrase::{ask_new_passphrase, ask_passphrase};
pub use setup::{Clock, Held, Lock, Mode, Setup};
