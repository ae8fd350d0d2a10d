//! Evaluation 评估: scales, behaviours to watch for, and what evaluators and the lead evaluator see of
//! each other's ratings.

use crate::ids::{BehaviourKey, DepartmentCode, FileHash, ObservationId, RowId, SeatCode, TaskId};
use crate::item::Rung;
use crate::text::Bilingual;
use crate::vocab::{ObservationKind, Rating, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

words! {
    /// Whether a behaviour was seen. Never a score of a person.
    BehaviourSeen {
        /// 是
        Yes = "yes",
        /// 部分
        Partly = "partly",
        /// 否
        No = "no",
        /// 未看到: a value, not a gap.
        NotSeen = "not_seen",
    }
    /// Conclusion of an evaluation 评估结论 (AQ/T 9009-2015).
    Grade {
        /// 优: everything was completed without error.
        Excellent = "excellent",
        /// 良: what was expected was reached, with few errors.
        Good = "good",
        /// 中: clear defects that did not affect the objectives.
        Fair = "fair",
        /// 差: major errors, objectives seriously affected.
        Poor = "poor",
    }
}

/// A behaviour 行为要点 that evaluators watch for in a task of human conduct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    /// Short name.
    pub key: BehaviourKey,
    /// What can be seen.
    pub name: Bilingual,
}

/// How ratings become scores, and scores conclusions 评分办法: data, printed in every report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Scale {
    /// Score of a task that was performed without challenges, of 100.
    pub performed: u8,
    /// … with some challenges.
    pub some: u8,
    /// … with major challenges: the objective is still achieved.
    pub major: u8,
    /// … that could not be performed.
    pub unable: u8,
    /// 优 from this score on.
    pub excellent_from: u8,
    /// 良 from this score on.
    pub good_from: u8,
    /// 中 from this score on; 差 below.
    pub fair_from: u8,
    /// Fewer of the tasks than this, in percent, were observed: nothing is concluded.
    pub coverage_from: u8,
    /// Fewer points right than this, in percent, in a check of how well the plan is known: a problem.
    pub plan_points_from: u8,
}

impl Default for Scale {
    fn default() -> Self {
        Self {
            performed: 100,
            some: 85,
            major: 65,
            unable: 30,
            excellent_from: 90,
            good_from: 80,
            fair_from: 60,
            coverage_from: 60,
            plan_points_from: 80,
        }
    }
}

impl Scale {
    /// Whether it need not be written down.
    pub(crate) fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Score of a rating; none where nothing was observed.
    #[must_use]
    pub const fn score(&self, rating: Rating) -> Option<u8> {
        match rating {
            Rating::Performed => Some(self.performed),
            Rating::Some => Some(self.some),
            Rating::Major => Some(self.major),
            Rating::Unable => Some(self.unable),
            Rating::NotObserved => None,
        }
    }

    /// Conclusion from a score of 100.
    #[must_use]
    pub fn grade(&self, score: f64) -> Grade {
        if score >= f64::from(self.excellent_from) {
            Grade::Excellent
        } else if score >= f64::from(self.good_from) {
            Grade::Good
        } else if score >= f64::from(self.fair_from) {
            Grade::Fair
        } else {
            Grade::Poor
        }
    }
}

/// Evaluators and control: how far the evaluation is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct EvaluationItem {
    /// How ratings become scores.
    pub scale: Scale,
    /// Since when evaluators see each other's ratings; none while each rates alone.
    pub reconciliation: Option<Rung>,
    /// Who has rated each task, in order of seats: the coverage, without what they rated.
    pub rated: BTreeMap<TaskId, Vec<SeatCode>>,
    /// How many notes stand on each task.
    pub notes: BTreeMap<TaskId, u32>,
}

/// What one evaluator makes of one task: his own, all of them for the lead evaluator, and for every
/// evaluator once reconciliation is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AssessmentItem {
    /// The task.
    pub task: TaskId,
    /// Whose it is.
    pub seat: SeatCode,
    /// The rating.
    pub rating: Option<RatingView>,
    /// Behaviours watched for.
    pub behaviours: BTreeMap<BehaviourKey, BehaviourView>,
}

/// A rating with its author.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RatingView {
    /// The rating.
    pub rating: Rating,
    /// When and who.
    pub rung: Rung,
    /// Why.
    pub note: Option<String>,
}

/// A behaviour as somebody saw it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BehaviourView {
    /// What was seen.
    pub seen: BehaviourSeen,
    /// When and who.
    pub rung: Rung,
    /// In words.
    pub note: Option<String>,
}

/// Points of an answer that are right: M13 for rows that test how well the plan is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AnswerScoreView {
    /// Places of the points that were right among the row's key facts, from 0.
    pub right: Vec<u32>,
    /// Points that were asked.
    pub asked: u32,
    /// When and who.
    pub rung: Rung,
}

/// A department: an evaluator's note that was published to it. No author: roles only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SharedNoteItem {
    /// Its id.
    pub id: ObservationId,
    /// Exercise and wall time of what it is about.
    pub at: crate::time::Stamp,
    /// In words.
    pub text: String,
    /// Fact, strength or to improve.
    pub observation_kind: ObservationKind,
    /// The department; none where it is about all.
    pub department: Option<DepartmentCode>,
    /// Photos and files.
    pub files: Vec<FileHash>,
}

/// An evaluator's note: its own, for the lead evaluator all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ObservationItem {
    /// Its id.
    pub id: ObservationId,
    /// When and who.
    pub rung: Rung,
    /// In words.
    pub text: String,
    /// Kind.
    pub observation_kind: ObservationKind,
    /// The row.
    pub row: Option<RowId>,
    /// The task.
    pub task: Option<TaskId>,
    /// The department.
    pub department: Option<DepartmentCode>,
    /// Written after ENDEX 事后补录.
    pub afterwards: bool,
    /// Photos and files.
    pub files: Vec<FileHash>,
    /// Published to the department: since when.
    pub published: Option<Rung>,
}
