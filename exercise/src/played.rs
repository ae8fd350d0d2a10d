//! The list as it was played: every row with its planned and its actual moment, and what became of it
//! at each recipient. For archives and workbooks; roles and seats only, never a name.

use crate::area::inject::{Delivery, Note, Row, Rung};
use crate::state::State;
use protocol::ids::{ChoiceValue, DeliveryId, DepartmentCode, FileHash, PhaseId, RowId, SeatCode};
use protocol::scenario::Recipient;
use protocol::text::Bilingual;
use protocol::time::{ExerciseTime, Stamp};
use protocol::vocab::{Channel, DeliveryStage, Duty, InjectKind, InjectStatus, Progress, ReleaseMode, RowOrigin};
use serde::Serialize;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlayedRow {
    /// Number.
    pub id: RowId,
    /// Kind.
    pub kind: InjectKind,
    /// Where it comes from: the list, a template, written during play.
    pub origin: RowOrigin,
    /// The template it was made from.
    pub of: Option<RowId>,
    /// Phase.
    pub phase: Option<PhaseId>,
    /// Title for control and evaluators.
    pub title: Bilingual,
    /// By which way it came.
    pub channel: Option<Channel>,
    /// How it was to be released.
    pub release: ReleaseMode,
    /// Planned moment with all shifts.
    pub planned: Option<ExerciseTime>,
    /// When it was released, and by which seat.
    pub released: Option<Step>,
    /// When everything asked of it was there.
    pub completed: Option<Stamp>,
    /// How it ended.
    pub status: InjectStatus,
    /// Why it was skipped, held back or settled by hand.
    pub settled: Option<Remark>,
    /// What was decided, where it asked for a decision.
    pub decision: Option<ChoiceValue>,
    /// One per recipient, in the order in which they were made.
    pub deliveries: Vec<PlayedDelivery>,
}

/// A row at one recipient.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlayedDelivery {
    /// Its id.
    pub id: DeliveryId,
    /// To whom it went.
    pub to: Recipient,
    /// The department of the recipient.
    pub department: DepartmentCode,
    /// How far it came.
    pub stage: DeliveryStage,
    /// First stamp of each rung of the ladder, in order.
    pub rungs: Vec<Reached>,
    /// Duties that passed their limit.
    pub overdue: Vec<Duty>,
    /// The last answer.
    pub answer: Option<PlayedAnswer>,
    /// Who closed it, when and why.
    pub closed: Option<Remark>,
}

/// A rung of the ladder and when it was reached first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reached {
    /// Which.
    pub stage: DeliveryStage,
    /// When and by whom.
    #[serde(flatten)]
    pub step: Step,
}

/// When something was done, by which seat, and the commit that holds it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// Both clocks.
    pub at: Stamp,
    /// The seat; none for the system.
    pub seat: Option<SeatCode>,
    /// Number of the commit.
    pub seq: u64,
}

/// Words with their author.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Remark {
    /// When, by which seat, in which commit.
    #[serde(flatten)]
    pub step: Step,
    /// The words.
    pub text: String,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlayedAnswer {
    /// When, by which seat, in which commit.
    #[serde(flatten)]
    pub step: Step,
    /// What was said of the work.
    pub progress: Progress,
    /// In words.
    pub text: Option<String>,
    /// The chosen option.
    pub choice: Option<ChoiceValue>,
    /// Ticked entries.
    pub ticked: Vec<ChoiceValue>,
    /// A number.
    pub number: Option<f64>,
    /// Files.
    pub files: Vec<FileHash>,
}

/// The list as played, in its order.
#[must_use]
pub fn played(state: &State) -> Vec<PlayedRow> {
    state.row_order.iter().filter_map(|id| state.rows.get(id).map(|row| of_row(state, id, row))).collect()
}

fn of_row(state: &State, id: &RowId, row: &Row) -> PlayedRow {
    PlayedRow {
        id: id.clone(),
        kind: row.spec.kind,
        origin: row.origin,
        of: row.of.clone(),
        phase: row.spec.phase.clone(),
        title: row.spec.title.clone(),
        channel: row.spec.channel,
        release: row.spec.release,
        planned: row.planned(),
        released: row.released.as_ref().map(step),
        completed: row.completed,
        status: row.status,
        settled: row.settled.as_ref().map(remark),
        decision: row.decision.clone(),
        deliveries: row.deliveries.iter().filter_map(|id| state.deliveries.get(id)).map(of_delivery).collect(),
    }
}

fn of_delivery(delivery: &Delivery) -> PlayedDelivery {
    let answer = delivery.answer.as_ref().map(|answer| PlayedAnswer {
        step: step(&answer.rung),
        progress: answer.progress,
        text: answer.text.clone(),
        choice: answer.choice.clone(),
        ticked: answer.ticked.clone(),
        number: answer.number,
        files: answer.files.clone(),
    });
    PlayedDelivery {
        id: delivery.id,
        to: delivery.recipient.clone(),
        department: delivery.department.clone(),
        stage: delivery.stage,
        rungs: delivery.rungs.iter().map(|(stage, rung)| Reached { stage: *stage, step: step(rung) }).collect(),
        overdue: delivery.overdue.clone(),
        answer,
        closed: delivery.closed.as_ref().map(remark),
    }
}

fn step(rung: &Rung) -> Step {
    Step { at: rung.at, seat: rung.who.seat.clone(), seq: rung.seq }
}

fn remark(note: &Note) -> Remark {
    let step = Step { at: note.at, seat: note.who.seat.clone(), seq: note.seq };
    Remark { step, text: note.text.clone() }
}
