//! Exercises on their way in from an archive. The mark is on the disk before anything else and goes when the
//! record is stored: what a kill left in between is finished, or taken out again, at the next start.

use super::files::path_of;
use super::{Error, Store, from_json, to_json, uuid};
use protocol::ids::{ExerciseId, FileHash};
use protocol::time::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

impl Store {
    /// Exercises whose import did not come to its end; without a runtime.
    ///
    /// # Errors
    /// What the database says.
    pub fn unsettled(&self) -> Result<Vec<ExerciseId>, Error> {
        self.run_here(|db, _| {
            let mut query = db.prepare("SELECT exercise FROM unsettled ORDER BY exercise")?;
            let found: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            found.iter().map(|text| uuid(text).map(ExerciseId)).collect()
        })
    }

    /// Ends an import: with its record it is whole, for all else was stored before; without it everything
    /// that came with it goes. Without a runtime.
    ///
    /// # Errors
    /// What the database or the file system says; ask again, it goes on where it ended.
    pub fn settle(&self, id: ExerciseId, recorded: bool) -> Result<(), Error> {
        self.run_here(|db, inner| {
            if recorded {
                return unmark(db, id);
            }
            let sql = "SELECT files FROM unsettled WHERE exercise = ?1";
            let files: Option<String> = db.query_row(sql, [id.to_string()], |row| row.get(0)).optional()?;
            let fresh: Vec<FileHash> = files.map_or_else(|| Ok(Vec::new()), |text| from_json(&text))?;
            let transaction = db.transaction()?;
            transaction.execute("DELETE FROM exercises WHERE id = ?1", [id.to_string()])?;
            for hash in &fresh {
                let sql =
                    "DELETE FROM files WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM uploads WHERE uploads.hash = ?1)";
                transaction.execute(sql, [hash.as_str()])?;
            }
            transaction.commit()?;
            for hash in &fresh {
                let indexed = "SELECT EXISTS (SELECT 1 FROM files WHERE hash = ?1)";
                let path = path_of(&inner.files, hash);
                if !db.query_row(indexed, [hash.as_str()], |row| row.get::<_, bool>(0))? && path.exists() {
                    std::fs::remove_file(&path).map_err(|source| Error::Io { path, source })?;
                }
            }
            // Last: until all is gone the next start comes back to it.
            unmark(db, id)
        })
    }
}

/// Notes that an exercise is on its way, and which files come with it that are not here.
pub(super) fn mark(db: &Connection, id: ExerciseId, fresh: &[FileHash], now: Timestamp) -> Result<(), Error> {
    let sql = "INSERT INTO unsettled VALUES (?1, ?2, ?3)";
    db.execute(sql, params![id.to_string(), to_json(&fresh)?, now.0])?;
    Ok(())
}

/// The exercise has come in, or nothing of it is left.
pub(super) fn unmark(db: &Connection, id: ExerciseId) -> Result<(), Error> {
    db.execute("DELETE FROM unsettled WHERE exercise = ?1", [id.to_string()])?;
    Ok(())
}
