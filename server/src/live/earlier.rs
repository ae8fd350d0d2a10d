//! An exercise as it stood at an earlier commit of its record: what a draft that was put down said.

use super::record;
use crate::journal::{Entry, Journal, Position, READ_COMMITS_MAX};
use exercise::{State, apply};
use protocol::ids::ExerciseId;

/// Reads the state as it stood at a commit; none where the record does not go as far. Names of people
/// stay sealed: a report says roles.
///
/// # Errors
/// If the record cannot be read, or a commit in it.
pub async fn state_at<J: Journal>(journal: &J, id: ExerciseId, seq: u64) -> anyhow::Result<Option<State>> {
    let mut state: Option<State> = None;
    let mut position = Position::START;
    while position.seq() < seq {
        let left = usize::try_from(seq - position.seq()).unwrap_or(usize::MAX);
        let page = journal.read(id, position, left.min(READ_COMMITS_MAX)).await?;
        let Some(last) = page.last() else { return Ok(None) };
        position = last.position();
        // Thousands of commits are applied in one go: others should not wait for it.
        let applied = tokio::task::spawn_blocking(move || {
            page.iter().try_for_each(|entry| step(&mut state, entry)).map(|()| state)
        });
        state = applied.await?.map_err(anyhow::Error::msg)?;
    }
    Ok(state)
}

fn step(state: &mut Option<State>, entry: &Entry) -> Result<(), String> {
    let commit = record::commit(entry).map_err(|error| error.to_string())?;
    match state {
        None => *state = Some(apply::create(&commit).ok_or("the record does not begin with an exercise")?),
        Some(state) => apply::apply_commit(state, &commit, |_, _| {}),
    }
    Ok(())
}
