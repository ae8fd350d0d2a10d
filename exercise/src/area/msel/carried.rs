//! Commands that change the list in play, given while it is still planned: the same wishes, as edits of its
//! cells. A controller need not know in which form the list stands.

use super::standing::moved;
use super::{cells_of, planning};
use crate::area::inject::{release, steer};
use crate::event::{Event, MselCellsEdited, MselRowsRemoved, StoredMselCell};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{Command, EditInject};
use protocol::ids::{MselRowId, RowId};
use protocol::msel::MselField;
use protocol::problem::ProblemCode;
use protocol::scenario::Inject;
use protocol::time::Seconds;
use std::collections::BTreeSet;

/// What a command for a list in play means for one that is planned; none for every other command.
pub(crate) fn carried(state: &State, command: &Command) -> Option<Result<Vec<Event>, Rejection>> {
    if !planning(state.status) {
        return None;
    }
    match command {
        Command::EditInject(c) => {
            Some(release::edit(state, c).and_then(|_| written(state, &c.row, |spec| edited(spec, c))))
        }
        Command::DeferInject(c) => {
            Some(steer::defer(state, c).and_then(|_| written(state, &c.row, |spec| moved(spec, c.by))))
        }
        Command::ShiftAll(c) => Some(steer::shift_all(state, c.by).and_then(|_| all(state, c.by))),
        Command::RetireInject(c) => {
            Some(key_of(state, &c.row).map(|key| vec![MselRowsRemoved { rows: vec![key], gesture: None }.into()]))
        }
        _ => None,
    }
}

fn key_of(state: &State, id: &RowId) -> Result<MselRowId, Rejection> {
    let carries = |key: &&MselRowId| state.msel.rows.get(*key).is_some_and(|row| row.number() == Some(id.as_str()));
    state.msel.order.iter().find(carries).copied().ok_or_else(|| Rejection::unknown("row"))
}

fn edited(spec: &Inject, command: &EditInject) -> Inject {
    let mut spec = spec.clone();
    if let Some(title) = &command.title {
        spec.title = title.clone();
    }
    if command.player_title.is_some() {
        spec.player_title.clone_from(&command.player_title);
    }
    if command.body.is_some() {
        spec.body.clone_from(&command.body);
    }
    if let Some(to) = &command.to {
        spec.to.clone_from(to);
    }
    spec.targets = command.targets.unwrap_or(spec.targets);
    spec
}

fn written(state: &State, id: &RowId, change: impl Fn(&Inject) -> Inject) -> Result<Vec<Event>, Rejection> {
    let key = key_of(state, id)?;
    told(differing(state, key, change))
}

fn all(state: &State, by: Seconds) -> Result<Vec<Event>, Rejection> {
    told(state.msel.order.iter().flat_map(|key| differing(state, *key, |spec| moved(spec, by))).collect())
}

fn told(cells: Vec<StoredMselCell>) -> Result<Vec<Event>, Rejection> {
    if cells.is_empty() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "no cell would change"));
    }
    Ok(vec![MselCellsEdited { cells, gesture: None }.into()])
}

/// The cells of a whole row that read differently after a change.
fn differing(state: &State, key: MselRowId, change: impl Fn(&Inject) -> Inject) -> Vec<StoredMselCell> {
    let Some(Ok(spec)) = state.msel.rows.get(&key).map(|row| &row.spec) else { return Vec::new() };
    let (before, after) = (cells_of(spec), cells_of(&change(spec)));
    let fields: BTreeSet<&MselField> = before.keys().chain(after.keys()).collect();
    let differ = fields.into_iter().filter(|field| before.get(*field) != after.get(*field));
    differ
        .map(|field| StoredMselCell { row: key, field: field.clone(), value: after.get(field).cloned(), unseen: false })
        .collect()
}
