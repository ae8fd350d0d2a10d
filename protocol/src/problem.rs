//! Problems: RFC 9457 documents with a stable `code`, the same over HTTP and the socket.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! codes {
    ($($(#[$meta:meta])* $variant:ident = $word:literal, $status:literal;)*) => {
        /// Stable code of a problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
        pub enum ProblemCode {
            $($(#[$meta])* #[serde(rename = $word)] $variant,)*
        }
        impl ProblemCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The code as it stands on the wire.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
            /// The HTTP status that goes with it.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }
        }
    };
}

codes! {
    // -- the request ---------------------------------------------------------------------------
    /// It cannot be read.
    Malformed = "malformed", 400;
    /// It is larger than its limit.
    TooLarge = "too_large", 413;
    /// Text frames only.
    BinaryFrame = "binary_frame", 400;
    /// A second hello, or a frame before the first.
    UnexpectedFrame = "unexpected_frame", 400;
    /// More often than is allowed; see `retry_after_ms`.
    RateLimited = "rate_limited", 429;
    /// The page comes from another origin.
    WrongOrigin = "wrong_origin", 403;
    /// The content type is not the expected one.
    WrongMediaType = "wrong_media_type", 415;
    /// No such route, or not for this caller.
    NotFound = "not_found", 404;
    /// This route does not take that method.
    MethodNotAllowed = "method_not_allowed", 405;

    // -- access --------------------------------------------------------------------------------
    /// Nobody is signed in.
    Unauthenticated = "unauthenticated", 401;
    /// Name or password, card or code is wrong; never says which.
    WrongCredentials = "wrong_credentials", 401;
    /// Too many wrong tries from there.
    LockedOut = "locked_out", 429;
    /// The seat card is bound to another device; a controller can move the seat.
    CardBound = "card_bound", 409;
    /// The seat is taken.
    SeatTaken = "seat_taken", 409;
    /// The waiting room is full.
    WaitingRoomFull = "waiting_room_full", 429;
    /// The set-up link was used.
    AlreadySetUp = "already_set_up", 409;
    /// The password is too short.
    WeakPassword = "weak_password", 422;

    // -- rules: who and when -------------------------------------------------------------------
    /// This role may not do that.
    NotAllowed = "not_allowed", 403;
    /// The exercise's state does not admit it.
    WrongStatus = "wrong_status", 409;
    /// Written under another seat than the connection's.
    WrongSeat = "wrong_seat", 409;
    /// The same command id came with another content or author.
    CommandIdReused = "command_id_reused", 409;
    /// A real emergency: nothing else until it is over.
    EmergencyActive = "emergency_active", 409;

    // -- rules: what ---------------------------------------------------------------------------
    /// No such row, delivery, task … for this caller.
    Unknown = "unknown", 404;
    /// The row's state does not admit it.
    WrongRowStatus = "wrong_row_status", 409;
    /// The delivery's stage does not admit it.
    WrongStage = "wrong_stage", 409;
    /// Already acknowledged, released, marked … by somebody else; `detail` says by whom and when.
    AlreadyDone = "already_done", 409;
    /// Somebody has changed it since it was read: look at it again.
    ChangedSince = "changed_since", 409;
    /// The window for taking it back has passed.
    TooLate = "too_late", 409;
    /// A reminder went out less than a minute ago.
    TooSoon = "too_soon", 409;
    /// The answer does not fit its form; `place` names the field.
    DoesNotFitForm = "does_not_fit_form", 422;
    /// Another seat decides.
    NotTheDecider = "not_the_decider", 403;
    /// Another seat acknowledges for the department.
    NotTheNamedSeat = "not_the_named_seat", 403;
    /// A value is out of its range; `place` names it.
    OutOfRange = "out_of_range", 422;
    /// Something the transition needs is missing; `detail` lists it.
    Incomplete = "incomplete", 409;
    /// Two different persons must turn the two keys.
    SecondPersonNeeded = "second_person_needed", 409;
    /// A limit of the exercise is reached.
    Full = "full", 409;

    // -- scenario files ------------------------------------------------------------------------
    /// A scenario file is wrong; `place` holds line and column.
    BadScenario = "bad_scenario", 422;
    /// A file with a scenario and its attachments is not sound; `detail` begins with what is wrong.
    BadPackage = "bad_package", 422;
    /// An archive of an exercise is refused; `detail` begins with the stable code of what is wrong.
    BadArchive = "bad_archive", 422;
    /// A sheet cannot be read; `detail` says why.
    BadSheet = "bad_sheet", 422;
    /// A sheet has more bytes, sheets, lines, columns or cells than a list can have.
    SheetTooLarge = "sheet_too_large", 413;
    /// A file that unfolds to far more than it is, or declares what no sheet needs: it was not read.
    SheetUnsafe = "sheet_unsafe", 422;
    /// A sheet is locked by a password.
    SheetLocked = "sheet_locked", 422;
    /// The file that was looked at is no longer held: bring it in again.
    ImportGone = "import_gone", 410;

    // -- the server ----------------------------------------------------------------------------
    /// The record cannot be written: nothing is accepted.
    StorageFailed = "storage_failed", 503;
    /// The disk is full: nothing is accepted until there is space.
    StorageFull = "storage_full", 503;
    /// The outcome of this command is not known; submit it again under the same id.
    OutcomeUnknown = "outcome_unknown", 503;
    /// More waits than the server admits; try again.
    Busy = "busy", 503;
    /// A bug; `detail` holds the number under which it is logged.
    Internal = "internal", 500;
    /// This build sets no PDF; `detail` names the page that prints and the feature.
    NoPdf = "no_pdf", 501;
}

/// A problem document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Problem {
    /// Stable code; clients decide by it.
    pub code: ProblemCode,
    /// The same as `code`, as RFC 9457 wants it: `urn:startex:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// HTTP status.
    pub status: u16,
    /// One sentence in English for logs and developers; the interface has its own words by code.
    pub title: String,
    /// What exactly, for this case.
    pub detail: Option<String>,
    /// Where: a field, a line and column.
    pub place: Option<String>,
    /// When to try again.
    pub retry_after_ms: Option<u32>,
}

impl Problem {
    /// A problem with its code and nothing else.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self {
            code,
            kind: format!("urn:startex:problem:{}", code.word()),
            status: code.status(),
            title: code.word().replace('_', " "),
            detail: None,
            place: None,
            retry_after_ms: None,
        }
    }
    /// Adds what exactly went wrong.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
    /// Adds where.
    #[must_use]
    pub fn place(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }
    /// Adds when to try again.
    #[must_use]
    pub fn retry_after_ms(mut self, millis: u32) -> Self {
        self.retry_after_ms = Some(millis);
        self
    }
}
