//! Versions of a scenario of the library, its labels and its copies.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Body, Named, SignedIn};
use super::scenarios::{find, keep, ours_of, own, saving};
use crate::store::{Onto, bundled_summary};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use exercise::cell::fold;
use protocol::ids::ScenarioId;
use protocol::library::{
    DuplicateScenario, ScenarioLabels, ScenarioSummary, ScenarioVersion, TAGS_MAX, Tag, VersionNote,
};
use protocol::problem::{Problem, ProblemCode};

/// `GET /api/v1/scenarios/{scenario}/versions`: the newest first.
pub(super) async fn list(
    State(context): State<Context>,
    Named(id): Named<ScenarioId>,
) -> Result<Json<Vec<ScenarioVersion>>, Refusal> {
    if let Some(scenario) = ours_of(&id) {
        let ScenarioSummary { version, title, rows, drafts, .. } = bundled_summary(scenario);
        let note = note("")?;
        return Ok(Json(vec![ScenarioVersion { version, saved: None, by: None, note, title, rows, drafts }]));
    }
    let versions = context.store.scenario_versions(id).await?;
    if versions.is_empty() { Err(Refusal::not_found()) } else { Ok(Json(versions)) }
}

/// `POST /api/v1/scenarios/{scenario}/versions/{version}/restore`: an earlier version becomes the newest; those
/// between stay.
pub(super) async fn restore(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Named((id, version)): Named<(ScenarioId, u32)>,
) -> Result<Json<ScenarioSummary>, Refusal> {
    own(&id)?;
    let scenario = find(&context, id, Some(version)).await?;
    let note = note(&format!("↩ v{version}"))?;
    let save = saving(&context, scenario, &identity, Some(note), Onto::Any)?;
    Ok(Json(keep(&context, save).await?))
}

/// `PUT /api/v1/scenarios/{scenario}/labels`: tags, and whether it is put away.
pub(super) async fn label(
    State(context): State<Context>,
    Named(id): Named<ScenarioId>,
    Body(ScenarioLabels { tags, archived }): Body<ScenarioLabels>,
) -> Result<Json<ScenarioSummary>, Refusal> {
    own(&id)?;
    let labels = ScenarioLabels { tags: tidy(tags)?, archived };
    context.store.label_scenario(id, labels).await?.map(Json).ok_or_else(Refusal::not_found)
}

/// `POST /api/v1/scenarios/{scenario}/duplicate`: a copy under a new name, with the tags.
pub(super) async fn duplicate(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Named(id): Named<ScenarioId>,
    Body(copy): Body<DuplicateScenario>,
) -> Result<(StatusCode, Json<ScenarioSummary>), Refusal> {
    let version = copy.version;
    let mut scenario = find(&context, id.clone(), version).await?;
    let summary = context.store.scenario_summary(id.clone()).await?;
    (scenario.id, scenario.title) = (copy.id, copy.title);
    let from = version.or_else(|| summary.as_ref().map(|summary| summary.version)).unwrap_or(0);
    let note = note(&format!("⧉ {id} v{from}"))?;
    let mut save = saving(&context, scenario, &identity, Some(note), Onto::New)?;
    save.tags = summary.map(|summary| summary.tags).unwrap_or_default();
    Ok((StatusCode::CREATED, Json(keep(&context, save).await?)))
}

/// Tags without blanks around them, each once, in their order.
pub(super) fn tidy(tags: Vec<Tag>) -> Result<Vec<Tag>, Refusal> {
    let mut tidy: Vec<Tag> = Vec::new();
    for tag in tags {
        let Ok(tag) = Tag::parse(tag.as_str().split_whitespace().collect::<Vec<_>>().join(" ")) else { continue };
        if tidy.iter().all(|one| fold(one.as_str()) != fold(tag.as_str())) {
            tidy.push(tag);
        }
    }
    if tidy.len() > TAGS_MAX {
        return Err(Problem::new(ProblemCode::OutOfRange).place("tags").detail(format!("at most {TAGS_MAX}")).into());
    }
    Ok(tidy)
}

fn note(text: &str) -> Result<VersionNote, Refusal> {
    VersionNote::parse(text).map_err(|why| Problem::new(ProblemCode::Internal).detail(why).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_trimmed_and_stand_once() {
        let of = |words: &[&str]| tidy(words.iter().map(|word| Tag::parse(*word).unwrap()).collect());
        let told = |tags: Vec<Tag>| tags.iter().map(|tag| tag.as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(
            told(of(&[" 信访 ", "Fire  drill", "fire drill", " ", "ＦＩＲＥ drill"]).unwrap()),
            ["信访", "Fire drill"]
        );
        let many: Vec<String> = (0..17).map(|n| n.to_string()).collect();
        let refused = of(&many.iter().map(String::as_str).collect::<Vec<_>>()).unwrap_err();
        assert_eq!((refused.0.code, refused.0.place.as_deref()), (ProblemCode::OutOfRange, Some("tags")));
    }
}
