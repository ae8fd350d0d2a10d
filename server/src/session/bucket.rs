//! How often a connection may submit: a token bucket, on the server's clock.

use protocol::time::Timestamp;
use protocol::vocab::Role;

/// Submissions a second and in one burst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Refilled a second.
    pub per_second: u32,
    /// At once, after a quiet while.
    pub burst: u32,
}

/// A person types, taps and empties an outbox.
pub const PEOPLE: Allowance = Allowance { per_second: 10, burst: 30 };
/// A console releases, holds and shifts by keys.
pub const CONTROL: Allowance = Allowance { per_second: 50, burst: 100 };
/// Everything that is no submission: receipts in batches, pings, what cannot be read.
pub const OTHER_FRAMES: Allowance = Allowance { per_second: 100, burst: 500 };

impl Allowance {
    /// The allowance of a role.
    #[must_use]
    pub const fn of(role: Role) -> Self {
        match role {
            Role::Director | Role::LeadController | Role::Controller | Role::Safety | Role::Planner => CONTROL,
            Role::Simulator
            | Role::Actor
            | Role::Player
            | Role::Evaluator
            | Role::LeadEvaluator
            | Role::Observer
            | Role::Wall => PEOPLE,
        }
    }
}

/// A bucket that fills with time.
#[derive(Clone, Debug)]
pub struct Bucket {
    allowance: Allowance,
    /// Thousandths of a submission.
    level: i64,
    filled: Timestamp,
}

impl Bucket {
    /// A full bucket.
    #[must_use]
    pub const fn full(allowance: Allowance, now: Timestamp) -> Self {
        Self { allowance, level: allowance.burst as i64 * 1_000, filled: now }
    }

    /// Takes one.
    ///
    /// # Errors
    /// Milliseconds until there is one again.
    pub fn take(&mut self, now: Timestamp) -> Result<(), u32> {
        let passed = (now.0 - self.filled.0).clamp(0, 3_600_000);
        self.filled = now;
        // A submission a second is one thousandth in a millisecond.
        self.level =
            (self.level + passed * i64::from(self.allowance.per_second)).min(i64::from(self.allowance.burst) * 1_000);
        if self.level >= 1_000 {
            self.level -= 1_000;
            return Ok(());
        }
        let wait = (1_000 - self.level).div_euclid(i64::from(self.allowance.per_second)) + 1;
        Err(u32::try_from(wait).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_its_burst_then_its_rate_and_says_how_long_to_wait() {
        let mut bucket = Bucket::full(PEOPLE, Timestamp(0));
        assert!((0..30).all(|_| bucket.take(Timestamp(0)).is_ok()));
        let wait = bucket.take(Timestamp(0)).unwrap_err();
        assert_eq!(wait, 101);
        assert!(bucket.take(Timestamp(i64::from(wait))).is_ok());
        assert!(bucket.take(Timestamp(i64::from(wait))).is_err());
        assert_eq!((0..100).filter(|_| bucket.take(Timestamp(60_000)).is_ok()).count(), 30);
    }
}
