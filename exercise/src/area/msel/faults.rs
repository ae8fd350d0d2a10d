//! What stands in the way of a row beyond its single cells: numbers that stand twice, names of things that
//! are not there.

use crate::area::msel::{Msel, PlannedRow};
use crate::state::State;
use protocol::ids::{DepartmentCode, SeatCode};
use protocol::msel::{MselColumn as C, MselFault as F, MselRowFault};
use protocol::scenario::{Condition, Inject, Recipient};
use std::collections::HashSet;

/// Everything that stands in the way of a row.
pub(crate) fn of(state: &State, row: &PlannedRow) -> Vec<MselRowFault> {
    let spec = match &row.spec {
        Ok(spec) => spec,
        Err(faults) => return faults.clone(),
    };
    let mut faults = names(state, spec);
    if state.msel.carriers(spec.id.as_str()) > 1 {
        faults.push(fault(C::Id, F::DuplicateId, spec.id.as_str()));
    }
    faults
}

fn fault(column: C, fault: F, word: &str) -> MselRowFault {
    MselRowFault { field: column.into(), fault, word: Some(word.to_owned()) }
}

/// Names of things that are not in the scenario.
fn names(state: &State, spec: &Inject) -> Vec<MselRowFault> {
    let scenario = &state.scenario;
    let mut faults = Vec::new();
    let mut need = |there: bool, column: C, what: F, word: &str| {
        if !there {
            faults.push(fault(column, what, word));
        }
    };
    let department = |code: &DepartmentCode| state.desks.contains_key(code);
    let seat = |code: &SeatCode| state.seats.contains_key(code);
    let recipient = |one: &Recipient| match one {
        Recipient::Department(code) => (department(code), code.to_string()),
        Recipient::Seat(code) => (seat(code), code.to_string()),
    };
    for one in &spec.to {
        let (there, word) = recipient(one);
        need(there, C::To, F::UnknownRecipient, &word);
    }
    if let Some(one) = &spec.decided_by {
        let (there, word) = recipient(one);
        need(there, C::DecidedBy, F::UnknownRecipient, &word);
    }
    if let Some(code) = &spec.lead {
        need(department(code), C::Lead, F::UnknownDepartment, code.as_str());
    }
    for (code, column) in [(&spec.ack_seat, C::AckSeat), (&spec.controller, C::Controller)] {
        if let Some(code) = code {
            need(seat(code), column, F::UnknownSeat, code.as_str());
        }
    }
    if let Some(id) = &spec.phase {
        need(scenario.phases.iter().any(|phase| phase.id == *id), C::Phase, F::UnknownPhase, id.as_str());
    }
    for id in &spec.tasks {
        need(state.tasks.contains_key(id), C::Tasks, F::UnknownTask, id.as_str());
    }
    for truth in &spec.truth {
        let there = scenario.facts.iter().any(|fact| fact.key == truth.fact);
        need(there, C::Truth, F::UnknownFact, truth.fact.as_str());
    }
    for key in &spec.fails {
        let there = scenario.resources.iter().any(|resource| resource.key == *key);
        need(there, C::Fails, F::UnknownResource, key.as_str());
    }
    condition(state, &spec.when, &mut need);
    faults
}

fn condition(state: &State, when: &Condition, need: &mut impl FnMut(bool, C, F, &str)) {
    let row = |id: &str| state.msel.carriers(id) > 0;
    match when {
        Condition::Time { .. } | Condition::Manual {} => {}
        Condition::After { r#ref, .. } | Condition::Decision { r#ref, .. } => {
            need(row(r#ref.as_str()), C::When, F::UnknownRow, r#ref.as_str());
        }
        Condition::Done { r#ref } | Condition::NotDone { r#ref, .. } => {
            let task = state.tasks.keys().any(|id| id.as_str() == r#ref);
            need(task || row(r#ref), C::When, F::UnknownRow, r#ref);
        }
        Condition::NoAck { r#ref, dept, .. } | Condition::NoResponse { r#ref, dept, .. } => {
            need(row(r#ref.as_str()), C::When, F::UnknownRow, r#ref.as_str());
            if let Some(code) = dept {
                need(state.desks.contains_key(code), C::When, F::UnknownDepartment, code.as_str());
            }
        }
        Condition::All { of } | Condition::Any { of } => of.iter().for_each(|part| condition(state, part, need)),
    }
}

impl Msel {
    /// How many rows of the list carry a number.
    pub(crate) fn carriers(&self, number: &str) -> u32 {
        self.numbers.get(number).copied().unwrap_or(0)
    }

    /// Counts the numbers again, after rows came, went or were renumbered.
    pub(crate) fn count(&mut self) {
        self.numbers.clear();
        for key in &self.order {
            if let Some(number) = self.rows.get(key).and_then(PlannedRow::number) {
                *self.numbers.entry(number.to_owned()).or_default() += 1;
            }
        }
    }

    /// Rows that can be played as they stand: whole, and the first of their number.
    pub(crate) fn playable(&self) -> Vec<(u32, &std::sync::Arc<Inject>)> {
        let mut seen = HashSet::new();
        let rows = self.order.iter().enumerate().filter_map(|(index, key)| {
            let spec = self.rows.get(key)?.spec.as_ref().ok()?;
            seen.insert(spec.id.clone()).then(|| (u32::try_from(index).unwrap_or(u32::MAX), spec))
        });
        rows.collect()
    }
}
