//! Times of deliveries: what arrived, was seen, acknowledged and answered, and how soon.

use crate::area::inject::deadline;
use crate::state::State;
use protocol::ids::{DeliveryId, DepartmentCode, RowId};
use protocol::vocab::{DeliveryStage, Duty};
use serde::Serialize;

/// Times of one delivery in exercise milliseconds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeliveryTimes {
    /// The delivery: the evidence.
    pub delivery: DeliveryId,
    /// The row.
    pub row: RowId,
    /// The department.
    pub department: DepartmentCode,
    /// M02: wall milliseconds from release to delivery.
    pub delivered_after_wall_ms: Option<i64>,
    /// From delivery to shown.
    pub seen_after_ms: Option<i64>,
    /// M03: from delivery to acknowledgement.
    pub acknowledged_after_ms: Option<i64>,
    /// M05: from delivery to first answer.
    pub responded_after_ms: Option<i64>,
    /// From delivery to completion.
    pub completed_after_ms: Option<i64>,
    /// M04: acknowledged within its limit; none where no limit or no delivery.
    pub acknowledged_in_time: Option<bool>,
    /// The row is scored for this department: its lead, or each recipient where there is none.
    pub scored: bool,
}

/// The times of every delivery, in order of row and department.
#[must_use]
pub fn delivery_times(state: &State) -> Vec<DeliveryTimes> {
    let mut times: Vec<DeliveryTimes> = state
        .deliveries
        .values()
        .filter_map(|delivery| {
            let row = state.rows.get(&delivery.row)?;
            let at = |stage| delivery.rungs.get(&stage).map(|rung| rung.at);
            let delivered = at(DeliveryStage::Delivered);
            let after = |stage| Some((at(stage)?.exercise.0 - delivered?.exercise.0).max(0));
            let limit = deadline(row, delivery, Duty::Acknowledge);
            Some(DeliveryTimes {
                delivery: delivery.id,
                row: delivery.row.clone(),
                department: delivery.department.clone(),
                delivered_after_wall_ms: at(DeliveryStage::Queued)
                    .and_then(|queued| Some((delivered?.wall.0 - queued.wall.0).max(0))),
                seen_after_ms: after(DeliveryStage::Seen),
                acknowledged_after_ms: after(DeliveryStage::Acknowledged),
                responded_after_ms: after(DeliveryStage::Responded),
                completed_after_ms: after(DeliveryStage::Completed),
                acknowledged_in_time: limit.and_then(|by| {
                    let acknowledged = at(DeliveryStage::Acknowledged).map(|at| at.exercise <= by);
                    acknowledged.or_else(|| delivery.overdue.contains(&Duty::Acknowledge).then_some(false))
                }),
                scored: row.spec.lead.as_ref().is_none_or(|lead| *lead == delivery.department),
            })
        })
        .collect();
    times.sort_by(|a, b| (&a.row, &a.department).cmp(&(&b.row, &b.department)));
    times
}
