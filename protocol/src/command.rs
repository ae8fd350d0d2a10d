//! Every command: a wish, in the imperative, validated by being deserialised.
//!
//! Adding one: a struct here, a variant in [`Command`], a rule in its area of `exercise`, a line in
//! the permission table; the compiler leads through the rest.

use crate::document::{DocumentKind, Language};
use crate::evaluation::BehaviourSeen;
use crate::feedback::{FeedbackAnswer, QUESTIONS_MAX};
use crate::ids::{
    ActionId, BehaviourKey, CheckKey, ChoiceValue, ClaimId, ClarificationId, CommitmentId, DeliveryId, DepartmentCode,
    FactKey, FactReportId, FaultId, FeatureId, FileHash, FindingId, GestureId, MarkName, MselCommentId, MselRowId,
    ObjectiveId, ObservationId, PostId, RecheckId, ReportId, ResourceKey, ResourceRequestId, RowId, SeatCode, StarId,
    StatementId, TaskId,
};
use crate::improvement::{ActionElement, ActionStage, Day, FindingKind, ProblemArea};
use crate::limits::{FILES_MAX, LIST_MAX, QUOTES_MAX, RECEIPTS_MAX, RECIPIENTS_MAX};
use crate::media::{PostFinding, PostKind, QuotedFigure, ReachCurve};
use crate::msel::{MSEL_CELLS_MAX, MselEdit, MselField, MselPart, MselPartName, NewMselRow};
use crate::recheck::RecheckOutcome;
use crate::relay::HeardFact;
use crate::resource::ResourceState;
use crate::scenario::{FactValue, Recipient, ResponseForm, Targets};
use crate::site::Spot;
use crate::text::{Bilingual, Body, Label, Remark, Title};
use crate::time::{ExerciseTime, Seconds, Stamp, Timestamp};
use crate::vocab::{
    AckPolicy, Channel, CheckResult, CommitmentOutcome, DeliveryStage, FeatureAudience, FeatureKind, ObservationKind,
    PauseReason, Progress, Rating, Readiness, ReportKind, TaskOutcome, Via,
};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};
use ts_rs::TS;

/// Deserialises a list that is never longer than `MAX`.
fn at_most<'de, D, T, const MAX: usize>(d: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let list = Vec::<T>::deserialize(d)?;
    if list.len() > MAX {
        return Err(de::Error::custom(format!("at most {MAX} entries, this has {}", list.len())));
    }
    Ok(list)
}

