//! Answers 回复: in progress, respond by form, complete, send back, accept, close, decline, clarify.

use crate::actor::Seated;
use crate::apply::Context;
use crate::area::comms::Clarification;
use crate::area::inject::receipt::{open, own};
use crate::area::inject::release::{recipient_decides, row};
use crate::area::inject::{Answer, Row};
use crate::commit::Ids;
use crate::event::{
    ClarificationAnswered, ClarificationAsked, CloseCause, DeliveryBegun, DeliveryClosed, DeliveryCompleted,
    DeliveryDeclined, DeliveryResponded, Event, ResponseAccepted, ResponseReturned,
};
use crate::limits::CLARIFICATIONS_MAX;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{
    AcceptResponse, AnswerClarification, AskControl, CloseDelivery, CompleteDelivery, DeclineInject, RespondInject,
    ReturnResponse,
};
use protocol::ids::{ClarificationId, DeliveryId};
use protocol::problem::ProblemCode;
use protocol::scenario::{Recipient, ResponseForm};
use protocol::vocab::{DeliveryStage as Stage, Duty, Progress};

pub(crate) fn begin(state: &State, id: DeliveryId, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let delivery = own(state, id, seated)?;
    open(delivery)?;
    if delivery.stage >= Stage::InProgress {
        return Err(Rejection::new(ProblemCode::AlreadyDone, format!("it is {}", delivery.stage)));
    }
    Ok(vec![DeliveryBegun { delivery: id }.into()])
}

pub(crate) fn respond(state: &State, command: &RespondInject, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let delivery = own(state, command.delivery, seated)?;
    open(delivery)?;
    let row = row(state, &delivery.row)?;
    fits(state, row, &delivery.recipient, command, seated)?;
    let mut events = vec![
        DeliveryResponded {
            delivery: command.delivery,
            progress: command.progress,
            text: command.text.as_ref().map(ToString::to_string),
            choice: command.choice.clone(),
            ticked: command.ticked.clone(),
            number: command.number,
            files: command.files.clone(),
        }
        .into(),
    ];
    let asked = row.duties(recipient_decides(state, row, &delivery.recipient)).contains(&Duty::Complete);
    if command.progress == Progress::Done && asked {
        events.push(DeliveryCompleted { delivery: command.delivery, text: None }.into());
    }
    Ok(events)
}

fn misfit(place: &'static str, why: &str) -> Rejection {
    Rejection::new(ProblemCode::DoesNotFitForm, why).at(place)
}

/// An answer says something, and what the form asks for.
fn fits(
    state: &State,
    row: &Row,
    recipient: &Recipient,
    command: &RespondInject,
    seated: &Seated,
) -> Result<(), Rejection> {
    let spec = &row.spec;
    if !spec.decision.is_empty() && command.choice.is_some() {
        let seat_decides = match &spec.decided_by {
            Some(Recipient::Seat(seat)) => *seat == seated.seat,
            Some(Recipient::Department(_)) | None => true,
        };
        if !recipient_decides(state, row, recipient) || !seat_decides {
            return Err(ProblemCode::NotTheDecider.into());
        }
        return match &command.choice {
            Some(choice) if spec.decision.iter().any(|option| option.value == *choice) => Ok(()),
            _ => Err(misfit("choice", "choose one of the options")),
        };
    }
    let said = command.text.is_some();
    match &spec.response {
        None | Some(ResponseForm::Text {}) => {
            if !said && command.files.is_empty() {
                return Err(misfit("text", "say what was done"));
            }
        }
        Some(ResponseForm::Choice { of }) => {
            if !command.choice.as_ref().is_some_and(|choice| of.iter().any(|option| option.value == *choice)) {
                return Err(misfit("choice", "choose one"));
            }
        }
        Some(ResponseForm::Checklist { of }) => {
            if !command.ticked.iter().all(|ticked| of.iter().any(|entry| entry.value == *ticked)) {
                return Err(misfit("ticked", "not on the list"));
            }
        }
        Some(ResponseForm::Number { .. }) => {
            if !command.number.is_some_and(f64::is_finite) {
                return Err(misfit("number", "give a number"));
            }
        }
        Some(ResponseForm::File {}) => {
            if command.files.is_empty() {
                return Err(misfit("files", "add a file"));
            }
        }
    }
    Ok(())
}

