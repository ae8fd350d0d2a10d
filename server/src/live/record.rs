//! Commits as the journal keeps them, and back.
//!
//! The `actor` column is canonical JSON (keys in order, no blanks). Where a command was written off
//! line, the moment that its client claims stands there too, as `happened_at` beside the seat.

use crate::journal::{Draft, Entry};
use exercise::commit::Commit;
use exercise::stored::{self, Stored, StoredError};
use exercise::{Actor, Seated};
use protocol::command::Command;
use protocol::ids::{CommandId, ExerciseId};
use protocol::time::{ExerciseTime, Stamp, Timestamp};
use ring::hmac;
use serde_json::Value;

/// Field of the actor column that holds the client's claimed time.
const HAPPENED_AT: &str = "happened_at";

/// Why a stored commit cannot be read as one of an exercise.
#[derive(Debug, thiserror::Error)]
#[error("commit {seq} cannot be read: {why}")]
pub struct RecordError {
    /// Its number.
    pub seq: u64,
    /// What is wrong.
    pub why: String,
    /// Whether a later program wrote it.
    pub newer: bool,
}

/// A commit on its way into the journal.
///
/// # Errors
/// A sentence if a number in it is not finite: JSON has no word for that.
pub fn draft(commit: &Commit, digest: Option<[u8; 32]>, sealed: Vec<u8>) -> Result<Draft, String> {
    let stored: Vec<Stored> =
        commit.events.iter().map(stored::store).collect::<Result<_, _>>().map_err(|error| error.to_string())?;
    Ok(Draft {
        wall: commit.at.wall.0,
        exercise_ms: commit.at.exercise.0,
        command_id: commit.command.map(|id| id.0),
        actor: actor(&commit.by, commit.happened_at).map_err(|error| error.to_string())?,
        digest,
        events: serde_json::to_vec(&stored).map_err(|error| error.to_string())?,
        sealed,
    })
}

/// A commit of the journal.
///
/// # Errors
/// [`RecordError`] if actor or events are not what this program, or an older one, writes.
pub fn commit(entry: &Entry) -> Result<Commit, RecordError> {
    let wrong = |why: String| RecordError { seq: entry.seq, why, newer: false };
    let mut actor: Value = serde_json::from_str(&entry.actor).map_err(|error| wrong(error.to_string()))?;
    let happened_at = actor
        .get_mut("seat")
        .and_then(Value::as_object_mut)
        .and_then(|seat| seat.remove(HAPPENED_AT))
        .and_then(|at| at.as_i64())
        .map(Timestamp);
    let by: Actor = serde_json::from_value(actor).map_err(|error| wrong(error.to_string()))?;
    let facts: Vec<Stored> = serde_json::from_slice(&entry.events).map_err(|error| wrong(error.to_string()))?;
    let events = facts.into_iter().map(stored::read).collect::<Result<_, _>>();
    Ok(Commit {
        at: Stamp { wall: Timestamp(entry.wall), exercise: ExerciseTime(entry.exercise_ms) },
        by,
        command: entry.command_id.map(CommandId),
        happened_at,
        events: events.map_err(|error: StoredError| RecordError {
            newer: matches!(error, StoredError::Newer { .. }),
            ..wrong(error.to_string())
        })?,
    })
}

fn actor(by: &Actor, happened_at: Option<Timestamp>) -> serde_json::Result<String> {
    // A `Value` keeps its keys in order, which makes the text canonical.
    let mut value = serde_json::to_value(by)?;
    if let (Some(seat), Some(at)) = (value.get_mut("seat").and_then(Value::as_object_mut), happened_at) {
        seat.insert(HAPPENED_AT.into(), at.0.into());
    }
    serde_json::to_string(&value)
}

/// By what a repeat is recognised: seat and content. The person is not part of it, because somebody
/// who signed in again on the same device sends the rest of the same outbox.
#[must_use]
pub fn digest(exercise: ExerciseId, seated: &Seated, command: &Command) -> [u8; 32] {
    let content = serde_json::to_value(command).map(|value| value.to_string()).unwrap_or_default();
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, exercise.0.as_bytes()));
    for part in [seated.seat.as_str(), &content] {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part.as_bytes());
    }
    let mut digest = [0; 32];
    digest.copy_from_slice(context.sign().as_ref());
    digest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Hash;
    use exercise::event::WallClockStepped;
    use protocol::ids::SeatCode;
    use protocol::vocab::Role;

    fn seated() -> Seated {
        let seat = SeatCode::parse("XF-1").unwrap();
        Seated { seat, role: Role::Player, department: None, person: None, robot: false }
    }

    #[test]
    fn a_commit_comes_back_from_its_columns_with_the_claimed_time() {
        for (by, happened_at) in [(Actor::Seat(seated()), Some(Timestamp(7))), (Actor::System, None)] {
            let commit = Commit {
                at: Stamp { wall: Timestamp(10), exercise: ExerciseTime(-5) },
                by,
                command: None,
                happened_at,
                events: vec![WallClockStepped { by_ms: 3_000 }.into()],
            };
            let draft = draft(&commit, None, Vec::new()).unwrap();
            let entry = draft.into_entry(1, Hash([0; 32]));
            assert_eq!(super::commit(&entry).unwrap(), commit);
        }
    }

    #[test]
    fn the_digest_tells_seats_and_contents_apart_but_not_persons() {
        let command = |row: &str| -> Command {
            serde_json::from_value(serde_json::json!({"type": "release_inject", "row": row})).unwrap()
        };
        let exercise = ExerciseId(crate::ids::uuid());
        let first = digest(exercise, &seated(), &command("1"));
        let mut other = seated();
        other.person = Some(protocol::ids::PersonId(crate::ids::uuid()));
        assert_eq!(digest(exercise, &other, &command("1")), first);
        assert_ne!(digest(exercise, &seated(), &command("2")), first);
        other.seat = SeatCode::parse("XF-2").unwrap();
        assert_ne!(digest(exercise, &other, &command("1")), first);
    }
}
