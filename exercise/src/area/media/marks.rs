//! Marks of the tasks that a scenario binds to a rumour: set by what departments do, where nobody has
//! set them by hand. The first mark counts.

use crate::event::{Event, TaskMarked};
use crate::state::State;
use protocol::ids::{MarkName, RowId, TaskId};
use protocol::scenario::RumourBinding;
use protocol::vocab::TaskOutcome;

/// A rumour was noticed and reported.
pub(crate) const DETECTED: &str = "detected";
/// What it says was verified.
pub(crate) const VERIFIED: &str = "verified";
/// The first statement that answers it went out.
pub(crate) const FIRST_STATEMENT: &str = "first_statement";

/// Whether a row is one in which a rumour appears or grows.
pub(crate) fn binds(binding: &RumourBinding, row: &RowId) -> bool {
    binding.appears == *row || binding.grows.as_ref() == Some(row)
}

/// Marks the moment, and the task itself where the deed fulfils it.
pub(crate) fn of(state: &State, row: Option<&RowId>, moment: &str, fulfils: bool) -> Vec<Event> {
    let Some(row) = row else { return Vec::new() };
    let mut events = Vec::new();
    for binding in state.scenario.bindings.rumours.iter().filter(|binding| binds(binding, row)) {
        let task = if moment == DETECTED { &binding.detect } else { &binding.statement };
        let Some(known) = state.tasks.get(task) else { continue };
        let named = known.spec.marks.iter().find(|mark| mark.mark.as_str() == moment);
        let named = named.map(|mark| Some(mark.mark.clone()));
        for mark in named.into_iter().chain(fulfils.then_some(None)) {
            let event = marked(task, mark, row);
            let new = !known.marks.contains_key(&event.mark);
            let event: Event = event.into();
            if new && !events.contains(&event) {
                events.push(event);
            }
        }
    }
    events
}

fn marked(task: &TaskId, mark: Option<MarkName>, row: &RowId) -> TaskMarked {
    TaskMarked { task: task.clone(), mark, outcome: TaskOutcome::Done, note: None, row: Some(row.clone()) }
}
