//! Puts a whole record that came from elsewhere into the journal of a data folder that no server has open.

use super::chain::Follower;
use super::contract::{Entry, Head};
use super::folder::Folder;
use super::sqlite::{FILE, OpenError, database};
use protocol::ids::ExerciseId;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Why a record was not taken in. Nothing of it is stored.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There are commits of this exercise already.
    #[error("the journal holds a record of exercise {0} already")]
    Present(ExerciseId),
    /// It is not a sound record from its first commit on.
    #[error("commit {seq} does not fit the chain")]
    Broken {
        /// The first commit that does not fit.
        seq: u64,
    },
    /// SQLite says no.
    #[error("the journal cannot be written")]
    Storage(#[from] rusqlite::Error),
}

/// The journal of a data folder, held for writing.
#[derive(Debug)]
pub struct Importing {
    // Closed before the folder is let go: fields are dropped in order.
    connection: Connection,
    _folder: Folder,
}

impl Importing {
    /// Opens the journal, making folder and file where they are missing.
    ///
    /// # Errors
    /// Also where a server has the folder.
    pub fn open(data: &Path) -> Result<Self, OpenError> {
        let folder = Folder::open(data)?;
        let (connection, _) = database::open_writer(&data.join(FILE))?;
        Ok(Self { connection, _folder: folder })
    }

    /// The end of an exercise's record, if there is one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn head(&self, exercise: ExerciseId) -> Result<Option<Head>, ImportError> {
        Ok(database::head(&self.connection, exercise)?)
    }

    /// Stores a whole record in one transaction, durable when it answers; the chain is followed once more.
    ///
    /// # Errors
    /// See [`ImportError`].
    pub fn store(&mut self, exercise: ExerciseId, entries: &[Entry]) -> Result<(), ImportError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if database::head(&transaction, exercise)?.is_some() {
            return Err(ImportError::Present(exercise));
        }
        let mut chain = Follower::new(exercise);
        let id = exercise.to_string();
        for entry in entries {
            if !chain.follow(entry.seq, &entry.clone().into_draft(), entry.hash) {
                return Err(ImportError::Broken { seq: chain.seq() + 1 });
            }
            database::insert(&transaction, &id, entry)?;
        }
        Ok(transaction.commit()?)
    }
}
