//! Checks a record from the outside: is every commit the one that was chained, and is none missing?
//!
//! Works on a file beside a running server, on a backup, on a copy. Two things it cannot know by
//! itself: a tail that was cut off, for which somebody must remember a head, and a record that was
//! written anew from some commit on with fitting hashes, for which the same head is the proof. The
//! same check can be written by a third party from `docs/record.md`; `tests/verify.py` is one.

use super::chain::{Follower, Hash};
use super::sqlite::database;
use protocol::ids::ExerciseId;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode};
use std::path::Path;

/// An exercise whose record is sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The exercise.
    pub exercise: ExerciseId,
    /// How many commits it has.
    pub commits: u64,
    /// The hash of the last one.
    pub head: Hash,
    /// The number of the commit whose hash is the remembered head. Less than `commits` where the
    /// record went on after it was noted.
    pub remembered: Option<u64>,
}

/// What is wrong with a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is not there; the next that is has this number.
    Missing {
        /// Number of the next commit found, which may be no number of ours at all.
        next: i64,
    },
    /// It is not what was chained. Which of its columns was changed cannot be told.
    Changed,
    /// It cannot be read.
    Unreadable,
}

/// Why a record is not sound.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The first commit that does not fit.
    #[error("exercise {exercise}, commit {seq}: {}", said(wrong))]
    Broken {
        /// The exercise, as the file spells it.
        exercise: String,
        /// The number that was due.
        seq: u64,
        /// What is wrong.
        wrong: Wrong,
    },
    /// No commit has the remembered hash: what came with it was cut off, or written anew.
    #[error("no commit has the hash {head}: the end of the record was cut off or rewritten")]
    HeadMissing {
        /// The remembered head.
        head: Hash,
    },
    /// The exercise that was asked for has no commit.
    #[error("there is no record of exercise {exercise}")]
    NoRecord {
        /// The exercise.
        exercise: ExerciseId,
    },
    /// The chain fits, but the file around it is damaged.
    #[error("the file is damaged: {0}")]
    File(String),
    /// The file is none of ours, or of a later startex.
    #[error("the file has version {0}, which this startex does not know")]
    Version(i64),
    /// The file cannot be read at all.
    #[error("the file cannot be read")]
    Storage(#[from] rusqlite::Error),
}

fn said(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Missing { next } => format!("is missing, the next one is {next}"),
        Wrong::Changed => "is not what was recorded".into(),
        Wrong::Unreadable => "cannot be read".into(),
    }
}

/// Checks one exercise of a file, or all of them; and that some commit has the hash `head`, where
/// somebody remembered one. Reads only. The answers come in the order of the ids.
///
/// # Errors
/// The first thing that is wrong; see [`VerifyError`].
pub fn verify(file: &Path, exercise: Option<ExerciseId>, head: Option<Hash>) -> Result<Vec<Verified>, VerifyError> {
    let connection = database::open_reader(file)?;
    // One picture of the whole file, also while a server appends to it.
    connection.execute_batch("BEGIN")?;
    verify_connection(&connection, exercise, head)
}

/// [`verify`] on an open file.
pub(super) fn verify_connection(
    connection: &Connection,
    exercise: Option<ExerciseId>,
    head: Option<Hash>,
) -> Result<Vec<Verified>, VerifyError> {
    let version = database::version(connection)?;
    if !database::is_known(version) {
        return Err(VerifyError::Version(version));
    }
    let exercises = match exercise {
        Some(exercise) => vec![exercise],
        None => exercises(connection)?,
    };
    let mut sound = Vec::with_capacity(exercises.len());
    for id in exercises {
        let verified = follow(connection, id, head)?;
        if verified.commits == 0 {
            return Err(VerifyError::NoRecord { exercise: id });
        }
        sound.push(verified);
    }
    if let Some(head) = head
        && sound.iter().all(|verified| verified.remembered.is_none())
    {
        return Err(VerifyError::HeadMissing { head });
    }
    intact(connection)?;
    Ok(sound)
}

/// Follows one record to its end.
fn follow(connection: &Connection, exercise: ExerciseId, head: Option<Hash>) -> Result<Verified, VerifyError> {
    let mut chain = Follower::new(exercise);
    let mut remembered = None;
    let broken = |seq, wrong| VerifyError::Broken { exercise: exercise.to_string(), seq, wrong };
    let mut statement = connection.prepare(database::PAGE)?;
    // From the least number there is: a commit 0 or -1 is one too many. A limit below zero is none.
    let mut rows = statement.query((exercise.to_string(), i64::MIN, -1))?;
    loop {
        let due = chain.seq() + 1;
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => break,
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
                return Err(broken(due, Wrong::Unreadable));
            }
            Err(error) => return Err(error.into()),
        };
        match row.get::<_, i64>(0) {
            Ok(next) if next != due as i64 => return Err(broken(due, Wrong::Missing { next })),
            Ok(_) | Err(_) => {}
        }
        let (seq, draft, hash) = database::commit(row).ok_or_else(|| broken(due, Wrong::Unreadable))?;
        if !chain.follow(seq, &draft, hash) {
            return Err(broken(due, Wrong::Changed));
        }
        if head == Some(hash) {
            remembered = Some(seq);
        }
    }
    Ok(Verified { exercise, commits: chain.seq(), head: chain.hash(), remembered })
}

/// Every exercise in the file. A commit of what is no exercise is one too many, and named.
fn exercises(connection: &Connection) -> Result<Vec<ExerciseId>, VerifyError> {
    let mut statement =
        connection.prepare("SELECT exercise, min(seq) FROM commits GROUP BY exercise ORDER BY exercise")?;
    let mut rows = statement.query([])?;
    let mut exercises = Vec::new();
    while let Some(row) = rows.next()? {
        let spelled = match row.get_ref(0)? {
            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            other @ (ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_)) => {
                format!("{other:?}")
            }
        };
        let Some(id) = database::parse_id(&spelled) else {
            let seq = row.get::<_, i64>(1).ok().and_then(|seq| u64::try_from(seq).ok()).unwrap_or(1);
            return Err(VerifyError::Broken { exercise: spelled, seq, wrong: Wrong::Unreadable });
        };
        exercises.push(ExerciseId(id));
    }
    Ok(exercises)
}

/// Lets SQLite check its pages and indexes. It comes last, for it cannot name a commit.
fn intact(connection: &Connection) -> Result<(), VerifyError> {
    let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(VerifyError::File(said)) }
}

#[cfg(test)]
mod tests;
