//! A sheet made of lines, and the rule that no cell is lost.

use exercise::cell::write;
use protocol::ids::ImportId;
use protocol::import::{ImportOptions, ImportPreview, ImportRule};
use protocol::msel::MselField;
use protocol::scenario::Scenario;
use server::scenario::sheet::book::{Book, Cell, Sheet};
use server::scenario::sheet::{Ask, Looked, look};
use server::scenario::{bundled, load};
use uuid::Uuid;

pub(crate) fn scenario(id: &str) -> Scenario {
    load(bundled::find(id).unwrap().yaml.as_bytes()).scenario.unwrap()
}

/// A book of one sheet.
pub(crate) fn book(lines: &[&[&str]]) -> Book {
    let cells = |line: &&[&str]| line.iter().map(|text| Cell::text(text)).collect();
    let sheet = Sheet { name: "MSEL".into(), lines: lines.iter().map(cells).collect(), ..Sheet::default() };
    Book { file: "list.xlsx".into(), sheets: vec![sheet], beside: Vec::new() }
}

/// Looks at a book with the words of a scenario, or its own.
pub(crate) fn looked(book: &Book, own: Option<&Scenario>, options: &ImportOptions) -> Looked {
    let looked = look(book, &Ask { id: ImportId(Uuid::nil()), options, own, existing: None });
    nothing_is_lost(book, &looked.preview);
    looked
}

/// Every cell of every sheet is in a row, kept beside one, or named in a note.
pub(crate) fn nothing_is_lost(book: &Book, preview: &ImportPreview) {
    let said = |text: &str, line: usize, column: usize| {
        let about = |note: &&protocol::import::ImportNote| {
            note.line.is_none_or(|own| own as usize == line + 1) && note.column.is_none_or(|own| own as usize == column)
        };
        preview.notes.iter().filter(about).any(|note| note.text.contains(text))
    };
    for (index, sheet) in book.sheets.iter().enumerate() {
        if index != preview.sheet as usize {
            let named = preview.notes.iter().any(|note| note.rule == ImportRule::NotTaken && note.text == sheet.name);
            assert!(named || sheet.lines.is_empty(), "the sheet {:?} is named nowhere", sheet.name);
            continue;
        }
        for (line, cells) in sheet.lines.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.text.trim().is_empty()) {
                if line + 1 == preview.header as usize {
                    continue;
                }
                let row = preview.rows.iter().find(|row| row.line as usize == line + 1);
                let field = preview.columns.get(column).and_then(|column| column.field.as_ref());
                let kept = row.zip(field).and_then(|(row, field)| row.cells.get(field).map(|cell| (field, cell)));
                let here = kept.is_some_and(|(field, kept)| match (field, &kept.value) {
                    // What was understood stands under its own text.
                    (MselField::Column(column), Some(value)) => kept.text == write(*column, value),
                    _ => kept.text == cell.text,
                });
                assert!(
                    here || said(&cell.text, line, column),
                    "line {}, column {column}: {:?} is lost",
                    line + 1,
                    cell.text
                );
            }
        }
    }
}

/// The texts of the notes of a rule.
pub(crate) fn notes(preview: &ImportPreview, rule: ImportRule) -> Vec<&str> {
    preview.notes.iter().filter(|note| note.rule == rule).map(|note| note.text.as_str()).collect()
}
