//! For whoever watches the server: does it live, can it serve, what has it done.

use super::context::Context;
use crate::journal::sqlite::Durability;
use crate::live::Stopped;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use protocol::problem::ProblemCode;
use serde::Serialize;

/// `GET /healthz`: the process answers.
pub(super) async fn live() -> &'static str {
    "ok\n"
}

/// Whether the server accepts what people write, and on what ground it says *recorded*.
#[derive(Serialize)]
struct Ready {
    ready: bool,
    /// Why nothing is accepted.
    stopped: Option<&'static str>,
    /// What SQLite itself reported when the journal was opened.
    journal: Option<Durability>,
}

/// `GET /readyz`: 503 while nothing is accepted.
pub(super) async fn ready(State(context): State<Context>) -> Response {
    let stopped = if context.shutdown.is_requested() {
        Some("shutting_down")
    } else {
        context.gateway.here().stopped().map(|stopped| match stopped {
            Stopped::Failed => ProblemCode::StorageFailed.word(),
            Stopped::Full => ProblemCode::StorageFull.word(),
        })
    };
    let status = if stopped.is_none() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let ready = Ready { ready: stopped.is_none(), stopped, journal: context.durability.clone() };
    (status, Json(ready)).into_response()
}

/// `GET /metrics`: for Prometheus on this machine.
pub(super) async fn metrics(State(context): State<Context>) -> String {
    context.metrics.run_upkeep();
    context.metrics.render()
}
