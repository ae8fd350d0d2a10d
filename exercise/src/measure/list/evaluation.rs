//! M25, M26, M29 and M30: what was observed, how far evaluators agree, how soon the report was drafted and
//! approved, how many measures were verified by their day, which findings were made again.

use super::build;
use super::build::{of_n, whole, whole_ms};
use crate::area::evaluation::Graded;
use crate::area::improvement::{Action, Finding, repeats};
use crate::evidence::{of_commit, of_rung};
use crate::state::State;
use protocol::document::{Evidence, EvidenceKind};
use protocol::ids::{FindingId, ObjectiveId, SeatCode, TaskId};
use protocol::improvement::{ActionStage, Day};
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

    lead_time(state, list);
    closing(state, list);
}

/// From ENDEX to the first draft that was put down, and to the approval of the reports.
fn lead_time(state: &State, list: &mut Vec<Measure>) {
    let Some(end) = &state.endex else { return };
    let drafts = state.written.values().filter_map(|one| one.drafts.first());
    let moments = [(Part::Draft, drafts.min_by_key(|rung| rung.at.wall)), (Part::Value, state.reported.as_ref())];
    list.extend(moments.into_iter().filter_map(|(part, rung)| {
        let rung = rung?;
        Some(Measure {
            value: Some(whole_ms((rung.at.wall.0 - end.at.wall.0).max(0))),
            n: 1,
            evidence: vec![of_commit(end), of_commit(rung)],
            ..build::blank(M::M29, whole(), part, Unit::WallMs)
        })
    }));
}

/// Measures verified by the end of their day, of those that were verified or whose day has passed by the
/// last commit; findings that an earlier exercise had made, of all that stand where there were any.
fn closing(state: &State, list: &mut Vec<Measure>) {
    let zone = &state.scenario.settings.time_zone;
    let (today, all) = (Day::of(state.last.wall, zone), state.improvement.in_order());
    let verified = |one: &Action| {
        let step = one.steps.iter().rfind(|step| step.what.to == ActionStage::Verified);
        step.filter(|_| one.stage == ActionStage::Verified).map(|step| step.rung.clone())
    };
    let due = all.into_iter().filter_map(|(id, one)| {
        let day = one.what.due.filter(|_| one.stage != ActionStage::Waived)?;
        let rung = verified(one);
        let in_time = rung.as_ref().is_some_and(|rung| Day::of(rung.at.wall, zone) <= day);
        let rests = of_rung(rung.as_ref().unwrap_or(&one.rung), EvidenceKind::Action, id);
        (rung.is_some() || day < today).then_some((in_time, rests))
    });
    let due: Vec<(bool, Evidence)> = due.collect();
    if !due.is_empty() {
        let hit = due.iter().filter(|(hit, _)| *hit).count();
        let rests = due.iter().map(|(_, evidence)| evidence.clone()).collect();
        list.push(of_n(M::M30, whole(), Part::Value, hit, due.len(), rests));
    }
    let standing = state.improvement.standing();
    if !state.improvement.earlier.is_empty() {
        let again = |(_, one): &&(&FindingId, &Finding)| !repeats(state, &one.what).is_empty();
        let rests =
            standing.iter().filter(again).map(|(id, one)| of_rung(&one.rung, EvidenceKind::Finding, id)).collect();
        let hit = standing.iter().filter(again).count();
        list.push(of_n(M::M30, whole(), Part::Repeated, hit, standing.len(), rests));
    }
}
