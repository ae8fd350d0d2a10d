//! Simulated media 模拟舆情 and public statements 发布稿: what a scenario plans, what the words of it are, and
//! the items that people see of it.
//!
//! How far a post has spread is a function of exercise time that whoever shows it computes: an item
//! holds the curve and the moments from which it counts, never a number that grows by itself.

use crate::ids::{DepartmentCode, FactKey, PostId, RowId, StatementId};
use crate::item::{Noted, Rung};
use crate::limits::REACH_MAX;
use crate::scenario::FactValue;
use crate::text::Bilingual;
use crate::time::{Seconds, Stamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Longest doubling time: slower than doubling in a day stands still within any exercise.
const DOUBLING_MAX: Seconds = Seconds(86_400);

macro_rules! media_words {
    ($($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $word)] $variant,)*
        }
        impl $name {
            /// The word as it stands in files and frames.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    )*};
}

media_words! {
    /// In which form something comes up in public.
    PostKind {
        /// Something that many can read 帖文.
        Post = "post",
        /// Somebody who asks and will tell others 来电.
        Call = "call",
    }
    /// Why the reach of a post counts anew from some moment.
    ReachCause {
        /// It appeared.
        Appeared = "appeared",
        /// A published statement answers it.
        Answered = "answered",
        /// The simulation cell or control said how far it is.
        Logged = "logged",
        /// Its row was recalled.
        TakenDown = "taken_down",
    }
    /// What a department found out about a post 核实结果.
    PostFinding {
        /// 属实
        True = "true",
        /// 部分属实
        Partly = "partly",
        /// 不实
        False = "false",
        /// 尚不清楚
        Open = "open",
    }
    /// How a figure of a statement stands to the common picture.
    FigureVerdict {
        /// Incident command has confirmed this value.
        Agrees = "agrees",
        /// Incident command has confirmed another value.
        Contradicts = "contradicts",
        /// Incident command has confirmed none.
        Unconfirmed = "unconfirmed",
    }
    /// What a statement has to pass before it goes out 发布把关.
    StatementGate {
        /// 未经批准: incident command has not approved it.
        Approval = "approval",
        /// 与已确认数据不一致: a figure contradicts the confirmed picture.
        Contradiction = "contradiction",
        /// 数据未确认: a figure that command has not confirmed.
        Unconfirmed = "unconfirmed",
        /// 未核对个人信息: nobody ticked that it holds no personal data.
        PersonalData = "personal_data",
        /// 会签不全: a department that was asked has not cosigned.
        Cosignature = "cosignature",
        /// 未核实: a post that it answers was verified by nobody.
        Verification = "verification",
    }
    /// How far a statement has come 发布稿.
    StatementStage {
        /// 起草: written, or sent back, or a cosignature is missing.
        Draft = "draft",
        /// 已会签: whoever was asked has cosigned; it waits for approval.
        Cosigned = "cosigned",
        /// 已批准: its text is frozen.
        Approved = "approved",
        /// 已发布
        Published = "published",
        /// 已更正: another one stands beside it.
        Corrected = "corrected",
        /// 已撤稿: it never went out.
        Withdrawn = "withdrawn",
    }
}

/// A post or call that a row brings 舆情; its text is the row's own `body`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Post {
    /// Post or call.
    #[serde(default = "post")]
    pub kind: PostKind,
    /// Where it appears, a made-up platform.
    pub platform: Bilingual,
    /// Who writes or calls, a made-up person.
    pub author: Bilingual,
    /// How it spreads.
    pub reach: ReachCurve,
    /// Unanswered by a statement for longer than this it is called out to control.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_within: Option<Seconds>,
}

const fn post() -> PostKind {
    PostKind::Post
}

/// How the reach of a post grows: doubling, straight between the doublings, up to a ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReachCurve {
    /// How many it has reached when it appears.
    pub start: u32,
    /// Exercise seconds in which that doubles; it stands still where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubles_every: Option<Seconds>,
    /// The same once a published statement answers it; it stands still where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_doubles_every: Option<Seconds>,
    /// It never reaches more.
    pub ceiling: u32,
}

impl ReachCurve {
    /// What is wrong with it, as the name of a field: the bounds keep its arithmetic exact in any client.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        let odd = |every: Option<Seconds>| every.is_some_and(|every| every.0 < 1 || every > DOUBLING_MAX);
        match self {
            Self { ceiling, .. } if *ceiling > REACH_MAX => Some("ceiling"),
            Self { start, ceiling, .. } if start > ceiling => Some("start"),
            Self { doubles_every, .. } if odd(*doubles_every) => Some("doubles_every"),
            Self { answered_doubles_every, .. } if odd(*answered_doubles_every) => Some("answered_doubles_every"),
            Self { .. } => None,
        }
    }
}

/// A moment from which the reach of a post counts anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReachAnchor {
    /// When.
    pub at: Stamp,
    /// How many it had reached then.
    pub count: u32,
    /// Exercise seconds in which that doubles from then on; it stands still where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubles_every: Option<Seconds>,
    /// Why.
    pub cause: ReachCause,
}

/// A figure as a statement quotes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct QuotedFigure {
    /// The fact of the common picture.
    pub fact: FactKey,
    /// Its value as the statement says it.
    pub value: FactValue,
}

