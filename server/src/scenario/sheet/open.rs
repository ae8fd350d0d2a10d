//! From the bytes of a file to a workbook of texts: by what the file holds, not by its name.

use super::book::{Beside, Book, CELLS_MAX, COLUMNS_MAX, LINES_MAX, SHEETS_MAX, Sheet};
use super::refused::Refused;
use super::{foreign, guard, office, old, plain};
use std::collections::BTreeSet;

/// Largest file: a list of a thousand rows with its texts is a tenth of it.
pub const FILE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// How a packed file begins.
const PACKED: &[u8] = b"PK\x03\x04";
/// How a compound file begins.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Whether a file is the list of another tool, and no scenario file of ours.
#[must_use]
pub fn is_foreign(bytes: &[u8]) -> bool {
    bytes.len() <= FILE_BYTES_MAX && foreign::json("", bytes).is_some()
}

/// Reads a workbook, a text with separators, or the list of another tool.
///
/// # Errors
/// Why it is not read at all.
pub fn open(file: &str, bytes: &[u8]) -> Result<Book, Refused> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(Refused::File(FILE_BYTES_MAX));
    }
    let mut beside = BTreeSet::new();
    let sheets = if bytes.starts_with(PACKED) {
        beside = guard::look(bytes)?;
        match office::packed(bytes)? {
            Some(sheets) => sheets,
            None => foreign::packed(file, bytes)?.sheets,
        }
    } else if bytes.starts_with(COMPOUND) {
        if old::look(bytes)? {
            beside.insert(Beside::Macros);
        }
        office::old(bytes)?
    } else if let Some(book) = foreign::json(file, bytes) {
        book.sheets
    } else {
        vec![plain::read(bytes)?]
    };
    if let Some(sheet) = sheets.iter().find(|sheet| sheet.lines.len() > LINES_MAX || sheet.columns() > COLUMNS_MAX) {
        return Err(Refused::Size(sheet.name.clone()));
    }
    if sheets.len() > SHEETS_MAX {
        return Err(Refused::Sheets);
    }
    let filled = |sheet: &Sheet| sheet.lines.iter().flatten().filter(|cell| !cell.is_blank()).count();
    if sheets.iter().map(filled).sum::<usize>() > CELLS_MAX {
        return Err(Refused::Size(file.into()));
    }
    if sheets.iter().all(|sheet| filled(sheet) == 0) {
        return Err(Refused::NotASheet("it is empty".into()));
    }
    Ok(Book { file: file.into(), sheets, beside: beside.into_iter().collect() })
}
