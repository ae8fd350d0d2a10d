//! A released row as a Common Alerting Protocol message:
//! `GET /api/v1/exercises/{exercise}/injects/{row}/cap.xml`.

mod alert;

use super::context::Context;
use super::error::Refusal;
use super::extract::{Named, SignedIn};
use crate::access::Identity;
use alert::{Alert, write};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use exercise::Audience;
use exercise::view::{Key, render};
use protocol::ids::{ExerciseId, RowId};
use protocol::item::{Item, RowItem};
use protocol::problem::{Problem, ProblemCode};
use protocol::vocab::{InjectKind, Staging};

/// `GET …/injects/{row}/cap.xml`: for control as the row stands, for a feed only what was released.
pub(super) async fn show(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Named((id, row)): Named<(ExerciseId, RowId)>,
) -> Result<Response, Refusal> {
    let handle = context.gateway.get(id).await?;
    let found = handle
        .view(move |state| {
            let item = |row: &RowId| match render(state, &Key::Row(row.clone()), &Audience::Control) {
                Some(Item::Row(item)) => Some(*item),
                _ => None,
            };
            let item = item(&row)?;
            // What a correction takes the place of.
            let before = item.of.clone().and_then(|of| released_of(state, &of));
            Some((item, before, state.title().clone()))
        })
        .await?;
    let (row, before, title) = found.ok_or_else(Refusal::not_found)?;
    if let Some(why) = not_sent(&row) {
        // A planned row is nothing that a feed may know of: it answers like one that does not exist.
        return Err(match identity {
            Identity::Feed { .. } => Refusal::not_found(),
            Identity::Administrator { .. } | Identity::Seat(_) | Identity::Waiting { .. } => {
                Problem::new(ProblemCode::WrongStage).place("row").detail(why).into()
            }
        });
    }
    let alert = Alert { exercise: id, title: &title, row: &row, before: before.as_ref() };
    let xml = write(&alert).map_err(|error| {
        tracing::error!(%error, exercise.id = %id, "a CAP message cannot be written");
        Refusal::new(ProblemCode::Internal)
    })?;
    Ok(([(CONTENT_TYPE, "application/cap+xml; charset=utf-8")], xml).into_response())
}

/// Why there is no message of a row: only what the system itself sent to players is one.
fn not_sent(row: &RowItem) -> Option<&'static str> {
    if matches!(row.inject_kind, InjectKind::ExpectedAction | InjectKind::ActorCue) {
        return Some("such a row is sent to nobody");
    }
    if row.staging == Staging::People {
        return Some("people present this row, no message goes out");
    }
    row.released.is_none().then_some("the row is not released")
}

/// A row that was released before, with the moment of it.
fn released_of(state: &exercise::State, row: &RowId) -> Option<(RowId, protocol::time::Timestamp)> {
    match render(state, &Key::Row(row.clone()), &Audience::Control) {
        Some(Item::Row(item)) => item.released.map(|rung| (row.clone(), rung.at.wall)),
        _ => None,
    }
}
