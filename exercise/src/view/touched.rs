//! Which keys a fact may have changed.
//!
//! Naming too many keys costs a rendering, naming too few is a bug that the property test of
//! invariant 10 finds: a snapshot and the updates since an earlier one must agree.

use super::{Key, MselPart, evaluation, resource};
use crate::area::comms::Report;
use crate::area::inject::Row;
use crate::area::media::{self, Statement};
use crate::area::relay;
use crate::area::staff;
use crate::event::{Event, MselCellsEdited};
use crate::state::State;
use protocol::command::Party;
use protocol::ids::{DeliveryId, DepartmentCode, FactReportId, RowId, SeatCode};
use protocol::msel::{MselColumn, MselField};
use protocol::scenario::{Condition, Recipient};
use protocol::vocab::{ExerciseStatus, RowOrigin, StaffGroup};

/// What a fact may have changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Touched {
    /// These items.
    Keys(Vec<Key>),
    /// Anything: render all.
    All,
}

/// What a fact that has just been applied may have changed.
#[must_use]
pub fn touched(state: &State, event: &Event) -> Touched {
    let mut keys = Vec::new();
    if !collect(state, event, &mut keys) {
        return Touched::All;
    }
    keys.extend(state.entries_evicted.iter().copied().map(Key::Entry));
    keys.extend(state.entries.back().map(|entry| Key::Entry(entry.id)));
    Touched::Keys(keys)
}

