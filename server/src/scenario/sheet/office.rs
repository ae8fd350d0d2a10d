//! Workbooks of sheet programs: cells as texts, as those programs show them.

use super::book::{Cell, CellKind, SHEETS_MAX, Sheet};
use super::refused::Refused;
use super::stretch;
use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, SheetVisible, Xls, Xlsb, Xlsx, open_workbook_from_rs};
use std::io::Cursor;

type Bytes<'a> = Cursor<&'a [u8]>;

fn damaged(error: &dyn std::fmt::Display) -> Refused {
    let why = error.to_string();
    if why.to_ascii_lowercase().contains("password") { Refused::Locked } else { Refused::NotASheet(why) }
}

/// A package: xlsx, its kin, or ods; none where it is no workbook.
pub(super) fn packed(bytes: &[u8]) -> Result<Option<Vec<Sheet>>, Refused> {
    let names: Vec<String> = zip::ZipArchive::new(Cursor::new(bytes))
        .map(|archive| archive.file_names().flatten().map(|name| name.to_ascii_lowercase()).collect())
        .map_err(|error| damaged(&error))?;
    let has = |part: &str| names.iter().any(|name| name == part);
    if has("xl/workbook.bin") {
        let why = "xlsb：请另存为xlsx / save it as xlsx";
        // Its reader makes room for every cell between its corners, unasked.
        return match open_workbook_from_rs::<Xlsb<_>, _>(Cursor::new(bytes)) {
            Ok(_) => Err(Refused::NotASheet(why.into())),
            Err(error) => Err(damaged(&error)),
        };
    }
    if has("content.xml") {
        stretch::look(bytes)?;
        let book: Ods<Bytes<'_>> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        return ranges(book, |_, _| Vec::new()).map(Some);
    }
    if names.iter().any(|name| name.starts_with("xl/")) {
        return xlsx(bytes).map(Some);
    }
    Ok(None)
}

/// A compound file: xls.
pub(super) fn old(bytes: &[u8]) -> Result<Vec<Sheet>, Refused> {
    let book: Xls<Bytes<'_>> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    ranges(book, |book, name| {
        let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
        merged.iter().map(|one| [one.start.0, one.start.1, one.end.0, one.end.1]).collect()
    })
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, Refused> {
    let mut book: Xlsx<Bytes<'_>> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut sheets = Vec::new();
    for (name, hidden) in names(&book)? {
        let mut sheet = Sheet { name, hidden, ..Sheet::default() };
        // A sheet that holds a chart alone has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&sheet.name) else { continue };
        while let Some(found) = cells.next_cell_with_formula().map_err(|error| damaged(&error))? {
            let mut cell = shown(&found.value);
            if found.formula.is_some() && cell.kind != CellKind::Broken {
                cell.kind = CellKind::Formula;
            }
            let (line, column) = (found.pos.0 as usize, found.pos.1 as usize);
            if !cell.text.is_empty() && !sheet.put(line, column, cell) {
                return Err(Refused::Size(sheet.name));
            }
        }
        drop(cells);
        let merged = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        sheet.merged = merged.iter().map(|one| [one.start.0, one.start.1, one.end.0, one.end.1]).collect();
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn names<'a, R: Reader<Bytes<'a>>>(book: &R) -> Result<Vec<(String, bool)>, Refused> {
    let sheets = book.sheets_metadata();
    if sheets.len() > SHEETS_MAX {
        return Err(Refused::Sheets);
    }
    Ok(sheets.iter().map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect())
}

/// Sheets of a reader that knows whole ranges only; what they unfold to was looked at before.
fn ranges<'a, R>(mut book: R, merged: impl Fn(&R, &str) -> Vec<[u32; 4]>) -> Result<Vec<Sheet>, Refused>
where
    R: Reader<Bytes<'a>>,
    R::Error: std::fmt::Display,
{
    let mut sheets = Vec::new();
    for (name, hidden) in names(&book)? {
        let mut sheet = Sheet { merged: merged(&book, &name), name, hidden, lines: Vec::new() };
        let formulas = book.worksheet_formula(&sheet.name).ok();
        let range = book.worksheet_range(&sheet.name).map_err(|error| damaged(&error))?;
        let (top, left) = range.start().unwrap_or_default();
        for (line, column, value) in range.used_cells() {
            let (line, column) = (line + top as usize, column + left as usize);
            let at = (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
            let mut cell = shown(&reference(value));
            let formula =
                formulas.as_ref().and_then(|all| all.get_value(at)).is_some_and(|formula| !formula.is_empty());
            if formula && cell.kind != CellKind::Broken {
                cell.kind = CellKind::Formula;
            }
            if !cell.text.is_empty() && !sheet.put(line, column, cell) {
                return Err(Refused::Size(sheet.name));
            }
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn reference(value: &Data) -> DataRef<'_> {
    match value {
        Data::String(text) => DataRef::SharedString(text),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        _ => DataRef::Empty,
    }
}

/// A value as its program shows it.
fn shown(value: &DataRef<'_>) -> Cell {
    let number = |text: String| Cell { text, kind: CellKind::Number };
    match value {
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Int(whole) => number(whole.to_string()),
        DataRef::Float(float) => number(float.to_string()),
        DataRef::Bool(yes) => number(if *yes { "TRUE" } else { "FALSE" }.into()),
        DataRef::DateTime(moment) => number(moment_text(moment)),
        DataRef::DateTimeIso(text) => number(text.replace('T', " ")),
        DataRef::DurationIso(text) => number(duration_text(text)),
        DataRef::Error(error) => Cell { text: error.to_string(), kind: CellKind::Broken },
        DataRef::Empty => Cell::default(),
    }
}

/// A time of day, a span, a date, or both, to the second.
fn moment_text(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    // A year of days and no more: what sheets hold as spans.
    if (moment.is_duration() || (0.0..1.0).contains(&value)) && (-400.0..400.0).contains(&value) {
        #[expect(clippy::cast_possible_truncation, reason = "at most a year of seconds")]
        let seconds = (value * 86_400.0).round() as i64;
        return clock(seconds);
    }
    // Half a second up, so that 8:59:59.9996 is nine o'clock.
    let rounded = ExcelDateTime::new(value + 0.5 / 86_400.0, calamine::ExcelDateTimeType::DateTime, false);
    let (year, month, day, hour, minute, second, _) = rounded.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date} {hour:02}:{minute:02}:{second:02}") }
}

fn clock(seconds: i64) -> String {
    let (sign, size) = (if seconds < 0 { "-" } else { "" }, seconds.unsigned_abs());
    let (hours, minutes, rest) = (size / 3_600, size / 60 % 60, size % 60);
    if rest == 0 { format!("{sign}{hours}:{minutes:02}") } else { format!("{sign}{hours}:{minutes:02}:{rest:02}") }
}

/// `PT11H04M00S` as `11:04`.
fn duration_text(text: &str) -> String {
    let mut seconds = 0.0;
    let mut digits = String::new();
    for c in text.trim_start_matches('P').chars() {
        match c {
            '0'..='9' | '.' => digits.push(c),
            'T' => {}
            unit => {
                let count: f64 = digits.parse().unwrap_or(f64::NAN);
                seconds += count
                    * match unit {
                        'D' => 86_400.0,
                        'H' => 3_600.0,
                        'M' => 60.0,
                        'S' => 1.0,
                        _ => f64::NAN,
                    };
                digits.clear();
            }
        }
    }
    if !(0.0..4e7).contains(&seconds) {
        return text.to_owned();
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most a year of seconds")]
    let whole = seconds.round() as i64;
    clock(whole)
}
