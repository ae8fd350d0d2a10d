//! The list 主要情景事件清单: how an exercise is created from a scenario, and what the scenario has become
//! by edits. Editing an upcoming row
//! during play is a command of the same list (see `inject::release::edit`).

use crate::apply::FIRST;
use crate::area::inject::applied::planned_row;
use crate::area::media::Media;
use crate::area::{relay, resource, roster, situation};
use crate::event::ExerciseCreated;
use crate::state::{State, TaskState};
use protocol::scenario::{Condition, Scenario};
use protocol::time::{Clock, ExerciseTime, Seconds, Stamp, Timestamp};
use protocol::vocab::{ExerciseStatus, InjectStatus, RowOrigin};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

/// The state that the first fact of a record makes.
#[must_use]
pub fn created(event: &ExerciseCreated, at: Stamp) -> State {
    let scenario = Arc::new((*event.scenario).clone());
    let default = scenario.settings.staging;
    let order = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let rows: BTreeMap<_, _> = scenario
        .injects
        .iter()
        .enumerate()
        .map(|(index, spec)| (spec.id.clone(), planned_row(spec.clone(), order(index), default)))
        .collect();
    let row_order = scenario.injects.iter().map(|spec| spec.id.clone()).collect();
    let tasks = scenario.objectives.iter().flat_map(|objective| {
        objective.tasks.iter().map(|task| {
            let task_state = TaskState { spec: task.clone(), objective: objective.id.clone(), marks: BTreeMap::new() };
            (task.id.clone(), task_state)
        })
    });
    State {
        id: event.exercise,
        created: at,
        status: ExerciseStatus::Draft,
        run: 1,
        clock: Clock::stopped(Timestamp(at.wall.0), ExerciseTime(-scenario.settings.countdown.millis())),
        emergency: None,
        phases: Vec::new(),
        rows,
        row_order,
        deliveries: HashMap::new(),
        open: BTreeSet::new(),
        numbers: BTreeMap::new(),
        gap: None,
        seats: roster::seats(&scenario),
        desks: roster::desks(&scenario),
        people: HashMap::new(),
        tasks: tasks.collect(),
        messages: BTreeMap::new(),
        reports: BTreeMap::new(),
        conduct: None,
        features: BTreeMap::new(),
        facts: situation::facts(&scenario, at),
        fact_reports: BTreeMap::new(),
        claims: BTreeMap::new(),
        commitments: BTreeMap::new(),
        roll: crate::area::rollcall::Roll::default(),
        relays: relay::relays(&scenario),
        resources: resource::Resources::of(&scenario, at),
        media: Media::default(),
        clarifications: BTreeMap::new(),
        evaluation: Default::default(),
        improvement: Default::default(),
        stars: Default::default(),
        rechecks: Default::default(),
        written: BTreeMap::new(),
        feedback: Default::default(),
        objectives: scenario.objectives.iter().map(|objective| (objective.id.clone(), Default::default())).collect(),
        entries: VecDeque::new(),
        entries_made: 0,
        entries_evicted: Vec::new(),
        last: at,
        seq: FIRST,
        pauses: Vec::new(),
        startex: None,
        endex: None,
        reported: None,
        scenario,
    }
}

/// The scenario with its list as it stands: every row with its edits and shifts, without those that were
/// retired. What was added during play, and uses of templates, belong to the drill and not to the list.
#[must_use]
pub fn standing(state: &State) -> Scenario {
    let rows = state.row_order.iter().filter_map(|id| state.rows.get(id));
    let listed = rows.filter(|row| row.origin == RowOrigin::Planned && row.status != InjectStatus::Obsolete);
    let injects = listed.map(|row| {
        let mut spec = row.spec.as_ref().clone();
        if row.shift.0 != 0 {
            spec.offset = spec.offset.map(|offset| offset.later(row.shift));
            shift(&mut spec.when, row.shift);
        }
        spec
    });
    Scenario { injects: injects.collect(), ..state.scenario.as_ref().clone() }
}

/// Moves the moments of a condition as a shift of its row does.
fn shift(condition: &mut Condition, span: Seconds) {
    match condition {
        Condition::Time { at } => *at = at.later(span),
        Condition::NotDone { by, .. } => *by = by.later(span),
        Condition::All { of } | Condition::Any { of } => of.iter_mut().for_each(|part| shift(part, span)),
        Condition::After { .. }
        | Condition::Done { .. }
        | Condition::NoAck { .. }
        | Condition::NoResponse { .. }
        | Condition::Decision { .. }
        | Condition::Manual {} => {}
    }
}
