//! Releasing: exactly once per row; templates, corrections and ad-hoc rows are new linked rows.

use crate::area::inject::{Row, decides, player_title};
use crate::commit::{Ids, Moment};
use crate::event::{
    CloseCause, DeliveryClosed, Event, NewDelivery, ReceiptRecorded, RowAdded, RowArmed, RowCompleted, RowEdited,
    RowMissed, RowNotPlayed, RowRecalled, RowReleased, RowRetired,
};
use crate::limits::{AD_HOC_DELAY_MS, ROWS_ADDED_MAX};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{CorrectInject, EditInject, RecallInject, SendAdHoc};
use protocol::ids::{DeliveryId, RowId};
use protocol::limits::RECIPIENTS_MAX;
use protocol::problem::ProblemCode;
use protocol::scenario::{Condition, Inject, Recipient};
use protocol::text::Bilingual;
use protocol::vocab::{
    AckPolicy, Channel, DeliveryStage, ExerciseStatus, InjectKind, InjectStatus, ReleaseMode, RowOrigin, TemplateUse,
    Via,
};
use std::collections::BTreeMap;

pub(crate) fn row<'a>(state: &'a State, id: &RowId) -> Result<&'a Row, Rejection> {
    state.rows.get(id).ok_or_else(|| Rejection::unknown("row"))
}

pub(crate) fn wrong_status(row: &Row) -> Rejection {
    let when = row.released.as_ref().map_or(String::new(), |rung| {
        format!(" at {} by {}", rung.at.wall.0, rung.who.seat.as_ref().map_or("the clock", |seat| seat.as_str()))
    });
    Rejection::new(ProblemCode::WrongRowStatus, format!("{} is {}{when}", row.spec.id, row.status))
}

/// Release by a controller: running, or an administrative row around play.
pub(crate) fn release(state: &State, id: &RowId, ids: &mut Ids) -> Result<Vec<Event>, Rejection> {
    let row = row(state, id)?;
    if row.is_expected_action() {
        return Err(Rejection::new(ProblemCode::WrongRowStatus, "an expected action is not delivered").at("row"));
    }
    if let Some(template) = row.spec.template {
        return release_template(state, template, ids);
    }
    if let Some(super::Rung { at, who, .. }) = &row.released {
        let (at, who) = (at.wall.0, who.seat.as_ref().map_or("the clock", |seat| seat.as_str()));
        return Err(Rejection::new(ProblemCode::AlreadyDone, format!("released at {at} by {who}")));
    }
    let late_admin = row.status == InjectStatus::NotPlayed || row.waits();
    let admitted = match state.status {
        ExerciseStatus::Running => row.waits(),
        ExerciseStatus::Standby | ExerciseStatus::Paused | ExerciseStatus::Ended => {
            row.spec.kind == InjectKind::Admin && late_admin
        }
        ExerciseStatus::Draft
        | ExerciseStatus::Review
        | ExerciseStatus::Approved
        | ExerciseStatus::Evaluating
        | ExerciseStatus::Reported
        | ExerciseStatus::Closed
        | ExerciseStatus::Aborted => false,
    };
    if !admitted {
        return Err(wrong_status(row));
    }
    Ok(vec![released(state, row, ReleaseMode::Manual, ids)])
}

/// The announcement templates belong to their commands; only those may use them.
fn release_template(state: &State, template: TemplateUse, ids: &mut Ids) -> Result<Vec<Event>, Rejection> {
    match template {
        TemplateUse::RealEmergency if state.in_emergency() => Ok(use_template(state, template, ids)),
        TemplateUse::Startex | TemplateUse::Endex | TemplateUse::RealEmergency => Err(Rejection::new(
            ProblemCode::WrongRowStatus,
            "a template is used by its own command: STARTEX, ENDEX, real emergency",
        )
        .at("row")),
    }
}

/// The fact of a release, with a delivery for every recipient.
pub(crate) fn released(state: &State, row: &Row, how: ReleaseMode, ids: &mut Ids) -> Event {
    RowReleased {
        row: row.spec.id.clone(),
        how,
        deliveries: new_deliveries(state, &row.spec, ids, &mut BTreeMap::new()),
    }
    .into()
}