/// Collects the keys; false where anything may have changed.
fn collect(state: &State, event: &Event, keys: &mut Vec<Key>) -> bool {
    match event {
        Event::ExerciseCreated(_) | Event::ExerciseRestarted(_) => return false,
        Event::StatusChanged(e) => {
            // After ENDEX was undone, rows and deliveries came back; with approval and back to the draft the list
            // changes its form.
            if matches!(e.to, ExerciseStatus::Running | ExerciseStatus::Approved | ExerciseStatus::Draft) {
                return false;
            }
            keys.extend([Key::Exercise, Key::Feedback]);
        }
        Event::ClockAnchored(_)
        | Event::PhasesChanged(_)
        | Event::EmergencyDeclared(_)
        | Event::ResumeConfirmed(_)
        | Event::EmergencyEnded(_) => keys.push(Key::Exercise),
        Event::OutageBridged(_) => keys.push(Key::Held),
        Event::WallClockStepped(_) | Event::LogWritten(_) => {}

        // They change which rows can be played, and the numbers of others.
        Event::MselRowsAdded(_)
        | Event::MselCellsRead(_)
        | Event::MselRowsRemoved(_)
        | Event::MselRowsRestored(_)
        | Event::MselRowsMoved(_)
        | Event::MselPartPut(_)
        | Event::MselPartRemoved(_)
        | Event::MselFrozen(_) => return false,
        Event::MselCellsEdited(e) => return cells(state, e, keys),
        Event::MselCommented(e) => keys.push(Key::Msel(MselPart::Comment(e.id))),
        Event::MselCommentSettled(e) => keys.push(Key::Msel(MselPart::Comment(e.comment))),

        Event::RowAdded(e) => row(state, &e.row.id, keys),
        Event::RowArmed(e) => row(state, &e.row, keys),
        Event::RowReleased(e) => {
            row(state, &e.row, keys);
            keys.extend(e.deliveries.iter().flat_map(|new| [Key::Delivery(new.id), Key::Tile(new.department.clone())]));
            keys.extend([Key::Figures, Key::Held]);
            let truths = state.rows.get(&e.row).into_iter().flat_map(|row| &row.spec.truth);
            keys.extend(truths.map(|truth| Key::Fact(truth.fact.clone())));
            keys.extend(media::post::of_row(state, &e.row).map(Key::Post));
        }
        Event::RowHeld(e) => held(state, &e.row, keys),
        Event::RowLetGo(e) => held(state, &e.row, keys),
        Event::RowSkipped(e) => held(state, &e.row, keys),
        Event::RowRestored(e) => held(state, &e.row, keys),
        Event::RowDeferred(e) => {
            row(state, &e.row, keys);
            keys.push(Key::Msel(MselPart::List));
        }
        Event::RowRetired(e) => {
            held(state, &e.row, keys);
            keys.push(Key::Msel(MselPart::List));
        }
        Event::RowsShifted(_) => {
            keys.extend(state.row_order.iter().cloned().map(Key::Row));
            keys.push(Key::Msel(MselPart::List));
        }
        Event::RowRecalled(e) => {
            row_and_deliveries(state, &e.row, keys);
            keys.extend(media::post::of_row(state, &e.row).map(Key::Post));
        }
        Event::RowEdited(e) => {
            row_and_deliveries(state, &e.row, keys);
            keys.push(Key::Msel(MselPart::List));
        }
        Event::RowCompleted(e) => held(state, &e.row, keys),
        Event::RowMissed(e) => row(state, &e.row, keys),
        Event::RowNotPlayed(e) => held(state, &e.row, keys),

        Event::ReceiptsMerged(e) => {
            for receipt in &e.receipts {
                delivery(state, receipt.delivery, keys);
            }
        }
        Event::DeliveryAcknowledged(e) => delivery(state, e.delivery, keys),
        Event::AcknowledgementTakenBack(e) => delivery(state, e.delivery, keys),
        Event::DeliveryBegun(e) => delivery(state, e.delivery, keys),
        Event::DeliveryResponded(e) => delivery(state, e.delivery, keys),
        Event::DeliveryCompleted(e) => delivery(state, e.delivery, keys),
        Event::ResponseReturned(e) => delivery(state, e.delivery, keys),
        Event::ResponseAccepted(e) => delivery(state, e.delivery, keys),
        Event::DeliveryClosed(e) => delivery(state, e.delivery, keys),
        Event::ReceiptRecorded(e) => delivery(state, e.delivery, keys),
        Event::DeliveryDeclined(e) => delivery(state, e.delivery, keys),
        Event::DeliveryOverdue(e) => delivery(state, e.delivery, keys),
        Event::InjectNudged(e) => keys.extend(e.deliveries.iter().copied().map(Key::Delivery)),
        Event::ClarificationAsked(e) => keys.extend([Key::Clarification(e.id), Key::Delivery(e.delivery)]),
        Event::ClarificationAnswered(e) => {
            keys.push(Key::Clarification(e.id));
            keys.extend(state.clarifications.get(&e.id).map(|asked| Key::Delivery(asked.delivery)));
        }

        Event::TaskMarked(e) => {
            keys.push(Key::Task(e.task.clone()));
            dependents(state, e.task.as_str(), keys);
        }
        Event::MessageSent(e) => {
            keys.push(Key::Message(e.id));
            if let Party::Department(from) = &e.from {
                keys.extend(relay::listening(state, from).cloned().map(Key::Relay));
            }
        }
        Event::ReportSubmitted(e) => {
            let earlier = |(id, report): (_, &Report)| (report.department == e.department).then_some(Key::Report(id));
            keys.extend(state.reports.iter().filter_map(|(id, report)| earlier((*id, report))));
            keys.extend(relay::listening(state, &e.department).cloned().map(Key::Relay));
        }
        Event::ReportConfirmed(e) => keys.push(Key::Report(e.report)),

        Event::ControlPassed(_) => keys.push(Key::Conduct),
        Event::FactReported(e) => keys.push(Key::Fact(e.fact.clone())),
        Event::FactWithdrawn(e) => fact_of(state, e.report, keys),
        Event::FactConfirmed(e) => fact_of(state, e.report, keys),
        Event::TruthSet(e) => keys.push(Key::Fact(e.fact.clone())),

        Event::ClaimRecorded(e) => keys.push(Key::Claim(e.id)),
        Event::ClaimReadBack(e) => keys.push(Key::Claim(e.claim)),
        Event::ClaimAnswered(e) => keys.push(Key::Claim(e.claim)),
        Event::CommitmentMade(e) => {
            keys.extend([Key::Commitment(e.id), Key::Figures]);
            keys.extend(e.replaces.map(Key::Commitment));
        }
        Event::CommitmentConfirmed(e) => keys.push(Key::Commitment(e.commitment)),
        Event::CommitmentSettled(e) => keys.extend([Key::Commitment(e.commitment), Key::Figures]),
        Event::CommitmentJudged(e) => keys.push(Key::Commitment(e.commitment)),
        Event::CommitmentOverdue(e) => keys.extend([Key::Commitment(e.commitment), Key::Figures]),

        Event::DeliveryEscalated(e) => keys.push(Key::Delivery(e.delivery)),
        Event::DeputyCalled(e) => keys.push(Key::Delivery(e.delivery)),
        Event::RelayTicked(e) => keys.push(Key::Relay(e.row.clone())),
        Event::FeaturePut(e) => {
            keys.push(Key::Feature(e.id));
            keys.extend(e.replaces.map(Key::Feature));
        }
        Event::FeatureRemoved(e) => keys.push(Key::Feature(e.feature)),
        Event::FeatureConfirmed(e) => keys.push(Key::Feature(e.feature)),
        Event::PostWritten(e) => keys.push(Key::Post(e.id)),
        Event::ReachLogged(e) => keys.push(Key::Post(e.post)),
        Event::PostNoticed(e) => keys.push(Key::Post(e.post)),
        Event::PostVerified(e) => {
            keys.push(Key::Post(e.post));
            on_the_way(state, |statement| statement.draft.answers.contains(&e.post), keys);
        }
        Event::PostUnanswered(e) => keys.push(Key::Post(e.post)),
        Event::StatementDrafted(e) => keys.push(Key::Statement(e.id)),
        Event::StatementRevised(e) => keys.push(Key::Statement(e.statement)),
        Event::StatementCosigned(e) => keys.push(Key::Statement(e.statement)),
        Event::StatementObjected(e) => keys.push(Key::Statement(e.statement)),
        Event::StatementReturned(e) => keys.push(Key::Statement(e.statement)),
        Event::StatementApproved(e) => keys.push(Key::Statement(e.statement)),
        Event::StatementPublished(e) => {
            let statement = state.media.statements.get(&e.statement);
            let changed = [Some(e.statement), statement.and_then(|statement| statement.corrects)];
            keys.extend(changed.into_iter().flatten().flat_map(|id| [Key::Statement(id), Key::Published(id)]));
            keys.extend(statement.into_iter().flat_map(|one| &one.draft.answers).copied().map(Key::Post));
        }
        Event::StatementWithdrawn(e) => keys.push(Key::Statement(e.statement)),

        Event::SeatTaken(e) => seat(state, &e.seat, keys),
        Event::SeatLost(e) => seat(state, &e.seat, keys),
        Event::SeatBack(e) => seat(state, &e.seat, keys),
        Event::SeatReleased(e) => seat(state, &e.seat, keys),

        Event::CheckReported(e) => checked(state, &e.seat, keys),
        Event::TestAcknowledged(e) => checked(state, &e.seat, keys),
        Event::DepartmentCalled(e) => keys.push(Key::Roll(e.department.clone())),
        Event::RollClosed(_) => {}

        Event::ObservationRecorded(e) => keys.extend([Key::Observation(e.id), Key::Evaluation]),
        Event::FindingRecorded(e) => keys.push(Key::Finding(e.id)),
        Event::MomentStarred(e) => keys.push(Key::Star(e.id)),
        Event::StarRemoved(e) => keys.push(Key::Star(e.star)),
        Event::FindingWithdrawn(e) => keys.push(Key::Finding(e.finding)),
        Event::ActionOpened(e) => keys.push(Key::Action(e.id)),
        Event::ActionAssigned(e) => keys.push(Key::Action(e.action)),
        Event::ActionMoved(e) => keys.push(Key::Action(e.action)),
        Event::ActionRechecked(e) => keys.push(Key::Action(e.action)),
        Event::EarlierFindingsNoted(_) => keys.extend(state.improvement.findings.keys().copied().map(Key::Finding)),
        Event::ActionsCarried(e) => keys.extend(e.rechecks.iter().map(|one| Key::Recheck(one.id))),
        Event::RecheckMarked(e) => keys.push(Key::Recheck(e.recheck)),
        Event::SentenceEdited(e) => keys.push(Key::Written(e.document, e.language)),
        Event::EvidenceGiven(e) => keys.push(Key::Written(e.document, e.language)),
        Event::SentenceRestored(e) => keys.push(Key::Written(e.document, e.language)),
        Event::DraftPut(e) => keys.push(Key::Written(e.document, e.language)),
        Event::DocumentApproved(e) => keys.push(Key::Written(e.document, e.language)),
        Event::FeedbackGiven(_) | Event::FeedbackClosed(_) => keys.push(Key::Feedback),
        Event::ObservationPublished(e) => keys.push(Key::Observation(e.observation)),
        Event::TaskRated(e) => evaluation::assessed(state, &e.task, keys),
        Event::BehaviourMarked(e) => evaluation::assessed(state, &e.task, keys),
        Event::AnswerScored(e) => keys.push(Key::Delivery(e.delivery)),
        Event::ReconciliationOpened(_) => {
            keys.push(Key::Evaluation);
            keys.extend(evaluation::assessments(state));
        }
        Event::TaskSettled(e) => keys.push(Key::Task(e.task.clone())),
        Event::ObjectiveRated(e) => keys.push(Key::Rating(e.objective.clone())),

        Event::ResourceMoved(e) => resource::around(state, &e.resource, keys),
        Event::SupplyUsed(e) => resource::around(state, &e.resource, keys),
        Event::FaultOccurred(e) => resource::around(state, &e.resource, keys),
        Event::FaultReported(e) => keys.push(Key::Fault(e.fault)),
        Event::FaultPassed(e) => keys.push(Key::Fault(e.fault)),
        Event::FaultFixed(e) => resource::around_fault(state, e.fault, keys),
        Event::ChecklistTicked(e) => keys.push(Key::Checklist(e.department.clone())),
        Event::DepartmentDeparted(e) => keys.push(Key::Checklist(e.department.clone())),
        Event::ResourceRequested(e) => keys.push(Key::ResourceRequest(e.id)),
        Event::ResourceGranted(e) => keys.push(Key::ResourceRequest(e.request)),
        Event::ResourceRequestWithdrawn(e) => keys.push(Key::ResourceRequest(e.request)),
        Event::ResourceRefused(e) => keys.push(Key::ResourceRequest(e.request)),
        Event::ResourceHandedOver(e) => resource::around_request(state, e.request, keys),
        Event::ResourceReturned(e) => resource::around_request(state, e.request, keys),
    }
    true
}

