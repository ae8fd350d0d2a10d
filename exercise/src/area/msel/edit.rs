//! Rows and cells of the list as planners write them. The last writer of a cell wins; what he replaced
//! without having seen it stays beside the cell, so that nobody loses a word unknowingly.

use super::{Cell, Lost, Msel, PlannedRow, planning, project};
use crate::apply::Context;
use crate::area::inject::Rung;
use crate::area::inject::applied::planned_row;
use crate::cell::{self, Lexicon};
use crate::event::{
    Event, MselCellsEdited, MselRowsAdded, MselRowsMoved, MselRowsRemoved, MselRowsRestored, StoredMselCell,
    StoredMselRow,
};
use crate::limits::MSEL_REMOVED_MAX;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{AddMselRows, EditMselCells, MoveMselRows, RemoveMselRows, RestoreMselRows};
use protocol::ids::MselRowId;
use protocol::limits::ROWS_MAX;
use protocol::msel::{MSEL_CELLS_MAX, MSEL_EXTRA_MAX, MselColumn, MselEdit, MselField, MselInput, MselValue};
use protocol::problem::ProblemCode;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Reads a text for a column. Extra columns are texts and nothing else.
pub(crate) fn read(field: &MselField, text: &str, lexicon: &Lexicon<'_>) -> MselValue {
    match field {
        MselField::Column(column) => cell::read(*column, text, lexicon),
        MselField::Extra(_) => MselValue { text: text.to_owned(), value: None, fault: None },
    }
}

/// What an input makes of a cell; none clears it.
fn taken(field: &MselField, input: &MselInput, lexicon: &Lexicon<'_>) -> Result<Option<MselValue>, Rejection> {
    let not_valid = |why: &str| Rejection::new(ProblemCode::DoesNotFitForm, format!("{field}: {why}")).at("cells");
    match (input, field) {
        (MselInput::Text(text), _) => {
            Ok((!text.as_str().trim().is_empty()).then(|| read(field, text.as_str(), lexicon)))
        }
        (MselInput::Value(serde_json::Value::Null), _) => Ok(None),
        (MselInput::Value(value), MselField::Column(column)) => {
            cell::put(*column, value.clone(), lexicon).map(Some).map_err(|fault| not_valid(fault.word()))
        }
        (MselInput::Value(_), MselField::Extra(_)) => Err(not_valid("an extra column holds text")),
    }
}

/// Extra columns of a row are bounded: each is a column of every export.
fn few_extras<'a>(fields: impl Iterator<Item = &'a MselField>) -> Result<(), Rejection> {
    let extras = fields.filter(|field| matches!(field, MselField::Extra(_))).count();
    if extras > MSEL_EXTRA_MAX {
        return Err(
            Rejection::new(ProblemCode::Full, format!("at most {MSEL_EXTRA_MAX} extra columns a row")).at("cells")
        );
    }
    Ok(())
}

pub(crate) fn add(state: &State, command: &AddMselRows) -> Result<Vec<Event>, Rejection> {
    let msel = &state.msel;
    known_after(msel, command.after)?;
    if msel.order.len() + command.rows.len() > ROWS_MAX {
        return Err(Rejection::new(ProblemCode::Full, format!("a list has at most {ROWS_MAX} rows")).at("rows"));
    }
    let cells = command.rows.iter().map(|row| row.cells.len()).sum::<usize>();
    if cells > MSEL_CELLS_MAX {
        return Err(Rejection::new(ProblemCode::TooLarge, format!("at most {MSEL_CELLS_MAX} cells at once")).at("rows"));
    }
    let lexicon = Lexicon::of(&state.scenario);
    let mut seen = BTreeSet::new();
    let mut rows = Vec::with_capacity(command.rows.len());
    for row in &command.rows {
        if msel.rows.contains_key(&row.row) || !seen.insert(row.row) {
            return Err(Rejection::new(ProblemCode::AlreadyDone, format!("{} is there", row.row)).at("rows"));
        }
        few_extras(row.cells.keys())?;
        let mut cells = BTreeMap::new();
        for (field, input) in &row.cells {
            if let Some(value) = taken(field, input, &lexicon)? {
                cells.insert(field.clone(), value);
            }
        }
        rows.push(StoredMselRow { row: row.row, cells });
    }
    Ok(vec![MselRowsAdded { rows, after: command.after, gesture: command.gesture }.into()])
}

