//! The rehearsal of a list: `POST /api/v1/exercises/{exercise}/rehearsal`, the whole drill on a virtual
//! clock, once for each seed, off the threads that serve people.
//!
//! The robots that play it stand above this level: they are handed in as a function.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Body, Named};
use crate::limits::{REHEARSAL_RETRY, REHEARSALS_MAX};
use axum::Json;
use axum::extract::State;
use exercise::area::msel;
use protocol::ids::ExerciseId;
use protocol::problem::{Problem, ProblemCode};
use protocol::rehearsal::{RehearsalReport, RehearsalRequest, RehearsedList};
use protocol::scenario::Scenario;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Plays a list with so many seeds; between two of them it asks whether the answer is still wanted, and
/// answers none where it is not.
pub type Rehearse = fn(&Scenario, u32, &dyn Fn() -> bool) -> Option<RehearsalReport>;

/// Rehearsals that run: one at a time for an exercise, and so many at a time on this server.
pub struct Rehearsals {
    exercises: Arc<Mutex<HashSet<ExerciseId>>>,
    turns: Arc<Semaphore>,
}

impl Default for Rehearsals {
    fn default() -> Self {
        Self { exercises: Arc::default(), turns: Arc::new(Semaphore::new(REHEARSALS_MAX)) }
    }
}

impl Rehearsals {
    /// Takes the exercise's one place: none while it is taken.
    fn begin(&self, id: ExerciseId) -> Option<Begun> {
        // A thread that panicked with the lock has only added or removed an id.
        let mut exercises = self.exercises.lock().unwrap_or_else(PoisonError::into_inner);
        exercises.insert(id).then(|| Begun { id, exercises: Arc::clone(&self.exercises) })
    }
}

/// The place of an exercise, free again when it is dropped.
struct Begun {
    id: ExerciseId,
    exercises: Arc<Mutex<HashSet<ExerciseId>>>,
}

impl Drop for Begun {
    fn drop(&mut self) {
        self.exercises.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

/// Says that nobody waits any more when the request is gone, answered or not.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What becomes of each row of the list with every edit so far.
pub(super) async fn run(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
    Body(RehearsalRequest { seeds }): Body<RehearsalRequest>,
) -> Result<Json<RehearsalReport>, Refusal> {
    let handle = context.gateway.get(id).await?;
    let begun = context.rehearsals.begin(id).ok_or_else(busy)?;
    let turn = Arc::clone(&context.rehearsals.turns).acquire_owned().await.map_err(|_| busy())?;
    let (scenario, (changed_at, version, changed)) =
        handle.view(|state| (msel::standing(state), state.msel().stands_at())).await?;
    let at = context.clock.now();
    let (rehearse, shutdown) = (context.rehearse, context.shutdown.clone());
    let gone = Arc::new(AtomicBool::new(false));
    let waiting = Waiting(Arc::clone(&gone));
    // What was taken goes with the work: it stays taken while a request that nobody waits for still runs.
    let played = tokio::task::spawn_blocking(move || {
        let taken = (begun, turn);
        let report = rehearse(&scenario, seeds, &|| !gone.load(Ordering::Relaxed) && !shutdown.is_requested());
        drop(taken);
        report
    });
    let report = played.await.map_err(|error| {
        tracing::error!(%error, exercise.id = %id, "a rehearsal came to nothing");
        Refusal::new(ProblemCode::Internal)
    })?;
    drop(waiting);
    let list = RehearsedList { changed_at, version, changed, at };
    report.map(|report| Json(RehearsalReport { list, ..report })).ok_or_else(|| busy().into())
}

/// Another rehearsal of this exercise runs, or the server stops.
fn busy() -> Problem {
    let millis = u32::try_from(REHEARSAL_RETRY.as_millis()).unwrap_or(u32::MAX);
    Problem::new(ProblemCode::Busy).detail("one rehearsal of an exercise at a time").retry_after_ms(millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exercise_has_one_place_and_gets_it_back() {
        let rehearsals = Rehearsals::default();
        let ids = [1, 2].map(|n| ExerciseId(uuid::Uuid::from_u128(n)));
        let first = rehearsals.begin(ids[0]);
        assert!(first.is_some() && rehearsals.begin(ids[0]).is_none());
        assert!(rehearsals.begin(ids[1]).is_some(), "another exercise has its own");
        drop(first);
        assert!(rehearsals.begin(ids[0]).is_some());
    }
}
