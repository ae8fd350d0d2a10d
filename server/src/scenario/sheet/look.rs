//! What a workbook would make of the list: rows, notes, and how they differ from what is there. Pure: the
//! same file looked at in the same way gives the same answer.

use super::book::{Book, CellKind, Sheet, letter};
use super::cells::{self, Cells};
use super::derive::Derived;
use super::layout::{Layout, layout, shown};
use super::lines::{self, Line};
use super::made::{Made, made};
use super::say::{beside, note, plain};
use super::{clock, people};
use exercise::cell::{Lexicon, Reading};
use protocol::ids::{ImportId, MselRowId};
use protocol::import::{ImportChange, ImportNote, ImportOptions, ImportPreview, ImportRow, ImportRule, ImportSheet};
use protocol::msel::{MselColumn, MselField, MselValue};
use protocol::scenario::Scenario;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Line numbers that a note names.
const LINES_NAMED: usize = 40;

/// How a workbook is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// Names the file; keys of new rows are made from it.
    pub id: ImportId,
    /// How it is to be read.
    pub options: &'a ImportOptions,
    /// The words that came with it, for a scenario file.
    pub own: Option<&'a Scenario>,
    /// The list that it is for.
    pub existing: Option<&'a Existing>,
}

/// A list that is there.
#[derive(Clone, Debug)]
pub struct Existing {
    /// Its words.
    pub scenario: Scenario,
    /// Its rows, in order.
    pub rows: Vec<KnownRow>,
}

/// A row that is there.
#[derive(Clone, Debug)]
pub struct KnownRow {
    /// Its key.
    pub key: MselRowId,
    /// Its cells.
    pub cells: BTreeMap<MselField, MselValue>,
}

impl KnownRow {
    fn number(&self) -> Option<&str> {
        self.cells.get(&MselField::Column(MselColumn::Id)).map(|cell| cell.text.as_str())
    }
}

/// What was understood.
pub struct Looked {
    /// For people.
    pub preview: ImportPreview,
    /// The scenario that a commit would make.
    pub made: Made,
}

/// Looks at a workbook.
#[must_use]
pub fn look(book: &Book, ask: &Ask<'_>) -> Looked {
    let layout = layout(book, ask.options);
    let sheet = &book.sheets[layout.sheet];
    let mut notes: Vec<ImportNote> = book.beside.iter().copied().map(beside).collect();
    if ask.own.is_some() && ask.existing.is_some() {
        let (zh, en) = (
            "文件中清单以外的内容（单位、阶段、目标等）没有导入：演练有自己的。",
            "What the file holds beside rows (units, phases, objectives …) is not taken: the exercise has its own.",
        );
        notes.push(plain(ImportRule::NotTaken, (None, None), &book.file, zh, en));
    }
    other_sheets(book, &layout, &mut notes);
    notes.extend(layout.notes.iter().cloned());
    let lines = lines::rows(sheet, &layout, &mut notes);
    merged(sheet, &mut notes);
    formulas(sheet, &layout, &mut notes);
    let words = match (ask.existing, ask.own) {
        (Some(existing), _) => existing.scenario.clone(),
        (None, Some(own)) => own.clone(),
        (None, None) => people::words(&lines),
    };
    let lexicon = Lexicon::of(&words);
    let reading = Reading { seconds: ask.options.seconds.unwrap_or(false), start: start(&lines, ask, &mut notes) };
    let mut rows = Vec::new();
    let mut derived = Derived::default();
    let numbers = |row: &KnownRow| row.number().map(str::to_owned);
    derived.reserve(ask.existing.iter().flat_map(|existing| &existing.rows).filter_map(numbers));
    derived.reserve(lines.iter().filter_map(|line| line.text(MselColumn::Id)).map(|text| text.trim().to_owned()));
    let mut seen = BTreeSet::new();
    for line in &lines {
        let mut own = cells::read(line, &lexicon, &reading, &mut notes);
        derived.number(&mut own, line.number, &mut seen, &mut notes);
        rows.push(row(own, line, ask, &layout, &mut derived, &lexicon));
    }
    derived.say(&mut notes);
    let absent = absent(ask, &rows);
    let made = finished(&mut rows, &words, ask, &mut notes);
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let columns = shown(sheet, &layout);
    let preview = ImportPreview {
        id: ask.id,
        file: book.file.clone(),
        sheets: book.sheets.iter().map(sheet_of).collect(),
        sheet: number(layout.sheet),
        header: number(layout.header),
        columns,
        rows: rows.into_iter().map(|row| row.row).collect(),
        notes,
        absent,
    };
    Looked { preview, made }
}

