//! Sealing: what must be readable again but not by whoever finds the database or a backup of it.
//!
//! ChaCha20-Poly1305 with a random 96-bit nonce in front of the ciphertext. One key seals fewer
//! than 2³² values by far, so random nonces do not meet.

use super::Error;
use crate::ids;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Length of a key.
pub const KEY_BYTES: usize = 32;

/// Seals `plain` under `key`. `context` is not kept but must be the same when opening: it ties
/// the value to its place.
#[must_use]
pub fn seal(key: &[u8; KEY_BYTES], context: &[u8], plain: &[u8]) -> Vec<u8> {
    let nonce: [u8; NONCE_LEN] = ids::random();
    let mut sealed = plain.to_vec();
    #[expect(clippy::expect_used, reason = "it fails only for texts of 64 GiB")]
    let tag = cipher(key)
        .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(context), &mut sealed)
        .expect("what is sealed here is shorter than 64 GiB");
    [nonce.as_slice(), &sealed, tag.as_ref()].concat()
}

/// Opens what [`seal`] made.
///
/// # Errors
/// [`Error::Sealed`] if key, context or bytes are not those of the sealing.
pub fn open(key: &[u8; KEY_BYTES], context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Error> {
    let (nonce, rest) = sealed.split_at_checked(NONCE_LEN).ok_or(Error::Sealed)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Error::Sealed)?;
    let mut bytes = rest.to_vec();
    let plain = cipher(key).open_in_place(nonce, Aad::from(context), &mut bytes).map_err(|_| Error::Sealed)?;
    Ok(plain.to_vec())
}

fn cipher(key: &[u8; KEY_BYTES]) -> LessSafeKey {
    #[expect(clippy::expect_used, reason = "it fails only for keys of another length")]
    let key = UnboundKey::new(&CHACHA20_POLY1305, key).expect("the key has the cipher's length");
    LessSafeKey::new(key)
}

/// Reads the server's key file, making one on first use.
pub(super) fn key_of(path: &Path) -> Result<[u8; KEY_BYTES], Error> {
    let io = |source| Error::Io { path: path.into(), source };
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(mut file) => {
            let key: [u8; KEY_BYTES] = ids::random();
            file.write_all(&key).and_then(|()| file.sync_all()).map_err(io)?;
            Ok(key)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let mut key = [0; KEY_BYTES];
            File::open(path).and_then(|mut file| file.read_exact(&mut key)).map_err(io)?;
            Ok(key)
        }
        Err(source) => Err(io(source)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn what_is_sealed_opens_only_with_its_key_its_context_and_all_its_bytes() {
        let key = ids::random();
        let sealed = seal(&key, b"card", "秘密".as_bytes());
        assert_eq!(open(&key, b"card", &sealed).unwrap(), "秘密".as_bytes());
        assert!(open(&ids::random(), b"card", &sealed).is_err());
        assert!(open(&key, b"name", &sealed).is_err());
        assert!(open(&key, b"card", &sealed[..4]).is_err());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(open(&key, b"card", &changed).is_err(), "byte {at}");
        }
        assert_ne!(seal(&key, b"card", b"x"), seal(&key, b"card", b"x"));
    }

    #[test]
    fn the_key_file_is_made_once_and_readable_by_its_owner_alone() {
        let path = std::env::temp_dir().join(format!("startex-key-{}", ids::uuid()));
        let first = key_of(&path).unwrap();
        assert_eq!(key_of(&path).unwrap(), first);
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::write(&path, b"short").unwrap();
        assert!(key_of(&path).is_err());
        std::fs::remove_file(path).unwrap();
    }
}
