//! Checklists before departure 出动前核对: who ticked what when, and whether all was ticked when the
//! department departed.

use super::{CheckState, mark, own_department};
use crate::actor::Seated;
use crate::apply::Context;
use crate::event::{ChecklistTicked, DepartmentDeparted, Event, ResourceMoved};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::TickChecklist;
use protocol::ids::{CheckKey, DepartmentCode};
use protocol::problem::ProblemCode;
use protocol::resource::ResourceState;

impl CheckState {
    fn all_ticked(&self) -> bool {
        self.entries.iter().all(|entry| self.ticks.contains_key(&entry.key))
    }

    /// Whether this tick is the last one.
    fn completes(&self, item: &CheckKey) -> bool {
        self.entries.iter().all(|entry| entry.key == *item || self.ticks.contains_key(&entry.key))
    }
}

fn list<'a>(state: &'a State, department: &DepartmentCode) -> Result<&'a CheckState, Rejection> {
    state.resources.checklists.get(department).ok_or_else(|| Rejection::unknown("checklist"))
}

pub(crate) fn tick(state: &State, command: &TickChecklist, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let department = own_department(seated)?;
    let list = list(state, &department)?;
    let entry = list.entries.iter().find(|entry| entry.key == command.item);
    let entry = entry.ok_or_else(|| Rejection::unknown("item"))?;
    if list.ticks.contains_key(&entry.key) == command.ticked {
        let word = if command.ticked { "it is ticked" } else { "it is not ticked" };
        return Err(Rejection::new(ProblemCode::AlreadyDone, word));
    }
    let (item, ticked) = (entry.key.clone(), command.ticked);
    let mut events = vec![ChecklistTicked { department: department.clone(), item, ticked }.into()];
    // What was only planned is there once it is checked.
    let planned = entry
        .resource
        .as_ref()
        .and_then(|key| state.resources.all.get(key))
        .filter(|held| ticked && held.state == ResourceState::Planned && *held.keeper() == department);
    if let Some(held) = planned {
        let (resource, to) = (held.spec.key.clone(), ResourceState::Available);
        events.push(ResourceMoved { resource, to, left: None, replaces: None, note: None }.into());
    }
    if ticked && list.completes(&entry.key) {
        events.extend(mark::checked(state, &department));
    }
    Ok(events)
}

pub(crate) fn depart(state: &State, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let department = own_department(seated)?;
    if list(state, &department)?.departed.is_some() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "the department has departed"));
    }
    Ok(vec![DepartmentDeparted { department }.into()])
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_ticked(state: &mut State, event: &ChecklistTicked, context: &Context) {
    let Some(list) = state.resources.checklists.get_mut(&event.department) else { return };
    if event.ticked {
        list.ticks.entry(event.item.clone()).or_insert_with(|| context.rung());
    } else {
        list.ticks.remove(&event.item);
    }
    if list.all_ticked() {
        list.complete.get_or_insert_with(|| context.rung());
    } else {
        list.complete = None;
    }
}

pub(crate) fn apply_departed(state: &mut State, department: &DepartmentCode, context: &Context) {
    let Some(list) = state.resources.checklists.get_mut(department) else { return };
    if list.departed.is_none() {
        list.departed = Some(context.rung());
        list.before = Some(list.complete.is_some());
    }
}
