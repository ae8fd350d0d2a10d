//! Notes 观察记录 of evaluators. No player sees one before the lead evaluator publishes it.

use super::Observation;
use crate::apply::Context;
use crate::commit::Ids;
use crate::event::{Event, ObservationPublished, ObservationRecorded};
use crate::limits::OBSERVATIONS_MAX;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{PublishObservation, RecordObservation};
use protocol::ids::{DepartmentCode, ObservationId};
use protocol::problem::ProblemCode;
use protocol::vocab::ExerciseStatus;

pub(crate) fn observe(state: &State, command: &RecordObservation, ids: &mut Ids) -> Result<Vec<Event>, Rejection> {
    if state.evaluation.observations.len() >= OBSERVATIONS_MAX {
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
            files: command.files.clone(),
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
        files: event.files.clone(),
        published: None,
    };
    state.evaluation.observations.insert(event.id, note);
}

pub(crate) fn publish(state: &State, command: &PublishObservation) -> Result<Vec<Event>, Rejection> {
    let note = state.evaluation.observations.get(&command.observation);
    let note = note.ok_or_else(|| Rejection::unknown("observation"))?;
    if note.published.is_some() {
        return Err(ProblemCode::AlreadyDone.into());
    }
    Ok(vec![ObservationPublished { observation: command.observation }.into()])
}

pub(crate) fn apply_published(state: &mut State, event: &ObservationPublished, context: &Context) {
    if let Some(note) = state.evaluation.observations.get_mut(&event.observation) {
        note.published.get_or_insert_with(|| context.rung());
    }
}