/// A quoted figure held against what incident command has confirmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FigureCheck {
    /// The fact.
    pub fact: FactKey,
    /// What the statement says.
    pub said: FactValue,
    /// What is confirmed.
    pub confirmed: Option<FactValue>,
    /// How the two stand to each other.
    pub verdict: FigureVerdict,
}

/// A department has noticed a post and reported it 发现并报告.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PostNotice {
    /// Which department.
    pub department: DepartmentCode,
    /// When and who.
    pub rung: Rung,
    /// What was said.
    pub note: Option<String>,
}

/// A department has verified what a post says 核实.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PostCheck {
    /// Which department.
    pub department: DepartmentCode,
    /// When and who.
    pub rung: Rung,
    /// What it found.
    pub finding: PostFinding,
    /// From whom it has that.
    pub source: String,
    /// Facts of the picture it rests on.
    pub facts: Vec<FactKey>,
}

/// A post with everything, for control, evaluators and the simulation cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PostItem {
    /// Its id.
    pub id: PostId,
    /// Running number.
    pub number: u32,
    /// The row that brought it; none for what was written during play.
    pub row: Option<RowId>,
    /// Post or call.
    pub post_kind: PostKind,
    /// Where it appears.
    pub platform: Bilingual,
    /// Who writes or calls.
    pub author: Bilingual,
    /// What it says.
    pub text: Bilingual,
    /// Departments that can see it.
    pub to: Vec<DepartmentCode>,
    /// When it appeared, and who let it.
    pub appeared: Rung,
    /// Its limit for an answer.
    pub answer_within: Option<Seconds>,
    /// From where its reach counts, in order of time.
    pub reach: Vec<ReachAnchor>,
    /// It never reaches more.
    pub ceiling: u32,
    /// Departments that noticed it, in order of time.
    pub notices: Vec<PostNotice>,
    /// What was found out, in order of time.
    pub checks: Vec<PostCheck>,
    /// Published statements that answer it, in order of time.
    pub answers: Vec<StatementId>,
    /// When the first of them went out.
    pub answered: Option<Stamp>,
    /// Its limit passed before that.
    pub unanswered: bool,
    /// Its row was recalled.
    pub taken_down: bool,
}

/// A post as a department sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FeedItem {
    /// Its id.
    pub id: PostId,
    /// Post or call.
    pub post_kind: PostKind,
    /// Where it appears.
    pub platform: Bilingual,
    /// Who writes or calls.
    pub author: Bilingual,
    /// What it says.
    pub text: Bilingual,
    /// When it appeared.
    pub appeared: Stamp,
    /// From where its reach counts, in order of time.
    pub reach: Vec<ReachAnchor>,
    /// It never reaches more.
    pub ceiling: u32,
    /// That one's own department noticed it; every department that did, for incident command.
    pub notices: Vec<PostNotice>,
    /// What one's own department found out; what every department did, for incident command.
    pub checks: Vec<PostCheck>,
    /// When the first published statement answered it.
    pub answered: Option<Stamp>,
    /// It was taken down.
    pub taken_down: bool,
}

/// A department that was asked to cosign 会签.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Cosigner {
    /// Which.
    pub department: DepartmentCode,
    /// When and who; not yet where missing.
    pub cosigned: Option<Rung>,
    /// It does not stand by it: when, who and why.
    pub objected: Option<Noted>,
}

/// A statement on its way to the public, for its department, asked cosigners, incident command,
/// control and evaluators.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StatementItem {
    /// Its id.
    pub id: StatementId,
    /// Whose it is.
    pub department: DepartmentCode,
    /// Running number within the department.
    pub number: u32,
    /// How far it has come.
    pub stage: StatementStage,
    /// What it says.
    pub text: Bilingual,
    /// Its figures, held against the picture: as it stands now, or stood when it went out.
    pub figures: Vec<FigureCheck>,
    /// Posts it answers.
    pub answers: Vec<PostId>,
    /// Somebody has ticked that it holds no personal data.
    pub no_personal_data: bool,
    /// Departments asked to cosign.
    pub cosigners: Vec<Cosigner>,
    /// When and by whom it was written.
    pub drafted: Rung,
    /// When and by whom it was last rewritten.
    pub revised: Option<Rung>,
    /// Sent back by incident command, and not rewritten since.
    pub returned: Option<Noted>,
    /// When and by whom it was approved.
    pub approved: Option<Rung>,
    /// Why it was approved although something was open.
    pub reason: Option<String>,
    /// When and by whom it was published.
    pub published: Option<Rung>,
    /// What is open: now, or was when it went out.
    pub gates: Vec<StatementGate>,
    /// The published statement that it corrects.
    pub corrects: Option<StatementId>,
    /// The published statement that corrects it.
    pub corrected_by: Option<StatementId>,
    /// Why it was withdrawn.
    pub withdrawn: Option<Noted>,
}

/// A published statement, for everybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PublishedItem {
    /// Its id.
    pub id: StatementId,
    /// Whose it is.
    pub department: DepartmentCode,
    /// What it says.
    pub text: Bilingual,
    /// When it was published.
    pub published: Stamp,
    /// The published statement that it corrects.
    pub corrects: Option<StatementId>,
    /// The published statement that corrects it.
    pub corrected_by: Option<StatementId>,
}
