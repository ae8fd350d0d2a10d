//! From a wish to facts, or to a rejection. Routes only: who, when, then the area.

use crate::actor::{Actor, Seated};
use crate::area::inject::{answer, escalate, receipt, release, steer};
use crate::area::resource::{change, checklist, fault, request};
use crate::area::{
    clock, commitment, comms, conduct, evaluation, feedback, improvement, lifecycle, media, msel, place, recheck,
    relay, rollcall, roster, safety, situation, staff, star, task, written,
};
use crate::commit::{Ids, Moment};
use crate::event::{Event, WallClockStepped};
use crate::permission;
use crate::rejection::Rejection;
use crate::signal::Signal;
use crate::state::State;
use protocol::command::Command;
use protocol::problem::ProblemCode;
use protocol::vocab::ExerciseStatus;

/// Decides a command of somebody in a seat.
///
/// # Errors
/// The rejection says why not; nothing has happened.
pub fn decide(state: &State, command: &Command, seated: &Seated, moment: &Moment) -> Result<Vec<Event>, Rejection> {
    let kind = command.kind();
    if !permission::allowed(seated.role, kind) {
        return Err(ProblemCode::NotAllowed.into());
    }
    if state.in_emergency() && !permission::in_emergency(kind) {
        return Err(ProblemCode::EmergencyActive.into());
    }
    if !lifecycle::admitted(kind).contains(&state.status) {
        return Err(Rejection::new(ProblemCode::WrongStatus, format!("the exercise is {}", state.status)));
    }
    route(state, command, seated, moment, &mut Ids::of(moment))
}

