//! Corrective actions across exercises: the board, and calendars of the days they are due.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Body, Named};
use super::reports::In;
use crate::live::Handle;
use crate::report::ics;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use exercise::area::recheck;
use exercise::view::{board, rechecks};
use protocol::ids::{ActionId, ExerciseId};
use protocol::improvement::{ActionStage, BoardAction};
use protocol::limits::LIST_MAX;
use protocol::problem::{Problem, ProblemCode};
use protocol::recheck::{BoardRecheck, CarriedAction, CarryOver, RecheckOutcome, TakeRecheck};
use protocol::text::Language;

/// What calendars are called.
pub(super) const MEDIA_TYPE: &str = ics::MEDIA_TYPE;

/// `GET /api/v1/actions`
pub(super) async fn list(State(context): State<Context>) -> Result<Json<Vec<BoardAction>>, Refusal> {
    Ok(Json(all(&context).await?))
}

/// `GET /api/v1/actions.ics?lang=zh`
pub(super) async fn calendar_of_all(
    State(context): State<Context>,
    Query(In { lang }): Query<In>,
) -> Result<Response, Refusal> {
    Ok(file(&all(&context).await?, lang))
}

/// `GET /api/v1/exercises/{exercise}/actions.ics?lang=zh`
pub(super) async fn calendar(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
    Query(In { lang }): Query<In>,
) -> Result<Response, Refusal> {
    Ok(file(&context.gateway.get(id).await?.view(board).await?, lang))
}

/// `POST /api/v1/exercises/{exercise}/actions/{action}/recheck`: what another exercise saw becomes a fact of
/// this one. The evaluators there have the word; the administrator only carries it over.
pub(super) async fn take_recheck(
    State(context): State<Context>,
    Named((id, action)): Named<(ExerciseId, ActionId)>,
    Body(take): Body<TakeRecheck>,
) -> Result<Json<BoardAction>, Refusal> {
    let home = context.gateway.get(id).await?;
    let there = context.gateway.get(take.exercise).await?;
    let told = there.view(move |state| recheck::result(state, take.recheck)).await?;
    let refused = |code, place: &str| Refusal(Problem::new(code).place(place));
    let (from, result) = told.ok_or_else(|| refused(ProblemCode::Incomplete, "recheck"))?;
    if (from.exercise, from.action) != (id, action) {
        return Err(refused(ProblemCode::Unknown, "recheck"));
    }
    if result.outcome == RecheckOutcome::NotSeen {
        return Err(refused(ProblemCode::Incomplete, "outcome"));
    }
    let before = one(&home, action).await?;
    if matches!(before.stage, ActionStage::Verified | ActionStage::Waived) {
        return Err(refused(ProblemCode::AlreadyDone, "action"));
    }
    home.rechecked(action, result).await?;
    let after = one(&home, action).await?;
    if after.moves == before.moves {
        return Err(refused(ProblemCode::WrongStatus, "exercise"));
    }
    Ok(Json(after))
}

async fn one(handle: &Handle, action: ActionId) -> Result<BoardAction, Refusal> {
    let found = handle.view(move |state| board(state).into_iter().find(|one| one.id == action)).await?;
    found.ok_or_else(|| Refusal(Problem::new(ProblemCode::Unknown).place("action")))
}

/// Actions of earlier exercises as a new one is told of them.
///
/// # Errors
/// `unknown` with its place in the list for one that is not there, or is verified or waived already.
pub(super) async fn carried(context: &Context, list: &[CarryOver]) -> Result<Vec<CarriedAction>, Problem> {
    if list.len() > LIST_MAX {
        return Err(Problem::new(ProblemCode::TooLarge).place("carry"));
    }
    let mut carried = Vec::with_capacity(list.len());
    for (index, CarryOver { exercise, action }) in list.iter().enumerate() {
        let unknown = || Problem::new(ProblemCode::Unknown).place(format!("carry[{index}]"));
        let handle = context.gateway.get(*exercise).await.map_err(|_| unknown())?;
        let action = *action;
        carried.push(handle.view(move |state| recheck::carried(state, action)).await?.ok_or_else(unknown)?);
    }
    Ok(carried)
}

async fn all(context: &Context) -> Result<Vec<BoardAction>, Refusal> {
    let (mut actions, mut looked_at) = (Vec::new(), Vec::new());
    for row in context.store.exercises().await? {
        // One whose record cannot be loaded was logged; the others are listed.
        if let Ok(handle) = context.gateway.get(row.id).await {
            let (own, told) = handle.view(|state| (board(state), rechecks(state))).await?;
            actions.extend(own);
            looked_at.extend(told);
        }
    }
    for action in &mut actions {
        let of_it = looked_at.iter().filter(|(exercise, id, _)| (*exercise, *id) == (action.exercise, action.id));
        for (_, _, told) in of_it {
            let taken =
                action.rechecks.iter().any(|known| known.recheck == told.recheck && known.outcome == told.outcome);
            action.rechecks.retain(|known| known.recheck != told.recheck);
            action.rechecks.push(BoardRecheck { taken, ..told.clone() });
        }
    }
    // What has no day comes last; of one day, the older exercise first.
    actions.sort_by_key(|action| (action.due.is_none(), action.due, action.opened));
    Ok(actions)
}

fn file(actions: &[BoardAction], language: Language) -> Response {
    let headers = [(CONTENT_TYPE, MEDIA_TYPE), (CONTENT_DISPOSITION, "attachment; filename=\"exercise-actions.ics\"")];
    (headers, ics::calendar(actions, language)).into_response()
}