pub(crate) fn complete(state: &State, command: &CompleteDelivery, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let delivery = own(state, command.delivery, seated)?;
    open(delivery)?;
    if delivery.met(Duty::Complete) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was reported as done"));
    }
    let text = command.text.as_ref().map(ToString::to_string);
    Ok(vec![DeliveryCompleted { delivery: command.delivery, text }.into()])
}

/// 退回补充: control's alone. A closed delivery opens again.
pub(crate) fn send_back(state: &State, command: &ReturnResponse) -> Result<Vec<Event>, Rejection> {
    let delivery = state.deliveries.get(&command.delivery).ok_or_else(|| Rejection::unknown("delivery"))?;
    let answered = delivery.answer.as_ref().is_some_and(|answer| answer.round == delivery.round);
    if !answered || matches!(delivery.stage, Stage::Recalled | Stage::Cancelled) {
        return Err(Rejection::new(ProblemCode::WrongStage, "there is no answer to send back"));
    }
    Ok(vec![ResponseReturned { delivery: command.delivery, note: command.note.to_string() }.into()])
}

pub(crate) fn accept(state: &State, command: &AcceptResponse) -> Result<Vec<Event>, Rejection> {
    let delivery = state.deliveries.get(&command.delivery).ok_or_else(|| Rejection::unknown("delivery"))?;
    if delivery.answer.is_none() && !delivery.rungs.contains_key(&Stage::Completed) {
        return Err(Rejection::new(ProblemCode::WrongStage, "there is no answer to accept"));
    }
    if delivery.rungs.contains_key(&Stage::Accepted) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was accepted"));
    }
    Ok(vec![ResponseAccepted { delivery: command.delivery }.into()])
}

pub(crate) fn close(state: &State, command: &CloseDelivery) -> Result<Vec<Event>, Rejection> {
    let delivery = state.deliveries.get(&command.delivery).ok_or_else(|| Rejection::unknown("delivery"))?;
    open(delivery)?;
    let reason = Some(command.reason.to_string());
    Ok(vec![DeliveryClosed { delivery: command.delivery, cause: CloseCause::Hand, reason }.into()])
}

pub(crate) fn decline(state: &State, command: &DeclineInject, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let delivery = own(state, command.delivery, seated)?;
    open(delivery)?;
    if delivery.declined.is_some() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "control was told"));
    }
    Ok(vec![DeliveryDeclined { delivery: command.delivery, reason: command.reason.to_string() }.into()])
}

pub(crate) fn ask(
    state: &State,
    command: &AskControl,
    seated: &Seated,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    own(state, command.delivery, seated)?;
    if state.clarifications.len() >= CLARIFICATIONS_MAX {
        return Err(ProblemCode::Full.into());
    }
    let id = ClarificationId(ids.next());
    Ok(vec![ClarificationAsked { id, delivery: command.delivery, text: command.text.to_string() }.into()])
}

pub(crate) fn answer(state: &State, command: &AnswerClarification) -> Result<Vec<Event>, Rejection> {
    let asked = state.clarifications.get(&command.clarification).ok_or_else(|| Rejection::unknown("clarification"))?;
    if let Some(answer) = &asked.answer {
        let by = answer.who.seat.as_ref().map_or("", |seat| seat.as_str());
        return Err(Rejection::new(ProblemCode::AlreadyDone, format!("answered by {by}")));
    }
    Ok(vec![ClarificationAnswered { id: command.clarification, text: command.text.to_string() }.into()])
}

// -- apply -------------------------------------------------------------------------------------

fn reach(delivery: &mut super::Delivery, stage: Stage, context: &Context) {
    delivery.rungs.entry(stage).or_insert_with(|| context.rung());
    if stage > delivery.stage && !delivery.is_closed() {
        delivery.stage = stage;
    }
}

pub(crate) fn apply_begun(state: &mut State, id: DeliveryId, context: &Context) {
    acknowledge_by_acting(state, id, context);
    if let Some(delivery) = state.deliveries.get_mut(&id) {
        reach(delivery, Stage::InProgress, context);
    }
}

