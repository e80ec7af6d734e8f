//! Your key: with it you open what was encrypted to you, and seal what you close.

use std::fmt;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use age::x25519::{Identity as AgeKey, Recipient};
use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use super::signing::SigningKey;
use super::{Card, VaultError, crypt, disk};

/// What protects a key: at least [`Passphrase::SHORTEST`] characters.
#[derive(Debug, Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// The least number of characters of a new passphrase.
    pub const SHORTEST: usize = 10;

    /// A passphrase as it was typed to open a key.
    pub fn typed(text: String) -> Self {
        Self(text.into())
    }

    /// A passphrase for a new key.
    ///
    /// # Errors
    ///
    /// [`VaultError::ShortPassphrase`].
    pub fn new(text: String) -> Result<Self, VaultError> {
        if text.chars().count() < Self::SHORTEST {
            return Err(VaultError::ShortPassphrase);
        }
        Ok(Self(text.into()))
    }
}

/// How much work it is to try a passphrase: two to this power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScryptFactor(pub u8);

impl Default for ScryptFactor {
    /// 18, as stock `age -p` has it: half a second and 256 MB of memory for each try.
    fn default() -> Self {
        Self(18)
    }
}

/// The greatest factor that is tried: a file cannot make this machine work for hours.
const MOST_WORK: u8 = 22;

const HEAD: &str = "# heard key 1";

/// Your key, opened. Shows no secret.
#[derive(Clone)]
pub struct Identity {
    own: AgeKey,
    /// For what belongs to this device: its public half stands nowhere, so that nobody else can write
    /// a file that this key opens.
    state: AgeKey,
    signing: SigningKey,
    card: Card,
    /// Where the owner works, as the person is told; "" where it is not said.
    organisation: String,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({})", self.card.fingerprint())
    }
}

impl Identity {
    /// Draws a new key for someone with these initials or this name.
    pub fn generate(name: &str) -> Self {
        let own = AgeKey::generate();
        let signing = SigningKey::generate();
        let card = Card {
            name: one_line(name),
            recipient: own.to_public().to_string(),
            signing: signing.public().to_owned(),
        };
        Self {
            own,
            state: AgeKey::generate(),
            signing,
            card,
            organisation: String::new(),
        }
    }

    /// The same key of someone who works here, as the person is told at the opening.
    #[must_use]
    pub fn at(self, organisation: &str) -> Self {
        let organisation = one_line(organisation);
        Self {
            organisation,
            ..self
        }
    }

    /// Returns where the owner works; "" where it is not said.
    pub fn organisation(&self) -> &str {
        &self.organisation
    }

    /// Returns what others need to know of this key.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// Returns initials or name, as entries carry them.
    pub fn name(&self) -> &str {
        &self.card.name
    }

    pub(super) fn keys(&self) -> &[AgeKey] {
        std::slice::from_ref(&self.own)
    }

    pub(super) fn state_keys(&self) -> &[AgeKey] {
        std::slice::from_ref(&self.state)
    }

    pub(super) fn state_recipient(&self) -> Recipient {
        self.state.to_public()
    }

    pub(super) fn recipient(&self) -> Recipient {
        self.own.to_public()
    }

    pub(super) fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// Writes the key to a new file, protected by a passphrase, and its signing key beside it.
    ///
    /// # Errors
    ///
    /// [`VaultError::Exists`] where there is a key already, [`VaultError::Disk`].
    pub fn store(
        &self,
        path: &Path,
        passphrase: &Passphrase,
        factor: ScryptFactor,
    ) -> Result<(), VaultError> {
        if disk::read_if_there(path)?.is_some() {
            return Err(VaultError::Exists(path.to_path_buf()));
        }
        if let Some(folder) = path.parent() {
            disk::make_folder(folder)?;
        }
        // The signing key first: without the key beside it, it is of no use and may be written over.
        let signing = self.signing.text().expose_secret();
        let signing = crypt::encrypt(signing.as_bytes(), &[self.recipient()]);
        disk::replace(&signing_path(path), &signing)?;
        disk::create(path, &self.locked(passphrase, factor))
    }

    /// Protects the key by another passphrase.
    ///
    /// # Errors
    ///
    /// [`VaultError::Disk`]; the old passphrase still opens the key then.
    pub fn change_passphrase(
        &self,
        path: &Path,
        passphrase: &Passphrase,
        factor: ScryptFactor,
    ) -> Result<(), VaultError> {
        disk::replace(path, &self.locked(passphrase, factor))
    }

