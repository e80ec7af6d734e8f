//! Playing answer scripts into a demo vault, through the real engine.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::failure::Failure;
use super::keeping::{KeepError, Keeping};
use crate::guide::{Guide, Library, Pace, Setting};
use crate::interview::{Plan, Player, Script, Sitting, SittingError, Terms, pace_of};
use crate::record::{
    Content, EndedBy, Entry, GuideRef, LogId, Opened, SessionKind, SessionView, Via,
};
use crate::text::{Fill, Lang};
use crate::vault::{Case, Live, NewSession, OpenVault};

/// The most replies of one session: more would be a script that never ends.
const MOST_REPLIES: usize = 10_000;

/// How far apart the sessions of a script are that do not say when they begin.
const BETWEEN: TimeDelta = TimeDelta::days(7);

/// Where scripts are played.
pub(super) struct Stage<'a> {
    pub(super) vault: &'a mut OpenVault,
    pub(super) library: &'a Library,
    /// When the first session begins that does not say.
    pub(super) now: DateTime<FixedOffset>,
}

/// Checks all sessions of a script, before anything is made for it.
pub(super) fn check(scripts: &[Script], library: &Library) -> Result<(), Failure> {
    for script in scripts {
        script.check(&Goes::by(library, script)?.guide)?;
    }
    times(scripts, DateTime::UNIX_EPOCH.into()).map(drop)
}

/// Returns when each session begins.
fn times(
    scripts: &[Script],
    now: DateTime<FixedOffset>,
) -> Result<Vec<DateTime<FixedOffset>>, Failure> {
    let mut times = Vec::new();
    let mut next = now;
    for script in scripts {
        if let Some(starts) = &script.session.starts {
            next = starts.parse().map_err(|_| {
                let at = starts.place(&script.file);
                Failure::given(format!("{at}: `{}` is no time", **starts))
                    .help("write it as RFC 3339, such as 2026-03-02T10:00:00+01:00")
            })?;
        }
        times.push(next);
        next += BETWEEN;
    }
    Ok(times)
}

/// What came of one session of a script.
pub(super) struct Played {
    /// When it began.
    pub(super) starts: DateTime<FixedOffset>,
    /// How it ended.
    pub(super) ended: Option<EndedBy>,
    /// What was never reached, with lines.
    pub(super) unreached: Vec<String>,
    /// It was held before, and nothing was done.
    pub(super) before: bool,
}

impl Stage<'_> {
    /// Plays the sessions of a script that was checked; `tell` hears of each when it is over.
    pub(super) fn play_all(
        &mut self,
        case: &mut Case,
        scripts: &[Script],
        mut tell: impl FnMut(&Played, &Case),
    ) -> Result<(), Failure> {
        let times = times(scripts, self.now)?;
        let open = self.open_session(case, &times)?;
        for (index, (script, starts)) in scripts.iter().zip(times).enumerate() {
            let skip = open.as_ref().is_some_and(|(at, _)| index < *at);
            let played = if skip || was_held(case, script, starts) {
                Played {
                    starts,
                    ended: None,
                    unreached: Vec::new(),
                    before: true,
                }
            } else {
                self.play(case, script, starts)?
            };
            tell(&played, case);
        }
        Ok(())
    }

    /// Returns which session of the script is open, if one is: a program that was killed left it so.
    fn open_session(
        &self,
        case: &Case,
        times: &[DateTime<FixedOffset>],
    ) -> Result<Option<(usize, DateTime<FixedOffset>)>, Failure> {
        let Some(began) = self.vault.resume(case)?.as_ref().and_then(began) else {
            return Ok(None);
        };
        let same = times.iter().position(|time| *time == began);
        Ok(Some((same.unwrap_or(0), began)))
    }

    fn play(
        &mut self,
        case: &mut Case,
        script: &Script,
        starts: DateTime<FixedOffset>,
    ) -> Result<Played, Failure> {
        let plan = Arc::new(plan(self.vault, self.library, script)?);
        let before = case.view();
        let (keeping, starts) = if let Some(live) = self.vault.resume(case)? {
            let began = began(&live).unwrap_or(starts);
            (Keeping::again(live), began)
        } else {
            let opened = |opened: &mut Opened| open(&plan, opened);
            let live = self.vault.begin(case, SessionKind::Sitting, opened)?;
            (Keeping::new(live), starts)
        };
        let mut sitting = Sitting::resume(plan, &before, &[], keeping);
        let mut player = Player::new(script.clone(), starts);
        hold(&mut sitting, &mut player)?;
        let ended = sitting.walk().ended();
        let view = sitting.walk().case().clone();
        if sitting.store().is_behind() {
            return Err(KeepError::OtherScript.into());
        }
        let live = sitting.into_store().into_live();
        // Before the talk is closed, so that a kill in between leaves it open and it is played again.
        let by = self.vault.identity().name().to_owned();
        let afterwards = player.afterwards(&view, &by);
        let at = player.now().wall;
        if live.is_begun() && !afterwards.is_empty() && !is_written_up(case, live.opened().log) {
            let session = NewSession::desk(at, afterwards);
            self.vault.write_session(case, session, |_| ())?;
        }
        self.vault.close(live, case, at)?;
        Ok(Played {
            starts,
            ended,
            unreached: player.unreached(),
            before: false,
        })
    }
}

