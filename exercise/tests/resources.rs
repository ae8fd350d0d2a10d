//! Equipment and supplies by example: a loudspeaker fails with its row, its backup is on within the limit,
//! the checklist is complete before departure, and water goes from one department to another.
#![expect(clippy::unwrap_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::view::{self, Key};
use exercise::{Audience, measure};
use protocol::ids::{CheckKey, DepartmentCode, FaultId, ResourceKey, ResourceRequestId};
use protocol::problem::ProblemCode;
use serde_json::{Value, json};
use support::stock::{faults, requests};
use support::{World, row, small};

/// Row 1 makes the loudspeaker fail at T+10. T1 is done when the backup is on within 300 s, T2 when every
/// checklist is complete, T3 when the fault is logged and passed.
fn world() -> World {
    let mut scenario = small(json!([row("1", json!({"type": "time", "at": 10}), json!({"fails": ["speaker"]}))]));
    let text = |word: &str| json!({"zh": word, "en": word});
    let moment = json!([{"mark": "backup_on", "target": 300, "from": {"row": "1", "event": "released"}}]);
    let task = |id: &str, marks: &Value| json!({"id": id, "name": text(id), "target": 600, "marks": marks});
    let none = json!([]);
    scenario.objectives[0].tasks =
        serde_json::from_value(json!([task("T1", &moment), task("T2", &none), task("T3", &none)])).unwrap();
    scenario.bindings.equipment = serde_json::from_value(json!([
        {"fault": "1", "backup": "T1", "backup_mark": "backup_on", "checklist": "T2", "logged": "T3"}
    ]))
    .unwrap();
    for other in ["T2", "T3"] {
        scenario.injects[0].tasks.push(protocol::ids::TaskId::parse(other).unwrap());
    }
    World::running(scenario)
}

fn department(code: &str) -> Audience {
    Audience::Department(DepartmentCode::parse(code).unwrap())
}

fn shown(world: &World, key: &Key, audience: &Audience) -> Value {
    view::render(&world.state, key, audience).map_or(Value::Null, |item| serde_json::to_value(item).unwrap())
}

fn resource(world: &World, key: &str, audience: &Audience) -> Value {
    shown(world, &Key::Resource(ResourceKey::parse(key).unwrap()), audience)
}

fn fault(world: &World, audience: &Audience) -> Value {
    let id = faults(world).pop().unwrap();
    shown(world, &Key::Fault(FaultId(id.parse().unwrap())), audience)
}

fn task(world: &World, id: &str) -> Value {
    shown(world, &Key::Task(protocol::ids::TaskId::parse(id).unwrap()), &Audience::Control)
}

fn shift(resource: &str, to: &str) -> Value {
    json!({"type": "move_resource", "resource": resource, "to": to})
}

#[test]
fn a_row_fails_the_loudspeaker_and_nobody_is_named() {
    let mut world = world();
    world.pass(9);
    assert_eq!(resource(&world, "speaker", &Audience::Control)["state"], "planned");
    world.pass(2);
    for audience in [Audience::Control, Audience::Evaluators, department("AA")] {
        assert_eq!(resource(&world, "speaker", &audience)["state"], "failed");
        let fault = fault(&world, &audience);
        assert_eq!(
            (&fault["occurred"]["by"], &fault["reported"], &fault["backup"]),
            (&Value::Null, &Value::Null, &Value::Null)
        );
    }
    for audience in [department("BB"), Audience::Simulation, Audience::Everyone, Audience::PlayersWall] {
        assert_eq!(resource(&world, "speaker", &audience), Value::Null, "{audience:?}");
        assert_eq!(fault(&world, &audience), Value::Null, "{audience:?}");
    }
    let wall = resource(&world, "speaker", &Audience::LeadersWall);
    assert_eq!((&wall["kind"], &wall["backup_on"]), (&json!("wall_fault"), &json!(false)));
    assert_eq!(resource(&world, "spare", &Audience::LeadersWall), Value::Null, "leaders see what matters and failed");
    assert_eq!(world.no("BB-1", json!({"type": "report_fault", "resource": "speaker"})), ProblemCode::Unknown);
}

