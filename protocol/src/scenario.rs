//! A scenario: what an exercise is created from. YAML is the authoring form, this is the type of it.
//!
//! All offsets and spans are whole exercise seconds. Nothing in the program knows any particular
//! scenario: what a report or a measure needs, the scenario binds to its own rows and tasks.

use crate::escalation::Escalation;
use crate::evaluation::{Behaviour, Scale};
use crate::feedback::Questionnaire;
use crate::ids::{
    CheckKey, ChoiceValue, DepartmentCode, FactKey, FileHash, MarkName, ObjectiveId, PhaseId, PlaceKey, ResourceKey,
    RowId, ScenarioId, SeatCode, TaskId,
};
use crate::limits::FACT_NUMBER_MAX;
use crate::media::{Post, PostFinding, QuotedFigure};
use crate::msel::{CellText, DraftRow};
use crate::resource::{Checklist, Resource};
use crate::site::{Place, Site, Spot};
use crate::text::{Bilingual, Label};
use crate::time::Seconds;
use crate::vocab::{
    AckPolicy, Channel, FeatureKind, InjectKind, ReleaseMode, Role, RowEvent, Staging, TemplateUse, WallKind,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The version of this form that a file is written in.
pub const SCENARIO_SCHEMA: u32 = 1;

/// A complete scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Scenario {
    /// Version of this form: 1.
    pub schema: u32,
    /// Short name, unique in the library.
    pub id: ScenarioId,
    /// Title of the exercise.
    pub title: Bilingual,
    /// The body that holds the exercise 组织单位, as it stands in reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organiser: Option<Bilingual>,
    /// What the exercise is for, in one sentence.
    #[serde(default)]
    pub aim: Option<Bilingual>,
    /// Background that players may read before STARTEX.
    #[serde(default)]
    pub story: Option<Bilingual>,
    /// What is true in the story, for control only.
    #[serde(default)]
    pub ground_truth: Vec<Bilingual>,
    /// Safety rules and conventions, for everybody.
    #[serde(default)]
    pub rules: Vec<Bilingual>,
    /// How the exercise behaves where the list does not say.
    #[serde(default)]
    pub settings: Settings,
    /// Participating units, in order of display.
    pub departments: Vec<Department>,
    /// Seats of control, evaluation, observers and walls.
    pub staff: Vec<StaffSeat>,
    /// Labelled time windows; they may overlap.
    #[serde(default)]
    pub phases: Vec<Phase>,
    /// What the exercise is to prove.
    #[serde(default)]
    pub objectives: Vec<Objective>,
    /// Key facts that every situation report is asked for.
    #[serde(default)]
    pub report_facts: Vec<AskedFact>,
    /// Facts of the common picture 态势要素: departments report them, control knows the truth.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Fact>>")]
    pub facts: Vec<Fact>,
    /// Where the story takes place 场地, with the plan that the map shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Site>,
    /// Named places of the site 地点.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Place>>")]
    pub places: Vec<Place>,
    /// The list 主要情景事件清单.
    pub injects: Vec<Inject>,
    /// Which rows, tasks and marks stand behind the sections of the reports.
    #[serde(default)]
    pub bindings: Bindings,
    /// What robots say of the facts when they play a department: lines that only they are given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<RobotLine>>")]
    pub robot_lines: Vec<RobotLine>,
    /// Equipment and supplies 装备物资 of the departments, in order of display.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Resource>>")]
    pub resources: Vec<Resource>,
    /// What departments check before they depart 出动前核对, at most one list a department.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Checklist>>")]
    pub checklists: Vec<Checklist>,
    /// What those who played are asked after ENDEX 问卷.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Questionnaire>,
    /// Rows that are not whole yet 草稿行: texts as somebody wrote them. No exercise is approved with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<DraftRow>>")]
    pub drafts: Vec<DraftRow>,
}

