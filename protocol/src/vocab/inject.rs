//! Words of a row, its release and what becomes of it at those who get it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
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
    /// Who must acknowledge 签收规则.
    AckPolicy {
        /// 任一席位签收即可
        AnyMember = "any_member",
        /// 指定岗位签收
        NamedRole = "named_role",
        /// 每个席位均须签收
        EveryMember = "every_member",
        /// 仅供知悉，无须签收
        ForInformation = "for_information",
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
}
