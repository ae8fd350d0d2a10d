//! Life cycle of an exercise (演练): who may change its state, from where, under which guards.

use crate::actor::Actor;
use crate::apply::Context;
use crate::area::inject::Rung;
use crate::area::msel::freeze;
use crate::area::{
    clock, commitment, evaluation, feedback, inject, media, place, relay, resource, rollcall, situation,
};
use crate::commit::{Ids, Moment};
use crate::event::{ClockCause, Event, ExerciseRestarted, StatusChanged};
use crate::limits::UNDO_END_MS;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{CommandKind, OpenStandby, PauseExercise, StartExercise};
use protocol::problem::ProblemCode;
use protocol::time::{Clock, ExerciseTime, Seconds};
use protocol::vocab::{ExerciseStatus as S, InjectKind, PauseReason, TemplateUse};

/// A pause (M28).
#[derive(Clone, Debug, PartialEq)]
pub struct Pause {
    pub(crate) reason: PauseReason,
    pub(crate) note: Option<String>,
    pub(crate) from: Rung,
    /// None while it lasts.
    pub(crate) to: Option<Rung>,
}

/// States that admit a command, whoever gives it. The one place that decides it; clients receive
/// it as the gates of the exercise item.
#[must_use]
pub fn admitted(kind: CommandKind) -> &'static [S] {
    use CommandKind as K;
    const PLANNED: &[S] = &[S::Draft, S::Review];
    const LISTED: &[S] = &[S::Approved, S::Standby, S::Running, S::Paused];
    const EDITABLE: &[S] = &[S::Draft, S::Review, S::Approved, S::Standby, S::Running, S::Paused];
    const ON: &[S] = &[S::Standby, S::Running, S::Paused];
    const ANSWERABLE: &[S] = &[S::Standby, S::Running, S::Paused, S::Ended];
    const OPEN: &[S] = &[S::Standby, S::Running, S::Paused, S::Ended, S::Evaluating];
    const REVIEW: &[S] = &[S::Ended, S::Aborted, S::Evaluating, S::Reported];
    const AFTER: &[S] = &[S::Running, S::Paused, S::Ended, S::Aborted, S::Evaluating];
    match kind {
        K::SubmitForReview => &[S::Draft],
        K::ApproveExercise => &[S::Review],
        K::ReturnToDraft => &[S::Review, S::Approved],
        K::OpenStandby => &[S::Approved],
        K::StartExercise => &[S::Standby],
        K::PauseExercise => &[S::Running],
        K::ResumeExercise => &[S::Paused],
        K::EndExercise => &[S::Running, S::Paused],
        K::UndoEnd => &[S::Ended],
        K::AbortExercise | K::RestartExercise => ON,
        K::BeginEvaluation => &[S::Ended, S::Aborted],
        K::ApproveReports => &[S::Evaluating],
        K::CloseExercise => &[S::Reported],
        K::SetRate => ON,
        K::JumpClock => &[S::Running, S::Paused],
        K::ReleaseInject | K::MarkStaged => ANSWERABLE,
        // What is only planned is not held or skipped: it is changed.
        K::HoldInject | K::LetGoInject | K::SkipInject | K::RestoreInject => LISTED,
        K::DeferInject | K::ShiftAll | K::RetireInject | K::EditInject => EDITABLE,
        K::AddMselRows
        | K::EditMselCells
        | K::RemoveMselRows
        | K::RestoreMselRows
        | K::MoveMselRows
        | K::PutMselPart
        | K::RemoveMselPart => PLANNED,
        K::CommentMsel | K::SettleMselComment => &[S::Draft, S::Review, S::Approved],
        K::RecallInject | K::CorrectInject | K::NudgeInject | K::DisposeHeld | K::UndoAdHoc => ON,
        K::SendAdHoc => ON,
        K::CompleteInject
        | K::RecordReceipt
        | K::ReturnResponse
        | K::AcceptResponse
        | K::CloseDelivery
        | K::AnswerClarification => ANSWERABLE,
        K::ConfirmDelivery | K::ConfirmSeen => OPEN,
        K::AcknowledgeInject
        | K::TakeBackAcknowledgement
        | K::BeginInject
        | K::RespondInject
        | K::CompleteDelivery
        | K::AskControl
        | K::DeclineInject => ANSWERABLE,
        K::MarkTask => AFTER,
        K::SendMessage | K::SubmitReport | K::ConfirmReport => ANSWERABLE,
        K::ReportFact | K::WithdrawFact | K::ConfirmFact => ANSWERABLE,
        K::RecordClaim | K::ReadBackClaim | K::AnswerClaim | K::MakeCommitment => ANSWERABLE,
        K::ConfirmCommitment | K::SettleCommitment => ANSWERABLE,
        K::JudgeCommitment => AFTER,
        K::TickRelay => AFTER,
        K::CallDeputy => ON,
        K::WritePost => ON,
        K::LogReach | K::NoticePost | K::VerifyPost => ANSWERABLE,
        K::ObjectToStatement => ANSWERABLE,
        K::DraftStatement | K::ReviseStatement | K::CosignStatement | K::ReturnStatement => ANSWERABLE,
        K::ApproveStatement | K::PublishStatement | K::WithdrawStatement => ANSWERABLE,
        K::TakeControl | K::HandOverControl => OPEN,
        K::PutFeature | K::RemoveFeature | K::ConfirmFeature => ANSWERABLE,
        K::SetTruth => ON,
        K::ReportCheck => EDITABLE,
        K::AcknowledgeTest => OPEN,
        K::CallDepartment => &[S::Standby],
        K::WriteLog => OPEN,
        K::ReleaseSeat => &[S::Draft, S::Review, S::Approved, S::Standby, S::Running, S::Paused, S::Ended],
        K::DeclareEmergency | K::ConfirmResume => OPEN,
        K::RecordObservation | K::RateTask | K::MarkBehaviour | K::ScoreAnswer | K::MarkRecheck => AFTER,
        K::OpenReconciliation | K::SettleTask | K::RateObjective => &[S::Ended, S::Aborted, S::Evaluating],
        K::PublishObservation => REVIEW,
        K::RecordFinding | K::WithdrawFinding | K::StarMoment | K::UnstarMoment => {
            &[S::Running, S::Paused, S::Ended, S::Aborted, S::Evaluating]
        }
        // Measures are carried out long after the report.
        K::OpenAction | K::AssignAction | K::MoveAction => REVIEW,
        K::AnswerFeedback | K::CloseFeedback => &[S::Ended, S::Aborted, S::Evaluating],
        K::EditSentence | K::RestoreSentence | K::GiveEvidence | K::PutDraft | K::ApproveDocument => {
            &[S::Ended, S::Aborted, S::Evaluating]
        }
        K::MoveResource | K::UseSupply | K::ReportFault | K::PassFault | K::FixFault | K::SetResource => ANSWERABLE,
        K::TickChecklist | K::ReportDeparture => ANSWERABLE,
        K::WithdrawResourceRequest => ANSWERABLE,
        K::RequestResource | K::GrantResource | K::RefuseResource | K::HandOverResource | K::ReturnResource => {
            ANSWERABLE
        }
    }
}