/// How the exercise behaves where the list does not say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// IANA name of the time zone in which wall times are shown.
    pub time_zone: String,
    /// How rows by phone, radio or in person are presented.
    pub staging: Staging,
    /// An outage up to this long goes on by itself, a longer one comes back paused.
    pub outage_limit: Seconds,
    /// Length of the standby countdown.
    pub countdown: Seconds,
    /// The department that confirms reports for the players' wall: incident command.
    pub command: Option<DepartmentCode>,
    /// A rehearsal is left out of statistics.
    pub rehearsal: bool,
    /// The row that every seat acknowledges in the roll call before STARTEX 通联检查.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comms_check: Option<RowId>,
    /// What happens when a receipt or an answer is late; a row may have its own.
    #[serde(skip_serializing_if = "Escalation::is_default")]
    #[ts(optional, as = "Option<Escalation>")]
    pub escalation: Escalation,
    /// More open items than this at once are too many for a department 并发负荷上限: control is warned
    /// before it comes to that.
    #[serde(skip_serializing_if = "is_usual_load")]
    #[ts(optional, as = "Option<u32>")]
    pub load_limit: u32,
    /// How ratings become scores, and scores conclusions.
    #[serde(skip_serializing_if = "Scale::is_usual")]
    #[ts(optional, as = "Option<Scale>")]
    pub scale: Scale,
}

/// What a desk of three or four people holds at once without dropping something.
const USUAL_LOAD: u32 = 4;

/// Whether a load limit need not be written down.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_usual_load(limit: &u32) -> bool {
    *limit == USUAL_LOAD
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            time_zone: "Asia/Shanghai".into(),
            staging: Staging::Screen,
            outage_limit: Seconds(30),
            countdown: Seconds(900),
            command: None,
            rehearsal: false,
            comms_check: None,
            escalation: Escalation::default(),
            load_limit: USUAL_LOAD,
            scale: Scale::default(),
        }
    }
}

/// A participating unit 参演单位.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Department {
    /// Short code, shown on the matrix.
    pub code: DepartmentCode,
    /// Name.
    pub name: Bilingual,
    /// Its part in the plan, shown to its own seats.
    #[serde(default)]
    pub duty: Option<Bilingual>,
    /// What it may promise by itself; what goes beyond it must be asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Bilingual>,
    /// Seats, the first one its leader.
    pub seats: Vec<PlayerSeat>,
}

/// A seat of a department.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PlayerSeat {
    /// Code, for instance `XF-1`.
    pub code: SeatCode,
    /// What the seat is called.
    pub name: Bilingual,
    /// Role card 岗位卡: what whoever sits there must know of the plan, shown to the department and printed on
    /// the seat's card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<Bilingual>,
}

/// A seat of control, evaluation, observers or a wall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct StaffSeat {
    /// Code, for instance `CTL-XF`.
    pub code: SeatCode,
    /// Role, not PLY.
    pub role: Role,
    /// What the seat is called.
    pub name: Bilingual,
    /// The department a controller or evaluator watches.
    #[serde(default)]
    pub watches: Option<DepartmentCode>,
    /// Which wall, for a seat of role WALL; the players' wall where it is not said.
    #[serde(default)]
    pub wall: Option<WallKind>,
}

/// A labelled time window 阶段.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Short code.
    pub id: PhaseId,
    /// Name.
    pub name: Bilingual,
    /// Begin.
    pub start: Seconds,
    /// End.
    pub end: Seconds,
}

/// An objective 演练目标 with its critical tasks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Objective {
    /// Short code.
    pub id: ObjectiveId,
    /// What is to be proved.
    pub name: Bilingual,
    /// Core capability it belongs to.
    #[serde(default)]
    pub capability: Option<Bilingual>,
    /// Critical tasks 关键任务.
    pub tasks: Vec<Task>,
}

/// A critical task 关键任务: an observable action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Task {
    /// Short code.
    pub id: TaskId,
    /// What must be done.
    pub name: Bilingual,
    /// Time limit.
    #[serde(default)]
    pub target: Option<Seconds>,
    /// Named moments with limits of their own.
    #[serde(default)]
    pub marks: Vec<TaskMark>,
    /// Clause of the emergency plan.
    #[serde(default)]
    pub plan_ref: Option<Label>,
    /// Its grade caps the grade of the objective.
    #[serde(default)]
    pub safety_critical: bool,
    /// Weight in the score of the objective.
    #[serde(default = "one")]
    pub weight: u32,
    /// Behaviours 行为要点 that evaluators watch for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Behaviour>>")]
    pub behaviours: Vec<Behaviour>,
}

const fn one() -> u32 {
    1
}

/// A named moment of a task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskMark {
    /// Code of the moment.
    pub mark: MarkName,
    /// What it is called; its code where nothing is said.
    #[serde(default)]
    pub name: Option<Bilingual>,
    /// Start of the measured span; none where it is the previous report.
    #[serde(default)]
    pub from: Option<MarkStart>,
    /// Limit.
    pub target: Seconds,
}

/// Where the span of a mark starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MarkStart {
    /// The row.
    pub row: RowId,
    /// The moment of it.
    pub event: MarkEvent,
}

