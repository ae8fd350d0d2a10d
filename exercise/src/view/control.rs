//! What control and evaluators see. Controllers' notes, ground truth and what is held are control's
//! alone; evaluators see the list and every receipt, and prompt nobody.

use super::{
    Key, commitment, evaluation, feedback, improvement, media, msel, place, recheck, relay, resource, rollcall, shared,
    situation, task,
};
use crate::area::inject::{Delivery, Row, release};
use crate::schedule;
use crate::state::{Entry, State};
use protocol::ids::{ClarificationId, DeliveryId, MessageId, ReportId, RowId, SeatCode};
use protocol::item::{self, Item};
use protocol::vocab::DeliveryStage;

pub(super) fn control(state: &State, key: &Key) -> Option<Item> {
    match key {
        Key::Row(id) => row(state, id).map(|item| Item::Row(Box::new(item))),
        Key::GroundTruth => {
            let statements = state.scenario.ground_truth.clone();
            (!statements.is_empty()).then_some(Item::GroundTruth(item::GroundTruthItem { statements }))
        }
        Key::Held => held(state).map(Item::Held),
        Key::Msel(part) => msel::render(state, *part),
        Key::Check(code) => rollcall::check(state, code).map(Item::Check),
        Key::Roll(code) => rollcall::control(state, code).map(Item::RollCall),
        Key::Staff(group) => rollcall::staff(state, *group).map(Item::StaffRoll),
        Key::Fact(key) => situation::control(state, key).map(Item::Fact),
        Key::Place(key) => place::place(state, key, Some(place::Eyes::Control)).map(Item::Place),
        Key::Feature(id) => place::control(state, *id).map(|item| Item::Feature(Box::new(item))),
        Key::Conduct | Key::Claim(_) | Key::Commitment(_) | Key::Relay(_) => both(state, key),
        Key::Post(_) | Key::Statement(_) => both(state, key),
        Key::Plan
        | Key::Delivery(_)
        | Key::Clarification(_)
        | Key::Message(_)
        | Key::Report(_)
        | Key::Seat(_)
        | Key::Task(_)
        | Key::Entry(_)
        | Key::Evaluation
        | Key::Finding(_)
        | Key::Star(_)
        | Key::Recheck(_)
        | Key::Action(_)
        | Key::Written(..)
        | Key::Feedback
        | Key::Rating(_) => both(state, key),
        Key::Exercise | Key::Department(_) | Key::Published(_) | Key::Site | Key::Briefing(_) => None,
        Key::Observation(_) | Key::Assessment(..) | Key::Tile(_) | Key::Figures | Key::Test(_) => None,
        Key::Resource(_) | Key::Fault(_) | Key::ResourceRequest(_) | Key::Checklist(_) => both(state, key),
    }
}

pub(super) fn evaluators(state: &State, key: &Key) -> Option<Item> {
    match key {
        Key::Row(id) => evaluator_row(state, id).map(|item| Item::EvaluatorRow(Box::new(item))),
        Key::Fact(key) => situation::picture(state, key, None).map(Item::Picture),
        Key::Place(key) => place::place(state, key, Some(place::Eyes::Evaluators)).map(Item::Place),
        Key::Feature(id) => place::evaluators(state, *id).map(|item| Item::Feature(Box::new(item))),
        Key::Conduct | Key::Claim(_) | Key::Commitment(_) | Key::Relay(_) => both(state, key),
        Key::Post(_) | Key::Statement(_) => both(state, key),
        Key::Plan
        | Key::Delivery(_)
        | Key::Clarification(_)
        | Key::Message(_)
        | Key::Report(_)
        | Key::Seat(_)
        | Key::Task(_)
        | Key::Evaluation
        | Key::Finding(_)
        | Key::Star(_)
        | Key::Recheck(_)
        | Key::Action(_)
        | Key::Written(..)
        | Key::Feedback
        | Key::Rating(_) => both(state, key),
        Key::Entry(id) => {
            let line = state.entries.iter().rev().find(|entry| entry.id == *id)?;
            (!line.control_only).then(|| entry(state, line))
        }
        Key::Exercise | Key::Department(_) | Key::Published(_) | Key::Site | Key::Briefing(_) | Key::Held => None,
        Key::GroundTruth | Key::Msel(_) => None,
        Key::Observation(_) | Key::Assessment(..) | Key::Tile(_) | Key::Figures => None,
        Key::Check(_) | Key::Roll(_) | Key::Staff(_) | Key::Test(_) => None,
        Key::Resource(_) | Key::Fault(_) | Key::ResourceRequest(_) | Key::Checklist(_) => both(state, key),
    }
}

