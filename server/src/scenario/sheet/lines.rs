//! Which lines of a sheet are rows of the list, and what stands in them.

use super::book::{Cell, Sheet};
use super::layout::{Column, Layout};
use super::say::{note, plain};
use protocol::import::{ImportNote, ImportRule};
use protocol::limits::ROWS_MAX;
use protocol::msel::{MselColumn, MselField};

/// A line that is a row.
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: usize,
    /// Its cells that hold something, by column.
    pub(super) cells: Vec<(usize, &'a Column, &'a Cell)>,
}

impl<'a> Line<'a> {
    /// The text in a column of the list.
    pub(super) fn text(&self, column: MselColumn) -> Option<&'a str> {
        let is = |field: &Option<MselField>| *field == Some(MselField::Column(column));
        self.cells.iter().find(|(_, own, _)| is(&own.field)).map(|(.., cell)| cell.text.as_str())
    }

    /// The day that stands beside its time.
    pub(super) fn day(&self) -> Option<&'a str> {
        self.cells.iter().find(|(_, own, _)| own.day).map(|(.., cell)| cell.text.as_str())
    }
}

/// The rows of a sheet; every other line that holds something is named.
pub(super) fn rows<'a>(sheet: &'a Sheet, layout: &'a Layout, notes: &mut Vec<ImportNote>) -> Vec<Line<'a>> {
    let mut rows = Vec::new();
    for (index, cells) in sheet.lines.iter().enumerate() {
        let number = index + 1;
        let filled: Vec<(usize, &Cell)> = cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).collect();
        let text = || filled.iter().map(|(_, cell)| cell.text.as_str()).collect::<Vec<_>>().join("\t");
        let at = (Some(number), None);
        if filled.is_empty() {
            // The first of several says how many there are.
            if number > layout.header && !index.checked_sub(1).is_some_and(|before| is_empty(sheet, before)) {
                let count = (index..sheet.lines.len()).take_while(|line| is_empty(sheet, *line)).count();
                let words = (format!("{count}个空行。"), format!("{count} empty line(s)."));
                notes.push(note(ImportRule::NotARow, at, "", None, words));
            }
        } else if number < layout.header {
            notes.push(plain(ImportRule::NotARow, at, &text(), "表头之上的文字。", "A text above the headers."));
        } else if number == layout.header {
        } else if is_subtitle(&filled, layout) || repeats_headers(&filled, layout) {
            let (zh, en) = ("小标题，不是一条信息。", "A subtitle, no row of the list.");
            notes.push(plain(ImportRule::NotARow, at, &text(), zh, en));
        } else if rows.len() == ROWS_MAX {
            let words = (
                format!("清单最多{ROWS_MAX}条，这一行没有导入。"),
                format!("A list has at most {ROWS_MAX} rows: this line is not taken."),
            );
            notes.push(note(ImportRule::NotTaken, at, &text(), None, words));
        } else {
            let cell = |(column, cell): (usize, &'a Cell)| Some((column, layout.columns.get(column)?, cell));
            rows.push(Line { number, cells: filled.into_iter().filter_map(cell).collect() });
        }
    }
    rows
}

fn is_empty(sheet: &Sheet, line: usize) -> bool {
    sheet.lines[line].iter().all(Cell::is_blank)
}

/// One text alone, where rows have several and no text stands: a headline over those below it.
fn is_subtitle(filled: &[(usize, &Cell)], layout: &Layout) -> bool {
    let [(column, cell)] = filled else { return false };
    let known = layout.columns.iter().filter(|column| matches!(column.field, Some(MselField::Column(_)))).count();
    let field = layout.columns.get(*column).and_then(|column| column.field.as_ref());
    let tells = match field {
        Some(MselField::Column(own)) => match own {
            MselColumn::TitleZh | MselColumn::TitleEn | MselColumn::BodyZh | MselColumn::BodyEn => true,
            // A number or a time alone is a row that somebody began.
            MselColumn::Id | MselColumn::Offset => {
                cell.text.trim().bytes().any(|byte| byte.is_ascii_digit()) && cell.text.trim().len() <= 12
            }
            _ => false,
        },
        Some(MselField::Extra(_)) | None => false,
    };
    known >= 2 && !tells
}

fn repeats_headers(filled: &[(usize, &Cell)], layout: &Layout) -> bool {
    let same = |(column, cell): &(usize, &Cell)| {
        let header = layout.columns.get(*column).map(|column| column.header.as_str()).unwrap_or_default();
        !header.is_empty() && header.split_whitespace().eq(cell.text.split_whitespace())
    };
    filled.len() > 1 && filled.iter().all(same)
}
