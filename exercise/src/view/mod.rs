//! Who may see what: the only place that decides it.
//!
//! [`touched`] says which items a fact may have changed, [`keys`] which items a state holds, and
//! [`render`] what an audience sees of one: `None` where it sees nothing. Rendering depends on
//! neither time nor person, so the bytes of an audience are made once for all its viewers.

mod commitment;
mod concern;
mod control;
mod evaluation;
mod evidence;
pub(crate) mod feedback;
mod improvement;
mod keys;
pub(crate) mod line;
mod media;
mod msel;
mod place;
mod player;
mod preview;
mod recheck;
mod relay;
mod resource;
mod resource_line;
mod rollcall;
mod shared;
mod situation;
mod task;
mod touched;
mod wall;

use crate::audience::Audience;
use crate::state::State;
use protocol::document::{DocumentKind, Language};
use protocol::ids::{
    ActionId, ClaimId, ClarificationId, CommitmentId, DeliveryId, DepartmentCode, EntryId, FactKey, FaultId, FeatureId,
    FindingId, MessageId, MselCommentId, MselRowId, ObjectiveId, ObservationId, PlaceKey, PostId, RecheckId, ReportId,
    ResourceKey, ResourceRequestId, RowId, SeatCode, StarId, StatementId, TaskId,
};
use protocol::item::{Item, ItemKey};
use protocol::vocab::{Role, StaffGroup};

pub use concern::concerns;
pub(crate) use evidence::shown;
pub use evidence::{Reader, evidence, may_rest_on};
pub use improvement::board;
pub use keys::{keys, keys_of, owners};
pub use msel::cell_changes;
pub use preview::preview;
pub use recheck::rechecks;
pub use touched::{Touched, touched};

/// One visible thing, before it is known to whom.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// The exercise.
    Exercise,
    /// A department of the directory.
    Department(DepartmentCode),
    /// The plan.
    Plan,
    /// Of the list as it is planned.
    Msel(MselPart),
    /// What is true in the story.
    GroundTruth,
    /// A row.
    Row(RowId),
    /// A delivery.
    Delivery(DeliveryId),
    /// A question to control.
    Clarification(ClarificationId),
    /// A message.
    Message(MessageId),
    /// A situation report.
    Report(ReportId),
    /// Who holds control.
    Conduct,
    /// A fact of the common picture.
    Fact(FactKey),
    /// What residents ask.
    Claim(ClaimId),
    /// What was promised to them.
    Commitment(CommitmentId),
    /// A relay test.
    Relay(RowId),
    /// Where the story takes place.
    Site,
    /// A named place of the site.
    Place(PlaceKey),
    /// Something on the map.
    Feature(FeatureId),
    /// A post of the simulated media.
    Post(PostId),
    /// A statement on its way.
    Statement(StatementId),
    /// A statement that went out.
    Published(StatementId),
    /// A seat.
    Seat(SeatCode),
    /// A department's part in the plan.
    Briefing(DepartmentCode),
    /// A critical task.
    Task(TaskId),
    /// A line of the position log.
    Entry(EntryId),
    /// Rows held together.
    Held,
    /// An evaluator's note.
    Observation(ObservationId),
    /// A finding.
    Finding(FindingId),
    /// A corrective action.
    Action(ActionId),
    /// A moment that was starred.
    Star(StarId),
    /// A measure of an earlier exercise, looked at again.
    Recheck(RecheckId),
    /// How far a written report is.
    Written(DocumentKind, Language),
    /// The questionnaire.
    Feedback,
    /// How far the evaluation is.
    Evaluation,
    /// What an evaluator makes of a task.
    Assessment(TaskId, SeatCode),
    /// A final rating.
    Rating(ObjectiveId),
    /// A department on a wall.
    Tile(DepartmentCode),
    /// Figures on a wall.
    Figures,
    /// What the device of a seat can do.
    Check(SeatCode),
    /// How ready a department is for STARTEX.
    Roll(DepartmentCode),
    /// How ready staff is for STARTEX.
    Staff(StaffGroup),
    /// The test inject at a staff seat.
    Test(SeatCode),
    /// A resource.
    Resource(ResourceKey),
    /// A fault of a resource.
    Fault(FaultId),
    /// A request for a resource.
    ResourceRequest(ResourceRequestId),
    /// A department's checklist.
    Checklist(DepartmentCode),
}

