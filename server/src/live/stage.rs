//! The task that viewers meet: it holds the replica, the channels and the connections of one
//! exercise. What it is handed is in the record already; it applies it, answers, and shows it.

use super::channel::RawUpsert;
use super::fanout::{Fanout, Opening, ViewerId};
use super::fed::{self, Entrant, Fed};
use super::frame::Frame;
use super::input::{Answer, Input, Lanes, Reply};
use super::presence::{Due, Presence};
use super::replica::{Applied, Change, Replica};
use super::runner::Stopped;
use crate::clock::Clock;
use crate::shutdown::Shutdown;
use exercise::audience::channels;
use exercise::commit::Moment;
use exercise::signal::{MachineReceipt, Signal};
use exercise::view::Key;
use exercise::{Audience, Seated, State, decide};
use protocol::close::CloseReason;
use protocol::command::Command;
use protocol::frame::{ServerFrame, Sight, Waiting};
use protocol::ids::{ExerciseId, PersonId, SeatCode};
use protocol::problem::{Problem, ProblemCode};
use protocol::text::Bilingual;
use protocol::time::{Stamp, Timestamp};
use protocol::vocab::{ExerciseStatus, Presence as SeatPresence};
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, MissedTickBehavior};

/// Batches that may wait to be shown.
pub(super) const BATCHES_WAITING: usize = 16;
/// Requests of viewers that may wait: a hall that comes back at once.
pub(super) const REQUESTS_WAITING: usize = 4_096;
/// Emergencies that may wait; one is enough to cover every screen.
pub(super) const URGENT_WAITING: usize = 64;
/// How often connections are compared with the record.
const TICK: Duration = Duration::from_secs(1);

/// What a turn of the Runner came to, all of it in the record.
#[derive(Debug)]
pub(super) struct Batch {
    pub commits: Vec<Applied>,
    pub answers: Vec<(Reply, Answer)>,
    pub settle: Vec<(oneshot::Sender<Option<Timestamp>>, Option<Timestamp>)>,
    /// Set once nothing is accepted any more.
    pub stopped: Option<Stopped>,
}

/// A real emergency that somebody declares.
#[derive(Debug)]
pub(super) struct Cover {
    pub seated: Seated,
    pub command: Command,
}

/// A look at the visible state.
pub(super) type Look = Box<dyn FnOnce(&State) + Send>;

/// What viewers ask for.
pub(super) enum Request {
    Attach { viewer: Box<Entrant>, answer: oneshot::Sender<Result<Attached, Problem>> },
    Detach(ViewerId),
    Heard { seat: SeatCode, round_trip_ms: Option<u32> },
    Looking { id: ViewerId, sight: Option<Sight> },
    Kick { seat: SeatCode, reason: CloseReason },
    Waiting(Vec<Waiting>),
    Forget(PersonId),
    Items { seat: SeatCode, answer: oneshot::Sender<Option<Vec<RawUpsert>>> },
    Look(Look),
}

/// A connection that is fed from now on.
#[derive(Debug)]
pub struct Attached {
    /// The welcome, then what brings the client to the positions it names. What follows comes by
    /// the outbox.
    pub frames: Vec<Frame>,
    pub(super) id: ViewerId,
}

/// What is known of an exercise without asking it.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Its id.
    pub id: ExerciseId,
    /// Title.
    pub title: Bilingual,
    /// State of its life cycle.
    pub status: ExerciseStatus,
    /// When it was created.
    pub created: Stamp,
    /// ENDEX.
    pub ended: Option<Stamp>,
    /// Set once nothing is accepted any more.
    pub stopped: Option<Stopped>,
}

impl Summary {
    pub(super) fn of(state: &State, stopped: Option<Stopped>) -> Self {
        let (id, title, status) = (state.id(), state.title().clone(), state.status());
        Self { id, title, status, created: state.created(), ended: state.ended(), stopped }
    }
}

/// The ends that the stage reads.
pub(super) struct Doors {
    pub batches: mpsc::Receiver<Batch>,
    pub urgent: mpsc::Receiver<Cover>,
    pub requests: mpsc::Receiver<Request>,
}

pub(super) struct Stage {
    pub replica: Replica,
    pub fanout: Fanout,
    pub presence: Presence,
    pub clock: Clock,
    pub lanes: Lanes,
    pub summary: watch::Sender<Summary>,
    pub shutdown: Shutdown,
    pub viewers: HashMap<ViewerId, Fed>,
    pub numbers: u64,
}

