//! What a mind means to do, and when: on its own clock, which stands still while the exercise does.

use protocol::item::ExerciseItem;
use protocol::time::{ExerciseTime, Timestamp};
use protocol::vocab::ExerciseStatus;
use std::collections::{BTreeMap, BTreeSet};

/// A moment of a robot's own time in milliseconds. It runs with exercise time while that runs, at
/// the same pace before STARTEX and after ENDEX, and not at all in a pause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Own(pub(super) i64);

impl Own {
    /// The moment so many seconds of exercise time later.
    #[must_use]
    pub(super) fn plus(self, seconds: f64) -> Self {
        Self(self.0 + (seconds * 1_000.0) as i64)
    }
}

/// The two clocks a mind lives by.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Now {
    /// Its own.
    pub(super) own: Own,
    /// The exercise's.
    pub(super) exercise: ExerciseTime,
}

impl Now {
    /// The own moment at which the exercise clock will show `at`, or showed it.
    #[must_use]
    pub(super) const fn of(self, at: ExerciseTime) -> Own {
        Own(self.own.0 + at.0 - self.exercise.0)
    }
}

/// Keeps a robot's own time.
#[derive(Debug, Default)]
pub(super) struct Pace {
    own: f64,
    wall: Option<Timestamp>,
}

impl Pace {
    /// How much own time passes in one unit of wall time.
    fn rate(exercise: Option<&ExerciseItem>) -> f64 {
        let Some(exercise) = exercise else { return 0.0 };
        if exercise.emergency.is_some() {
            return 0.0;
        }
        match exercise.status {
            ExerciseStatus::Paused => 0.0,
            ExerciseStatus::Standby
            | ExerciseStatus::Running
            | ExerciseStatus::Ended
            | ExerciseStatus::Evaluating
            | ExerciseStatus::Aborted => exercise.clock.rate,
            ExerciseStatus::Draft
            | ExerciseStatus::Review
            | ExerciseStatus::Approved
            | ExerciseStatus::Reported
            | ExerciseStatus::Closed => 1.0,
        }
    }

    /// Moves on to a wall time, at the pace of the exercise as it was known until then.
    pub(super) fn advance(&mut self, wall: Timestamp, exercise: Option<&ExerciseItem>) -> Now {
        let passed = self.wall.map_or(0, |last| (wall.0 - last.0).max(0));
        self.wall = Some(self.wall.map_or(wall, |last| last.max(wall)));
        self.own += passed as f64 * Self::rate(exercise);
        Now { own: Own(self.own as i64), exercise: exercise.map_or(ExerciseTime(0), |item| item.clock.at(wall)) }
    }

    /// The wall time at which an own moment will come: none while own time stands still.
    #[must_use]
    pub(super) fn wall_of(&self, own: Own, exercise: Option<&ExerciseItem>) -> Option<Timestamp> {
        let rate = Self::rate(exercise);
        let wall = self.wall?;
        if rate <= 0.0 {
            return None;
        }
        let ahead = (own.0 as f64 - self.own).max(0.0) / rate;
        Some(Timestamp(wall.0 + ahead.ceil() as i64))
    }
}

/// Intents with their moments. Each is planned once in a life, so that a mind may notice the same
/// thing as often as it likes.
#[derive(Debug)]
pub(super) struct Agenda<I> {
    due: BTreeSet<(Own, I)>,
    known: BTreeMap<I, Own>,
}

impl<I: Ord + Clone> Default for Agenda<I> {
    fn default() -> Self {
        Self { due: BTreeSet::new(), known: BTreeMap::new() }
    }
}

impl<I: Ord + Clone> Agenda<I> {
    /// Plans an intent, unless it was planned before.
    pub(super) fn plan(&mut self, at: Own, intent: I) {
        if !self.known.contains_key(&intent) {
            self.plan_again(at, intent);
        }
    }

    /// Plans an intent at a new moment, also if it was planned or done before.
    pub(super) fn plan_again(&mut self, at: Own, intent: I) {
        if let Some(before) = self.known.insert(intent.clone(), at) {
            self.due.remove(&(before, intent.clone()));
        }
        self.due.insert((at, intent));
    }

    /// Whether an intent was planned, done or not.
    #[must_use]
    pub(super) fn knows(&self, intent: &I) -> bool {
        self.known.contains_key(intent)
    }

    /// Takes the next intent that is due.
    pub(super) fn pop(&mut self, now: Own) -> Option<I> {
        let first = self.due.first().filter(|(at, _)| *at <= now)?.clone();
        self.due.remove(&first);
        Some(first.1)
    }

    /// When the next intent is due.
    #[must_use]
    pub(super) fn next(&self) -> Option<Own> {
        self.due.first().map(|(at, _)| *at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_intent_is_planned_once_and_comes_when_it_is_due() {
        let mut agenda = Agenda::default();
        agenda.plan(Own(5_000), "b");
        agenda.plan(Own(3_000), "a");
        agenda.plan(Own(1_000), "b");
        assert_eq!(agenda.next(), Some(Own(3_000)));
        assert_eq!(agenda.pop(Own(2_999)), None);
        assert_eq!(agenda.pop(Own(9_000)), Some("a"));
        assert_eq!(agenda.pop(Own(9_000)), Some("b"), "the first plan stands");
        agenda.plan(Own(9_000), "a");
        assert_eq!(agenda.next(), None, "done once is done");
        agenda.plan_again(Own(9_500), "a");
        assert_eq!(agenda.pop(Own(9_500)), Some("a"));
    }
}
