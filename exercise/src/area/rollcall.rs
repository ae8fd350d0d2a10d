//! The roll call 通联检查 before STARTEX: what each seat's device can do, how ready that leaves each
//! department, and control's word on it. It warns and keeps what was known; it never blocks, since who
//! starts an exercise answers for it (life cycle: standby → running, comms check seen).

use crate::actor::Seated;
use crate::apply::Context;
use crate::area::inject::{Delivery, Rung};
use crate::event::{CheckReported, DepartmentCalled, Event, NotReady, RollClosed};
use crate::limits::CHECKS_PER_SEAT;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{CallDepartment, ReportCheck, StartExercise};
use protocol::ids::{DepartmentCode, SeatCode};
use protocol::item::RollCount;
use protocol::problem::ProblemCode;
use protocol::scenario::Recipient;
use protocol::vocab::{AckPolicy, CheckResult, Presence, Readiness};
use std::collections::BTreeMap;

/// What the roll call knows.
#[derive(Clone, Debug, Default)]
pub struct Roll {
    /// The last check of each seat.
    pub(crate) checks: BTreeMap<SeatCode, Check>,
    /// Staff that has acknowledged the test inject at its own seats.
    pub(crate) tested: BTreeMap<SeatCode, Rung>,
    /// Control's last word on each department.
    pub(crate) calls: BTreeMap<DepartmentCode, Call>,
    /// How often each seat has reported, whoever sat there.
    reports: BTreeMap<SeatCode, u32>,
    /// The roll call as it stood at STARTEX.
    pub(crate) closed: Option<(RollClosed, Rung)>,
}

/// What the device of a seat can do.
#[derive(Clone, Debug)]
pub struct Check {
    pub(crate) rung: Rung,
    pub(crate) what: CheckReported,
}

/// Control's word on a department.
#[derive(Clone, Debug)]
pub struct Call {
    pub(crate) rung: Rung,
    pub(crate) word: Readiness,
    pub(crate) note: Option<String>,
}

/// A device whose test tone was heard. A program needs none.
pub(crate) fn hears(state: &State, code: &SeatCode) -> bool {
    let robot = state.seats.get(code).is_some_and(|seat| seat.robot);
    robot || state.roll.checks.get(code).is_some_and(|check| check.what.sound == CheckResult::Passed)
}

/// Whether somebody is there now.
pub(crate) fn is_live(state: &State, code: &SeatCode) -> bool {
    state.seats.get(code).is_some_and(|seat| seat.presence == Presence::Seated)
}

/// Deliveries of the test inject to a department or its seats.
pub(crate) fn tests<'a>(state: &'a State, department: &DepartmentCode) -> impl Iterator<Item = &'a Delivery> {
    let row = state.scenario.settings.comms_check.as_ref().and_then(|id| state.rows.get(id));
    let deliveries = row.into_iter().flat_map(|row| &row.deliveries).filter_map(|id| state.deliveries.get(id));
    deliveries.filter(move |delivery| delivery.department == *department)
}

/// Whether a seat has acknowledged the test inject.
pub(crate) fn tested(state: &State, department: &DepartmentCode, code: &SeatCode) -> bool {
    let has = |delivery: &Delivery| delivery.receipts.get(code).is_some_and(|receipt| receipt.acknowledged.is_some());
    tests(state, department).any(has)
}

/// Whether each seat of a department has to acknowledge the test inject by itself.
pub(crate) fn each_is_tested(state: &State) -> bool {
    let row = state.scenario.settings.comms_check.as_ref().and_then(|id| state.rows.get(id));
    row.is_some_and(|row| row.spec.ack_policy == AckPolicy::EveryMember)
}

/// How far the seats of a department are.
pub(crate) fn count(state: &State, department: &DepartmentCode) -> RollCount {
    let Some(desk) = state.desks.get(department) else {
        return RollCount { seats: 0, live: 0, sound: 0, tested: 0, tests: 0 };
    };
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let seats = number(desk.seats.len());
    let row = state.scenario.settings.comms_check.as_ref().and_then(|id| state.rows.get(id));
    let asked = |recipient: &Recipient| match recipient {
        Recipient::Department(code) if code == department && each_is_tested(state) => seats,
        Recipient::Department(code) => u32::from(code == department),
        Recipient::Seat(code) => u32::from(desk.seats.contains(code)),
    };
    let have = |delivery: &Delivery| match &delivery.recipient {
        // What was told by radio counts beside what seats acknowledged themselves.
        Recipient::Department(_) if each_is_tested(state) => number(delivery.acknowledged_by.len()).min(seats),
        Recipient::Department(_) | Recipient::Seat(_) => u32::from(delivery.is_acknowledged()),
    };
    RollCount {
        seats,
        live: number(desk.seats.iter().filter(|code| is_live(state, code)).count()),
        sound: number(desk.seats.iter().filter(|code| is_live(state, code) && hears(state, code)).count()),
        tested: tests(state, department).map(have).sum(),
        tests: row.map_or(0, |row| row.spec.to.iter().map(asked).sum()),
    }
}