/// What both see alike.
fn both(state: &State, key: &Key) -> Option<Item> {
    match key {
        Key::Plan => Some(Item::Plan(plan(state))),
        Key::Delivery(id) => delivery(state, *id).map(|item| Item::Delivery(Box::new(item))),
        Key::Clarification(id) => clarification(state, *id).map(Item::Clarification),
        Key::Conduct => conduct(state).map(Item::Conduct),
        Key::Claim(id) => commitment::claim(state, *id, None).map(Item::Claim),
        Key::Commitment(id) => commitment::commitment(state, *id, None, true).map(Item::Commitment),
        Key::Relay(row) => relay::relay(state, row).map(Item::Relay),
        Key::Resource(key) => resource::resource(state, key, None),
        Key::Fault(id) => resource::fault(state, *id, None),
        Key::ResourceRequest(id) => resource::request(state, *id, None),
        Key::Checklist(code) => resource::checklist(state, code, None),
        Key::Post(id) => media::post(state, *id).map(|item| Item::Post(Box::new(item))),
        Key::Statement(id) => media::statement(state, *id, None).map(|item| Item::Statement(Box::new(item))),
        Key::Message(id) => message(state, *id).map(Item::Message),
        Key::Report(id) => report(state, *id, |rung| shared::rung(state, rung)).map(Item::Report),
        Key::Seat(code) => seat(state, code).map(Item::Seat),
        Key::Task(id) => task::task(state, id).map(Item::Task),
        Key::Entry(id) => state.entries.iter().rev().find(|entry| entry.id == *id).map(|line| entry(state, line)),
        Key::Finding(id) => improvement::finding(state, *id).map(|item| Item::Finding(Box::new(item))),
        Key::Star(id) => improvement::star(state, *id).map(Item::Star),
        Key::Action(id) => improvement::action(state, *id).map(|item| Item::Action(Box::new(item))),
        Key::Feedback => feedback::results(state).map(|item| Item::Feedback(Box::new(item))),
        Key::Recheck(id) => recheck::recheck(state, *id).map(|item| Item::Recheck(Box::new(item))),
        Key::Written(kind, language) => improvement::written(state, *kind, *language).map(Item::Written),
        Key::Evaluation => Some(Item::Evaluation(evaluation::evaluation(state))),
        Key::Rating(id) => {
            let (rating, rung, note) = state.objectives.get(id)?.rating.clone()?;
            let rung = shared::rung(state, &rung);
            Some(Item::ObjectiveRating(item::ObjectiveRatingItem { objective: id.clone(), rating, rung, note }))
        }
        Key::Exercise
        | Key::Department(_)
        | Key::Published(_)
        | Key::Msel(_)
        | Key::GroundTruth
        | Key::Row(_)
        | Key::Fact(_)
        | Key::Site
        | Key::Place(_)
        | Key::Feature(_)
        | Key::Briefing(_)
        | Key::Held
        | Key::Observation(_)
        | Key::Assessment(..)
        | Key::Tile(_)
        | Key::Figures
        | Key::Check(_)
        | Key::Roll(_)
        | Key::Staff(_)
        | Key::Test(_) => None,
    }
}

fn conduct(state: &State) -> Option<item::ConductItem> {
    let conduct = state.conduct.as_ref()?;
    Some(item::ConductItem {
        holder: conduct.holder.clone(),
        since: shared::rung(state, &conduct.since),
        from: conduct.passed.from.clone(),
        from_lost: conduct.passed.from_lost,
        handed_over: conduct.passed.handed_over,
    })
}

fn plan(state: &State) -> item::PlanItem {
    let scenario = &state.scenario;
    item::PlanItem {
        phases: scenario.phases.clone(),
        objectives: scenario
            .objectives
            .iter()
            .map(|objective| item::ObjectiveView {
                id: objective.id.clone(),
                name: objective.name.clone(),
                tasks: objective.tasks.iter().map(|task| task.id.clone()).collect(),
            })
            .collect(),
        report_facts: scenario.report_facts.clone(),
        load_limit: scenario.settings.load_limit,
    }
}

