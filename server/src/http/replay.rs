//! The replay: `GET /api/v1/exercises/{exercise}/replay`, what the caller's seat was shown at every commit;
//! with `?as=SEAT` what a department's was.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Named, SignedIn};
use super::eyes;
use crate::access::{Identity, may_admit, sees_record, sees_reports};
use axum::extract::State;
use axum::http::Uri;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use protocol::ids::{ExerciseId, SeatCode};
use protocol::problem::{Problem, ProblemCode};
use protocol::vocab::{ExerciseStatus, Role};

/// What a seat was shown, from the first commit to the last, after ENDEX.
pub(super) async fn show(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
    SignedIn(identity): SignedIn,
    uri: Uri,
) -> Result<Response, Refusal> {
    let wanted = eyes::wanted(&uri)?;
    let (seat, numbered) = seat(&context, id, &identity, wanted).await?;
    let status = context.gateway.get(id).await?.view(exercise::State::status).await?;
    if !is_over(status) {
        return Err(Problem::new(ProblemCode::WrongStatus).detail("there is a replay after ENDEX").into());
    }
    let replay = context.gateway.here().replay(id, seat, numbered).await?;
    Ok(([(CONTENT_TYPE, "application/json")], replay).into_response())
}

/// Whose screen, and whether the numbers of commits may be told.
async fn seat(
    context: &Context,
    id: ExerciseId,
    identity: &Identity,
    wanted: Option<SeatCode>,
) -> Result<(SeatCode, bool), Refusal> {
    let (own, looks, numbered) = match identity {
        Identity::Administrator { .. } => (None, true, true),
        Identity::Seat(seat) => {
            let looks = may_admit(seat.role) || seat.role == Role::LeadEvaluator;
            // Reports name the commits that they rest on.
            (Some(&seat.seat), looks, sees_record(seat.role) || sees_reports(seat.role))
        }
        Identity::Waiting { .. } | Identity::Feed { .. } => (None, false, false),
    };
    match wanted {
        Some(_) if !looks => Err(eyes::refused()),
        Some(wanted) => Ok((eyes::of_department(context, id, wanted).await?.code, numbered)),
        // An administrator has no screen of his own in an exercise.
        None => own.map(|own| (own.clone(), numbered)).ok_or_else(|| {
            Problem::new(ProblemCode::Malformed).detail("whose screen: a seat of a department").place("as").into()
        }),
    }
}

/// During play it would tell a controller nothing that his screens do not, and cost every department
/// that he looks at a rendering of the whole record.
const fn is_over(status: ExerciseStatus) -> bool {
    match status {
        ExerciseStatus::Ended
        | ExerciseStatus::Evaluating
        | ExerciseStatus::Reported
        | ExerciseStatus::Closed
        | ExerciseStatus::Aborted => true,
        ExerciseStatus::Draft
        | ExerciseStatus::Review
        | ExerciseStatus::Approved
        | ExerciseStatus::Standby
        | ExerciseStatus::Running
        | ExerciseStatus::Paused => false,
    }
}
