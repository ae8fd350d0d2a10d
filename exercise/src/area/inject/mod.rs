//! Injects 导调信息 and their deliveries 送达: rows of the list during play, one delivery per row and
//! recipient, each with its ladder of first stamps.

pub(crate) mod answer;
pub(crate) mod applied;
pub(crate) mod escalate;
pub(crate) mod receipt;
pub(crate) mod release;
pub(crate) mod steer;

use crate::actor::Who;
use crate::area::evaluation::AnswerScore;
use crate::event::HoldCause;
use crate::state::State;
use protocol::ids::{ChoiceValue, ClarificationId, DeliveryId, DepartmentCode, FileHash, RowId, SeatCode};
use protocol::scenario::{Inject, Recipient};
use protocol::text::Bilingual;
use protocol::time::{ExerciseTime, Seconds, Stamp, Timestamp};
use protocol::vocab::{
    AckPolicy, Channel, DeliveryStage, Duty, InjectKind, InjectStatus, Progress, ReleaseMode, RowOrigin, Staging,
};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use applied::{bring_back, reset};
pub(crate) use release::{not_played, settle_all, use_template};

/// A row of the list.
#[derive(Clone, Debug)]
pub struct Row {
    pub(crate) spec: Arc<Inject>,
    pub(crate) order: u32,
    pub(crate) origin: RowOrigin,
    pub(crate) of: Option<RowId>,
    pub(crate) status: InjectStatus,
    pub(crate) staging: Staging,
    pub(crate) shift: Seconds,
    pub(crate) hold: Option<HoldCause>,
    pub(crate) armed: Option<Stamp>,
    pub(crate) released: Option<Rung>,
    pub(crate) completed: Option<Stamp>,
    pub(crate) settled: Option<Note>,
    pub(crate) decision: Option<ChoiceValue>,
    pub(crate) deliveries: Vec<DeliveryId>,
    pub(crate) edits: u32,
    /// Uses of a template so far.
    pub(crate) uses: u32,
}

/// One inject × one recipient.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub(crate) id: DeliveryId,
    pub(crate) row: RowId,
    pub(crate) recipient: Recipient,
    pub(crate) department: DepartmentCode,
    pub(crate) number: u32,
    pub(crate) stage: DeliveryStage,
    /// First stamp of each rung; never changes once set.
    pub(crate) rungs: BTreeMap<DeliveryStage, Rung>,
    pub(crate) receipts: BTreeMap<SeatCode, SeatReceipt>,
    pub(crate) counts: ReceiptCounts,
    /// Seats whose acknowledgement stands, in order.
    pub(crate) acknowledged_by: Vec<Rung>,
    pub(crate) answer: Option<Answer>,
    pub(crate) round: u32,
    pub(crate) returned: Option<Note>,
    pub(crate) declined: Option<Note>,
    pub(crate) closed: Option<Note>,
    pub(crate) overdue: Vec<Duty>,
    pub(crate) nudged: Option<Stamp>,
    pub(crate) escalated: escalate::Escalated,
    pub(crate) clarifications: Vec<ClarificationId>,
    /// Points of its answer that are right.
    pub(crate) score: Option<Box<AnswerScore>>,
}

/// First stamp of a rung.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    pub(crate) at: Stamp,
    pub(crate) who: Who,
    pub(crate) happened_at: Option<Timestamp>,
    /// Number of the commit that holds it: the evidence.
    pub(crate) seq: u64,
}

/// A remark with its author.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub(crate) at: Stamp,
    pub(crate) who: Who,
    pub(crate) text: String,
    /// Number of the commit that holds it.
    pub(crate) seq: u64,
}

/// Stamps of one seat.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeatReceipt {
    /// Its client stored the inject.
    pub delivered: Option<Stamp>,
    /// Its client showed it.
    pub seen: Option<Stamp>,
    /// Its person acknowledged; taken back acknowledgements are gone from here, not from the record.
    pub acknowledged: Option<Stamp>,
}

/// How many seats have come how far: kept, so that a desk of thousands is shown in constant time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReceiptCounts {
    pub(crate) delivered: u32,
    pub(crate) seen: u32,
    pub(crate) acknowledged: u32,
}

/// The last answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub(crate) rung: Rung,
    pub(crate) round: u32,
    pub(crate) progress: Progress,
    pub(crate) text: Option<String>,
    pub(crate) choice: Option<ChoiceValue>,
    pub(crate) ticked: Vec<ChoiceValue>,
    pub(crate) number: Option<f64>,
    pub(crate) files: Vec<FileHash>,
}

