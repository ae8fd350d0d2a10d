//! Evaluation 评估, as far as it accompanies play: notes of evaluators and the final rating of an
//! objective. Players never receive either.

use crate::apply::Context;
use crate::area::inject::Rung;
use crate::commit::Ids;
use crate::event::{Event, ObjectiveRated, ObservationRecorded};
use crate::limits::OBSERVATIONS_MAX;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{RateObjective, RecordObservation};
use protocol::ids::{DepartmentCode, ObservationId, RowId, TaskId};
use protocol::problem::ProblemCode;
use protocol::vocab::{ExerciseStatus, ObservationKind, Rating};

/// An evaluator's note.
#[derive(Clone, Debug)]
pub struct Observation {
    pub(crate) rung: Rung,
    pub(crate) text: String,
    pub(crate) kind: ObservationKind,
    pub(crate) row: Option<RowId>,
    pub(crate) task: Option<TaskId>,
    pub(crate) department: Option<DepartmentCode>,
    pub(crate) afterwards: bool,
}

/// An objective and its final rating.
#[derive(Clone, Debug, Default)]
pub struct ObjectiveState {
    pub(crate) rating: Option<(Rating, Rung, Option<String>)>,
}

pub(crate) fn observe(state: &State, command: &RecordObservation, ids: &mut Ids) -> Result<Vec<Event>, Rejection> {
    if state.observations.len() >= OBSERVATIONS_MAX {
        return Err(ProblemCode::Full.into());
    }
    if command.row.as_ref().is_some_and(|row| !state.rows.contains_key(row)) {
        return Err(Rejection::unknown("row"));
    }
    if command.task.as_ref().is_some_and(|task| !state.tasks.contains_key(task)) {
        return Err(Rejection::unknown("task"));
    }
    let known = |code: &DepartmentCode| state.scenario.departments.iter().any(|known| known.code == *code);
    if command.department.as_ref().is_some_and(|code| !known(code)) {
        return Err(Rejection::unknown("department"));
    }
    Ok(vec![
        ObservationRecorded {
            id: ObservationId(ids.next()),
            text: command.text.to_string(),
            kind: command.kind,
            row: command.row.clone(),
            task: command.task.clone(),
            department: command.department.clone(),
        }
        .into(),
    ])
}

pub(crate) fn rate(state: &State, command: &RateObjective) -> Result<Vec<Event>, Rejection> {
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

pub(crate) fn apply_recorded(state: &mut State, event: &ObservationRecorded, context: &Context) {
    let playing = matches!(state.status, ExerciseStatus::Running | ExerciseStatus::Paused | ExerciseStatus::Standby);
    let note = Observation {
        rung: context.rung(),
        text: event.text.clone(),
        kind: event.kind,
        row: event.row.clone(),
        task: event.task.clone(),
        department: event.department.clone(),
        afterwards: !playing,
    };
    state.observations.insert(event.id, note);
}

pub(crate) fn apply_rated(state: &mut State, event: &ObjectiveRated, context: &Context) {
    if let Some(objective) = state.objectives.get_mut(&event.objective) {
        objective.rating = Some((event.rating, context.rung(), event.note.clone()));
    }
}
