//! The frames that are hashed. Only decoded strings are, never JSON written anew.
//!
//! ```text
//! commit  = SHA-256( "heard-commit-1" LF salt LF body )
//! link(0) = SHA-256( "heard-chain-1" LF case LF )
//! link(n) = SHA-256( "heard-link-1" LF link(n-1) LF n LF kind LF commit LF )
//! seal    = "heard-seal-1" LF "case " case LF "last " n LF "link " link(n) LF "time " UTC LF
//! ```
//!
//! Each field before the free text has a fixed alphabet without LF and the free text comes last, so
//! that no two frames can be taken for each other. A frame is never changed without a new number.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{CaseId, Kind, StyleError};

macro_rules! hex_name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; 32]);

        impl $name {
            /// Wraps the bytes.
            pub const fn new(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = StyleError;

            fn from_str(text: &str) -> Result<Self, StyleError> {
                let bytes = HEXLOWER.decode(text.as_bytes()).ok().and_then(|b| b.try_into().ok());
                let fault = || StyleError { name: text.into(), wanted: "64 lower-case hexadecimal digits" };
                bytes.map(Self).ok_or_else(fault)
            }
        }

        impl TryFrom<String> for $name {
            type Error = StyleError;

            fn try_from(text: String) -> Result<Self, StyleError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    };
}

hex_name! {
    /// A SHA-256 hash, written as 64 lower-case hexadecimal digits.
    Hash
}
hex_name! {
    /// 32 random bytes that keep a short body from being guessed by its commitment.
    Salt
}

impl Hash {
    /// Returns SHA-256 of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

fn frame(name: &str, parts: &[&str]) -> Hash {
    let mut hash = Sha256::new();
    hash.update(name);
    for part in parts {
        hash.update("\n");
        hash.update(part);
    }
    Hash(hash.finalize().into())
}

/// Returns the commitment to a body.
pub fn commit(salt: &Salt, body: &str) -> Hash {
    frame("heard-commit-1", &[&salt.to_string(), body])
}

/// Returns the link with which every log of a case begins.
pub fn first_link(case: CaseId) -> Hash {
    frame("heard-chain-1", &[&case.to_string(), ""])
}

/// Returns the link of entry `n`.
pub fn link(before: &Hash, n: u32, kind: &Kind, commit: &Hash) -> Hash {
    let (before, n, commit) = (before.to_string(), n.to_string(), commit.to_string());
    frame("heard-link-1", &[&before, &n, kind.as_str(), &commit, ""])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frames_are_those_of_the_documented_format() {
        let case: CaseId = "00000000-0000-0000-0000-000000000001".parse().unwrap();
        let want = Hash::of(b"heard-chain-1\n00000000-0000-0000-0000-000000000001\n");
        assert_eq!(first_link(case), want);
        let salt = Salt::new([7; 32]);
        let framed = format!("heard-commit-1\n{salt}\nhello\n");
        assert_eq!(commit(&salt, "hello\n"), Hash::of(framed.as_bytes()));
        let framed = format!("heard-link-1\n{want}\n3\nwords\n{want}\n");
        assert_eq!(
            link(&want, 3, &Kind::WORDS, &want),
            Hash::of(framed.as_bytes())
        );
    }

    #[test]
    fn another_salt_gives_another_commitment() {
        assert_ne!(
            commit(&Salt::new([1; 32]), "no"),
            commit(&Salt::new([2; 32]), "no")
        );
    }

    #[test]
    fn a_hash_is_read_from_lower_case_digits_alone() {
        let hash = Hash::of(b"x");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert!(hash.to_string().to_uppercase().parse::<Hash>().is_err());
        assert!("00".parse::<Hash>().is_err());
    }
}
