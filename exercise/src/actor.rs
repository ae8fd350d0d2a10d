//! Who acts: a person in a role, or the system.

use protocol::ids::{DepartmentCode, PersonId, SeatCode};
use protocol::vocab::{Role, Via};
use serde::{Deserialize, Serialize};

/// Who acts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The server itself: time passed, a connection came or went.
    System,
    /// Somebody in a seat.
    Seat(Seated),
}

/// Somebody in a seat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seated {
    /// The seat.
    pub seat: SeatCode,
    /// Its role.
    pub role: Role,
    /// Its department, for players.
    pub department: Option<DepartmentCode>,
    /// Who sits there, if anybody said so.
    pub person: Option<PersonId>,
    /// The program plays this seat; marked so in record and report.
    pub robot: bool,
}

impl Actor {
    /// The seat, unless it is the system.
    #[must_use]
    pub const fn seated(&self) -> Option<&Seated> {
        match self {
            Self::Seat(seated) => Some(seated),
            Self::System => None,
        }
    }
    /// How this actor stands in a stamp.
    #[must_use]
    pub fn who(&self) -> Who {
        match self {
            Self::System => Who::default(),
            Self::Seat(seated) => {
                Who { seat: Some(seated.seat.clone()), person: seated.person, robot: seated.robot, ..Who::default() }
            }
        }
    }
}

/// Who did something, as kept with a stamp. Names are looked up when it is shown, so that a person
/// can be erased.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Who {
    /// The seat; none for the system.
    pub seat: Option<SeatCode>,
    /// The person.
    pub person: Option<PersonId>,
    /// The program played the seat.
    pub robot: bool,
    /// Set where it was recorded for somebody else.
    pub via: Option<Via>,
    /// Who was told, for such receipts.
    pub told: Option<String>,
}
