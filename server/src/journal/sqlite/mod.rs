//! The embedded journal: SQLite in the data folder, synced at every commit, nothing else to install.
//!
//! Writing goes through one thread (`writer`); reading through a few connections that can only
//! read and see only what has been synced. The file is `database`'s.

pub(super) mod database;
mod writer;

pub use database::{Durability, FILE, OpenError};

use super::chain::Follower;
use super::contract::{
    AppendError, Draft, Entry, Head, Journal, Position, READ_BYTES, READ_COMMITS_MAX, ReadError, Source, weigh,
};
use super::folder::Folder;
use protocol::ids::ExerciseId;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, mpsc, oneshot};
use writer::{Answer, Append, QUEUE_MAX, Request, Writer};

/// Reads at the same time. More would wait for the same disk and cores.
const READERS_MAX: usize = 4;

/// The journal in `DATA/journal.db`.
#[derive(Debug)]
pub struct SqliteJournal {
    queue: mpsc::Sender<Request>,
    readers: Readers,
    durability: Durability,
}

impl SqliteJournal {
    /// Opens the journal of a data folder, makes both if they are missing, and holds the folder for
    /// writing until [`close`](Self::close) or the end of the process.
    ///
    /// Blocks the thread for as long as it takes to bring in what a crash left behind: at most 16 MiB.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn open(data: &Path) -> Result<Self, OpenError> {
        let folder = Folder::open(data)?;
        let path = data.join(FILE);
        let (connection, durability) = database::open_writer(&path)?;
        let writer = Writer::new(connection, durability.page_size, folder);
        Self::start(writer, path, durability)
    }

    fn start(writer: Writer, path: PathBuf, durability: Durability) -> Result<Self, OpenError> {
        let (queue, requests) = mpsc::channel(QUEUE_MAX);
        // A runtime of its own, only for its timer: the thread blocks in syncs, which no shared
        // runtime should wait for.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().map_err(OpenError::Thread)?;
        let run = move || runtime.block_on(writer.run(requests));
        std::thread::Builder::new().name("journal".into()).spawn(run).map_err(OpenError::Thread)?;
        Ok(Self { queue, readers: Readers::new(path), durability })
    }

    /// What stands behind the word *recorded*.
    #[must_use]
    pub const fn durability(&self) -> &Durability {
        &self.durability
    }

    /// Stores what is waiting, closes the file and lets go of the folder. Afterwards everything fails.
    pub async fn close(&self) {
        self.readers.close().await;
        let (answer, closed) = oneshot::channel();
        if self.queue.send(Request::Close(answer)).await.is_ok() {
            // An error means that the writer is gone, and with it all that was to be closed.
            _ = closed.await;
        }
    }

    /// Hands a request to the writer and waits for its answer.
    async fn ask<T>(&self, request: impl FnOnce(Answer<T>) -> Request) -> Result<T, AppendError> {
        let (answer, answered) = oneshot::channel();
        let gone = |_| AppendError::Storage { full: false, source: closed() };
        self.queue.send(request(answer)).await.map_err(gone)?;
        // The writer took it and went down over it: it may have been stored just before.
        answered.await.unwrap_or(Err(AppendError::Unknown))
    }
}

impl SqliteJournal {
    /// An append of any weight.
    pub(super) async fn append_any(
        &self,
        exercise: ExerciseId,
        expected: Position,
        drafts: Vec<Draft>,
    ) -> Result<Vec<Entry>, AppendError> {
        let bytes = drafts.iter().map(Draft::weight).sum();
        let append = Append { exercise, expected, drafts, bytes };
        self.ask(|answer| Request::Append(append, answer)).await
    }
}

impl Journal for SqliteJournal {
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
        self.readers.with(move |connection| read(connection, exercise, after, limit)).await
    }

    async fn head(&self, exercise: ExerciseId) -> Result<Option<Head>, ReadError> {
        self.readers.with(move |connection| database::head(connection, exercise).map_err(storage)).await
    }

    async fn list(&self) -> Result<Vec<ExerciseId>, ReadError> {
        self.readers.with(|connection| database::exercises(connection).map_err(storage)).await
    }

    async fn heartbeat(&self, exercise: ExerciseId, wall: i64) -> Result<(), AppendError> {
        self.ask(|answer| Request::Heartbeat(exercise, wall, answer)).await
    }

    async fn last_heartbeat(&self, exercise: ExerciseId) -> Result<Option<i64>, ReadError> {
        self.readers.with(move |connection| database::last_beat(connection, exercise).map_err(storage)).await
    }

    async fn reopen(&self) -> Result<(), AppendError> {
        self.ask(Request::Reopen).await
    }
}

/// One page of a record, every commit checked against its predecessor.
fn read(connection: &Connection, exercise: ExerciseId, after: Position, limit: usize) -> Result<Vec<Entry>, ReadError> {
    let limit = limit.min(READ_COMMITS_MAX);
    let damaged = |seq| ReadError::Damaged { exercise, seq };
    let Ok(from) = i64::try_from(after.seq()) else { return Ok(Vec::new()) };
    // With the commit before the page, whose hash the first of the page must follow.
    let mut statement = connection.prepare_cached(database::PAGE).map_err(storage)?;
    let mut rows = statement.query((exercise.to_string(), from, limit as i64 + 1)).map_err(storage)?;
    let mut chain = if from == 0 { Some(Follower::new(exercise)) } else { None };
    let (mut entries, mut bytes) = (Vec::new(), 0);
    while entries.len() < limit && bytes < READ_BYTES {
        let Some(row) = rows.next().map_err(storage)? else { break };
        let due = chain.as_ref().map_or(after.seq(), |chain| chain.seq() + 1);
        let (seq, draft, hash) = database::commit(row).ok_or_else(|| damaged(due))?;
        let Some(chain) = &mut chain else {
            if seq != due {
                return Err(damaged(due));
            }
            chain = Some(Follower::resume(exercise, seq, hash));
            continue;
        };
        if !chain.follow(seq, &draft, hash) {
            return Err(damaged(due));
        }
        bytes += draft.weight();
        entries.push(draft.into_entry(seq, hash));
    }
    Ok(entries)
}

/// Connections that only read.
#[derive(Debug)]
struct Readers {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    fn new(path: PathBuf) -> Self {
        Self { path, idle: Arc::default(), permits: Arc::new(Semaphore::new(READERS_MAX)) }
    }

    /// Runs a read on a thread that may block.
    async fn with<T, F>(&self, read: F) -> Result<T, ReadError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, ReadError> + Send + 'static,
    {
        let gone = |_| ReadError::Storage { source: closed() };
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(gone)?;
        let (path, idle) = (self.path.clone(), Arc::clone(&self.idle));
        let job = move || {
            let kept = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = kept.map_or_else(|| database::open_reader(&path), Ok).map_err(storage)?;
            let result = read(&connection)?;
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            drop(permit);
            Ok(result)
        };
        // A read that was cut off by the end of the runtime is one that nobody waits for.
        tokio::task::spawn_blocking(job)
            .await
            .unwrap_or_else(|error| Err(ReadError::Storage { source: Arc::new(error) }))
    }

    /// Waits for the reads under way and closes their connections.
    async fn close(&self) {
        // It fails only when it was closed before.
        let all = self.permits.acquire_many(READERS_MAX as u32).await;
        self.permits.close();
        drop(all);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn storage(error: rusqlite::Error) -> ReadError {
    ReadError::Storage { source: Arc::new(error) }
}

fn closed() -> Source {
    Arc::from(Box::<dyn std::error::Error + Send + Sync>::from("the journal is closed"))
}

#[cfg(test)]
pub(super) mod tests;
