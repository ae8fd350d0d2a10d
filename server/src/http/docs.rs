//! The documents of the interface, and a small page of our own that shows them.

use super::{asyncapi, openapi, routes};
use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use std::sync::OnceLock;

/// `GET /api/openapi.json`
pub(super) async fn openapi() -> Response {
    static TEXT: OnceLock<String> = OnceLock::new();
    json(TEXT.get_or_init(|| openapi::document(&routes::table()).to_string()))
}

/// `GET /api/asyncapi.json`
pub(super) async fn asyncapi() -> Response {
    static TEXT: OnceLock<String> = OnceLock::new();
    json(TEXT.get_or_init(|| asyncapi::document().to_string()))
}

/// `GET /api/docs`
pub(super) async fn page() -> impl IntoResponse {
    media("text/html; charset=utf-8", include_str!("docs/page.html"))
}

/// `GET /api/docs/page.js`
pub(super) async fn script() -> impl IntoResponse {
    media("text/javascript; charset=utf-8", include_str!("docs/page.js"))
}

/// `GET /api/docs/page.css`
pub(super) async fn style() -> impl IntoResponse {
    media("text/css; charset=utf-8", include_str!("docs/page.css"))
}

fn json(text: &'static str) -> Response {
    media("application/json", text).into_response()
}

fn media(media_type: &'static str, text: &'static str) -> ([(HeaderName, &'static str); 1], &'static str) {
    ([(CONTENT_TYPE, media_type)], text)
}
