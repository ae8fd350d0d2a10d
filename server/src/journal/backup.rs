//! Backup and restore: the whole of a data folder in one file, made beside a running server.
//!
//! A backup is a journal: the file is SQLite, its table `commits` is the record, and `startex verify`
//! or a third party's own program reads it as it is. What else belongs to the exercises (the store's
//! database, the uploaded files) is in its table `folder`. Both ways the record is verified, and
//! nothing appears under its name before it is whole and durable.
//!
//! **Not in it** is `secret.key`, which opens the sealed personal data: a backup that is lost gives
//! away no names. Whoever restores on another machine brings the key along by another way.

use super::folder::sync_folder;
use super::sqlite::{FILE, database};
use super::verify::{Verified, VerifyError, verify, verify_connection};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};
use uuid::Uuid;

/// The store's database, copied as a database.
const STORE: &str = "store.db";

/// The folder of uploaded files, which are written once and never changed.
const FILES: &str = "files";

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file system says no.
    #[error("{} cannot be used", path.display())]
    Io {
        /// What could not be used.
        path: PathBuf,
        /// What it says.
        source: io::Error,
    },
    /// There is something where it would go.
    #[error("{} is not empty; nothing was restored", path.display())]
    NotEmpty {
        /// The data folder.
        path: PathBuf,
    },
    /// The record does not fit its chain. A backup of it would only hide that.
    #[error("the record is not sound")]
    Unsound(#[from] VerifyError),
    /// The backup names a file outside the data folder.
    #[error("the backup holds a file named {0:?}, which no backup of ours does")]
    Name(String),
    /// Another process writes to a database without a pause.
    #[error("{} stays locked", .0.display())]
    Locked(PathBuf),
    /// SQLite says no.
    #[error("the database cannot be copied")]
    Storage(#[from] rusqlite::Error),
}

fn io_at(path: &Path) -> impl FnOnce(io::Error) -> BackupError + '_ {
    move |source| BackupError::Io { path: path.into(), source }
}

/// Writes a backup of the data folder to `to`, replacing an earlier one only when it is whole. Works
/// beside a running server. Answers what it holds.
///
/// # Errors
/// See [`BackupError`]; then an earlier file `to` is as it was.
pub fn backup(data: &Path, to: &Path) -> Result<Vec<Verified>, BackupError> {
    let part = Part::beside(to);
    create_private(&part.0)?;
    let mut connection = Connection::open(&part.0)?;
    // The journal first: a file is on the disk before its commit, so none that is named can be missing.
    copy(&data.join(FILE), &mut connection)?;
    // One file, readable where nothing can be written beside it; it is synced whole at the end.
    connection.pragma_update(None, "journal_mode", "delete")?;
    connection.pragma_update(None, "synchronous", "off")?;
    let sound = verify_connection(&connection, None, None)?;
    pack(data, &part, &connection)?;
    connection.close().map_err(|(_, error)| error)?;
    finish(&part.0, to)?;
    Ok(sound)
}

/// Makes the data folder from a backup. The folder must be missing or empty. Answers what it holds.
///
/// # Errors
/// See [`BackupError`]; then there is nothing at `data`.
pub fn restore(from: &Path, data: &Path) -> Result<Vec<Verified>, BackupError> {
    let sound = verify(from, None, None)?;
    if fs::read_dir(data).is_ok_and(|mut entries| entries.next().is_some()) || data.is_file() {
        return Err(BackupError::NotEmpty { path: data.into() });
    }
    let part = Part::beside(data);
    create_folder(&part.0)?;
    let journal = part.0.join(FILE);
    create_private(&journal)?;
    let mut connection = Connection::open(&journal)?;
    copy(from, &mut connection)?;
    // A bare copy of a journal can be restored too.
    connection.execute_batch("CREATE TABLE IF NOT EXISTS folder (path TEXT, bytes BLOB)")?;
    unpack(&connection, &part.0)?;
    connection.execute_batch("DROP TABLE folder; VACUUM")?;
    connection.close().map_err(|(_, error)| error)?;
    sync_file(&journal)?;
    sync_folder(&part.0).map_err(io_at(&part.0))?;
    if data.is_dir() {
        fs::remove_dir(data).map_err(io_at(data))?;
    }
    finish(&part.0, data)?;
    Ok(sound)
}

