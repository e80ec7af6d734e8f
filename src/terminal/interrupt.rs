//! Ctrl-C, a hang-up, and the system asking for the end.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::{Handle, Signals};

/// How long a prompt has to come back after a signal. One that waits for a key, or whose terminal is
/// gone, does not come back at all.
const GRACE: Duration = Duration::from_millis(800);

/// Whether the end was asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Says whether the end was asked for.
    pub(super) fn is_asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Asks for the end.
    pub(super) fn ask(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Waits for signals while it lives; installed before the first prompt.
#[derive(Debug)]
pub(super) struct Watch {
    handle: Handle,
    ended: Arc<AtomicBool>,
}

impl Watch {
    /// Begins to wait. On a signal the end is asked for; a prompt that has not come back by the end of
    /// the grace is left where it is, the terminal is put right, and `last` ends the process.
    pub(super) fn begin(
        interrupt: &Interrupt,
        breaks: &Arc<AtomicBool>,
        last: impl FnOnce() + Send + 'static,
    ) -> io::Result<Self> {
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
        let handle = signals.handle();
        let ended = Arc::new(AtomicBool::new(false));
        let before = tcgetattr(io::stdin()).ok();
        let (asked, breaks, over) = (interrupt.clone(), Arc::clone(breaks), Arc::clone(&ended));
        thread::spawn(move || {
            if signals.forever().next().is_none() {
                return;
            }
            asked.ask();
            breaks.store(true, Ordering::SeqCst);
            thread::sleep(GRACE);
            if !over.load(Ordering::SeqCst) {
                put_right(before.as_ref());
                last();
            }
        });
        Ok(Self { handle, ended })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        self.handle.close();
    }
}

/// Holds Ctrl-C back while it lives, so that a prompt comes back and says so instead of the process ending
/// inside it.
#[derive(Debug)]
pub(super) struct HeldBack(Arc<AtomicBool>);

impl HeldBack {
    /// Begins to hold Ctrl-C back.
    pub(super) fn begin() -> io::Result<Self> {
        static ENDS: OnceLock<Arc<AtomicBool>> = OnceLock::new();
        if let Some(ends) = ENDS.get() {
            ends.store(false, Ordering::SeqCst);
            return Ok(Self(Arc::clone(ends)));
        }
        let ends = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register_conditional_default(SIGINT, Arc::clone(&ends))?;
        Ok(Self(Arc::clone(ENDS.get_or_init(|| ends))))
    }
}

impl Drop for HeldBack {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Puts the terminal's mode back to what it was. A terminal that is gone is no fault.
fn put_right(before: Option<&Termios>) {
    if let Some(before) = before {
        let _gone = tcsetattr(io::stdin(), OptionalActions::Now, before);
    }
}
