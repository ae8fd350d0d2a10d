//! States of resources: moved by who has them, used up, set by control's hand.

use super::{Held, kept, mark, within};
use crate::actor::Seated;
use crate::apply::Context;
use crate::commit::{Ids, Moment};
use crate::event::{Event, FaultFixed, FaultOccurred, ResourceMoved, SupplyUsed};
use crate::limits::FAULTS_MAX;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{MoveResource, SetResource, UseSupply};
use protocol::problem::ProblemCode;
use protocol::resource::ResourceState;

pub(crate) fn shift(
    state: &State,
    command: &MoveResource,
    seated: &Seated,
    moment: &Moment,
) -> Result<Vec<Event>, Rejection> {
    let held = kept(state, &command.resource, seated)?;
    let note = command.note.as_ref().map(ToString::to_string);
    if held.state == command.to && command.replaces.is_none() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, format!("it is {}", held.state)));
    }
    // What is in use already may still be said to stand in for something.
    if held.state != command.to && !held.state.next().contains(&command.to) {
        let wrong = format!("from {} it goes to {}", held.state, words(held.state));
        return Err(Rejection::new(ProblemCode::WrongStage, wrong).at("to"));
    }
    let left = again(held, command)?;
    if let Some(replaced) = &command.replaces {
        let known = *replaced != command.resource && {
            let sees = |code| state.shows_resource(replaced, code);
            seated.department.as_ref().is_none_or(sees) && state.resources.all.contains_key(replaced)
        };
        if !known {
            return Err(Rejection::unknown("replaces"));
        }
        if command.to != ResourceState::InUse {
            return Err(Rejection::new(ProblemCode::OutOfRange, "only what is in use stands in for another").at("to"));
        }
    }
    let open = state.resources.open_fault(&command.resource).filter(|_| held.state == ResourceState::Failed);
    if let Some((fault, _)) = open {
        return Ok(vec![FaultFixed { fault, note }.into()]);
    }
    let (resource, to, replaces) = (command.resource.clone(), command.to, command.replaces.clone());
    let mut events = vec![ResourceMoved { resource, to, left, replaces, note }.into()];
    if to == ResourceState::InUse {
        events.extend(mark::backups(state, held, command.replaces.as_ref(), moment));
    }
    Ok(events)
}

fn words(state: ResourceState) -> String {
    state.next().iter().map(|next| next.word()).collect::<Vec<_>>().join(", ")
}

/// How much there is of a counted resource that comes back after it was used up.
fn again(held: &Held, command: &MoveResource) -> Result<Option<u32>, Rejection> {
    let supplied = held.state == ResourceState::UsedUp && held.left.is_some();
    match command.left {
        Some(left) if supplied => Ok(Some(within(left, 1, "left")?)),
        Some(_) => Err(Rejection::new(ProblemCode::OutOfRange, "only what was used up is counted again").at("left")),
        None if supplied => {
            Err(Rejection::new(ProblemCode::Incomplete, "how much there is again must be said").at("left"))
        }
        None if command.to == ResourceState::UsedUp => Ok(held.left.map(|_| 0)),
        None => Ok(None),
    }
}

pub(crate) fn use_up(state: &State, command: &UseSupply, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let held = kept(state, &command.resource, seated)?;
    let amount = within(command.amount, 1, "amount")?;
    let Some(left) = held.left else {
        return Err(Rejection::new(ProblemCode::WrongStage, "it is not counted"));
    };
    if !held.state.is_usable() {
        return Err(Rejection::new(ProblemCode::WrongStage, format!("it is {}", held.state)));
    }
    if amount > left {
        return Err(Rejection::new(ProblemCode::OutOfRange, format!("there are {left}")).at("amount"));
    }
    let note = command.note.as_ref().map(ToString::to_string);
    Ok(vec![SupplyUsed { resource: command.resource.clone(), amount, note }.into()])
}

pub(crate) fn set(
    state: &State,
    command: &SetResource,
    moment: &Moment,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    let held = state.resources.all.get(&command.resource).ok_or_else(|| Rejection::unknown("resource"))?;
    if let Some(left) = command.left {
        within(left, 0, "left")?;
        if held.left.is_none() {
            return Err(Rejection::new(ProblemCode::OutOfRange, "it is not counted").at("left"));
        }
    }
    if held.state == command.to && command.left.is_none_or(|left| held.left == Some(left)) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, format!("it is {}", held.state)));
    }
    let (resource, to, left) = (command.resource.clone(), command.to, command.left);
    let note = command.note.as_ref().map(ToString::to_string);
    if to == ResourceState::Failed && held.state != ResourceState::Failed {
        if state.resources.faults.len() >= FAULTS_MAX {
            return Err(ProblemCode::Full.into());
        }
        let fault = FaultOccurred { id: super::FaultId(ids.next()), resource, row: None, reported: false, text: note };
        return Ok(vec![fault.into()]);
    }
    let mut events: Vec<Event> = Vec::new();
    let open = state.resources.open_fault(&resource).filter(|_| to != ResourceState::Failed);
    if let Some((fault, _)) = open {
        events.push(FaultFixed { fault, note: note.clone() }.into());
    }
    if to != ResourceState::Restored || open.is_none() || left.is_some() {
        events.push(ResourceMoved { resource, to, left, replaces: None, note }.into());
    }
    if to == ResourceState::InUse && held.state != to {
        events.extend(mark::backups(state, held, None, moment));
    }
    Ok(events)
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_moved(state: &mut State, event: &ResourceMoved, context: &Context) {
    let resources = &mut state.resources;
    let Some(held) = resources.all.get(&event.resource) else { return };
    let stands_in: Vec<_> = match event.to {
        ResourceState::InUse => resources.stands_in(held, event.replaces.as_ref()).collect(),
        _ => Vec::new(),
    };
    for id in stands_in {
        if let Some(fault) = resources.faults.get_mut(&id) {
            fault.backup = Some((event.resource.clone(), context.rung()));
        }
    }
    let Some(held) = resources.all.get_mut(&event.resource) else { return };
    held.enter(event.to, None, event.note.as_ref(), &context.rung());
    held.replaces = event.replaces.clone().filter(|_| event.to == ResourceState::InUse);
    if let (Some(left), Some(before)) = (event.left, held.left) {
        // What was there when it was said to be used up was used.
        if event.to == ResourceState::UsedUp {
            held.used = held.used.saturating_add(before.saturating_sub(left));
        }
        held.left = Some(left);
    }
}

pub(crate) fn apply_used(state: &mut State, event: &SupplyUsed, context: &Context) {
    let Some(held) = state.resources.all.get_mut(&event.resource) else { return };
    let left = held.left.unwrap_or_default().saturating_sub(event.amount);
    held.left = held.left.map(|_| left);
    held.used = held.used.saturating_add(event.amount);
    // What is gone and not with somebody else is used up; what is being used is in use.
    let after = if left == 0 && held.lent == 0 { ResourceState::UsedUp } else { ResourceState::InUse };
    held.enter(after, Some(event.amount), event.note.as_ref(), &context.rung());
}
