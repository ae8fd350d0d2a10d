//! What walls show. The players' wall holds nothing that incident command has not confirmed, and
//! no wall a planned row, a note or a person's name.

use super::{Key, place, resource, rollcall, situation};
use crate::area::commitment::Commitment;
use crate::area::inject::{Delivery, player_title};
use crate::state::State;
use protocol::ids::{DepartmentCode, ReportId, SeatCode};
use protocol::item::{self, Item};
use protocol::scenario::Department;
use protocol::vocab::{CommitmentOutcome, DeliveryStage, Duty, Presence};

pub(super) fn leaders(state: &State, key: &Key) -> Option<Item> {
    match key {
        Key::Tile(code) => leaders_tile(state, code).map(Item::LeadersTile),
        Key::Figures => Some(Item::Figures(figures(state))),
        Key::Report(id) => bulletin(state, *id).map(Item::Bulletin),
        Key::Roll(code) => rollcall::wall(state, code).map(Item::RollTile),
        Key::Staff(group) => rollcall::staff_wall(state, *group).map(Item::StaffTile),
        Key::Fact(key) => situation::wall(state, key, false).map(Item::WallFact),
        Key::Feature(id) => place::wall(state, *id, false).map(Item::WallFeature),
        Key::Exercise
        | Key::Department(_)
        | Key::Plan
        | Key::Msel(_)
        | Key::GroundTruth
        | Key::Row(_)
        | Key::Delivery(_)
        | Key::Clarification(_)
        | Key::Message(_)
        | Key::Claim(_)
        | Key::Commitment(_)
        | Key::Relay(_)
        | Key::Site
        | Key::Place(_)
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
        | Key::Feedback
        | Key::Assessment(..)
        | Key::Check(_)
        | Key::Test(_)
        | Key::Fault(_)
        | Key::ResourceRequest(_)
        | Key::Checklist(_) => None,
        Key::Resource(key) => resource::wall(state, key).map(Item::WallFault),
    }
}

pub(super) fn players(state: &State, key: &Key) -> Option<Item> {
    match key {
        Key::Tile(code) => {
            let (order, department) = find(state, code)?;
            let (live, _, seats) = seats(state, code);
            let (code, name) = (code.clone(), department.name.clone());
            Some(Item::PlayersTile(item::PlayersTile { code, name, order, live, seats }))
        }
        Key::Report(id) => bulletin(state, *id).map(Item::Bulletin),
        Key::Roll(code) => rollcall::wall(state, code).map(Item::RollTile),
        Key::Staff(group) => rollcall::staff_wall(state, *group).map(Item::StaffTile),
        Key::Fact(key) => situation::wall(state, key, true).map(Item::WallFact),
        Key::Feature(id) => place::wall(state, *id, true).map(Item::WallFeature),
        Key::Exercise
        | Key::Department(_)
        | Key::Plan
        | Key::Msel(_)
        | Key::GroundTruth
        | Key::Row(_)
        | Key::Delivery(_)
        | Key::Clarification(_)
        | Key::Message(_)
        | Key::Claim(_)
        | Key::Commitment(_)
        | Key::Relay(_)
        | Key::Site
        | Key::Place(_)
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
        | Key::Feedback
        | Key::Assessment(..)
        | Key::Figures
        | Key::Check(_)
        | Key::Test(_)
        | Key::Resource(_)
        | Key::Fault(_)
        | Key::ResourceRequest(_)
        | Key::Checklist(_) => None,
    }
}

fn find<'a>(state: &'a State, code: &DepartmentCode) -> Option<(u32, &'a Department)> {
    let (order, department) =
        state.scenario.departments.iter().enumerate().find(|(_, department)| department.code == *code)?;
    Some((u32::try_from(order).unwrap_or(u32::MAX), department))
}

/// Seats with somebody there, seats taken, seats in all.
fn seats(state: &State, code: &DepartmentCode) -> (u32, u32, u32) {
    let Some(desk) = state.desks.get(code) else { return (0, 0, 0) };
    let seated = |code: &&SeatCode| state.seats.get(*code).is_some_and(|seat| seat.presence == Presence::Seated);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    (number(desk.seats.iter().filter(seated).count()), desk.taken, number(desk.seats.len()))
}

fn late(delivery: &Delivery) -> bool {
    !delivery.is_closed() && delivery.overdue.iter().any(|duty| !delivery.met(*duty))
}

fn leaders_tile(state: &State, code: &DepartmentCode) -> Option<item::LeadersTile> {
    let (order, department) = find(state, code)?;
    let (live, seated, seats) = seats(state, code);
    let open = || state.open.iter().filter_map(|id| state.deliveries.get(id)).filter(|d| d.department == *code);
    let in_hand = open().filter(|delivery| delivery.is_acknowledged()).max_by_key(|delivery| delivery.number);
    let spec = in_hand.and_then(|delivery| state.rows.get(&delivery.row)).map(|row| &row.spec);
    Some(item::LeadersTile {
        code: code.clone(),
        name: department.name.clone(),
        order,
        live,
        seated,
        seats,
        doing: spec.and_then(|spec| player_title(spec).cloned()),
        doing_from: spec.and_then(|spec| spec.from.clone()),
        open: u32::try_from(open().count()).unwrap_or(u32::MAX),
        late: u32::try_from(open().filter(|delivery| late(delivery)).count()).unwrap_or(u32::MAX),
    })
}

/// Counts only what was asked and delivered: an inject that never arrived is no late department.
fn figures(state: &State) -> item::FiguresItem {
    let mut figures = promised(state);
    for delivery in state.deliveries.values() {
        figures.deliveries += 1;
        figures.open += u32::from(!delivery.is_closed());
        figures.late += u32::from(late(delivery));
        let asked = state.rows.get(&delivery.row).is_some_and(|row| row.spec.targets.acknowledge.is_some());
        if !asked || !delivery.rungs.contains_key(&DeliveryStage::Delivered) {
            continue;
        }
        let overdue = delivery.overdue.contains(&Duty::Acknowledge);
        if overdue || delivery.is_acknowledged() {
            figures.ack_due += 1;
            figures.ack_in_time += u32::from(!overdue);
        }
    }
    figures
}

/// How the promises stand, in numbers: what they say stays in the ledger.
fn promised(state: &State) -> item::FiguresItem {
    let count = |test: &dyn Fn(&Commitment) -> bool| {
        u32::try_from(state.commitments.values().filter(|commitment| test(commitment)).count()).unwrap_or(u32::MAX)
    };
    let settled = |outcome| move |c: &Commitment| c.settled.as_ref().is_some_and(|(came, _)| *came == outcome);
    item::FiguresItem {
        deliveries: 0,
        open: 0,
        late: 0,
        ack_due: 0,
        ack_in_time: 0,
        promises_open: count(&|c| c.settled.is_none()),
        promises_late: count(&|c| c.settled.is_none() && c.overdue),
        promises_kept: count(&settled(CommitmentOutcome::Kept)),
        promises_broken: count(&settled(CommitmentOutcome::Broken)),
    }
}

fn bulletin(state: &State, id: ReportId) -> Option<item::BulletinItem> {
    let report = state.reports.get(&id)?;
    let confirmed = report.confirmed.as_ref()?;
    let (_, department) = find(state, &report.department)?;
    Some(item::BulletinItem {
        id,
        department: report.department.clone(),
        name: department.name.clone(),
        report_kind: report.kind,
        text: report.text.clone(),
        facts: report.facts.clone(),
        reported: report.submitted.at,
        confirmed: confirmed.at,
    })
}
