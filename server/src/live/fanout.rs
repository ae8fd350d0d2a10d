//! Who is shown what, and when: the channels of an exercise with their viewers.
//!
//! An audience that was quiet is shown a change at once; a busy one is shown the sum of changes at
//! its interval. Each item is rendered and encoded once per audience, whatever the number of viewers.

use super::channel::{Channel, Flushed, RawUpsert};
use super::frame::Frame;
use super::outbox::Outbox;
use super::replica::{Change, Replica};
use super::viewer::{LOOK_EVERY, Viewer, Viewers};
use exercise::audience::channels;
use exercise::signal::MachineReceipt;
use exercise::view::{self, Key};
use exercise::{Audience, State};
use protocol::frame::{ChannelName, ChannelStart, Resume, Start};
use protocol::ids::{Epoch, SeatCode};
use protocol::vocab::DeliveryStage;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;
use tokio::time::Instant;

/// Shortest time between two flushes that bring something new: an inject, a message, a line of the log.
pub(super) const INTERVAL: Duration = Duration::from_millis(50);
/// The same where only what is there already looks different: four changes of a picture a second
/// cannot be told from twenty, and in a storm of acknowledgements they would cost more than it does.
pub(super) const CHANGES_INTERVAL: Duration = Duration::from_millis(250);
/// The same for walls, which nobody watches from nearby.
pub(super) const WALL_INTERVAL: Duration = Duration::from_millis(500);
/// What one more viewer adds to the interval: twice what writing one frame costs, so that the
/// fan-out to any number of viewers takes half a core at most.
pub(super) const INTERVAL_PER_VIEWER: Duration = Duration::from_micros(20);

/// Names a viewer. Control comes first in order, and so in every fan-out; who only looks comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct ViewerId {
    pub rank: u8,
    pub number: u64,
}

impl ViewerId {
    /// Rank of somebody who looks through another seat's eyes. What he is shown has reached nobody.
    pub(super) const LOOKS: u8 = 2;

    const fn looks(self) -> bool {
        self.rank == Self::LOOKS
    }
}

/// A channel with its viewers.
#[derive(Debug)]
struct Line {
    channel: Channel,
    viewers: Viewers,
    flushed: Option<Instant>,
    /// When it was last looked after readers who are behind; none while nobody is.
    behind: Option<Instant>,
    /// With whom the next fan-out begins, so that the last are not always the same.
    turn: usize,
}

/// How a viewer's channels start.
#[derive(Debug, Default)]
pub(super) struct Opening {
    pub starts: BTreeMap<ChannelName, ChannelStart>,
    pub frames: Vec<Frame>,
    /// Injects that are on their way to a client for the first time.
    pub sent: Vec<MachineReceipt>,
}

/// All channels of an exercise. Each comes into being with its first viewer.
#[derive(Debug)]
pub(super) struct Fanout {
    epoch: Epoch,
    shared: Vec<Line>,
    own: HashMap<SeatCode, Line>,
    own_dirty: BTreeSet<SeatCode>,
}

impl Fanout {
    /// Fresh positions. A new epoch at each load: what was flushed together depended on the load of
    /// the machine, so the same positions cannot be found again, and clients are told `reloaded`.
    pub(super) fn new() -> Self {
        let epoch = Epoch(crate::ids::uuid());
        Self { epoch, shared: Vec::new(), own: HashMap::new(), own_dirty: BTreeSet::new() }
    }

    pub(super) const fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// Notes what a commit changed.
    pub(super) fn touch(&mut self, state: &State, change: &Change) {
        for line in &mut self.shared {
            line.touch(state, change);
        }
        if change.all {
            self.own.values_mut().for_each(|line| line.channel.touch_all());
            self.own_dirty.extend(self.own.keys().cloned());
            return;
        }
        for key in &change.keys {
            for seat in view::owners(state, key) {
                if let Some(line) = self.own.get_mut(&seat) {
                    line.channel.touch(state, [key]);
                    self.own_dirty.insert(seat);
                }
            }
        }
    }

    /// Anything may look different.
    pub(super) fn touch_all(&mut self, state: &State) {
        self.touch(state, &Change { all: true, ..Change::default() });
    }

