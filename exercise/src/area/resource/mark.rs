//! Marks of critical tasks that follow from what departments do with their resources, where the
//! scenario binds them (`bindings.equipment`). A moment is marked when it comes; the task itself only
//! where its target is met, because whether late is good enough is for an evaluator to say.

use super::{Fault, Held};
use crate::commit::Moment;
use crate::event::{Event, TaskMarked};
use crate::state::State;
use protocol::ids::{DepartmentCode, MarkName, ResourceKey, RowId, TaskId};
use protocol::scenario::EquipmentBinding;
use protocol::time::{ExerciseTime, Seconds};
use protocol::vocab::TaskOutcome;

fn marked(state: &State, task: &TaskId, mark: Option<&MarkName>, row: &RowId) -> Option<Event> {
    let known = state.tasks.get(task)?;
    let free = !known.marks.contains_key(&mark.cloned());
    let (task, mark, row) = (task.clone(), mark.cloned(), Some(row.clone()));
    free.then(|| TaskMarked { task, mark, outcome: TaskOutcome::Done, note: None, row }.into())
}

fn in_time(from: ExerciseTime, now: ExerciseTime, target: Option<Seconds>) -> bool {
    target.is_none_or(|target| now <= from.plus(target))
}

fn bindings<'a>(state: &'a State, row: Option<&'a RowId>) -> impl Iterator<Item = &'a EquipmentBinding> {
    state.scenario.bindings.equipment.iter().filter(move |bound| Some(&bound.fault) == row)
}

/// A backup is on: `since` is when the fault occurred.
fn backup(state: &State, row: Option<&RowId>, since: ExerciseTime, now: ExerciseTime, events: &mut Vec<Event>) {
    for bound in bindings(state, row) {
        let Some(task) = state.tasks.get(&bound.backup) else { continue };
        let moment = bound.backup_mark.as_ref().and_then(|mark| task.spec.marks.iter().find(|one| one.mark == *mark));
        let target = moment.map(|one| one.target).or(task.spec.target);
        events.extend(moment.and_then(|one| marked(state, &bound.backup, Some(&one.mark), &bound.fault)));
        if in_time(since, now, target) {
            events.extend(marked(state, &bound.backup, None, &bound.fault));
        }
    }
}

/// What the use of a resource marks.
pub(super) fn backups(state: &State, held: &Held, replaces: Option<&ResourceKey>, moment: &Moment) -> Vec<Event> {
    let now = state.stamp(moment.wall).exercise;
    let mut events = Vec::new();
    let faults = state.resources.stands_in(held, replaces).filter_map(|id| state.resources.faults.get(&id));
    for fault in faults {
        backup(state, fault.row.as_ref(), fault.occurred.at.exercise, now, &mut events);
    }
    events
}

/// What a fault marks while its backup is in use already.
pub(super) fn running_backup(
    state: &State,
    resource: &ResourceKey,
    row: Option<&RowId>,
    moment: &Moment,
) -> Vec<Event> {
    let now = state.stamp(moment.wall).exercise;
    let mut events = Vec::new();
    if state.resources.in_place_of(resource).is_some() {
        backup(state, row, now, now, &mut events);
    }
    events
}

/// What a fault marks that is reported and passed to logistics.
pub(super) fn logged(state: &State, fault: &Fault, moment: &Moment) -> Vec<Event> {
    let now = state.stamp(moment.wall).exercise;
    let mark = |bound: &EquipmentBinding| {
        let task = bound.logged.as_ref()?;
        let target = state.tasks.get(task)?.spec.target;
        in_time(fault.occurred.at.exercise, now, target).then(|| marked(state, task, None, &bound.fault)).flatten()
    };
    bindings(state, fault.row.as_ref()).filter_map(mark).collect()
}

/// What the last tick of the last checklist marks: every list complete, none after its department had
/// departed.
pub(super) fn checked(state: &State, ticking: &DepartmentCode) -> Vec<Event> {
    let resources = &state.resources;
    let ready = resources.checklists.iter().all(|(department, list)| {
        let complete = department == ticking || list.complete.is_some();
        complete && (list.departed.is_none() || list.before == Some(true))
    });
    let mut tasks: Vec<(&TaskId, &RowId)> = Vec::new();
    for bound in state.scenario.bindings.equipment.iter().filter(|_| ready) {
        if let Some(task) = bound.checklist.as_ref().filter(|task| tasks.iter().all(|(known, _)| known != task)) {
            tasks.push((task, &bound.fault));
        }
    }
    tasks.into_iter().filter_map(|(task, row)| marked(state, task, None, row)).collect()
}
