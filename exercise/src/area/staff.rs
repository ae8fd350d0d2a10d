//! Staff in the roll call 通联检查: control, simulation cell, evaluators and safety officer check their
//! devices like departments, and say that the test inject shows at their desks too. Nobody delivers it
//! to them, so they acknowledge by their seat and not by a delivery.

use super::rollcall::{hears, is_live};
use crate::actor::Seated;
use crate::apply::Context;
use crate::event::{Event, TestAcknowledged};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::ids::SeatCode;
use protocol::item::RollCount;
use protocol::problem::ProblemCode;
use protocol::vocab::{Role, StaffGroup};

/// The staff that a role belongs to in the roll call. Planners and observers have no part in play.
#[must_use]
pub const fn group(role: Role) -> Option<StaffGroup> {
    match role {
        Role::Director | Role::LeadController | Role::Controller => Some(StaffGroup::Control),
        Role::Simulator | Role::Actor => Some(StaffGroup::Simulation),
        Role::Evaluator | Role::LeadEvaluator => Some(StaffGroup::Evaluation),
        Role::Safety => Some(StaffGroup::Safety),
        Role::Player | Role::Observer | Role::Wall | Role::Planner => None,
    }
}

/// The seats of a group, by code.
pub(crate) fn seats(state: &State, of: StaffGroup) -> impl Iterator<Item = &SeatCode> {
    state.seats.values().filter(move |seat| group(seat.role) == Some(of)).map(|seat| &seat.code)
}

/// Whether the scenario has a test inject, and whether it went out.
pub(crate) fn test_is_out(state: &State) -> bool {
    let row = state.scenario.settings.comms_check.as_ref().and_then(|id| state.rows.get(id));
    row.is_some_and(|row| row.released.is_some())
}

/// Whether a seat has said that it sees the test inject. A program reads all that comes.
pub(crate) fn tested(state: &State, code: &SeatCode) -> bool {
    let robot = state.seats.get(code).is_some_and(|seat| seat.robot);
    robot || state.roll.tested.contains_key(code)
}

/// How far the seats of a group are.
pub(crate) fn count(state: &State, of: StaffGroup) -> RollCount {
    let tests = state.scenario.settings.comms_check.is_some();
    let mut count = RollCount { seats: 0, live: 0, sound: 0, tested: 0, tests: 0 };
    for code in seats(state, of) {
        let live = is_live(state, code);
        count.seats += 1;
        count.live += u32::from(live);
        count.sound += u32::from(live && hears(state, code));
        count.tests += u32::from(tests);
        count.tested += u32::from(tests && live && tested(state, code));
    }
    count
}

pub(crate) fn acknowledge(state: &State, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    if !test_is_out(state) {
        return Err(Rejection::new(ProblemCode::WrongRowStatus, "the test inject has not gone out"));
    }
    if state.roll.tested.contains_key(&seated.seat) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "this seat has acknowledged it"));
    }
    Ok(vec![TestAcknowledged { seat: seated.seat.clone() }.into()])
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_acknowledged(state: &mut State, event: &TestAcknowledged, context: &Context) {
    state.roll.tested.insert(event.seat.clone(), context.rung());
}
