//! Takes an archive into a data folder that no server has open: all of it, or nothing.

use super::fault::{BadArchive, Fault};
use super::read::{Checked, check};
use super::{FILES, Manifest};
use crate::journal::import::{ImportError, Importing};
use crate::journal::sqlite::OpenError;
use crate::store::{self, AdoptError, Adopted, AdoptedFile, FileRow, Store, recognise};
use protocol::ids::FileHash;
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

/// Checks an archive from its first byte to its last, then stores it: files, then index and record together.
///
/// # Errors
/// See [`ImportFailed`]; the folder holds what it held before.
pub fn import(path: &Path, data: &Path, now: Timestamp) -> Result<Manifest, ImportFailed> {
    let mut checked = check(path)?;
    let id = checked.manifest.exercise;
    let place = || format!("exercise {id}");
    if !is_over(checked.manifest.status) {
        let word = checked.manifest.status.word();
        return Err(BadArchive::new(Fault::NotEnded, place()).because(word).into());
    }
    let mut journal = Importing::open(data)?;
    let store = Store::open(data)?;
    let here = journal.head(id)?;
    if here.is_some() || store.is_listed(id)? {
        return Err(BadArchive::new(Fault::AlreadyHere, place()).into());
    }
    let files = files(&mut checked)?;
    let state = checked.state.clone();
    let scenario = state.scenario();
    let people = std::mem::take(&mut checked.people);
    let entries = std::mem::take(&mut checked.entries);
    let created = state.created().wall;
    let adopted = Adopted { id, scenario, created, people: &people, files: &files, now };
    let mut recorded = false;
    let stored = store.adopt(
        &adopted,
        |hash| Ok(checked.content(hash)?),
        || {
            journal.store(id, &entries)?;
            recorded = true;
            Ok(())
        },
    );
    match stored {
        Ok(()) => Ok(checked.manifest),
        Err(error) => {
            if recorded {
                journal.take_back(id)?;
            }
            Err(match error {
                AdoptError::Store(error) => error.into(),
                AdoptError::Present => BadArchive::new(Fault::AlreadyHere, place()).into(),
                AdoptError::Other(error) => error,
            })
        }
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
