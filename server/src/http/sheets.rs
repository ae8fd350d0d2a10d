//! The list taken home: `GET /api/v1/exercises/{exercise}/msel.xlsx?lang=zh` and `.csv`.

use super::context::Context;
use super::error::Refusal;
use super::extract::Named;
use super::reports::In;
use crate::scenario::sheet::actual::actual;
use crate::scenario::sheet::{Written, write};
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use protocol::ids::ExerciseId;
use protocol::problem::ProblemCode;
use protocol::text::Language;

/// Media type of workbooks.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Media type of texts with commas.
pub(super) const CSV: &str = "text/csv";

/// `GET /api/v1/exercises/{exercise}/msel.xlsx`
pub(super) async fn xlsx(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
    Query(In { lang }): Query<In>,
) -> Result<Response, Refusal> {
    let bytes = file(&context, id, lang, Written::Xlsx).await?;
    Ok(([(CONTENT_TYPE, XLSX), (CONTENT_DISPOSITION, "attachment; filename=\"msel.xlsx\"")], bytes).into_response())
}

/// `GET /api/v1/exercises/{exercise}/msel.csv`
pub(super) async fn csv(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
    Query(In { lang }): Query<In>,
) -> Result<Response, Refusal> {
    let bytes = file(&context, id, lang, Written::Csv).await?;
    let media = "text/csv; charset=utf-8";
    Ok(([(CONTENT_TYPE, media), (CONTENT_DISPOSITION, "attachment; filename=\"msel.csv\"")], bytes).into_response())
}

async fn file(context: &Context, id: ExerciseId, language: Language, form: Written) -> Result<Vec<u8>, Refusal> {
    let handle = context.gateway.get(id).await?;
    // Only the state is copied on the exercise's task.
    let state = handle.view(exercise::State::clone).await?;
    let written = tokio::task::spawn_blocking(move || {
        let title = state.title().get(language).to_owned();
        write(&actual(&state, language), &title, language, form)
    });
    written.await.ok().and_then(Result::ok).ok_or_else(|| {
        tracing::error!(exercise.id = %id, "a list cannot be written");
        Refusal::new(ProblemCode::Internal)
    })
}
