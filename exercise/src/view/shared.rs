//! Pieces that several audiences share: stamps with names, the exercise, the directory.

use crate::actor::Who;
use crate::area::inject::{Answer, Delivery, Note, Row, Rung, deadline, escalate, release};
use crate::area::lifecycle::admitted;
use crate::permission;
use crate::state::State;
use protocol::command::CommandKind;
use protocol::escalation::{DeputyCall, EscalationView, StepOffer, StepTaken};
use protocol::ids::DepartmentCode;
use protocol::item;
use protocol::vocab::{DeliveryStage, Duty};
use std::collections::BTreeMap;

pub(super) fn by(state: &State, who: &Who) -> Option<item::By> {
    who.seat.as_ref()?;
    Some(item::By {
        seat: who.seat.clone(),
        name: who.person.and_then(|person| state.people.get(&person).cloned()),
        via: who.via,
        told: who.told.clone(),
        robot: who.robot,
    })
}

pub(super) fn rung(state: &State, rung: &Rung) -> item::Rung {
    item::Rung { at: rung.at, by: by(state, &rung.who), happened_at: rung.happened_at }
}

/// A stamp for the eyes of players: control and the system have no name there.
pub(super) fn rung_for_players(state: &State, rung: &Rung) -> item::Rung {
    let mut shown = self::rung(state, rung);
    let player = rung.who.seat.as_ref().and_then(|seat| state.seats.get(seat)).is_some_and(|s| s.department.is_some());
    if !player {
        let via = rung.who.via;
        shown.by = via.map(|via| item::By { seat: None, name: None, via: Some(via), told: None, robot: false });
    }
    shown
}

pub(super) fn noted(state: &State, note: &Note) -> item::Noted {
    item::Noted { at: note.at, by: by(state, &note.who), text: note.text.clone() }
}

pub(super) fn noted_for_players(note: &Note) -> item::Noted {
    item::Noted { at: note.at, by: None, text: note.text.clone() }
}

pub(super) fn answer(state: &State, answer: &Answer) -> item::Answer {
    item::Answer {
        rung: rung(state, &answer.rung),
        round: answer.round,
        progress: answer.progress,
        text: answer.text.clone(),
        choice: answer.choice.clone(),
        ticked: answer.ticked.clone(),
        number: answer.number,
        files: answer.files.clone(),
    }
}

pub(super) fn rungs(delivery: &Delivery, show: impl Fn(&Rung) -> item::Rung) -> BTreeMap<DeliveryStage, item::Rung> {
    delivery.rungs.iter().map(|(stage, rung)| (*stage, show(rung))).collect()
}

pub(super) fn seat_counts(state: &State, delivery: &Delivery) -> item::SeatCounts {
    let seated = match &delivery.recipient {
        protocol::scenario::Recipient::Department(code) => state.desks.get(code).map_or(0, |desk| desk.taken),
        protocol::scenario::Recipient::Seat(code) => {
            u32::from(state.seats.get(code).is_some_and(crate::area::roster::SeatState::is_taken))
        }
    };
    item::SeatCounts {
        seated,
        delivered: delivery.counts.delivered,
        seen: delivery.counts.seen,
        acknowledged: delivery.counts.acknowledged,
    }
}

pub(super) fn deadlines(row: &Row, delivery: &Delivery) -> item::Deadlines {
    item::Deadlines {
        acknowledge: deadline(row, delivery, Duty::Acknowledge),
        respond: deadline(row, delivery, Duty::Respond),
        complete: deadline(row, delivery, Duty::Complete),
    }
}

pub(super) fn duties(state: &State, row: &Row, delivery: &Delivery) -> Vec<Duty> {
    row.duties(release::recipient_decides(state, row, &delivery.recipient))
}

pub(super) fn exercise(state: &State) -> item::ExerciseItem {
    let scenario = &state.scenario;
    let gates = CommandKind::ALL
        .iter()
        .filter(|kind| admitted(**kind).contains(&state.status))
        .filter(|kind| !state.in_emergency() || permission::in_emergency(**kind))
        .map(|kind| kind.word().to_owned())
        .collect();
    let phases = scenario
        .phases
        .iter()
        .filter(|phase| state.phases.contains(&phase.id))
        .map(|phase| item::PhaseView { id: phase.id.clone(), name: phase.name.clone() })
        .collect();
    item::ExerciseItem {
        id: state.id,
        title: scenario.title.clone(),
        status: state.status,
        run: state.run,
        rehearsal: scenario.settings.rehearsal,
        clock: state.clock,
        phases,
        pause: state.pause().map(|pause| item::PauseView {
            reason: pause.reason,
            note: pause.note.clone(),
            since: pause.from.at,
        }),
        emergency: state.emergency.as_ref().map(|emergency| item::EmergencyView {
            since: emergency.since,
            seat: emergency.seat.clone(),
            note: emergency.note.clone(),
            confirmed: emergency.keys.iter().map(|key| key.role).collect(),
        }),
        started: state.started(),
        ended: state.ended(),
        gates,
        time_zone: scenario.settings.time_zone.clone(),
        story: scenario.story.clone(),
        rules: scenario.rules.clone(),
        command: scenario.settings.command.clone(),
    }
}

pub(super) fn department(state: &State, code: &DepartmentCode) -> Option<item::DepartmentItem> {
    let (order, department) =
        state.scenario.departments.iter().enumerate().find(|(_, department)| department.code == *code)?;
    Some(item::DepartmentItem {
        code: code.clone(),
        name: department.name.clone(),
        order: u32::try_from(order).unwrap_or(u32::MAX),
    })
}

/// How far a late delivery has escalated, with names: for control and evaluators.
pub(super) fn escalation(state: &State, row: &Row, delivery: &Delivery) -> EscalationView {
    let taken = |taken: &escalate::Taken| StepTaken {
        step: taken.step,
        at: taken.at,
        by: by(state, &taken.who),
        seat: taken.seat.clone(),
    };
    let offers = escalate::offers(state, row, delivery).into_iter();
    EscalationView {
        level: delivery.escalated.level(delivery),
        taken: delivery.escalated.taken.iter().map(taken).collect(),
        offered: offers.map(|(step, from)| StepOffer { step, from }).collect(),
    }
}

/// The seat that control asks by name; all that a department is told of an escalation.
pub(super) fn deputy(delivery: &Delivery) -> Option<DeputyCall> {
    let called = delivery.escalated.taken.iter().find_map(|taken| Some((taken.seat.clone()?, taken.at)));
    called.map(|(seat, at)| DeputyCall { seat, at })
}
