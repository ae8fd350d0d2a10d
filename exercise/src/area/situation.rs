//! The common picture 综合态势: facts that departments report, each with its source and age, held
//! against what is true in the story, which control alone knows.
//!
//! A department upholds at most one value of a fact, the last it reported and has not withdrawn.
//! Nothing is overwritten: what was upheld when stays, and so does what was true when.

use crate::actor::{Seated, Who};
use crate::apply::Context;
use crate::area::comms;
use crate::area::inject::{Note, Rung};
use crate::commit::{Ids, Moment};
use crate::event::{Event, FactConfirmed, FactReported, FactWithdrawn, TruthSet};
use crate::limits::FACT_REPORTS_MAX;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{ReportFact, ReportedFact, SetTruth, WithdrawFact};
use protocol::ids::{DepartmentCode, FactKey, FactReportId, ReportId, RowId};
use protocol::problem::ProblemCode;
use protocol::scenario::{Fact, FactValue, Scenario};
use protocol::time::{Stamp, Timestamp};
use std::collections::BTreeMap;

/// What was true from some moment on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TruthAt {
    pub at: Stamp,
    pub value: FactValue,
    pub row: Option<RowId>,
    /// Nobody for what was planned.
    pub who: Who,
}

/// What a department upheld from some moment on; nothing after it withdrew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Upheld {
    pub at: Stamp,
    pub report: Option<FactReportId>,
}

/// A fact of the common picture.
#[derive(Clone, Debug)]
pub struct FactState {
    pub(crate) spec: Fact,
    pub(crate) order: u32,
    pub(crate) truths: Vec<TruthAt>,
    pub(crate) upheld: BTreeMap<DepartmentCode, Vec<Upheld>>,
    /// In order of confirmation.
    pub(crate) confirmed: Vec<FactReportId>,
}

/// What a department reported.
#[derive(Clone, Debug)]
pub struct FactReport {
    pub(crate) fact: FactKey,
    pub(crate) department: DepartmentCode,
    pub(crate) value: FactValue,
    pub(crate) rung: Rung,
    pub(crate) seen_at: Option<Timestamp>,
    pub(crate) source: Option<String>,
    pub(crate) report: Option<ReportId>,
    pub(crate) withdrawn: Option<Note>,
    pub(crate) confirmed: Option<Rung>,
}

impl FactState {
    /// What is true now.
    pub(crate) fn truth(&self) -> Option<&TruthAt> {
        self.truths.last()
    }

    /// What a department upholds now.
    pub(crate) fn now(&self, department: &DepartmentCode) -> Option<FactReportId> {
        self.upheld.get(department)?.last()?.report
    }

    /// Departments that are to know it or have reported it, in order of their codes.
    pub(crate) fn concerned(&self) -> impl Iterator<Item = &DepartmentCode> {
        let asked = self.spec.departments.iter().filter(|code| !self.upheld.contains_key(code));
        self.upheld.keys().chain(asked)
    }

    /// Whether departments uphold different values.
    pub(crate) fn disagree(&self, state: &State) -> bool {
        let mut values =
            self.upheld.keys().filter_map(|code| state.fact_reports.get(&self.now(code)?)).map(|r| &r.value);
        let first = values.next();
        first.is_some_and(|first| values.any(|value| value != first))
    }

    /// What command confirmed last and nobody has withdrawn.
    pub(crate) fn confirmed<'a>(&self, state: &'a State) -> Option<(FactReportId, &'a FactReport)> {
        let stands = |id: &FactReportId| {
            let report = state.fact_reports.get(id).filter(|report| report.withdrawn.is_none())?;
            Some((*id, report))
        };
        self.confirmed.iter().rev().find_map(stands)
    }
}

/// The facts of a scenario with what is true at the beginning.
pub(crate) fn facts(scenario: &Scenario, at: Stamp) -> BTreeMap<FactKey, FactState> {
    let fact = |(order, spec): (usize, &Fact)| {
        let truth = |value: &FactValue| TruthAt { at, value: value.clone(), row: None, who: Who::default() };
        let fact = FactState {
            spec: spec.clone(),
            order: u32::try_from(order).unwrap_or(u32::MAX),
            truths: spec.truth.iter().map(truth).collect(),
            upheld: BTreeMap::new(),
            confirmed: Vec::new(),
        };
        (spec.key.clone(), fact)
    };
    scenario.facts.iter().enumerate().map(fact).collect()
}

fn fact<'a>(state: &'a State, key: &FactKey, value: &FactValue) -> Result<&'a FactState, Rejection> {
    let fact = state.facts.get(key).ok_or_else(|| Rejection::unknown("fact"))?;
    if !fact.spec.form.admits(value) {
        return Err(Rejection::new(ProblemCode::OutOfRange, "the value has not the form of this fact").at("value"));
    }
    Ok(fact)
}

pub(crate) fn report(
    state: &State,
    command: &ReportFact,
    seated: &Seated,
    moment: &Moment,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    let department = seated.department.clone().ok_or(ProblemCode::NotAllowed)?;
    fact(state, &command.fact, &command.value)?;
    if state.fact_reports.len() >= FACT_REPORTS_MAX {
        return Err(ProblemCode::Full.into());
    }
    if command.seen_at.is_some_and(|at| at > moment.wall) {
        return Err(Rejection::new(ProblemCode::OutOfRange, "that is in the future").at("seen_at"));
    }
    Ok(vec![
        FactReported {
            id: FactReportId(ids.next()),
            fact: command.fact.clone(),
            department,
            value: command.value.clone(),
            seen_at: command.seen_at,
            source: command.source.as_ref().map(ToString::to_string),
            report: None,
        }
        .into(),
    ])
}