fn known_after(msel: &Msel, after: Option<MselRowId>) -> Result<(), Rejection> {
    let known = after.is_none_or(|key| msel.order.contains(&key));
    if known { Ok(()) } else { Err(Rejection::unknown("after")) }
}

pub(crate) fn edit(
    state: &State,
    command: &EditMselCells,
    seated: &crate::actor::Seated,
) -> Result<Vec<Event>, Rejection> {
    let lexicon = Lexicon::of(&state.scenario);
    let strict = command.strict.unwrap_or(false);
    let there: BTreeSet<_> = state.msel.order.iter().collect();
    let mut cells = Vec::with_capacity(command.cells.len());
    let mut behind = false;
    for MselEdit { row, field, to, seen } in &command.cells {
        // A row that was taken out is kept, and not written.
        let planned = state.msel.rows.get(row).filter(|_| there.contains(row));
        let planned = planned.ok_or_else(|| Rejection::unknown("row"))?;
        let current = planned.cells.get(field);
        let value = taken(field, to, &lexicon)?;
        let version = planned.version(field);
        let unseen = seen.is_some_and(|seen| seen != version);
        if strict && unseen {
            behind = true;
            continue;
        }
        if value.as_ref() == current.map(|cell| &cell.value).filter(|value| !value.text.is_empty()) {
            continue;
        }
        few_extras(planned.cells.keys().chain([field]))?;
        let own = current
            .and_then(|cell| cell.wrote.as_ref())
            .is_some_and(|rung| rung.who.seat.as_ref() == Some(&seated.seat));
        cells.push(StoredMselCell { row: *row, field: field.clone(), value, unseen: unseen && !own });
    }
    if cells.is_empty() {
        let code = if behind { ProblemCode::ChangedSince } else { ProblemCode::AlreadyDone };
        return Err(Rejection::new(code, "no cell would change").at("cells"));
    }
    Ok(vec![MselCellsEdited { cells, gesture: command.gesture }.into()])
}

pub(crate) fn remove(state: &State, command: &RemoveMselRows) -> Result<Vec<Event>, Rejection> {
    let rows = present(&state.msel.order, &command.rows)?;
    Ok(vec![MselRowsRemoved { rows, gesture: command.gesture }.into()])
}

pub(crate) fn restore(state: &State, command: &RestoreMselRows) -> Result<Vec<Event>, Rejection> {
    known_after(&state.msel, command.after)?;
    let rows = present(&state.msel.removed, &command.rows)?;
    if state.msel.order.len() + rows.len() > ROWS_MAX {
        return Err(Rejection::new(ProblemCode::Full, format!("a list has at most {ROWS_MAX} rows")).at("rows"));
    }
    Ok(vec![MselRowsRestored { rows, after: command.after, gesture: command.gesture }.into()])
}

pub(crate) fn shift(state: &State, command: &MoveMselRows) -> Result<Vec<Event>, Rejection> {
    known_after(&state.msel, command.after)?;
    let rows = present(&state.msel.order, &command.rows)?;
    if command.after.is_some_and(|after| rows.contains(&after)) {
        return Err(Rejection::new(ProblemCode::OutOfRange, "rows cannot go behind one of themselves").at("after"));
    }
    Ok(vec![MselRowsMoved { rows, after: command.after, gesture: command.gesture }.into()])
}

/// The named rows, each once, all of them there.
fn present(there: &[MselRowId], rows: &[MselRowId]) -> Result<Vec<MselRowId>, Rejection> {
    let there: BTreeSet<_> = there.iter().collect();
    if rows.is_empty() || rows.iter().any(|row| !there.contains(row)) {
        return Err(Rejection::unknown("rows"));
    }
    let mut seen = BTreeSet::new();
    Ok(rows.iter().filter(|row| seen.insert(**row)).copied().collect())
}

impl PlannedRow {
    /// Version of a cell; an empty one that was never written has 0.
    fn version(&self, field: &MselField) -> u32 {
        self.cells.get(field).map_or(0, |cell| cell.version)
    }