/// A row, with the cells that it would have together with what is there.
struct Row {
    row: ImportRow,
    merged: Cells,
}

fn row(
    own: Cells,
    line: &Line<'_>,
    ask: &Ask<'_>,
    layout: &Layout,
    derived: &mut Derived,
    lexicon: &Lexicon<'_>,
) -> Row {
    let number =
        own.get(&MselField::Column(MselColumn::Id)).filter(|cell| cell.fault.is_none()).map(|cell| cell.text.clone());
    let rows = ask.existing.map(|existing| existing.rows.as_slice()).unwrap_or_default();
    let known = number.and_then(|number| rows.iter().find(|row| row.number() == Some(number.as_str())));
    let line_number = u32::try_from(line.number).unwrap_or(u32::MAX);
    let (mut cells, mut before) = (own, BTreeMap::new());
    let Some(known) = known else {
        derived.rest(&mut cells, line.number, lexicon);
        let key = MselRowId(Uuid::new_v5(&ask.id.0, line.number.to_string().as_bytes()));
        let change = ImportChange::New;
        let merged = cells.clone();
        return Row { row: ImportRow { line: line_number, row: key, change, cells, before, whole: false }, merged };
    };
    // A cell that the sheet has empty is emptied.
    for field in layout.columns.iter().filter_map(|column| column.field.as_ref()) {
        if known.cells.contains_key(field) && !cells.contains_key(field) {
            cells.insert(field.clone(), cells::unread("", None));
        }
    }
    let mut merged = known.cells.clone();
    for (field, cell) in &cells {
        let there = known.cells.get(field);
        let same = match (cell.value.as_ref(), there.and_then(|there| there.value.as_ref())) {
            (Some(new), Some(old)) => new == old,
            _ => cell.text == there.map(|there| there.text.as_str()).unwrap_or_default(),
        };
        if !same {
            before.insert(field.clone(), there.map(|there| there.text.clone()).unwrap_or_default());
        }
        if cell.text.is_empty() {
            merged.remove(field)
        } else {
            merged.insert(field.clone(), cell.clone())
        };
    }
    filled_up(&mut merged, lexicon);
    let change = if before.is_empty() { ImportChange::Same } else { ImportChange::Changed };
    Row { row: ImportRow { line: line_number, row: known.key, change, cells, before, whole: false }, merged }
}

/// What a list leaves unsaid of a row that it has: a planned row without a condition is due at its time.
fn filled_up(cells: &mut Cells, lexicon: &Lexicon<'_>) {
    Derived::default().rest(cells, 0, lexicon);
}

/// The scenario of it all: rows of the sheet in its order, those that it does not have behind them.
fn finished(rows: &mut [Row], words: &Scenario, ask: &Ask<'_>, notes: &mut Vec<ImportNote>) -> Made {
    let keys: BTreeSet<MselRowId> = rows.iter().map(|row| row.row.row).collect();
    let lexicon = Lexicon::of(words);
    let rest = ask.existing.iter().flat_map(|existing| &existing.rows).filter(|row| !keys.contains(&row.key));
    let rest = rest.map(|row| {
        let mut cells = row.cells.clone();
        filled_up(&mut cells, &lexicon);
        cells
    });
    let rest: Vec<Cells> = rest.collect();
    let all: Vec<&Cells> = rows.iter().map(|row| &row.merged).chain(&rest).collect();
    let made = made(words, &all, ask.existing.is_none() && ask.own.is_none());
    let refused: BTreeSet<usize> = made.refused.iter().map(|(index, _)| *index).collect();
    let whole: Vec<bool> = rows
        .iter()
        .enumerate()
        .map(|(index, row)| super::made::whole(&row.merged).is_some() && !refused.contains(&index))
        .collect();
    for (row, whole) in rows.iter_mut().zip(whole) {
        row.row.whole = whole;
    }
    // One note a rule: half a list may lack its tasks.
    let mut said: BTreeMap<(&str, &str), Vec<u32>> = BTreeMap::new();
    for (index, diagnostic) in &made.refused {
        if let Some(row) = rows.get(*index) {
            said.entry((&diagnostic.message_zh, &diagnostic.message_en)).or_default().push(row.row.line);
        }
    }
    for ((zh, en), lines) in said {
        let named: Vec<String> = lines.iter().take(LINES_NAMED).map(ToString::to_string).collect();
        let at = (lines.first().map(|line| *line as usize), None);
        let words = (format!("{}行为草稿：{zh}", lines.len()), format!("{} rows are drafts: {en}", lines.len()));
        notes.push(note(ImportRule::Unread, at, &named.join(", "), None, words));
    }
    made
}

