//! Commands in a form that minds can write down in one line each.

use super::{Wish, equip};
use protocol::command::{self as c, Command, HeldChoice, Party, ReportedFact};
use protocol::ids::{
    ClaimId, ClarificationId, CommitmentId, DeliveryId, DepartmentCode, FactKey, FactReportId, FeatureId, ObjectiveId,
    ReportId, RowId, TaskId,
};
use protocol::relay::HeardFact;
use protocol::scenario::{Recipient, RobotDeed};
use protocol::text::{Bilingual, Body, Label, Language, Remark, Title};
use protocol::time::Seconds;
use protocol::vocab::{
    Channel, CommitmentOutcome, FeatureAudience, ObservationKind, Rating, Readiness, ReportKind, TaskOutcome,
};

/// A text that fits; what is too long loses its end, what is empty is nothing.
fn fitted<T>(text: &str, most: usize, parse: impl Fn(String) -> Result<T, String>) -> Option<T> {
    parse(text.chars().filter(|c| !c.is_control()).take(most).collect()).ok()
}
pub(super) fn body(text: &str) -> Option<Body> {
    fitted(text, 4_000, Body::parse)
}
pub(super) fn label(text: &str) -> Option<Label> {
    fitted(text, 120, Label::parse)
}
pub(super) fn remark(text: &str) -> Option<Remark> {
    fitted(text, 500, Remark::parse)
}

impl From<Command> for Wish {
    fn from(command: Command) -> Self {
        Self { command, upload: None }
    }
}

pub(super) fn acknowledge(delivery: DeliveryId) -> Wish {
    Command::AcknowledgeInject(c::AcknowledgeInject { delivery }).into()
}
pub(super) fn begin(delivery: DeliveryId) -> Wish {
    Command::BeginInject(c::BeginInject { delivery }).into()
}
pub(super) fn complete(delivery: DeliveryId, text: &str) -> Wish {
    Command::CompleteDelivery(c::CompleteDelivery { delivery, text: body(text) }).into()
}
pub(super) fn ask(delivery: DeliveryId, text: &str) -> Option<Wish> {
    Some(Command::AskControl(c::AskControl { delivery, text: body(text)? }).into())
}
pub(super) fn decline(delivery: DeliveryId, reason: &str) -> Option<Wish> {
    Some(Command::DeclineInject(c::DeclineInject { delivery, reason: remark(reason)? }).into())
}
pub(super) fn send(to: Party, text: &str, persona: Option<&str>, about: Option<DeliveryId>) -> Option<Wish> {
    let persona = persona.and_then(label);
    Some(Command::SendMessage(c::SendMessage { to: vec![to], text: body(text)?, persona, about }).into())
}
pub(super) fn report(kind: ReportKind, text: &str, facts: Vec<ReportedFact>, gaps: Vec<FactKey>) -> Option<Wish> {
    Some(Command::SubmitReport(c::SubmitReport { kind, text: body(text)?, facts, gaps }).into())
}
pub(super) fn confirm_report(report: ReportId) -> Wish {
    Command::ConfirmReport(c::ConfirmReport { report }).into()
}

/// A deed of the script, in one language.
pub(super) fn deed(deed: &RobotDeed, language: Language) -> Option<Wish> {
    let say = |text: &Option<Bilingual>| text.as_ref().and_then(|text| label(text.get(language)));
    Some(
        match deed {
            RobotDeed::ReportFact { fact, value } => {
                let (fact, value) = (fact.clone(), value.clone());
                Command::ReportFact(c::ReportFact { fact, value, seen_at: None, source: None })
            }
            RobotDeed::RecordClaim { text, from } => {
                let (text, from) = (body(text.get(language))?, label(from.get(language))?);
                Command::RecordClaim(c::RecordClaim { text, from, about: None })
            }
            RobotDeed::MakeCommitment { text, person, due, due_at, told_by, checker } => {
                Command::MakeCommitment(c::MakeCommitment {
                    text: body(text.get(language))?,
                    owner: None,
                    person: say(person),
                    due: say(due),
                    due_at: *due_at,
                    told_by: say(told_by),
                    checker: say(checker),
                    claim: None,
                    replaces: None,
                    reason: None,
                })
            }
            RobotDeed::Check { .. }
            | RobotDeed::Depart {}
            | RobotDeed::UseResource { .. }
            | RobotDeed::ReportFault { .. }
            | RobotDeed::UseSupply { .. }
            | RobotDeed::AskResource { .. } => return equip::deed(deed, language),
            RobotDeed::PutFeature { feature, spot, label } => Command::PutFeature(c::PutFeature {
                feature: *feature,
                spot: spot.clone(),
                label: self::label(label.get(language))?,
                note: None,
                seen_at: None,
                audience: FeatureAudience::Departments,
                replaces: None,
                reason: None,
            }),
            // `media` does those: they need to find the post first.
            RobotDeed::NoticePost {}
            | RobotDeed::VerifyPost { .. }
            | RobotDeed::DraftStatement { .. }
            | RobotDeed::CorrectStatement { .. } => return None,
        }
        .into(),
    )
}
pub(super) fn call_ready(department: DepartmentCode) -> Wish {
    Command::CallDepartment(c::CallDepartment { department, word: Readiness::Go, note: None }).into()
}
pub(super) fn read_back(claim: ClaimId) -> Wish {
    Command::ReadBackClaim(c::ReadBackClaim { claim }).into()
}
pub(super) fn confirm_commitment(commitment: CommitmentId) -> Wish {
    Command::ConfirmCommitment(c::ConfirmCommitment { commitment }).into()
}
pub(super) fn keep(commitment: CommitmentId) -> Wish {
    let outcome = CommitmentOutcome::Kept;
    Command::SettleCommitment(c::SettleCommitment { commitment, outcome, note: None }).into()
}
pub(super) fn confirm_feature(feature: FeatureId) -> Wish {
    Command::ConfirmFeature(c::ConfirmFeature { feature }).into()
}
pub(super) fn confirm_fact(report: FactReportId) -> Wish {
    Command::ConfirmFact(c::ConfirmFact { report }).into()
}

