//! The hash chain: each commit carries a hash of itself and of everything before it.
//!
//! `h(n) = SHA-256(h(n-1) ‖ canonical(commit n))`, over the exact stored bytes of every column. The
//! layout is specified in `docs/record.md`, so that a third party can check a record without this
//! program; it never changes within the record format [`DOMAIN`].

use super::contract::{Draft, Entry};
use protocol::ids::ExerciseId;
use sha2::{Digest, Sha256};
use std::fmt;

/// Names the format. It is hashed into the first link: another format is another chain.
pub const DOMAIN: &[u8] = b"startex.record.v1";

/// A link of the chain: SHA-256, shown as 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// Parses 64 hex digits.
    ///
    /// # Errors
    /// A sentence if it is anything else.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("a head is 64 hex digits, not {text:?}");
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(0..) {
            *byte = u8::from_str_radix(&text[digits * 2..digits * 2 + 2], 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The link before the first commit: a record cannot pass for that of another exercise.
#[must_use]
pub fn genesis(exercise: ExerciseId) -> Hash {
    let mut hasher = Sha256::new();
    field(&mut hasher, Some(DOMAIN));
    field(&mut hasher, Some(id_text(exercise).as_bytes()));
    Hash(hasher.finalize().into())
}

/// The link of the commit that follows `previous`.
#[must_use]
pub fn link(previous: &Hash, exercise: ExerciseId, seq: u64, draft: &Draft) -> Hash {
    let command_id = draft.command_id.map(|id| id.hyphenated().to_string());
    let mut hasher = Sha256::new();
    hasher.update(previous.0);
    field(&mut hasher, Some(id_text(exercise).as_bytes()));
    field(&mut hasher, Some(&seq.to_be_bytes()));
    field(&mut hasher, Some(&draft.wall.to_be_bytes()));
    field(&mut hasher, Some(&draft.exercise_ms.to_be_bytes()));
    field(&mut hasher, command_id.as_ref().map(String::as_bytes));
    field(&mut hasher, Some(draft.actor.as_bytes()));
    field(&mut hasher, draft.digest.as_ref().map(<[u8; 32]>::as_slice));
    field(&mut hasher, Some(&draft.events));
    field(&mut hasher, Some(&draft.sealed));
    Hash(hasher.finalize().into())
}

/// Gives `drafts` their numbers and links, after the commit `seq` whose link is `hash`.
pub(super) fn extend(exercise: ExerciseId, seq: u64, hash: Hash, drafts: Vec<Draft>) -> Vec<Entry> {
    let mut previous = hash;
    let mut entries = Vec::with_capacity(drafts.len());
    for (draft, seq) in drafts.into_iter().zip(seq + 1..) {
        previous = link(&previous, exercise, seq, &draft);
        entries.push(draft.into_entry(seq, previous));
    }
    entries
}

/// Follows a record commit by commit and stops at the first that does not fit.
#[derive(Clone, Copy, Debug)]
pub struct Follower {
    exercise: ExerciseId,
    seq: u64,
    hash: Hash,
}

impl Follower {
    /// Before the first commit.
    #[must_use]
    pub fn new(exercise: ExerciseId) -> Self {
        Self { exercise, seq: 0, hash: genesis(exercise) }
    }

    /// After the commit `seq`, whose link is believed to be `hash`.
    #[must_use]
    pub const fn resume(exercise: ExerciseId, seq: u64, hash: Hash) -> Self {
        Self { exercise, seq, hash }
    }

    /// Takes the next commit; false if it is not the next, or not what was chained.
    #[must_use]
    pub fn follow(&mut self, seq: u64, draft: &Draft, hash: Hash) -> bool {
        let fits = seq == self.seq + 1 && link(&self.hash, self.exercise, seq, draft) == hash;
        if fits {
            self.seq = seq;
            self.hash = hash;
        }
        fits
    }

    /// The number of the last commit that fitted.
    #[must_use]
    pub const fn seq(&self) -> u64 {
        self.seq
    }

    /// The link of the last commit that fitted.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.hash
    }
}

/// The text form under which ids are stored and hashed.
fn id_text(exercise: ExerciseId) -> String {
    exercise.0.hyphenated().to_string()
}

/// Hashes one field: its length as eight bytes, then its bytes. A missing value is the length that no
/// value can have, so nothing can be moved from one field into its neighbour.
fn field(hasher: &mut Sha256, value: Option<&[u8]>) {
    match value {
        Some(bytes) => {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        }
        None => hasher.update(u64::MAX.to_be_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn draft() -> Draft {
        Draft {
            wall: 1_790_000_000_000,
            exercise_ms: -1_500,
            command_id: None,
            actor: r#"{"type":"system"}"#.into(),
            digest: None,
            events: b"[]".to_vec(),
            sealed: Vec::new(),
        }
    }

    /// The figures of `docs/record.md`, worked out by `tests/verify.py`, which shares no code with this.
    #[test]
    fn the_layout_never_changes() {
        let exercise = ExerciseId(Uuid::from_u128(7));
        assert_eq!(genesis(exercise).to_string(), "9e91b79e1ef41d48593b7241eee4270b7650fa3f5caadb9ff990544d2622f3ad");
        let bare = draft();
        let full =
            Draft { command_id: Some(Uuid::from_u128(9)), digest: Some([3; 32]), sealed: vec![1, 2, 3], ..draft() };
        let first = link(&genesis(exercise), exercise, 1, &bare);
        let second = link(&first, exercise, 2, &full);
        assert_eq!(second.to_string(), "52f949c507658f08d91dff1ffa4add53d8917ee4a792223721ec3ec3640f0f07");
        let page = include_str!("../../../docs/record.md");
        for value in [genesis(exercise), first, second] {
            assert!(page.contains(&value.to_string()), "the specification gives another value than {value}");
        }
    }

    #[test]
    fn a_head_is_read_back_as_it_is_shown() {
        let hash = genesis(ExerciseId(Uuid::from_u128(1)));
        assert_eq!(Hash::parse(&hash.to_string()), Ok(hash));
        for wrong in ["", "ab", &"g".repeat(64), &"é".repeat(32)] {
            assert!(Hash::parse(wrong).is_err(), "{wrong:?} was accepted");
        }
    }

    #[test]
    fn bytes_cannot_move_between_neighbouring_fields() {
        let exercise = ExerciseId(Uuid::from_u128(1));
        let with = |events: &[u8], sealed: &[u8]| {
            let draft = Draft { events: events.to_vec(), sealed: sealed.to_vec(), ..draft() };
            link(&genesis(exercise), exercise, 1, &draft)
        };
        assert_ne!(with(b"ab", b"c"), with(b"a", b"bc"));
        let missing = link(&genesis(exercise), exercise, 1, &draft());
        let nil = Draft { digest: Some([0; 32]), ..draft() };
        assert_ne!(missing, link(&genesis(exercise), exercise, 1, &nil));
    }
}
