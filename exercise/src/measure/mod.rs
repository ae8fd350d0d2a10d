//! Measures 指标 from time stamps, each with its value, its n and what it rests on. Exercise time,
//! so that pauses never count; an inject that never arrived judges nobody.

mod equipment;
mod load;
mod promise;
mod receipts;
mod relay;
mod situation;

use crate::state::State;
use serde::Serialize;

pub use equipment::{ChecklistMeasure, EquipmentMeasures, FaultCount, FaultMeasure, equipment_measures};
pub use load::{LoadMeasure, LoadStep, load_measures};
pub use promise::{PromiseMeasure, promise_measures};
pub use receipts::{DeliveryTimes, delivery_times};
pub use relay::{RelayFact, RelayHop, RelayMeasure, relay_measures};
pub use situation::{FactMeasure, fact_measures};

/// Everything that is measured of an exercise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measures {
    /// Times of every delivery.
    pub deliveries: Vec<DeliveryTimes>,
    /// Claims and commitments of every department.
    pub promises: Vec<PromiseMeasure>,
    /// M11: relay tests that have begun.
    pub relays: Vec<RelayMeasure>,
    /// M21: load of every department.
    pub load: Vec<LoadMeasure>,
    /// Lag and error of every fact, for whoever may know the truth.
    pub facts: Vec<FactMeasure>,
    /// Faults, their backups, and checklists before departure.
    pub equipment: EquipmentMeasures,
}

/// Measures an exercise as it stands; `with_truth` for those who know what is true in the story.
#[must_use]
pub fn measures(state: &State, with_truth: bool) -> Measures {
    let facts = if with_truth { fact_measures(state) } else { Vec::new() };
    let (deliveries, promises) = (delivery_times(state), promise_measures(state));
    let (relays, equipment) = (relay_measures(state), equipment_measures(state));
    Measures { deliveries, promises, relays, load: load_measures(state), facts, equipment }
}