/// The fact of a report that was confirmed or withdrawn, and the statements that quote it.
fn fact_of(state: &State, report: FactReportId, keys: &mut Vec<Key>) {
    let Some(report) = state.fact_reports.get(&report) else { return };
    keys.push(Key::Fact(report.fact.clone()));
    let quotes = |statement: &Statement| statement.draft.figures.iter().any(|figure| figure.fact == report.fact);
    on_the_way(state, quotes, keys);
}

/// Statements that have not gone out: what is open of them may have changed.
fn on_the_way(state: &State, which: impl Fn(&Statement) -> bool, keys: &mut Vec<Key>) {
    let touched = state.media.statements.iter().filter(|(_, one)| one.published.is_none() && which(one));
    keys.extend(touched.map(|(id, _)| Key::Statement(*id)));
}

/// A row, and every row whose moment hangs on it.
fn row(state: &State, id: &RowId, keys: &mut Vec<Key>) {
    keys.push(Key::Row(id.clone()));
    if state.scenario.settings.comms_check.as_ref() == Some(id) {
        keys.extend(state.desks.keys().cloned().map(Key::Roll));
        for group in StaffGroup::ALL {
            keys.push(Key::Staff(*group));
            keys.extend(staff::seats(state, *group).cloned().map(Key::Test));
        }
    }
    keys.extend(state.relays.contains_key(id).then(|| Key::Relay(id.clone())));
    dependents(state, id.as_str(), keys);
    let template = state.rows.get(id).filter(|row| row.origin == RowOrigin::Template).and_then(|row| row.of.as_ref());
    if let Some(template) = template {
        dependents(state, template.as_str(), keys);
    }
}