fn changed(to: S) -> StatusChanged {
    StatusChanged { to, reason: None, note: None }
}

pub(crate) fn approve(state: &State) -> Result<Vec<Event>, Rejection> {
    let missing = missing_for_approval(state);
    if !missing.is_empty() {
        return Err(Rejection::new(ProblemCode::Incomplete, missing.join("; ")));
    }
    Ok(vec![freeze::frozen(state).into(), changed(S::Approved).into()])
}

/// Guards of approval, life cycle c.1: every trigger has recipient, expected action and task;
/// every task has a row.
fn missing_for_approval(state: &State) -> Vec<String> {
    let mut missing = freeze::missing(state);
    if state.scenario.departments.is_empty() {
        missing.push("there is no department".into());
    }
    for row in state.rows.values() {
        let spec = &row.spec;
        if spec.kind == InjectKind::Trigger {
            for (lacks, what) in [
                (spec.to.is_empty(), "recipient"),
                (spec.expected_action.is_none(), "expected action"),
                (spec.tasks.is_empty(), "task"),
            ] {
                if lacks {
                    missing.push(format!("{} has no {what}", spec.id));
                }
            }
        }
    }
    for task in state.tasks.keys() {
        if !state.rows.values().any(|row| row.spec.tasks.contains(task)) {
            missing.push(format!("{task} has no row"));
        }
    }
    missing
}

