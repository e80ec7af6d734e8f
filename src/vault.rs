//! Where cases live: the only writer of case data.
//!
//! A [`Vault`] is a folder of encrypted files; with an [`Identity`] it becomes an [`OpenVault`], from
//! which a [`Case`] is read and a [`Live`] session written. What a call returned is on the disk: each
//! file is written beside its place, synced, renamed, and its folder synced. Of what a person said only
//! ciphertext is ever written. The exact format is docs/format.md, what it promises docs/security.md.
//!
//! Always holds: a case is readable by its readers with stock `age`; each closed log ends in a seal that
//! stock `minisign` verifies; nothing here decides what is asked or narrated.

mod card;
mod case;
mod case_file;
mod case_keys;
mod check;
mod crypt;
mod device;
mod disk;
mod draft_file;
mod erase;
mod error;
mod identity;
mod live;
mod lock;
mod open;
mod random;
mod root;
mod signing;
mod write;

pub use card::Card;
pub use case::{Case, CaseLine};
pub use check::Trouble;
pub use disk::{create_document, make_folder, replace_document};
pub use draft_file::DraftFile;
pub use error::VaultError;
pub use identity::{Identity, Passphrase, ScryptFactor};
pub use live::Live;
pub use open::OpenVault;
pub use root::{Purpose, Vault};
pub use write::NewSession;

#[cfg(test)]
mod tests;