/// Cells that were edited; false where rows may have come, gone or been renumbered by it.
fn cells(state: &State, event: &MselCellsEdited, keys: &mut Vec<Key>) -> bool {
    let number = MselField::from(MselColumn::Id);
    keys.push(Key::Msel(MselPart::List));
    for edit in &event.cells {
        let spec = state.msel.rows.get(&edit.row).and_then(|row| row.spec.as_ref().ok());
        let Some(spec) = spec.filter(|_| edit.field != number) else { return false };
        keys.push(Key::Msel(MselPart::Row(edit.row)));
        row(state, &spec.id, keys);
    }
    true
}

fn held(state: &State, id: &RowId, keys: &mut Vec<Key>) {
    row(state, id, keys);
    keys.push(Key::Held);
}

fn row_and_deliveries(state: &State, id: &RowId, keys: &mut Vec<Key>) {
    held(state, id, keys);
    for delivery in state.rows.get(id).map(|row| row.deliveries.clone()).unwrap_or_default() {
        self::delivery(state, delivery, keys);
    }
}

fn delivery(state: &State, id: DeliveryId, keys: &mut Vec<Key>) {
    keys.extend([Key::Delivery(id), Key::Figures]);
    if let Some(delivery) = state.deliveries.get(&id) {
        keys.push(Key::Tile(delivery.department.clone()));
        row(state, &delivery.row, keys);
    }
}

