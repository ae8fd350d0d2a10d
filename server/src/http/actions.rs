//! Corrective actions across exercises: the board, and calendars of the days they are due.

use super::context::Context;
use super::error::Refusal;
use super::extract::Named;
use super::reports::In;
use crate::report::ics;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use exercise::view::board;
use protocol::ids::ExerciseId;
use protocol::improvement::BoardAction;
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

async fn all(context: &Context) -> Result<Vec<BoardAction>, Refusal> {
    let mut actions = Vec::new();
    for row in context.store.exercises().await? {
        // One whose record cannot be loaded was logged; the others are listed.
        if let Ok(handle) = context.gateway.get(row.id).await {
            actions.extend(handle.view(board).await?);
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
