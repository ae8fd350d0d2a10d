//! One type per item kind and audience class. What an audience may not see has no field in the
//! type it receives; which audience receives which kind is decided in `exercise::view` alone.
//!
//! Rendering depends on neither time nor person: items carry stages, deadlines and requirements,
//! the client intersects them with `you` and counts down by itself.

use crate::command::{Party, ReportedFact};
use crate::document::WrittenItem;
use crate::escalation::{DeputyCall, EscalationView};
use crate::evaluation::{
    AnswerScoreView, AssessmentItem, Behaviour, EvaluationItem, ObservationItem, RatingView, SharedNoteItem,
};
use crate::feedback::{FeedbackFormItem, FeedbackItem};
use crate::ids::{
    ChoiceValue, ClaimId, ClarificationId, CommitmentId, DeliveryId, DepartmentCode, EntryId, ExerciseId, FactKey,
    FactReportId, FileHash, MarkName, MessageId, ObjectiveId, PhaseId, PlaceKey, ReportId, RowId, SeatCode, TaskId,
};
use crate::improvement::{ActionItem, FindingItem};
use crate::media::{FeedItem, Post, PostItem, PublishedItem, StatementItem};
use crate::msel::{MselCommentItem, MselItem, MselPartsItem, MselRowItem};
use crate::recheck::RecheckItem;
use crate::relay::RelayItem;
use crate::replay::StarItem;
use crate::resource::{ChecklistItem, FaultItem, ResourceItem, ResourceRequestItem, WallFaultItem};
use crate::scenario::{
    AskedFact, Attachment, Choice, Condition, FactForm, FactValue, Phase, Recipient, ResponseForm, Targets,
};
use crate::site::{FeatureItem, PlaceItem, SiteItem, WallFeatureItem};
use crate::text::Bilingual;
use crate::time::{Clock, ExerciseTime, Seconds, Stamp, Timestamp};
use crate::vocab::{
    AckPolicy, Channel, CheckResult, CommitmentOutcome, DeliveryStage, Duty, EntryKind, ExerciseStatus, InjectKind,
    InjectStatus, PauseReason, Presence, Progress, Rating, Readiness, ReleaseMode, ReportKind, Role, RowOrigin,
    StaffGroup, Staging, TaskOutcome, TemplateUse, Via,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

macro_rules! items {
    ($($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
        pub struct $name {
            $($(#[$fmeta])* pub $field: $type,)*
        }
    )*};
}

pub(crate) use items;

/// Names one item within a channel: `kind/id`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct ItemKey(pub String);

/// One visible thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Item {
    /// Everybody: the exercise itself.
    Exercise(ExerciseItem),
    /// Everybody: a department of the directory.
    Department(DepartmentItem),
    /// Control and evaluators: objectives, phases and seats of the plan.
    Plan(PlanItem),
    /// Control: the list as it is planned.
    Msel(MselItem),
    /// Control: a row as it is planned.
    MselRow(Box<MselRowItem>),
    /// Control: the scenario beside its rows, as it is planned.
    MselParts(MselPartsItem),
    /// Control: a comment on the list.
    MselComment(MselCommentItem),
    /// Control: what is true in the story.
    GroundTruth(GroundTruthItem),
    /// Control: a row of the list with everything.
    Row(Box<RowItem>),
    /// Evaluators: a row of the list without controllers' notes.
    EvaluatorRow(Box<EvaluatorRowItem>),
    /// Simulation cell and actors: a row they play.
    Line(LineItem),
    /// Control and evaluators: a delivery with its ladder.
    Delivery(Box<DeliveryItem>),
    /// A department or seat: an inject it has received.
    Inject(Box<InjectItem>),
    /// Control, evaluators: a question to control.
    Clarification(ClarificationItem),
    /// Control, evaluators and simulation cell: a message with its author.
    Message(MessageItem),
    /// A department: a message it sent or received.
    Letter(LetterItem),
    /// Control, evaluators, incident command and the reporting department: a situation report.
    Report(ReportItem),
    /// Control and evaluators: who holds control.
    Conduct(ConductItem),
    /// Control: a fact of the common picture with the truth and what each department believes.
    Fact(FactItem),
    /// A department and evaluators: a fact as it is reported.
    Picture(PictureItem),
    /// Walls and observers: a fact as it may be shown to the room.
    WallFact(WallFactItem),
    /// Control, evaluators, incident command and the recording department: what residents ask.
    Claim(ClaimItem),
    /// Control, evaluators, simulation cell, actors, incident command and the departments concerned:
    /// what was promised to residents.
    Commitment(CommitmentItem),
    /// Control and evaluators: a relay test.
    Relay(RelayItem),
    /// Control, evaluators and simulation cell: a post of the simulated media.
    Post(Box<PostItem>),
    /// A department that can see it, and incident command once it was reported: a post.
    Feed(Box<FeedItem>),
    /// Its department, asked cosigners, incident command, control, evaluators: a statement.
    Statement(Box<StatementItem>),
    /// Everybody: a published statement.
    Published(PublishedItem),
    /// Control and evaluators: a seat and who sits in it.
    Seat(SeatItem),
    /// A department: a seat of its own.
    Mate(MateItem),
    /// A department: its part in the plan.
    Briefing(BriefingItem),
    /// Control and evaluators: a critical task and its marks.
    Task(TaskItem),
    /// Control and evaluators: a line of the position log.
    Entry(EntryItem),
    /// Control: rows held after an outage, a sleep or a jump.
    Held(HeldItem),
    /// An evaluator: own note; the lead evaluator: every note.
    Observation(ObservationItem),
    /// A department: a note that was published to it.
    SharedNote(SharedNoteItem),
    /// Control and evaluators: a finding.
    Finding(Box<FindingItem>),
    /// Control and evaluators: a corrective action.
    Action(Box<ActionItem>),
    /// Control and evaluators: a moment that was starred.
    Star(StarItem),
    /// Control and evaluators: a measure of an earlier exercise, looked at again.
    Recheck(Box<RecheckItem>),
    /// Control and evaluators: how far a written report is.
    Written(WrittenItem),
    /// Who is asked: the questionnaire, while it can be answered.
    FeedbackForm(FeedbackFormItem),
    /// Control and evaluators: what came back of it.
    Feedback(Box<FeedbackItem>),
    /// Control and evaluators: how far the evaluation is.
    Evaluation(EvaluationItem),
    /// An evaluator: what he makes of a task; others' for the lead evaluator, and in reconciliation.
    Assessment(AssessmentItem),
    /// Control and evaluators: the final rating of an objective.
    ObjectiveRating(ObjectiveRatingItem),
    /// Leaders' wall: a department with delivery states and late counts.
    LeadersTile(LeadersTile),
    /// Players' wall and observers: a department.
    PlayersTile(PlayersTile),
    /// Leaders' wall: figures of the whole.
    Figures(FiguresItem),
    /// Walls and observers: a confirmed report.
    Bulletin(BulletinItem),
    /// Control and the seat itself: what its device can do.
    Check(CheckItem),
    /// Control: how ready a department is, and who is missing.
    RollCall(RollCallItem),
    /// Control: how ready staff is, and who is missing.
    StaffRoll(StaffRollItem),
    /// Walls and observers: how ready staff is, in numbers.
    StaffTile(StaffTileItem),
    /// A staff seat itself: whether it has acknowledged the test inject.
    OwnTest(OwnTestItem),
    /// A department: how ready it is itself.
    OwnRoll(OwnRollItem),
    /// Walls and observers: how ready a department is, in numbers.
    RollTile(RollTileItem),
    /// Control, evaluators, incident command and who holds it or has it: a resource.
    Resource(ResourceItem),
    /// The same: a fault of a resource.
    Fault(FaultItem),
    /// Control, evaluators, incident command, who asks and who is asked: a request for a resource.
    ResourceRequest(ResourceRequestItem),
    /// Control, evaluators, incident command and the department: its checklist before departure.
    Checklist(ChecklistItem),
    /// Leaders' wall: an important resource that has failed.
    WallFault(WallFaultItem),
    /// Everybody: where the story takes place.
    Site(SiteItem),
    /// Everybody, or the departments it is for: a named place of the site.
    Place(PlaceItem),
    /// Departments, control and evaluators: something on the map.
    Feature(Box<FeatureItem>),
    /// Walls and observers: something on the map, as it may be shown to the room.
    WallFeature(WallFeatureItem),
}

items! {
    /// Who did something, and by which way if not by his own client.
    By {
        /// The seat; none for the system.
        seat: Option<SeatCode>,
        /// The name, if it is known and not erased.
        name: Option<String>,
        /// Set where a controller recorded what was told by other means 人工.
        via: Option<Via>,
        /// Who was told, for such receipts.
        told: Option<String>,
        /// The program played this seat.
        robot: bool,
    }
    /// The first stamp of a rung.
    Rung {
        /// Both clocks, when the server received it.
        at: Stamp,
        /// Who.
        by: Option<By>,
        /// When the client says it happened, if it was written off line.
        happened_at: Option<Timestamp>,
    }
    /// Seats of a recipient and how far they are.
    SeatCounts {
        /// Seats that somebody has taken.
        seated: u32,
        /// … whose client stored the inject.
        delivered: u32,
        /// … whose client showed it.
        seen: u32,
        /// … where a person acknowledged.
        acknowledged: u32,
    }
    /// Moments by which a duty is due, in exercise time; known once delivered.
    Deadlines {
        /// 签收
        acknowledge: Option<ExerciseTime>,
        /// 回复
        respond: Option<ExerciseTime>,
        /// 完成
        complete: Option<ExerciseTime>,
    }
    /// An answer.
    Answer {
        /// Who and when.
        rung: Rung,
        /// Rounds before this one that were sent back.
        round: u32,
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
    /// A note with its moment.
    Noted {
        /// When.
        at: Stamp,
        /// Who.
        by: Option<By>,
        /// In words.
        text: String,
    }

    /// The exercise: state, clock, gates.
    ExerciseItem {
        /// Its id.
        id: ExerciseId,
        /// Title.
        title: Bilingual,
        /// State.
        status: ExerciseStatus,
        /// Which run this is: 1, or more after a false start.
        run: u32,
        /// A rehearsal 预演.
        rehearsal: bool,
        /// The clock.
        clock: Clock,
        /// Phases whose window is open now.
        phases: Vec<PhaseView>,
        /// Set while paused.
        pause: Option<PauseView>,
        /// Set from a real emergency until two keys resumed.
        emergency: Option<EmergencyView>,
        /// STARTEX.
        started: Option<Stamp>,
        /// ENDEX.
        ended: Option<Stamp>,
        /// Commands that this state admits, whoever may give them.
        gates: Vec<String>,
        /// IANA time zone of shown wall times.
        time_zone: String,
        /// Background for everybody.
        story: Option<Bilingual>,
        /// Rules for everybody.
        rules: Vec<Bilingual>,
        /// Incident command.
        command: Option<DepartmentCode>,
    }
    /// A phase as shown.
    PhaseView {
        /// Code.
        id: PhaseId,
        /// Name.
        name: Bilingual,
    }
    /// A pause as shown.
    PauseView {
        /// Why.
        reason: PauseReason,
        /// In words.
        note: Option<String>,
        /// Since when.
        since: Stamp,
    }
    /// A real emergency as shown.
    EmergencyView {
        /// Since when.
        since: Stamp,
        /// Which seat declared it.
        seat: Option<SeatCode>,
        /// In words.
        note: Option<String>,
        /// Keys already turned: DIR, SAF.
        confirmed: Vec<Role>,
    }
    /// A department of the directory.
    DepartmentItem {
        /// Code.
        code: DepartmentCode,
        /// Name.
        name: Bilingual,
        /// Position in the list.
        order: u32,
    }
    /// The plan, for control and evaluators.
    PlanItem {
        /// Phases.
        phases: Vec<Phase>,
        /// Objectives.
        objectives: Vec<ObjectiveView>,
        /// Key facts of reports.
        report_facts: Vec<AskedFact>,
        /// More open items than this at once are too many for a department.
        load_limit: u32,
    }
    /// An objective as shown; its tasks are items of their own.
    ObjectiveView {
        /// Code.
        id: ObjectiveId,
        /// Name.
        name: Bilingual,
        /// Its tasks.
        tasks: Vec<TaskId>,
    }
    /// What is true in the story.
    GroundTruthItem {
        /// Statements.
        statements: Vec<Bilingual>,
    }
    /// A row of the list for control.
    RowItem {
        /// Number.
        id: RowId,
        /// Position in the list.
        order: u32,
        /// Why it exists.
        origin: RowOrigin,
        /// The row it corrects or is a use of.
        of: Option<RowId>,
        /// Kind.
        inject_kind: InjectKind,
        /// Phase.
        phase: Option<PhaseId>,
        /// Title.
        title: Bilingual,
        /// Title that players see.
        player_title: Option<Bilingual>,
        /// Text that recipients get.
        body: Option<Bilingual>,
        /// Simulated sender.
        from: Option<Bilingual>,
        /// Recipients.
        to: Vec<Recipient>,
        /// Scored recipient.
        lead: Option<DepartmentCode>,
        /// Who must acknowledge.
        ack_policy: AckPolicy,
        /// The seat that must.
        ack_seat: Option<SeatCode>,
        /// By which way.
        channel: Option<Channel>,
        /// How it is presented.
        staging: Staging,
        /// Responsible controller.
        controller: Option<SeatCode>,
        /// Card for actors.
        actor_card: Option<Bilingual>,
        /// What should happen.
        expected_action: Option<Bilingual>,
        /// Limits.
        targets: Targets,
        /// Key facts.
        key_facts: Vec<Bilingual>,
        /// The post or call that it brings.
        post: Option<Post>,
        /// Form of the answer.
        response: Option<ResponseForm>,
        /// Options of a decision.
        decision: Vec<Choice>,
        /// Whose choice counts.
        decided_by: Option<Recipient>,
        /// When it is due.
        when: Condition,
        /// How it is released; `suggest` for rows played by people.
        release: ReleaseMode,
        /// Tasks.
        tasks: Vec<TaskId>,
        /// Priority.
        priority: Option<u8>,
        /// Place.
        location: Option<Bilingual>,
        /// Files.
        attachments: Vec<Attachment>,
        /// For controllers only.
        controller_note: Option<Bilingual>,
        /// Background.
        background: Option<Bilingual>,
        /// For evaluators.
        evaluation_note: Option<Bilingual>,
        /// A template.
        template: Option<TemplateUse>,
        /// State.
        status: InjectStatus,
        /// Planned moment with all shifts.
        planned: Option<ExerciseTime>,
        /// Sum of shifts.
        shift: Seconds,
        /// Moment at which it becomes due as things stand; none while that is not known.
        due: Option<ExerciseTime>,
        /// When its condition became true.
        armed: Option<Stamp>,
        /// When and by whom it was released.
        released: Option<Rung>,
        /// When and why it ended, was held, skipped, recalled …
        settled: Option<Noted>,
        /// Deliveries.
        deliveries: RowCounts,
        /// Times it was edited after approval.
        edits: u32,
    }
    /// How far the deliveries of a row are.
    RowCounts {
        /// Recipients.
        total: u32,
        /// Delivered or further.
        delivered: u32,
        /// Acknowledged or further.
        acknowledged: u32,
        /// Answered or further.
        responded: u32,
        /// Closed, recalled or cancelled.
        closed: u32,
        /// With a duty past its limit.
        overdue: u32,
    }
    /// A row of the list for evaluators.
    EvaluatorRowItem {
        /// Number.
        id: RowId,
        /// Position in the list.
        order: u32,
        /// Why it exists.
        origin: RowOrigin,
        /// The row it corrects or is a use of.
        of: Option<RowId>,
        /// Kind.
        inject_kind: InjectKind,
        /// Phase.
        phase: Option<PhaseId>,
        /// Title.
        title: Bilingual,
        /// Text that recipients get.
        body: Option<Bilingual>,
        /// Simulated sender.
        from: Option<Bilingual>,
        /// Recipients.
        to: Vec<Recipient>,
        /// Scored recipient.
        lead: Option<DepartmentCode>,
        /// By which way.
        channel: Option<Channel>,
        /// What should happen.
        expected_action: Option<Bilingual>,
        /// Limits.
        targets: Targets,
        /// Key facts.
        key_facts: Vec<Bilingual>,
        /// Options of a decision.
        decision: Vec<Choice>,
        /// When it is due.
        when: Condition,
        /// Tasks.
        tasks: Vec<TaskId>,
        /// Background.
        background: Option<Bilingual>,
        /// For evaluators.
        evaluation_note: Option<Bilingual>,
        /// State.
        status: InjectStatus,
        /// Planned moment with all shifts.
        planned: Option<ExerciseTime>,
        /// When its condition became true.
        armed: Option<Stamp>,
        /// When it was released.
        released: Option<Stamp>,
        /// Deliveries.
        deliveries: RowCounts,
    }
    /// A row that the simulation cell or actors play.
    LineItem {
        /// Number.
        id: RowId,
        /// Position in the list.
        order: u32,
        /// Title.
        title: Bilingual,
        /// As whom.
        from: Option<Bilingual>,
        /// What is said.
        body: Option<Bilingual>,
        /// Card.
        actor_card: Option<Bilingual>,
        /// To whom.
        to: Vec<Recipient>,
        /// By which way.
        channel: Option<Channel>,
        /// How it is presented.
        staging: Staging,
        /// State.
        status: InjectStatus,
        /// Planned moment.
        planned: Option<ExerciseTime>,
        /// When it was released.
        released: Option<Stamp>,
    }
    /// A delivery for control and evaluators.
    DeliveryItem {
        /// Its id.
        id: DeliveryId,
        /// The row.
        row: RowId,
        /// To whom.
        recipient: Recipient,
        /// The department.
        department: DepartmentCode,
        /// The number that the department sees.
        number: u32,
        /// How far it is.
        stage: DeliveryStage,
        /// First stamp of each rung.
        rungs: BTreeMap<DeliveryStage, Rung>,
        /// Seats.
        seats: SeatCounts,
        /// Limits as moments.
        deadlines: Deadlines,
        /// Duties that passed their limit, in order.
        overdue: Vec<Duty>,
        /// Last answer.
        answer: Option<Answer>,
        /// Sent back for more.
        returned: Option<Noted>,
        /// Said not to be for this department.
        declined: Option<Noted>,
        /// Closed, recalled or cancelled, and why.
        closed: Option<Noted>,
        /// Last nudge.
        nudged: Option<Stamp>,
        /// How far it has escalated, and what can be done.
        escalation: EscalationView,
        /// Whether a decision of this recipient counts.
        decides: bool,
        /// Points of its answer that are right, where the row tests how well the plan is known.
        score: Option<AnswerScoreView>,
    }
    /// An inject as its recipient sees it.
    InjectItem {
        /// The delivery: what acknowledgements and answers name.
        delivery: DeliveryId,
        /// Running number within the recipient.
        number: u32,
        /// Title; none where sender and channel stand for it.
        title: Option<Bilingual>,
        /// Sender.
        from: Option<Bilingual>,
        /// By which way it comes.
        channel: Channel,
        /// The text.
        body: Bilingual,
        /// When it was released.
        released: Stamp,
        /// 1 (low) to 5 (urgent).
        priority: Option<u8>,
        /// Place.
        location: Option<Bilingual>,
        /// Files.
        attachments: Vec<Attachment>,
        /// Who must acknowledge.
        ack_policy: AckPolicy,
        /// The seat that must, for `named_role`.
        ack_seat: Option<SeatCode>,
        /// Form of the answer.
        response: Option<ResponseForm>,
        /// Options of a decision that this recipient takes.
        decision: Vec<Choice>,
        /// Duties: which of acknowledge, respond, complete are asked.
        duties: Vec<Duty>,
        /// Limits as moments.
        deadlines: Deadlines,
        /// Duties that passed their limit.
        overdue: Vec<Duty>,
        /// How far it is.
        stage: DeliveryStage,
        /// First stamp of each rung.
        rungs: BTreeMap<DeliveryStage, Rung>,
        /// Seats.
        seats: SeatCounts,
        /// Seats whose person acknowledged, in order.
        acknowledged_by: Vec<By>,
        /// Last answer.
        answer: Option<Answer>,
        /// Sent back for more.
        returned: Option<Noted>,
        /// Said not to be for us.
        declined: Option<Noted>,
        /// Closed, recalled or cancelled, and why.
        closed: Option<Noted>,
        /// The delivery that this one corrects.
        corrects: Option<DeliveryId>,
        /// Questions to control and their answers.
        clarifications: Vec<ClarificationView>,
        /// Last nudge.
        nudged: Option<Stamp>,
        /// Control asks one seat of the department by name.
        deputy: Option<DeputyCall>,
        /// Set where it is the announcement of STARTEX, ENDEX or a real emergency.
        announces: Option<TemplateUse>,
    }
    /// A question to control as the department sees it.
    ClarificationView {
        /// Its id.
        id: ClarificationId,
        /// When and who asked.
        asked: Rung,
        /// The question.
        text: String,
        /// The answer.
        answer: Option<String>,
        /// When it was answered.
        answered: Option<Stamp>,
    }
    /// A question to control as control sees it.
    ClarificationItem {
        /// Its id.
        id: ClarificationId,
        /// The delivery.
        delivery: DeliveryId,
        /// The row.
        row: RowId,
        /// Who asks.
        department: DepartmentCode,
        /// When and who asked.
        asked: Rung,
        /// The question.
        text: String,
        /// The answer with its author.
        answer: Option<Noted>,
    }
    /// A message with its author.
    MessageItem {
        /// Its id.
        id: MessageId,
        /// When and who.
        sent: Rung,
        /// From.
        from: Party,
        /// As whom a simulator speaks.
        persona: Option<String>,
        /// To.
        to: Vec<Party>,
        /// The text.
        text: String,
        /// The delivery it is about.
        about: Option<DeliveryId>,
    }
    /// A message as a department sees it: control and simulation without names.
    LetterItem {
        /// Its id.
        id: MessageId,
        /// When.
        at: Stamp,
        /// When it was written, if off line.
        happened_at: Option<Timestamp>,
        /// From.
        from: Party,
        /// The seat it came from, of a department.
        seat: Option<SeatCode>,
        /// As whom a simulator speaks.
        persona: Option<String>,
        /// To.
        to: Vec<Party>,
        /// The text.
        text: String,
        /// The own delivery it is about.
        about: Option<DeliveryId>,
    }
    /// A situation report.
    ReportItem {
        /// Its id.
        id: ReportId,
        /// From.
        department: DepartmentCode,
        /// Running number within the department.
        number: u32,
        /// First, follow-up, closing.
        report_kind: ReportKind,
        /// When and who.
        submitted: Rung,
        /// In words.
        text: String,
        /// Known key facts.
        facts: Vec<ReportedFact>,
        /// Known gaps.
        gaps: Vec<FactKey>,
        /// Confirmed by incident command.
        confirmed: Option<Rung>,
        /// Superseded by the next number.
        superseded: bool,
    }
    /// Who holds control 导调权; no item while nobody does.
    ConductItem {
        /// The seat.
        holder: SeatCode,
        /// Since when, and by whose command.
        since: Rung,
        /// Who held it before.
        from: Option<SeatCode>,
        /// He was not there any more.
        from_lost: bool,
        /// He handed it over himself, or the director for him.
        handed_over: bool,
    }
    /// What is true, since when.
    TruthView {
        /// The value.
        value: FactValue,
        /// Since when.
        at: Stamp,
        /// The row with whose release it became true.
        row: Option<RowId>,
        /// Who said so, where nobody planned it.
        by: Option<By>,
    }
    /// What a department reported of a fact, as far as it upholds it.
    Sighting {
        /// Its id.
        report: FactReportId,
        /// Who reports.
        department: DepartmentCode,
        /// The value.
        value: FactValue,
        /// When and who.
        rung: Rung,
        /// When it was seen, if that was earlier than it was reported.
        seen_at: Option<Timestamp>,
        /// From whom they have it.
        source: Option<String>,
        /// The situation report it stood in.
        in_report: Option<ReportId>,
        /// Confirmed by incident command.
        confirmed: Option<Rung>,
    }
    /// What a department believes, held against the truth.
    BeliefView {
        /// The department.
        department: DepartmentCode,
        /// What it upholds now; nothing where it has not reported.
        now: Option<Sighting>,
        /// Its value less the true one, of a number.
        error: Option<f64>,
        /// When it first agreed with what is true now, counted from when that became true.
        matched: Option<Stamp>,
    }
    /// A fact of the common picture with the truth and what each department believes.
    FactItem {
        /// Short name.
        key: FactKey,
        /// Position in the list.
        order: u32,
        /// What it is.
        name: Bilingual,
        /// What its value looks like.
        form: FactForm,
        /// A report older than this is old.
        old_after: Option<Seconds>,
        /// The place it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        place: Option<PlaceKey>,
        /// What is true.
        truth: Option<TruthView>,
        /// What each department believes that is to know it or has reported it.
        beliefs: Vec<BeliefView>,
        /// Departments uphold different values.
        disagree: bool,
        /// What command confirmed last.
        confirmed: Option<Sighting>,
    }
    /// A fact as it is reported.
    PictureItem {
        /// Short name.
        key: FactKey,
        /// Position in the list.
        order: u32,
        /// What it is.
        name: Bilingual,
        /// What its value looks like.
        form: FactForm,
        /// A report older than this is old.
        old_after: Option<Seconds>,
        /// The place it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        place: Option<PlaceKey>,
        /// One is to know it.
        asked: bool,
        /// What is upheld now: one's own report; all departments' for incident command and evaluators.
        sightings: Vec<Sighting>,
        /// Departments uphold different values, for those who see them.
        disagree: bool,
        /// What command confirmed last.
        confirmed: Option<Sighting>,
    }
    /// A fact on a wall: without names.
    WallFactItem {
        /// Short name.
        key: FactKey,
        /// Position in the list.
        order: u32,
        /// What it is.
        name: Bilingual,
        /// What its value looks like.
        form: FactForm,
        /// A report older than this is old.
        old_after: Option<Seconds>,
        /// The place it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        place: Option<PlaceKey>,
        /// What may be shown: on the players' wall what command confirmed, on the leaders' what each
        /// department upholds.
        shown: Vec<WallSighting>,
        /// Departments uphold different values; not told on the players' wall.
        disagree: bool,
    }
    /// A report of a fact on a wall.
    WallSighting {
        /// Who reported.
        department: DepartmentCode,
        /// The value.
        value: FactValue,
        /// When it was reported.
        at: Stamp,
        /// When it was seen, if that was earlier.
        seen_at: Option<Timestamp>,
        /// Command has confirmed it.
        confirmed: bool,
    }
    /// What residents ask 诉求.
    ClaimItem {
        /// Its id.
        id: ClaimId,
        /// Running number.
        number: u32,
        /// Who recorded it.
        department: DepartmentCode,
        /// When and who.
        recorded: Rung,
        /// In their words.
        text: String,
        /// Who asks.
        from: String,
        /// The inject it was heard in.
        about: Option<DeliveryId>,
        /// Read back to whoever made it.
        read_back: Option<Rung>,
        /// What was said to it.
        answered: Option<Noted>,
    }
    /// What was promised to residents 承诺事项.
    CommitmentItem {
        /// Its id.
        id: CommitmentId,
        /// Running number.
        number: u32,
        /// Who promised.
        department: DepartmentCode,
        /// Who answers for it.
        owner: DepartmentCode,
        /// When and who.
        made: Rung,
        /// What is promised.
        text: String,
        /// Who answers for it, as a part in the story.
        person: Option<String>,
        /// By when, as it is told to residents.
        due: Option<String>,
        /// By when within the exercise.
        due_at: Option<ExerciseTime>,
        /// How residents will be told.
        told_by: Option<String>,
        /// Who checks.
        checker: Option<String>,
        /// It says who, by when, how it is told and who checks.
        complete: bool,
        /// The claim it answers.
        claim: Option<ClaimId>,
        /// The commitment in whose place it stands.
        replaces: Option<CommitmentId>,
        /// Why it had to be changed.
        reason: Option<String>,
        /// The residents' side has it.
        confirmed: Option<Rung>,
        /// Its moment within the exercise has passed and it was not settled.
        overdue: bool,
        /// What became of it.
        outcome: Option<CommitmentOutcome>,
        /// When, who and in words.
        settled: Option<Noted>,
        /// Whether it goes beyond the department's authority, for those who judge it; none while nobody
        /// has.
        beyond_authority: Option<bool>,
        /// Who judged, and in words.
        judged: Option<Noted>,
    }
    /// A seat and who sits in it.
    SeatItem {
        /// Code.
        code: SeatCode,
        /// Position in the list.
        order: u32,
        /// Role.
        role: Role,
        /// Department of a player.
        department: Option<DepartmentCode>,
        /// Department that a controller or evaluator watches.
        watches: Option<DepartmentCode>,
        /// What the seat is called.
        name: Bilingual,
        /// Name of the occupant.
        person: Option<String>,
        /// Whether somebody is there.
        presence: Presence,
        /// Since when.
        since: Option<Stamp>,
        /// Milliseconds of wall time lost so far.
        lost_ms: u32,
        /// The program plays it.
        robot: bool,
    }
    /// A seat of one's own department.
    MateItem {
        /// Code.
        code: SeatCode,
        /// What the seat is called.
        name: Bilingual,
        /// Name of the occupant.
        person: Option<String>,
        /// Whether somebody is there.
        presence: Presence,
    }
    /// A department's part in the plan.
    BriefingItem {
        /// Code.
        department: DepartmentCode,
        /// Its duty.
        duty: Option<Bilingual>,
        /// What it may promise by itself.
        authority: Option<Bilingual>,
        /// Key facts that reports are asked for.
        report_facts: Vec<AskedFact>,
        /// Whether it confirms reports: incident command.
        confirms_reports: bool,
        /// Role cards of its seats 岗位卡.
        cards: Vec<RoleCard>,
    }
    /// What whoever sits in a seat must know of the plan.
    RoleCard {
        /// The seat.
        seat: SeatCode,
        /// In words.
        text: Bilingual,
    }
    /// A critical task and its marks.
    TaskItem {
        /// Code.
        id: TaskId,
        /// Objective.
        objective: ObjectiveId,
        /// What must be done.
        name: Bilingual,
        /// Limit.
        target: Option<Seconds>,
        /// Codes of its moments.
        mark_names: Vec<MarkName>,
        /// What its moments are called, where the scenario says so.
        mark_titles: BTreeMap<MarkName, Bilingual>,
        /// Safety-critical.
        safety_critical: bool,
        /// Weight in the score of the objective.
        weight: u32,
        /// Clause of the emergency plan.
        plan_ref: Option<String>,
        /// Behaviours to watch for.
        behaviours: Vec<Behaviour>,
        /// The final rating, once the lead evaluator has settled it.
        settled: Option<RatingView>,
        /// First mark of the task.
        outcome: Option<TaskMarkView>,
        /// First mark of each named moment.
        marks: Vec<TaskMarkView>,
    }
    /// A mark as shown.
    TaskMarkView {
        /// Named moment; none for the task itself.
        mark: Option<MarkName>,
        /// Done or not.
        outcome: TaskOutcome,
        /// When and who.
        rung: Rung,
        /// In words.
        note: Option<String>,
        /// The row whose completion marked it.
        row: Option<RowId>,
    }
    /// A line of the position log.
    EntryItem {
        /// Its id.
        id: EntryId,
        /// Both clocks.
        at: Stamp,
        /// What kind.
        entry_kind: EntryKind,
        /// Which fact: the stored event's kind, the client writes the sentence.
        fact: String,
        /// Who.
        by: Option<By>,
        /// The row.
        row: Option<RowId>,
        /// The department.
        department: Option<DepartmentCode>,
        /// The seat it is about.
        seat: Option<SeatCode>,
        /// Words of a person: reason, note, text.
        text: Option<String>,
        /// Pinned for the hot wash.
        pinned: bool,
    }
    /// Rows held together.
    HeldItem {
        /// The rows.
        rows: Vec<RowId>,
        /// Begin of the gap.
        from: Option<Stamp>,
        /// End of the gap.
        to: Option<Stamp>,
    }
    /// The final rating of an objective.
    ObjectiveRatingItem {
        /// The objective.
        objective: ObjectiveId,
        /// The rating.
        rating: Rating,
        /// When and who.
        rung: Rung,
        /// Why.
        note: Option<String>,
    }
    /// A department on the leaders' wall.
    LeadersTile {
        /// Code.
        code: DepartmentCode,
        /// Name.
        name: Bilingual,
        /// Position in the list.
        order: u32,
        /// Seats with somebody there.
        live: u32,
        /// Seats taken.
        seated: u32,
        /// Seats in all.
        seats: u32,
        /// What it is doing: title of the latest inject in hand, as players see it.
        doing: Option<Bilingual>,
        /// Sender of that inject, where it has no title.
        doing_from: Option<Bilingual>,
        /// Open deliveries.
        open: u32,
        /// Deliveries with a duty past its limit that is still open.
        late: u32,
    }
    /// A department on the players' wall.
    PlayersTile {
        /// Code.
        code: DepartmentCode,
        /// Name.
        name: Bilingual,
        /// Position in the list.
        order: u32,
        /// Seats with somebody there.
        live: u32,
        /// Seats in all.
        seats: u32,
    }
    /// Figures of the whole for the leaders' wall.
    FiguresItem {
        /// Deliveries made.
        deliveries: u32,
        /// Open ones.
        open: u32,
        /// Open ones past a limit.
        late: u32,
        /// Acknowledgements that were due and delivered.
        ack_due: u32,
        /// … and came in time.
        ack_in_time: u32,
        /// Promises to residents that are neither kept nor broken yet.
        promises_open: u32,
        /// … of them past their moment.
        promises_late: u32,
        /// Kept ones.
        promises_kept: u32,
        /// Broken ones.
        promises_broken: u32,
    }
    /// What the device of a seat can do, as last reported.
    CheckItem {
        /// The seat.
        seat: SeatCode,
        /// When and by whom.
        rung: Rung,
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
    /// How ready a department is.
    RollCallItem {
        /// Which.
        department: DepartmentCode,
        /// How far its seats are.
        count: RollCount,
        /// What the checks propose.
        proposed: Readiness,
        /// What control said.
        called: Option<RollWord>,
        /// Seats that are not ready, the first of them.
        missing: Vec<MissingSeat>,
        /// The row that is the test inject.
        test_row: Option<RowId>,
    }
    /// How ready staff is.
    StaffRollItem {
        /// Which.
        group: StaffGroup,
        /// How far its seats are.
        count: RollCount,
        /// What the checks propose.
        proposed: Readiness,
        /// Seats that are not ready, the first of them.
        missing: Vec<MissingSeat>,
    }
    /// How ready staff is, without names.
    StaffTileItem {
        /// Which.
        group: StaffGroup,
        /// How far its seats are.
        count: RollCount,
        /// What the checks propose.
        word: Readiness,
    }
    /// The test inject at a staff seat.
    OwnTestItem {
        /// The seat.
        seat: SeatCode,
        /// It has gone out.
        out: bool,
        /// When it was acknowledged here.
        acknowledged: Option<Rung>,
    }
    /// How far the seats of a department are.
    RollCount {
        /// Seats in all.
        seats: u32,
        /// … with somebody there.
        live: u32,
        /// … where the test tone was heard; a program needs none.
        sound: u32,
        /// Acknowledgements of the test inject.
        tested: u32,
        /// … that it asks for; 0 without a test inject.
        tests: u32,
    }
    /// Control's word on a department.
    RollWord {
        /// Go, wait or no-go.
        word: Readiness,
        /// When and who.
        rung: Rung,
        /// Why.
        note: Option<String>,
    }
    /// A seat that is not ready.
    MissingSeat {
        /// Which.
        seat: SeatCode,
        /// Nobody is there.
        absent: bool,
        /// The test tone was not heard.
        silent: bool,
        /// The test inject is not acknowledged.
        untested: bool,
    }
    /// How ready one's own department is.
    OwnRollItem {
        /// Which.
        department: DepartmentCode,
        /// How far its seats are.
        count: RollCount,
        /// What control said.
        word: Option<Readiness>,
        /// The test inject, once it is there.
        test: Option<DeliveryId>,
    }
    /// How ready a department is, without names.
    RollTileItem {
        /// Which.
        department: DepartmentCode,
        /// How far its seats are.
        count: RollCount,
        /// What control said.
        word: Option<Readiness>,
    }
    /// A confirmed report on a wall.
    BulletinItem {
        /// Its id.
        id: ReportId,
        /// From.
        department: DepartmentCode,
        /// Name of it.
        name: Bilingual,
        /// First, follow-up, closing.
        report_kind: ReportKind,
        /// In words.
        text: String,
        /// Known key facts.
        facts: Vec<ReportedFact>,
        /// When it was reported.
        reported: Stamp,
        /// When command confirmed it.
        confirmed: Stamp,
    }
}
