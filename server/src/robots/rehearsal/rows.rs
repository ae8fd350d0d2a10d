//! A rehearsal by rows: several seeds of a list, counted together, so that a planner sees beside each row
//! what became of it.

use super::outcome::{Outcome, RowOutcome};
use super::run::{Failure, Rehearsal, rehearse};
use crate::robots::{Crew, Part};
use protocol::ids::{DepartmentCode, RowId};
use protocol::rehearsal::{
    REHEARSAL_STEP_SECONDS, RehearsalReport, RehearsalStop, RehearsedBranch, RehearsedDuty, RehearsedList,
    RehearsedLoad, RehearsedNever, RehearsedRow,
};
use protocol::scenario::{Condition, Inject, Scenario};
use protocol::text::Language;
use protocol::vocab::{InjectKind, InjectStatus, ReleaseMode};
use std::collections::{BTreeMap, BTreeSet};

/// Rehearses a list with seeds from 1 on, which are asked before each whether it is still worth it: none
/// where it is not, or where the scenario makes no exercise. People keep their own pace, mistakes included.
#[must_use]
pub fn rehearse_rows(scenario: &Scenario, seeds: u32, wanted: &dyn Fn() -> bool) -> Option<RehearsalReport> {
    let (mut outcomes, mut stopped) = (Vec::new(), Vec::new());
    for seed in 1..=seeds {
        if !wanted() {
            return None;
        }
        // Nobody reads the sentences of it: the language is as good as any.
        let part = Part { seed: seed.into(), language: Language::Zh, speed: 1.0, crew: Crew::default() };
        match rehearse(scenario.clone(), &Rehearsal { part, lag_ms: 0, lag_seed: 0 }, |_| ()) {
            Ok(outcome) => outcomes.push(outcome),
            Err(Failure::Unending(status)) => stopped.push(RehearsalStop { seed, status }),
            Err(Failure::NoExercise) => return None,
        }
    }
    Some(counted(scenario, seeds, &outcomes, stopped))
}

fn counted(scenario: &Scenario, seeds: u32, outcomes: &[Outcome], stopped: Vec<RehearsalStop>) -> RehearsalReport {
    let mut rows: Vec<RehearsedRow> = scenario.injects.iter().map(|spec| row(spec, outcomes)).collect();
    let unreached: BTreeSet<RowId> = rows.iter().filter(|row| row.reached == 0).map(|row| row.row.clone()).collect();
    for (spec, row) in scenario.injects.iter().zip(&mut rows) {
        // Where no drill came to its end, nothing can be said of a row.
        row.never = (row.reached == 0 && !outcomes.is_empty()).then(|| never(spec, outcomes, &unreached));
    }
    let never = rows.iter().filter(|row| row.reached == 0).map(|row| row.row.clone());
    let contingencies = scenario.injects.iter().filter(|spec| spec.kind == InjectKind::Contingency);
    let mut refused: BTreeMap<String, u32> = BTreeMap::new();
    for (code, count) in outcomes.iter().flat_map(|outcome| &outcome.refused) {
        *refused.entry((*code).to_owned()).or_default() += count;
    }
    RehearsalReport {
        list: RehearsedList::default(),
        seeds,
        finished: count(outcomes.len()),
        stopped,
        never_reached: never.collect(),
        branches: contingencies.filter_map(|spec| branch(spec, outcomes)).collect(),
        step_seconds: REHEARSAL_STEP_SECONDS,
        load: load(scenario, outcomes),
        rows,
        refused,
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A row in each of the drills, and with a template every use of it.
fn played<'o>(spec: &Inject, outcome: &'o Outcome) -> impl Iterator<Item = &'o RowOutcome> {
    let id = spec.id.clone();
    outcome.rows.iter().filter(move |row| row.id == id || row.use_of.as_ref() == Some(&id))
}

