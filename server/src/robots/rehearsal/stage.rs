//! The virtual server of a rehearsal: decides, applies, shows each seat what its channels show.

use crate::robots::chance::Chance;
use exercise::actor::Seated;
use exercise::commit::{Commit, Moment};
use exercise::event::ExerciseCreated;
use exercise::signal::MachineReceipt;
use exercise::view::{Key, Touched, keys, render, touched};
use exercise::{Actor, Audience, Event, Signal, State, apply, audience, decide, permission, schedule};
use protocol::command::Command;
use protocol::frame::{ChannelName, ChannelStart, ServerFrame, Start, Upsert, You};
use protocol::ids::{CommandId, Epoch, ExerciseId, RowId, SeatCode};
use protocol::item::{Item, ItemKey};
use protocol::problem::Problem;
use protocol::scenario::Scenario;
use protocol::time::{ExerciseTime, Stamp, Timestamp};
use protocol::vocab::{DeliveryStage, InjectStatus, RowOrigin};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use uuid::Uuid;

/// When rehearsals begin: any moment does, the same one makes two runs alike.
const BEGIN: Timestamp = Timestamp(1_767_225_600_000);
/// Commits of the system between two commands: more would be a circle in the rules.
const TURNS_MAX: usize = 10_000;

/// What one audience was shown.
#[derive(Default)]
struct Shown {
    n: u32,
    items: HashMap<Key, Item>,
}

/// A rehearsal's server.
pub(super) struct Stage {
    pub(super) state: State,
    pub(super) wall: Timestamp,
    pub(super) holding: BTreeMap<RowId, BTreeSet<&'static str>>,
    /// First release of each row.
    pub(super) released: BTreeMap<RowId, ExerciseTime>,
    /// Uses of templates.
    pub(super) uses: BTreeMap<RowId, RowId>,
    pub(super) commits: u64,
    pub(super) facts: BTreeMap<&'static str, u64>,
    ids: Chance,
    made: u64,
    /// The next wake as the state stands; none after a commit.
    wake: Option<Option<Timestamp>>,
    shown: BTreeMap<Audience, Shown>,
    seats: Vec<(SeatCode, [(ChannelName, Audience); 3])>,
}

/// What is new for an audience, made into a frame once for all its seats.
struct Update {
    n: u32,
    upsert: Vec<Upsert>,
    remove: Vec<ItemKey>,
    frames: BTreeMap<ChannelName, Arc<ServerFrame>>,
}

impl Update {
    fn frame(&mut self, channel: ChannelName) -> Arc<ServerFrame> {
        let Self { n, upsert, remove, frames } = self;
        let make = || {
            Arc::new(ServerFrame::Update {
                channel,
                n: *n,
                after: None,
                upsert: upsert.clone(),
                remove: remove.clone(),
            })
        };
        Arc::clone(frames.entry(channel).or_insert_with(make))
    }
}

/// A frame on its way to a seat.
pub(super) type Outgoing = (SeatCode, Arc<ServerFrame>);

impl Stage {
    /// A new exercise with everybody on line: none if the scenario makes none.
    pub(super) fn new(scenario: Scenario, seed: u64) -> Option<Self> {
        let created =
            ExerciseCreated { exercise: ExerciseId(Uuid::from_u128(seed.into())), scenario: Box::new(scenario) };
        let at = Stamp { wall: BEGIN, exercise: ExerciseTime(0) };
        let commit = Commit { at, by: Actor::System, command: None, happened_at: None, events: vec![created.into()] };
        let state = apply::create(&commit)?;
        let seats: Vec<_> = state.seats().map(|seat| (seat.code.clone(), audience::channels(seat))).collect();
        let (ids, wall) = (Chance::of(seed).about("ids", 0), BEGIN);
        let (holding, released, uses) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let shown = BTreeMap::new();
        let mut stage = Self {
            state,
            wall,
            holding,
            released,
            uses,
            commits: 1,
            facts: BTreeMap::new(),
            ids,
            made: 0,
            wake: None,
            shown,
            seats,
        };
        for (seat, _) in stage.seats.clone() {
            stage.notice(Signal::SeatTaken { seat, person: None, digest: None, robot: true });
        }
        let all = keys(&stage.state);
        let audiences: BTreeSet<Audience> =
            stage.seats.iter().flat_map(|(_, channels)| channels.clone()).map(|c| c.1).collect();
        for audience in audiences {
            let items =
                all.iter().filter_map(|key| Some((key.clone(), render(&stage.state, key, &audience)?))).collect();
            stage.shown.insert(audience, Shown { n: 1, items });
        }
        Some(stage)
    }