impl Row {
    /// Planned moment with all shifts.
    pub(crate) fn planned(&self) -> Option<ExerciseTime> {
        self.spec.offset.map(|offset| ExerciseTime(offset.millis() + self.shift.millis()))
    }
    pub(crate) fn is_expected_action(&self) -> bool {
        self.spec.kind == InjectKind::ExpectedAction
    }
    /// Not released and still to come.
    pub(crate) fn waits(&self) -> bool {
        matches!(self.status, InjectStatus::Scheduled | InjectStatus::Armed | InjectStatus::Held)
    }
    /// Played by people: nothing of it reaches a player's client.
    pub(crate) fn staged_by_people(&self) -> bool {
        self.staging == Staging::People
    }
    /// How it is released in fact: what people play waits for the controller's tap.
    pub(crate) fn release(&self) -> ReleaseMode {
        match (self.staged_by_people(), self.spec.release) {
            (true, ReleaseMode::Auto) => ReleaseMode::Suggest,
            (_, mode) => mode,
        }
    }
    /// What is asked of a recipient.
    pub(crate) fn duties(&self, decides: bool) -> Vec<Duty> {
        let spec = &self.spec;
        let mut duties = Vec::new();
        let acknowledged = match spec.ack_policy {
            AckPolicy::AnyMember => spec.targets.acknowledge.is_some(),
            AckPolicy::NamedRole | AckPolicy::EveryMember => true,
            AckPolicy::ForInformation => false,
        };
        if acknowledged {
            duties.push(Duty::Acknowledge);
        }
        if spec.targets.respond.is_some() || spec.response.is_some() || decides {
            duties.push(Duty::Respond);
        }
        if spec.targets.complete.is_some() {
            duties.push(Duty::Complete);
        }
        duties
    }
}

/// How a row is presented: only what comes by voice can be played by people.
pub(crate) fn staging(spec: &Inject, default: Staging) -> Staging {
    match spec.channel {
        Some(Channel::Phone | Channel::Radio | Channel::InPerson) => spec.staging.unwrap_or(default),
        Some(
            Channel::System | Channel::Email | Channel::Social | Channel::Paper | Channel::Broadcast | Channel::Other,
        )
        | None => spec.staging.unwrap_or(Staging::Screen),
    }
}

impl Delivery {
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> DeliveryId {
        self.id
    }
    /// The row it belongs to.
    #[must_use]
    pub const fn row(&self) -> &RowId {
        &self.row
    }
    /// The department of its recipient.
    #[must_use]
    pub const fn department(&self) -> &DepartmentCode {
        &self.department
    }
    /// To whom it goes.
    #[must_use]
    pub const fn recipient(&self) -> &Recipient {
        &self.recipient
    }
    /// How far it is.
    #[must_use]
    pub const fn stage(&self) -> DeliveryStage {
        self.stage
    }
    /// Receipts by seat.
    pub fn receipts(&self) -> impl Iterator<Item = (&SeatCode, &SeatReceipt)> {
        self.receipts.iter()
    }
    /// First stamp of a rung.
    #[must_use]
    pub fn stamp_of(&self, stage: DeliveryStage) -> Option<Stamp> {
        self.rungs.get(&stage).map(|rung| rung.at)
    }
    /// Duties that passed their limit, in order.
    #[must_use]
    pub fn overdue(&self) -> &[Duty] {
        &self.overdue
    }
    /// Files of the last answer.
    #[must_use]
    pub fn files(&self) -> &[FileHash] {
        self.answer.as_ref().map_or(&[], |answer| &answer.files)
    }
    /// The acknowledgement stands: a taken back one does not.
    pub(crate) fn is_acknowledged(&self) -> bool {
        self.rungs.contains_key(&DeliveryStage::Acknowledged)
            && !matches!(
                self.stage,
                DeliveryStage::Queued | DeliveryStage::Sent | DeliveryStage::Delivered | DeliveryStage::Seen
            )
    }
    /// Nothing more is expected.
    pub(crate) fn is_closed(&self) -> bool {
        matches!(self.stage, DeliveryStage::Closed | DeliveryStage::Recalled | DeliveryStage::Cancelled)
    }
    /// Whether a duty has been met; one that was met and sent back is open again.
    pub(crate) fn met(&self, duty: Duty) -> bool {
        let reached = |stage| self.rungs.contains_key(&stage);
        match duty {
            Duty::Acknowledge => self.is_acknowledged(),
            Duty::Respond => {
                let answered = self.answer.as_ref().is_some_and(|answer| answer.round == self.round);
                answered || reached(DeliveryStage::Completed)
            }
            Duty::Complete => {
                let returned = self.returned.as_ref().map(|note| note.at);
                self.rungs.get(&DeliveryStage::Completed).is_some_and(|done| returned.is_none_or(|at| done.at >= at))
                    || self.answer.as_ref().is_some_and(|answer| {
                        answer.progress == Progress::Done && answer.round == self.round && self.round > 0
                    })
            }
        }
    }
}

/// Whether the choice of this recipient decides.
pub(crate) fn decides(state: &State, spec: &Inject, recipient: &Recipient) -> bool {
    if spec.decision.is_empty() {
        return false;
    }
    match (&spec.decided_by, recipient) {
        (None, _) => true,
        (Some(decider), recipient) if decider == recipient => true,
        (Some(Recipient::Seat(seat)), Recipient::Department(department)) => {
            state.seats.get(seat).is_some_and(|seat| seat.department.as_ref() == Some(department))
        }
        (Some(_), _) => false,
    }
}

/// The moment by which a duty is due: counted from delivery, unknown before.
pub(crate) fn deadline(row: &Row, delivery: &Delivery, duty: Duty) -> Option<ExerciseTime> {
    let delivered = delivery.rungs.get(&DeliveryStage::Delivered)?.at.exercise;
    let targets = row.spec.targets;
    let span = match duty {
        Duty::Acknowledge => targets.acknowledge,
        Duty::Respond => targets.respond,
        Duty::Complete => targets.complete,
    }?;
    Some(delivered.plus(span))
}

/// What a player reads as its title: none where sender and channel stand for it.
pub(crate) fn player_title(spec: &Inject) -> Option<&Bilingual> {
    spec.player_title.as_ref()
}
