//! Real emergency 真实险情: anyone declares it, two different persons end it.

use crate::actor::Seated;
use crate::apply::Context;
use crate::area::{clock, inject, lifecycle};
use crate::commit::{Ids, Moment};
use crate::event::{ClockCause, EmergencyDeclared, EmergencyEnded, Event, ResumeConfirmed, StatusChanged};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{ConfirmResume, DeclareEmergency, SubstituteFor};
use protocol::ids::{PersonId, SeatCode};
use protocol::problem::ProblemCode;
use protocol::time::Stamp;
use protocol::vocab::{ExerciseStatus, PauseReason, Role, TemplateUse};

/// A real emergency that is not over.
#[derive(Clone, Debug)]
pub struct Emergency {
    pub(crate) since: Stamp,
    pub(crate) seat: Option<SeatCode>,
    pub(crate) note: Option<String>,
    /// The exercise was running, and goes on when it is over.
    pub(crate) was_running: bool,
    /// The countdown was running, and goes on when it is over.
    pub(crate) clock_ran: bool,
    /// Keys turned so far.
    pub(crate) keys: Vec<Key>,
}

/// A turned key.
#[derive(Clone, Debug)]
pub struct Key {
    pub(crate) role: Role,
    pub(crate) seat: Option<SeatCode>,
    pub(crate) person: Option<PersonId>,
}

pub(crate) fn declare(
    state: &State,
    command: &DeclareEmergency,
    moment: &Moment,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    if state.in_emergency() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was declared"));
    }
    let note = command.note.as_ref().map(ToString::to_string);
    let mut events = vec![EmergencyDeclared { note: note.clone() }.into()];
    if state.status == ExerciseStatus::Running {
        let paused = StatusChanged { to: ExerciseStatus::Paused, reason: Some(PauseReason::RealWorld), note };
        events.push(paused.into());
    }
    if state.clock.running {
        events.push(clock::anchored(clock::stopped(state, moment), ClockCause::Emergency));
    }
    events.extend(inject::use_template(state, TemplateUse::RealEmergency, ids));
    Ok(events)
}

/// Director and safety officer, two different persons; a substitute is recorded as one.
pub(crate) fn confirm(
    state: &State,
    command: &ConfirmResume,
    seated: &Seated,
    moment: &Moment,
) -> Result<Vec<Event>, Rejection> {
    let emergency =
        state.emergency.as_ref().ok_or_else(|| Rejection::new(ProblemCode::WrongStatus, "there is no emergency"))?;
    let key = match (seated.role, command.substitute_for) {
        (Role::Director, None) => Role::Director,
        (Role::Safety, None) => Role::Safety,
        (Role::LeadController, Some(SubstituteFor::Director)) => Role::Director,
        (Role::LeadController | Role::Director, Some(SubstituteFor::Safety)) => Role::Safety,
        _ => return Err(Rejection::new(ProblemCode::NotAllowed, "director and safety officer resume")),
    };
    if emergency.keys.iter().any(|turned| turned.role == key) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "this key was turned"));
    }
    let same = |turned: &Key| {
        turned.seat.as_ref() == Some(&seated.seat) || turned.person.is_some() && turned.person == seated.person
    };
    if emergency.keys.iter().any(same) {
        return Err(Rejection::new(ProblemCode::SecondPersonNeeded, "another person turns the second key"));
    }
    let note = command.note.as_ref().map(ToString::to_string);
    let mut events = vec![ResumeConfirmed { key, substitute: command.substitute_for.is_some(), note }.into()];
    if !emergency.keys.is_empty() {
        events.push(EmergencyEnded {}.into());
        if emergency.was_running && state.status == ExerciseStatus::Paused {
            events.extend(lifecycle::resume(state, moment));
        } else if emergency.clock_ran && state.status == ExerciseStatus::Standby {
            let until = Some(protocol::time::ExerciseTime(0));
            let clock = protocol::time::Clock { until, ..clock::running(state, moment) };
            events.push(clock::anchored(clock, ClockCause::Emergency));
        }
    }
    Ok(events)
}

pub(crate) fn apply_declared(state: &mut State, event: &EmergencyDeclared, context: &Context) {
    state.emergency = Some(Emergency {
        since: context.at,
        seat: context.who.seat.clone(),
        note: event.note.clone(),
        was_running: state.status == ExerciseStatus::Running,
        clock_ran: state.clock.running,
        keys: Vec::new(),
    });
}

pub(crate) fn apply_confirmed(state: &mut State, event: &ResumeConfirmed, context: &Context) {
    if let Some(emergency) = &mut state.emergency {
        let who = &context.who;
        emergency.keys.push(Key { role: event.key, seat: who.seat.clone(), person: who.person });
    }
}
