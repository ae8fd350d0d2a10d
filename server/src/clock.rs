//! The server's one clock: wall time that neither goes back nor jumps.
//!
//! It takes the system's wall time once, at process start, and adds what `CLOCK_BOOTTIME` says has
//! passed since, so that a suspended machine counts and a corrected system clock does not. A
//! rehearsal runs on the virtual variant, which somebody moves by hand.

use protocol::time::Timestamp;
use rustix::time::{ClockId, clock_gettime};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};
use tokio::sync::watch;

/// A difference between the system's wall clock and ours that is worth a record, in milliseconds.
pub const WALL_STEP_MS: i64 = 2_000;
/// Longest single sleep: the runtime's timer stands still while the machine is suspended, so a
/// waiter looks at the clock at least this often.
const SLEEP_MAX: Duration = Duration::from_secs(1);

/// A handle on the clock; clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    Steady(Arc<Steady>),
    Virtual(Arc<watch::Sender<i64>>),
}

#[derive(Debug)]
struct Steady {
    wall_at_start_ms: i64,
    boot_at_start_ms: i64,
    step_reported_ms: AtomicI64,
}

impl Clock {
    /// The steady clock, started from the system's wall time now.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::Steady(Arc::new(Steady {
            wall_at_start_ms: system_wall_ms(),
            boot_at_start_ms: boot_ms(),
            step_reported_ms: AtomicI64::new(0),
        })))
    }

    /// A clock that shows `start` until it is moved with [`Clock::advance_to`].
    #[must_use]
    pub fn virtual_at(start: Timestamp) -> Self {
        Self(Source::Virtual(Arc::new(watch::Sender::new(start.0))))
    }

    /// Now, in milliseconds since 1970 UTC.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::Steady(steady) => Timestamp(steady.wall_at_start_ms + (boot_ms() - steady.boot_at_start_ms)),
            Source::Virtual(now) => Timestamp(*now.borrow()),
        }
    }

    /// Moves a virtual clock forward; an earlier time changes nothing. Returns whether this is a
    /// virtual clock at all.
    pub fn advance_to(&self, to: Timestamp) -> bool {
        match &self.0 {
            Source::Steady(_) => false,
            Source::Virtual(now) => {
                now.send_if_modified(|now| {
                    let moved = to.0 > *now;
                    *now = (*now).max(to.0);
                    moved
                });
                true
            }
        }
    }

    /// Waits until the clock shows `until` or later.
    pub async fn sleep_until(&self, until: Timestamp) {
        match &self.0 {
            Source::Steady(_) => loop {
                let ahead_ms = until.0 - self.now().0;
                let Ok(ahead_ms) = u64::try_from(ahead_ms) else { return };
                if ahead_ms == 0 {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(ahead_ms).min(SLEEP_MAX)).await;
            },
            Source::Virtual(now) => {
                // The sender lives in `self`, so the wait cannot end by its being dropped.
                let _ = now.subscribe().wait_for(|now| *now >= until.0).await;
            }
        }
    }

    /// How far the system's wall clock has stepped away from this one since the last report, in
    /// milliseconds, if by more than [`WALL_STEP_MS`]. Each step is reported once.
    #[must_use]
    pub fn wall_step(&self) -> Option<i64> {
        match &self.0 {
            Source::Steady(steady) => {
                let off_by = system_wall_ms() - self.now().0;
                let step = off_by - steady.step_reported_ms.load(Ordering::Relaxed);
                if step.abs() <= WALL_STEP_MS {
                    return None;
                }
                steady.step_reported_ms.store(off_by, Ordering::Relaxed);
                Some(step)
            }
            Source::Virtual(_) => None,
        }
    }
}

/// The system's wall clock, which anybody may set.
fn system_wall_ms() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Milliseconds since boot, suspension included.
fn boot_ms() -> i64 {
    let at = clock_gettime(ClockId::Boottime);
    at.tv_sec * 1_000 + at.tv_nsec / 1_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steady_clock_starts_at_wall_time_and_never_goes_back() {
        let clock = Clock::system();
        assert!((clock.now().0 - system_wall_ms()).abs() < 1_000);
        let mut last = clock.now();
        for _ in 0..1_000 {
            let now = clock.now();
            assert!(now >= last);
            last = now;
        }
        assert_eq!(clock.wall_step(), None);
    }

    #[test]
    fn a_wall_step_is_reported_once() {
        let clock = Clock(Source::Steady(Arc::new(Steady {
            wall_at_start_ms: system_wall_ms() - 10_000,
            boot_at_start_ms: boot_ms(),
            step_reported_ms: AtomicI64::new(0),
        })));
        assert!(clock.wall_step().is_some_and(|step| (9_000..11_000).contains(&step)));
        assert_eq!(clock.wall_step(), None);
    }

    #[tokio::test]
    async fn a_virtual_clock_moves_only_forward_and_wakes_its_waiters() {
        let clock = Clock::virtual_at(Timestamp(100));
        let waiter = clock.clone();
        let woken = tokio::task::spawn(async move {
            waiter.sleep_until(Timestamp(500)).await;
            waiter.now()
        });
        assert!(clock.advance_to(Timestamp(200)));
        assert!(clock.advance_to(Timestamp(150)));
        assert_eq!(clock.now(), Timestamp(200));
        clock.advance_to(Timestamp(500));
        assert_eq!(woken.await.unwrap(), Timestamp(500));
    }
}
