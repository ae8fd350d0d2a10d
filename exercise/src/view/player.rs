//! What players, simulators and actors see: what was released to them, in their words, and nothing
//! of the list behind it.

use super::{Key, commitment, control, evaluation, feedback, media, place, resource, rollcall, shared, situation};
use crate::area::inject::{Delivery, Row, player_title, release};
use crate::limits::ACKNOWLEDGED_BY_SHOWN;
use crate::state::State;
use protocol::command::Party;
use protocol::ids::{DeliveryId, DepartmentCode, MessageId, RowId, SeatCode};
use protocol::item::{self, Item};
use protocol::scenario::Recipient;
use protocol::vocab::{Channel, InjectKind, Role, RowOrigin};

pub(super) fn department(state: &State, key: &Key, code: &DepartmentCode) -> Option<Item> {
    match key {
        Key::Delivery(id) => {
            let delivery = state.deliveries.get(id)?;
            let ours = delivery.recipient == Recipient::Department(code.clone());
            ours.then(|| inject(state, delivery)).flatten().map(|item| Item::Inject(Box::new(item)))
        }
        Key::Message(id) => letter(state, *id, code).map(Item::Letter),
        Key::Report(id) => {
            let report = state.reports.get(id)?;
            let command = state.is_command(code);
            let show = |rung: &crate::area::inject::Rung| shared::rung_for_players(state, rung);
            let ours = report.department == *code || command;
            ours.then(|| control::report(state, *id, show)).flatten().map(Item::Report)
        }
        Key::Fact(key) => situation::picture(state, key, Some(code)).map(Item::Picture),
        Key::Claim(id) => commitment::claim(state, *id, Some(code)).map(Item::Claim),
        Key::Commitment(id) => commitment::commitment(state, *id, Some(code), false).map(Item::Commitment),
        Key::Place(key) => place::place(state, key, Some(place::Eyes::Department(code))).map(Item::Place),
        Key::Feature(id) => place::department(state, *id, code).map(|item| Item::Feature(Box::new(item))),
        Key::Post(id) => media::feed(state, *id, code).map(|item| Item::Feed(Box::new(item))),
        Key::Statement(id) => media::statement(state, *id, Some(code)).map(|item| Item::Statement(Box::new(item))),
        Key::Seat(seat) => mate(state, seat, code).map(Item::Mate),
        Key::Roll(of) => (of == code).then(|| rollcall::own(state, code)).flatten().map(Item::OwnRoll),
        Key::Briefing(of) => (of == code).then(|| briefing(state, code)).flatten().map(Item::Briefing),
        Key::Exercise
        | Key::Relay(_)
        | Key::Department(_)
        | Key::Site
        | Key::Published(_)
        | Key::Plan
        | Key::Msel(_)
        | Key::GroundTruth
        | Key::Row(_)
        | Key::Clarification(_)
        | Key::Task(_)
        | Key::Entry(_)
        | Key::Held
        | Key::Conduct
        | Key::Rating(_)
        | Key::Evaluation
        | Key::Finding(_)
        | Key::Star(_)
        | Key::Recheck(_)
        | Key::Action(_)
        | Key::Written(..)
        | Key::Assessment(..)
        | Key::Tile(_)
        | Key::Figures
        | Key::Staff(_)
        | Key::Test(_)
        | Key::Check(_) => None,
        Key::Feedback => feedback::form(state, Role::Player).map(Item::FeedbackForm),
        Key::Observation(id) => evaluation::shared_note(state, *id, code).map(Item::SharedNote),
        Key::Resource(key) => resource::resource(state, key, Some(code)),
        Key::Fault(id) => resource::fault(state, *id, Some(code)),
        Key::ResourceRequest(id) => resource::request(state, *id, Some(code)),
        Key::Checklist(of) => resource::checklist(state, of, Some(code)),
    }
}

/// A delivery that is addressed to one seat alone.
pub(super) fn own_inject(state: &State, id: DeliveryId, code: &SeatCode) -> Option<item::InjectItem> {
    let delivery = state.deliveries.get(&id)?;
    (delivery.recipient == Recipient::Seat(code.clone())).then(|| inject(state, delivery)).flatten()
}

