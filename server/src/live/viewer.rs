//! The readers of a channel: each at which position, and whether behind.
//!
//! A reader who does not keep up is not sent what a burst brings frame by frame: when the socket has
//! taken what waits, it gets what has changed since, merged. So a console on a slow machine sees five
//! hundred releases a moment later instead of being sent away for them.

use super::channel::{Channel, Positioned};
use super::fanout::ViewerId;
use super::outbox::{BACKLOG_AGE_MAX, BACKLOG_BYTES_MAX, Outbox};
use protocol::close::CloseReason;
use protocol::ids::SeatCode;
use std::time::Duration;
use tokio::time::Instant;

/// Bytes that wait for a reader from which on it counts as behind: room is left for the other
/// channels and for answers, which nothing may hold back.
const BEHIND_BYTES: usize = BACKLOG_BYTES_MAX / 4;
/// Bytes that may still wait when it is given more.
const CAUGHT_UP_BYTES: usize = BEHIND_BYTES / 4;
/// How often is looked whether a reader that is behind has caught up.
pub(super) const LOOK_EVERY: Duration = Duration::from_millis(100);

/// A reader of a channel.
#[derive(Debug)]
pub(super) struct Viewer {
    /// Where it sits.
    pub seat: SeatCode,
    outbox: Outbox,
    /// Position of the last frame it was given.
    n: u32,
    /// Since when it has not been given everything.
    behind: Option<Instant>,
}

impl Viewer {
    /// At the position at which its first frames leave it.
    pub(super) const fn new(seat: SeatCode, outbox: Outbox, n: u32) -> Self {
        Self { seat, outbox, n, behind: None }
    }

    pub(super) const fn is_behind(&self) -> bool {
        self.behind.is_some()
    }

    /// Gives it what was just flushed, as far as it keeps up.
    pub(super) fn give(&mut self, frames: &[Positioned], now: Instant) {
        for (n, frame) in frames {
            if self.behind.is_some() || self.outbox.backlog() > BEHIND_BYTES {
                self.behind.get_or_insert(now);
                return;
            }
            self.outbox.push(frame.clone());
            self.n = *n;
        }
    }

    /// Gives it what it has missed once it has taken what waited; sends it away where that lasts.
    pub(super) fn catch_up(&mut self, channel: &Channel, now: Instant) {
        let Some(since) = self.behind else { return };
        if now.duration_since(since) > BACKLOG_AGE_MAX {
            metrics::counter!("startex_slow_readers_total").increment(1);
            self.outbox.close(CloseReason::Slow);
        } else if self.outbox.backlog() <= CAUGHT_UP_BYTES {
            match channel.next_since(self.n, BEHIND_BYTES) {
                Some(frames) => {
                    self.behind = None;
                    self.give(&frames, now);
                    // More may be left; whether time is up counts from when it first fell behind.
                    self.behind = (self.n < channel.n()).then_some(since);
                }
                // It would not learn what is gone: a reload tells it.
                None => self.outbox.close(CloseReason::Slow),
            }
        }
    }
}

/// The readers of a channel in order of their ids. Not a tree: a seat's own channel has one reader
/// nearly always, and a tree makes room for eleven.
#[derive(Debug, Default)]
pub(super) struct Viewers(Vec<(ViewerId, Viewer)>);

impl Viewers {
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes one in, in the place of the one that had this id.
    pub(super) fn insert(&mut self, id: ViewerId, viewer: Viewer) {
        match self.place(id) {
            Ok(index) => self.0[index].1 = viewer,
            Err(index) => {
                if self.0.is_empty() {
                    self.0.reserve_exact(1);
                }
                self.0.insert(index, (id, viewer));
            }
        }
    }

    pub(super) fn remove(&mut self, id: ViewerId) {
        if let Ok(index) = self.place(id) {
            self.0.remove(index);
        }
    }

    /// The one who is served first.
    pub(super) fn first(&self) -> Option<&(ViewerId, Viewer)> {
        self.0.first()
    }

    /// How many of them are control: the first so many.
    pub(super) fn controllers(&self) -> usize {
        self.0.partition_point(|(id, _)| id.rank == 0)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &Viewer> {
        self.0.iter().map(|(_, viewer)| viewer)
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Viewer> {
        self.0.iter_mut().map(|(_, viewer)| viewer)
    }

    fn place(&self, id: ViewerId) -> Result<usize, usize> {
        self.0.binary_search_by_key(&id, |(id, _)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::frame::Frame;
    use crate::live::outbox::Next;

    fn frames(from: u32, to: u32) -> Vec<Positioned> {
        (from..=to).map(|n| (n, Frame::text(&"x".repeat(40 * 1024)))).collect()
    }

    #[test]
    fn s15_a_burst_puts_a_reader_behind_and_not_out() {
        let (outbox, now) = (Outbox::new(), Instant::now());
        let mut viewer = Viewer::new(SeatCode::parse("CTL-1").unwrap(), outbox.clone(), 0);
        viewer.give(&frames(1, 60), now);
        assert!(viewer.is_behind() && viewer.n < 60 && !outbox.is_closed());
        let given = viewer.n;
        viewer.give(&frames(61, 70), now);
        assert_eq!(viewer.n, given, "what follows would leave a gap");
        let mut written = 0;
        while let Some(Next::Frames(frames)) = outbox.pop() {
            written += frames.len();
        }
        assert_eq!(written, given as usize, "everything up to its position, and nothing else");
    }
}
