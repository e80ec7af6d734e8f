//! Consent to one more use, or a yes taken back.

use super::super::face::{Face, Line, Turn};
use super::super::page::Page;
use super::super::steps::{numbers, understood};
use super::super::terms::{SCOPES, scope};
use crate::interview::Reply;
use crate::record::{Consent, Decision, Scope};
use crate::text::{Fill, screen as s, spoken};

/// Asks which use, for whom, and what the person said; Enter alone goes back.
pub(super) fn ask(face: &mut Face<'_>) -> Result<Reply, Turn> {
    let scope = which(face)?;
    let recipient = if scope.is_for_recipient() {
        let page = Page::asking(face.t(s::CONSENT_FOR));
        let name = face.ask(&page, Line::bare())?.trim().to_owned();
        if name.is_empty() {
            return Err(Turn::Again);
        }
        Some(name)
    } else {
        None
    };
    let decision = decision(face, scope, recipient.as_deref())?;
    let mut consent = Consent::spoken(scope, decision);
    consent.recipient = recipient;
    if decision == Decision::Yes {
        consent.understood = understood(face)?;
    }
    Ok(Reply::Consent(Box::new(consent)))
}

fn which(face: &mut Face<'_>) -> Result<Scope, Turn> {
    let items = SCOPES.map(|(name, text)| format!("{name}: {}", face.t(text)));
    let page = Page::asking(face.t(s::CONSENT_FORM)).choices(items);
    loop {
        let text = face.ask(&page, Line::bare())?;
        match numbers(&text, SCOPES.len()).as_deref() {
            Some([]) => return Err(Turn::Again),
            Some([index]) => return scope(*index).ok_or(Turn::Again),
            _ => face.notice(s::PICK_NUMBER),
        }
    }
}

fn decision(face: &mut Face<'_>, scope: Scope, recipient: Option<&str>) -> Result<Decision, Turn> {
    let choices = [
        s::YES_CHOICE,
        s::NO_CHOICE,
        s::LATER_CHOICE,
        s::CONSENT_WITHDRAWN,
    ];
    let items = choices.map(|c| face.t(c).to_owned());
    let fill = Fill::new().with("recipient", recipient.unwrap_or_default());
    let asked = spoken::find(&format!("c{}-ask", scope.number()));
    let say = asked.map_or_else(Vec::new, |text| text.lines(face.lang(), &fill));
    let page = Page::asking(face.t(s::CONSENT_WHAT))
        .say(say)
        .choices(items.clone());
    Ok(match face.pick(&page, &items)? {
        0 => Decision::Yes,
        1 => Decision::No,
        2 => Decision::Later,
        _ => Decision::Withdrawn,
    })
}
