//! Files by their content: `DATA/files/ab/abcdef…`, written once, never changed.
//!
//! A file is on disk, with its folder entry, before anything may refer to it.

use super::{Error, Store, folder};
use crate::ids;
use protocol::ids::{ExerciseId, FileHash, SeatCode};
use protocol::time::Timestamp;
use ring::digest::{SHA256, digest};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A file as indexed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// SHA-256 of its content.
    pub hash: FileHash,
    /// MIME type, recognised by content.
    pub media_type: String,
    /// Size.
    pub bytes: u32,
}

impl Store {
    /// Keeps a file for the seat that uploads it. The same content twice is one file.
    ///
    /// # Errors
    /// What the database or the file system says.
    pub async fn put_file(
        &self,
        content: Vec<u8>,
        media_type: &'static str,
        uploader: Option<(ExerciseId, SeatCode)>,
        now: Timestamp,
    ) -> Result<FileRow, Error> {
        self.run(move |db, inner| {
            let name = ids::hex(digest(&SHA256, &content).as_ref());
            let hash = FileHash::parse(&name).map_err(Error::Corrupt)?;
            write_once(&path_of(&inner.files, &hash), &content)?;
            let bytes = u32::try_from(content.len()).unwrap_or(u32::MAX);
            let row = FileRow { hash, media_type: media_type.into(), bytes };
            let transaction = db.transaction()?;
            insert(&transaction, &row, now)?;
            if let Some((exercise, seat)) = uploader {
                insert_upload(&transaction, &row.hash, exercise, &seat)?;
            }
            transaction.commit()?;
            Ok(row)
        })
        .await
    }

    /// What is known of a file.
    ///
    /// # Errors
    /// What the database says.
    pub async fn file(&self, hash: FileHash) -> Result<Option<FileRow>, Error> {
        self.run(move |db, _| {
            let found: Option<(String, u32)> = db
                .prepare_cached("SELECT media_type, bytes FROM files WHERE hash = ?1")?
                .query_row([hash.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            Ok(found.map(|(media_type, bytes)| FileRow { hash, media_type, bytes }))
        })
        .await
    }

    /// The content of a file.
    ///
    /// # Errors
    /// [`Error::Io`] if it cannot be read, [`Error::Corrupt`] if it is not what its name says.
    pub async fn file_content(&self, hash: FileHash) -> Result<Vec<u8>, Error> {
        let path = path_of(&self.0.files, &hash);
        let read = tokio::task::spawn_blocking(move || {
            let content = std::fs::read(&path).map_err(|source| Error::Io { path, source })?;
            if ids::hex(digest(&SHA256, &content).as_ref()) != hash.as_str() {
                return Err(Error::Corrupt(format!("file {} has another content", hash.as_str())));
            }
            Ok(content)
        });
        read.await.map_err(|_| Error::ShuttingDown)?
    }

    /// Whether this seat uploaded this file.
    ///
    /// # Errors
    /// What the database says.
    pub async fn uploaded(&self, hash: FileHash, exercise: ExerciseId, seat: SeatCode) -> Result<bool, Error> {
        self.run(move |db, _| {
            let sql = "SELECT EXISTS (SELECT 1 FROM uploads WHERE hash = ?1 AND exercise = ?2 AND seat = ?3)";
            Ok(db.query_row(sql, params![hash.as_str(), exercise.to_string(), seat.as_str()], |row| row.get(0))?)
        })
        .await
    }
}

/// Indexes a file inside somebody's transaction.
pub(super) fn insert(db: &Connection, row: &FileRow, now: Timestamp) -> Result<(), Error> {
    db.execute(
        "INSERT INTO files VALUES (?1, ?2, ?3, ?4) ON CONFLICT (hash) DO NOTHING",
        params![row.hash.as_str(), row.media_type, row.bytes, now.0],
    )?;
    Ok(())
}

/// Notes which seat brought a file in.
pub(super) fn insert_upload(
    db: &Connection,
    hash: &FileHash,
    exercise: ExerciseId,
    seat: &SeatCode,
) -> Result<(), Error> {
    db.execute(
        "INSERT INTO uploads VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        params![hash.as_str(), exercise.to_string(), seat.as_str()],
    )?;
    Ok(())
}

pub(super) fn path_of(files: &Path, hash: &FileHash) -> PathBuf {
    let name = hash.as_str();
    files.join(&name[..2]).join(name)
}

/// Writes beside, syncs, renames, syncs the folder: after a power cut there is the whole file or
/// none under its name.
pub(super) fn write_once(path: &Path, content: &[u8]) -> Result<(), Error> {
    let io = |source| Error::Io { path: path.into(), source };
    if path.exists() {
        return Ok(());
    }
    let parent = path.parent().unwrap_or(Path::new("."));
    folder::make(parent)?;
    let beside = parent.join(format!(".{}", ids::uuid()));
    let written = File::create_new(&beside)
        .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&beside, path))
        .and_then(|()| File::open(parent)?.sync_all())
        .and_then(|()| parent.parent().map_or(Ok(()), |above| File::open(above)?.sync_all()));
    if written.is_err() {
        // What is left of a failed write has no name that anything refers to.
        let _ = std::fs::remove_file(&beside);
    }
    written.map_err(io)
}
