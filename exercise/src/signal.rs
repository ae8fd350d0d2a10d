//! What the system itself has to say: not commands, nobody submits them.

use protocol::ids::{ActionId, DeliveryId, PersonId, SeatCode};
use protocol::recheck::{CarriedAction, EarlierFinding, RecheckResult};
use protocol::time::Timestamp;
use protocol::vocab::DeliveryStage;
use serde::{Deserialize, Serialize};

/// Something that the server noticed.
#[derive(Clone, Debug, PartialEq)]
pub enum Signal {
    /// Clients stored or showed deliveries, or frames were written to live connections. Folded:
    /// one commit for all that wait; merging by maximum makes repeats harmless.
    Receipts(Vec<MachineReceipt>),
    /// Somebody took a seat.
    SeatTaken {
        /// The seat.
        seat: SeatCode,
        /// Who.
        person: Option<PersonId>,
        /// Keyed digest of the name, in hex.
        digest: Option<String>,
        /// The program plays it.
        robot: bool,
    },
    /// No connection of the seat for longer than the grace.
    SeatLost {
        /// The seat.
        seat: SeatCode,
        /// When the last connection was gone.
        since: Timestamp,
    },
    /// The seat has a connection again.
    SeatBack {
        /// The seat.
        seat: SeatCode,
    },
    /// The server was not running, or not scheduled, for a while.
    Gap {
        /// Last sign of life before.
        from: Timestamp,
    },
    /// Measures of earlier exercises are to be looked at again in this one.
    Carried(Vec<CarriedAction>),
    /// What earlier exercises found.
    Earlier(Vec<EarlierFinding>),
    /// Another exercise saw whether a measure of this one held.
    Rechecked(ActionId, Box<RecheckResult>),
    /// The system's wall clock was set.
    WallStepped {
        /// By how much, in milliseconds.
        by_ms: i64,
    },
}

/// A receipt by a machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MachineReceipt {
    /// The delivery.
    pub delivery: DeliveryId,
    /// Whose client.
    pub seat: SeatCode,
    /// `sent`, `delivered` or `seen`.
    pub stage: DeliveryStage,
}
