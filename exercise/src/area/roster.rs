//! Seats 席位: who sits where. Transitions are facts, because evaluation subtracts off-line time;
//! round trips, typing and cursors are not.

use crate::actor::Who;
use crate::apply::Context;
use crate::area::rollcall;
use crate::event::{Event, SeatBack, SeatLost, SeatReleased, SeatTaken};
use crate::rejection::Rejection;
use crate::signal::Signal;
use crate::state::State;
use protocol::ids::{DepartmentCode, PersonId, SeatCode};
use protocol::problem::ProblemCode;
use protocol::scenario::{Department, Scenario};
use protocol::text::Bilingual;
use protocol::time::{Stamp, Timestamp};
use protocol::vocab::{Presence, Role, WallKind};
use std::collections::BTreeMap;

/// A seat with its occupant.
#[derive(Clone, Debug)]
pub struct SeatState {
    /// Code.
    pub code: SeatCode,
    /// Position in the list.
    pub order: u32,
    /// Role.
    pub role: Role,
    /// Department of a player.
    pub department: Option<DepartmentCode>,
    /// Department that a controller or evaluator watches.
    pub watches: Option<DepartmentCode>,
    /// Which wall.
    pub wall: Option<WallKind>,
    /// What it is called.
    pub name: Bilingual,
    /// Who sits there.
    pub person: Option<PersonId>,
    /// Whether somebody is there.
    pub presence: Presence,
    /// Since when.
    pub since: Option<Stamp>,
    /// When its last connection was gone, while it is lost.
    pub lost_since: Option<Timestamp>,
    /// Milliseconds of wall time lost before.
    pub lost_ms: i64,
    /// The program plays it.
    pub robot: bool,
    /// When somebody first sat down there.
    pub(crate) first_taken: Option<Stamp>,
    /// Spans without any connection, oldest first.
    pub(crate) absences: Vec<Absence>,
}

/// A span in which a seat that was taken had no connection: M27.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Absence {
    /// When its last connection was gone, as far as the exercise clock knows.
    pub from: Stamp,
    /// None while it lasts.
    pub to: Option<Stamp>,
    /// Number of the commit that says so.
    pub seq: u64,
}

impl SeatState {
    /// Somebody has taken it.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.presence != Presence::Vacant
    }
    /// The same seat as the plan has it now, with whoever sits there.
    pub(crate) fn taken_over(self, old: &Self) -> Self {
        Self {
            order: self.order,
            role: self.role,
            department: self.department,
            watches: self.watches,
            wall: self.wall,
            name: self.name,
            ..old.clone()
        }
    }
    fn end_absence(&mut self, at: Stamp) {
        if let Some(last) = self.absences.last_mut() {
            last.to.get_or_insert(at);
        }
    }
}

/// The seats of a department. How many are taken is kept, not counted: a desk of thousands is asked
/// with each acknowledgement.
#[derive(Clone, Debug, Default)]
pub(crate) struct Desk {
    pub seats: Vec<SeatCode>,
    pub taken: u32,
}

/// The desk of each department, nobody there yet.
pub(crate) fn desks(scenario: &Scenario) -> BTreeMap<DepartmentCode, Desk> {
    let seats = |department: &Department| department.seats.iter().map(|seat| seat.code.clone()).collect();
    let desk = |department: &Department| (department.code.clone(), Desk { seats: seats(department), taken: 0 });
    scenario.departments.iter().map(desk).collect()
}

/// All seats of a scenario, in order.
pub(crate) fn seats(scenario: &Scenario) -> BTreeMap<SeatCode, SeatState> {
    let mut seats = BTreeMap::new();
    let mut order = 0;
    let mut add = |code: &SeatCode, name: &Bilingual, role, department, watches, wall| {
        let seat = SeatState {
            code: code.clone(),
            order,
            role,
            department,
            watches,
            wall,
            name: name.clone(),
            person: None,
            presence: Presence::Vacant,
            since: None,
            lost_since: None,
            lost_ms: 0,
            robot: false,
            first_taken: None,
            absences: Vec::new(),
        };
        order += 1;
        seats.insert(code.clone(), seat);
    };
    for seat in &scenario.staff {
        let wall = (seat.role == Role::Wall).then(|| seat.wall.unwrap_or(WallKind::Players));
        add(&seat.code, &seat.name, seat.role, None, seat.watches.clone(), wall);
    }
    for department in &scenario.departments {
        for seat in &department.seats {
            add(&seat.code, &seat.name, Role::Player, Some(department.code.clone()), None, None);
        }
    }
    seats
}

