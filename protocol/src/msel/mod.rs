//! The list 主要情景事件清单 as it is planned: rows of cells, the other parts of the scenario beside them,
//! comments and versions.
//!
//! A draft may be wrong: a cell keeps the text that somebody typed or brought in a sheet, read or not.
//! Approval reads all of it; what cannot be read stands in the way with its place and reason.

use crate::ids::{MselRowId, RowId};
use crate::text::{Label, bounded_text};
use crate::vocab::words;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;
use std::collections::BTreeMap;
use ts_rs::TS;

mod part;
mod shown;

pub use part::MselPart;
pub use shown::{
    LookingCell, MselCell, MselCellChange, MselCommentItem, MselDifference, MselItem, MselLost, MselPartsItem,
    MselPlace, MselPreview, MselRowFault, MselRowItem, MselVersion,
};

bounded_text!(
    /// What somebody typed into a cell, or brought in a sheet; empty clears the cell.
    CellText, 0, 4_000
);

/// Cells of one command: a pasted block of a hundred rows by twenty columns.
pub const MSEL_CELLS_MAX: usize = 2_000;
/// Columns of a sheet that the list has no word for, kept per row.
pub const MSEL_EXTRA_MAX: usize = 64;

words! {
    /// A column of the list: one field of a row, in one language where it is a text.
    MselColumn {
        /// 编号
        Id = "id",
        /// 类型
        Kind = "kind",
        /// 演练时刻: seconds from STARTEX.
        Offset = "offset",
        /// 阶段
        Phase = "phase",
        /// 情景线
        Storyline = "storyline",
        /// 标题
        TitleZh = "title_zh",
        /// Title.
        TitleEn = "title_en",
        /// 参演方所见标题
        PlayerTitleZh = "player_title_zh",
        /// Title that players see.
        PlayerTitleEn = "player_title_en",
        /// 导调信息内容
        BodyZh = "body_zh",
        /// The text that recipients get.
        BodyEn = "body_en",
        /// 发出者（模拟）
        FromZh = "from_zh",
        /// Simulated sender.
        FromEn = "from_en",
        /// 受导单位/岗位
        To = "to",
        /// 牵头部门
        Lead = "lead",
        /// 签收规则
        AckPolicy = "ack_policy",
        /// 签收席位
        AckSeat = "ack_seat",
        /// 导调方式
        Channel = "channel",
        /// 呈现方式
        Staging = "staging",
        /// 责任导调员
        Controller = "controller",
        /// 群众演员卡
        ActorCardZh = "actor_card_zh",
        /// Card for actors.
        ActorCardEn = "actor_card_en",
        /// 预期行动
        ExpectedActionZh = "expected_action_zh",
        /// What should happen.
        ExpectedActionEn = "expected_action_en",
        /// 签收时限: seconds.
        TargetAcknowledge = "target_acknowledge",
        /// 回复时限: seconds.
        TargetRespond = "target_respond",
        /// 完成时限: seconds.
        TargetComplete = "target_complete",
        /// 关键要素: a list, each in both languages.
        KeyFacts = "key_facts",
        /// 回复格式
        Response = "response",
        /// 决策选项
        Decision = "decision",
        /// 决策席位
        DecidedBy = "decided_by",
        /// 触发条件
        When = "when",
        /// 下发方式
        Release = "release",
        /// 对应任务
        Tasks = "tasks",
        /// 优先级
        Priority = "priority",
        /// 地点
        LocationZh = "location_zh",
        /// Place.
        LocationEn = "location_en",
        /// 附件
        Attachments = "attachments",
        /// 催办步骤
        Escalation = "escalation",
        /// 真实情况变化
        Truth = "truth",
        /// 故障装备
        Fails = "fails",
        /// 舆情信息
        Post = "post",
        /// 导调提示
        ControllerNoteZh = "controller_note_zh",
        /// For controllers only.
        ControllerNoteEn = "controller_note_en",
        /// 背景（仅导调）
        BackgroundZh = "background_zh",
        /// Background for control and evaluators.
        BackgroundEn = "background_en",
        /// 评估要点
        EvaluationNoteZh = "evaluation_note_zh",
        /// For evaluators.
        EvaluationNoteEn = "evaluation_note_en",
        /// 模板
        Template = "template",
    }
    /// What stands in the way of a cell or row 问题.
    MselFault {
        /// 缺少: needed before approval.
        Missing = "missing",
        /// 编号重复
        DuplicateId = "duplicate_id",
        /// 不是编号: a code holds letters, digits, `.`, `_` and `-`.
        NotACode = "not_a_code",
        /// 不是时间
        NotATime = "not_a_time",
        /// 不是数
        NotANumber = "not_a_number",
        /// 超出范围
        OutOfRange = "out_of_range",
        /// 过长
        TooLong = "too_long",
        /// 词表中没有
        UnknownWord = "unknown_word",
        /// 没有这个单位或席位
        UnknownRecipient = "unknown_recipient",
        /// 没有这个席位
        UnknownSeat = "unknown_seat",
        /// 没有这个单位
        UnknownDepartment = "unknown_department",
        /// 没有这个阶段
        UnknownPhase = "unknown_phase",
        /// 没有这个任务
        UnknownTask = "unknown_task",
        /// 没有这一条
        UnknownRow = "unknown_row",
        /// 没有这个要素
        UnknownFact = "unknown_fact",
        /// 没有这件装备
        UnknownResource = "unknown_resource",
        /// 格式不对
        NotValid = "not_valid",
    }
    /// What became of something between two versions.
    MselChange {
        /// 新增
        Added = "added",
        /// 删除
        Gone = "gone",
        /// 改动
        Changed = "changed",
    }
    /// A part of the scenario that is a list of entries with codes.
    MselPartName {
        /// 参演单位
        Department = "department",
        /// 导调、评估、观摩席位
        Staff = "staff",
        /// 阶段
        Phase = "phase",
        /// 目标与任务
        Objective = "objective",
        /// 报告要素
        AskedFact = "asked_fact",
        /// 态势要素
        Fact = "fact",
        /// 地点
        Place = "place",
        /// 装备物资
        Resource = "resource",
        /// 出动前核对
        Checklist = "checklist",
    }
}