#[test]
fn from_fault_to_backup_is_exercise_time_and_marks_the_bound_tasks() {
    let mut world = world();
    world.pass(10);
    world.ok("AA-1", json!({"type": "report_fault", "resource": "speaker", "text": "crackles"}));
    assert_eq!(world.no("AA-2", json!({"type": "report_fault", "resource": "speaker"})), ProblemCode::AlreadyDone);
    world.pass(60);
    world.ok("LC", json!({"type": "pause_exercise", "reason": "admin"}));
    world.pass(3_600);
    world.ok("LC", json!({"type": "resume_exercise"}));
    world.pass(180);
    world.ok("AA-2", shift("spare", "in_use"));
    let backup = &fault(&world, &department("AA"))["backup"];
    assert_eq!((&backup["resource"], &backup["on"]["by"]["seat"]), (&json!("spare"), &json!("AA-2")));
    let done = task(&world, "T1");
    assert_eq!((&done["outcome"]["outcome"], &done["marks"][0]["mark"]), (&json!("done"), &json!("backup_on")));
    assert_eq!(task(&world, "T3")["outcome"], Value::Null, "logged is reported and passed");
    let id = faults(&world).pop().unwrap();
    world.ok("AA-1", json!({"type": "pass_fault", "fault": id, "note": "logistics desk"}));
    assert_eq!(task(&world, "T3")["outcome"]["outcome"], "done");
    world.pass(100);
    world.ok("CTL-1", json!({"type": "fix_fault", "fault": id}));
    assert_eq!(resource(&world, "speaker", &department("AA"))["state"], "restored");
    assert_eq!(resource(&world, "speaker", &Audience::LeadersWall), Value::Null);
    let measured = measure::equipment_measures(&world.state);
    let one = &measured.faults[0];
    assert_eq!((one.to_backup_ms, one.to_logged_ms), (Some(240_000), Some(0)), "a pause of an hour does not count");
    assert_eq!((one.to_passed_ms, one.to_fixed_ms, one.without_ms), (Some(240_000), Some(340_000), None));
    assert_eq!(one.row.as_ref().unwrap().as_str(), "1");
    assert_eq!((measured.departments[0].faults, measured.departments[0].reported), (1, 1));
}

#[test]
fn a_late_backup_is_marked_as_a_moment_and_left_to_evaluators_as_a_task() {
    let mut world = world();
    world.pass(10 + 301);
    world.ok("AA-1", shift("spare", "in_use"));
    let task = task(&world, "T1");
    assert_eq!((&task["outcome"], &task["marks"][0]["mark"]), (&Value::Null, &json!("backup_on")));
    assert_eq!(measure::equipment_measures(&world.state).faults[0].to_backup_ms, Some(301_000));
}

