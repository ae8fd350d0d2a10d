//! Where in a workbook the list stands: which sheet, which line has the headers, what each column is.

use super::book::{Book, Sheet, letter};
use super::heads::{Meant, meant};
use super::say::{note, plain};
use protocol::import::{ImportColumn, ImportNote, ImportOptions, ImportRule};
use protocol::msel::{MSEL_EXTRA_MAX, MselColumn, MselField};
use protocol::text::Label;
use std::collections::BTreeSet;

/// Lines among which the headers are looked for.
const HEADER_LINES: usize = 40;
/// Texts shown of each column.
const SAMPLES: usize = 3;
/// Characters of a shown text.
const SAMPLE_CHARS: usize = 80;
/// Longest header of an extra column.
const HEADER_CHARS: usize = 110;

/// Where the list stands.
#[derive(Debug)]
pub(super) struct Layout {
    /// Which sheet.
    pub(super) sheet: usize,
    /// Line of the headers, from 1; 0 where there is none.
    pub(super) header: usize,
    /// What each column is.
    pub(super) columns: Vec<Column>,
    pub(super) notes: Vec<ImportNote>,
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) header: String,
    /// None for a column that is left out.
    pub(super) field: Option<MselField>,
    pub(super) sure: bool,
    /// Whether its texts are days that belong to the times.
    pub(super) day: bool,
    /// Whether one note named all that stands in it.
    pub(super) told: bool,
}

pub(super) fn layout(book: &Book, options: &ImportOptions) -> Layout {
    let named = options.sheet.map(|sheet| sheet as usize).filter(|sheet| *sheet < book.sheets.len());
    let sheet = named.unwrap_or_else(|| best(book));
    let lines = &book.sheets[sheet];
    let header = options.header.map_or_else(|| header_line(lines), |line| (line as usize).min(lines.lines.len()));
    let mut notes = Vec::new();
    let mut columns = guessed(lines, header, &mut notes);
    by_hand(&mut columns, options, lines, &mut notes);
    Layout { sheet, header, columns, notes }
}

/// The sheet whose headers say most; a hidden one only where no other has any.
fn best(book: &Book) -> usize {
    let score = |sheet: &Sheet| {
        let line = header_line(sheet);
        let known = if line == 0 { 0 } else { known(sheet, line - 1) };
        (known > 0, !sheet.hidden, known, sheet.lines.len())
    };
    let scored = book.sheets.iter().enumerate().map(|(index, sheet)| (score(sheet), std::cmp::Reverse(index)));
    scored.max().map_or(0, |(_, std::cmp::Reverse(index))| index)
}

/// How much a line says as one of headers.
fn known(sheet: &Sheet, line: usize) -> usize {
    let cells = sheet.lines.get(line).map(Vec::as_slice).unwrap_or_default();
    let meanings = cells.iter().filter_map(|cell| field(&cell.text));
    let mut seen = BTreeSet::new();
    meanings.filter(|(meant, _)| seen.insert(format!("{meant:?}"))).map(|(_, sure)| if sure { 2 } else { 1 }).sum()
}

/// What a header stands for, an extra column by its mark too.
fn field(text: &str) -> Option<(Option<Meant>, bool)> {
    if text.trim().starts_with("extra:") {
        return Some((None, true));
    }
    meant(text).map(|(meant, sure)| (Some(meant), sure))
}

/// The line of the headers, from 1: the first that names most columns, two at least.
fn header_line(sheet: &Sheet) -> usize {
    let lines = (0..sheet.lines.len().min(HEADER_LINES)).map(|line| (known(sheet, line), line));
    let best = lines.max_by_key(|(known, line)| (*known, std::cmp::Reverse(*line)));
    best.filter(|(known, _)| *known >= 3).map_or(0, |(_, line)| line + 1)
}

/// What the headers say, each field once.
fn guessed(sheet: &Sheet, header: usize, notes: &mut Vec<ImportNote>) -> Vec<Column> {
    let mut taken = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut columns = Vec::new();
    // Those that are sure have the first choice.
    let count = sheet.columns();
    let texts: Vec<String> = (0..count).map(|column| header_text(sheet, header, column)).collect();
    let mut found: Vec<Option<(MselField, bool)>> = vec![None; count];
    let mut days = vec![false; count];
    for sure in [true, false] {
        for column in 0..count {
            let Some((Some(meant), certain)) = field(&texts[column]) else { continue };
            if certain != sure || found[column].is_some() {
                continue;
            }
            let wanted = match meant {
                Meant::Column(wanted) => wanted,
                Meant::Text(zh, en) => {
                    if chinese(sheet, header, column) {
                        zh
                    } else {
                        en
                    }
                }
                Meant::Day => {
                    days[column] = true;
                    continue;
                }
            };
            if taken.insert(wanted) {
                found[column] = Some((wanted.into(), sure));
            }
        }
    }
    if header == 0 {
        without_headers(sheet, &mut found);
    }
    let mut extras = 0;
    for (column, text) in texts.into_iter().enumerate() {
        let (field, sure) = match found[column].take() {
            Some((field, sure)) => (Some(field), sure),
            None if !filled(sheet, header, column) => (None, true),
            None => {
                extras += 1;
                let extra = extra(&text, column, &mut names);
                (Some(extra).filter(|_| extras <= MSEL_EXTRA_MAX), true)
            }
        };
        say(&text, column, header, &field, extras, notes);
        columns.push(Column { header: text, field, sure, day: days[column], told: false });
    }
    columns
}

