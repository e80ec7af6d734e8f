//! What is being typed, kept while it is typed.
//!
//! The editor puts each state of the text on the [`Tray`]; a thread of its own carries it to
//! [`Drafts`], so that no key waits for a disk.

use std::fmt;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A text that is being typed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it belongs to, such as `ask:leaving-told:1` or `listen`.
    pub place: String,
    /// The text so far.
    pub text: String,
    /// Where the cursor stands, in bytes from the start.
    pub cursor: usize,
}

/// Shows lengths alone.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let characters = self.text.chars().count();
        write!(f, "Draft({}, {characters} characters)", self.place)
    }
}

/// Where drafts are kept: encrypted, on this device, until the reply they become is kept.
pub trait Drafts {
    /// What can go wrong.
    type Error: std::error::Error + Send + Sync + 'static;

    /// Keeps these drafts in place of those before; none clears what was kept.
    ///
    /// # Errors
    ///
    /// Where they were not kept. The talk goes on; the screen says so.
    fn keep(&mut self, drafts: &[Draft]) -> Result<(), Self::Error>;

    /// Returns what was kept when the talk was broken off.
    ///
    /// # Errors
    ///
    /// Where it could not be read.
    fn kept(&mut self) -> Result<Vec<Draft>, Self::Error>;
}

/// Between two saves, so that fast typing does not wear the disk.
const BREATH: Duration = Duration::from_millis(300);

/// The texts that are being typed, shared by the editor and the thread that keeps them.
#[derive(Debug, Default)]
pub(super) struct Tray {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    papers: Vec<Paper>,
    /// Whether a draft may be written to disk just now.
    may_keep: bool,
    due: bool,
    failed: bool,
    /// Whether the keeper may stop.
    closed: Closed,
}

/// Whether anything more is put on a tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Closed {
    #[default]
    No,
    Yes,
}

#[derive(Debug)]
struct Paper {
    draft: Draft,
    keep: bool,
}

impl Tray {
    /// A tray with what was kept before.
    pub(super) fn new(kept: Vec<Draft>) -> Self {
        let papers = kept
            .into_iter()
            .map(|draft| Paper { draft, keep: true })
            .collect();
        let state = State {
            papers,
            ..State::default()
        };
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }

    /// The state is whole between any two statements, so a thread that died does no harm to it.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says whether what is typed from here on may be written to disk.
    pub(super) fn allow(&self, may_keep: bool) {
        self.state().may_keep = may_keep;
    }

    /// Takes in the text of a place as it stands now. What is typed while nothing may be kept is apart
    /// from what was typed before.
    pub(super) fn put(&self, place: &str, text: &str, cursor: usize) {
        let mut state = self.state();
        let keep = state.may_keep;
        let draft = Draft {
            place: place.to_owned(),
            text: text.to_owned(),
            cursor,
        };
        let found = state.find(place);
        match found.map(|index| &mut state.papers[index]) {
            Some(paper) if paper.draft == draft => return,
            Some(paper) => paper.draft = draft,
            None if text.is_empty() => return,
            None => state.papers.push(Paper { draft, keep }),
        }
        state.due |= keep;
        self.changed.notify_all();
    }

    /// Returns the text of a place and where its cursor was.
    pub(super) fn get(&self, place: &str) -> Option<(String, usize)> {
        let state = self.state();
        let paper = &state.papers[state.find(place)?];
        Some((paper.draft.text.clone(), paper.draft.cursor))
    }

    /// Forgets the text of a place: it was kept as a reply, or thrown away.
    pub(super) fn forget(&self, place: &str) {
        let mut state = self.state();
        if let Some(index) = state.find(place) {
            let paper = state.papers.remove(index);
            state.due |= paper.keep;
            self.changed.notify_all();
        }
    }

    /// Forgets all that was typed while nothing was kept.
    pub(super) fn forget_unkept(&self) {
        self.state().papers.retain(|paper| paper.keep);
    }

    /// Forgets every text: the session is over.
    pub(super) fn clear(&self) {
        let mut state = self.state();
        state.due |= state.papers.iter().any(|paper| paper.keep);
        state.papers.clear();
        self.changed.notify_all();
    }

    /// Returns the places that hold a text which may be kept.
    pub(super) fn places(&self) -> Vec<String> {
        let state = self.state();
        let full = state
            .papers
            .iter()
            .filter(|paper| paper.keep == state.may_keep && !paper.draft.text.trim().is_empty());
        full.map(|paper| paper.draft.place.clone()).collect()
    }

