//! Folders below the data folder. The data folder itself, with its lock, is the journal's.

use super::Error;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

/// Makes a folder that only its owner can look into.
pub(super) fn make(path: &Path) -> Result<(), Error> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|source| Error::Io { path: path.into(), source })
}
