//! The receipt ladder 送达: machine receipts, acknowledgements, receipts told by other means.

use crate::actor::Seated;
use crate::apply::Context;
use crate::area::inject::release::row;
use crate::area::inject::{Delivery, Row, Rung, escalate};
use crate::area::roster::SeatState;
use crate::commit::Moment;
use crate::event::{AcknowledgementTakenBack, DeliveryAcknowledged, Event, ReceiptRecorded, ReceiptsMerged};
use crate::limits::TAKE_BACK_MS;
use crate::rejection::Rejection;
use crate::signal::MachineReceipt;
use crate::state::State;
use protocol::command::RecordReceipt;
use protocol::ids::{DeliveryId, SeatCode};
use protocol::problem::ProblemCode;
use protocol::scenario::Recipient;
use protocol::vocab::{AckPolicy, DeliveryStage as Stage, EscalationStep, Role};

/// A delivery that this seat may act on: its own department's or its own; the same answer for
/// "not yours" and "not there".
pub(crate) fn own<'a>(state: &'a State, id: DeliveryId, seated: &Seated) -> Result<&'a Delivery, Rejection> {
    let delivery = state.deliveries.get(&id).ok_or_else(|| Rejection::unknown("delivery"))?;
    let reaches = reaches(delivery, &seated.seat, seated.department.as_ref())
        && state.rows.get(&delivery.row).is_some_and(|row| !row.staged_by_people());
    if seated.role == Role::Player && reaches { Ok(delivery) } else { Err(Rejection::unknown("delivery")) }
}

pub(crate) fn reaches(
    delivery: &Delivery,
    seat: &SeatCode,
    department: Option<&protocol::ids::DepartmentCode>,
) -> bool {
    match &delivery.recipient {
        Recipient::Department(code) => department == Some(code),
        Recipient::Seat(code) => seat == code,
    }
}

pub(crate) fn open(delivery: &Delivery) -> Result<(), Rejection> {
    if delivery.is_closed() {
        return Err(Rejection::new(ProblemCode::WrongStage, format!("it is {}", delivery.stage)));
    }
    Ok(())
}

/// Receipts that still say something new, each at most once.
pub(crate) fn merge(state: &State, receipts: Vec<MachineReceipt>) -> Vec<Event> {
    let mut news: Vec<MachineReceipt> = Vec::with_capacity(receipts.len());
    for receipt in receipts {
        let Some(delivery) = state.deliveries.get(&receipt.delivery) else { continue };
        let Some(seat) = state.seats.get(&receipt.seat) else { continue };
        let known = delivery.receipts.get(&receipt.seat);
        let new = match receipt.stage {
            Stage::Sent => delivery.stage < Stage::Sent && delivery.receipts.is_empty(),
            Stage::Delivered => known.is_none_or(|known| known.delivered.is_none()),
            Stage::Seen => known.is_none_or(|known| known.seen.is_none()),
            Stage::Queued
            | Stage::Acknowledged
            | Stage::InProgress
            | Stage::Responded
            | Stage::Completed
            | Stage::Accepted
            | Stage::Closed
            | Stage::Recalled
            | Stage::Cancelled => false,
        };
        let own = reaches(delivery, &receipt.seat, seat.department.as_ref());
        if new && own && !news.contains(&receipt) {
            news.push(receipt);
        }
    }
    if news.is_empty() { Vec::new() } else { vec![ReceiptsMerged { receipts: news }.into()] }
}

pub(crate) fn acknowledge(state: &State, id: DeliveryId, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let delivery = own(state, id, seated)?;
    open(delivery)?;
    let row = row(state, &delivery.row)?;
    if row.spec.ack_policy == AckPolicy::NamedRole && row.spec.ack_seat.as_ref() != Some(&seated.seat) {
        let named = row.spec.ack_seat.as_ref().map_or("", |seat| seat.as_str());
        return Err(Rejection::new(ProblemCode::NotTheNamedSeat, format!("{named} acknowledges")));
    }
    let mine = delivery.receipts.get(&seated.seat).and_then(|receipt| receipt.acknowledged);
    let desk = matches!(row.spec.ack_policy, AckPolicy::AnyMember | AckPolicy::ForInformation);
    let done = mine.is_some() || desk && delivery.is_acknowledged();
    if done {
        let by = delivery.rungs.get(&Stage::Acknowledged).and_then(|rung| rung.who.seat.as_ref());
        return Err(Rejection::new(
            ProblemCode::AlreadyDone,
            format!("acknowledged by {}", by.unwrap_or(&seated.seat)),
        ));
    }
    Ok(vec![DeliveryAcknowledged { delivery: id }.into()])
}

