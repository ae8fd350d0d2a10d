//! The scenario library: `/api/v1/scenarios`. What came with the program stays as it is.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Named, Raw, SignedIn};
use super::imports;
use crate::access::Identity;
use crate::limits::{LIBRARY_BYTES_MAX, SCENARIO_VERSIONS_MAX, SCENARIOS_MAX};
use crate::scenario::{BLANK, Diagnostic, bundled, load};
use crate::store::{LibraryBounds, Onto, Save, Saved, Wanted, bundled_summary, words_of};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use protocol::ids::ScenarioId;
use protocol::library::{SavedBy, ScenarioSummary, VersionNote};
use protocol::problem::{Problem, ProblemCode};
use protocol::scenario::Scenario;
use serde::Deserialize;
use std::sync::OnceLock;

/// Findings that a refusal names: more than that, and the file needs an editor, not a page.
const FINDINGS_MAX: usize = 20;
/// What the library holds at most.
const BOUNDS: LibraryBounds =
    LibraryBounds { scenarios: SCENARIOS_MAX, versions: SCENARIO_VERSIONS_MAX, bytes: LIBRARY_BYTES_MAX };

/// What a list is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Asked {
    pub(super) search: String,
    pub(super) tag: Option<String>,
    pub(super) archived: bool,
}

/// `GET /api/v1/scenarios?search=&tag=&archived=`: those that are in use, or those that were put away.
pub(super) async fn list(
    State(context): State<Context>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Vec<ScenarioSummary>>, Refusal> {
    let Query(Asked { search, tag, archived }) = query.map_err(malformed)?;
    let wanted = Wanted { search, tag: tag.filter(|tag| !tag.is_empty()), archived };
    let found = |scenario: &&Scenario| {
        !archived && wanted.fits(words_of(scenario).contains(&wanted.folded()), std::iter::empty())
    };
    let mut list: Vec<_> = ours().iter().filter(found).map(bundled_summary).collect();
    list.extend(context.store.scenarios(wanted).await?);
    Ok(Json(list))
}

/// Which version.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct OfVersion {
    pub(super) version: Option<u32>,
}

/// `GET /api/v1/scenarios/{scenario}?version=N`: the newest version, or the one of that number.
pub(super) async fn show(
    State(context): State<Context>,
    Named(id): Named<ScenarioId>,
    query: Result<Query<OfVersion>, QueryRejection>,
) -> Result<Json<Scenario>, Refusal> {
    let Query(OfVersion { version }) = query.map_err(malformed)?;
    Ok(Json(find(&context, id, version).await?))
}

/// What is said of an uploaded version.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WithNote {
    note: Option<VersionNote>,
}

/// `POST /api/v1/scenarios?note=`: a YAML or JSON file.
pub(super) async fn upload(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    query: Result<Query<WithNote>, QueryRejection>,
    Raw(file): Raw,
) -> Result<(StatusCode, Json<ScenarioSummary>), Refusal> {
    let Query(WithNote { note }) = query.map_err(malformed)?;
    Ok((StatusCode::CREATED, Json(add(&context, read(&file)?, &identity, note).await?)))
}

/// Puts a new scenario into the library.
pub(super) async fn add(
    context: &Context,
    scenario: Scenario,
    identity: &Identity,
    note: Option<VersionNote>,
) -> Result<ScenarioSummary, Refusal> {
    keep(context, saving(context, scenario, identity, note, Onto::New)?).await
}

/// `PUT /api/v1/scenarios/{scenario}?note=`: a new version of an uploaded one; the earlier ones stay.
pub(super) async fn replace(
    State(context): State<Context>,
    Named(id): Named<ScenarioId>,
    SignedIn(identity): SignedIn,
    query: Result<Query<WithNote>, QueryRejection>,
    Raw(file): Raw,
) -> Result<Json<ScenarioSummary>, Refusal> {
    let Query(WithNote { note }) = query.map_err(malformed)?;
    let scenario = read(&file)?;
    if scenario.id != id {
        return Err(Problem::new(ProblemCode::OutOfRange).place("id").into());
    }
    own(&id)?;
    let save = saving(&context, scenario, &identity, note, Onto::Any)?;
    Ok(Json(keep(&context, save).await?))
}

/// `DELETE /api/v1/scenarios/{scenario}`
pub(super) async fn remove(
    State(context): State<Context>,
    Named(id): Named<ScenarioId>,
) -> Result<StatusCode, Refusal> {
    own(&id)?;
    if context.store.delete_scenario(id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(Refusal::not_found()) }
}

/// The scenario of a name: its newest version, or the one of a number.
pub(super) async fn find(context: &Context, id: ScenarioId, version: Option<u32>) -> Result<Scenario, Refusal> {
    if let Some(scenario) = ours_of(&id) {
        return if version.is_none_or(|version| version == 0) {
            Ok(scenario.clone())
        } else {
            Err(Refusal::not_found())
        };
    }
    context.store.scenario(id, version).await?.ok_or_else(Refusal::not_found)
}

