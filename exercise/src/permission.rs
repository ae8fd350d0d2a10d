//! Who may do what: role × command, default deny. When it may be done is `area::lifecycle`'s,
//! to what it may be done the area's own.

use protocol::command::CommandKind as K;
use protocol::vocab::Role as R;

/// Roles that may give a command. A command without a line does not compile.
#[must_use]
pub const fn roles(kind: K) -> &'static [R] {
    const CONTROL: &[R] = &[R::Director, R::LeadController, R::Controller];
    const LEAD: &[R] = &[R::Director, R::LeadController];
    const PLAYER: &[R] = &[R::Player];
    const SPEAKERS: &[R] =
        &[R::Director, R::LeadController, R::Controller, R::Safety, R::Simulator, R::Actor, R::Player];
    const EVALUATORS: &[R] = &[R::Evaluator, R::LeadEvaluator];
    const PEOPLE: &[R] = &[
        R::Director,
        R::LeadController,
        R::Controller,
        R::Simulator,
        R::Actor,
        R::Safety,
        R::Player,
        R::Evaluator,
        R::LeadEvaluator,
        R::Observer,
        R::Planner,
    ];
    match kind {
        K::SubmitForReview => &[R::Planner, R::LeadController, R::Director],
        K::ApproveExercise | K::ReturnToDraft => &[R::Director],
        K::OpenStandby => LEAD,
        K::StartExercise | K::EndExercise | K::UndoEnd | K::AbortExercise | K::RestartExercise => &[R::Director],
        K::PauseExercise => &[R::Director, R::LeadController, R::Safety],
        K::ResumeExercise | K::SetRate | K::JumpClock | K::ShiftAll => LEAD,
        K::BeginEvaluation => &[R::Director, R::LeadEvaluator],
        K::ApproveReports | K::CloseExercise => &[R::Director],
        K::ReleaseInject
        | K::MarkStaged
        | K::HoldInject
        | K::LetGoInject
        | K::SkipInject
        | K::RestoreInject
        | K::DeferInject
        | K::RecallInject
        | K::CorrectInject
        | K::SendAdHoc
        | K::UndoAdHoc
        | K::CompleteInject
        | K::DisposeHeld
        | K::RecordReceipt
        | K::NudgeInject
        | K::ReturnResponse
        | K::AcceptResponse
        | K::CloseDelivery
        | K::AnswerClarification => CONTROL,
        K::AddMselRows
        | K::EditMselCells
        | K::RemoveMselRows
        | K::RestoreMselRows
        | K::MoveMselRows
        | K::PutMselPart
        | K::RemoveMselPart
        | K::CommentMsel
        | K::SettleMselComment => &[R::Director, R::LeadController, R::Controller, R::Planner],
        K::RetireInject | K::EditInject => &[R::Director, R::LeadController, R::Controller, R::Planner],
        K::ConfirmDelivery
        | K::ConfirmSeen
        | K::AcknowledgeInject
        | K::TakeBackAcknowledgement
        | K::BeginInject
        | K::RespondInject
        | K::CompleteDelivery
        | K::AskControl
        | K::DeclineInject
        | K::SubmitReport => PLAYER,
        K::MarkTask => &[R::Director, R::LeadController, R::Controller, R::Evaluator, R::LeadEvaluator],
        K::SendMessage => SPEAKERS,
        K::TakeControl | K::HandOverControl => CONTROL,
        K::ReportFact | K::WithdrawFact => PLAYER,
        K::RecordClaim | K::ReadBackClaim | K::AnswerClaim | K::MakeCommitment => PLAYER,
        K::ConfirmCommitment => &[R::Simulator, R::Actor, R::Director, R::LeadController, R::Controller],
        K::SettleCommitment => &[R::Player, R::Director, R::LeadController, R::Controller],
        K::JudgeCommitment => &[R::Director, R::LeadController, R::Controller, R::Evaluator, R::LeadEvaluator],
        K::CallDeputy => CONTROL,
        K::TickRelay => &[R::Director, R::LeadController, R::Controller, R::Evaluator, R::LeadEvaluator],
        K::WritePost | K::LogReach => &[R::Simulator, R::Director, R::LeadController, R::Controller],
        K::NoticePost | K::VerifyPost => PLAYER,
        K::DraftStatement | K::ReviseStatement | K::CosignStatement | K::WithdrawStatement => PLAYER,
        K::ObjectToStatement => PLAYER,
        K::ReturnStatement | K::ApproveStatement | K::PublishStatement => {
            &[R::Player, R::Director, R::LeadController, R::Controller]
        }
        K::ConfirmFact => &[R::Player, R::Director, R::LeadController, R::Controller],
        K::SetTruth => CONTROL,
        K::PutFeature | K::RemoveFeature | K::ConfirmFeature => {
            &[R::Player, R::Director, R::LeadController, R::Controller]
        }
        K::ConfirmReport => &[R::Player, R::Director, R::LeadController, R::Controller],
        K::WriteLog => &[R::Director, R::LeadController, R::Controller, R::Safety],
        K::ReportCheck => PEOPLE,
        K::AcknowledgeTest => &[
            R::Director,
            R::LeadController,
            R::Controller,
            R::Simulator,
            R::Actor,
            R::Safety,
            R::Evaluator,
            R::LeadEvaluator,
        ],
        K::CallDepartment => LEAD,
        K::ReleaseSeat => CONTROL,
        K::DeclareEmergency => PEOPLE,
        K::ConfirmResume => &[R::Director, R::Safety, R::LeadController],
        K::RecordObservation | K::RateTask | K::MarkBehaviour | K::MarkRecheck => EVALUATORS,
        K::RecordFinding | K::WithdrawFinding => {
            &[R::Director, R::LeadController, R::Controller, R::Evaluator, R::LeadEvaluator]
        }
        K::StarMoment | K::UnstarMoment | K::OpenAction | K::AssignAction | K::MoveAction => {
            &[R::Director, R::LeadController, R::LeadEvaluator]
        }
        K::EditSentence | K::RestoreSentence | K::GiveEvidence | K::PutDraft => &[R::Director, R::LeadEvaluator],
        K::ApproveDocument => &[R::Director],
        K::AnswerFeedback => &[R::Player, R::Simulator, R::Actor],
        K::CloseFeedback => &[R::Director, R::LeadEvaluator],
        K::ScoreAnswer => &[R::Director, R::LeadController, R::Controller, R::Evaluator, R::LeadEvaluator],
        K::OpenReconciliation | K::SettleTask | K::PublishObservation | K::RateObjective => &[R::LeadEvaluator],
        K::MoveResource
        | K::UseSupply
        | K::ReportFault
        | K::TickChecklist
        | K::ReportDeparture
        | K::RequestResource
        | K::WithdrawResourceRequest => PLAYER,
        // Logistics is control's where no department plays it.
        K::PassFault | K::FixFault | K::GrantResource | K::RefuseResource | K::HandOverResource | K::ReturnResource => {
            &[R::Player, R::Director, R::LeadController, R::Controller]
        }
        K::SetResource => CONTROL,
    }
}