/// A moment of a row from which a mark is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum MarkEvent {
    /// 下发
    Released,
    /// 送达
    Delivered,
}

/// A key fact that situation reports are asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AskedFact {
    /// Short name.
    pub key: FactKey,
    /// What is asked.
    pub name: Bilingual,
}

/// A fact of the common picture 态势要素: people on site, injured, gate open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Fact {
    /// Short name; where a situation report asks for the same key, its value counts as reported here.
    pub key: FactKey,
    /// What it is.
    pub name: Bilingual,
    /// What its value looks like.
    pub form: FactForm,
    /// A report older than this is old; never where missing.
    #[serde(default)]
    pub old_after: Option<Seconds>,
    /// Departments that are to know it; whoever reports it where none is named.
    #[serde(default)]
    pub departments: Vec<DepartmentCode>,
    /// What is true at STARTEX, for control only.
    #[serde(default)]
    pub truth: Option<FactValue>,
    /// The place it is about, one that everybody is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceKey>,
}

/// What the value of a fact looks like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FactForm {
    /// A number.
    Number {
        /// Its unit.
        unit: Bilingual,
    },
    /// One of several.
    Choice {
        /// The choices.
        of: Vec<Choice>,
    },
    /// A few words.
    Text {},
}

impl FactForm {
    /// Whether a value has this form.
    #[must_use]
    pub fn admits(&self, value: &FactValue) -> bool {
        match (self, value) {
            (Self::Number { .. }, FactValue::Number(number)) => number.abs() <= FACT_NUMBER_MAX,
            (Self::Choice { of }, FactValue::Words(words)) => of.iter().any(|one| one.value.as_str() == words.as_str()),
            (Self::Text {}, FactValue::Words(_)) => true,
            (Self::Number { .. }, FactValue::Words(_))
            | (Self::Choice { .. } | Self::Text {}, FactValue::Number(_)) => false,
        }
    }

    /// Reads a value as somebody wrote it into a report: none where it is not of this form.
    #[must_use]
    pub fn read(&self, words: &str) -> Option<FactValue> {
        let words = words.trim();
        let value = match self {
            Self::Number { .. } => FactValue::Number(words.parse().ok()?),
            Self::Choice { .. } | Self::Text {} => FactValue::Words(Label::parse(words).ok()?),
        };
        self.admits(&value).then_some(value)
    }
}

/// The value of a fact: a number, the value of a choice, or a few words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(untagged)]
pub enum FactValue {
    /// A number.
    Number(f64),
    /// The value of a choice, or a few words.
    Words(Label),
}

impl std::fmt::Display for FactValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Words(words) => words.as_str().fmt(f),
        }
    }
}

/// What becomes true in the story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Truth {
    /// The fact.
    pub fact: FactKey,
    /// Its value from then on.
    pub value: FactValue,
}

/// What a robot in a department does without being told by the rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RobotLine {
    /// Once the department has received this row, …
    pub row: RowId,
    /// … so much later …
    pub after: Seconds,
    /// … this department …
    pub department: DepartmentCode,
    /// … does this.
    pub does: RobotDeed,
    /// When a careful crew does it, where that is another time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub careful_after: Option<Seconds>,
    /// It is a mistake: a careful crew does not do it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mistake: bool,
}

