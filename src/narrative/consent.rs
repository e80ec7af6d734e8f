//! The gate: whether a document may be made at all, for whom, and from which passages.
//!
//! Withdrawal acts from then on: the last decision counts. What stays out stays out without a trace;
//! no error and no document says that there is anything.

use std::collections::BTreeMap;

use super::{Edition, NarrativeError, Request, Template};
use crate::chronology::Chronology;
use crate::record::{CaseView, Decision, Notes, PassageRef, PassageView, Scope, SessionKind};

/// Says whether a document may be made, and under which scope it goes to someone.
///
/// # Errors
///
/// Working edition: [`NarrativeError::NoNotes`] without C2, [`NarrativeError::DraftRefused`] once C6
/// was refused or withdrawn. Submission: these, [`NarrativeError::DraftNotAgreed`] without a yes to
/// C6, [`NarrativeError::NoRecipient`], and [`NarrativeError::NotShared`] where none of the template's
/// scopes is in force for that name.
pub(super) fn gate(
    view: &CaseView,
    template: &Template,
    request: &Request,
) -> Result<Option<Scope>, NarrativeError> {
    if !has_notes(view) {
        return Err(NarrativeError::NoNotes);
    }
    match (view.decision(Scope::NARRATIVE), request.edition) {
        (Some(Decision::No | Decision::Withdrawn), _) => Err(NarrativeError::DraftRefused),
        (_, Edition::Working) => Ok(None),
        (Some(Decision::Yes), Edition::Submission) => recipient(view, template, request).map(Some),
        (_, Edition::Submission) => Err(NarrativeError::DraftNotAgreed),
    }
}

/// C2 stands while some session has notes and it was not taken back. A no is about one session, which
/// then has no notes.
fn has_notes(view: &CaseView) -> bool {
    let talks = view
        .sessions
        .iter()
        .filter(|s| s.opened.kind != SessionKind::Desk);
    let kept = talks.filter(|s| s.opened.notes == Notes::Kept).count();
    kept > 0 && view.decision(Scope::NOTES) != Some(Decision::Withdrawn)
}

fn recipient(
    view: &CaseView,
    template: &Template,
    request: &Request,
) -> Result<Scope, NarrativeError> {
    let name = request
        .recipient
        .as_deref()
        .map(str::trim)
        .unwrap_or_default();
    if name.is_empty() {
        return Err(NarrativeError::NoRecipient);
    }
    let scopes: Vec<Scope> = template.recipients.iter().map(|scope| **scope).collect();
    if let Some(scope) = view.scopes_for(name, &scopes).first() {
        return Ok(**scope);
    }
    let known: Vec<String> = scopes.iter().map(Scope::to_string).collect();
    let help = format!(
        "one of {} must be given for exactly that name; ask in a talk, at any prompt of `heard interview CASE`",
        known.join(", ")
    );
    Err(NarrativeError::NotShared {
        recipient: name.to_owned(),
        scopes,
        help: Some(help),
    })
}

/// Returns the passages that may be narrated, in the order of the chronology: nothing private, left
/// out or taken out, no earlier record, nothing about the talk itself, and nothing without a word.
pub(super) fn narratable<'a>(view: &'a CaseView, chronology: &Chronology) -> Vec<PassageView<'a>> {
    let mut passages: BTreeMap<PassageRef, PassageView<'a>> = view
        .passages()
        .filter(may_be_narrated)
        .map(|p| (p.id, p))
        .collect();
    let ordered = chronology.order.iter();
    ordered.filter_map(|id| passages.remove(id)).collect()
}

fn may_be_narrated(passage: &PassageView<'_>) -> bool {
    let answer = &passage.answer.answer;
    let says_something = match &answer.words {
        Some(_) => !passage.text().trim().is_empty(),
        None => answer.value.is_some(),
    };
    let is_aside = answer.asked.as_ref().is_some_and(|asked| asked.aside);
    passage.held.is_none() && answer.earlier.is_none() && !is_aside && says_something
}
