//! Ballots: what stands for a seat where nobody is to know which. Made with a key that lives in this
//! process alone and is written nowhere, so that no file leads from an answer back to a seat.
//!
//! After a restart the key is another one: a seat could then answer once more. That is the price; a key
//! on disk would name everybody to whoever has the disk (docs/adr/0011).

use crate::ids;
use protocol::ids::{ExerciseId, SeatCode};
use ring::hmac;
use std::sync::OnceLock;
use uuid::Uuid;

static KEY: OnceLock<hmac::Key> = OnceLock::new();

/// The ballot of a seat in an exercise.
pub(super) fn of(exercise: ExerciseId, seat: &SeatCode) -> Uuid {
    let key = KEY.get_or_init(|| hmac::Key::new(hmac::HMAC_SHA256, &ids::random::<32>()));
    let mut context = hmac::Context::with_key(key);
    context.update(exercise.0.as_bytes());
    context.update(seat.as_str().as_bytes());
    let mut bytes = [0; 16];
    let tag = context.sign();
    bytes.copy_from_slice(&tag.as_ref()[..16]);
    Uuid::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_has_one_ballot_in_an_exercise_and_another_in_the_next() {
        let (first, second) = (ExerciseId(ids::uuid()), ExerciseId(ids::uuid()));
        let seat = |code: &str| SeatCode::parse(code).unwrap();
        assert_eq!(of(first, &seat("XF-1")), of(first, &seat("XF-1")));
        assert_ne!(of(first, &seat("XF-1")), of(first, &seat("XF-2")));
        assert_ne!(of(first, &seat("XF-1")), of(second, &seat("XF-1")));
    }
}
