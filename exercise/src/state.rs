//! The state of an exercise: what the facts so far add up to. Changed by [`crate::apply`] alone.

use crate::actor::Who;
use crate::area::commitment::{Claim, Commitment};
use crate::area::comms::{Clarification, Message, Report};
use crate::area::conduct::Conduct;
use crate::area::evaluation::{Evaluation, ObjectiveState};
use crate::area::feedback::Feedback;
use crate::area::improvement::Improvement;
use crate::area::inject::{Delivery, Row, Rung};
use crate::area::lifecycle::Pause;
use crate::area::media::Media;
use crate::area::msel::Msel;
use crate::area::place::Feature;
use crate::area::recheck::Rechecks;
use crate::area::relay::Relay;
use crate::area::resource::Resources;
use crate::area::rollcall::Roll;
use crate::area::roster::{Desk, SeatState};
use crate::area::safety::Emergency;
use crate::area::situation::{FactReport, FactState};
use crate::area::star::Star;
use crate::area::written::Shelf;
use crate::event::HoldCause;
use crate::evidence::Passed;
use protocol::ids::{
    ClaimId, ClarificationId, CommitmentId, DeliveryId, DepartmentCode, EntryId, ExerciseId, FactKey, FactReportId,
    FeatureId, MarkName, MessageId, ObjectiveId, PersonId, PhaseId, ReportId, RowId, SeatCode, StarId, TaskId,
};
use protocol::scenario::{Recipient, Scenario, Task};
use protocol::text::Bilingual;
use protocol::time::{Clock, ExerciseTime, Stamp, Timestamp};
use protocol::vocab::{EntryKind, ExerciseStatus, InjectStatus, TaskOutcome};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

/// The state of one exercise.
#[derive(Clone, Debug)]
pub struct State {
    pub(crate) id: ExerciseId,
    pub(crate) scenario: Arc<Scenario>,
    pub(crate) created: Stamp,
    pub(crate) status: ExerciseStatus,
    pub(crate) run: u32,
    pub(crate) clock: Clock,
    /// Every pause of this run, the one that lasts among them.
    pub(crate) pauses: Vec<Pause>,
    /// Who began play, and when.
    pub(crate) startex: Option<Rung>,
    /// Who ended it.
    pub(crate) endex: Option<Rung>,
    /// Who approved the reports.
    pub(crate) reported: Option<Rung>,
    pub(crate) emergency: Option<Emergency>,
    pub(crate) phases: Vec<PhaseId>,
    pub(crate) rows: BTreeMap<RowId, Row>,
    /// Rows in order of the list, added ones behind the row they belong to or at the end.
    pub(crate) row_order: Vec<RowId>,
    /// The list as it is planned, until it is approved.
    pub(crate) msel: Msel,
    pub(crate) deliveries: HashMap<DeliveryId, Delivery>,
    /// Deliveries on which something is still expected.
    pub(crate) open: BTreeSet<DeliveryId>,
    /// Running number of the last delivery, per recipient.
    pub(crate) numbers: BTreeMap<Recipient, u32>,
    pub(crate) gap: Option<Gap>,
    pub(crate) seats: BTreeMap<SeatCode, SeatState>,
    pub(crate) desks: BTreeMap<DepartmentCode, Desk>,
    pub(crate) people: HashMap<PersonId, String>,
    pub(crate) tasks: BTreeMap<TaskId, TaskState>,
    pub(crate) messages: BTreeMap<MessageId, Message>,
    pub(crate) reports: BTreeMap<ReportId, Report>,
    pub(crate) conduct: Option<Conduct>,
    pub(crate) facts: BTreeMap<FactKey, FactState>,
    pub(crate) fact_reports: BTreeMap<FactReportId, FactReport>,
    pub(crate) features: BTreeMap<FeatureId, Feature>,
    pub(crate) claims: BTreeMap<ClaimId, Claim>,
    pub(crate) commitments: BTreeMap<CommitmentId, Commitment>,
    pub(crate) roll: Roll,
    pub(crate) relays: BTreeMap<RowId, Relay>,
    pub(crate) resources: Resources,
    pub(crate) media: Media,
    pub(crate) clarifications: BTreeMap<ClarificationId, Clarification>,
    pub(crate) evaluation: Evaluation,
    pub(crate) improvement: Improvement,
    pub(crate) stars: BTreeMap<StarId, Star>,
    pub(crate) rechecks: Rechecks,
    pub(crate) written: Shelf,
    pub(crate) feedback: Feedback,
    pub(crate) objectives: BTreeMap<ObjectiveId, ObjectiveState>,
    pub(crate) entries: VecDeque<Entry>,
    /// Lines ever written: the next line's id is made from it.
    pub(crate) entries_made: u64,
    /// Lines that left the window with the last event.
    pub(crate) entries_evicted: Vec<EntryId>,
    /// Stamp of the last applied commit: stamps never go back.
    pub(crate) last: Stamp,
    /// Number of the last applied commit in the record.
    pub(crate) seq: u64,
    /// Each commit's time, and to whom it may be shown as evidence: the first of the record comes first.
    pub(crate) passed: Vec<Passed>,
}

