//! Texts with separators: commas, semicolons or tabs, in the encodings that sheet programs write.

use super::book::{Cell, Sheet};
use super::refused::Refused;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// What may stand between cells; the first of two that fit equally well.
const SEPARATORS: [u8; 4] = [b'\t', b';', b',', b'|'];
/// Lines that decide which.
const PROBE: usize = 30;

pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Refused> {
    let text = decoded(bytes)?;
    let separator = separator(&text);
    let mut sheet = Sheet { name: "1".into(), ..Sheet::default() };
    for (line, record) in records(&text, separator).enumerate() {
        let record = record.map_err(|error| Refused::NotASheet(error.to_string()))?;
        for (column, text) in record.iter().enumerate() {
            let cell = Cell::text(unguarded(text));
            if (!cell.text.is_empty() || cell.kind != super::book::CellKind::Text) && !sheet.put(line, column, cell) {
                return Err(Refused::Size(sheet.name));
            }
        }
        if sheet.lines.len() <= line && line < super::book::LINES_MAX {
            sheet.lines.resize_with(line + 1, Vec::new);
        }
    }
    Ok(sheet)
}

/// What sheet programs take for a formula, or worse, when they open a text.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A text that no sheet program takes for a formula: with the apostrophe that stands before texts.
pub(super) fn guarded(text: &str) -> String {
    if is_formula(text.trim_start_matches('\'')) { format!("'{text}") } else { text.to_owned() }
}

fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

fn records(text: &str, separator: u8) -> csv::StringRecordsIntoIter<&[u8]> {
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(separator);
    reader.from_reader(text.as_bytes()).into_records()
}

/// The text of a file: by its mark if it has one, UTF-8 if it is that, as it looks otherwise.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, Refused> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.unwrap_or_else(|| {
        if std::str::from_utf8(bytes).is_ok() {
            return UTF_8;
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, Utf8Detection::Deny)
    });
    let (text, _, broken) = encoding.decode(bytes);
    let nothing = |c: char| c == '\0';
    if broken || text.contains(nothing) {
        return Err(Refused::NotASheet(format!("its bytes are no text ({})", encoding.name())));
    }
    Ok(text)
}

/// The separator that cuts most of the first lines into the same number of cells.
fn separator(text: &str) -> u8 {
    let score = |separator: u8| {
        let widths: Vec<usize> = records(text, separator).take(PROBE).flatten().map(|record| record.len()).collect();
        let widest = widths.iter().copied().filter(|width| *width > 1);
        widest.map(|width| widths.iter().filter(|other| **other == width).count() * width.min(20)).max().unwrap_or(0)
    };
    let mut best = (0, b',');
    for separator in SEPARATORS {
        let score = score(separator);
        if score > best.0 {
            best = (score, separator);
        }
    }
    best.1
}
