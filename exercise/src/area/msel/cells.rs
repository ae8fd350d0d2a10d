//! A row as cells, and cells as a row: the two forms of one thing, each field in one place.

use crate::area::msel::{Cell, PlannedRow};
use crate::cell;
use protocol::msel::{CellText, MselColumn as C, MselField, MselRowFault, MselValue};
use protocol::scenario::Inject;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The cells of a row, the empty ones left out. A condition that only repeats the planned moment is left
/// out too: whoever moves the row then moves it in one place.
#[must_use]
pub fn cells_of(spec: &Inject) -> BTreeMap<MselField, MselValue> {
    let mut values = cell::columns(spec);
    if values.get(&C::When) == Some(&at_offset(values.get(&C::Offset))) {
        values.remove(&C::When);
    }
    let columns = values.into_iter().map(|(column, value)| {
        let text = cell::write(column, &value);
        (column.into(), MselValue { text, value: Some(value), fault: None })
    });
    let filled = spec.extra.iter().filter(|(_, text)| !text.as_str().is_empty());
    let extra = filled.map(|(header, text)| {
        (MselField::Extra(header.clone()), MselValue { text: text.to_string(), value: None, fault: None })
    });
    columns.chain(extra).collect()
}

/// The cells in which two rows differ, with what stands there before and after.
pub(crate) fn differing(before: &Inject, after: &Inject) -> Vec<(MselField, Option<MselValue>, Option<MselValue>)> {
    let (mut before, mut after) = (cells_of(before), cells_of(after));
    let fields: BTreeSet<MselField> = before.keys().chain(after.keys()).cloned().collect();
    let both = fields.into_iter().map(|field| {
        let (before, after) = (before.remove(&field), after.remove(&field));
        (field, before, after)
    });
    both.filter(|(_, before, after)| before != after).collect()
}

fn at_offset(offset: Option<&Value>) -> Value {
    json!({ "type": "time", "at": offset })
}

/// The row that cells stand for.
///
/// Where no condition is written, a row is due at its planned moment, or by hand where it has none; where
/// no way of release is written, it goes out by itself.
///
/// # Errors
/// Everything that stands in the way, by column.
pub(crate) fn assemble(cells: &BTreeMap<MselField, Cell>) -> Result<Inject, Vec<MselRowFault>> {
    let mut faults: Vec<MselRowFault> = cells
        .iter()
        .filter_map(|(field, cell)| {
            let fault = cell.value.fault?;
            Some(MselRowFault { field: field.clone(), fault, word: Some(cell.value.text.clone()) })
        })
        .collect();
    let columns = cells.iter().filter_map(|(field, here)| match field {
        MselField::Column(column) => here.value.value.clone().map(|value| (*column, value)),
        MselField::Extra(_) => None,
    });
    let mut values: BTreeMap<C, Value> = columns.collect();
    let due = match values.get(&C::Offset) {
        Some(offset) => at_offset(Some(offset)),
        None => json!({ "type": "manual" }),
    };
    values.entry(C::When).or_insert(due);
    values.entry(C::Release).or_insert_with(|| json!("auto"));
    let row = cell::row(&values);
    for (column, fault) in row.as_ref().err().into_iter().flatten() {
        // A cell that could not be read is not missing besides.
        if !faults.iter().any(|said| said.field == (*column).into()) {
            faults.push(MselRowFault { field: (*column).into(), fault: *fault, word: None });
        }
    }
    let mut row = row.ok().filter(|_| faults.is_empty()).ok_or(faults)?;
    for (field, here) in cells {
        if let MselField::Extra(header) = field
            && let Some(text) = CellText::parse(here.value.text.as_str()).ok().filter(|text| !text.as_str().is_empty())
        {
            row.extra.insert(header.clone(), text);
        }
    }
    Ok(row)
}

impl PlannedRow {
    /// A row of these cells, read.
    pub(crate) fn of(cells: BTreeMap<MselField, Cell>) -> Self {
        let spec = assemble(&cells).map(std::sync::Arc::new);
        Self { cells, spec }
    }
    /// Reads the cells again after one was changed.
    pub(crate) fn reread(&mut self) {
        self.spec = assemble(&self.cells).map(std::sync::Arc::new);
    }
    /// The number in its cell, read or not part of a whole row.
    pub(crate) fn number(&self) -> Option<&str> {
        self.cells.get(&C::Id.into())?.value.value.as_ref()?.as_str()
    }
}
