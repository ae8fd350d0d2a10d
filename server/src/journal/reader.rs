//! Reads one record from a file that somebody else may be writing: reports, exports.

use super::chain::Hash;
use super::contract::Entry;
use super::sqlite::database;
use protocol::ids::ExerciseId;
use std::path::Path;

/// Why a record cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// A commit is damaged.
    #[error("a commit after {after} cannot be read")]
    Damaged {
        /// The last that could be.
        after: u64,
    },
    /// What is done with a commit fails.
    #[error("{0}")]
    Refused(String),
    /// The file cannot be read at all.
    #[error("the file cannot be read")]
    Storage(#[from] rusqlite::Error),
}

/// Whether there is a commit of an exercise.
///
/// # Errors
/// If the file cannot be read.
pub fn is_recorded(file: &Path, exercise: ExerciseId) -> Result<bool, ReaderError> {
    Ok(database::head(&database::open_reader(file)?, exercise)?.is_some())
}

/// Gives every commit of an exercise, in order; the hash of the last one, none where there is none.
/// One picture of the file, also while a server appends to it.
///
/// # Errors
/// [`ReaderError`]; what `each` refuses ends the reading.
pub fn read(
    file: &Path,
    exercise: ExerciseId,
    mut each: impl FnMut(Entry) -> Result<(), String>,
) -> Result<Option<Hash>, ReaderError> {
    let connection = database::open_reader(file)?;
    connection.execute_batch("BEGIN")?;
    let mut statement = connection.prepare(database::PAGE)?;
    let mut rows = statement.query((exercise.to_string(), i64::MIN, -1))?;
    let (mut after, mut head) = (0, None);
    while let Some(row) = rows.next()? {
        let (seq, draft, hash) = database::commit(row).ok_or(ReaderError::Damaged { after })?;
        each(draft.into_entry(seq, hash)).map_err(ReaderError::Refused)?;
        (after, head) = (seq, Some(hash));
    }
    Ok(head)
}
