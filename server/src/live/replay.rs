//! An exercise as its record tells it, without a server: for reports and archives.

use super::record::{self, RecordError};
use crate::journal::{Entry, Hash, reader};
use exercise::{State, apply};
use protocol::ids::ExerciseId;
use std::path::Path;

/// Plays a record commit by commit. Names of people stay sealed: what is made from it says roles.
#[derive(Debug, Default)]
pub struct Playing(Option<State>);

impl Playing {
    /// Takes the next commit.
    ///
    /// # Errors
    /// If it cannot be read, or the record does not begin with an exercise.
    pub fn take(&mut self, entry: &Entry) -> Result<(), RecordError> {
        let commit = record::commit(entry)?;
        match &mut self.0 {
            None => {
                let why = || "the record does not begin with an exercise".to_owned();
                let created = apply::create(&commit);
                self.0 = Some(created.ok_or_else(|| RecordError { seq: entry.seq, why: why(), newer: false })?);
            }
            Some(state) => apply::apply_commit(state, &commit, |_, _| {}),
        }
        Ok(())
    }

    /// The state after the last commit; none before the first.
    #[must_use]
    pub fn state(self) -> Option<State> {
        self.0
    }
}

/// Reads the state at the last commit, and the chain's hash there; none where the file has no such
/// exercise.
///
/// # Errors
/// If the file cannot be read, or a commit in it.
pub fn state(file: &Path, id: ExerciseId) -> anyhow::Result<Option<(State, Hash)>> {
    let mut playing = Playing::default();
    let head = reader::read(file, id, |entry| playing.take(&entry).map_err(|error| error.to_string()))?;
    Ok(playing.state().zip(head))
}
