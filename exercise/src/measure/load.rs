//! M21 load 并发负荷: how many items each department had open at once, over the exercise clock.

use crate::area::inject::Delivery;
use crate::state::State;
use protocol::ids::DepartmentCode;
use protocol::time::ExerciseTime;
use protocol::vocab::DeliveryStage;
use serde::Serialize;
use std::collections::BTreeMap;

/// Load of one department.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LoadMeasure {
    /// The department.
    pub department: DepartmentCode,
    /// Deliveries in all.
    pub deliveries: u32,
    /// Most open at once.
    pub peak: u32,
    /// When that was reached first.
    pub peak_at: Option<ExerciseTime>,
    /// Open items from each moment on at which their number changed, in order.
    pub over_time: Vec<LoadStep>,
}

/// How many items were open from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LoadStep {
    /// The moment.
    pub at: ExerciseTime,
    /// Open items.
    pub open: u32,
}

/// An item is open from its release until nothing more is expected of it.
fn span(delivery: &Delivery) -> Option<(ExerciseTime, Option<ExerciseTime>)> {
    let at = |stage| delivery.rungs.get(&stage).map(|rung| rung.at.exercise);
    let ended = [DeliveryStage::Closed, DeliveryStage::Recalled, DeliveryStage::Cancelled];
    let end = delivery.is_closed().then(|| ended.into_iter().filter_map(at).min()).flatten();
    let end = end.or_else(|| delivery.closed.as_ref().map(|note| note.at.exercise));
    Some((at(DeliveryStage::Queued)?, end))
}

/// The load of every department, in order of codes; those that received nothing too.
#[must_use]
pub fn load_measures(state: &State) -> Vec<LoadMeasure> {
    let mut changes: BTreeMap<&DepartmentCode, BTreeMap<ExerciseTime, i64>> = BTreeMap::new();
    let mut counts: BTreeMap<&DepartmentCode, u32> = BTreeMap::new();
    for delivery in state.deliveries.values() {
        let Some((from, to)) = span(delivery) else { continue };
        let of = changes.entry(&delivery.department).or_default();
        *of.entry(from).or_default() += 1;
        if let Some(to) = to {
            *of.entry(to.max(from)).or_default() -= 1;
        }
        *counts.entry(&delivery.department).or_default() += 1;
    }
    let measure = |department: &DepartmentCode| {
        let mut open = 0_i64;
        let mut over_time: Vec<LoadStep> = Vec::new();
        for (at, change) in changes.get(department).into_iter().flatten().filter(|(_, change)| **change != 0) {
            open += change;
            over_time.push(LoadStep { at: *at, open: u32::try_from(open).unwrap_or(0) });
        }
        let peak = over_time.iter().map(|step| step.open).max().unwrap_or(0);
        LoadMeasure {
            department: department.clone(),
            deliveries: counts.get(department).copied().unwrap_or(0),
            peak,
            peak_at: over_time.iter().find(|step| step.open == peak).map(|step| step.at),
            over_time,
        }
    };
    state.desks.keys().map(measure).collect()
}