pub(crate) fn take_back(
    state: &State,
    id: DeliveryId,
    seated: &Seated,
    moment: &Moment,
) -> Result<Vec<Event>, Rejection> {
    let delivery = own(state, id, seated)?;
    let mine = delivery.receipts.get(&seated.seat).and_then(|receipt| receipt.acknowledged);
    let Some(at) = mine else {
        return Err(Rejection::new(ProblemCode::WrongStage, "this seat has not acknowledged"));
    };
    if !matches!(delivery.stage, Stage::Acknowledged | Stage::Closed | Stage::Delivered | Stage::Seen)
        || delivery.answer.is_some()
        || delivery.closed.as_ref().is_some_and(|note| note.who.seat.is_some())
    {
        return Err(Rejection::new(ProblemCode::WrongStage, "something followed from it already"));
    }
    if moment.wall.0 - at.wall.0 > TAKE_BACK_MS {
        return Err(Rejection::new(ProblemCode::TooLate, "it can be taken back for ten seconds"));
    }
    Ok(vec![AcknowledgementTakenBack { delivery: id }.into()])
}

/// A receipt told by radio, telephone, face to face: marked 人工 for ever.
pub(crate) fn record(state: &State, command: &RecordReceipt, moment: &Moment) -> Result<Vec<Event>, Rejection> {
    let delivery = state.deliveries.get(&command.delivery).ok_or_else(|| Rejection::unknown("delivery"))?;
    open(delivery)?;
    if !matches!(command.stage, Stage::Delivered | Stage::Acknowledged) {
        return Err(Rejection::new(ProblemCode::OutOfRange, "delivered or acknowledged").at("stage"));
    }
    if delivery.rungs.contains_key(&command.stage) && (command.stage == Stage::Delivered || delivery.is_acknowledged())
    {
        return Err(Rejection::new(ProblemCode::AlreadyDone, format!("{} already", command.stage)));
    }
    if command.told_at.is_some_and(|at| at > moment.wall) {
        return Err(Rejection::new(ProblemCode::OutOfRange, "that is in the future").at("told_at"));
    }
    Ok(vec![
        ReceiptRecorded {
            delivery: command.delivery,
            stage: command.stage,
            via: command.via,
            told: command.told.to_string(),
            told_at: command.told_at,
        }
        .into(),
    ])
}

// -- apply -------------------------------------------------------------------------------------

fn stamp(delivery: &mut Delivery, stage: Stage, rung: &Rung) {
    delivery.rungs.entry(stage).or_insert_with(|| rung.clone());
    if stage > delivery.stage && !delivery.is_closed() {
        delivery.stage = stage;
    }
}

pub(crate) fn apply_merged(state: &mut State, event: &ReceiptsMerged, context: &Context) {
    for receipt in &event.receipts {
        let who = crate::area::roster::who_sits(state, &receipt.seat);
        let Some(delivery) = state.deliveries.get_mut(&receipt.delivery) else { continue };
        let rung = Rung { who, happened_at: None, ..context.rung() };
        if receipt.stage > Stage::Sent {
            let known = delivery.receipts.entry(receipt.seat.clone()).or_default();
            if known.delivered.is_none() {
                known.delivered = Some(context.at);
                delivery.counts.delivered += 1;
            }
            if receipt.stage == Stage::Seen && known.seen.is_none() {
                known.seen = Some(context.at);
                delivery.counts.seen += 1;
            }
        }
        for stage in [Stage::Sent, Stage::Delivered, Stage::Seen] {
            if stage <= receipt.stage {
                stamp(delivery, stage, &rung);
            }
        }
    }
}