/// Deliveries of a row. `ahead` counts those that other releases of the same commit make.
pub(crate) fn new_deliveries(
    state: &State,
    spec: &Inject,
    ids: &mut Ids,
    ahead: &mut BTreeMap<Recipient, u32>,
) -> Vec<NewDelivery> {
    let recipients: &[Recipient] = if spec.is_delivered() { &spec.to } else { &[] };
    let mut made = Vec::with_capacity(recipients.len());
    for recipient in recipients {
        let Some(department) = state.department_of(recipient) else { continue };
        let last =
            ahead.entry(recipient.clone()).or_insert_with(|| state.numbers.get(recipient).copied().unwrap_or_default());
        *last += 1;
        made.push(NewDelivery { id: DeliveryId(ids.next()), recipient: recipient.clone(), department, number: *last });
    }
    made
}

/// 已演示: people have presented it; released and delivered by the controller's tap.
pub(crate) fn mark_staged(state: &State, id: &RowId, ids: &mut Ids) -> Result<Vec<Event>, Rejection> {
    let row = row(state, id)?;
    if !row.staged_by_people() {
        return Err(Rejection::new(ProblemCode::WrongRowStatus, "this row is presented on screen").at("row"));
    }
    let mut events = release(state, id, ids)?;
    let via = match row.spec.channel {
        Some(Channel::Phone) => Via::Phone,
        Some(Channel::Radio) => Via::Radio,
        Some(Channel::Paper) => Via::Paper,
        Some(
            Channel::InPerson
            | Channel::System
            | Channel::Email
            | Channel::Social
            | Channel::Broadcast
            | Channel::Other,
        )
        | None => Via::FaceToFace,
    };
    let told: Vec<Event> = events
        .iter()
        .filter_map(|event| if let Event::RowReleased(released) = event { Some(&released.deliveries) } else { None })
        .flatten()
        .map(|delivery| {
            let told = delivery.department.to_string();
            let receipt =
                ReceiptRecorded { delivery: delivery.id, stage: DeliveryStage::Delivered, via, told, told_at: None };
            receipt.into()
        })
        .collect();
    events.extend(told);
    Ok(events)
}

/// A use of each template of a kind: a new linked row, released at once.
pub(crate) fn use_template(state: &State, template: TemplateUse, ids: &mut Ids) -> Vec<Event> {
    let mut events = Vec::new();
    let mut ahead = BTreeMap::new();
    for row in state.rows.values().filter(|row| row.spec.template == Some(template) && row.origin == RowOrigin::Planned)
    {
        let Ok(id) = RowId::parse(&format!("{}.{}", row.spec.id, row.uses + 1)) else { continue };
        let spec =
            Inject { id: id.clone(), template: Some(template), when: Condition::Manual {}, ..(*row.spec).clone() };
        let deliveries = new_deliveries(state, &spec, ids, &mut ahead);
        let of = Some(row.spec.id.clone());
        events.push(RowAdded { row: Box::new(spec), origin: RowOrigin::Template, of }.into());
        events.push(RowReleased { row: id, how: ReleaseMode::Auto, deliveries }.into());
    }
    events
}

fn room_for_rows(state: &State) -> Result<(), Rejection> {
    let added = state.rows.values().filter(|row| row.origin != RowOrigin::Planned).count();
    if added >= ROWS_ADDED_MAX {
        return Err(Rejection::new(ProblemCode::Full, format!("{ROWS_ADDED_MAX} rows were added")));
    }
    Ok(())
}

fn known_recipients(state: &State, to: &[Recipient]) -> Result<(), Rejection> {
    if to.is_empty() || to.len() > RECIPIENTS_MAX {
        return Err(Rejection::new(ProblemCode::OutOfRange, "name one recipient or more").at("to"));
    }
    if to.iter().any(|recipient| state.department_of(recipient).is_none()) {
        return Err(Rejection::unknown("to"));
    }
    Ok(())
}

