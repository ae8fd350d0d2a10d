//! From facts to state. Total: what was decided can always be applied. Routes only.

use crate::actor::Who;
use crate::area::inject::{Note, Rung, answer, applied, escalate, receipt};
use crate::area::resource::{change, checklist, fault, request};
use crate::area::{
    clock, commitment, comms, conduct, evaluation, feedback, improvement, lifecycle, media, msel, place, recheck,
    relay, rollcall, roster, safety, situation, staff, star, task, written,
};
use crate::commit::Commit;
use crate::event::Event;
use crate::evidence::Passed;
use crate::limits::ENTRY_WINDOW;
use crate::state::{Entry, State};
use crate::view;
use protocol::ids::EntryId;
use protocol::time::{Stamp, Timestamp};
use protocol::vocab::{EscalationStep, InjectStatus};
use uuid::Uuid;

/// Number of the commit that creates an exercise.
pub(crate) const FIRST: u64 = 1;

/// What stands around a fact: when, and by whom.
#[derive(Clone, Debug)]
pub struct Context {
    /// Both clocks.
    pub at: Stamp,
    /// Author.
    pub who: Who,
    /// When the client says that it happened.
    pub happened_at: Option<Timestamp>,
    /// Number of the commit in the record, from 1.
    pub seq: u64,
}

impl Context {
    /// The context of a commit with its number.
    #[must_use]
    pub fn of(commit: &Commit, seq: u64) -> Self {
        Self { at: commit.at, who: commit.by.who(), happened_at: commit.happened_at, seq }
    }
    pub(crate) fn rung(&self) -> Rung {
        Rung { at: self.at, who: self.who.clone(), happened_at: self.happened_at, seq: self.seq }
    }
    pub(crate) fn note(&self, text: &str) -> Note {
        Note { at: self.at, who: self.who.clone(), text: text.to_owned(), seq: self.seq }
    }
}

/// The state that the first commit of a record makes: none if it does not create an exercise.
#[must_use]
pub fn create(commit: &Commit) -> Option<State> {
    let Some(Event::ExerciseCreated(created)) = commit.events.first() else { return None };
    let mut state = msel::created(created, commit.at);
    for event in &commit.events {
        write_entry(&mut state, event, &Context::of(commit, FIRST));
    }
    pass(&mut state, commit);
    Some(state)
}

/// Applies one fact of a commit; `apply_commit` does all of them.
pub fn apply(state: &mut State, event: &Event, context: &Context) {
    route(state, event, context);
    if msel::changes(event) {
        state.msel.changed_at = context.seq;
    }
    write_entry(state, event, context);
}

/// Applies a commit; calls `after` behind each fact, when the state shows it.
pub fn apply_commit(state: &mut State, commit: &Commit, mut after: impl FnMut(&State, &Event)) {
    state.seq += 1;
    let context = Context::of(commit, state.seq);
    state.last = commit.at;
    for event in &commit.events {
        apply(state, event, &context);
        after(state, event);
    }
    pass(state, commit);
}

/// Keeps of each commit what is needed to rest something on it by its number alone.
fn pass(state: &mut State, commit: &Commit) {
    let shown = view::shown(state, commit);
    state.passed.push(Passed { at: commit.at.exercise, shown });
}

