//! An archive that is brought to a running server: looked at first, taken in afterwards, through the one
//! writer of its journal.

use super::fault::BadArchive;
use super::import::{self, ImportFailed};
use super::read::check;
use super::{Fault, Manifest};
use crate::journal::{AnyJournal, AppendError, Entry, Journal as _};
use crate::limits::ONLINE_RECORD_BYTES_MAX;
use crate::store::{Store, Unrecorded};
use protocol::time::Timestamp;
use std::path::Path;
use tokio::runtime::Handle;

/// What is in an archive that is sound.
#[derive(Clone, Debug)]
pub struct Brought {
    /// What it says of itself, and what was found so.
    pub manifest: Manifest,
    /// Names that its keys open.
    pub names: usize,
    /// Files that it holds.
    pub files: usize,
    /// Why it cannot come in all the same.
    pub obstacle: Option<Fault>,
}

/// Checks an archive from its first byte to its last and stores nothing. On a blocking thread.
///
/// # Errors
/// [`ImportFailed::Bad`] with the first thing that is wrong; what the store says.
pub fn bring(path: &Path, store: &Store, journal: &AnyJournal, runtime: &Handle) -> Result<Brought, ImportFailed> {
    let checked = check(path, ONLINE_RECORD_BYTES_MAX)?;
    let obstacle = match checked.is_over() {
        Err(BadArchive { fault, .. }) => Some(fault),
        Ok(()) if is_here(&checked.manifest, store, journal, runtime)? => Some(Fault::AlreadyHere),
        Ok(()) => None,
    };
    let (names, files) = (checked.people.len(), checked.files.len());
    Ok(Brought { manifest: checked.manifest, names, files, obstacle })
}

/// Checks it once more and takes it in, all of it or nothing. On a blocking thread.
///
/// # Errors
/// See [`ImportFailed`].
pub fn take_in(
    path: &Path,
    store: &Store,
    journal: &AnyJournal,
    runtime: &Handle,
    now: Timestamp,
) -> Result<Manifest, ImportFailed> {
    let checked = check(path, ONLINE_RECORD_BYTES_MAX)?;
    if is_here(&checked.manifest, store, journal, runtime)? {
        return Err(BadArchive::new(Fault::AlreadyHere, format!("exercise {}", checked.manifest.exercise)).into());
    }
    import::take_in(checked, store, now, |id, entries| {
        let record = entries.into_iter().map(Entry::into_draft).collect();
        runtime.block_on(journal.adopt(id, record)).map_err(|error| match error {
            AppendError::Fenced { .. } | AppendError::TooLarge { .. } => Unrecorded::Not(error.into()),
            AppendError::Unknown | AppendError::Storage { .. } => Unrecorded::Unknown(error.into()),
        })
    })
}

fn is_here(manifest: &Manifest, store: &Store, journal: &AnyJournal, runtime: &Handle) -> Result<bool, ImportFailed> {
    let id = manifest.exercise;
    let head = runtime.block_on(journal.head(id)).map_err(ImportFailed::Read)?;
    Ok(head.is_some() || store.is_listed(id)?)
}