/// Refuses to change what came with the program.
pub(super) fn own(id: &ScenarioId) -> Result<(), Refusal> {
    if ours_of(id).is_some() { Err(ProblemCode::NotAllowed.into()) } else { Ok(()) }
}

/// What is saved, by whoever is signed in.
pub(super) fn saving(
    context: &Context,
    scenario: Scenario,
    identity: &Identity,
    note: Option<VersionNote>,
    onto: Onto,
) -> Result<Save, Refusal> {
    let (by, now) = (saved_by(identity)?, context.clock.now());
    let note = note.or_else(|| VersionNote::parse("").ok()).ok_or_else(|| Refusal::new(ProblemCode::Internal))?;
    Ok(Save { scenario, by, note, tags: Vec::new(), files: Vec::new(), onto, now })
}

/// Who saves, as the library tells it: an account, or a seat with its role and no name.
pub(super) fn saved_by(identity: &Identity) -> Result<SavedBy, Refusal> {
    match identity {
        Identity::Administrator { name, .. } => Ok(SavedBy::Account(name.clone())),
        Identity::Seat(seat) => Ok(SavedBy::Seat { exercise: seat.exercise, seat: seat.seat.clone(), role: seat.role }),
        Identity::Waiting { .. } | Identity::Feed { .. } => Err(ProblemCode::NotAllowed.into()),
    }
}

/// Saves, or says why not.
pub(super) async fn keep(context: &Context, save: Save) -> Result<ScenarioSummary, Refusal> {
    let id = save.scenario.id.clone();
    if imports::is_reserved(&id) {
        return Err(Problem::new(ProblemCode::OutOfRange).place("id").into());
    }
    if ours_of(&id).is_some() {
        return Err(Problem::new(ProblemCode::AlreadyDone).place("id").into());
    }
    match context.store.save_scenario(save, BOUNDS).await? {
        Saved::Kept(summary) => {
            tracing::info!(scenario = %id, version = summary.version, "a scenario was saved in the library");
            Ok(*summary)
        }
        Saved::Taken => Err(Problem::new(ProblemCode::AlreadyDone).place("id").into()),
        Saved::Foreign => Err(Problem::new(ProblemCode::NotAllowed).place("id").into()),
        Saved::Full => Err(ProblemCode::Full.into()),
    }
}

pub(super) fn malformed(error: QueryRejection) -> Refusal {
    Problem::new(ProblemCode::Malformed).place("query").detail(error.body_text()).into()
}

/// Reads a file, or says every place where it is wrong.
pub(super) fn read(file: &[u8]) -> Result<Scenario, Refusal> {
    let loaded = load(file);
    loaded.scenario.ok_or_else(|| wrong(&loaded.diagnostics))
}

/// Why a scenario file is refused.
pub(super) fn wrong(found: &[Diagnostic]) -> Refusal {
    let errors: Vec<_> = found.iter().filter(|found| found.is_error()).collect();
    let lines = errors.iter().take(FINDINGS_MAX).map(|found| {
        let (line, column) = (found.place.line, found.place.column);
        format!("line {line}, column {column}: {} / {}", found.message_zh, found.message_en)
    });
    let mut problem = Problem::new(ProblemCode::BadScenario).detail(lines.collect::<Vec<_>>().join("\n"));
    if let Some(first) = errors.first() {
        problem = problem.place(format!("line {}, column {}", first.place.line, first.place.column));
    }
    Refusal(problem)
}

/// The scenario of that name that came with the program.
pub(super) fn ours_of(id: &ScenarioId) -> Option<&'static Scenario> {
    ours().iter().find(|scenario| scenario.id == *id)
}

/// The scenarios that came with the program, read once.
fn ours() -> &'static [Scenario] {
    static OURS: OnceLock<Vec<Scenario>> = OnceLock::new();
    let files = || bundled().iter().chain([&BLANK]);
    OURS.get_or_init(|| files().filter_map(|file| load(file.yaml.as_bytes()).scenario).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_scenario_is_in_the_library() {
        let ids: Vec<_> = ours().iter().map(|scenario| scenario.id.as_str()).collect();
        assert_eq!(ids, bundled().iter().chain([&BLANK]).map(|file| file.id).collect::<Vec<_>>());
    }

    #[test]
    fn a_bad_file_is_refused_with_its_place() {
        let Refusal(problem) = read(b"schema: 1\nid: [").unwrap_err();
        assert_eq!(problem.code, ProblemCode::BadScenario);
        assert!(problem.place.unwrap().starts_with("line "));
        assert!(!problem.detail.unwrap().is_empty());
    }
}
