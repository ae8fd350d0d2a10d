//! Archives on their way: files in `DATA/passing`, gone when nobody holds them any more, and at every start.

use super::super::error::Refusal;
use super::disk;
use crate::ids;
use crate::limits::{ARCHIVE_BYTES_MAX, ARCHIVE_HELD};
use protocol::ids::ImportId;
use protocol::problem::{Problem, ProblemCode};
use protocol::time::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Archives that were looked at and wait: one administrator brings one at a time, two may do it at once.
const HELD_MAX: usize = 2;

/// A file that is gone when this is dropped.
#[derive(Debug)]
pub(super) struct Held(PathBuf);

impl Held {
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.0)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "an archive on its way could not be removed; the next start does it");
        }
    }
}

/// Archives on their way.
#[derive(Debug)]
pub struct Archives {
    data: PathBuf,
    bytes_max: u64,
    held: Mutex<Vec<(ImportId, Timestamp, Held)>>,
    /// One is written or checked at a time: each takes a core and holds a record in memory.
    turns: Semaphore,
    uploads: Arc<Semaphore>,
}

impl Archives {
    /// Of a data folder; what a former process left on its way is removed.
    #[must_use]
    pub fn new(data: &Path) -> Self {
        let archives = Self {
            data: data.into(),
            bytes_max: ARCHIVE_BYTES_MAX as u64,
            held: Mutex::default(),
            turns: Semaphore::new(1),
            uploads: Arc::new(Semaphore::new(1)),
        };
        _ = std::fs::remove_dir_all(archives.folder());
        archives
    }

    /// With another bound of an upload.
    #[must_use]
    pub const fn bounded(mut self, bytes_max: u64) -> Self {
        self.bytes_max = bytes_max;
        self
    }

    pub(super) fn data(&self) -> &Path {
        &self.data
    }

    pub(super) const fn bytes_max(&self) -> u64 {
        self.bytes_max
    }

    fn folder(&self) -> PathBuf {
        self.data.join("passing")
    }

    /// A place for a new file.
    pub(super) async fn place(&self) -> Result<Held, Refusal> {
        let folder = self.folder();
        let mut builder = tokio::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        builder.mode(0o700);
        builder.create(&folder).await.map_err(|error| disk(&error))?;
        Ok(Held(folder.join(format!("{}.zip", ids::uuid()))))
    }

    /// The right to upload; whoever comes second is told to try again.
    pub(super) fn upload(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        Arc::clone(&self.uploads).try_acquire_owned().map_err(|_| Refusal::new(ProblemCode::Busy))
    }

    /// Works on a thread of its own, one after the other.
    pub(super) async fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let _turn = self.turns.acquire().await.map_err(|_| Problem::new(ProblemCode::Busy))?;
        tokio::task::spawn_blocking(work).await.map_err(|error| {
            tracing::error!(%error, "an archive stopped its reader");
            Problem::new(ProblemCode::Internal)
        })
    }

    /// Holds what was looked at, and until when; the oldest go where there is no room.
    pub(super) fn hold(&self, file: Held, now: Timestamp) -> (ImportId, Timestamp) {
        let id = ImportId(ids::uuid());
        let until = Timestamp(now.0 + i64::try_from(ARCHIVE_HELD.as_millis()).unwrap_or(i64::MAX));
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= HELD_MAX {
            held.remove(0);
        }
        held.push((id, until, file));
        (id, until)
    }

    /// What is held, and no longer: whoever takes it drops it.
    pub(super) fn take(&self, id: ImportId, now: Timestamp) -> Option<Held> {
        self.tidy(now);
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let index = held.iter().position(|(known, ..)| *known == id)?;
        Some(held.remove(index).2)
    }

    /// Forgets what nobody took in.
    pub fn tidy(&self, now: Timestamp) {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).retain(|(_, until, _)| now < *until);
    }
}
