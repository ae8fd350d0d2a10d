//! The waiting room, as control sees it: `/api/v1/exercises/{exercise}/waiting`.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Body, Named};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use protocol::ids::{ExerciseId, WaitingId};
use protocol::kiosk::RoomDoor;
use protocol::problem::Problem;
use protocol::rest::{Admission, WaitingRoom};

/// `GET /api/v1/exercises/{exercise}/waiting`
pub(super) async fn show(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
) -> Result<Json<WaitingRoom>, Refusal> {
    let row = context.store.exercise(id).await?.ok_or_else(Refusal::not_found)?;
    Ok(Json(WaitingRoom { code: row.room_code, waiting: context.access.waiting(id).await? }))
}

/// `POST /api/v1/exercises/{exercise}/waiting/{waiting}`
pub(super) async fn decide(
    State(context): State<Context>,
    Named((id, waiting)): Named<(ExerciseId, WaitingId)>,
    Body(admission): Body<Admission>,
) -> Result<StatusCode, Refusal> {
    let handle = context.gateway.get(id).await?;
    match admission {
        Admission::Refuse {} => context.access.refuse(id, waiting).await?,
        Admission::Admit { seat } => {
            context.follow_plan(id).await?;
            let row = context.access.admit(id, waiting, seat.clone()).await?;
            let name = context.access.sealed_name(row.person).await?;
            handle.seat_taken(seat, Some(row.person), name, false).await?;
        }
    }
    tell(&context, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Shows control who waits now.
pub(super) async fn tell(context: &Context, id: ExerciseId) -> Result<(), Problem> {
    let waiting = context.access.waiting(id).await?;
    context.gateway.get(id).await?.set_waiting(waiting).await
}

/// `GET /api/v1/exercises/{exercise}/room`: the code stands on the big screen for everybody in the hall;
/// it opens the waiting room and nothing else.
pub(super) async fn door(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
) -> Result<Json<RoomDoor>, Refusal> {
    let row = context.store.exercise(id).await?.ok_or_else(Refusal::not_found)?;
    let url = format!("{}/join#code={}", context.base.url(), row.room_code);
    Ok(Json(RoomDoor { code: row.room_code, url }))
}