/// An inject as its recipient sees it. A row played by people never reaches a player's client.
fn inject(state: &State, delivery: &Delivery) -> Option<item::InjectItem> {
    let row = state.rows.get(&delivery.row)?;
    if row.staged_by_people() {
        return None;
    }
    let spec = &row.spec;
    let decides = release::recipient_decides(state, row, &delivery.recipient);
    let show = |rung: &crate::area::inject::Rung| shared::rung_for_players(state, rung);
    Some(item::InjectItem {
        delivery: delivery.id,
        number: delivery.number,
        title: player_title(spec).cloned(),
        from: spec.from.clone(),
        channel: spec.channel.unwrap_or(Channel::System),
        body: spec.body.clone().unwrap_or_default(),
        released: row.released.as_ref().map(|rung| rung.at).unwrap_or_default(),
        priority: spec.priority,
        location: spec.location.clone(),
        attachments: spec.attachments.iter().filter(|file| !file.control_only).cloned().collect(),
        ack_policy: spec.ack_policy,
        ack_seat: spec.ack_seat.clone(),
        response: spec.response.clone(),
        decision: if decides { spec.decision.clone() } else { Vec::new() },
        duties: shared::duties(state, row, delivery),
        deadlines: shared::deadlines(row, delivery),
        overdue: delivery.overdue.clone(),
        stage: delivery.stage,
        rungs: shared::rungs(delivery, show),
        seats: shared::seat_counts(state, delivery),
        acknowledged_by: delivery
            .acknowledged_by
            .iter()
            .take(ACKNOWLEDGED_BY_SHOWN)
            .filter_map(|rung| show(rung).by)
            .collect(),
        answer: delivery.answer.as_ref().map(|answer| shared::answer(state, answer)),
        returned: delivery.returned.as_ref().map(shared::noted_for_players),
        declined: delivery.declined.as_ref().map(shared::noted_for_players),
        closed: delivery.closed.as_ref().map(shared::noted_for_players),
        corrects: corrects(state, row, delivery),
        clarifications: clarifications(state, delivery),
        nudged: delivery.nudged,
        deputy: shared::deputy(delivery),
        announces: if row.origin == RowOrigin::Template { spec.template } else { None },
    })
}

fn corrects(state: &State, row: &Row, delivery: &Delivery) -> Option<DeliveryId> {
    if row.origin != RowOrigin::Correction {
        return None;
    }
    let corrected = state.rows.get(row.of.as_ref()?)?;
    corrected
        .deliveries
        .iter()
        .copied()
        .find(|id| state.deliveries.get(id).is_some_and(|earlier| earlier.recipient == delivery.recipient))
}

fn clarifications(state: &State, delivery: &Delivery) -> Vec<item::ClarificationView> {
    let view = |id: &protocol::ids::ClarificationId| {
        let asked = state.clarifications.get(id)?;
        Some(item::ClarificationView {
            id: *id,
            asked: shared::rung_for_players(state, &asked.asked),
            text: asked.text.clone(),
            answer: asked.answer.as_ref().map(|note| note.text.clone()),
            answered: asked.answer.as_ref().map(|note| note.at),
        })
    };
    delivery.clarifications.iter().filter_map(view).collect()
}

fn letter(state: &State, id: MessageId, code: &DepartmentCode) -> Option<item::LetterItem> {
    let message = state.messages.get(&id)?;
    if !message.concerns(&Party::Department(code.clone())) {
        return None;
    }
    let from_department = matches!(message.from, Party::Department(_));
    let about = message.about.filter(|about| {
        let reaches = |delivery: &Delivery| delivery.recipient == Recipient::Department(code.clone());
        state.deliveries.get(about).is_some_and(reaches)
    });
    Some(item::LetterItem {
        id,
        at: message.sent.at,
        happened_at: message.sent.happened_at,
        from: message.from.clone(),
        seat: message.sent.who.seat.clone().filter(|_| from_department),
        persona: message.persona.clone(),
        to: message.to.clone(),
        text: message.text.clone(),
        about,
    })
}

fn mate(state: &State, seat: &SeatCode, code: &DepartmentCode) -> Option<item::MateItem> {
    let seat = state.seats.get(seat).filter(|seat| seat.department.as_ref() == Some(code))?;
    Some(item::MateItem {
        code: seat.code.clone(),
        name: seat.name.clone(),
        person: seat.person.and_then(|person| state.people.get(&person).cloned()),
        presence: seat.presence,
    })
}

