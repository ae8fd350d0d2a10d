//! Steering what is not released yet: hold, skip, defer, shift, retire, and what was held in a gap.

use crate::area::inject::Row;
use crate::area::inject::release::{new_deliveries, row, wrong_status};
use crate::area::task;
use crate::commit::{Ids, Moment};
use crate::event::{
    Event, HoldCause, InjectNudged, RowCompleted, RowDeferred, RowHeld, RowLetGo, RowReleased, RowRestored, RowRetired,
    RowSkipped, RowsShifted,
};
use crate::limits::{NUDGE_INTERVAL_MS, SHIFT_MAX};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{CompleteInject, DeferInject, DisposeHeld, HeldChoice, NudgeInject};
use protocol::ids::RowId;
use protocol::problem::ProblemCode;
use protocol::time::Seconds;
use protocol::vocab::{Duty, InjectStatus, ReleaseMode};
use std::collections::BTreeMap;

pub(crate) fn hold(state: &State, id: &RowId) -> Result<Vec<Event>, Rejection> {
    let row = row(state, id)?;
    match row.status {
        InjectStatus::Scheduled | InjectStatus::Armed => {
            Ok(vec![RowHeld { row: id.clone(), cause: HoldCause::Hand }.into()])
        }
        InjectStatus::Held
        | InjectStatus::Released
        | InjectStatus::Complete
        | InjectStatus::Missed
        | InjectStatus::Skipped
        | InjectStatus::Recalled
        | InjectStatus::NotPlayed
        | InjectStatus::Obsolete => Err(wrong_status(row).at("row")),
    }
}

pub(crate) fn let_go(state: &State, id: &RowId) -> Result<Vec<Event>, Rejection> {
    let row = row(state, id)?;
    if row.status != InjectStatus::Held {
        return Err(wrong_status(row).at("row"));
    }
    Ok(vec![RowLetGo { row: id.clone() }.into()])
}

pub(crate) fn skip(state: &State, id: &RowId, reason: String) -> Result<Vec<Event>, Rejection> {
    let row = row(state, id)?;
    if !row.waits() {
        return Err(wrong_status(row).at("row"));
    }
    Ok(vec![RowSkipped { row: id.clone(), reason }.into()])
}

pub(crate) fn restore(state: &State, id: &RowId) -> Result<Vec<Event>, Rejection> {
    let row = row(state, id)?;
    if row.status != InjectStatus::Skipped {
        return Err(wrong_status(row).at("row"));
    }
    Ok(vec![RowRestored { row: id.clone() }.into()])
}

pub(crate) fn retire(state: &State, id: &RowId, reason: String) -> Result<Vec<Event>, Rejection> {
    let row = row(state, id)?;
    if !row.waits() {
        return Err(wrong_status(row).at("row"));
    }
    Ok(vec![RowRetired { row: id.clone(), reason }.into()])
}

fn in_range(by: Seconds, total: Seconds) -> Result<(), Rejection> {
    let sum = i64::from(total.0) + i64::from(by.0);
    if by.0 == 0 || sum.abs() > i64::from(SHIFT_MAX.0) {
        return Err(
            Rejection::new(ProblemCode::OutOfRange, "a row moves by a day at most, and not by nothing").at("by")
        );
    }
    Ok(())
}

pub(crate) fn defer(state: &State, command: &DeferInject) -> Result<Vec<Event>, Rejection> {
    let row = row(state, &command.row)?;
    if !row.waits() {
        return Err(wrong_status(row).at("row"));
    }
    in_range(command.by, row.shift)?;
    Ok(vec![RowDeferred { row: command.row.clone(), by: command.by }.into()])
}

pub(crate) fn shift_all(state: &State, by: Seconds) -> Result<Vec<Event>, Rejection> {
    for row in state.rows.values().filter(|row| row.waits()) {
        in_range(by, row.shift)?;
    }
    Ok(vec![RowsShifted { by }.into()])
}