/// Rows held together after an outage, a sleep or a jump.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Begin.
    pub from: Stamp,
    /// End.
    pub to: Stamp,
}

/// Marks of a critical task.
#[derive(Clone, Debug)]
pub struct TaskState {
    pub(crate) spec: Task,
    pub(crate) objective: ObjectiveId,
    /// First mark of the task and of each named moment.
    pub(crate) marks: BTreeMap<Option<MarkName>, Mark>,
}

/// A mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub(crate) outcome: TaskOutcome,
    pub(crate) at: Stamp,
    pub(crate) happened_at: Option<Timestamp>,
    pub(crate) who: Who,
    pub(crate) note: Option<String>,
    pub(crate) row: Option<RowId>,
    /// Number of the commit that holds it.
    pub(crate) seq: u64,
}

/// A line of the position log.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub(crate) id: EntryId,
    pub(crate) at: Stamp,
    pub(crate) kind: EntryKind,
    pub(crate) fact: &'static str,
    pub(crate) who: Who,
    pub(crate) row: Option<RowId>,
    pub(crate) department: Option<DepartmentCode>,
    pub(crate) seat: Option<SeatCode>,
    pub(crate) text: Option<String>,
    pub(crate) pinned: bool,
    /// It says what control keeps to itself: evaluators are not shown it.
    pub(crate) control_only: bool,
}