/// A column of the list, or one of the sheet that was brought in: `title_zh`, or `extra:` and its header.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, TS)]
#[ts(type = "string")]
pub enum MselField {
    /// A column of the list.
    Column(MselColumn),
    /// A column that the list has no word for, kept as it is.
    Extra(Label),
}

/// What stands before the header of an extra column.
const EXTRA: &str = "extra:";

impl MselField {
    /// Parses `title_zh` or `extra:Header`.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some(header) = text.strip_prefix(EXTRA) {
            return Label::parse(header).map(Self::Extra);
        }
        MselColumn::from_word(text).map(Self::Column).ok_or_else(|| format!("the list has no column {text:?}"))
    }
}

impl std::fmt::Display for MselField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Column(column) => f.write_str(column.word()),
            Self::Extra(header) => write!(f, "{EXTRA}{header}"),
        }
    }
}

impl From<MselColumn> for MselField {
    fn from(column: MselColumn) -> Self {
        Self::Column(column)
    }
}

impl Serialize for MselField {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MselField {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(&Cow::<'_, str>::deserialize(d)?).map_err(de::Error::custom)
    }
}

impl JsonSchema for MselField {
    fn schema_name() -> Cow<'static, str> {
        "MselField".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": 126 })
    }
}

/// What is put into a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MselInput {
    /// As typed, pasted or brought in a sheet: the server reads it, and keeps it where it cannot.
    Text(CellText),
    /// A value of the column's own form, as the scenario file has it; null clears the cell.
    Value(#[ts(type = "unknown")] serde_json::Value),
}

/// One cell of an edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MselEdit {
    /// The row.
    pub row: MselRowId,
    /// The column.
    pub field: MselField,
    /// What is put there.
    pub to: MselInput,
    /// Version of the cell that the writer had before him, 0 for an empty one. Where another one stands
    /// there by then, the last writer wins and what he replaced is kept beside the cell.
    #[serde(default)]
    pub seen: Option<u32>,
}

/// A new row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NewMselRow {
    /// Its key, random, made by the client: the number is a cell and may change.
    pub row: MselRowId,
    /// Its cells.
    pub cells: BTreeMap<MselField, MselInput>,
}

/// A cell as it is stored: the text that people read, and its value where it could be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct MselValue {
    /// The text that people read and edit.
    pub text: String,
    /// The value of the column's own form; missing where the text could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "unknown")]
    pub value: Option<serde_json::Value>,
    /// Why it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<MselFault>,
}

/// A row that could not be read when a sheet became a scenario: it stays a draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DraftRow {
    /// The row behind which it stands; the head of the list where missing.
    #[serde(default)]
    pub after: Option<RowId>,
    /// Its cells as text.
    pub cells: BTreeMap<MselField, CellText>,
}
