//! One robot: a client's memory, a mind, and the receipts that every client gives by itself.
//!
//! It hears frames and says what it wants to submit and when it wants to be woken; it knows neither
//! sockets nor clocks, so that the same robot plays over a network and in a rehearsal.

use super::agenda::{Agenda, Own, Pace};
use super::chance::Chance;
use super::memory::Memory;
use super::mind::{self, Mind, Part, Scene, Wish};
use super::script::Script;
use protocol::command::{Command, ConfirmDelivery, ConfirmSeen};
use protocol::frame::{Resume, ServerFrame, You};
use protocol::ids::{DeliveryId, SeatCode};
use protocol::item::{Item, ItemKey};
use protocol::time::Timestamp;
use protocol::vocab::ExerciseStatus;
use std::collections::BTreeSet;

/// Somebody who plays one seat.
pub struct Robot {
    part: Part,
    script: Script,
    you: Option<You>,
    memory: Memory,
    pace: Pace,
    mind: Box<dyn Mind>,
    receipts: Receipts,
}

impl std::fmt::Debug for Robot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Robot").field("seat", &self.you.as_ref().map(|you| &you.seat)).finish_non_exhaustive()
    }
}

impl Robot {
    /// A robot that is told its part and the script, and its seat by the first welcome.
    #[must_use]
    pub fn new(part: Part, script: Script) -> Self {
        let mind = mind::of(protocol::vocab::Role::Observer);
        let receipts = Receipts::default();
        Self { part, script, you: None, memory: Memory::default(), pace: Pace::default(), mind, receipts }
    }

    /// Where it left off.
    #[must_use]
    pub fn resume(&self) -> Option<Resume> {
        self.memory.resume()
    }

    /// The state of the exercise, once it is known.
    #[must_use]
    pub fn status(&self) -> Option<ExerciseStatus> {
        self.memory.exercise().map(|exercise| exercise.status)
    }

    /// Its seat, once it is known.
    #[must_use]
    pub fn seat(&self) -> Option<&SeatCode> {
        self.you.as_ref().map(|you| &you.seat)
    }

    /// Exercise time at a wall time, in milliseconds.
    #[must_use]
    pub fn exercise_ms(&self, wall: Timestamp) -> i64 {
        self.memory.exercise().map_or(0, |exercise| exercise.clock.at(wall).0)
    }

    /// Takes a frame that came at a wall time of the server's clock.
    pub fn hear(&mut self, frame: &ServerFrame, wall: Timestamp) {
        if let ServerFrame::Welcome { epoch, you, channels, .. } = frame {
            if self.you.as_ref().is_none_or(|before| before.seat != you.seat || before.role != you.role) {
                self.memory.wipe();
                self.mind = mind::of(you.role);
                self.receipts = Receipts::default();
            }
            self.you = Some(you.clone());
            self.memory.welcome(*epoch, channels);
            self.confirm_again(wall);
            return;
        }
        // Own time passes at the old pace until this moment, and at the new one after it.
        self.pace.advance(wall, self.memory.exercise());
        let keys = self.memory.take(frame);
        let now = self.pace.advance(wall, self.memory.exercise());
        let Some(you) = &self.you else { return };
        let scene = Scene { part: self.part, script: &self.script, you, memory: &self.memory, now, wall };
        // The exercise first: what everything else means depends on its state.
        let exercise = |key: &ItemKey| key.0 != "exercise";
        let mut keys = keys;
        keys.sort_by_key(|(_, key)| exercise(key));
        for (channel, key) in &keys {
            if let Some(item) = self.memory.get(*channel, key) {
                self.receipts.notice(item, &scene);
                self.mind.notice(item, &scene);
            }
        }
    }

    /// Receipts that were on their way when a connection broke may be lost: all are given again,
    /// which changes nothing where they were not.
    fn confirm_again(&mut self, wall: Timestamp) {
        let now = self.pace.advance(wall, self.memory.exercise());
        let Some(you) = &self.you else { return };
        let scene = Scene { part: self.part, script: &self.script, you, memory: &self.memory, now, wall };
        self.receipts = Receipts::default();
        for item in self.memory.items() {
            self.receipts.notice(item, &scene);
        }
    }

    /// The wall time at which it next wants to do something: none while it waits for frames alone.
    #[must_use]
    pub fn next(&self) -> Option<Timestamp> {
        let next = [self.mind.next(), self.receipts.agenda.next()].into_iter().flatten().min()?;
        self.pace.wall_of(next, self.memory.exercise())
    }

    /// What it wants to submit at a wall time.
    pub fn act(&mut self, wall: Timestamp) -> Vec<Wish> {
        let now = self.pace.advance(wall, self.memory.exercise());
        let Some(you) = &self.you else { return Vec::new() };
        let scene = Scene { part: self.part, script: &self.script, you, memory: &self.memory, now, wall };
        let mut wishes = self.receipts.act(now.own);
        wishes.extend(self.mind.act(&scene));
        wishes
    }
}

/// What a client confirms by itself: that it stored an inject, and that it showed it.
#[derive(Debug, Default)]
struct Receipts {
    agenda: Agenda<Receipt>,
    stored: BTreeSet<DeliveryId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Receipt {
    Delivered(DeliveryId),
    Seen(DeliveryId),
}

impl Receipts {
    fn notice(&mut self, item: &Item, scene: &Scene<'_>) {
        let Item::Inject(inject) = item else { return };
        let id = inject.delivery;
        if self.stored.insert(id) {
            let seat = scene.you.seat.as_str().bytes().fold(0, |sum: u64, byte| sum * 31 + u64::from(byte));
            let mut glance = Chance::of(scene.part.seed).about("glance", seat).about("at", u64::from(inject.number));
            self.agenda.plan(scene.now.own, Receipt::Delivered(id));
            self.agenda.plan(scene.now.own.plus(glance.within(1.0, 5.0)), Receipt::Seen(id));
        }
    }

    fn act(&mut self, now: Own) -> Vec<Wish> {
        let (mut delivered, mut seen) = (Vec::new(), Vec::new());
        while let Some(receipt) = self.agenda.pop(now) {
            match receipt {
                Receipt::Delivered(id) => delivered.push(id),
                Receipt::Seen(id) => seen.push(id),
            }
        }
        let mut wishes = Vec::new();
        for deliveries in delivered.chunks(protocol::limits::RECEIPTS_MAX) {
            wishes.push(Command::ConfirmDelivery(ConfirmDelivery { deliveries: deliveries.to_vec() }).into());
        }
        for deliveries in seen.chunks(protocol::limits::RECEIPTS_MAX) {
            wishes.push(Command::ConfirmSeen(ConfirmSeen { deliveries: deliveries.to_vec() }).into());
        }
        wishes
    }
}
