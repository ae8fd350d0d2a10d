//! How far what a department believes lags behind the truth, and how wrong it is.
//!
//! Both are step functions of exercise time since STARTEX: what is true changes with rows and by
//! control's hand, what a department upholds with its reports. What was said before STARTEX counts
//! from there.

use crate::area::situation::FactState;
use crate::number;
use crate::state::State;
use protocol::ids::{DepartmentCode, FactKey, FactReportId};
use protocol::scenario::FactValue;
use serde::Serialize;

/// Lag and error of what one department believes of one fact.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FactMeasure {
    /// The fact.
    pub fact: FactKey,
    /// The department.
    pub department: DepartmentCode,
    /// How often something became true that was not: n.
    pub changes: u32,
    /// How many of those the department came to report before the next.
    pub caught: u32,
    /// Exercise milliseconds until it did, in the middle of those.
    pub lag_median_ms: Option<i64>,
    /// The longest of those.
    pub lag_worst_ms: Option<i64>,
    /// Since what is true now became true and is not reported: exercise milliseconds so far.
    pub lagging_ms: Option<i64>,
    /// What is upheld now less what is true now, of a number.
    pub error: Option<f64>,
    /// The largest such difference so far, without its sign.
    pub error_worst: Option<f64>,
    /// Exercise milliseconds in which something else was upheld than what was true.
    pub wrong_ms: i64,
    /// What it rests on.
    pub reports: Vec<FactReportId>,
}

/// Lag and error of every fact with a known truth, for every department that is to know it or has
/// reported it. Nothing before STARTEX.
#[must_use]
pub fn fact_measures(state: &State) -> Vec<FactMeasure> {
    let Some(started) = state.started() else { return Vec::new() };
    let (from, to) = (started.exercise.0, state.until().exercise.0);
    let of = |(key, fact): (&FactKey, &FactState)| -> Vec<FactMeasure> {
        let truth = Course::of(fact.truths.iter().map(|truth| (truth.at.exercise.0, Some(&truth.value))), from);
        if truth.0.is_empty() {
            return Vec::new();
        }
        fact.concerned().map(|department| one(state, key, fact, department, &truth, to)).collect()
    };
    state.facts.iter().flat_map(of).collect()
}

/// A value from each moment on, in order.
struct Course<'a>(Vec<(i64, Option<&'a FactValue>)>);

impl<'a> Course<'a> {
    /// What came before `from` counts from there; what changes nothing is no step.
    fn of(steps: impl Iterator<Item = (i64, Option<&'a FactValue>)>, from: i64) -> Self {
        let mut course: Vec<(i64, Option<&'a FactValue>)> = Vec::new();
        for (at, value) in steps {
            let at = at.max(from);
            while course.last().is_some_and(|(last, _)| *last == at) {
                course.pop();
            }
            if course.last().is_none_or(|(_, last)| *last != value) {
                course.push((at, value));
            }
        }
        Self(course)
    }

    fn at(&self, moment: i64) -> Option<&'a FactValue> {
        self.0.iter().rev().find(|(at, _)| *at <= moment).and_then(|(_, value)| *value)
    }

    /// The first moment from `begin` on, before `end`, at which it has this value.
    fn first(&self, value: &FactValue, begin: i64, end: i64) -> Option<i64> {
        if self.at(begin) == Some(value) {
            return Some(begin);
        }
        self.0.iter().find(|(at, held)| (begin..end).contains(at) && *held == Some(value)).map(|(at, _)| *at)
    }
}

fn one(
    state: &State,
    key: &FactKey,
    fact: &FactState,
    department: &DepartmentCode,
    truth: &Course<'_>,
    to: i64,
) -> FactMeasure {
    let upheld = fact.upheld.get(department).map(Vec::as_slice).unwrap_or_default();
    let value = |id: Option<FactReportId>| id.and_then(|id| state.fact_reports.get(&id)).map(|report| &report.value);
    let from = truth.0.first().map_or(0, |(at, _)| *at);
    let belief = Course::of(upheld.iter().map(|step| (step.at.exercise.0, value(step.report))), from);
    let ends = truth.0.iter().skip(1).map(|(at, _)| *at).chain([to + 1]);
    let mut lags: Vec<i64> = Vec::new();
    let mut lagging = None;
    for ((begin, is), end) in truth.0.iter().zip(ends) {
        let Some(is) = is else { continue };
        match belief.first(is, *begin, end) {
            Some(at) => lags.push(at - begin),
            None if end > to => lagging = Some(to - begin),
            None => {}
        }
    }
    lags.sort_unstable();
    let mut moments: Vec<i64> = truth.0.iter().chain(&belief.0).map(|(at, _)| *at).filter(|at| *at <= to).collect();
    moments.sort_unstable();
    moments.dedup();
    let (mut wrong_ms, mut error_worst) = (0, None::<f64>);
    for (index, begin) in moments.iter().enumerate() {
        let end = moments.get(index + 1).copied().unwrap_or(to);
        if let (Some(said), Some(is)) = (belief.at(*begin), truth.at(*begin)) {
            wrong_ms += if said == is { 0 } else { end - begin };
            error_worst = error(said, is).map(f64::abs).into_iter().chain(error_worst).reduce(f64::max);
        }
    }
    FactMeasure {
        fact: key.clone(),
        department: department.clone(),
        changes: number::count(truth.0.len()),
        caught: number::count(lags.len()),
        lag_median_ms: lags.get(lags.len() / 2).copied(),
        lag_worst_ms: lags.last().copied(),
        lagging_ms: lagging,
        error: belief.at(to).zip(truth.at(to)).and_then(|(said, is)| error(said, is)),
        error_worst,
        wrong_ms,
        reports: upheld.iter().filter_map(|step| step.report).collect(),
    }
}

fn error(said: &FactValue, is: &FactValue) -> Option<f64> {
    match (said, is) {
        (FactValue::Number(said), FactValue::Number(is)) => Some(said - is),
        _ => None,
    }
}