/// What a robot does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub enum RobotDeed {
    /// Reports a fact of the picture.
    ReportFact {
        /// Which.
        fact: FactKey,
        /// Its value, right or wrong.
        value: FactValue,
    },
    /// Records what residents ask, and reads it back.
    RecordClaim {
        /// In their words.
        text: Bilingual,
        /// Who asks.
        from: Bilingual,
    },
    /// Makes a promise to residents.
    MakeCommitment {
        /// What is promised.
        text: Bilingual,
        /// Who answers for it; nobody where the robot forgets to say.
        #[serde(default)]
        person: Option<Bilingual>,
        /// By when, as it is told to residents.
        #[serde(default)]
        due: Option<Bilingual>,
        /// By when within the exercise, in seconds from STARTEX.
        #[serde(default)]
        due_at: Option<Seconds>,
        /// How residents will be told.
        #[serde(default)]
        told_by: Option<Bilingual>,
        /// Who checks.
        #[serde(default)]
        checker: Option<Bilingual>,
    },
    /// Ticks an entry of its checklist.
    Check {
        /// Which.
        item: CheckKey,
    },
    /// Departs 出动.
    Depart {},
    /// Takes a resource into use, as a backup or not.
    UseResource {
        /// Which.
        resource: ResourceKey,
    },
    /// Reports that a resource has failed, and passes it to logistics later.
    ReportFault {
        /// Which.
        resource: ResourceKey,
        /// What is wrong.
        text: Bilingual,
    },
    /// Has used so much of a supply.
    UseSupply {
        /// Which.
        resource: ResourceKey,
        /// How much.
        amount: u32,
    },
    /// Asks another department for a resource.
    AskResource {
        /// Whom.
        from: DepartmentCode,
        /// For what.
        what: Bilingual,
        /// How much.
        #[serde(default)]
        amount: Option<u32>,
    },
    /// Puts something on the map, for every department.
    PutFeature {
        /// What kind.
        feature: FeatureKind,
        /// Where.
        spot: Spot,
        /// What it is called.
        label: Bilingual,
    },
    /// Notices the post of the row and reports it.
    NoticePost {},
    /// Verifies the post of the row.
    VerifyPost {
        /// What it finds.
        finding: PostFinding,
        /// From whom it has that.
        source: Bilingual,
    },
    /// Drafts a public statement, which answers the post of the row if it brings one; publishes it once
    /// it is approved.
    DraftStatement {
        /// What it says.
        text: Bilingual,
        /// Figures it quotes, right or wrong.
        #[serde(default)]
        figures: Vec<QuotedFigure>,
        /// Departments asked to cosign.
        #[serde(default)]
        cosigners: Vec<DepartmentCode>,
        /// Ticked that it holds no personal data; some forget to.
        #[serde(default)]
        no_personal_data: bool,
    },
    /// Corrects the department's last statement that is out, by a new one: what went out was wrong.
    CorrectStatement {
        /// What is right.
        text: Bilingual,
        /// Figures it quotes.
        #[serde(default)]
        figures: Vec<QuotedFigure>,
        /// Departments asked to cosign.
        #[serde(default)]
        cosigners: Vec<DepartmentCode>,
    },
}

/// A row of the list 导调信息.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Inject {
    /// Number.
    pub id: RowId,
    /// Kind.
    pub kind: InjectKind,
    /// Planned moment, an estimate where `when` is not `time`; none for rows released by hand.
    #[serde(default)]
    pub offset: Option<Seconds>,
    /// Phase.
    #[serde(default)]
    pub phase: Option<PhaseId>,
    /// Storyline 情景线.
    #[serde(default)]
    pub storyline: Option<Label>,
    /// Title for control and evaluators.
    pub title: Bilingual,
    /// Title that players see; where missing, sender and channel stand for it.
    #[serde(default)]
    pub player_title: Option<Bilingual>,
    /// The text that recipients get.
    #[serde(default)]
    pub body: Option<Bilingual>,
    /// Simulated sender.
    #[serde(default)]
    pub from: Option<Bilingual>,
    /// Receiving departments or single seats.
    #[serde(default)]
    pub to: Vec<Recipient>,
    /// The recipient that the row is scored for.
    #[serde(default)]
    pub lead: Option<DepartmentCode>,
    /// Who must acknowledge.
    #[serde(default = "any_member")]
    pub ack_policy: AckPolicy,
    /// The seat that must acknowledge, for `named_role`.
    #[serde(default)]
    pub ack_seat: Option<SeatCode>,
    /// By which way it comes; none where nothing is delivered or any way may be used.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// Overrides the exercise's staging.
    #[serde(default)]
    pub staging: Option<Staging>,
    /// Seat of the responsible controller.
    #[serde(default)]
    pub controller: Option<SeatCode>,
    /// Card for actors.
    #[serde(default)]
    pub actor_card: Option<Bilingual>,
    /// What should happen.
    #[serde(default)]
    pub expected_action: Option<Bilingual>,
    /// Time limits.
    #[serde(default)]
    pub targets: Targets,
    /// Elements that a message must keep when it is passed on.
    #[serde(default)]
    pub key_facts: Vec<Bilingual>,
    /// What the answer looks like.
    #[serde(default)]
    pub response: Option<ResponseForm>,
    /// Options of a decision point.
    #[serde(default)]
    pub decision: Vec<Choice>,
    /// Whose choice counts.
    #[serde(default)]
    pub decided_by: Option<Recipient>,
    /// When it is due.
    pub when: Condition,
    /// How it is released.
    pub release: ReleaseMode,
    /// Critical tasks it serves.
    #[serde(default)]
    pub tasks: Vec<TaskId>,
    /// 1 (low) to 5 (urgent).
    #[serde(default)]
    pub priority: Option<u8>,
    /// Place.
    #[serde(default)]
    pub location: Option<Bilingual>,
    /// Files.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// What happens when it is late, in the place of the exercise's own steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation: Option<Escalation>,
    /// What becomes true with its release, for control only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Truth>>")]
    pub truth: Vec<Truth>,
    /// Resources that fail with its release 故障装备, for control and evaluators.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<ResourceKey>>")]
    pub fails: Vec<ResourceKey>,
    /// A post or call of the simulated media that it brings 舆情.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<Post>,
    /// For controllers only.
    #[serde(default)]
    pub controller_note: Option<Bilingual>,
    /// Background for control and evaluators.
    #[serde(default)]
    pub background: Option<Bilingual>,
    /// For evaluators.
    #[serde(default)]
    pub evaluation_note: Option<Bilingual>,
    /// A template: each use makes a new linked row.
    #[serde(default)]
    pub template: Option<TemplateUse>,
    /// Columns of the sheet that it came from which the list has no word for 其他列, for control only.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    pub extra: BTreeMap<Label, CellText>,
}

