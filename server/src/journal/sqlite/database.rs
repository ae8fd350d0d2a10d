//! The file: how it is opened, what is asked of it and checked back, its versions, its rows.

use super::super::chain::Hash;
use super::super::contract::{Draft, Entry, Head, Position};
use super::super::folder::FolderError;
use protocol::ids::ExerciseId;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, params};
use serde::Serialize;
use std::path::Path;
use std::time::Duration;
use uuid::Uuid;

/// The file in the data folder.
pub const FILE: &str = "journal.db";

/// The steps from one version of the file to the next; `user_version` counts those done. Steps are
/// only ever added.
const MIGRATIONS: [&str; 1] = [include_str!("../migrations/0001_commits.sql")];

/// How long a connection waits for another process, such as a reader that recovers the log after a crash.
const BUSY: Duration = Duration::from_secs(5);

/// The value of `PRAGMA synchronous` that syncs the log at every commit.
const SYNCHRONOUS_FULL: i64 = 2;

/// What stands behind the word *recorded*, as SQLite itself reported it when the file was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Durability {
    /// `wal`.
    pub journal_mode: String,
    /// `full`: every commit is synced before it is confirmed.
    pub synchronous: &'static str,
    /// Bytes in a page.
    pub page_size: u32,
    /// The SQLite in this program.
    pub sqlite_version: &'static str,
}

/// Why a journal file cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The data folder cannot be had for writing.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The file was written by a later startex.
    #[error("the journal has version {found}; this startex knows versions up to {known}")]
    Newer {
        /// Version of the file.
        found: i64,
        /// The latest that is known here.
        known: usize,
    },
    /// The file system or build does not give what durability needs.
    #[error("the journal would not be durable: journal mode {journal_mode}, synchronous {synchronous}")]
    NotDurable {
        /// Found instead of `wal`.
        journal_mode: String,
        /// Found instead of 2.
        synchronous: i64,
    },
    /// What an earlier process left in the log could not be made durable.
    #[error("the log that was left could not be brought into the journal: another process is reading it")]
    Held,
    /// SQLite says no.
    #[error("the journal cannot be opened")]
    Storage(#[from] rusqlite::Error),
    /// No thread for it.
    #[error("the journal's thread cannot be started")]
    Thread(#[source] std::io::Error),
}

/// Opens the file for the one writer, brings it to the latest version, and makes durable whatever an
/// earlier process left behind.
pub(in crate::journal) fn open_writer(path: &Path) -> Result<(Connection, Durability), OpenError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    // On macOS a plain fsync does not reach the disk; elsewhere these change nothing.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // The writer decides when, so that no commit pays for it by chance.
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    let durability = durability(&connection)?;
    migrate(&mut connection)?;
    // A commit whose sync failed or never came may stand in the log, readable from the page cache and
    // not on the disk. Copying the log into the file and syncing that makes true what is read next.
    if !checkpoint(&connection, "FULL")?.complete() {
        return Err(OpenError::Held);
    }
    Ok((connection, durability))
}

/// Opens the file for reading only.
pub(in crate::journal) fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    Ok(connection)
}

/// Asks the connection what it really does.
fn durability(connection: &Connection) -> Result<Durability, OpenError> {
    let journal_mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    let synchronous: i64 = connection.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    let page_size = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    if journal_mode != "wal" || synchronous != SYNCHRONOUS_FULL {
        return Err(OpenError::NotDurable { journal_mode, synchronous });
    }
    Ok(Durability { journal_mode, synchronous: "full", page_size, sqlite_version: rusqlite::version() })
}

/// Brings the file to the latest version, each step in a transaction of its own.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    let found = version(connection)?;
    let newer = || OpenError::Newer { found, known: MIGRATIONS.len() };
    let done = usize::try_from(found).ok().filter(|done| *done <= MIGRATIONS.len()).ok_or_else(newer)?;
    for (step, version) in MIGRATIONS[done..].iter().zip(done + 1..) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", version as i64)?;
        transaction.commit()?;
    }
    Ok(())
}

/// The version of the file: the number of migrations done.
pub(in crate::journal) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Whether a file of this version can be read here.
pub(in crate::journal) fn is_known(version: i64) -> bool {
    (1..=MIGRATIONS.len() as i64).contains(&version)
}

/// How much of the write-ahead log has been copied into the file, in pages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Log {
    busy: bool,
    pages: i64,
    copied: i64,
}

impl Log {
    /// Whether nothing is left to copy.
    pub(super) fn complete(self) -> bool {
        !self.busy && self.pages == self.copied
    }
    /// Pages that are only in the log.
    pub(super) fn waiting(self) -> u64 {
        (self.pages - self.copied).max(0).unsigned_abs()
    }
}

