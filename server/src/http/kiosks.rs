//! Kiosk links: `/api/v1/exercises/{exercise}/kiosks`.

use super::cards::svg_of;
use super::context::Context;
use super::error::Refusal;
use super::extract::{Body, Named, SignedIn};
use crate::access::Identity;
use crate::store::KioskRow;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use protocol::ids::{ExerciseId, KioskId};
use protocol::kiosk::{Kiosk, KioskLink, NewKiosk};
use protocol::problem::ProblemCode;

fn view(row: KioskRow) -> Kiosk {
    let KioskRow { id, exercise: _, name, opens, seat, created, made_by, seen, revoked } = row;
    Kiosk { id, name, opens, seat, created, made_by, seen, revoked }
}

/// `GET /api/v1/exercises/{exercise}/kiosks`
pub(super) async fn list(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
) -> Result<Json<Vec<Kiosk>>, Refusal> {
    let kiosks = context.store.kiosks(id).await?;
    Ok(Json(kiosks.into_iter().map(view).collect()))
}

/// `POST /api/v1/exercises/{exercise}/kiosks`: the answer alone holds the token.
pub(super) async fn make(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Named(id): Named<ExerciseId>,
    Body(new): Body<NewKiosk>,
) -> Result<(StatusCode, Json<KioskLink>), Refusal> {
    context.store.exercise(id).await?.ok_or_else(Refusal::not_found)?;
    let made_by = match identity {
        Identity::Seat(seat) => Some(seat.seat),
        Identity::Administrator { .. } | Identity::Waiting { .. } | Identity::Feed { .. } => None,
    };
    let (row, token) = context.access.make_kiosk(id, new, made_by).await?;
    tracing::info!(exercise.id = %id, kiosk.id = %row.id, opens = row.opens.word(), "a kiosk link was made");
    let url = row.seat.is_some().then(|| format!("{}/join#token={token}", context.base.url()));
    let qr = url.as_deref().map(svg_of).transpose().map_err(|_| Refusal::new(ProblemCode::Internal))?;
    Ok((StatusCode::CREATED, Json(KioskLink { kiosk: view(row), token, url, qr })))
}

/// `DELETE /api/v1/exercises/{exercise}/kiosks/{kiosk}`: it opens nothing any more, and what it has
/// opened is closed.
pub(super) async fn revoke(
    State(context): State<Context>,
    Named((exercise, kiosk)): Named<(ExerciseId, KioskId)>,
) -> Result<StatusCode, Refusal> {
    context.access.revoke_kiosk(exercise, kiosk).await?;
    tracing::info!(exercise.id = %exercise, kiosk.id = %kiosk, "a kiosk link was taken back");
    Ok(StatusCode::NO_CONTENT)
}
