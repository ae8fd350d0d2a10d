//! The rules of one connection, without IO: what came in and what time it is go in, steps come out.
//!
//! ```text
//! AwaitingHello ──hello──► Live ──close──► Draining
//!       └── 10 s, or another frame ─────────►┘
//! ```

use super::bucket::{Allowance, Bucket, OTHER_FRAMES};
use super::parse;
use exercise::audience;
use protocol::close::CloseReason;
use protocol::command::{Command, CommandKind, ReportCheck};
use protocol::frame::{ClientFrame, Resume, ServerFrame, Sight};
use protocol::ids::{CommandId, DeliveryId, SeatCode};
use protocol::problem::{Problem, ProblemCode};
use protocol::time::Timestamp;
use protocol::vocab::{DeliveryStage, Role};
use std::collections::VecDeque;

/// How long the first frame may take.
pub const HELLO_MS: i64 = 10_000;
/// How often the server pings: below the 60 s at which boxes in between drop idle connections.
pub const PING_EVERY_MS: i64 = 20_000;
/// A connection that says nothing for so long is gone: two pings were lost.
pub const SILENT_MS: i64 = 45_000;
/// How often the token of a connection is looked at again.
pub const REVALIDATE_EVERY_MS: i64 = 60_000;
/// Frames that cannot be read before the connection ends.
pub const BAD_FRAMES_MAX: u32 = 3;
/// Breaches of the allowance within [`BREACH_WINDOW_MS`] before the connection ends.
pub const BREACHES_MAX: usize = 3;
/// See [`BREACHES_MAX`].
pub const BREACH_WINDOW_MS: i64 = 60_000;
/// Refusals so close together are one breach: the client could not know yet.
const BREACH_APART_MS: i64 = 1_000;

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Attach to the exercise, then write what that gives.
    Attach(Option<Resume>),
    /// Write a frame.
    Send(Box<ServerFrame>),
    /// Submit a command; its answer comes by the outbox.
    Submit {
        /// Made by the client.
        id: CommandId,
        /// The wish.
        command: Box<Command>,
        /// When it happened, by the server's clock.
        happened_at: Option<Timestamp>,
    },
    /// Note receipts.
    Receipts {
        /// Made by the client; answered only if they are refused.
        id: CommandId,
        /// Stored or shown.
        stage: DeliveryStage,
        /// Which.
        deliveries: Vec<DeliveryId>,
    },
    /// Show control that this connection has a row open, or none any more.
    Look(Option<Sight>),
    /// A sign of life worth showing.
    Heard(Option<u32>),
    /// Write a WebSocket ping.
    Ping,
    /// Look at the token again.
    Revalidate,
    /// Close, and read no more.
    Close(CloseReason),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    AwaitingHello { since: Timestamp },
    Live,
    Draining,
}

/// The rules of one connection.
#[derive(Debug)]
pub struct Machine {
    seat: SeatCode,
    role: Role,
    phase: Phase,
    heard: Timestamp,
    pinged: Timestamp,
    /// A ping is out since then.
    ping_out: Option<Timestamp>,
    /// Milliseconds that the last ping was under way, there and back.
    round_trip: Option<u32>,
    /// Milliseconds that the client's clock was ahead at its last ping.
    ahead: Option<i64>,
    validated: Timestamp,
    submissions: Bucket,
    others: Bucket,
    breaches: VecDeque<Timestamp>,
    bad_frames: u32,
}

impl Machine {
    /// A connection that has just been opened.
    #[must_use]
    pub fn new(seat: SeatCode, role: Role, now: Timestamp) -> Self {
        Self {
            seat,
            role,
            phase: Phase::AwaitingHello { since: now },
            heard: now,
            pinged: now,
            ping_out: None,
            round_trip: None,
            ahead: None,
            validated: now,
            submissions: Bucket::full(Allowance::of(role), now),
            others: Bucket::full(OTHER_FRAMES, now),
            breaches: VecDeque::new(),
            bad_frames: 0,
        }
    }

