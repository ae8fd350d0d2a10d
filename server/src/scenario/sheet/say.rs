//! What is said about a cell, a line or a file, in both languages.

use super::book::Beside;
use protocol::import::{ImportNote, ImportRule};
use protocol::msel::MselFault;

/// Where a note belongs: line from 1, column from 0.
pub(super) type At = (Option<usize>, Option<usize>);

/// Makes a note.
pub(super) fn note(
    rule: ImportRule,
    at: At,
    text: &str,
    understood: Option<&str>,
    words: (String, String),
) -> ImportNote {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    ImportNote {
        rule,
        line: at.0.map(number),
        column: at.1.map(number),
        text: text.to_owned(),
        understood: understood.map(str::to_owned),
        message_zh: words.0,
        message_en: words.1,
    }
}

/// A note whose words need nothing else.
pub(super) fn plain(rule: ImportRule, at: At, text: &str, zh: &str, en: &str) -> ImportNote {
    note(rule, at, text, None, (zh.to_owned(), en.to_owned()))
}

/// Why a cell could not be read.
pub(super) const fn fault(fault: MselFault) -> (&'static str, &'static str) {
    match fault {
        MselFault::Missing => ("缺少", "missing"),
        MselFault::DuplicateId => ("编号重复", "the number is there already"),
        MselFault::NotACode => {
            ("不是编号：只能用字母、数字、“.”“_”“-”", "not a number of a row: letters, digits, '.', '_' and '-' only")
        }
        MselFault::NotATime => ("读不出时间", "not a time that can be read"),
        MselFault::NotANumber => ("读不出数", "not a number"),
        MselFault::OutOfRange => ("超出范围", "out of its range"),
        MselFault::TooLong => ("过长", "too long"),
        MselFault::UnknownWord => ("词表中没有这个词", "a word that the list does not know"),
        MselFault::UnknownRecipient => ("没有这个单位或席位", "no such department or seat"),
        MselFault::UnknownSeat => ("没有这个席位", "no such seat"),
        MselFault::UnknownDepartment => ("没有这个单位", "no such department"),
        MselFault::UnknownPhase => ("没有这个阶段", "no such phase"),
        MselFault::UnknownTask => ("没有这个任务", "no such task"),
        MselFault::UnknownRow => ("没有这一条", "no such row"),
        MselFault::UnknownFact => ("没有这个态势要素", "no such fact"),
        MselFault::UnknownResource => ("没有这件装备", "no such resource"),
        MselFault::NotValid => ("格式读不懂", "its form cannot be read"),
    }
}

/// What a file holds beside cells.
pub(super) fn beside(what: Beside) -> ImportNote {
    let (text, zh, en) = match what {
        Beside::Macros => {
            ("macros", "文件含有宏：没有读取，也没有运行。", "The file holds macros: they were neither read nor run.")
        }
        Beside::Links => {
            ("links", "文件含有外部链接：没有访问。", "The file holds links to other files: they were not followed.")
        }
        Beside::Objects => (
            "objects",
            "文件含有图片、图表或嵌入文件：没有导入。",
            "The file holds pictures, charts or files: they are not brought in.",
        ),
        Beside::Comments => {
            ("comments", "文件含有批注：没有导入。", "The file holds comments: they are not brought in.")
        }
        Beside::HiddenRows => (
            "hidden rows",
            "文件含有隐藏行：与其他行一样读取。",
            "The file holds hidden lines: they are read like the others.",
        ),
    };
    plain(ImportRule::NotTaken, (None, None), text, zh, en)
}
