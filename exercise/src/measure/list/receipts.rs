//! M01–M07 from deliveries: how punctually rows were released, what arrived, and how soon it was
//! acknowledged, answered and completed.

use super::build::{Sample, counted, of_n, spread, subject, timed, whole};
use super::offline::{self, Span};
use crate::area::inject::{Delivery, Row, Rung};
use crate::evidence::of_rung;
use crate::state::State;
use protocol::document::{Evidence, EvidenceKind};
use protocol::ids::DepartmentCode;
use protocol::measure::{Measure, MeasureCode as M, MeasurePart as Part, MeasureUnit as Unit, SubjectKind};
use protocol::scenario::Condition;
use protocol::time::Seconds;
use protocol::vocab::{DeliveryStage as Stage, Duty, Progress};

pub(super) fn measures(state: &State, list: &mut Vec<Measure>) {
    list.extend(spread(M::M01, &whole(), Unit::ExerciseMs, deviations(state), false));
    let all = sorted(state);
    let took: Vec<Sample> = all.iter().filter_map(|(_, delivery)| delivery_time(delivery)).collect();
    list.extend(spread(M::M02, &whole(), Unit::WallMs, took, true));
    let never: Vec<_> = all.iter().filter(|(_, delivery)| rung(delivery, Stage::Delivered).is_none()).collect();
    let rests = never.iter().filter_map(|(_, delivery)| rests(delivery, Stage::Queued)).collect();
    list.push(counted(M::M02, whole(), Part::Never, never.len(), rests));
    for department in state.desks.keys() {
        let own: Vec<_> = all.iter().filter(|(_, one)| one.department == *department).copied().collect();
        Desk { department, own, dark: offline::spans(state, department) }.measures(list);
    }
}

/// Deliveries of a department, in order of rows.
struct Desk<'a> {
    department: &'a DepartmentCode,
    own: Vec<(&'a Row, &'a Delivery)>,
    dark: Vec<Span>,
}

impl Desk<'_> {
    fn measures(&self, list: &mut Vec<Measure>) {
        let of = subject(SubjectKind::Department, self.department);
        list.extend(spread(M::M03, &of, Unit::ExerciseMs, self.samples(Stage::Acknowledged, false), false));
        list.push(self.in_time(M::M04, Duty::Acknowledge, false));
        list.extend(spread(M::M05, &of, Unit::ExerciseMs, self.samples(Stage::Responded, true), false));
        list.push(self.in_time(M::M06, Duty::Complete, true));
        let late: Vec<Measure> = self.late();
        let rests = late.iter().flat_map(|one| one.evidence.clone()).collect();
        list.push(counted(M::M07, of, Part::Total, late.len(), rests));
        list.extend(late);
    }

    /// What the department was off line between two moments.
    fn not_counted(&self, from: i64, to: i64) -> i64 {
        self.dark.iter().map(|span| span.within(from, to)).sum()
    }

    /// From delivery to a stage, time off line subtracted.
    fn elapsed(&self, delivery: &Delivery, stage: Stage) -> Option<(i64, i64)> {
        let from = rung(delivery, Stage::Delivered)?.at.exercise.0;
        let to = reached(delivery, stage)?.at.exercise.0.max(from);
        let dark = self.not_counted(from, to);
        Some((to - from - dark, dark))
    }

    fn counted_here(&self, lead_only: bool) -> impl Iterator<Item = (&Row, &Delivery)> {
        let counts = move |(row, one): &(&Row, &Delivery)| {
            !lead_only || row.spec.lead.as_ref().is_none_or(|lead| *lead == one.department)
        };
        self.own.iter().copied().filter(counts)
    }

    fn samples(&self, stage: Stage, lead_only: bool) -> Vec<Sample> {
        let sample = |(_, delivery): (&Row, &Delivery)| {
            let (ms, not_counted) = self.elapsed(delivery, stage)?;
            let evidence = [Stage::Delivered, stage].into_iter().filter_map(|stage| rests(delivery, stage)).collect();
            Some(Sample { ms, not_counted, evidence })
        };
        self.counted_here(lead_only).filter_map(sample).collect()
    }

    /// Met within the limit, of those that were delivered and have been met or are past it.
    fn in_time(&self, code: M, duty: Duty, lead_only: bool) -> Measure {
        let stage = stage_of(duty);
        let (mut hit, mut n, mut dark, mut evidence) = (0, 0, 0, Vec::new());
        for (row, delivery) in self.counted_here(lead_only) {
            let Some(limit) = limit(row, duty) else { continue };
            let met = self.elapsed(delivery, stage);
            if met.is_none() && !delivery.overdue.contains(&duty) {
                continue;
            }
            n += 1;
            hit += usize::from(met.is_some_and(|(ms, _)| ms <= limit.millis()));
            dark += met.map_or(0, |(_, dark)| dark);
            evidence.extend([Stage::Delivered, stage].into_iter().filter_map(|stage| rests(delivery, stage)));
        }
        let of = subject(SubjectKind::Department, self.department);
        Measure { not_counted_ms: dark, ..of_n(code, of, Part::Value, hit, n, evidence) }
    }

    /// M07: each duty that was met late or not at all, how long it took, and its limit.
    fn late(&self) -> Vec<Measure> {
        let mut list = Vec::new();
        for (row, delivery) in &self.own {
            for duty in &delivery.overdue {
                let Some(limit) = limit(row, *duty) else { continue };
                let met = self.elapsed(delivery, stage_of(*duty));
                if met.is_some_and(|(ms, _)| ms <= limit.millis()) {
                    continue;
                }
                let of = subject(SubjectKind::Delivery, format!("{}/{}", row.spec.id, self.department));
                let evidence = [Stage::Delivered, stage_of(*duty)].into_iter().filter_map(|s| rests(delivery, s));
                let dark = met.map_or(0, |(_, dark)| dark);
                list.push(Measure {
                    met: Some(false),
                    not_counted_ms: dark,
                    ..timed(M::M07, of, part_of(*duty), met.map(|(ms, _)| ms), Some(limit.millis()), evidence.collect())
                });
            }
        }
        list
    }
}

