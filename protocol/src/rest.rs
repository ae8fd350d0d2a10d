//! Bodies of HTTP requests and answers.

use crate::command::Command;
use crate::frame::{Waiting, You};
use crate::ids::{CommandId, DepartmentCode, ExerciseId, PersonId, ScenarioId, SeatCode, WaitingId};
use crate::recheck::CarryOver;
use crate::text::{Bilingual, Language, PersonName};
use crate::time::{Stamp, Timestamp};
use crate::vocab::{ExerciseStatus, Role};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Signs in: `POST /api/v1/session`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "with", rename_all = "snake_case", deny_unknown_fields)]
pub enum SignIn {
    /// The administrator's first sign-in by the one-time set-up link.
    SetUp {
        /// Secret of the link.
        secret: String,
        /// New password, at least 10 characters.
        password: String,
    },
    /// The administrator.
    Password {
        /// Account name.
        name: String,
        /// Password.
        password: String,
    },
    /// A seat card: 128-bit secret, bound to this device by the first tap on "take this seat".
    SeatCard {
        /// Secret of the card, from the URL's fragment.
        secret: String,
        /// Name of the person who sits down; a wall has none.
        #[ts(optional = nullable)]
        name: Option<PersonName>,
    },
    /// A link token, as a demo or a kiosk link carries it: opens its seat without binding a device.
    LinkToken {
        /// Secret of the link, from the URL's fragment.
        secret: String,
    },
    /// The room code: opens the waiting room and nothing else.
    RoomCode {
        /// Six characters, any case, spaces ignored.
        code: String,
        /// Name.
        name: PersonName,
        /// Department asked for.
        #[ts(optional = nullable)]
        department: Option<DepartmentCode>,
        /// Seat asked for.
        #[ts(optional = nullable)]
        seat: Option<SeatCode>,
    },
}

/// What a seat card or room code is for, before anything is taken: `POST /api/v1/session/look`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "with", rename_all = "snake_case", deny_unknown_fields)]
pub enum Look {
    /// A seat card.
    SeatCard {
        /// Secret of the card.
        secret: String,
    },
    /// A room code.
    RoomCode {
        /// Six characters.
        code: String,
    },
}

/// Answer to [`Look`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LookAnswer {
    /// The exercise.
    pub exercise: ExerciseId,
    /// Its title.
    pub title: Bilingual,
    /// Its state.
    pub status: ExerciseStatus,
    /// The seat of a card.
    pub seat: Option<SeatView>,
    /// Departments and free seats that may be asked for with a room code.
    pub departments: Vec<RoomDepartment>,
}

/// A seat as shown at the lobby.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SeatView {
    /// Code.
    pub code: SeatCode,
    /// Name.
    pub name: Bilingual,
    /// Role.
    pub role: Role,
    /// Department.
    pub department: Option<DepartmentCode>,
}

/// A department as shown in the waiting room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RoomDepartment {
    /// Code.
    pub code: DepartmentCode,
    /// Name.
    pub name: Bilingual,
    /// Its free seats.
    pub seats: Vec<SeatView>,
}

/// Who is signed in: answer of `GET` and `POST /api/v1/session`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Session {
    /// The administrator.
    Administrator {
        /// Account name.
        name: String,
    },
    /// Somebody in a seat.
    Seat {
        /// The exercise.
        exercise: ExerciseId,
        /// The seat.
        you: Box<You>,
    },
    /// Somebody in the waiting room: ask again every two seconds.
    Waiting {
        /// Names the request.
        waiting: WaitingId,
        /// The exercise.
        exercise: ExerciseId,
        /// Since when.
        since: Timestamp,
    },
}

/// A controller's word on somebody in the waiting room:
/// `POST /api/v1/exercises/{id}/waiting/{waiting}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "decision", rename_all = "snake_case", deny_unknown_fields)]
pub enum Admission {
    /// Lets the person into a seat.
    Admit {
        /// Which.
        seat: SeatCode,
    },
    /// Does not.
    Refuse {},
}

/// Answer of `GET /api/v1/exercises/{id}/waiting`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct WaitingRoom {
    /// The code that opens it.
    pub code: String,
    /// Who waits.
    pub waiting: Vec<Waiting>,
}