/// Controller's word that a released row, or an expected action, is complete. The latter marks its
/// tasks done.
pub(crate) fn complete(state: &State, command: &CompleteInject) -> Result<Vec<Event>, Rejection> {
    let row = row(state, &command.row)?;
    let expected = row.is_expected_action()
        && matches!(row.status, InjectStatus::Scheduled | InjectStatus::Armed | InjectStatus::Missed);
    if !(row.status == InjectStatus::Released || expected) {
        return Err(wrong_status(row).at("row"));
    }
    let outcome = command.outcome.as_ref().map(ToString::to_string);
    let mut events = vec![RowCompleted { row: command.row.clone(), outcome }.into()];
    if expected {
        events.extend(task::marks_of_row(state, &command.row, &row.spec.tasks));
    }
    Ok(events)
}

/// Send now, shift the rest, or skip; each or together.
pub(crate) fn dispose(state: &State, command: &DisposeHeld, ids: &mut Ids) -> Result<Vec<Event>, Rejection> {
    let rows = chosen(state, &command.rows)?;
    match &command.how {
        HeldChoice::Send {} => {
            let mut ahead = BTreeMap::new();
            let release = |row: &&Row| {
                let deliveries = new_deliveries(state, &row.spec, ids, &mut ahead);
                RowReleased { row: row.spec.id.clone(), how: ReleaseMode::Manual, deliveries }.into()
            };
            Ok(rows.iter().map(release).collect())
        }
        HeldChoice::Skip { reason } => Ok(rows
            .iter()
            .map(|row| RowSkipped { row: row.spec.id.clone(), reason: reason.to_string() }.into())
            .collect()),
        HeldChoice::Shift {} => {
            let gap = state.gap.as_ref().ok_or(ProblemCode::WrongRowStatus)?;
            let by = Seconds(((gap.to.exercise.0 - gap.from.exercise.0) / 1_000).max(1).try_into().unwrap_or(i32::MAX));
            let mut events: Vec<Event> = shift_all(state, by)?;
            events.extend(rows.iter().map(|row| Event::from(RowLetGo { row: row.spec.id.clone() })));
            Ok(events)
        }
    }
}

fn chosen<'a>(state: &'a State, named: &[RowId]) -> Result<Vec<&'a Row>, Rejection> {
    let held: Vec<&RowId> = state.held_in_gap().collect();
    let ids: Vec<&RowId> = if named.is_empty() { held.clone() } else { named.iter().collect() };
    if ids.is_empty() {
        return Err(Rejection::new(ProblemCode::WrongRowStatus, "no row is held").at("rows"));
    }
    ids.into_iter()
        .map(|id| {
            if held.contains(&id) {
                row(state, id)
            } else {
                Err(Rejection::new(ProblemCode::WrongRowStatus, format!("{id} is not held in a gap")).at("rows"))
            }
        })
        .collect()
}

/// Reminds only those who have not acknowledged.
pub(crate) fn nudge(state: &State, command: &NudgeInject, moment: &Moment) -> Result<Vec<Event>, Rejection> {
    let row = row(state, &command.row)?;
    let missing: Vec<_> = row
        .deliveries
        .iter()
        .filter_map(|id| state.deliveries.get(id))
        .filter(|delivery| command.department.as_ref().is_none_or(|code| delivery.department == *code))
        .filter(|delivery| !delivery.is_closed() && !delivery.met(Duty::Acknowledge))
        .collect();
    if missing.is_empty() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "everybody has acknowledged"));
    }
    let recently = |at: protocol::time::Stamp| moment.wall.0 - at.wall.0 < NUDGE_INTERVAL_MS;
    let due: Vec<_> =
        missing.iter().filter(|delivery| !delivery.nudged.is_some_and(recently)).map(|delivery| delivery.id).collect();
    if due.is_empty() {
        return Err(Rejection::new(ProblemCode::TooSoon, "the last reminder is less than a minute old"));
    }
    Ok(vec![InjectNudged { row: command.row.clone(), deliveries: due }.into()])
}
