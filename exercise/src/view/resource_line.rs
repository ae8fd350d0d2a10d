//! Lines of the position log about resources: codes and signs, because a line has no language; the
//! client puts the names.

use super::line::{Line, line as of_kind};
use crate::event::Event;
use crate::state::State;
use protocol::ids::{FaultId, ResourceKey, ResourceRequestId};
use protocol::vocab::EntryKind;

fn of_resource(state: &State, key: &ResourceKey, rest: &str, note: Option<&String>) -> Line {
    let held = state.resources.all.get(key);
    let note = note.map(|note| format!(" · {note}")).unwrap_or_default();
    let text = format!("{key}{rest}{note}");
    Line { department: held.map(|held| held.keeper().clone()), ..of_kind(EntryKind::Resource).text(text) }
}

fn of_fault(state: &State, id: FaultId, note: Option<&String>) -> Line {
    match state.resources.faults.get(&id) {
        Some(fault) => {
            Line { department: Some(fault.department.clone()), ..of_resource(state, &fault.resource, "", note) }
        }
        None => of_kind(EntryKind::Resource),
    }
}

fn of_request(state: &State, id: ResourceRequestId, note: Option<&String>) -> Line {
    let Some(request) = state.resources.requests.get(&id) else { return of_kind(EntryKind::Resource) };
    let amount = request.granted.or(request.amount).map(|amount| format!(" × {amount}")).unwrap_or_default();
    let note = note.map(|note| format!(" · {note}")).unwrap_or_default();
    let text = format!("#{} {}{amount}{note}", request.number, request.what);
    Line { department: Some(request.department.clone()), ..of_kind(EntryKind::Resource).text(text) }
}

/// The line of a fact about resources.
pub(super) fn line(state: &State, event: &Event) -> Line {
    match event {
        Event::ResourceMoved(e) => of_resource(state, &e.resource, &format!(" → {}", e.to), e.note.as_ref()),
        Event::SupplyUsed(e) => of_resource(state, &e.resource, &format!(" − {}", e.amount), e.note.as_ref()),
        Event::FaultOccurred(e) => Line { row: e.row.clone(), ..of_resource(state, &e.resource, "", e.text.as_ref()) },
        Event::FaultReported(e) => of_fault(state, e.fault, e.text.as_ref()),
        Event::FaultPassed(e) => of_fault(state, e.fault, e.note.as_ref()),
        Event::FaultFixed(e) => of_fault(state, e.fault, e.note.as_ref()),
        Event::ChecklistTicked(e) => {
            let text = format!("{} {}", e.item, if e.ticked { '✓' } else { '○' });
            Line { department: Some(e.department.clone()), ..of_kind(EntryKind::Resource).text(text) }
        }
        Event::DepartmentDeparted(e) => Line { department: Some(e.department.clone()), ..of_kind(EntryKind::Resource) },
        Event::ResourceRequested(e) => of_request(state, e.id, e.note.as_ref()),
        Event::ResourceGranted(e) => of_request(state, e.request, e.note.as_ref()),
        Event::ResourceRequestWithdrawn(e) => of_request(state, e.request, e.note.as_ref()),
        Event::ResourceRefused(e) => of_request(state, e.request, Some(&e.reason)),
        Event::ResourceHandedOver(e) => of_request(state, e.request, None),
        Event::ResourceReturned(e) => of_request(state, e.request, None),
        other => unreachable!("{} is not about resources", other.kind()),
    }
}
