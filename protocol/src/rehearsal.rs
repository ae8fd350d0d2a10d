//! What a rehearsal of the list came to, row by row 预演: the answer of
//! `POST /api/v1/exercises/{exercise}/rehearsal`.
//!
//! A rehearsal is the whole drill on a virtual clock with robots in every seat, once for each seed. It
//! says what can happen, not what will: robots are not the people who will sit there.

use crate::ids::{DepartmentCode, RowId};
use crate::text::Bilingual;
use crate::time::Timestamp;
use crate::vocab::{ExerciseStatus, InjectKind};
use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Most seeds of one rehearsal over HTTP: enough that a branch taken once in ten drills is seen, and
/// over within a minute on one core.
pub const REHEARSAL_SEEDS_MAX: u32 = 20;
/// Width of a step of the predicted load, in exercise seconds.
pub const REHEARSAL_STEP_SECONDS: u32 = 600;

/// How to rehearse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RehearsalRequest {
    /// How many drills, each of its own seed: 1 to 20.
    #[serde(deserialize_with = "seeds")]
    #[schemars(range(min = 1, max = REHEARSAL_SEEDS_MAX))]
    pub seeds: u32,
}

fn seeds<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let seeds = u32::deserialize(from)?;
    if (1..=REHEARSAL_SEEDS_MAX).contains(&seeds) {
        Ok(seeds)
    } else {
        Err(D::Error::custom(format!("from 1 to {REHEARSAL_SEEDS_MAX} seeds")))
    }
}

/// What came of a rehearsal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RehearsalReport {
    /// The state of the list that was played.
    pub list: RehearsedList,
    /// Drills that were begun; each has its seed, from 1 on.
    pub seeds: u32,
    /// Drills that came to their end: everything below is counted over these.
    pub finished: u32,
    /// Drills that did not come to their end, and in which state they stayed.
    pub stopped: Vec<RehearsalStop>,
    /// Rows in the order of the list.
    pub rows: Vec<RehearsedRow>,
    /// Rows that came in none of the drills.
    pub never_reached: Vec<RowId>,
    /// Contingencies whose condition came true, and by which of its parts.
    pub branches: Vec<RehearsedBranch>,
    /// Width of a step of the load, in exercise seconds.
    pub step_seconds: u32,
    /// What departments have to expect, in the order of the scenario.
    pub load: Vec<RehearsedLoad>,
    /// Commands that a rule refused, by the code of the problem: robots are too late as people are.
    pub refused: BTreeMap<String, u32>,
}

/// Which state of the list was played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RehearsedList {
    /// The commit of its last change.
    pub changed_at: u64,
    /// The last version that was frozen by then; 0 where there was none.
    pub version: u32,
    /// Whether anything had been changed since that version.
    pub changed: bool,
    /// When it was played, in Unix milliseconds.
    pub at: Timestamp,
}

/// A drill that did not come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RehearsalStop {
    /// Its seed.
    pub seed: u32,
    /// Where it stayed: a list that is not complete is not approved, and stays in review.
    pub status: ExerciseStatus,
}

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RehearsedRow {
    /// The row.
    pub row: RowId,
    /// Its kind.
    pub inject_kind: InjectKind,
    /// Title for control.
    pub title: Bilingual,
    /// In how many drills it came: it was released, or, an expected action, seen to be done.
    pub reached: u32,
    /// Its earliest release, in exercise seconds; none for what is not released.
    pub earliest: Option<i32>,
    /// The median of its releases; of an even number, the earlier of the two in the middle.
    pub median: Option<i32>,
    /// Its latest release.
    pub latest: Option<i32>,
    /// How it was acknowledged, where there is a limit.
    pub acknowledged: RehearsedDuty,
    /// How it was answered or done, where there is a limit for an answer.
    pub answered: RehearsedDuty,
    /// Why it came in none of the drills; none where it came, or where none came to its end.
    pub never: Option<RehearsedNever>,
}

/// Why a row came in none of the drills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum RehearsedNever {
    /// It is a template that nobody had to use.
    Template {},
    /// It is released by hand alone, and no robot at control had a reason to.
    ByHand {},
    /// Its condition names a row that came in none of the drills.
    Behind {
        /// That row.
        row: RowId,
    },
    /// Its condition came true, and control left it out each time.
    Skipped {},
    /// An expected action that was not seen to be done.
    NotDone {},
    /// Its condition came true in none of the drills.
    NotTrue {},
    /// The drill was over before.
    Over {},
}

/// How a duty with a limit was met, counted over all deliveries of all drills.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RehearsedDuty {
    /// Within its limit.
    pub in_time: u32,
    /// After its limit.
    pub late: u32,
    /// Not at all.
    pub never: u32,
}

/// A contingency whose condition came true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RehearsedBranch {
    /// The row.
    pub row: RowId,
    /// In how many drills its condition came true.
    pub fired: u32,
    /// In how many of these it was released: control may have skipped it.
    pub released: u32,
    /// In how many of these each kind of part held, by its `type` in the scenario file.
    pub conditions: BTreeMap<String, u32>,
}

/// What a department has to expect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RehearsedLoad {
    /// Its code.
    pub department: DepartmentCode,
    /// The most injects that it received within each step from STARTEX on, over all drills.
    pub received: Vec<u32>,
}

#[cfg(test)]
mod tests {
    use super::RehearsalRequest;

    #[test]
    fn a_request_names_one_to_twenty_seeds() {
        let read = |text: &str| serde_json::from_str::<RehearsalRequest>(text).map(|request| request.seeds).ok();
        assert_eq!(read(r#"{"seeds":1}"#), Some(1));
        assert_eq!(read(r#"{"seeds":20}"#), Some(20));
        for wrong in [r#"{"seeds":0}"#, r#"{"seeds":21}"#, r#"{"seeds":-1}"#, r#"{"seeds":1,"more":1}"#, "{}"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
