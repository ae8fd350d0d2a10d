//! A scenario's rows as a sheet: one line a row, the list's own headers, extra columns as they came.

use super::book::{Book, Cell, Sheet};
use super::heads::{header, meant};
use exercise::cell;
use protocol::msel::{DraftRow, MselColumn, MselField};
use protocol::scenario::{Inject, Scenario};
use protocol::text::Language;
use serde_json::Value;
use std::collections::BTreeMap;

/// Columns that stand in every list, filled or not: what planners fill in first.
const ALWAYS: [MselColumn; 8] = [
    MselColumn::Id,
    MselColumn::Kind,
    MselColumn::Offset,
    MselColumn::To,
    MselColumn::Channel,
    MselColumn::Controller,
    MselColumn::When,
    MselColumn::Release,
];

/// A row of the list as texts.
pub type Texts = BTreeMap<MselField, String>;

/// The texts of a row, in the words of a language.
#[must_use]
pub fn texts(row: &Inject, language: Language) -> Texts {
    let own = cell::columns(row).into_iter();
    let own = own.map(|(column, value)| (column.into(), cell::write_in(column, &value, language)));
    let extra = row.extra.iter().map(|(header, text)| (MselField::Extra(header.clone()), text.to_string()));
    own.chain(extra).collect()
}

/// Every row of a scenario as texts, its drafts where they stand.
#[must_use]
pub fn rows(scenario: &Scenario, language: Language) -> Vec<Texts> {
    // A draft has the codes of the closed lists where they could be read.
    let word = |field: &MselField, text: &str| match field {
        MselField::Column(column) => cell::write_in(*column, &Value::String(text.to_owned()), language),
        MselField::Extra(_) => text.to_owned(),
    };
    let draft = |draft: &DraftRow| -> Texts {
        draft.cells.iter().map(|(field, text)| (field.clone(), word(field, text.as_str()))).collect()
    };
    let behind = |row: Option<&Inject>| -> Vec<Texts> {
        let after = row.map(|row| &row.id);
        scenario.drafts.iter().filter(|draft| draft.after.as_ref() == after).map(draft).collect()
    };
    let mut rows = behind(None);
    for row in &scenario.injects {
        rows.push(texts(row, language));
        rows.extend(behind(Some(row)));
    }
    // One whose row is gone stands at the end.
    let known = |draft: &&DraftRow| {
        draft.after.as_ref().is_some_and(|after| !scenario.injects.iter().any(|row| row.id == *after))
    };
    rows.extend(scenario.drafts.iter().filter(known).map(draft));
    rows
}

/// The fields that stand in any row, in the list's order, the extra ones behind.
#[must_use]
pub fn fields(rows: &[Texts]) -> Vec<MselField> {
    let mut fields: Vec<MselField> = MselColumn::ALL
        .iter()
        .filter(|column| {
            ALWAYS.contains(column) || rows.iter().any(|row| row.contains_key(&MselField::Column(**column)))
        })
        .map(|column| MselField::Column(*column))
        .collect();
    for field in rows.iter().flat_map(BTreeMap::keys) {
        if matches!(field, MselField::Extra(_)) && !fields.contains(field) {
            fields.push(field.clone());
        }
    }
    fields
}

/// The header of a field: an extra one that would be taken for another is marked.
#[must_use]
pub fn head(field: &MselField, language: Language) -> String {
    match field {
        MselField::Column(column) => header(*column, language).to_owned(),
        MselField::Extra(header) if meant(header.as_str()).is_some() => field.to_string(),
        MselField::Extra(header) => header.to_string(),
    }
}

/// The rows of a scenario as a workbook of one sheet.
#[must_use]
pub fn list(scenario: &Scenario, language: Language) -> Book {
    let rows = rows(scenario, language);
    book(&rows, &fields(&rows), language, scenario.id.as_str())
}

/// Rows as a workbook of one sheet.
#[must_use]
pub(super) fn book(rows: &[Texts], fields: &[MselField], language: Language, file: &str) -> Book {
    let text = |text: &str| Cell { text: text.to_owned(), ..Cell::default() };
    let mut lines = vec![fields.iter().map(|field| text(&head(field, language))).collect::<Vec<_>>()];
    lines.extend(rows.iter().map(|row| {
        let mut line: Vec<Cell> =
            fields.iter().map(|field| row.get(field).map_or_else(Cell::default, |own| text(own))).collect();
        while line.last().is_some_and(|cell| cell.text.is_empty()) {
            line.pop();
        }
        line
    }));
    let sheet = Sheet { name: "MSEL".into(), lines, ..Sheet::default() };
    Book { file: file.to_owned(), sheets: vec![sheet], beside: Vec::new() }
}