pub(crate) fn who_sits(state: &State, seat: &SeatCode) -> Who {
    let occupant = state.seats.get(seat);
    Who {
        seat: Some(seat.clone()),
        person: occupant.and_then(|seat| seat.person),
        robot: occupant.is_some_and(|seat| seat.robot),
        ..Who::default()
    }
}

pub(crate) fn release(state: &State, seat: &SeatCode) -> Result<Vec<Event>, Rejection> {
    let known = state.seats.get(seat).ok_or_else(|| Rejection::unknown("seat"))?;
    if !known.is_taken() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "the seat is free"));
    }
    Ok(vec![SeatReleased { seat: seat.clone() }.into()])
}

/// Seat transitions that the server noticed; those that change nothing are no facts.
pub(crate) fn noticed(state: &State, signal: &Signal) -> Option<Event> {
    match signal {
        Signal::SeatTaken { seat, person, digest, robot } => {
            let known = state.seats.get(seat)?;
            let same = known.is_taken() && known.person == *person && known.robot == *robot;
            let (seat, person, digest, robot) = (seat.clone(), *person, digest.clone(), *robot);
            (!same).then(|| SeatTaken { seat, person, digest, robot }.into())
        }
        Signal::SeatLost { seat, since } => {
            let seated = state.seats.get(seat)?.presence == Presence::Seated;
            seated.then(|| SeatLost { seat: seat.clone(), since: *since }.into())
        }
        Signal::SeatBack { seat } => {
            let lost = state.seats.get(seat)?.presence == Presence::Lost;
            lost.then(|| SeatBack { seat: seat.clone() }.into())
        }
        Signal::Receipts(_)
        | Signal::Gap { .. }
        | Signal::Carried(_)
        | Signal::Earlier(_)
        | Signal::Rechecked(..)
        | Signal::WallStepped { .. } => None,
    }
}

/// Changes a seat, and keeps count of those that are taken.
fn change(state: &mut State, code: &SeatCode, change: impl FnOnce(&mut SeatState)) {
    let Some(seat) = state.seats.get_mut(code) else { return };
    let before = seat.is_taken();
    change(seat);
    let after = seat.is_taken();
    if let Some(desk) = seat.department.as_ref().and_then(|code| state.desks.get_mut(code)) {
        desk.taken = desk.taken + u32::from(after) - u32::from(before);
    }
}

pub(crate) fn apply_taken(state: &mut State, event: &SeatTaken, context: &Context) {
    if state.seats.get(&event.seat).is_some_and(|seat| seat.person != event.person) {
        rollcall::forget(state, &event.seat);
    }
    change(state, &event.seat, |seat| {
        if seat.person != event.person {
            seat.lost_ms = 0;
        }
        seat.person = event.person;
        seat.robot = event.robot;
        seat.presence = Presence::Seated;
        seat.first_taken.get_or_insert(context.at);
        seat.end_absence(context.at);
        seat.since = Some(context.at);
        seat.lost_since = None;
    });
}

pub(crate) fn apply_lost(state: &mut State, event: &SeatLost, context: &Context) {
    // The grace has passed since; the clock may have been changed in it.
    let exercise = state.clock.at(event.since).min(context.at.exercise);
    change(state, &event.seat, |seat| {
        seat.absences.push(Absence { from: Stamp { wall: event.since, exercise }, to: None, seq: context.seq });
        seat.presence = Presence::Lost;
        seat.lost_since = Some(event.since);
        seat.since = Some(context.at);
    });
}

pub(crate) fn apply_back(state: &mut State, seat: &SeatCode, context: &Context) {
    change(state, seat, |seat| {
        let away = seat.lost_since.take().map_or(0, |since| (context.at.wall.0 - since.0).max(0));
        seat.lost_ms += away;
        seat.end_absence(context.at);
        seat.presence = Presence::Seated;
        seat.since = Some(context.at);
    });
}

pub(crate) fn apply_seat_released(state: &mut State, seat: &SeatCode, context: &Context) {
    rollcall::forget(state, seat);
    change(state, seat, |seat| {
        seat.person = None;
        seat.robot = false;
        seat.end_absence(context.at);
        seat.presence = Presence::Vacant;
        seat.since = Some(context.at);
        seat.lost_since = None;
    });
}