    /// Opens a key.
    ///
    /// # Errors
    ///
    /// [`VaultError::NoIdentity`], [`VaultError::WrongPassphrase`], [`VaultError::BadIdentity`] where
    /// the file or the signing key beside it is something else, [`VaultError::Damaged`].
    pub fn unlock(path: &Path, passphrase: &Passphrase) -> Result<Self, VaultError> {
        let cipher =
            disk::read_if_there(path)?.ok_or_else(|| VaultError::NoIdentity(path.to_path_buf()))?;
        let text = unlocked(path, &cipher, passphrase)?;
        let beside = signing_path(path);
        let signing = disk::read_if_there(&beside)?.ok_or_else(|| VaultError::BadIdentity {
            path: beside.clone(),
            why: "the signing key that belongs to it is missing",
        })?;
        let parts = Parts::read(path, &text)?;
        let signing = crypt::decrypt_text(&beside, &signing, std::slice::from_ref(&parts.own))?;
        parts.with_signing(&beside, &signing)
    }

    /// Reads the public key of a demo vault.
    pub(super) fn read_open(key: &Path, signing: &Path) -> Result<Self, VaultError> {
        let read = |path: &Path| {
            let bytes = disk::read_if_there(path)?
                .ok_or_else(|| VaultError::NoIdentity(path.to_path_buf()))?;
            String::from_utf8(bytes).map_err(|_| VaultError::Damaged(path.to_path_buf()))
        };
        Parts::read(key, &read(key)?)?.with_signing(signing, &read(signing)?)
    }

    /// Writes the key in plain text: for demo vaults, whose key is no secret.
    pub(super) fn store_open(&self, key: &Path, signing: &Path) -> Result<(), VaultError> {
        disk::replace(signing, self.signing.text().expose_secret().as_bytes())?;
        disk::replace(key, self.text().as_bytes())
    }

    fn locked(&self, passphrase: &Passphrase, factor: ScryptFactor) -> Vec<u8> {
        let mut recipient = age::scrypt::Recipient::new(passphrase.0.clone());
        recipient.set_work_factor(factor.0);
        age::encrypt(&recipient, self.text().as_bytes()).expect("memory takes what is written")
    }

    /// The text of the key's file: two age keys, so that stock `age -i` takes it.
    fn text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(512));
        let Card {
            name,
            recipient,
            signing,
        } = &self.card;
        let (own, state) = (self.own.to_string(), self.state.to_string());
        write!(
            text,
            "{HEAD}\n# name: {name}\n# organisation: {}\n# signing key: {signing}\n# public key: {recipient}\n{}\n\
             # For this device's state. Its public half stands nowhere.\n{}\n",
            self.organisation,
            own.expose_secret(),
            state.expose_secret()
        )
        .expect("a string can be written to");
        text
    }
}

/// Opens the file of a key with a passphrase.
fn unlocked(
    path: &Path,
    cipher: &[u8],
    passphrase: &Passphrase,
) -> Result<Zeroizing<String>, VaultError> {
    let mut key = age::scrypt::Identity::new(passphrase.0.clone());
    key.set_max_work_factor(MOST_WORK);
    let bad = |why| VaultError::BadIdentity {
        path: path.to_path_buf(),
        why,
    };
    let plain = age::decrypt(&key, cipher).map_err(|error| match error {
        age::DecryptError::DecryptionFailed => VaultError::WrongPassphrase(path.to_path_buf()),
        age::DecryptError::NoMatchingKeys => bad("it is not protected by a passphrase"),
        age::DecryptError::ExcessiveWork { .. } => bad("it asks for too much work to open"),
        _ => VaultError::Damaged(path.to_path_buf()),
    })?;
    let text = String::from_utf8(plain).map_err(|_| bad("it is no text"))?;
    Ok(Zeroizing::new(text))
}

/// Returns the place of the signing key: beside the key, named after it.
fn signing_path(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match stem.as_ref() {
        "identity" => "signing.age".to_owned(),
        other => format!("{other}-signing.age"),
    };
    path.with_file_name(name)
}

/// A key file, read, without the signing key.
struct Parts {
    own: AgeKey,
    state: AgeKey,
    name: String,
    organisation: String,
    /// The public signing key that this key vouches for.
    signing: String,
}

