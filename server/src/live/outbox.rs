//! What waits to be written to one socket: bounded in bytes and in age, so that a slow reader is
//! sent away instead of growing.

use super::frame::Frame;
use protocol::close::CloseReason;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;

/// Bytes that may wait for one reader: what a drill sends in ten minutes.
pub const BACKLOG_BYTES_MAX: usize = 1024 * 1024;
/// How long a frame may wait: a reader that is further behind does better with a resume.
pub const BACKLOG_AGE_MAX: Duration = Duration::from_secs(30);
/// Frames that go out in one write: a write costs the same for one as for a few.
const WRITE_FRAMES_MAX: usize = 16;

/// Handle on the frames for one socket; clones share them.
#[derive(Clone, Debug)]
pub struct Outbox(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    queue: Mutex<Queue>,
    wake: Notify,
}

#[derive(Debug, Default)]
struct Queue {
    frames: VecDeque<(Frame, Instant)>,
    bytes: usize,
    /// Latest wins: presence is never queued behind itself.
    presence: Option<Frame>,
    close: Option<CloseReason>,
    closed: bool,
}

/// What the socket does next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Write these, together.
    Frames(Vec<Frame>),
    /// Close with this reason.
    Close(CloseReason),
}

impl Default for Outbox {
    fn default() -> Self {
        Self::new()
    }
}

impl Outbox {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(Inner::default()))
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        // Held for a push or a pop, never across an await; half a push cannot be seen.
        self.0.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues a frame that the reader must not miss. Over a bound the reader is sent away `slow`.
    pub fn push(&self, frame: Frame) {
        self.push_at(frame, Instant::now());
    }

    fn push_at(&self, frame: Frame, now: Instant) {
        let mut queue = self.queue();
        if queue.closed || queue.close.is_some() {
            return;
        }
        let stale = queue.frames.front().is_some_and(|(_, since)| now.duration_since(*since) > BACKLOG_AGE_MAX);
        if stale || queue.bytes + frame.len() > BACKLOG_BYTES_MAX {
            metrics::counter!("startex_slow_readers_total").increment(1);
            queue.end(CloseReason::Slow);
        } else {
            queue.bytes += frame.len();
            queue.frames.push_back((frame, now));
        }
        drop(queue);
        self.0.wake.notify_one();
    }

    /// Sets the presence frame: only the newest is ever written.
    pub fn set_presence(&self, frame: Frame) {
        self.queue().presence = Some(frame);
        self.0.wake.notify_one();
    }

    /// Has the socket closed; what waits is dropped. The first reason stands.
    pub fn close(&self, reason: CloseReason) {
        let mut queue = self.queue();
        if queue.close.is_none() {
            queue.end(reason);
        }
        drop(queue);
        self.0.wake.notify_one();
    }

    /// Says that the socket is gone: nothing more will be written.
    pub fn abandon(&self) {
        let mut queue = self.queue();
        *queue = Queue { closed: true, ..Queue::default() };
    }

    /// Whether the socket is gone or going.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        let queue = self.queue();
        queue.closed || queue.close.is_some()
    }

    /// Bytes that wait.
    #[must_use]
    pub fn backlog(&self) -> usize {
        self.queue().bytes
    }

    /// What is to be done next, if anything.
    pub fn pop(&self) -> Option<Next> {
        let mut queue = self.queue();
        if let Some(reason) = queue.close {
            return Some(Next::Close(reason));
        }
        let most = queue.frames.len().min(WRITE_FRAMES_MAX);
        let mut frames: Vec<Frame> = queue.frames.drain(..most).map(|(frame, _)| frame).collect();
        queue.bytes -= frames.iter().map(Frame::len).sum::<usize>();
        if frames.is_empty() {
            frames.extend(queue.presence.take());
        }
        if queue.frames.is_empty() {
            // A storm is over: an idle connection keeps no room for the next.
            queue.frames = VecDeque::new();
        }
        (!frames.is_empty()).then_some(Next::Frames(frames))
    }

    /// Waits until there is something to do. Cancel-safe; one reader.
    pub async fn next(&self) -> Next {
        loop {
            if let Some(next) = self.pop() {
                return next;
            }
            self.0.wake.notified().await;
        }
    }
}

impl Queue {
    fn end(&mut self, reason: CloseReason) {
        *self = Self { close: Some(reason), closed: self.closed, ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn s6_a_reader_behind_by_bytes_or_by_time_is_sent_away() {
        let outbox = Outbox::new();
        let frame = Frame::text(&"x".repeat(BACKLOG_BYTES_MAX / 5));
        for _ in 0..4 {
            outbox.push(frame.clone());
        }
        assert_eq!(outbox.next().await, Next::Frames(vec![frame.clone(); 4]));
        for _ in 0..4 {
            outbox.push(frame.clone());
        }
        assert!(!outbox.is_closed());
        outbox.push(frame);
        assert_eq!(outbox.next().await, Next::Close(CloseReason::Slow));
        assert_eq!(outbox.backlog(), 0);

        let outbox = Outbox::new();
        let now = Instant::now();
        outbox.push_at(Frame::text("a"), now);
        outbox.push_at(Frame::text("b"), now + BACKLOG_AGE_MAX);
        assert!(!outbox.is_closed());
        outbox.push_at(Frame::text("c"), now + BACKLOG_AGE_MAX + Duration::from_secs(1));
        assert_eq!(outbox.next().await, Next::Close(CloseReason::Slow));
    }

    #[tokio::test]
    async fn presence_waits_behind_what_must_not_be_missed_and_only_the_newest_is_written() {
        let outbox = Outbox::new();
        outbox.set_presence(Frame::text("old"));
        outbox.set_presence(Frame::text("new"));
        outbox.push(Frame::text("inject"));
        assert_eq!(outbox.next().await, Next::Frames(vec![Frame::text("inject")]));
        assert_eq!(outbox.next().await, Next::Frames(vec![Frame::text("new")]));
        assert_eq!(outbox.pop(), None);
    }
}