impl Inject {
    /// Whether it goes to its recipients at all: what is only expected, and a cue for actors, goes to nobody.
    #[must_use]
    pub const fn is_delivered(&self) -> bool {
        match self.kind {
            InjectKind::ExpectedAction | InjectKind::ActorCue => false,
            InjectKind::Contextual
            | InjectKind::Trigger
            | InjectKind::Contingency
            | InjectKind::Admin
            | InjectKind::AdHoc => !self.to.is_empty(),
        }
    }

    /// Whether it goes to its recipients and asks nothing of them, without saying that it is for information:
    /// a phone files it away as soon as it was looked at, and nobody learns whether it was read.
    #[must_use]
    pub fn asks_nothing(&self) -> bool {
        let Targets { acknowledge, respond, complete } = self.targets;
        let limits = [acknowledge, respond, complete].into_iter().any(|limit| limit.is_some());
        let asked = limits || self.response.is_some() || !self.decision.is_empty();
        self.is_delivered() && !asked && self.ack_policy == AckPolicy::AnyMember
    }
}

const fn any_member() -> AckPolicy {
    AckPolicy::AnyMember
}

/// A receiver of a row: a department, or one seat alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Recipient {
    /// Every seat of a department.
    Department(DepartmentCode),
    /// One seat alone.
    Seat(SeatCode),
}

/// Time limits of a row in exercise seconds, counted from its delivery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Targets {
    /// 签收时限
    pub acknowledge: Option<Seconds>,
    /// 回复时限
    pub respond: Option<Seconds>,
    /// 完成时限
    pub complete: Option<Seconds>,
}

/// What an answer looks like 回复格式.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ResponseForm {
    /// Free text.
    Text {},
    /// One of several.
    Choice {
        /// The choices.
        of: Vec<Choice>,
    },
    /// Each entry ticked or not.
    Checklist {
        /// The entries.
        of: Vec<Choice>,
    },
    /// A number.
    Number {
        /// Its unit.
        unit: Bilingual,
    },
    /// At least one file.
    File {},
}

/// One option of a decision, choice or checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Short value, recorded.
    pub value: ChoiceValue,
    /// What people read.
    pub text: Bilingual,
}

/// A file of a scenario, stored by its content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Attachment {
    /// Content address.
    pub file: FileHash,
    /// Name shown.
    pub name: Label,
    /// Size in bytes.
    pub bytes: u32,
    /// MIME type as recognised by content.
    pub media_type: Label,
    /// What it shows, in words: read where it cannot be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Bilingual>,
    /// For control and evaluators: recipients do not get it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub control_only: bool,
}

