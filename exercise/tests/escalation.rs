//! Escalation of late deliveries by example: what rises by itself, what is offered to control and taken
//! by hand, what a department is told of it.
#![expect(clippy::unwrap_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::view::{self, Key};
use exercise::{Audience, Event};
use protocol::ids::DepartmentCode;
use protocol::problem::ProblemCode;
use serde_json::{Value, json};
use support::{World, row, small};

const RELEASED: i64 = 10;

fn steps() -> Value {
    json!({"amber": 0, "red": 60, "nudge": 20, "deputy": 60, "other_channel": 120})
}

/// Row 1 to AA and BB, acknowledged within 60 s and answered within 180 s of delivery.
fn world(escalation: Value) -> World {
    let time = json!({"type": "time", "at": RELEASED});
    let to = json!([{"department": "AA"}, {"department": "BB"}]);
    let mut world = World::running(small(json!([row("1", time, json!({"to": to, "escalation": escalation}))])));
    world.pass(RELEASED);
    world.arrives("1", "AA-1");
    world
}

fn shown(world: &World, audience: &Audience) -> Value {
    let key = Key::Delivery(world.delivery("1", "AA"));
    view::render(&world.state, &key, audience).map_or(Value::Null, |item| serde_json::to_value(item).unwrap())
}

fn escalation(world: &World) -> Value {
    let item = shown(world, &Audience::Control);
    assert_eq!(item["escalation"], shown(world, &Audience::Evaluators)["escalation"], "evaluators see it too");
    item["escalation"].clone()
}

fn level(world: &World) -> Value {
    escalation(world)["level"].clone()
}

/// Names of the steps that stand in a list of the item.
fn names(world: &World, list: &str) -> Vec<String> {
    let steps = escalation(world)[list].as_array().unwrap().clone();
    steps.iter().map(|step| step["step"].as_str().unwrap().to_owned()).collect()
}

fn rises(world: &World) -> usize {
    let rises = |event: &&Event| matches!(event, Event::DeliveryEscalated(_));
    world.commits.iter().flat_map(|commit| &commit.events).filter(rises).count()
}

#[test]
fn the_level_rises_by_itself_from_the_limit_on_and_stops_with_the_acknowledgement() {
    let mut world = world(steps());
    world.pass(59);
    assert_eq!(level(&world), Value::Null);
    world.pass(1);
    assert_eq!(level(&world), "amber");
    world.pass(59);
    assert_eq!(level(&world), "amber");
    world.pass(1);
    assert_eq!(level(&world), "red");
    world.act("AA-1", "acknowledge_inject", "1").unwrap();
    assert_eq!(level(&world), Value::Null, "what has come is not late any more");
    assert!(names(&world, "offered").is_empty());
    world.pass(59);
    assert_eq!(level(&world), Value::Null, "the answer is not late yet");
    world.pass(1);
    assert_eq!(level(&world), "amber", "a late answer begins its own way up");
    assert_eq!(rises(&world), 3, "each rise is one fact");
}

#[test]
fn a_pause_never_counts() {
    let mut world = world(steps());
    world.pass(61);
    world.ok("LC", json!({"type": "pause_exercise", "reason": "admin"}));
    world.pass(3_600);
    assert_eq!(level(&world), "amber");
    world.ok("LC", json!({"type": "resume_exercise"}));
    world.pass(58);
    assert_eq!(level(&world), "amber");
    world.pass(1);
    assert_eq!(level(&world), "red");
}

#[test]
fn a_recalled_row_rises_no_more() {
    let mut world = world(steps());
    world.pass(61);
    world.ok("LC", json!({"type": "recall_inject", "row": "1", "reason": "wrong row"}));
    world.pass(600);
    assert_eq!((level(&world), rises(&world)), (Value::Null, 1));
    assert!(names(&world, "offered").is_empty());
    let call = json!({"type": "call_deputy", "delivery": world.delivery("1", "AA")});
    assert_eq!(world.no("LC", call), ProblemCode::WrongStage);
}

