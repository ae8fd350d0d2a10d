//! Escalation 升级 of a late delivery: its level rises by itself with exercise time, so that a pause
//! never counts; what people do about it is offered one step after the other and goes by hand.
//!
//! Levels merge by maximum and belong to a duty: what has been acknowledged is no longer late for
//! that, whatever was shown before.

use super::{Delivery, Row, deadline};
use crate::actor::Who;
use crate::apply::Context;
use crate::area::inject::receipt;
use crate::event::{DeliveryEscalated, DeputyCalled, Event, InjectNudged};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::escalation::Escalation;
use protocol::ids::{DeliveryId, DepartmentCode, SeatCode};
use protocol::problem::ProblemCode;
use protocol::scenario::Recipient;
use protocol::time::{ExerciseTime, Stamp};
use protocol::vocab::{Duty, EscalationLevel, EscalationStep, Presence};
use std::collections::BTreeMap;

/// Duties that escalate; one that is to be completed is watched by its own row.
const DUTIES: [Duty; 2] = [Duty::Acknowledge, Duty::Respond];

/// How far a delivery has escalated.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Escalated {
    /// The highest level of each duty.
    pub(crate) levels: BTreeMap<Duty, EscalationLevel>,
    /// Steps taken, in order.
    pub(crate) taken: Vec<Taken>,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Taken {
    pub(crate) step: EscalationStep,
    pub(crate) at: Stamp,
    pub(crate) who: Who,
    pub(crate) seat: Option<SeatCode>,
}

impl Escalated {
    /// The level of what is still missing.
    pub(crate) fn level(&self, delivery: &Delivery) -> Option<EscalationLevel> {
        let missing = self.levels.iter().filter(|(duty, _)| !delivery.met(**duty) && !delivery.is_closed());
        missing.map(|(_, level)| *level).max()
    }
}

/// The steps of a row: its own, or those of the exercise.
fn steps(state: &State, row: &Row) -> Escalation {
    row.spec.escalation.unwrap_or(state.scenario.settings.escalation)
}

/// The earliest limit that has passed and is still missed, as things stand; by it the steps are counted.
fn missed(state: &State, row: &Row, delivery: &Delivery) -> Option<ExerciseTime> {
    let asked = row.duties(super::release::recipient_decides(state, row, &delivery.recipient));
    let late = |duty: &Duty| asked.contains(duty) && delivery.overdue.contains(duty) && !delivery.met(*duty);
    DUTIES.into_iter().filter(late).filter_map(|duty| deadline(row, delivery, duty)).min()
}

/// Moments at which a delivery rises, with the level: of every duty that is asked and missing.
fn rises<'a>(
    state: &'a State,
    row: &'a Row,
    delivery: &'a Delivery,
) -> impl Iterator<Item = (ExerciseTime, Duty, EscalationLevel)> + 'a {
    let steps = steps(state, row);
    let asked = row.duties(super::release::recipient_decides(state, row, &delivery.recipient));
    let waiting = DUTIES.into_iter().filter(move |duty| asked.contains(duty) && !delivery.met(*duty));
    waiting.flat_map(move |duty| {
        let known = delivery.escalated.levels.get(&duty).copied();
        let limit = deadline(row, delivery, duty);
        let spans = [(steps.amber, EscalationLevel::Amber), (steps.red, EscalationLevel::Red)];
        spans.into_iter().filter_map(move |(span, level)| {
            (known < Some(level)).then_some(())?;
            Some((limit?.plus(span?), duty, level))
        })
    })
}

/// When the nudge of a delivery goes by itself: once, as long as nobody has acknowledged or nudged.
fn nudges_itself(state: &State, row: &Row, delivery: &Delivery) -> Option<ExerciseTime> {
    let steps = steps(state, row);
    let waits = steps.nudge_by_itself && delivery.nudged.is_none() && !delivery.met(Duty::Acknowledge);
    let limit = deadline(row, delivery, Duty::Acknowledge).filter(|_| waits)?;
    Some(limit.plus(steps.nudge?))
}

/// What rises now, and the nudges that go by themselves. Of two levels at once the higher is said.
pub(crate) fn due(state: &State, row: &Row, delivery: &Delivery, now: ExerciseTime, events: &mut Vec<Event>) {
    let mut highest: BTreeMap<Duty, EscalationLevel> = BTreeMap::new();
    for (at, duty, level) in rises(state, row, delivery) {
        if at <= now {
            let known = highest.entry(duty).or_insert(level);
            *known = (*known).max(level);
        }
    }
    for (duty, level) in highest {
        events.push(DeliveryEscalated { delivery: delivery.id, duty, level }.into());
    }
    if nudges_itself(state, row, delivery).is_some_and(|at| at <= now) {
        events.push(InjectNudged { row: row.spec.id.clone(), deliveries: vec![delivery.id] }.into());
    }
}

