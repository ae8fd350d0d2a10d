//! Improvement 改进: findings of an evaluation, and corrective actions with somebody who answers for them
//! by a day.

use crate::ids::{ActionId, DepartmentCode, ExerciseId, FileHash, FindingId, ObjectiveId, ObservationId, TaskId};
use crate::item::Rung;
use crate::recheck::{BoardRecheck, EarlierFinding, RecheckResult};
use crate::text::Bilingual;
use crate::time::Timestamp;
use crate::vocab::words;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use std::borrow::Cow;
use ts_rs::TS;

words! {
    /// What a finding 发现 says.
    FindingKind {
        /// 优点
        Strength = "strength",
        /// 待改进
        Improvement = "improvement",
    }
    /// Which of the four kinds of problem a finding belongs to (三(四) of the summary report).
    ProblemArea {
        /// 预案与职责: people are unsure of the plan.
        Plan = "plan",
        /// 沟通协调: information passed late or wrong.
        Coordination = "coordination",
        /// 应急物资和装备
        Equipment = "equipment",
        /// 舆情应对
        PublicInformation = "public_information",
        /// 现场处置
        Conduct = "conduct",
        /// 其他
        Other = "other",
    }
    /// What a corrective action works on (HSEEP: planning, organisation, equipment, training, exercises).
    ActionElement {
        /// 预案
        Planning = "planning",
        /// 组织机制
        Organisation = "organisation",
        /// 装备物资
        Equipment = "equipment",
        /// 培训
        Training = "training",
        /// 演练
        Exercise = "exercise",
    }
    /// How far a corrective action 整改措施 is.
    ActionStage {
        /// 待分派: nobody answers for it, or by no day.
        Open = "open",
        /// 已分派
        Assigned = "assigned",
        /// 整改中
        InProgress = "in_progress",
        /// 已提交: with evidence, to be verified.
        Submitted = "submitted",
        /// 已验收
        Verified = "verified",
        /// 退回: not good enough yet.
        Returned = "returned",
        /// 免除: with a reason.
        Waived = "waived",
    }
}

/// A day of the calendar, `2026-12-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, TS)]
#[ts(type = "string")]
pub struct Day(Date);

impl Day {
    /// The day on which a moment lies in a time zone by its IANA name; in UTC where nobody knows the name.
    #[must_use]
    pub fn of(at: Timestamp, zone: &str) -> Self {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        Self(jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone).date())
    }

    /// Reads a day.
    ///
    /// # Errors
    /// A sentence, for what is no day of the calendar or not of the form `2026-12-30`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let day = text.parse().map(Self).ok();
        // The library reads other forms too; there is one spelling of a day here.
        day.filter(|day| day.to_string() == text).ok_or_else(|| format!("{text} is no day like 2026-12-30"))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(d)?).map_err(de::Error::custom)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// Control and evaluators: a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FindingItem {
    /// Its id.
    pub id: FindingId,
    /// Running number.
    pub number: u32,
    /// Strength or to improve.
    pub finding_kind: FindingKind,
    /// Kind of problem.
    pub area: ProblemArea,
    /// What was found: facts.
    pub text: String,
    /// Why it was so: analysis.
    pub analysis: Option<String>,
    /// Clause of a plan or procedure.
    pub reference: Option<String>,
    /// The objective.
    pub objective: Option<ObjectiveId>,
    /// The task.
    pub task: Option<TaskId>,
    /// The department.
    pub department: Option<DepartmentCode>,
    /// Notes it rests on.
    pub observations: Vec<ObservationId>,
    /// Commits it rests on, by their numbers in the record.
    pub commits: Vec<u64>,
    /// When and who.
    pub rung: Rung,
    /// Withdrawn, and why.
    pub withdrawn: Option<String>,
    /// Findings of earlier exercises that it repeats: of the same task, or of the same clause.
    #[serde(default)]
    pub repeats: Vec<EarlierFinding>,
}

/// Control and evaluators: a corrective action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActionItem {
    /// Its id.
    pub id: ActionId,
    /// Running number.
    pub number: u32,
    /// The finding it answers.
    pub finding: Option<FindingId>,
    /// Kind of problem.
    pub area: ProblemArea,
    /// The problem.
    pub problem: String,
    /// Its cause.
    pub cause: Option<String>,
    /// What is to be done.
    pub measure: String,
    /// What it works on.
    pub element: ActionElement,
    /// Responsible unit 责任单位.
    pub unit: Option<String>,
    /// Responsible person or position 责任人.
    pub person: Option<String>,
    /// By which day 时限.
    pub due: Option<Day>,
    /// Who verifies 验收人.
    pub verifier: Option<String>,
    /// What will show that it is done.
    pub proof: Option<String>,
    /// How far it is.
    pub stage: ActionStage,
    /// When it was opened, and by whom.
    pub rung: Rung,
    /// Every step since, oldest first.
    pub steps: Vec<ActionStep>,
}

/// A corrective action on the board across exercises: `GET /api/v1/actions`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BoardAction {
    /// The exercise that it comes from.
    pub exercise: ExerciseId,
    /// Its title.
    pub exercise_title: Bilingual,
    /// The action's id.
    pub id: ActionId,
    /// Running number in its exercise.
    pub number: u32,
    /// Kind of problem.
    pub area: ProblemArea,
    /// The problem.
    pub problem: String,
    /// Its cause.
    pub cause: Option<String>,
    /// What is to be done.
    pub measure: String,
    /// What it works on.
    pub element: ActionElement,
    /// Department that the finding behind it names.
    pub department: Option<Bilingual>,
    /// Responsible unit 责任单位.
    pub unit: Option<String>,
    /// Responsible person or position 责任人.
    pub person: Option<String>,
    /// By which day 时限.
    pub due: Option<Day>,
    /// Who verifies 验收人.
    pub verifier: Option<String>,
    /// What will show that it is done.
    pub proof: Option<String>,
    /// How far it is.
    pub stage: ActionStage,
    /// When it was opened.
    pub opened: Timestamp,
    /// When it changed last.
    pub changed: Timestamp,
    /// How often it moved on.
    pub moves: u32,
    /// Where it was carried over to, and what came of it there.
    #[serde(default)]
    pub rechecks: Vec<BoardRecheck>,
}

/// A step of a corrective action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActionStep {
    /// How far it came.
    pub to: ActionStage,
    /// When and who.
    pub rung: Rung,
    /// In words.
    pub note: Option<String>,
    /// Evidence.
    pub files: Vec<FileHash>,
    /// What another exercise came to that looked at it again.
    #[serde(default)]
    pub check: Option<RecheckResult>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_of_the_calendar() {
        for good in ["2026-12-30", "2024-02-29", "2000-02-29"] {
            assert_eq!(Day::parse(good).map(|day| day.to_string()).as_deref(), Ok(good));
        }
        for bad in ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-1-1", "2026-1-010", "x"] {
            assert!(Day::parse(bad).is_err(), "{bad}");
        }
    }
}