    /// The next moment at which [`Machine::tick`] may have something to do.
    #[must_use]
    pub fn wake_at(&self) -> Option<Timestamp> {
        match self.phase {
            Phase::AwaitingHello { since } => Some(Timestamp(since.0 + HELLO_MS)),
            Phase::Live => {
                let ping = self.pinged.0 + PING_EVERY_MS;
                let (silent, token) = (self.heard.0 + SILENT_MS, self.validated.0 + REVALIDATE_EVERY_MS);
                Some(Timestamp(ping.min(silent).min(token)))
            }
            Phase::Draining => None,
        }
    }

    /// Time has passed.
    pub fn tick(&mut self, now: Timestamp) -> Vec<Step> {
        let mut steps = Vec::new();
        match self.phase {
            Phase::AwaitingHello { since } => {
                if now.0 - since.0 >= HELLO_MS {
                    return self.close(CloseReason::NoHello);
                }
            }
            Phase::Live => {
                if now.0 - self.heard.0 >= SILENT_MS {
                    return self.close(CloseReason::Silent);
                }
                if now.0 - self.pinged.0 >= PING_EVERY_MS {
                    (self.pinged, self.ping_out) = (now, Some(now));
                    steps.push(Step::Ping);
                }
                if now.0 - self.validated.0 >= REVALIDATE_EVERY_MS {
                    self.validated = now;
                    steps.push(Step::Revalidate);
                }
            }
            Phase::Draining => {}
        }
        steps
    }

    /// A WebSocket ping; the socket has answered it.
    pub fn ping(&mut self, now: Timestamp) -> Vec<Step> {
        self.heard = now;
        self.live(Step::Heard(None))
    }

    /// A WebSocket pong, which browsers send by themselves.
    pub fn pong(&mut self, now: Timestamp) -> Vec<Step> {
        self.heard = now;
        let round_trip = self.ping_out.take().map(|out| u32::try_from(now.0 - out.0).unwrap_or(u32::MAX));
        self.round_trip = round_trip.or(self.round_trip);
        self.live(Step::Heard(round_trip))
    }

    /// A binary frame.
    pub fn binary(&mut self, now: Timestamp) -> Vec<Step> {
        self.heard = now;
        self.bad(ServerFrame::Refused { problem: Problem::new(ProblemCode::BinaryFrame) })
    }

    /// A text frame.
    pub fn text(&mut self, text: &str, now: Timestamp) -> Vec<Step> {
        self.heard = now;
        let frame = match (parse::client_frame(text), self.phase) {
            (_, Phase::Draining) => return Vec::new(),
            (Ok(ClientFrame::Hello { resume }), Phase::AwaitingHello { .. }) => {
                self.phase = Phase::Live;
                return vec![Step::Attach(resume)];
            }
            (_, Phase::AwaitingHello { .. }) => return self.close(CloseReason::NoHello),
            (Ok(frame), Phase::Live) => frame,
            (Err(answer), Phase::Live) => return self.bad(*answer),
        };
        match frame {
            ClientFrame::Hello { .. } => {
                self.bad(ServerFrame::Refused { problem: Problem::new(ProblemCode::UnexpectedFrame) })
            }
            ClientFrame::Ping { t0 } => match self.others.take(now) {
                Ok(()) => {
                    // It left half a round trip ago.
                    let under_way = i64::from(self.round_trip.unwrap_or_default() / 2);
                    self.ahead = Some(t0.0.saturating_add(under_way).saturating_sub(now.0));
                    vec![Step::Send(Box::new(ServerFrame::Pong { t0, t1: now })), Step::Heard(None)]
                }
                Err(wait) => self.limited(None, wait, now),
            },
            ClientFrame::Look { row, cell } => match self.others.take(now) {
                Ok(()) if audience::is_control(self.role) => {
                    vec![Step::Look(cell.map(Sight::Cell).or(row.map(Sight::Row)))]
                }
                Ok(()) => {
                    let problem = Problem::new(ProblemCode::NotAllowed);
                    vec![Step::Send(Box::new(ServerFrame::Refused { problem }))]
                }
                Err(wait) => self.limited(None, wait, now),
            },
            ClientFrame::Submit { id, seat, command, happened_at, offset } => {
                if seat != self.seat {
                    let problem = Problem::new(ProblemCode::WrongSeat).place("seat");
                    return vec![Step::Send(Box::new(ServerFrame::Rejected { id, problem }))];
                }
                self.submit(id, command, happened_at.map(|at| on_our_clock(at, offset, now)), now)
            }
        }
    }

