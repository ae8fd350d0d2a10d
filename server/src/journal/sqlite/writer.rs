//! The one writer: a thread that makes whatever waits durable together.
//!
//! While one transaction is being synced, appends of all exercises pile up in the queue; the next
//! transaction takes them all. There is no timer: batching comes from back-pressure, so a lone append
//! is never delayed and a storm costs few syncs.

use super::super::chain;
use super::super::contract::{AppendError, Draft, Entry, Position, Source};
use super::super::folder::Folder;
use super::database;
use protocol::ids::ExerciseId;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

/// Requests that may wait: one full batch. A sender beyond it waits its turn.
pub(super) const QUEUE_MAX: usize = 256;

/// The most requests of one transaction, so that the first are not answered late for the last.
const BATCH_MAX: usize = 256;

/// A batch takes no more once it weighs this many bytes: about what a disk writes in one sync's time.
const BATCH_BYTES: usize = 1024 * 1024;

/// A log longer than this is copied into the file even in a storm: bounds recovery and disk use.
const LOG_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// A log longer than this is copied when nobody waits.
const LOG_BYTES_IDLE: u64 = 1024 * 1024;

/// How long nobody must have come for the writer to call it idle.
const IDLE: Duration = Duration::from_millis(200);

/// Where an answer goes. Whoever asked may have gone; then it goes nowhere.
pub(super) type Answer<T> = oneshot::Sender<Result<T, AppendError>>;

/// What the writer is asked for.
#[derive(Debug)]
pub(super) enum Request {
    /// Store these commits.
    Append(Append, Answer<Vec<Entry>>),
    /// Note that the exercise was alive at this wall time.
    Heartbeat(ExerciseId, i64, Answer<()>),
    /// Try again after the disk was full.
    Reopen(Answer<()>),
    /// Finish what came before, close the file, let go of the folder.
    Close(oneshot::Sender<()>),
}

/// Commits to be stored directly after a position.
#[derive(Debug)]
pub(super) struct Append {
    pub(super) exercise: ExerciseId,
    pub(super) expected: Position,
    pub(super) drafts: Vec<Draft>,
    /// What they weigh.
    pub(super) bytes: usize,
}

/// Appends and heartbeats of one transaction, and who waits for them, in the same order.
#[derive(Debug, Default)]
struct Batch {
    bytes: usize,
    appends: Vec<Append>,
    appenders: Vec<Answer<Vec<Entry>>>,
    heartbeats: Vec<(ExerciseId, i64)>,
    beaters: Vec<Answer<()>>,
}

/// What interrupts a batch.
enum Control {
    Reopen(Answer<()>),
    Close(oneshot::Sender<()>),
}

impl Batch {
    /// Takes a request in, or gives back what must be done between two transactions.
    fn take(&mut self, request: Request) -> Option<Control> {
        match request {
            Request::Append(append, answer) => {
                self.bytes += append.bytes;
                self.appends.push(append);
                self.appenders.push(answer);
                None
            }
            Request::Heartbeat(exercise, wall, answer) => {
                self.heartbeats.push((exercise, wall));
                self.beaters.push(answer);
                None
            }
            Request::Reopen(answer) => Some(Control::Reopen(answer)),
            Request::Close(answer) => Some(Control::Close(answer)),
        }
    }

    fn is_full(&self) -> bool {
        self.bytes >= BATCH_BYTES || self.appends.len() + self.heartbeats.len() >= BATCH_MAX
    }

    fn is_empty(&self) -> bool {
        self.appends.is_empty() && self.heartbeats.is_empty()
    }
}

/// The writer's side of an open journal.
#[derive(Debug)]
pub(super) struct Writer {
    connection: Connection,
    page_size: u64,
    folder: Folder,
    /// The storage error after which nothing is stored any more.
    failure: Option<AppendError>,
}

impl Writer {
    pub(super) fn new(connection: Connection, page_size: u32, folder: Folder) -> Self {
        Self { connection, page_size: page_size.into(), folder, failure: None }
    }

    /// Serves the queue until it is closed.
    pub(super) async fn run(mut self, mut queue: mpsc::Receiver<Request>) {
        let closed = loop {
            let Some(first) = self.next(&mut queue).await else { break None };
            let mut batch = Batch::default();
            let mut control = batch.take(first);
            while control.is_none() && !batch.is_full() {
                match queue.try_recv() {
                    Ok(request) => control = batch.take(request),
                    Err(_) => break,
                }
            }
            if !batch.is_empty() {
                self.store(batch);
                self.copy_log(LOG_BYTES_MAX);
            }
            match control {
                Some(Control::Reopen(answer)) => _ = answer.send(self.reopen()),
                Some(Control::Close(answer)) => break Some(answer),
                None => {}
            }
        };
        // The file before the lock: the next process must not find the log half closed.
        let Self { connection, folder, .. } = self;
        if let Err((_, error)) = connection.close() {
            tracing::error!(%error, "the journal was not closed in order; the next start recovers it");
        }
        drop(folder);
        if let Some(answer) = closed {
            _ = answer.send(());
        }
    }