impl Stage {
    /// Runs until the Runner ends.
    pub(super) async fn run(mut self, mut doors: Doors) {
        let mut tick = tokio::time::interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let due = self.fanout.next_due();
            let flush = async {
                match due {
                    Some(at) => tokio::time::sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                biased;
                Some(cover) = doors.urgent.recv() => self.cover(&cover),
                batch = doors.batches.recv() => match batch {
                    Some(batch) => self.show(batch),
                    None => break,
                },
                Some(request) = doors.requests.recv() => self.serve(request),
                _ = tick.tick() => self.tick(),
                () = flush => {}
            }
            self.flush(false);
        }
        let reason = if self.shutdown.is_requested() { CloseReason::Restarting } else { CloseReason::Reloading };
        for fed in self.viewers.values() {
            fed.outbox.close(reason);
        }
    }

    fn flush(&mut self, all: bool) {
        let sent = self.fanout.flush(&self.replica, Instant::now(), all);
        self.sent(sent);
    }

    /// Injects are on their way. A receipt that finds the lane full is lost and does no harm: the
    /// client's own *delivered* says more.
    fn sent(&self, receipts: Vec<MachineReceipt>) {
        if !receipts.is_empty() {
            self.lanes.try_signal(Input::Receipts(receipts));
        }
    }

    fn show(&mut self, batch: Batch) {
        for applied in &batch.commits {
            let change = self.replica.on_commit(applied);
            self.fanout.touch(self.replica.state(), &change);
            for seat in &change.released {
                self.kick(seat, CloseReason::SeatChanged);
                self.presence.released(seat);
            }
            for seat in &change.taken {
                self.presence.taken(seat, self.clock.now());
            }
        }
        let summary = Summary::of(self.replica.state(), batch.stopped);
        self.summary.send_if_modified(|last| {
            let changed = *last != summary;
            *last = summary;
            changed
        });
        for (reply, answer) in batch.answers {
            let reply = match reply {
                Reply::Covered(inner) => {
                    self.judge_cover(&answer);
                    *inner
                }
                reply @ (Reply::Once(_) | Reply::Frame(..)) => reply,
            };
            reply.send(answer);
        }
        if !batch.settle.is_empty() {
            self.flush(true);
        }
        for (caller, next) in batch.settle {
            // A caller that has gone away needs no answer.
            let _ = caller.send(next);
        }
    }

    /// Covers every screen at once, recorded or not, if the rules would accept the declaration.
    fn cover(&mut self, cover: &Cover) {
        let Command::DeclareEmergency(declared) = &cover.command else { return };
        let now = self.clock.now();
        let moment = Moment { wall: now, seed: crate::ids::uuid(), happened_at: None, ballot: uuid::Uuid::nil() };
        let accepted = decide::decide(self.replica.state(), &cover.command, &cover.seated, &moment).is_ok();
        let note = declared.note.as_ref().map(ToString::to_string);
        if accepted && self.replica.cover(now, cover.seated.seat.clone(), note) {
            tracing::warn!(exercise = %self.replica.state().id(), "real emergency: every screen is covered");
            self.show_exercise();
        }
    }

    /// A declaration that the rules refused after all covers nothing; one that could not be recorded
    /// stays, because the emergency is real.
    fn judge_cover(&mut self, answer: &Answer) {
        let refused = answer.as_ref().is_err_and(|problem| problem.status < 500);
        if refused && self.replica.uncover() {
            self.show_exercise();
        }
    }

    fn show_exercise(&mut self) {
        let change = Change { keys: vec![Key::Exercise], ..Change::default() };
        self.fanout.touch(self.replica.state(), &change);
        self.flush(true);
    }

    fn serve(&mut self, request: Request) {
        match request {
            Request::Attach { viewer, answer } => {
                let attached = self.attach(*viewer);
                if let Err(Ok(attached)) = answer.send(attached) {
                    self.detach(attached.id);
                }
            }
            Request::Detach(id) => self.detach(id),
            Request::Heard { seat, round_trip_ms } => self.presence.heard(&seat, self.clock.now(), round_trip_ms),
            Request::Looking { id, sight } => {
                if let Some(fed) = self.viewers.get(&id) {
                    self.presence.looking(&fed.seat, id, sight);
                }
            }
            Request::Kick { seat, reason } => self.kick(&seat, reason),
            Request::Waiting(waiting) => self.presence.set_waiting(waiting),
            Request::Forget(person) => {
                self.replica.forget(person);
                self.fanout.touch_all(self.replica.state());
            }
            Request::Items { seat, answer } => {
                let items = self.fanout.items(&self.replica, &seat).map(|(items, sent)| {
                    self.sent(sent);
                    items
                });
                // A caller that has gone away needs no answer.
                let _ = answer.send(items);
            }
            Request::Look(look) => look(self.replica.state()),
        }
    }

