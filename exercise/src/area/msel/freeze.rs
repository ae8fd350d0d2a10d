//! Approval freezes the list as a version; going back to the draft takes along what was changed since.

use super::cells::differing;
use super::standing::moved;
use super::{Version, derive, faults, project, standing};
use crate::apply::Context;
use crate::event::MselFrozen;
use crate::state::State;
use protocol::ids::MselRowId;
use protocol::vocab::InjectStatus;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Faults named in one refusal: a list that somebody works through, not a dump.
const NAMED_MAX: usize = 30;

/// What stands in the way of approval in the cells of the list, a sentence each.
pub(crate) fn missing(state: &State) -> Vec<String> {
    let mut missing = Vec::new();
    for (index, key) in state.msel.order.iter().enumerate() {
        let Some(row) = state.msel.rows.get(key) else { continue };
        for fault in faults::of(state, row) {
            let name = row.number().map_or_else(|| format!("row {}", index + 1), str::to_owned);
            let word = fault.word.map(|word| format!(" ({word})")).unwrap_or_default();
            missing.push(format!("{name} {}: {}{word}", fault.field, fault.fault));
            if missing.len() == NAMED_MAX {
                return missing;
            }
        }
    }
    missing
}

/// The version that approval freezes. A list that is as it was created needs no second copy in the record.
pub(crate) fn frozen(state: &State) -> MselFrozen {
    let version = u32::try_from(state.msel.versions.len()).unwrap_or(u32::MAX).saturating_add(1);
    let scenario = state.msel.changed.then(|| Box::new(standing(state)));
    MselFrozen { version, scenario }
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_frozen(state: &mut State, event: &MselFrozen, context: &Context) {
    if let Some(scenario) = &event.scenario {
        state.scenario = Arc::new((**scenario).clone());
        derive(state, context.at);
        project(state);
    }
    let rows = u32::try_from(state.msel.order.len()).unwrap_or(u32::MAX);
    state.msel.versions.push(Version { rung: context.rung(), rows });
    state.msel.changed = false;
}

/// The list is planned again: it takes along what was changed in the rows since approval.
pub(crate) fn apply_reopened(state: &mut State, context: &Context) {
    let rung = Arc::new(context.rung());
    let mut seen = BTreeSet::new();
    let mut retired = Vec::new();
    let keys: Vec<MselRowId> = state.msel.order.clone();
    for key in keys {
        let Some(Ok(planned)) = state.msel.rows.get(&key).map(|row| row.spec.clone()) else { continue };
        let Some(row) = state.rows.get(&planned.id).filter(|_| seen.insert(planned.id.clone())) else { continue };
        if row.status == InjectStatus::Obsolete {
            retired.push(key);
            continue;
        }
        let cells = differing(&planned, &moved(&row.spec, row.shift));
        if cells.is_empty() {
            continue;
        }
        if let Some(row) = state.msel.rows.get_mut(&key) {
            cells.into_iter().for_each(|(field, _, now)| row.write(&field, now, &rung, false));
            row.reread();
        }
        state.msel.changed = true;
    }
    if !retired.is_empty() {
        state.msel.order.retain(|key| !retired.contains(key));
        state.msel.removed.extend(retired);
        state.msel.changed = true;
    }
    state.msel.count();
    project(state);
}
