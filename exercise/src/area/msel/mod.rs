//! The list 主要情景事件清单: how an exercise is created from a scenario, and how it is planned.
//!
//! While an exercise is a draft or in review, [`Msel`] holds the list as cells that may be wrong, and what
//! could be played of it stands in the rows of the state: every view, filter and preview then shows the draft
//! as it would be played. Approval reads all of it and freezes a version; from then on the rows are the list,
//! and an upcoming row is changed by `inject::release::edit`.

pub(crate) mod carried;
mod cells;
mod comment;
mod compare;
pub(crate) mod edit;
pub(crate) mod faults;
pub(crate) mod freeze;
mod kept;
pub(crate) mod parts;
mod standing;

use crate::apply::FIRST;
use crate::area::inject::Rung;
use crate::area::inject::applied::planned_row;
use crate::area::media::Media;
use crate::area::{relay, resource, roster, situation};
use crate::event::{Event, ExerciseCreated};
use crate::state::{State, TaskState};
use protocol::ids::{ExerciseId, MselCommentId, MselRowId, TaskId};
use protocol::msel::{DraftRow, MselField, MselRowFault, MselValue};
use protocol::scenario::{Inject, Scenario};
use protocol::time::{Clock, ExerciseTime, Stamp, Timestamp};
use protocol::vocab::ExerciseStatus;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;
use uuid::Uuid;

pub use cells::cells_of;
pub(crate) use comment::{Comment, apply_commented, apply_settled, comment, settle};
pub use compare::compare;
pub use kept::kept;
pub use standing::{planned, standing};

/// The list as it is planned.
#[derive(Clone, Debug, Default)]
pub struct Msel {
    pub(crate) rows: BTreeMap<MselRowId, PlannedRow>,
    pub(crate) order: Vec<MselRowId>,
    /// Rows that were taken out, the last one last; they can come back.
    pub(crate) removed: Vec<MselRowId>,
    pub(crate) versions: Vec<Version>,
    /// Whether anything was changed since the last version, or since it was created.
    pub(crate) changed: bool,
    /// The commit of the last change, also of what is changed in the rows after approval.
    pub(crate) changed_at: u64,
    pub(crate) comments: BTreeMap<MselCommentId, Comment>,
    /// How many rows carry a number.
    pub(crate) numbers: HashMap<String, u32>,
}

/// A row as it is planned.
#[derive(Clone, Debug)]
pub(crate) struct PlannedRow {
    pub(crate) cells: BTreeMap<MselField, Cell>,
    /// The row that the cells stand for, or what is wrong with them.
    pub(crate) spec: Result<Arc<Inject>, Vec<MselRowFault>>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    pub(crate) value: MselValue,
    /// Counts its changes, from 1, also over the times in which it was empty.
    pub(crate) version: u32,
    /// Who wrote it; none where it came with the scenario.
    pub(crate) wrote: Option<Arc<Rung>>,
    /// What it replaced without its writer having seen it.
    pub(crate) lost: Option<Box<Lost>>,
}

/// What was replaced unseen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lost {
    pub(crate) text: String,
    pub(crate) wrote: Option<Arc<Rung>>,
}

/// A version of the list.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) rung: Rung,
    pub(crate) rows: u32,
}

impl Msel {
    /// The list of a scenario, with its draft rows.
    fn of(scenario: &Scenario, exercise: ExerciseId) -> Self {
        let mut msel = Self::default();
        let key = |index: usize| MselRowId(Uuid::new_v5(&exercise.0, format!("row {index}").as_bytes()));
        let mut keys = HashMap::new();
        for (index, spec) in scenario.injects.iter().enumerate() {
            let cells = cells_of(spec).into_iter().map(|(field, value)| (field, Cell::came(value))).collect();
            msel.rows.insert(key(index), PlannedRow { cells, spec: Ok(Arc::new(spec.clone())) });
            msel.order.push(key(index));
            keys.insert(spec.id.clone(), key(index));
        }
        // From the last one on, so that drafts behind the same row keep their order.
        for (index, draft) in scenario.drafts.iter().enumerate().rev() {
            let key = key(scenario.injects.len() + index);
            msel.rows.insert(key, PlannedRow::of(draft_cells(draft, scenario)));
            let after = draft.after.as_ref().and_then(|id| keys.get(id)).copied();
            msel.put_after(&[key], after);
        }
        msel.count();
        msel
    }

