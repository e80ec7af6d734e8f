//! A talk in this terminal: what the vault, the guide and the key have to do with it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta};
use secrecy::{ExposeSecret as _, SecretString};

use super::failure::{Failure, Status};
use super::house::House;
use super::keeping::Keeping;
use super::out::Out;
use super::play::{house as true_of_house, open};
use super::{cases, clock};
use crate::interview::{Now, Plan, Sitting, Terms, Walk, pace_of};
use crate::record::{Interpreter, Opened, SessionKind};
use crate::terminal::{self, Draft, Drafts, Held, Lock, Mode, Setup};
use crate::text::Lang;
use crate::vault::{Case, DraftFile, Identity, Live, OpenVault, Passphrase, VaultError};

/// How a talk is to be held; a talk that is gone on with goes by what it began with.
#[derive(Debug, Clone)]
pub(super) struct Wishes {
    pub(super) guide: String,
    pub(super) setting: String,
    /// The setting's where it is not said.
    pub(super) pace: Option<String>,
    /// When the talk is to end; after the setting's time where it is not said.
    pub(super) until: Option<NaiveTime>,
    pub(super) language: Lang,
    pub(super) interpreter: Option<Interpreter>,
}

/// Begins a talk, or goes on with the one that is open, and closes it once it is over.
pub(super) fn hold(
    name: &str,
    wishes: &Wishes,
    house: &House,
    out: &mut Out,
) -> Result<(), Failure> {
    let mut vault = house.open()?;
    let now = clock::now()?;
    let mut case = cases::open_or_make(&mut vault, name, now, (house.lang, out))?;
    let (live, mut plan) = open_session(&vault, &case, wishes, house)?;
    let entries = live.entries();
    let mut drafts = Papers(live.drafts());
    let setup = Setup::new(house.lang)
        .plain(house.is_plain())
        .mode(if vault.vault().is_demo() {
            Mode::Demo
        } else {
            Mode::Real
        });
    let mut lock = Key((!vault.vault().is_demo()).then(|| house.identity()));
    let until = wishes.until.or(live.opened().until);
    let before = Walk::resume(Arc::new(plan.clone()), &case.view(), &entries).elapsed();
    if let Some(until) = until {
        plan.terms.planned = Some(before + left_until(until, now)?);
    }
    let keeping = Keeping::new(live);
    let mut sitting = Sitting::resume(Arc::new(plan), &case.view(), &entries, keeping);
    let clock = running(before, now);
    let held = terminal::hold(&mut sitting, &mut drafts, &mut lock, (setup, &clock))?;
    match held {
        Held::Ended(_) => {
            let live = sitting.into_store().into_live();
            Ok(vault.close(live, &mut case, clock().wall)?)
        }
        _ => Err(Failure::said(Status::Interrupted)),
    }
}

fn open_session(
    vault: &OpenVault,
    case: &Case,
    wishes: &Wishes,
    house: &House,
) -> Result<(Live, Plan), Failure> {
    if let Some(live) = vault.resume(case)? {
        let plan = plan(&begun_with(live.opened(), wishes), vault, house)?;
        return Ok((live, plan));
    }
    let plan = plan(wishes, vault, house)?;
    let opened = |opened: &mut Opened| {
        open(&plan, opened);
        opened.until = wishes.until;
    };
    let live = vault.begin(case, SessionKind::Sitting, opened)?;
    Ok((live, plan))
}

/// Returns what a talk began with, as its first entry says.
fn begun_with(opened: &Opened, wishes: &Wishes) -> Wishes {
    let wishes = wishes.clone();
    Wishes {
        guide: opened.guide.as_ref().map_or(wishes.guide, |g| g.id.clone()),
        setting: opened.setting.clone().unwrap_or(wishes.setting),
        pace: opened.pace.clone().or(wishes.pace),
        until: wishes.until.or(opened.until),
        language: opened.language.clone().unwrap_or(wishes.language),
        interpreter: opened.interpreter.clone(),
    }
}

fn plan(wishes: &Wishes, vault: &OpenVault, house: &House) -> Result<Plan, Failure> {
    let library = house.library()?;
    let guide = library.guide(&wishes.guide)?;
    let setting = library.setting(&wishes.setting)?;
    let pace = wishes.pace.as_deref().unwrap_or(pace_of(&guide, &setting));
    let pace = library.pace(pace)?;
    let mut terms = Terms::new(wishes.language.clone(), vault.identity().name());
    terms.interpreter.clone_from(&wishes.interpreter);
    terms.house = true_of_house(vault);
    Ok(Plan::new(guide, pace, setting, terms))
}

/// Returns how much time is left until a time of day.
fn left_until(until: NaiveTime, now: DateTime<FixedOffset>) -> Result<Duration, Failure> {
    (until - now.time()).to_std().map_err(|_| {
        Failure::usage(format!("{} has passed", until.format("%H:%M")))
            .help("name a later time of today by `--until`")
    })
}

/// The clock of a talk: it goes on from where the talk stood, and only forward.
#[expect(
    clippy::disallowed_methods,
    reason = "a talk in a terminal runs by the clock of this machine"
)]
fn running(before: Duration, began: DateTime<FixedOffset>) -> impl Fn() -> Now {
    let started = Instant::now();
    move || {
        let passed = started.elapsed();
        let counted = began + TimeDelta::from_std(passed).unwrap_or(TimeDelta::MAX);
        let wall = clock::unless_set().unwrap_or(counted);
        let elapsed = before + passed;
        Now { wall, elapsed }
    }
}

/// Drafts in the file that the vault has for them.
struct Papers(DraftFile);

impl Drafts for Papers {
    type Error = VaultError;

    fn keep(&mut self, drafts: &[Draft]) -> Result<(), VaultError> {
        if drafts.is_empty() {
            return self.0.clear();
        }
        let text = serde_json::to_string(drafts).expect("a draft has string keys");
        self.0.keep(&text)
    }

    fn kept(&mut self) -> Result<Vec<Draft>, VaultError> {
        let kept = self.0.kept()?;
        // Drafts of a later version, which this one cannot read, are no reason not to go on.
        let read = kept.and_then(|text| serde_json::from_str(text.trim_end()).ok());
        Ok(read.unwrap_or_default())
    }
}

/// What brings the screen back: the passphrase of the key; nothing in a demo vault.
struct Key(Option<PathBuf>);

impl Lock for Key {
    fn is_locked(&self) -> bool {
        self.0.is_some()
    }

    fn opens(&mut self, passphrase: &SecretString) -> bool {
        let typed = Passphrase::typed(passphrase.expose_secret().to_owned());
        self.0
            .as_ref()
            .is_none_or(|path| Identity::unlock(path, &typed).is_ok())
    }
}
