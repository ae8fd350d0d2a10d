//! Sheets that are brought in: `/api/v1/scenarios/import`. A file is looked at as often as somebody likes;
//! nothing of it is stored before the commit.

mod held;

pub use held::Imports;

use super::context::Context;
use super::error::Refusal;
use super::extract::{Body, Named, Raw, SignedIn};
use super::scenarios;
use crate::access::Identity;
use crate::scenario::sheet::list::list;
use crate::scenario::sheet::{self, Ask, Existing, KnownRow, Looked};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use exercise::area::msel::planned;
use exercise::cell::{self, Lexicon};
use held::Held;
use protocol::ids::{ExerciseId, ImportId, MselRowId, ScenarioId};
use protocol::import::{ImportCommit, ImportOptions, ImportPreview};
use protocol::library::ScenarioSummary;
use protocol::msel::MselField;
use protocol::problem::{Problem, ProblemCode};
use protocol::scenario::{Inject, Scenario};
use protocol::text::Language;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// Characters of a file's name that are kept.
const NAME_CHARS: usize = 120;

/// What the file is called.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Called {
    name: String,
}

/// `POST /api/v1/scenarios/import?name=list.xlsx`: the file's bytes in, what was understood out.
pub(super) async fn bring(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Query(Called { name }): Query<Called>,
    Raw(bytes): Raw,
) -> Result<Json<ImportPreview>, Refusal> {
    let exercise = of(&identity);
    let name: String = name.chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect();
    let opened = context.imports.turn(move || open(name, &bytes)).await??;
    let held = Held { id: ImportId(crate::ids::uuid()), exercise, ..opened };
    let options = ImportOptions { exercise, ..ImportOptions::default() };
    let held = context.imports.hold(held, context.clock.now());
    Ok(Json(look(&context, held, options).await?.preview))
}

/// `POST /api/v1/scenarios/import/{import}`: another look.
pub(super) async fn again(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Named(id): Named<ImportId>,
    Body(options): Body<ImportOptions>,
) -> Result<Json<ImportPreview>, Refusal> {
    let (held, options) = found(&context, &identity, id, options)?;
    Ok(Json(look(&context, held, options).await?.preview))
}

/// `POST /api/v1/scenarios/import/{import}/commit`: a scenario of the library.
pub(super) async fn commit(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Named(id): Named<ImportId>,
    Body(commit): Body<ImportCommit>,
) -> Result<(StatusCode, Json<ScenarioSummary>), Refusal> {
    let (held, options) = found(&context, &identity, id, commit.options)?;
    let mut scenario = look(&context, held, options).await?.made.scenario;
    (scenario.id, scenario.title) = (commit.scenario, commit.title);
    Ok((StatusCode::CREATED, Json(scenarios::add(&context, scenario, &identity, None).await?)))
}

/// The exercise of whoever asks; none for an administrator.
fn of(identity: &Identity) -> Option<ExerciseId> {
    match identity {
        Identity::Seat(seat) => Some(seat.exercise),
        Identity::Administrator { .. } | Identity::Waiting { .. } | Identity::Feed { .. } => None,
    }
}

/// A file that is held, for whoever brought it; a seat compares with its own exercise alone.
fn found(
    context: &Context,
    identity: &Identity,
    id: ImportId,
    mut options: ImportOptions,
) -> Result<(Arc<Held>, ImportOptions), Refusal> {
    let own = of(identity);
    let held = context.imports.find(id, context.clock.now());
    let held = held.filter(|held| own.is_none() || held.exercise == own);
    let held = held.ok_or_else(|| Refusal::new(ProblemCode::ImportGone))?;
    match (own, options.exercise) {
        (Some(own), Some(asked)) if own != asked => return Err(Refusal::not_found()),
        (Some(own), None) => options.exercise = Some(own),
        (Some(_) | None, _) => {}
    }
    Ok((held, options))
}

/// Reads a file by what it holds: a scenario file as the sheet that its rows are.
fn open(name: String, bytes: &[u8]) -> Result<Held, Problem> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let (id, exercise) = (ImportId(Uuid::nil()), None);
    if matches!(ending.as_str(), "yaml" | "yml" | "json") && !sheet::is_foreign(bytes) {
        let scenario = scenarios::read(bytes).map_err(|refusal| refusal.0)?;
        let mut book = list(&scenario, Language::Zh);
        book.file = name;
        let own = sheet::words_of(scenario);
        return Ok(Held { id, exercise, book, own: Some(own) });
    }
    Ok(Held { id, exercise, book: sheet::open(&name, bytes)?, own: None })
}

async fn look(context: &Context, held: Arc<Held>, options: ImportOptions) -> Result<Looked, Refusal> {
    let existing = match options.exercise {
        Some(exercise) => {
            let handle = context.gateway.get(exercise).await?;
            Some(handle.view(standing).await?)
        }
        None => None,
    };
    let looked = context.imports.turn(move || {
        let existing = existing.map(|(scenario, rows)| known(exercise_key(&options), scenario, rows));
        let ask = Ask { id: held.id, options: &options, own: held.own.as_ref(), existing: existing.as_ref() };
        sheet::look(&held.book, &ask)
    });
    Ok(looked.await?)
}

fn exercise_key(options: &ImportOptions) -> Uuid {
    options.exercise.map_or(Uuid::nil(), |exercise| exercise.0)
}

/// The list of an exercise as it stands: its words, and its rows as they are planned or, once it is frozen,
/// as they are to be played.
fn standing(state: &exercise::State) -> (Scenario, Rows) {
    let rows = planned(state).map_or_else(
        || Rows::Played(state.row_states().filter_map(|(id, _)| state.row_spec(id)).cloned().collect()),
        |rows| Rows::Planned(rows.into_iter().map(|(key, cells)| KnownRow { key, cells }).collect()),
    );
    ((**state.scenario()).clone(), rows)
}

/// The rows of a list.
enum Rows {
    Planned(Vec<KnownRow>),
    Played(Vec<Inject>),
}

/// Its rows as cells, each under a key that stays.
fn known(exercise: Uuid, scenario: Scenario, rows: Rows) -> Existing {
    let rows = match rows {
        Rows::Planned(rows) => return Existing { scenario, rows },
        Rows::Played(rows) => rows,
    };
    let lexicon = Lexicon::of(&scenario);
    let rows = rows.iter().map(|row| {
        let values = cell::columns(row).into_iter();
        let cells =
            values.filter_map(|(column, value)| Some((column.into(), cell::put(column, value, &lexicon).ok()?)));
        let extra = row.extra.iter().map(|(header, text)| {
            let value = protocol::msel::MselValue { text: text.to_string(), value: None, fault: None };
            (MselField::Extra(header.clone()), value)
        });
        KnownRow {
            key: MselRowId(Uuid::new_v5(&exercise, row.id.as_str().as_bytes())),
            cells: cells.chain(extra).collect(),
        }
    });
    let rows = rows.collect();
    Existing { scenario, rows }
}

/// A name that a library entry cannot have: it is that of a route.
pub(super) fn is_reserved(id: &ScenarioId) -> bool {
    id.as_str() == "import"
}
