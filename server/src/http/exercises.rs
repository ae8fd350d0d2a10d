//! Exercises: `/api/v1/exercises`.

use super::actions;
use super::context::Context;
use super::error::Refusal;
use super::extract::{Body, Named, SignedIn};
use super::scenarios;
use crate::access::Identity;
use crate::journal::Journal as _;
use crate::live::Handle;
use crate::store::ExerciseRow;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use protocol::ids::ExerciseId;
use protocol::problem::{Problem, ProblemCode};
use protocol::rest::{ExerciseSummary, NewExercise};
use protocol::scenario::Scenario;

/// `GET /api/v1/exercises`: all of them for an administrator, the own one for a seat.
pub(super) async fn list(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
) -> Result<Json<Vec<ExerciseSummary>>, Refusal> {
    let own = match identity {
        Identity::Administrator { .. } => None,
        Identity::Seat(seat) => Some(seat.exercise),
        // Who waits takes part in nothing yet.
        Identity::Waiting { .. } | Identity::Feed { .. } => return Ok(Json(Vec::new())),
    };
    let mut list = Vec::new();
    for row in context.store.exercises().await? {
        if own.is_none_or(|own| own == row.id) {
            // One whose record cannot be loaded was logged; the others are listed.
            if let Ok(handle) = context.gateway.get(row.id).await {
                list.push(summary(&context, &handle, row).await?);
            }
        }
    }
    Ok(Json(list))
}

/// `POST /api/v1/exercises`
pub(super) async fn create(
    State(context): State<Context>,
    Body(new): Body<NewExercise>,
) -> Result<(StatusCode, Json<ExerciseSummary>), Refusal> {
    let scenario = scenarios::find(&context, new.scenario, None).await?;
    // Before anything is made: what cannot be carried over is said.
    let carried = actions::carried(&context, &new.carry).await?;
    let handle = open(&context, scenario).await?;
    if !carried.is_empty() {
        handle.carry(carried).await?;
    }
    let row = context.store.exercise(handle.id()).await?.ok_or_else(Refusal::not_found)?;
    Ok((StatusCode::CREATED, Json(summary(&context, &handle, row).await?)))
}

/// `GET /api/v1/exercises/{exercise}`
pub(super) async fn show(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
) -> Result<Json<ExerciseSummary>, Refusal> {
    let row = context.store.exercise(id).await?.ok_or_else(Refusal::not_found)?;
    let handle = context.gateway.get(id).await?;
    Ok(Json(summary(&context, &handle, row).await?))
}

/// Creates an exercise in the record, then lets people find it.
///
/// # Errors
/// What record and store say.
pub async fn open(context: &Context, scenario: Scenario) -> Result<Handle, Problem> {
    let earlier = context.gateway.here().findings_for(&scenario.id).await?;
    let handle = context.gateway.create(scenario.clone()).await?;
    if !earlier.is_empty() {
        handle.note_earlier(earlier).await?;
    }
    context.access.open_exercise(handle.id(), &scenario, handle.summary().created.wall).await?;
    metrics::counter!("startex_exercises_created_total").increment(1);
    Ok(handle)
}

/// Lets people find every exercise that is in the record and not in the index: a server that was
/// killed between the two, or a store that was lost.
///
/// # Errors
/// What record and store say.
pub async fn index_missing(context: &Context) -> Result<(), Problem> {
    for handle in context.gateway.here().load_all().await? {
        if context.store.exercise(handle.id()).await?.is_none() {
            let scenario = handle.view(|state| state.scenario().as_ref().clone()).await?;
            context.access.open_exercise(handle.id(), &scenario, handle.summary().created.wall).await?;
            tracing::info!(exercise.id = %handle.id(), "an exercise of the record was indexed again");
        }
    }
    Ok(())
}

async fn summary(context: &Context, handle: &Handle, row: ExerciseRow) -> Result<ExerciseSummary, Refusal> {
    let head = context.gateway.here().journal().head(row.id).await.map_err(|error| {
        tracing::error!(%error, exercise.id = %row.id, "the record's head cannot be read");
        Refusal::new(ProblemCode::StorageFailed)
    })?;
    let commits = head.map_or(0, |head| u32::try_from(head.position.seq()).unwrap_or(u32::MAX));
    let ExerciseRow { id, title, scenario, created, room_code: _ } = row;
    Ok(ExerciseSummary { id, title, scenario, status: handle.status(), created, commits })
}
