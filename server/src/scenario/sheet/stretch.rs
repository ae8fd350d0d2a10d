//! How far a sheet of the ods kind stretches once its repeated cells and lines are laid out.

use super::book::{COLUMNS_MAX, LINES_MAX};
use super::refused::Refused;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{BufReader, Cursor};

/// Where a table stands while it is read.
#[derive(Default)]
struct At {
    lines: usize,
    repeat: usize,
    columns: usize,
    filled: usize,
    cell: usize,
    text: bool,
}

impl At {
    /// False where it stretches beyond any list.
    fn end_of_line(&mut self) -> bool {
        let filled = self.filled;
        let lines = self.lines.saturating_add(self.repeat);
        (self.columns, self.filled) = (0, 0);
        self.lines = lines;
        filled == 0 || (lines <= LINES_MAX && filled <= COLUMNS_MAX)
    }

    fn end_of_cell(&mut self) {
        self.columns = self.columns.saturating_add(self.cell);
        if self.text {
            self.filled = self.columns;
        }
        self.text = false;
    }
}

/// Refuses a package whose tables stretch beyond any list.
///
/// # Errors
/// If one does, or cannot be read.
pub(super) fn look(bytes: &[u8]) -> Result<(), Refused> {
    let damaged = |error: &dyn std::fmt::Display| Refused::NotASheet(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let part = archive.by_name("content.xml").map_err(|error| damaged(&error))?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    let (mut buffer, mut at) = (Vec::new(), At::default());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| damaged(&error))? {
            Event::Eof => return Ok(()),
            Event::Start(tag) => begin(&mut at, &tag),
            Event::Empty(tag) => {
                begin(&mut at, &tag);
                if is_cell(&tag) {
                    at.end_of_cell();
                }
            }
            Event::Text(_) | Event::GeneralRef(_) | Event::CData(_) if at.cell > 0 => at.text = true,
            Event::End(tag) => match tag.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => {
                    at.end_of_cell();
                    at.cell = 0;
                }
                "table-row" if !at.end_of_line() => return Err(Refused::Size("ods".into())),
                _ => {}
            },
            _ => {}
        }
    }
}

fn is_cell(tag: &BytesStart<'_>) -> bool {
    matches!(tag.local_name().as_ref(), "table-cell" | "covered-table-cell")
}

fn begin(at: &mut At, tag: &BytesStart<'_>) {
    match tag.local_name().as_ref() {
        "table" => *at = At::default(),
        "table-row" => at.repeat = repeated(tag, "number-rows-repeated"),
        "table-cell" | "covered-table-cell" => {
            at.cell = repeated(tag, "number-columns-repeated");
            let valued =
                |name: &str| matches!(name, "value" | "date-value" | "time-value" | "boolean-value" | "formula");
            at.text = tag.attributes().flatten().any(|attribute| valued(attribute.key.local_name().as_ref()));
        }
        _ => {}
    }
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> usize {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name);
    let value = found
        .and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned()));
    // What cannot be read as a number is as many as there can be.
    value.map_or(1, |value| value.trim().parse().unwrap_or(usize::MAX))
}