    fn attach(&mut self, viewer: Entrant) -> Result<Attached, Problem> {
        let Entrant { you, robot, outbox, resume, looks } = viewer;
        let seat = you.seat.clone();
        let now = self.clock.now();
        let Some(state) = self.replica.state().seat(&seat) else { return Err(Problem::new(ProblemCode::NotFound)) };
        let control = channels(state).iter().any(|(_, audience)| *audience == Audience::Control);
        let vacant = state.presence == SeatPresence::Vacant;
        self.numbers += 1;
        let rank = if looks.is_some() { ViewerId::LOOKS } else { u8::from(!control) };
        let id = ViewerId { rank, number: self.numbers };
        let Opening { starts, frames, sent } = self
            .fanout
            .open(&self.replica, &seat, id, &outbox, resume.as_ref())
            .ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
        self.viewers.insert(id, Fed { seat: seat.clone(), outbox, looks: looks.clone() });
        let oldest = match &looks {
            Some(by) => fed::too_many(&self.viewers, by),
            None => self.presence.connect(&seat, id, now),
        };
        if let Some(oldest) = oldest {
            self.dismiss(oldest, CloseReason::Superseded);
        }
        if vacant && you.person.is_none() && looks.is_none() {
            // Whoever comes with a link sits down by coming; a person did so at the lobby.
            let signal = Signal::SeatTaken { seat, person: None, digest: None, robot };
            self.lanes.try_signal(Input::Noticed(signal));
        }
        self.transitions(now);
        self.sent(sent);
        let welcome = Frame::encode(&ServerFrame::Welcome {
            exercise: self.replica.state().id(),
            epoch: self.fanout.epoch(),
            you,
            now: self.replica.state().stamp(now),
            channels: starts,
            head: control.then(|| self.replica.hash().to_string()),
        });
        metrics::gauge!("startex_sockets").increment(1.0);
        Ok(Attached { frames: std::iter::once(welcome).chain(frames).collect(), id })
    }

    fn detach(&mut self, id: ViewerId) {
        if let Some(Fed { seat, looks, .. }) = self.viewers.remove(&id) {
            self.fanout.close(&seat, id);
            if looks.is_none() {
                self.presence.disconnect(&seat, id, self.clock.now());
            }
            metrics::gauge!("startex_sockets").decrement(1.0);
        }
    }

    fn dismiss(&mut self, id: ViewerId, reason: CloseReason) {
        if let Some(fed) = self.viewers.get(&id) {
            fed.outbox.close(reason);
        }
        self.detach(id);
    }

    fn kick(&mut self, seat: &SeatCode, reason: CloseReason) {
        for id in self.presence.sessions(seat).into_iter().chain(fed::of(&self.viewers, seat)) {
            self.dismiss(id, reason);
        }
    }

    fn transitions(&self, now: Timestamp) {
        for signal in self.presence.transitions(self.replica.state(), now) {
            if !self.lanes.try_signal(Input::Noticed(signal)) {
                return;
            }
        }
    }

    fn tick(&mut self) {
        let closed: Vec<ViewerId> =
            self.viewers.iter().filter(|(_, fed)| fed.outbox.is_closed()).map(|(id, _)| *id).collect();
        closed.into_iter().for_each(|id| self.detach(id));
        self.transitions(self.clock.now());
        if let Some(due) = self.presence.take_due(Instant::now()) {
            self.show_presence(due);
        }
    }

    fn show_presence(&self, due: Due) {
        let state = self.replica.state();
        let mut frames: HashMap<Audience, Option<Frame>> = HashMap::new();
        for Fed { seat, outbox, .. } in self.viewers.values() {
            let Some([_, (_, group), _]) = state.seat(seat).map(channels) else { continue };
            if due == Due::Control && group != Audience::Control {
                continue;
            }
            let frame = frames.entry(group).or_insert_with_key(|group| self.presence.frame(state, group));
            if let Some(frame) = frame {
                outbox.set_presence(frame.clone());
            }
        }
    }
}
