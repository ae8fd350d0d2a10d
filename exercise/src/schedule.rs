//! What follows from the passing of time, and from what has happened: armed and released rows,
//! overdue duties, closed deliveries, complete rows, phases.
//!
//! The runner asks [`due`] after each batch and when [`next_wake`] has come, and appends the answer
//! as a commit of the system, until it is empty.

use crate::area::inject::escalate;
use crate::area::inject::release::{new_deliveries, recipient_decides};
use crate::area::inject::{Delivery, Row, deadline};
use crate::area::resource::fault;
use crate::area::{clock, commitment, condition, media, task};
use crate::commit::{Ids, Moment};
use crate::event::{
    CloseCause, DeliveryClosed, DeliveryOverdue, Event, RowArmed, RowCompleted, RowMissed, RowReleased,
};
use crate::limits::{AD_HOC_DELAY_MS, RELEASES_PER_TURN};
use crate::state::State;
use protocol::ids::RowId;
use protocol::time::{ExerciseTime, Timestamp};
use protocol::vocab::{DeliveryStage, Duty, ExerciseStatus, InjectStatus, ReleaseMode, RowOrigin, TemplateUse};
use std::collections::{BTreeMap, BTreeSet};

/// Facts that are due at a moment: empty when all is quiet. At most [`RELEASES_PER_TURN`] releases.
#[must_use]
pub fn due(state: &State, moment: &Moment) -> Vec<Event> {
    let now = state.stamp(moment.wall);
    let mut events = Vec::new();
    events.extend(clock::phases_due(state, now.exercise));
    if state.in_emergency() {
        return events;
    }
    // What failed with a release comes before anything that it may lead to, and in a turn of its own,
    // so that no two ids are made from one seed.
    let faults = fault::due(state, moment);
    if !faults.is_empty() {
        return faults;
    }
    if matches!(state.status, ExerciseStatus::Standby | ExerciseStatus::Running | ExerciseStatus::Paused) {
        receipts_due(state, now.exercise, &mut events);
    }
    if state.clock.running {
        events.extend(commitment::due(state, now.exercise));
        events.extend(media::post::due(state, now.exercise));
        rows_due(state, now.exercise, now.wall, moment, &mut events);
    }
    events
}

/// Whether the clock may release a row of this kind in this state.
fn ticks(state: &State, row: &Row) -> bool {
    match state.status {
        ExerciseStatus::Running => true,
        // Before STARTEX only what is planned before STARTEX.
        ExerciseStatus::Standby => row.planned().is_some_and(|at| at.0 < 0) || row.origin == RowOrigin::AdHoc,
        ExerciseStatus::Draft
        | ExerciseStatus::Review
        | ExerciseStatus::Approved
        | ExerciseStatus::Paused
        | ExerciseStatus::Ended
        | ExerciseStatus::Evaluating
        | ExerciseStatus::Reported
        | ExerciseStatus::Closed
        | ExerciseStatus::Aborted => false,
    }
}

/// STARTEX and real-emergency rows are used by their commands; ENDEX is suggested when it is time.
fn by_clock(row: &Row) -> bool {
    row.origin != RowOrigin::Template && matches!(row.spec.template, None | Some(TemplateUse::Endex))
}

fn rows_due(state: &State, now: ExerciseTime, wall: Timestamp, moment: &Moment, events: &mut Vec<Event>) {
    let mut ids = Ids::of(moment);
    let mut ahead = BTreeMap::new();
    let mut releases = 0;
    for id in &state.row_order {
        let Some(row) = state.rows.get(id).filter(|row| ticks(state, row) && by_clock(row)) else { continue };
        if row.is_expected_action() {
            expected_action_due(state, row, now, events);
            continue;
        }
        let suggested = row.release() != ReleaseMode::Auto || row.spec.template.is_some();
        let release = match row.status {
            InjectStatus::Scheduled => {
                if condition::holds_from(state, row).is_none_or(|from| from > now) {
                    continue;
                }
                if !suggested && releases >= RELEASES_PER_TURN {
                    continue;
                }
                events.push(RowArmed { row: id.clone() }.into());
                !suggested
            }
            InjectStatus::Armed if row.origin == RowOrigin::AdHoc => {
                row.armed.is_some_and(|armed| wall.0 - armed.wall.0 >= AD_HOC_DELAY_MS)
            }
            InjectStatus::Armed
            | InjectStatus::Held
            | InjectStatus::Released
            | InjectStatus::Complete
            | InjectStatus::Missed
            | InjectStatus::Skipped
            | InjectStatus::Recalled
            | InjectStatus::NotPlayed
            | InjectStatus::Obsolete => false,
        };
        if release {
            releases += 1;
            let deliveries = new_deliveries(state, &row.spec, &mut ids, &mut ahead);
            events.push(RowReleased { row: id.clone(), how: ReleaseMode::Auto, deliveries }.into());
        }
    }
}

/// An expected action is complete once its tasks are marked done, and missed at its limit.
fn expected_action_due(state: &State, row: &Row, now: ExerciseTime, events: &mut Vec<Event>) {
    let tasks = &row.spec.tasks;
    let done = !tasks.is_empty() && tasks.iter().all(|id| task::done(state, id));
    let id = || row.spec.id.clone();
    match row.status {
        InjectStatus::Scheduled if done => events.push(RowCompleted { row: id(), outcome: None }.into()),
        InjectStatus::Scheduled => {
            if condition::holds_from(state, row).is_some_and(|from| from <= now) {
                events.push(RowArmed { row: id() }.into());
            }
        }
        InjectStatus::Armed if done => events.push(RowCompleted { row: id(), outcome: None }.into()),
        InjectStatus::Armed => {
            if expected_by(row).is_some_and(|by| by <= now) {
                events.push(RowMissed { row: id() }.into());
            }
        }
        // Late is better than never, and the record shows both.
        InjectStatus::Missed
        | InjectStatus::Held
        | InjectStatus::Released
        | InjectStatus::Complete
        | InjectStatus::Skipped
        | InjectStatus::Recalled
        | InjectStatus::NotPlayed
        | InjectStatus::Obsolete => {}
    }
}