    /// The next request; copies the log while nobody comes.
    async fn next(&mut self, queue: &mut mpsc::Receiver<Request>) -> Option<Request> {
        match timeout(IDLE, queue.recv()).await {
            Ok(request) => request,
            Err(_) => {
                self.copy_log(LOG_BYTES_IDLE);
                queue.recv().await
            }
        }
    }

    /// One transaction, one sync, then the answers.
    fn store(&mut self, batch: Batch) {
        let Batch { appends, appenders, heartbeats, beaters, .. } = batch;
        let commits: usize = appends.iter().map(|append| append.drafts.len()).sum();
        let start = Instant::now();
        let stored = match &self.failure {
            Some(failure) => Err(failure.clone()),
            None => transact(&mut self.connection, appends, &heartbeats).map_err(|error| self.fail(error)),
        };
        if stored.is_ok() {
            metrics::histogram!("startex_journal_store_seconds").record(start.elapsed());
            metrics::histogram!("startex_journal_batch_commits").record(commits as f64);
        }
        for answer in beaters {
            _ = answer.send(stored.as_ref().map(|_| ()).map_err(Clone::clone));
        }
        match stored {
            Ok(outcomes) => {
                for (answer, outcome) in appenders.into_iter().zip(outcomes) {
                    _ = answer.send(outcome);
                }
            }
            // Also for those who were fenced off: what fenced them is undone.
            Err(failure) => {
                for answer in appenders {
                    _ = answer.send(Err(failure.clone()));
                }
            }
        }
    }

    /// Copies the log into the file if more than `bytes` of it wait. Readers are never in its way, nor
    /// it in theirs.
    fn copy_log(&mut self, bytes: u64) {
        if self.failure.is_some() {
            return;
        }
        let copied = database::checkpoint(&self.connection, "NOOP").and_then(|log| {
            if log.waiting() * self.page_size > bytes {
                database::checkpoint(&self.connection, "PASSIVE")?;
            }
            Ok(())
        });
        if let Err(error) = copied {
            self.fail(error);
        }
    }

    /// Remembers that the storage cannot be trusted any more.
    fn fail(&mut self, error: rusqlite::Error) -> AppendError {
        let full = is_full(&error);
        tracing::error!(%error, full, "the journal stores nothing any more");
        metrics::gauge!("startex_journal_stopped").set(1);
        if full {
            self.folder.release_reserve();
        }
        let source: Source = Arc::new(error);
        self.failure.insert(AppendError::Storage { full, source }).clone()
    }

    /// A full disk refused a write before anything was synced: the transaction is undone and the file
    /// sound, so there is a way back, once there is room again. After a failed sync
    /// there is none: the page cache would say that all is well.
    fn reopen(&mut self) -> Result<(), AppendError> {
        match &self.failure {
            None => Ok(()),
            Some(failure @ AppendError::Storage { full: true, .. }) => {
                self.folder.take_room().map_err(|_| failure.clone())?;
                self.failure = None;
                metrics::gauge!("startex_journal_stopped").set(0);
                tracing::info!("the journal stores again");
                Ok(())
            }
            Some(failure) => Err(failure.clone()),
        }
    }
}

/// Whether the disk only has no room: for the file, or for the log's index, which is not synced at all.
fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| {
        error.code == ErrorCode::DiskFull || error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE
    })
}

/// Stores a batch. An error is one of the storage and undoes all of it; a fence failure is an answer.
fn transact(
    connection: &mut Connection,
    appends: Vec<Append>,
    heartbeats: &[(ExerciseId, i64)],
) -> rusqlite::Result<Vec<Result<Vec<Entry>, AppendError>>> {
    let mut transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut outcomes = Vec::with_capacity(appends.len());
    for append in appends {
        // A savepoint each: whatever becomes of one append, it is whole or not there.
        let point = transaction.savepoint()?;
        let outcome = store(&point, append)?;
        match &outcome {
            Ok(_) => point.commit()?,
            Err(_) => point.finish()?,
        }
        outcomes.push(outcome);
    }
    for (exercise, wall) in heartbeats {
        database::beat(&transaction, *exercise, *wall)?;
    }
    transaction.commit()?;
    Ok(outcomes)
}

/// Stores one append inside its savepoint.
fn store(connection: &Connection, append: Append) -> rusqlite::Result<Result<Vec<Entry>, AppendError>> {
    let Append { exercise, expected, drafts, .. } = append;
    let head = database::head(connection, exercise)?;
    let found = head.map_or(Position::START, |head| head.position);
    if found != expected {
        return Ok(Err(AppendError::Fenced { expected, found }));
    }
    let hash = head.map_or_else(|| chain::genesis(exercise), |head| head.hash);
    let entries = chain::extend(exercise, found.seq(), hash, drafts);
    let id = exercise.to_string();
    for entry in &entries {
        database::insert(connection, &id, entry)?;
    }
    Ok(Ok(entries))
}