impl Parts {
    fn read(path: &Path, text: &str) -> Result<Self, VaultError> {
        let bad = |why| VaultError::BadIdentity {
            path: path.to_path_buf(),
            why,
        };
        if text.lines().next() != Some(HEAD) {
            return Err(bad("it does not begin as one"));
        }
        let said = |key: &str| text.lines().find_map(|line| line.strip_prefix(key));
        let mut keys = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(str::parse::<AgeKey>);
        let (Some(Ok(own)), Some(Ok(state))) = (keys.next(), keys.next()) else {
            return Err(bad("it does not hold two keys"));
        };
        Ok(Self {
            own,
            state,
            name: said("# name: ").unwrap_or_default().to_owned(),
            organisation: said("# organisation: ").unwrap_or_default().to_owned(),
            signing: said("# signing key: ").unwrap_or_default().to_owned(),
        })
    }

    fn with_signing(self, path: &Path, text: &str) -> Result<Identity, VaultError> {
        let bad = |why| VaultError::BadIdentity {
            path: path.to_path_buf(),
            why,
        };
        let signing =
            SigningKey::read(text.to_owned().into()).ok_or_else(|| bad("it is no signing key"))?;
        if signing.public() != self.signing {
            return Err(bad("it is not the signing key that your key vouches for"));
        }
        let card = Card {
            name: self.name,
            recipient: self.own.to_public().to_string(),
            signing: self.signing,
        };
        Ok(Identity {
            own: self.own,
            state: self.state,
            signing,
            card,
            organisation: self.organisation,
        })
    }
}

/// Returns a text on one line: the file of a key is read line by line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUICK: ScryptFactor = ScryptFactor(2);

    fn phrase(text: &str) -> Passphrase {
        Passphrase::new(text.to_owned()).unwrap()
    }

    #[test]
    fn a_key_opens_with_its_passphrase_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("identity.age");
        let key = Identity::generate("A.B.\n# x").at("The House");
        key.store(&path, &phrase("correct horse"), QUICK).unwrap();
        let again = Identity::unlock(&path, &phrase("correct horse")).unwrap();
        assert_eq!(again.card(), key.card());
        assert_eq!(
            (again.name(), again.organisation()),
            ("A.B. # x", "The House")
        );
        assert!(matches!(
            Identity::unlock(&path, &phrase("wrong horse x")),
            Err(VaultError::WrongPassphrase(_))
        ));
    }

    #[test]
    fn a_key_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("identity.age");
        let first = Identity::generate("A.B.");
        first.store(&path, &phrase("correct horse"), QUICK).unwrap();
        let second = Identity::generate("C.D.").store(&path, &phrase("correct horse"), QUICK);
        assert!(matches!(second, Err(VaultError::Exists(_))));
        let kept = Identity::unlock(&path, &phrase("correct horse")).unwrap();
        assert_eq!(kept.name(), "A.B.");
    }

    #[test]
    fn another_passphrase_opens_the_same_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("identity.age");
        let key = Identity::generate("A.B.");
        key.store(&path, &phrase("correct horse"), QUICK).unwrap();
        key.change_passphrase(&path, &phrase("battery staple"), QUICK)
            .unwrap();
        assert!(Identity::unlock(&path, &phrase("correct horse")).is_err());
        let again = Identity::unlock(&path, &phrase("battery staple")).unwrap();
        assert_eq!(again.card(), key.card());
    }

    #[test]
    fn a_signing_key_of_someone_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("identity.age");
        let key = Identity::generate("A.B.");
        key.store(&path, &phrase("correct horse"), QUICK).unwrap();
        let stranger = SigningKey::generate();
        let text = stranger.text().expose_secret();
        let cipher = crypt::encrypt(text.as_bytes(), &[key.recipient()]);
        disk::replace(&folder.path().join("signing.age"), &cipher).unwrap();
        let fault = Identity::unlock(&path, &phrase("correct horse")).unwrap_err();
        assert!(fault.to_string().contains("vouches"), "{fault}");
    }

    #[test]
    fn a_short_passphrase_is_refused_and_a_missing_key_said() {
        assert!(Passphrase::new("123456789".into()).is_err());
        let none = Identity::unlock(Path::new("no/identity.age"), &phrase("correct horse"));
        assert!(matches!(none, Err(VaultError::NoIdentity(_))));
    }

    #[test]
    fn a_file_without_passphrase_is_no_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("identity.age");
        let cipher = crypt::encrypt(b"x", &[AgeKey::generate().to_public()]);
        disk::create(&path, &cipher).unwrap();
        let fault = Identity::unlock(&path, &phrase("correct horse")).unwrap_err();
        assert!(matches!(fault, VaultError::BadIdentity { .. }), "{fault}");
    }

    #[test]
    fn nothing_secret_is_shown() {
        let key = Identity::generate("A.B.");
        let shown = format!("{key:?}");
        assert!(!shown.contains("SECRET") && shown.contains(&key.card().fingerprint()));
    }
}
