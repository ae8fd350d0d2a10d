//! Fresh identities and secrets, all random: nothing can be learned from one about another.

use crate::limits::ROOM_CODE_LENGTH;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};
use std::fmt::Write as _;
use uuid::Uuid;

/// Letters and digits of a room code: those that cannot be mistaken when read aloud or from a
/// projector, so without 0 O 1 I L and, as the thirty-first, U.
pub const ROOM_ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A random UUID.
#[must_use]
pub fn uuid() -> Uuid {
    Uuid::from_bytes(uuid::Builder::from_random_bytes(random()).into_uuid().into_bytes())
}

/// A secret of 128 bits in 32 hex digits: seat cards, link tokens, set-up links.
#[must_use]
pub fn secret_128() -> String {
    hex(&random::<16>())
}

/// A secret of 256 bits in 64 hex digits: sessions and devices.
#[must_use]
pub fn secret_256() -> String {
    hex(&random::<32>())
}

/// A room code of six characters.
#[must_use]
pub fn room_code() -> String {
    let mut code = String::with_capacity(ROOM_CODE_LENGTH);
    while code.len() < ROOM_CODE_LENGTH {
        let [byte] = random::<1>();
        // 240 is the largest multiple of 30 in a byte: what lies above would favour some letters.
        if byte < 240 {
            code.push(char::from(ROOM_ALPHABET[usize::from(byte) % ROOM_ALPHABET.len()]));
        }
    }
    code
}

/// A room code as typed, brought to its stored form: upper case, spaces and hyphens dropped.
#[must_use]
pub fn tidy_room_code(typed: &str) -> Option<String> {
    let code: String =
        typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    let valid = code.len() == ROOM_CODE_LENGTH && code.bytes().all(|b| ROOM_ALPHABET.contains(&b));
    valid.then_some(code)
}

/// SHA-256 of a secret: what is stored and looked up in its place.
#[must_use]
pub fn fingerprint(secret: &str) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(digest(&SHA256, secret.as_bytes()).as_ref());
    out
}

/// Random bytes of the operating system.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(clippy::expect_used, reason = "without random numbers nothing here is safe to continue")]
    SystemRandom::new().fill(&mut bytes).expect("the operating system gives random numbers once it has booted");
    bytes
}

/// Lower-case hex digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn room_codes_use_only_letters_that_cannot_be_mistaken() {
        let codes: HashSet<String> = (0..500).map(|_| room_code()).collect();
        assert!(codes.len() > 490);
        for code in codes {
            assert_eq!(tidy_room_code(&format!(" {} ", code.to_lowercase())), Some(code.clone()));
            assert!(!code.contains(['0', 'O', '1', 'I', 'L']), "{code}");
        }
        assert_eq!(tidy_room_code("AAAAA"), None);
        assert_eq!(tidy_room_code("AAAAA0"), None);
        assert_eq!(tidy_room_code("ab-cd ef"), Some("ABCDEF".into()));
    }

    #[test]
    fn secrets_are_long_random_and_stored_as_their_hash() {
        assert_eq!(secret_128().len(), 32);
        assert_eq!(secret_256().len(), 64);
        assert_ne!(secret_128(), secret_128());
        assert_eq!(uuid().get_version_num(), 4);
        assert_eq!(hex(&fingerprint("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
