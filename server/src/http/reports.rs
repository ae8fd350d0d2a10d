//! Written reports:
//! `GET /api/v1/exercises/{exercise}/reports/{name}?lang=zh`, `name` being `summary.docx` and the like.

use super::context::Context;
use super::error::Refusal;
use super::extract::Named;
use crate::calendar::Calendar;
use crate::journal::Journal as _;
use crate::report::{Format, ReportError, render};
use axum::extract::{Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use exercise::report;
use protocol::document::{Document, DocumentKind, Language};
use protocol::ids::ExerciseId;
use protocol::problem::{Problem, ProblemCode};
use serde::Deserialize;

/// How often the record and its rendering are looked at together until they agree: somebody may write
/// meanwhile.
const TRIES: usize = 3;

/// The page holds its style itself, so that it can be kept as one file; it runs and fetches nothing.
const PAGE_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// In which language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct In {
    pub(super) lang: Language,
}

/// A report as a file.
pub(super) async fn show(
    State(context): State<Context>,
    Named((id, name)): Named<(ExerciseId, String)>,
    Query(In { lang }): Query<In>,
) -> Result<Response, Refusal> {
    let (kind, format) = named(&name).ok_or_else(Refusal::not_found)?;
    let document = write(&context, id, kind, lang).await?;
    // Setting a file takes long enough that others should not wait for it.
    let rendered = tokio::task::spawn_blocking(move || render(&document, format)).await;
    let rendered = rendered.map_err(|_| Refusal::new(ProblemCode::Internal))?.map_err(refused)?;
    let disposition = if format == Format::Html { "inline" } else { "attachment" };
    let disposition = format!("{disposition}; filename=\"{}\"", rendered.file_name);
    let disposition = HeaderValue::from_str(&disposition).map_err(|_| Refusal::new(ProblemCode::Internal))?;
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(rendered.media_type)), (CONTENT_DISPOSITION, disposition)];
    let mut response = (headers, rendered.bytes).into_response();
    if format == Format::Html {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    }
    Ok(response)
}

fn named(name: &str) -> Option<(DocumentKind, Format)> {
    let (kind, format) = name.split_once('.')?;
    Some((DocumentKind::from_word(kind)?, format.parse().ok()?))
}

fn refused(error: ReportError) -> Refusal {
    match error {
        ReportError::NoPdf | ReportError::NoFont { .. } => {
            Problem::new(ProblemCode::NoPdf).detail(error.to_string()).into()
        }
        ReportError::Unwritable { .. } => {
            tracing::error!(%error, "a report cannot be written");
            Refusal::new(ProblemCode::Internal)
        }
    }
}

/// The document as the record stands, with the chain's hash at that commit.
async fn write(context: &Context, id: ExerciseId, kind: DocumentKind, language: Language) -> Result<Document, Refusal> {
    let (state, hash) = standing(context, id).await?;
    let document = tokio::task::spawn_blocking(move || {
        let calendar = Calendar::of(&state.scenario().settings.time_zone);
        report::document(&state, kind, language, &calendar, hash)
    });
    document.await.map_err(|_| Refusal::new(ProblemCode::Internal))
}

/// The state as it stands, with the chain's hash at its last commit; none where somebody wrote each time
/// that both were looked at.
pub(super) async fn standing(context: &Context, id: ExerciseId) -> Result<(exercise::State, Option<String>), Refusal> {
    let handle = context.gateway.get(id).await?;
    let mut tries = 0;
    loop {
        tries += 1;
        let head = context.gateway.here().journal().head(id).await.map_err(|error| {
            tracing::error!(%error, exercise.id = %id, "the head of the record cannot be read");
            Refusal::new(ProblemCode::StorageFailed)
        })?;
        // The exercise goes on while a report is written: only its state is copied on its task.
        let state = handle.view(exercise::State::clone).await?;
        let agrees = head.as_ref().is_some_and(|head| head.position.seq() == state.seq());
        if agrees || tries == TRIES {
            return Ok((state, head.filter(|_| agrees).map(|head| head.hash.to_string())));
        }
    }
}
