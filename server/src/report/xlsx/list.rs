//! The list as planners keep it: a workbook of one sheet that can be brought in again.

use super::cells::{Cells, Top, sheet_name};
use crate::scenario::sheet::book::Sheet;
use exercise::report::BANNER;
use protocol::text::Language;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// Narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (9, 46);

/// Writes a sheet whose first line has the headers; the same sheet gives the same bytes.
pub(crate) fn workbook(sheet: &Sheet, title: &str, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_subject(BANNER)
            .set_author("Startex")
            .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    let caption = match language {
        Language::Zh => "主要情景事件清单",
        Language::En => "Master scenario events list",
    };
    let columns = sheet.columns();
    let widths: Vec<f64> = (0..columns).map(|column| width(sheet, column)).collect();
    let top = Top { language, banner: BANNER, title };
    let mut cells = Cells::under(&mut book, &top, &sheet_name(&sheet.name), caption, &widths)?;
    let mut lines = sheet.lines.iter();
    let heads: Vec<&str> = lines.next().into_iter().flatten().map(|cell| cell.text.as_str()).collect();
    cells.heads(&heads)?;
    for line in lines {
        for column in 0..columns {
            cells.text(line.get(column).map(|cell| cell.text.as_str()).unwrap_or_default())?;
        }
        cells.next()?;
    }
    cells.filter(columns)?;
    book.save_to_buffer()
}

fn width(sheet: &Sheet, column: usize) -> f64 {
    let units = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let longest = sheet.lines.iter().filter_map(|line| line.get(column)).map(|cell| units(&cell.text)).max();
    let width = longest.unwrap_or(0).clamp(WIDTHS.0, WIDTHS.1);
    // Small and whole.
    f64::from(u32::try_from(width + 1).unwrap_or(10))
}
