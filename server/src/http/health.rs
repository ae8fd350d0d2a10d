//! For whoever watches the server: does it live, can it serve, what has it done.

use super::context::Context;
use axum::extract::State;

/// `GET /healthz`: the process answers.
pub(super) async fn live() -> &'static str {
    "ok\n"
}

/// `GET /metrics`: for Prometheus on this machine.
pub(super) async fn metrics(State(context): State<Context>) -> String {
    context.metrics.run_upkeep();
    context.metrics.render()
}
