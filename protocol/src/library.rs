//! The scenario library 情景库: scenarios with their versions, and rows that are kept for reuse.

use crate::ids::{ExerciseId, ScenarioId, SeatCode, SnippetId};
use crate::msel::{MselField, MselInput};
use crate::text::{Bilingual, Label, bounded_text};
use crate::time::Timestamp;
use crate::vocab::Role;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use std::borrow::Cow;
use std::collections::BTreeMap;
use ts_rs::TS;

bounded_text!(
    /// A word by which scenarios and snippets are found 标签.
    Tag, 1, 40
);
bounded_text!(
    /// What a version is, in the words of who saved it 版本说明.
    VersionNote, 0, 200
);

/// Tags of one scenario or snippet: more are no help in finding it.
pub const TAGS_MAX: usize = 16;

/// Who saved something in the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SavedBy {
    /// An administrator, by the account's name.
    Account(String),
    /// Somebody in a seat of an exercise; the seat and its role, no name.
    Seat {
        /// The exercise.
        exercise: ExerciseId,
        /// The seat.
        seat: SeatCode,
        /// Its role.
        role: Role,
    },
}

/// A scenario of the library, as its newest version is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ScenarioSummary {
    /// Short name.
    pub id: ScenarioId,
    /// Title.
    pub title: Bilingual,
    /// Rows.
    pub rows: u32,
    /// Rows among them that are not whole yet.
    pub drafts: u32,
    /// Departments.
    pub departments: u32,
    /// Whether it came with the program: then it stays as it is.
    pub bundled: bool,
    /// Number of the newest version; 0 for one that came with the program.
    pub version: u32,
    /// Tags, in the order in which they were given.
    pub tags: Vec<Tag>,
    /// Whether it was put away: it is listed where somebody asks for it.
    pub archived: bool,
    /// When the newest version was saved; none for one that came with the program.
    pub saved: Option<Timestamp>,
    /// By whom; none where that was not kept.
    pub by: Option<SavedBy>,
}

/// A version of a scenario: `GET /api/v1/scenarios/{scenario}/versions`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ScenarioVersion {
    /// Its number, from 1; 0 for one that came with the program.
    pub version: u32,
    /// When it was saved.
    pub saved: Option<Timestamp>,
    /// By whom.
    pub by: Option<SavedBy>,
    /// What it is, in the words of who saved it.
    pub note: VersionNote,
    /// Its title.
    pub title: Bilingual,
    /// Its rows.
    pub rows: u32,
    /// Rows among them that are not whole yet.
    pub drafts: u32,
}

/// What a scenario is found by: `PUT /api/v1/scenarios/{scenario}/labels`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ScenarioLabels {
    /// Tags, at most 16.
    pub tags: Vec<Tag>,
    /// Whether it is put away.
    pub archived: bool,
}

/// A copy of a scenario: `POST /api/v1/scenarios/{scenario}/duplicate`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DuplicateScenario {
    /// Short name of the copy, new in the library.
    pub id: ScenarioId,
    /// Its title.
    pub title: Bilingual,
    /// Which version is copied, the newest where missing.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub version: Option<u32>,
}

/// Keeps the list of an exercise as a scenario: `POST /api/v1/exercises/{exercise}/msel/keep`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepScenario {
    /// Short name: a new one, or that of a scenario which gets a new version.
    pub id: ScenarioId,
    /// Title; that of the exercise where missing.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub title: Option<Bilingual>,
    /// What the version is.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub note: Option<VersionNote>,
}

/// A row that is kept for reuse 常用条目: `GET /api/v1/snippets`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Snippet {
    /// Its id.
    pub id: SnippetId,
    /// Title.
    pub title: Label,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Its cells, as a new row of a list takes them; it need not be whole.
    pub cells: BTreeMap<MselField, MselInput>,
    /// When it was saved.
    pub saved: Timestamp,
    /// By whom.
    pub by: SavedBy,
}

/// Keeps a row for reuse: `POST /api/v1/snippets`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NewSnippet {
    /// Title.
    pub title: Label,
    /// Tags, at most 16.
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// Its cells.
    pub cells: BTreeMap<MselField, MselInput>,
}
