//! Every fact, in the past tense, as it is stored. Fields are added, never changed: another
//! meaning is another version (see [`crate::stored`]).

use crate::signal::MachineReceipt;
use protocol::command::{Party, ReportedFact};
use protocol::document::{DocumentKind, Evidence};
use protocol::evaluation::BehaviourSeen;
use protocol::feedback::FeedbackAnswer;
use protocol::ids::{
    ActionId, BehaviourKey, CheckKey, ChoiceValue, ClaimId, ClarificationId, CommitmentId, DeliveryId, DepartmentCode,
    ExerciseId, FactKey, FactReportId, FaultId, FeatureId, FileHash, FindingId, GestureId, MarkName, MessageId,
    MselCommentId, MselRowId, ObjectiveId, ObservationId, PersonId, PhaseId, PlaceKey, PostId, RecheckId, RelayTickId,
    ReportId, ResourceKey, ResourceRequestId, RowId, SeatCode, StarId, StatementId, TaskId,
};
use protocol::improvement::{ActionElement, ActionStage, Day, FindingKind, ProblemArea};
use protocol::media::{FigureCheck, PostFinding, PostKind, QuotedFigure, ReachCurve, StatementGate};
use protocol::msel::{MselField, MselPart, MselPartName, MselValue};
use protocol::recheck::{CarriedAction, EarlierFinding, RecheckOutcome, RecheckResult};
use protocol::relay::HeardFact;
use protocol::resource::ResourceState;
use protocol::scenario::{FactValue, Inject, Recipient, Scenario, Targets};
use protocol::site::Shape;
use protocol::text::{Bilingual, Language};
use protocol::time::{Clock, ExerciseTime, Seconds, Stamp, Timestamp};
use protocol::vocab::{
    CheckResult, CommitmentOutcome, DeliveryStage, Duty, EscalationLevel, ExerciseStatus, FeatureAudience, FeatureKind,
    ObservationKind, PauseReason, Progress, Rating, Readiness, ReleaseMode, ReportKind, Role, RowOrigin, TaskOutcome,
    Via,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

macro_rules! events {
    ($($(#[$meta:meta])* $name:ident = $tag:literal { $($(#[$fmeta:meta])* $field:ident: $type:ty,)* })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
            pub struct $name {
                $($(#[$fmeta])* pub $field: $type,)*
            }
            impl From<$name> for Event {
                fn from(event: $name) -> Self {
                    Self::$name(event)
                }
            }
        )*
        /// A fact.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Event {
            $($(#[$meta])* $name($name),)*
        }
        impl Event {
            /// Every kind, as stored.
            pub const KINDS: &'static [&'static str] = &[$($tag,)*];
            /// The kind, as stored.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$name(_) => $tag,)* }
            }
            /// The fields as JSON.
            pub(crate) fn to_value(&self) -> serde_json::Result<serde_json::Value> {
                match self { $(Self::$name(event) => serde_json::to_value(event),)* }
            }
            /// Reads the fields of a kind; none if there is no such kind.
            pub(crate) fn from_value(kind: &str, value: serde_json::Value) -> Option<serde_json::Result<Self>> {
                match kind {
                    $($tag => Some(serde_json::from_value::<$name>(value).map(Self::$name)),)*
                    _ => None,
                }
            }
        }
    };
}

events! {
    // -- lifecycle and clock -------------------------------------------------------------------
    /// The exercise was created from a scenario.
    ExerciseCreated = "exercise_created" {
        /// Its id.
        exercise: ExerciseId,
        /// All of the scenario: the record needs no other file.
        scenario: Box<Scenario>,
    }
    /// The state changed.
    StatusChanged = "status_changed" {
        /// The new state.
        to: ExerciseStatus,
        /// Why, for a pause.
        reason: Option<PauseReason>,
        /// In words.
        note: Option<String>,
    }
    /// The clock has a new anchor.
    ClockAnchored = "clock_anchored" {
        /// The clock from now on.
        clock: Clock,
        /// Why.
        cause: ClockCause,
    }
    /// A new run begins after a false start: rows, deliveries and marks start again.
    ExerciseRestarted = "exercise_restarted" {
        /// Number of the new run.
        run: u32,
    }
    /// Windows of phases opened or closed.
    PhasesChanged = "phases_changed" {
        /// Those that are open now.
        open: Vec<PhaseId>,
    }
    /// The server was away for a short while and the clock ran on.
    OutageBridged = "outage_bridged" {
        /// Last sign of life before.
        from: Stamp,
        /// First sign of life after.
        to: Stamp,
    }
    /// The system's wall clock was set; the exercise clock did not follow.
    WallClockStepped = "wall_clock_stepped" {
        /// By how much, in milliseconds.
        by_ms: i64,
    }

    // -- rows ----------------------------------------------------------------------------------
    /// A row joined the list during play.
    RowAdded = "row_added" {
        /// The row.
        row: Box<Inject>,
        /// Why.
        origin: RowOrigin,
        /// The row it corrects or is a use of.
        of: Option<RowId>,
    }
    /// A row's condition became true.
    RowArmed = "row_armed" {
        /// The row.
        row: RowId,
    }
    /// A row was released: once and for all.
    RowReleased = "row_released" {
        /// The row.
        row: RowId,
        /// How.
        how: ReleaseMode,
        /// Its deliveries.
        deliveries: Vec<NewDelivery>,
    }
    /// A row is held.
    RowHeld = "row_held" {
        /// The row.
        row: RowId,
        /// Why.
        cause: HoldCause,
    }
    /// A held row may be due again.
    RowLetGo = "row_let_go" {
        /// The row.
        row: RowId,
    }
    /// A row was skipped.
    RowSkipped = "row_skipped" {
        /// The row.
        row: RowId,
        /// Why.
        reason: String,
    }
    /// A skip was taken back.
    RowRestored = "row_restored" {
        /// The row.
        row: RowId,
    }
    /// A row was moved.
    RowDeferred = "row_deferred" {
        /// The row.
        row: RowId,
        /// By how much.
        by: Seconds,
    }
    /// Every unreleased row was moved.
    RowsShifted = "rows_shifted" {
        /// By how much.
        by: Seconds,
    }
    /// A released row was taken back.
    RowRecalled = "row_recalled" {
        /// The row.
        row: RowId,
        /// Why.
        reason: String,
    }
    /// An unreleased row was changed.
    RowEdited = "row_edited" {
        /// The row.
        row: RowId,
        /// New title.
        title: Option<Bilingual>,
        /// New title for players.
        player_title: Option<Bilingual>,
        /// New text.
        body: Option<Bilingual>,
        /// New recipients.
        to: Option<Vec<Recipient>>,
        /// New limits.
        targets: Option<Targets>,
    }
    /// A row is complete.
    RowCompleted = "row_completed" {
        /// The row.
        row: RowId,
        /// What came of it.
        outcome: Option<String>,
    }
    /// An expected action did not come in time.
    RowMissed = "row_missed" {
        /// The row.
        row: RowId,
    }
    /// A row was not played.
    RowNotPlayed = "row_not_played" {
        /// The row.
        row: RowId,
    }
    /// An unreleased row was withdrawn.
    RowRetired = "row_retired" {
        /// The row.
        row: RowId,
        /// Why.
        reason: String,
    }

    // -- the list as it is planned -----------------------------------------------------------------
    /// Rows were added to the draft list.
    MselRowsAdded = "msel_rows_added" {
        /// The rows, in order.
        rows: Vec<StoredMselRow>,
        /// The row behind which they went; the head of the list where missing.
        after: Option<MselRowId>,
        /// What was done in one go.
        gesture: Option<GestureId>,
    }
    /// Cells of the draft list were written.
    MselCellsEdited = "msel_cells_edited" {
        /// The cells.
        cells: Vec<StoredMselCell>,
        /// What was done in one go.
        gesture: Option<GestureId>,
    }
    /// Cells read differently since another part of the scenario was changed; nobody wrote them.
    MselCellsRead = "msel_cells_read" {
        /// The cells.
        cells: Vec<StoredMselCell>,
    }
    /// Rows were taken out of the draft list.
    MselRowsRemoved = "msel_rows_removed" {
        /// The rows.
        rows: Vec<MselRowId>,
        /// What was done in one go.
        gesture: Option<GestureId>,
    }
    /// Rows came back into the draft list.
    MselRowsRestored = "msel_rows_restored" {
        /// The rows, in order.
        rows: Vec<MselRowId>,
        /// The row behind which they went; the head of the list where missing.
        after: Option<MselRowId>,
        /// What was done in one go.
        gesture: Option<GestureId>,
    }
    /// Rows of the draft list were moved.
    MselRowsMoved = "msel_rows_moved" {
        /// The rows, in order.
        rows: Vec<MselRowId>,
        /// The row behind which they went; the head of the list where missing.
        after: Option<MselRowId>,
        /// What was done in one go.
        gesture: Option<GestureId>,
    }
    /// A part of the scenario beside its rows was put.
    MselPartPut = "msel_part_put" {
        /// The part.
        part: MselPart,
        /// The code that the entry had.
        was: Option<String>,
    }
    /// An entry of a part was taken away.
    MselPartRemoved = "msel_part_removed" {
        /// Of which part.
        part: MselPartName,
        /// Its code.
        key: String,
    }
    /// Somebody commented on the list.
    MselCommented = "msel_commented" {
        /// Its id.
        id: MselCommentId,
        /// The row.
        row: Option<MselRowId>,
        /// The column.
        field: Option<MselField>,
        /// The words.
        text: String,
    }
    /// A comment was settled.
    MselCommentSettled = "msel_comment_settled" {
        /// The comment.
        comment: MselCommentId,
    }
    /// Approval froze the list.
    MselFrozen = "msel_frozen" {
        /// Number of the version, from 1.
        version: u32,
        /// All of it; missing where it is as it was created or as the version before.
        scenario: Option<Box<Scenario>>,
    }

    // -- deliveries ----------------------------------------------------------------------------
    /// Machine receipts of one batch.
    ReceiptsMerged = "receipts_merged" {
        /// The receipts.
        receipts: Vec<MachineReceipt>,
    }
    /// A person acknowledged.
    DeliveryAcknowledged = "delivery_acknowledged" {
        /// The delivery.
        delivery: DeliveryId,
    }
    /// A person took an acknowledgement back.
    AcknowledgementTakenBack = "acknowledgement_taken_back" {
        /// The delivery.
        delivery: DeliveryId,
    }
    /// A person has begun to act.
    DeliveryBegun = "delivery_begun" {
        /// The delivery.
        delivery: DeliveryId,
    }
    /// A person answered.
    DeliveryResponded = "delivery_responded" {
        /// The delivery.
        delivery: DeliveryId,
        /// How far the work is.
        progress: Progress,
        /// In words.
        text: Option<String>,
        /// Chosen option.
        choice: Option<ChoiceValue>,
        /// Ticked entries.
        ticked: Vec<ChoiceValue>,
        /// Number.
        number: Option<f64>,
        /// Files.
        files: Vec<FileHash>,
    }
    /// A person reported that it is done.
    DeliveryCompleted = "delivery_completed" {
        /// The delivery.
        delivery: DeliveryId,
        /// In words.
        text: Option<String>,
    }
    /// An answer was sent back for more.
    ResponseReturned = "response_returned" {
        /// The delivery.
        delivery: DeliveryId,
        /// What is missing.
        note: String,
    }
    /// An answer was accepted.
    ResponseAccepted = "response_accepted" {
        /// The delivery.
        delivery: DeliveryId,
    }
    /// Nothing more is expected on a delivery.
    DeliveryClosed = "delivery_closed" {
        /// The delivery.
        delivery: DeliveryId,
        /// Why.
        cause: CloseCause,
        /// In words.
        reason: Option<String>,
    }
    /// A receipt that came by other means was recorded.
    ReceiptRecorded = "receipt_recorded" {
        /// The delivery.
        delivery: DeliveryId,
        /// `delivered` or `acknowledged`.
        stage: DeliveryStage,
        /// By which way.
        via: Via,
        /// Who was told.
        told: String,
        /// When, if not now.
        told_at: Option<Timestamp>,
    }
    /// A recipient said that it is not for him.
    DeliveryDeclined = "delivery_declined" {
        /// The delivery.
        delivery: DeliveryId,
        /// Why.
        reason: String,
    }
    /// Those who had not acknowledged were reminded.
    InjectNudged = "inject_nudged" {
        /// The row.
        row: RowId,
        /// The deliveries that were missing.
        deliveries: Vec<DeliveryId>,
    }
    /// A duty passed its limit.
    DeliveryOverdue = "delivery_overdue" {
        /// The delivery.
        delivery: DeliveryId,
        /// Which.
        duty: Duty,
    }
    /// A recipient asked control.
    ClarificationAsked = "clarification_asked" {
        /// Its id.
        id: ClarificationId,
        /// The delivery.
        delivery: DeliveryId,
        /// The question.
        text: String,
    }
    /// Control answered.
    ClarificationAnswered = "clarification_answered" {
        /// The question.
        id: ClarificationId,
        /// The answer.
        text: String,
    }

    // -- tasks and comms -----------------------------------------------------------------------
    /// A critical task was marked.
    TaskMarked = "task_marked" {
        /// The task.
        task: TaskId,
        /// Named moment.
        mark: Option<MarkName>,
        /// Done or not.
        outcome: TaskOutcome,
        /// In words.
        note: Option<String>,
        /// The row whose completion marked it.
        row: Option<RowId>,
    }
    /// A message was sent.
    MessageSent = "message_sent" {
        /// Its id.
        id: MessageId,
        /// From.
        from: Party,
        /// To.
        to: Vec<Party>,
        /// The text.
        text: String,
        /// As whom a simulator speaks.
        persona: Option<String>,
        /// The delivery it is about.
        about: Option<DeliveryId>,
    }
    /// A situation report was submitted.
    ReportSubmitted = "report_submitted" {
        /// Its id.
        id: ReportId,
        /// From.
        department: DepartmentCode,
        /// Running number within the department.
        number: u32,
        /// First, follow-up, closing.
        kind: ReportKind,
        /// In words.
        text: String,
        /// Known key facts.
        facts: Vec<ReportedFact>,
        /// Known gaps.
        gaps: Vec<FactKey>,
    }
    /// Incident command confirmed a report.
    ReportConfirmed = "report_confirmed" {
        /// The report.
        report: ReportId,
    }
    /// A controller wrote a line of the position log.
    LogWritten = "log_written" {
        /// The text.
        text: String,
        /// Pinned.
        pinned: bool,
        /// The row it is about.
        row: Option<RowId>,
        /// The department it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        department: Option<DepartmentCode>,
        /// The seat of that department.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seat: Option<SeatCode>,
    }

    // -- situation -----------------------------------------------------------------------------
    /// A department reported a fact of the common picture.
    FactReported = "fact_reported" {
        /// Its id.
        id: FactReportId,
        /// Which.
        fact: FactKey,
        /// Who reports.
        department: DepartmentCode,
        /// The value.
        value: FactValue,
        /// When it was seen.
        seen_at: Option<Timestamp>,
        /// From whom they have it.
        source: Option<String>,
        /// The situation report it stood in.
        report: Option<ReportId>,
    }
    /// A department withdrew what it had reported.
    FactWithdrawn = "fact_withdrawn" {
        /// What.
        report: FactReportId,
        /// Why.
        reason: String,
    }
    /// Incident command confirmed what was reported.
    FactConfirmed = "fact_confirmed" {
        /// What.
        report: FactReportId,
    }
    /// Control set what is true in the story.
    TruthSet = "truth_set" {
        /// The fact.
        fact: FactKey,
        /// The value.
        value: FactValue,
        /// Why.
        note: Option<String>,
    }

    // -- commitments ---------------------------------------------------------------------------
    /// A department recorded what residents ask.
    ClaimRecorded = "claim_recorded" {
        /// Its id.
        id: ClaimId,
        /// Who recorded it.
        department: DepartmentCode,
        /// In their words.
        text: String,
        /// Who asks.
        from: String,
        /// The inject it was heard in.
        about: Option<DeliveryId>,
    }
    /// A claim was read back.
    ClaimReadBack = "claim_read_back" {
        /// Which.
        claim: ClaimId,
    }
    /// A claim was answered.
    ClaimAnswered = "claim_answered" {
        /// Which.
        claim: ClaimId,
        /// What was said.
        text: String,
    }
    /// A department promised something to residents.
    CommitmentMade = "commitment_made" {
        /// Its id.
        id: CommitmentId,
        /// Who promised.
        department: DepartmentCode,
        /// Who answers for it.
        owner: DepartmentCode,
        /// What is promised.
        text: String,
        /// Who answers for it, as a part in the story.
        person: Option<String>,
        /// By when, as it is told to residents.
        due: Option<String>,
        /// By when within the exercise.
        due_at: Option<Seconds>,
        /// How residents will be told.
        told_by: Option<String>,
        /// Who checks.
        checker: Option<String>,
        /// The claim it answers.
        claim: Option<ClaimId>,
        /// The commitment in whose place it stands.
        replaces: Option<CommitmentId>,
        /// Why it had to be changed.
        reason: Option<String>,
    }
    /// The residents' side has the promise.
    CommitmentConfirmed = "commitment_confirmed" {
        /// Which.
        commitment: CommitmentId,
    }
    /// A promise was kept or broken.
    CommitmentSettled = "commitment_settled" {
        /// Which.
        commitment: CommitmentId,
        /// What became of it.
        outcome: CommitmentOutcome,
        /// In words.
        note: Option<String>,
    }
    /// Somebody judged whether a promise goes beyond its department's authority.
    CommitmentJudged = "commitment_judged" {
        /// Which.
        commitment: CommitmentId,
        /// It does.
        beyond_authority: bool,
        /// In words.
        note: Option<String>,
    }
    /// The moment of a promise within the exercise passed and it was not settled.
    CommitmentOverdue = "commitment_overdue" {
        /// Which.
        commitment: CommitmentId,
    }

    // -- conduct -------------------------------------------------------------------------------
    /// Control went to another controller.
    ControlPassed = "control_passed" {
        /// Who has it now.
        to: SeatCode,
        /// Who had it.
        from: Option<SeatCode>,
        /// He was not there any more.
        from_lost: bool,
        /// He handed it over himself.
        handed_over: bool,
    }

    // -- relay ---------------------------------------------------------------------------------
    /// Somebody said which key facts of a relay test were heard at one hop.
    RelayTicked = "relay_ticked" {
        /// Its id.
        id: RelayTickId,
        /// The row.
        row: RowId,
        /// Place of the hop.
        hop: u32,
        /// When it was heard, by the exercise clock: what was written off line is earlier than the commit.
        at: ExerciseTime,
        /// The facts.
        heard: Vec<HeardFact>,
        /// In words.
        note: Option<String>,
    }

    // -- map -----------------------------------------------------------------------------------
    /// Something was put on the map.
    FeaturePut = "feature_put" {
        /// Its id.
        id: FeatureId,
        /// The department that put it there; control where none is named.
        owner: Option<DepartmentCode>,
        /// What kind.
        feature: FeatureKind,
        /// Where.
        shape: Shape,
        /// The named place it was put at.
        place: Option<PlaceKey>,
        /// What it is called.
        label: String,
        /// In words.
        note: Option<String>,
        /// When it was seen, if that was earlier.
        seen_at: Option<Timestamp>,
        /// Who is shown it.
        audience: FeatureAudience,
        /// The one in whose place it stands.
        replaces: Option<FeatureId>,
        /// Why that one had to be changed.
        reason: Option<String>,
    }
    /// Something was taken off the map.
    FeatureRemoved = "feature_removed" {
        /// Which.
        feature: FeatureId,
        /// Why.
        reason: String,
    }
    /// Command confirmed something on the map.
    FeatureConfirmed = "feature_confirmed" {
        /// Which.
        feature: FeatureId,
    }
    // -- escalation ----------------------------------------------------------------------------
    /// A late delivery rose to a level.
    DeliveryEscalated = "delivery_escalated" {
        /// Which.
        delivery: DeliveryId,
        /// What is late.
        duty: Duty,
        /// To which level.
        level: EscalationLevel,
    }
    /// A late delivery was put before a department's deputy.
    DeputyCalled = "deputy_called" {
        /// Which.
        delivery: DeliveryId,
        /// The seat.
        seat: SeatCode,
    }

    // -- media ---------------------------------------------------------------------------------
    /// A post or call appeared that no row had planned.
    PostWritten = "post_written" {
        /// Its id.
        id: PostId,
        /// Post or call.
        kind: PostKind,
        /// Where.
        platform: String,
        /// Who writes or calls.
        author: String,
        /// What it says.
        text: String,
        /// Departments that can see it.
        to: Vec<DepartmentCode>,
        /// How it spreads.
        reach: ReachCurve,
        /// Its limit for an answer.
        answer_within: Option<Seconds>,
    }
    /// Somebody said how far a post has spread.
    ReachLogged = "reach_logged" {
        /// Which.
        post: PostId,
        /// How many it has reached.
        reach: u32,
    }
    /// A department noticed a post.
    PostNoticed = "post_noticed" {
        /// Which.
        post: PostId,
        /// Who.
        department: DepartmentCode,
        /// What is to be said of it.
        note: Option<String>,
    }
    /// A department verified what a post says.
    PostVerified = "post_verified" {
        /// Which.
        post: PostId,
        /// Who.
        department: DepartmentCode,
        /// What it found.
        finding: PostFinding,
        /// From whom it has that.
        source: String,
        /// Facts of the picture it rests on.
        facts: Vec<FactKey>,
    }
    /// The limit of a post passed and no statement had answered it.
    PostUnanswered = "post_unanswered" {
        /// Which.
        post: PostId,
    }
    /// A statement was drafted.
    StatementDrafted = "statement_drafted" {
        /// Its id.
        id: StatementId,
        /// Whose.
        department: DepartmentCode,
        /// What stands in it.
        draft: Draft,
        /// The published statement that it corrects.
        corrects: Option<StatementId>,
    }
    /// A statement was rewritten.
    StatementRevised = "statement_revised" {
        /// Which.
        statement: StatementId,
        /// What stands in it.
        draft: Draft,
    }
    /// A department stands by a statement.
    StatementCosigned = "statement_cosigned" {
        /// Which.
        statement: StatementId,
        /// Who.
        department: DepartmentCode,
    }
    /// A department that was asked does not stand by a statement.
    StatementObjected = "statement_objected" {
        /// Which.
        statement: StatementId,
        /// Who.
        department: DepartmentCode,
        /// What it cannot stand by.
        reason: String,
    }
    /// Incident command sent a statement back.
    StatementReturned = "statement_returned" {
        /// Which.
        statement: StatementId,
        /// What is missing.
        note: String,
    }
    /// A statement was approved.
    StatementApproved = "statement_approved" {
        /// Which.
        statement: StatementId,
        /// Although this was open.
        despite: Vec<StatementGate>,
        /// Why.
        reason: Option<String>,
    }
    /// A statement went out.
    StatementPublished = "statement_published" {
        /// Which.
        statement: StatementId,
        /// Its figures as the picture stood.
        figures: Vec<FigureCheck>,
        /// What was open.
        gates: Vec<StatementGate>,
    }
    /// A statement was withdrawn before it went out.
    StatementWithdrawn = "statement_withdrawn" {
        /// Which.
        statement: StatementId,
        /// Why.
        reason: String,
    }

    // -- roster and safety ---------------------------------------------------------------------
    /// Somebody took a seat.
    SeatTaken = "seat_taken" {
        /// The seat.
        seat: SeatCode,
        /// Who.
        person: Option<PersonId>,
        /// Keyed digest of the name.
        digest: Option<String>,
        /// The program plays it.
        robot: bool,
    }
    /// A seat was lost for longer than the grace.
    SeatLost = "seat_lost" {
        /// The seat.
        seat: SeatCode,
        /// When the last connection was gone.
        since: Timestamp,
    }
    /// A lost seat is back.
    SeatBack = "seat_back" {
        /// The seat.
        seat: SeatCode,
    }
    /// A seat was freed.
    SeatReleased = "seat_released" {
        /// The seat.
        seat: SeatCode,
    }
    /// A real emergency.
    EmergencyDeclared = "emergency_declared" {
        /// What, in words.
        note: Option<String>,
    }
    /// One of the two keys was turned.
    ResumeConfirmed = "resume_confirmed" {
        /// DIR or SAF.
        key: Role,
        /// A substitute turned it.
        substitute: bool,
        /// Why.
        note: Option<String>,
    }
    /// Both keys were turned.
    EmergencyEnded = "emergency_ended" {}

    // -- roll call -----------------------------------------------------------------------------
    /// A seat reported what its device can do.
    CheckReported = "check_reported" {
        /// The seat.
        seat: SeatCode,
        /// Browser or program.
        client: String,
        /// The test tone was heard.
        sound: CheckResult,
        /// The screen stays on.
        screen: CheckResult,
        /// Notifications.
        notifications: CheckResult,
        /// Room for what is written without a network.
        storage: CheckResult,
        /// Round trip in milliseconds.
        round_trip_ms: Option<u32>,
        /// Milliseconds that its clock is ahead.
        clock_ahead_ms: Option<i32>,
    }
    /// A staff seat acknowledged the test inject.
    TestAcknowledged = "test_acknowledged" {
        /// Which.
        seat: SeatCode,
    }
    /// Control called a department ready, or not.
    DepartmentCalled = "department_called" {
        /// Which.
        department: DepartmentCode,
        /// Go, wait or no-go.
        word: Readiness,
        /// Why.
        note: Option<String>,
    }
    /// STARTEX ended the roll call: who was not ready, and whether that was confirmed.
    RollClosed = "roll_closed" {
        /// Departments that were not called ready and whose checks did not propose it.
        not_ready: Vec<NotReady>,
        /// Whoever started had been told and started all the same.
        confirmed: bool,
        /// Why.
        note: Option<String>,
    }

    // -- evaluation ----------------------------------------------------------------------------
    /// An evaluator wrote a note.
    ObservationRecorded = "observation_recorded" {
        /// Its id.
        id: ObservationId,
        /// The text.
        text: String,
        /// Kind.
        kind: ObservationKind,
        /// The row.
        row: Option<RowId>,
        /// The task.
        task: Option<TaskId>,
        /// The department.
        department: Option<DepartmentCode>,
        /// Photos and files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileHash>,
    }
    /// An evaluator rated a task.
    TaskRated = "task_rated" {
        /// The task.
        task: TaskId,
        /// The rating.
        rating: Rating,
        /// Why.
        note: Option<String>,
    }
    /// An evaluator said whether a behaviour was seen.
    BehaviourMarked = "behaviour_marked" {
        /// The task.
        task: TaskId,
        /// The behaviour.
        behaviour: BehaviourKey,
        /// What was seen.
        seen: BehaviourSeen,
        /// In words.
        note: Option<String>,
    }
    /// Somebody said which points of an answer are right.
    AnswerScored = "answer_scored" {
        /// The delivery.
        delivery: DeliveryId,
        /// Places of the right points among the row's key facts, from 0.
        right: Vec<u32>,
        /// Points that were asked.
        asked: u32,
    }
    /// Evaluators see each other's ratings from here on.
    ReconciliationOpened = "reconciliation_opened" {}
    /// The lead evaluator settled the rating of a task.
    TaskSettled = "task_settled" {
        /// The task.
        task: TaskId,
        /// The rating.
        rating: Rating,
        /// Why.
        note: Option<String>,
    }
    /// A finding was recorded.
    FindingRecorded = "finding_recorded" {
        /// Its id.
        id: FindingId,
        /// Strength or to improve.
        kind: FindingKind,
        /// Kind of problem.
        area: ProblemArea,
        /// What was found.
        text: String,
        /// Why it was so.
        analysis: Option<String>,
        /// Clause of a plan or procedure.
        reference: Option<String>,
        /// The objective.
        objective: Option<ObjectiveId>,
        /// The task.
        task: Option<TaskId>,
        /// The department.
        department: Option<DepartmentCode>,
        /// Notes it rests on.
        observations: Vec<ObservationId>,
        /// Commits it rests on.
        commits: Vec<u64>,
    }
    /// A moment was starred for the hot wash.
    MomentStarred = "moment_starred" {
        /// Its id.
        id: StarId,
        /// The moment; that of the commit where missing.
        at: Option<Stamp>,
        /// What it was.
        title: String,
    }
    /// A star was taken away.
    StarRemoved = "star_removed" {
        /// The star.
        star: StarId,
    }
    /// A finding was taken back.
    FindingWithdrawn = "finding_withdrawn" {
        /// The finding.
        finding: FindingId,
        /// Why.
        reason: String,
    }
    /// A corrective action was opened.
    ActionOpened = "action_opened" {
        /// Its id.
        id: ActionId,
        /// The finding it answers.
        finding: Option<FindingId>,
        /// Kind of problem.
        area: ProblemArea,
        /// The problem.
        problem: String,
        /// Its cause.
        cause: Option<String>,
        /// What is to be done.
        measure: String,
        /// What it works on.
        element: ActionElement,
        /// Responsible unit.
        unit: Option<String>,
        /// Responsible person or position.
        person: Option<String>,
        /// By which day.
        due: Option<Day>,
        /// Who verifies.
        verifier: Option<String>,
        /// What will show that it is done.
        proof: Option<String>,
    }
    /// It was said who answers for an action, by when, or who verifies it.
    ActionAssigned = "action_assigned" {
        /// The action.
        action: ActionId,
        /// Responsible unit; none: as before.
        unit: Option<String>,
        /// Responsible person or position; none: as before.
        person: Option<String>,
        /// By which day; none: as before.
        due: Option<Day>,
        /// Who verifies; none: as before.
        verifier: Option<String>,
    }
    /// An action moved on.
    ActionMoved = "action_moved" {
        /// The action.
        action: ActionId,
        /// How far.
        to: ActionStage,
        /// In words.
        note: Option<String>,
        /// Evidence.
        files: Vec<FileHash>,
    }
    /// Measures of earlier exercises came in, to be looked at again.
    ActionsCarried = "actions_carried" {
        /// Each with its id here.
        rechecks: Vec<CarriedRecheck>,
    }
    /// What earlier exercises found: a finding that is like one of those is a repetition.
    EarlierFindingsNoted = "earlier_findings_noted" {
        /// Each with where and when.
        findings: Vec<EarlierFinding>,
    }
    /// An evaluator said whether such a measure held.
    RecheckMarked = "recheck_marked" {
        /// The recheck.
        recheck: RecheckId,
        /// Whether it held.
        outcome: RecheckOutcome,
        /// What was seen.
        note: Option<String>,
    }
    /// Another exercise told what it saw of an action of this one.
    ActionRechecked = "action_rechecked" {
        /// The action.
        action: ActionId,
        /// What was seen, where, by whom: the evidence.
        result: RecheckResult,
    }
    /// A sentence of a written report was changed by hand, left out, or added.
    SentenceEdited = "sentence_edited" {
        /// Which report.
        document: DocumentKind,
        /// In which language.
        language: Language,
        /// The sentence's name.
        sentence: String,
        /// The new words; none: left out.
        text: Option<String>,
    }
    /// A sentence was taken back to what the record says.
    SentenceRestored = "sentence_restored" {
        /// Which report.
        document: DocumentKind,
        /// In which language.
        language: Language,
        /// The sentence's name.
        sentence: String,
    }
    /// Evidence was found by hand for a sentence that was typed or changed by hand.
    EvidenceGiven = "evidence_given" {
        /// Which report.
        document: DocumentKind,
        /// In which language.
        language: Language,
        /// The sentence's name.
        sentence: String,
        /// The commits, with their exercise times; none: what was given is taken back.
        evidence: Vec<Evidence>,
    }
    /// A draft was put down, to be compared with.
    DraftPut = "draft_put" {
        /// Which report.
        document: DocumentKind,
        /// In which language.
        language: Language,
    }
    /// Somebody answered the questionnaire. With a ballot nobody knows who: the commit names no author, and
    /// its stamp is that of the commit before it.
    FeedbackGiven = "feedback_given" {
        /// Stands for the seat, so that it answers once; leads nobody back to it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ballot: Option<Uuid>,
        /// The answers.
        answers: Vec<FeedbackAnswer>,
    }
    /// Nothing more is answered.
    FeedbackClosed = "feedback_closed" {}
    /// A written report was approved as it stands.
    DocumentApproved = "document_approved" {
        /// Which report.
        document: DocumentKind,
        /// In which language.
        language: Language,
    }
    /// A note was shown to the department that it is about.
    ObservationPublished = "observation_published" {
        /// The note.
        observation: ObservationId,
    }
    /// The lead evaluator rated an objective.
    ObjectiveRated = "objective_rated" {
        /// The objective.
        objective: ObjectiveId,
        /// The rating.
        rating: Rating,
        /// Why.
        note: Option<String>,
    }

    // -- resources -----------------------------------------------------------------------------
    /// A resource is in another state.
    ResourceMoved = "resource_moved" {
        /// Which.
        resource: ResourceKey,
        /// The state.
        to: ResourceState,
        /// How much there is from now on, where that changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<u32>,
        /// The failed resource in whose place it is used.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<ResourceKey>,
        /// In words.
        note: Option<String>,
    }
    /// Some of a counted resource was used.
    SupplyUsed = "supply_used" {
        /// Which.
        resource: ResourceKey,
        /// How much.
        amount: u32,
        /// In words.
        note: Option<String>,
    }
    /// A resource failed: in the story, by control's hand, or by a department's report.
    FaultOccurred = "fault_occurred" {
        /// Its id.
        id: FaultId,
        /// What failed.
        resource: ResourceKey,
        /// The row with whose release it failed.
        row: Option<RowId>,
        /// A department reports it with this.
        reported: bool,
        /// What is wrong.
        text: Option<String>,
    }
    /// A department reported a fault that had occurred before.
    FaultReported = "fault_reported" {
        /// Which.
        fault: FaultId,
        /// What is wrong.
        text: Option<String>,
    }
    /// A fault was passed to logistics.
    FaultPassed = "fault_passed" {
        /// Which.
        fault: FaultId,
        /// To whom, in words.
        note: Option<String>,
    }
    /// A fault was fixed; its resource is restored.
    FaultFixed = "fault_fixed" {
        /// Which.
        fault: FaultId,
        /// In words.
        note: Option<String>,
    }
    /// An entry of a checklist was ticked, or a tick taken back.
    ChecklistTicked = "checklist_ticked" {
        /// Whose.
        department: DepartmentCode,
        /// The entry.
        item: CheckKey,
        /// Checked or not.
        ticked: bool,
    }
    /// A department departed.
    DepartmentDeparted = "department_departed" {
        /// Which.
        department: DepartmentCode,
    }
    /// A department asked for a resource.
    ResourceRequested = "resource_requested" {
        /// Its id.
        id: ResourceRequestId,
        /// Who asks.
        department: DepartmentCode,
        /// Who is asked.
        to: Party,
        /// What is needed.
        what: String,
        /// How much.
        amount: Option<u32>,
        /// What for.
        note: Option<String>,
    }
    /// A request was granted.
    ResourceGranted = "resource_granted" {
        /// Which.
        request: ResourceRequestId,
        /// What will be handed over.
        resource: Option<ResourceKey>,
        /// How much.
        amount: Option<u32>,
        /// In words.
        note: Option<String>,
    }
    /// Who asked needs it no more, and nobody had answered.
    ResourceRequestWithdrawn = "resource_request_withdrawn" {
        /// Which.
        request: ResourceRequestId,
        /// Why.
        note: Option<String>,
    }
    /// A request was refused.
    ResourceRefused = "resource_refused" {
        /// Which.
        request: ResourceRequestId,
        /// Why.
        reason: String,
    }
    /// What was granted was handed over.
    ResourceHandedOver = "resource_handed_over" {
        /// Which request.
        request: ResourceRequestId,
    }
    /// What was handed over is back.
    ResourceReturned = "resource_returned" {
        /// Which request.
        request: ResourceRequestId,
        /// How much of it, where it was counted.
        amount: Option<u32>,
    }
}

/// A department that was not ready at STARTEX.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotReady {
    /// Which.
    pub department: DepartmentCode,
    /// What control had said, or else what the checks proposed.
    pub word: Readiness,
    /// Seats in all.
    pub seats: u32,
    /// … with somebody there.
    pub live: u32,
    /// … where the test tone was heard.
    pub sound: u32,
    /// Acknowledgements of the test inject.
    pub tested: u32,
    /// … that it asks for.
    pub tests: u32,
}

/// What stands in a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// What it says.
    pub text: Bilingual,
    /// Figures it quotes.
    pub figures: Vec<QuotedFigure>,
    /// Posts it answers.
    pub answers: Vec<PostId>,
    /// Ticked: it holds no personal data.
    pub no_personal_data: bool,
    /// Departments asked to cosign.
    pub cosigners: Vec<DepartmentCode>,
}

/// Why the clock has a new anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockCause {
    /// The state changed.
    Status,
    /// Another rate.
    Rate,
    /// Moved forward by hand.
    Jump,
    /// Stopped by a real emergency, or running again after it.
    Emergency,
    /// The server was away for longer than the limit.
    Outage,
}

/// Why a row is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldCause {
    /// By a controller.
    Hand,
    /// It became due in an outage, a sleep or a jump.
    Gap,
}

/// Why a delivery is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseCause {
    /// All that was asked has come.
    Done,
    /// By a controller.
    Hand,
    /// Open at ENDEX or at an early end.
    Ended,
}

/// A delivery made by a release.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewDelivery {
    /// Its id.
    pub id: DeliveryId,
    /// To whom.
    pub recipient: Recipient,
    /// The department of the recipient.
    pub department: DepartmentCode,
    /// Running number within the recipient.
    pub number: u32,
}

/// A measure of an earlier exercise with its id in this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CarriedRecheck {
    /// Its id.
    pub id: RecheckId,
    /// What is looked at again.
    pub from: CarriedAction,
}

/// A row as it was added to the draft list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredMselRow {
    /// Its key.
    pub row: MselRowId,
    /// Its cells.
    pub cells: BTreeMap<MselField, MselValue>,
}

/// A cell as it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredMselCell {
    /// The row.
    pub row: MselRowId,
    /// The column.
    pub field: MselField,
    /// What stands there; none: it was cleared.
    pub value: Option<MselValue>,
    /// The writer had not seen what he replaced.
    pub unseen: bool,
}