fn expected_by(row: &Row) -> Option<ExerciseTime> {
    Some(row.armed?.exercise.plus(row.spec.targets.complete?))
}

fn receipts_due(state: &State, now: ExerciseTime, events: &mut Vec<Event>) {
    for delivery in state.open.iter().filter_map(|id| state.deliveries.get(id)) {
        let Some(row) = state.rows.get(&delivery.row) else { continue };
        let duties = row.duties(recipient_decides(state, row, &delivery.recipient));
        for duty in &duties {
            let late = deadline(row, delivery, *duty).is_some_and(|by| by <= now);
            if late && !delivery.met(*duty) && !delivery.overdue.contains(duty) {
                events.push(DeliveryOverdue { delivery: delivery.id, duty: *duty }.into());
            }
        }
        escalate::due(state, row, delivery, now, events);
        if finished(delivery, &duties) {
            events.push(DeliveryClosed { delivery: delivery.id, cause: CloseCause::Done, reason: None }.into());
        }
    }
    for row in state.rows.values().filter(|row| row.status == InjectStatus::Released && !row.is_expected_action()) {
        let closed = |id| state.deliveries.get(id).is_none_or(Delivery::is_closed);
        if row.deliveries.iter().all(closed) {
            events.push(RowCompleted { row: row.spec.id.clone(), outcome: None }.into());
        }
    }
}

/// All that was asked has come. A row that asks nothing is done once it has arrived.
fn finished(delivery: &Delivery, duties: &[Duty]) -> bool {
    delivery.rungs.contains_key(&DeliveryStage::Delivered) && duties.iter().all(|duty| delivery.met(*duty))
}

/// Rows that the clock would have released or suggested between two moments: they are held.
#[must_use]
pub fn became_due(state: &State, from: ExerciseTime, to: ExerciseTime) -> Vec<RowId> {
    let due = |row: &Row| {
        let waits = row.status == InjectStatus::Scheduled && row.release() == ReleaseMode::Auto;
        let moment = condition::holds_from(state, row);
        waits
            && by_clock(row)
            && !row.is_expected_action()
            && row.spec.template.is_none()
            && ticks(state, row)
            && moment.is_some_and(|at| from < at && at <= to)
    };
    state.row_order.iter().filter(|id| state.rows.get(*id).is_some_and(due)).cloned().collect()
}

/// The next wall time at which [`due`] may have something to say by the passing of time alone.
#[must_use]
pub fn next_wake(state: &State) -> Option<Timestamp> {
    if state.in_emergency() || !state.clock.running {
        return None;
    }
    let now = state.last.exercise;
    let rows =
        state.rows.values().filter(|row| ticks(state, row) && by_clock(row)).filter_map(|row| match row.status {
            InjectStatus::Scheduled => condition::holds_from(state, row),
            InjectStatus::Armed if row.is_expected_action() => expected_by(row),
            _ => None,
        });
    let duties = state.open.iter().filter_map(|id| state.deliveries.get(id)).flat_map(|delivery| {
        let row = state.rows.get(&delivery.row);
        [Duty::Acknowledge, Duty::Respond, Duty::Complete].into_iter().filter_map(move |duty| {
            let open = !delivery.met(duty) && !delivery.overdue.contains(&duty);
            row.filter(|_| open).and_then(|row| deadline(row, delivery, duty))
        })
    });
    let rises = state.open.iter().filter_map(|id| state.deliveries.get(id)).flat_map(|delivery| {
        let row = state.rows.get(&delivery.row);
        row.into_iter().flat_map(move |row| escalate::moments(state, row, delivery))
    });
    let phases = state
        .scenario
        .phases
        .iter()
        .flat_map(|phase| [ExerciseTime::at(phase.start), ExerciseTime::at(phase.end)])
        .filter(|at| *at > now);
    let next = rows
        .chain(duties)
        .chain(rises)
        .chain(phases)
        .chain(commitment::moments(state))
        .chain(media::post::moments(state))
        .filter_map(|at| state.clock.wall_of(at))
        .min();
    let ad_hoc = state.rows.values().filter(|row| row.origin == RowOrigin::AdHoc && row.status == InjectStatus::Armed);
    let ad_hoc = ad_hoc.filter_map(|row| Some(Timestamp(row.armed?.wall.0 + AD_HOC_DELAY_MS))).min();
    match (next, ad_hoc) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Kinds of the parts of a row's condition that hold at the last commit, as words of the scenario
/// form: which branches a drill has taken. None for an unknown row.
#[must_use]
pub fn holding(state: &State, row: &RowId) -> BTreeSet<&'static str> {
    state.rows.get(row).map(|row| condition::holding(state, row)).unwrap_or_default()
}

/// When a row becomes due as things stand, for the controller's "what comes next".
#[must_use]
pub(crate) fn due_at(state: &State, row: &Row) -> Option<ExerciseTime> {
    if !row.waits() || row.spec.template == Some(TemplateUse::RealEmergency) {
        return None;
    }
    // What holds because of something that happened has no moment of its own.
    condition::holds_from(state, row).filter(|at| at.0 != i64::MIN)
}
