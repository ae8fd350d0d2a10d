//! The record: the durable, ordered, chained sequence of commits of every exercise.
//!
//! If the screen says *recorded*, it is here, and it survives a power cut. The promises are in
//! [`contract`], the tests that every backend passes in `conformance`; the layout that a third party
//! needs to check a record by themselves is in `docs/record.md`.

pub mod backup;
pub mod chain;
pub mod contract;
pub mod folder;
pub mod import;
pub mod memory;
pub mod reader;
pub mod sqlite;
pub mod text;
pub mod verify;

#[cfg(test)]
pub mod conformance;

pub use chain::Hash;
pub use contract::{AppendError, Draft, Entry, Head, Journal, Position, READ_COMMITS_MAX, ReadError};
pub use memory::MemoryJournal;
pub use sqlite::SqliteJournal;

use protocol::ids::ExerciseId;

/// The journal this process was started with, for code that need not be generic over it.
#[derive(Debug)]
pub enum AnyJournal {
    /// Rehearsals and tests.
    Memory(MemoryJournal),
    /// The embedded default.
    Sqlite(SqliteJournal),
}

/// Calls the same method of whichever journal it is.
macro_rules! each {
    ($self:ident, $journal:ident => $call:expr) => {
        match $self {
            AnyJournal::Memory($journal) => $call,
            AnyJournal::Sqlite($journal) => $call,
        }
    };
}

impl AnyJournal {
    /// Stores a whole record that was played elsewhere, all of it or nothing, beside whatever else is
    /// appended. The chain is reckoned anew and comes out the same: it covers what the drafts hold.
    ///
    /// # Errors
    /// As [`Journal::append`] where the record is to stand at its beginning; never `TooLarge`: whoever took
    /// it in has bounded it.
    pub async fn adopt(&self, exercise: ExerciseId, record: Vec<Draft>) -> Result<(), AppendError> {
        each!(self, journal => journal.append_any(exercise, Position::START, record).await).map(drop)
    }
}

impl Journal for AnyJournal {
    async fn append(
        &self,
        exercise: ExerciseId,
        expected: Position,
        drafts: Vec<Draft>,
    ) -> Result<Vec<Entry>, AppendError> {
        each!(self, journal => journal.append(exercise, expected, drafts).await)
    }
    async fn read(&self, exercise: ExerciseId, after: Position, limit: usize) -> Result<Vec<Entry>, ReadError> {
        each!(self, journal => journal.read(exercise, after, limit).await)
    }
    async fn head(&self, exercise: ExerciseId) -> Result<Option<Head>, ReadError> {
        each!(self, journal => journal.head(exercise).await)
    }
    async fn list(&self) -> Result<Vec<ExerciseId>, ReadError> {
        each!(self, journal => journal.list().await)
    }
    async fn heartbeat(&self, exercise: ExerciseId, wall: i64) -> Result<(), AppendError> {
        each!(self, journal => journal.heartbeat(exercise, wall).await)
    }
    async fn last_heartbeat(&self, exercise: ExerciseId) -> Result<Option<i64>, ReadError> {
        each!(self, journal => journal.last_heartbeat(exercise).await)
    }
    async fn reopen(&self) -> Result<(), AppendError> {
        each!(self, journal => journal.reopen().await)
    }
}
