//! The list as it is planned, as far as it is asked for and not shown: the history of a cell, earlier
//! versions, and what differs between two of them.

use super::context::Context;
use super::error::Refusal;
use super::extract::Named;
use crate::ids;
use crate::journal::{Entry, Journal as _, Position, READ_COMMITS_MAX};
use crate::live::{earlier, record};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use exercise::area::msel::{compare, standing};
use exercise::commit::Moment;
use exercise::view::{self, cell_changes};
use protocol::ids::{ExerciseId, MselRowId, RowId};
use protocol::msel::{MselCellChange, MselDifference, MselField, MselPreview};
use protocol::problem::{Problem, ProblemCode};
use protocol::scenario::Scenario;
use serde::Deserialize;
use uuid::Uuid;

/// Which cell.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfCell {
    row: MselRowId,
    field: MselField,
}

/// `GET /api/v1/exercises/{exercise}/msel/history?row=&field=`: every change of a cell, oldest first.
pub(super) async fn history(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
    query: Result<Query<OfCell>, QueryRejection>,
) -> Result<Json<Vec<MselCellChange>>, Refusal> {
    let Query(OfCell { row, field }) = query.map_err(malformed)?;
    let handle = context.gateway.get(id).await?;
    let journal = context.gateway.here().journal();
    let mut position = Position::START;
    let mut found = Vec::new();
    loop {
        let page = journal.read(id, position, READ_COMMITS_MAX).await.map_err(|error| damaged(id, &error))?;
        let Some(last) = page.last() else { break };
        position = last.position();
        for entry in page.iter().filter(|entry| names(entry, row)) {
            found.push((entry.seq, record::commit(entry).map_err(|error| damaged(id, &error))?));
        }
    }
    let told = handle.view(move |state| {
        // What the disk has before the state that is looked at is not told yet.
        let known = found.iter().filter(|(seq, _)| *seq <= state.seq());
        known.flat_map(|(seq, commit)| cell_changes(state, *seq, commit, row, &field)).collect()
    });
    Ok(Json(told.await?))
}

/// Whether a commit can be about a row: its key stands in the stored bytes. Most commits need not be read.
fn names(entry: &Entry, row: MselRowId) -> bool {
    let key = row.to_string();
    entry.events.windows(key.len()).any(|bytes| bytes == key.as_bytes())
}

/// `GET /api/v1/exercises/{exercise}/msel/rows/{row}/preview`: what each recipient would be shown of a row if
/// it were released as it stands.
pub(super) async fn preview(
    State(context): State<Context>,
    Named((id, row)): Named<(ExerciseId, RowId)>,
) -> Result<Json<Vec<MselPreview>>, Refusal> {
    let moment = Moment { wall: context.clock.now(), seed: ids::uuid(), happened_at: None, ballot: Uuid::nil() };
    let shown = context.gateway.get(id).await?.view(move |state| view::preview(state, &row, &moment)).await?;
    shown.map(Json).ok_or_else(|| Problem::new(ProblemCode::Unknown).place("row").into())
}

/// Two versions; 0 is the list as it stands.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Between {
    from: u32,
    to: u32,
}

/// `GET /api/v1/exercises/{exercise}/msel/compare?from=1&to=2`: what differs; 0 or nothing is the list as it
/// stands.
pub(super) async fn differences(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
    query: Result<Query<Between>, QueryRejection>,
) -> Result<Json<Vec<MselDifference>>, Refusal> {
    let Query(Between { from, to }) = query.map_err(malformed)?;
    let (before, after) = (version(&context, id, from).await?, version(&context, id, to).await?);
    let compared = tokio::task::spawn_blocking(move || compare(&before, &after));
    compared.await.map(Json).map_err(|_| Refusal::new(ProblemCode::Internal))
}

/// A version of the list, from the record.
async fn version(context: &Context, id: ExerciseId, number: u32) -> Result<Scenario, Refusal> {
    let handle = context.gateway.get(id).await?;
    let Some(index) = number.checked_sub(1) else { return Ok(handle.view(standing).await?) };
    let seq = handle.view(move |state| state.version_frozen(index)).await?;
    let seq = seq.ok_or_else(|| Refusal::from(Problem::new(ProblemCode::Unknown).place("version")))?;
    let state = earlier::state_at(context.gateway.here().journal().as_ref(), id, seq).await;
    let state = state.map_err(|error| damaged(id, &format!("{error:#}")))?.ok_or_else(Refusal::not_found)?;
    Ok(standing(&state))
}

fn damaged(id: ExerciseId, error: &dyn std::fmt::Display) -> Refusal {
    tracing::error!(%error, exercise.id = %id, "the record cannot be read");
    Refusal::new(ProblemCode::StorageFailed)
}

fn malformed(error: QueryRejection) -> Refusal {
    Problem::new(ProblemCode::Malformed).place("query").detail(error.body_text()).into()
}