    /// Gives a seat's channels to a viewer.
    pub(super) fn open(
        &mut self,
        replica: &Replica,
        seat: &SeatCode,
        id: ViewerId,
        outbox: &Outbox,
        resume: Option<&Resume>,
    ) -> Option<Opening> {
        let of = channels(replica.state().seat(seat)?);
        let epoch = self.epoch;
        let mut opening = Opening::default();
        for (name, audience) in of {
            let line = self.line(name, audience);
            if line.viewers.is_empty() {
                // Nobody watched, so nothing was rendered; nobody is in the middle of it either.
                line.channel.flush(replica);
            }
            let at = resume.map(|resume| resume.channels.get(&name).copied().filter(|_| resume.epoch == epoch));
            let (start, frames) = match at {
                None => (Start::Fresh, line.channel.snapshot().to_vec()),
                Some(at) => match at.and_then(|n| line.channel.since(n)) {
                    Some(frames) => (Start::Resumed, frames.into_iter().map(|(_, frame)| frame).collect()),
                    None => (Start::Reloaded, line.channel.snapshot().to_vec()),
                },
            };
            opening.starts.insert(name, ChannelStart { n: line.channel.n(), start });
            opening.frames.extend(frames);
            line.viewers.insert(id, Viewer::new(seat.clone(), outbox.clone(), line.channel.n()));
            let keys = line.channel.keys();
            if !id.looks() {
                opening.sent.extend(queued(replica.state(), line.channel.audience(), keys, seat));
            }
        }
        Some(opening)
    }

    /// Takes a viewer out of a seat's channels.
    pub(super) fn close(&mut self, seat: &SeatCode, id: ViewerId) {
        for line in &mut self.shared {
            line.viewers.remove(id);
        }
        if let Some(line) = self.own.get_mut(seat) {
            line.viewers.remove(id);
        }
    }

    /// What a seat is shown right now, the narrower channel's item where two have the same key.
    pub(super) fn items(
        &mut self,
        replica: &Replica,
        seat: &SeatCode,
    ) -> Option<(Vec<RawUpsert>, Vec<MachineReceipt>)> {
        let of = channels(replica.state().seat(seat)?);
        let (mut items, mut sent) = (BTreeMap::new(), Vec::new());
        for (name, audience) in of {
            let line = self.line(name, audience);
            sent.extend(line.flush(replica, Instant::now()));
            items.extend(line.channel.items().map(|upsert| (upsert.key.clone(), upsert)));
        }
        Some((items.into_values().collect(), sent))
    }

    /// Shows what is due; everything that is dirty if `all`. Returns injects that were queued to a
    /// live connection for the first time.
    pub(super) fn flush(&mut self, replica: &Replica, now: Instant, all: bool) -> Vec<MachineReceipt> {
        let mut sent = Vec::new();
        for line in self.shared.iter_mut().filter(|line| all || line.is_due(now)) {
            sent.extend(line.serve(replica, now, all));
        }
        let own = &mut self.own;
        self.own_dirty.retain(|seat| {
            let Some(line) = own.get_mut(seat).filter(|line| line.waits()) else { return false };
            let due = all || line.is_due(now);
            if due {
                sent.extend(line.serve(replica, now, all));
            }
            line.waits()
        });
        sent
    }

    /// When the next flush is due; none while nothing waits.
    pub(super) fn next_due(&self) -> Option<Instant> {
        let own = self.own_dirty.iter().filter_map(|seat| self.own.get(seat));
        self.shared.iter().chain(own).filter(|line| line.waits()).map(Line::due_at).min()
    }

    fn line(&mut self, name: ChannelName, audience: Audience) -> &mut Line {
        let fresh = |audience| Line {
            channel: Channel::new(name, audience),
            viewers: Viewers::default(),
            flushed: None,
            behind: None,
            turn: 0,
        };
        if let Audience::Seat(code) = &audience {
            return self.own.entry(code.clone()).or_insert_with(|| fresh(audience));
        }
        let same = |line: &Line| *line.channel.audience() == audience && line.channel.name() == name;
        let index = self.shared.iter().position(same).unwrap_or_else(|| {
            // Control before everybody else.
            let index = if audience == Audience::Control { 0 } else { self.shared.len() };
            self.shared.insert(index, fresh(audience));
            index
        });
        &mut self.shared[index]
    }
}

impl Line {
    fn touch(&mut self, state: &State, change: &Change) {
        if change.all || self.viewers.is_empty() {
            // Without viewers nothing is rendered, so there is no use in counting what changed.
            self.channel.touch_all();
        } else {
            self.channel.touch(state, &change.keys);
        }
    }

    fn interval(&self) -> Duration {
        let base = match self.channel.audience() {
            Audience::LeadersWall | Audience::PlayersWall => WALL_INTERVAL,
            Audience::Everyone
            | Audience::Control
            | Audience::Evaluators
            | Audience::Simulation
            | Audience::Actors
            | Audience::Department(_)
            | Audience::Seat(_) => {
                if self.channel.has_news() {
                    INTERVAL
                } else {
                    CHANGES_INTERVAL
                }
            }
        };
        base.max(INTERVAL_PER_VIEWER * u32::try_from(self.viewers.len()).unwrap_or(u32::MAX))
    }

    /// Somebody waits for something.
    fn waits(&self) -> bool {
        !self.viewers.is_empty() && (self.channel.is_dirty() || self.behind.is_some())
    }

