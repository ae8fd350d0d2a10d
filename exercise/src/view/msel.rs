//! The list as it is planned, for control alone: players see nothing before release, evaluators see rows.

use super::{Key, MselPart, shared};
use crate::apply::Context;
use crate::area::msel::{Cell, faults, planning};
use crate::commit::Commit;
use crate::event::Event;
use crate::state::State;
use protocol::ids::{MselCommentId, MselRowId};
use protocol::item::Item;
use protocol::msel::{
    MselCell, MselCellChange, MselCommentItem, MselField, MselItem, MselLost, MselPartsItem, MselRowItem, MselValue,
    MselVersion,
};
use protocol::scenario::Scenario;
use serde_json::Value;

/// Every key of the planned list.
pub(super) fn keys(state: &State, keys: &mut Vec<Key>) {
    let comments = state.msel.comments.keys().copied().map(MselPart::Comment);
    keys.extend(comments.chain([MselPart::List]).map(Key::Msel));
    if planning(state.status) {
        let rows = state.msel.order.iter().chain(&state.msel.removed).copied().map(MselPart::Row);
        keys.extend(rows.chain([MselPart::Parts]).map(Key::Msel));
    }
}

pub(super) fn render(state: &State, part: MselPart) -> Option<Item> {
    let planned = planning(state.status);
    match part {
        MselPart::List => Some(Item::Msel(list(state))),
        MselPart::Row(id) => row(state, id).filter(|_| planned).map(|row| Item::MselRow(Box::new(row))),
        MselPart::Parts => planned.then(|| Item::MselParts(parts(state))),
        MselPart::Comment(id) => comment(state, id).map(Item::MselComment),
    }
}

/// What a commit did to a cell, with the names of those who did it.
#[must_use]
pub fn cell_changes(
    state: &State,
    seq: u64,
    commit: &Commit,
    row: MselRowId,
    field: &MselField,
) -> Vec<MselCellChange> {
    let rung = Context::of(commit, seq).rung();
    let change = |gesture, text: Option<&MselValue>| MselCellChange {
        seq,
        changed: shared::rung(state, &rung),
        gesture,
        text: text.map(|value| value.text.clone()),
    };
    let mut changes = Vec::new();
    for event in &commit.events {
        match event {
            Event::MselRowsAdded(e) => {
                let new = e.rows.iter().find(|new| new.row == row).and_then(|new| new.cells.get(field));
                changes.extend(new.map(|value| change(e.gesture, Some(value))));
            }
            Event::MselCellsEdited(e) => {
                let here = e.cells.iter().filter(|cell| cell.row == row && cell.field == *field);
                changes.extend(here.map(|cell| change(e.gesture, cell.value.as_ref())));
            }
            Event::MselCellsRead(e) => {
                let here = e.cells.iter().filter(|cell| cell.row == row && cell.field == *field);
                changes.extend(here.map(|cell| change(None, cell.value.as_ref())));
            }
            _ => {}
        }
    }
    changes
}

fn list(state: &State) -> MselItem {
    let versions = state.msel.versions.iter().zip(1..).map(|(version, number)| MselVersion {
        version: number,
        seq: version.rung.seq,
        frozen: shared::rung(state, &version.rung),
        rows: version.rows,
    });
    let (order, removed) = if planning(state.status) {
        (state.msel.order.clone(), state.msel.removed.clone())
    } else {
        Default::default()
    };
    MselItem {
        order,
        removed,
        versions: versions.collect(),
        changed: state.msel.changed,
        changed_at: state.msel.changed_at,
    }
}

fn row(state: &State, id: MselRowId) -> Option<MselRowItem> {
    let row = state.msel.rows.get(&id)?;
    let cells = row.cells.iter().map(|(field, one)| (field.clone(), cell(state, one)));
    Some(MselRowItem { row: id, cells: cells.collect(), faults: faults::of(state, row) })
}

fn cell(state: &State, cell: &Cell) -> MselCell {
    let by = |rung: &crate::area::inject::Rung| shared::by(state, &rung.who);
    // A plain text says it all; a second copy would double every frame.
    let value =
        cell.value.value.clone().filter(|value| !matches!(value, Value::String(text) if *text == cell.value.text));
    MselCell {
        text: cell.value.text.clone(),
        value,
        fault: cell.value.fault,
        version: cell.version,
        by: cell.wrote.as_ref().and_then(|rung| by(rung)),
        at: cell.wrote.as_ref().map(|rung| rung.at.wall),
        lost: cell.lost.as_ref().map(|lost| MselLost {
            text: lost.text.clone(),
            by: lost.wrote.as_ref().and_then(|rung| by(rung)),
            at: lost.wrote.as_ref().map(|rung| rung.at.wall),
        }),
    }
}

fn parts(state: &State) -> MselPartsItem {
    let scenario = Scenario { injects: Vec::new(), drafts: Vec::new(), ..(*state.scenario).clone() };
    MselPartsItem { scenario: Box::new(scenario) }
}

fn comment(state: &State, id: MselCommentId) -> Option<MselCommentItem> {
    let comment = state.msel.comments.get(&id)?;
    Some(MselCommentItem {
        id,
        row: comment.row,
        field: comment.field.clone(),
        text: comment.text.clone(),
        made: shared::rung(state, &comment.made),
        settled: comment.settled.as_ref().map(|rung| shared::rung(state, rung)),
    })
}
