//! Who holds control, and what a controller enters for others, by example.

mod support;

use exercise::Signal;
use protocol::problem::ProblemCode;
use serde_json::{Value, json};
use support::{World, row, small};

fn at(seconds: i32) -> Value {
    json!({"type": "time", "at": seconds})
}

#[test]
fn control_is_held_by_one_handed_over_by_him_and_taken_from_whom_is_lost() {
    let mut world = World::standby(small(json!([row("1", at(10), json!({}))])));
    let shown = |world: &World| {
        let item = exercise::view::render(&world.state, &exercise::view::Key::Conduct, &exercise::Audience::Control);
        item.map_or(Value::Null, |item| serde_json::to_value(item).unwrap())
    };
    assert_eq!(shown(&world), Value::Null);
    world.ok("LC", json!({"type": "take_control"}));
    assert_eq!(world.no("LC", json!({"type": "take_control"})), ProblemCode::AlreadyDone);
    let over = |to: &str| json!({"type": "hand_over_control", "to": to});
    assert_eq!(world.no("CTL-1", over("CTL-1")), ProblemCode::NotAllowed);
    assert_eq!(world.no("LC", over("EVA-1")), ProblemCode::Unknown);
    world.ok("LC", over("CTL-1"));
    assert_eq!((&shown(&world)["holder"], &shown(&world)["handed_over"]), (&json!("CTL-1"), &json!(true)));
    world.notice(Signal::SeatLost { seat: protocol::ids::SeatCode::parse("CTL-1").unwrap(), since: world.now });
    assert_eq!(world.no("DIR", over("CTL-1")), ProblemCode::WrongStage);
    world.ok("LC", json!({"type": "take_control"}));
    let now = shown(&world);
    assert_eq!((&now["holder"], &now["from"], &now["from_lost"]), (&json!("LC"), &json!("CTL-1"), &json!(true)));
    // Whoever does not hold it may still act: what must be done is done by whoever is there.
    world.ok("DIR", json!({"type": "start_exercise"}));
}

#[test]
fn a_controller_enters_what_a_department_wrote_elsewhere_under_its_name() {
    let mut world = World::running(small(json!([row("1", at(10), json!({}))])));
    let log = |department: &str, seat: &str| json!({"type": "write_log", "text": "t", "department": department, "seat": seat});
    assert_eq!(world.no("LC", log("AA", "BB-1")), ProblemCode::Unknown);
    assert_eq!(world.no("LC", log("ZZ", "AA-1")), ProblemCode::Unknown);
    world.ok("LC", log("BB", "BB-1"));
    let keys = exercise::view::keys(&world.state);
    let line = exercise::view::render(&world.state, keys.last().unwrap(), &exercise::Audience::Control).unwrap();
    let line = serde_json::to_value(line).unwrap();
    assert_eq!((&line["department"], &line["seat"], &line["by"]["seat"]), (&json!("BB"), &json!("BB-1"), &json!("LC")));
}