    /// Says whether the last save failed.
    pub(super) fn has_failed(&self) -> bool {
        self.state().failed
    }

    /// Says whether there is a text on disk or on its way there.
    pub(super) fn holds_kept(&self) -> bool {
        self.state().papers.iter().any(|paper| paper.keep)
    }

    /// Lets the keeper finish and stop.
    pub(super) fn close(&self) {
        self.state().closed = Closed::Yes;
        self.changed.notify_all();
    }

    /// Keeps what changes until the tray is closed.
    pub(super) fn keep_all<D: Drafts>(&self, drafts: &mut D) {
        loop {
            let mut state = self.state();
            while !state.due && state.closed == Closed::No {
                state = self
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            if !state.due {
                return;
            }
            state.due = false;
            let due: Vec<Draft> = state.kept().cloned().collect();
            drop(state);
            let failed = drafts.keep(&due).is_err();
            let mut state = self.state();
            state.failed = failed;
            if state.closed == Closed::No {
                let open = |state: &mut State| state.closed == Closed::No;
                drop(self.changed.wait_timeout_while(state, BREATH, open));
            }
        }
    }
}

impl State {
    /// A text typed while nothing may be kept is another than that of the same place typed before.
    fn find(&self, place: &str) -> Option<usize> {
        let same = |p: &Paper| p.draft.place == place && p.keep == self.may_keep;
        self.papers.iter().position(same)
    }

    fn kept(&self) -> impl Iterator<Item = &Draft> {
        let kept = self.papers.iter().filter(|paper| paper.keep);
        kept.map(|paper| &paper.draft)
            .filter(|draft| !draft.text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[derive(Default)]
    struct Shelf(Vec<Vec<Draft>>);

    impl Drafts for Shelf {
        type Error = Infallible;

        fn keep(&mut self, drafts: &[Draft]) -> Result<(), Infallible> {
            self.0.push(drafts.to_vec());
            Ok(())
        }

        fn kept(&mut self) -> Result<Vec<Draft>, Infallible> {
            Ok(self.0.last().cloned().unwrap_or_default())
        }
    }

    fn shelve(tray: &Tray) -> Vec<Draft> {
        let mut shelf = Shelf::default();
        tray.close();
        tray.keep_all(&mut shelf);
        shelf.kept().unwrap()
    }

    #[test]
    fn a_text_is_kept_with_its_place_and_cursor() {
        let tray = Tray::default();
        tray.allow(true);
        tray.put("ask:x:1", "We walked", 3);
        let kept = shelve(&tray);
        assert_eq!((kept[0].place.as_str(), kept[0].cursor), ("ask:x:1", 3));
        assert_eq!(kept[0].text, "We walked");
    }

    #[test]
    fn what_is_typed_while_nothing_may_be_kept_never_reaches_the_disk() {
        let tray = Tray::default();
        tray.put("listen", "secret", 6);
        assert_eq!(shelve(&tray), []);
        assert_eq!(tray.get("listen"), Some(("secret".into(), 6)));
    }

    #[test]
    fn a_text_of_before_off_comes_back_and_that_of_off_is_gone() {
        let tray = Tray::default();
        tray.allow(true);
        tray.put("ask:x:1", "before", 6);
        tray.allow(false);
        assert_eq!(tray.get("ask:x:1"), None);
        tray.put("ask:x:1", "meanwhile", 9);
        tray.forget_unkept();
        tray.allow(true);
        assert_eq!(tray.get("ask:x:1"), Some(("before".into(), 6)));
        assert_eq!(shelve(&tray).len(), 1);
    }

    #[test]
    fn a_text_that_became_a_reply_is_cleared_from_the_disk() {
        let tray = Tray::new(vec![Draft {
            place: "listen".into(),
            text: "x".into(),
            cursor: 1,
        }]);
        tray.allow(true);
        tray.forget("listen");
        let mut shelf = Shelf::default();
        tray.close();
        tray.keep_all(&mut shelf);
        assert_eq!(shelf.0, [Vec::new()]);
    }

    #[test]
    fn debug_shows_no_word() {
        let draft = Draft {
            place: "listen".into(),
            text: "secret".into(),
            cursor: 0,
        };
        assert_eq!(format!("{draft:?}"), "Draft(listen, 6 characters)");
    }
}
