//! The live socket: `GET /api/v1/exercises/{exercise}/live`. The door is here, the rest is
//! `session`.

use super::context::Context;
use super::error::Refusal;
use super::extract::Seated;
use super::eyes::Eyes;
use crate::session::{Entrance, FreeSeat, Revalidate, upgrade};
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::Arc;

/// Upgrades whoever has a seat; with `?as=SEAT` control sees what that seat sees, and does nothing.
pub(super) async fn open(
    State(context): State<Context>,
    Seated(seat): Seated,
    Eyes(looks_as): Eyes,
    request: Request,
) -> Result<Response, Refusal> {
    let handle = context.gateway.get(seat.exercise).await?;
    let (access, key) = (context.access.clone(), seat.key);
    let revalidate: Revalidate = Arc::new(move || {
        let access = access.clone();
        // A store that cannot be asked just now signs nobody out.
        Box::pin(async move { access.is_valid(key).await.unwrap_or(true) })
    });
    let (access, exercise) = (context.access.clone(), seat.exercise);
    let free_seat: FreeSeat = Arc::new(move |seat| {
        let access = access.clone();
        Box::pin(async move {
            if let Err(problem) = access.free_seat(exercise, seat).await {
                tracing::error!(code = problem.code.word(), exercise.id = %exercise, "a freed seat is still bound");
            }
        })
    });
    let (clock, shutdown) = (context.clock.clone(), context.shutdown.clone());
    Ok(upgrade(request, Entrance { handle, seat, looks_as, revalidate, free_seat, clock, shutdown })?)
}