/// Creates an exercise: `POST /api/v1/exercises`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NewExercise {
    /// Scenario of the library.
    pub scenario: ScenarioId,
    /// Corrective actions of earlier exercises that are to be looked at again in it.
    #[serde(default)]
    pub carry: Vec<CarryOver>,
}

/// An exercise in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ExerciseSummary {
    /// Its id.
    pub id: ExerciseId,
    /// Title.
    pub title: Bilingual,
    /// Scenario it was created from.
    pub scenario: ScenarioId,
    /// State.
    pub status: ExerciseStatus,
    /// When it was created.
    pub created: Timestamp,
    /// Commits in its record.
    pub commits: u32,
}

/// A command over HTTP: `POST /api/v1/exercises/{id}/commands`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SubmitCommand {
    /// Made by the client, random.
    pub id: CommandId,
    /// The wish.
    pub command: Command,
    /// When it was written by the client's clock, if not just now.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub happened_at: Option<Timestamp>,
}

/// Answer to [`SubmitCommand`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CommandRecorded {
    /// Its stamp.
    pub at: Stamp,
    /// Its place in the record; control only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(type = "number", optional)]
    pub seq: Option<u64>,
}

/// A seat card as printed: `GET /api/v1/exercises/{id}/cards`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SeatCard {
    /// The seat.
    pub seat: SeatView,
    /// Where the card leads; the secret is in the fragment.
    pub url: String,
    /// QR code of the address, as SVG.
    pub qr: String,
    /// Whether a device has taken it.
    pub bound: bool,
    /// What whoever sits there must know of the plan, where the scenario says it.
    pub role_card: Option<Bilingual>,
}

/// All cards of an exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SeatCards {
    /// Title of the exercise.
    pub title: Bilingual,
    /// Room code.
    pub code: String,
    /// SHA-256 fingerprint of the server's certificate, if it has one.
    pub fingerprint: Option<String>,
    /// The cards.
    pub cards: Vec<SeatCard>,
}

/// What the lobby needs to know of the server: `GET /api/v1/about`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct About {
    /// Version of the program.
    pub version: String,
    /// Fingerprint of the certificate, if the server has one.
    pub fingerprint: Option<String>,
    /// Whether an administrator exists.
    pub set_up: bool,
    /// Default language.
    pub language: Language,
    /// The server's clock.
    pub now: Timestamp,
    /// Whether maps lie on tiles, at `/api/v1/tiles.pmtiles`.
    #[serde(default)]
    pub tiles: bool,
}

/// A stored file: answer of `POST /api/v1/exercises/{id}/files`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StoredFile {
    /// Content address.
    pub file: crate::ids::FileHash,
    /// Size in bytes.
    pub bytes: u32,
    /// MIME type as recognised by content.
    pub media_type: String,
}

/// Somebody in the record of an exercise, by id and seats alone:
/// `GET /api/v1/exercises/{id}/people`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PersonView {
    /// The person.
    pub person: PersonId,
    /// Seats that the person sat in.
    pub seats: Vec<SeatTaking>,
    /// Whether a name can be read on this server.
    pub named: bool,
    /// By whom the person was erased and when.
    pub erased: Option<ErasureView>,
}

/// A seat and since when somebody sat in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SeatTaking {
    /// The seat.
    pub seat: SeatCode,
    /// When it was taken first.
    pub since: Timestamp,
}

/// That a person was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ErasureView {
    /// When.
    pub at: Timestamp,
    /// The administrator's account, or the command line.
    pub by: String,
    /// Files that were deleted with the person.
    pub files: u32,
}

/// What erasing came to: answer of `DELETE /api/v1/exercises/{id}/people/{person}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PersonErased {
    /// Whether there was a name that could be read.
    pub named: bool,
    /// Files that were deleted.
    pub files: u32,
}

/// One receipt of a delivery: `GET /api/v1/exercises/{id}/deliveries/{delivery}/receipts`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Receipt {
    /// The seat.
    pub seat: SeatCode,
    /// Name of its occupant.
    pub name: Option<String>,
    /// When its client stored the inject.
    pub delivered: Option<Stamp>,
    /// When its client showed it.
    pub seen: Option<Stamp>,
    /// When its person acknowledged.
    pub acknowledged: Option<Stamp>,
}

/// A page of receipts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReceiptPage {
    /// Receipts in order of seats.
    pub receipts: Vec<Receipt>,
    /// All of them, on all pages.
    pub total: u32,
}
