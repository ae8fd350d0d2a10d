//! Through whose eyes: `?as=SEAT` shows control what a department's seat is shown, by the very channels
//! that seat has.

use super::context::Context;
use super::error::Refusal;
use super::extract::Seated;
use crate::access::may_admit;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use protocol::frame::You;
use protocol::ids::SeatCode;
use protocol::problem::{Problem, ProblemCode};
use protocol::vocab::Role;
use serde::Deserialize;

/// The seat that is looked through; none where the caller uses his own eyes.
pub(super) struct Eyes(pub(super) Option<You>);

#[derive(Deserialize)]
struct As {
    r#as: Option<SeatCode>,
}

impl FromRequestParts<Context> for Eyes {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let place = |code| Problem::new(code).place("as");
        let Query(As { r#as: wanted }) = Query::try_from_uri(&parts.uri).map_err(|_| place(ProblemCode::Malformed))?;
        let Some(wanted) = wanted else { return Ok(Self(None)) };
        let Seated(seat) = Seated::from_request_parts(parts, context).await?;
        // Who may not look learns nothing of which seats there are.
        if !may_admit(seat.role) {
            return Err(place(ProblemCode::NotAllowed).into());
        }
        let handle = context.gateway.get(seat.exercise).await?;
        let found = handle.view(move |state| state.seat(&wanted).cloned()).await?;
        let found = found.ok_or_else(|| place(ProblemCode::Unknown))?;
        // An evaluator's notes and a simulator's lines are nobody's to look at: departments only.
        if found.role != Role::Player {
            return Err(place(ProblemCode::NotAllowed).into());
        }
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
