//! Reading an exercise from its record: at start, and whenever the outcome of an append is unknown.

use super::input::Recorded;
use super::names::Names;
use super::record::{self, RecordError};
use super::replica::Applied;
use crate::journal::{Entry, Hash, Journal, Position, ReadError};
use exercise::{Event, State, apply};
use protocol::ids::{CommandId, ExerciseId, PersonId};
use protocol::problem::{Problem, ProblemCode};
use protocol::time::Timestamp;
use std::collections::HashMap;

/// Commits read at a time.
const PAGE: usize = 1_024;

/// An accepted command, as repeats are compared with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub recorded: Recorded,
    pub digest: Option<[u8; 32]>,
}

/// Why an exercise cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no such exercise.
    #[error("there is no such exercise")]
    NotFound,
    /// The journal cannot be read, or is damaged.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// What is in it makes no exercise.
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl From<LoadError> for Problem {
    fn from(error: LoadError) -> Self {
        let code = match &error {
            LoadError::NotFound => return Self::new(ProblemCode::NotFound),
            LoadError::Read(ReadError::Storage { .. }) => ProblemCode::StorageFailed,
            LoadError::Read(ReadError::Damaged { .. }) | LoadError::Record(_) => ProblemCode::Internal,
        };
        tracing::error!(%error, "an exercise cannot be loaded");
        Self::new(code).detail(error.to_string())
    }
}

/// An exercise as its record tells it.
pub(super) struct Loaded {
    pub state: State,
    pub position: Position,
    pub hash: Hash,
    /// Every accepted command.
    pub known: HashMap<CommandId, Known>,
    /// Commits behind the position that the caller named, for a replica that stands there.
    pub tail: Vec<Applied>,
    /// The later of last heartbeat and last commit.
    pub alive: Timestamp,
}

/// Reads all of an exercise; keeps the commits after `since` for a replica that has the others.
///
/// # Errors
/// [`LoadError`]; nothing is served of a damaged record.
pub(super) async fn load<J: Journal>(
    journal: &J,
    names: &dyn Names,
    id: ExerciseId,
    since: Position,
) -> Result<Loaded, LoadError> {
    let mut reading = Reading { known: HashMap::new(), state: None, tail: Vec::new() };
    let (mut position, mut hash) = (Position::START, Hash([0; 32]));
    loop {
        let page = journal.read(id, position, PAGE).await?;
        let Some(last) = page.last() else { break };
        (position, hash) = (last.position(), last.hash);
        for entry in &page {
            reading.take(entry, names, since).await?;
        }
    }
    let Reading { known, state, tail } = reading;
    let state = state.ok_or(LoadError::NotFound)?;
    let heartbeat = journal.last_heartbeat(id).await?.map_or(Timestamp(i64::MIN), Timestamp);
    let alive = heartbeat.max(state.last().wall);
    Ok(Loaded { state, position, hash, known, tail, alive })
}

struct Reading {
    known: HashMap<CommandId, Known>,
    state: Option<State>,
    tail: Vec<Applied>,
}

impl Reading {
    async fn take(&mut self, entry: &Entry, names: &dyn Names, since: Position) -> Result<(), LoadError> {
        let commit = record::commit(entry)?;
        if let Some(command) = commit.command {
            let recorded = Recorded { at: commit.at, seq: entry.seq };
            self.known.insert(command, Known { recorded, digest: entry.digest });
        }
        let learned = learn(names, &commit.events, &entry.sealed).await;
        match &mut self.state {
            None => self.state = apply::create(&commit),
            Some(state) => apply::apply_commit(state, &commit, |_, _| {}),
        }
        let state = self.state.as_mut().ok_or_else(|| RecordError {
            seq: entry.seq,
            why: "a record begins with the creation of its exercise".into(),
            newer: false,
        })?;
        for (person, name) in &learned {
            state.learn_name(*person, name.clone());
        }
        if entry.position() > since {
            self.tail.push(Applied { commit, seq: entry.seq, hash: entry.hash, names: learned });
        }
        Ok(())
    }
}

/// The names that came with a commit: that of whoever sat down.
pub(super) async fn learn(names: &dyn Names, events: &[Event], sealed: &[u8]) -> Vec<(PersonId, String)> {
    let mut learned = Vec::new();
    if sealed.is_empty() {
        return learned;
    }
    for event in events {
        if let Event::SeatTaken(taken) = event
            && let Some(person) = taken.person
        {
            learned.extend(names.open(person, sealed).await.map(|name| (person, name)));
        }
    }
    learned
}