fn route(
    state: &State,
    command: &Command,
    seated: &Seated,
    moment: &Moment,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    match command {
        Command::SubmitForReview(_) => Ok(lifecycle::simple(ExerciseStatus::Review)),
        Command::ApproveExercise(_) => lifecycle::approve(state),
        Command::ReturnToDraft(c) => Ok(lifecycle::return_to_draft(c.reason.to_string())),
        Command::OpenStandby(c) => lifecycle::open_standby(state, c, moment),
        Command::StartExercise(c) => Ok(lifecycle::start(state, c, moment, ids)),
        Command::PauseExercise(c) => lifecycle::pause(state, c, &Actor::Seat(seated.clone()), moment),
        Command::ResumeExercise(_) => Ok(lifecycle::resume(state, moment)),
        Command::EndExercise(_) => Ok(lifecycle::end(state, moment, ids)),
        Command::UndoEnd(_) => lifecycle::undo_end(state, moment),
        Command::AbortExercise(c) => Ok(lifecycle::abort(state, c.reason.to_string(), moment)),
        Command::RestartExercise(c) => Ok(lifecycle::restart(state, c.reason.to_string(), moment)),
        Command::BeginEvaluation(_) => Ok(lifecycle::simple(ExerciseStatus::Evaluating)),
        Command::ApproveReports(_) => lifecycle::approve_reports(state),
        Command::CloseExercise(_) => Ok(lifecycle::simple(ExerciseStatus::Closed)),

        Command::SetRate(c) => clock::set_rate(state, c, moment),
        Command::JumpClock(c) => clock::jump(state, c, moment),

        Command::ReleaseInject(c) => release::release(state, &c.row, ids),
        Command::MarkStaged(c) => release::mark_staged(state, &c.row, ids),
        Command::HoldInject(c) => steer::hold(state, &c.row),
        Command::LetGoInject(c) => steer::let_go(state, &c.row),
        Command::SkipInject(c) => steer::skip(state, &c.row, c.reason.to_string()),
        Command::RestoreInject(c) => steer::restore(state, &c.row),
        Command::DeferInject(c) => msel::carried::defer(state, c),
        Command::ShiftAll(c) => msel::carried::shift_all(state, c),
        Command::RecallInject(c) => release::recall(state, c),
        Command::CorrectInject(c) => release::correct(state, c, ids),
        Command::SendAdHoc(c) => release::send_ad_hoc(state, c),
        Command::UndoAdHoc(c) => release::undo_ad_hoc(state, &c.row, moment),
        Command::CompleteInject(c) => steer::complete(state, c),
        Command::RetireInject(c) => msel::carried::retire(state, c),
        Command::EditInject(c) => msel::carried::edit(state, c),
        Command::AddMselRows(c) => msel::edit::add(state, c),
        Command::EditMselCells(c) => msel::edit::edit(state, c, seated),
        Command::RemoveMselRows(c) => msel::edit::remove(state, c),
        Command::RestoreMselRows(c) => msel::edit::restore(state, c),
        Command::MoveMselRows(c) => msel::edit::shift(state, c),
        Command::PutMselPart(c) => msel::parts::put(state, c),
        Command::RemoveMselPart(c) => msel::parts::remove(state, c),
        Command::CommentMsel(c) => msel::comment(state, c, ids),
        Command::SettleMselComment(c) => msel::settle(state, c.comment),
        Command::DisposeHeld(c) => steer::dispose(state, c, ids),
        Command::RecordReceipt(c) => receipt::record(state, c, moment),
        Command::NudgeInject(c) => steer::nudge(state, c, moment),
        Command::ReturnResponse(c) => answer::send_back(state, c),
        Command::AcceptResponse(c) => answer::accept(state, c),
        Command::CloseDelivery(c) => answer::close(state, c),
        Command::AnswerClarification(c) => answer::answer(state, c),

        Command::ConfirmDelivery(_) | Command::ConfirmSeen(_) => {
            Err(Rejection::new(ProblemCode::UnexpectedFrame, "machine receipts are folded, not decided"))
        }
        Command::AcknowledgeInject(c) => receipt::acknowledge(state, c.delivery, seated),
        Command::TakeBackAcknowledgement(c) => receipt::take_back(state, c.delivery, seated, moment),
        Command::BeginInject(c) => answer::begin(state, c.delivery, seated),
        Command::RespondInject(c) => answer::respond(state, c, seated),
        Command::CompleteDelivery(c) => answer::complete(state, c, seated),
        Command::AskControl(c) => answer::ask(state, c, seated, ids),
        Command::DeclineInject(c) => answer::decline(state, c, seated),
        Command::MarkTask(c) => task::mark(state, c),

        Command::SendMessage(c) => comms::send(state, c, seated, ids),
        Command::SubmitReport(c) => comms::submit(state, c, seated, ids),
        Command::ConfirmReport(c) => comms::confirm(state, c.report, seated),
        Command::WriteLog(c) => comms::write_log(state, c),

        Command::ReportFact(c) => situation::report(state, c, seated, moment, ids),
        Command::WithdrawFact(c) => situation::withdraw(state, c, seated),
        Command::ConfirmFact(c) => situation::confirm(state, c.report, seated),
        Command::SetTruth(c) => situation::set_truth(state, c),

        Command::TakeControl(_) => conduct::take(state, seated),
        Command::HandOverControl(c) => conduct::hand_over(state, &c.to, seated),

        Command::RecordClaim(c) => commitment::record(state, c, seated, ids),
        Command::ReadBackClaim(c) => commitment::read_back(state, c.claim, seated),
        Command::AnswerClaim(c) => commitment::answer(state, c, seated),
        Command::MakeCommitment(c) => commitment::make(state, c, seated, ids),
        Command::ConfirmCommitment(c) => commitment::confirm(state, c.commitment),
        Command::SettleCommitment(c) => commitment::settle(state, c, seated),
        Command::JudgeCommitment(c) => commitment::judge(state, c),

        Command::ReportCheck(c) => rollcall::report(state, c, seated),
        Command::AcknowledgeTest(_) => staff::acknowledge(state, seated),
        Command::CallDepartment(c) => rollcall::call(state, c),

        Command::TickRelay(c) => relay::tick(state, c, moment, ids),
        Command::PutFeature(c) => place::put(state, c, seated, moment, ids),
        Command::RemoveFeature(c) => place::remove(state, c, seated),
        Command::ConfirmFeature(c) => place::confirm(state, c.feature, seated),

        Command::CallDeputy(c) => escalate::call(state, c.delivery),

        Command::WritePost(c) => media::post::write(state, c, ids),
        Command::LogReach(c) => media::post::log_reach(state, c),
        Command::NoticePost(c) => media::post::notice(state, c, seated),
        Command::VerifyPost(c) => media::post::verify(state, c, seated),
        Command::DraftStatement(c) => media::statement::draft(state, c, seated, ids),
        Command::ReviseStatement(c) => media::statement::revise(state, c, seated),
        Command::CosignStatement(c) => media::statement::cosign(state, c.statement, seated),
        Command::ObjectToStatement(c) => media::statement::object(state, c, seated),
        Command::ReturnStatement(c) => media::statement::send_back(state, c, seated),
        Command::ApproveStatement(c) => media::statement::approve(state, c, seated),
        Command::PublishStatement(c) => media::statement::publish(state, c.statement, seated),
        Command::WithdrawStatement(c) => media::statement::withdraw(state, c, seated),

        Command::ReleaseSeat(c) => roster::release(state, &c.seat),

        Command::DeclareEmergency(c) => safety::declare(state, c, moment, ids),
        Command::ConfirmResume(c) => safety::confirm(state, c, seated, moment),

        Command::RecordObservation(c) => evaluation::note::observe(state, c, ids),
        Command::RecordFinding(c) => improvement::record(state, c, ids),
        Command::WithdrawFinding(c) => improvement::withdraw(state, c),
        Command::StarMoment(c) => star::put(state, c, moment, ids),
        Command::UnstarMoment(c) => star::remove(state, c),
        Command::OpenAction(c) => improvement::open(state, c, ids),
        Command::AssignAction(c) => improvement::assign(state, c),
        Command::MoveAction(c) => improvement::step(state, c, &seated.seat),
        Command::MarkRecheck(c) => recheck::mark(state, c),
        Command::EditSentence(c) => written::edit(state, c),
        Command::RestoreSentence(c) => written::restore(state, c),
        Command::GiveEvidence(c) => written::give(state, c, seated.role),
        Command::PutDraft(c) => Ok(written::put_draft(c)),
        Command::ApproveDocument(c) => written::approve(state, c),
        Command::AnswerFeedback(c) => feedback::answer(state, c, seated, moment),
        Command::CloseFeedback(_) => feedback::close(state),
        Command::PublishObservation(c) => evaluation::note::publish(state, c),
        Command::RateTask(c) => evaluation::rating::rate_task(state, c),
        Command::MarkBehaviour(c) => evaluation::rating::mark_behaviour(state, c),
        Command::ScoreAnswer(c) => evaluation::rating::score_answer(state, c),
        Command::OpenReconciliation(_) => evaluation::rating::open_reconciliation(state),
        Command::SettleTask(c) => evaluation::rating::settle(state, c),
        Command::RateObjective(c) => evaluation::rating::rate_objective(state, c),

        Command::MoveResource(c) => change::shift(state, c, seated, moment),
        Command::UseSupply(c) => change::use_up(state, c, seated),
        Command::SetResource(c) => change::set(state, c, moment, ids),
        Command::ReportFault(c) => fault::report(state, c, seated, moment, ids),
        Command::PassFault(c) => fault::pass(state, c, seated, moment),
        Command::FixFault(c) => fault::fix(state, c, seated),
        Command::TickChecklist(c) => checklist::tick(state, c, seated),
        Command::ReportDeparture(_) => checklist::depart(state, seated),
        Command::RequestResource(c) => request::ask(state, c, seated, ids),
        Command::GrantResource(c) => request::grant(state, c, seated),
        Command::WithdrawResourceRequest(c) => request::withdraw(state, c, seated),
        Command::RefuseResource(c) => request::refuse(state, c, seated),
        Command::HandOverResource(c) => request::hand_over(state, c.request, seated),
        Command::ReturnResource(c) => request::give_back(state, c, seated),
    }
}

/// What the server noticed, as facts; none where it changes nothing.
#[must_use]
pub fn notice(state: &State, signal: Signal, moment: &Moment) -> Vec<Event> {
    match signal {
        Signal::Receipts(receipts) => {
            if lifecycle::admitted(protocol::command::CommandKind::ConfirmDelivery).contains(&state.status) {
                receipt::merge(state, receipts)
            } else {
                Vec::new()
            }
        }
        Signal::SeatTaken { .. } | Signal::SeatLost { .. } | Signal::SeatBack { .. } => {
            roster::noticed(state, &signal).into_iter().collect()
        }
        Signal::Gap { from } => clock::gap(state, from, moment),
        Signal::Carried(actions) => recheck::carry(state, actions, &mut Ids::of(moment)),
        Signal::Earlier(findings) => improvement::note_earlier(state, findings),
        Signal::Rechecked(action, result) => recheck::rechecked(state, action, *result),
        Signal::WallStepped { by_ms } => vec![WallClockStepped { by_ms }.into()],
    }
}