#[test]
fn steps_by_hand_are_offered_in_order_and_recorded_with_who_and_when() {
    let mut world = world(steps());
    assert!(names(&world, "offered").is_empty(), "nothing is late");
    world.pass(61);
    assert_eq!(names(&world, "offered"), ["nudge", "deputy", "other_channel"]);
    assert_eq!(escalation(&world)["offered"][0]["from"], (RELEASED + 60 + 20) * 1_000);
    world.ok("LC", json!({"type": "nudge_inject", "row": "1", "department": "AA"}));
    assert_eq!(names(&world, "offered"), ["deputy", "other_channel"]);
    let call = json!({"type": "call_deputy", "delivery": world.delivery("1", "AA")});
    assert_eq!(world.no("AA-1", call.clone()), ProblemCode::NotAllowed);
    world.ok("CTL-1", call.clone());
    assert_eq!(world.no("LC", call), ProblemCode::AlreadyDone);
    let delivery = world.delivery("1", "AA");
    let told = json!({"type": "record_receipt", "delivery": delivery, "stage": "acknowledged", "via": "radio", "told": "duty desk"});
    world.ok("LC", told);
    assert_eq!(names(&world, "taken"), ["nudge", "deputy", "other_channel"]);
    let taken = escalation(&world)["taken"].clone();
    let by = |step: usize| taken[step]["by"]["seat"].as_str().unwrap().to_owned();
    assert_eq!([by(0), by(1), by(2)], ["LC", "CTL-1", "LC"]);
    assert_eq!(taken[1]["seat"], "AA-2");
    assert_eq!(taken[1]["at"]["exercise"], (RELEASED + 61) * 1_000);
    assert_eq!(level(&world), Value::Null, "told by radio is acknowledged");
}

#[test]
fn a_department_is_told_whom_control_calls_and_nothing_else_of_it() {
    let mut world = world(steps());
    world.pass(121);
    let own = |code: &str| Audience::Department(DepartmentCode::parse(code).unwrap());
    let before = shown(&world, &own("AA"));
    assert_eq!((&before["deputy"], &before["escalation"]), (&Value::Null, &Value::Null));
    assert_eq!(before["overdue"], json!(["acknowledge"]), "that it is late it sees as before");
    world.ok("LC", json!({"type": "call_deputy", "delivery": world.delivery("1", "AA")}));
    let after = shown(&world, &own("AA"));
    assert_eq!(after["deputy"]["seat"], "AA-2");
    assert!(!after.to_string().contains("LC"), "not by whom");
    assert_eq!(shown(&world, &own("BB")), Value::Null);
}

#[test]
fn a_deputy_who_is_not_there_is_not_called() {
    let mut world = world(steps());
    let call = json!({"type": "call_deputy", "delivery": world.delivery("1", "AA")});
    assert_eq!(world.no("LC", call.clone()), ProblemCode::WrongStage, "nothing is late");
    world.pass(61);
    let seat = protocol::ids::SeatCode::parse("AA-2").unwrap();
    world.notice(exercise::Signal::SeatLost { seat: seat.clone(), since: world.now });
    assert_eq!(world.no("LC", call.clone()), ProblemCode::WrongStage, "AA has nobody behind its first seat");
    world.notice(exercise::Signal::SeatBack { seat });
    world.ok("LC", call);
}

#[test]
fn a_nudge_goes_by_itself_where_the_scenario_says_so_and_once() {
    let mut by_itself = steps();
    by_itself["nudge_by_itself"] = json!(true);
    let mut world = world(by_itself);
    world.pass(79);
    assert_eq!(shown(&world, &Audience::Control)["nudged"], Value::Null);
    world.pass(1);
    assert_eq!(shown(&world, &Audience::Control)["nudged"]["exercise"], (RELEASED + 80) * 1_000);
    assert_eq!(escalation(&world)["taken"][0]["by"], Value::Null, "nobody did it");
    world.pass(300);
    let nudges = |event: &&Event| matches!(event, Event::InjectNudged(_));
    assert_eq!(world.commits.iter().flat_map(|commit| &commit.events).filter(nudges).count(), 1);
}

#[test]
fn what_a_scenario_leaves_out_holds_by_default_and_null_takes_a_step_away() {
    let mut defaults = world(Value::Null);
    defaults.pass(61);
    let from = |world: &World| escalation(world)["offered"][0]["from"].clone();
    assert_eq!((level(&defaults), from(&defaults)), (json!("amber"), json!((RELEASED + 90) * 1_000)));
    defaults.pass(120);
    assert_eq!(level(&defaults), "red");
    let mut quiet = world(json!({"amber": null, "red": null, "deputy": null}));
    quiet.pass(600);
    assert_eq!(level(&quiet), Value::Null);
    assert_eq!(names(&quiet, "offered"), ["nudge", "other_channel"]);
}

#[test]
fn a_reminder_before_anything_is_late_is_no_step() {
    let mut world = world(steps());
    world.ok("LC", json!({"type": "nudge_inject", "row": "1"}));
    world.pass(61);
    assert_eq!(names(&world, "taken"), Vec::<String>::new());
    assert_eq!(names(&world, "offered")[0], "nudge");
}

#[test]
fn an_acknowledgement_that_is_taken_back_stands_where_it_stood() {
    let mut world = world(steps());
    world.pass(121);
    world.act("AA-1", "acknowledge_inject", "1").unwrap();
    assert_eq!(level(&world), Value::Null);
    world.act("AA-1", "take_back_acknowledgement", "1").unwrap();
    assert_eq!((level(&world), rises(&world)), (json!("red"), 2), "levels merge by maximum");
}