/// The moments at which [`due`] may have something to say of a delivery.
pub(crate) fn moments<'a>(
    state: &'a State,
    row: &'a Row,
    delivery: &'a Delivery,
) -> impl Iterator<Item = ExerciseTime> + 'a {
    rises(state, row, delivery).map(|(at, ..)| at).chain(nudges_itself(state, row, delivery))
}

/// Whether a step makes sense for a delivery: a nudge and a call ask for the acknowledgement, and only
/// a department has a deputy.
fn makes_sense(delivery: &Delivery, step: EscalationStep) -> bool {
    let unacknowledged = !delivery.met(Duty::Acknowledge);
    match step {
        EscalationStep::Nudge => unacknowledged,
        EscalationStep::Deputy => matches!(delivery.recipient, Recipient::Department(_)),
        EscalationStep::OtherChannel => unacknowledged,
    }
}

/// The steps that may still be taken, and from when on they are offered, in order.
pub(crate) fn offers(state: &State, row: &Row, delivery: &Delivery) -> Vec<(EscalationStep, ExerciseTime)> {
    let Some(limit) = missed(state, row, delivery).filter(|_| !delivery.is_closed()) else { return Vec::new() };
    let steps = steps(state, row);
    let taken = |step: EscalationStep| delivery.escalated.taken.iter().any(|taken| taken.step == step);
    let open = EscalationStep::ALL.iter().copied().filter(|step| !taken(*step) && makes_sense(delivery, *step));
    open.filter_map(|step| Some((step, limit.plus(steps.of(step)?)))).collect()
}

/// The deputy of a department: of the seats behind its first one, in their order, the first in which
/// somebody is.
fn deputy<'a>(state: &'a State, department: &DepartmentCode) -> Option<&'a SeatCode> {
    let known = state.scenario.departments.iter().find(|known| known.code == *department)?;
    let there = |seat: &&SeatCode| state.seats.get(*seat).is_some_and(|seat| seat.presence == Presence::Seated);
    known.seats.iter().skip(1).map(|seat| &seat.code).find(there)
}

/// Puts a late delivery before the department's deputy by name.
pub(crate) fn call(state: &State, id: DeliveryId) -> Result<Vec<Event>, Rejection> {
    let delivery = state.deliveries.get(&id).ok_or_else(|| Rejection::unknown("delivery"))?;
    receipt::open(delivery)?;
    let row = state.rows.get(&delivery.row).ok_or_else(|| Rejection::unknown("delivery"))?;
    if missed(state, row, delivery).is_none() {
        return Err(Rejection::new(ProblemCode::WrongStage, "nothing is late"));
    }
    if !makes_sense(delivery, EscalationStep::Deputy) {
        return Err(Rejection::new(ProblemCode::WrongStage, "it goes to one seat alone"));
    }
    if delivery.escalated.taken.iter().any(|taken| taken.step == EscalationStep::Deputy) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "the deputy was called"));
    }
    let seat = deputy(state, &delivery.department);
    let seat = seat.ok_or_else(|| Rejection::new(ProblemCode::WrongStage, "nobody sits behind the first seat"))?;
    Ok(vec![DeputyCalled { delivery: id, seat: seat.clone() }.into()])
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_escalated(state: &mut State, event: &DeliveryEscalated) {
    if let Some(delivery) = state.deliveries.get_mut(&event.delivery) {
        let level = delivery.escalated.levels.entry(event.duty).or_insert(event.level);
        *level = (*level).max(event.level);
    }
}

/// A step counts once something is late; a nudge before that is a reminder, no escalation.
pub(crate) fn take(
    state: &mut State,
    id: DeliveryId,
    step: EscalationStep,
    seat: Option<&SeatCode>,
    context: &Context,
) {
    let Some(delivery) = state.deliveries.get_mut(&id).filter(|delivery| !delivery.overdue.is_empty()) else { return };
    let taken = &mut delivery.escalated.taken;
    if !taken.iter().any(|taken| taken.step == step) {
        taken.push(Taken { step, at: context.at, who: context.who.clone(), seat: seat.cloned() });
    }
}
