//! Audiences: classes of viewers who see the same bytes, and which channels a seat listens to.

use crate::area::roster::SeatState;
use protocol::frame::ChannelName;
use protocol::ids::{DepartmentCode, SeatCode};
use protocol::vocab::{Role, WallKind};

/// A class of viewers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Audience {
    /// Everybody who is signed in.
    Everyone,
    /// Director, controllers, safety officer, planners.
    Control,
    /// Evaluators.
    Evaluators,
    /// The simulation cell.
    Simulation,
    /// Role players.
    Actors,
    /// A department.
    Department(DepartmentCode),
    /// The leaders' wall.
    LeadersWall,
    /// The players' wall, and observers.
    PlayersWall,
    /// One seat alone.
    Seat(SeatCode),
}

/// Whether a role sits at control.
#[must_use]
pub const fn is_control(role: Role) -> bool {
    match role {
        Role::Director | Role::LeadController | Role::Controller | Role::Safety | Role::Planner => true,
        Role::Simulator
        | Role::Actor
        | Role::Player
        | Role::Evaluator
        | Role::LeadEvaluator
        | Role::Observer
        | Role::Wall => false,
    }
}

/// The channels of a seat, with the audience behind each.
#[must_use]
pub fn channels(seat: &SeatState) -> [(ChannelName, Audience); 3] {
    let group = match seat.role {
        Role::Director | Role::LeadController | Role::Controller | Role::Safety | Role::Planner => Audience::Control,
        Role::Simulator => Audience::Simulation,
        Role::Actor => Audience::Actors,
        Role::Evaluator | Role::LeadEvaluator => Audience::Evaluators,
        Role::Player => match &seat.department {
            Some(department) => Audience::Department(department.clone()),
            None => Audience::Everyone,
        },
        Role::Wall => match seat.wall {
            Some(WallKind::Leaders) => Audience::LeadersWall,
            Some(WallKind::Players) | None => Audience::PlayersWall,
        },
        Role::Observer => Audience::PlayersWall,
    };
    [
        (ChannelName::All, Audience::Everyone),
        (ChannelName::Group, group),
        (ChannelName::Own, Audience::Seat(seat.code.clone())),
    ]
}
