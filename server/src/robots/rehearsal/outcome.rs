//! What came of a rehearsal: rows by their last state, branches, measures, load.

use super::stage::Stage;
use crate::calendar::Calendar;
use crate::robots::Part;
use exercise::area::inject::Delivery;
use exercise::measure::{DeliveryTimes, delivery_times};
use exercise::report::{self, Problem};
use exercise::state::State;
use protocol::ids::{DepartmentCode, RowId};
use protocol::improvement::ProblemArea;
use protocol::rehearsal::{REHEARSAL_STEP_SECONDS, RehearsedDuty};
use protocol::text::{Bilingual, Language};
use protocol::time::Seconds;
use protocol::vocab::{DeliveryStage, Duty, InjectKind, InjectStatus};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Width of a step of the predicted load, in exercise milliseconds.
const LOAD_STEP_MS: i64 = REHEARSAL_STEP_SECONDS as i64 * 1_000;

/// What came of one seed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// The seed.
    pub seed: u64,
    /// Exercise seconds from STARTEX to ENDEX.
    pub seconds: i64,
    /// Commits in the record.
    pub commits: u64,
    /// How often each kind of fact.
    pub facts: BTreeMap<&'static str, u64>,
    /// Rows in order of the list, those that were added behind.
    pub rows: Vec<RowOutcome>,
    /// Departments in order.
    pub departments: Vec<DepartmentOutcome>,
    /// Kinds of conditions that were true of a row when it became due or was released.
    pub conditions: BTreeSet<&'static str>,
    /// Deliveries that were neither acknowledged nor past a limit: there should be none.
    pub silent: u32,
    /// The four kinds of problem that a summary report looks for.
    pub problems: Vec<ProblemOutcome>,
    /// Commands that were refused, by code: robots are too late as people are.
    pub refused: BTreeMap<&'static str, u32>,
}

/// What a report on this drill would say of one kind of problem.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProblemOutcome {
    /// Which.
    pub area: ProblemArea,
    /// `found`, `not_found` although it was tested, or `not_tested`.
    pub verdict: &'static str,
    /// Its sentences.
    pub sentences: Vec<String>,
}

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowOutcome {
    /// Number.
    pub id: RowId,
    /// Kind.
    pub kind: InjectKind,
    /// Title.
    pub title: Bilingual,
    /// Last state.
    pub status: InjectStatus,
    /// The template that it is a use of.
    pub use_of: Option<RowId>,
    /// Whether it went out.
    pub released: bool,
    /// When it went out, in exercise seconds.
    pub released_at: Option<i32>,
    /// How it was acknowledged, where there is a limit.
    pub acknowledged: RehearsedDuty,
    /// How it was answered or done, where there is a limit for an answer.
    pub answered: RehearsedDuty,
    /// Kinds of conditions that were true of it.
    pub conditions: BTreeSet<&'static str>,
}

/// How a department did. Times are medians in exercise seconds from delivery.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DepartmentOutcome {
    /// Code.
    pub code: DepartmentCode,
    /// Name.
    pub name: Bilingual,
    /// Injects it received.
    pub deliveries: u32,
    /// Until acknowledged.
    pub acknowledged: Option<f64>,
    /// Until answered.
    pub responded: Option<f64>,
    /// Until done.
    pub completed: Option<f64>,
    /// Acknowledged in time, of those with a limit: 0 to 1.
    pub in_time: Option<f64>,
    /// Duties that passed their limit.
    pub overdue: u32,
    /// Injects received in each ten minutes from STARTEX on.
    pub load: Vec<u32>,
}

impl Outcome {
    /// Rows that went out.
    #[must_use]
    pub fn released(&self) -> usize {
        self.rows.iter().filter(|row| row.released).count()
    }
    /// Contingencies whose condition came true.
    #[must_use]
    pub fn contingencies(&self) -> usize {
        let fired = |row: &&RowOutcome| row.kind == InjectKind::Contingency && !row.conditions.is_empty();
        self.rows.iter().filter(fired).count()
    }
}

pub(super) fn of(stage: &Stage, part: Part, refused: &BTreeMap<&'static str, u32>) -> Outcome {
    let state = &stage.state;
    let rows = rows(stage);
    let quiet = |delivery: &&Delivery| {
        delivery.stamp_of(DeliveryStage::Acknowledged).is_none()
            && delivery.overdue().is_empty()
            && delivery.stage() != DeliveryStage::Recalled
    };
    Outcome {
        seed: part.seed,
        seconds: state.ended().map_or(0, |ended| ended.exercise.0 / 1_000),
        commits: stage.commits,
        facts: stage.facts.clone(),
        conditions: rows.iter().flat_map(|row| row.conditions.iter().copied()).collect(),
        rows,
        departments: departments(state),
        silent: u32::try_from(state.deliveries().filter(quiet).count()).unwrap_or(u32::MAX),
        problems: problems(state, part.language),
        refused: refused.clone(),
    }
}

