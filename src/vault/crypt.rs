//! Encrypting and decrypting with `age`, and the padding that hides lengths.

use std::io::{Read as _, Write as _};
use std::path::Path;

use age::x25519::{Identity as AgeKey, Recipient};
use age::{DecryptError, Decryptor, Encryptor};
use zeroize::Zeroizing;

use super::VaultError;

/// The least length of a padded text.
const FLOOR: usize = 512;

/// Returns the length to which a text is padded: at most 12 % more, and few lengths are left (Padmé).
pub(super) fn padded_length(length: usize) -> usize {
    let length = length.max(FLOOR);
    let exponent = length.ilog2();
    let kept = exponent.ilog2() + 1;
    let unit = 1_usize << (exponent - kept.min(exponent));
    length.div_ceil(unit) * unit
}

/// Returns a text with spaces at its end: JSON and JSON Lines stay what they are.
pub(super) fn pad(text: &str) -> Zeroizing<Vec<u8>> {
    let length = padded_length(text.len());
    let mut padded = Vec::with_capacity(length);
    padded.extend_from_slice(text.as_bytes());
    padded.resize(length, b' ');
    Zeroizing::new(padded)
}

/// Encrypts to all these recipients.
///
/// # Panics
///
/// Never: there is at least one recipient, and writing into memory does not fail.
pub(super) fn encrypt(plain: &[u8], to: &[Recipient]) -> Vec<u8> {
    let recipients = to.iter().map(|r| r as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(recipients).expect("there is a recipient");
    let mut cipher = Vec::with_capacity(plain.len() + 1024);
    let mut writer = encryptor
        .wrap_output(&mut cipher)
        .expect("memory takes what is written");
    writer
        .write_all(plain)
        .expect("memory takes what is written");
    writer.finish().expect("memory takes what is written");
    cipher
}

/// Pads a text and encrypts it to one recipient.
pub(super) fn encrypt_text(text: &str, to: &Recipient) -> Vec<u8> {
    encrypt(&pad(text), std::slice::from_ref(to))
}

/// Decrypts with whichever of these keys fits. `path` is for the error alone.
pub(super) fn decrypt(
    path: &Path,
    cipher: &[u8],
    keys: &[AgeKey],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let damaged = || VaultError::Damaged(path.to_path_buf());
    let decryptor = Decryptor::new(cipher).map_err(|_| damaged())?;
    let keys = keys.iter().map(|key| key as &dyn age::Identity);
    let mut reader = decryptor.decrypt(keys).map_err(|error| match error {
        DecryptError::NoMatchingKeys => VaultError::NotForYou(path.to_path_buf()),
        _ => damaged(),
    })?;
    let mut plain = Zeroizing::new(Vec::with_capacity(cipher.len()));
    reader.read_to_end(&mut plain).map_err(|_| damaged())?;
    Ok(plain)
}

/// Decrypts a text.
pub(super) fn decrypt_text(
    path: &Path,
    cipher: &[u8],
    keys: &[AgeKey],
) -> Result<Zeroizing<String>, VaultError> {
    let mut plain = decrypt(path, cipher, keys)?;
    let text = String::from_utf8(std::mem::take(&mut *plain));
    text.map(Zeroizing::new)
        .map_err(|_| VaultError::Damaged(path.to_path_buf()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn opened(cipher: &[u8], keys: &[AgeKey]) -> Result<Zeroizing<String>, VaultError> {
        decrypt_text(Path::new("x.age"), cipher, keys)
    }

    #[test]
    fn short_texts_all_have_one_length_and_long_ones_few() {
        assert_eq!(padded_length(0), 512);
        assert_eq!(padded_length(511), 512);
        let mut lengths: Vec<usize> = (10_000..20_000).map(padded_length).collect();
        lengths.dedup();
        assert!(lengths.len() <= 18, "{}", lengths.len());
    }

    #[test]
    fn a_text_opens_with_its_key_and_no_other() {
        let (key, other) = (AgeKey::generate(), AgeKey::generate());
        let cipher = encrypt_text("{}", &key.to_public());
        assert_eq!(
            opened(&cipher, &[other.clone(), key]).unwrap().trim_end(),
            "{}"
        );
        assert!(matches!(
            opened(&cipher, &[other]),
            Err(VaultError::NotForYou(_))
        ));
    }

    #[test]
    fn a_file_that_is_cut_off_or_changed_is_damaged() {
        let key = AgeKey::generate();
        let cipher = encrypt_text("words", &key.to_public());
        let mut changed = cipher.clone();
        *changed.last_mut().unwrap() ^= 1;
        for bad in [
            &cipher[..cipher.len() / 2],
            &cipher[..10],
            &changed,
            b"".as_slice(),
        ] {
            assert!(matches!(
                opened(bad, std::slice::from_ref(&key)),
                Err(VaultError::Damaged(_))
            ));
        }
    }

    proptest! {
        #[test]
        fn padding_never_shortens_and_adds_at_most_an_eighth(length in 512_usize..5_000_000) {
            let padded = padded_length(length);
            prop_assert!(padded >= length && padded - length <= length / 8);
            prop_assert_eq!(padded_length(padded), padded);
        }
    }
}
