//! The planner's lint: `GET /api/v1/exercises/{exercise}/lint`, what is found in the list as it stands.

use super::context::Context;
use super::error::Refusal;
use super::extract::Named;
use crate::scenario;
use axum::Json;
use axum::extract::State;
use exercise::area::msel;
use protocol::ids::ExerciseId;
use protocol::lint::LintReport;
use protocol::problem::ProblemCode;

/// What is found in the list with every edit so far.
pub(super) async fn show(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
) -> Result<Json<LintReport>, Refusal> {
    let scenario = context.gateway.get(id).await?.view(msel::standing).await?;
    // The largest list takes a good part of a second: no other request waits behind it.
    let looked = tokio::task::spawn_blocking(move || scenario::lint(&scenario)).await;
    let report = looked.map_err(anyhow::Error::from).and_then(|report| report).map_err(|error| {
        tracing::error!(error = format!("{error:#}"), exercise.id = %id, "the list cannot be looked over");
        Refusal::new(ProblemCode::Internal)
    })?;
    Ok(Json(report))
}