    /// The server ends the connection.
    pub fn close(&mut self, reason: CloseReason) -> Vec<Step> {
        if self.phase == Phase::Draining {
            return Vec::new();
        }
        self.phase = Phase::Draining;
        vec![Step::Close(reason)]
    }

    fn submit(
        &mut self,
        id: CommandId,
        mut command: Command,
        happened_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Vec<Step> {
        let kind = command.kind();
        if let Command::ReportCheck(check) = &mut command {
            self.measured(check);
        }
        let receipts = match command {
            Command::ConfirmDelivery(confirmed) => Ok((DeliveryStage::Delivered, confirmed.deliveries)),
            Command::ConfirmSeen(confirmed) => Ok((DeliveryStage::Seen, confirmed.deliveries)),
            other => Err(other),
        };
        match receipts {
            Ok((stage, deliveries)) => match self.others.take(now) {
                Ok(()) => vec![Step::Receipts { id, stage, deliveries }],
                Err(wait) => self.limited(Some(id), wait, now),
            },
            Err(command) => {
                // Nobody is ever too quick with a real emergency.
                if kind != CommandKind::DeclareEmergency
                    && let Err(wait) = self.submissions.take(now)
                {
                    return self.limited(Some(id), wait, now);
                }
                vec![Step::Submit { id, command: Box::new(command), happened_at }]
            }
        }
    }

    /// What this side has measured of the connection stands in the record, not what the client says of it.
    fn measured(&self, check: &mut ReportCheck) {
        if let Some(round_trip) = self.round_trip {
            check.round_trip_ms = Some(round_trip);
            let bounded = |ahead: i64| i32::try_from(ahead).unwrap_or(if ahead < 0 { i32::MIN } else { i32::MAX });
            check.clock_ahead_ms = self.ahead.map(bounded).or(check.clock_ahead_ms);
        }
    }

    fn limited(&mut self, id: Option<CommandId>, wait_ms: u32, now: Timestamp) -> Vec<Step> {
        if self.breaches.back().is_none_or(|last| now.0 - last.0 >= BREACH_APART_MS) {
            self.breaches.push_back(now);
        }
        self.breaches.retain(|at| now.0 - at.0 < BREACH_WINDOW_MS);
        if self.breaches.len() >= BREACHES_MAX {
            return self.close(CloseReason::Flooding);
        }
        let problem = Problem::new(ProblemCode::RateLimited).retry_after_ms(wait_ms);
        vec![Step::Send(Box::new(match id {
            Some(id) => ServerFrame::Rejected { id, problem },
            None => ServerFrame::Refused { problem },
        }))]
    }

    fn bad(&mut self, answer: ServerFrame) -> Vec<Step> {
        match self.phase {
            Phase::AwaitingHello { .. } => return self.close(CloseReason::NoHello),
            Phase::Draining => return Vec::new(),
            Phase::Live => {}
        }
        self.bad_frames += 1;
        let mut steps = vec![Step::Send(Box::new(answer))];
        if self.bad_frames >= BAD_FRAMES_MAX {
            steps.extend(self.close(CloseReason::BadFrame));
        }
        steps
    }

    fn live(&self, step: Step) -> Vec<Step> {
        if self.phase == Phase::Live { vec![step] } else { Vec::new() }
    }
}

/// The client's claimed time, corrected by what its clock is ahead; never later than now.
fn on_our_clock(at: Timestamp, offset: Option<i32>, now: Timestamp) -> Timestamp {
    Timestamp(at.0.saturating_sub(i64::from(offset.unwrap_or(0))).min(now.0))
}

#[cfg(test)]
mod tests;