#[test]
fn anything_said_to_replace_it_is_a_backup_and_one_that_runs_already_is_on_at_once() {
    let mut world = world();
    world.ok("AA-1", json!({"type": "request_resource", "to": {"department": "BB"}, "what": "horn"}));
    let request = requests(&world).pop().unwrap();
    world.ok("BB-1", json!({"type": "grant_resource", "request": request, "resource": "horn"}));
    assert_eq!(world.no("AA-1", shift("horn", "in_use")), ProblemCode::Unknown, "it is not here yet");
    world.ok("BB-1", json!({"type": "hand_over_resource", "request": request}));
    assert_eq!(resource(&world, "horn", &department("AA"))["with"], "AA");
    world.pass(20);
    world.ok("AA-1", json!({"type": "move_resource", "resource": "horn", "to": "in_use", "replaces": "speaker"}));
    let measured = measure::equipment_measures(&world.state);
    assert_eq!(measured.faults[0].backup.as_ref().unwrap().as_str(), "horn");
    assert_eq!(world.no("BB-1", shift("horn", "available")), ProblemCode::Unknown, "who has it moves it");
    // Fixed, and failed again while the horn still stands in.
    world.ok("AA-1", json!({"type": "report_fault", "resource": "speaker"}));
    world.ok("AA-1", shift("speaker", "restored"));
    world.ok("AA-1", json!({"type": "report_fault", "resource": "speaker"}));
    let again = &measure::equipment_measures(&world.state).faults[1];
    assert_eq!((again.to_backup_ms, again.row.as_ref()), (Some(0), None));
    // A failed backup that comes back failed.
    world.ok("AA-2", json!({"type": "report_fault", "resource": "horn"}));
    world.ok("AA-2", json!({"type": "return_resource", "request": request}));
    let horn = resource(&world, "horn", &department("BB"));
    assert_eq!((&horn["state"], &horn["with"]), (&json!("failed"), &Value::Null));
    assert_eq!(resource(&world, "horn", &department("AA"))["department"], "BB", "AA is incident command and sees all");
}

#[test]
fn a_checklist_is_complete_with_its_last_tick_and_before_departure_or_not() {
    let mut world = world();
    let tick = |item: &str, ticked: bool| json!({"type": "tick_checklist", "item": item, "ticked": ticked});
    world.ok("AA-1", tick("c1", true));
    assert_eq!(resource(&world, "speaker", &department("AA"))["state"], "available", "checked is there");
    assert_eq!(world.no("AA-2", tick("c1", true)), ProblemCode::AlreadyDone);
    assert_eq!(world.no("AA-2", tick("c9", true)), ProblemCode::Unknown);
    world.ok("AA-2", tick("c2", true));
    world.ok("AA-1", json!({"type": "report_departure"}));
    assert_eq!(world.no("AA-2", json!({"type": "report_departure"})), ProblemCode::AlreadyDone);
    assert_eq!(task(&world, "T2")["outcome"], Value::Null, "BB has not checked");
    world.ok("BB-1", tick("c1", true));
    assert_eq!(task(&world, "T2")["outcome"]["outcome"], "done");
    let code = |code: &str| DepartmentCode::parse(code).unwrap();
    let mine = shown(&world, &Key::Checklist(code("AA")), &department("AA"));
    assert_eq!((&mine["before_departure"], &mine["items"][1]["ticked"]["by"]["seat"]), (&json!(true), &json!("AA-2")));
    assert_eq!(shown(&world, &Key::Checklist(code("AA")), &department("BB")), Value::Null);
    world.ok("AA-1", tick("c2", false));
    let measured = measure::equipment_measures(&world.state);
    let [aa, bb] = &measured.checklists[..] else { panic!("two lists") };
    assert_eq!((aa.entries, aa.ticked, aa.complete, aa.before_departure), (2, 1, None, Some(true)));
    assert_eq!((bb.ticked, bb.complete.is_some(), bb.before_departure), (1, true, None));
    assert!(CheckKey::parse("c1").is_ok());
}

#[test]
fn a_list_that_was_complete_after_departure_marks_nothing() {
    let mut world = world();
    let tick = |item: &str| json!({"type": "tick_checklist", "item": item, "ticked": true});
    world.ok("BB-1", json!({"type": "report_departure"}));
    for (seat, item) in [("AA-1", "c1"), ("AA-1", "c2"), ("BB-1", "c1")] {
        world.ok(seat, tick(item));
    }
    assert_eq!(task(&world, "T2")["outcome"], Value::Null);
    assert_eq!(measure::equipment_measures(&world.state).checklists[1].before_departure, Some(false));
}

