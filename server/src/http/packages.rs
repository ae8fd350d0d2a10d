//! Scenarios in files of their own: one with its attachments out and in, and the list of an exercise.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Body, Named, Raw, SignedIn};
use super::scenarios::{OfVersion, find, keep, malformed, saving, wrong};
use super::versions::tidy;
use crate::access::Identity;
use crate::archive::package::{self, Packing, Refused, file_names, files_of};
use crate::limits::PACKAGE_BYTES_MAX;
use crate::scenario::{self, Form};
use crate::store::Onto;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use exercise::area::msel;
use protocol::ids::{ExerciseId, ScenarioId};
use protocol::library::{KeepScenario, ScenarioSummary};
use protocol::problem::{Problem, ProblemCode};
use protocol::scenario::Scenario;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Media type of a package.
pub(super) const ZIP: &str = "application/zip";
/// Media type of a scenario that is written for people.
pub(super) const YAML: &str = "application/yaml";
/// First line of a list that is written as a file.
const BANNER: &str = "# 演练 / EXERCISE\n";

/// `GET /api/v1/scenarios/{scenario}/package?version=N`: the scenario with its attachments as one file.
pub(super) async fn export(
    State(context): State<Context>,
    Named(id): Named<ScenarioId>,
    query: Result<Query<OfVersion>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(OfVersion { version }) = query.map_err(malformed)?;
    let scenario = find(&context, id.clone(), version).await?;
    let summary = context.store.scenario_summary(id.clone()).await?;
    let number = version.or_else(|| summary.as_ref().map(|summary| summary.version)).unwrap_or(0);
    let versions = context.store.scenario_versions(id.clone()).await?;
    let told = versions.into_iter().find(|one| one.version == number);
    let (saved, note) = told.map_or((None, None), |one| (one.saved, Some(one.note)));
    let (mut files, mut bytes) = (BTreeMap::new(), 0);
    for hash in files_of(&scenario) {
        let Some(row) = context.store.file(hash.clone()).await? else { continue };
        bytes += row.bytes as usize;
        if bytes > PACKAGE_BYTES_MAX {
            return Err(too_large());
        }
        files.insert(hash.clone(), context.store.file_content(hash).await?);
    }
    let tags = summary.map(|summary| summary.tags).unwrap_or_default();
    let note = note.map_or_else(|| protocol::library::VersionNote::parse(""), Ok).map_err(internal)?;
    let packing = Packing { scenario, version: number, saved, note, tags, files };
    let packed = tokio::task::spawn_blocking(move || package::write(&packing)).await;
    let packed = packed.map_err(internal)?.map_err(|_| too_large())?;
    let (name, plain) = file_names(&id, &format!("-v{number}.zip"));
    Ok((headers(ZIP, &name, &plain)?, packed).into_response())
}

/// Under which name a package comes in.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Under {
    /// Another short name than the one in it.
    id: Option<ScenarioId>,
    /// Whether it may become a new version of a scenario that is there.
    version: bool,
}

/// `POST /api/v1/packages?id=&version=`: takes in what `package` gave, all of it or nothing.
pub(super) async fn import(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    query: Result<Query<Under>, QueryRejection>,
    Raw(file): Raw,
) -> Result<(StatusCode, Json<ScenarioSummary>), Refusal> {
    let Query(Under { id, version }) = query.map_err(malformed)?;
    let read = tokio::task::spawn_blocking(move || package::read(&file)).await.map_err(internal)?;
    let package = read.map_err(|refused| match refused {
        Refused::Package(bad) => {
            Problem::new(ProblemCode::BadPackage).detail(bad.to_string()).place(bad.place.clone()).into()
        }
        Refused::Scenario(found) => wrong(&found),
    })?;
    let mut scenario = package.scenario;
    scenario.id = id.unwrap_or(scenario.id);
    let onto = if version { Onto::Any } else { Onto::New };
    let mut save = saving(&context, scenario, &identity, Some(package.manifest.note), onto)?;
    (save.tags, save.files) = (tidy(package.manifest.tags)?, package.files);
    Ok((StatusCode::CREATED, Json(keep(&context, save).await?)))
}

/// `POST /api/v1/exercises/{exercise}/msel/keep`: the list as it is now, as a scenario of the library.
pub(super) async fn keep_list(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Named(exercise): Named<ExerciseId>,
    Body(KeepScenario { id, title, note }): Body<KeepScenario>,
) -> Result<(StatusCode, Json<ScenarioSummary>), Refusal> {
    let mut scenario = context.gateway.get(exercise).await?.view(msel::kept).await?;
    // Editors save what is theirs: a new scenario, the one their exercise comes from, one they saved before.
    let onto = match &identity {
        Identity::Seat(_) if scenario.id != id => Onto::Own(exercise),
        Identity::Seat(_) | Identity::Administrator { .. } | Identity::Waiting { .. } | Identity::Feed { .. } => {
            Onto::Any
        }
    };
    scenario.id = id;
    scenario.title = title.unwrap_or(scenario.title);
    let (scenario, _) = written(scenario).await?;
    let save = saving(&context, scenario, &identity, note, onto)?;
    Ok((StatusCode::CREATED, Json(keep(&context, save).await?)))
}

/// `GET /api/v1/exercises/{exercise}/msel.yaml`: the same as a file.
pub(super) async fn list_file(
    State(context): State<Context>,
    Named(exercise): Named<ExerciseId>,
) -> Result<Response, Refusal> {
    let scenario = context.gateway.get(exercise).await?.view(msel::kept).await?;
    let (scenario, yaml) = written(scenario).await?;
    let (name, plain) = file_names(&scenario.id, ".yaml");
    Ok((headers(YAML, &name, &plain)?, format!("{BANNER}{yaml}")).into_response())
}

/// A scenario with its file, which a later import has to take.
async fn written(scenario: Scenario) -> Result<(Scenario, String), Refusal> {
    let write = move || scenario::export(&scenario, Form::Yaml).map(|yaml| (scenario, yaml));
    let (scenario, yaml) = tokio::task::spawn_blocking(write).await.map_err(internal)?.map_err(internal)?;
    if yaml.len() > scenario::FILE_BYTES_MAX { Err(too_large()) } else { Ok((scenario, yaml)) }
}

/// A file to keep, under its name and, for programs that know no others, one of plain letters.
pub(super) fn headers(
    kind: &'static str,
    name: &str,
    plain: &str,
) -> Result<[(axum::http::HeaderName, HeaderValue); 2], Refusal> {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    let disposition = HeaderValue::from_str(&disposition).map_err(internal)?;
    Ok([(CONTENT_TYPE, HeaderValue::from_static(kind)), (CONTENT_DISPOSITION, disposition)])
}

fn too_large() -> Refusal {
    Refusal::new(ProblemCode::TooLarge)
}

fn internal(error: impl std::fmt::Display) -> Refusal {
    tracing::error!(%error, "a scenario cannot be written");
    Refusal::new(ProblemCode::Internal)
}