/// Key facts of a situation report that are facts of the picture too, where the value can be read.
pub(crate) fn in_report(
    state: &State,
    report: ReportId,
    department: &DepartmentCode,
    facts: &[ReportedFact],
    ids: &mut Ids,
) -> Vec<Event> {
    let room = FACT_REPORTS_MAX.saturating_sub(state.fact_reports.len());
    let reported = |told: &ReportedFact| {
        let value = state.facts.get(&told.key)?.spec.form.read(told.value.as_str())?;
        Some((told.key.clone(), value))
    };
    let known: Vec<_> = facts.iter().filter_map(reported).take(room).collect();
    let event = |(fact, value)| {
        FactReported {
            id: FactReportId(ids.next()),
            fact,
            department: department.clone(),
            value,
            seen_at: None,
            source: None,
            report: Some(report),
        }
        .into()
    };
    known.into_iter().map(event).collect()
}

pub(crate) fn withdraw(state: &State, command: &WithdrawFact, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let report = state.fact_reports.get(&command.report);
    let own = report.filter(|report| seated.department.as_ref() == Some(&report.department));
    let report = own.ok_or_else(|| Rejection::unknown("report"))?;
    if report.withdrawn.is_some() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was withdrawn"));
    }
    Ok(vec![FactWithdrawn { report: command.report, reason: command.reason.to_string() }.into()])
}

/// Incident command confirms, as it does situation reports; control where it must.
pub(crate) fn confirm(state: &State, id: FactReportId, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    if !comms::confirms(state, seated) {
        return Err(Rejection::unknown("report"));
    }
    let report = state.fact_reports.get(&id).ok_or_else(|| Rejection::unknown("report"))?;
    if report.confirmed.is_some() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was confirmed"));
    }
    let upheld = state.facts.get(&report.fact).and_then(|fact| fact.now(&report.department)) == Some(id);
    if !upheld {
        return Err(Rejection::new(ProblemCode::WrongStage, "the department does not uphold it any more"));
    }
    Ok(vec![FactConfirmed { report: id }.into()])
}

pub(crate) fn set_truth(state: &State, command: &SetTruth) -> Result<Vec<Event>, Rejection> {
    let known = fact(state, &command.fact, &command.value)?;
    if known.truth().is_some_and(|truth| truth.value == command.value) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "that is true already"));
    }
    let note = command.note.as_ref().map(ToString::to_string);
    Ok(vec![TruthSet { fact: command.fact.clone(), value: command.value.clone(), note }.into()])
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_reported(state: &mut State, event: &FactReported, context: &Context) {
    let report = FactReport {
        fact: event.fact.clone(),
        department: event.department.clone(),
        value: event.value.clone(),
        rung: context.rung(),
        seen_at: event.seen_at,
        source: event.source.clone(),
        report: event.report,
        withdrawn: None,
        confirmed: None,
    };
    state.fact_reports.insert(event.id, report);
    if let Some(fact) = state.facts.get_mut(&event.fact) {
        let upheld = fact.upheld.entry(event.department.clone()).or_default();
        upheld.push(Upheld { at: context.at, report: Some(event.id) });
    }
}

pub(crate) fn apply_withdrawn(state: &mut State, event: &FactWithdrawn, context: &Context) {
    let Some(report) = state.fact_reports.get_mut(&event.report) else { return };
    report.withdrawn = Some(context.note(&event.reason));
    let Some(upheld) = state.facts.get_mut(&report.fact).and_then(|fact| fact.upheld.get_mut(&report.department))
    else {
        return;
    };
    // What it replaced stays replaced: who withdraws knows nothing, not what was believed before.
    if upheld.last().and_then(|last| last.report) == Some(event.report) {
        upheld.push(Upheld { at: context.at, report: None });
    }
}

pub(crate) fn apply_confirmed(state: &mut State, id: FactReportId, context: &Context) {
    let Some(report) = state.fact_reports.get_mut(&id) else { return };
    report.confirmed.get_or_insert_with(|| context.rung());
    if let Some(fact) = state.facts.get_mut(&report.fact) {
        fact.confirmed.push(id);
    }
}

pub(crate) fn apply_truth(state: &mut State, key: &FactKey, value: &FactValue, row: Option<&RowId>, context: &Context) {
    let Some(fact) = state.facts.get_mut(key) else { return };
    let planned = row.is_some() && context.who.seat.is_none();
    let who = if planned { Who::default() } else { context.who.clone() };
    fact.truths.push(TruthAt { at: context.at, value: value.clone(), row: row.cloned(), who });
}

/// What becomes true with the release of a row.
pub(crate) fn apply_released(state: &mut State, row: &RowId, context: &Context) {
    let truths = state.rows.get(row).map(|row| row.spec.truth.clone()).unwrap_or_default();
    for truth in truths {
        apply_truth(state, &truth.fact, &truth.value, Some(row), context);
    }
}

/// The story begins again.
pub(crate) fn reset(state: &mut State) {
    let at = state.last;
    state.facts = facts(&state.scenario, at);
    state.fact_reports.clear();
}
