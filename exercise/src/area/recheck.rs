//! Rechecks 核查项: measures of earlier exercises, looked at again in this one. What is seen here goes back
//! to the exercise that the action comes from as a fact of its own record: each exercise has one writer, and
//! the server carries the word from one to the other.

use crate::apply::Context;
use crate::area::improvement::Step;
use crate::area::inject::Rung;
use crate::area::lifecycle;
use crate::commit::Ids;
use crate::event::{ActionMoved, ActionRechecked, ActionsCarried, CarriedRecheck, Event, RecheckMarked};
use crate::limits::IMPROVEMENTS_MAX;
use crate::number;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{CommandKind, MarkRecheck};
use protocol::ids::{ActionId, RecheckId};
use protocol::improvement::ActionStage as Stage;
use protocol::problem::ProblemCode;
use protocol::recheck::{CarriedAction, RecheckOutcome, RecheckResult};
use std::collections::{BTreeMap, BTreeSet};

/// A measure that is looked at again.
#[derive(Clone, Debug)]
pub struct Recheck {
    pub(crate) number: u32,
    pub(crate) from: CarriedAction,
    /// When it was carried over.
    pub(crate) rung: Rung,
    pub(crate) marks: Vec<Mark>,
}

/// A word on it.
#[derive(Clone, Debug)]
pub struct Mark {
    pub(crate) what: RecheckMarked,
    pub(crate) rung: Rung,
}

/// Every recheck of an exercise.
pub(crate) type Rechecks = BTreeMap<RecheckId, Recheck>;

/// An action as another exercise is told of it; none once it is verified or waived.
#[must_use]
pub fn carried(state: &State, id: ActionId) -> Option<CarriedAction> {
    let action = state.improvement.actions.get(&id)?;
    if matches!(action.stage, Stage::Verified | Stage::Waived) {
        return None;
    }
    let what = &action.what;
    let finding = what.finding.and_then(|id| state.improvement.findings.get(&id)).map(|finding| &finding.what);
    Some(CarriedAction {
        exercise: state.id,
        exercise_title: state.title().clone(),
        action: id,
        number: action.number,
        area: what.area,
        problem: what.problem.clone(),
        measure: what.measure.clone(),
        element: what.element,
        unit: what.unit.clone(),
        finding: finding.map(|finding| finding.text.clone()),
        task: finding.and_then(|finding| finding.task.clone()),
        reference: finding.and_then(|finding| finding.reference.clone()),
    })
}

/// Every action that may be carried over, in order.
#[must_use]
pub fn all_carried(state: &State) -> Vec<CarriedAction> {
    state.improvement.in_order().into_iter().filter_map(|(id, _)| carried(state, *id)).collect()
}

/// What a recheck came to, for the exercise that the action comes from; none while nobody said a word.
#[must_use]
pub fn result(state: &State, id: RecheckId) -> Option<(CarriedAction, RecheckResult)> {
    let recheck = state.rechecks.get(&id)?;
    let last = recheck.marks.last()?;
    let result = RecheckResult {
        exercise: state.id,
        exercise_title: state.title().clone(),
        recheck: id,
        outcome: last.what.outcome,
        note: last.what.note.clone(),
        seat: last.rung.who.seat.clone(),
        at: last.rung.at.wall,
        seq: last.rung.seq,
    };
    Some((recheck.from.clone(), result))
}

/// Measures of earlier exercises come in; one that is here already is not taken twice.
pub(crate) fn carry(state: &State, actions: Vec<CarriedAction>, ids: &mut Ids) -> Vec<Event> {
    let mut here: BTreeSet<_> = state.rechecks.values().map(|known| (known.from.exercise, known.from.action)).collect();
    let room = IMPROVEMENTS_MAX.saturating_sub(state.rechecks.len());
    let new = actions
        .into_iter()
        .filter(|action| action.exercise != state.id && here.insert((action.exercise, action.action)))
        .take(room);
    let rechecks: Vec<_> = new.map(|from| CarriedRecheck { id: RecheckId(ids.next()), from }).collect();
    if rechecks.is_empty() { Vec::new() } else { vec![ActionsCarried { rechecks }.into()] }
}

pub(crate) fn mark(state: &State, command: &MarkRecheck) -> Result<Vec<Event>, Rejection> {
    if !state.rechecks.contains_key(&command.recheck) {
        return Err(Rejection::unknown("recheck"));
    }
    if command.outcome == RecheckOutcome::NotHeld && command.note.is_none() {
        return Err(Rejection::new(ProblemCode::Incomplete, "say what was seen").at("note"));
    }
    let note = command.note.as_ref().map(ToString::to_string);
    Ok(vec![RecheckMarked { recheck: command.recheck, outcome: command.outcome, note }.into()])
}

/// The word of another exercise on an action of this one: it held, or it did not. Nothing where the action
/// is closed, the exercise does not admit it, or this very word was taken before.
pub(crate) fn rechecked(state: &State, id: ActionId, result: RecheckResult) -> Vec<Event> {
    let Some(action) = state.improvement.actions.get(&id) else { return Vec::new() };
    let closed = matches!(action.stage, Stage::Verified | Stage::Waived);
    let admitted = lifecycle::admitted(CommandKind::MoveAction).contains(&state.status);
    let taken = action.steps.iter().any(|step| step.check.as_ref() == Some(&result));
    if closed || !admitted || taken || result.outcome == RecheckOutcome::NotSeen {
        return Vec::new();
    }
    vec![ActionRechecked { action: id, result }.into()]
}

pub(crate) fn apply_carried(state: &mut State, event: &ActionsCarried, context: &Context) {
    for CarriedRecheck { id, from } in &event.rechecks {
        let number = number::next(state.rechecks.len());
        let recheck = Recheck { number, from: from.clone(), rung: context.rung(), marks: Vec::new() };
        state.rechecks.insert(*id, recheck);
    }
}

pub(crate) fn apply_marked(state: &mut State, event: &RecheckMarked, context: &Context) {
    if let Some(recheck) = state.rechecks.get_mut(&event.recheck) {
        recheck.marks.push(Mark { what: event.clone(), rung: context.rung() });
    }
}

pub(crate) fn apply_rechecked(state: &mut State, event: &ActionRechecked, context: &Context) {
    let Some(action) = state.improvement.actions.get_mut(&event.action) else { return };
    let to = match event.result.outcome {
        RecheckOutcome::Held => Stage::Verified,
        RecheckOutcome::NotHeld => Stage::Returned,
        RecheckOutcome::NotSeen => action.stage,
    };
    action.stage = to;
    action.changed = context.at;
    let what = ActionMoved { action: event.action, to, note: event.result.note.clone(), files: Vec::new() };
    action.steps.push(Step { rung: context.rung(), what, check: Some(event.result.clone()) });
}
