//! A sliding window: at most so many events in such a span, exactly.

use protocol::time::Timestamp;
use std::collections::VecDeque;
use std::time::Duration;

/// The moments of the last events.
#[derive(Debug)]
pub(super) struct Window {
    max: usize,
    span_ms: i64,
    moments: VecDeque<i64>,
}

impl Window {
    pub(super) fn new(max: u32, span: Duration) -> Self {
        let span_ms = i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
        Self { max: max as usize, span_ms, moments: VecDeque::new() }
    }

    /// How long to wait until another event is admitted; none if it is now.
    pub(super) fn wait(&mut self, now: Timestamp) -> Option<Duration> {
        while self.moments.front().is_some_and(|moment| moment + self.span_ms <= now.0) {
            self.moments.pop_front();
        }
        if self.moments.len() < self.max {
            return None;
        }
        let free_at = self.moments.front().map_or(now.0, |moment| moment + self.span_ms);
        Some(Duration::from_millis(u64::try_from(free_at - now.0).unwrap_or_default()))
    }

    /// Counts an event; the window never holds more than its maximum.
    pub(super) fn count(&mut self, now: Timestamp) {
        if self.moments.len() == self.max {
            self.moments.pop_front();
        }
        self.moments.push_back(now.0);
    }

    /// Whether nothing in it counts any more.
    pub(super) fn is_idle(&mut self, now: Timestamp) -> bool {
        self.wait(now);
        self.moments.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_admits_its_maximum_in_any_span() {
        let mut window = Window::new(3, Duration::from_secs(60));
        for at in [0, 10_000, 20_000] {
            assert_eq!(window.wait(Timestamp(at)), None);
            window.count(Timestamp(at));
        }
        assert_eq!(window.wait(Timestamp(30_000)), Some(Duration::from_secs(30)));
        assert_eq!(window.wait(Timestamp(60_000)), None);
        window.count(Timestamp(60_000));
        assert_eq!(window.wait(Timestamp(60_001)), Some(Duration::from_millis(9_999)));
        assert!(!window.is_idle(Timestamp(100_000)));
        assert!(window.is_idle(Timestamp(120_000)));
    }
}