pub(super) fn release(row: RowId, by_people: bool) -> Wish {
    let command = if by_people {
        Command::MarkStaged(c::MarkStaged { row })
    } else {
        Command::ReleaseInject(c::ReleaseInject { row })
    };
    command.into()
}
pub(super) fn skip(row: RowId, reason: &str) -> Option<Wish> {
    Some(Command::SkipInject(c::SkipInject { row, reason: remark(reason)? }).into())
}
pub(super) fn hold(row: RowId) -> Wish {
    Command::HoldInject(c::HoldInject { row }).into()
}
pub(super) fn let_go(row: RowId) -> Wish {
    Command::LetGoInject(c::LetGoInject { row }).into()
}
pub(super) fn complete_row(row: RowId) -> Wish {
    Command::CompleteInject(c::CompleteInject { row, outcome: None }).into()
}
pub(super) fn send_held() -> Wish {
    Command::DisposeHeld(c::DisposeHeld { rows: Vec::new(), how: HeldChoice::Send {} }).into()
}
pub(super) fn nudge(row: RowId, department: DepartmentCode) -> Wish {
    Command::NudgeInject(c::NudgeInject { row, department: Some(department) }).into()
}
pub(super) fn send_back(delivery: DeliveryId, note: &str) -> Option<Wish> {
    Some(Command::ReturnResponse(c::ReturnResponse { delivery, note: remark(note)? }).into())
}
pub(super) fn accept(delivery: DeliveryId) -> Wish {
    Command::AcceptResponse(c::AcceptResponse { delivery }).into()
}
pub(super) fn close(delivery: DeliveryId, reason: &str) -> Option<Wish> {
    Some(Command::CloseDelivery(c::CloseDelivery { delivery, reason: remark(reason)? }).into())
}
pub(super) fn clarify(clarification: ClarificationId, text: &str) -> Option<Wish> {
    Some(Command::AnswerClarification(c::AnswerClarification { clarification, text: body(text)? }).into())
}
pub(super) fn mark(task: TaskId, mark: Option<protocol::ids::MarkName>, outcome: TaskOutcome) -> Wish {
    Command::MarkTask(c::MarkTask { task, mark, outcome, note: None }).into()
}
pub(super) fn ad_hoc(title: &str, text: &str, to: Vec<DepartmentCode>, acknowledge: i32) -> Option<Wish> {
    let targets = protocol::scenario::Targets { acknowledge: Some(Seconds(acknowledge)), ..Default::default() };
    let command = c::SendAdHoc {
        title: fitted(title, 200, Title::parse)?,
        body: body(text)?,
        to: to.into_iter().map(Recipient::Department).collect(),
        from: None,
        channel: Channel::System,
        ack_policy: None,
        targets,
        response: None,
        tasks: Vec::new(),
        priority: None,
    };
    Some(Command::SendAdHoc(command).into())
}
pub(super) fn log(text: &str) -> Option<Wish> {
    Some(
        Command::WriteLog(c::WriteLog { text: body(text)?, pinned: false, row: None, department: None, seat: None })
            .into(),
    )
}
pub(super) fn observe(
    text: &str,
    kind: ObservationKind,
    row: Option<RowId>,
    department: Option<DepartmentCode>,
) -> Option<Wish> {
    let command = c::RecordObservation { text: body(text)?, kind, row, task: None, department, files: Vec::new() };
    Some(Command::RecordObservation(command).into())
}
pub(super) fn rate(objective: ObjectiveId, rating: Rating) -> Wish {
    Command::RateObjective(c::RateObjective { objective, rating, note: None }).into()
}
pub(super) fn tick_relay(row: RowId, hop: u32, heard: Vec<HeardFact>) -> Wish {
    Command::TickRelay(c::TickRelay { row, hop, heard, note: None }).into()
}
pub(super) fn call_deputy(delivery: DeliveryId) -> Wish {
    Command::CallDeputy(c::CallDeputy { delivery }).into()
}
