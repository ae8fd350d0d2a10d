//! Messages, situation reports 情况报告 and the position log.

use crate::actor::Seated;
use crate::apply::Context;
use crate::area::inject::{Note, Rung, receipt};
use crate::area::situation;
use crate::commit::Ids;
use crate::event::{Event, LogWritten, MessageSent, ReportConfirmed, ReportSubmitted};
use crate::limits::{MESSAGES_MAX, REPORTS_MAX};
use crate::number;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{Party, ReportedFact, SendMessage, SubmitReport, WriteLog};
use protocol::ids::{DeliveryId, DepartmentCode, FactKey, MessageId, ReportId, RowId, SeatCode};
use protocol::problem::ProblemCode;
use protocol::vocab::{ReportKind, Role};

/// A message.
#[derive(Clone, Debug)]
pub struct Message {
    pub(crate) sent: Rung,
    pub(crate) from: Party,
    pub(crate) to: Vec<Party>,
    pub(crate) text: String,
    pub(crate) persona: Option<String>,
    pub(crate) about: Option<DeliveryId>,
}

impl Message {
    /// Whether a party sent or receives it.
    pub(crate) fn concerns(&self, party: &Party) -> bool {
        self.from == *party || self.to.contains(party)
    }
}

/// A situation report.
#[derive(Clone, Debug)]
pub struct Report {
    pub(crate) department: DepartmentCode,
    pub(crate) number: u32,
    pub(crate) kind: ReportKind,
    pub(crate) submitted: Rung,
    pub(crate) text: String,
    pub(crate) facts: Vec<ReportedFact>,
    pub(crate) gaps: Vec<FactKey>,
    pub(crate) confirmed: Option<Rung>,
    pub(crate) superseded: bool,
}

/// A question to control.
#[derive(Clone, Debug)]
pub struct Clarification {
    pub(crate) delivery: DeliveryId,
    pub(crate) row: RowId,
    pub(crate) department: DepartmentCode,
    pub(crate) asked: Rung,
    pub(crate) text: String,
    pub(crate) answer: Option<Note>,
}

/// As whom a role writes.
fn party(seated: &Seated) -> Result<Party, Rejection> {
    match seated.role {
        Role::Player => seated.department.clone().map(Party::Department).ok_or_else(|| ProblemCode::NotAllowed.into()),
        Role::Simulator | Role::Actor => Ok(Party::Simulation),
        Role::Director | Role::LeadController | Role::Controller | Role::Safety => Ok(Party::Control),
        Role::Evaluator | Role::LeadEvaluator | Role::Observer | Role::Wall | Role::Planner => {
            Err(ProblemCode::NotAllowed.into())
        }
    }
}

pub(crate) fn send(
    state: &State,
    command: &SendMessage,
    seated: &Seated,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    if state.messages.len() >= MESSAGES_MAX {
        return Err(ProblemCode::Full.into());
    }
    let from = party(seated)?;
    if command.to.is_empty() || command.to.contains(&from) {
        return Err(Rejection::new(ProblemCode::OutOfRange, "name somebody else").at("to"));
    }
    let known = |party: &Party| match party {
        Party::Department(code) => state.scenario.departments.iter().any(|department| department.code == *code),
        Party::Control | Party::Simulation => true,
    };
    if !command.to.iter().all(known) {
        return Err(Rejection::unknown("to"));
    }
    if command.persona.is_some() && from != Party::Simulation {
        return Err(
            Rejection::new(ProblemCode::NotAllowed, "only the simulation cell speaks as somebody").at("persona")
        );
    }
    if let Some(about) = command.about
        && seated.role == Role::Player
    {
        receipt::own(state, about, seated).map_err(|rejection| rejection.at("about"))?;
    }
    Ok(vec![
        MessageSent {
            id: MessageId(ids.next()),
            from,
            to: command.to.clone(),
            text: command.text.to_string(),
            persona: command.persona.as_ref().map(ToString::to_string),
            about: command.about,
        }
        .into(),
    ])
}

