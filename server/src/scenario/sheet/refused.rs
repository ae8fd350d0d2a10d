//! Why a file is not read at all.

use super::book::{CELLS_MAX, COLUMNS_MAX, LINES_MAX, SHEETS_MAX};
use protocol::problem::{Problem, ProblemCode};

/// Why a file is not read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// More bytes than a file may have.
    File(usize),
    /// It unfolds to more than a list can be.
    Bomb,
    /// It declares a document type: lists have none, attacks on readers do.
    DocumentType,
    /// More sheets than a workbook may have.
    Sheets,
    /// A sheet with more lines, columns or cells than a list can have.
    Size(String),
    /// It is locked by a password.
    Locked,
    /// It is no sheet, or a damaged one.
    NotASheet(String),
}

impl Refused {
    /// In Chinese and in English.
    #[must_use]
    pub fn words(&self) -> (String, String) {
        let (zh, en) = match self {
            Self::File(max) => {
                let mib = max / 1024 / 1024;
                return (format!("文件超过{mib} MiB。"), format!("the file is larger than {mib} MiB"));
            }
            Self::Bomb => {
                ("文件展开后过大，未读取。", "the file unfolds to far more than a list can be: it was not read")
            }
            Self::DocumentType => {
                ("文件含有文档类型声明，未读取。", "the file declares a document type: it was not read")
            }
            Self::Sheets => return (format!("工作表超过{SHEETS_MAX}张。"), format!("more than {SHEETS_MAX} sheets")),
            Self::Size(sheet) => {
                return (
                    format!(
                        "工作表“{sheet}”过大：最多{LINES_MAX}行、{COLUMNS_MAX}列，全部工作表合计{CELLS_MAX}个单元格。"
                    ),
                    format!(
                        "the sheet {sheet:?} is too large: at most {LINES_MAX} lines, {COLUMNS_MAX} columns, and {CELLS_MAX} cells in all sheets"
                    ),
                );
            }
            Self::Locked => (
                "文件有密码：请在表格程序中去掉密码后再导入。",
                "the file has a password: take it off in your sheet program first",
            ),
            Self::NotASheet(why) => {
                return (
                    format!("不是能读取的表格（xlsx、xls、ods、csv），或已损坏：{why}"),
                    format!("not a sheet that can be read (xlsx, xls, ods, csv), or damaged: {why}"),
                );
            }
        };
        (zh.into(), en.into())
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> ProblemCode {
        match self {
            Self::File(_) | Self::Sheets | Self::Size(_) => ProblemCode::SheetTooLarge,
            Self::Bomb | Self::DocumentType => ProblemCode::SheetUnsafe,
            Self::Locked => ProblemCode::SheetLocked,
            Self::NotASheet(_) => ProblemCode::BadSheet,
        }
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let (zh, en) = refused.words();
        Self::new(refused.code()).detail(format!("{zh} / {en}"))
    }
}