fn briefing(state: &State, code: &DepartmentCode) -> Option<item::BriefingItem> {
    let department = state.scenario.departments.iter().find(|department| department.code == *code)?;
    Some(item::BriefingItem {
        department: code.clone(),
        duty: department.duty.clone(),
        authority: department.authority.clone(),
        report_facts: state.scenario.report_facts.clone(),
        confirms_reports: state.is_command(code),
        cards: department
            .seats
            .iter()
            .filter_map(|seat| Some(item::RoleCard { seat: seat.code.clone(), text: seat.card.clone()? }))
            .collect(),
    })
}

/// Lines of the simulation cell: what comes by telephone, radio, mail, social media, broadcast.
pub(super) fn simulation(state: &State, key: &Key) -> Option<Item> {
    let ours = |row: &Row| match row.spec.channel {
        Some(Channel::Phone | Channel::Radio | Channel::Email | Channel::Social) => true,
        Some(Channel::System | Channel::InPerson | Channel::Paper | Channel::Broadcast | Channel::Other) | None => {
            false
        }
    };
    match key {
        Key::Post(id) => media::post(state, *id).map(|item| Item::Post(Box::new(item))),
        key => voices(state, key, ours),
    }
}

/// Lines of the actors: what is said face to face, and their own cues.
pub(super) fn actors(state: &State, key: &Key) -> Option<Item> {
    voices(state, key, |row| row.spec.channel == Some(Channel::InPerson) || row.spec.kind == InjectKind::ActorCue)
}

fn voices(state: &State, key: &Key, ours: impl Fn(&Row) -> bool) -> Option<Item> {
    match key {
        Key::Row(id) => line(state, id, ours).map(Item::Line),
        Key::Message(id) => {
            let concerns = state.messages.get(id)?.concerns(&Party::Simulation);
            concerns.then(|| control::message(state, *id)).flatten().map(Item::Message)
        }
        Key::Commitment(id) => commitment::commitment(state, *id, None, false).map(Item::Commitment),
        // Both are asked alike.
        Key::Feedback => feedback::form(state, Role::Simulator).map(Item::FeedbackForm),
        Key::Exercise
        | Key::Department(_)
        | Key::Plan
        | Key::Msel(_)
        | Key::GroundTruth
        | Key::Delivery(_)
        | Key::Clarification(_)
        | Key::Report(_)
        | Key::Fact(_)
        | Key::Claim(_)
        | Key::Relay(_)
        | Key::Site
        | Key::Place(_)
        | Key::Feature(_)
        | Key::Post(_)
        | Key::Statement(_)
        | Key::Published(_)
        | Key::Seat(_)
        | Key::Briefing(_)
        | Key::Task(_)
        | Key::Entry(_)
        | Key::Held
        | Key::Conduct
        | Key::Observation(_)
        | Key::Rating(_)
        | Key::Evaluation
        | Key::Finding(_)
        | Key::Star(_)
        | Key::Recheck(_)
        | Key::Action(_)
        | Key::Written(..)
        | Key::Assessment(..)
        | Key::Tile(_)
        | Key::Figures
        | Key::Check(_)
        | Key::Roll(_)
        | Key::Staff(_)
        | Key::Test(_)
        | Key::Resource(_)
        | Key::Fault(_)
        | Key::ResourceRequest(_)
        | Key::Checklist(_) => None,
    }
}

fn line(state: &State, id: &RowId, ours: impl Fn(&Row) -> bool) -> Option<item::LineItem> {
    let row = state.rows.get(id).filter(|row| ours(row) && !row.is_expected_action())?;
    let spec = &row.spec;
    Some(item::LineItem {
        id: spec.id.clone(),
        order: row.order,
        title: spec.title.clone(),
        from: spec.from.clone(),
        body: spec.body.clone(),
        actor_card: spec.actor_card.clone(),
        to: spec.to.clone(),
        channel: spec.channel,
        staging: row.staging,
        status: row.status,
        planned: row.planned(),
        released: row.released.as_ref().map(|rung| rung.at),
    })
}