    /// What every seat hears first: welcome, and a snapshot of each channel.
    pub(super) fn welcomes(&self) -> Vec<Outgoing> {
        let mut frames = Vec::new();
        for (code, channels) in &self.seats {
            let Some(seat) = self.state.seat(code) else { continue };
            let you = You {
                seat: code.clone(),
                seat_name: seat.name.clone(),
                role: seat.role,
                department: seat.department.clone(),
                watches: seat.watches.clone(),
                wall: seat.wall,
                person: None,
                name: None,
                may: permission::commands_of(seat.role),
            };
            let starts = channels.iter().map(|(name, _)| (*name, ChannelStart { n: 1, start: Start::Fresh })).collect();
            let (exercise, now) = (self.state.id(), self.state.stamp(self.wall));
            let epoch = Epoch(Uuid::nil());
            let welcome = ServerFrame::Welcome { exercise, epoch, you, now, channels: starts, head: None };
            frames.push((code.clone(), Arc::new(welcome)));
            for (channel, audience) in channels {
                let shown = self.shown.get(audience).into_iter().flat_map(|shown| &shown.items);
                let items = shown.map(|(key, item)| Upsert { key: key.wire(), item: item.clone() }).collect();
                let snapshot = ServerFrame::Snapshot { channel: *channel, n: 1, items, last: true };
                frames.push((code.clone(), Arc::new(snapshot)));
            }
        }
        frames
    }

    /// Moves the clock; an earlier time changes nothing.
    pub(super) fn advance(&mut self, wall: Timestamp) {
        self.wall = self.wall.max(wall);
    }

    fn moment(&mut self) -> Moment {
        self.made += 1;
        let mut chance = self.ids.about("moment", self.made);
        let half = |chance: &mut Chance| u128::from((chance.unit() * 2_f64.powi(53)) as u64);
        let seed = Uuid::from_u128(half(&mut chance) << 64 | half(&mut chance));
        Moment { wall: self.wall, seed, happened_at: None, ballot: seed }
    }

    fn notice(&mut self, signal: Signal) -> BTreeSet<Key> {
        let moment = self.moment();
        let events = decide::notice(&self.state, signal, &moment);
        self.commit(Actor::System, None, events)
    }

    fn commit(&mut self, by: Actor, command: Option<CommandId>, events: Vec<Event>) -> BTreeSet<Key> {
        let mut changed = BTreeSet::new();
        if events.is_empty() {
            return changed;
        }
        let at = self.state.stamp(self.wall);
        let commit = Commit { at, by, command, happened_at: None, events };
        let (holding, released, facts) = (&mut self.holding, &mut self.released, &mut self.facts);
        let uses = &mut self.uses;
        apply::apply_commit(&mut self.state, &commit, |state, event| {
            match touched(state, event) {
                Touched::Keys(keys) => changed.extend(keys),
                Touched::All => changed.extend(keys(state)),
            }
            *facts.entry(event.kind()).or_default() += 1;
            if let Event::RowReleased(event) = event {
                released.entry(event.row.clone()).or_insert(at.exercise);
            }
            if let Event::RowAdded(added) = event
                && added.origin == RowOrigin::Template
            {
                uses.extend(added.of.clone().map(|of| (added.row.id.clone(), of)));
            }
            note(holding, state, event);
        });
        self.commits += 1;
        self.wake = None;
        changed
    }

