//! Identities: random UUIDs for what the program makes, short codes for what people name.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use std::borrow::Cow;
use ts_rs::TS;
use uuid::Uuid;

macro_rules! uuid_id {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

uuid_id! {
    /// One exercise.
    ExerciseId;
    /// A command, made by the client that submits it, kept for the life of the exercise.
    CommandId;
    /// One inject × one recipient. Random: a player learns nothing from it.
    DeliveryId;
    /// A human. Names stand beside the record, never in it.
    PersonId;
    /// A message between departments, control and the simulation cell.
    MessageId;
    /// A situation report.
    ReportId;
    /// What a department reported of one fact.
    FactReportId;
    /// What residents ask.
    ClaimId;
    /// What was promised to residents.
    CommitmentId;
    /// What somebody heard at one hop of a relay test.
    RelayTickId;
    /// A post or call of the simulated media. Random: a player learns nothing from it.
    PostId;
    /// A public statement.
    StatementId;
    /// A question to control about a delivery.
    ClarificationId;
    /// Something on the map.
    FeatureId;
    /// A line of the position log.
    EntryId;
    /// An evaluator's note.
    ObservationId;
    /// A finding 发现.
    FindingId;
    /// A corrective action 整改措施.
    ActionId;
    /// A moment that was starred.
    StarId;
    /// A measure of an earlier exercise that is looked at again 核查项.
    RecheckId;
    /// Somebody in the waiting room.
    WaitingId;
    /// A kiosk link.
    KioskId;
    /// The life of one numbering of channel positions; a new one means that clients reload.
    Epoch;
    /// A fault of a resource.
    FaultId;
    /// A request for a resource.
    ResourceRequestId;
    /// A row of the list as it is planned; its number is a cell of it.
    MselRowId;
    /// A comment on the list.
    MselCommentId;
    /// What a planner did in one go: a paste, a fill, an import.
    GestureId;
    /// A file that is looked at before it is brought in.
    ImportId;
    /// A row that is kept for reuse.
    SnippetId;
}

macro_rules! code {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(std::sync::Arc<str>);

        impl $name {
            /// Parses a code: 1 to 40 letters, digits, `.`, `_` or `-`; letters of any script.
            ///
            /// # Errors
            /// A sentence that says what is wrong.
            pub fn parse(value: &str) -> Result<Self, String> {
                check_code(stringify!($name), value)?;
                Ok(Self(value.into()))
            }
            /// The code itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = Cow::<'_, str>::deserialize(d)?;
                Self::parse(&text).map_err(de::Error::custom)
            }
        }
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "minLength": 1, "maxLength": 40, "pattern": r"^[\p{L}\p{N}._-]+$" })
            }
        }
    )*};
}

fn check_code(kind: &str, value: &str) -> Result<(), String> {
    let length = value.chars().count();
    if length == 0 || length > 40 {
        return Err(format!("{kind} needs 1 to 40 characters"));
    }
    match value.chars().find(|c| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-'))) {
        Some(bad) => Err(format!("{kind} {value:?} holds {bad:?}: use letters, digits, '.', '_' and '-'")),
        None => Ok(()),
    }
}

code! {
    /// A scenario of the library.
    ScenarioId;
    /// A participating unit 参演单位.
    DepartmentCode;
    /// A seat 席位, of a department or of control, evaluation and walls.
    SeatCode;
    /// The number of a row of the list 编号: stable, unique, never renumbered.
    RowId;
    /// A critical task 关键任务.
    TaskId;
    /// An objective 演练目标.
    ObjectiveId;
    /// A phase 阶段.
    PhaseId;
    /// A named moment of a task 任务节点.
    MarkName;
    /// One choice of a decision or form.
    ChoiceValue;
    /// A key fact of situation reports, or a fact of the common picture.
    FactKey;
    /// A resource 装备物资.
    ResourceKey;
    /// An entry of a department's checklist.
    CheckKey;
    /// A behaviour that evaluators watch for 行为要点.
    BehaviourKey;
    /// A named place of the site 地点.
    PlaceKey;
    /// A question of the questionnaire.
    QuestionKey;
}

/// Content address of a file: SHA-256 in lower-case hex.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct FileHash(String);

impl FileHash {
    /// Parses 64 lower-case hex digits.
    ///
    /// # Errors
    /// A sentence if it is anything else.
    pub fn parse(value: &str) -> Result<Self, String> {
        let hex = value.len() == 64 && value.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if hex { Ok(Self(value.into())) } else { Err("a file is named by 64 lower-case hex digits".into()) }
    }
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for FileHash {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(&Cow::<'_, str>::deserialize(d)?).map_err(de::Error::custom)
    }
}
impl JsonSchema for FileHash {
    fn schema_name() -> Cow<'static, str> {
        "FileHash".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
    }
}
