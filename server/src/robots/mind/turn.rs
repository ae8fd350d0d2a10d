//! Whose turn it is among the seats of a department.

use super::Scene;
use protocol::ids::SeatCode;
use protocol::vocab::Presence;

/// Own seat's place among its department's, and how many they are.
pub(super) fn place(scene: &Scene<'_>) -> (usize, usize) {
    let mates = scene.mates();
    (mates.iter().position(|mate| mate.code == scene.you.seat).unwrap_or(0), mates.len().max(1))
}

/// Whether it is this seat's turn: the seats go round by `turn`, empty ones are passed over.
pub(super) fn mine(scene: &Scene<'_>, turn: usize) -> bool {
    let mates = scene.mates();
    let present = |mate: &&&protocol::item::MateItem| mate.presence == Presence::Seated || mate.code == scene.you.seat;
    let round = mates.iter().cycle().skip(turn % mates.len().max(1)).take(mates.len());
    let holder: Option<&SeatCode> = round.clone().find(present).map(|mate| &mate.code);
    holder.is_none_or(|seat| *seat == scene.you.seat)
}
