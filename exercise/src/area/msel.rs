//! The list 主要情景事件清单: how an exercise is created from a scenario. Editing an upcoming row
//! during play is a command of the same list (see `inject::release::edit`).

use crate::apply::FIRST;
use crate::area::inject::applied::planned_row;
use crate::area::media::Media;
use crate::area::{relay, resource, roster, situation};
use crate::event::ExerciseCreated;
use crate::state::{State, TaskState};
use protocol::time::{Clock, ExerciseTime, Stamp, Timestamp};
use protocol::vocab::ExerciseStatus;
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
