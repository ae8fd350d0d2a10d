//! Rechecks as control and evaluators see them, and as the board across exercises is told of them.

use super::shared;
use crate::area::recheck::Mark;
use crate::state::State;
use protocol::ids::{ActionId, ExerciseId, RecheckId};
use protocol::recheck::{BoardRecheck, RecheckItem, RecheckMark};

pub(super) fn recheck(state: &State, id: RecheckId) -> Option<RecheckItem> {
    let one = state.rechecks.get(&id)?;
    let mark = |mark: &Mark| RecheckMark {
        outcome: mark.what.outcome,
        note: mark.what.note.clone(),
        rung: shared::rung(state, &mark.rung),
    };
    Some(RecheckItem {
        id,
        number: one.number,
        from: one.from.clone(),
        outcome: one.marks.last().map(|mark| mark.what.outcome),
        marks: one.marks.iter().map(mark).collect(),
    })
}

/// Every recheck for the board, with the action of another exercise that it is of.
#[must_use]
pub fn rechecks(state: &State) -> Vec<(ExerciseId, ActionId, BoardRecheck)> {
    let line = |(id, one): (&RecheckId, &crate::area::recheck::Recheck)| {
        let last = one.marks.last();
        let told = BoardRecheck {
            exercise: state.id,
            exercise_title: state.title().clone(),
            recheck: *id,
            outcome: last.map(|mark| mark.what.outcome),
            note: last.and_then(|mark| mark.what.note.clone()),
            taken: false,
        };
        (one.from.exercise, one.from.action, told)
    };
    state.rechecks.iter().map(line).collect()
}