/// 随机导调: armed at once, released five seconds later unless it is undone.
pub(crate) fn send_ad_hoc(state: &State, command: &SendAdHoc) -> Result<Vec<Event>, Rejection> {
    room_for_rows(state)?;
    known_recipients(state, &command.to)?;
    if let Some(task) = command.tasks.iter().find(|task| !state.tasks.contains_key(*task)) {
        return Err(Rejection::new(ProblemCode::Unknown, task.as_str()).at("tasks"));
    }
    if command.priority.is_some_and(|priority| !(1..=5).contains(&priority)) {
        return Err(Rejection::new(ProblemCode::OutOfRange, "priority is 1 to 5").at("priority"));
    }
    let count = state.rows.values().filter(|row| row.origin == RowOrigin::AdHoc).count();
    let id = RowId::parse(&format!("X-{:02}", count + 1)).map_err(|_| ProblemCode::Full)?;
    let spec = Inject {
        body: Some(Bilingual::same(command.body.as_str())),
        from: command.from.as_ref().map(|from| Bilingual::same(from.as_str())),
        to: command.to.clone(),
        ack_policy: command.ack_policy.unwrap_or(AckPolicy::AnyMember),
        channel: Some(command.channel),
        targets: command.targets,
        response: command.response.clone(),
        tasks: command.tasks.clone(),
        priority: command.priority,
        ..blank(id.clone(), InjectKind::AdHoc, Bilingual::same(command.title.as_str()))
    };
    Ok(vec![RowAdded { row: Box::new(spec), origin: RowOrigin::AdHoc, of: None }.into(), RowArmed { row: id }.into()])
}

/// A row with nothing but its name: by hand, auto once armed.
fn blank(id: RowId, kind: InjectKind, title: Bilingual) -> Inject {
    Inject {
        id,
        kind,
        title,
        offset: None,
        phase: None,
        storyline: None,
        player_title: None,
        body: None,
        from: None,
        to: Vec::new(),
        lead: None,
        ack_policy: AckPolicy::AnyMember,
        ack_seat: None,
        channel: None,
        staging: Some(protocol::vocab::Staging::Screen),
        controller: None,
        actor_card: None,
        expected_action: None,
        targets: protocol::scenario::Targets::default(),
        key_facts: Vec::new(),
        response: None,
        decision: Vec::new(),
        decided_by: None,
        when: Condition::Manual {},
        release: ReleaseMode::Auto,
        tasks: Vec::new(),
        priority: None,
        location: None,
        attachments: Vec::new(),
        escalation: None,
        truth: Vec::new(),
        fails: Vec::new(),
        post: None,
        controller_note: None,
        background: None,
        evaluation_note: None,
        template: None,
        extra: BTreeMap::new(),
    }
}

pub(crate) fn undo_ad_hoc(state: &State, id: &RowId, moment: &Moment) -> Result<Vec<Event>, Rejection> {
    let row = row(state, id)?;
    if row.origin != RowOrigin::AdHoc {
        return Err(Rejection::new(ProblemCode::WrongRowStatus, "only an ad-hoc row is undone").at("row"));
    }
    let armed = row.armed.ok_or_else(|| wrong_status(row))?;
    if row.status != InjectStatus::Armed || moment.wall.0 - armed.wall.0 > AD_HOC_DELAY_MS {
        return Err(Rejection::new(ProblemCode::TooLate, "it can be undone for five seconds"));
    }
    Ok(vec![RowRetired { row: id.clone(), reason: "undone".into() }.into()])
}

/// 更正: a new linked row to the same recipients, never an overwrite.
pub(crate) fn correct(state: &State, command: &CorrectInject, ids: &mut Ids) -> Result<Vec<Event>, Rejection> {
    room_for_rows(state)?;
    let row = row(state, &command.row)?;
    if row.released.is_none() || row.staged_by_people() {
        return Err(wrong_status(row).at("row"));
    }
    let corrections = state.rows.values().filter(|other| other.of.as_ref() == Some(&command.row)).count();
    let id = RowId::parse(&format!("{}.c{}", command.row, corrections + 1)).map_err(|_| ProblemCode::Full)?;
    let spec = Inject {
        id: id.clone(),
        body: Some(command.body.clone()),
        player_title: player_title(&row.spec).cloned(),
        when: Condition::Manual {},
        release: ReleaseMode::Manual,
        template: None,
        // Words are corrected, the story goes on; a post stands beside its correction.
        truth: Vec::new(),
        fails: Vec::new(),
        post: None,
        ..(*row.spec).clone()
    };
    let deliveries = new_deliveries(state, &spec, ids, &mut BTreeMap::new());
    Ok(vec![
        RowAdded { row: Box::new(spec), origin: RowOrigin::Correction, of: Some(command.row.clone()) }.into(),
        RowReleased { row: id, how: ReleaseMode::Manual, deliveries }.into(),
    ])
}