fn route(state: &mut State, event: &Event, context: &Context) {
    match event {
        // A record begins with it; a second one changes nothing.
        Event::ExerciseCreated(_) | Event::WallClockStepped(_) | Event::LogWritten(_) => {}
        Event::StatusChanged(e) => lifecycle::apply_status(state, e, context),
        Event::ClockAnchored(e) => clock::apply_anchored(state, e),
        Event::ExerciseRestarted(e) => lifecycle::apply_restarted(state, e),
        Event::PhasesChanged(e) => state.phases.clone_from(&e.open),
        Event::OutageBridged(e) => clock::apply_bridged(state, e),

        Event::RowAdded(e) => applied::apply_added(state, e),
        Event::RowArmed(e) => applied::apply_armed(state, &e.row, context),
        Event::RowReleased(e) => {
            applied::apply_released(state, e, context);
            situation::apply_released(state, &e.row, context);
            fault::apply_released(state, &e.row);
            media::post::apply_released(state, &e.row, context);
        }
        Event::RowHeld(e) => applied::apply_held(state, &e.row, e.cause, context),
        Event::RowLetGo(e) => applied::apply_waiting(state, &e.row),
        Event::RowRestored(e) => applied::apply_waiting(state, &e.row),
        Event::RowSkipped(e) => applied::settle(state, &e.row, InjectStatus::Skipped, Some(&e.reason), context),
        Event::RowDeferred(e) => applied::apply_deferred(state, &e.row, e.by),
        Event::RowsShifted(e) => applied::apply_shifted(state, e.by),
        Event::RowRecalled(e) => {
            applied::apply_recalled(state, e, context);
            media::post::apply_recalled(state, &e.row, context);
        }
        Event::RowEdited(e) => applied::apply_edited(state, e),
        Event::RowCompleted(e) => {
            applied::settle(state, &e.row, InjectStatus::Complete, e.outcome.as_deref(), context);
        }
        Event::RowMissed(e) => applied::settle(state, &e.row, InjectStatus::Missed, None, context),
        Event::RowNotPlayed(e) => applied::settle(state, &e.row, InjectStatus::NotPlayed, None, context),
        Event::RowRetired(e) => applied::settle(state, &e.row, InjectStatus::Obsolete, Some(&e.reason), context),

        Event::MselRowsAdded(e) => msel::edit::apply_added(state, e, context),
        Event::MselCellsEdited(e) => msel::edit::apply_edited(state, e, context),
        Event::MselCellsRead(e) => msel::parts::apply_read(state, e),
        Event::MselRowsRemoved(e) => msel::edit::apply_removed(state, e),
        Event::MselRowsRestored(e) => msel::edit::apply_restored(state, e),
        Event::MselRowsMoved(e) => msel::edit::apply_moved(state, e),
        Event::MselPartPut(e) => msel::parts::apply_put(state, e, context),
        Event::MselPartRemoved(e) => msel::parts::apply_removed(state, e, context),
        Event::MselCommented(e) => msel::apply_commented(state, e, context),
        Event::MselCommentSettled(e) => msel::apply_settled(state, e.comment, context),
        Event::MselFrozen(e) => msel::freeze::apply_frozen(state, e, context),

        Event::ReceiptsMerged(e) => receipt::apply_merged(state, e, context),
        Event::DeliveryAcknowledged(e) => receipt::apply_acknowledged(state, e.delivery, context),
        Event::AcknowledgementTakenBack(e) => receipt::apply_taken_back(state, e.delivery, context),
        Event::ReceiptRecorded(e) => receipt::apply_recorded(state, e, context),
        Event::DeliveryBegun(e) => answer::apply_begun(state, e.delivery, context),
        Event::DeliveryResponded(e) => answer::apply_responded(state, e, context),
        Event::DeliveryCompleted(e) => answer::apply_completed(state, e.delivery, e.text.as_ref(), context),
        Event::ResponseReturned(e) => answer::apply_returned(state, e, context),
        Event::ResponseAccepted(e) => answer::apply_accepted(state, e.delivery, context),
        Event::DeliveryClosed(e) => answer::apply_closed(state, e, context),
        Event::DeliveryDeclined(e) => answer::apply_declined(state, e, context),
        Event::InjectNudged(e) => applied::apply_nudged(state, e, context),
        Event::DeliveryOverdue(e) => {
            if let Some(delivery) = state.deliveries.get_mut(&e.delivery) {
                delivery.overdue.push(e.duty);
            }
        }
        Event::ClarificationAsked(e) => answer::apply_asked(state, e, context),
        Event::ClarificationAnswered(e) => answer::apply_answered(state, e, context),

        Event::TaskMarked(e) => task::apply_marked(state, e, context),
        Event::MessageSent(e) => comms::apply_sent(state, e, context),
        Event::ReportSubmitted(e) => comms::apply_submitted(state, e, context),
        Event::ReportConfirmed(e) => comms::apply_confirmed(state, e.report, context),

        Event::FactReported(e) => situation::apply_reported(state, e, context),
        Event::FactWithdrawn(e) => situation::apply_withdrawn(state, e, context),
        Event::FactConfirmed(e) => situation::apply_confirmed(state, e.report, context),
        Event::TruthSet(e) => situation::apply_truth(state, &e.fact, &e.value, None, context),

        Event::ControlPassed(e) => conduct::apply_passed(state, e, context),

        Event::ClaimRecorded(e) => commitment::apply_recorded(state, e, context),
        Event::ClaimReadBack(e) => commitment::apply_read_back(state, e.claim, context),
        Event::ClaimAnswered(e) => commitment::apply_answered(state, e, context),
        Event::CommitmentMade(e) => commitment::apply_made(state, e, context),
        Event::CommitmentConfirmed(e) => commitment::apply_confirmed(state, e.commitment, context),
        Event::CommitmentSettled(e) => commitment::apply_settled(state, e, context),
        Event::CommitmentJudged(e) => commitment::apply_judged(state, e, context),
        Event::CommitmentOverdue(e) => commitment::apply_overdue(state, e.commitment),

        Event::RelayTicked(e) => relay::apply_ticked(state, e, context),
        Event::FeaturePut(e) => place::apply_put(state, e, context),
        Event::FeatureRemoved(e) => place::apply_removed(state, e, context),
        Event::FeatureConfirmed(e) => place::apply_confirmed(state, e.feature, context),
        Event::PostWritten(e) => media::post::apply_written(state, e, context),
        Event::ReachLogged(e) => media::post::apply_logged(state, e.post, e.reach, context),
        Event::PostNoticed(e) => media::post::apply_noticed(state, e, context),
        Event::PostVerified(e) => media::post::apply_verified(state, e, context),
        Event::PostUnanswered(e) => media::post::apply_unanswered(state, e.post),
        Event::StatementDrafted(e) => media::statement::apply_drafted(state, e, context),
        Event::StatementRevised(e) => media::statement::apply_revised(state, e, context),
        Event::StatementCosigned(e) => media::statement::apply_cosigned(state, e, context),
        Event::StatementObjected(e) => media::statement::apply_objected(state, e, context),
        Event::StatementReturned(e) => media::statement::apply_returned(state, e, context),
        Event::StatementApproved(e) => media::statement::apply_approved(state, e, context),
        Event::StatementPublished(e) => media::statement::apply_published(state, e, context),
        Event::StatementWithdrawn(e) => media::statement::apply_withdrawn(state, e, context),

        Event::DeliveryEscalated(e) => escalate::apply_escalated(state, e),
        Event::DeputyCalled(e) => {
            escalate::take(state, e.delivery, EscalationStep::Deputy, Some(&e.seat), context);
        }

        Event::SeatTaken(e) => roster::apply_taken(state, e, context),
        Event::SeatLost(e) => roster::apply_lost(state, e, context),
        Event::SeatBack(e) => roster::apply_back(state, &e.seat, context),
        Event::SeatReleased(e) => roster::apply_seat_released(state, &e.seat, context),
        Event::EmergencyDeclared(e) => safety::apply_declared(state, e, context),
        Event::ResumeConfirmed(e) => safety::apply_confirmed(state, e, context),
        Event::EmergencyEnded(_) => state.emergency = None,

        Event::CheckReported(e) => rollcall::apply_reported(state, e, context),
        Event::TestAcknowledged(e) => staff::apply_acknowledged(state, e, context),
        Event::DepartmentCalled(e) => rollcall::apply_called(state, e, context),
        Event::RollClosed(e) => rollcall::apply_closed(state, e, context),

        Event::ObservationRecorded(e) => evaluation::note::apply_recorded(state, e, context),
        Event::FindingRecorded(e) => improvement::apply_recorded(state, e, context),
        Event::FindingWithdrawn(e) => improvement::apply_withdrawn(state, e, context),
        Event::MomentStarred(e) => star::apply_starred(state, e, context),
        Event::StarRemoved(e) => {
            state.stars.remove(&e.star);
        }
        Event::ActionOpened(e) => improvement::apply_opened(state, e, context),
        Event::ActionAssigned(e) => improvement::apply_assigned(state, e, context),
        Event::ActionMoved(e) => improvement::apply_moved(state, e, context),
        Event::EarlierFindingsNoted(e) => improvement::apply_earlier(state, e, context),
        Event::ActionsCarried(e) => recheck::apply_carried(state, e, context),
        Event::RecheckMarked(e) => recheck::apply_marked(state, e, context),
        Event::ActionRechecked(e) => recheck::apply_rechecked(state, e, context),
        Event::SentenceEdited(e) => written::apply_edited(state, e, context),
        Event::SentenceRestored(e) => written::apply_restored(state, e, context),
        Event::EvidenceGiven(e) => written::apply_given(state, e, context),
        Event::DraftPut(e) => written::apply_put(state, e, context),
        Event::FeedbackGiven(e) => feedback::apply_given(state, e, context),
        Event::FeedbackClosed(_) => feedback::apply_closed(state, context),
        Event::DocumentApproved(e) => written::apply_approved(state, e, context),
        Event::ObservationPublished(e) => evaluation::note::apply_published(state, e, context),
        Event::TaskRated(e) => evaluation::rating::apply_task_rated(state, e, context),
        Event::BehaviourMarked(e) => evaluation::rating::apply_behaviour(state, e, context),
        Event::AnswerScored(e) => evaluation::rating::apply_scored(state, e, context),
        Event::ReconciliationOpened(_) => evaluation::rating::apply_opened(state, context),
        Event::TaskSettled(e) => evaluation::rating::apply_settled(state, e, context),
        Event::ObjectiveRated(e) => evaluation::rating::apply_rated(state, e, context),

        Event::ResourceMoved(e) => change::apply_moved(state, e, context),
        Event::SupplyUsed(e) => change::apply_used(state, e, context),
        Event::FaultOccurred(e) => fault::apply_occurred(state, e, context),
        Event::FaultReported(e) => fault::apply_reported(state, e, context),
        Event::FaultPassed(e) => fault::apply_passed(state, e, context),
        Event::FaultFixed(e) => fault::apply_fixed(state, e, context),
        Event::ChecklistTicked(e) => checklist::apply_ticked(state, e, context),
        Event::DepartmentDeparted(e) => checklist::apply_departed(state, &e.department, context),
        Event::ResourceRequested(e) => request::apply_asked(state, e, context),
        Event::ResourceGranted(e) => request::apply_granted(state, e, context),
        Event::ResourceRequestWithdrawn(e) => request::apply_withdrawn(state, e, context),
        Event::ResourceRefused(e) => request::apply_refused(state, e, context),
        Event::ResourceHandedOver(e) => request::apply_handed_over(state, e.request, context),
        Event::ResourceReturned(e) => request::apply_returned(state, e, context),
    }
}

/// Keeps the window of the position log; what leaves it is read from the record.
fn write_entry(state: &mut State, event: &Event, context: &Context) {
    state.entries_evicted.clear();
    let Some(line) = view::line::of(state, event) else { return };
    state.entries_made += 1;
    let id = EntryId(Uuid::new_v5(&state.id.0, &state.entries_made.to_be_bytes()));
    state.entries.push_back(Entry {
        id,
        at: context.at,
        kind: line.kind,
        fact: event.kind(),
        who: context.who.clone(),
        row: line.row,
        department: line.department,
        seat: line.seat,
        text: line.text,
        pinned: line.pinned,
        control_only: line.control_only,
    });
    while state.entries.len() > ENTRY_WINDOW {
        state.entries_evicted.extend(state.entries.pop_front().map(|entry| entry.id));
    }
}