/// Whether the acknowledgements so far satisfy the row's policy.
pub(crate) fn satisfied(state: &State, row: &Row, delivery: &Delivery) -> bool {
    let has = |seat: &SeatCode| delivery.receipts.get(seat).is_some_and(|receipt| receipt.acknowledged.is_some());
    match row.spec.ack_policy {
        AckPolicy::AnyMember | AckPolicy::ForInformation => delivery.counts.acknowledged > 0,
        AckPolicy::NamedRole => row.spec.ack_seat.as_ref().is_some_and(has),
        AckPolicy::EveryMember => {
            let counted = delivery.counts.acknowledged;
            let taken = |code: &&SeatCode| state.seats.get(*code).is_some_and(SeatState::is_taken);
            match &delivery.recipient {
                Recipient::Seat(code) => counted > 0 && (has(code) || !taken(&code)),
                Recipient::Department(code) => state.desks.get(code).is_some_and(|desk| {
                    // Fewer than sit there cannot be all of them: the seats are asked only near the end.
                    counted > 0 && counted >= desk.taken && desk.seats.iter().filter(taken).all(has)
                }),
            }
        }
    }
}

pub(crate) fn apply_acknowledged(state: &mut State, id: DeliveryId, context: &Context) {
    let Some(seat) = context.who.seat.clone() else { return };
    let rung = context.rung();
    if let Some(delivery) = state.deliveries.get_mut(&id) {
        let known = delivery.receipts.entry(seat).or_default();
        // A person who acknowledges has it: the machine receipts may still be on their way.
        if known.delivered.is_none() {
            known.delivered = Some(context.at);
            delivery.counts.delivered += 1;
        }
        if known.acknowledged.is_none() {
            known.acknowledged = Some(context.at);
            delivery.counts.acknowledged += 1;
            delivery.acknowledged_by.push(rung.clone());
        }
        for stage in [Stage::Sent, Stage::Delivered] {
            stamp(delivery, stage, &rung);
        }
    }
    let Some(delivery) = state.deliveries.get(&id) else { return };
    let enough = state.rows.get(&delivery.row).is_some_and(|row| satisfied(state, row, delivery));
    if enough && let Some(delivery) = state.deliveries.get_mut(&id) {
        stamp(delivery, Stage::Acknowledged, &rung);
    }
}

/// The first stamp stays, the stage returns.
pub(crate) fn apply_taken_back(state: &mut State, id: DeliveryId, context: &Context) {
    let Some(seat) = &context.who.seat else { return };
    let Some(delivery) = state.deliveries.get_mut(&id) else { return };
    if let Some(known) = delivery.receipts.get_mut(seat)
        && known.acknowledged.take().is_some()
    {
        delivery.counts.acknowledged -= 1;
        delivery.acknowledged_by.retain(|rung| rung.who.seat.as_ref() != Some(seat));
    }
    delivery.closed = None;
    state.open.insert(id);
    let Some(delivery) = state.deliveries.get(&id) else { return };
    let still = state.rows.get(&delivery.row).is_some_and(|row| satisfied(state, row, delivery));
    if let Some(delivery) = state.deliveries.get_mut(&id)
        && !still
    {
        let seen = delivery.rungs.contains_key(&Stage::Seen);
        delivery.stage = if seen { Stage::Seen } else { Stage::Delivered };
    }
    super::applied::reopen_row(state, id);
}

pub(crate) fn apply_recorded(state: &mut State, event: &ReceiptRecorded, context: &Context) {
    let Some(delivery) = state.deliveries.get_mut(&event.delivery) else { return };
    let mut rung = context.rung();
    rung.who.via = Some(event.via);
    rung.who.told = Some(event.told.clone());
    rung.happened_at = event.told_at.or(rung.happened_at);
    for stage in [Stage::Sent, Stage::Delivered, Stage::Acknowledged] {
        if stage <= event.stage {
            stamp(delivery, stage, &rung);
        }
    }
    if event.stage == Stage::Acknowledged {
        delivery.acknowledged_by.push(rung);
    }
    escalate::take(state, event.delivery, EscalationStep::OtherChannel, None, context);
}