pub(crate) fn recall(state: &State, command: &RecallInject) -> Result<Vec<Event>, Rejection> {
    let row = row(state, &command.row)?;
    if !matches!(row.status, InjectStatus::Released | InjectStatus::Complete) || row.released.is_none() {
        return Err(wrong_status(row).at("row"));
    }
    Ok(vec![RowRecalled { row: command.row.clone(), reason: command.reason.to_string() }.into()])
}

pub(crate) fn edit(state: &State, command: &EditInject) -> Result<RowEdited, Rejection> {
    let row = row(state, &command.row)?;
    if !row.waits() {
        return Err(wrong_status(row).at("row"));
    }
    if let Some(to) = &command.to {
        known_recipients(state, to)?;
        if row.spec.lead.as_ref().is_some_and(|lead| !to.contains(&Recipient::Department(lead.clone()))) {
            return Err(Rejection::new(ProblemCode::Incomplete, "the lead department must stay among them").at("to"));
        }
        if row.spec.decided_by.as_ref().is_some_and(|decider| {
            !to.contains(decider)
                && state.department_of(decider).is_none_or(|d| !to.contains(&Recipient::Department(d)))
        }) {
            return Err(Rejection::new(ProblemCode::Incomplete, "the decider must stay among them").at("to"));
        }
    }
    Ok(RowEdited {
        row: command.row.clone(),
        title: command.title.clone(),
        player_title: command.player_title.clone(),
        body: command.body.clone(),
        to: command.to.clone(),
        targets: command.targets,
    })
}

pub(crate) fn not_played(row: &Row) -> Event {
    RowNotPlayed { row: row.spec.id.clone() }.into()
}

/// At ENDEX or an early end every row gets its last state: what waits is not played, but for rows
/// that are released by hand around play; open deliveries close with the reason; templates that
/// were used are complete.
pub(crate) fn settle_all(state: &State) -> Vec<Event> {
    let mut events = Vec::new();
    let mut open: Vec<_> = state.open.iter().filter_map(|id| state.deliveries.get(id)).collect();
    open.sort_by(|a, b| (&a.row, &a.recipient).cmp(&(&b.row, &b.recipient)));
    for delivery in open {
        events.push(DeliveryClosed { delivery: delivery.id, cause: CloseCause::Ended, reason: None }.into());
    }
    for id in &state.row_order {
        let Some(row) = state.rows.get(id) else { continue };
        let by_hand = row.spec.kind == InjectKind::Admin && row.spec.release == ReleaseMode::Manual;
        match row.status {
            InjectStatus::Released => events.push(RowCompleted { row: id.clone(), outcome: None }.into()),
            InjectStatus::Scheduled | InjectStatus::Armed | InjectStatus::Held => {
                let endex = row.spec.template == Some(TemplateUse::Endex);
                if row.spec.template.is_some() && (row.uses > 0 || endex) {
                    events.push(RowCompleted { row: id.clone(), outcome: None }.into());
                } else if row.is_expected_action() && row.status == InjectStatus::Armed {
                    events.push(RowMissed { row: id.clone() }.into());
                } else if !by_hand || row.spec.template.is_some() {
                    events.push(not_played(row));
                }
            }
            InjectStatus::Complete
            | InjectStatus::Missed
            | InjectStatus::Skipped
            | InjectStatus::Recalled
            | InjectStatus::NotPlayed
            | InjectStatus::Obsolete => {}
        }
    }
    events
}

/// Whether this recipient's choice decides, for views and duties.
pub(crate) fn recipient_decides(state: &State, row: &Row, recipient: &Recipient) -> bool {
    decides(state, &row.spec, recipient)
}
