//! What the lobby needs to know of the server before anybody is signed in.

use super::context::Context;
use super::error::Refusal;
use axum::Json;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use protocol::rest::About;

/// `GET /api/v1/about`
pub(super) async fn show(State(context): State<Context>) -> Result<Json<About>, Refusal> {
    Ok(Json(About {
        version: env!("CARGO_PKG_VERSION").into(),
        fingerprint: context.fingerprint.clone(),
        set_up: context.access.is_set_up().await?,
        language: context.language,
        now: context.clock.now(),
        tiles: context.tiles.is_some(),
    }))
}

/// `GET /ca.crt`: for phones and tablets that should trust this server.
pub(super) async fn authority(State(context): State<Context>) -> Result<Response, Refusal> {
    let pem = context.authority.clone().ok_or_else(Refusal::not_found)?;
    let headers = [
        (CONTENT_TYPE, "application/x-x509-ca-cert"),
        (CONTENT_DISPOSITION, "attachment; filename=\"startex-ca.crt\""),
    ];
    Ok((headers, pem).into_response())
}