impl State {
    /// Id of the exercise.
    #[must_use]
    pub const fn id(&self) -> ExerciseId {
        self.id
    }
    /// The list as it is planned.
    #[must_use]
    pub const fn msel(&self) -> &Msel {
        &self.msel
    }
    /// The scenario it was created from.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }
    /// Title.
    #[must_use]
    pub fn title(&self) -> &Bilingual {
        &self.scenario.title
    }
    /// When it was created.
    #[must_use]
    pub const fn created(&self) -> Stamp {
        self.created
    }
    /// State of its life cycle.
    #[must_use]
    pub const fn status(&self) -> ExerciseStatus {
        self.status
    }
    /// Its clock.
    #[must_use]
    pub const fn clock(&self) -> Clock {
        self.clock
    }
    /// STARTEX: the exercise clock stands at zero.
    #[must_use]
    pub fn started(&self) -> Option<Stamp> {
        self.startex.as_ref().map(|rung| Stamp { exercise: ExerciseTime(0), ..rung.at })
    }
    /// ENDEX.
    #[must_use]
    pub fn ended(&self) -> Option<Stamp> {
        self.endex.as_ref().map(|rung| rung.at)
    }
    /// Until when is measured: ENDEX, or the last commit so far.
    pub(crate) fn until(&self) -> Stamp {
        self.ended().unwrap_or(self.last)
    }
    /// The pause that lasts.
    pub(crate) fn pause(&self) -> Option<&Pause> {
        self.pauses.last().filter(|pause| pause.to.is_none())
    }
    /// Stamp of the last applied commit.
    #[must_use]
    pub const fn last(&self) -> Stamp {
        self.last
    }
    /// Number of the last applied commit in the record, from 1.
    #[must_use]
    pub const fn seq(&self) -> u64 {
        self.seq
    }
    /// What is kept of a commit, by its number in the record.
    pub(crate) fn passed(&self, seq: u64) -> Option<Passed> {
        let place = usize::try_from(seq.checked_sub(1)?).ok()?;
        self.passed.get(place).copied()
    }
    /// Both clocks at a wall time, never before the last commit.
    #[must_use]
    pub fn stamp(&self, wall: Timestamp) -> Stamp {
        let wall = wall.max(self.last.wall);
        Stamp { wall, exercise: self.clock.at(wall).max(self.floor()) }
    }
    /// Exercise time never goes back within a run; a restart begins again.
    fn floor(&self) -> ExerciseTime {
        match self.status {
            ExerciseStatus::Running | ExerciseStatus::Paused | ExerciseStatus::Ended => self.last.exercise,
            ExerciseStatus::Draft
            | ExerciseStatus::Review
            | ExerciseStatus::Approved
            | ExerciseStatus::Standby
            | ExerciseStatus::Evaluating
            | ExerciseStatus::Reported
            | ExerciseStatus::Closed
            | ExerciseStatus::Aborted => ExerciseTime(i64::MIN),
        }
    }
    /// Whether a real emergency covers every screen.
    #[must_use]
    pub const fn in_emergency(&self) -> bool {
        self.emergency.is_some()
    }
    /// A seat of the scenario.
    #[must_use]
    pub fn seat(&self, code: &SeatCode) -> Option<&SeatState> {
        self.seats.get(code)
    }
    /// Every seat, by code.
    pub fn seats(&self) -> impl Iterator<Item = &SeatState> {
        self.seats.values()
    }
    /// The commit that froze a version of the list, counted from 0; none if there is none yet.
    #[must_use]
    pub fn version_frozen(&self, index: u32) -> Option<u64> {
        self.msel.versions.get(usize::try_from(index).ok()?).map(|version| version.rung.seq)
    }
    /// Each row with its state, in order of the list.
    pub fn row_states(&self) -> impl Iterator<Item = (&RowId, InjectStatus)> {
        self.row_order.iter().filter_map(|id| self.rows.get(id).map(|row| (id, row.status)))
    }
    /// A row as it stands in the list now.
    #[must_use]
    pub fn row_spec(&self, id: &RowId) -> Option<&protocol::scenario::Inject> {
        self.rows.get(id).map(|row| row.spec.as_ref())
    }
    /// A delivery.
    #[must_use]
    pub fn delivery(&self, id: DeliveryId) -> Option<&Delivery> {
        self.deliveries.get(&id)
    }
    /// Every delivery, in no order.
    pub fn deliveries(&self) -> impl Iterator<Item = &Delivery> {
        self.deliveries.values()
    }
    /// Name of a person, if it was learned and not erased.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&str> {
        self.people.get(&id).map(String::as_str)
    }
    /// Tells the state a person's name. Names stand beside the record, sealed per person; a state
    /// whose key was deleted simply never learns them.
    pub fn learn_name(&mut self, id: PersonId, name: String) {
        self.people.insert(id, name);
    }
    /// Forgets a person's name: the key was deleted.
    pub fn forget_name(&mut self, id: PersonId) {
        self.people.remove(&id);
    }
    /// Whether a department is incident command 现场指挥部: it confirms, and sees all to do so.
    pub(crate) fn is_command(&self, department: &DepartmentCode) -> bool {
        self.scenario.settings.command.as_ref() == Some(department)
    }
    /// Rows held together after an outage, a sleep or a jump.
    pub(crate) fn held_in_gap(&self) -> impl Iterator<Item = &RowId> {
        self.row_order.iter().filter(|id| self.rows.get(*id).is_some_and(|row| row.hold == Some(HoldCause::Gap)))
    }
    pub(crate) fn department_of(&self, recipient: &Recipient) -> Option<DepartmentCode> {
        match recipient {
            Recipient::Department(code) => self.desks.contains_key(code).then(|| code.clone()),
            Recipient::Seat(code) => self.seats.get(code)?.department.clone(),
        }
    }
}
