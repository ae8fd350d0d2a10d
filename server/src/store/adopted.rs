//! Taking in an exercise that was played elsewhere: index, roster, cards, people and files, together with
//! its record or not at all. Two databases cannot commit as one: a mark says that an exercise is on its way,
//! the record decides, and `unsettled` makes what a kill cut in two whole or nothing.

use super::files::{self, path_of, write_once};
use super::unsettled::{mark, unmark};
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

/// Why a record was not confirmed.
#[derive(Debug)]
pub enum Unrecorded<E> {
    /// It is not stored.
    Not(E),
    /// Nobody can say whether it is: the next start looks.
    Unknown(E),
}

impl Store {
    /// Takes an exercise in. `content` gives the bytes of a file; `record` stores the record when all else
    /// is on the disk: from then on the exercise is here, and before it nothing is.
    ///
    /// Without a runtime, on this thread.
    ///
    /// # Errors
    /// [`AdoptError`]; then the index is as it was, and files that were not there before are gone again,
    /// unless the outcome is unknown.
    pub fn adopt<E>(
        &self,
        adopted: &Adopted<'_>,
        content: impl FnMut(&FileHash) -> Result<Vec<u8>, E>,
        record: impl FnOnce() -> Result<(), Unrecorded<E>>,
    ) -> Result<(), AdoptError<E>> {
        let id = adopted.id;
        let fresh = self.announce(adopted)?;
        let prepared = self
            .write_files(&fresh, content)
            .and_then(|()| self.run_here(|db, inner| index(db, &inner.key, adopted)).map_err(AdoptError::Store));
        let failed = match prepared.map(|()| record()) {
            Ok(Ok(())) => {
                // Where this fails the exercise is here all the same, and the next start takes the mark away.
                if let Err(error) = self.run_here(|db, _| unmark(db, id)) {
                    tracing::warn!(%error, exercise.id = %id, "the mark of an import stays until the next start");
                }
                return Ok(());
            }
            Ok(Err(Unrecorded::Unknown(error))) => return Err(AdoptError::Other(error)),
            Ok(Err(Unrecorded::Not(error))) => AdoptError::Other(error),
            Err(error) => error,
        };
        self.settle(id, false)?;
        Err(failed)
    }

    /// Marks the exercise as on its way, with the files that are not here yet.
    fn announce<E>(&self, adopted: &Adopted<'_>) -> Result<Vec<FileHash>, AdoptError<E>> {
        self.run_here(|db, inner| {
            if is_listed(db, adopted.id)? {
                return Err(AdoptError::Present);
            }
            let named = adopted.files.iter().map(|file| &file.row.hash);
            let fresh: Vec<FileHash> = named.filter(|hash| !path_of(&inner.files, hash).exists()).cloned().collect();
            mark(db, adopted.id, &fresh, adopted.now)?;
            Ok(fresh)
        })
    }

    /// Writes files; the database is free meanwhile.
    fn write_files<E>(
        &self,
        fresh: &[FileHash],
        mut content: impl FnMut(&FileHash) -> Result<Vec<u8>, E>,
    ) -> Result<(), AdoptError<E>> {
        for hash in fresh {
            let bytes = content(hash).map_err(AdoptError::Other)?;
            if ids::hex(digest(&SHA256, &bytes).as_ref()) != hash.as_str() {
                return Err(Error::Corrupt(format!("file {} has another content", hash.as_str())).into());
            }
            write_once(&path_of(&self.0.files, hash), &bytes)?;
        }
        Ok(())
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

fn index(db: &mut Connection, key: &[u8; super::KEY_BYTES], adopted: &Adopted<'_>) -> Result<(), Error> {
    let Adopted { id, scenario, created, people: named, files, now } = *adopted;
    let transaction = db.transaction()?;
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
    Ok(transaction.commit()?)
}
