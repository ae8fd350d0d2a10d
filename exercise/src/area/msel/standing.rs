//! The scenario as the list has become by edits.

use super::planning;
use crate::state::State;
use protocol::ids::MselRowId;
use protocol::msel::{MselField, MselValue};
use protocol::scenario::{Condition, Inject, Scenario};
use protocol::time::Seconds;
use protocol::vocab::{InjectStatus, RowOrigin};
use std::collections::BTreeMap;

/// The scenario with its list as it stands: every row with its edits and shifts, without those that were
/// retired. What was added during play, and uses of templates, belong to the drill and not to the list.
#[must_use]
pub fn standing(state: &State) -> Scenario {
    let rows = state.row_order.iter().filter_map(|id| state.rows.get(id));
    let listed = rows.filter(|row| row.origin == RowOrigin::Planned && row.status != InjectStatus::Obsolete);
    let injects = listed.map(|row| moved(&row.spec, row.shift));
    Scenario { injects: injects.collect(), drafts: Vec::new(), ..state.scenario.as_ref().clone() }
}

/// The rows of the list as it is planned, by key and in order, readable or not; none once it is frozen.
#[must_use]
pub fn planned(state: &State) -> Option<Vec<(MselRowId, BTreeMap<MselField, MselValue>)>> {
    if !planning(state.status) {
        return None;
    }
    let cells = |key: &MselRowId| {
        let row = state.msel.rows.get(key)?;
        let filled = row.cells.iter().filter(|(_, cell)| !cell.value.text.is_empty());
        Some((*key, filled.map(|(field, cell)| (field.clone(), cell.value.clone())).collect()))
    };
    Some(state.msel.order.iter().filter_map(cells).collect())
}

/// A row with what it was moved by.
#[must_use]
pub(crate) fn moved(spec: &Inject, by: Seconds) -> Inject {
    let mut spec = spec.clone();
    if by.0 != 0 {
        spec.offset = spec.offset.map(|offset| offset.later(by));
        shift(&mut spec.when, by);
    }
    spec
}

/// Moves the moments of a condition as a shift of its row does.
fn shift(condition: &mut Condition, span: Seconds) {
    match condition {
        Condition::Time { at } => *at = at.later(span),
        Condition::NotDone { by, .. } => *by = by.later(span),
        Condition::All { of } | Condition::Any { of } => of.iter_mut().for_each(|part| shift(part, span)),
        Condition::After { .. }
        | Condition::Done { .. }
        | Condition::NoAck { .. }
        | Condition::NoResponse { .. }
        | Condition::Decision { .. }
        | Condition::Manual {} => {}
    }
}
