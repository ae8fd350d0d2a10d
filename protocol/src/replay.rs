//! What a seat was shown, from the first commit of a record to its last: the answer of
//! `GET /api/v1/exercises/{exercise}/replay`. Folded up to any step it is what the seat's client held then.
//! And the stars by which people find their way in it.

use crate::frame::{ChannelName, Upsert};
use crate::ids::{ExerciseId, SeatCode, StarId};
use crate::item::{ItemKey, Rung};
use crate::time::Stamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Control and evaluators: a moment that somebody starred for the hot wash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StarItem {
    /// Its id.
    pub id: StarId,
    /// The moment.
    pub at: Stamp,
    /// What it was.
    pub title: String,
    /// When it was starred, and by whom.
    pub rung: Rung,
}

/// What a seat was shown, step by step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Replay {
    /// The exercise.
    pub exercise: ExerciseId,
    /// The seat.
    pub seat: SeatCode,
    /// In the order of the record; a commit that changed nothing for this seat has no step.
    pub steps: Vec<ReplayStep>,
    /// Number of the record's last commit; only for those who may read the record or the reports.
    pub head: Option<u64>,
}

/// What one commit changed for the seat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReplayStep {
    /// Number of the commit in the record; only for those who may read it or the reports.
    pub seq: Option<u64>,
    /// When, by both clocks.
    pub at: Stamp,
    /// The channels in which something changed.
    pub changes: Vec<ReplayChange>,
}

/// What a step changed in one channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReplayChange {
    /// The channel.
    pub channel: ChannelName,
    /// Items that are new or look different.
    pub upsert: Vec<Upsert>,
    /// Items that are gone.
    pub remove: Vec<ItemKey>,
}
