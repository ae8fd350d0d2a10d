//! M20–M24, M27 and M28: decisions, load, and how the exercise itself was run.

use super::build::{Sample, blank, counted, of_n, spread, subject, whole, whole_ms};
use super::offline;
use crate::evidence::{of_commit, of_note, of_rung};
use crate::measure::load_measures;
use crate::number;
use crate::state::State;
use protocol::document::{Evidence, EvidenceKind};
use protocol::measure::{Measure, MeasureCode as M, MeasurePart as Part, MeasureUnit as Unit, SubjectKind};
use protocol::time::ExerciseTime;
use protocol::vocab::{DeliveryStage as Stage, InjectKind, InjectStatus};

pub(super) fn measures(state: &State, list: &mut Vec<Measure>) {
    decisions(state, list);
    for load in load_measures(state) {
        let peak = Measure {
            value: Some(f64::from(load.peak)),
            n: load.deliveries,
            target: Some(f64::from(state.scenario.settings.load_limit)),
            met: Some(load.peak <= state.scenario.settings.load_limit),
            ..blank(M::M21, subject(SubjectKind::Department, load.department), Part::Worst, Unit::Count)
        };
        list.push(peak);
    }
    rows(state, list);
    clarifications(state, list);
    for department in state.desks.keys() {
        let spans = offline::spans(state, department);
        let total: i64 = spans.iter().map(|span| span.to - span.from).sum();
        let rests = spans.iter().map(|span| Evidence {
            seq: span.seq,
            at: ExerciseTime(span.from),
            kind: EvidenceKind::Commit,
            id: None,
        });
        let of = subject(SubjectKind::Department, department);
        list.push(Measure {
            value: Some(whole_ms(total)),
            n: number::count(spans.len()),
            evidence: rests.collect(),
            ..blank(M::M27, of, Part::Total, Unit::ExerciseMs)
        });
    }
    pauses(state, list);
}

/// From delivery to the decider's choice, for each row that asks for one.
fn decisions(state: &State, list: &mut Vec<Measure>) {
    for row in state.row_order.iter().filter_map(|id| state.rows.get(id)) {
        if row.spec.decision.is_empty() || row.released.is_none() {
            continue;
        }
        let of = subject(SubjectKind::Row, &row.spec.id);
        let chosen = row.deliveries.iter().filter_map(|id| state.deliveries.get(id)).find_map(|delivery| {
            let answer = delivery.answer.as_ref().filter(|answer| answer.choice.is_some())?;
            let delivered = delivery.rungs.get(&Stage::Delivered)?;
            let first = delivery.rungs.get(&Stage::Responded).unwrap_or(&answer.rung);
            let rests = [delivered, first].map(|rung| of_rung(rung, EvidenceKind::Delivery, delivery.id)).to_vec();
            Some(((first.at.exercise.0 - delivered.at.exercise.0).max(0), rests))
        });
        let limit = row.spec.targets.respond.map(protocol::time::Seconds::millis);
        let (took, rests) = chosen.map_or((None, Vec::new()), |(took, rests)| (Some(took), rests));
        list.push(super::build::timed(M::M20, of, Part::Value, took, limit, rests));
    }
}

/// Contingencies that were used, and rows that were not played.
fn rows(state: &State, list: &mut Vec<Measure>) {
    let all = || state.row_order.iter().filter_map(|id| state.rows.get(id));
    let prepared: Vec<_> = all().filter(|row| row.spec.kind == InjectKind::Contingency).collect();
    let used: Vec<Evidence> = prepared
        .iter()
        .filter_map(|row| row.released.as_ref().map(|rung| of_rung(rung, EvidenceKind::Row, &row.spec.id)))
        .collect();
    list.push(of_n(M::M22, whole(), Part::Value, used.len(), prepared.len(), used));
    let unplayed = |row: &&crate::area::inject::Row| {
        matches!(row.status, InjectStatus::NotPlayed | InjectStatus::Skipped) && row.spec.template.is_none()
    };
    let rests: Vec<Evidence> = all()
        .filter(unplayed)
        .filter_map(|row| {
            let note = row.settled.as_ref()?;
            Some(of_note(note, EvidenceKind::Row, &row.spec.id))
        })
        .collect();
    list.push(counted(M::M24, whole(), Part::Total, all().filter(unplayed).count(), rests));
}

fn clarifications(state: &State, list: &mut Vec<Measure>) {
    let mut asked: Vec<_> = state.clarifications.iter().collect();
    asked.sort_by_key(|(_, one)| one.asked.seq);
    let rests = asked.iter().map(|(id, one)| of_rung(&one.asked, EvidenceKind::Clarification, id)).collect();
    list.push(counted(M::M23, whole(), Part::Total, asked.len(), rests));
    let answered = asked.iter().filter_map(|(id, one)| {
        let answer = one.answer.as_ref()?;
        let ms = (answer.at.exercise.0 - one.asked.at.exercise.0).max(0);
        let end = of_note(answer, EvidenceKind::Clarification, id);
        Some(Sample { ms, not_counted: 0, evidence: vec![of_rung(&one.asked, EvidenceKind::Clarification, id), end] })
    });
    let answered: Vec<Sample> = answered.collect();
    if !answered.is_empty() {
        list.extend(spread(M::M23, &whole(), Unit::ExerciseMs, answered, false));
    }
}

/// Wall time: the exercise clock stands in a pause.
fn pauses(state: &State, list: &mut Vec<Measure>) {
    let rests = || state.pauses.iter().flat_map(|pause| std::iter::once(&pause.from).chain(&pause.to)).map(of_commit);
    list.push(counted(M::M28, whole(), Part::Value, state.pauses.len(), rests().collect()));
    let end = state.until().wall.0;
    let length = |pause: &crate::area::lifecycle::Pause| {
        (pause.to.as_ref().map_or(end, |to| to.at.wall.0) - pause.from.at.wall.0).max(0)
    };
    list.push(Measure {
        value: Some(whole_ms(state.pauses.iter().map(length).sum())),
        n: number::count(state.pauses.len()),
        evidence: rests().collect(),
        ..blank(M::M28, whole(), Part::Total, Unit::WallMs)
    });
}