fn rows(stage: &Stage) -> Vec<RowOutcome> {
    let state = &stage.state;
    let mut deliveries: HashMap<&RowId, Vec<&Delivery>> = HashMap::new();
    for delivery in state.deliveries() {
        deliveries.entry(delivery.row()).or_default().push(delivery);
    }
    let outcome = |(id, status): (&RowId, InjectStatus)| {
        let spec = state.row_spec(id)?;
        let own = deliveries.get(id).map_or([].as_slice(), Vec::as_slice);
        let at = stage.released.get(id);
        Some(RowOutcome {
            id: id.clone(),
            kind: spec.kind,
            title: spec.title.clone(),
            status,
            use_of: stage.uses.get(id).cloned(),
            released: at.is_some(),
            released_at: at.map(|at| i32::try_from(at.0 / 1_000).unwrap_or(i32::MAX)),
            acknowledged: duty(own, Duty::Acknowledge, spec.targets.acknowledge),
            answered: duty(own, Duty::Respond, spec.targets.respond),
            conditions: stage.holding.get(id).cloned().unwrap_or_default(),
        })
    };
    state.row_states().filter_map(outcome).collect()
}

/// How a duty with a limit was met at every recipient. What was recalled asks nothing any more.
fn duty(deliveries: &[&Delivery], duty: Duty, limit: Option<Seconds>) -> RehearsedDuty {
    let mut counts = RehearsedDuty::default();
    let asked = deliveries.iter().filter(|one| limit.is_some() && one.stage() != DeliveryStage::Recalled);
    for delivery in asked {
        let reached = |stage| delivery.stamp_of(stage).is_some();
        let met = match duty {
            Duty::Acknowledge => reached(DeliveryStage::Acknowledged),
            Duty::Respond => reached(DeliveryStage::Responded) || reached(DeliveryStage::Completed),
            Duty::Complete => reached(DeliveryStage::Completed),
        };
        match (met, delivery.overdue().contains(&duty)) {
            (false, _) => counts.never += 1,
            (true, false) => counts.in_time += 1,
            (true, true) => counts.late += 1,
        }
    }
    counts
}

fn problems(state: &State, language: Language) -> Vec<ProblemOutcome> {
    let calendar = Calendar::of(&state.scenario().settings.time_zone);
    let said = |problem: Problem| ProblemOutcome {
        area: problem.area,
        verdict: problem.verdict.word(),
        sentences: problem.sentences.into_iter().map(|sentence| sentence.text).collect(),
    };
    report::problems(state, language, &calendar).into_iter().map(said).collect()
}

fn departments(state: &State) -> Vec<DepartmentOutcome> {
    let times = delivery_times(state);
    let scenario = state.scenario();
    let measured = |code: &DepartmentCode, name: &Bilingual| {
        let ours: Vec<&DeliveryTimes> = times.iter().filter(|times| times.department == *code).collect();
        let median_of = |of: &dyn Fn(&DeliveryTimes) -> Option<i64>| median(ours.iter().filter_map(|one| of(one)));
        let timed: Vec<bool> = ours.iter().filter_map(|one| one.acknowledged_in_time).collect();
        let in_time = timed.iter().filter(|in_time| **in_time).count() as f64 / timed.len().max(1) as f64;
        let deliveries = || state.deliveries().filter(|delivery| delivery.department() == code);
        let overdue: Vec<Duty> = deliveries().flat_map(|delivery| delivery.overdue().to_vec()).collect();
        let stamps = deliveries().filter_map(|delivery| delivery.stamp_of(DeliveryStage::Queued));
        DepartmentOutcome {
            code: code.clone(),
            name: name.clone(),
            deliveries: u32::try_from(ours.len()).unwrap_or(u32::MAX),
            acknowledged: median_of(&|one| one.acknowledged_after_ms),
            responded: median_of(&|one| one.responded_after_ms),
            completed: median_of(&|one| one.completed_after_ms),
            in_time: (!timed.is_empty()).then_some(in_time),
            overdue: u32::try_from(overdue.len()).unwrap_or(u32::MAX),
            load: load(stamps.map(|stamp| stamp.exercise.0)),
        }
    };
    scenario.departments.iter().map(|department| measured(&department.code, &department.name)).collect()
}

/// Median of milliseconds, in seconds.
fn median(times: impl Iterator<Item = i64>) -> Option<f64> {
    let mut times: Vec<i64> = times.collect();
    times.sort_unstable();
    let upper = *times.get(times.len() / 2)?;
    let lower = if times.len().is_multiple_of(2) { *times.get(times.len() / 2 - 1)? } else { upper };
    Some((lower + upper) as f64 / 2_000.0)
}

fn load(moments: impl Iterator<Item = i64>) -> Vec<u32> {
    let mut steps = Vec::new();
    for at in moments.filter(|at| *at >= 0) {
        let step = usize::try_from(at / LOAD_STEP_MS).unwrap_or(0);
        if steps.len() <= step {
            steps.resize(step + 1, 0);
        }
        steps[step] += 1;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_of_an_even_number_lies_between() {
        assert_eq!(median([3_000, 1_000].into_iter()), Some(2.0));
        assert_eq!(median([3_000, 1_000, 9_000].into_iter()), Some(3.0));
        assert_eq!(median(std::iter::empty()), None);
    }

    #[test]
    fn load_counts_by_ten_minutes_from_the_start() {
        assert_eq!(load([-5, 0, 599_999, 1_300_000].into_iter()), [2, 0, 1]);
    }
}
