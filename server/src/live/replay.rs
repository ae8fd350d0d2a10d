//! An exercise as its record in a file tells it, without a server: for reports and exports.

use super::record;
use crate::journal::{Hash, reader};
use exercise::{State, apply};
use protocol::ids::ExerciseId;
use std::path::Path;

/// Reads the state at the last commit, and the chain's hash there; none where the file has no such
/// exercise. Names of people stay sealed: a report says roles.
///
/// # Errors
/// If the file cannot be read, or a commit in it.
pub fn state(file: &Path, id: ExerciseId) -> anyhow::Result<Option<(State, Hash)>> {
    let mut state: Option<State> = None;
    let head = reader::read(file, id, |entry| {
        let commit = record::commit(&entry).map_err(|error| error.to_string())?;
        match &mut state {
            None => state = Some(apply::create(&commit).ok_or("the record does not begin with an exercise")?),
            Some(state) => apply::apply_commit(state, &commit, |_, _| {}),
        }
        Ok(())
    })?;
    Ok(state.zip(head))
}
