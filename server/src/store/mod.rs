//! What is not an exercise: accounts, sessions, seat cards, people's keys, the scenario library,
//! the index of exercises, and files.
//!
//! One SQLite database `DATA/store.db` beside the journal, one writer connection behind a lock,
//! every call on a blocking thread. Secrets are stored as their SHA-256; what must be shown again
//! (cards, names) is sealed with the key in `DATA/secret.key`, which is not part of the database.

mod accounts;
mod adopted;
mod cards;
mod erasing;
mod exercises;
mod files;
mod folder;
mod kiosks;
mod media;
mod people;
mod rooms;
mod saving;
mod scenarios;
mod schema;
mod sessions;
mod snippets;
#[cfg(test)]
mod tests;
mod unsettled;
mod vault;

pub use accounts::Account;
pub use adopted::{AdoptError, Adopted, AdoptedFile, Unrecorded};
pub use cards::{Binding, Card, CardKind, CardRow};
pub use erasing::{Erased, Erasure};
pub use exercises::{ExerciseRow, Roster, SeatRow};
pub use files::FileRow;
pub use kiosks::KioskRow;
pub use media::recognise;
pub use people::PersonKey;
pub use rooms::{Admitted, WaitingRow};
pub use saving::{LibraryBounds, Onto, Save, Saved};
pub use scenarios::{Wanted, bundled_summary, words_of};
pub use sessions::{Holder, SessionRow};
pub use vault::{KEY_BYTES, open, seal};

use protocol::problem::{Problem, ProblemCode};
use rusqlite::{Connection, ErrorCode};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// How long a call waits for another process that writes, such as `startex admin reset`.
const BUSY_WAIT: Duration = Duration::from_secs(5);

/// Why the store could not do something.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be used.
    #[error("cannot use {path}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The database said no.
    #[error("the store's database failed")]
    Database(#[from] rusqlite::Error),
    /// The database was written by a later version of the program.
    #[error("the store has version {found}, this program knows up to {known}: use the newer program")]
    Newer {
        /// Version of the database.
        found: u32,
        /// Newest version that this program knows.
        known: u32,
    },
    /// A sealed value does not open: another key, or changed bytes.
    #[error("a sealed value does not open with this key")]
    Sealed,
    /// A stored value is not what this program writes.
    #[error("the store holds a value that it cannot hold: {0}")]
    Corrupt(String),
    /// The log could not be emptied of what was deleted: another process reads it.
    #[error("erased, but another process still reads the log of store.db: end it and erase once more")]
    LogHeld,
    /// The blocking task ended early: the runtime is going down.
    #[error("the store is shutting down")]
    ShuttingDown,
}

impl Error {
    /// Whether there is no space left.
    #[must_use]
    pub fn is_full(&self) -> bool {
        match self {
            Self::Io { source, .. } => source.kind() == std::io::ErrorKind::StorageFull,
            Self::Database(rusqlite::Error::SqliteFailure(error, _)) => error.code == ErrorCode::DiskFull,
            Self::Database(_)
            | Self::Newer { .. }
            | Self::Sealed
            | Self::Corrupt(_)
            | Self::LogHeld
            | Self::ShuttingDown => false,
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        tracing::error!(error = %chain(&error), "the store failed");
        match &error {
            Error::LogHeld => Self::new(ProblemCode::Busy).detail(error.to_string()),
            error if error.is_full() => Self::new(ProblemCode::StorageFull),
            _ => Self::new(ProblemCode::StorageFailed),
        }
    }
}

/// An error with all that lies behind it, in one line.
#[must_use]
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        text.push_str(": ");
        text.push_str(&source.to_string());
        next = source.source();
    }
    text
}

/// A handle on the store; clones share it.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    /// Waited for on the runtime, not on a blocking thread: a hall that comes in at once would start a
    /// hundred threads of which one works.
    connection: Arc<Mutex<Connection>>,
    key: [u8; KEY_BYTES],
    files: PathBuf,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("files", &self.0.files).finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the store of a data folder, making what is missing and bringing an older database up
    /// to this version.
    ///
    /// # Errors
    /// [`Error::Newer`] for a database of a later version; otherwise what the system says.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        folder::make(folder)?;
        let key = vault::key_of(&folder.join("secret.key"))?;
        let files = folder.join("files");
        folder::make(&files)?;
        let mut connection = Connection::open(folder.join("store.db"))?;
        connection.busy_timeout(BUSY_WAIT)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What is deleted is overwritten: a person's key must not stand in a free page.
        connection.pragma_update(None, "secure_delete", true)?;
        schema::migrate(&mut connection)?;
        scenarios::describe_missing(&mut connection)?;
        Ok(Self(Arc::new(Inner { connection: Arc::new(Mutex::new(connection)), key, files })))
    }

    /// Runs `work` on the writer connection, on this thread: for commands without a runtime.
    fn run_here<T, E>(&self, work: impl FnOnce(&mut Connection, &Inner) -> Result<T, E>) -> Result<T, E> {
        work(&mut self.0.connection.blocking_lock(), &self.0)
    }

    /// Runs `work` on the writer connection, on a blocking thread.
    async fn run<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&mut Connection, &Inner) -> Result<T, Error> + Send + 'static,
    {
        let inner = Arc::clone(&self.0);
        let mut connection = Arc::clone(&inner.connection).lock_owned().await;
        // A panic in one call cannot leave the connection half-changed for the next: transactions roll
        // back when they are dropped.
        let ran = tokio::task::spawn_blocking(move || work(&mut connection, &inner));
        ran.await.map_err(|_| Error::ShuttingDown)?
    }
}

/// A JSON column.
fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::Corrupt(error.to_string()))
}

/// A value for a JSON column.
fn to_json<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Corrupt(error.to_string()))
}

/// A UUID column.
fn uuid(text: &str) -> Result<uuid::Uuid, Error> {
    text.parse().map_err(|_| Error::Corrupt(format!("{text:?} is no UUID")))
}

/// A code column, parsed by the type's own rule.
fn code<T>(text: &str, parse: fn(&str) -> Result<T, String>) -> Result<T, Error> {
    parse(text).map_err(Error::Corrupt)
}
