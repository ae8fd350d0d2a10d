//! A written report as people work on it: what was changed by hand and what stood there before, how it
//! differs from the last draft that was put down, and what its evidence says in words.

use crate::document::{Document, Evidence, SentenceNature};
use crate::ids::{DepartmentCode, RowId, SeatCode};
use crate::item::{By, Rung};
use crate::text::Bilingual;
use crate::time::Stamp;
use crate::vocab::{EntryKind, Role, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most commits that one question for evidence may name: a sentence rests on few, the table of all
/// deliveries is asked for in parts.
pub const EVIDENCE_MAX: usize = 200;

words! {
    /// What became of a sentence or a line since the last draft.
    DraftChangeKind {
        /// 新增
        Added = "added",
        /// 文字改动: other words.
        Changed = "changed",
        /// 数字改动: the same words with other numbers.
        Figures = "figures",
        /// 删除: not there any more.
        Gone = "gone",
    }
    /// What a change is of.
    DraftPart {
        /// 句子
        Sentence = "sentence",
        /// 表格: a line of a table.
        Table = "table",
        /// 图: a bar of a chart.
        Chart = "chart",
    }
}

/// A written report with what people who work on it need beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DocumentDraft {
    /// As it stands, edits laid over it.
    pub document: Document,
    /// Every edit by hand, in the order of the document; those that found no sentence come last.
    pub by_hand: Vec<HandEdit>,
    /// The last draft that was put down; none where nothing was put down yet.
    pub base: Option<DraftBase>,
    /// What differs from it, in the order of the document.
    pub changes: Vec<DraftChange>,
}

/// The draft that a report is compared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DraftBase {
    /// Its number, from 1.
    pub draft: u32,
    /// The commit that put it down.
    pub seq: u64,
    /// When and who; no name.
    pub put: Rung,
}

/// What somebody made of a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HandEdit {
    /// Name of the sentence.
    pub sentence: String,
    /// The section that it stands in; none where no section has it any more.
    pub section: Option<String>,
    /// What the record says there; none for a sentence that was added, or whose place is gone.
    pub generated: Option<String>,
    /// The words now; none where it is left out.
    pub text: Option<String>,
    /// What kind of sentence it is.
    pub nature: SentenceNature,
    /// What the sentence of the record rests on.
    pub evidence: Vec<Evidence>,
    /// When and who; no name.
    pub changed: Rung,
    /// When evidence was found by hand for these words, and who did; no name. Earlier than the change: the
    /// words were changed after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub given: Option<Rung>,
}

/// One difference between the last draft and what stands now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DraftChange {
    /// What became of it.
    pub kind: DraftChangeKind,
    /// Of what.
    pub part: DraftPart,
    /// The section's name.
    pub section: String,
    /// Name of the sentence, the table or the chart.
    pub key: String,
    /// The words in the last draft.
    pub before: Option<String>,
    /// The words now.
    pub after: Option<String>,
}

/// A commit that something rests on, in parts: the client writes the words. No name of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct EvidenceCommit {
    /// Its number in the record.
    pub seq: u64,
    /// Both clocks.
    pub at: Stamp,
    /// The seat; none for the system.
    pub by: Option<By>,
    /// The seat's role.
    pub role: Option<Role>,
    /// What it holds, in its order.
    pub lines: Vec<EvidenceLine>,
    /// Further facts of the commit that are not listed.
    pub more: u32,
}

/// A part of the record in which somebody looks for evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct EvidencePage {
    /// Commits that this reader may give as evidence, in order of the record.
    pub commits: Vec<EvidenceCommit>,
    /// The number after which the next part begins; none at the end of the record.
    pub next: Option<u64>,
}

/// A fact of a commit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct EvidenceLine {
    /// What kind of line.
    pub entry_kind: EntryKind,
    /// Which fact: the stored event's kind.
    pub fact: String,
    /// The row.
    pub row: Option<RowId>,
    /// Its title.
    pub title: Option<Bilingual>,
    /// The department.
    pub department: Option<DepartmentCode>,
    /// The seat it is about.
    pub seat: Option<SeatCode>,
    /// Words of a person, and codes that the client says in words.
    pub text: Option<String>,
    /// What it says is not for this reader: an evaluator's words, what control keeps to itself.
    pub withheld: bool,
}
