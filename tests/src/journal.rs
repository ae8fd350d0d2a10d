//! The record as it lies on disk, read with nothing but SQLite and what `docs/record.md` says.

use anyhow::Context as _;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use std::path::Path;

/// A commit.
#[derive(Clone, Debug)]
pub struct Commit {
    /// Number.
    pub seq: i64,
    /// Server wall clock, ms.
    pub wall: i64,
    /// Exercise time, ms.
    pub exercise: i64,
    /// Command, if a client gave one.
    pub command: Option<String>,
    /// Who acted, as stored.
    pub actor: Value,
    /// Facts: kind and fields.
    pub events: Vec<(String, Value)>,
}

/// Every commit of an exercise, in order.
///
/// # Errors
/// If the file cannot be read or is not as documented.
pub fn read(file: &Path, exercise: &str) -> anyhow::Result<Vec<Commit>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(file, flags).with_context(|| file.display().to_string())?;
    let mut query = database.prepare(
        "SELECT seq, wall, exercise_ms, command_id, actor, events FROM commits WHERE exercise = ?1 ORDER BY seq",
    )?;
    let mut rows = query.query([exercise])?;
    let mut commits = Vec::new();
    while let Some(row) = rows.next()? {
        let (actor, events): (String, Vec<u8>) = (row.get(4)?, row.get(5)?);
        let events: Vec<Value> = serde_json::from_slice(&events)?;
        let event = |mut event: Value| (event["kind"].as_str().unwrap_or_default().to_owned(), event["data"].take());
        commits.push(Commit {
            seq: row.get(0)?,
            wall: row.get(1)?,
            exercise: row.get(2)?,
            command: row.get(3)?,
            actor: serde_json::from_str(&actor)?,
            events: events.into_iter().map(event).collect(),
        });
    }
    Ok(commits)
}

/// Every fact of one kind, with its commit.
pub fn facts<'a>(record: &'a [Commit], kind: &'a str) -> impl Iterator<Item = (&'a Commit, &'a Value)> {
    record.iter().flat_map(move |commit| {
        commit.events.iter().filter(move |(of, _)| of == kind).map(move |(_, data)| (commit, data))
    })
}