/// Of the list as it is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MselPart {
    /// Its order and versions.
    List,
    /// The scenario beside its rows.
    Parts,
    /// A row.
    Row(MselRowId),
    /// A comment.
    Comment(MselCommentId),
}

impl Key {
    /// The key on the wire. Those that a player gets are random or his own department's code.
    #[must_use]
    pub fn wire(&self) -> ItemKey {
        ItemKey(match self {
            Self::Exercise => "exercise".into(),
            Self::Department(code) => format!("department/{code}"),
            Self::Plan => "plan".into(),
            Self::Msel(MselPart::List) => "msel".into(),
            Self::Msel(MselPart::Parts) => "msel_parts".into(),
            Self::Msel(MselPart::Row(id)) => format!("msel_row/{id}"),
            Self::Msel(MselPart::Comment(id)) => format!("msel_comment/{id}"),
            Self::GroundTruth => "ground_truth".into(),
            Self::Row(id) => format!("row/{id}"),
            Self::Delivery(id) => format!("delivery/{id}"),
            Self::Clarification(id) => format!("clarification/{id}"),
            Self::Message(id) => format!("message/{id}"),
            Self::Report(id) => format!("report/{id}"),
            Self::Conduct => "conduct".into(),
            Self::Fact(key) => format!("fact/{key}"),
            Self::Claim(id) => format!("claim/{id}"),
            Self::Commitment(id) => format!("commitment/{id}"),
            Self::Relay(row) => format!("relay/{row}"),
            Self::Site => "site".into(),
            Self::Place(key) => format!("place/{key}"),
            Self::Feature(id) => format!("feature/{id}"),
            Self::Post(id) => format!("post/{id}"),
            Self::Statement(id) => format!("statement/{id}"),
            Self::Published(id) => format!("published/{id}"),
            Self::Seat(code) => format!("seat/{code}"),
            Self::Briefing(code) => format!("briefing/{code}"),
            Self::Task(id) => format!("task/{id}"),
            Self::Entry(id) => format!("entry/{id}"),
            Self::Held => "held".into(),
            Self::Observation(id) => format!("observation/{id}"),
            Self::Finding(id) => format!("finding/{id}"),
            Self::Recheck(id) => format!("recheck/{id}"),
            Self::Action(id) => format!("action/{id}"),
            Self::Star(id) => format!("star/{id}"),
            Self::Written(kind, Language::Zh) => format!("written/{kind}/zh"),
            Self::Written(kind, Language::En) => format!("written/{kind}/en"),
            Self::Feedback => "feedback/it".into(),
            Self::Evaluation => "evaluation/it".into(),
            Self::Assessment(task, seat) => format!("assessment/{task}/{seat}"),
            Self::Rating(id) => format!("rating/{id}"),
            Self::Tile(code) => format!("tile/{code}"),
            Self::Figures => "figures".into(),
            Self::Check(code) => format!("check/{code}"),
            Self::Roll(code) => format!("roll/{code}"),
            Self::Staff(group) => format!("staff/{group}"),
            Self::Test(code) => format!("test/{code}"),
            Self::Resource(key) => format!("resource/{key}"),
            Self::Fault(id) => format!("fault/{id}"),
            Self::ResourceRequest(id) => format!("resource_request/{id}"),
            Self::Checklist(code) => format!("checklist/{code}"),
        })
    }
}

/// Whether whoever may read the record over the network is told what facts of this kind say. Evaluators'
/// notes are theirs and the lead evaluator's until they are published, and he reads them as items; answers
/// to the questionnaire are read together, once it is closed; the record itself, in the data folder, holds everything.
#[must_use]
pub fn told_in_record(kind: &str) -> bool {
    !matches!(kind, "observation_recorded" | "task_rated" | "behaviour_marked" | "feedback_given")
}

/// What an audience sees of a key; `None` where it sees nothing.
#[must_use]
pub fn render(state: &State, key: &Key, audience: &Audience) -> Option<Item> {
    match audience {
        Audience::Everyone => everyone(state, key),
        Audience::Control => control::control(state, key),
        Audience::Evaluators => control::evaluators(state, key),
        Audience::Simulation => player::simulation(state, key),
        Audience::Actors => player::actors(state, key),
        Audience::Department(code) => player::department(state, key, code),
        Audience::LeadersWall => wall::leaders(state, key),
        Audience::PlayersWall => wall::players(state, key),
        Audience::Seat(code) => own(state, key, code),
    }
}

