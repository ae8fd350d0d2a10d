//! A journal in memory: for rehearsals on a virtual clock and for tests. It survives nothing.
//!
//! It keeps every other promise of the contract, so that what runs on it runs on SQLite.

use super::chain;
use super::contract::{AppendError, Draft, Entry, Head, Journal, Position, READ_COMMITS_MAX, ReadError, weigh};
use protocol::ids::ExerciseId;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Records in memory.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    shelves: Mutex<BTreeMap<ExerciseId, Shelf>>,
}

/// One exercise.
#[derive(Debug, Default)]
struct Shelf {
    entries: Vec<Entry>,
    heartbeat: Option<i64>,
}

impl Shelf {
    fn head(&self) -> Option<Head> {
        self.entries.last().map(|last| Head { position: last.position(), hash: last.hash })
    }
}

impl MemoryJournal {
    /// An empty journal.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn shelves(&self) -> MutexGuard<'_, BTreeMap<ExerciseId, Shelf>> {
        // Each change is one `extend` or one assignment, so a panic elsewhere cannot leave half of it.
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl MemoryJournal {
    /// An append of any weight.
    #[expect(clippy::unused_async, reason = "called like that of every other journal")]
    pub(super) async fn append_any(
        &self,
        exercise: ExerciseId,
        expected: Position,
        drafts: Vec<Draft>,
    ) -> Result<Vec<Entry>, AppendError> {
        let mut shelves = self.shelves();
        let head = shelves.get(&exercise).and_then(Shelf::head);
        let found = head.map_or(Position::START, |head| head.position);
        if found != expected {
            return Err(AppendError::Fenced { expected, found });
        }
        let hash = head.map_or_else(|| chain::genesis(exercise), |head| head.hash);
        let entries = chain::extend(exercise, found.seq(), hash, drafts);
        if !entries.is_empty() {
            shelves.entry(exercise).or_default().entries.extend_from_slice(&entries);
        }
        Ok(entries)
    }
}

impl Journal for MemoryJournal {
    async fn append(
        &self,
        exercise: ExerciseId,
        expected: Position,
        drafts: Vec<Draft>,
    ) -> Result<Vec<Entry>, AppendError> {
        weigh(&drafts)?;
        self.append_any(exercise, expected, drafts).await
    }

    async fn read(&self, exercise: ExerciseId, after: Position, limit: usize) -> Result<Vec<Entry>, ReadError> {
        let shelves = self.shelves();
        let entries = shelves.get(&exercise).map_or(&[][..], |shelf| &shelf.entries);
        let skip = usize::try_from(after.seq()).unwrap_or(usize::MAX);
        Ok(entries.iter().skip(skip).take(limit.min(READ_COMMITS_MAX)).cloned().collect())
    }

    async fn head(&self, exercise: ExerciseId) -> Result<Option<Head>, ReadError> {
        Ok(self.shelves().get(&exercise).and_then(Shelf::head))
    }

    async fn list(&self) -> Result<Vec<ExerciseId>, ReadError> {
        let shelves = self.shelves();
        Ok(shelves.iter().filter(|(_, shelf)| !shelf.entries.is_empty()).map(|(id, _)| *id).collect())
    }

    async fn heartbeat(&self, exercise: ExerciseId, wall: i64) -> Result<(), AppendError> {
        self.shelves().entry(exercise).or_default().heartbeat = Some(wall);
        Ok(())
    }

    async fn last_heartbeat(&self, exercise: ExerciseId) -> Result<Option<i64>, ReadError> {
        Ok(self.shelves().get(&exercise).and_then(|shelf| shelf.heartbeat))
    }

    async fn reopen(&self) -> Result<(), AppendError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::conformance::{self, Fixture};
    use std::sync::Arc;

    /// Reopening memory is coming back to it.
    struct InMemory;

    impl Fixture for InMemory {
        type Journal = MemoryJournal;
        async fn create(&self) -> Arc<MemoryJournal> {
            Arc::new(MemoryJournal::new())
        }
        async fn reopen(&self, journal: Arc<MemoryJournal>) -> Arc<MemoryJournal> {
            journal
        }
    }

    conformance::suite!(InMemory);
}
