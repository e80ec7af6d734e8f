//! The ledger of consent.

use chrono::{DateTime, FixedOffset};

use super::CaseView;
use crate::record::{Consent, Decision, EntryRef, Scope};

impl CaseView {
    /// Returns the ledger, oldest first: entry, time, answer.
    pub fn ledger(&self) -> &[(EntryRef, DateTime<FixedOffset>, Consent)] {
        &self.consents
    }

    /// Returns the last decision about a scope, whoever it was for.
    pub fn decision(&self, scope: Scope) -> Option<Decision> {
        self.consents
            .iter()
            .rfind(|(.., c)| c.scope == scope)
            .map(|(.., c)| c.decision)
    }

    /// Returns the last decision about a scope for this name; letters may be large or small.
    pub fn decision_for(&self, scope: Scope, recipient: &str) -> Option<Decision> {
        let same = |c: &Consent| {
            c.recipient
                .as_deref()
                .is_some_and(|r| same_name(r, recipient))
                && c.scope == scope
        };
        self.consents
            .iter()
            .rfind(|(.., c)| same(c))
            .map(|(.., c)| c.decision)
    }

    /// Returns the scopes among `scopes` in force for this name.
    pub fn scopes_for<'a>(&self, recipient: &str, scopes: &'a [Scope]) -> Vec<&'a Scope> {
        let yes = |s: &&Scope| self.decision_for(**s, recipient) == Some(Decision::Yes);
        scopes.iter().filter(yes).collect()
    }
}

fn same_name(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}
