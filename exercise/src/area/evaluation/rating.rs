//! Ratings 任务评级: each evaluator's own, behaviours, points of an answer, and the lead's last word.

use super::{AnswerScore, Assessment, Graded, Watched};
use crate::apply::Context;
use crate::event::{
    AnswerScored, BehaviourMarked, Event, ObjectiveRated, ReconciliationOpened, TaskRated, TaskSettled,
};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{MarkBehaviour, RateObjective, RateTask, ScoreAnswer, SettleTask};
use protocol::ids::TaskId;
use protocol::problem::ProblemCode;
use std::collections::BTreeSet;

fn known(state: &State, task: &TaskId) -> Result<(), Rejection> {
    if state.tasks.contains_key(task) { Ok(()) } else { Err(Rejection::unknown("task")) }
}

/// A task that the lead has settled is rated no more: whoever disagrees says so to the lead.
fn open(state: &State, task: &TaskId) -> Result<(), Rejection> {
    known(state, task)?;
    if state.evaluation.settled.contains_key(task) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, format!("{task} is settled")).at("task"));
    }
    Ok(())
}

pub(crate) fn rate_task(state: &State, command: &RateTask) -> Result<Vec<Event>, Rejection> {
    open(state, &command.task)?;
    let note = command.note.as_ref().map(ToString::to_string);
    Ok(vec![TaskRated { task: command.task.clone(), rating: command.rating, note }.into()])
}

pub(crate) fn mark_behaviour(state: &State, command: &MarkBehaviour) -> Result<Vec<Event>, Rejection> {
    open(state, &command.task)?;
    let task = state.tasks.get(&command.task).ok_or_else(|| Rejection::unknown("task"))?;
    if !task.spec.behaviours.iter().any(|one| one.key == command.behaviour) {
        return Err(Rejection::unknown("behaviour"));
    }
    Ok(vec![
        BehaviourMarked {
            task: command.task.clone(),
            behaviour: command.behaviour.clone(),
            seen: command.seen,
            note: command.note.as_ref().map(ToString::to_string),
        }
        .into(),
    ])
}

/// Only an answer to a row with key facts has points; a later score takes the place of an earlier one.
pub(crate) fn score_answer(state: &State, command: &ScoreAnswer) -> Result<Vec<Event>, Rejection> {
    let delivery = state.deliveries.get(&command.delivery).ok_or_else(|| Rejection::unknown("delivery"))?;
    if delivery.answer.is_none() {
        return Err(Rejection::new(ProblemCode::Incomplete, "there is no answer yet").at("delivery"));
    }
    let asked = state.rows.get(&delivery.row).map_or(0, |row| row.spec.key_facts.len());
    let asked = u32::try_from(asked).unwrap_or(u32::MAX);
    let right: BTreeSet<u32> = command.right.iter().copied().collect();
    if right.iter().any(|point| *point >= asked) {
        return Err(Rejection::new(ProblemCode::OutOfRange, format!("the row asks {asked} points")).at("right"));
    }
    Ok(vec![AnswerScored { delivery: command.delivery, right: right.into_iter().collect(), asked }.into()])
}

pub(crate) fn open_reconciliation(state: &State) -> Result<Vec<Event>, Rejection> {
    if state.evaluation.reconciliation.is_some() {
        return Err(ProblemCode::AlreadyDone.into());
    }
    Ok(vec![ReconciliationOpened {}.into()])
}

pub(crate) fn settle(state: &State, command: &SettleTask) -> Result<Vec<Event>, Rejection> {
    known(state, &command.task)?;
    let note = command.note.as_ref().map(ToString::to_string);
    Ok(vec![TaskSettled { task: command.task.clone(), rating: command.rating, note }.into()])
}

pub(crate) fn rate_objective(state: &State, command: &RateObjective) -> Result<Vec<Event>, Rejection> {
    if !state.objectives.contains_key(&command.objective) {
        return Err(Rejection::unknown("objective"));
    }
    Ok(vec![
        ObjectiveRated {
            objective: command.objective.clone(),
            rating: command.rating,
            note: command.note.as_ref().map(ToString::to_string),
        }
        .into(),
    ])
}

/// The assessment of whoever speaks; none for the system, which rates nothing.
fn own<'a>(state: &'a mut State, task: &TaskId, context: &Context) -> Option<&'a mut Assessment> {
    let seat = context.who.seat.clone()?;
    Some(state.evaluation.assessments.entry((task.clone(), seat)).or_default())
}

pub(crate) fn apply_task_rated(state: &mut State, event: &TaskRated, context: &Context) {
    let graded = Graded { rating: event.rating, rung: context.rung(), note: event.note.clone() };
    if let Some(own) = own(state, &event.task, context) {
        own.rating = Some(graded);
    }
}

pub(crate) fn apply_behaviour(state: &mut State, event: &BehaviourMarked, context: &Context) {
    let watched = Watched { seen: event.seen, rung: context.rung(), note: event.note.clone() };
    if let Some(own) = own(state, &event.task, context) {
        own.behaviours.insert(event.behaviour.clone(), watched);
    }
}

pub(crate) fn apply_scored(state: &mut State, event: &AnswerScored, context: &Context) {
    if let Some(delivery) = state.deliveries.get_mut(&event.delivery) {
        let right = event.right.iter().copied().collect();
        delivery.score = Some(Box::new(AnswerScore { right, asked: event.asked, rung: context.rung() }));
    }
}

pub(crate) fn apply_opened(state: &mut State, context: &Context) {
    state.evaluation.reconciliation.get_or_insert_with(|| context.rung());
}

pub(crate) fn apply_settled(state: &mut State, event: &TaskSettled, context: &Context) {
    let graded = Graded { rating: event.rating, rung: context.rung(), note: event.note.clone() };
    state.evaluation.settled.insert(event.task.clone(), graded);
}

pub(crate) fn apply_rated(state: &mut State, event: &ObjectiveRated, context: &Context) {
    if let Some(objective) = state.objectives.get_mut(&event.objective) {
        objective.rating = Some((event.rating, context.rung(), event.note.clone()));
    }
}