pub(crate) fn return_to_draft(reason: String) -> Vec<Event> {
    vec![StatusChanged { to: S::Draft, reason: None, note: Some(reason) }.into()]
}

pub(crate) fn simple(to: S) -> Vec<Event> {
    vec![changed(to).into()]
}

/// Standby: the clock counts up to zero and stops there.
pub(crate) fn open_standby(state: &State, command: &OpenStandby, moment: &Moment) -> Result<Vec<Event>, Rejection> {
    let countdown = command.countdown.unwrap_or(state.scenario.settings.countdown);
    if countdown.0 < 0 || countdown.0 > 86_400 {
        return Err(Rejection::new(ProblemCode::OutOfRange, "a countdown lasts 0 to 86 400 s").at("countdown"));
    }
    let clock = standby_clock(state, countdown, moment);
    Ok(vec![changed(S::Standby).into(), clock::anchored(clock, ClockCause::Status)])
}

fn standby_clock(state: &State, countdown: Seconds, moment: &Moment) -> Clock {
    Clock {
        rate: state.clock.rate,
        anchor_wall: moment.wall,
        anchor_exercise: ExerciseTime(-countdown.millis()),
        running: true,
        until: Some(ExerciseTime(0)),
    }
}

/// STARTEX: the clock starts at zero, the template's announcement goes out. Who is not ready stands in
/// the record and stops nobody: a drill in which one department never came is held all the same.
pub(crate) fn start(state: &State, command: &StartExercise, moment: &Moment, ids: &mut Ids) -> Vec<Event> {
    let clock = Clock { anchor_exercise: ExerciseTime(0), ..clock::running(state, moment) };
    let mut events =
        vec![rollcall::closed(state, command), changed(S::Running).into(), clock::anchored(clock, ClockCause::Status)];
    events.extend(
        state
            .rows
            .values()
            .filter(|row| row.waits() && row.planned().is_some_and(|at| at.0 < 0))
            .map(inject::not_played),
    );
    events.extend(inject::use_template(state, TemplateUse::Startex, ids));
    events
}

pub(crate) fn pause(
    state: &State,
    command: &PauseExercise,
    actor: &Actor,
    moment: &Moment,
) -> Result<Vec<Event>, Rejection> {
    if command.reason == PauseReason::RealWorld {
        return Err(Rejection::new(ProblemCode::OutOfRange, "a real emergency is declared").at("reason"));
    }
    let by_safety = actor.seated().is_some_and(|seated| seated.role == protocol::vocab::Role::Safety);
    if by_safety && command.reason != PauseReason::Safety {
        return Err(Rejection::new(ProblemCode::NotAllowed, "the safety officer pauses for safety").at("reason"));
    }
    let note = command.note.as_ref().map(ToString::to_string);
    Ok(vec![
        StatusChanged { to: S::Paused, reason: Some(command.reason), note }.into(),
        clock::anchored(clock::stopped(state, moment), ClockCause::Status),
    ])
}

pub(crate) fn resume(state: &State, moment: &Moment) -> Vec<Event> {
    vec![changed(S::Running).into(), clock::anchored(clock::running(state, moment), ClockCause::Status)]
}

