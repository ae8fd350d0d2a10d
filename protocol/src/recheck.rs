//! Rechecks 核查项: corrective actions of earlier exercises that are looked at again in this one.

use crate::ids::{ActionId, ExerciseId, RecheckId, SeatCode, TaskId};
use crate::improvement::{ActionElement, ProblemArea};
use crate::item::Rung;
use crate::text::Bilingual;
use crate::time::Timestamp;
use crate::vocab::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Whether a measure held when it was needed 核查结果.
    RecheckOutcome {
        /// 落实有效
        Held = "held",
        /// 未落实
        NotHeld = "not_held",
        /// 未观察到: this exercise did not ask for it.
        NotSeen = "not_seen",
    }
}

/// A corrective action as another exercise is told of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CarriedAction {
    /// The exercise that it comes from.
    pub exercise: ExerciseId,
    /// Its title.
    pub exercise_title: Bilingual,
    /// The action.
    pub action: ActionId,
    /// Its number there.
    pub number: u32,
    /// Kind of problem.
    pub area: ProblemArea,
    /// The problem.
    pub problem: String,
    /// What was to be done.
    pub measure: String,
    /// What it works on.
    pub element: ActionElement,
    /// Responsible unit.
    pub unit: Option<String>,
    /// What was found then.
    pub finding: Option<String>,
    /// The task that the finding was about.
    pub task: Option<TaskId>,
    /// The clause of a plan that the finding named.
    pub reference: Option<String>,
}

/// Control and evaluators: a measure of an earlier exercise, and whether it held in this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecheckItem {
    /// Its id.
    pub id: RecheckId,
    /// Running number.
    pub number: u32,
    /// What is looked at again.
    pub from: CarriedAction,
    /// The last word on it.
    pub outcome: Option<RecheckOutcome>,
    /// Every word on it, oldest first.
    pub marks: Vec<RecheckMark>,
}

/// A word of an evaluator on a recheck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecheckMark {
    /// Whether it held.
    pub outcome: RecheckOutcome,
    /// In words.
    pub note: Option<String>,
    /// When and who.
    pub rung: Rung,
}

/// What a recheck in another exercise came to: the evidence that an action rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecheckResult {
    /// The exercise in which it was looked at.
    pub exercise: ExerciseId,
    /// Its title.
    pub exercise_title: Bilingual,
    /// The recheck.
    pub recheck: RecheckId,
    /// Whether it held.
    pub outcome: RecheckOutcome,
    /// In words.
    pub note: Option<String>,
    /// Seat of the evaluator who said so.
    pub seat: Option<SeatCode>,
    /// When.
    pub at: Timestamp,
    /// Number of the commit in the record of that exercise.
    pub seq: u64,
}

/// A finding of an earlier exercise: one of the same task or the same clause is a repetition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct EarlierFinding {
    /// The exercise in which it was found.
    pub exercise: ExerciseId,
    /// Its title.
    pub exercise_title: Bilingual,
    /// The finding's number there.
    pub number: u32,
    /// When it was found.
    pub at: Timestamp,
    /// What was found.
    pub text: String,
    /// The task it was about, where that exercise was of the same scenario.
    pub task: Option<TaskId>,
    /// The clause of a plan that it named.
    pub reference: Option<String>,
}

/// An action that is to be carried over into a new exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CarryOver {
    /// The exercise that it comes from.
    pub exercise: ExerciseId,
    /// The action.
    pub action: ActionId,
}

/// Takes the result of a recheck back into the exercise that the action comes from:
/// `POST /api/v1/exercises/{exercise}/actions/{action}/recheck`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeRecheck {
    /// The exercise in which it was looked at.
    pub exercise: ExerciseId,
    /// The recheck there.
    pub recheck: RecheckId,
}

/// A recheck of an action on the board across exercises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BoardRecheck {
    /// The exercise in which it is looked at.
    pub exercise: ExerciseId,
    /// Its title.
    pub exercise_title: Bilingual,
    /// The recheck there.
    pub recheck: RecheckId,
    /// The last word on it.
    pub outcome: Option<RecheckOutcome>,
    /// In words.
    pub note: Option<String>,
    /// Whether the action has it as evidence already.
    pub taken: bool,
}
