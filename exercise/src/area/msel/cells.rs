//! A row as cells, and cells as a row: the two forms of one thing, each field in one place.

use crate::area::msel::{Cell, PlannedRow};
use crate::cell;
use protocol::msel::{MselColumn as C, MselFault, MselField, MselRowFault, MselValue};
use protocol::scenario::Inject;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The cells of a row, the empty ones left out. A condition that only repeats the planned moment is left
/// out too: whoever moves the row then moves it in one place.
#[must_use]
pub fn cells_of(spec: &Inject) -> BTreeMap<MselField, MselValue> {
    let mut cells = BTreeMap::new();
    let Ok(Value::Object(mut fields)) = serde_json::to_value(spec) else { return cells };
    if fields.get("when") == Some(&at_offset(fields.get("offset"))) {
        fields.remove("when");
    }
    for column in C::ALL {
        let (name, part) = cell::place(*column);
        let value = fields.get(name).and_then(|whole| part.map_or(Some(whole), |part| whole.get(part)));
        if let Some(value) = value.filter(|value| !says_nothing(value)) {
            let text = cell::write(*column, value);
            cells.insert((*column).into(), MselValue { text, value: Some(value.clone()), fault: None });
        }
    }
    let extra = spec.extra.iter().filter(|(_, text)| !text.as_str().is_empty());
    cells.extend(extra.map(|(header, text)| {
        let value = MselValue { text: text.to_string(), value: None, fault: None };
        (MselField::Extra(header.clone()), value)
    }));
    cells
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => false,
    }
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
    let mut fields = Map::new();
    for (field, here) in cells {
        match field {
            MselField::Column(column) => {
                if let Some(value) = &here.value.value {
                    lay(&mut fields, cell::place(*column), value.clone());
                }
            }
            MselField::Extra(_) if here.value.text.is_empty() => {}
            MselField::Extra(header) => {
                lay_in(&mut fields, "extra", header.as_str(), Value::String(here.value.text.clone()));
            }
        }
    }
    let has = |name: &str| fields.contains_key(name);
    for (name, column) in [("id", C::Id), ("kind", C::Kind), ("title", C::TitleZh)] {
        let said = faults.iter().any(|fault| fault.field == column.into());
        if !has(name) && !said {
            faults.push(MselRowFault { field: column.into(), fault: MselFault::Missing, word: None });
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    if !has("when") {
        let when = if has("offset") { at_offset(fields.get("offset")) } else { json!({ "type": "manual" }) };
        fields.insert("when".into(), when);
    }
    if !fields.contains_key("release") {
        fields.insert("release".into(), json!("auto"));
    }
    serde_json::from_value(Value::Object(fields)).map_err(|error| {
        vec![MselRowFault { field: C::Id.into(), fault: MselFault::NotValid, word: Some(error.to_string()) }]
    })
}

fn lay(fields: &mut Map<String, Value>, (name, part): (&str, Option<&str>), value: Value) {
    match part {
        None => drop(fields.insert(name.into(), value)),
        Some(part) => lay_in(fields, name, part, value),
    }
}

fn lay_in(fields: &mut Map<String, Value>, name: &str, part: &str, value: Value) {
    let whole = fields.entry(name).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(whole) = whole {
        whole.insert(part.into(), value);
    }
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
