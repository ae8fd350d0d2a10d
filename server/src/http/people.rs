//! Persons of an exercise, for the administrator: who sat where, by ids, and erasing one.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Named, SignedIn};
use crate::access::Identity;
use crate::archive::{self, Traces};
use crate::journal::{Journal as _, Position};
use axum::Json;
use axum::extract::{Query, State};
use protocol::ids::{ExerciseId, PersonId};
use protocol::problem::ProblemCode;
use protocol::rest::{PersonErased, PersonView};
use serde::Deserialize;

/// Commits read at a time.
const PAGE: usize = 1_024;

/// What of a person stays.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Keeping {
    keep_files: bool,
}

/// `GET /api/v1/exercises/{exercise}/people`
pub(super) async fn list(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
) -> Result<Json<Vec<PersonView>>, Refusal> {
    let traces = traces(&context, id).await?;
    Ok(Json(context.access.people(id, &traces.seats()).await?))
}

/// `DELETE /api/v1/exercises/{exercise}/people/{person}?keep_files=true`: nobody is shown the name any more,
/// and whoever is signed in under it is signed out.
pub(super) async fn erase(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Named((id, person)): Named<(ExerciseId, PersonId)>,
    Query(Keeping { keep_files }): Query<Keeping>,
) -> Result<Json<PersonErased>, Refusal> {
    let Identity::Administrator { name, .. } = identity else {
        return Err(Refusal::new(ProblemCode::NotAllowed));
    };
    let traces = traces(&context, id).await?;
    let handle = context.gateway.get(id).await?;
    let erased = archive::erase(&context.access, id, &traces, person, keep_files, name).await;
    // Also where the log could not be emptied yet: the key is gone.
    handle.forget(person).await?;
    let erased = erased?;
    tracing::info!(exercise.id = %id, person.id = %person, files = erased.files, "a person was erased");
    Ok(Json(PersonErased { named: erased.named, files: erased.files }))
}

/// What the record holds of persons.
async fn traces(context: &Context, id: ExerciseId) -> Result<Traces, Refusal> {
    let journal = context.gateway.here().journal();
    let (mut traces, mut position) = (Traces::default(), Position::START);
    loop {
        let page = journal.read(id, position, PAGE).await.map_err(|error| {
            tracing::error!(%error, exercise.id = %id, "the record cannot be read");
            Refusal::new(ProblemCode::StorageFailed)
        })?;
        let Some(last) = page.last() else { break };
        position = last.position();
        page.iter().for_each(|entry| traces.take(entry));
    }
    if position == Position::START { Err(Refusal::not_found()) } else { Ok(traces) }
}
