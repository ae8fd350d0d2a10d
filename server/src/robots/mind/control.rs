//! Control: director, lead controller, controllers. One mind, because who is missing is stood in
//! for: what belongs to a controller whose seat is empty falls to the lead controller, and what
//! belongs to him falls to the director. A seat in which a person sits keeps what is its own.

use super::super::agenda::{Agenda, Own};
use super::super::chance::Chance;
use super::desk::Task;
use super::lead::Course;
use super::{Mind, Scene, Wish, desk, lead};
use protocol::ids::{DepartmentCode, SeatCode};
use protocol::item::{Item, SeatItem};
use protocol::vocab::{Presence, Role};

/// The mind of a controller.
#[derive(Debug, Default)]
pub(super) struct Controller {
    course: Agenda<Course>,
    desk: Agenda<Task>,
}

impl Mind for Controller {
    fn notice(&mut self, item: &Item, scene: &Scene<'_>) {
        lead::notice(&mut self.course, item, scene);
        desk::notice(&mut self.desk, item, scene);
    }

    fn next(&self) -> Option<Own> {
        [self.course.next(), self.desk.next()].into_iter().flatten().min()
    }

    fn act(&mut self, scene: &Scene<'_>) -> Vec<Wish> {
        let mut wishes = Vec::new();
        while let Some(intent) = self.course.pop(scene.now.own) {
            wishes.extend(lead::carry_out(&mut self.course, &intent, scene));
        }
        while let Some(intent) = self.desk.pop(scene.now.own) {
            wishes.extend(desk::carry_out(&mut self.desk, &intent, scene));
        }
        wishes.retain(|wish| scene.admits(&wish.command));
        wishes
    }
}

/// Chance about a row: by its place in the list, whoever acts.
pub(super) fn of_row(scene: &Scene<'_>, question: &str, order: u32) -> Chance {
    scene.chance().about("control", 0).about(question, u64::from(order))
}

/// The seat that leads: the lead controller, or the director where there is none.
pub(super) fn leads(scene: &Scene<'_>) -> bool {
    let leader = scene.first_present(Role::LeadController).or_else(|| scene.first_present(Role::Director));
    leader == Some(&scene.you.seat)
}

/// The seat that directs.
pub(super) fn directs(scene: &Scene<'_>) -> bool {
    scene.you.role == Role::Director && scene.first_present(Role::Director) == Some(&scene.you.seat)
}

/// Whether a row that names a controller is this seat's.
pub(super) fn answers_for_row(scene: &Scene<'_>, controller: Option<&SeatCode>) -> bool {
    let there = |seat: &&SeatItem| Some(&seat.code) == controller && seat.presence == Presence::Seated;
    match scene.seats().into_iter().find(there) {
        Some(seat) => seat.code == scene.you.seat,
        None => leads(scene),
    }
}

/// Whether what comes from a department is this seat's: its watching controller's.
pub(super) fn answers_for(scene: &Scene<'_>, department: &DepartmentCode) -> bool {
    let watches = |seat: &&SeatItem| {
        seat.role == Role::Controller && seat.watches.as_ref() == Some(department) && seat.presence == Presence::Seated
    };
    match scene.seats().into_iter().find(watches) {
        Some(seat) => seat.code == scene.you.seat,
        None => leads(scene),
    }
}
