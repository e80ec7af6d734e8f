//! Each step of the talk as a page, and what was typed as a reply to it.

mod agenda;
mod ask;
mod check_in;
mod choices;
mod closing;
mod dating;
mod readback;
mod who;

pub(super) use ask::place;
pub(super) use choices::understood;

use super::face::{Face, Turn};
use crate::interview::{Reply, Shown, Step, Walk};

/// Shows a step and returns the reply to it; a control comes back as a turn.
pub(super) fn ask(face: &mut Face<'_>, walk: &Walk, shown: &Shown) -> Result<Reply, Turn> {
    match &shown.step {
        Step::Safety { hear } => choices::safety(face, hear),
        Step::Who { hear } => who::ask(face, walk, hear),
        Step::Hold { hear } => who::hold(face, hear),
        Step::Say { hear } => choices::say(face, hear),
        Step::Consent { scope, hear } => choices::consent(face, *scope, hear),
        Step::CheckIn { hear, scale } => check_in::ask(face, hear, scale),
        Step::Agenda { hear, topics } => agenda::agree(face, hear, topics),
        Step::Choose { hear, topics } => agenda::choose(face, hear, topics),
        Step::Permission { hear } => choices::permission(face, hear),
        Step::Ask(asking) => ask::put(face, walk, asking),
        Step::More { hear } | Step::OfferBreak { hear } | Step::ReadbackOffer { hear } => {
            choices::yes_or_no(face, hear)
        }
        Step::Stay { hear } => choices::stay(face, hear),
        Step::Away { hear } => choices::away(face, hear),
        Step::Ground { hear, exercises } => choices::ground(face, hear, exercises),
        Step::Dating {
            hear,
            about,
            answer,
        } => dating::ask(face, walk, (hear, about, answer)),
        Step::Readback(piece) => readback::ask(face, piece),
        Step::LeavingPlan { hear } => closing::plan(face, hear),
        Step::Close { hear, .. } => closing::next(face, hear),
        Step::Ended => Err(Turn::Again),
    }
}

/// Returns what one of the replies of a question means to another step: the person can decline, put off
/// or leave out whatever is on the screen. `None` where the step needs an answer of its own.
pub(super) fn instead(step: &Step, reply: &Reply) -> Option<Reply> {
    let later = matches!(reply, Reply::Later | Reply::Unknown | Reply::Forgotten);
    Some(match step {
        Step::Dating { .. } if matches!(reply, Reply::Told | Reply::Later) => Reply::Declined,
        Step::Ask(_) | Step::Dating { .. } => reply.clone(),
        _ if *reply == Reply::Told => return None,
        Step::Consent { .. } if later => Reply::Decide(crate::record::Decision::Later, None),
        Step::Consent { .. } => Reply::Decide(crate::record::Decision::No, None),
        Step::Permission { .. } if later => Reply::Later,
        Step::Permission { .. }
        | Step::More { .. }
        | Step::OfferBreak { .. }
        | Step::ReadbackOffer { .. } => Reply::No,
        Step::CheckIn { .. } => Reply::Feel(crate::interview::Feeling::default()),
        Step::Agenda { .. } => Reply::Agree(Vec::new()),
        Step::Choose { .. } => Reply::Choose(None),
        Step::Say { .. } | Step::Stay { .. } | Step::Ground { .. } => Reply::Go,
        Step::Readback(_) => Reply::Verdict(crate::record::Verdict::Later, None),
        Step::LeavingPlan { .. } => Reply::Plan(None),
        Step::Close { .. } => Reply::Next(None),
        Step::Safety { .. }
        | Step::Who { .. }
        | Step::Hold { .. }
        | Step::Away { .. }
        | Step::Ended => return None,
    })
}

/// Reads numbers from 1 on, parted by spaces or commas; `None` where something else stands there.
pub(super) fn numbers(text: &str, most: usize) -> Option<Vec<usize>> {
    let parts = text.split([' ', ',']).filter(|part| !part.is_empty());
    let read = |part: &str| part.parse().ok().filter(|n| (1..=most).contains(n));
    parts.map(|part| read(part).map(|n| n - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Decision, Scope};

    #[test]
    fn numbers_are_read_with_spaces_or_commas() {
        assert_eq!(numbers("1 3", 4), Some(vec![0, 2]));
        assert_eq!(numbers("2,4", 4), Some(vec![1, 3]));
        assert_eq!(numbers("", 4), Some(vec![]));
        assert_eq!(numbers("5", 4), None);
        assert_eq!(numbers("1 my sister", 4), None);
    }

    #[test]
    fn declining_and_putting_off_mean_something_to_every_step_but_those_about_safety() {
        let hear = Vec::new;
        let consent = Step::Consent {
            scope: Scope::TALK,
            hear: hear(),
        };
        let decide = |decision| Some(Reply::Decide(decision, None));
        assert_eq!(instead(&consent, &Reply::Declined), decide(Decision::No));
        assert_eq!(instead(&consent, &Reply::Later), decide(Decision::Later));
        let say = Step::Say { hear: hear() };
        assert_eq!(instead(&say, &Reply::Declined), Some(Reply::Go));
        let safety = Step::Safety { hear: hear() };
        assert_eq!(instead(&safety, &Reply::Declined), None);
    }
}
