//! Resources, faults, requests and checklists: control and evaluators see all, incident command too; a
//! department what it holds or was handed, its own faults and checklist, and requests that it makes,
//! answers, or whose resource it holds. Who brought a fault about in the story is shown to nobody there.

use super::{Key, shared};
use crate::actor::Who;
use crate::area::inject::{Note, Rung};
use crate::area::resource::{Held, Request};
use crate::state::State;
use protocol::ids::{DepartmentCode, FaultId, ResourceKey, ResourceRequestId};
use protocol::item::{self, Item};
use protocol::resource as view;

/// Who looks: a department, or control and evaluators.
#[derive(Clone, Copy)]
struct Viewer<'a> {
    state: &'a State,
    department: Option<&'a DepartmentCode>,
}

impl Viewer<'_> {
    fn rung(&self, rung: &Rung) -> item::Rung {
        match self.department {
            Some(_) => shared::rung_for_players(self.state, rung),
            None => shared::rung(self.state, rung),
        }
    }
    /// What control writes about a resource is its own: players are told what became of it, not why.
    fn words(&self, who: &Who, text: Option<&String>) -> Option<String> {
        let seat = || who.seat.as_ref().and_then(|seat| self.state.seats.get(seat));
        let told = self.department.is_none() || seat().is_some_and(|seat| seat.department.is_some());
        text.filter(|_| told).cloned()
    }
    fn step(&self, note: &Note) -> item::Noted {
        let text = self.words(&note.who, Some(&note.text)).unwrap_or_default();
        item::Noted { text, ..self.noted(note) }
    }
    fn noted(&self, note: &Note) -> item::Noted {
        match self.department {
            Some(_) => shared::noted_for_players(note),
            None => shared::noted(self.state, note),
        }
    }
    fn sees(&self, resource: &ResourceKey) -> bool {
        self.department.is_none_or(|code| self.state.shows_resource(resource, code))
    }
    fn commands(&self) -> bool {
        self.department.is_none_or(|code| self.state.is_command(code))
    }
}

pub(super) fn resource(state: &State, key: &ResourceKey, department: Option<&DepartmentCode>) -> Option<Item> {
    let viewer = Viewer { state, department };
    let held = state.resources.all.get(key).filter(|_| viewer.sees(key))?;
    let other = |of: &Option<ResourceKey>| of.clone().filter(|of| viewer.sees(of));
    Some(Item::Resource(view::ResourceItem {
        key: key.clone(),
        order: held.order,
        name: held.spec.name.clone(),
        department: held.spec.department.clone(),
        resource_kind: held.spec.kind,
        state: held.state,
        since: viewer.rung(&held.since),
        amount: held.spec.amount,
        left: held.left,
        unit: held.spec.unit.clone(),
        used: held.used,
        lent: held.lent,
        backup_of: other(&held.spec.backup_of),
        replaces: other(&held.replaces),
        with: held.with.clone(),
        important: held.spec.important,
        next: held.state.next().to_vec(),
        changes: changes(held, viewer),
    }))
}

fn changes(held: &Held, viewer: Viewer<'_>) -> Vec<view::ResourceChangeView> {
    let change = |change: &crate::area::resource::Change| view::ResourceChangeView {
        state: change.state,
        rung: viewer.rung(&change.rung),
        used: change.used,
        note: viewer.words(&change.rung.who, change.note.as_ref()),
    };
    held.changes.iter().map(change).collect()
}

pub(super) fn fault(state: &State, id: FaultId, department: Option<&DepartmentCode>) -> Option<Item> {
    let viewer = Viewer { state, department };
    let fault = state.resources.faults.get(&id)?;
    let holder = state.resources.all.get(&fault.resource).map(|held| &held.spec.department);
    let ours = |code: &DepartmentCode| fault.department == *code || holder == Some(code);
    if !viewer.commands() && !viewer.department.is_some_and(ours) {
        return None;
    }
    let backup = fault.backup.as_ref().filter(|(key, _)| viewer.sees(key));
    let said = &fault.reported.as_ref().unwrap_or(&fault.occurred).who;
    Some(Item::Fault(view::FaultItem {
        id,
        number: fault.number,
        resource: fault.resource.clone(),
        department: fault.department.clone(),
        occurred: viewer.rung(&fault.occurred),
        text: viewer.words(said, fault.text.as_ref()),
        reported: fault.reported.as_ref().map(|rung| viewer.rung(rung)),
        passed: fault.passed.as_ref().map(|note| viewer.step(note)),
        fixed: fault.fixed.as_ref().map(|note| viewer.step(note)),
        backup: backup.map(|(key, rung)| view::BackupView { resource: key.clone(), on: viewer.rung(rung) }),
    }))
}

fn concerns(state: &State, request: &Request, code: &DepartmentCode) -> bool {
    let holder = request.resource.as_ref().and_then(|key| state.resources.all.get(key));
    request.concerns(code) || holder.is_some_and(|held| held.spec.department == *code)
}

