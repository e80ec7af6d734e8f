//! Signing seals, and checking them, with minisign keys.

use std::io::Cursor;

use minisign::{KeyPair, PublicKey, SecretKey, SecretKeyBox, SignatureBox};
use secrecy::{ExposeSecret as _, SecretString};

use crate::record::{Log, Seal};

/// A signing key. The text of its file is kept and read for each signature, since the library does not
/// wipe a key that it has read.
#[derive(Debug, Clone)]
pub(super) struct SigningKey {
    secret: SecretString,
    public: String,
}

impl SigningKey {
    /// Draws a new key.
    ///
    /// # Panics
    ///
    /// Where the system has no random numbers.
    pub(super) fn generate() -> Self {
        let pair = KeyPair::generate_unencrypted_keypair().expect("the system has random numbers");
        let boxed = pair.sk.to_box(None).expect("a new key can be written");
        Self {
            secret: boxed.into_string().into(),
            public: pair.pk.to_base64(),
        }
    }

    /// Reads the text of a minisign secret key file without a passphrase.
    pub(super) fn read(text: SecretString) -> Option<Self> {
        let secret = open(&text)?;
        let public = PublicKey::from_secret_key(&secret).ok()?.to_base64();
        Some(Self {
            secret: text,
            public,
        })
    }

    /// Returns the text of the key's file.
    pub(super) fn text(&self) -> &SecretString {
        &self.secret
    }

    /// Returns the public key, as `minisign -P` takes it.
    pub(super) fn public(&self) -> &str {
        &self.public
    }

    /// Seals all entries of a log; `time` is RFC 3339 in UTC, as the device has it.
    ///
    /// # Panics
    ///
    /// Never: the key was read before.
    pub(super) fn seal(&self, log: &Log, time: &str) -> Seal {
        let text = log.seal_text(time);
        let secret = open(&self.secret).expect("the key was read before");
        let signature = minisign::sign(
            None,
            &secret,
            Cursor::new(text.as_bytes()),
            Some("heard seal"),
            Some("signature of heard"),
        );
        Seal {
            n: log.last(),
            kind: "seal".to_owned(),
            text,
            sig: signature.expect("memory can be read").into_string(),
        }
    }
}

fn open(text: &SecretString) -> Option<SecretKey> {
    let boxed = SecretKeyBox::from_string(text.expose_secret()).ok()?;
    boxed.into_unencrypted_secret_key().ok()
}

/// Says whether a seal's signature is by this public key.
pub(super) fn is_signed_by(seal: &Seal, public: &str) -> bool {
    let (Ok(key), Ok(signature)) = (
        PublicKey::from_base64(public),
        SignatureBox::from_string(&seal.sig),
    ) else {
        return false;
    };
    let text = Cursor::new(seal.text.as_bytes());
    minisign::verify(&key, &signature, text, true, false, false).is_ok()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::record::{CaseId, LogId};

    fn sealed(key: &SigningKey) -> Seal {
        let log = Log::new(
            CaseId::new(Uuid::from_u128(1)),
            LogId::new(Uuid::from_u128(2)),
        );
        key.seal(&log, "2026-03-02T09:30:00Z")
    }

    #[test]
    fn a_seal_is_known_by_its_key_and_no_other() {
        let (key, other) = (SigningKey::generate(), SigningKey::generate());
        let seal = sealed(&key);
        assert!(is_signed_by(&seal, key.public()));
        assert!(!is_signed_by(&seal, other.public()));
        assert!(!is_signed_by(&seal, "no key"));
    }

    #[test]
    fn a_changed_seal_is_not_signed() {
        let key = SigningKey::generate();
        let mut seal = sealed(&key);
        seal.text = seal.text.replace("09:30", "09:31");
        assert!(!is_signed_by(&seal, key.public()));
        seal.sig = "no signature".into();
        assert!(!is_signed_by(&seal, key.public()));
    }

    #[test]
    fn a_key_reads_back_and_shows_nothing() {
        let key = SigningKey::generate();
        let again = SigningKey::read(key.text().clone()).unwrap();
        assert_eq!(again.public(), key.public());
        assert!(!format!("{key:?}").contains(key.text().expose_secret()));
        assert!(SigningKey::read("no key".to_owned().into()).is_none());
    }
}
