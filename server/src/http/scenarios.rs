//! The scenario library: `/api/v1/scenarios`. What came with the program stays as it is.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Named, Raw};
use super::imports;
use crate::limits::SCENARIOS_MAX;
use crate::scenario::{BLANK, bundled, load};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use protocol::ids::ScenarioId;
use protocol::problem::{Problem, ProblemCode};
use protocol::rest::ScenarioSummary;
use protocol::scenario::Scenario;
use std::sync::OnceLock;

/// Findings that a refusal names: more than that, and the file needs an editor, not a page.
const FINDINGS_MAX: usize = 20;

/// `GET /api/v1/scenarios`
pub(super) async fn list(State(context): State<Context>) -> Result<Json<Vec<ScenarioSummary>>, Refusal> {
    let mut list: Vec<_> = ours().iter().map(|scenario| summary(scenario, true)).collect();
    list.extend(context.store.scenarios().await?.iter().map(|row| summary(&row.scenario, false)));
    Ok(Json(list))
}

/// `GET /api/v1/scenarios/{scenario}`
pub(super) async fn show(
    State(context): State<Context>,
    Named(id): Named<ScenarioId>,
) -> Result<Json<Scenario>, Refusal> {
    Ok(Json(find(&context, id).await?))
}

/// `POST /api/v1/scenarios`: a YAML or JSON file.
pub(super) async fn upload(
    State(context): State<Context>,
    Raw(file): Raw,
) -> Result<(StatusCode, Json<ScenarioSummary>), Refusal> {
    Ok((StatusCode::CREATED, Json(add(&context, read(&file)?).await?)))
}

/// Puts a new scenario into the library.
pub(super) async fn add(context: &Context, scenario: Scenario) -> Result<ScenarioSummary, Refusal> {
    if imports::is_reserved(&scenario.id) {
        return Err(Problem::new(ProblemCode::OutOfRange).place("id").into());
    }
    let known = context.store.scenario(scenario.id.clone()).await?.is_some();
    if known || is_ours(&scenario.id) {
        return Err(Problem::new(ProblemCode::AlreadyDone).place("id").into());
    }
    keep(context, scenario).await
}

/// `PUT /api/v1/scenarios/{scenario}`: replaces an uploaded one.
pub(super) async fn replace(
    State(context): State<Context>,
    Named(id): Named<ScenarioId>,
    Raw(file): Raw,
) -> Result<Json<ScenarioSummary>, Refusal> {
    let scenario = read(&file)?;
    if scenario.id != id {
        return Err(Problem::new(ProblemCode::OutOfRange).place("id").into());
    }
    if is_ours(&id) {
        return Err(ProblemCode::NotAllowed.into());
    }
    Ok(Json(keep(&context, scenario).await?))
}

/// `DELETE /api/v1/scenarios/{scenario}`
pub(super) async fn remove(
    State(context): State<Context>,
    Named(id): Named<ScenarioId>,
) -> Result<StatusCode, Refusal> {
    if is_ours(&id) {
        return Err(ProblemCode::NotAllowed.into());
    }
    if context.store.delete_scenario(id).await? { Ok(StatusCode::NO_CONTENT) } else { Err(Refusal::not_found()) }
}

/// The scenario of a name.
pub(super) async fn find(context: &Context, id: ScenarioId) -> Result<Scenario, Refusal> {
    if let Some(scenario) = ours().iter().find(|scenario| scenario.id == id) {
        return Ok(scenario.clone());
    }
    context.store.scenario(id).await?.ok_or_else(Refusal::not_found)
}

async fn keep(context: &Context, scenario: Scenario) -> Result<ScenarioSummary, Refusal> {
    let answer = summary(&scenario, false);
    if context.store.put_scenario(scenario, SCENARIOS_MAX, context.clock.now()).await? {
        Ok(answer)
    } else {
        Err(ProblemCode::Full.into())
    }
}

/// Reads a file, or says every place where it is wrong.
pub(super) fn read(file: &[u8]) -> Result<Scenario, Refusal> {
    let loaded = load(file);
    loaded.scenario.ok_or_else(|| {
        let errors: Vec<_> = loaded.diagnostics.iter().filter(|found| found.is_error()).collect();
        let lines = errors.iter().take(FINDINGS_MAX).map(|found| {
            let (line, column) = (found.place.line, found.place.column);
            format!("line {line}, column {column}: {} / {}", found.message_zh, found.message_en)
        });
        let mut problem = Problem::new(ProblemCode::BadScenario).detail(lines.collect::<Vec<_>>().join("\n"));
        if let Some(first) = errors.first() {
            problem = problem.place(format!("line {}, column {}", first.place.line, first.place.column));
        }
        Refusal(problem)
    })
}

fn summary(scenario: &Scenario, bundled: bool) -> ScenarioSummary {
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    ScenarioSummary {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        rows: count(scenario.injects.len() + scenario.drafts.len()),
        departments: count(scenario.departments.len()),
        bundled,
    }
}

fn is_ours(id: &ScenarioId) -> bool {
    ours().iter().any(|scenario| scenario.id == *id)
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