/// ENDEX: what was not played becomes so, open deliveries close with their reason.
pub(crate) fn end(state: &State, moment: &Moment, ids: &mut Ids) -> Vec<Event> {
    let mut events = vec![changed(S::Ended).into(), clock::anchored(clock::stopped(state, moment), ClockCause::Status)];
    events.extend(inject::settle_all(state));
    events.extend(inject::use_template(state, TemplateUse::Endex, ids));
    events
}

/// Takes ENDEX back after a wrong tap; rows that were set aside come back (see `apply`).
pub(crate) fn undo_end(state: &State, moment: &Moment) -> Result<Vec<Event>, Rejection> {
    let ended = state.ended().ok_or(ProblemCode::WrongStatus)?;
    if moment.wall.0 - ended.wall.0 > UNDO_END_MS {
        return Err(Rejection::new(ProblemCode::TooLate, "ENDEX can be undone for two minutes"));
    }
    Ok(resume(state, moment))
}

pub(crate) fn abort(state: &State, reason: String, moment: &Moment) -> Vec<Event> {
    let mut events = vec![
        StatusChanged { to: S::Aborted, reason: None, note: Some(reason) }.into(),
        clock::anchored(clock::stopped(state, moment), ClockCause::Status),
    ];
    events.extend(inject::settle_all(state));
    events
}

/// A false start: back to standby, from the beginning. The record keeps both runs.
pub(crate) fn restart(state: &State, reason: String, moment: &Moment) -> Vec<Event> {
    vec![
        ExerciseRestarted { run: state.run + 1 }.into(),
        StatusChanged { to: S::Standby, reason: None, note: Some(reason) }.into(),
        clock::anchored(standby_clock(state, state.scenario.settings.countdown, moment), ClockCause::Status),
    ]
}

/// Reported needs every objective rated or not observed.
pub(crate) fn approve_reports(state: &State) -> Result<Vec<Event>, Rejection> {
    let unrated: Vec<_> =
        state.objectives.iter().filter(|(_, o)| o.rating.is_none()).map(|(id, _)| id.to_string()).collect();
    if unrated.is_empty() {
        Ok(simple(S::Reported))
    } else {
        Err(Rejection::new(ProblemCode::Incomplete, format!("not rated: {}", unrated.join(", "))))
    }
}

pub(crate) fn apply_status(state: &mut State, event: &StatusChanged, context: &Context) {
    let from = state.status;
    state.status = event.to;
    if let Some(last) = state.pauses.last_mut() {
        last.to.get_or_insert_with(|| context.rung());
    }
    if event.to == S::Paused {
        let reason = event.reason.unwrap_or(PauseReason::Admin);
        state.pauses.push(Pause { reason, note: event.note.clone(), from: context.rung(), to: None });
    }
    match (from, event.to) {
        (S::Standby, S::Running) => state.startex = Some(context.rung()),
        (S::Ended, S::Running) => {
            state.endex = None;
            inject::bring_back(state);
        }
        (_, S::Ended | S::Aborted) => state.endex = Some(context.rung()),
        (S::Approved, S::Draft) => freeze::apply_reopened(state, context),
        (_, S::Reported) => state.reported = Some(context.rung()),
        (_, S::Standby) => forget_play(state),
        _ => {}
    }
}

fn forget_play(state: &mut State) {
    state.startex = None;
    state.endex = None;
    state.pauses.clear();
}

pub(crate) fn apply_restarted(state: &mut State, event: &ExerciseRestarted) {
    state.run = event.run;
    forget_play(state);
    state.emergency = None;
    state.phases.clear();
    inject::reset(state);
    situation::reset(state);
    place::reset(state);
    commitment::reset(state);
    rollcall::reset(state);
    relay::reset(state);
    resource::reset(state);
    media::reset(state);
    evaluation::reset(state);
    state.stars.clear();
    feedback::reset(state);
}
