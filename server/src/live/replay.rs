//! An exercise as its record tells it: what a seat was shown at every commit, and the state at the end
//! of a record in a file.
//!
//! A replay is made by the very code that shows an exercise live: [`Replica::on_commit`] and the
//! channels of the seat. So what it holds at a commit is what the seat's client held when it had been
//! given everything up to there. One thing is not in the record and therefore not in a replay: the
//! second or two for which a real emergency covered the screens before it was recorded.

use super::channel::{Channel, RawUpsert};
use super::names::Names;
use super::record::{self, RecordError};
use super::recovery::{self, LoadError};
use super::replica::{Applied, Replica};
use crate::journal::{Entry, Hash, Journal, Position, reader};
use crate::limits::REPLAY_BYTES_MAX;
use exercise::audience::channels;
use exercise::{State, apply};
use protocol::frame::ChannelName;
use protocol::ids::{ExerciseId, PersonId, SeatCode};
use protocol::item::ItemKey;
use protocol::problem::{Problem, ProblemCode};
use protocol::time::Stamp;
use serde::Serialize;
use std::path::Path;

/// Commits read and shown at a time.
const PAGE: usize = 256;

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
/// exercise. Names of people stay sealed.
///
/// # Errors
/// If the file cannot be read, or a commit in it.
pub fn state(file: &Path, id: ExerciseId) -> anyhow::Result<Option<(State, Hash)>> {
    let mut playing = Playing::default();
    let head = reader::read(file, id, |entry| playing.take(&entry).map_err(|error| error.to_string()))?;
    Ok(playing.state().zip(head))
}

/// [`protocol::replay::ReplayStep`] with items that are encoded already.
#[derive(Serialize)]
struct RawStep {
    seq: Option<u64>,
    at: Stamp,
    changes: Vec<RawChange>,
}

#[derive(Serialize)]
struct RawChange {
    channel: ChannelName,
    upsert: Vec<RawUpsert>,
    remove: Vec<ItemKey>,
}

/// Why there is no replay.
#[derive(Debug, thiserror::Error)]
enum ReplayError {
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error("there is no such seat")]
    NoSeat,
    #[error("it is larger than {REPLAY_BYTES_MAX} bytes")]
    TooLarge,
    #[error("a step cannot be encoded")]
    Encode(#[from] serde_json::Error),
    #[error("the task that renders it ended")]
    Ended,
}

impl From<RecordError> for ReplayError {
    fn from(error: RecordError) -> Self {
        Self::Load(error.into())
    }
}

impl From<ReplayError> for Problem {
    fn from(error: ReplayError) -> Self {
        let code = match error {
            ReplayError::Load(error) => return error.into(),
            ReplayError::NoSeat => ProblemCode::NotFound,
            ReplayError::TooLarge => ProblemCode::TooLarge,
            ReplayError::Encode(_) | ReplayError::Ended => ProblemCode::Internal,
        };
        Self::new(code).detail(error.to_string())
    }
}

/// What a seat was shown at every commit, as JSON of [`protocol::replay::Replay`]. The numbers of
/// commits are in it only where the reader may have them.
///
/// # Errors
/// `not_found`, `too_large`, and what reading a record may say.
pub(super) async fn of_seat<J: Journal>(
    journal: &J,
    names: &dyn Names,
    id: ExerciseId,
    seat: SeatCode,
    numbered: bool,
) -> Result<Vec<u8>, Problem> {
    let mut projector = Projector::new(id, seat, numbered);
    let mut position = Position::START;
    loop {
        let page = journal.read(id, position, PAGE).await.map_err(LoadError::from)?;
        let Some(last) = page.last() else { break };
        position = last.position();
        let mut commits = Vec::with_capacity(page.len());
        for entry in &page {
            commits.push(applied(entry, names).await?);
        }
        // Rendering takes long enough that others should not wait for it.
        let shown = tokio::task::spawn_blocking(move || projector.show(&commits).map(|()| projector)).await;
        projector = shown.map_err(|_| ReplayError::Ended)??;
    }
    Ok(projector.end()?)
}

/// A commit with the names that came with it and have not been erased since.
async fn applied(entry: &Entry, names: &dyn Names) -> Result<Applied, ReplayError> {
    let commit = record::commit(entry)?;
    let names: Vec<(PersonId, String)> = recovery::learn(names, &commit.events, &entry.sealed).await;
    Ok(Applied { commit, seq: entry.seq, hash: entry.hash, names })
}

/// Shows commits to a seat and writes down what it sees of them.
struct Projector {
    id: ExerciseId,
    seat: SeatCode,
    numbered: bool,
    seen: Option<(Replica, Vec<Channel>)>,
    head: u64,
    text: Vec<u8>,
}

impl Projector {
    const fn new(id: ExerciseId, seat: SeatCode, numbered: bool) -> Self {
        Self { id, seat, numbered, seen: None, head: 0, text: Vec::new() }
    }

    fn show(&mut self, commits: &[Applied]) -> Result<(), ReplayError> {
        for applied in commits {
            match &mut self.seen {
                None => self.seen = Some(begin(applied, &self.seat)?),
                Some((replica, channels)) => {
                    let change = replica.on_commit(applied);
                    for channel in channels.iter_mut() {
                        if change.all {
                            channel.touch_all();
                        } else {
                            channel.touch(replica.state(), &change.keys);
                        }
                    }
                }
            }
            let Some((replica, channels)) = &mut self.seen else { continue };
            let mut changes = Vec::new();
            for channel in channels {
                let (upsert, remove) = channel.step(replica);
                if !upsert.is_empty() || !remove.is_empty() {
                    changes.push(RawChange { channel: channel.name(), upsert, remove });
                }
            }
            self.head = applied.seq;
            if !changes.is_empty() {
                let seq = self.numbered.then_some(applied.seq);
                self.write(&RawStep { seq, at: applied.commit.at, changes })?;
            }
        }
        Ok(())
    }

    fn write(&mut self, step: &RawStep) -> Result<(), ReplayError> {
        if self.text.is_empty() {
            let (exercise, seat) = (serde_json::to_string(&self.id)?, serde_json::to_string(&self.seat)?);
            self.text.extend(format!("{{\"exercise\":{exercise},\"seat\":{seat},\"steps\":[").bytes());
        } else {
            self.text.push(b',');
        }
        serde_json::to_writer(&mut self.text, step)?;
        if self.text.len() > REPLAY_BYTES_MAX { Err(ReplayError::TooLarge) } else { Ok(()) }
    }

    fn end(mut self) -> Result<Vec<u8>, ReplayError> {
        // Everybody is shown the exercise itself: a record that exists has a first step.
        if self.seen.is_none() {
            return Err(LoadError::NotFound.into());
        }
        let head = serde_json::to_string(&self.numbered.then_some(self.head))?;
        self.text.extend(format!("],\"head\":{head}}}").bytes());
        Ok(self.text)
    }
}

/// The state of the first commit, with the channels of the seat, which hold nothing yet.
fn begin(first: &Applied, seat: &SeatCode) -> Result<(Replica, Vec<Channel>), ReplayError> {
    let state = apply::create(&first.commit).ok_or_else(|| RecordError {
        seq: first.seq,
        why: "a record begins with the creation of its exercise".into(),
        newer: false,
    })?;
    let of = channels(state.seat(seat).ok_or(ReplayError::NoSeat)?);
    let channels = of.into_iter().map(|(name, audience)| Channel::new(name, audience)).collect();
    Ok((Replica::new(state, first.seq, first.hash), channels))
}
