//! Taking in an exercise that was played elsewhere: index, roster, cards, people and files, together with
//! its record or not at all. For commands that run without a server.

use super::files::{self, path_of, write_once};
use super::{CardKind, Error, ExerciseRow, FileRow, PersonKey, Roster, Store, cards, exercises, people};
use crate::ids;
use protocol::ids::{ExerciseId, FileHash, PersonId, SeatCode};
use protocol::scenario::Scenario;
use protocol::time::Timestamp;
use ring::digest::{SHA256, digest};
use rusqlite::Connection;

/// An exercise as it comes in.
#[derive(Debug)]
pub struct Adopted<'a> {
    /// Its id.
    pub id: ExerciseId,
    /// What it was made from.
    pub scenario: &'a Scenario,
    /// When it was created.
    pub created: Timestamp,
    /// Names that came along, each with its key.
    pub people: &'a [(PersonId, PersonKey, String)],
    /// Files that the record names.
    pub files: &'a [AdoptedFile],
    /// When it comes in.
    pub now: Timestamp,
}

/// A file as it comes in.
#[derive(Clone, Debug)]
pub struct AdoptedFile {
    /// Content, media type, size.
    pub row: FileRow,
    /// Seats that brought it into the record.
    pub seats: Vec<SeatCode>,
}

/// Why nothing was taken in.
#[derive(Debug, thiserror::Error)]
pub enum AdoptError<E> {
    /// The store could not.
    #[error(transparent)]
    Store(#[from] Error),
    /// The index has an exercise of this id already.
    #[error("an exercise of this id is listed already")]
    Present,
    /// What had to succeed with it did not.
    #[error("{0}")]
    Other(E),
}

impl Store {
    /// Takes an exercise in. `content` gives the bytes of a file; `record` stores the record when all else
    /// is ready, and after it only the end of the transaction can fail.
    ///
    /// # Errors
    /// [`AdoptError`]; then the index is as it was, and files that were not there before are gone again.
    pub fn adopt<E>(
        &self,
        adopted: &Adopted<'_>,
        mut content: impl FnMut(&FileHash) -> Result<Vec<u8>, E>,
        record: impl FnOnce() -> Result<(), E>,
    ) -> Result<(), AdoptError<E>> {
        let mut written = Vec::new();
        let all = self.run_here(|db, inner| {
            for file in adopted.files {
                let path = path_of(&inner.files, &file.row.hash);
                let bytes = content(&file.row.hash).map_err(AdoptError::Other)?;
                if ids::hex(digest(&SHA256, &bytes).as_ref()) != file.row.hash.as_str() {
                    let why = format!("file {} has another content", file.row.hash.as_str());
                    return Err(Error::Corrupt(why).into());
                }
                if !path.exists() {
                    written.push(path.clone());
                    write_once(&path, &bytes)?;
                }
            }
            index(db, &inner.key, adopted, record)
        });
        if all.is_err() {
            // A file that nothing names any more; whoever imports again writes it again.
            written.iter().for_each(|path| _ = std::fs::remove_file(path));
        }
        all
    }

    /// Whether an exercise of this id is listed; without a runtime.
    ///
    /// # Errors
    /// What the database says.
    pub fn is_listed(&self, id: ExerciseId) -> Result<bool, Error> {
        self.run_here(|db, _| is_listed(db, id))
    }

    /// The keys of an exercise's people, in order of their ids; without a runtime.
    ///
    /// # Errors
    /// What the database says; [`Error::Sealed`] under another server's key.
    pub fn person_keys(&self, id: ExerciseId) -> Result<Vec<(PersonId, PersonKey)>, Error> {
        self.run_here(|db, inner| people::keys(db, &inner.key, id))
    }

    /// What is known of a file and its content, if both are there; without a runtime.
    ///
    /// # Errors
    /// [`Error::Corrupt`] if it is not what its name says.
    pub fn kept_file(&self, hash: &FileHash) -> Result<Option<Vec<u8>>, Error> {
        let path = path_of(&self.0.files, hash);
        let content = match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            read => read.map_err(|source| Error::Io { path, source })?,
        };
        if ids::hex(digest(&SHA256, &content).as_ref()) != hash.as_str() {
            return Err(Error::Corrupt(format!("file {} has another content", hash.as_str())));
        }
        Ok(Some(content))
    }

    /// Ids and room codes of all exercises, in order of the ids; without a runtime.
    ///
    /// # Errors
    /// What the database says.
    pub fn exercise_codes(&self) -> Result<Vec<(ExerciseId, String)>, Error> {
        self.run_here(|db, _| {
            let mut query = db.prepare("SELECT id, room_code FROM exercises ORDER BY id")?;
            let mut rows = query.query([])?;
            let mut codes = Vec::new();
            while let Some(row) = rows.next()? {
                codes.push((ExerciseId(super::uuid(&row.get::<_, String>(0)?)?), row.get(1)?));
            }
            Ok(codes)
        })
    }
}

fn is_listed(db: &Connection, id: ExerciseId) -> Result<bool, Error> {
    Ok(db.query_row("SELECT EXISTS (SELECT 1 FROM exercises WHERE id = ?1)", [id.to_string()], |row| row.get(0))?)
}

fn index<E>(
    db: &mut Connection,
    key: &[u8; super::KEY_BYTES],
    adopted: &Adopted<'_>,
    record: impl FnOnce() -> Result<(), E>,
) -> Result<(), AdoptError<E>> {
    let Adopted { id, scenario, created, people: named, files, now } = *adopted;
    let begin = db.transaction().map_err(Error::from);
    let transaction = begin?;
    if is_listed(&transaction, id)? {
        return Err(AdoptError::Present);
    }
    let taken = |code: &str| -> Result<bool, Error> {
        let sql = "SELECT EXISTS (SELECT 1 FROM exercises WHERE room_code = ?1)";
        Ok(transaction.query_row(sql, [code], |row| row.get(0))?)
    };
    let mut room_code = ids::room_code();
    while taken(&room_code)? {
        room_code = ids::room_code();
    }
    let row = ExerciseRow { id, title: scenario.title.clone(), scenario: scenario.id.clone(), created, room_code };
    let roster = Roster::of_scenario(scenario);
    exercises::insert(&transaction, &row, &roster)?;
    let seats: Vec<SeatCode> = roster.seats.iter().map(|seat| seat.code.clone()).collect();
    cards::mint(&transaction, key, id, &seats, CardKind::Card, now)?;
    for (person, person_key, name) in named {
        people::insert(&transaction, key, id, *person, person_key, Some(name), now)?;
    }
    for file in files {
        files::insert(&transaction, &file.row, now)?;
        for seat in &file.seats {
            files::insert_upload(&transaction, &file.row.hash, id, seat)?;
        }
    }
    record().map_err(AdoptError::Other)?;
    Ok(transaction.commit().map_err(Error::from)?)
}
