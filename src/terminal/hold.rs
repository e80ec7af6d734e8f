//! Holding a talk: a step is shown, a reply is taken, until the session is over.

use std::error::Error;
use std::io::{self, IsTerminal as _};
use std::process;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;

use super::acts;
use super::drafts::{Drafts, Tray};
use super::editor::Wires;
use super::error::TerminalError;
use super::face::{Face, Line, Turn};
use super::farewell::Farewell;
use super::interrupt::{HeldBack, Interrupt, Watch};
use super::layout;
use super::page::Page;
use super::screen::give_back;
use super::setup::{Clock, Held, Lock, Mode, Setup};
use super::steps;
use crate::interview::{Reply, ReplyError, Shown, Sitting, SittingError, Step, Store};
use crate::record::AnswerView;
use crate::text::{Fill, screen as s};

/// Leads a sitting from where it stands to its end, or until it is interrupted.
///
/// A reply is acknowledged, by the next page, only after the store made it durable. Where it could not
/// be kept the page says why, and the text is still there.
///
/// # Errors
///
/// [`TerminalError::NoTerminal`] where standard input or output is none, [`TerminalError::Draft`]
/// where the draft of a talk that was broken off cannot be read, [`TerminalError::Io`] where the
/// terminal fails.
pub fn hold<S, D>(
    sitting: &mut Sitting<S>,
    drafts: &mut D,
    lock: &mut dyn Lock,
    (setup, clock): (Setup, &dyn Clock),
) -> Result<Held, TerminalError>
where
    S: Store,
    S::Error: Error,
    D: Drafts + Send,
{
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(TerminalError::NoTerminal {
            instead: "--answers",
        });
    }
    let kept = drafts.kept().map_err(|e| TerminalError::Draft(e.into()))?;
    let tray = Arc::new(Tray::new(kept));
    let interrupt = Interrupt::default();
    let breaks = Arc::new(AtomicBool::new(false));
    let farewell = Farewell::new(setup, &tray);
    farewell.note(sitting.is_begun() && setup.mode != Mode::Practice);
    let last = farewell.clone();
    let _held_back = HeldBack::begin()?;
    let _watch = Watch::begin(&interrupt, &breaks, move || {
        give_back();
        last.say(&last.interrupted());
        process::exit(130);
    })?;
    let wires = Wires {
        tray: Arc::clone(&tray),
        interrupt,
        breaks,
    };
    let held = thread::scope(|scope| {
        scope.spawn(|| tray.keep_all(drafts));
        let _closing = Closing(&tray);
        let face = Face::new(setup, wires, lock, farewell.clone());
        face.map_err(Turn::from).and_then(|mut face| {
            let noted = Vec::new();
            let mut talk = Talk {
                sitting,
                clock,
                noted,
            };
            let held = talk.hold(&mut face);
            talk.hand_in_noted(&mut face);
            held
        })
    });
    end(held, &farewell)
}

/// Lets the keeper of drafts stop, however the talk ended.
struct Closing<'a>(&'a Tray);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Says the last words once the screen is given back and all drafts are kept.
fn end(held: Result<Held, Turn>, farewell: &Farewell) -> Result<Held, TerminalError> {
    match held {
        Ok(held) => {
            farewell.say(&[]);
            Ok(held)
        }
        Err(Turn::Failed(error)) => Err(TerminalError::Io(error)),
        Err(_) => {
            farewell.say(&farewell.interrupted());
            Ok(Held::Interrupted)
        }
    }
}

/// A sitting with its clock.
pub(super) struct Talk<'a, S: Store> {
    pub(super) sitting: &'a mut Sitting<S>,
    pub(super) clock: &'a dyn Clock,
    /// What was noted while an answer was being written: it goes in with the answer, so that nothing
    /// interrupts the telling.
    pub(super) noted: Vec<Reply>,
}

