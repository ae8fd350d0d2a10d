//! What evaluators, the lead evaluator and control see of the evaluation, and a department of the notes
//! that were published to it.

use super::{Key, shared};
use crate::area::evaluation::{AnswerScore, Graded, Observation};
use crate::area::roster::SeatState;
use crate::number;
use crate::state::State;
use protocol::evaluation::{
    AnswerScoreView, AssessmentItem, BehaviourView, EvaluationItem, ObservationItem, RatingView, SharedNoteItem,
};
use protocol::ids::{DepartmentCode, ObservationId, SeatCode, TaskId};
use protocol::vocab::Role;

/// Everything that evaluators make of tasks.
pub(super) fn assessments(state: &State) -> impl Iterator<Item = Key> {
    state.evaluation.assessments.keys().map(|(task, seat)| Key::Assessment(task.clone(), seat.clone()))
}

/// What an evaluator's word on a task changes. An event does not say who spoke: every assessment of the
/// task is looked at, and there are few.
pub(super) fn assessed(state: &State, task: &TaskId, keys: &mut Vec<Key>) {
    keys.push(Key::Evaluation);
    keys.extend(state.evaluation.of(task).map(|(seat, _)| Key::Assessment(task.clone(), seat.clone())));
}

/// Whether a seat may see what another makes of a task.
pub(super) fn may_see(state: &State, seat: &SeatState, of: &SeatCode) -> bool {
    match seat.role {
        Role::LeadEvaluator => true,
        Role::Evaluator => seat.code == *of || state.evaluation.reconciliation.is_some(),
        Role::Director
        | Role::LeadController
        | Role::Controller
        | Role::Simulator
        | Role::Actor
        | Role::Safety
        | Role::Player
        | Role::Observer
        | Role::Wall
        | Role::Planner => false,
    }
}

pub(super) fn rating(state: &State, graded: &Graded) -> RatingView {
    RatingView { rating: graded.rating, rung: shared::rung(state, &graded.rung), note: graded.note.clone() }
}

pub(super) fn assessment(state: &State, task: &TaskId, seat: &SeatCode) -> Option<AssessmentItem> {
    let one = state.evaluation.assessments.get(&(task.clone(), seat.clone()))?;
    let behaviours = one.behaviours.iter().map(|(key, watched)| {
        let rung = shared::rung(state, &watched.rung);
        (key.clone(), BehaviourView { seen: watched.seen, rung, note: watched.note.clone() })
    });
    Some(AssessmentItem {
        task: task.clone(),
        seat: seat.clone(),
        rating: one.rating.as_ref().map(|graded| rating(state, graded)),
        behaviours: behaviours.collect(),
    })
}

pub(super) fn evaluation(state: &State) -> EvaluationItem {
    let rated = |task: &TaskId| state.evaluation.ratings(task).map(|(seat, _)| seat.clone()).collect::<Vec<_>>();
    let notes = |task: &TaskId| {
        let of = |note: &&Observation| note.task.as_ref() == Some(task);
        number::count(state.evaluation.observations.values().filter(of).count())
    };
    EvaluationItem {
        scale: state.scenario.settings.scale.clone(),
        reconciliation: state.evaluation.reconciliation.as_ref().map(|rung| shared::rung(state, rung)),
        rated: state.tasks.keys().map(|task| (task.clone(), rated(task))).filter(|(_, by)| !by.is_empty()).collect(),
        notes: state.tasks.keys().map(|task| (task.clone(), notes(task))).filter(|(_, n)| *n > 0).collect(),
    }
}

pub(super) fn score(state: &State, score: &AnswerScore) -> AnswerScoreView {
    AnswerScoreView {
        right: score.right.iter().copied().collect(),
        asked: score.asked,
        rung: shared::rung(state, &score.rung),
    }
}

pub(super) fn observation(state: &State, id: ObservationId, note: &Observation) -> ObservationItem {
    ObservationItem {
        id,
        rung: shared::rung(state, &note.rung),
        text: note.text.clone(),
        observation_kind: note.kind,
        row: note.row.clone(),
        task: note.task.clone(),
        department: note.department.clone(),
        afterwards: note.afterwards,
        files: note.files.clone(),
        published: note.published.as_ref().map(|rung| shared::rung(state, rung)),
    }
}

/// A published note, for the department that it is about, or for all where it names none.
pub(super) fn shared_note(state: &State, id: ObservationId, department: &DepartmentCode) -> Option<SharedNoteItem> {
    let note = state.evaluation.observations.get(&id)?;
    note.published.as_ref()?;
    let concerned = note.department.as_ref().is_none_or(|of| of == department);
    concerned.then(|| SharedNoteItem {
        id,
        at: note.rung.at,
        text: note.text.clone(),
        observation_kind: note.kind,
        department: note.department.clone(),
        files: note.files.clone(),
    })
}
