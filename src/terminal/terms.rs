//! Words for what the record has names for.

use crate::record::{Level, Part, Scope};
use crate::text::{Text, UiLang, screen as s};

/// Those who can be present, in the order of the list.
pub(super) const PARTS: [(Part, Text); 11] = [
    (Part::Interpreter, s::PART_INTERPRETER),
    (Part::Companion, s::PART_COMPANION),
    (Part::Representative, s::PART_REPRESENTATIVE),
    (Part::Lawyer, s::PART_LAWYER),
    (Part::Colleague, s::PART_COLLEAGUE),
    (Part::Child, s::PART_CHILD),
    (Part::Officer, s::PART_OFFICER),
    (Part::Employer, s::PART_EMPLOYER),
    (Part::Relative, s::PART_RELATIVE),
    (Part::CoDetainee, s::PART_CO_DETAINEE),
    (Part::Unknown, s::PART_UNKNOWN),
];

/// Observation codes, in the order of the list.
pub(super) const CODES: [(&str, Text); 15] = [
    ("up_breath", s::CODE_UP_BREATH),
    ("up_shake", s::CODE_UP_SHAKE),
    ("up_scan", s::CODE_UP_SCAN),
    ("up_anger", s::CODE_UP_ANGER),
    ("down_stare", s::CODE_DOWN_STARE),
    ("down_slow", s::CODE_DOWN_SLOW),
    ("down_flat", s::CODE_DOWN_FLAT),
    ("down_absent", s::CODE_DOWN_ABSENT),
    ("relive_present_tense", s::CODE_RELIVE_PRESENT_TENSE),
    ("relive_no_response", s::CODE_RELIVE_NO_RESPONSE),
    ("body_pain", s::CODE_BODY_PAIN),
    ("body_faint", s::CODE_BODY_FAINT),
    ("say_die", s::CODE_SAY_DIE),
    ("say_hurt", s::CODE_SAY_HURT),
    ("want_out", s::CODE_WANT_OUT),
];

/// The scopes of consent that are asked for when their use comes up; the talk itself asks for the
/// others.
pub(super) const SCOPES: [(&str, Text); 14] = [
    ("C3", s::SCOPE_C3),
    ("C6", s::SCOPE_C6),
    ("C7", s::SCOPE_C7),
    ("C8", s::SCOPE_C8),
    ("C9", s::SCOPE_C9),
    ("C10", s::SCOPE_C10),
    ("C11", s::SCOPE_C11),
    ("C12", s::SCOPE_C12),
    ("C13", s::SCOPE_C13),
    ("C14", s::SCOPE_C14),
    ("C15", s::SCOPE_C15),
    ("C16", s::SCOPE_C16),
    ("C17", s::SCOPE_C17),
    ("C18", s::SCOPE_C18),
];

/// Returns the scope of a row of [`SCOPES`].
pub(super) fn scope(index: usize) -> Option<Scope> {
    SCOPES.get(index)?.0.parse().ok()
}

/// Returns the name of a level.
pub(super) fn level(level: Level, lang: UiLang) -> &'static str {
    let name = match level.get() {
        0 => s::LEVEL_0,
        1 => s::LEVEL_1,
        2 => s::LEVEL_2,
        3 => s::LEVEL_3,
        _ => s::LEVEL_4,
    };
    name.raw(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_of_the_list_is_one_of_the_record() {
        let scopes: Vec<_> = (0..SCOPES.len()).filter_map(scope).collect();
        assert_eq!(scopes.len(), SCOPES.len());
        assert_eq!(scope(2), Some(Scope::LAWYER));
    }

    #[test]
    fn a_level_has_a_name_in_both_languages() {
        assert_eq!(level(Level::SENSITIVE, UiLang::Da), "følsomt");
        assert_eq!(level(Level::VERY_HEAVY, UiLang::En), "very heavy");
    }
}
