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

mod map;

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
    /// Kind of a row 类型.
    InjectKind {
        /// 背景信息: builds the world, asks nothing.
        Contextual = "contextual",
        /// 触发信息: asks for action.
        Trigger = "trigger",
        /// 备用导调信息: released when an expected action does not come.
        Contingency = "contingency",
        /// 预期行动: not delivered; what should happen and by when.
        ExpectedAction = "expected_action",
        /// 导调通知
        Admin = "admin",
        /// 群众演员提示
        ActorCue = "actor_cue",
        /// 随机导调: written during play.
        AdHoc = "ad_hoc",
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
    /// Who must acknowledge 签收规则.
    AckPolicy {
        /// 任一席位签收即可
        AnyMember = "any_member",
        /// 指定岗位签收
        NamedRole = "named_role",
        /// 每个席位均须签收
        EveryMember = "every_member",
    }
    /// How a row is released 下发方式.
    ReleaseMode {
        /// 自动
        Auto = "auto",
        /// 建议，由导调员确认
        Suggest = "suggest",
        /// 手动
        Manual = "manual",
    }
    /// How a row by phone, radio or in person is presented 呈现方式.
    Staging {
        /// On the department's screen: a call, a radio message, a visitor who speaks.
        Screen = "screen",
        /// By people: its text goes to the actor's or simulator's card, never to the player's client.
        People = "people",
    }
    /// Life cycle of a row during play 导调信息状态.
    InjectStatus {
        /// 已排定
        Scheduled = "scheduled",
        /// 条件已满足
        Armed = "armed",
        /// 暂缓
        Held = "held",
        /// 已下发
        Released = "released",
        /// 已完成
        Complete = "complete",
        /// 未按时出现
        Missed = "missed",
        /// 跳过
        Skipped = "skipped",
        /// 已撤回
        Recalled = "recalled",
        /// 未实施
        NotPlayed = "not_played",
        /// 作废留痕
        Obsolete = "obsolete",
    }
    /// Rungs of the receipt ladder 送达, in order of strength.
    DeliveryStage {
        /// 待发
        Queued = "queued",
        /// 已发送: written to a live connection.
        Sent = "sent",
        /// 已送达: the client confirmed that it stored it.
        Delivered = "delivered",
        /// 已显示
        Seen = "seen",
        /// 已签收: a person accepted it.
        Acknowledged = "acknowledged",
        /// 处置中
        InProgress = "in_progress",
        /// 已回复
        Responded = "responded",
        /// 已办完
        Completed = "completed",
        /// 认可
        Accepted = "accepted",
        /// 已结: nothing more is expected.
        Closed = "closed",
        /// 已撤回
        Recalled = "recalled",
        /// 终止未结: open at ENDEX.
        Cancelled = "cancelled",
    }
    /// A duty with a time limit 时限.
    Duty {
        /// 签收
        Acknowledge = "acknowledge",
        /// 回复
        Respond = "respond",
        /// 办完
        Complete = "complete",
    }
    /// An event of a row that another can wait for.
    RowEvent {
        /// 下发
        Released = "released",
        /// 签收
        Acknowledged = "acknowledged",
        /// 回复
        Responded = "responded",
        /// 完成
        Complete = "complete",
    }
    /// What a row is a template for: each use makes a new linked row.
    TemplateUse {
        /// 演练开始
        Startex = "startex",
        /// 演练结束
        Endex = "endex",
        /// 真实险情
        RealEmergency = "real_emergency",
    }
    /// Why a row exists beside the approved list.
    RowOrigin {
        /// 清单: part of the approved list.
        Planned = "planned",
        /// 随机导调
        AdHoc = "ad_hoc",
        /// 更正: corrects a released row.
        Correction = "correction",
        /// 模板启用: one use of a template.
        Template = "template",
    }
    /// Way of a receipt that did not come from the recipient's own client 人工传达.
    Via {
        /// 对讲机
        Radio = "radio",
        /// 电话
        Phone = "phone",
        /// 当面
        FaceToFace = "face_to_face",
        /// 纸质
        Paper = "paper",
        /// 出示二维码
        Qr = "qr",
    }
    /// Whether a task was done during play 任务节点.
    TaskOutcome {
        /// 完成
        Done = "done",
        /// 未完成
        NotDone = "not_done",
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
    /// Performance rating, HSEEP 评级.
    Rating {
        /// 顺利完成
        Performed = "P",
        /// 基本完成，有改进空间
        Some = "S",
        /// 完成但问题明显: the objective is still achieved.
        Major = "M",
        /// 未能完成
        Unable = "U",
        /// 未观察到: a value, not a gap.
        NotObserved = "not_observed",
    }
    /// Kind of evaluator's note 观察记录.
    ObservationKind {
        /// 事实
        Fact = "fact",
        /// 好的做法
        Strength = "strength",
        /// 待改进
        Improvement = "improvement",
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
    /// How far a late delivery has risen 升级.
    EscalationLevel {
        /// 黄: late.
        Amber = "amber",
        /// 红: late for long.
        Red = "red",
    }
    /// What control does about a late delivery, one after the other.
    EscalationStep {
        /// 催办.
        Nudge = "nudge",
        /// 呼叫副岗: the department's second seat, by name.
        Deputy = "deputy",
        /// 改用其他渠道: radio, telephone, in person.
        OtherChannel = "other_channel",
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
