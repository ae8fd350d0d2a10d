//! Takes an archive into a data folder, beside a running server or without one: all of it, or nothing.

use super::fault::{BadArchive, Fault};
use super::read::{Checked, check};
use super::{FILES, JOURNAL_BYTES_MAX, Manifest};
use crate::journal::import::{ImportError, Importing};
use crate::journal::reader::{ReaderError, is_recorded};
use crate::journal::sqlite::{FILE, OpenError};
use crate::journal::{AppendError, Entry, ReadError};
use crate::store::{self, AdoptError, Adopted, AdoptedFile, FileRow, Store, Unrecorded, recognise};
use protocol::ids::{ExerciseId, FileHash};
use protocol::time::Timestamp;
use protocol::vocab::ExerciseStatus;
use std::path::Path;

/// Why nothing was taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportFailed {
    /// The archive is refused.
    #[error(transparent)]
    Bad(#[from] BadArchive),
    /// The data folder cannot be had for writing.
    #[error("the data folder cannot be opened")]
    Folder(#[from] OpenError),
    /// The journal says no.
    #[error("the record could not be stored")]
    Journal(#[from] ImportError),
    /// The journal of a running server says no.
    #[error("the record could not be stored")]
    Append(#[from] AppendError),
    /// The journal of a running server cannot be read.
    #[error("the record cannot be read")]
    Read(#[source] ReadError),
    /// The record cannot be looked at.
    #[error("the record cannot be read")]
    Record(#[from] ReaderError),
    /// The store says no.
    #[error("the index could not be stored")]
    Store(#[from] store::Error),
}

/// Whether an exercise is over, so that nothing of it is due any more: one that was going on would go on in
/// two places.
const fn is_over(status: ExerciseStatus) -> bool {
    match status {
        ExerciseStatus::Ended
        | ExerciseStatus::Evaluating
        | ExerciseStatus::Reported
        | ExerciseStatus::Closed
        | ExerciseStatus::Aborted => true,
        ExerciseStatus::Draft
        | ExerciseStatus::Review
        | ExerciseStatus::Approved
        | ExerciseStatus::Standby
        | ExerciseStatus::Running
        | ExerciseStatus::Paused => false,
    }
}

impl Checked {
    /// Whether an archive may come in: only what is over does.
    ///
    /// # Errors
    /// [`Fault::NotEnded`].
    pub(super) fn is_over(&self) -> Result<(), BadArchive> {
        let status = self.manifest.status;
        if is_over(status) { Ok(()) } else { Err(self.refused(Fault::NotEnded).because(status.word())) }
    }

    fn refused(&self, fault: Fault) -> BadArchive {
        BadArchive::new(fault, format!("exercise {}", self.manifest.exercise))
    }
}

/// Ends what a kill cut in two: an exercise whose record is there is whole, of any other nothing is left.
/// Before anything reads store or journal.
///
/// # Errors
/// What store and journal say.
pub fn settle(data: &Path, store: &Store) -> Result<(), ImportFailed> {
    for id in store.unsettled()? {
        let recorded = is_recorded(&data.join(FILE), id)?;
        store.settle(id, recorded)?;
        tracing::warn!(exercise.id = %id, recorded, "an import that was cut off was brought to its end");
    }
    Ok(())
}

/// Checks an archive from its first byte to its last, then stores it in a folder that no server has open.
///
/// # Errors
/// See [`ImportFailed`]; the folder holds what it held before.
pub fn import(path: &Path, data: &Path, now: Timestamp) -> Result<Manifest, ImportFailed> {
    let checked = check(path, JOURNAL_BYTES_MAX)?;
    checked.is_over()?;
    let id = checked.manifest.exercise;
    let mut journal = Importing::open(data)?;
    let store = Store::open(data)?;
    settle(data, &store)?;
    if journal.head(id)?.is_some() {
        return Err(checked.refused(Fault::AlreadyHere).into());
    }
    take_in(checked, &store, now, |id, entries| {
        journal.store(id, &entries).map_err(|error| match error {
            ImportError::Present(_) | ImportError::Broken { .. } => Unrecorded::Not(error.into()),
            // A sync that failed says nothing of what is on the disk.
            ImportError::Storage(_) => Unrecorded::Unknown(error.into()),
        })
    })
}

/// Stores what was checked; `record` stores the record, after everything else.
///
/// # Errors
/// See [`ImportFailed`]; store and journal hold what they held before, unless the outcome is unknown.
pub(super) fn take_in(
    mut checked: Checked,
    store: &Store,
    now: Timestamp,
    record: impl FnOnce(ExerciseId, Vec<Entry>) -> Result<(), Unrecorded<ImportFailed>>,
) -> Result<Manifest, ImportFailed> {
    checked.is_over()?;
    let id = checked.manifest.exercise;
    let files = files(&mut checked)?;
    let state = checked.state.clone();
    let scenario = state.scenario();
    let people = std::mem::take(&mut checked.people);
    let entries = std::mem::take(&mut checked.entries);
    let created = state.created().wall;
    let adopted = Adopted { id, scenario, created, people: &people, files: &files, now };
    match store.adopt(&adopted, |hash| Ok(checked.content(hash)?), || record(id, entries)) {
        Ok(()) => Ok(checked.manifest),
        Err(AdoptError::Store(error)) => Err(error.into()),
        Err(AdoptError::Present) => Err(checked.refused(Fault::AlreadyHere).into()),
        Err(AdoptError::Other(error)) => Err(error),
    }
}

/// What is known of each file; its kind by its content alone, as for one that is uploaded.
fn files(checked: &mut Checked) -> Result<Vec<AdoptedFile>, BadArchive> {
    let named: Vec<(FileHash, u64)> = checked.files.clone();
    let mut files = Vec::with_capacity(named.len());
    for (hash, bytes) in named {
        let content = checked.content(&hash)?;
        let bad = || BadArchive::new(Fault::BadFile, format!("{FILES}{}", hash.as_str()));
        let media_type = recognise(&content).ok_or_else(|| bad().because("of no kind that is taken"))?;
        let seats = checked.traces.seats_of(&hash);
        let bytes = u32::try_from(bytes).map_err(|_| bad())?;
        files.push(AdoptedFile { row: FileRow { hash, media_type: media_type.into(), bytes }, seats });
    }
    Ok(files)
}