#[test]
fn what_is_counted_is_used_lent_and_comes_back_less() {
    let mut world = world();
    let used = |amount: u32| json!({"type": "use_supply", "resource": "water", "amount": amount});
    world.ok("BB-1", used(2));
    assert_eq!(world.no("BB-1", used(9)), ProblemCode::OutOfRange);
    assert_eq!(world.no("BB-1", used(0)), ProblemCode::OutOfRange);
    assert_eq!(world.no("AA-1", used(1)), ProblemCode::Unknown, "it is BB's");
    world.ok(
        "AA-1",
        json!({"type": "request_resource", "to": {"department": "BB"}, "what": "water", "amount": 6, "note": "heat"}),
    );
    let request = requests(&world).pop().unwrap();
    let seen = |world: &World, audience: &Audience| {
        shown(world, &Key::ResourceRequest(ResourceRequestId(request.parse().unwrap())), audience)["stage"].clone()
    };
    for audience in [Audience::Control, Audience::Evaluators, department("AA"), department("BB")] {
        assert_eq!(seen(&world, &audience), "asked");
    }
    assert_eq!(seen(&world, &Audience::Simulation), Value::Null);
    assert_eq!(world.no("AA-1", json!({"type": "grant_resource", "request": request})), ProblemCode::Unknown);
    let grant =
        |amount: u32| json!({"type": "grant_resource", "request": request, "resource": "water", "amount": amount});
    assert_eq!(world.no("BB-1", grant(9)), ProblemCode::OutOfRange);
    world.ok("BB-1", grant(5));
    assert_eq!(
        world.no("BB-1", json!({"type": "refuse_resource", "request": request, "reason": "no"})),
        ProblemCode::WrongStage
    );
    world.ok("BB-2", json!({"type": "hand_over_resource", "request": request}));
    let water = resource(&world, "water", &department("BB"));
    assert_eq!((&water["left"], &water["lent"], &water["used"]), (&json!(3), &json!(5), &json!(2)));
    assert_eq!(
        world.no("AA-1", json!({"type": "return_resource", "request": request, "amount": 6})),
        ProblemCode::OutOfRange
    );
    world.ok("AA-1", json!({"type": "return_resource", "request": request, "amount": 1}));
    let water = resource(&world, "water", &department("BB"));
    assert_eq!((&water["left"], &water["lent"], &water["used"]), (&json!(4), &json!(0), &json!(6)));
    world.ok("BB-1", used(4));
    assert_eq!(resource(&world, "water", &department("BB"))["state"], "used_up");
    assert_eq!(world.no("BB-1", shift("water", "restored")), ProblemCode::Incomplete, "how much is there again?");
    world.ok("BB-1", json!({"type": "move_resource", "resource": "water", "to": "restored", "left": 20}));
    assert_eq!(resource(&world, "water", &Audience::Control)["left"], 20);
}

#[test]
fn requests_are_refused_with_a_reason_and_control_answers_for_logistics() {
    let mut world = world();
    let ask = |to: Value| json!({"type": "request_resource", "to": to, "what": "power bank"});
    assert_eq!(world.no("AA-1", ask(json!({"department": "AA"}))), ProblemCode::Unknown);
    assert_eq!(world.no("AA-1", ask(json!("simulation"))), ProblemCode::Unknown);
    world.ok("BB-1", ask(json!("control")));
    let request = requests(&world).pop().unwrap();
    assert_eq!(world.no("AA-1", json!({"type": "grant_resource", "request": request})), ProblemCode::Unknown);
    world.ok("CTL-1", json!({"type": "grant_resource", "request": request, "resource": "spare"}));
    world.ok("AA-1", json!({"type": "hand_over_resource", "request": request}));
    assert_eq!(resource(&world, "spare", &department("BB"))["with"], "BB", "who holds it hands it over");
    world.ok("AA-1", ask(json!({"department": "BB"})));
    let request = requests(&world).into_iter().find(|id| *id != request).unwrap();
    world.ok("BB-1", json!({"type": "refuse_resource", "request": request, "reason": "we need it"}));
    let key = Key::ResourceRequest(ResourceRequestId(request.parse().unwrap()));
    assert_eq!(shown(&world, &key, &department("AA"))["answered"]["text"], "we need it");
}

