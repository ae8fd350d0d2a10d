//! Through whose eyes: `?as=SEAT` shows control what a department's seat is shown, by the very channels
//! that seat has.

use super::context::Context;
use super::error::Refusal;
use super::extract::Seated;
use crate::access::may_admit;
use axum::extract::{FromRequestParts, Query};
use axum::http::Uri;
use axum::http::request::Parts;
use exercise::area::roster::SeatState;
use protocol::frame::You;
use protocol::ids::{ExerciseId, SeatCode};
use protocol::problem::{Problem, ProblemCode};
use protocol::vocab::Role;
use serde::Deserialize;

/// The seat that is looked through; none where the caller uses his own eyes.
pub(super) struct Eyes(pub(super) Option<You>);

#[derive(Deserialize)]
struct As {
    r#as: Option<SeatCode>,
}

fn place(code: ProblemCode) -> Refusal {
    Problem::new(code).place("as").into()
}

/// The seat that a request wants to look through, if it names one.
pub(super) fn wanted(uri: &Uri) -> Result<Option<SeatCode>, Refusal> {
    let Query(As { r#as: wanted }) = Query::try_from_uri(uri).map_err(|_| place(ProblemCode::Malformed))?;
    Ok(wanted)
}

/// Refuses who may not look: he learns nothing of which seats there are.
pub(super) fn refused() -> Refusal {
    place(ProblemCode::NotAllowed)
}

/// A seat that may be looked through. An evaluator's notes and a simulator's lines are nobody's to look
/// at: departments only.
pub(super) async fn of_department(
    context: &Context,
    exercise: ExerciseId,
    wanted: SeatCode,
) -> Result<SeatState, Refusal> {
    let handle = context.gateway.get(exercise).await?;
    let found = handle.view(move |state| state.seat(&wanted).cloned()).await?;
    let found = found.ok_or_else(|| place(ProblemCode::Unknown))?;
    if found.role == Role::Player { Ok(found) } else { Err(refused()) }
}

impl FromRequestParts<Context> for Eyes {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let Some(wanted) = wanted(&parts.uri)? else { return Ok(Self(None)) };
        let Seated(seat) = Seated::from_request_parts(parts, context).await?;
        if !may_admit(seat.role) {
            return Err(refused());
        }
        let found = of_department(context, seat.exercise, wanted).await?;
        tracing::info!(exercise.id = %seat.exercise, seat = %seat.seat, as = %found.code, "looks as a department");
        Ok(Self(Some(You {
            seat: found.code,
            seat_name: found.name,
            role: found.role,
            department: found.department,
            watches: None,
            wall: None,
            person: None,
            name: None,
            // Nothing may be done through another's eyes.
            may: Vec::new(),
        })))
    }
}
