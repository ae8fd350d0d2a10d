//! The parts of the scenario beside its rows, as planners write them: each entry is put whole, in the place
//! of the one with its code.

use super::derive;
use super::edit::restructured;
use crate::apply::Context;
use crate::cell::{self, Lexicon};
use crate::event::{Event, MselCellsRead, MselPartPut, MselPartRemoved, StoredMselCell};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{PutMselPart, RemoveMselPart};
use protocol::feedback::QUESTIONS_MAX;
use protocol::ids::SeatCode;
use protocol::limits::{DEPARTMENTS_MAX, LIST_MAX, PLACES_MAX, RESOURCES_MAX, SEATS_MAX};
use protocol::msel::{MselColumn as C, MselField, MselPart, MselPartName as N};
use protocol::problem::ProblemCode;
use protocol::scenario::Scenario;
use protocol::vocab::Role;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Objectives, phases and facts of one exercise: more than a page of a report can name.
const PARTS_MAX: usize = LIST_MAX * 4;

pub(crate) fn put(state: &State, command: &PutMselPart) -> Result<Vec<Event>, Rejection> {
    let was = command.was.as_ref().map(ToString::to_string);
    let mut after = (*state.scenario).clone();
    lay(&mut after, &command.part, was.as_deref());
    check(state, &after)?;
    let renamed = was.as_deref().zip(name_of(&command.part)).filter(|(old, (_, new))| old != new);
    let cells = read_again(state, &after, renamed);
    let mut events = vec![MselPartPut { part: command.part.clone(), was }.into()];
    events.extend((!cells.is_empty()).then(|| MselCellsRead { cells }.into()));
    Ok(events)
}

pub(crate) fn remove(state: &State, command: &RemoveMselPart) -> Result<Vec<Event>, Rejection> {
    let mut after = (*state.scenario).clone();
    if !take(&mut after, command.part, command.key.as_str()) {
        return Err(Rejection::unknown("key"));
    }
    check(state, &after)?;
    Ok(vec![MselPartRemoved { part: command.part, key: command.key.to_string() }.into()])
}

/// What would keep the exercise from having seats and names that are clear.
fn check(state: &State, after: &Scenario) -> Result<(), Rejection> {
    let full =
        |what: &str, max: usize| Err(Rejection::new(ProblemCode::Full, format!("at most {max} {what}")).at("part"));
    let wrong = |what: String| Err(Rejection::new(ProblemCode::DoesNotFitForm, what).at("part"));
    if after.departments.len() > DEPARTMENTS_MAX {
        return full("departments", DEPARTMENTS_MAX);
    }
    if after.resources.len() > RESOURCES_MAX {
        return full("resources", RESOURCES_MAX);
    }
    if after.places.len() > PLACES_MAX {
        return full("places", PLACES_MAX);
    }
    let many = [after.phases.len(), after.objectives.len(), after.facts.len(), after.report_facts.len()];
    if many.into_iter().any(|count| count > PARTS_MAX) {
        return full("entries", PARTS_MAX);
    }
    if after.feedback.as_ref().is_some_and(|form| form.questions.len() > QUESTIONS_MAX) {
        return full("questions", QUESTIONS_MAX);
    }
    if let Some(phase) = after.phases.iter().find(|phase| phase.end < phase.start) {
        return wrong(format!("phase {} ends before it begins", phase.id));
    }
    if let Some(seat) = after.staff.iter().find(|seat| seat.role == Role::Player) {
        return wrong(format!("seat {} belongs to a department", seat.code));
    }
    if let Some(department) = after.departments.iter().find(|department| department.seats.is_empty()) {
        return wrong(format!("department {} has no seat", department.code));
    }
    let mut codes = BTreeSet::new();
    for code in seat_codes(after) {
        if !codes.insert(code) {
            return wrong(format!("seat {code} is there twice"));
        }
    }
    if codes.len() > SEATS_MAX {
        return full("seats", SEATS_MAX);
    }
    let mut tasks = BTreeSet::new();
    for task in after.objectives.iter().flat_map(|objective| &objective.tasks) {
        if !tasks.insert(&task.id) {
            return wrong(format!("task {} is there twice", task.id));
        }
    }
    let taken = state.seats.values().find(|seat| seat.is_taken() && !codes.contains(&seat.code));
    match taken {
        Some(seat) => Err(Rejection::new(ProblemCode::SeatTaken, format!("somebody sits in {}", seat.code)).at("part")),
        None => Ok(()),
    }
}