fn hold(sitting: &mut Sitting<Keeping>, player: &mut Player) -> Result<(), Failure> {
    for _ in 0..MOST_REPLIES {
        let shown = sitting.step(player.now());
        let Some(reply) = player.reply(sitting.walk(), &shown) else {
            return Ok(());
        };
        let done = sitting.reply(&shown.id, reply, player.now());
        done.map_err(|fault| match (fault, player.at()) {
            (SittingError::Reply(fault), Some(at)) => Failure::from(fault).while_doing(at),
            (SittingError::Reply(fault), None) => Failure::from(fault),
            (SittingError::Store(fault), _) => Failure::from(fault),
        })?;
    }
    Err(Failure::given("the script does not come to an end").help("end it with `{control: stop}`"))
}

/// Says whether what belongs to a talk afterwards stands in the case already: the program was ended
/// between writing it and closing the talk.
fn is_written_up(case: &Case, talk: LogId) -> bool {
    let entries = case.logs().iter().flat_map(|log| &log.entries);
    let mut refs = entries
        .filter_map(Entry::body)
        .filter(|body| body.via == Via::Desk)
        .flat_map(|body| &body.refs);
    refs.any(|reference| reference.to.log == talk)
}

/// Returns when a talk began: before its first turn, by as much as that says had passed.
fn began(live: &Live) -> Option<DateTime<FixedOffset>> {
    live.entries().iter().find_map(|entry| {
        let body = entry.body()?;
        let Content::Turn(turn) = &body.what else {
            return None;
        };
        let elapsed = i64::try_from(turn.elapsed_ms).ok()?;
        Some(body.at - TimeDelta::milliseconds(elapsed))
    })
}

/// Says whether the session of a script that says when it begins is in the case already.
fn was_held(case: &Case, script: &Script, starts: DateTime<FixedOffset>) -> bool {
    let began = |session: &SessionView| {
        let elapsed = session.turns.first().map_or(0, |turn| turn.elapsed_ms);
        session.at - TimeDelta::milliseconds(i64::try_from(elapsed).unwrap_or(0))
    };
    let view = case.view();
    let mut sittings = view
        .sessions
        .iter()
        .filter(|s| s.opened.kind == SessionKind::Sitting);
    script.session.starts.is_some() && sittings.any(|session| began(session) == starts)
}

/// Puts together what a session of a script goes by.
fn plan(vault: &OpenVault, library: &Library, script: &Script) -> Result<Plan, Failure> {
    let session = &script.session;
    let language = session
        .language
        .as_deref()
        .cloned()
        .unwrap_or_else(Lang::en);
    let mut terms = Terms::new(language, vault.identity().name());
    terms.interpreter.clone_from(&session.interpreter);
    terms.house = house(vault);
    let Goes {
        guide,
        pace,
        setting,
    } = Goes::by(library, script)?;
    Ok(Plan::new(guide, pace, setting, terms))
}

/// What a session of a script goes by.
struct Goes {
    guide: Guide,
    pace: Pace,
    setting: Setting,
}

impl Goes {
    fn by(library: &Library, script: &Script) -> Result<Self, Failure> {
        let session = &script.session;
        let setting = session.setting.as_ref().map_or("office", |s| s.as_str());
        let setting = library.setting(setting)?;
        let guide = library.guide(&session.guide)?;
        let asked = session.pace.as_ref().map(|pace| pace.as_str());
        let pace = asked.unwrap_or(pace_of(&guide, &setting));
        let pace = library.pace(pace)?;
        Ok(Self {
            guide,
            pace,
            setting,
        })
    }
}

/// Returns what the opening says of the house.
pub(super) fn house(vault: &OpenVault) -> Fill {
    Fill::new()
        .with("name", vault.identity().name())
        .with("organisation", vault.identity().organisation())
}

/// Says in the record what a talk goes by.
pub(super) fn open(plan: &Plan, opened: &mut Opened) {
    let reference: GuideRef = plan.guide.reference();
    opened.guide = Some(reference);
    opened.setting = Some(plan.setting.setting.to_string());
    opened.pace = Some(plan.pace.pace.to_string());
    opened.language = Some(plan.terms.language.clone());
    opened.interpreter.clone_from(&plan.terms.interpreter);
    opened.taken = plan.terms.taken;
}
