//! Commands that change the list in play, given while it is still planned: the same wishes, as edits of its
//! cells. A controller need not know in which form the list stands.

use super::cells::differing;
use super::planning;
use super::standing::moved;
use crate::area::inject::applied::edited;
use crate::area::inject::{release, steer};
use crate::event::{Event, MselCellsEdited, MselRowsRemoved, StoredMselCell};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{DeferInject, EditInject, RetireInject, ShiftAll};
use protocol::ids::{MselRowId, RowId};
use protocol::problem::ProblemCode;
use protocol::scenario::Inject;

pub(crate) fn edit(state: &State, command: &EditInject) -> Result<Vec<Event>, Rejection> {
    let event = release::edit(state, command)?;
    if planning(state.status) {
        written(state, &command.row, |spec| edited(spec, &event))
    } else {
        Ok(vec![event.into()])
    }
}

pub(crate) fn defer(state: &State, command: &DeferInject) -> Result<Vec<Event>, Rejection> {
    let events = steer::defer(state, command)?;
    if planning(state.status) { written(state, &command.row, |spec| moved(spec, command.by)) } else { Ok(events) }
}

pub(crate) fn shift_all(state: &State, command: &ShiftAll) -> Result<Vec<Event>, Rejection> {
    let events = steer::shift_all(state, command.by)?;
    if !planning(state.status) {
        return Ok(events);
    }
    told(state.msel.order.iter().flat_map(|key| rewritten(state, *key, |spec| moved(spec, command.by))).collect())
}

pub(crate) fn retire(state: &State, command: &RetireInject) -> Result<Vec<Event>, Rejection> {
    if !planning(state.status) {
        return steer::retire(state, &command.row, command.reason.to_string());
    }
    let key = key_of(state, &command.row)?;
    Ok(vec![MselRowsRemoved { rows: vec![key], gesture: None }.into()])
}

fn key_of(state: &State, id: &RowId) -> Result<MselRowId, Rejection> {
    let carries = |key: &&MselRowId| state.msel.rows.get(*key).is_some_and(|row| row.number() == Some(id.as_str()));
    state.msel.order.iter().find(carries).copied().ok_or_else(|| Rejection::unknown("row"))
}

fn written(state: &State, id: &RowId, change: impl Fn(&Inject) -> Inject) -> Result<Vec<Event>, Rejection> {
    told(rewritten(state, key_of(state, id)?, change))
}

fn told(cells: Vec<StoredMselCell>) -> Result<Vec<Event>, Rejection> {
    if cells.is_empty() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "no cell would change"));
    }
    Ok(vec![MselCellsEdited { cells, gesture: None }.into()])
}

/// The cells of a whole row that read differently after a change.
fn rewritten(state: &State, key: MselRowId, change: impl Fn(&Inject) -> Inject) -> Vec<StoredMselCell> {
    let Some(Ok(spec)) = state.msel.rows.get(&key).map(|row| &row.spec) else { return Vec::new() };
    let cells = differing(spec, &change(spec)).into_iter();
    cells.map(|(field, _, value)| StoredMselCell { row: key, field, value, unseen: false }).collect()
}
