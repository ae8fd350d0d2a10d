//! A sheet that is brought in: what was understood of it, before anything is stored.

use crate::ids::{ExerciseId, ImportId, MselRowId, ScenarioId};
use crate::msel::{MselField, MselValue};
use crate::text::Bilingual;
use crate::vocab::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

words! {
    /// What an import would make of a row.
    ImportChange {
        /// 新增
        New = "new",
        /// 改动: a row with this number is there and differs.
        Changed = "changed",
        /// 相同
        Same = "same",
    }
    /// What is to be said about a cell, a row or a file.
    ImportRule {
        /// 读不懂: the text stays as it is, the row a draft.
        Unread = "unread",
        /// 猜测: it was understood in one of several ways.
        Guessed = "guessed",
        /// 其他列: kept beside the row.
        Extra = "extra",
        /// 多个受导单位: one cell names several.
        SeveralRecipients = "several_recipients",
        /// 编号重复
        DuplicateId = "duplicate_id",
        /// 无编号: a number was given.
        NumberGiven = "number_given",
        /// 合并单元格: its text stands in the first cell.
        Merged = "merged",
        /// 公式: its last value was taken.
        Formula = "formula",
        /// 空行或小标题: it is no row of the list.
        NotARow = "not_a_row",
        /// 公式出错: the sheet's program left an error there.
        BrokenCell = "broken_cell",
        /// 过长: longer than a cell may be; all of it stands in this message.
        TooLong = "too_long",
        /// 未导入: what this kind of file holds beyond rows.
        NotTaken = "not_taken",
    }
}

/// How a file is to be read; what is left out is guessed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields = nullable)]
pub struct ImportOptions {
    /// The draft exercise that the rows are for: its words are known, its rows are compared by number.
    pub exercise: Option<ExerciseId>,
    /// Which sheet, from 0.
    pub sheet: Option<u32>,
    /// The line with the headers, from 1; 0 where there is none.
    pub header: Option<u32>,
    /// What stands in which column, counted from 0; null leaves the column out, with a note.
    pub columns: Option<BTreeMap<u32, Option<MselField>>>,
    /// Minutes or seconds where a bare number is a time or a limit; minutes where missing.
    pub seconds: Option<bool>,
}

/// What was understood of a file. Nothing of it is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportPreview {
    /// Names the file for another look or for a commit, for half an hour.
    pub id: ImportId,
    /// Name of the file.
    pub file: String,
    /// Its sheets.
    pub sheets: Vec<ImportSheet>,
    /// Which one was read, from 0.
    pub sheet: u32,
    /// The line with the headers, from 1; 0 where there is none.
    pub header: u32,
    /// Its columns.
    pub columns: Vec<ImportColumn>,
    /// The rows of the list that would come of it, in order.
    pub rows: Vec<ImportRow>,
    /// What is to be said, by line.
    pub notes: Vec<ImportNote>,
    /// Numbers of rows in the exercise that the file does not have: they stay.
    pub absent: Vec<String>,
}

/// A sheet of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportSheet {
    /// Its name.
    pub name: String,
    /// Lines.
    pub lines: u32,
    /// Columns.
    pub columns: u32,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportColumn {
    /// From 0.
    pub index: u32,
    /// Its letter, as sheet programs show it.
    pub letter: String,
    /// Its header, empty where there is none.
    pub header: String,
    /// What it was taken for; none where it is left out.
    pub field: Option<MselField>,
    /// False for a guess that somebody should look at.
    pub sure: bool,
    /// Its first texts.
    pub samples: Vec<String>,
}

/// A row of the list that would come of a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportRow {
    /// Line of the sheet, from 1.
    pub line: u32,
    /// The row of the exercise with the same number, or a new key.
    pub row: MselRowId,
    /// What becomes of it.
    pub change: ImportChange,
    /// Its cells.
    pub cells: BTreeMap<MselField, MselValue>,
    /// What stands in the exercise where it differs.
    pub before: BTreeMap<MselField, String>,
    /// Whether every cell could be read and nothing is missing.
    pub whole: bool,
}

/// One thing to be said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ImportNote {
    /// Which rule.
    pub rule: ImportRule,
    /// Line of the sheet, from 1; none for the whole file.
    pub line: Option<u32>,
    /// Column, from 0.
    pub column: Option<u32>,
    /// The text it is about.
    pub text: String,
    /// What it was understood as, where it was.
    pub understood: Option<String>,
    /// In Chinese.
    pub message_zh: String,
    /// In English.
    pub message_en: String,
}

/// Makes a scenario of the library from a file that was looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportCommit {
    /// Its short name in the library.
    pub scenario: ScenarioId,
    /// Its title.
    pub title: Bilingual,
    /// How the file is to be read.
    #[serde(default)]
    pub options: ImportOptions,
}
