//! Steps of a walk that concern resources: everybody moves, breaks, lends and counts what there is.

use super::World;
use super::walk::Dice;
use exercise::Event;
use serde_json::json;
use uuid::Uuid;

/// Faults so far.
pub fn faults(world: &World) -> Vec<String> {
    let occurred = |event: &Event| if let Event::FaultOccurred(e) = event { Some(e.id.0.to_string()) } else { None };
    world.commits.iter().flat_map(|commit| &commit.events).filter_map(occurred).collect()
}

/// Requests so far.
pub fn requests(world: &World) -> Vec<String> {
    let asked = |event: &Event| if let Event::ResourceRequested(e) = event { Some(e.id.0.to_string()) } else { None };
    world.commits.iter().flat_map(|commit| &commit.events).filter_map(asked).collect()
}

/// One step. Rejections are fine: nothing happens.
pub fn step(world: &mut World, dice: &mut Dice) {
    let nobody = || Uuid::nil().to_string();
    let fault = dice.pick(&faults(world)).cloned().unwrap_or_else(nobody);
    let request = dice.pick(&requests(world)).cloned().unwrap_or_else(nobody);
    let resource = ["speaker", "spare", "water", "horn"][dice.roll(4)];
    let to = ["available", "assigned", "in_use", "restored", "used_up"][dice.roll(5)];
    let set = ["planned", "available", "in_use", "failed", "restored"][dice.roll(5)];
    let whom = [json!({"department": "AA"}), json!({"department": "BB"}), json!("control")][dice.roll(3)].clone();
    let amount = 1 + dice.roll(6);
    let (item, ticked) = (["c1", "c2"][dice.roll(2)], dice.roll(4) > 0);
    let players = [
        json!({"type": "move_resource", "resource": resource, "to": to}),
        json!({"type": "move_resource", "resource": resource, "to": to, "note": "words"}),
        json!({"type": "move_resource", "resource": resource, "to": "in_use", "replaces": "speaker"}),
        json!({"type": "move_resource", "resource": resource, "to": "restored", "left": 8}),
        json!({"type": "use_supply", "resource": "water", "amount": amount}),
        json!({"type": "report_fault", "resource": resource, "text": "no sound"}),
        json!({"type": "pass_fault", "fault": fault, "note": "logistics"}),
        json!({"type": "fix_fault", "fault": fault}),
        json!({"type": "tick_checklist", "item": item, "ticked": ticked}),
        json!({"type": "report_departure"}),
        json!({"type": "request_resource", "to": whom, "what": "water", "amount": amount}),
        json!({"type": "request_resource", "to": whom, "what": "a horn", "note": "for the back rows"}),
        json!({"type": "grant_resource", "request": request, "resource": resource, "amount": amount}),
        json!({"type": "refuse_resource", "request": request, "reason": "we need it"}),
        json!({"type": "withdraw_resource_request", "request": request, "note": "we have found one"}),
        json!({"type": "hand_over_resource", "request": request}),
        json!({"type": "return_resource", "request": request}),
    ];
    let control = [
        json!({"type": "set_resource", "resource": resource, "to": set}),
        json!({"type": "set_resource", "resource": "water", "to": "available", "left": 10}),
        json!({"type": "pass_fault", "fault": fault}),
        json!({"type": "fix_fault", "fault": fault}),
        json!({"type": "grant_resource", "request": request}),
        json!({"type": "grant_resource", "request": request, "resource": resource}),
        json!({"type": "hand_over_resource", "request": request}),
        json!({"type": "return_resource", "request": request, "amount": 1}),
    ];
    let _rejections_are_fine = if dice.roll(3) > 0 {
        let seat = ["AA-1", "AA-2", "BB-1", "BB-2"][dice.roll(4)];
        world.submit(seat, players[dice.roll(players.len())].clone())
    } else {
        world.submit("CTL-1", control[dice.roll(control.len())].clone())
    };
    if dice.roll(3) == 0 {
        // Lent and brought back in one go, or what is asked for is seldom followed to its end.
        for command in [
            json!({"type": "grant_resource", "request": request, "resource": resource}),
            json!({"type": "hand_over_resource", "request": request}),
            json!({"type": "return_resource", "request": request}),
        ] {
            let _where_it_is_not_its_turn = world.submit("CTL-1", command);
        }
    }
    if dice.roll(3) == 0 {
        // What control has just broken, its department may notice.
        let _if_it_is_theirs =
            world.submit("CTL-1", json!({"type": "set_resource", "resource": resource, "to": "failed"}));
        let seat = ["AA-1", "BB-1"][dice.roll(2)];
        let _if_it_is_theirs = world.submit(seat, json!({"type": "report_fault", "resource": resource}));
    }
}
