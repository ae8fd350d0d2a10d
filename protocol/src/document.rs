//! Written reports 报告: the summary report, the evaluation report and the after-action report, as
//! sections of sentences, tables and charts that name what they rest on. No layout: Word, PDF, web
//! page and data sheet are all set from this.

use crate::item::Rung;
use crate::measure::Measure;
pub use crate::text::Language;
use crate::time::ExerciseTime;
use crate::vocab::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Which written report.
    DocumentKind {
        /// 演练总结报告, by the organising body.
        Summary = "summary",
        /// 演练评估报告, by the evaluation group.
        Evaluation = "evaluation",
        /// 演练后报告与改进计划 AAR/IP, as HSEEP sets it out.
        Aar = "aar",
    }
    /// What a sentence is: facts, analysis, conclusions and measures stand apart.
    SentenceNature {
        /// 事实
        Fact = "fact",
        /// 分析
        Analysis = "analysis",
        /// 结论
        Conclusion = "conclusion",
        /// 措施
        Measure = "measure",
        /// 未记录: what is missing, in words.
        Missing = "missing",
    }
    /// Where a sentence comes from.
    SentenceOrigin {
        /// 自动生成: from the record.
        Record = "record",
        /// 计划: from the scenario, not from what happened.
        Plan = "plan",
        /// 人工修改: generated, then changed by hand.
        Edited = "edited",
        /// 人工填报: typed in.
        Typed = "typed",
    }
    /// What a piece of evidence is.
    EvidenceKind {
        /// 提交: a commit of the record and nothing narrower.
        Commit = "commit",
        /// 导调信息
        Row = "row",
        /// 送达
        Delivery = "delivery",
        /// 关键任务
        Task = "task",
        /// 观察记录
        Observation = "observation",
        /// 评级
        Rating = "rating",
        /// 情况报告
        SituationReport = "situation_report",
        /// 事实上报
        FactReport = "fact_report",
        /// 传言或来电
        Post = "post",
        /// 发布稿
        Statement = "statement",
        /// 诉求
        Claim = "claim",
        /// 承诺
        Commitment = "commitment",
        /// 转达判定
        RelayTick = "relay_tick",
        /// 装备故障
        Fault = "fault",
        /// 澄清
        Clarification = "clarification",
        /// 席位
        Seat = "seat",
        /// 发现
        Finding = "finding",
        /// 整改措施
        Action = "action",
        /// 核查项: a measure of an earlier exercise, looked at again.
        Recheck = "recheck",
    }
}

/// What something rests on: a commit of the record, and the thing in it that is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
pub struct Evidence {
    /// Number of the commit in the record, from 1.
    pub seq: u64,
    /// Its exercise time: where a replay opens.
    pub at: ExerciseTime,
    /// What is meant.
    pub kind: EvidenceKind,
    /// Its id or code; none for the commit itself.
    pub id: Option<String>,
}

/// A written report, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Document {
    /// Which.
    pub kind: DocumentKind,
    /// In which language.
    pub language: Language,
    /// Title.
    pub title: String,
    /// Under the title: organising body and date.
    pub subtitle: Option<String>,
    /// What every page carries: 演练 EXERCISE.
    pub banner: String,
    /// Chapters, sections and paragraphs in reading order.
    pub sections: Vec<DocumentSection>,
    /// What the whole rests on.
    pub source: DocumentSource,
    /// Every measure that its numbers were taken from, so that somebody else can recompute them.
    pub measures: Vec<Measure>,
}

/// What a written report was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DocumentSource {
    /// The exercise.
    pub exercise: String,
    /// Commits of the record up to the last one that counted.
    pub commits: u64,
    /// The chain's hash at that commit, in hex.
    pub head: Option<String>,
    /// Up to when the record goes that it was made from, in words of the exercise's time zone: its last
    /// commit. The same record gives the same report.
    pub made: String,
    /// Number of the draft, from 1.
    pub draft: u32,
    /// Who approved it and when, in words; none for a draft.
    pub approved: Option<String>,
}

/// A chapter, section or subsection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DocumentSection {
    /// Stable name: `summary.3.4.2`.
    pub key: String,
    /// 1 for a chapter 一、, 2 for a section （一）, 3 for 1.
    pub level: u8,
    /// Number as printed, with its punctuation: `一、`, `（一）`, `1.`; empty where there is none.
    pub number: String,
    /// Heading.
    pub heading: String,
    /// The model that this follows ends before this section: it is inferred 推定.
    pub inferred: bool,
    /// What stands in it.
    pub blocks: Vec<DocumentBlock>,
}

/// One thing of a section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DocumentBlock {
    /// Sentences that follow each other.
    Paragraph {
        /// In order.
        sentences: Vec<Sentence>,
    },
    /// A table.
    Table(DocumentTable),
    /// Bars with values.
    Chart(BarChart),
}

/// A sentence with what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Sentence {
    /// Stable name within the document: what an edit and a difference between drafts go by.
    pub key: String,
    /// The words.
    pub text: String,
    /// Fact, analysis, conclusion, measure, or that something is missing.
    pub nature: SentenceNature,
    /// Where it comes from.
    pub origin: SentenceOrigin,
    /// What it rests on; empty: nothing bears it out.
    pub evidence: Vec<Evidence>,
    /// Somebody found the evidence by hand: the record does not say by itself that it bears this out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub given: bool,
}

impl Sentence {
    /// Nothing bears out what it asserts. What is missing, planned or a measure to be taken asserts
    /// nothing of what happened.
    #[must_use]
    pub fn is_unevidenced(&self) -> bool {
        let asserts =
            matches!(self.nature, SentenceNature::Fact | SentenceNature::Analysis | SentenceNature::Conclusion);
        asserts && self.origin != SentenceOrigin::Plan && self.evidence.is_empty()
    }
}

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DocumentTable {
    /// Stable name within the document.
    pub key: String,
    /// Caption.
    pub caption: String,
    /// Heads of the columns.
    pub columns: Vec<DocumentColumn>,
    /// Lines.
    pub rows: Vec<DocumentRow>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DocumentColumn {
    /// Head.
    pub head: String,
    /// Width relative to the other columns.
    pub width: u16,
    /// Holds numbers: set to the right.
    pub number: bool,
}

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DocumentRow {
    /// A text per column; a line break is `\n`.
    pub cells: Vec<String>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

/// Plain bars with their values: for one measure, a bar for each department or so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BarChart {
    /// Stable name within the document.
    pub key: String,
    /// Caption.
    pub caption: String,
    /// What the numbers count, in words: 秒, s.
    pub unit: String,
    /// Where the line of the target is drawn.
    pub target: Option<f64>,
    /// Bars, top to bottom.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its length; none where nothing was measured.
    pub value: Option<f64>,
    /// The value in words, with its n.
    pub text: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

/// Control and evaluators: how far a written report is. Its text is fetched, not pushed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct WrittenItem {
    /// Which.
    pub document: DocumentKind,
    /// In which language.
    pub language: Language,
    /// Number of the draft that is worked on, from 1.
    pub draft: u32,
    /// Sentences that were changed, added or left out by hand.
    pub edited: u32,
    /// The last change by hand.
    pub changed: Option<Rung>,
    /// The last draft that was put down, to be compared with.
    pub put_down: Option<Rung>,
    /// The director's approval of what stands now; an edit voids it.
    pub approved: Option<Rung>,
}
