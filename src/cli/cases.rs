//! Which case is meant: found by its name, or made.

use std::io::IsTerminal as _;

use chrono::{DateTime, FixedOffset};
use dialoguer::Select;

use super::failure::{Failure, Status};
use super::out::Out;
use crate::record::CaseId;
use crate::text::screen::{CASE_CANCEL, CASE_MAKE, CASE_NONE_YET};
use crate::text::{Fill, UiLang, for_terminal};
use crate::vault::{Case, OpenVault};

/// Opens a case that must be there.
pub(super) fn open(vault: &mut OpenVault, name: &str) -> Result<Case, Failure> {
    let id = vault.find(name)?;
    Ok(vault.open_case(id)?)
}

/// Opens a case whose record must hold.
pub(super) fn open_verified(vault: &mut OpenVault, name: &str) -> Result<Case, Failure> {
    let case = open(vault, name)?;
    case.verified()?;
    Ok(case)
}

/// Opens the case of exactly this label or id, or makes it: on a terminal after asking, with near labels
/// shown; else it is done and said.
pub(super) fn open_or_make(
    vault: &mut OpenVault,
    name: &str,
    at: DateTime<FixedOffset>,
    surroundings: (UiLang, &mut Out),
) -> Result<Case, Failure> {
    let (lang, out) = surroundings;
    let labels = vault.labels()?;
    let exact = labels
        .iter()
        .find(|(id, label)| label == name || id.to_string() == name);
    if let Some((id, _)) = exact {
        return Ok(warned(vault.open_case(*id)?, out));
    }
    let asks = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if asks && let Some(id) = choose(name, &labels, lang)? {
        return Ok(warned(vault.open_case(id)?, out));
    }
    let case = vault.make_case(name, at)?;
    if !asks {
        out.progress(&format!("Made the case {name}"));
    }
    Ok(case)
}

/// Says what does not hold: a talk goes on all the same, since it only adds.
fn warned(case: Case, out: &mut Out) -> Case {
    for trouble in case.troubles() {
        out.note(&format!("warning: {trouble}"));
    }
    case
}

/// Asks whether one of the cases is meant; `None` makes a new one.
fn choose(
    name: &str,
    labels: &[(CaseId, String)],
    lang: UiLang,
) -> Result<Option<CaseId>, Failure> {
    let name = for_terminal(name);
    let near: Vec<&(CaseId, String)> = labels.iter().filter(|(_, l)| is_near(l, &name)).collect();
    let make = CASE_MAKE.say(lang, &Fill::new().with("label", name.as_ref()));
    let mut items = vec![make];
    items.extend(
        near.iter()
            .map(|(_, label)| for_terminal(label).into_owned()),
    );
    items.push(CASE_CANCEL.raw(lang).to_owned());
    let asked = Select::new()
        .with_prompt(CASE_NONE_YET.say(lang, &Fill::new().with("label", name.as_ref())))
        .items(&items)
        .default(0)
        .interact_opt()
        .map_err(|dialoguer::Error::IO(error)| Failure::outside(error))?;
    match asked {
        Some(0) => Ok(None),
        Some(index) if index <= near.len() => Ok(Some(near[index - 1].0)),
        _ => Err(Failure::of(
            Status::Interrupted,
            anyhow::anyhow!("nothing was made"),
        )),
    }
}

fn is_near(label: &str, name: &str) -> bool {
    let (label, name) = (label.to_lowercase(), name.to_lowercase());
    label.starts_with(&name) || crate::text::near::nearest(&name, [label.as_str()]).is_some()
}
