//! Requests for resources between departments, or to control where nobody plays logistics: asked,
//! granted or refused, handed over, returned. Both sides see each step.

use super::{Held, Request, own_department, within};
use crate::actor::Seated;
use crate::apply::Context;
use crate::area::inject::Note;
use crate::commit::Ids;
use crate::event::{
    Event, ResourceGranted, ResourceHandedOver, ResourceRefused, ResourceRequestWithdrawn, ResourceRequested,
    ResourceReturned,
};
use crate::limits::RESOURCE_REQUESTS_MAX;
use crate::number;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{
    GrantResource, Party, RefuseResource, RequestResource, ReturnResource, WithdrawResourceRequest,
};
use protocol::ids::ResourceRequestId;
use protocol::problem::ProblemCode;
use protocol::resource::{RequestStage, ResourceState};
use protocol::vocab::Role;

impl Request {
    /// Whether a department asks or is asked.
    pub(crate) fn concerns(&self, department: &protocol::ids::DepartmentCode) -> bool {
        self.department == *department || self.to == Party::Department(department.clone())
    }
}

pub(crate) fn ask(
    state: &State,
    command: &RequestResource,
    seated: &Seated,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    let department = own_department(seated)?;
    match &command.to {
        Party::Department(code) if *code == department || !state.desks.contains_key(code) => {
            return Err(Rejection::unknown("to"));
        }
        Party::Simulation => return Err(Rejection::unknown("to")),
        Party::Department(_) | Party::Control => {}
    }
    if let Some(amount) = command.amount {
        within(amount, 1, "amount")?;
    }
    if state.resources.requests.len() >= RESOURCE_REQUESTS_MAX {
        return Err(ProblemCode::Full.into());
    }
    Ok(vec![
        ResourceRequested {
            id: ResourceRequestId(ids.next()),
            department,
            to: command.to.clone(),
            what: command.what.to_string(),
            amount: command.amount,
            note: command.note.as_ref().map(ToString::to_string),
        }
        .into(),
    ])
}

/// A request at a stage, that the side which gives may answer; control may answer every one.
fn asked<'a>(
    state: &'a State,
    id: ResourceRequestId,
    stage: RequestStage,
    seated: &Seated,
) -> Result<&'a Request, Rejection> {
    let holds = |request: &Request| {
        let held = request.resource.as_ref().and_then(|key| state.resources.all.get(key));
        held.is_some_and(|held| seated.department.as_ref() == Some(&held.spec.department))
    };
    let given = |request: &&Request| match (&seated.department, &request.to) {
        (Some(own), Party::Department(to)) if own == to => true,
        // What control granted of somebody's is handed over by whoever holds it.
        (Some(_), _) => holds(request),
        (None, _) => seated.role != Role::Player,
    };
    let request = state.resources.requests.get(&id).filter(given);
    at(request.ok_or_else(|| Rejection::unknown("request"))?, stage)
}

fn at(request: &Request, stage: RequestStage) -> Result<&Request, Rejection> {
    if request.stage != stage {
        return Err(Rejection::new(ProblemCode::WrongStage, format!("the request is {}", request.stage)));
    }
    Ok(request)
}

/// What may be handed over: usable, with its holder, and enough of it.
fn there(held: &Held, amount: Option<u32>) -> Result<(), Rejection> {
    if !held.state.is_usable() || held.with.is_some() {
        let why = held.with.as_ref().map_or_else(|| held.state.to_string(), |with| format!("with {with}"));
        return Err(Rejection::new(ProblemCode::WrongStage, format!("it is {why}")).at("resource"));
    }
    match (held.left, amount) {
        (Some(left), Some(amount)) if amount > left => {
            Err(Rejection::new(ProblemCode::OutOfRange, format!("there are {left}")).at("amount"))
        }
        (Some(_), None) => Err(Rejection::new(ProblemCode::Incomplete, "how much must be said").at("amount")),
        _ => Ok(()),
    }
}

pub(crate) fn grant(state: &State, command: &GrantResource, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let request = asked(state, command.request, RequestStage::Asked, seated)?;
    let amount = command.amount.or(request.amount);
    if let Some(amount) = amount {
        within(amount, 1, "amount")?;
    }
    if let Some(key) = &command.resource {
        let own = |held: &&Held| seated.department.as_ref().is_none_or(|own| held.spec.department == *own);
        let held = state.resources.all.get(key).filter(own).ok_or_else(|| Rejection::unknown("resource"))?;
        if held.spec.department == request.department {
            return Err(Rejection::new(ProblemCode::OutOfRange, "who asks holds it").at("resource"));
        }
        there(held, amount)?;
    }
    let note = command.note.as_ref().map(ToString::to_string);
    Ok(vec![ResourceGranted { request: command.request, resource: command.resource.clone(), amount, note }.into()])
}

pub(crate) fn refuse(state: &State, command: &RefuseResource, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    asked(state, command.request, RequestStage::Asked, seated)?;
    Ok(vec![ResourceRefused { request: command.request, reason: command.reason.to_string() }.into()])
}

