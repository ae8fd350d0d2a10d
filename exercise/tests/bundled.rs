//! The bundled scenarios under the rules alone: they are approved as they stand, what silence brings
//! comes when nobody answers, and stays away when everybody does.
#![expect(clippy::expect_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::Signal;
use protocol::ids::SeatCode;
use protocol::scenario::{ResponseForm, Scenario};
use protocol::vocab::{DeliveryStage, InjectKind, InjectStatus, Role};
use serde_json::json;
use std::collections::BTreeSet;
use support::{World, petition};
use uuid::Uuid;

/// The longer of the two ends at T+150; an hour of standby and margin.
const STEPS: usize = 160 * 6;
/// Robots and people look at their desk every ten seconds.
const STEP_SECONDS: i64 = 10;

fn fire() -> Scenario {
    serde_saphyr::from_str(include_str!("../../scenarios/fire-evacuation.yaml")).expect("the bundled scenario loads")
}

fn outage() -> Scenario {
    serde_saphyr::from_str(include_str!("../../scenarios/it-outage.yaml")).expect("the bundled scenario loads")
}

fn seat_of(world: &World, role: Role) -> String {
    let seat = world.state.seats().find(|seat| seat.role == role).expect("the scenario has this role");
    seat.code.to_string()
}

/// Approved, seated and started.
fn started(scenario: Scenario) -> World {
    let mut world = World::new(scenario);
    let seats: Vec<SeatCode> = world.state.seats().map(|seat| seat.code.clone()).collect();
    for seat in seats {
        let person = Some(protocol::ids::PersonId(Uuid::new_v5(&Uuid::nil(), seat.as_str().as_bytes())));
        world.notice(Signal::SeatTaken { seat, person, digest: None, robot: true });
    }
    let (lead, director) = (seat_of(&world, Role::LeadController), seat_of(&world, Role::Director));
    world.ok(&lead, json!({"type": "submit_for_review"}));
    world.ok(&director, json!({"type": "approve_exercise"}));
    world.ok(&lead, json!({"type": "open_standby"}));
    world.pass(1_800);
    world.ok(&director, json!({"type": "start_exercise"}));
    world
}

/// Plays to the end. Control confirms whatever is suggested; `diligent` departments answer everything at
/// once and are seen to do their tasks, the others only receive. The rows that were released or became complete.
fn play(scenario: Scenario, diligent: bool) -> BTreeSet<String> {
    let mut world = started(scenario.clone());
    let lead = seat_of(&world, Role::LeadController);
    for _ in 0..STEPS {
        world.pass(STEP_SECONDS);
        for row in scenario.injects.iter().filter(|row| row.template.is_none()) {
            let status = world.status(row.id.as_str());
            if status == InjectStatus::Armed && row.kind != InjectKind::ExpectedAction {
                let _ = world.submit(&lead, json!({"type": "release_inject", "row": row.id}));
                let _ = world.submit(&lead, json!({"type": "mark_staged", "row": row.id}));
            }
            if status == InjectStatus::Armed && row.kind == InjectKind::ExpectedAction && diligent {
                world.ok(&lead, json!({"type": "complete_inject", "row": row.id}));
            }
        }
        receive(&mut world, &scenario, diligent);
    }
    let played = |status| matches!(status, InjectStatus::Released | InjectStatus::Complete);
    world.state.row_states().filter(|(_, status)| played(*status)).map(|(row, _)| row.to_string()).collect()
}

fn receive(world: &mut World, scenario: &Scenario, diligent: bool) {
    let lead = seat_of(world, Role::LeadController);
    // What a department has done already is not done again.
    let done = if diligent { DeliveryStage::Responded } else { DeliveryStage::Delivered };
    let open: Vec<_> = world
        .state
        .deliveries()
        .filter(|delivery| delivery.stage() < done)
        .map(|delivery| (delivery.id(), delivery.row().clone(), delivery.department().clone()))
        .collect();
    for (delivery, id, department) in open {
        let Some(row) = scenario.injects.iter().find(|row| row.id == id) else { continue };
        let unit = scenario.departments.iter().find(|unit| unit.code == department).expect("a known department");
        for seat in &unit.seats {
            let receipt =
                exercise::signal::MachineReceipt { delivery, seat: seat.code.clone(), stage: DeliveryStage::Delivered };
            world.notice(Signal::Receipts(vec![receipt]));
            if diligent {
                let _ = world.submit(seat.code.as_str(), json!({"type": "acknowledge_inject", "delivery": delivery}));
            }
        }
        if diligent {
            for seat in &unit.seats {
                let _ = world.submit(seat.code.as_str(), answer(delivery, row));
            }
            for task in &row.tasks {
                let mark = json!({"type": "mark_task", "task": task, "outcome": "done"});
                let _ = world.submit(&lead, mark);
            }
        }
    }
}

fn answer(delivery: protocol::ids::DeliveryId, row: &protocol::scenario::Inject) -> serde_json::Value {
    let mut answer =
        json!({"type": "respond_inject", "delivery": delivery, "progress": "done", "text": "演练 exercise"});
    match &row.response {
        Some(ResponseForm::Choice { of }) => answer["choice"] = json!(of[0].value),
        Some(ResponseForm::Checklist { of }) => answer["ticked"] = json!([of[0].value]),
        Some(ResponseForm::Number { .. }) => answer["number"] = json!(60),
        Some(ResponseForm::File {}) => answer["files"] = json!(["0".repeat(64)]),
        Some(ResponseForm::Text {}) | None => {}
    }
    if let Some(option) = row.decision.get(1).or(row.decision.first()) {
        answer["choice"] = json!(option.value);
    }
    answer
}

fn of_kind(scenario: &Scenario, kind: InjectKind) -> BTreeSet<String> {
    scenario.injects.iter().filter(|row| row.kind == kind).map(|row| row.id.to_string()).collect()
}

#[test]
fn when_nobody_answers_every_contingency_comes() {
    for scenario in [petition(), fire(), outage()] {
        let played = play(scenario.clone(), false);
        let missing: Vec<_> = of_kind(&scenario, InjectKind::Contingency).difference(&played).cloned().collect();
        assert!(missing.is_empty(), "{}: {missing:?}", scenario.id);
        let missing: Vec<_> = of_kind(&scenario, InjectKind::Trigger).difference(&played).cloned().collect();
        assert!(missing.is_empty(), "{}: {missing:?}", scenario.id);
    }
}

#[test]
fn when_everybody_answers_no_contingency_comes() {
    for scenario in [petition(), fire(), outage()] {
        let played = play(scenario.clone(), true);
        let came: Vec<_> = of_kind(&scenario, InjectKind::Contingency).intersection(&played).cloned().collect();
        assert!(came.is_empty(), "{}: {came:?}", scenario.id);
        let missing: Vec<_> = of_kind(&scenario, InjectKind::Trigger).difference(&played).cloned().collect();
        assert!(missing.is_empty(), "{}: {missing:?}", scenario.id);
    }
}
