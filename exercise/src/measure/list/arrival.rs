//! M08, M14 and M16 from named moments of tasks, M09 and M10 from situation reports, M13 from scored
//! answers.

use super::build::{Sample, of_n, spread, subject, timed, whole};
use crate::area::comms::Report;
use crate::evidence::{of_mark, of_rung, once};
use crate::state::{Mark, State, TaskState};
use protocol::document::{Evidence, EvidenceKind};
use protocol::ids::{MarkName, ReportId, TaskId};
use protocol::measure::{Measure, MeasureCode as M, MeasurePart as Part, MeasureUnit as Unit, SubjectKind};
use protocol::scenario::{MarkEvent, MarkRef, MarkStart, TaskMark};
use protocol::vocab::{DeliveryStage, TaskOutcome};

/// The moment of arriving, as scenarios call it (M14).
const ON_SCENE: &str = "on_scene";

pub(super) fn measures(state: &State, list: &mut Vec<Measure>) {
    let bindings = &state.scenario.bindings;
    chain(state, M::M08, &bindings.report_chain, list);
    first_report(state, list);
    rhythm(state, list);
    familiarity(state, list);
    for (id, task) in &state.tasks {
        let arrivals = task.spec.marks.iter().filter(|mark| mark.mark.as_str() == ON_SCENE);
        list.extend(arrivals.map(|mark| moment(state, M::M14, id, task, mark)));
    }
    chain(state, M::M16, &bindings.medical_chain, list);
}

/// Each hop of a chain from its own start, and the whole from the first start to the last moment.
fn chain(state: &State, code: M, hops: &[MarkRef], list: &mut Vec<Measure>) {
    let mut found = Vec::new();
    for hop in hops {
        let Some((task, mark)) = find(state, hop) else { continue };
        list.push(moment(state, code, &hop.task, task, mark));
        found.push((hop, task, mark));
    }
    let begins = found.iter().filter_map(|(_, _, mark)| start(state, mark.from.as_ref()?)).min_by_key(|(at, _)| *at);
    let done: Vec<_> =
        found.iter().filter_map(|(hop, task, _)| done(task, &hop.mark).map(|mark| (hop, mark))).collect();
    let all = !found.is_empty() && done.len() == found.len();
    let last = done.iter().map(|(_, mark)| mark.at.exercise.0).max().filter(|_| all);
    let took = begins.as_ref().zip(last).map(|((from, _), to)| (to - from).max(0));
    let mut rests: Vec<Evidence> = done.iter().map(|(hop, mark)| of_mark(mark, &hop.task)).collect();
    rests.extend(begins.into_iter().map(|(_, evidence)| evidence));
    list.push(timed(code, whole(), Part::Total, took, None, rests));
}

fn find<'a>(state: &'a State, hop: &MarkRef) -> Option<(&'a TaskState, &'a TaskMark)> {
    let task = state.tasks.get(&hop.task)?;
    Some((task, task.spec.marks.iter().find(|mark| mark.mark == hop.mark)?))
}

fn done<'a>(task: &'a TaskState, name: &MarkName) -> Option<&'a Mark> {
    task.marks.get(&Some(name.clone())).filter(|mark| mark.outcome == TaskOutcome::Done)
}

/// When a span of a mark starts.
fn start(state: &State, from: &MarkStart) -> Option<(i64, Evidence)> {
    let row = state.rows.get(&from.row)?;
    let rung = match from.event {
        MarkEvent::Released => row.released.as_ref()?,
        MarkEvent::Delivered => {
            let deliveries = row.deliveries.iter().filter_map(|id| state.deliveries.get(id));
            let rungs = deliveries.filter_map(|delivery| delivery.rungs.get(&DeliveryStage::Delivered));
            rungs.min_by_key(|rung| rung.at.exercise)?
        }
    };
    Some((rung.at.exercise.0, of_rung(rung, EvidenceKind::Row, &from.row)))
}

