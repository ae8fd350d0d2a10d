//! Who a request comes from, once it is known.

use exercise::{Seated, permission};
use protocol::command::CommandKind;
use protocol::frame::You;
use protocol::ids::{DepartmentCode, ExerciseId, PersonId, SeatCode, WaitingId};
use protocol::text::Bilingual;
use protocol::time::Timestamp;
use protocol::vocab::{Role, WallKind};
use tokio_util::sync::CancellationToken;

/// Digest of a session or link token: names it without being able to open anything.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionKey(pub(super) [u8; 32]);

impl std::fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionKey(…)")
    }
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub enum Identity {
    /// An administrator.
    Administrator {
        /// Account name.
        name: String,
        /// The session.
        key: SessionKey,
    },
    /// Somebody in a seat.
    Seat(Box<SeatIdentity>),
    /// A program that reads what its kiosk link opens, and nothing else.
    Feed {
        /// The link's token.
        key: SessionKey,
        /// The exercise.
        exercise: ExerciseId,
    },
    /// Somebody in the waiting room.
    Waiting {
        /// The session.
        key: SessionKey,
        /// The exercise.
        exercise: ExerciseId,
        /// The request.
        waiting: WaitingId,
        /// Since when.
        since: Timestamp,
    },
}

/// Somebody in a seat.
#[derive(Clone, Debug)]
pub struct SeatIdentity {
    /// The session or link token.
    pub key: SessionKey,
    /// The exercise.
    pub exercise: ExerciseId,
    /// The seat.
    pub seat: SeatCode,
    /// What it is called.
    pub seat_name: Bilingual,
    /// Its role.
    pub role: Role,
    /// Department of a player.
    pub department: Option<DepartmentCode>,
    /// Department that a controller or evaluator watches.
    pub watches: Option<DepartmentCode>,
    /// Which wall.
    pub wall: Option<WallKind>,
    /// Who sits there; nobody at a wall or behind a link token.
    pub person: Option<PersonId>,
    /// Name, as typed, unless erased.
    pub name: Option<String>,
    /// The program plays this seat: it came with a link token and said so.
    pub robot: bool,
    /// A screen that was opened by a kiosk link: it reads, and changes nothing.
    pub kiosk: bool,
    /// Cancelled when the session ends before its time: signed out, seat freed, expired.
    pub ended: CancellationToken,
}

impl SeatIdentity {
    /// The seat as the rules know it.
    #[must_use]
    pub fn actor(&self) -> Seated {
        Seated {
            seat: self.seat.clone(),
            role: self.role,
            department: self.department.clone(),
            person: self.person,
            robot: self.robot,
        }
    }

    /// The seat as its client is told. `may` are the commands of its role: rules of the exercise.
    #[must_use]
    pub fn you(&self, may: Vec<String>) -> You {
        You {
            seat: self.seat.clone(),
            seat_name: self.seat_name.clone(),
            role: self.role,
            department: self.department.clone(),
            watches: self.watches.clone(),
            wall: self.wall,
            person: self.person,
            name: self.name.clone(),
            may,
        }
    }
}

/// Whether a role lets people in and moves seats: those who run the exercise.
#[must_use]
pub const fn may_admit(role: Role) -> bool {
    matches!(role, Role::Director | Role::LeadController | Role::Controller)
}

/// Whether a role may edit the list, and with it look over it and rehearse it.
#[must_use]
pub fn may_edit(role: Role) -> bool {
    permission::allowed(role, CommandKind::EditInject)
}

/// Whether somebody in the seat of `reader` may print the card of a seat of role `of`. The cards of the
/// director and the safety officer are the two keys after a real emergency: only the director and
/// administrators print them. A controller prints those of whoever plays or watches.
#[must_use]
pub const fn may_print(reader: Role, of: Role) -> bool {
    match reader {
        Role::Director => true,
        Role::LeadController => !matches!(of, Role::Director | Role::Safety),
        Role::Controller => {
            matches!(of, Role::Player | Role::Actor | Role::Simulator | Role::Observer | Role::Wall)
        }
        Role::Safety
        | Role::Planner
        | Role::Simulator
        | Role::Actor
        | Role::Player
        | Role::Evaluator
        | Role::LeadEvaluator
        | Role::Observer
        | Role::Wall => false,
    }
}

/// Whether a role reads the record itself: those who run the exercise. Evaluators read it through
/// their items; controllers' notes are in the record.
#[must_use]
pub const fn sees_record(role: Role) -> bool {
    matches!(role, Role::Director | Role::LeadController | Role::Controller)
}

/// Whether a role reads the written reports: they hold every evaluator's ratings.
#[must_use]
pub const fn sees_reports(role: Role) -> bool {
    matches!(role, Role::Director | Role::LeadEvaluator)
}

/// Whether a role sees every department's receipts and times: those who run and those who evaluate
/// the exercise.
#[must_use]
pub const fn sees_receipts(role: Role) -> bool {
    may_admit(role) || matches!(role, Role::Evaluator | Role::LeadEvaluator)
}