/// When a row is due: evaluated on the exercise clock, fires at most once. All spans are seconds.
/// False while a row it names is unreleased or held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// The clock has reached `at`.
    Time {
        /// Seconds from STARTEX.
        at: Seconds,
    },
    /// `delay` after a moment of another row.
    After {
        /// The row.
        r#ref: RowId,
        /// Its moment.
        event: RowEvent,
        /// Seconds after it.
        delay: Seconds,
    },
    /// A task is marked done, or a row complete.
    Done {
        /// Row or task.
        r#ref: String,
    },
    /// At `by`, a task is not marked done, or a row not complete.
    NotDone {
        /// Row or task.
        r#ref: String,
        /// Seconds from STARTEX.
        by: Seconds,
    },
    /// Nobody (of `dept`) has acknowledged within `within` of delivery.
    NoAck {
        /// The row.
        r#ref: RowId,
        /// One department; all recipients where missing.
        #[serde(default)]
        #[ts(optional = nullable)]
        dept: Option<DepartmentCode>,
        /// Seconds from delivery.
        within: Seconds,
    },
    /// Nobody (of `dept`) has answered within `within` of release.
    NoResponse {
        /// The row.
        r#ref: RowId,
        /// One department; all recipients where missing.
        #[serde(default)]
        #[ts(optional = nullable)]
        dept: Option<DepartmentCode>,
        /// Seconds from release.
        within: Seconds,
    },
    /// A decision point was decided so.
    Decision {
        /// The row.
        r#ref: RowId,
        /// The chosen value.
        value: ChoiceValue,
    },
    /// By hand only.
    Manual {},
    /// All of them.
    All {
        /// The parts.
        of: Vec<Condition>,
    },
    /// At least one of them.
    Any {
        /// The parts.
        of: Vec<Condition>,
    },
}

impl Condition {
    /// Every kind of condition, by the `type` that names it in a file.
    pub const WORDS: [&'static str; 10] =
        ["time", "after", "done", "not_done", "no_ack", "no_response", "decision", "manual", "all", "any"];

    /// The `type` that names it in a file.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Time { .. } => "time",
            Self::After { .. } => "after",
            Self::Done { .. } => "done",
            Self::NotDone { .. } => "not_done",
            Self::NoAck { .. } => "no_ack",
            Self::NoResponse { .. } => "no_response",
            Self::Decision { .. } => "decision",
            Self::Manual {} => "manual",
            Self::All { .. } => "all",
            Self::Any { .. } => "any",
        }
    }
}

/// What reports and measures rest on, in this scenario's own rows, tasks and marks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Bindings {
    /// Sections of the summary report.
    pub sections: Vec<SectionBinding>,
    /// The chain of the first report, hop by hop.
    pub report_chain: Vec<MarkRef>,
    /// The chain of care for the injured.
    pub medical_chain: Vec<MarkRef>,
    /// Relay tests.
    pub relays: Vec<RelayBinding>,
    /// Contradictions planted in the list.
    pub contradictions: Vec<ContradictionBinding>,
    /// Rumours and their escalation.
    pub rumours: Vec<RumourBinding>,
    /// Equipment failures.
    pub equipment: Vec<EquipmentBinding>,
    /// Rows that test how well the plan is known.
    pub plan_checks: Vec<RowId>,
    /// Rows in which claims are heard.
    pub claims: Vec<RowId>,
    /// Rows in which commitments are due.
    pub commitments: Vec<RowId>,
}

/// Rows and tasks behind one section of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SectionBinding {
    /// Section, for instance `summary.2.1` or `summary.3.4.2`.
    pub section: String,
    /// Objectives.
    #[serde(default)]
    pub objectives: Vec<ObjectiveId>,
    /// Tasks.
    #[serde(default)]
    pub tasks: Vec<TaskId>,
    /// Rows.
    #[serde(default)]
    pub injects: Vec<RowId>,
}

/// A mark of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MarkRef {
    /// The task.
    pub task: TaskId,
    /// The mark.
    pub mark: MarkName,
}

/// A relay test: a row whose key facts are passed on by voice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RelayBinding {
    /// The row.
    pub inject: RowId,
    /// The hops, first to last.
    pub hops: Vec<DepartmentCode>,
}

/// A contradiction planted in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ContradictionBinding {
    /// The row that plants it.
    pub inject: RowId,
    /// The task that is to correct it.
    pub task: TaskId,
}

/// A rumour and its escalation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RumourBinding {
    /// The row in which it appears.
    pub appears: RowId,
    /// The contingency row in which it grows.
    #[serde(default)]
    pub grows: Option<RowId>,
    /// Task of finding it.
    pub detect: TaskId,
    /// Task of the first statement.
    pub statement: TaskId,
}

/// An equipment failure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EquipmentBinding {
    /// The row in which it fails.
    pub fault: RowId,
    /// Task of the backup.
    pub backup: TaskId,
    /// Moment of that task at which the backup is on; its own target counts from the fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_mark: Option<MarkName>,
    /// Task of the checklist before departure.
    #[serde(default)]
    pub checklist: Option<TaskId>,
    /// Task of logging the fault.
    #[serde(default)]
    pub logged: Option<TaskId>,
}
