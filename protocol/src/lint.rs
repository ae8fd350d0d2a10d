//! What a look over the list finds before anybody plays it 脚本体检: the answer of
//! `GET /api/v1/exercises/{exercise}/lint`.
//!
//! A finding names the rule, the thing and the field, and the figures it rests on, so that a screen can
//! set it beside the row and say it in its own words. The rules are explained in `docs/scenario.md`.

use crate::ids::{DepartmentCode, ObjectiveId, PhaseId, RowId, SeatCode, TaskId};
use crate::text::Bilingual;
use crate::vocab::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

words! {
    /// How bad a finding is.
    LintSeverity {
        /// 错误: a file with it is refused.
        Error = "error",
        /// 警告: it can be played; somebody should look.
        Warning = "warning",
        /// 提示: nothing is wrong with it as long as it is meant so.
        Note = "note",
    }
}

/// What the list as it stands was found to be like.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LintReport {
    /// The findings, errors first, then in the order of the list.
    pub findings: Vec<LintFinding>,
    /// Findings that were left off because there were too many.
    pub left_off: u32,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LintFinding {
    /// The stable word of its rule.
    pub rule: String,
    /// How bad it is.
    pub severity: LintSeverity,
    /// Where it stands.
    pub place: LintPlace,
    /// What it rests on, by name: counts, seconds from STARTEX, codes.
    pub facts: BTreeMap<String, LintFact>,
    /// What is wrong.
    pub message: Bilingual,
    /// What to do about it.
    pub remedy: Bilingual,
}

/// Where a finding stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LintPlace {
    /// The thing.
    pub subject: LintSubject,
    /// Its field as in the scenario file, with the way to it where it is nested: `when.of[1].by`.
    pub field: Option<String>,
}

/// The thing that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LintSubject {
    /// The scenario as a whole.
    Scenario {},
    /// A row.
    Row {
        /// Its number.
        row: RowId,
    },
    /// A critical task.
    Task {
        /// Its code.
        task: TaskId,
    },
    /// An objective.
    Objective {
        /// Its code.
        objective: ObjectiveId,
    },
    /// A department.
    Department {
        /// Its code.
        department: DepartmentCode,
    },
    /// A phase.
    Phase {
        /// Its code.
        phase: PhaseId,
    },
    /// A seat of control, evaluation, observers or a wall.
    Seat {
        /// Its code.
        seat: SeatCode,
    },
}

/// Something that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(untagged)]
pub enum LintFact {
    /// A count, or seconds.
    Number(i32),
    /// A code.
    Code(String),
    /// Several codes.
    Codes(Vec<String>),
}
