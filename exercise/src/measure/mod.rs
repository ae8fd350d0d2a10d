//! Measures 指标 from time stamps, each with its value, its n and what it rests on. Exercise time,
//! so that pauses never count; an inject that never arrived judges nobody.

mod equipment;
mod list;
mod load;
mod media;
mod promise;
mod receipts;
mod relay;
mod situation;

use crate::state::State;
use protocol::measure::Measure;
use serde::Serialize;

pub use equipment::{ChecklistMeasure, EquipmentMeasures, FaultCount, FaultMeasure, equipment_measures};
pub use list::measure_list;
pub use load::{LoadMeasure, LoadStep, load_measures};
pub use media::{RumourMeasure, StatementMeasure, rumour_measures, statement_measures};
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
    /// The life of every post and bound rumour.
    pub rumours: Vec<RumourMeasure>,
    /// The gates that every statement passed or not.
    pub statements: Vec<StatementMeasure>,
    /// Lag and error of every fact, for whoever may know the truth.
    pub facts: Vec<FactMeasure>,
    /// Faults, their backups, and checklists before departure.
    pub equipment: EquipmentMeasures,
    /// M01–M30 in one form: each a number with its n, its target and the commits it rests on.
    pub list: Vec<Measure>,
}

/// Measures an exercise as it stands; `with_truth` for those who know what is true in the story.
#[must_use]
pub fn measures(state: &State, with_truth: bool) -> Measures {
    let facts = if with_truth { fact_measures(state) } else { Vec::new() };
    Measures {
        deliveries: delivery_times(state),
        promises: promise_measures(state),
        relays: relay_measures(state),
        rumours: rumour_measures(state),
        statements: statement_measures(state),
        load: load_measures(state),
        facts,
        equipment: equipment_measures(state),
        list: measure_list(state),
    }
}
