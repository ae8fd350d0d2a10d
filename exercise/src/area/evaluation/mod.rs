//! Evaluation 评估: notes of evaluators, their ratings of critical tasks, behaviours watched for, and the
//! lead evaluator's last word. Players receive none of it but notes that were published to them.
//!
//! Each evaluator rates alone until the lead opens reconciliation; ratings that differ are settled by
//! the lead, those that agree stand by themselves.

pub(crate) mod note;
pub(crate) mod rating;
pub mod score;

use crate::area::inject::Rung;
use crate::state::State;
use protocol::evaluation::BehaviourSeen;
use protocol::ids::{BehaviourKey, DepartmentCode, FileHash, ObservationId, RowId, SeatCode, TaskId};
use protocol::vocab::{ObservationKind, Rating};
use std::collections::{BTreeMap, BTreeSet};

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
    pub(crate) files: Vec<FileHash>,
    pub(crate) published: Option<Rung>,
}

/// A rating with its author and reason.
#[derive(Clone, Debug)]
pub struct Graded {
    pub(crate) rating: Rating,
    pub(crate) rung: Rung,
    pub(crate) note: Option<String>,
}

/// What somebody saw of a behaviour.
#[derive(Clone, Debug)]
pub struct Watched {
    pub(crate) seen: BehaviourSeen,
    pub(crate) rung: Rung,
    pub(crate) note: Option<String>,
}

/// What one evaluator makes of one task.
#[derive(Clone, Debug, Default)]
pub struct Assessment {
    pub(crate) rating: Option<Graded>,
    pub(crate) behaviours: BTreeMap<BehaviourKey, Watched>,
}

/// Points of an answer that are right.
#[derive(Clone, Debug)]
pub struct AnswerScore {
    pub(crate) right: BTreeSet<u32>,
    pub(crate) asked: u32,
    pub(crate) rung: Rung,
}

/// An objective and its final rating.
#[derive(Clone, Debug, Default)]
pub struct ObjectiveState {
    pub(crate) rating: Option<(Rating, Rung, Option<String>)>,
}

/// Everything that evaluators have said of an exercise.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    pub(crate) observations: BTreeMap<ObservationId, Observation>,
    pub(crate) assessments: BTreeMap<(TaskId, SeatCode), Assessment>,
    /// Since when evaluators see each other's ratings.
    pub(crate) reconciliation: Option<Rung>,
    /// Final ratings of tasks.
    pub(crate) settled: BTreeMap<TaskId, Graded>,
}

impl Evaluation {
    /// Ratings of a task, by evaluator.
    pub(crate) fn ratings<'a>(&'a self, task: &'a TaskId) -> impl Iterator<Item = (&'a SeatCode, &'a Graded)> {
        self.of(task).filter_map(|(seat, assessment)| assessment.rating.as_ref().map(|graded| (seat, graded)))
    }

    /// What evaluators make of a task, in order of seats.
    pub(crate) fn of<'a>(&'a self, task: &'a TaskId) -> impl Iterator<Item = (&'a SeatCode, &'a Assessment)> {
        self.assessments.iter().filter(move |((of, _), _)| of == task).map(|((_, seat), one)| (seat, one))
    }
}

/// A false start: what was rated was another run. Notes stay, with the times that they were written at.
pub(crate) fn reset(state: &mut State) {
    state.evaluation.assessments.clear();
    state.evaluation.settled.clear();
    state.evaluation.reconciliation = None;
}
