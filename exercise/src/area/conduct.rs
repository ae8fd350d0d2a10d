//! Who holds control 导调权: of several controllers one leads at any time. Holding it forbids nobody
//! anything, since what must be done is done by whoever is there; it says whom to ask, and the record
//! says who led when.

use crate::actor::Seated;
use crate::apply::Context;
use crate::area::inject::Rung;
use crate::event::{ControlPassed, Event};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::ids::SeatCode;
use protocol::problem::ProblemCode;
use protocol::vocab::{Presence, Role};

/// Who holds control.
#[derive(Clone, Debug)]
pub struct Conduct {
    pub(crate) holder: SeatCode,
    pub(crate) since: Rung,
    pub(crate) passed: ControlPassed,
}

fn present(state: &State, seat: &SeatCode) -> bool {
    state.seats.get(seat).is_some_and(|seat| seat.presence == Presence::Seated)
}

fn passed(state: &State, to: SeatCode, handed_over: bool) -> Vec<Event> {
    let from = state.conduct.as_ref().map(|conduct| conduct.holder.clone());
    let from_lost = from.as_ref().is_some_and(|seat| !present(state, seat));
    vec![ControlPassed { to, from, from_lost, handed_over }.into()]
}

pub(crate) fn take(state: &State, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    if state.conduct.as_ref().is_some_and(|conduct| conduct.holder == seated.seat) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "this seat holds control"));
    }
    Ok(passed(state, seated.seat.clone(), false))
}

/// By the holder himself, or by the director for him.
pub(crate) fn hand_over(state: &State, to: &SeatCode, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let holds = state.conduct.as_ref().is_some_and(|conduct| conduct.holder == seated.seat);
    if !holds && seated.role != Role::Director {
        return Err(Rejection::new(ProblemCode::NotAllowed, "who holds control hands it over, or the director"));
    }
    let controls = |role: Role| matches!(role, Role::Director | Role::LeadController | Role::Controller);
    let seat = state.seats.get(to).filter(|seat| controls(seat.role)).ok_or_else(|| Rejection::unknown("to"))?;
    if seat.presence != Presence::Seated {
        return Err(Rejection::new(ProblemCode::WrongStage, "nobody is there to take it").at("to"));
    }
    if state.conduct.as_ref().is_some_and(|conduct| conduct.holder == *to) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "that seat holds control").at("to"));
    }
    Ok(passed(state, to.clone(), true))
}

pub(crate) fn apply_passed(state: &mut State, event: &ControlPassed, context: &Context) {
    let (holder, since) = (event.to.clone(), context.rung());
    state.conduct = Some(Conduct { holder, since, passed: event.clone() });
}
