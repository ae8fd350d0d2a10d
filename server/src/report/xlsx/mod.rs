//! A workbook for who reckons further: sentences, tables, figures of the charts, evidence. Text stays
//! text, whatever it looks like; numbers are numbers.

mod cells;
mod list;
mod measures;
mod played;

pub(crate) use list::workbook as list;
pub(crate) use played::workbook as played;

use super::flow::Flow;
use super::references::record_number;
use super::{Format, ReportError};
use cells::{Cells, sheet_name};
use protocol::document::{Document, DocumentBlock, DocumentTable, Evidence};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// Writes a document as a workbook.
pub(super) fn render(document: &Document) -> Result<Vec<u8>, ReportError> {
    write(document).map_err(|error| ReportError::Unwritable { format: Format::Xlsx, reason: error.to_string() })
}

fn write(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let flow = Flow::of(document);
    let mut book = Workbook::new();
    book.set_properties(&properties(document, &flow)?);
    about(&mut book, document, &flow)?;
    spoken(&mut book, document, &flow)?;
    tables(&mut book, document, &flow)?;
    charts(&mut book, document, &flow)?;
    measures::write(&mut book, document, &flow)?;
    evidence(&mut book, document, &flow)?;
    book.save_to_buffer()
}

/// A fixed date: the same document gives the same file; when it was made stands on the first sheet.
fn properties(document: &Document, flow: &Flow<'_>) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(&document.title)
        .set_subject(format!("{} · {}", document.banner, flow.words.kind(document.kind)))
        .set_author("Startex")
        .set_comment(flow.foot(document, "; "))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}

fn about(book: &mut Workbook, document: &Document, flow: &Flow<'_>) -> Result<(), XlsxError> {
    let [name, ..] = flow.words.sheets;
    let mut sheet = Cells::new(book, document, name, name, &[26.0, 80.0])?;
    let mut lines = vec![(flow.words.kind(document.kind).to_owned(), document.title.clone())];
    lines.extend(document.subtitle.iter().map(|subtitle| (String::new(), subtitle.clone())));
    lines.extend(flow.proof(document).into_iter().map(|(name, value)| (name.to_owned(), value)));
    lines.extend(flow.legend(document).into_iter().map(|(mark, meaning)| (mark, meaning.to_owned())));
    for (name, value) in lines {
        sheet.text(&name)?;
        sheet.text(&value)?;
        sheet.next()?;
    }
    Ok(())
}

fn spoken(book: &mut Workbook, document: &Document, flow: &Flow<'_>) -> Result<(), XlsxError> {
    let words = flow.words;
    let [_, name, ..] = words.sheets;
    let mut sheet = Cells::new(book, document, name, name, &[13.0, 24.0, 64.0, 9.0, 12.0, 13.0, 9.0])?;
    sheet.heads(&words.sentence_heads)?;
    let mut numbers: Vec<&str> = Vec::new();
    for section in &document.sections {
        numbers.truncate(usize::from(section.level.max(1)) - 1);
        numbers.push(section.number.trim_end());
        let spoken = section.blocks.iter().filter_map(|block| match block {
            DocumentBlock::Paragraph { sentences } => Some(sentences),
            DocumentBlock::Table(_) | DocumentBlock::Chart(_) => None,
        });
        for sentence in spoken.flatten() {
            let [yes, no] = words.yes_no;
            let heading = if section.inferred {
                format!("{}{}", section.heading, flow.inferred())
            } else {
                section.heading.clone()
            };
            sheet.text(&numbers_in_a_row(&numbers))?;
            sheet.text(&heading)?;
            sheet.text(&sentence.text)?;
            sheet.text(words.nature(sentence.nature))?;
            match sentence.given {
                true => sheet.text(&format!("{}{}{}", words.origin(sentence.origin), words.comma, words.given))?,
                false => sheet.text(words.origin(sentence.origin))?,
            }
            sheet.figure(&reference(flow, &sentence.evidence))?;
            sheet.text(match (sentence.is_unevidenced(), sentence.evidence.is_empty()) {
                (true, _) => no,
                (false, false) => yes,
                // Planned, missing or still to be done: there is nothing to bear out.
                (false, true) => "—",
            })?;
            sheet.next()?;
        }
    }
    sheet.filter(words.sentence_heads.len())
}