fn seat_codes(scenario: &Scenario) -> impl Iterator<Item = &SeatCode> {
    let staff = scenario.staff.iter().map(|seat| &seat.code);
    staff.chain(scenario.departments.iter().flat_map(|department| &department.seats).map(|seat| &seat.code))
}

/// Cells that a change of the other parts lets read differently: those that could not be read before, and
/// those that name a code which has another name now.
fn read_again(state: &State, after: &Scenario, renamed: Option<(&str, (N, String))>) -> Vec<StoredMselCell> {
    let lexicon = Lexicon::of(after);
    let mut cells = Vec::new();
    for key in &state.msel.order {
        let Some(row) = state.msel.rows.get(key) else { continue };
        for (field, cell) in &row.cells {
            let MselField::Column(column) = field else { continue };
            let value = match (&cell.value.value, &renamed) {
                (None, _) if cell.value.fault.is_some() => {
                    Some(cell::read(*column, &cell.value.text, &lexicon)).filter(|read| read.fault.is_none())
                }
                (Some(value), Some((old, (part, new)))) if naming(*part).contains(column) => {
                    let mut value = value.clone();
                    rename(&mut value, old, new).then(|| cell::put(*column, value, &lexicon).ok()).flatten()
                }
                (None | Some(_), _) => None,
            };
            if let Some(value) = value {
                cells.push(StoredMselCell { row: *key, field: field.clone(), value: Some(value), unseen: false });
            }
        }
    }
    cells
}

/// Columns that name entries of a part.
fn naming(part: N) -> &'static [C] {
    match part {
        N::Department => &[C::To, C::Lead, C::DecidedBy, C::When],
        N::Staff => &[C::Controller],
        N::Phase => &[C::Phase],
        N::Fact => &[C::Truth],
        N::Resource => &[C::Fails],
        N::Objective | N::AskedFact | N::Place | N::Checklist => &[],
    }
}

