//! Resources 装备物资: what departments hold, in which state it is, what has failed and what stands in
//! for it, who asked whom for what, and what was checked before departure.
//!
//! A department moves what it holds, and what it was handed as a whole. Every change has its author
//! and both clocks; nothing is overwritten, the record keeps all of it.

pub(crate) mod change;
pub(crate) mod checklist;
pub(crate) mod fault;
mod mark;
pub(crate) mod request;

use crate::actor::{Seated, Who};
use crate::apply::FIRST;
use crate::area::inject::{Note, Rung};
use crate::limits::RESOURCE_CHANGES_SHOWN;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::Party;
use protocol::ids::{CheckKey, DepartmentCode, FaultId, ResourceKey, ResourceRequestId, RowId};
use protocol::limits::AMOUNT_MAX;
use protocol::problem::ProblemCode;
use protocol::resource::{CheckEntry, RequestStage, Resource, ResourceState};
use protocol::scenario::Scenario;
use protocol::time::Stamp;
use protocol::vocab::Role;
use std::collections::{BTreeMap, VecDeque};

/// All that the area holds.
#[derive(Clone, Debug, Default)]
pub struct Resources {
    pub(crate) all: BTreeMap<ResourceKey, Held>,
    pub(crate) faults: BTreeMap<FaultId, Fault>,
    pub(crate) requests: BTreeMap<ResourceRequestId, Request>,
    pub(crate) checklists: BTreeMap<DepartmentCode, CheckState>,
    /// What is about to fail because a row was released.
    pub(crate) failing: Vec<(ResourceKey, RowId)>,
}

/// A resource with its state.
#[derive(Clone, Debug)]
pub struct Held {
    pub(crate) spec: Resource,
    pub(crate) order: u32,
    pub(crate) state: ResourceState,
    pub(crate) since: Rung,
    /// How much the holder has now, where it is counted.
    pub(crate) left: Option<u32>,
    pub(crate) used: u32,
    pub(crate) lent: u32,
    pub(crate) replaces: Option<ResourceKey>,
    /// The department it was handed to as a whole.
    pub(crate) with: Option<DepartmentCode>,
    /// The last changes, the latest first.
    pub(crate) changes: VecDeque<Change>,
}

/// A change of a resource.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub state: ResourceState,
    pub rung: Rung,
    pub used: Option<u32>,
    pub note: Option<String>,
}

/// A fault 故障.
#[derive(Clone, Debug)]
pub struct Fault {
    pub(crate) number: u32,
    pub(crate) resource: ResourceKey,
    /// Who had it.
    pub(crate) department: DepartmentCode,
    pub(crate) row: Option<RowId>,
    pub(crate) occurred: Rung,
    pub(crate) text: Option<String>,
    pub(crate) reported: Option<Rung>,
    pub(crate) passed: Option<Note>,
    pub(crate) fixed: Option<Note>,
    /// What stood in for it first.
    pub(crate) backup: Option<(ResourceKey, Rung)>,
}

/// A request for a resource.
#[derive(Clone, Debug)]
pub struct Request {
    pub(crate) number: u32,
    pub(crate) department: DepartmentCode,
    pub(crate) to: Party,
    pub(crate) what: String,
    pub(crate) amount: Option<u32>,
    pub(crate) note: Option<String>,
    pub(crate) asked: Rung,
    pub(crate) stage: RequestStage,
    pub(crate) answered: Option<Note>,
    pub(crate) resource: Option<ResourceKey>,
    pub(crate) granted: Option<u32>,
    pub(crate) handed_over: Option<Rung>,
    pub(crate) returned: Option<(Rung, Option<u32>)>,
    pub(crate) withdrawn: Option<Note>,
}

/// A department's checklist before departure.
#[derive(Clone, Debug)]
pub struct CheckState {
    pub(crate) entries: Vec<CheckEntry>,
    pub(crate) ticks: BTreeMap<CheckKey, Rung>,
    /// Since when all are ticked.
    pub(crate) complete: Option<Rung>,
    pub(crate) departed: Option<Rung>,
    /// Whether all were ticked when the department departed.
    pub(crate) before: Option<bool>,
}

