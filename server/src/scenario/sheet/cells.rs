//! The cells of one line as cells of a row, and what is to be said of them.

use super::book::{Cell, CellKind};
use super::lines::Line;
use super::say::{self, note, plain};
use exercise::cell::time::{Moment, moment};
use exercise::cell::{Lexicon, Reading, read_as};
use protocol::import::{ImportNote, ImportRule};
use protocol::msel::{MselColumn, MselFault, MselField, MselValue};
use serde_json::Value;
use std::collections::BTreeMap;

/// Characters of a cell of the list.
const CELL_CHARS: usize = 4_000;

/// The cells of a row.
pub(super) type Cells = BTreeMap<MselField, MselValue>;

/// A value that stands without its text being read.
pub(super) fn unread(text: &str, fault: Option<MselFault>) -> MselValue {
    MselValue { text: text.to_owned(), value: None, fault }
}

/// The text of a time with the day beside it.
pub(super) fn timed(line: &Line<'_>) -> Option<String> {
    let text = line.text(MselColumn::Offset)?;
    let Some(day) = line.day() else { return Some(text.to_owned()) };
    let together = format!("{day} {text}");
    Some(if moment(&together, false).is_some() { together } else { text.to_owned() })
}

/// Reads a line.
pub(super) fn read(line: &Line<'_>, lexicon: &Lexicon<'_>, how: &Reading, notes: &mut Vec<ImportNote>) -> Cells {
    let mut cells = Cells::new();
    for (index, column, cell) in &line.cells {
        let at = (Some(line.number), Some(*index));
        kept(cell, at, notes);
        let Some(field) = &column.field else {
            if cell.kind != CellKind::Broken && !column.told {
                notes.push(plain(
                    ImportRule::NotTaken,
                    at,
                    &cell.text,
                    "这一列没有导入。",
                    "This column is not taken.",
                ));
            }
            continue;
        };
        if cells.contains_key(field) {
            let (zh, en) =
                ("这一格与另一列同名，没有导入。", "Another column stands for the same: this cell is not taken.");
            notes.push(plain(ImportRule::NotTaken, at, &cell.text, zh, en));
            continue;
        }
        let value = if cell.text.chars().count() > CELL_CHARS {
            let words = (
                format!("超过{CELL_CHARS}字，行中只保留开头，全文见此。"),
                format!("Longer than {CELL_CHARS} characters: its beginning stands in the row, all of it here."),
            );
            notes.push(note(ImportRule::TooLong, at, &cell.text, None, words));
            let cut: String = cell.text.chars().take(CELL_CHARS).collect();
            unread(&cut, Some(MselFault::TooLong).filter(|_| matches!(field, MselField::Column(_))))
        } else {
            match field {
                MselField::Extra(_) => unread(&cell.text, None),
                MselField::Column(column) => one(*column, cell, line, lexicon, how, at, notes),
            }
        };
        cells.insert(field.clone(), value);
    }
    cells
}

/// What the sheet's program left in a cell.
fn kept(cell: &Cell, at: say::At, notes: &mut Vec<ImportNote>) {
    match cell.kind {
        CellKind::Broken => {
            let (zh, en) = ("公式出错，表中没有值。", "A formula failed: the sheet holds no value here.");
            notes.push(plain(ImportRule::BrokenCell, at, &cell.text, zh, en));
        }
        CellKind::Cleaned => {
            let (zh, en) = ("去掉了不可见的控制字符。", "Control characters that cannot be seen were taken out.");
            notes.push(plain(ImportRule::Guessed, at, &cell.text, zh, en));
        }
        CellKind::Text | CellKind::Number | CellKind::Formula => {}
    }
}

fn one(
    column: MselColumn,
    cell: &Cell,
    line: &Line<'_>,
    lexicon: &Lexicon<'_>,
    how: &Reading,
    at: say::At,
    notes: &mut Vec<ImportNote>,
) -> MselValue {
    let text = if column == MselColumn::Offset { timed(line).unwrap_or_default() } else { cell.text.clone() };
    let mut value = read_as(column, &text, lexicon, how);
    if let Some(fault) = value.fault {
        value.text.clone_from(&cell.text);
        let (zh, en) = say::fault(fault);
        let words = (format!("{zh}：保留原文，该行为草稿。"), format!("{en}: the text is kept, the row is a draft."));
        notes.push(note(ImportRule::Unread, at, &cell.text, None, words));
        return value;
    }
    let several = value.value.as_ref().and_then(Value::as_array).is_some_and(|list| list.len() > 1);
    let understood = Some(value.text.as_str());
    if column == MselColumn::To && several {
        let words = ("一格中有多个受导单位。".to_owned(), "One cell names several recipients.".to_owned());
        notes.push(note(ImportRule::SeveralRecipients, at, &cell.text, understood, words));
    } else if guessed(column, &text, how) {
        let words = (format!("理解为“{}”。", value.text), format!("Understood as {:?}.", value.text));
        notes.push(note(ImportRule::Guessed, at, &cell.text, understood, words));
    }
    value
}

/// Whether a text might have meant something else.
fn guessed(column: MselColumn, text: &str, how: &Reading) -> bool {
    match column {
        MselColumn::Offset => matches!(moment(text, how.seconds), Some(Moment::Clock(_))),
        MselColumn::Channel => text.contains(['/', '、', ',', '，', ';', '；', '&', '+']),
        _ => false,
    }
}