impl<S: Store> Talk<'_, S>
where
    S::Error: Error,
{
    fn hold(&mut self, face: &mut Face<'_>) -> Result<Held, Turn> {
        if self.sitting.is_begun() {
            match self.where_we_stopped(face) {
                Ok(()) | Err(Turn::Again | Turn::Control(_)) => {}
                Err(ended) => return Err(ended),
            }
        }
        loop {
            self.prepare(face);
            if let Some(by) = self.sitting.walk().ended() {
                face.tray().clear();
                return Ok(Held::Ended(by));
            }
            let shown = self.shown();
            if matches!(shown.step, Step::Close { .. }) && acts::settle(face, self, &shown) {
                continue;
            }
            let turn = match steps::ask(face, self.sitting.walk(), &shown) {
                Ok(reply) => {
                    if self.give(face, &shown, reply) {
                        self.hand_in_noted(face);
                    }
                    continue;
                }
                Err(turn) => turn,
            };
            let carried = match turn {
                Turn::Control(control) => acts::carry_out(face, self, (&shown, control)),
                Turn::Again => Ok(()),
                ended => Err(ended),
            };
            match carried {
                Ok(()) | Err(Turn::Again) => {}
                Err(Turn::Control(control)) => self.once_more(face, control)?,
                Err(ended) => return Err(ended),
            }
        }
    }

    /// A control that was given while another one asked something: it counts, the other one waits.
    fn once_more(
        &mut self,
        face: &mut Face<'_>,
        control: super::controls::Control,
    ) -> Result<(), Turn> {
        let mut next = Some(control);
        while let Some(control) = next.take() {
            let shown = self.shown();
            match acts::carry_out(face, self, (&shown, control)) {
                Ok(()) | Err(Turn::Again) => {}
                Err(Turn::Control(control)) => next = Some(control),
                Err(ended) => return Err(ended),
            }
        }
        Ok(())
    }

    /// Returns what is due.
    pub(super) fn shown(&self) -> Shown {
        self.sitting.step(self.clock.now())
    }

    fn prepare(&self, face: &mut Face<'_>) {
        face.saving(self.sitting.walk().saving());
        let kept = self.sitting.is_begun() && face.setup.mode != Mode::Practice;
        face.farewell.note(kept);
        face.not_acknowledged();
    }

    /// Hands in what was noted while an answer was being written.
    pub(super) fn hand_in_noted(&mut self, face: &mut Face<'_>) {
        for reply in std::mem::take(&mut self.noted) {
            let shown = self.shown();
            self.give(face, &shown, reply);
        }
    }

    /// Gives a reply; says at the head of the next page why where it was not taken.
    pub(super) fn give(&mut self, face: &mut Face<'_>, shown: &Shown, reply: Reply) -> bool {
        let now = self.clock.now();
        let answered = self.sitting.reply(&shown.id, reply, now);
        match answered {
            Ok(()) => {
                face.acknowledged();
                face.saving(self.sitting.walk().saving());
                return true;
            }
            Err(SittingError::Reply(ReplyError::Nothing)) => face.notice(s::NOTHING_TOLD),
            Err(SittingError::Reply(ReplyError::Value)) => face.notice(s::NOT_A_VALUE),
            Err(SittingError::Reply(ReplyError::Misfit)) => face.notice(s::NOT_HERE),
            Err(SittingError::Reply(ReplyError::Stale)) => {}
            Err(SittingError::Store(error)) => {
                let why = reason(&error);
                face.notice_with(s::NOT_KEPT, &Fill::new().with("why", why));
            }
        }
        face.not_acknowledged();
        false
    }

    /// Shows where the talk stood when it was broken off.
    fn where_we_stopped(&self, face: &mut Face<'_>) -> Result<(), Turn> {
        face.saving(self.sitting.walk().saving());
        let walk = self.sitting.walk();
        let lang = face.lang();
        let mut page = Page::asking(face.t(s::FORM_GO)).aside(face.t(s::RESUME_HEADING));
        let log = walk.last_told().map(|id| id.log);
        let today: Vec<&AnswerView> = walk
            .case()
            .answers()
            .filter(|a| Some(a.id.log) == log)
            .collect();
        let count = Fill::new().with("count", today.len().to_string());
        page = page.aside(s::RESUME_COUNT.say(lang, &count));
        if let Some(last) = today.last() {
            let asked = last.answer.asked.as_ref();
            page = page.aside(asked.map_or_else(
                || s::RESUME_LAST_UNASKED.say(lang, &Fill::new()),
                |asked| s::RESUME_LAST.say(lang, &Fill::new().with("question", &asked.text)),
            ));
            let words = last.answer.words.as_ref();
            let end = words.map_or_else(Vec::new, |w| layout::tail(&w.text, 68, 2));
            page = page.aside(s::RESUME_WORDS.say(lang, &Fill::new().with("words", end.join(" "))));
        }
        if face.tray().holds_kept() {
            page = page.aside(face.t(s::DRAFT_BACK));
        }
        face.ask(&page, Line::bare()).map(drop)
    }
}

/// Returns an error with what lies beneath it, in one line.
fn reason(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut below = error.source();
    while let Some(error) = below {
        text = format!("{text}: {error}");
        below = error.source();
    }
    text
}
