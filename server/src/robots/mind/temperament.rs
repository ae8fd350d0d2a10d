//! The temperament of a department: drawn once from the seed, the same for all its seats.
//!
//! | Trait | Values | Shows in |
//! |---|---|---|
//! | pace | 0.75 to 1.4 | every delay is multiplied by it |
//! | overlooks | one delivery in three departments of five, the 4th to the 9th | acknowledged 5½ to 7½ minutes late |
//! | deaf | one delivery in one department of five, the 6th to the 14th | acknowledged, never answered |
//! | overruns | 14 % of deliveries with a limit for completion | done well after the limit |
//! | leaves open | 5 % of them | never done |
//! | dawdles | 10 % of deliveries with a limit for the answer | answered well after the limit |
//! | asks | 7 % of deliveries | asks control before it answers |
//! | declines | 2 % of deliveries, never the first ten | says that it is not for them |
//! | talks | 18 % of completed work | tells another department |
//!
//! All of it counts deliveries; nothing knows a row.

use super::super::chance::Chance;

/// First and last delivery that may be overlooked: late enough to be about something.
const OVERLOOKED: (f64, f64) = (4.0, 10.0);
/// First and last delivery that may go unanswered.
const UNANSWERED: (f64, f64) = (6.0, 15.0);

/// How a department is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Temperament {
    /// Factor of every delay.
    pub(super) pace: f64,
    /// The delivery that it notices far too late.
    pub(super) overlooks: Option<u32>,
    /// The delivery that it takes note of and never answers.
    pub(super) deaf_to: Option<u32>,
}

impl Temperament {
    /// Nobody overlooks anything.
    pub(super) const CAREFUL: Self = Self { pace: 0.75, overlooks: None, deaf_to: None };

    /// The temperament of the department at a position of the directory.
    pub(super) fn of(chance: Chance, department: u64) -> Self {
        let mut chance = chance.about("temperament", department);
        let pace = chance.within(0.75, 1.4);
        let mut one = |share: f64, (first, end): (f64, f64)| {
            let (has, number) = (chance.yes(share), chance.within(first, end));
            has.then_some(number as u32)
        };
        Self { pace, overlooks: one(0.6, OVERLOOKED), deaf_to: one(0.2, UNANSWERED) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_differ_and_a_seed_gives_the_same_ones_again() {
        let all: Vec<_> = (0..200).map(|department| Temperament::of(Chance::of(1), department)).collect();
        assert_eq!(all[7], Temperament::of(Chance::of(1), 7));
        let overlooking = all.iter().filter(|one| one.overlooks.is_some()).count();
        assert!((90..150).contains(&overlooking), "{overlooking}");
        assert!(all.iter().filter_map(|one| one.overlooks).all(|number| (4..10).contains(&number)));
        assert!(all.iter().all(|one| (0.75..1.4).contains(&one.pace)));
    }
}