fn rename(value: &mut Value, old: &str, new: &str) -> bool {
    match value {
        Value::String(text) if text == old => {
            new.clone_into(text);
            true
        }
        // Every part is to be renamed: no short circuit.
        Value::Array(list) => list.iter_mut().fold(false, |any, one| rename(one, old, new) | any),
        Value::Object(map) => map.values_mut().fold(false, |any, one| rename(one, old, new) | any),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// The list and code that an entry has.
fn name_of(part: &MselPart) -> Option<(N, String)> {
    Some(match part {
        MselPart::Department { entry } => (N::Department, entry.code.to_string()),
        MselPart::Staff { entry } => (N::Staff, entry.code.to_string()),
        MselPart::Phase { entry } => (N::Phase, entry.id.to_string()),
        MselPart::Objective { entry } => (N::Objective, entry.id.to_string()),
        MselPart::AskedFact { entry } => (N::AskedFact, entry.key.to_string()),
        MselPart::Fact { entry } => (N::Fact, entry.key.to_string()),
        MselPart::Place { entry } => (N::Place, entry.key.to_string()),
        MselPart::Resource { entry } => (N::Resource, entry.key.to_string()),
        MselPart::Checklist { entry } => (N::Checklist, entry.department.to_string()),
        MselPart::Title { .. }
        | MselPart::Organiser { .. }
        | MselPart::Aim { .. }
        | MselPart::Story { .. }
        | MselPart::GroundTruth { .. }
        | MselPart::Rules { .. }
        | MselPart::Settings { .. }
        | MselPart::Site { .. }
        | MselPart::Bindings { .. }
        | MselPart::Feedback { .. }
        | MselPart::RobotLines { .. } => return None,
    })
}

/// Puts an entry in the place of the one with its code, or of the one it replaces, or at the end.
fn into<T: Clone>(list: &mut Vec<T>, entry: &T, was: Option<&str>, code: impl Fn(&T) -> &str) {
    let name = was.unwrap_or_else(|| code(entry));
    match list.iter().position(|one| code(one) == name) {
        Some(at) => list[at] = entry.clone(),
        None => list.push(entry.clone()),
    }
}

fn lay(scenario: &mut Scenario, part: &MselPart, was: Option<&str>) {
    match part {
        MselPart::Title { text } => scenario.title = text.clone(),
        MselPart::Organiser { text } => scenario.organiser.clone_from(text),
        MselPart::Aim { text } => scenario.aim.clone_from(text),
        MselPart::Story { text } => scenario.story.clone_from(text),
        MselPart::GroundTruth { list } => scenario.ground_truth.clone_from(list),
        MselPart::Rules { list } => scenario.rules.clone_from(list),
        MselPart::Settings { settings } => scenario.settings = (**settings).clone(),
        MselPart::Department { entry } => into(&mut scenario.departments, entry, was, |one| one.code.as_str()),
        MselPart::Staff { entry } => into(&mut scenario.staff, entry, was, |one| one.code.as_str()),
        MselPart::Phase { entry } => into(&mut scenario.phases, entry, was, |one| one.id.as_str()),
        MselPart::Objective { entry } => into(&mut scenario.objectives, entry, was, |one| one.id.as_str()),
        MselPart::AskedFact { entry } => into(&mut scenario.report_facts, entry, was, |one| one.key.as_str()),
        MselPart::Fact { entry } => into(&mut scenario.facts, entry, was, |one| one.key.as_str()),
        MselPart::Site { site } => scenario.site = site.as_deref().cloned(),
        MselPart::Place { entry } => into(&mut scenario.places, entry, was, |one| one.key.as_str()),
        MselPart::Bindings { bindings } => scenario.bindings = (**bindings).clone(),
        MselPart::RobotLines { list } => scenario.robot_lines.clone_from(list),
        MselPart::Feedback { questionnaire } => scenario.feedback = questionnaire.as_deref().cloned(),
        MselPart::Resource { entry } => into(&mut scenario.resources, entry, was, |one| one.key.as_str()),
        MselPart::Checklist { entry } => into(&mut scenario.checklists, entry, was, |one| one.department.as_str()),
    }
}

/// Takes an entry out; false where it is not there.
fn take(scenario: &mut Scenario, part: N, key: &str) -> bool {
    fn out<T>(list: &mut Vec<T>, key: &str, code: impl Fn(&T) -> &str) -> bool {
        let before = list.len();
        list.retain(|one| code(one) != key);
        list.len() < before
    }
    match part {
        N::Department => out(&mut scenario.departments, key, |one| one.code.as_str()),
        N::Staff => out(&mut scenario.staff, key, |one| one.code.as_str()),
        N::Phase => out(&mut scenario.phases, key, |one| one.id.as_str()),
        N::Objective => out(&mut scenario.objectives, key, |one| one.id.as_str()),
        N::AskedFact => out(&mut scenario.report_facts, key, |one| one.key.as_str()),
        N::Fact => out(&mut scenario.facts, key, |one| one.key.as_str()),
        N::Place => out(&mut scenario.places, key, |one| one.key.as_str()),
        N::Resource => out(&mut scenario.resources, key, |one| one.key.as_str()),
        N::Checklist => out(&mut scenario.checklists, key, |one| one.department.as_str()),
    }
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_put(state: &mut State, event: &MselPartPut, context: &Context) {
    lay(Arc::make_mut(&mut state.scenario), &event.part, event.was.as_deref());
    derive(state, context.at);
    restructured(state);
}

pub(crate) fn apply_removed(state: &mut State, event: &MselPartRemoved, context: &Context) {
    take(Arc::make_mut(&mut state.scenario), event.part, &event.key);
    derive(state, context.at);
    restructured(state);
}

/// Cells are read again: nobody wrote them, so author and count stay.
pub(crate) fn apply_read(state: &mut State, event: &MselCellsRead) {
    let mut rows = BTreeSet::new();
    for read in &event.cells {
        let cell = state.msel.rows.get_mut(&read.row).and_then(|row| row.cells.get_mut(&read.field));
        if let (Some(cell), Some(value)) = (cell, &read.value) {
            cell.value = value.clone();
            rows.insert(read.row);
        }
    }
    for key in rows {
        if let Some(row) = state.msel.rows.get_mut(&key) {
            row.reread();
        }
    }
    restructured(state);
}
