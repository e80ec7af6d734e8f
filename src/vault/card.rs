//! A colleague's card: what others need to share a case with them and to know their seals.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{VaultError, disk};
use crate::record::{Hash, Reader};

/// Who someone is to the team: no secret in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Card {
    /// Initials or a name, as the team knows them.
    pub name: String,
    /// The age recipient, as text.
    pub recipient: String,
    /// The minisign public key, as text.
    pub signing: String,
}

impl Card {
    /// Returns the name of the key: the first 32 hexadecimal digits of SHA-256 over the frame
    /// `heard-key-1`, recipient and signing key, each followed by LF.
    pub fn fingerprint(&self) -> String {
        let frame = format!("heard-key-1\n{}\n{}\n", self.recipient, self.signing);
        Hash::of(frame.as_bytes()).to_string()[..32].to_owned()
    }

    /// Returns the card as a reader of words and of care.
    pub(super) fn reader(&self) -> Reader {
        Reader::new(
            self.fingerprint(),
            self.recipient.clone(),
            self.signing.clone(),
        )
    }

    /// Puts the card into the folder of a vault, where one of the same key may stand already.
    pub(super) fn put_into(&self, people: &Path) -> Result<(), VaultError> {
        disk::make_folder(people)?;
        let path = people.join(format!("{}.pub", self.fingerprint()));
        disk::replace(&path, self.text().as_bytes())
    }

    fn text(&self) -> String {
        let card = serde_json::to_string_pretty(self).expect("a card has string keys");
        card + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_turns_with_either_key_and_not_with_the_name() {
        let card = |name: &str, recipient: &str, signing: &str| Card {
            name: name.into(),
            recipient: recipient.into(),
            signing: signing.into(),
        };
        let print = card("A.B.", "age1x", "RWx").fingerprint();
        assert_eq!(print.len(), 32);
        assert_eq!(card("C.D.", "age1x", "RWx").fingerprint(), print);
        assert_ne!(card("A.B.", "age1y", "RWx").fingerprint(), print);
        assert_ne!(card("A.B.", "age1x", "RWy").fingerprint(), print);
    }
}
