//! Lines of the table: the scenario library, and what goes from lists into it.

use super::super::table::{Route, Who};
use super::super::{packages, scenarios, snippets, versions};
use super::{DELETE, GET, POST, PUT};
use crate::limits::PACKAGE_BYTES_MAX;
use crate::scenario;
use protocol::library::{
    DuplicateScenario, KeepScenario, NewSnippet, ScenarioLabels, ScenarioSummary, ScenarioVersion, Snippet,
};
use protocol::scenario::Scenario;

pub(super) fn routes() -> Vec<Route> {
    [scenarios_of(), files(), snippets_of()].into_iter().flatten().collect()
}

fn scenarios_of() -> Vec<Route> {
    let (many, one) = ("/api/v1/scenarios", "/api/v1/scenarios/{scenario}");
    let (yaml, max) = ("application/yaml", scenario::FILE_BYTES_MAX);
    vec![
        Route::new(
            GET,
            many,
            Who::Administrator,
            "The scenario library; `?search=&tag=`, `?archived=true` for what was put away",
            scenarios::list,
        )
        .answers::<Vec<ScenarioSummary>>(),
        Route::new(POST, many, Who::Administrator, "Adds a scenario file, YAML or JSON; `?note=`", scenarios::upload)
            .takes_media(yaml, max)
            .answers::<ScenarioSummary>(),
        Route::new(GET, one, Who::Administrator, "A scenario, its newest version or `?version=N`", scenarios::show)
            .answers::<Scenario>(),
        Route::new(
            PUT,
            one,
            Who::Administrator,
            "Saves a new version of an uploaded scenario; the earlier ones stay; `?note=`",
            scenarios::replace,
        )
        .takes_media(yaml, max)
        .answers::<ScenarioSummary>(),
        Route::new(DELETE, one, Who::Administrator, "Removes an uploaded scenario", scenarios::remove),
        Route::new(
            GET,
            "/api/v1/scenarios/{scenario}/versions",
            Who::Administrator,
            "Versions of a scenario, the newest first",
            versions::list,
        )
        .answers::<Vec<ScenarioVersion>>(),
        Route::new(
            POST,
            "/api/v1/scenarios/{scenario}/versions/{version}/restore",
            Who::Administrator,
            "Puts an earlier version back, as a new one",
            versions::restore,
        )
        .answers::<ScenarioSummary>(),
        Route::new(
            PUT,
            "/api/v1/scenarios/{scenario}/labels",
            Who::Administrator,
            "Tags of a scenario, and whether it is put away",
            versions::label,
        )
        .takes::<ScenarioLabels>()
        .answers::<ScenarioSummary>(),
        Route::new(
            POST,
            "/api/v1/scenarios/{scenario}/duplicate",
            Who::Administrator,
            "A copy under a new short name and title",
            versions::duplicate,
        )
        .takes::<DuplicateScenario>()
        .answers::<ScenarioSummary>(),
    ]
}

/// Scenarios as files, and the list of an exercise as a scenario.
fn files() -> Vec<Route> {
    vec![
        Route::new(
            GET,
            "/api/v1/scenarios/{scenario}/package",
            Who::Administrator,
            "A scenario with its attachments as one file; `?version=N`",
            packages::export,
        )
        .answers_media(packages::ZIP),
        Route::new(
            POST,
            "/api/v1/packages",
            Who::Administrator,
            "Takes in such a file, all or nothing; `?id=` under another name, `?version=true` as a new version",
            packages::import,
        )
        .takes_media(packages::ZIP, PACKAGE_BYTES_MAX)
        .answers::<ScenarioSummary>(),
        Route::new(
            POST,
            "/api/v1/exercises/{exercise}/msel/keep",
            Who::Editor,
            "Keeps the list as it is now as a scenario of the library; editors: a new one, or one of their exercise",
            packages::keep_list,
        )
        .takes::<KeepScenario>()
        .answers::<ScenarioSummary>(),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/msel.yaml",
            Who::Editor,
            "The list as it is now as a scenario file",
            packages::list_file,
        )
        .answers_media(packages::YAML),
    ]
}

fn snippets_of() -> Vec<Route> {
    vec![
        Route::new(GET, "/api/v1/snippets", Who::Editor, "Rows kept for reuse; `?search=&tag=`", snippets::list)
            .answers::<Vec<Snippet>>(),
        Route::new(POST, "/api/v1/snippets", Who::Editor, "Keeps a row for reuse; it need not be whole", snippets::add)
            .takes::<NewSnippet>()
            .answers::<Snippet>(),
        Route::new(DELETE, "/api/v1/snippets/{snippet}", Who::Editor, "Removes a row kept for reuse", snippets::remove),
    ]
}
