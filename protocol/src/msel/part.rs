//! The parts of the scenario beside its rows, as planners put them.

use crate::feedback::Questionnaire;
use crate::resource::{Checklist, Resource};
use crate::scenario::{AskedFact, Bindings, Department, Fact, Objective, Phase, RobotLine, Settings, StaffSeat};
use crate::site::{Place, Site};
use crate::text::Bilingual;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A part of the scenario beside its rows, as it is put there whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "part", rename_all = "snake_case", deny_unknown_fields)]
pub enum MselPart {
    /// Title of the exercise.
    Title {
        /// The words.
        text: Bilingual,
    },
    /// 组织单位
    Organiser {
        /// The words; none clears it.
        text: Option<Bilingual>,
    },
    /// 目的
    Aim {
        /// The words; none clears it.
        text: Option<Bilingual>,
    },
    /// 背景
    Story {
        /// The words; none clears it.
        text: Option<Bilingual>,
    },
    /// What is true in the story, for control only.
    GroundTruth {
        /// All of it.
        list: Vec<Bilingual>,
    },
    /// 规则
    Rules {
        /// All of them.
        list: Vec<Bilingual>,
    },
    /// How the exercise behaves where the list does not say.
    Settings {
        /// All of them.
        settings: Box<Settings>,
    },
    /// 参演单位
    Department {
        /// The department.
        entry: Box<Department>,
    },
    /// A seat of control, evaluation, observers or a wall.
    Staff {
        /// The seat.
        entry: Box<StaffSeat>,
    },
    /// 阶段
    Phase {
        /// The phase.
        entry: Box<Phase>,
    },
    /// 目标与任务
    Objective {
        /// The objective with its tasks.
        entry: Box<Objective>,
    },
    /// 报告要素
    AskedFact {
        /// The fact.
        entry: Box<AskedFact>,
    },
    /// 态势要素
    Fact {
        /// The fact.
        entry: Box<Fact>,
    },
    /// 场地
    Site {
        /// The site with its plan; none takes it away.
        site: Option<Box<Site>>,
    },
    /// 地点
    Place {
        /// The place.
        entry: Box<Place>,
    },
    /// What reports and measures rest on.
    Bindings {
        /// All of them.
        bindings: Box<Bindings>,
    },
    /// What robots say.
    RobotLines {
        /// All of them.
        list: Vec<RobotLine>,
    },
    /// What those who played are asked after ENDEX 问卷.
    Feedback {
        /// All of it; none takes it away.
        questionnaire: Option<Box<Questionnaire>>,
    },
    /// 装备物资
    Resource {
        /// The resource.
        entry: Box<Resource>,
    },
    /// 出动前核对
    Checklist {
        /// The list of a department.
        entry: Box<Checklist>,
    },
}