/// A seat, its tile, and the deliveries that count it.
fn seat(state: &State, code: &SeatCode, keys: &mut Vec<Key>) {
    keys.push(Key::Seat(code.clone()));
    checked(state, code, keys);
    let department: Option<&DepartmentCode> = state.seats.get(code).and_then(|seat| seat.department.as_ref());
    keys.extend(department.cloned().map(Key::Tile));
    let counts = |recipient: &Recipient| match recipient {
        Recipient::Department(of) => Some(of) == department,
        Recipient::Seat(of) => of == code,
    };
    keys.extend(state.deliveries.values().filter(|d| counts(&d.recipient)).map(|d| Key::Delivery(d.id)));
}

/// What the device of a seat can do, and how ready that leaves its department or staff.
fn checked(state: &State, code: &SeatCode, keys: &mut Vec<Key>) {
    keys.push(Key::Check(code.clone()));
    let Some(seat) = state.seats.get(code) else { return };
    keys.extend(seat.department.clone().map(Key::Roll));
    keys.extend(staff::group(seat.role).into_iter().flat_map(|group| [Key::Staff(group), Key::Test(code.clone())]));
}

fn dependents(state: &State, id: &str, keys: &mut Vec<Key>) {
    let waiting = state.rows.values().filter(|row: &&Row| row.waits() && names(&row.spec.when, id));
    keys.extend(waiting.map(|row| Key::Row(row.spec.id.clone())));
}

/// Whether a condition names a row or task.
fn names(condition: &Condition, id: &str) -> bool {
    match condition {
        Condition::Time { .. } | Condition::Manual {} => false,
        Condition::After { r#ref, .. }
        | Condition::NoAck { r#ref, .. }
        | Condition::NoResponse { r#ref, .. }
        | Condition::Decision { r#ref, .. } => r#ref.as_str() == id,
        Condition::Done { r#ref } | Condition::NotDone { r#ref, .. } => r#ref == id,
        Condition::All { of } | Condition::Any { of } => of.iter().any(|part| names(part, id)),
    }
}
