//! Files that somebody looks at before bringing them in: in memory, few, and not for long.

use crate::scenario::sheet::book::{Book, Cell};
use protocol::ids::{ExerciseId, ImportId};
use protocol::problem::{Problem, ProblemCode};
use protocol::scenario::Scenario;
use protocol::time::Timestamp;
use std::collections::VecDeque;
use std::mem::size_of;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Files held at a time: as many planners as ever bring one in within half an hour.
const HELD_MAX: usize = 16;
/// Memory of all of them together.
const BYTES_MAX: usize = 128 * 1024 * 1024;
/// How long one is held: half an hour, in milliseconds.
const KEPT_MS: i64 = 30 * 60 * 1_000;
/// Files read at a time: each takes a core, and the largest some hundred megabytes.
const READ_MAX: usize = 2;

/// A file.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) id: ImportId,
    /// The exercise of the seat that brought it; none for an administrator.
    pub(super) exercise: Option<ExerciseId>,
    pub(super) book: Book,
    /// The words that came with it.
    pub(super) own: Option<Scenario>,
}

impl Held {
    fn bytes(&self) -> usize {
        let cells = self.book.sheets.iter().flat_map(|sheet| &sheet.lines).flatten();
        cells.map(|cell| cell.text.len() + size_of::<Cell>()).sum()
    }
}

/// The files that are held.
#[derive(Debug)]
pub struct Imports {
    held: Mutex<VecDeque<(Timestamp, usize, Arc<Held>)>>,
    turns: Semaphore,
}

impl Default for Imports {
    fn default() -> Self {
        Self { held: Mutex::default(), turns: Semaphore::new(READ_MAX) }
    }
}

impl Imports {
    /// Reads on a thread of its own, a few at a time. A file that stops its reader is refused.
    pub(super) async fn turn<T: Send + 'static>(
        &self,
        read: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let _turn = self.turns.acquire().await.map_err(|_| Problem::new(ProblemCode::Busy))?;
        tokio::task::spawn_blocking(read).await.map_err(|error| {
            tracing::warn!(%error, "a sheet stopped its reader");
            Problem::new(ProblemCode::BadSheet)
        })
    }

    /// Holds a file; the oldest go where there is no room.
    pub(super) fn hold(&self, file: Held, now: Timestamp) -> Arc<Held> {
        let (bytes, file) = (file.bytes(), Arc::new(file));
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.push_back((now, bytes, Arc::clone(&file)));
        let all =
            |held: &VecDeque<(Timestamp, usize, Arc<Held>)>| held.iter().map(|(_, bytes, _)| bytes).sum::<usize>();
        while held.len() > 1 && (held.len() > HELD_MAX || all(&held) > BYTES_MAX) {
            held.pop_front();
        }
        file
    }

    /// A file that is still held.
    pub(super) fn find(&self, id: ImportId, now: Timestamp) -> Option<Arc<Held>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|(since, ..)| now.0 - since.0 < KEPT_MS);
        held.iter().find(|(.., file)| file.id == id).map(|(.., file)| Arc::clone(file))
    }
}