fn everyone(state: &State, key: &Key) -> Option<Item> {
    match key {
        Key::Exercise => Some(Item::Exercise(shared::exercise(state))),
        Key::Department(code) => shared::department(state, code).map(Item::Department),
        Key::Site => place::site(state).map(Item::Site),
        Key::Place(key) => place::place(state, key, None).map(Item::Place),
        Key::Published(id) => media::published(state, *id).map(Item::Published),
        Key::Plan
        | Key::Msel(_)
        | Key::GroundTruth
        | Key::Row(_)
        | Key::Delivery(_)
        | Key::Clarification(_)
        | Key::Message(_)
        | Key::Report(_)
        | Key::Fact(_)
        | Key::Claim(_)
        | Key::Commitment(_)
        | Key::Relay(_)
        | Key::Feature(_)
        | Key::Post(_)
        | Key::Statement(_)
        | Key::Seat(_)
        | Key::Briefing(_)
        | Key::Task(_)
        | Key::Entry(_)
        | Key::Held
        | Key::Conduct
        | Key::Observation(_)
        | Key::Assessment(..)
        | Key::Rating(_)
        | Key::Evaluation
        | Key::Finding(_)
        | Key::Star(_)
        | Key::Recheck(_)
        | Key::Action(_)
        | Key::Written(..)
        | Key::Feedback
        | Key::Tile(_)
        | Key::Figures
        | Key::Check(_)
        | Key::Roll(_)
        | Key::Staff(_)
        | Key::Test(_)
        | Key::Resource(_)
        | Key::Fault(_)
        | Key::ResourceRequest(_)
        | Key::Checklist(_) => None,
    }
}

/// What is addressed to one seat alone: its deliveries, an evaluator's own notes, every note for
/// the lead evaluator.
fn own(state: &State, key: &Key, code: &SeatCode) -> Option<Item> {
    let seat = state.seats.get(code)?;
    match key {
        Key::Delivery(id) => player::own_inject(state, *id, code).map(|item| Item::Inject(Box::new(item))),
        Key::Observation(id) => {
            let note = state.evaluation.observations.get(id)?;
            let may = match seat.role {
                Role::LeadEvaluator => true,
                Role::Evaluator => note.rung.who.seat.as_ref() == Some(code),
                Role::Director
                | Role::LeadController
                | Role::Controller
                | Role::Simulator
                | Role::Actor
                | Role::Safety
                | Role::Player
                | Role::Observer
                | Role::Wall
                | Role::Planner => false,
            };
            may.then(|| Item::Observation(evaluation::observation(state, *id, note)))
        }
        Key::Assessment(task, of) => {
            let may = evaluation::may_see(state, seat, of);
            may.then(|| evaluation::assessment(state, task, of)).flatten().map(Item::Assessment)
        }
        Key::Check(of) => (of == code).then(|| rollcall::check(state, of)).flatten().map(Item::Check),
        Key::Test(of) => (of == code).then(|| rollcall::own_test(state, of)).flatten().map(Item::OwnTest),
        Key::Exercise
        | Key::Department(_)
        | Key::Plan
        | Key::Msel(_)
        | Key::GroundTruth
        | Key::Row(_)
        | Key::Clarification(_)
        | Key::Message(_)
        | Key::Report(_)
        | Key::Fact(_)
        | Key::Claim(_)
        | Key::Commitment(_)
        | Key::Relay(_)
        | Key::Site
        | Key::Place(_)
        | Key::Feature(_)
        | Key::Post(_)
        | Key::Statement(_)
        | Key::Published(_)
        | Key::Seat(_)
        | Key::Briefing(_)
        | Key::Task(_)
        | Key::Entry(_)
        | Key::Held
        | Key::Conduct
        | Key::Rating(_)
        | Key::Evaluation
        | Key::Finding(_)
        | Key::Star(_)
        | Key::Recheck(_)
        | Key::Action(_)
        | Key::Written(..)
        | Key::Feedback
        | Key::Tile(_)
        | Key::Figures
        | Key::Roll(_)
        | Key::Staff(_)
        | Key::Resource(_)
        | Key::Fault(_)
        | Key::ResourceRequest(_)
        | Key::Checklist(_) => None,
    }
}
