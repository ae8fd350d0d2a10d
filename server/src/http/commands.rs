//! Commands over HTTP: the same wishes as over the socket, one at a time, with the same answers.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Body, Named, Seated};
use crate::access::{SeatIdentity, sees_record};
use crate::ids;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use protocol::command::{Command, ReleaseSeat};
use protocol::ids::{CommandId, ExerciseId, SeatCode};
use protocol::problem::{Problem, ProblemCode};
use protocol::rest::{CommandRecorded, SubmitCommand};
use protocol::time::Stamp;
use protocol::vocab::DeliveryStage;

/// `POST /api/v1/exercises/{exercise}/commands`
pub(super) async fn submit(
    State(context): State<Context>,
    Seated(seat): Seated,
    Body(wish): Body<SubmitCommand>,
) -> Result<Json<CommandRecorded>, Refusal> {
    let handle = context.gateway.get(seat.exercise).await?;
    let (stage, deliveries) = match wish.command {
        Command::ConfirmDelivery(confirm) => (DeliveryStage::Delivered, confirm.deliveries),
        Command::ConfirmSeen(confirm) => (DeliveryStage::Seen, confirm.deliveries),
        command => {
            let freed = freed(&command);
            let actor = seat.actor();
            let recorded = handle.submit(actor, wish.id, command, wish.happened_at).await?;
            if let Some(freed) = freed {
                context.access.free_seat(seat.exercise, freed).await?;
            }
            let seq = sees_record(seat.role).then_some(recorded.seq);
            return Ok(Json(CommandRecorded { at: recorded.at, seq }));
        }
    };
    // Machine receipts are folded: no stamp of their own, the moment of taking them stands for it.
    handle.receipts(&seat.actor(), stage, deliveries).await?;
    let at: Stamp = handle
        .view({
            let now = context.clock.now();
            move |state| state.stamp(now)
        })
        .await?;
    Ok(Json(CommandRecorded { at, seq: None }))
}

/// `POST /api/v1/exercises/{exercise}/seats/{seat}/rebind`: the seat is free for another device.
pub(super) async fn rebind(
    State(context): State<Context>,
    Seated(by): Seated,
    Named((exercise, seat)): Named<(ExerciseId, SeatCode)>,
) -> Result<StatusCode, Refusal> {
    release(&context, &by, seat.clone()).await?;
    context.access.free_seat(exercise, seat).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The record first. A seat that nobody has taken there may still have a card bound to a device:
/// its owner signed in while the record could not be written.
async fn release(context: &Context, by: &SeatIdentity, seat: SeatCode) -> Result<(), Problem> {
    let handle = context.gateway.get(by.exercise).await?;
    let command = Command::ReleaseSeat(ReleaseSeat { seat });
    match handle.submit(by.actor(), CommandId(ids::uuid()), command, None).await {
        Ok(_) => Ok(()),
        Err(problem) if problem.code == ProblemCode::AlreadyDone => Ok(()),
        Err(problem) => Err(problem),
    }
}

/// The seat that a command frees.
fn freed(command: &Command) -> Option<SeatCode> {
    let Command::ReleaseSeat(release) = command else { return None };
    Some(release.seat.clone())
}
