//! M11 from what people ticked of relay tests, M12 from what departments upheld of the same fact at the
//! same time, M15 from faults and checklists, M19 from claims and commitments.

use super::build::{blank, counted, of_n, subject, timed, whole_ms};
use crate::area::commitment::Commitment;
use crate::area::inject::Rung;
use crate::area::relay;
use crate::area::resource::CheckState;
use crate::area::situation::FactState;
use crate::evidence::{of_commit, of_rung, once};
use crate::number;
use crate::state::State;
use protocol::document::{Evidence, EvidenceKind};
use protocol::ids::{DepartmentCode, FactKey};
use protocol::measure::{Measure, MeasureCode as M, MeasurePart as Part, MeasureUnit as Unit, SubjectKind};
use protocol::scenario::FactValue;
use protocol::time::ExerciseTime;
use protocol::vocab::{CommitmentOutcome, Heard};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn measures(state: &State, list: &mut Vec<Measure>) {
    relays(state, list);
    list.extend(state.facts.iter().filter_map(|(key, fact)| disagreement(state, key, fact)));
    faults(state, list);
    let end = state.endex.as_ref();
    list.extend(state.resources.checklists.iter().map(|(code, check)| checklist(code, check, end)));
    promises(state, list);
}

/// Facts kept at the last hop of all that were asked, and how long the whole took.
fn relays(state: &State, list: &mut Vec<Measure>) {
    for (id, relay) in &state.relays {
        let Some(row) = state.rows.get(id) else { continue };
        let (Some(released), Some(last)) = (&row.released, relay.hops.last()) else { continue };
        let of = subject(SubjectKind::Row, id);
        let tick = |tick: &relay::Tick| of_rung(&tick.rung, EvidenceKind::RelayTick, id);
        let mut rests: Vec<Evidence> = last.facts.values().map(tick).collect();
        rests.push(of_rung(released, EvidenceKind::Row, id));
        if last.facts.is_empty() {
            list.push(blank(M::M11, of.clone(), Part::Value, Unit::OfN));
        } else {
            let kept = last.facts.values().filter(|tick| tick.heard == Heard::Kept).count();
            list.push(of_n(M::M11, of.clone(), Part::Value, kept, row.spec.key_facts.len(), rests.clone()));
        }
        let at = |place| relay::reached(state, row, relay, place);
        let took = at(0).zip(relay.hops.len().checked_sub(1).and_then(at)).map(|(from, to)| (to.0 - from.0).max(0));
        let limit = row.spec.targets.complete.or(row.spec.targets.respond).map(protocol::time::Seconds::millis);
        list.push(timed(M::M11, of, Part::Time, took, limit, rests));
    }
}

