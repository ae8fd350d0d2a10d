//! The exercise clock 演练时钟: rate, jump, outages. Everything else counts in its time.

use crate::commit::Moment;
use crate::event::{ClockAnchored, ClockCause, Event, HoldCause, OutageBridged, PhasesChanged, RowHeld, StatusChanged};
use crate::limits::{RATE_MAX, RATE_MIN};
use crate::rejection::Rejection;
use crate::schedule;
use crate::state::{Gap, State};
use protocol::command::{JumpClock, SetRate};
use protocol::ids::PhaseId;
use protocol::problem::ProblemCode;
use protocol::time::{Clock, ExerciseTime, Stamp, Timestamp};
use protocol::vocab::{ExerciseStatus, PauseReason};

pub(crate) fn anchored(clock: Clock, cause: ClockCause) -> Event {
    ClockAnchored { clock, cause }.into()
}

/// The clock, standing still from now on.
pub(crate) fn stopped(state: &State, moment: &Moment) -> Clock {
    let now = state.stamp(moment.wall);
    Clock { rate: state.clock.rate, ..Clock::stopped(now.wall, now.exercise) }
}

/// The clock, running on from now.
pub(crate) fn running(state: &State, moment: &Moment) -> Clock {
    Clock { running: true, ..stopped(state, moment) }
}

pub(crate) fn set_rate(state: &State, command: &SetRate, moment: &Moment) -> Result<Vec<Event>, Rejection> {
    if !(RATE_MIN..=RATE_MAX).contains(&command.rate) {
        return Err(Rejection::new(ProblemCode::OutOfRange, "the rate is 0.1 to 60").at("rate"));
    }
    let now = state.stamp(moment.wall);
    let clock = Clock { rate: command.rate, anchor_wall: now.wall, anchor_exercise: now.exercise, ..state.clock };
    Ok(vec![anchored(clock, ClockCause::Rate)])
}

/// Forward only: what becomes due in between is held, nothing bursts.
pub(crate) fn jump(state: &State, command: &JumpClock, moment: &Moment) -> Result<Vec<Event>, Rejection> {
    let now = state.stamp(moment.wall);
    if command.to <= now.exercise || command.to.0 - now.exercise.0 > 86_400_000 {
        return Err(Rejection::new(ProblemCode::OutOfRange, "the clock jumps forward, by a day at most").at("to"));
    }
    let to = Stamp { wall: now.wall, exercise: command.to };
    let clock = Clock { anchor_wall: now.wall, anchor_exercise: command.to, ..state.clock };
    let mut events = vec![anchored(clock, ClockCause::Jump)];
    events.extend(held_between(state, now, to));
    Ok(events)
}

/// After a gap in the server's own life: a short one was bridged and what became due is held; a
/// longer one comes back paused, as if the clock had stopped at the last sign of life.
pub(crate) fn gap(state: &State, from: Timestamp, moment: &Moment) -> Vec<Event> {
    let ticking = matches!(state.status, ExerciseStatus::Running | ExerciseStatus::Standby) && state.clock.running;
    if !ticking {
        return Vec::new();
    }
    let last = state.stamp(from);
    let now = state.stamp(moment.wall);
    if now.wall.0 - last.wall.0 <= state.scenario.settings.outage_limit.millis() {
        return held_between(state, last, now);
    }
    let clock = Clock { running: false, anchor_wall: now.wall, anchor_exercise: last.exercise, ..state.clock };
    let seconds = (now.wall.0 - last.wall.0) / 1_000;
    let mut events = Vec::new();
    if state.status == ExerciseStatus::Running {
        let note = Some(format!("{seconds} s"));
        events.push(StatusChanged { to: ExerciseStatus::Paused, reason: Some(PauseReason::Technical), note }.into());
        events.push(anchored(clock, ClockCause::Outage));
    } else {
        events.push(anchored(Clock { running: true, ..clock }, ClockCause::Outage));
    }
    events
}

fn held_between(state: &State, from: Stamp, to: Stamp) -> Vec<Event> {
    let held = schedule::became_due(state, from.exercise, to.exercise);
    if held.is_empty() {
        return Vec::new();
    }
    let mut events: Vec<Event> = vec![OutageBridged { from, to }.into()];
    events.extend(held.into_iter().map(|row| Event::from(RowHeld { row, cause: HoldCause::Gap })));
    events
}

/// Phases whose window is open at a time: windows overlap on purpose.
pub(crate) fn open_phases(state: &State, at: ExerciseTime) -> Vec<PhaseId> {
    let inside = |start: ExerciseTime, end: ExerciseTime| start <= at && at < end;
    state
        .scenario
        .phases
        .iter()
        .filter(|phase| inside(ExerciseTime::at(phase.start), ExerciseTime::at(phase.end)))
        .map(|phase| phase.id.clone())
        .collect()
}

pub(crate) fn phases_due(state: &State, at: ExerciseTime) -> Option<Event> {
    let open = match state.status {
        ExerciseStatus::Running => open_phases(state, at),
        ExerciseStatus::Paused => return None,
        ExerciseStatus::Draft
        | ExerciseStatus::Review
        | ExerciseStatus::Approved
        | ExerciseStatus::Standby
        | ExerciseStatus::Ended
        | ExerciseStatus::Evaluating
        | ExerciseStatus::Reported
        | ExerciseStatus::Closed
        | ExerciseStatus::Aborted => Vec::new(),
    };
    (open != state.phases).then(|| PhasesChanged { open }.into())
}

pub(crate) fn apply_anchored(state: &mut State, event: &ClockAnchored) {
    state.clock = event.clock;
    state.last.exercise = event.clock.anchor_exercise;
}

pub(crate) fn apply_bridged(state: &mut State, event: &OutageBridged) {
    state.gap = Some(Gap { from: event.from, to: event.to });
}