/// Where a section stands: `一、（一）1.`; of numbers that hold their chapter's already, the last.
fn numbers_in_a_row(numbers: &[&str]) -> String {
    let last = numbers.last().copied().unwrap_or_default();
    let inside = numbers.iter().rev().nth(1).is_some_and(|above| {
        let above = above.trim_end_matches('.');
        !above.is_empty() && last.starts_with(above)
    });
    if inside { last.to_owned() } else { numbers.concat() }
}

fn tables(book: &mut Workbook, document: &Document, flow: &Flow<'_>) -> Result<(), XlsxError> {
    let mut number = 0;
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        if let DocumentBlock::Table(table) = block {
            number += 1;
            let name = sheet_name(&format!("{}{number} {}", flow.words.table, table.caption));
            one_table(book, document, flow, table, &name)?;
        }
    }
    Ok(())
}

/// Room for the columns of a table, in characters.
const TABLE_ROOM: f64 = 105.0;

fn one_table(
    book: &mut Workbook,
    document: &Document,
    flow: &Flow<'_>,
    table: &DocumentTable,
    name: &str,
) -> Result<(), XlsxError> {
    let whole: f64 = table.columns.iter().map(|column| f64::from(column.width.max(1))).sum();
    let part = |width: u16| (f64::from(width.max(1)) / whole * TABLE_ROOM).clamp(9.0, 60.0);
    let mut widths: Vec<f64> = table.columns.iter().map(|column| part(column.width)).collect();
    widths.push(14.0);
    let mut sheet = Cells::new(book, document, name, &table.caption, &widths)?;
    let mut heads: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
    heads.push(flow.words.evidence);
    sheet.heads(&heads)?;
    for row in &table.rows {
        for (index, column) in table.columns.iter().enumerate() {
            let cell = row.cells.get(index).map(String::as_str).unwrap_or_default();
            if column.number { sheet.figure(cell)? } else { sheet.text(cell)? }
        }
        sheet.figure(&reference(flow, &row.evidence))?;
        sheet.next()?;
    }
    sheet.filter(heads.len())
}

/// Number of the note that lists what something rests on.
fn reference(flow: &Flow<'_>, evidence: &[Evidence]) -> String {
    flow.references.number(evidence).map(|number| number.to_string()).unwrap_or_default()
}

fn charts(book: &mut Workbook, document: &Document, flow: &Flow<'_>) -> Result<(), XlsxError> {
    let words = flow.words;
    let [_, _, name, _] = words.sheets;
    let mut sheet = Cells::new(book, document, name, name, &[36.0, 8.0, 8.0, 24.0, 10.0, 28.0, 14.0])?;
    sheet.heads(&words.chart_heads)?;
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        let DocumentBlock::Chart(chart) = block else { continue };
        for bar in &chart.bars {
            sheet.text(&chart.caption)?;
            sheet.text(&chart.unit)?;
            sheet.number(chart.target)?;
            sheet.text(&bar.label)?;
            sheet.number(bar.value)?;
            sheet.text(&bar.text)?;
            sheet.figure(&reference(flow, &bar.evidence))?;
            sheet.next()?;
        }
    }
    sheet.filter(words.chart_heads.len())
}

fn evidence(book: &mut Workbook, document: &Document, flow: &Flow<'_>) -> Result<(), XlsxError> {
    let words = flow.words;
    let [_, _, _, name] = words.sheets;
    let mut sheet = Cells::new(book, document, name, name, &[8.0, 12.0, 14.0, 20.0, 40.0])?;
    sheet.heads(&words.evidence_heads)?;
    let notes = flow.references.notes().iter().zip(1_usize..);
    for (one, number) in notes.flat_map(|(note, number)| note.iter().map(move |one| (one, number))) {
        sheet.figure(&number.to_string())?;
        sheet.text(&record_number(one.seq))?;
        sheet.text(&one.at.on_clock())?;
        sheet.text(words.evidence_kind(one.kind))?;
        sheet.text(one.id.as_deref().unwrap_or_default())?;
        sheet.next()?;
    }
    sheet.filter(words.evidence_heads.len())
}

#[cfg(test)]
mod tests;