/// Copies a database in one step, so that a server that goes on writing cannot make it start again.
fn copy(from: &Path, to: &mut Connection) -> Result<(), BackupError> {
    // SQLite would take a missing file for an empty database.
    File::open(from).map_err(io_at(from))?;
    let source = database::open_reader(from)?;
    match Backup::new(&source, to)?.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(BackupError::Locked(from.into())),
    }
}

/// Puts what is beside the journal into the table `folder`.
fn pack(data: &Path, part: &Part, connection: &Connection) -> Result<(), BackupError> {
    connection.execute_batch("CREATE TABLE folder (path TEXT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL)")?;
    let put = |name: &str, path: &Path| -> Result<(), BackupError> {
        let bytes = fs::read(path).map_err(io_at(path))?;
        connection.execute("INSERT INTO folder (path, bytes) VALUES (?1, ?2)", (name, bytes))?;
        Ok(())
    };
    if data.join(STORE).is_file() {
        let copied = Part::beside(&part.0);
        create_private(&copied.0)?;
        let mut store = Connection::open(&copied.0)?;
        copy(&data.join(STORE), &mut store)?;
        store.pragma_update(None, "journal_mode", "delete")?;
        store.close().map_err(|(_, error)| error)?;
        put(STORE, &copied.0)?;
    }
    let mut folders = vec![PathBuf::from(FILES)];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(data.join(&folder)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.map_err(io_at(data))?,
        };
        for entry in entries {
            let entry = entry.map_err(io_at(data))?;
            let inner = folder.join(entry.file_name());
            match inner.to_str() {
                _ if entry.path().is_dir() => folders.push(inner),
                Some(name) => put(name, &entry.path())?,
                None => return Err(BackupError::Name(inner.to_string_lossy().into_owned())),
            }
        }
    }
    Ok(())
}

/// Writes what the table `folder` holds, and nothing outside of `data`.
fn unpack(connection: &Connection, data: &Path) -> Result<(), BackupError> {
    let mut statement = connection.prepare("SELECT path, bytes FROM folder")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (name, bytes): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let relative = Path::new(&name);
        let inside = relative.components().all(|component| matches!(component, Component::Normal(_)));
        if !inside || !(name == STORE || relative.starts_with(FILES)) {
            return Err(BackupError::Name(name));
        }
        let path = data.join(relative);
        let folder = path.parent().unwrap_or(data);
        create_folder(folder)?;
        create_private(&path)?;
        fs::write(&path, bytes).map_err(io_at(&path))?;
        sync_file(&path)?;
        sync_folder(folder).map_err(io_at(folder))?;
    }
    Ok(())
}

/// A file or folder under construction, beside the place where it will be; gone if it is not finished.
struct Part(PathBuf);

impl Part {
    fn beside(place: &Path) -> Self {
        let mut name = place.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{}.part", Uuid::new_v4().simple()));
        Self(place.with_file_name(name))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Where it was finished there is nothing left; where it was not, the error is on its way.
        _ = fs::remove_file(&self.0).or_else(|_| fs::remove_dir_all(&self.0));
        for beside in ["-wal", "-shm", "-journal"] {
            let mut name = self.0.clone().into_os_string();
            name.push(beside);
            _ = fs::remove_file(name);
        }
    }
}

/// Writes one file that is there under its name only when it is whole and durable, for its owner alone.
///
/// # Errors
/// What `write` or the file system says; then an earlier file of that name is as it was.
pub fn write_whole<E: From<BackupError>>(to: &Path, write: impl FnOnce(&mut File) -> Result<(), E>) -> Result<(), E> {
    let part = Part::beside(to);
    create_private(&part.0)?;
    let mut file = File::options().write(true).open(&part.0).map_err(io_at(&part.0))?;
    write(&mut file)?;
    drop(file);
    Ok(finish(&part.0, to)?)
}

/// Gives what is finished its name, durably.
fn finish(part: &Path, place: &Path) -> Result<(), BackupError> {
    sync_file(part)?;
    fs::rename(part, place).map_err(io_at(place))?;
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    sync_folder(folder).map_err(io_at(folder))
}

fn sync_file(path: &Path) -> Result<(), BackupError> {
    File::open(path).and_then(|file| file.sync_all()).map_err(io_at(path))
}

/// An empty file that only its owner can read: the record is nobody else's business.
fn create_private(path: &Path) -> Result<(), BackupError> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(io_at(path))
}

fn create_folder(path: &Path) -> Result<(), BackupError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(io_at(path))
}

#[cfg(test)]
mod tests;
