//! The closed word lists of the field, each word once for code, interface and documents.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $word)] $variant,)*
        }
        impl $name {
            /// Every word of the list, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The word as it stands in files and frames.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
            /// What a word stands for; none for one that is not in the list.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    )*};
}

pub(crate) use words;

pub use crate::readiness::{CheckResult, KioskKind, Readiness, StaffGroup};

mod evaluation;
mod inject;
mod map;

pub use evaluation::{ObservationKind, Rating, TaskOutcome};
pub use inject::{
    AckPolicy, DeliveryStage, Duty, EscalationLevel, EscalationStep, InjectKind, InjectStatus, ReleaseMode, RowEvent,
    RowOrigin, Staging, TemplateUse, Via,
};
pub use map::{FeatureAudience, FeatureKind, PlaceKind};

words! {
    /// In which role somebody acts.
    Role {
        /// Exercise director 演练总指挥: starts, pauses, ends it.
        Director = "DIR",
        /// Lead controller 导调组长: runs the list during play.
        LeadController = "LC",
        /// Controller 导调员: releases injects, keeps play safe and on track.
        Controller = "CTL",
        /// Simulation cell 模拟组: plays everybody who is not there.
        Simulator = "SIM",
        /// Role player 群众演员: acts by card, may step out any time.
        Actor = "ACT",
        /// Safety officer 安全员: may stop play, second key for resume.
        Safety = "SAF",
        /// Player 参演人员: responds as in reality, by the plan.
        Player = "PLY",
        /// Evaluator 评估人员: observes, records, rates; never prompts.
        Evaluator = "EVA",
        /// Lead evaluator 评估组长.
        LeadEvaluator = "LEV",
        /// Observer 观摩人员: watches only.
        Observer = "OBS",
        /// A projector 大屏.
        Wall = "WALL",
        /// Planner 策划人员: writes the list before play.
        Planner = "PLN",
    }
    /// Life cycle of an exercise 演练.
    ExerciseStatus {
        /// 策划中: the list is edited.
        Draft = "draft",
        /// 审核中: commented, still edited by planners.
        Review = "review",
        /// 已批准: the list is frozen, later edits are logged changes.
        Approved = "approved",
        /// 待命: players sign in, the clock is negative.
        Standby = "standby",
        /// 进行中
        Running = "running",
        /// 暂停: the clock stands still.
        Paused = "paused",
        /// 已结束: after ENDEX only administrative rows, by hand.
        Ended = "ended",
        /// 评估中
        Evaluating = "evaluating",
        /// 已出报告
        Reported = "reported",
        /// 已闭环归档
        Closed = "closed",
        /// 提前终止
        Aborted = "aborted",
    }
    /// Why an exercise is paused 暂停原因.
    PauseReason {
        /// 管理
        Admin = "admin",
        /// 安全
        Safety = "safety",
        /// 技术
        Technical = "technical",
        /// 真实险情: anyone may, resume needs director and safety officer.
        RealWorld = "real_world",
    }
    /// By which way a row reaches its recipients 导调方式.
    Channel {
        /// 系统
        System = "system",
        /// 电话
        Phone = "phone",
        /// 对讲机
        Radio = "radio",
        /// 当面
        InPerson = "in_person",
        /// 邮件
        Email = "email",
        /// 社交媒体
        Social = "social",
        /// 纸质
        Paper = "paper",
        /// 广播
        Broadcast = "broadcast",
        /// 其他
        Other = "other",
    }
    /// Kind of situation report 情况报告.
    ReportKind {
        /// 首报
        First = "first",
        /// 续报
        FollowUp = "follow_up",
        /// 终报
        Closing = "closing",
    }
    /// What the respondent says of the work 处置状态.
    Progress {
        /// 已办
        Done = "done",
        /// 在办
        Doing = "doing",
        /// 需要支援
        NeedHelp = "need_help",
    }
    /// State of a seat's occupant 席位.
    Presence {
        /// 空席
        Vacant = "vacant",
        /// 在线
        Seated = "seated",
        /// 离线: lost for longer than the grace.
        Lost = "lost",
    }
    /// Which wall 大屏.
    WallKind {
        /// 领导屏: delivery states and late counts.
        Leaders = "leaders",
        /// 参演屏: only what command confirmed. The default.
        Players = "players",
    }
    /// What became of a commitment 承诺事项.
    CommitmentOutcome {
        /// 已兑现
        Kept = "kept",
        /// 未兑现
        Broken = "broken",
        /// 已变更: another one stands in its place.
        Changed = "changed",
    }
    /// What became of a key fact on its way 转达情况.
    Heard {
        /// 一致: as it was given.
        Kept = "kept",
        /// 改动: heard, but otherwise.
        Changed = "changed",
        /// 遗漏: not heard.
        Lost = "lost",
    }
    /// Kind of a position-log line 演练记录.
    EntryKind {
        /// The exercise changed its state.
        Exercise = "exercise",
        /// A row was released, held, skipped, shifted, recalled …
        Inject = "inject",
        /// A receipt or answer.
        Delivery = "delivery",
        /// A message or report.
        Comms = "comms",
        /// A fact of the common picture was reported, withdrawn or confirmed, or became true.
        Situation = "situation",
        /// A claim or a commitment.
        Promise = "promise",
        /// A post of the simulated media, or a public statement.
        Media = "media",
        /// A seat came or went.
        Seat = "seat",
        /// A device was checked, or a department called ready or not.
        RollCall = "roll_call",
        /// A task was marked.
        Task = "task",
        /// A rating was settled, a finding made, an action opened, a report approved.
        Evaluation = "evaluation",
        /// Written by a controller.
        Note = "note",
        /// Real emergency.
        Safety = "safety",
        /// The system: clock step, outage.
        System = "system",
        /// A resource changed its state, failed, was asked for or handed over; a checklist.
        Resource = "resource",
    }
}
