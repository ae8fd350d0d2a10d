//! An exercise as it stood at an earlier commit of its record: what a draft that was put down said.

use super::replay::Playing;
use crate::journal::{Journal, Position, READ_COMMITS_MAX};
use exercise::State;
use protocol::ids::ExerciseId;

/// Reads the state as it stood at a commit; none where the record does not go as far. Names of people
/// stay sealed: a report says roles.
///
/// # Errors
/// If the record cannot be read, or a commit in it.
pub async fn state_at<J: Journal>(journal: &J, id: ExerciseId, seq: u64) -> anyhow::Result<Option<State>> {
    let mut playing = Playing::default();
    let mut position = Position::START;
    while position.seq() < seq {
        let left = usize::try_from(seq - position.seq()).unwrap_or(usize::MAX);
        let page = journal.read(id, position, left.min(READ_COMMITS_MAX)).await?;
        let Some(last) = page.last() else { return Ok(None) };
        position = last.position();
        // Thousands of commits are applied in one go: others should not wait for it.
        let played = tokio::task::spawn_blocking(move || {
            page.iter().try_for_each(|entry| playing.take(entry)).map(|()| playing)
        });
        playing = played.await??;
    }
    Ok(playing.state())
}