/// Whether a role may give a command in some state.
#[must_use]
pub fn allowed(role: R, kind: K) -> bool {
    roles(kind).contains(&role)
}

/// Commands that a role may give in some state, for `you.may`.
#[must_use]
pub fn commands_of(role: R) -> Vec<String> {
    K::ALL.iter().filter(|kind| allowed(role, **kind)).map(|kind| kind.word().to_owned()).collect()
}

/// Commands that a real emergency still admits: what saves people, and what goes on by itself.
#[must_use]
pub const fn in_emergency(kind: K) -> bool {
    matches!(
        kind,
        K::DeclareEmergency
            | K::ConfirmResume
            | K::ConfirmDelivery
            | K::ConfirmSeen
            | K::AcknowledgeInject
            | K::RecordReceipt
            | K::SendMessage
            | K::WriteLog
            | K::EndExercise
            | K::AbortExercise
            | K::RecordObservation
            | K::ReleaseSeat
            | K::TakeControl
            | K::HandOverControl
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_may_nothing_and_a_player_steers_nothing() {
        assert!(K::ALL.iter().all(|kind| !allowed(R::Wall, *kind)));
        for kind in [K::ReleaseInject, K::PauseExercise, K::MarkTask, K::RecordObservation, K::SetRate] {
            assert!(!allowed(R::Player, kind), "{}", kind.word());
        }
        assert!(R::ALL.iter().filter(|role| **role != R::Wall).all(|role| allowed(*role, K::DeclareEmergency)));
        assert!(!allowed(R::Evaluator, K::SendMessage), "evaluators never prompt");
    }
}
