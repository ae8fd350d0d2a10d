//! Relay tests 转达测试: what control and evaluators see of one, and what they tick.
//!
//! Players receive none of it: what must survive a relay is what they are tested on.

use crate::ids::{DeliveryId, DepartmentCode, MessageId, ReportId, RowId};
use crate::item::Rung;
use crate::text::{Bilingual, Label};
use crate::time::{ExerciseTime, Seconds, Stamp};
use crate::vocab::Heard;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What became of one key fact at one hop, as somebody heard it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct HeardFact {
    /// Place of the fact among the row's key facts, from 0.
    pub fact: u32,
    /// Kept, changed or lost.
    pub heard: Heard,
    /// What was said in its place, where it was changed.
    pub said: Option<Label>,
}

/// A relay test: a row whose key facts are passed on, and what each hop made of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RelayItem {
    /// The row.
    pub row: RowId,
    /// Its title.
    pub title: Bilingual,
    /// The facts that must survive, in order.
    pub key_facts: Vec<Bilingual>,
    /// When it began; none before the row is released.
    pub released: Option<Stamp>,
    /// The limit for the last hop, in seconds from release: the row's for completion, or for an answer.
    pub within: Option<Seconds>,
    /// The hops, first to last.
    pub hops: Vec<RelayHopView>,
}

/// One hop of a relay test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RelayHopView {
    /// Who hears it here.
    pub department: DepartmentCode,
    /// When the message was first heard here; at the first hop its acknowledgement counts too.
    pub at: Option<ExerciseTime>,
    /// What became of each key fact, in their order.
    pub facts: Vec<RelayFactView>,
    /// What this hop has written since the release, oldest first: proposals rest on it.
    pub writings: Vec<RelayWriting>,
}

/// A key fact at one hop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RelayFactView {
    /// As a person ticked it; none while nobody has.
    pub heard: Option<Heard>,
    /// What was said in its place.
    pub said: Option<String>,
    /// Who ticked it, and when.
    pub ticked: Option<Rung>,
    /// Place of the first writing in which the fact stands: a proposal that it was kept, no more.
    pub proposed_by: Option<u32>,
}

/// Something that a hop has written while the message was under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RelayWriting {
    /// What it is.
    pub source: RelaySource,
    /// When.
    pub at: Stamp,
    /// The text as written.
    pub text: String,
}

/// Where a hop has written something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RelaySource {
    /// The answer to the row.
    Answer(DeliveryId),
    /// A message.
    Message(MessageId),
    /// A situation report.
    Report(ReportId),
}
