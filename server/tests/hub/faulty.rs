//! A journal that can be held up and made to fail, over one in memory that keeps every promise.

use protocol::ids::ExerciseId;
use server::journal::{AppendError, Draft, Entry, Head, Journal, MemoryJournal, Position, ReadError};
use std::sync::{Arc, Mutex};
use tokio::sync::watch;

/// What happens to the next append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is stored, but nobody hears of it.
    LostAnswer,
    /// It is not stored, and nobody hears of it.
    LostAppend,
    /// The disk fails.
    Failed,
    /// The disk is full.
    Full,
}

#[derive(Debug)]
pub(crate) struct Faulty {
    pub(crate) inner: MemoryJournal,
    /// Appends wait while it holds `true`.
    held: watch::Sender<bool>,
    /// Appends that have begun.
    begun: watch::Sender<usize>,
    fault: Mutex<Option<Fault>>,
    full: Mutex<bool>,
    /// Commits of each append.
    pub(crate) batches: Mutex<Vec<usize>>,
}

impl Faulty {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            inner: MemoryJournal::new(),
            held: watch::Sender::new(false),
            begun: watch::Sender::new(0),
            fault: Mutex::new(None),
            full: Mutex::new(false),
            batches: Mutex::new(Vec::new()),
        })
    }

    /// Holds every append up.
    pub(crate) fn hold(&self) {
        self.held.send_replace(true);
    }

    /// Lets them go on.
    pub(crate) fn let_go(&self) {
        self.held.send_replace(false);
    }

    /// Waits until one more append has begun than there were `before`.
    pub(crate) async fn begun_after(&self, before: usize) {
        self.begun.subscribe().wait_for(|begun| *begun > before).await.unwrap();
    }

    pub(crate) fn begun(&self) -> usize {
        *self.begun.borrow()
    }

    pub(crate) fn fail_next(&self, fault: Fault) {
        *self.fault.lock().unwrap() = Some(fault);
    }

    /// There is room on the disk again.
    pub(crate) fn make_room(&self) {
        *self.full.lock().unwrap() = false;
    }
}

fn storage(full: bool) -> AppendError {
    AppendError::Storage { full, source: Arc::new(std::io::Error::other("a test says so")) }
}

impl Journal for Faulty {
    async fn append(
        &self,
        exercise: ExerciseId,
        expected: Position,
        drafts: Vec<Draft>,
    ) -> Result<Vec<Entry>, AppendError> {
        self.batches.lock().unwrap().push(drafts.len());
        self.begun.send_modify(|begun| *begun += 1);
        self.held.subscribe().wait_for(|held| !held).await.unwrap();
        if *self.full.lock().unwrap() {
            return Err(storage(true));
        }
        let fault = self.fault.lock().unwrap().take();
        match fault {
            None => self.inner.append(exercise, expected, drafts).await,
            Some(Fault::LostAnswer) => {
                self.inner.append(exercise, expected, drafts).await?;
                Err(AppendError::Unknown)
            }
            Some(Fault::LostAppend) => Err(AppendError::Unknown),
            Some(Fault::Failed) => Err(storage(false)),
            Some(Fault::Full) => {
                *self.full.lock().unwrap() = true;
                Err(storage(true))
            }
        }
    }

    async fn read(&self, exercise: ExerciseId, after: Position, limit: usize) -> Result<Vec<Entry>, ReadError> {
        self.inner.read(exercise, after, limit).await
    }

    async fn head(&self, exercise: ExerciseId) -> Result<Option<Head>, ReadError> {
        self.inner.head(exercise).await
    }

    async fn list(&self) -> Result<Vec<ExerciseId>, ReadError> {
        self.inner.list().await
    }

    async fn heartbeat(&self, exercise: ExerciseId, wall: i64) -> Result<(), AppendError> {
        self.inner.heartbeat(exercise, wall).await
    }

    async fn last_heartbeat(&self, exercise: ExerciseId) -> Result<Option<i64>, ReadError> {
        self.inner.last_heartbeat(exercise).await
    }

    async fn reopen(&self) -> Result<(), AppendError> {
        if *self.full.lock().unwrap() { Err(storage(true)) } else { Ok(()) }
    }
}
