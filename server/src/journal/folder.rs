//! The journal's place in the data folder: who may write in it, and the room kept back for a clean stop.
//!
//! One process writes at a time, by a lock on `DATA/journal.lock` that the operating system lets go
//! when the process ends, however it ends. (The lock on the whole folder, `DATA/lock`, is the
//! store's; the journal does not rely on whoever opens it having taken that one.) Reading needs no
//! lock. `DATA/reserve` holds disk space that is given back when the disk is full, so that what must
//! still be written can be.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How much space is kept back, in bytes. A checkpoint of the whole write-ahead log needs about as
/// much as was committed since the last one; 8 MiB is several hours of a drill.
pub const RESERVE_BYTES: u64 = 8 * 1024 * 1024;

/// How much must be free beyond the reserve before a journal that found the disk full goes on, in
/// bytes: else the reserve would be taken and given back without end.
const ROOM_BYTES: u64 = 1024 * 1024;

/// Why the data folder cannot be written in.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Another process has it.
    #[error("the data folder {} is in use: another startex writes its journal", path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// The file system says no.
    #[error("the data folder {} cannot be written", path.display())]
    Io {
        /// The folder.
        path: PathBuf,
        /// What it says.
        source: io::Error,
    },
}

/// The data folder, its journal held for writing until this is dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// The lock lives as long as this open file.
    _lock: File,
}

impl Folder {
    /// Makes the folder if it is missing (for the owner only), locks it and keeps the reserve.
    ///
    /// # Errors
    /// `InUse` if another process holds it; `Io` also where there is no room for the reserve.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        let io = |source| FolderError::Io { path: path.into(), source };
        create(path).map_err(io)?;
        let lock =
            File::options().create(true).truncate(false).write(true).open(path.join("journal.lock")).map_err(io)?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => FolderError::InUse { path: path.into() },
            TryLockError::Error(source) => io(source),
        })?;
        let folder = Self { path: path.into(), _lock: lock };
        folder.keep_reserve().map_err(io)?;
        Ok(folder)
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the reserve, or sees that it is there.
    ///
    /// # Errors
    /// Where there is no room for it.
    pub fn keep_reserve(&self) -> io::Result<()> {
        let path = self.path.join("reserve");
        if fs::metadata(&path).is_ok_and(|found| found.len() == RESERVE_BYTES) {
            return Ok(());
        }
        fill(&path, RESERVE_BYTES)
    }

    /// Takes the reserve back after the disk was full, if there is more room than only for it.
    ///
    /// # Errors
    /// Where there is not; then the reserve stays free.
    pub fn take_room(&self) -> io::Result<()> {
        let probe = self.path.join("reserve.probe");
        self.keep_reserve()?;
        fill(&probe, ROOM_BYTES).and_then(|()| fs::remove_file(&probe)).inspect_err(|_| self.release_reserve())
    }

    /// Gives the reserve back to the disk.
    pub fn release_reserve(&self) {
        if let Err(error) = fs::remove_file(self.path.join("reserve"))
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::error!(%error, "the reserve could not be given back");
        }
    }
}

/// Makes a file of zeros, written and not only sized: a hole in a file takes no room.
fn fill(path: &Path, bytes: u64) -> io::Result<()> {
    let write = || {
        let mut file = File::create(path)?;
        let zeros = [0; 64 * 1024];
        for _ in 0..bytes / zeros.len() as u64 {
            file.write_all(&zeros)?;
        }
        file.sync_all()
    };
    // A part of it would serve nobody and take the room.
    write().inspect_err(|_| _ = fs::remove_file(path))
}

/// Makes the folder, and makes sure that its name survives a power cut.
fn create(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    sync_folder(parent)
}

/// Makes the names in a folder durable: a file is found after a power cut only if its folder was synced.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    // Other systems have no such call, and their file systems journal names by themselves.
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}