/// How long departments upheld different values of a fact; none where they never did.
fn disagreement(state: &State, key: &FactKey, fact: &FactState) -> Option<Measure> {
    let mut steps: Vec<(ExerciseTime, u64, &DepartmentCode, Option<&FactValue>)> = Vec::new();
    for (department, upheld) in &fact.upheld {
        for step in upheld {
            let report = step.report.and_then(|id| state.fact_reports.get(&id));
            let seq = report.map_or(0, |report| report.rung.seq);
            steps.push((step.at.exercise, seq, department, report.map(|report| &report.value)));
        }
    }
    steps.sort_by_key(|(at, seq, ..)| (*at, *seq));
    let end = state.until().exercise;
    let mut held: BTreeMap<&DepartmentCode, &FactValue> = BTreeMap::new();
    let (mut since, mut total, mut rests) = (None::<ExerciseTime>, 0, Vec::new());
    let mut spells = 0_usize;
    for (at, seq, department, value) in steps {
        match value {
            Some(value) => held.insert(department, value),
            None => held.remove(department),
        };
        let mut values = held.values();
        let first = values.next();
        let differs = values.any(|other| Some(other) != first);
        if (differs != since.is_some()) && seq > 0 {
            rests.push(Evidence { seq, at, kind: EvidenceKind::FactReport, id: Some(key.to_string()) });
        }
        match (differs, since) {
            (true, None) => {
                since = Some(at);
                spells += 1;
            }
            (false, Some(from)) => {
                total += at.0 - from.0;
                since = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    total += since.map_or(0, |from| end.0 - from.0);
    (spells > 0).then(|| Measure {
        value: Some(whole_ms(total)),
        n: number::count(spells),
        evidence: once(rests),
        ..blank(M::M12, subject(SubjectKind::Fact, key), Part::Total, Unit::ExerciseMs)
    })
}

fn faults(state: &State, list: &mut Vec<Measure>) {
    let mut faults: Vec<_> = state.resources.faults.iter().collect();
    faults.sort_by_key(|(_, fault)| fault.number);
    for (id, fault) in faults {
        let of = subject(SubjectKind::Fault, id);
        let since = |rung: &crate::area::inject::Rung| (rung.at.exercise.0 - fault.occurred.at.exercise.0).max(0);
        let began = of_rung(&fault.occurred, EvidenceKind::Fault, id);
        let with = |rung: Option<&crate::area::inject::Rung>| {
            let end = rung.map(|rung| of_rung(rung, EvidenceKind::Fault, id));
            std::iter::once(began.clone()).chain(end).collect::<Vec<_>>()
        };
        let binding = state.scenario.bindings.equipment.iter().find(|one| Some(&one.fault) == fault.row.as_ref());
        let limit = binding.and_then(|one| {
            let task = state.tasks.get(&one.backup)?;
            let mark = task.spec.marks.iter().find(|mark| Some(&mark.mark) == one.backup_mark.as_ref());
            mark.map(|mark| mark.target).or(task.spec.target).map(protocol::time::Seconds::millis)
        });
        let backup = fault.backup.as_ref().map(|(_, rung)| rung);
        list.push(timed(M::M15, of.clone(), Part::Value, backup.map(since), limit, with(backup)));
        let logged = fault.reported.as_ref();
        list.push(timed(M::M15, of, Part::Logged, logged.map(since), None, with(logged)));
    }
}

/// Entries that were ticked before the department departed, or until now where it has not; judged once it
/// has, or once the exercise has ended without.
fn checklist(code: &DepartmentCode, check: &CheckState, end: Option<&Rung>) -> Measure {
    let left = check.departed.as_ref().map(|rung| rung.at.exercise);
    let in_time: Vec<_> =
        check.ticks.values().filter(|tick| left.is_none_or(|left| tick.at.exercise <= left)).collect();
    let rests =
        in_time.iter().map(|rung| of_commit(rung)).chain(check.departed.as_ref().or(end).map(of_commit)).collect();
    let of = subject(SubjectKind::Department, code);
    let list = of_n(M::M15, of, Part::Checklist, in_time.len(), check.entries.len(), rests);
    let met = (end.is_some() || left.is_some()).then_some(in_time.len() == check.entries.len());
    Measure { met, ..list }
}

fn promises(state: &State, list: &mut Vec<Measure>) {
    let departments: BTreeSet<_> = state.desks.keys().collect();
    for department in departments {
        let of = || subject(SubjectKind::Department, department);
        let claims: Vec<_> = state.claims.iter().filter(|(_, claim)| claim.department == *department).collect();
        if !claims.is_empty() {
            let rests = claims.iter().flat_map(|(id, claim)| {
                let of = move |rung| of_rung(rung, EvidenceKind::Claim, id);
                std::iter::once(&claim.recorded).chain(&claim.read_back).map(of)
            });
            let hit = claims.iter().filter(|(_, claim)| claim.read_back.is_some()).count();
            list.push(of_n(M::M19, of(), Part::ReadBack, hit, claims.len(), rests.collect()));
        }
        let made: Vec<_> = state.commitments.iter().filter(|(_, one)| one.what.department == *department).collect();
        if made.is_empty() {
            continue;
        }
        let rests = |which: &dyn Fn(&Commitment) -> bool| -> Vec<Evidence> {
            let hit = made.iter().filter(|(_, one)| which(one));
            hit.map(|(id, one)| of_rung(&one.made, EvidenceKind::Commitment, id)).collect()
        };
        list.push(counted(M::M19, of(), Part::Value, made.len(), rests(&|_| true)));
        let complete = made.iter().filter(|(_, one)| one.complete()).count();
        list.push(of_n(M::M19, of(), Part::Complete, complete, made.len(), rests(&|_| true)));
        let beyond = |one: &Commitment| one.judged.as_ref().is_some_and(|(beyond, _)| *beyond);
        let hit = rests(&beyond);
        list.push(counted(M::M19, of(), Part::BeyondAuthority, hit.len(), hit));
        let kept = |one: &Commitment| one.settled.as_ref().is_some_and(|(end, _)| *end == CommitmentOutcome::Kept);
        let ended = made.iter().filter(|(_, one)| one.settled.is_some() || one.overdue).count();
        if ended > 0 {
            let hit = made.iter().filter(|(_, one)| kept(one)).count();
            let settled = rests(&|one: &Commitment| one.settled.is_some() || one.overdue);
            list.push(of_n(M::M19, of(), Part::Kept, hit, ended, settled));
        }
    }
}