    /// The state in which it stands: the commit of its last change, its last version, whether it was changed
    /// since.
    #[must_use]
    pub fn stands_at(&self) -> (u64, u32, bool) {
        (self.changed_at, u32::try_from(self.versions.len()).unwrap_or(u32::MAX), self.changed)
    }

    /// Puts keys into the order behind a row, or at the head.
    pub(crate) fn put_after(&mut self, keys: &[MselRowId], after: Option<MselRowId>) {
        let at = match after {
            None => 0,
            Some(key) => self.order.iter().position(|one| *one == key).map_or(self.order.len(), |at| at + 1),
        };
        self.order.splice(at..at, keys.iter().copied());
    }
}

fn draft_cells(draft: &DraftRow, scenario: &Scenario) -> BTreeMap<MselField, Cell> {
    let lexicon = crate::cell::Lexicon::of(scenario);
    let filled = draft.cells.iter().filter(|(_, text)| !text.as_str().is_empty());
    let read = filled.map(|(field, text)| (field.clone(), Cell::came(edit::read(field, text.as_str(), &lexicon))));
    read.collect()
}

impl Cell {
    /// A cell that came with the scenario.
    fn came(value: MselValue) -> Self {
        Self { value, version: 1, wrote: None, lost: None }
    }
}

/// Whether a fact changes the list: what was reckoned from it before is of another list.
pub(crate) const fn changes(event: &Event) -> bool {
    matches!(
        event,
        Event::MselRowsAdded(_)
            | Event::MselCellsEdited(_)
            | Event::MselCellsRead(_)
            | Event::MselRowsRemoved(_)
            | Event::MselRowsRestored(_)
            | Event::MselRowsMoved(_)
            | Event::MselPartPut(_)
            | Event::MselPartRemoved(_)
            | Event::RowEdited(_)
            | Event::RowDeferred(_)
            | Event::RowsShifted(_)
            | Event::RowRetired(_)
    )
}

/// Whether the list is still planned.
pub(crate) const fn planning(status: ExerciseStatus) -> bool {
    matches!(status, ExerciseStatus::Draft | ExerciseStatus::Review)
}

/// Rows of the state from those of the list that can be played.
pub(crate) fn project(state: &mut State) {
    let default = state.scenario.settings.staging;
    let playable = state.msel.playable();
    let rows = playable.iter().map(|(order, spec)| (spec.id.clone(), planned_row((***spec).clone(), *order, default)));
    let (rows, order) = (rows.collect(), playable.iter().map(|(_, spec)| spec.id.clone()).collect());
    (state.rows, state.row_order) = (rows, order);
}

/// Critical tasks of a scenario, none marked.
fn tasks(scenario: &Scenario) -> BTreeMap<TaskId, TaskState> {
    let tasks = scenario.objectives.iter().flat_map(|objective| {
        objective.tasks.iter().map(|task| {
            let task_state = TaskState { spec: task.clone(), objective: objective.id.clone(), marks: BTreeMap::new() };
            (task.id.clone(), task_state)
        })
    });
    tasks.collect()
}

/// What the other parts of a scenario become before play; who sits where stays.
pub(crate) fn derive(state: &mut State, at: Stamp) {
    let scenario = Arc::clone(&state.scenario);
    let seats = roster::seats(&scenario);
    let kept = std::mem::take(&mut state.seats);
    state.seats = seats
        .into_iter()
        .map(|(code, new)| {
            let seat = match kept.get(&code) {
                Some(old) => new.taken_over(old),
                None => new,
            };
            (code, seat)
        })
        .collect();
    state.desks = roster::desks(&scenario);
    for (code, desk) in &mut state.desks {
        let taken = desk.seats.iter().filter(|seat| state.seats.get(*seat).is_some_and(roster::SeatState::is_taken));
        desk.taken = u32::try_from(taken.count()).unwrap_or(u32::MAX);
        let _ = code;
    }
    state.tasks = tasks(&scenario);
    state.facts = situation::facts(&scenario, at);
    state.relays = relay::relays(&scenario);
    state.resources = resource::Resources::of(&scenario, at);
    state.objectives = scenario.objectives.iter().map(|one| (one.id.clone(), Default::default())).collect();
}

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
        tasks: tasks(&scenario),
        msel: Msel::of(&scenario, event.exercise),
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
        passed: Vec::new(),
        pauses: Vec::new(),
        startex: None,
        endex: None,
        reported: None,
        scenario,
    }
}