fn say(
    text: &str,
    column: usize,
    header: usize,
    field: &Option<MselField>,
    extras: usize,
    notes: &mut Vec<ImportNote>,
) {
    let at = (Some(header).filter(|line| *line > 0), Some(column));
    match field {
        Some(field @ MselField::Extra(_)) => {
            let understood = field.to_string();
            let words = (
                format!("列“{text}”不是清单的标准列：随行保留。"),
                format!("The list has no column {text:?}: it is kept beside the rows."),
            );
            notes.push(note(ImportRule::Extra, at, text, Some(&understood), words));
        }
        None if extras > MSEL_EXTRA_MAX => notes.push(plain(
            ImportRule::NotTaken,
            at,
            text,
            "其他列过多，这一列没有导入。",
            "There are more extra columns than a row can keep: this one is not taken.",
        )),
        None if !text.is_empty() => {
            notes.push(plain(ImportRule::NotTaken, at, text, "这一列是空的。", "This column is empty."));
        }
        Some(MselField::Column(_)) | None => {}
    }
}

fn header_text(sheet: &Sheet, header: usize, column: usize) -> String {
    let cell = header.checked_sub(1).and_then(|line| sheet.cell(line, column));
    cell.map(|cell| cell.text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

fn below(sheet: &Sheet, header: usize, column: usize) -> impl Iterator<Item = &str> {
    (header..sheet.lines.len()).filter_map(move |line| sheet.cell(line, column)).map(|cell| cell.text.as_str())
}

fn filled(sheet: &Sheet, header: usize, column: usize) -> bool {
    below(sheet, header, column).next().is_some()
}

/// Whether most texts of a column are Chinese.
fn chinese(sheet: &Sheet, header: usize, column: usize) -> bool {
    let han = |text: &str| text.chars().any(|c| matches!(u32::from(c), 0x3400..=0x9fff));
    let (zh, all) = below(sheet, header, column).fold((0, 0), |(zh, all), text| (zh + usize::from(han(text)), all + 1));
    zh * 2 > all || (all == 0 && han(&header_text(sheet, header, column)))
}

/// Without headers: the column whose texts are times, and the one with the longest texts.
fn without_headers(sheet: &Sheet, found: &mut [Option<(MselField, bool)>]) {
    let timed = |column: usize| {
        let (times, all) = below(sheet, 0, column).fold((0, 0), |(times, all), text| {
            let timed = text.parse::<f64>().is_err() && exercise::cell::time::moment(text, false).is_some();
            (times + usize::from(timed), all + 1)
        });
        all > 0 && times * 2 > all
    };
    let length = |column: usize| below(sheet, 0, column).map(|text| text.chars().count()).sum::<usize>();
    if let Some(column) = (0..found.len()).find(|column| timed(*column)) {
        found[column] = Some((MselColumn::Offset.into(), false));
    }
    let longest = (0..found.len()).filter(|column| found[*column].is_none()).max_by_key(|column| length(*column));
    if let Some(column) = longest {
        let body = if chinese(sheet, 0, column) { MselColumn::BodyZh } else { MselColumn::BodyEn };
        found[column] = Some((body.into(), false));
    }
}

/// An extra column under its header, or its letter; each name once.
fn extra(text: &str, column: usize, names: &mut BTreeSet<String>) -> MselField {
    let text = text.strip_prefix("extra:").unwrap_or(text).trim();
    let base: String = if text.is_empty() { letter(column) } else { text.chars().take(HEADER_CHARS).collect() };
    let mut name = base.clone();
    let mut count = 1;
    while !names.insert(name.clone()) {
        count += 1;
        name = format!("{base} ({count})");
    }
    // The header was cleaned and cut: it is always a label.
    Label::parse(name).map_or(MselField::Column(MselColumn::ControllerNoteZh), MselField::Extra)
}

/// What somebody said by hand goes over what was guessed.
fn by_hand(columns: &mut [Column], options: &ImportOptions, sheet: &Sheet, notes: &mut Vec<ImportNote>) {
    let Some(chosen) = &options.columns else { return };
    for (index, field) in chosen {
        let Some(column) = columns.get_mut(*index as usize) else { continue };
        (column.field, column.sure, column.day) = (field.clone(), true, false);
        notes.retain(|note| note.column != Some(*index));
        column.told = field.is_none();
        if column.told {
            let texts: Vec<&str> = below(sheet, 0, *index as usize).collect();
            let zh = "按您的选择，这一列没有导入。";
            notes.push(plain(
                ImportRule::NotTaken,
                (None, Some(*index as usize)),
                &texts.join("\n"),
                zh,
                "Left out, as you chose.",
            ));
        }
    }
    // A field that was given to another column by hand is no longer the guessed one's.
    let given: BTreeSet<MselField> = chosen.values().flatten().cloned().collect();
    let mut names: BTreeSet<String> =
        columns.iter().filter_map(|column| column.field.as_ref().map(ToString::to_string)).collect();
    for (index, column) in columns.iter_mut().enumerate() {
        let mine = chosen.contains_key(&u32::try_from(index).unwrap_or(u32::MAX));
        if !mine && column.field.as_ref().is_some_and(|field| given.contains(field)) {
            column.field = Some(extra(&column.header, index, &mut names));
            say(&column.header, index, 0, &column.field, 0, notes);
        }
    }
}

/// The columns as they are shown.
pub(super) fn shown(sheet: &Sheet, layout: &Layout) -> Vec<ImportColumn> {
    let column = |(index, column): (usize, &Column)| ImportColumn {
        index: u32::try_from(index).unwrap_or(u32::MAX),
        letter: letter(index),
        header: column.header.clone(),
        field: column.field.clone(),
        sure: column.sure,
        samples: below(sheet, layout.header, index)
            .take(SAMPLES)
            .map(|text| text.chars().take(SAMPLE_CHARS).collect())
            .collect(),
    };
    layout.columns.iter().enumerate().map(column).collect()
}
