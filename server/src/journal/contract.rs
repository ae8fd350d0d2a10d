//! What every journal promises, whatever it is built on.
//!
//! A journal keeps, per exercise, one dense sequence of commits. It knows nothing of what is in
//! them: events, actor and sealed personal data are bytes to it. The promises, each held by a test
//! of `conformance` that every backend passes:
//!
//! - **Durable**: when `append` answers `Ok`, the commits survive a power cut.
//! - **Whole**: an append is stored with all its commits, in their order, or not at all.
//! - **Fenced**: it is stored only directly after the position the caller expected. Of two owners
//!   that believe the same, one is told that it is not the owner any more.
//! - **Chained**: each commit carries the hash of everything before it ([`chain`](super::chain)).
//! - **Apart**: what happens to one exercise never changes the answer about another.
//!
//! A repeated command id is the business of whoever decides, not of the journal.

use super::chain::Hash;
use protocol::ids::ExerciseId;
use std::error::Error;
use std::future::Future;
use std::sync::Arc;
use uuid::Uuid;

/// The most one append may carry, in bytes. A whole scenario with all its texts is below 2 MiB; what
/// is larger is a mistake, and a bounded queue needs bounded entries.
pub const APPEND_BYTES_MAX: usize = 16 * 1024 * 1024;

/// The most commits that one `read` returns, however many were asked for: bounds what a reader holds.
pub const READ_COMMITS_MAX: usize = 4_096;

/// A page of a `read` takes no more once it weighs this many bytes.
pub(super) const READ_BYTES: usize = 8 * 1024 * 1024;

/// Where an exercise's record stands. To be handed back, not to be reckoned with: another backend may
/// number differently. It never leaves the control side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(u64);

impl Position {
    /// Before the first commit.
    pub const START: Self = Self(0);

    /// The position after the commit with this number. For numbers that control sends back
    /// (`journal?after=SEQ`); owners keep the positions they were given.
    #[must_use]
    pub const fn after(seq: u64) -> Self {
        Self(seq)
    }

    /// The number that control sees: that of the last commit, 0 where there is none.
    #[must_use]
    pub const fn seq(self) -> u64 {
        self.0
    }
}

/// A commit on its way into the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Wall time of the server, milliseconds since 1970 UTC.
    pub wall: i64,
    /// Exercise time, milliseconds since STARTEX.
    pub exercise_ms: i64,
    /// The client's id of the command that was accepted; none for what the system did by itself.
    pub command_id: Option<Uuid>,
    /// Who acted, as canonical JSON.
    pub actor: String,
    /// Keyed digest of the command, by which the same id with other content is recognised.
    pub digest: Option<[u8; 32]>,
    /// The events as they are stored: a JSON array of `{kind, version, data}`.
    pub events: Vec<u8>,
    /// Sealed personal data that belongs to the events; often empty.
    pub sealed: Vec<u8>,
}

impl Draft {
    /// What it weighs in queues and batches, in bytes.
    #[must_use]
    pub fn weight(&self) -> usize {
        // The fixed columns: two clocks, number, two ids as text, digest, hash.
        const FIXED: usize = 3 * 8 + 2 * 36 + 2 * 32;
        FIXED + self.actor.len() + self.events.len() + self.sealed.len()
    }

    /// The commit with its place in the record.
    #[must_use]
    pub fn into_entry(self, seq: u64, hash: Hash) -> Entry {
        let Self { wall, exercise_ms, command_id, actor, digest, events, sealed } = self;
        Entry { seq, wall, exercise_ms, command_id, actor, digest, events, sealed, hash }
    }
}

/// A commit as it is in the journal, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number: 1, 2, 3 … without a hole.
    pub seq: u64,
    /// Wall time of the server, milliseconds since 1970 UTC.
    pub wall: i64,
    /// Exercise time, milliseconds since STARTEX.
    pub exercise_ms: i64,
    /// The client's id of the command that was accepted; none for what the system did by itself.
    pub command_id: Option<Uuid>,
    /// Who acted, as canonical JSON.
    pub actor: String,
    /// Keyed digest of the command.
    pub digest: Option<[u8; 32]>,
    /// The events, exactly as they were appended.
    pub events: Vec<u8>,
    /// Sealed personal data that belongs to the events.
    pub sealed: Vec<u8>,
    /// The chain up to and with this commit.
    pub hash: Hash,
}

impl Entry {
    /// Where the record stands after this commit.
    #[must_use]
    pub const fn position(&self) -> Position {
        Position(self.seq)
    }

    /// The commit without its place: what the chain covers.
    #[must_use]
    pub fn into_draft(self) -> Draft {
        let Self { seq: _, wall, exercise_ms, command_id, actor, digest, events, sealed, hash: _ } = self;
        Draft { wall, exercise_ms, command_id, actor, digest, events, sealed }
    }
}

