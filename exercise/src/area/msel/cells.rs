//! A row as cells, and cells as a row: the two forms of one thing, each field in one place.

use crate::area::msel::{Cell, PlannedRow};
use crate::cell;
use protocol::msel::{MselColumn as C, MselFault, MselField, MselRowFault, MselValue};
use protocol::scenario::Inject;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Where a column stands in the file form of a row.
enum Place {
    /// A field.
    Field(&'static str),
    /// One language of a text, or one limit of the targets.
    Part(&'static str, &'static str),
}

fn place(column: C) -> Place {
    match column {
        C::TitleZh => Place::Part("title", "zh"),
        C::TitleEn => Place::Part("title", "en"),
        C::PlayerTitleZh => Place::Part("player_title", "zh"),
        C::PlayerTitleEn => Place::Part("player_title", "en"),
        C::BodyZh => Place::Part("body", "zh"),
        C::BodyEn => Place::Part("body", "en"),
        C::FromZh => Place::Part("from", "zh"),
        C::FromEn => Place::Part("from", "en"),
        C::ActorCardZh => Place::Part("actor_card", "zh"),
        C::ActorCardEn => Place::Part("actor_card", "en"),
        C::ExpectedActionZh => Place::Part("expected_action", "zh"),
        C::ExpectedActionEn => Place::Part("expected_action", "en"),
        C::LocationZh => Place::Part("location", "zh"),
        C::LocationEn => Place::Part("location", "en"),
        C::ControllerNoteZh => Place::Part("controller_note", "zh"),
        C::ControllerNoteEn => Place::Part("controller_note", "en"),
        C::BackgroundZh => Place::Part("background", "zh"),
        C::BackgroundEn => Place::Part("background", "en"),
        C::EvaluationNoteZh => Place::Part("evaluation_note", "zh"),
        C::EvaluationNoteEn => Place::Part("evaluation_note", "en"),
        C::TargetAcknowledge => Place::Part("targets", "acknowledge"),
        C::TargetRespond => Place::Part("targets", "respond"),
        C::TargetComplete => Place::Part("targets", "complete"),
        C::Id
        | C::Kind
        | C::Offset
        | C::Phase
        | C::Storyline
        | C::To
        | C::Lead
        | C::AckPolicy
        | C::AckSeat
        | C::Channel
        | C::Staging
        | C::Controller
        | C::KeyFacts
        | C::Response
        | C::Decision
        | C::DecidedBy
        | C::When
        | C::Release
        | C::Tasks
        | C::Priority
        | C::Attachments
        | C::Escalation
        | C::Truth
        | C::Fails
        | C::Post
        | C::Template => Place::Field(column.word()),
    }
}

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
        let value = match place(*column) {
            Place::Field(name) => fields.get(name),
            Place::Part(name, part) => fields.get(name).and_then(|whole| whole.get(part)),
        };
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
    for (field, cell) in cells {
        match field {
            MselField::Column(column) => {
                if let Some(value) = &cell.value.value {
                    lay(&mut fields, place(*column), value.clone());
                }
            }
            MselField::Extra(_) if cell.value.text.is_empty() => {}
            MselField::Extra(header) => {
                lay_in(&mut fields, "extra", header.as_str(), Value::String(cell.value.text.clone()));
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

fn lay(fields: &mut Map<String, Value>, place: Place, value: Value) {
    match place {
        Place::Field(name) => drop(fields.insert(name.into(), value)),
        Place::Part(name, part) => lay_in(fields, name, part, value),
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
