//! What control is shown of the list as it is planned.

use super::{MselChange, MselFault, MselField, MselPartName};
use crate::ids::{DepartmentCode, GestureId, MselCommentId, MselRowId, RowId, SeatCode};
use crate::item::{By, InjectItem, Rung};
use crate::scenario::Scenario;
use crate::time::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Control: the list as it is planned, in its order, while it is a draft or in review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MselItem {
    /// The rows, in order.
    pub order: Vec<MselRowId>,
    /// Rows that were taken out and can come back.
    pub removed: Vec<MselRowId>,
    /// Versions that were frozen by approval, oldest first.
    pub versions: Vec<MselVersion>,
    /// Whether anything was changed since the last of them.
    pub changed: bool,
    /// The commit of its last change: what was reckoned from the list is of a state of it.
    pub changed_at: u64,
}

/// A version of the list, frozen by approval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MselVersion {
    /// Its number, from 1.
    pub version: u32,
    /// The commit that froze it.
    pub seq: u64,
    /// When and who.
    pub frozen: Rung,
    /// Rows it holds.
    pub rows: u32,
}

/// Control: a row as it is planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MselRowItem {
    /// Its key.
    pub row: MselRowId,
    /// Its cells, the empty ones left out.
    pub cells: BTreeMap<MselField, MselCell>,
    /// What stands in the way of approval beyond single cells.
    pub faults: Vec<MselRowFault>,
}

/// What stands in the way of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MselRowFault {
    /// The column.
    pub field: MselField,
    /// What.
    pub fault: MselFault,
    /// The word it is about, where there is one.
    pub word: Option<String>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields)]
pub struct MselCell {
    /// The text that people read and edit.
    pub text: String,
    /// Its value, where the text alone does not say it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "unknown")]
    pub value: Option<serde_json::Value>,
    /// Why the text could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<MselFault>,
    /// Counts its changes, from 1.
    pub version: u32,
    /// Who wrote it; nobody where it came with the scenario.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// What it replaced without having seen it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost: Option<MselLost>,
}

/// What somebody wrote and another one replaced without having seen it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MselLost {
    /// The text.
    pub text: String,
    /// Whose.
    pub by: Option<By>,
    /// When.
    pub at: Option<Timestamp>,
}

/// Control: everything of the scenario beside its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MselPartsItem {
    /// The scenario, its list of rows empty.
    pub scenario: Box<Scenario>,
}

/// Control: a comment on the list 批注.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MselCommentItem {
    /// Its id.
    pub id: MselCommentId,
    /// The row; the whole list where none.
    pub row: Option<MselRowId>,
    /// The column.
    pub field: Option<MselField>,
    /// The words.
    pub text: String,
    /// When and who.
    pub made: Rung,
    /// When and by whom it was settled.
    pub settled: Option<Rung>,
}

/// A change of a cell, as the record holds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MselCellChange {
    /// The commit.
    pub seq: u64,
    /// When and who.
    pub changed: Rung,
    /// What was done in one go.
    pub gesture: Option<GestureId>,
    /// The text from then on; none where it was cleared.
    pub text: Option<String>,
}

/// What a recipient would be shown of a row if it were released as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MselPreview {
    /// The department.
    pub department: DepartmentCode,
    /// The seat, where it is addressed alone.
    pub seat: Option<SeatCode>,
    /// What it would be shown.
    pub inject: Box<InjectItem>,
}

/// One difference between two versions of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MselDifference {
    /// Whether it came, went or reads differently.
    pub change: MselChange,
    /// The row's number, where it is about a row.
    pub row: Option<RowId>,
    /// The column, for a row that reads differently.
    pub field: Option<MselField>,
    /// The part, where it is about another part of the scenario.
    pub part: Option<MselPartName>,
    /// The code of its entry.
    pub key: Option<String>,
    /// The text before.
    pub before: Option<String>,
    /// The text after.
    pub after: Option<String>,
}

/// Where somebody is in the list: a seat's cursor, never recorded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MselPlace {
    /// The row.
    pub row: MselRowId,
    /// The column.
    pub field: MselField,
}

/// Somebody at control is in a cell of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LookingCell {
    /// The seat.
    pub seat: SeatCode,
    /// Where.
    pub cell: MselPlace,
}