    /// Writes a cell; [`Self::reread`] follows once all are written. `unseen`: its writer had not seen what
    /// he replaces.
    pub(crate) fn write(&mut self, field: &MselField, value: Option<MselValue>, rung: &Arc<Rung>, unseen: bool) {
        let old = self.cells.remove(field);
        let version = old.as_ref().map_or(0, |cell| cell.version) + 1;
        let lost = old.filter(|_| unseen).map(|old| Box::new(Lost { text: old.value.text, wrote: old.wrote }));
        // An emptied cell keeps its count: whoever saw it full must not write over it unseen.
        let value = value.unwrap_or(MselValue { text: String::new(), value: None, fault: None });
        self.cells.insert(field.clone(), Cell { value, version, wrote: Some(Arc::clone(rung)), lost });
    }
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_added(state: &mut State, event: &MselRowsAdded, context: &Context) {
    let rung = Arc::new(context.rung());
    for new in &event.rows {
        let cell = |value: &MselValue| Cell { value: value.clone(), version: 1, wrote: Some(rung.clone()), lost: None };
        let cells = new.cells.iter().map(|(field, value)| (field.clone(), cell(value))).collect();
        state.msel.rows.insert(new.row, PlannedRow::of(cells));
    }
    let keys: Vec<_> = event.rows.iter().map(|row| row.row).collect();
    state.msel.put_after(&keys, event.after);
    restructured(state);
}

pub(crate) fn apply_edited(state: &mut State, event: &MselCellsEdited, context: &Context) {
    let rung = Arc::new(context.rung());
    let mut rows = BTreeSet::new();
    for edit in &event.cells {
        let Some(row) = state.msel.rows.get_mut(&edit.row) else { continue };
        row.write(&edit.field, edit.value.clone(), &rung, edit.unseen);
        rows.insert(edit.row);
    }
    let before: Vec<_> = rows.iter().map(|key| state.msel.rows.get(key).and_then(playable_number)).collect();
    for key in &rows {
        if let Some(row) = state.msel.rows.get_mut(key) {
            row.reread();
        }
    }
    let after: Vec<_> = rows.iter().map(|key| state.msel.rows.get(key).and_then(playable_number)).collect();
    let renumbered = event.cells.iter().any(|edit| edit.field == MselColumn::Id.into());
    state.msel.changed = true;
    if renumbered || before != after {
        restructured(state);
        return;
    }
    for key in &rows {
        replay(state, *key);
    }
}

/// The number under which a row can be played.
fn playable_number(row: &PlannedRow) -> Option<protocol::ids::RowId> {
    row.spec.as_ref().ok().map(|spec| spec.id.clone())
}

/// A row of the state, after cells of it were changed that leave the order of rows as it is.
fn replay(state: &mut State, key: MselRowId) {
    let Some(Ok(spec)) = state.msel.rows.get(&key).map(|row| &row.spec) else { return };
    let (spec, default) = (Arc::clone(spec), state.scenario.settings.staging);
    // Of two rows with one number the first is played.
    let first = state.msel.carriers(spec.id.as_str()) == 1
        || state
            .msel
            .order
            .iter()
            .find(|one| state.msel.rows.get(*one).and_then(playable_number).as_ref() == Some(&spec.id))
            == Some(&key);
    if let Some(row) = state.rows.get_mut(&spec.id).filter(|_| first) {
        *row = planned_row((*spec).clone(), row.order, default);
    }
}

pub(crate) fn apply_removed(state: &mut State, event: &MselRowsRemoved) {
    let gone: BTreeSet<_> = event.rows.iter().collect();
    state.msel.order.retain(|key| !gone.contains(key));
    state.msel.removed.extend(event.rows.iter().copied());
    // Those that went out first are forgotten first; the record still holds them.
    let over = state.msel.removed.len().saturating_sub(MSEL_REMOVED_MAX);
    for key in state.msel.removed.drain(..over).collect::<Vec<_>>() {
        state.msel.rows.remove(&key);
    }
    restructured(state);
}

pub(crate) fn apply_restored(state: &mut State, event: &MselRowsRestored) {
    state.msel.removed.retain(|key| !event.rows.contains(key));
    state.msel.put_after(&event.rows, event.after);
    restructured(state);
}

pub(crate) fn apply_moved(state: &mut State, event: &MselRowsMoved) {
    let moved: BTreeSet<_> = event.rows.iter().collect();
    state.msel.order.retain(|key| !moved.contains(key));
    state.msel.put_after(&event.rows, event.after);
    restructured(state);
}

/// Rows came, went, moved or were renumbered.
pub(crate) fn restructured(state: &mut State) {
    state.msel.changed = true;
    state.msel.count();
    if planning(state.status) {
        project(state);
    }
}