fn row(spec: &Inject, outcomes: &[Outcome]) -> RehearsedRow {
    let all = || outcomes.iter().flat_map(|outcome| played(spec, outcome));
    let came = |row: &RowOutcome| row.released || row.status == InjectStatus::Complete;
    let mut moments: Vec<i32> =
        outcomes.iter().filter_map(|outcome| played(spec, outcome).filter_map(|row| row.released_at).min()).collect();
    moments.sort_unstable();
    let mut duties = [RehearsedDuty::default(); 2];
    for row in all() {
        for (sum, one) in duties.iter_mut().zip([row.acknowledged, row.answered]) {
            sum.in_time += one.in_time;
            sum.late += one.late;
            sum.never += one.never;
        }
    }
    let [acknowledged, answered] = duties;
    RehearsedRow {
        row: spec.id.clone(),
        inject_kind: spec.kind,
        title: spec.title.clone(),
        reached: count(outcomes.iter().filter(|outcome| played(spec, outcome).any(came)).count()),
        earliest: moments.first().copied(),
        median: moments.get(moments.len().saturating_sub(1) / 2).copied(),
        latest: moments.last().copied(),
        acknowledged,
        answered,
        never: None,
    }
}

/// Why a row came in none of the drills that came to their end.
fn never(spec: &Inject, outcomes: &[Outcome], unreached: &BTreeSet<RowId>) -> RehearsedNever {
    let own = || outcomes.iter().filter_map(|outcome| outcome.rows.iter().find(|row| row.id == spec.id));
    if spec.template.is_some() {
        return RehearsedNever::Template {};
    }
    if spec.kind == InjectKind::ExpectedAction {
        return RehearsedNever::NotDone {};
    }
    if own().any(|row| !row.conditions.is_empty()) {
        return RehearsedNever::Skipped {};
    }
    if matches!(spec.when, Condition::Manual {}) || spec.release == ReleaseMode::Manual {
        return RehearsedNever::ByHand {};
    }
    let mut named = Vec::new();
    rows_named(&spec.when, &mut named);
    match named.into_iter().find(|row| unreached.contains(*row)) {
        Some(row) => RehearsedNever::Behind { row: row.clone() },
        None if matches!(spec.when, Condition::Time { .. }) => RehearsedNever::Over {},
        None => RehearsedNever::NotTrue {},
    }
}

/// Rows that must have come before a condition can be true. Of several that are enough each, none must.
fn rows_named<'a>(condition: &'a Condition, named: &mut Vec<&'a RowId>) {
    match condition {
        Condition::After { r#ref, .. }
        | Condition::NoAck { r#ref, .. }
        | Condition::NoResponse { r#ref, .. }
        | Condition::Decision { r#ref, .. } => named.push(r#ref),
        Condition::All { of } => of.iter().for_each(|part| rows_named(part, named)),
        Condition::Time { .. }
        | Condition::Done { .. }
        | Condition::NotDone { .. }
        | Condition::Manual {}
        | Condition::Any { .. } => {}
    }
}

/// A contingency whose condition came true in some drill.
fn branch(spec: &Inject, outcomes: &[Outcome]) -> Option<RehearsedBranch> {
    let own = outcomes.iter().filter_map(|outcome| outcome.rows.iter().find(|row| row.id == spec.id));
    let fired: Vec<&RowOutcome> = own.filter(|row| !row.conditions.is_empty()).collect();
    let mut conditions: BTreeMap<String, u32> = BTreeMap::new();
    for word in fired.iter().flat_map(|row| &row.conditions) {
        *conditions.entry((*word).to_owned()).or_default() += 1;
    }
    (!fired.is_empty()).then(|| RehearsedBranch {
        row: spec.id.clone(),
        fired: count(fired.len()),
        released: count(fired.iter().filter(|row| row.released).count()),
        conditions,
    })
}

fn load(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<RehearsedLoad> {
    let most = |code: &DepartmentCode| {
        let mut received: Vec<u32> = Vec::new();
        for own in outcomes.iter().flat_map(|outcome| &outcome.departments).filter(|own| own.code == *code) {
            if received.len() < own.load.len() {
                received.resize(own.load.len(), 0);
            }
            received.iter_mut().zip(&own.load).for_each(|(most, step)| *most = (*most).max(*step));
        }
        received
    };
    let departments = scenario.departments.iter().map(|department| &department.code);
    departments.map(|code| RehearsedLoad { department: code.clone(), received: most(code) }).collect()
}
