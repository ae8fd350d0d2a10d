//! An archive that is brought to a running server: what was found in it, before anything is stored.

use crate::ids::{ExerciseId, ImportId};
use crate::text::Bilingual;
use crate::time::Timestamp;
use crate::vocab::{ExerciseStatus, words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Why a sound archive cannot come in.
    ArchiveObstacle {
        /// 已有该演练: this server has the exercise.
        AlreadyHere = "already_here",
        /// 尚未结束: it would go on in two places.
        NotEnded = "not_ended",
    }
}

/// An archive that was checked from its first byte to its last: answer of `POST /api/v1/archives`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ArchiveCheck {
    /// Under which it is taken in or let go.
    pub archive: ImportId,
    /// Until when it is held.
    pub until: Timestamp,
    /// The exercise.
    pub exercise: ExerciseId,
    /// Its title.
    pub title: Bilingual,
    /// How far it had come.
    pub status: ExerciseStatus,
    /// When it was created.
    pub created: Timestamp,
    /// When its last commit was made.
    pub last: Timestamp,
    /// How many commits the record has.
    pub commits: u32,
    /// Hash of the last one, 64 hex digits: as on every report.
    pub head: String,
    /// Names that can be read with it.
    pub names: u32,
    /// Files in it.
    pub files: u32,
    /// Files that the record names and the archive does not hold.
    pub missing_files: u32,
    /// Why it cannot come in, though it is sound.
    pub obstacle: Option<ArchiveObstacle>,
}
