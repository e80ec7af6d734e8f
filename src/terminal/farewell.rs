//! The last words, once the screen is given back: what is kept, said without a word of the talk.

use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::drafts::Tray;
use super::layout;
use super::screen::Screen;
use super::setup::Setup;
use crate::text::screen;

/// What is said when a talk is broken off.
#[derive(Debug, Clone)]
pub(super) struct Farewell {
    setup: Setup,
    /// Whether anything of this session is kept.
    begun: Arc<AtomicBool>,
    tray: Arc<Tray>,
}

impl Farewell {
    pub(super) fn new(setup: Setup, tray: &Arc<Tray>) -> Self {
        let begun = Arc::new(AtomicBool::new(false));
        Self {
            setup,
            begun,
            tray: Arc::clone(tray),
        }
    }

    /// Notes whether anything of this session is kept.
    pub(super) fn note(&self, begun: bool) {
        self.begun.store(begun, Ordering::SeqCst);
    }

    /// Returns what is said after an interruption.
    pub(super) fn interrupted(&self) -> Vec<&'static str> {
        let lang = self.setup.lang;
        if !self.begun.load(Ordering::SeqCst) {
            return vec![screen::INTERRUPTED_NOTHING.raw(lang)];
        }
        let mut lines = vec![screen::INTERRUPTED.raw(lang)];
        if self.tray.holds_kept() && !self.tray.has_failed() {
            lines.push(screen::INTERRUPTED_DRAFT.raw(lang));
        }
        lines
    }

    /// Says it on standard error, and what no program can clear. Nobody can be told that standard error
    /// is closed.
    pub(super) fn say(&self, lines: &[&str]) {
        let cleared = screen::SCREEN_CLEARED.raw(self.setup.lang);
        let width = Screen::size().0.saturating_sub(1).min(layout::READABLE);
        let mut err = io::stderr().lock();
        for line in lines.iter().chain([&cleared]) {
            for row in layout::wrap(line, width) {
                drop(writeln!(err, "{row}"));
            }
        }
    }
}
