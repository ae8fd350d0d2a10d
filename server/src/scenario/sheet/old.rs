//! The size of an old workbook (xls) before its reader makes room for every cell between its corners.

use super::book::{COLUMNS_MAX, LINES_MAX};
use super::refused::Refused;
use std::io::{BufReader, Cursor, Read};

/// Records that hold cells: row and column stand at their head.
const CELLS: [u16; 11] = [0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x0207, 0x027e, 0x00bd, 0x00be, 0x00d6, 0x00fd];
/// The record that says that the rest cannot be read without a password.
const LOCKED: u16 = 0x002f;

/// Walks the records of a compound file.
///
/// # Errors
/// If it is damaged, locked, or has cells far outside of any list.
pub(super) fn look(bytes: &[u8]) -> Result<bool, Refused> {
    let damaged = |error: std::io::Error| Refused::NotASheet(error.to_string());
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    if file.exists("EncryptedPackage") {
        return Err(Refused::Locked);
    }
    let macros = file.exists("_VBA_PROJECT_CUR");
    let name = ["Workbook", "Book"].into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| Refused::NotASheet("no workbook in it".into()))?;
    let mut stream = BufReader::new(file.open_stream(name).map_err(damaged)?);
    let mut body = Vec::new();
    loop {
        let mut head = [0; 4];
        if stream.read_exact(&mut head).is_err() {
            return Ok(macros);
        }
        let [kind, length] = [u16::from_le_bytes([head[0], head[1]]), u16::from_le_bytes([head[2], head[3]])];
        body.clear();
        if (&mut stream).take(length.into()).read_to_end(&mut body).map_err(damaged)? < usize::from(length) {
            return Ok(macros);
        }
        match (kind, body.as_slice()) {
            (LOCKED, _) => return Err(Refused::Locked),
            // Cells that are only formatted stand far out in real files: their reader passes over them.
            (0x0201 | 0x00be, _) => {}
            (kind, [a, b, c, d, ..]) if CELLS.contains(&kind) => {
                let (line, column) = (u16::from_le_bytes([*a, *b]), u16::from_le_bytes([*c, *d]));
                if usize::from(line) >= LINES_MAX || usize::from(column) >= COLUMNS_MAX {
                    return Err(Refused::Size(name.into()));
                }
            }
            _ => {}
        }
    }
}