/// Who acts on an inject has accepted it: the ladder has no missing rung below an answer.
fn acknowledge_by_acting(state: &mut State, id: DeliveryId, context: &Context) {
    let acknowledged = state.deliveries.get(&id).is_some_and(super::Delivery::is_acknowledged);
    if !acknowledged {
        super::receipt::apply_acknowledged(state, id, context);
    }
}

pub(crate) fn apply_responded(state: &mut State, event: &DeliveryResponded, context: &Context) {
    acknowledge_by_acting(state, event.delivery, context);
    let Some(delivery) = state.deliveries.get_mut(&event.delivery) else { return };
    reach(delivery, Stage::Responded, context);
    delivery.answer = Some(Answer {
        rung: context.rung(),
        round: delivery.round,
        progress: event.progress,
        text: event.text.clone(),
        choice: event.choice.clone(),
        ticked: event.ticked.clone(),
        number: event.number,
        files: event.files.clone(),
    });
    let (row, recipient) = (delivery.row.clone(), delivery.recipient.clone());
    if let Some(choice) = &event.choice
        && let Some(known) = state.rows.get(&row)
        && recipient_decides(state, known, &recipient)
        && let Some(known) = state.rows.get_mut(&row)
    {
        known.decision = Some(choice.clone());
    }
}

pub(crate) fn apply_completed(state: &mut State, id: DeliveryId, text: Option<&String>, context: &Context) {
    acknowledge_by_acting(state, id, context);
    let Some(delivery) = state.deliveries.get_mut(&id) else { return };
    reach(delivery, Stage::Completed, context);
    if let (None, Some(text)) = (&delivery.answer, text) {
        delivery.answer = Some(Answer {
            rung: context.rung(),
            round: delivery.round,
            progress: Progress::Done,
            text: Some(text.clone()),
            choice: None,
            ticked: Vec::new(),
            number: None,
            files: Vec::new(),
        });
    }
}

pub(crate) fn apply_returned(state: &mut State, event: &ResponseReturned, context: &Context) {
    let Some(delivery) = state.deliveries.get_mut(&event.delivery) else { return };
    delivery.round += 1;
    delivery.returned = Some(context.note(&event.note));
    delivery.stage = Stage::InProgress;
    delivery.closed = None;
    state.open.insert(event.delivery);
    super::applied::reopen_row(state, event.delivery);
}

pub(crate) fn apply_accepted(state: &mut State, id: DeliveryId, context: &Context) {
    if let Some(delivery) = state.deliveries.get_mut(&id) {
        reach(delivery, Stage::Accepted, context);
    }
}

pub(crate) fn apply_closed(state: &mut State, event: &DeliveryClosed, context: &Context) {
    let Some(delivery) = state.deliveries.get_mut(&event.delivery) else { return };
    delivery.stage = match event.cause {
        CloseCause::Done | CloseCause::Hand => Stage::Closed,
        CloseCause::Ended => Stage::Cancelled,
    };
    delivery.rungs.entry(delivery.stage).or_insert_with(|| context.rung());
    let text = event.reason.clone().unwrap_or_default();
    delivery.closed = Some(context.note(&text));
    state.open.remove(&event.delivery);
}

pub(crate) fn apply_declined(state: &mut State, event: &DeliveryDeclined, context: &Context) {
    if let Some(delivery) = state.deliveries.get_mut(&event.delivery) {
        delivery.declined = Some(context.note(&event.reason));
    }
}

pub(crate) fn apply_asked(state: &mut State, event: &ClarificationAsked, context: &Context) {
    let Some(delivery) = state.deliveries.get_mut(&event.delivery) else { return };
    delivery.clarifications.push(event.id);
    let asked = Clarification {
        delivery: event.delivery,
        row: delivery.row.clone(),
        department: delivery.department.clone(),
        asked: context.rung(),
        text: event.text.clone(),
        answer: None,
    };
    state.clarifications.insert(event.id, asked);
}

pub(crate) fn apply_answered(state: &mut State, event: &ClarificationAnswered, context: &Context) {
    if let Some(asked) = state.clarifications.get_mut(&event.id) {
        asked.answer = Some(context.note(&event.text));
    }
}
