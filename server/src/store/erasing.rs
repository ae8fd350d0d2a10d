//! Erasing a person: the key goes, and with it every sealed name; sessions end; files may go too. What is
//! deleted leaves nothing readable in the database, its free pages or its log. That it was done stays
//! known, by ids alone.

use super::files::path_of;
use super::{Error, Store, uuid};
use protocol::ids::{ExerciseId, FileHash, PersonId, SeatCode};
use protocol::time::Timestamp;
use rusqlite::{Connection, params};

/// Who erased a person, and when: ids and counts, nothing about the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The person.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// The administrator's account, or the command line.
    pub by: String,
    /// Whether there was a key, and so a name that could be read.
    pub named: bool,
    /// Files that went.
    pub files: u32,
}

/// What erasing came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Whether there was a key, and so a name that could be read.
    pub named: bool,
    /// Files that went.
    pub files: u32,
    /// Digests of the sessions that ended with it.
    pub sessions: Vec<[u8; 32]>,
}

impl Store {
    /// Erases a person of an exercise, and the given files as far as nobody else brought them in as well:
    /// `alone` are seats in which nobody else ever sat. Somebody who is erased already stays so, and what
    /// an earlier try left is cleared.
    ///
    /// # Errors
    /// What the database or the file system says; ask again, it goes on where it ended.
    pub async fn erase(
        &self,
        exercise: ExerciseId,
        person: PersonId,
        files: Vec<FileHash>,
        alone: Vec<SeatCode>,
        by: String,
        now: Timestamp,
    ) -> Result<Erased, Error> {
        self.run(move |db, inner| {
            let mut erased = Erased::default();
            let transaction = db.transaction()?;
            {
                let mut sessions =
                    transaction.prepare("DELETE FROM sessions WHERE exercise = ?1 AND person = ?2 RETURNING digest")?;
                let ended = sessions.query_map(params![exercise.to_string(), person.to_string()], |row| row.get(0))?;
                erased.sessions = ended.collect::<Result<_, _>>()?;
            }
            let sql = "DELETE FROM people WHERE id = ?1 AND exercise = ?2";
            erased.named = transaction.execute(sql, params![person.to_string(), exercise.to_string()])? == 1;
            let mut gone = Vec::new();
            for file in files {
                let path = path_of(&inner.files, &file);
                if unlink(&transaction, exercise, &file, &alone)? && path.exists() {
                    gone.push(path);
                }
            }
            erased.files = u32::try_from(gone.len()).unwrap_or(u32::MAX);
            transaction.execute(
                "INSERT INTO erasures VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (exercise, person)
                 DO UPDATE SET named = max(named, excluded.named), files = files + excluded.files",
                params![exercise.to_string(), person.to_string(), now.0, by, erased.named, erased.files],
            )?;
            transaction.commit()?;
            for path in gone {
                std::fs::remove_file(&path).map_err(|source| Error::Io { path, source })?;
            }
            leave_nothing(db)?;
            Ok(erased)
        })
        .await
    }

    /// Everybody who was erased from an exercise, in order of time.
    ///
    /// # Errors
    /// What the database says.
    pub async fn erasures(&self, exercise: ExerciseId) -> Result<Vec<Erasure>, Error> {
        self.run(move |db, _| {
            let mut query = db.prepare_cached(
                "SELECT person, erased, erased_by, named, files FROM erasures WHERE exercise = ?1
                 ORDER BY erased, person",
            )?;
            let mut rows = query.query([exercise.to_string()])?;
            let mut erasures = Vec::new();
            while let Some(row) = rows.next()? {
                erasures.push(Erasure {
                    person: PersonId(uuid(&row.get::<_, String>(0)?)?),
                    at: Timestamp(row.get(1)?),
                    by: row.get(2)?,
                    named: row.get(3)?,
                    files: row.get(4)?,
                });
            }
            Ok(erasures)
        })
        .await
    }

    /// People of an exercise whose key is there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn people_with_key(&self, exercise: ExerciseId) -> Result<Vec<PersonId>, Error> {
        self.run(move |db, _| {
            let mut query = db.prepare_cached("SELECT id FROM people WHERE exercise = ?1 ORDER BY id")?;
            let mut rows = query.query([exercise.to_string()])?;
            let mut people = Vec::new();
            while let Some(row) = rows.next()? {
                people.push(PersonId(uuid(&row.get::<_, String>(0)?)?));
            }
            Ok(people)
        })
        .await
    }

    /// Files that seats of an exercise uploaded.
    ///
    /// # Errors
    /// What the database says.
    pub async fn uploads_of(&self, exercise: ExerciseId) -> Result<Vec<(FileHash, SeatCode)>, Error> {
        self.run(move |db, _| {
            let mut query =
                db.prepare_cached("SELECT hash, seat FROM uploads WHERE exercise = ?1 ORDER BY hash, seat")?;
            let mut rows = query.query([exercise.to_string()])?;
            let mut uploads = Vec::new();
            while let Some(row) = rows.next()? {
                let hash = FileHash::parse(&row.get::<_, String>(0)?).map_err(Error::Corrupt)?;
                uploads.push((hash, super::code(&row.get::<_, String>(1)?, SeatCode::parse)?));
            }
            Ok(uploads)
        })
        .await
    }
}

/// Takes a file out of the index, unless another seat or another exercise has it too; says whether it is
/// in no index now.
fn unlink(db: &Connection, exercise: ExerciseId, file: &FileHash, alone: &[SeatCode]) -> Result<bool, Error> {
    for seat in alone {
        let sql = "DELETE FROM uploads WHERE hash = ?1 AND exercise = ?2 AND seat = ?3";
        db.execute(sql, params![file.as_str(), exercise.to_string(), seat.as_str()])?;
    }
    let sql = "DELETE FROM files WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM uploads WHERE uploads.hash = ?1)";
    db.execute(sql, [file.as_str()])?;
    let gone = "SELECT NOT EXISTS (SELECT 1 FROM files WHERE hash = ?1)";
    Ok(db.query_row(gone, [file.as_str()], |row| row.get(0))?)
}

/// Rewrites the database without its free pages and empties its log. A reader that looks at the old log
/// keeps it: then it is an error, and the next try does it.
fn leave_nothing(db: &Connection) -> Result<(), Error> {
    db.execute_batch("VACUUM")?;
    let busy: bool = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy { Err(Error::LogHeld) } else { Ok(()) }
}