/// Runs a checkpoint; the mode `NOOP` only looks.
pub(super) fn checkpoint(connection: &Connection, mode: &str) -> rusqlite::Result<Log> {
    let mut statement = connection.prepare_cached(&format!("PRAGMA wal_checkpoint({mode})"))?;
    statement.query_row([], |row| Ok(Log { busy: row.get(0)?, pages: row.get(1)?, copied: row.get(2)? }))
}

/// The end of an exercise's record.
pub(in crate::journal) fn head(connection: &Connection, exercise: ExerciseId) -> rusqlite::Result<Option<Head>> {
    let sql = "SELECT seq, hash FROM commits WHERE exercise = ?1 ORDER BY seq DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let head = |row: &Row<'_>| {
        let seq: i64 = row.get(0)?;
        Ok(Head { position: Position::after(seq.unsigned_abs()), hash: Hash(row.get(1)?) })
    };
    statement.query_row([exercise.to_string()], head).optional()
}

/// Every exercise that has a commit. Steps from one id to the next in the index, however long the
/// records are.
pub(super) fn exercises(connection: &Connection) -> rusqlite::Result<Vec<ExerciseId>> {
    let sql = "WITH RECURSIVE ids (id) AS (
                 SELECT min(exercise) FROM commits
                 UNION ALL SELECT (SELECT min(exercise) FROM commits WHERE exercise > id) FROM ids WHERE id IS NOT NULL
               ) SELECT id FROM ids WHERE id IS NOT NULL";
    let mut statement = connection.prepare_cached(sql)?;
    let ids: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let exercise = |text: &String| {
        let id = parse_id(text).map(ExerciseId);
        if id.is_none() {
            tracing::error!(
                exercise = text,
                "the journal holds commits of what is no exercise; `startex verify` says more"
            );
        }
        id
    };
    Ok(ids.iter().filter_map(exercise).collect())
}

/// Stores one commit.
pub(in crate::journal) fn insert(connection: &Connection, exercise: &str, entry: &Entry) -> rusqlite::Result<()> {
    let sql = "INSERT INTO commits (exercise, seq, wall, exercise_ms, command_id, actor, digest, events, sealed, hash)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    connection.prepare_cached(sql)?.execute(params![
        exercise,
        entry.seq as i64,
        entry.wall,
        entry.exercise_ms,
        entry.command_id.map(|id| id.hyphenated().to_string()),
        entry.actor,
        entry.digest,
        entry.events,
        entry.sealed,
        entry.hash.0,
    ])?;
    Ok(())
}

/// Notes a heartbeat.
pub(super) fn beat(connection: &Connection, exercise: ExerciseId, wall: i64) -> rusqlite::Result<()> {
    let sql = "INSERT INTO heartbeats (exercise, wall) VALUES (?1, ?2)
               ON CONFLICT (exercise) DO UPDATE SET wall = excluded.wall";
    connection.prepare_cached(sql)?.execute((exercise.to_string(), wall)).map(|_| ())
}

/// The latest heartbeat.
pub(super) fn last_beat(connection: &Connection, exercise: ExerciseId) -> rusqlite::Result<Option<i64>> {
    let mut statement = connection.prepare_cached("SELECT wall FROM heartbeats WHERE exercise = ?1")?;
    statement.query_row([exercise.to_string()], |row| row.get(0)).optional()
}

/// The commits from a number on, in the columns that [`commit`] reads.
pub(in crate::journal) const PAGE: &str =
    "SELECT seq, wall, exercise_ms, command_id, actor, digest, events, sealed, hash
     FROM commits WHERE exercise = ?1 AND seq >= ?2 ORDER BY seq LIMIT ?3";

/// One row, taken literally: none where a value has another type, or an id another spelling that means
/// the same. The chain covers the bytes.
pub(in crate::journal) fn commit(row: &Row<'_>) -> Option<(u64, Draft, Hash)> {
    let command_id = match row.get::<_, Option<String>>(3).ok()? {
        Some(text) => Some(parse_id(&text)?),
        None => None,
    };
    let draft = Draft {
        wall: row.get(1).ok()?,
        exercise_ms: row.get(2).ok()?,
        command_id,
        actor: row.get(4).ok()?,
        digest: row.get(5).ok()?,
        events: row.get(6).ok()?,
        sealed: row.get(7).ok()?,
    };
    let seq = u64::try_from(row.get::<_, i64>(0).ok()?).ok()?;
    Some((seq, draft, Hash(row.get(8).ok()?)))
}

/// Reads an id in the one spelling in which ids are stored.
pub(in crate::journal) fn parse_id(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text).ok().filter(|id| id.hyphenated().to_string() == text)
}