fn absent(ask: &Ask<'_>, rows: &[Row]) -> Vec<String> {
    let keys: BTreeSet<MselRowId> = rows.iter().map(|row| row.row.row).collect();
    let there = ask.existing.iter().flat_map(|existing| &existing.rows);
    there.filter(|row| !keys.contains(&row.key)).filter_map(|row| row.number().map(str::to_owned)).collect()
}

fn start(lines: &[Line<'_>], ask: &Ask<'_>, notes: &mut Vec<ImportNote>) -> Option<exercise::cell::time::Clock> {
    let timed = |(row, line): (usize, &Line<'_>)| cells::timed(line).map(|text| (text, row));
    let times: Vec<clock::Timed<'_>> = lines
        .iter()
        .enumerate()
        .filter_map(timed)
        .map(|(text, row)| clock::Timed {
            text,
            row,
            texts: lines[row].cells.iter().map(|(.., cell)| cell.text.as_str()).collect(),
        })
        .collect();
    let (clock, row) = clock::start(&times, ask.options.seconds.unwrap_or(false))?;
    let (line, text) = (lines[row].number, cells::timed(&lines[row]).unwrap_or_default());
    let words = (
        format!("时间是钟点：以第{line}行的“{text}”为演练开始（T+0）。"),
        format!("Times are those of the day: {text:?} on line {line} is taken as STARTEX (T+0)."),
    );
    notes.push(note(ImportRule::Guessed, (Some(line), None), &text, Some("T+0"), words));
    Some(clock)
}

fn sheet_of(sheet: &Sheet) -> ImportSheet {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    ImportSheet { name: sheet.name.clone(), lines: number(sheet.lines.len()), columns: number(sheet.columns()) }
}

fn other_sheets(book: &Book, layout: &Layout, notes: &mut Vec<ImportNote>) {
    for (index, sheet) in book.sheets.iter().enumerate() {
        if index != layout.sheet && !sheet.lines.is_empty() {
            let count = sheet.lines.len();
            let words = (
                format!("工作表“{}”（{count}行）没有读取。", sheet.name),
                format!("The sheet {:?} with {count} lines was not read.", sheet.name),
            );
            notes.push(note(ImportRule::NotTaken, (None, None), &sheet.name, None, words));
        }
    }
}

fn merged(sheet: &Sheet, notes: &mut Vec<ImportNote>) {
    for [top, left, bottom, right] in &sheet.merged {
        let (line, column) = (*top as usize, *left as usize);
        if let Some(cell) = sheet.cell(line, column) {
            let (zh, en) = (
                "合并的单元格：文字在第一格，其余为空。",
                "Merged cells: the text stands in the first, the others are empty.",
            );
            let area = format!("{}{}:{}{}", letter(column), top + 1, letter(*right as usize), bottom + 1);
            let words = (format!("{area} {zh}"), format!("{area}: {en}"));
            notes.push(note(ImportRule::Merged, (Some(line + 1), Some(column)), &cell.text, None, words));
        }
    }
}

/// One note a column: a list may be numbered by formulas.
fn formulas(sheet: &Sheet, layout: &Layout, notes: &mut Vec<ImportNote>) {
    for column in 0..sheet.columns() {
        let cells = (layout.header..sheet.lines.len())
            .filter_map(|line| sheet.lines[line].get(column).map(|cell| (line, cell)));
        let found: Vec<(usize, &str)> = cells
            .filter(|(_, cell)| cell.kind == CellKind::Formula)
            .map(|(line, cell)| (line, cell.text.as_str()))
            .collect();
        if let Some((line, text)) = found.first() {
            let at = (Some(line + 1), Some(column));
            let (zh, en) = (
                format!("{}格是公式：取其最后的值。", found.len()),
                format!("{} formulas: their last values are taken.", found.len()),
            );
            notes.push(plain(ImportRule::Formula, at, text, &zh, &en));
        }
    }
}