fn counts(state: &State, row: &Row) -> item::RowCounts {
    let deliveries = || row.deliveries.iter().filter_map(|id| state.deliveries.get(id));
    let count = |test: &dyn Fn(&Delivery) -> bool| {
        u32::try_from(deliveries().filter(|delivery| test(delivery)).count()).unwrap_or(u32::MAX)
    };
    let answered = |d: &Delivery| d.answer.is_some() || d.rungs.contains_key(&DeliveryStage::Completed);
    item::RowCounts {
        total: count(&|_| true),
        delivered: count(&|d| d.rungs.contains_key(&DeliveryStage::Delivered)),
        acknowledged: count(&Delivery::is_acknowledged),
        responded: count(&answered),
        closed: count(&Delivery::is_closed),
        overdue: count(&|d| !d.is_closed() && d.overdue.iter().any(|duty| !d.met(*duty))),
    }
}

fn row(state: &State, id: &RowId) -> Option<item::RowItem> {
    let row = state.rows.get(id)?;
    let spec = &row.spec;
    Some(item::RowItem {
        id: spec.id.clone(),
        order: row.order,
        origin: row.origin,
        of: row.of.clone(),
        inject_kind: spec.kind,
        phase: spec.phase.clone(),
        title: spec.title.clone(),
        player_title: spec.player_title.clone(),
        body: spec.body.clone(),
        from: spec.from.clone(),
        to: spec.to.clone(),
        lead: spec.lead.clone(),
        ack_policy: spec.ack_policy,
        ack_seat: spec.ack_seat.clone(),
        channel: spec.channel,
        staging: row.staging,
        controller: spec.controller.clone(),
        actor_card: spec.actor_card.clone(),
        expected_action: spec.expected_action.clone(),
        targets: spec.targets,
        key_facts: spec.key_facts.clone(),
        post: spec.post.clone(),
        response: spec.response.clone(),
        decision: spec.decision.clone(),
        decided_by: spec.decided_by.clone(),
        when: spec.when.clone(),
        release: row.release(),
        tasks: spec.tasks.clone(),
        priority: spec.priority,
        location: spec.location.clone(),
        attachments: spec.attachments.clone(),
        controller_note: spec.controller_note.clone(),
        background: spec.background.clone(),
        evaluation_note: spec.evaluation_note.clone(),
        template: spec.template,
        status: row.status,
        planned: row.planned(),
        shift: row.shift,
        due: due(state, row),
        armed: row.armed,
        released: row.released.as_ref().map(|rung| shared::rung(state, rung)),
        settled: row.settled.as_ref().map(|note| shared::noted(state, note)),
        deliveries: counts(state, row),
        edits: row.edits,
    })
}

/// When a row becomes due; a moment that has passed is shown as the moment it was armed, so that
/// the rendering does not depend on the time.
fn due(state: &State, row: &Row) -> Option<protocol::time::ExerciseTime> {
    row.armed.map(|at| at.exercise).or_else(|| schedule::due_at(state, row)).filter(|_| row.waits())
}

fn evaluator_row(state: &State, id: &RowId) -> Option<item::EvaluatorRowItem> {
    let row = state.rows.get(id)?;
    let spec = &row.spec;
    Some(item::EvaluatorRowItem {
        id: spec.id.clone(),
        order: row.order,
        origin: row.origin,
        of: row.of.clone(),
        inject_kind: spec.kind,
        phase: spec.phase.clone(),
        title: spec.title.clone(),
        body: spec.body.clone(),
        from: spec.from.clone(),
        to: spec.to.clone(),
        lead: spec.lead.clone(),
        channel: spec.channel,
        expected_action: spec.expected_action.clone(),
        targets: spec.targets,
        key_facts: spec.key_facts.clone(),
        decision: spec.decision.clone(),
        when: spec.when.clone(),
        tasks: spec.tasks.clone(),
        background: spec.background.clone(),
        evaluation_note: spec.evaluation_note.clone(),
        status: row.status,
        planned: row.planned(),
        armed: row.armed,
        released: row.released.as_ref().map(|rung| rung.at),
        deliveries: counts(state, row),
    })
}