/// Only who asked, and only while nobody has answered: what is granted may be on its way.
pub(crate) fn withdraw(
    state: &State,
    command: &WithdrawResourceRequest,
    seated: &Seated,
) -> Result<Vec<Event>, Rejection> {
    let department = own_department(seated)?;
    let ours = state.resources.requests.get(&command.request).filter(|request| request.department == department);
    at(ours.ok_or_else(|| Rejection::unknown("request"))?, RequestStage::Asked)?;
    let note = command.note.as_ref().map(ToString::to_string);
    Ok(vec![ResourceRequestWithdrawn { request: command.request, note }.into()])
}

pub(crate) fn hand_over(state: &State, id: ResourceRequestId, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let request = asked(state, id, RequestStage::Granted, seated)?;
    if let Some(held) = request.resource.as_ref().and_then(|key| state.resources.all.get(key)) {
        there(held, request.granted)?;
    }
    Ok(vec![ResourceHandedOver { request: id }.into()])
}

/// Either side may say that it is back.
pub(crate) fn give_back(state: &State, command: &ReturnResource, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let request = state.resources.requests.get(&command.request);
    let either = |request: &&Request| seated.department.as_ref().is_none_or(|own| request.concerns(own));
    let request = at(request.filter(either).ok_or_else(|| Rejection::unknown("request"))?, RequestStage::HandedOver)?;
    let amount = command.amount.or(request.granted);
    if let (Some(back), Some(given)) = (command.amount, request.granted)
        && back > given
    {
        return Err(Rejection::new(ProblemCode::OutOfRange, format!("{given} were handed over")).at("amount"));
    }
    if command.amount.is_some() && request.granted.is_none() {
        return Err(Rejection::new(ProblemCode::OutOfRange, "it was not counted").at("amount"));
    }
    Ok(vec![ResourceReturned { request: command.request, amount }.into()])
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_asked(state: &mut State, event: &ResourceRequested, context: &Context) {
    let request = Request {
        number: number::next(state.resources.requests.len()),
        department: event.department.clone(),
        to: event.to.clone(),
        what: event.what.clone(),
        amount: event.amount,
        note: event.note.clone(),
        asked: context.rung(),
        stage: RequestStage::Asked,
        answered: None,
        resource: None,
        granted: None,
        handed_over: None,
        returned: None,
        withdrawn: None,
    };
    state.resources.requests.insert(event.id, request);
}

fn note(context: &Context, text: &str) -> Note {
    context.note(text)
}

pub(crate) fn apply_granted(state: &mut State, event: &ResourceGranted, context: &Context) {
    let Some(request) = state.resources.requests.get_mut(&event.request) else { return };
    request.stage = RequestStage::Granted;
    request.answered = Some(note(context, event.note.as_deref().unwrap_or_default()));
    request.resource.clone_from(&event.resource);
    request.granted = event.amount;
}

pub(crate) fn apply_refused(state: &mut State, event: &ResourceRefused, context: &Context) {
    let Some(request) = state.resources.requests.get_mut(&event.request) else { return };
    request.stage = RequestStage::Refused;
    request.answered = Some(note(context, &event.reason));
}

pub(crate) fn apply_withdrawn(state: &mut State, event: &ResourceRequestWithdrawn, context: &Context) {
    let Some(request) = state.resources.requests.get_mut(&event.request) else { return };
    request.stage = RequestStage::Withdrawn;
    request.withdrawn = Some(note(context, event.note.as_deref().unwrap_or_default()));
}

pub(crate) fn apply_handed_over(state: &mut State, id: ResourceRequestId, context: &Context) {
    let Some(request) = state.resources.requests.get_mut(&id) else { return };
    request.stage = RequestStage::HandedOver;
    request.handed_over = Some(context.rung());
    let (to, amount) = (request.department.clone(), request.granted.unwrap_or_default());
    let Some(held) = request.resource.as_ref().and_then(|key| state.resources.all.get_mut(key)) else { return };
    let counted = held.left.is_some();
    if counted {
        held.left = held.left.map(|left| left.saturating_sub(amount));
        held.lent = held.lent.saturating_add(amount);
    } else {
        held.with = Some(to);
    }
    let after = if counted && held.state != ResourceState::Planned { held.state } else { ResourceState::Assigned };
    held.enter(after, None, None, &context.rung());
}

pub(crate) fn apply_returned(state: &mut State, event: &ResourceReturned, context: &Context) {
    let Some(request) = state.resources.requests.get_mut(&event.request) else { return };
    request.stage = RequestStage::Returned;
    request.returned = Some((context.rung(), event.amount));
    let given = request.granted.unwrap_or_default();
    let Some(held) = request.resource.as_ref().and_then(|key| state.resources.all.get_mut(key)) else { return };
    if held.left.is_none() {
        held.with = None;
        // What failed with the borrower comes back failed.
        let after = if held.state.is_usable() { ResourceState::Available } else { held.state };
        held.enter(after, None, None, &context.rung());
        return;
    }
    // What does not come back was used.
    let back = event.amount.unwrap_or(given).min(given);
    held.left = held.left.map(|left| left.saturating_add(back));
    held.lent = held.lent.saturating_sub(given);
    held.used = held.used.saturating_add(given - back);
    let after = match held.state {
        state if state.is_usable() && held.left == Some(0) && held.lent == 0 => ResourceState::UsedUp,
        ResourceState::UsedUp if held.left > Some(0) => ResourceState::Available,
        state => state,
    };
    held.enter(after, (given > back).then_some(given - back), None, &context.rung());
}
