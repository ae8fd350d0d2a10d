//! Conditions 触发条件: when a row is due. Level-evaluated on the exercise clock, fires at most once.
//!
//! Evaluating also tells when a condition that is false now will become true by the passing of time
//! alone; that is how the clock knows when to wake and the controller what comes next.

use crate::area::inject::Row;
use crate::area::task;
use crate::state::State;
use protocol::ids::{DepartmentCode, RowId, TaskId};
use protocol::scenario::Condition;
use protocol::time::{ExerciseTime, Seconds};
use protocol::vocab::{DeliveryStage, InjectStatus, RowEvent};
use std::collections::BTreeSet;

/// Earliest moment at which a condition holds by the passing of time alone: `None` while it waits
/// for something else to happen.
type From = Option<ExerciseTime>;

/// Since when, or from when, the condition of `row` holds as things stand.
pub(crate) fn holds_from(state: &State, row: &Row) -> From {
    from(state, &row.spec.when, row.shift)
}

/// `shift` moves `at` and `by` of the row's own tree.
fn from(state: &State, condition: &Condition, shift: Seconds) -> From {
    let shifted = |at: Seconds| ExerciseTime(at.millis() + shift.millis());
    match condition {
        Condition::Time { at } => Some(shifted(*at)),
        Condition::After { r#ref, event, delay } => moment_of(state, r#ref, *event).map(|at| at.plus(*delay)),
        Condition::Done { r#ref } => done(state, r#ref).then_some(ExerciseTime(i64::MIN)),
        Condition::NotDone { r#ref, by } => (!blocked(state, r#ref) && !done(state, r#ref)).then(|| shifted(*by)),
        Condition::NoAck { r#ref, dept, within } => {
            silence(state, r#ref, dept.as_ref(), *within, DeliveryStage::Acknowledged)
        }
        Condition::NoResponse { r#ref, dept, within } => {
            silence(state, r#ref, dept.as_ref(), *within, DeliveryStage::Responded)
        }
        Condition::Decision { r#ref, value } => {
            let decided = resolve(state, r#ref)?.decision.as_ref()?;
            (decided == value).then_some(ExerciseTime(i64::MIN))
        }
        Condition::Manual {} => None,
        Condition::All { of } => of
            .iter()
            .map(|part| from(state, part, shift))
            .try_fold(ExerciseTime(i64::MIN), |latest, part| part.map(|at| at.max(latest))),
        Condition::Any { of } => of.iter().filter_map(|part| from(state, part, shift)).min(),
    }
}

/// Kinds of the parts of a row's condition that hold at the last commit. A row that is released by
/// hand alone has had its condition fulfilled once it is released.
pub(crate) fn holding(state: &State, row: &Row) -> BTreeSet<&'static str> {
    let mut kinds = BTreeSet::new();
    let mut parts = vec![&row.spec.when];
    while let Some(part) = parts.pop() {
        let holds = match part {
            Condition::Manual {} => row.released.is_some(),
            _ => from(state, part, row.shift).is_some_and(|at| at <= state.last.exercise),
        };
        if let Condition::All { of } | Condition::Any { of } = part {
            parts.extend(of);
        }
        if holds {
            kinds.insert(part.word());
        }
    }
    kinds
}

/// A row, or the last use of a template.
fn resolve<'a>(state: &'a State, id: &RowId) -> Option<&'a Row> {
    let row = state.rows.get(id)?;
    if row.spec.template.is_none() {
        return Some(row);
    }
    state.rows.values().filter(|use_of| use_of.of.as_ref() == Some(id)).max_by_key(|use_of| use_of.order).or(Some(row))
}

/// A row that is held or not yet released keeps conditions on it false; tasks are never blocked.
fn blocked(state: &State, id: &str) -> bool {
    let Some(row) = RowId::parse(id).ok().and_then(|id| resolve(state, &id)) else { return false };
    row.released.is_none() && !row.is_expected_action() || row.status == InjectStatus::Held
}

fn done(state: &State, id: &str) -> bool {
    if TaskId::parse(id).is_ok_and(|id| task::done(state, &id)) {
        return true;
    }
    let row = RowId::parse(id).ok().and_then(|id| resolve(state, &id));
    row.is_some_and(|row| row.status == InjectStatus::Complete)
}

fn moment_of(state: &State, id: &RowId, event: RowEvent) -> From {
    let row = resolve(state, id)?;
    let first = |stage: DeliveryStage| {
        let stamps = row.deliveries.iter().filter_map(|id| state.deliveries.get(id)?.rungs.get(&stage));
        stamps.map(|rung| rung.at.exercise).min()
    };
    match event {
        RowEvent::Released => row.released.as_ref().map(|rung| rung.at.exercise),
        RowEvent::Acknowledged => first(DeliveryStage::Acknowledged),
        RowEvent::Responded => first(DeliveryStage::Responded),
        RowEvent::Complete => row.completed.map(|at| at.exercise),
    }
}

/// Nobody (of one department) has reached `stage` within a span: counted from delivery for an
/// acknowledgement, from release for an answer. An inject that never arrived is not unanswered.
fn silence(state: &State, id: &RowId, dept: Option<&DepartmentCode>, within: Seconds, stage: DeliveryStage) -> From {
    let row = resolve(state, id)?;
    let released = row.released.as_ref()?.at.exercise;
    if row.status == InjectStatus::Recalled {
        return None;
    }
    let mut start: From = None;
    for delivery in row.deliveries.iter().filter_map(|id| state.deliveries.get(id)) {
        if dept.is_some_and(|dept| delivery.department != *dept) {
            continue;
        }
        let reached = match stage {
            DeliveryStage::Acknowledged => delivery.is_acknowledged(),
            _ => delivery.rungs.contains_key(&stage) || delivery.rungs.contains_key(&DeliveryStage::Completed),
        };
        if reached {
            return None;
        }
        let from = match stage {
            DeliveryStage::Acknowledged => delivery.rungs.get(&DeliveryStage::Delivered).map(|rung| rung.at.exercise),
            _ => Some(released),
        };
        start = match (start, from) {
            (Some(earlier), Some(at)) => Some(earlier.min(at)),
            (earlier, at) => earlier.or(at),
        };
    }
    start.map(|at| at.plus(within))
}