fn delivery(state: &State, id: DeliveryId) -> Option<item::DeliveryItem> {
    let delivery = state.deliveries.get(&id)?;
    let row = state.rows.get(&delivery.row)?;
    Some(item::DeliveryItem {
        id,
        row: delivery.row.clone(),
        recipient: delivery.recipient.clone(),
        department: delivery.department.clone(),
        number: delivery.number,
        stage: delivery.stage,
        rungs: shared::rungs(delivery, |rung| shared::rung(state, rung)),
        seats: shared::seat_counts(state, delivery),
        deadlines: shared::deadlines(row, delivery),
        overdue: delivery.overdue.clone(),
        answer: delivery.answer.as_ref().map(|answer| shared::answer(state, answer)),
        returned: delivery.returned.as_ref().map(|note| shared::noted(state, note)),
        declined: delivery.declined.as_ref().map(|note| shared::noted(state, note)),
        closed: delivery.closed.as_ref().map(|note| shared::noted(state, note)),
        nudged: delivery.nudged,
        escalation: shared::escalation(state, row, delivery),
        decides: release::recipient_decides(state, row, &delivery.recipient),
        score: delivery.score.as_deref().map(|score| evaluation::score(state, score)),
    })
}

fn clarification(state: &State, id: ClarificationId) -> Option<item::ClarificationItem> {
    let asked = state.clarifications.get(&id)?;
    Some(item::ClarificationItem {
        id,
        delivery: asked.delivery,
        row: asked.row.clone(),
        department: asked.department.clone(),
        asked: shared::rung(state, &asked.asked),
        text: asked.text.clone(),
        answer: asked.answer.as_ref().map(|note| shared::noted(state, note)),
    })
}

pub(super) fn message(state: &State, id: MessageId) -> Option<item::MessageItem> {
    let message = state.messages.get(&id)?;
    Some(item::MessageItem {
        id,
        sent: shared::rung(state, &message.sent),
        from: message.from.clone(),
        persona: message.persona.clone(),
        to: message.to.clone(),
        text: message.text.clone(),
        about: message.about,
    })
}

/// `show` decides whose names stand in its stamps.
pub(super) fn report(
    state: &State,
    id: ReportId,
    show: impl Fn(&crate::area::inject::Rung) -> item::Rung,
) -> Option<item::ReportItem> {
    let report = state.reports.get(&id)?;
    Some(item::ReportItem {
        id,
        department: report.department.clone(),
        number: report.number,
        report_kind: report.kind,
        submitted: show(&report.submitted),
        text: report.text.clone(),
        facts: report.facts.clone(),
        gaps: report.gaps.clone(),
        confirmed: report.confirmed.as_ref().map(show),
        superseded: report.superseded,
    })
}

fn seat(state: &State, code: &SeatCode) -> Option<item::SeatItem> {
    let seat = state.seats.get(code)?;
    Some(item::SeatItem {
        code: code.clone(),
        order: seat.order,
        role: seat.role,
        department: seat.department.clone(),
        watches: seat.watches.clone(),
        name: seat.name.clone(),
        person: seat.person.and_then(|person| state.people.get(&person).cloned()),
        presence: seat.presence,
        since: seat.since,
        lost_ms: u32::try_from(seat.lost_ms).unwrap_or(u32::MAX),
        robot: seat.robot,
    })
}

fn entry(state: &State, line: &Entry) -> Item {
    Item::Entry(item::EntryItem {
        id: line.id,
        at: line.at,
        entry_kind: line.kind,
        fact: line.fact.to_owned(),
        by: shared::by(state, &line.who),
        row: line.row.clone(),
        department: line.department.clone(),
        seat: line.seat.clone(),
        text: line.text.clone(),
        pinned: line.pinned,
    })
}

fn held(state: &State) -> Option<item::HeldItem> {
    let rows: Vec<RowId> = state.held_in_gap().cloned().collect();
    let gap = state.gap.as_ref();
    (!rows.is_empty()).then(|| item::HeldItem { rows, from: gap.map(|gap| gap.from), to: gap.map(|gap| gap.to) })
}
