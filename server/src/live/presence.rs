//! Who is connected. Transitions of a seat become facts of the record; round trips and counts go
//! out in `presence` frames, which nobody keeps.

use super::fanout::ViewerId;
use super::frame::Frame;
use exercise::{Audience, Signal, State};
use protocol::frame::{Looking, PresenceFrame, SeatPresence, ServerFrame, Sight, Waiting};
use protocol::ids::{DepartmentCode, SeatCode};
use protocol::msel::LookingCell;
use protocol::time::Timestamp;
use protocol::vocab::Presence as Seated;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;
use tokio::time::Instant;

/// Connections of one seat; the oldest makes room. A broken client once opened 240 in two seconds.
pub(super) const SESSIONS_PER_SEAT: usize = 8;
/// How long a seat may be without a connection before it counts as lost: a reload, a change of
/// network.
pub(super) const GRACE_MS: i64 = 30_000;
/// Shortest time between two presence frames.
pub(super) const FRAME_EVERY: Duration = Duration::from_secs(2);
/// When nobody came or went, signs of life are shown this often.
pub(super) const REFRESH_EVERY: Duration = Duration::from_secs(10);

#[derive(Debug, Default)]
struct Live {
    /// Oldest first.
    sessions: VecDeque<ViewerId>,
    heard: Timestamp,
    round_trip_ms: Option<u32>,
    /// Since when nobody is connected.
    gone: Option<Timestamp>,
}

/// Whose frame is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// Only rows were opened and left: nobody else's business.
    Control,
    /// Somebody came, went or was heard.
    Everybody,
}

/// Connections by seat, and people in the waiting room.
#[derive(Debug)]
pub(super) struct Presence {
    seats: BTreeMap<SeatCode, Live>,
    waiting: Vec<Waiting>,
    /// Which connection has which row or cell open, one each; a connection that ends leaves it.
    open: BTreeMap<ViewerId, (SeatCode, Sight)>,
    /// A row was opened or left.
    looked: bool,
    /// Somebody came or went.
    changed: bool,
    /// Somebody was heard.
    heard: bool,
    sent: Option<Instant>,
    /// Whether a connection that says nothing for the grace is no presence: a half-open line. Not in
    /// a rehearsal, whose clock leaps.
    silence_counts: bool,
}

impl Presence {
    /// Nobody is connected yet; seats that were taken before count as gone from `now` on.
    pub(super) fn new(state: &State, now: Timestamp) -> Self {
        let taken = state.seats().filter(|seat| seat.presence == Seated::Seated);
        let gone = |code: &SeatCode| (code.clone(), Live { gone: Some(now), heard: now, ..Live::default() });
        let seats = taken.map(|seat| gone(&seat.code)).collect();
        Self {
            seats,
            waiting: Vec::new(),
            open: BTreeMap::new(),
            looked: false,
            changed: false,
            heard: false,
            sent: None,
            silence_counts: true,
        }
    }

    /// For a clock that leaps from one due moment to the next: silence tells nothing there.
    pub(super) const fn silence_counts(mut self, counts: bool) -> Self {
        self.silence_counts = counts;
        self
    }

    /// A connection more; returns the one that has to make room.
    pub(super) fn connect(&mut self, seat: &SeatCode, id: ViewerId, now: Timestamp) -> Option<ViewerId> {
        let live = self.seats.entry(seat.clone()).or_default();
        live.sessions.push_back(id);
        (live.heard, live.gone) = (now, None);
        self.changed = true;
        if live.sessions.len() > SESSIONS_PER_SEAT { live.sessions.pop_front() } else { None }
    }

    /// Nobody sits there any more: connections that come count from the beginning.
    pub(super) fn released(&mut self, seat: &SeatCode) {
        self.changed |= self.seats.remove(seat).is_some();
    }

    /// Somebody sat down: the grace begins now, for whoever does not connect at all.
    pub(super) fn taken(&mut self, seat: &SeatCode, now: Timestamp) {
        let live = self.seats.entry(seat.clone()).or_default();
        if live.sessions.is_empty() {
            live.gone = Some(now);
        }
    }

    /// A connection less.
    pub(super) fn disconnect(&mut self, seat: &SeatCode, id: ViewerId, now: Timestamp) {
        self.looked |= self.open.remove(&id).is_some();
        let Some(live) = self.seats.get_mut(seat) else { return };
        let before = live.sessions.len();
        live.sessions.retain(|session| *session != id);
        if before > 0 && live.sessions.is_empty() {
            (live.gone, live.round_trip_ms) = (Some(now), None);
        }
        self.changed |= live.sessions.len() != before;
    }

    /// A sign of life, with the round trip if one was measured.
    pub(super) fn heard(&mut self, seat: &SeatCode, now: Timestamp, round_trip_ms: Option<u32>) {
        if let Some(live) = self.seats.get_mut(seat) {
            live.heard = now;
            live.round_trip_ms = round_trip_ms.or(live.round_trip_ms);
            self.heard = true;
        }
    }

