//! Stars 重点时刻: moments that people want to come back to in the hot wash.

use crate::apply::Context;
use crate::area::inject::Rung;
use crate::commit::{Ids, Moment};
use crate::event::{Event, MomentStarred, StarRemoved};
use crate::limits::STARS_MAX;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{StarMoment, UnstarMoment};
use protocol::ids::StarId;
use protocol::problem::ProblemCode;
use protocol::time::{ExerciseTime, Stamp};

/// A star.
#[derive(Clone, Debug)]
pub struct Star {
    pub(crate) at: Stamp,
    pub(crate) title: String,
    pub(crate) rung: Rung,
}

pub(crate) fn put(
    state: &State,
    command: &StarMoment,
    moment: &Moment,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    if state.stars.len() >= STARS_MAX {
        return Err(ProblemCode::Full.into());
    }
    // What was before STARTEX is no part of play, and nobody stars what has not happened.
    let played = |at: Stamp| {
        let begun = state.started().is_some_and(|started| at.wall >= started.wall && at.exercise >= ExerciseTime(0));
        begun && at <= state.stamp(moment.wall)
    };
    if command.at.is_some_and(|at| !played(at)) {
        return Err(Rejection::new(ProblemCode::OutOfRange, "a moment between STARTEX and now").at("at"));
    }
    Ok(vec![MomentStarred { id: StarId(ids.next()), at: command.at, title: command.title.to_string() }.into()])
}

pub(crate) fn remove(state: &State, command: &UnstarMoment) -> Result<Vec<Event>, Rejection> {
    if !state.stars.contains_key(&command.star) {
        return Err(Rejection::unknown("star"));
    }
    Ok(vec![StarRemoved { star: command.star }.into()])
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_starred(state: &mut State, event: &MomentStarred, context: &Context) {
    let star = Star { at: event.at.unwrap_or(context.at), title: event.title.clone(), rung: context.rung() };
    state.stars.insert(event.id, star);
}
