//! M15 equipment 装备: from each fault to its backup and to its report, checklists before departure,
//! faults per department. Exercise time, so that pauses never count.

use crate::area::inject::Rung;
use crate::area::resource::{CheckState, Fault};
use crate::number;
use crate::state::State;
use protocol::ids::{DepartmentCode, FaultId, ResourceKey, RowId};
use protocol::time::{ExerciseTime, Stamp};
use serde::Serialize;

/// All of M15.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EquipmentMeasures {
    /// Every fault, in order.
    pub faults: Vec<FaultMeasure>,
    /// Every checklist, in order of departments.
    pub checklists: Vec<ChecklistMeasure>,
    /// Faults of each department that had any.
    pub departments: Vec<FaultCount>,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FaultMeasure {
    /// The fault.
    pub fault: FaultId,
    /// What failed.
    pub resource: ResourceKey,
    /// Who had it.
    pub department: DepartmentCode,
    /// The row with whose release it failed.
    pub row: Option<RowId>,
    /// When it failed.
    pub occurred: Stamp,
    /// What stood in for it first.
    pub backup: Option<ResourceKey>,
    /// When that was on.
    pub backup_on: Option<Stamp>,
    /// Exercise milliseconds from the fault to its backup.
    pub to_backup_ms: Option<i64>,
    /// … to its report by a department.
    pub to_logged_ms: Option<i64>,
    /// … until it was passed to logistics.
    pub to_passed_ms: Option<i64>,
    /// … until it was fixed.
    pub to_fixed_ms: Option<i64>,
    /// Exercise milliseconds so far without backup and not fixed.
    pub without_ms: Option<i64>,
    /// The use of the backup was written without a network: it was on before the server knew.
    pub backup_written_offline: bool,
}

/// One department's checklist.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChecklistMeasure {
    /// The department.
    pub department: DepartmentCode,
    /// Entries.
    pub entries: u32,
    /// … ticked now.
    pub ticked: u32,
    /// Since when all are.
    pub complete: Option<Stamp>,
    /// When the department departed.
    pub departed: Option<Stamp>,
    /// Complete when it departed; none while it has not.
    pub before_departure: Option<bool>,
}

/// Faults of one department.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FaultCount {
    /// The department.
    pub department: DepartmentCode,
    /// How many.
    pub faults: u32,
    /// … that it reported.
    pub reported: u32,
    /// … that were fixed.
    pub fixed: u32,
    /// The faults.
    pub fault_ids: Vec<FaultId>,
}

/// Measures resources as they stand.
#[must_use]
pub fn equipment_measures(state: &State) -> EquipmentMeasures {
    let to = state.until().exercise;
    let mut faults: Vec<(&FaultId, &Fault)> = state.resources.faults.iter().collect();
    faults.sort_by_key(|(_, fault)| fault.number);
    let checklist = |(code, list): (&DepartmentCode, &CheckState)| ChecklistMeasure {
        department: code.clone(),
        entries: number::count(list.entries.len()),
        ticked: number::count(list.ticks.len()),
        complete: list.complete.as_ref().map(|rung| rung.at),
        departed: list.departed.as_ref().map(|rung| rung.at),
        before_departure: list.before,
    };
    let count = |department: &DepartmentCode| {
        let own: Vec<_> = faults.iter().filter(|(_, fault)| fault.department == *department).collect();
        let those = |test: &dyn Fn(&Fault) -> bool| number::count(own.iter().filter(|(_, fault)| test(fault)).count());
        FaultCount {
            department: department.clone(),
            faults: number::count(own.len()),
            reported: those(&|fault| fault.reported.is_some()),
            fixed: those(&|fault| fault.fixed.is_some()),
            fault_ids: own.iter().map(|(id, _)| **id).collect(),
        }
    };
    EquipmentMeasures {
        checklists: state.resources.checklists.iter().map(checklist).collect(),
        departments: state.desks.keys().map(count).filter(|count| count.faults > 0).collect(),
        faults: faults.iter().map(|(id, fault)| measure(**id, fault, to)).collect(),
    }
}

fn measure(id: FaultId, fault: &Fault, to: ExerciseTime) -> FaultMeasure {
    let since = |at: Stamp| (at.exercise.0 - fault.occurred.at.exercise.0).max(0);
    let of = |rung: &Rung| since(rung.at);
    let backup = fault.backup.as_ref();
    let bare = fault.fixed.is_none() && backup.is_none();
    FaultMeasure {
        fault: id,
        resource: fault.resource.clone(),
        department: fault.department.clone(),
        row: fault.row.clone(),
        occurred: fault.occurred.at,
        backup: backup.map(|(key, _)| key.clone()),
        backup_on: backup.map(|(_, rung)| rung.at),
        to_backup_ms: backup.map(|(_, rung)| of(rung)),
        to_logged_ms: fault.reported.as_ref().map(of),
        to_passed_ms: fault.passed.as_ref().map(|note| since(note.at)),
        to_fixed_ms: fault.fixed.as_ref().map(|note| since(note.at)),
        without_ms: bare.then(|| (to.0 - fault.occurred.at.exercise.0).max(0)),
        backup_written_offline: backup.is_some_and(|(_, rung)| rung.happened_at.is_some()),
    }
}