    fn due_at(&self) -> Instant {
        let flush = || self.flushed.map_or_else(Instant::now, |flushed| flushed + self.interval());
        match self.behind.map(|looked| looked + LOOK_EVERY) {
            Some(look) if self.channel.is_dirty() => look.min(flush()),
            Some(look) => look,
            None => flush(),
        }
    }

    fn is_due(&self, now: Instant) -> bool {
        self.waits() && (self.flush_is_due(now) || self.behind.is_some_and(|looked| looked + LOOK_EVERY <= now))
    }

    fn flush_is_due(&self, now: Instant) -> bool {
        self.channel.is_dirty() && self.flushed.is_none_or(|flushed| flushed + self.interval() <= now)
    }

    /// Does what is due.
    fn serve(&mut self, replica: &Replica, now: Instant, all: bool) -> Vec<MachineReceipt> {
        self.catch_up(now);
        if all || self.flush_is_due(now) { self.flush(replica, now) } else { Vec::new() }
    }

    /// Gives readers who are behind what they have missed.
    fn catch_up(&mut self, now: Instant) {
        if self.behind.is_none() {
            return;
        }
        for viewer in self.viewers.values_mut() {
            viewer.catch_up(&self.channel, now);
        }
        self.behind = self.viewers.values().any(Viewer::is_behind).then_some(now);
    }

    fn flush(&mut self, replica: &Replica, now: Instant) -> Vec<MachineReceipt> {
        if !self.channel.is_dirty() {
            return Vec::new();
        }
        let Flushed { frames, changed } = self.channel.flush(replica);
        if frames.is_empty() || self.viewers.is_empty() {
            return Vec::new();
        }
        self.flushed = Some(now);
        self.turn = (self.turn + 1) % self.viewers.len();
        metrics::counter!("startex_frames_total").increment((frames.len() * self.viewers.len()) as u64);
        let control = self.viewers.controllers();
        let (first, mut rest): (Vec<_>, Vec<_>) =
            self.viewers.values_mut().enumerate().partition(|(i, _)| *i < control);
        let split = self.turn.min(rest.len());
        rest.rotate_left(split);
        let mut behind = false;
        for (_, viewer) in first.into_iter().chain(rest) {
            viewer.give(&frames, now);
            behind |= viewer.is_behind();
        }
        if behind {
            self.behind.get_or_insert(now);
        }
        // In order of rank: where the first one only looks, so do all.
        let first = self.viewers.first().filter(|(id, _)| !id.looks());
        let Some(seat) = first.map(|(_, viewer)| viewer.seat.clone()) else { return Vec::new() };
        queued(replica.state(), self.channel.audience(), changed.iter(), &seat).collect()
    }
}

/// Deliveries among these keys whose recipients got them with this channel for the first time.
fn queued<'a>(
    state: &'a State,
    audience: &Audience,
    keys: impl Iterator<Item = &'a Key> + 'a,
    seat: &'a SeatCode,
) -> impl Iterator<Item = MachineReceipt> + 'a {
    let recipients = matches!(audience, Audience::Department(_) | Audience::Seat(_));
    keys.filter(move |_| recipients).filter_map(move |key| match key {
        Key::Delivery(id) => {
            let queued = state.delivery(*id)?.stage() == DeliveryStage::Queued;
            queued.then(|| MachineReceipt { delivery: *id, seat: seat.clone(), stage: DeliveryStage::Sent })
        }
        Key::Exercise
        | Key::Department(_)
        | Key::Plan
        | Key::Msel(_)
        | Key::GroundTruth
        | Key::Row(_)
        | Key::Clarification(_)
        | Key::Message(_)
        | Key::Report(_)
        | Key::Fact(_)
        | Key::Claim(_)
        | Key::Commitment(_)
        | Key::Relay(_)
        | Key::Site
        | Key::Place(_)
        | Key::Feature(_)
        | Key::Post(_)
        | Key::Statement(_)
        | Key::Published(_)
        | Key::Seat(_)
        | Key::Briefing(_)
        | Key::Task(_)
        | Key::Entry(_)
        | Key::Held
        | Key::Conduct
        | Key::Observation(_)
        | Key::Rating(_)
        | Key::Evaluation
        | Key::Finding(_)
        | Key::Star(_)
        | Key::Recheck(_)
        | Key::Action(_)
        | Key::Written(..)
        | Key::Feedback
        | Key::Assessment(..)
        | Key::Tile(_)
        | Key::Figures
        | Key::Check(_)
        | Key::Roll(_)
        | Key::Staff(_)
        | Key::Test(_)
        | Key::Resource(_)
        | Key::Fault(_)
        | Key::ResourceRequest(_)
        | Key::Checklist(_) => None,
    })
}