macro_rules! commands {
    ($($(#[$meta:meta])* $name:ident = $tag:literal { $($(#[$fmeta:meta])* $field:ident: $type:ty,)* })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
            #[serde(deny_unknown_fields)]
            #[ts(optional_fields = nullable)]
            pub struct $name {
                $($(#[$fmeta])* pub $field: $type,)*
            }
        )*
        /// A wish of a client. `type` names it.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
        #[serde(tag = "type")]
        pub enum Command {
            $($(#[$meta])* #[serde(rename = $tag)] $name($name),)*
        }
        /// The name of a command, for permission tables, logs and measures.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum CommandKind {
            $($(#[$meta])* $name,)*
        }
        impl CommandKind {
            /// Every kind of command.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The `type` of the command.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $tag,)* }
            }
        }
        impl Command {
            /// Which command this is.
            #[must_use]
            pub const fn kind(&self) -> CommandKind {
                match self { $(Self::$name(_) => CommandKind::$name,)* }
            }
        }
    };
}

commands! {
    // -- lifecycle ---------------------------------------------------------------------------
    /// Draft → review 提交审核.
    SubmitForReview = "submit_for_review" {}
    /// Review → approved 批准: the list is frozen.
    ApproveExercise = "approve_exercise" {}
    /// Review or approved → draft 退回修改.
    ReturnToDraft = "return_to_draft" {
        /// Why.
        reason: Remark,
    }
    /// Approved → standby 待命: players sign in, the clock counts up to zero.
    OpenStandby = "open_standby" {
        /// Length of the countdown; the scenario's where missing.
        countdown: Option<Seconds>,
    }
    /// Standby → running: STARTEX.
    StartExercise = "start_exercise" {
        /// Whoever starts was told what is not ready and starts all the same. Kept in the record.
        confirmed: Option<bool>,
        /// Why all the same.
        note: Option<Remark>,
    }
    /// Running → paused 暂停.
    PauseExercise = "pause_exercise" {
        /// Why; `real_world` is declared by `declare_emergency`.
        reason: PauseReason,
        /// In words.
        note: Option<Remark>,
    }
    /// Paused → running 恢复.
    ResumeExercise = "resume_exercise" {}
    /// Running or paused → ended: ENDEX.
    EndExercise = "end_exercise" {}
    /// Ended → running, within two minutes of a wrong tap.
    UndoEnd = "undo_end" {}
    /// Standby, running or paused → aborted 提前终止.
    AbortExercise = "abort_exercise" {
        /// Why.
        reason: Remark,
    }
    /// Standby, running or paused → standby, from the beginning: after a false start.
    RestartExercise = "restart_exercise" {
        /// Why.
        reason: Remark,
    }
    /// Ended or aborted → evaluating.
    BeginEvaluation = "begin_evaluation" {}
    /// Evaluating → reported: every objective rated or not observed.
    ApproveReports = "approve_reports" {}
    /// Reported → closed.
    CloseExercise = "close_exercise" {}

    // -- conduct -----------------------------------------------------------------------------
    /// Takes control: from nobody, from a lost controller, or from one who is there and is told so.
    TakeControl = "take_control" {}
    /// Hands control over to another controller 移交导调.
    HandOverControl = "hand_over_control" {
        /// To whom.
        to: SeatCode,
    }

    // -- clock -------------------------------------------------------------------------------
    /// Changes how fast exercise time runs.
    SetRate = "set_rate" {
        /// Exercise seconds per wall second, 0.1 to 60.
        rate: f64,
    }
    /// Moves the clock forward; what becomes due is held for the controller.
    JumpClock = "jump_clock" {
        /// The new exercise time, later than now.
        to: ExerciseTime,
    }

    // -- injects, control --------------------------------------------------------------------
    /// Releases a row: scheduled, armed or held. A repeat gets the first result.
    ReleaseInject = "release_inject" {
        /// The row.
        row: RowId,
    }
    /// Records that people have presented the row 已演示: released and delivered by hand.
    MarkStaged = "mark_staged" {
        /// The row.
        row: RowId,
    }
    /// Holds a row until it is let go 暂缓.
    HoldInject = "hold_inject" {
        /// The row.
        row: RowId,
    }
    /// Lets a held row go: it is due again by its own condition.
    LetGoInject = "let_go_inject" {
        /// The row.
        row: RowId,
    }
    /// Skips a row 跳过.
    SkipInject = "skip_inject" {
        /// The row.
        row: RowId,
        /// Why.
        reason: Remark,
    }
    /// Takes a skip back before anything followed from it.
    RestoreInject = "restore_inject" {
        /// The row.
        row: RowId,
    }
    /// Moves a row later or earlier 推迟; `at` and `by` of its condition move too.
    DeferInject = "defer_inject" {
        /// The row.
        row: RowId,
        /// By how much.
        by: Seconds,
    }
    /// Moves every row that is not released yet.
    ShiftAll = "shift_all" {
        /// By how much.
        by: Seconds,
    }
    /// Takes a released row back 撤回: every recipient is told, the text stays in the record.
    RecallInject = "recall_inject" {
        /// The row.
        row: RowId,
        /// Why, told to the recipients.
        reason: Remark,
    }
    /// Corrects a released row 更正 by a new linked one to the same recipients.
    CorrectInject = "correct_inject" {
        /// The row.
        row: RowId,
        /// The corrected text.
        body: Bilingual,
    }
    /// Writes and releases a row that is not in the list 随机导调.
    SendAdHoc = "send_ad_hoc" {
        /// Title for control.
        title: Title,
        /// The text that recipients get.
        body: Body,
        /// Recipients.
        #[serde(deserialize_with = "at_most::<_, _, RECIPIENTS_MAX>")]
        #[schemars(length(max = 64))]
        to: Vec<Recipient>,
        /// Simulated sender.
        from: Option<Label>,
        /// By which way.
        channel: Channel,
        /// Who must acknowledge; any member where missing.
        ack_policy: Option<AckPolicy>,
        /// Time limits.
        #[serde(default)]
        targets: Targets,
        /// What the answer looks like.
        response: Option<ResponseForm>,
        /// Critical tasks it serves.
        #[serde(default, deserialize_with = "at_most::<_, _, LIST_MAX>")]
        #[schemars(length(max = 64))]
        tasks: Vec<TaskId>,
        /// 1 (low) to 5 (urgent).
        priority: Option<u8>,
    }
    /// Takes an ad-hoc row back within five seconds of writing it.
    UndoAdHoc = "undo_ad_hoc" {
        /// The row.
        row: RowId,
    }
    /// Says that a row is complete: a released one, or an expected action.
    CompleteInject = "complete_inject" {
        /// The row.
        row: RowId,
        /// What came of it.
        outcome: Option<Remark>,
    }
    /// Withdraws an unreleased row from the list, leaving its trace 作废留痕.
    RetireInject = "retire_inject" {
        /// The row.
        row: RowId,
        /// Why.
        reason: Remark,
    }
    /// Changes texts, recipients or limits of a row that is not released yet.
    EditInject = "edit_inject" {
        /// The row.
        row: RowId,
        /// Title for control.
        title: Option<Bilingual>,
        /// Title that players see.
        player_title: Option<Bilingual>,
        /// The text that recipients get.
        body: Option<Bilingual>,
        /// Recipients.
        to: Option<Vec<Recipient>>,
        /// Time limits.
        targets: Option<Targets>,
    }
    /// Disposes of rows that became due in an outage, a sleep or a jump: each or together.
    DisposeHeld = "dispose_held" {
        /// The rows; all of the group where empty.
        #[serde(default)]
        #[schemars(length(max = 1000))]
        rows: Vec<RowId>,
        /// What becomes of them.
        how: HeldChoice,
    }
    /// Records a receipt that came by radio, phone or face to face 人工传达.
    RecordReceipt = "record_receipt" {
        /// The delivery.
        delivery: DeliveryId,
        /// `delivered` or `acknowledged`.
        stage: DeliveryStage,
        /// By which way.
        via: Via,
        /// Who was told, as a role or position.
        told: Label,
        /// When, if not now.
        told_at: Option<Timestamp>,
    }
    /// Reminds only those who have not acknowledged, at most once a minute.
    NudgeInject = "nudge_inject" {
        /// The row.
        row: RowId,
        /// One department; all that are missing where empty.
        department: Option<DepartmentCode>,
    }
    /// Sends an answer back for more 退回补充.
    ReturnResponse = "return_response" {
        /// The delivery.
        delivery: DeliveryId,
        /// What is missing.
        note: Remark,
    }
    /// Accepts an answer 认可.
    AcceptResponse = "accept_response" {
        /// The delivery.
        delivery: DeliveryId,
    }
    /// Closes a delivery on which nothing more is expected.
    CloseDelivery = "close_delivery" {
        /// The delivery.
        delivery: DeliveryId,
        /// Why.
        reason: Remark,
    }
    /// Answers a question to control.
    AnswerClarification = "answer_clarification" {
        /// The question.
        clarification: ClarificationId,
        /// The answer.
        text: Body,
    }

    // -- injects, recipients -----------------------------------------------------------------
    /// The client has stored these deliveries. Machine receipt: folded, no `recorded`.
    ConfirmDelivery = "confirm_delivery" {
        /// The deliveries.
        #[serde(deserialize_with = "at_most::<_, _, RECEIPTS_MAX>")]
        #[schemars(length(max = 256))]
        deliveries: Vec<DeliveryId>,
    }
    /// The client has shown these deliveries. Machine receipt: folded, no `recorded`.
    ConfirmSeen = "confirm_seen" {
        /// The deliveries.
        #[serde(deserialize_with = "at_most::<_, _, RECEIPTS_MAX>")]
        #[schemars(length(max = 256))]
        deliveries: Vec<DeliveryId>,
    }
    /// A person accepts: "I have it" 签收.
    AcknowledgeInject = "acknowledge_inject" {
        /// The delivery.
        delivery: DeliveryId,
    }
    /// Takes a mistaken acknowledgement back within ten seconds. Both facts stay in the record.
    TakeBackAcknowledgement = "take_back_acknowledgement" {
        /// The delivery.
        delivery: DeliveryId,
    }
    /// A person has begun to act 处置中.
    BeginInject = "begin_inject" {
        /// The delivery.
        delivery: DeliveryId,
    }
    /// A person answers 回复.
    RespondInject = "respond_inject" {
        /// The delivery.
        delivery: DeliveryId,
        /// How far the work is; `done` also reports completion.
        progress: Progress,
        /// In words.
        text: Option<Body>,
        /// Chosen option of a decision or choice.
        choice: Option<ChoiceValue>,
        /// Ticked entries of a checklist.
        #[serde(default, deserialize_with = "at_most::<_, _, LIST_MAX>")]
        #[schemars(length(max = 64))]
        ticked: Vec<ChoiceValue>,
        /// A number.
        number: Option<f64>,
        /// Files uploaded before.
        #[serde(default, deserialize_with = "at_most::<_, _, FILES_MAX>")]
        #[schemars(length(max = 8))]
        files: Vec<FileHash>,
    }
    /// A person reports that what was asked is done 办完.
    CompleteDelivery = "complete_delivery" {
        /// The delivery.
        delivery: DeliveryId,
        /// In words.
        text: Option<Body>,
    }
    /// Asks control about an inject 请求澄清.
    AskControl = "ask_control" {
        /// The delivery.
        delivery: DeliveryId,
        /// The question.
        text: Body,
    }
    /// Says that an inject is not for this department.
    DeclineInject = "decline_inject" {
        /// The delivery.
        delivery: DeliveryId,
        /// Why, or for whom it is.
        reason: Remark,
    }
    /// Marks a critical task done or not done 任务节点. The first mark counts.
    MarkTask = "mark_task" {
        /// The task.
        task: TaskId,
        /// A named moment of it.
        mark: Option<MarkName>,
        /// Done or not.
        outcome: TaskOutcome,
        /// In words.
        note: Option<Remark>,
    }

    // -- comms -------------------------------------------------------------------------------
    /// Sends a message to departments, control or the simulation cell.
    SendMessage = "send_message" {
        /// Addressees.
        #[serde(deserialize_with = "at_most::<_, _, RECIPIENTS_MAX>")]
        #[schemars(length(max = 64))]
        to: Vec<Party>,
        /// The text.
        text: Body,
        /// For a simulator: as whom he speaks.
        persona: Option<Label>,
        /// The delivery it is about.
        about: Option<DeliveryId>,
    }
    /// Submits a situation report 情况报告 to incident command and control.
    SubmitReport = "submit_report" {
        /// First, follow-up or closing.
        kind: ReportKind,
        /// In words.
        text: Body,
        /// Key facts that are known.
        #[serde(default, deserialize_with = "at_most::<_, _, LIST_MAX>")]
        #[schemars(length(max = 64))]
        facts: Vec<ReportedFact>,
        /// Key facts that are not known yet: an honest gap is better than a guess.
        #[serde(default, deserialize_with = "at_most::<_, _, LIST_MAX>")]
        #[schemars(length(max = 64))]
        gaps: Vec<FactKey>,
    }
    /// Incident command has received a report and confirms it for the players' wall.
    ConfirmReport = "confirm_report" {
        /// The report.
        report: ReportId,
    }
    /// Writes a line of the position log, pinned or not.
    WriteLog = "write_log" {
        /// The text.
        text: Body,
        /// Worth a moment in the hot wash.
        #[serde(default)]
        pinned: bool,
        /// The row it is about.
        row: Option<RowId>,
        /// The department it is about, or in whose name a controller enters what it wrote elsewhere.
        department: Option<DepartmentCode>,
        /// The seat of that department.
        seat: Option<SeatCode>,
    }

    // -- situation ---------------------------------------------------------------------------
    /// Reports a fact of the common picture, as one's own department sees it.
    ReportFact = "report_fact" {
        /// Which.
        fact: FactKey,
        /// Its value.
        value: FactValue,
        /// When it was seen or heard; when it is reported where missing.
        seen_at: Option<Timestamp>,
        /// From whom one has it.
        source: Option<Label>,
    }
    /// Withdraws what one's own department reported: it was wrong, or cannot be upheld.
    WithdrawFact = "withdraw_fact" {
        /// What was reported.
        report: FactReportId,
        /// Why.
        reason: Remark,
    }
    /// Incident command confirms what was reported: it counts for everybody.
    ConfirmFact = "confirm_fact" {
        /// What was reported.
        report: FactReportId,
    }
    /// Control says what is true in the story from now on.
    SetTruth = "set_truth" {
        /// The fact.
        fact: FactKey,
        /// Its value.
        value: FactValue,
        /// Why.
        note: Option<Remark>,
    }

    // -- commitments -------------------------------------------------------------------------
    /// Records what residents ask 诉求.
    RecordClaim = "record_claim" {
        /// In their words.
        text: Body,
        /// Who asks, as a part in the story.
        from: Label,
        /// The inject it was heard in.
        about: Option<DeliveryId>,
    }
    /// Has read a claim back to whoever made it 复述确认.
    ReadBackClaim = "read_back_claim" {
        /// Which.
        claim: ClaimId,
    }
    /// Has answered a claim.
    AnswerClaim = "answer_claim" {
        /// Which.
        claim: ClaimId,
        /// What was said.
        text: Body,
    }
    /// Promises something to residents 承诺. A complete promise says who, by when, how it is told and
    /// who checks; what is not said is an honest gap.
    MakeCommitment = "make_commitment" {
        /// What is promised.
        text: Body,
        /// The department that answers for it; one's own where missing.
        owner: Option<DepartmentCode>,
        /// Who answers for it, as a part in the story.
        person: Option<Label>,
        /// By when, as it is told to residents.
        due: Option<Label>,
        /// By when within the exercise, in seconds from STARTEX.
        due_at: Option<Seconds>,
        /// How residents will be told.
        told_by: Option<Label>,
        /// Who checks.
        checker: Option<Label>,
        /// The claim it answers.
        claim: Option<ClaimId>,
        /// The commitment in whose place it stands.
        replaces: Option<CommitmentId>,
        /// Why it had to be changed; needed with `replaces`.
        reason: Option<Remark>,
    }
    /// The residents' side has the promise as it stands in the ledger.
    ConfirmCommitment = "confirm_commitment" {
        /// Which.
        commitment: CommitmentId,
    }
    /// Says that a promise was kept or broken.
    SettleCommitment = "settle_commitment" {
        /// Which.
        commitment: CommitmentId,
        /// Kept or broken; a changed one is replaced by another.
        outcome: CommitmentOutcome,
        /// In words.
        note: Option<Remark>,
    }
    /// Says whether a promise goes beyond what the department may promise.
    JudgeCommitment = "judge_commitment" {
        /// Which.
        commitment: CommitmentId,
        /// It does.
        beyond_authority: bool,
        /// In words.
        note: Option<Remark>,
    }

    // -- roll call ---------------------------------------------------------------------------
    /// Reports what the device of this seat can do 通联检查. The last report of a seat counts.
    ReportCheck = "report_check" {
        /// Browser or program with the family of its version.
        client: Label,
        /// The test tone was heard by a person.
        sound: CheckResult,
        /// The screen stays on.
        screen: CheckResult,
        /// Notifications outside the page.
        notifications: CheckResult,
        /// Room for what is written without a network.
        storage: CheckResult,
        /// Round trip in milliseconds; the server puts its own figure here once it has measured one.
        round_trip_ms: Option<u32>,
        /// Milliseconds that the device's clock is ahead of the server's; measured like the round trip.
        clock_ahead_ms: Option<i32>,
    }
    /// Says at a staff seat that the test inject of the roll call shows there. Departments acknowledge
    /// their delivery instead.
    AcknowledgeTest = "acknowledge_test" {
    }
    /// Says of a department that it is ready for STARTEX, or is not.
    CallDepartment = "call_department" {
        /// Which.
        department: DepartmentCode,
        /// Go, wait or no-go.
        word: Readiness,
        /// Why; needed with no-go.
        note: Option<Remark>,
    }

    // -- relay -------------------------------------------------------------------------------
    /// Says which key facts of a relay test were heard at one hop 转达核对. Ticking a fact again
    /// corrects it; what was ticked before stays in the record.
    TickRelay = "tick_relay" {
        /// The row of the relay test.
        row: RowId,
        /// Place of the hop, from 0.
        hop: u32,
        /// The facts, each at most once.
        #[serde(deserialize_with = "at_most::<_, _, LIST_MAX>")]
        #[schemars(length(max = 64))]
        heard: Vec<HeardFact>,
        /// In words.
        note: Option<Remark>,
    }

    // -- map ---------------------------------------------------------------------------------
    /// Puts something on the map 标绘, or moves or changes what one has put there: with `replaces` the
    /// earlier one ends and stays in the record.
    PutFeature = "put_feature" {
        /// What kind.
        feature: FeatureKind,
        /// Where; typed or tapped.
        spot: Spot,
        /// What it is called.
        label: Label,
        /// In words.
        note: Option<Remark>,
        /// When it was seen; when it is put there where missing.
        seen_at: Option<Timestamp>,
        /// Who is shown it: `own` or `departments` from a department, `control` or `departments` from
        /// control.
        audience: FeatureAudience,
        /// The one in whose place it stands.
        replaces: Option<FeatureId>,
        /// Why that one had to be changed; needed with `replaces`.
        reason: Option<Remark>,
    }
    /// Takes something off the map; it stays in the record.
    RemoveFeature = "remove_feature" {
        /// Which.
        feature: FeatureId,
        /// Why.
        reason: Remark,
    }
    /// Incident command confirms what a department put on the map: it goes on the players' wall.
    ConfirmFeature = "confirm_feature" {
        /// Which.
        feature: FeatureId,
    }

    // -- escalation --------------------------------------------------------------------------
    /// Puts a late inject before the department's deputy by name 呼叫副岗: of the seats behind its
    /// first one the first in which somebody is.
    CallDeputy = "call_deputy" {
        /// The delivery.
        delivery: DeliveryId,
    }

    // -- media -------------------------------------------------------------------------------
    /// The simulation cell or control lets a post or call appear that nobody planned.
    WritePost = "write_post" {
        /// Post or call.
        kind: PostKind,
        /// Where it appears.
        platform: Label,
        /// Who writes or calls.
        author: Label,
        /// What it says.
        text: Body,
        /// Departments that can see it.
        #[serde(deserialize_with = "at_most::<_, _, RECIPIENTS_MAX>")]
        to: Vec<DepartmentCode>,
        /// How it spreads.
        reach: ReachCurve,
        /// Its limit for an answer.
        answer_within: Option<Seconds>,
    }
    /// The simulation cell or control says how far a post has spread by now.
    LogReach = "log_reach" {
        /// Which.
        post: PostId,
        /// How many it has reached.
        reach: u32,
    }
    /// A department has noticed a post and reports it 发现并报告.
    NoticePost = "notice_post" {
        /// Which.
        post: PostId,
        /// What is to be said of it.
        note: Option<Remark>,
    }
    /// A department has verified what a post says 核实.
    VerifyPost = "verify_post" {
        /// Which.
        post: PostId,
        /// What it found.
        finding: PostFinding,
        /// From whom it has that.
        source: Label,
        /// Facts of the picture it rests on.
        #[serde(default, deserialize_with = "at_most::<_, _, QUOTES_MAX>")]
        facts: Vec<FactKey>,
    }
    /// A department drafts a public statement 发布稿.
    DraftStatement = "draft_statement" {
        /// What it says.
        text: Bilingual,
        /// Figures of the picture that it quotes.
        #[serde(default, deserialize_with = "at_most::<_, _, QUOTES_MAX>")]
        figures: Vec<QuotedFigure>,
        /// Posts that it answers.
        #[serde(default, deserialize_with = "at_most::<_, _, QUOTES_MAX>")]
        answers: Vec<PostId>,
        /// Ticked: it holds no personal data.
        #[serde(default)]
        no_personal_data: bool,
        /// Departments asked to cosign 会签.
        #[serde(default, deserialize_with = "at_most::<_, _, RECIPIENTS_MAX>")]
        cosigners: Vec<DepartmentCode>,
        /// The published statement that it corrects.
        corrects: Option<StatementId>,
    }
    /// Rewrites a statement that is not yet approved: cosignatures begin anew.
    ReviseStatement = "revise_statement" {
        /// Which.
        statement: StatementId,
        /// What it says.
        text: Bilingual,
        /// Figures of the picture that it quotes.
        #[serde(default, deserialize_with = "at_most::<_, _, QUOTES_MAX>")]
        figures: Vec<QuotedFigure>,
        /// Posts that it answers.
        #[serde(default, deserialize_with = "at_most::<_, _, QUOTES_MAX>")]
        answers: Vec<PostId>,
        /// Ticked: it holds no personal data.
        #[serde(default)]
        no_personal_data: bool,
        /// Departments asked to cosign.
        #[serde(default, deserialize_with = "at_most::<_, _, RECIPIENTS_MAX>")]
        cosigners: Vec<DepartmentCode>,
    }
    /// A department that was asked stands by a statement 会签.
    CosignStatement = "cosign_statement" {
        /// Which.
        statement: StatementId,
    }
    /// A department that was asked does not stand by a statement 不同意会签: it is a draft again, with the
    /// reason, until it is rewritten or the department cosigns after all.
    ObjectToStatement = "object_to_statement" {
        /// Which.
        statement: StatementId,
        /// What it cannot stand by.
        reason: Remark,
    }
    /// Incident command sends a statement back.
    ReturnStatement = "return_statement" {
        /// Which.
        statement: StatementId,
        /// What is missing.
        note: Remark,
    }
    /// Incident command approves a statement 批准: its text is frozen.
    ApproveStatement = "approve_statement" {
        /// Which.
        statement: StatementId,
        /// Why, although something is open; needed then.
        reason: Option<Remark>,
    }
    /// Publishes a statement 发布. Players publish what is approved; control records what went out without.
    PublishStatement = "publish_statement" {
        /// Which.
        statement: StatementId,
    }
    /// Withdraws a statement that has not gone out 撤稿.
    WithdrawStatement = "withdraw_statement" {
        /// Which.
        statement: StatementId,
        /// Why.
        reason: Remark,
    }

    // -- roster ------------------------------------------------------------------------------
    /// Frees a seat: its devices are signed out and its card may be bound again.
    ReleaseSeat = "release_seat" {
        /// The seat.
        seat: SeatCode,
    }

    // -- safety ------------------------------------------------------------------------------
    /// Real emergency 真实险情: anyone; every screen is covered, the clock stops.
    DeclareEmergency = "declare_emergency" {
        /// What, in words.
        note: Option<Remark>,
    }
    /// One of the two keys to resume after a real emergency: director and safety officer.
    ConfirmResume = "confirm_resume" {
        /// Named here if this person stands in for the director or the safety officer.
        substitute_for: Option<SubstituteFor>,
        /// Why a substitute.
        note: Option<Remark>,
    }

    // -- evaluation --------------------------------------------------------------------------
    /// Records an evaluator's note, bound or free.
    RecordObservation = "record_observation" {
        /// The text.
        text: Body,
        /// Fact, strength or to improve.
        kind: ObservationKind,
        /// The row it is about.
        row: Option<RowId>,
        /// The task it is about.
        task: Option<TaskId>,
        /// The department it is about.
        department: Option<DepartmentCode>,
        /// Photos and files, uploaded before.
        #[serde(default, deserialize_with = "at_most::<_, _, FILES_MAX>")]
        files: Vec<FileHash>,
    }
    /// An evaluator's own rating of a task; the last one counts.
    RateTask = "rate_task" {
        /// The task.
        task: TaskId,
        /// The rating.
        rating: Rating,
        /// Why.
        note: Option<Remark>,
    }
    /// Says whether a behaviour was seen; the last word of each evaluator counts.
    MarkBehaviour = "mark_behaviour" {
        /// The task.
        task: TaskId,
        /// The behaviour.
        behaviour: BehaviourKey,
        /// What was seen.
        seen: BehaviourSeen,
        /// In words.
        note: Option<Remark>,
    }
    /// Says which points of an answer are right, against the row's key facts.
    ScoreAnswer = "score_answer" {
        /// The delivery that was answered.
        delivery: DeliveryId,
        /// Places of the right points among the row's key facts, from 0.
        #[serde(deserialize_with = "at_most::<_, _, LIST_MAX>")]
        right: Vec<u32>,
    }
    /// Lets evaluators see each other's ratings: reconciliation begins.
    OpenReconciliation = "open_reconciliation" {}
    /// The lead evaluator's final rating of a task.
    SettleTask = "settle_task" {
        /// The task.
        task: TaskId,
        /// The rating.
        rating: Rating,
        /// Why.
        note: Option<Remark>,
    }
    /// Shows a note to the department that it is about, to all where it names none.
    PublishObservation = "publish_observation" {
        /// The note.
        observation: ObservationId,
    }
    /// Records a finding: what was good, or what is to be improved, and why.
    RecordFinding = "record_finding" {
        /// Strength or to improve.
        kind: FindingKind,
        /// Kind of problem.
        area: ProblemArea,
        /// What was found.
        text: Body,
        /// Why it was so.
        analysis: Option<Body>,
        /// Clause of a plan or procedure.
        reference: Option<Label>,
        /// The objective it is about.
        objective: Option<ObjectiveId>,
        /// The task it is about.
        task: Option<TaskId>,
        /// The department it is about.
        department: Option<DepartmentCode>,
        /// Notes it rests on.
        #[serde(default, deserialize_with = "at_most::<_, _, LIST_MAX>")]
        observations: Vec<ObservationId>,
        /// Commits it rests on, by their numbers in the record.
        #[serde(default, deserialize_with = "at_most::<_, _, LIST_MAX>")]
        commits: Vec<u64>,
    }
    /// Takes a finding back. The record keeps it.
    WithdrawFinding = "withdraw_finding" {
        /// The finding.
        finding: FindingId,
        /// Why.
        reason: Remark,
    }
    /// Stars a moment 重点时刻 for the hot wash.
    StarMoment = "star_moment" {
        /// What it was.
        title: Label,
        /// By both clocks, from STARTEX on; now where missing.
        at: Option<Stamp>,
    }
    /// Takes a star away. The record keeps it.
    UnstarMoment = "unstar_moment" {
        /// The star.
        star: StarId,
    }
    /// Opens a corrective action 整改措施.
    OpenAction = "open_action" {
        /// The finding it answers.
        finding: Option<FindingId>,
        /// Kind of problem.
        area: ProblemArea,
        /// The problem.
        problem: Body,
        /// Its cause.
        cause: Option<Body>,
        /// What is to be done.
        measure: Body,
        /// What it works on.
        element: ActionElement,
        /// Responsible unit.
        unit: Option<Label>,
        /// Responsible person or position.
        person: Option<Label>,
        /// By which day.
        due: Option<Day>,
        /// Who verifies.
        verifier: Option<Label>,
        /// What will show that it is done.
        proof: Option<Remark>,
    }
    /// Says who answers for an action, by when, and who verifies; what is left out stays.
    AssignAction = "assign_action" {
        /// The action.
        action: ActionId,
        /// Responsible unit.
        unit: Option<Label>,
        /// Responsible person or position.
        person: Option<Label>,
        /// By which day.
        due: Option<Day>,
        /// Who verifies.
        verifier: Option<Label>,
    }
    /// Moves an action on: begun, submitted with evidence, verified, returned, waived.
    MoveAction = "move_action" {
        /// The action.
        action: ActionId,
        /// How far.
        to: ActionStage,
        /// In words; needed to return or to waive.
        note: Option<Remark>,
        /// Evidence, uploaded before.
        #[serde(default, deserialize_with = "at_most::<_, _, FILES_MAX>")]
        files: Vec<FileHash>,
    }
    /// Says whether a measure of an earlier exercise held in this one; the last word counts.
    MarkRecheck = "mark_recheck" {
        /// The recheck.
        recheck: RecheckId,
        /// Whether it held.
        outcome: RecheckOutcome,
        /// What was seen; needed where it did not hold.
        note: Option<Remark>,
    }
    /// Changes a sentence of a written report by hand, leaves it out, or adds one.
    EditSentence = "edit_sentence" {
        /// Which report.
        document: DocumentKind,
        /// In which language.
        language: Language,
        /// The sentence's name; a new one for a sentence that is added: its section's, then `+`, then a
        /// word of one's own.
        sentence: Label,
        /// The new words; none to leave it out.
        text: Option<Body>,
    }
    /// Takes a sentence back to what the record says.
    RestoreSentence = "restore_sentence" {
        /// Which report.
        document: DocumentKind,
        /// In which language.
        language: Language,
        /// The sentence's name.
        sentence: Label,
    }
    /// Says which commits of the record bear out a sentence that was typed or changed by hand, in place of
    /// what it rested on.
    GiveEvidence = "give_evidence" {
        /// Which report.
        document: DocumentKind,
        /// In which language.
        language: Language,
        /// The sentence's name.
        sentence: Label,
        /// Commits of the record, by their numbers; none to take back what was given.
        #[serde(deserialize_with = "at_most::<_, _, LIST_MAX>")]
        commits: Vec<u64>,
    }
    /// Puts a draft down, to be compared with what is written later.
    PutDraft = "put_draft" {
        /// Which report.
        document: DocumentKind,
        /// In which language.
        language: Language,
    }
    /// The director approves a written report as it stands.
    ApproveDocument = "approve_document" {
        /// Which report.
        document: DocumentKind,
        /// In which language.
        language: Language,
        /// The commit of the record up to which it was read: an edit after that is not approved unseen.
        commits: Option<u64>,
    }
    /// Somebody who was asked answers the questionnaire: once, and as much of it as he likes.
    AnswerFeedback = "answer_feedback" {
        /// The answers.
        #[serde(deserialize_with = "at_most::<_, _, QUESTIONS_MAX>")]
        answers: Vec<FeedbackAnswer>,
    }
    /// Nothing more is answered: what was said is shown, and stands in the reports.
    CloseFeedback = "close_feedback" {}
    /// The lead evaluator's final rating of an objective.
    RateObjective = "rate_objective" {
        /// The objective.
        objective: ObjectiveId,
        /// The rating.
        rating: Rating,
        /// Why.
        note: Option<Remark>,
    }

    // -- resources ---------------------------------------------------------------------------
    /// Changes the state of a resource that one's own department holds or has been handed.
    MoveResource = "move_resource" {
        /// Which.
        resource: ResourceKey,
        /// The new state; a fault is reported by `report_fault`.
        to: ResourceState,
        /// How much there is again, when a counted one that was used up is restored.
        left: Option<u32>,
        /// The failed resource in whose place it is used; what the scenario names where missing.
        replaces: Option<ResourceKey>,
        /// In words.
        note: Option<Remark>,
    }
    /// Notes that so much of a counted resource was used.
    UseSupply = "use_supply" {
        /// Which.
        resource: ResourceKey,
        /// How much, at least 1.
        amount: u32,
        /// In words.
        note: Option<Remark>,
    }
    /// Reports that a resource has failed 故障登记.
    ReportFault = "report_fault" {
        /// Which.
        resource: ResourceKey,
        /// What is wrong.
        text: Option<Remark>,
    }
    /// A reported fault was passed to logistics 通报保障组.
    PassFault = "pass_fault" {
        /// Which.
        fault: FaultId,
        /// To whom, in words.
        note: Option<Remark>,
    }
    /// A reported fault is fixed 修复; its resource is restored.
    FixFault = "fix_fault" {
        /// Which.
        fault: FaultId,
        /// In words.
        note: Option<Remark>,
    }
    /// Ticks an entry of the own department's checklist, or takes a tick back.
    TickChecklist = "tick_checklist" {
        /// The entry.
        item: CheckKey,
        /// Checked or not.
        ticked: bool,
    }
    /// The own department departs 出动: once.
    ReportDeparture = "report_departure" {}
    /// Asks another department or control for a resource.
    RequestResource = "request_resource" {
        /// A department, or control where logistics is not played.
        to: Party,
        /// What is needed.
        what: Label,
        /// How much.
        amount: Option<u32>,
        /// What for.
        note: Option<Remark>,
    }
    /// Grants a request.
    GrantResource = "grant_resource" {
        /// Which.
        request: ResourceRequestId,
        /// The resource that will be handed over, if it is one of the scenario's.
        resource: Option<ResourceKey>,
        /// How much; what was asked for where missing.
        amount: Option<u32>,
        /// In words.
        note: Option<Remark>,
    }
    /// Withdraws a request of one's own department before it is answered.
    WithdrawResourceRequest = "withdraw_resource_request" {
        /// Which.
        request: ResourceRequestId,
        /// Why.
        note: Option<Remark>,
    }
    /// Refuses a request.
    RefuseResource = "refuse_resource" {
        /// Which.
        request: ResourceRequestId,
        /// Why.
        reason: Remark,
    }
    /// Hands over what was granted.
    HandOverResource = "hand_over_resource" {
        /// Which request.
        request: ResourceRequestId,
    }
    /// What was handed over is back.
    ReturnResource = "return_resource" {
        /// Which request.
        request: ResourceRequestId,
        /// How much of it; all where missing. The rest was used.
        amount: Option<u32>,
    }
    /// Control sets the state of a resource by hand.
    SetResource = "set_resource" {
        /// Which.
        resource: ResourceKey,
        /// The state.
        to: ResourceState,
        /// How much there is, of a counted one.
        left: Option<u32>,
        /// Why.
        note: Option<Remark>,
    }
    // -- the list as it is planned -----------------------------------------------------------------
    /// Adds rows to the draft list, read or not.
    AddMselRows = "add_msel_rows" {
        /// The rows, in order.
        #[serde(deserialize_with = "at_most::<_, _, MSEL_CELLS_MAX>")]
        rows: Vec<NewMselRow>,
        /// The row behind which they go; the head of the list where missing.
        after: Option<MselRowId>,
        /// What was done in one go.
        gesture: Option<GestureId>,
    }
    /// Writes cells of the draft list.
    EditMselCells = "edit_msel_cells" {
        /// The cells.
        #[serde(deserialize_with = "at_most::<_, _, MSEL_CELLS_MAX>")]
        cells: Vec<MselEdit>,
        /// What was done in one go.
        gesture: Option<GestureId>,
        /// Only cells that still have the version that the writer saw: undo, which must not undo others.
        strict: Option<bool>,
    }
    /// Takes rows out of the draft list; they can come back.
    RemoveMselRows = "remove_msel_rows" {
        /// The rows.
        #[serde(deserialize_with = "at_most::<_, _, MSEL_CELLS_MAX>")]
        rows: Vec<MselRowId>,
        /// What was done in one go.
        gesture: Option<GestureId>,
    }
    /// Puts rows back that were taken out, as they were.
    RestoreMselRows = "restore_msel_rows" {
        /// The rows, in order.
        #[serde(deserialize_with = "at_most::<_, _, MSEL_CELLS_MAX>")]
        rows: Vec<MselRowId>,
        /// The row behind which they go; the head of the list where missing.
        after: Option<MselRowId>,
        /// What was done in one go.
        gesture: Option<GestureId>,
    }
    /// Moves rows of the draft list.
    MoveMselRows = "move_msel_rows" {
        /// The rows, in order.
        #[serde(deserialize_with = "at_most::<_, _, MSEL_CELLS_MAX>")]
        rows: Vec<MselRowId>,
        /// The row behind which they go; the head of the list where missing.
        after: Option<MselRowId>,
        /// What was done in one go.
        gesture: Option<GestureId>,
    }
    /// Puts a part of the scenario beside its rows: a new entry, or in the place of the one with its code.
    PutMselPart = "put_msel_part" {
        /// The part.
        part: MselPart,
        /// The code that the entry had, where it gets another one.
        was: Option<Label>,
    }
    /// Takes an entry of a part away.
    RemoveMselPart = "remove_msel_part" {
        /// Of which part.
        part: MselPartName,
        /// The entry's code.
        key: Label,
    }
    /// Comments on the list, a row or a cell 批注.
    CommentMsel = "comment_msel" {
        /// The row; the whole list where missing.
        row: Option<MselRowId>,
        /// The column.
        field: Option<MselField>,
        /// The words.
        text: Remark,
    }
    /// Settles a comment.
    SettleMselComment = "settle_msel_comment" {
        /// The comment.
        comment: MselCommentId,
    }
}

/// What becomes of held rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum HeldChoice {
    /// Released at once.
    Send {},
    /// Everything not yet released is moved by the length of the gap.
    Shift {},
    /// Skipped.
    Skip {
        /// Why.
        reason: Remark,
    },
}

/// Whom a message is addressed to or comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Party {
    /// A department.
    Department(DepartmentCode),
    /// Control 导调组.
    Control,
    /// The simulation cell 模拟组.
    Simulation,
}

/// A key fact with its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ReportedFact {
    /// Which.
    pub key: FactKey,
    /// Its value, with unit and source as written.
    pub value: Label,
}

/// For whom a substitute confirms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SubstituteFor {
    /// The exercise director is lost.
    Director,
    /// The safety officer is lost.
    Safety,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_refuses_unknown_fields_and_long_lists() {
        let ok: Command = serde_json::from_str(r#"{"type":"hold_inject","row":"I-05"}"#).unwrap();
        assert_eq!(ok.kind().word(), "hold_inject");
        assert!(serde_json::from_str::<Command>(r#"{"type":"hold_inject","row":"I-05","x":1}"#).is_err());
        assert!(serde_json::from_str::<Command>(r#"{"type":"no_such"}"#).is_err());
        let many = vec![uuid::Uuid::nil().to_string(); RECEIPTS_MAX + 1];
        let text = serde_json::json!({"type": "confirm_seen", "deliveries": many}).to_string();
        assert!(serde_json::from_str::<Command>(&text).is_err());
    }
}