pub(crate) fn submit(
    state: &State,
    command: &SubmitReport,
    seated: &Seated,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    if state.reports.len() >= REPORTS_MAX {
        return Err(ProblemCode::Full.into());
    }
    let department = seated.department.clone().ok_or(ProblemCode::NotAllowed)?;
    let asked = |key: &FactKey| state.scenario.report_facts.iter().any(|fact| fact.key == *key);
    if let Some(fact) = command.facts.iter().find(|fact| !asked(&fact.key)) {
        return Err(Rejection::new(ProblemCode::Unknown, fact.key.as_str()).at("facts"));
    }
    if let Some(key) = command.gaps.iter().find(|key| !asked(key)) {
        return Err(Rejection::new(ProblemCode::Unknown, key.as_str()).at("gaps"));
    }
    if let Some(fact) = command.facts.iter().find(|fact| command.gaps.contains(&fact.key)) {
        return Err(Rejection::new(ProblemCode::OutOfRange, format!("{} is known and unknown", fact.key)).at("gaps"));
    }
    let number = state.reports.values().filter(|report| report.department == department).count();
    let id = ReportId(ids.next());
    let mut events = vec![
        ReportSubmitted {
            id,
            department: department.clone(),
            number: number::next(number),
            kind: command.kind,
            text: command.text.to_string(),
            facts: command.facts.clone(),
            gaps: command.gaps.clone(),
        }
        .into(),
    ];
    events.extend(situation::in_report(state, id, &department, &command.facts, ids));
    Ok(events)
}

/// Whether a seat confirms what departments report: incident command's, and control's, which stands in
/// where the scenario has no command.
pub(crate) fn confirms(state: &State, seated: &Seated) -> bool {
    match seated.role {
        Role::Player => seated.department.as_ref().is_some_and(|own| state.is_command(own)),
        Role::Director | Role::LeadController | Role::Controller => true,
        Role::Simulator
        | Role::Actor
        | Role::Safety
        | Role::Evaluator
        | Role::LeadEvaluator
        | Role::Observer
        | Role::Wall
        | Role::Planner => false,
    }
}

/// Incident command receives and confirms; where the scenario has none, control does.
pub(crate) fn confirm(state: &State, id: ReportId, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    if !confirms(state, seated) {
        return Err(Rejection::unknown("report"));
    }
    let report = state.reports.get(&id).ok_or_else(|| Rejection::unknown("report"))?;
    if report.confirmed.is_some() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was confirmed"));
    }
    Ok(vec![ReportConfirmed { report: id }.into()])
}

pub(crate) fn write_log(state: &State, command: &WriteLog) -> Result<Vec<Event>, Rejection> {
    if command.row.as_ref().is_some_and(|row| !state.rows.contains_key(row)) {
        return Err(Rejection::unknown("row"));
    }
    if command.department.as_ref().is_some_and(|code| !state.desks.contains_key(code)) {
        return Err(Rejection::unknown("department"));
    }
    let theirs = |code: &SeatCode| state.seats.get(code).is_some_and(|seat| seat.department == command.department);
    if command.seat.as_ref().is_some_and(|code| command.department.is_none() || !theirs(code)) {
        return Err(Rejection::unknown("seat"));
    }
    Ok(vec![
        LogWritten {
            text: command.text.to_string(),
            pinned: command.pinned,
            row: command.row.clone(),
            department: command.department.clone(),
            seat: command.seat.clone(),
        }
        .into(),
    ])
}

pub(crate) fn apply_sent(state: &mut State, event: &MessageSent, context: &Context) {
    let message = Message {
        sent: context.rung(),
        from: event.from.clone(),
        to: event.to.clone(),
        text: event.text.clone(),
        persona: event.persona.clone(),
        about: event.about,
    };
    state.messages.insert(event.id, message);
}

pub(crate) fn apply_submitted(state: &mut State, event: &ReportSubmitted, context: &Context) {
    for report in state.reports.values_mut().filter(|report| report.department == event.department) {
        report.superseded = true;
    }
    let report = Report {
        department: event.department.clone(),
        number: event.number,
        kind: event.kind,
        submitted: context.rung(),
        text: event.text.clone(),
        facts: event.facts.clone(),
        gaps: event.gaps.clone(),
        confirmed: None,
        superseded: false,
    };
    state.reports.insert(event.id, report);
}

pub(crate) fn apply_confirmed(state: &mut State, id: ReportId, context: &Context) {
    if let Some(report) = state.reports.get_mut(&id) {
        report.confirmed.get_or_insert_with(|| context.rung());
    }
}
