//! Minds: one small pure one per kind of role. A mind notices items and means to do something about
//! them after a human while; when the while is over it looks again and does it if it still makes
//! sense. It sees its client's memory and nothing else: no expected action, no row it was not shown.

mod act;
mod conduct;
mod confirm;
mod control;
mod desk;
mod equip;
mod evaluate;
mod forms;
mod lead;
mod listen;
mod media;
mod play;
mod rate;
mod relay;
mod report;
mod simulate;
mod temperament;
mod turn;
mod words;

use super::agenda::{Now, Own};
use super::chance::Chance;
use super::crew::Crew;
use super::memory::Memory;
use super::script::Script;
use protocol::command::Command;
use protocol::frame::You;
use protocol::ids::{DepartmentCode, SeatCode};
use protocol::item::{DepartmentItem, ExerciseItem, Item, MateItem, RowItem, SeatItem, TaskItem};
use protocol::text::Language;
use protocol::time::Timestamp;
use protocol::vocab::{ExerciseStatus, Presence, Role};

/// What a robot is told before it sits down.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Root of all chance.
    pub seed: u64,
    /// The language it writes, where the exercise speaks it.
    pub language: Language,
    /// Exercise seconds per wall second, for the seat that sets it.
    pub speed: f64,
    /// How well it plays.
    pub crew: Crew,
}

/// A wish, and the file it names if it names one.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// What to submit.
    pub command: Command,
    /// To be uploaded before.
    pub upload: Option<&'static [u8]>,
}

/// What a mind sees.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    pub(super) part: Part,
    pub(super) script: &'a Script,
    pub(super) you: &'a You,
    pub(super) memory: &'a Memory,
    pub(super) now: Now,
    pub(super) wall: Timestamp,
}

/// One kind of role.
pub(super) trait Mind: Send {
    /// An item came or changed.
    fn notice(&mut self, item: &Item, scene: &Scene<'_>);
    /// When it means to do the next thing.
    fn next(&self) -> Option<Own>;
    /// What it does now.
    fn act(&mut self, scene: &Scene<'_>) -> Vec<Wish>;
}

/// The mind of a role.
pub(super) fn of(role: Role) -> Box<dyn Mind> {
    match role {
        Role::Player => Box::<Pair<play::Player, equip::Keeper>>::default(),
        Role::Director | Role::LeadController | Role::Controller => {
            Box::<Pair<control::Controller, equip::Keeper>>::default()
        }
        Role::Evaluator | Role::LeadEvaluator => Box::<evaluate::Evaluator>::default(),
        Role::Simulator => Box::<simulate::Simulator>::default(),
        Role::Safety => Box::<listen::Safety>::default(),
        Role::Actor | Role::Observer | Role::Wall | Role::Planner => Box::new(listen::Listener),
    }
}

/// Two minds in one head: each notices everything and does its own part.
#[derive(Debug, Default)]
struct Pair<A, B>(A, B);

impl<A: Mind, B: Mind> Mind for Pair<A, B> {
    fn notice(&mut self, item: &Item, scene: &Scene<'_>) {
        self.0.notice(item, scene);
        self.1.notice(item, scene);
    }
    fn next(&self) -> Option<Own> {
        [self.0.next(), self.1.next()].into_iter().flatten().min()
    }
    fn act(&mut self, scene: &Scene<'_>) -> Vec<Wish> {
        let mut wishes = self.0.act(scene);
        wishes.extend(self.1.act(scene));
        wishes
    }
}

impl<'a> Scene<'a> {
    fn chance(&self) -> Chance {
        Chance::of(self.part.seed)
    }
    /// A share of what people do well: a careful crew does all of it.
    fn share(&self, usual: f64) -> f64 {
        if self.part.crew.is_careful() { 1.0 } else { usual }
    }
    pub(super) fn exercise(&self) -> Option<&'a ExerciseItem> {
        self.memory.exercise()
    }
    fn status(&self) -> ExerciseStatus {
        self.exercise().map_or(ExerciseStatus::Draft, |exercise| exercise.status)
    }
    /// Whether the state of the exercise admits a command.
    fn admits(&self, command: &Command) -> bool {
        let word = command.kind().word();
        self.exercise().is_some_and(|exercise| exercise.gates.iter().any(|gate| gate == word))
    }
    fn row(&self, id: &protocol::ids::RowId) -> Option<&'a RowItem> {
        let Item::Row(row) = self.memory.find(&format!("row/{id}"))? else { return None };
        Some(row)
    }
    fn task(&self, id: &protocol::ids::TaskId) -> Option<&'a TaskItem> {
        let Item::Task(task) = self.memory.find(&format!("task/{id}"))? else { return None };
        Some(task)
    }
    /// Position of a department in the directory: what chance is drawn from, so that a drill whose
    /// codes are renamed plays the same.
    fn department_order(&self, code: &DepartmentCode) -> u64 {
        let Some(Item::Department(department)) = self.memory.find(&format!("department/{code}")) else { return 0 };
        u64::from(department.order)
    }
    /// The directory, in order of codes.
    fn departments(&self) -> Vec<&'a DepartmentItem> {
        let department = |item: &'a Item| if let Item::Department(department) = item { Some(department) } else { None };
        self.memory.items().filter_map(department).collect()
    }
    /// Seats of the own department, in order of their codes.
    fn mates(&self) -> Vec<&'a MateItem> {
        let mate = |item: &'a Item| if let Item::Mate(mate) = item { Some(mate) } else { None };
        self.memory.items().filter_map(mate).collect()
    }
    /// Seats that control and evaluators know of, in order of the list.
    fn seats(&self) -> Vec<&'a SeatItem> {
        let seat = |item: &'a Item| if let Item::Seat(seat) = item { Some(seat) } else { None };
        let mut seats: Vec<_> = self.memory.items().filter_map(seat).collect();
        seats.sort_by_key(|seat| seat.order);
        seats
    }
    /// The first seat of a role in which somebody is.
    fn first_present(&self, role: Role) -> Option<&'a SeatCode> {
        let present = |seat: &&SeatItem| seat.role == role && seat.presence == Presence::Seated;
        self.seats().into_iter().find(present).map(|seat| &seat.code)
    }
    /// Position of a task in the plan.
    fn task_order(&self, id: &protocol::ids::TaskId) -> u64 {
        let Some(Item::Plan(plan)) = self.memory.find("plan") else { return 0 };
        let at = plan.objectives.iter().flat_map(|objective| &objective.tasks).position(|task| task == id);
        at.map_or(0, |at| at as u64)
    }
}
