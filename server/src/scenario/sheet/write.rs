//! A list as a file that sheet programs open.

use super::book::{Book, Sheet};
use super::plain::guarded;
use crate::report::list_workbook;
use anyhow::Context as _;
use protocol::text::Language;

/// The kinds of sheets that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A workbook.
    Xlsx,
    /// A text with commas, in UTF-8 with its mark: sheet programs then read it as what it is.
    Csv,
}

/// Writes the first sheet of a book.
///
/// # Errors
/// If the writer refuses it; a list is far inside of what it takes.
pub fn write(book: &Book, title: &str, language: Language, form: Written) -> anyhow::Result<Vec<u8>> {
    let sheet = book.sheets.first().context("a book without a sheet")?;
    match form {
        Written::Xlsx => Ok(list_workbook(sheet, title, language)?),
        Written::Csv => csv(sheet),
    }
}

fn csv(sheet: &Sheet) -> anyhow::Result<Vec<u8>> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    let columns = sheet.columns();
    for line in &sheet.lines {
        let text = |column: usize| line.get(column).map(|cell| guarded(&cell.text)).unwrap_or_default();
        writer.write_record((0..columns).map(text))?;
    }
    writer.into_inner().map_err(|error| anyhow::anyhow!("{error}"))
}
