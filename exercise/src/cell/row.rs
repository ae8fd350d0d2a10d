//! A row of the scenario as cells, and cells as a row.

use protocol::msel::{MselColumn, MselFault};
use protocol::scenario::Inject;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The columns that a row cannot be without; the title in one language is enough.
const NEEDED: [MselColumn; 4] = [MselColumn::Id, MselColumn::Kind, MselColumn::When, MselColumn::Release];

/// Where a column stands in the form of a row: its field, and the key within it.
const fn place(column: MselColumn) -> (&'static str, Option<&'static str>) {
    use MselColumn as C;
    match column {
        C::TitleZh => ("title", Some("zh")),
        C::TitleEn => ("title", Some("en")),
        C::PlayerTitleZh => ("player_title", Some("zh")),
        C::PlayerTitleEn => ("player_title", Some("en")),
        C::BodyZh => ("body", Some("zh")),
        C::BodyEn => ("body", Some("en")),
        C::FromZh => ("from", Some("zh")),
        C::FromEn => ("from", Some("en")),
        C::ActorCardZh => ("actor_card", Some("zh")),
        C::ActorCardEn => ("actor_card", Some("en")),
        C::ExpectedActionZh => ("expected_action", Some("zh")),
        C::ExpectedActionEn => ("expected_action", Some("en")),
        C::LocationZh => ("location", Some("zh")),
        C::LocationEn => ("location", Some("en")),
        C::ControllerNoteZh => ("controller_note", Some("zh")),
        C::ControllerNoteEn => ("controller_note", Some("en")),
        C::BackgroundZh => ("background", Some("zh")),
        C::BackgroundEn => ("background", Some("en")),
        C::EvaluationNoteZh => ("evaluation_note", Some("zh")),
        C::EvaluationNoteEn => ("evaluation_note", Some("en")),
        C::TargetAcknowledge => ("targets", Some("acknowledge")),
        C::TargetRespond => ("targets", Some("respond")),
        C::TargetComplete => ("targets", Some("complete")),
        other => (other.word(), None),
    }
}

/// The values of a row by column, the empty ones left out.
#[must_use]
pub fn columns(row: &Inject) -> BTreeMap<MselColumn, Value> {
    let Ok(Value::Object(fields)) = serde_json::to_value(row) else { return BTreeMap::new() };
    let value = |column: MselColumn| {
        let (field, key) = place(column);
        let value = fields.get(field)?;
        let value = key.map_or(Some(value), |key| value.get(key))?;
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        (!empty).then(|| (column, value.clone()))
    };
    MselColumn::ALL.iter().filter_map(|column| value(*column)).collect()
}

/// The row that values make.
///
/// # Errors
/// The columns in the way, and why.
pub fn row(values: &BTreeMap<MselColumn, Value>) -> Result<Inject, Vec<(MselColumn, MselFault)>> {
    let missing = |column: &&MselColumn| !values.contains_key(*column);
    let mut faults: Vec<_> = NEEDED.iter().filter(missing).map(|column| (*column, MselFault::Missing)).collect();
    if !values.contains_key(&MselColumn::TitleZh) && !values.contains_key(&MselColumn::TitleEn) {
        faults.push((MselColumn::TitleZh, MselFault::Missing));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut fields = Map::new();
    for (column, value) in values {
        match place(*column) {
            (field, None) => fields.insert(field.to_owned(), value.clone()),
            (field, Some(key)) => match fields.entry(field).or_insert_with(|| Value::Object(Map::new())) {
                Value::Object(inner) => inner.insert(key.to_owned(), value.clone()),
                _ => None,
            },
        };
    }
    let whole = Value::Object(fields);
    serde_json::from_value(whole.clone()).map_err(|_| guilty(values, &whole))
}

/// The columns whose absence would make the rest a row: those that do not have the form of their field.
fn guilty(values: &BTreeMap<MselColumn, Value>, whole: &Value) -> Vec<(MselColumn, MselFault)> {
    let alone = |column: &&MselColumn| {
        let mut rest = whole.clone();
        let (field, key) = place(**column);
        let holder = if key.is_some() { rest.get_mut(field) } else { Some(&mut rest) };
        if let Some(Value::Object(holder)) = holder {
            holder.remove(key.unwrap_or(field));
        }
        serde_json::from_value::<Inject>(rest).is_ok()
    };
    let found: Vec<_> = values.keys().filter(alone).map(|column| (*column, MselFault::NotValid)).collect();
    if found.is_empty() { vec![(MselColumn::Id, MselFault::NotValid)] } else { found }
}