/// What the checks propose: no-go without anybody, go with everybody and everything, else wait.
pub(crate) fn proposed(count: &RollCount) -> Readiness {
    let all = count.live == count.seats && count.sound == count.seats && count.tested >= count.tests;
    match (count.live, all) {
        (0, _) => Readiness::NoGo,
        (_, true) => Readiness::Go,
        (_, false) => Readiness::Wait,
    }
}

/// Same answers as before; round trip and clock are never twice the same and say nothing new.
fn unchanged(check: &Check, command: &ReportCheck) -> bool {
    let (was, now) = (&check.what, command);
    was.client == now.client.as_str()
        && (was.sound, was.screen, was.notifications, was.storage)
            == (now.sound, now.screen, now.notifications, now.storage)
}

pub(crate) fn report(state: &State, command: &ReportCheck, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    if state.roll.checks.get(&seated.seat).is_some_and(|check| unchanged(check, command)) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "the last check says the same"));
    }
    if state.roll.reports.get(&seated.seat).is_some_and(|reports| *reports >= CHECKS_PER_SEAT) {
        return Err(ProblemCode::Full.into());
    }
    Ok(vec![
        CheckReported {
            seat: seated.seat.clone(),
            client: command.client.to_string(),
            sound: command.sound,
            screen: command.screen,
            notifications: command.notifications,
            storage: command.storage,
            round_trip_ms: command.round_trip_ms,
            clock_ahead_ms: command.clock_ahead_ms,
        }
        .into(),
    ])
}

pub(crate) fn call(state: &State, command: &CallDepartment) -> Result<Vec<Event>, Rejection> {
    if !state.desks.contains_key(&command.department) {
        return Err(Rejection::unknown("department"));
    }
    let note = command.note.as_ref().map(ToString::to_string);
    if command.word == Readiness::NoGo && note.is_none() {
        return Err(Rejection::new(ProblemCode::Incomplete, "a no-go has a reason").at("note"));
    }
    let before = state.roll.calls.get(&command.department);
    if before.is_some_and(|before| before.word == command.word && before.note == note) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "that is said already"));
    }
    Ok(vec![DepartmentCalled { department: command.department.clone(), word: command.word, note }.into()])
}

/// The roll call as it stands when the exercise starts.
pub(crate) fn closed(state: &State, command: &StartExercise) -> Event {
    let not_ready = |code: &DepartmentCode| {
        let count = count(state, code);
        let called = state.roll.calls.get(code).map(|call| call.word);
        let word = called.unwrap_or_else(|| proposed(&count));
        let RollCount { seats, live, sound, tested, tests } = count;
        (word != Readiness::Go).then(|| NotReady { department: code.clone(), word, seats, live, sound, tested, tests })
    };
    RollClosed {
        not_ready: state.scenario.departments.iter().filter_map(|department| not_ready(&department.code)).collect(),
        confirmed: command.confirmed.unwrap_or_default(),
        note: command.note.as_ref().map(ToString::to_string),
    }
    .into()
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_reported(state: &mut State, event: &CheckReported, context: &Context) {
    *state.roll.reports.entry(event.seat.clone()).or_default() += 1;
    state.roll.checks.insert(event.seat.clone(), Check { rung: context.rung(), what: event.clone() });
}

pub(crate) fn apply_called(state: &mut State, event: &DepartmentCalled, context: &Context) {
    let call = Call { rung: context.rung(), word: event.word, note: event.note.clone() };
    state.roll.calls.insert(event.department.clone(), call);
}

pub(crate) fn apply_closed(state: &mut State, event: &RollClosed, context: &Context) {
    state.roll.closed = Some((event.clone(), context.rung()));
}

/// Somebody else sits there now, perhaps at another device: what was checked says nothing of it.
pub(crate) fn forget(state: &mut State, seat: &SeatCode) {
    state.roll.checks.remove(seat);
    state.roll.tested.remove(seat);
}

/// After a false start devices are the same, but the test inject goes out again and control says its
/// word again.
pub(crate) fn reset(state: &mut State) {
    state.roll.calls.clear();
    state.roll.tested.clear();
    state.roll.closed = None;
}
