//! Every "no" is a problem document with a stable code and the status that belongs to it.

use crate::store;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use protocol::problem::{Problem, ProblemCode};

/// A problem on its way to the client.
#[derive(Debug)]
pub struct Refusal(pub Problem);

impl Refusal {
    /// A refusal that says no more than its code.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self(Problem::new(code))
    }

    /// No such thing, or not for this caller: both look alike.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(ProblemCode::NotFound)
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<ProblemCode> for Refusal {
    fn from(code: ProblemCode) -> Self {
        Self::new(code)
    }
}

impl From<store::Error> for Refusal {
    fn from(error: store::Error) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        metrics::counter!("startex_http_refusals_total", "code" => self.0.code.word()).increment(1);
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let seconds = self.0.retry_after_ms.map(|millis| millis.div_ceil(1_000));
        let mut response = (status, axum::Json(self.0)).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = seconds {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