    /// A connection has a row or cell open, or none any more. One that is not connected has nothing open.
    pub(super) fn looking(&mut self, seat: &SeatCode, id: ViewerId, sight: Option<Sight>) {
        if !self.seats.get(seat).is_some_and(|live| live.sessions.contains(&id)) {
            return;
        }
        let open = sight.map(|sight| (seat.clone(), sight));
        self.looked |= self.open.get(&id) != open.as_ref();
        match open {
            Some(open) => drop(self.open.insert(id, open)),
            None => drop(self.open.remove(&id)),
        }
    }

    pub(super) fn set_waiting(&mut self, waiting: Vec<Waiting>) {
        self.changed |= self.waiting != waiting;
        self.waiting = waiting;
    }

    pub(super) fn sessions(&self, seat: &SeatCode) -> Vec<ViewerId> {
        self.seats.get(seat).map(|live| live.sessions.iter().copied().collect()).unwrap_or_default()
    }

    /// Where connections and state disagree for long enough: seats to be called lost or back.
    /// Asked again until the state agrees, so that nothing needs to be remembered.
    pub(super) fn transitions(&self, state: &State, now: Timestamp) -> Vec<Signal> {
        let transition = |(code, live): (&SeatCode, &Live)| {
            let seat = state.seat(code)?;
            let silent = self.silence_counts && now.0 - live.heard.0 >= GRACE_MS;
            let connected = !live.sessions.is_empty();
            match (seat.presence, live.gone) {
                (Seated::Seated, Some(since)) if now.0 - since.0 >= GRACE_MS => {
                    Some(Signal::SeatLost { seat: code.clone(), since })
                }
                (Seated::Seated, None) if connected && silent => {
                    Some(Signal::SeatLost { seat: code.clone(), since: live.heard })
                }
                (Seated::Lost, None) if connected && !silent => Some(Signal::SeatBack { seat: code.clone() }),
                (Seated::Seated | Seated::Lost | Seated::Vacant, _) => None,
            }
        };
        self.seats.iter().filter_map(transition).collect()
    }

    /// Whose frame is due, if any; asking counts as sending.
    pub(super) fn take_due(&mut self, now: Instant) -> Option<Due> {
        let since = self.sent.map_or(Duration::MAX, |sent| now.duration_since(sent));
        if self.changed && since >= FRAME_EVERY || self.heard && since >= REFRESH_EVERY {
            (self.sent, self.changed, self.heard, self.looked) = (Some(now), false, false, false);
            return Some(Due::Everybody);
        }
        if self.looked && since >= FRAME_EVERY {
            (self.sent, self.looked) = (Some(now), false);
            return Some(Due::Control);
        }
        None
    }

    /// The frame of an audience; none where it may not know.
    pub(super) fn frame(&self, state: &State, audience: &Audience) -> Option<Frame> {
        let seats = |of: Option<&DepartmentCode>| -> Vec<SeatPresence> {
            let here = self.seats.iter().filter(|(_, live)| !live.sessions.is_empty());
            let own = |code: &SeatCode| of.is_none() || state.seat(code).and_then(|s| s.department.as_ref()) == of;
            here.filter(|(code, _)| own(code)).map(|(code, live)| shown(code, live)).collect()
        };
        let frame = match audience {
            Audience::Control => PresenceFrame {
                seats: seats(None),
                waiting: self.waiting.clone(),
                looking: self.looking_at(state),
                cells: self.cells(),
            },
            Audience::Evaluators => PresenceFrame { seats: seats(None), ..PresenceFrame::default() },
            Audience::Department(code) => PresenceFrame { seats: seats(Some(code)), ..PresenceFrame::default() },
            Audience::Everyone
            | Audience::Simulation
            | Audience::Actors
            | Audience::LeadersWall
            | Audience::PlayersWall
            | Audience::Seat(_) => return None,
        };
        Some(Frame::encode(&ServerFrame::Presence(frame)))
    }
}

impl Presence {
    /// Rows of the list that somebody has open, each seat once a row. A row that is not there is nobody's.
    fn looking_at(&self, state: &State) -> Vec<Looking> {
        let rows = self.open.values().filter_map(|(seat, sight)| match sight {
            Sight::Row(row) => state.row_spec(row).is_some().then_some((row, seat)),
            Sight::Cell(_) => None,
        });
        let pairs: BTreeSet<_> = rows.collect();
        pairs.into_iter().map(|(row, seat)| Looking { seat: seat.clone(), row: row.clone() }).collect()
    }

    /// Cells of the planned list that somebody is in, each seat once a cell.
    fn cells(&self) -> Vec<LookingCell> {
        let cells = self.open.values().filter_map(|(seat, sight)| match sight {
            Sight::Cell(cell) => Some((cell, seat)),
            Sight::Row(_) => None,
        });
        let pairs: BTreeSet<_> = cells.collect();
        pairs.into_iter().map(|(cell, seat)| LookingCell { seat: seat.clone(), cell: cell.clone() }).collect()
    }
}

fn shown(code: &SeatCode, live: &Live) -> SeatPresence {
    SeatPresence {
        seat: code.clone(),
        connections: u32::try_from(live.sessions.len()).unwrap_or(u32::MAX),
        round_trip_ms: live.round_trip_ms,
        heard: live.heard,
    }
}
