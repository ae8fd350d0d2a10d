//! Kiosk links 大屏链接: what opens a wall on a screen that nobody sits at, or feeds another system, by
//! a token of its own that can be taken back.

use crate::ids::{KioskId, SeatCode};
use crate::text::Label;
use crate::time::Timestamp;
use crate::vocab::KioskKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Makes a kiosk link: `POST /api/v1/exercises/{id}/kiosks`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NewKiosk {
    /// Where it hangs, or who reads it: "hall screen left".
    pub name: Label,
    /// What it opens.
    pub opens: KioskKind,
}

/// A kiosk link, without its token: `GET /api/v1/exercises/{id}/kiosks`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Kiosk {
    /// Names it.
    pub id: KioskId,
    /// Where it hangs, or who reads it.
    pub name: Label,
    /// What it opens.
    pub opens: KioskKind,
    /// The wall that it shows; a feed has none.
    pub seat: Option<SeatCode>,
    /// When it was made.
    pub created: Timestamp,
    /// By whom: a seat; the administrator has none.
    pub made_by: Option<SeatCode>,
    /// When it was last used.
    pub seen: Option<Timestamp>,
    /// Since when it opens nothing any more.
    pub revoked: Option<Timestamp>,
}

/// How people find the waiting room, for a wall in standby: `GET /api/v1/exercises/{id}/room`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RoomDoor {
    /// The room code: six characters.
    pub code: String,
    /// Where it leads; the code is in the fragment.
    pub url: String,
}

/// A link that has just been made: the only time that its token is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct KioskLink {
    /// The link.
    pub kiosk: Kiosk,
    /// Its token: `Authorization: Bearer`.
    pub token: String,
    /// Where a wall's link leads; the token is in the fragment. A feed has no page.
    pub url: Option<String>,
    /// QR code of the address, as SVG.
    pub qr: Option<String>,
}
