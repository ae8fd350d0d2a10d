//! Seeded chance: the same seed gives the same drill, on any machine and in any order of arrival.
//!
//! Nothing is drawn from one long stream, because then a frame that comes a moment earlier would
//! change everything after it. Each question has its own stream, made from the seed and from what
//! the question is about.

use std::f64::consts::TAU;

/// A stream of chance: splitmix64.
#[derive(Clone, Copy, Debug)]
pub struct Chance(u64);

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

const fn mix(state: u64) -> u64 {
    let z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Chance {
    /// The root of all streams of a seed.
    #[must_use]
    pub const fn of(seed: u64) -> Self {
        Self(mix(seed.wrapping_add(GOLDEN)))
    }

    /// The stream of a question: what it asks, and the number of the thing it is about.
    #[must_use]
    pub fn about(self, question: &str, number: u64) -> Self {
        let word = question.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        Self(mix(self.0 ^ word).wrapping_add(mix(number.wrapping_mul(GOLDEN))))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }

    /// At least 0, less than 1.
    pub fn unit(&mut self) -> f64 {
        // The upper 53 bits are exactly what a double holds.
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// At least `low`, less than `high`.
    pub fn within(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// True with this probability.
    pub fn yes(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// An index below `length`; 0 where there is none.
    pub fn index(&mut self, length: usize) -> usize {
        ((self.unit() * length as f64) as usize).min(length.saturating_sub(1))
    }

    /// How long people take: log-normal around `median`, never outside `low..=high`.
    pub fn log_normal(&mut self, median: f64, spread: f64, low: f64, high: f64) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        let normal = radius * (TAU * self.unit()).cos();
        (median * (spread * normal).exp()).clamp(low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_has_the_same_answer_whatever_was_asked_before() {
        let root = Chance::of(7);
        let mut first = root.about("acknowledge", 3);
        let _ = root.about("respond", 9).unit();
        let mut second = root.about("acknowledge", 3);
        assert_eq!(first.unit().to_bits(), second.unit().to_bits());
        assert_ne!(root.about("acknowledge", 4).unit().to_bits(), root.about("acknowledge", 3).unit().to_bits());
        assert_ne!(Chance::of(8).about("acknowledge", 3).unit(), root.about("acknowledge", 3).unit());
    }

    #[test]
    fn chance_is_spread_evenly_and_times_are_plausible() {
        let mut chance = Chance::of(1);
        let yes = (0..10_000).filter(|_| chance.yes(0.3)).count();
        assert!((2_800..3_200).contains(&yes), "{yes}");
        let mut times: Vec<f64> = (0..2_001).map(|_| chance.log_normal(25.0, 0.6, 5.0, 90.0)).collect();
        times.sort_by(f64::total_cmp);
        assert!(times[0] >= 5.0 && times[2_000] <= 90.0);
        assert!((22.0..28.0).contains(&times[1_000]), "{}", times[1_000]);
        assert!((0..100).all(|_| chance.index(3) < 3));
    }
}
