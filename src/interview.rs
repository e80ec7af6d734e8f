//! The engine: what comes next in a talk, and what a reply leaves in the record.
//!
//! A [`Walk`] is a pure state machine. [`Walk::step`] says what to show, [`Walk::answer`] turns a
//! reply into bodies of entries and changes nothing, [`Walk::apply`] takes an entry in once it is kept.
//! Its state is the fold of its entries, so a walk resumes from its log. It never prints, waits or
//! reads a clock: terminal, answer scripts, random walks and tests drive it alike.
//!
//! Pacing is kept here and nowhere else: whatever replies come, the rules R1 to R65 of the practice
//! page that a program can keep hold. Caps and locks hold back questions, never listening.

mod answering;
mod bodies;
mod controls;
mod limits;
mod next;
mod now;
mod plan;
mod player;
mod queue;
mod reply;
mod script;
mod show;
mod sitting;
mod state;
mod step;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod walk;

pub use now::Now;
pub use plan::{Plan, Terms, pace_of};
pub use player::Player;
pub use reply::{Feeling, Given, Reply, ReplyError};
pub use script::{
    AnswerValue, CONTROLS, Script, ScriptError, ScriptPresent, ScriptReply, ScriptSession, YesNo,
    load_scripts,
};
pub use sitting::{Sitting, SittingError, Store};
pub use step::{Asking, Piece, Shown, Step, StepId, Topic};
pub use walk::{Saving, Walk};