#[test]
fn states_follow_their_guards_and_control_sets_any_by_hand() {
    let mut world = world();
    for (to, code) in [
        ("restored", ProblemCode::WrongStage),
        ("failed", ProblemCode::WrongStage),
        ("planned", ProblemCode::AlreadyDone),
    ] {
        assert_eq!(world.no("AA-1", shift("speaker", to)), code, "{to}");
    }
    world.ok("AA-1", shift("speaker", "in_use"));
    assert_eq!(world.no("AA-1", shift("speaker", "planned")), ProblemCode::WrongStage);
    let set = |to: &str| json!({"type": "set_resource", "resource": "speaker", "to": to, "note": "prop unplugged"});
    assert_eq!(world.no("AA-1", set("failed")), ProblemCode::NotAllowed);
    world.ok("CTL-1", set("failed"));
    let item = fault(&world, &department("AA"));
    assert_eq!((&item["occurred"]["by"], &item["reported"]), (&Value::Null, &Value::Null), "control has no name there");
    assert_eq!(fault(&world, &Audience::Control)["occurred"]["by"]["seat"], "CTL-1");
    assert_eq!(fault(&world, &Audience::Control)["text"], "prop unplugged");
    let seen = [item.to_string(), resource(&world, "speaker", &department("AA")).to_string()].concat();
    assert!(!seen.contains("unplugged"), "what control writes is its own: {seen}");
    world.pass(15);
    assert_eq!(faults(&world).len(), 1, "what has failed does not fail again with its row");
    assert_eq!(world.no("AA-1", json!({"type": "fix_fault", "fault": item["id"]})), ProblemCode::WrongStage);
    world.ok("CTL-1", set("available"));
    assert!(fault(&world, &Audience::Control)["fixed"].is_object());
    assert_eq!(resource(&world, "speaker", &department("AA"))["state"], "available");
    let changes = resource(&world, "speaker", &department("AA"))["changes"].as_array().unwrap().len();
    assert_eq!(changes, 4, "in use, failed, restored, available: nothing is overwritten");
    world.ok("DIR", json!({"type": "restart_exercise", "reason": "false start"}));
    assert_eq!(resource(&world, "speaker", &department("AA"))["state"], "planned");
}

#[test]
fn who_asked_withdraws_a_request_until_somebody_answers() {
    let mut world = world();
    let ask = json!({"type": "request_resource", "to": {"department": "BB"}, "what": "a horn"});
    let withdraw = |id: &str| json!({"type": "withdraw_resource_request", "request": id, "note": "found one"});
    world.ok("AA-1", ask.clone());
    let first = requests(&world).pop().unwrap();
    assert_eq!(world.no("BB-1", withdraw(&first)), ProblemCode::Unknown, "who is asked refuses instead");
    assert_eq!(world.no("CTL-1", withdraw(&first)), ProblemCode::NotAllowed);
    world.ok("AA-2", withdraw(&first));
    assert_eq!(world.no("AA-1", withdraw(&first)), ProblemCode::WrongStage);
    assert_eq!(
        world.no("BB-1", json!({"type": "grant_resource", "request": first, "resource": "horn"})),
        ProblemCode::WrongStage
    );
    let key = |id: &str| Key::ResourceRequest(ResourceRequestId(id.parse().unwrap()));
    for audience in [department("AA"), department("BB"), Audience::Control] {
        let item = shown(&world, &key(&first), &audience);
        assert_eq!((&item["stage"], &item["withdrawn"]["text"]), (&json!("withdrawn"), &json!("found one")));
    }
    world.ok("AA-1", ask);
    let second = requests(&world).into_iter().find(|id| *id != first).unwrap();
    world.ok("BB-1", json!({"type": "grant_resource", "request": second, "resource": "horn"}));
    assert_eq!(world.no("AA-1", withdraw(&second)), ProblemCode::WrongStage, "it may be on its way");
}
