//! The scenario as the list is right now, for the library: what is whole as rows, the rest as drafts.

use super::{PlannedRow, planning, standing};
use crate::state::State;
use protocol::ids::RowId;
use protocol::msel::{CellText, DraftRow};
use protocol::scenario::Scenario;
use std::collections::HashSet;

/// Characters that a cell of a draft row holds, the bound of [`CellText`].
const CELL_CHARS_MAX: usize = 4_000;

/// The scenario with its list as it stands, and with every row that is not whole, or that repeats a number,
/// as a draft behind the row before it. A list that was approved has no such row.
#[must_use]
pub fn kept(state: &State) -> Scenario {
    let scenario = standing(state);
    if !planning(state.status) {
        return scenario;
    }
    let mut seen = HashSet::new();
    let mut after: Option<RowId> = None;
    let mut drafts = Vec::new();
    for row in state.msel.order.iter().filter_map(|key| state.msel.rows.get(key)) {
        match &row.spec {
            Ok(spec) if seen.insert(spec.id.clone()) => after = Some(spec.id.clone()),
            Ok(_) | Err(_) => drafts.push(draft(row, after.clone())),
        }
    }
    Scenario { drafts, ..scenario }
}

fn draft(row: &PlannedRow, after: Option<RowId>) -> DraftRow {
    let filled = row.cells.iter().filter(|(_, cell)| !cell.value.text.trim().is_empty());
    let cells = filled.filter_map(|(field, cell)| Some((field.clone(), text(&cell.value.text)?)));
    DraftRow { after, cells: cells.collect() }
}

/// The text of a cell. Only a list of many values can be longer than a cell typed by hand: its beginning
/// stays, marked as cut off, so that it reads as a fault and not as less.
fn text(text: &str) -> Option<CellText> {
    if let Ok(whole) = CellText::parse(text) {
        return Some(whole);
    }
    let kept: String = text.chars().filter(|c| !c.is_control()).take(CELL_CHARS_MAX - 1).collect();
    CellText::parse(kept + "…").ok()
}