/// The end of an exercise's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The position after the last commit: what the next append expects.
    pub position: Position,
    /// The hash of the last commit.
    pub hash: Hash,
}

/// What lies under a storage error, shared by all whom it hit.
pub type Source = Arc<dyn Error + Send + Sync>;

/// Why an append was not confirmed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AppendError {
    /// Somebody else has appended. Nothing of this append is stored; the caller is not the owner any more.
    #[error("the record stands at {}, not at {} as expected", found.seq(), expected.seq())]
    Fenced {
        /// What the caller expected.
        expected: Position,
        /// Where the record stands.
        found: Position,
    },
    /// Nobody can say whether it is stored. The caller throws its state away and reads the record.
    #[error("the outcome of the append is unknown")]
    Unknown,
    /// More than [`APPEND_BYTES_MAX`]. Nothing is stored.
    #[error("an append of {bytes} bytes is larger than {APPEND_BYTES_MAX}")]
    TooLarge {
        /// What it weighs.
        bytes: usize,
    },
    /// The storage failed. **Stop**: this append may or may not be found after a restart, and every
    /// later one fails with the same error. An fsync that failed once is never tried again and then
    /// believed.
    #[error("the storage {}", if *full { "is full" } else { "failed" })]
    Storage {
        /// Whether it is only full, so that [`Journal::reopen`] helps once there is room.
        full: bool,
        /// What failed.
        source: Source,
    },
}

/// Why something could not be read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ReadError {
    /// The stored commit is not the one that was appended, or it is missing. It is not served.
    #[error("commit {seq} of exercise {exercise} is damaged")]
    Damaged {
        /// The exercise.
        exercise: ExerciseId,
        /// The first commit that does not fit.
        seq: u64,
    },
    /// The storage failed.
    #[error("the record cannot be read")]
    Storage {
        /// What failed.
        #[source]
        source: Source,
    },
}

/// The durable, ordered record of every exercise. See the [module](self) for what it promises.
pub trait Journal: Send + Sync + 'static {
    /// Appends all `drafts` directly after `expected`, durable when it answers. An empty append only
    /// checks the fence.
    ///
    /// Not cancel safe: whoever drops the future does not know the outcome, as with
    /// [`AppendError::Unknown`].
    ///
    /// # Errors
    /// See [`AppendError`]; only `Fenced` and `TooLarge` leave the caller's state good.
    fn append(
        &self,
        exercise: ExerciseId,
        expected: Position,
        drafts: Vec<Draft>,
    ) -> impl Future<Output = Result<Vec<Entry>, AppendError>> + Send;

    /// At most `limit` (and at most [`READ_COMMITS_MAX`]) commits after a position, in order, each
    /// checked against the chain. Pages may be shorter than asked for; only at or beyond the end is
    /// one empty.
    ///
    /// # Errors
    /// `Damaged` where a commit does not fit its predecessor; nothing of that page is served.
    fn read(
        &self,
        exercise: ExerciseId,
        after: Position,
        limit: usize,
    ) -> impl Future<Output = Result<Vec<Entry>, ReadError>> + Send;

    /// The end of the record; none for an exercise that has no commit.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn head(&self, exercise: ExerciseId) -> impl Future<Output = Result<Option<Head>, ReadError>> + Send;

    /// Every exercise that has a commit, in the order of the ids.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn list(&self) -> impl Future<Output = Result<Vec<ExerciseId>, ReadError>> + Send;

    /// Notes that the exercise was alive at `wall` (milliseconds since 1970 UTC), beside the chain:
    /// the record does not change. The latest note wins, also when the wall clock was set back.
    ///
    /// # Errors
    /// As [`Journal::append`], never `Fenced`.
    fn heartbeat(&self, exercise: ExerciseId, wall: i64) -> impl Future<Output = Result<(), AppendError>> + Send;

    /// The latest heartbeat: after a restart it says how long the outage was.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn last_heartbeat(&self, exercise: ExerciseId) -> impl Future<Output = Result<Option<i64>, ReadError>> + Send;

    /// Tries to accept appends again after [`AppendError::Storage`] with `full`. Does nothing while
    /// all is well. After any other storage error it fails with that error: then only a restart reads
    /// the record anew.
    ///
    /// # Errors
    /// The storage error that still stands.
    fn reopen(&self) -> impl Future<Output = Result<(), AppendError>> + Send;
}

/// The weight of an append.
///
/// # Errors
/// `TooLarge` above [`APPEND_BYTES_MAX`].
pub(super) fn weigh(drafts: &[Draft]) -> Result<usize, AppendError> {
    let bytes = drafts.iter().map(Draft::weight).sum();
    if bytes > APPEND_BYTES_MAX { Err(AppendError::TooLarge { bytes }) } else { Ok(bytes) }
}
