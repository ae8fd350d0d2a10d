//! Saving into the library: what was there stays as an earlier version, or nothing happens.

use super::files::{self, path_of, write_once};
use super::scenarios::{Described, summary_of, words_of};
use super::{Error, FileRow, Inner, Store, to_json};
use protocol::ids::{ExerciseId, ScenarioId};
use protocol::library::{SavedBy, ScenarioSummary, Tag, VersionNote};
use protocol::scenario::Scenario;
use protocol::time::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

/// What the library holds at most.
#[derive(Clone, Copy, Debug)]
pub struct LibraryBounds {
    /// Scenarios.
    pub scenarios: usize,
    /// Versions of one scenario; beyond, the oldest is forgotten.
    pub versions: u32,
    /// Bytes of all versions of all scenarios.
    pub bytes: u64,
}

/// What a save may meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Onto {
    /// A name that is free.
    New,
    /// A scenario, or a name that is free.
    Any,
    /// The same, but a scenario only if somebody saved it from this exercise before.
    Own(ExerciseId),
}

/// A scenario that is saved under its own name.
#[derive(Clone, Debug)]
pub struct Save {
    /// The scenario.
    pub scenario: Scenario,
    /// Who saves it.
    pub by: SavedBy,
    /// What the version is.
    pub note: VersionNote,
    /// Tags of a scenario that is new.
    pub tags: Vec<Tag>,
    /// Attachments that come with it.
    pub files: Vec<(FileRow, Vec<u8>)>,
    /// What it may meet.
    pub onto: Onto,
    /// When.
    pub now: Timestamp,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// It is kept. One that differs in nothing from the newest version is that version.
    Kept(Box<ScenarioSummary>),
    /// The name is taken.
    Taken,
    /// The scenario is not this exercise's.
    Foreign,
    /// The library is full.
    Full,
}

impl Store {
    /// Saves a scenario as a new version, with its attachments: all of it, or nothing.
    ///
    /// # Errors
    /// What the database or the file system says.
    pub async fn save_scenario(&self, save: Save, bounds: LibraryBounds) -> Result<Saved, Error> {
        self.run(move |db, inner| {
            let mut written = Vec::new();
            let saved = save_in(db, inner, &save, bounds, &mut written);
            if !matches!(saved, Ok(Saved::Kept(_))) {
                // Files that nothing names; whoever saves again writes them again.
                written.iter().for_each(|path| _ = std::fs::remove_file(path));
            }
            saved
        })
        .await
    }
}

fn save_in(
    db: &mut Connection,
    inner: &Inner,
    save: &Save,
    bounds: LibraryBounds,
    written: &mut Vec<std::path::PathBuf>,
) -> Result<Saved, Error> {
    let transaction = db.transaction()?;
    let id = &save.scenario.id;
    let sql = "SELECT version FROM library WHERE id = ?1";
    let newest: Option<u32> = transaction.query_row(sql, [id.as_str()], |row| row.get(0)).optional()?;
    if newest.is_some() {
        match &save.onto {
            Onto::New => return Ok(Saved::Taken),
            Onto::Own(exercise) if !was_saved_from(&transaction, id, *exercise)? => return Ok(Saved::Foreign),
            Onto::Any | Onto::Own(_) => {}
        }
    }
    let body = to_json(&save.scenario)?;
    let bytes = body.len() as u64;
    if let Some(newest) = newest.filter(|_| save.files.is_empty())
        && is_same(&transaction, id, newest, &body)?
    {
        return kept(&transaction, id);
    }
    if !has_room(&transaction, newest.is_none(), bytes, bounds)? {
        return Ok(Saved::Full);
    }
    for (row, content) in &save.files {
        let path = path_of(&inner.files, &row.hash);
        if !path.exists() {
            written.push(path.clone());
            write_once(&path, content)?;
        }
        files::insert(&transaction, row, save.now)?;
    }
    let version = newest.unwrap_or(0) + 1;
    transaction.execute(
        "INSERT INTO library VALUES (?1, ?2, ?3, 0, ?4)
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, words = excluded.words",
        params![id.as_str(), version, to_json(&save.tags)?, words_of(&save.scenario)],
    )?;
    let (by, about) = (to_json(&save.by)?, to_json(&Described::of(&save.scenario))?);
    transaction.execute(
        "INSERT INTO library_versions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            id.as_str(),
            version,
            save.now.0,
            by,
            save.note.as_str(),
            i64::try_from(bytes).unwrap_or(i64::MAX),
            about,
            body
        ],
    )?;
    transaction.execute(
        "DELETE FROM library_versions WHERE scenario = ?1 AND version <= ?2",
        params![id.as_str(), i64::from(version) - i64::from(bounds.versions)],
    )?;
    let saved = kept(&transaction, id)?;
    transaction.commit()?;
    Ok(saved)
}

fn kept(db: &Connection, id: &ScenarioId) -> Result<Saved, Error> {
    let summary = summary_of(db, id)?;
    summary.map(|summary| Saved::Kept(Box::new(summary))).ok_or_else(|| Error::Corrupt(format!("no scenario {id}")))
}

/// Whether the version is, letter for letter, what is saved again.
fn is_same(db: &Connection, id: &ScenarioId, version: u32, body: &str) -> Result<bool, Error> {
    let sql = "SELECT body = ?3 FROM library_versions WHERE scenario = ?1 AND version = ?2";
    Ok(db.query_row(sql, params![id.as_str(), version, body], |row| row.get(0))?)
}

fn was_saved_from(db: &Connection, id: &ScenarioId, exercise: ExerciseId) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM library_versions
               WHERE scenario = ?1 AND json_extract(saved_by, '$.seat.exercise') = ?2)";
    Ok(db.query_row(sql, params![id.as_str(), exercise.to_string()], |row| row.get(0))?)
}

fn has_room(db: &Connection, new: bool, bytes: u64, bounds: LibraryBounds) -> Result<bool, Error> {
    let count: i64 = db.query_row("SELECT count(*) FROM library", [], |row| row.get(0))?;
    let held: i64 = db.query_row("SELECT coalesce(sum(bytes), 0) FROM library_versions", [], |row| row.get(0))?;
    let one_more = !new || usize::try_from(count).is_ok_and(|count| count < bounds.scenarios);
    Ok(one_more && u64::try_from(held).is_ok_and(|held| held + bytes <= bounds.bytes))
}