const fn part_of(duty: Duty) -> Part {
    match duty {
        Duty::Acknowledge => Part::Acknowledged,
        Duty::Respond => Part::Responded,
        Duty::Complete => Part::Completed,
    }
}

const fn stage_of(duty: Duty) -> Stage {
    match duty {
        Duty::Acknowledge => Stage::Acknowledged,
        Duty::Respond => Stage::Responded,
        Duty::Complete => Stage::Completed,
    }
}

fn limit(row: &Row, duty: Duty) -> Option<Seconds> {
    let targets = &row.spec.targets;
    match duty {
        Duty::Acknowledge => targets.acknowledge,
        Duty::Respond => targets.respond,
        Duty::Complete => targets.complete,
    }
}

fn rung(delivery: &Delivery, stage: Stage) -> Option<&Rung> {
    delivery.rungs.get(&stage)
}

/// When a stage was reached; an answer that says "done" completes as well.
fn reached(delivery: &Delivery, stage: Stage) -> Option<&Rung> {
    let by_answer = || {
        let answer = delivery.answer.as_ref().filter(|answer| answer.progress == Progress::Done);
        answer.filter(|_| stage == Stage::Completed).map(|answer| &answer.rung)
    };
    rung(delivery, stage).or_else(by_answer)
}

fn rests(delivery: &Delivery, stage: Stage) -> Option<Evidence> {
    reached(delivery, stage).map(|rung| of_rung(rung, EvidenceKind::Delivery, delivery.id))
}

/// Deliveries in order of the list, then of departments.
fn sorted(state: &State) -> Vec<(&Row, &Delivery)> {
    let of_row = |id| {
        let row: &Row = state.rows.get(id)?;
        let mut own: Vec<_> = row.deliveries.iter().filter_map(|id| state.deliveries.get(id)).collect();
        own.sort_by(|a, b| (&a.department, a.number).cmp(&(&b.department, b.number)));
        Some(own.into_iter().map(move |delivery| (row, delivery)))
    };
    state.row_order.iter().filter_map(of_row).flatten().collect()
}

/// M02: wall milliseconds from the release to the first client with somebody signed in.
fn delivery_time(delivery: &Delivery) -> Option<Sample> {
    let (queued, delivered) = (rung(delivery, Stage::Queued)?, rung(delivery, Stage::Delivered)?);
    let ms = (delivered.at.wall.0 - queued.at.wall.0).max(0);
    let evidence = [Stage::Queued, Stage::Delivered].into_iter().filter_map(|stage| rests(delivery, stage)).collect();
    Some(Sample { ms, not_counted: 0, evidence })
}

/// M01: how far from its planned moment, and a row with a condition from its arming, a row was released.
fn deviations(state: &State) -> Vec<Sample> {
    let sample = |id| {
        let row: &Row = state.rows.get(id)?;
        let released = row.released.as_ref()?;
        let from = if !matches!(row.spec.when, Condition::Time { .. }) { row.armed?.exercise } else { row.planned()? };
        (from.0 >= 0 && row.spec.template.is_none()).then(|| Sample {
            ms: (released.at.exercise.0 - from.0).abs(),
            not_counted: 0,
            evidence: vec![of_rung(released, EvidenceKind::Row, &row.spec.id)],
        })
    };
    state.row_order.iter().filter_map(sample).collect()
}