    /// Decides a command of a seat.
    pub(super) fn submit(&mut self, seat: &SeatCode, command: &Command) -> Result<Vec<Outgoing>, Problem> {
        let Some(known) = self.state.seat(seat) else { return Ok(Vec::new()) };
        let (role, department) = (known.role, known.department.clone());
        let mut changed = match machine_receipts(seat, command) {
            Some(receipts) => self.notice(Signal::Receipts(receipts)),
            None => {
                let seated = Seated { seat: seat.clone(), role, department, person: None, robot: true };
                let moment = self.moment();
                let events = decide::decide(&self.state, command, &seated, &moment).map_err(Problem::from)?;
                self.commit(Actor::Seat(seated), Some(CommandId(moment.seed)), events)
            }
        };
        changed.extend(self.settle());
        Ok(self.show(changed))
    }

    /// What has become due by the passing of time.
    pub(super) fn tick(&mut self) -> Vec<Outgoing> {
        let changed = self.settle();
        self.show(changed)
    }

    fn settle(&mut self) -> BTreeSet<Key> {
        let mut changed = BTreeSet::new();
        for _ in 0..TURNS_MAX {
            let moment = self.moment();
            let events = schedule::due(&self.state, &moment);
            if events.is_empty() {
                break;
            }
            changed.extend(self.commit(Actor::System, None, events));
        }
        changed
    }

    /// When the clock next has something to say.
    pub(super) fn next_wake(&mut self) -> Option<Timestamp> {
        let wake = self.wake.unwrap_or_else(|| schedule::next_wake(&self.state));
        self.wake = Some(wake);
        wake
    }

    /// Updates for every channel in which something looks different now.
    fn show(&mut self, changed: BTreeSet<Key>) -> Vec<Outgoing> {
        let mut news: BTreeMap<Audience, Update> = BTreeMap::new();
        for (audience, shown) in &mut self.shown {
            let (mut upsert, mut remove) = (Vec::new(), Vec::new());
            for key in &changed {
                match render(&self.state, key, audience) {
                    Some(item) if shown.items.get(key) != Some(&item) => {
                        upsert.push(Upsert { key: key.wire(), item: item.clone() });
                        shown.items.insert(key.clone(), item);
                    }
                    Some(_) => {}
                    None => remove.extend(shown.items.remove(key).map(|_| key.wire())),
                }
            }
            if !upsert.is_empty() || !remove.is_empty() {
                shown.n += 1;
                news.insert(audience.clone(), Update { n: shown.n, upsert, remove, frames: BTreeMap::new() });
            }
        }
        let mut frames = Vec::new();
        for (seat, channels) in &self.seats {
            for (channel, audience) in channels {
                frames.extend(news.get_mut(audience).map(|update| (seat.clone(), update.frame(*channel))));
            }
        }
        frames
    }
}

/// Receipts that clients give by themselves are folded, not decided.
fn machine_receipts(seat: &SeatCode, command: &Command) -> Option<Vec<MachineReceipt>> {
    let (deliveries, stage) = if let Command::ConfirmDelivery(confirmed) = command {
        (&confirmed.deliveries, DeliveryStage::Delivered)
    } else if let Command::ConfirmSeen(confirmed) = command {
        (&confirmed.deliveries, DeliveryStage::Seen)
    } else {
        return None;
    };
    let receipt = |delivery: &_| MachineReceipt { delivery: *delivery, seat: seat.clone(), stage };
    Some(deliveries.iter().map(receipt).collect())
}

/// Keeps which parts of a row's condition held when it became due or was released.
fn note(holding: &mut BTreeMap<RowId, BTreeSet<&'static str>>, state: &State, event: &Event) {
    let row = if let Event::RowArmed(armed) = event {
        &armed.row
    } else if let Event::RowReleased(released) = event {
        &released.row
    } else {
        return;
    };
    // An expected action that was complete early is no branch.
    let waits = state.row_states().any(|(id, status)| id == row && status != InjectStatus::Complete);
    if waits {
        holding.entry(row.clone()).or_default().extend(schedule::holding(state, row));
    }
}
