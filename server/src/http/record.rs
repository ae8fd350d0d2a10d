//! Reading an exercise: the caller's snapshot, the record, receipts, measures.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Named, Seated, SignedIn};
use super::eyes::Eyes;
use crate::access::{Identity, may_admit};
use crate::journal::{Entry, Journal as _, Position};
use crate::limits::{JOURNAL_ROWS_MAX, RECEIPTS_PAGE};
use crate::live::RawUpsert;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use exercise::measure::{Measures, measures as measures_of};
use exercise::stored::Stored;
use exercise::view::told_in_record;
use protocol::ids::{DeliveryId, ExerciseId};
use protocol::problem::ProblemCode;
use protocol::rest::ReceiptPage;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

/// Where a page of something begins.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct After {
    after: u64,
}

/// Which page of receipts.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct From {
    from: usize,
}

/// `GET /api/v1/exercises/{exercise}/items?as=SEAT`: exactly what the caller's socket would show; for
/// control also what a department's would.
pub(super) async fn items(
    State(context): State<Context>,
    Seated(seat): Seated,
    Eyes(looks_as): Eyes,
) -> Result<Json<Vec<RawUpsert>>, Refusal> {
    let handle = context.gateway.get(seat.exercise).await?;
    Ok(Json(handle.snapshot(looks_as.map_or(seat.seat, |you| you.seat)).await?))
}

/// A commit as a line.
#[derive(Serialize)]
struct Line<'a> {
    seq: u64,
    wall: i64,
    exercise: i64,
    command: Option<uuid::Uuid>,
    actor: &'a RawValue,
    events: Vec<Told>,
    hash: String,
}

/// A fact, or that there is one.
#[derive(Serialize)]
struct Told {
    kind: String,
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Value>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    withheld: bool,
}

impl std::convert::From<Stored> for Told {
    fn from(Stored { kind, version, data }: Stored) -> Self {
        let told = told_in_record(&kind);
        Self { kind, version, data: told.then_some(data), withheld: !told }
    }
}

/// `GET /api/v1/exercises/{exercise}/journal?after=SEQ`: the record as lines of JSON, a page of it. What
/// evaluators noted is withheld, and says so.
pub(super) async fn journal(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
    Query(After { after }): Query<After>,
) -> Result<Response, Refusal> {
    let damaged = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, exercise.id = %id, "the record cannot be read");
        Refusal::new(ProblemCode::StorageFailed)
    };
    let journal = context.gateway.here().journal();
    if journal.head(id).await.map_err(|error| damaged(&error))?.is_none() {
        return Err(Refusal::not_found());
    }
    let mut text = String::new();
    let mut position = Position::after(after);
    let mut rows = 0;
    while rows < JOURNAL_ROWS_MAX {
        // The journal gives less than was asked for where its own bound is lower.
        let entries = journal.read(id, position, JOURNAL_ROWS_MAX - rows).await.map_err(|error| damaged(&error))?;
        let Some(last) = entries.last() else { break };
        position = last.position();
        rows += entries.len();
        for entry in &entries {
            text.push_str(&line(entry).map_err(|error| damaged(&error))?);
            text.push('\n');
        }
    }
    Ok(([(CONTENT_TYPE, "application/x-ndjson")], text).into_response())
}

fn line(entry: &Entry) -> serde_json::Result<String> {
    serde_json::to_string(&Line {
        seq: entry.seq,
        wall: entry.wall,
        exercise: entry.exercise_ms,
        command: entry.command_id,
        actor: serde_json::from_str(&entry.actor)?,
        events: serde_json::from_slice::<Vec<Stored>>(&entry.events)?.into_iter().map(Told::from).collect(),
        hash: entry.hash.to_string(),
    })
}

/// `GET /api/v1/exercises/{exercise}/measures`: what is measured so far; lag and error of facts only for
/// those who know what is true in the story.
pub(super) async fn measures(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
    SignedIn(identity): SignedIn,
) -> Result<Json<Measures>, Refusal> {
    let with_truth = match identity {
        Identity::Seat(seat) => may_admit(seat.role),
        Identity::Administrator { .. } | Identity::Waiting { .. } | Identity::Feed { .. } => false,
    };
    Ok(Json(context.gateway.get(id).await?.view(move |state| measures_of(state, with_truth)).await?))
}

/// `GET /api/v1/exercises/{exercise}/deliveries/{delivery}/receipts?from=N`
pub(super) async fn receipts(
    State(context): State<Context>,
    Named((id, delivery)): Named<(ExerciseId, DeliveryId)>,
    Query(From { from }): Query<From>,
) -> Result<Json<ReceiptPage>, Refusal> {
    let handle = context.gateway.get(id).await?;
    Ok(Json(handle.receipt_page(delivery, from, RECEIPTS_PAGE).await?))
}
