//! Those who mostly look on: actors on their marks, observers, walls, planners, the safety officer.

use super::super::agenda::{Agenda, Own};
use super::{Mind, Scene, Wish, act, words};
use protocol::item::Item;
use protocol::vocab::ExerciseStatus;

/// A mind that only listens.
#[derive(Debug)]
pub(super) struct Listener;

impl Mind for Listener {
    fn notice(&mut self, _: &Item, _: &Scene<'_>) {}
    fn next(&self) -> Option<Own> {
        None
    }
    fn act(&mut self, _: &Scene<'_>) -> Vec<Wish> {
        Vec::new()
    }
}

/// The mind of the safety officer: checks the place before the start, and stays awake.
#[derive(Debug, Default)]
pub(super) struct Safety {
    agenda: Agenda<()>,
}

impl Mind for Safety {
    fn notice(&mut self, item: &Item, scene: &Scene<'_>) {
        if let Item::Exercise(exercise) = item
            && exercise.status == ExerciseStatus::Standby
        {
            self.agenda.plan(scene.now.own.plus(120.0), ());
        }
    }
    fn next(&self) -> Option<Own> {
        self.agenda.next()
    }
    fn act(&mut self, scene: &Scene<'_>) -> Vec<Wish> {
        let due = self.agenda.pop(scene.now.own).is_some();
        let text = words::SAFETY.pick(&mut scene.chance().about("safety", 0), scene.part.language);
        due.then(|| act::log(text)).flatten().into_iter().collect()
    }
}
