//! Faults 故障: occurred, reported, passed to logistics, fixed (life cycles c.4). A fault that the story
//! brings occurs with the release of its row; that it is reported is the department's own doing.

use super::{Fault, Resources, kept, mark};
use crate::actor::Seated;
use crate::apply::Context;
use crate::area::inject::Note;
use crate::commit::{Ids, Moment};
use crate::event::{Event, FaultFixed, FaultOccurred, FaultPassed, FaultReported};
use crate::limits::FAULTS_MAX;
use crate::number;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{FixFault, PassFault, ReportFault};
use protocol::ids::{FaultId, ResourceKey, RowId};
use protocol::problem::ProblemCode;
use protocol::resource::ResourceState;
use protocol::vocab::Role;

pub(crate) fn report(
    state: &State,
    command: &ReportFault,
    seated: &Seated,
    moment: &Moment,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    kept(state, &command.resource, seated)?;
    let text = command.text.as_ref().map(ToString::to_string);
    if let Some((fault, known)) = state.resources.open_fault(&command.resource) {
        if known.reported.is_some() {
            return Err(Rejection::new(ProblemCode::AlreadyDone, "it was reported"));
        }
        return Ok(vec![FaultReported { fault, text }.into()]);
    }
    if state.resources.faults.len() >= FAULTS_MAX {
        return Err(ProblemCode::Full.into());
    }
    let resource = command.resource.clone();
    let mut events = mark::running_backup(state, &resource, None, moment);
    let occurred = FaultOccurred { id: FaultId(ids.next()), resource, row: None, reported: true, text };
    events.insert(0, occurred.into());
    Ok(events)
}

/// A fault that this seat may work on: one of its department, or any for control.
fn own<'a>(state: &'a State, id: FaultId, seated: &Seated) -> Result<&'a Fault, Rejection> {
    let holds = |fault: &Fault, seated: &Seated| {
        let held = state.resources.all.get(&fault.resource);
        let department = seated.department.as_ref();
        department == Some(&fault.department) || held.is_some_and(|held| department == Some(&held.spec.department))
    };
    let fault = state.resources.faults.get(&id).filter(|fault| seated.role != Role::Player || holds(fault, seated));
    let fault = fault.ok_or_else(|| Rejection::unknown("fault"))?;
    if fault.fixed.is_some() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it is fixed"));
    }
    if fault.reported.is_none() && seated.role == Role::Player {
        return Err(Rejection::new(ProblemCode::WrongStage, "a fault is reported first"));
    }
    Ok(fault)
}

pub(crate) fn pass(
    state: &State,
    command: &PassFault,
    seated: &Seated,
    moment: &Moment,
) -> Result<Vec<Event>, Rejection> {
    let fault = own(state, command.fault, seated)?;
    if fault.passed.is_some() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was passed on"));
    }
    let note = command.note.as_ref().map(ToString::to_string);
    let mut events = vec![FaultPassed { fault: command.fault, note }.into()];
    if fault.reported.is_some() {
        events.extend(mark::logged(state, fault, moment));
    }
    Ok(events)
}

pub(crate) fn fix(state: &State, command: &FixFault, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    own(state, command.fault, seated)?;
    let note = command.note.as_ref().map(ToString::to_string);
    Ok(vec![FaultFixed { fault: command.fault, note }.into()])
}

/// What fails because its row was released: facts of the system.
pub(crate) fn due(state: &State, moment: &Moment) -> Vec<Event> {
    let mut ids = Ids::of(moment);
    let mut events = Vec::new();
    for (resource, row) in &state.resources.failing {
        let (id, row) = (FaultId(ids.next()), Some(row.clone()));
        let occurred = FaultOccurred { id, resource: resource.clone(), row: row.clone(), reported: false, text: None };
        events.push(occurred.into());
        events.extend(mark::running_backup(state, resource, row.as_ref(), moment));
    }
    events
}

// -- apply -------------------------------------------------------------------------------------

/// What a released row makes fail: unless it has failed already, or no more faults are kept.
pub(crate) fn apply_released(state: &mut State, row: &RowId) {
    let Some(spec) = state.rows.get(row).map(|row| row.spec.clone()) else { return };
    let resources = &mut state.resources;
    for key in &spec.fails {
        let fails = resources.all.get(key).is_some_and(|held| held.state != ResourceState::Failed);
        let coming = resources.failing.iter().any(|(known, _)| known == key);
        if fails && !coming && resources.faults.len() + resources.failing.len() < FAULTS_MAX {
            resources.failing.push((key.clone(), row.clone()));
        }
    }
}

pub(crate) fn apply_occurred(state: &mut State, event: &FaultOccurred, context: &Context) {
    let resources = &mut state.resources;
    resources.failing.retain(|(key, _)| *key != event.resource);
    let on = resources.in_place_of(&event.resource).cloned();
    let number = number::next(resources.faults.len());
    let Some(held) = resources.all.get_mut(&event.resource) else { return };
    held.enter(ResourceState::Failed, None, event.text.as_ref(), &context.rung());
    held.replaces = None;
    let fault = Fault {
        number,
        resource: event.resource.clone(),
        department: held.keeper().clone(),
        row: event.row.clone(),
        occurred: context.rung(),
        text: event.text.clone(),
        reported: event.reported.then(|| context.rung()),
        passed: None,
        fixed: None,
        backup: on.map(|key| (key, context.rung())),
    };
    resources.faults.insert(event.id, fault);
}

pub(crate) fn apply_reported(state: &mut State, event: &FaultReported, context: &Context) {
    let Some(fault) = state.resources.faults.get_mut(&event.fault) else { return };
    fault.reported.get_or_insert_with(|| context.rung());
    // The words that stand are those of whoever reported it, also where there are none.
    fault.text.clone_from(&event.text);
}

fn note(context: &Context, text: Option<&String>) -> Note {
    context.note(text.map_or("", String::as_str))
}

pub(crate) fn apply_passed(state: &mut State, event: &FaultPassed, context: &Context) {
    if let Some(fault) = state.resources.faults.get_mut(&event.fault) {
        fault.passed.get_or_insert_with(|| note(context, event.note.as_ref()));
    }
}

pub(crate) fn apply_fixed(state: &mut State, event: &FaultFixed, context: &Context) {
    let Some(key) = fix_fault(&mut state.resources, event, context) else { return };
    if let Some(held) = state.resources.all.get_mut(&key) {
        held.enter(ResourceState::Restored, None, event.note.as_ref(), &context.rung());
    }
}

fn fix_fault(resources: &mut Resources, event: &FaultFixed, context: &Context) -> Option<ResourceKey> {
    let fault = resources.faults.get_mut(&event.fault)?;
    fault.fixed.get_or_insert_with(|| note(context, event.note.as_ref()));
    Some(fault.resource.clone())
}
