//! Measures 指标 M01–M30: numbers from time stamps and counts, each with its n, its target and the
//! commits it rests on. A measure proposes; an evaluator decides.

use crate::document::Evidence;
use crate::vocab::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Which measure. Pauses never count in any of them.
    MeasureCode {
        /// 下发偏差: from planned or armed to released.
        M01 = "M01",
        /// 送达时延: from release to delivery, by the wall clock. The health of the system, nobody's performance.
        M02 = "M02",
        /// 签收时长: from delivery to acknowledgement.
        M03 = "M03",
        /// 按时签收: acknowledged within the limit, of those delivered and due.
        M04 = "M04",
        /// 回复时长: from delivery to the first answer, of the lead where a row names one.
        M05 = "M05",
        /// 按时完成: completed within the limit, of those delivered and due.
        M06 = "M06",
        /// 漏办迟办: duties past their limit.
        M07 = "M07",
        /// 报告链: each hop from the first sighting on.
        M08 = "M08",
        /// 首报要素: key facts of the first report, of those asked for.
        M09 = "M09",
        /// 续报节奏: gaps between situation reports.
        M10 = "M10",
        /// 转达保真度与时长: facts kept at the last hop, and how long it took.
        M11 = "M11",
        /// 口径不一致持续时间: how long departments upheld different values.
        M12 = "M12",
        /// 预案熟悉度: points right, of those asked.
        M13 = "M13",
        /// 到位时长: from notice to arrival.
        M14 = "M14",
        /// 装备: from a fault to its backup; checklists; faults.
        M15 = "M15",
        /// 救护链: each hop of care for the injured.
        M16 = "M16",
        /// 传言时长: from its appearance to being noticed, verified, answered, corrected.
        M17 = "M17",
        /// 发布把关: gates that statements passed before they went out.
        M18 = "M18",
        /// 承诺: made, complete, within authority, kept.
        M19 = "M19",
        /// 决策时长: from question to decision.
        M20 = "M20",
        /// 并发负荷: open items at once.
        M21 = "M21",
        /// 备用导调信息使用: contingencies released, of those prepared.
        M22 = "M22",
        /// 澄清: questions to control, and how long the answers took.
        M23 = "M23",
        /// 未实施: rows that were not played.
        M24 = "M24",
        /// 评估覆盖率: tasks observed, of all.
        M25 = "M25",
        /// 评估一致性: tasks on which all evaluators agree, of those with two or more.
        M26 = "M26",
        /// 在线率: time without any connection.
        M27 = "M27",
        /// 暂停: how many, how long.
        M28 = "M28",
        /// 报告周期: from ENDEX to the approved report.
        M29 = "M29",
        /// 整改闭环率: corrective actions verified, of those due.
        M30 = "M30",
    }
    /// What the number of a measure counts.
    MeasureUnit {
        /// Milliseconds of exercise time.
        ExerciseMs = "exercise_ms",
        /// Milliseconds of wall time.
        WallMs = "wall_ms",
        /// Things.
        Count = "count",
        /// So many of n: shown in percent from n = 5 on, never below.
        OfN = "of_n",
        /// 1 yes, 0 no.
        YesNo = "yes_no",
    }
    /// Of which values of one measure a number is made.
    MeasurePart {
        /// The value itself, where there is one.
        Value = "value",
        /// 中位数
        Median = "median",
        /// 第95百分位
        P95 = "p95",
        /// 最大
        Worst = "worst",
        /// 平均
        Mean = "mean",
        /// 合计
        Total = "total",
        /// 未送达: never delivered.
        Never = "never",
        /// 用时: the time it took, beside a count.
        Time = "time",
        /// 签收
        Acknowledged = "acknowledged",
        /// 回复
        Responded = "responded",
        /// 完成
        Completed = "completed",
        /// 已发现
        Detected = "detected",
        /// 已核实
        Verified = "verified",
        /// 已首次回应
        FirstStatement = "first_statement",
        /// 已更正
        Corrected = "corrected",
        /// 已登记
        Logged = "logged",
        /// 清单核对完整
        Checklist = "checklist",
        /// 五项齐全
        Complete = "complete",
        /// 超出权限
        BeyondAuthority = "beyond_authority",
        /// 已兑现
        Kept = "kept",
        /// 已复述确认
        ReadBack = "read_back",
        /// 先批准后发布
        Approved = "approved",
        /// 数字与已确认的一致
        Figures = "figures",
        /// 已核对个人信息
        PersonalData = "personal_data",
        /// 草稿
        Draft = "draft",
        /// 两名以上评估员
        TwoEvaluators = "two_evaluators",
        /// 重复发现
        Repeated = "repeated",
    }
    /// What a measure is taken of.
    SubjectKind {
        /// The whole exercise.
        Exercise = "exercise",
        /// 参演单位
        Department = "department",
        /// 导调信息
        Row = "row",
        /// 任务节点: `task/mark`.
        Mark = "mark",
        /// 态势要素
        Fact = "fact",
        /// 传言或来电
        Post = "post",
        /// 发布稿
        Statement = "statement",
        /// 装备故障
        Fault = "fault",
        /// 导调信息与参演单位: `row/department`.
        Delivery = "delivery",
    }
}

/// Of what a measure is taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
pub struct Subject {
    /// What it is.
    pub kind: SubjectKind,
    /// Its code or id; none for the whole exercise.
    pub id: Option<String>,
}

/// One number of one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Measure {
    /// Which measure.
    pub code: MeasureCode,
    /// Of what.
    pub of: Subject,
    /// Which number of it.
    pub part: MeasurePart,
    /// The number; none where nothing was measured, which is said and not guessed.
    pub value: Option<f64>,
    /// What it counts.
    pub unit: MeasureUnit,
    /// How many values it is made of.
    pub n: u32,
    /// The plan's target, in the same unit.
    pub target: Option<f64>,
    /// Whether the target was met; none without one, or without a value.
    pub met: Option<bool>,
    /// Milliseconds of exercise time off line that were subtracted before people are judged.
    pub not_counted_ms: i64,
    /// The commits it rests on.
    pub evidence: Vec<Evidence>,
}