/// A named moment against its own start and limit.
fn moment(state: &State, code: M, id: &TaskId, task: &TaskState, mark: &TaskMark) -> Measure {
    let of = subject(SubjectKind::Mark, format!("{id}/{}", mark.mark));
    let begins = mark.from.as_ref().and_then(|from| start(state, from));
    let reached = done(task, &mark.mark);
    let took = begins.as_ref().zip(reached).map(|((from, _), mark)| (mark.at.exercise.0 - from).max(0));
    let mut rests: Vec<Evidence> = reached.map(|mark| of_mark(mark, id)).into_iter().collect();
    rests.extend(begins.map(|(_, evidence)| evidence));
    timed(code, of, Part::Value, took, Some(mark.target.millis()), rests)
}

/// Situation reports in the order in which they came.
fn reports(state: &State) -> Vec<(&ReportId, &Report)> {
    let mut reports: Vec<_> = state.reports.iter().collect();
    reports.sort_by_key(|(_, report)| (report.submitted.at, report.submitted.seq));
    reports
}

fn of_report(id: ReportId, report: &Report) -> Evidence {
    of_rung(&report.submitted, EvidenceKind::SituationReport, id)
}

/// M09: of the key facts that are asked for, how many the very first report held.
fn first_report(state: &State, list: &mut Vec<Measure>) {
    let asked = &state.scenario.report_facts;
    for department in state.desks.keys() {
        let first = reports(state).into_iter().find(|(_, report)| report.department == *department);
        let Some((id, report)) = first else { continue };
        let held = |key| report.facts.iter().any(|fact| fact.key == key) && !report.gaps.contains(&key);
        let held = asked.iter().filter(|fact| held(fact.key.clone())).count();
        let of = subject(SubjectKind::Department, department);
        list.push(of_n(M::M09, of, Part::Value, held, asked.len(), vec![of_report(*id, report)]));
    }
}

/// M10: gaps between one department's situation reports, against the limit of the mark that counts from
/// the previous report.
fn rhythm(state: &State, list: &mut Vec<Measure>) {
    let marks = state.tasks.values().flat_map(|task| &task.spec.marks);
    let limit = marks.filter(|mark| mark.from.is_none()).map(|mark| mark.target.millis()).min();
    let all = reports(state);
    for department in state.desks.keys() {
        let own: Vec<_> = all.iter().filter(|(_, report)| report.department == *department).collect();
        let gap = |pair: &[&(&ReportId, &Report)]| {
            let [(id, before), (next_id, next)] = pair else { return None };
            let ms = (next.submitted.at.exercise.0 - before.submitted.at.exercise.0).max(0);
            Some(Sample { ms, not_counted: 0, evidence: vec![of_report(**id, before), of_report(**next_id, next)] })
        };
        let gaps: Vec<Sample> = own.windows(2).filter_map(gap).collect();
        if gaps.is_empty() {
            continue;
        }
        let of = subject(SubjectKind::Department, department);
        if let Some(limit) = limit {
            let hit = gaps.iter().filter(|gap| gap.ms <= limit).count();
            let rests = once(gaps.iter().flat_map(|gap| gap.evidence.clone()).collect());
            list.push(of_n(M::M10, of.clone(), Part::Value, hit, gaps.len(), rests));
        }
        list.extend(spread(M::M10, &of, Unit::ExerciseMs, gaps, false));
    }
}

/// M13: points right of those asked, in the answers that somebody scored.
fn familiarity(state: &State, list: &mut Vec<Measure>) {
    for department in state.desks.keys() {
        let (mut right, mut asked, mut rests) = (0, 0, Vec::new());
        for row in &state.scenario.bindings.plan_checks {
            let Some(row) = state.rows.get(row) else { continue };
            let own = row.deliveries.iter().filter_map(|id| state.deliveries.get(id));
            for delivery in own.filter(|delivery| delivery.department == *department) {
                let Some(score) = &delivery.score else { continue };
                right += score.right.len();
                asked += usize::try_from(score.asked).unwrap_or(usize::MAX);
                rests.push(of_rung(&score.rung, EvidenceKind::Delivery, delivery.id));
            }
        }
        if asked > 0 {
            let of = subject(SubjectKind::Department, department);
            list.push(of_n(M::M13, of, Part::Value, right, asked, rests));
        }
    }
}