pub(super) fn request(state: &State, id: ResourceRequestId, department: Option<&DepartmentCode>) -> Option<Item> {
    let viewer = Viewer { state, department };
    let request = state.resources.requests.get(&id)?;
    if !viewer.commands() && !viewer.department.is_some_and(|code| concerns(state, request, code)) {
        return None;
    }
    Some(Item::ResourceRequest(view::ResourceRequestItem {
        id,
        number: request.number,
        department: request.department.clone(),
        to: request.to.clone(),
        what: request.what.clone(),
        amount: request.amount,
        note: request.note.clone(),
        asked: viewer.rung(&request.asked),
        stage: request.stage,
        answered: request.answered.as_ref().map(|note| viewer.noted(note)),
        resource: request.resource.clone(),
        granted: request.granted,
        handed_over: request.handed_over.as_ref().map(|rung| viewer.rung(rung)),
        returned: request.returned.as_ref().map(|(rung, _)| viewer.rung(rung)),
        returned_amount: request.returned.as_ref().and_then(|(_, amount)| *amount),
        withdrawn: request.withdrawn.as_ref().map(|noted| viewer.noted(noted)),
    }))
}

pub(super) fn checklist(state: &State, code: &DepartmentCode, department: Option<&DepartmentCode>) -> Option<Item> {
    let viewer = Viewer { state, department };
    if !viewer.commands() && viewer.department != Some(code) {
        return None;
    }
    let list = state.resources.checklists.get(code)?;
    let entry = |entry: &view::CheckEntry| view::CheckView {
        key: entry.key.clone(),
        name: entry.name.clone(),
        resource: entry.resource.clone(),
        ticked: list.ticks.get(&entry.key).map(|rung| viewer.rung(rung)),
    };
    Some(Item::Checklist(view::ChecklistItem {
        department: code.clone(),
        items: list.entries.iter().map(entry).collect(),
        complete: list.complete.as_ref().map(|rung| viewer.rung(rung)),
        departed: list.departed.as_ref().map(|rung| viewer.rung(rung)),
        before_departure: list.before,
    }))
}

/// On the leaders' wall: what matters and has failed, until it is fixed.
pub(super) fn wall(state: &State, key: &ResourceKey) -> Option<view::WallFaultItem> {
    let held = state.resources.all.get(key).filter(|held| held.spec.important)?;
    let (_, fault) = state.resources.open_fault(key)?;
    Some(view::WallFaultItem {
        key: key.clone(),
        name: held.spec.name.clone(),
        department: held.spec.department.clone(),
        since: fault.occurred.at,
        backup_on: fault.backup.is_some(),
    })
}

// -- keys --------------------------------------------------------------------------------------

pub(super) fn keys(state: &State, keys: &mut Vec<Key>) {
    let resources = &state.resources;
    keys.extend(resources.checklists.keys().cloned().map(Key::Checklist));
    keys.extend(resources.all.keys().cloned().map(Key::Resource));
    keys.extend(resources.faults.keys().copied().map(Key::Fault));
    keys.extend(resources.requests.keys().copied().map(Key::ResourceRequest));
}

/// A resource, what it stands in for, what stands in for it, and their faults.
pub(super) fn around(state: &State, key: &ResourceKey, keys: &mut Vec<Key>) {
    let named = |held: &&Held| {
        held.spec.key == *key || held.spec.backup_of.as_ref() == Some(key) || held.replaces.as_ref() == Some(key)
    };
    let mut near: Vec<&ResourceKey> = state.resources.all.values().filter(named).map(|held| &held.spec.key).collect();
    if let Some(held) = state.resources.all.get(key) {
        near.extend(held.spec.backup_of.iter().chain(&held.replaces));
    }
    let touches = |fault: &crate::area::resource::Fault| {
        near.contains(&&fault.resource) || fault.backup.as_ref().is_some_and(|(backup, _)| backup == key)
    };
    let faults = state.resources.faults.iter().filter(|(_, fault)| touches(fault)).map(|(id, fault)| (*id, fault));
    // Whether a backup is on is told with the failed resource on the leaders' wall.
    keys.extend(faults.flat_map(|(id, fault)| [Key::Fault(id), Key::Resource(fault.resource.clone())]));
    keys.extend(near.into_iter().cloned().map(Key::Resource));
}

pub(super) fn around_fault(state: &State, id: FaultId, keys: &mut Vec<Key>) {
    keys.push(Key::Fault(id));
    if let Some(fault) = state.resources.faults.get(&id) {
        around(state, &fault.resource, keys);
    }
}

pub(super) fn around_request(state: &State, id: ResourceRequestId, keys: &mut Vec<Key>) {
    keys.push(Key::ResourceRequest(id));
    if let Some(key) = state.resources.requests.get(&id).and_then(|request| request.resource.as_ref()) {
        around(state, key, keys);
    }
}
