//! M25, M26 and M29: what was observed, how far evaluators agree, how soon the report was approved.

use super::build;
use super::build::{of_n, whole, whole_ms};
use crate::area::evaluation::Graded;
use crate::evidence::{of_commit, of_rung};
use crate::state::State;
use protocol::document::{Evidence, EvidenceKind};
use protocol::ids::{ObjectiveId, SeatCode, TaskId};
use protocol::measure::{Measure, MeasureCode as M, MeasurePart as Part, MeasureUnit as Unit};
use protocol::vocab::Rating;
use std::collections::BTreeSet;

/// Ratings of those who observed the task.
fn ratings<'a>(state: &'a State, task: &'a TaskId) -> impl Iterator<Item = (&'a SeatCode, &'a Graded)> {
    state.evaluation.ratings(task).filter(|(_, graded)| graded.rating != Rating::NotObserved)
}

pub(super) fn measures(state: &State, list: &mut Vec<Measure>) {
    let of = |task: &TaskId, graded: &Graded| of_rung(&graded.rung, EvidenceKind::Rating, task);
    let observed: Vec<&TaskId> = state.tasks.keys().filter(|task| ratings(state, task).next().is_some()).collect();
    let rests: Vec<Evidence> =
        observed.iter().flat_map(|task| ratings(state, task).map(|(_, graded)| of(task, graded))).collect();
    list.push(of_n(M::M25, whole(), Part::Value, observed.len(), state.tasks.len(), rests.clone()));
    let watched = |objective: &ObjectiveId| -> BTreeSet<&SeatCode> {
        let own = state.tasks.iter().filter(|(_, task)| task.objective == *objective);
        own.flat_map(|(id, _)| ratings(state, id).map(|(seat, _)| seat)).collect()
    };
    let twice = state.objectives.keys().filter(|objective| watched(objective).len() >= 2).count();
    list.push(of_n(M::M25, whole(), Part::TwoEvaluators, twice, state.objectives.len(), rests));

    let shared: Vec<&&TaskId> = observed.iter().filter(|task| ratings(state, task).count() >= 2).collect();
    let agree = |task: &&&&TaskId| {
        let mut grades = ratings(state, task).map(|(_, graded)| graded.rating);
        let first = grades.next();
        grades.all(|grade| Some(grade) == first)
    };
    let rests = shared.iter().flat_map(|task| ratings(state, task).map(|(_, graded)| of(task, graded))).collect();
    list.push(of_n(M::M26, whole(), Part::Value, shared.iter().filter(agree).count(), shared.len(), rests));

    if let (Some(end), Some(reported)) = (&state.endex, &state.reported) {
        list.push(Measure {
            value: Some(whole_ms((reported.at.wall.0 - end.at.wall.0).max(0))),
            n: 1,
            evidence: vec![of_commit(end), of_commit(reported)],
            ..build::blank(M::M29, whole(), Part::Value, Unit::WallMs)
        });
    }
}