impl Resources {
    /// Those of a scenario, as planned.
    pub(crate) fn of(scenario: &Scenario, at: Stamp) -> Self {
        let planned = Rung { at, who: Who::default(), happened_at: None, seq: FIRST };
        let held = |(order, spec): (usize, &Resource)| {
            let held = Held {
                spec: spec.clone(),
                order: u32::try_from(order).unwrap_or(u32::MAX),
                state: ResourceState::Planned,
                since: planned.clone(),
                left: spec.amount,
                used: 0,
                lent: 0,
                replaces: None,
                with: None,
                changes: VecDeque::new(),
            };
            (spec.key.clone(), held)
        };
        let check = |list: &protocol::resource::Checklist| {
            let entries = list.items.clone();
            let state = CheckState { entries, ticks: BTreeMap::new(), complete: None, departed: None, before: None };
            (list.department.clone(), state)
        };
        Self {
            all: scenario.resources.iter().enumerate().map(held).collect(),
            checklists: scenario.checklists.iter().map(check).collect(),
            ..Self::default()
        }
    }

    /// The fault of a resource that is not fixed yet.
    pub(crate) fn open_fault(&self, resource: &ResourceKey) -> Option<(FaultId, &Fault)> {
        let open = |(_, fault): &(&FaultId, &Fault)| fault.resource == *resource && fault.fixed.is_none();
        self.faults.iter().find(open).map(|(id, fault)| (*id, fault))
    }

    /// The failed resources that a use of this one stands in for: what the scenario says and what is said.
    fn stands_in<'a>(
        &'a self,
        held: &'a Held,
        replaces: Option<&'a ResourceKey>,
    ) -> impl Iterator<Item = FaultId> + 'a {
        let declared = held.spec.backup_of.as_ref().filter(|of| Some(*of) != replaces);
        let waits = |of| self.open_fault(of).filter(|(_, fault)| fault.backup.is_none()).map(|(id, _)| id);
        declared.into_iter().chain(replaces).filter_map(waits)
    }

    /// What is in use in the place of a resource.
    fn in_place_of(&self, resource: &ResourceKey) -> Option<&ResourceKey> {
        let stands = |held: &&Held| {
            held.state == ResourceState::InUse
                && (held.spec.backup_of.as_ref() == Some(resource) || held.replaces.as_ref() == Some(resource))
        };
        self.all.values().find(stands).map(|held| &held.spec.key)
    }
}

impl Held {
    /// Who has it: the department that holds it, or the one it was handed to.
    pub(crate) fn keeper(&self) -> &DepartmentCode {
        self.with.as_ref().unwrap_or(&self.spec.department)
    }

    /// Whether a department holds it or was handed it.
    pub(crate) fn concerns(&self, department: &DepartmentCode) -> bool {
        self.spec.department == *department || self.with.as_ref() == Some(department)
    }

    fn enter(&mut self, state: ResourceState, used: Option<u32>, note: Option<&String>, rung: &Rung) {
        if self.state != state {
            self.state = state;
            self.since = rung.clone();
        }
        self.changes.push_front(Change { state, rung: rung.clone(), used, note: note.cloned() });
        self.changes.truncate(RESOURCE_CHANGES_SHOWN);
    }
}

impl State {
    /// Whether a department is shown a resource: it holds it, was handed it, or is incident command.
    pub(crate) fn shows_resource(&self, resource: &ResourceKey, department: &DepartmentCode) -> bool {
        self.is_command(department) || self.resources.all.get(resource).is_some_and(|held| held.concerns(department))
    }
}

fn own_department(seated: &Seated) -> Result<DepartmentCode, Rejection> {
    seated.department.clone().ok_or_else(|| ProblemCode::NotAllowed.into())
}

/// A resource that this seat has: its department's, or any for control.
fn kept<'a>(state: &'a State, key: &ResourceKey, seated: &Seated) -> Result<&'a Held, Rejection> {
    let held = state.resources.all.get(key);
    let may = |held: &&Held| match seated.role {
        Role::Player => seated.department.as_ref() == Some(held.keeper()),
        _ => true,
    };
    held.filter(may).ok_or_else(|| Rejection::unknown("resource"))
}

fn within(amount: u32, least: u32, place: &'static str) -> Result<u32, Rejection> {
    if (least..=AMOUNT_MAX).contains(&amount) {
        return Ok(amount);
    }
    Err(Rejection::new(ProblemCode::OutOfRange, format!("an amount from {least} to {AMOUNT_MAX}")).at(place))
}

/// The story begins again.
pub(crate) fn reset(state: &mut State) {
    let at = state.last;
    state.resources = Resources::of(&state.scenario, at);
}
