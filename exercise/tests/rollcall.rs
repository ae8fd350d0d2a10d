//! The roll call before STARTEX by example: what each seat reports, how ready that leaves a department,
//! control's word on it, and that STARTEX is never blocked but keeps what was known.
#![expect(clippy::unwrap_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::event::NotReady;
use exercise::view::{self, Key};
use exercise::{Audience, Event, Signal};
use protocol::ids::{DepartmentCode, PersonId, RowId, SeatCode};
use protocol::problem::ProblemCode;
use protocol::vocab::{Readiness, StaffGroup};
use serde_json::{Value, json};
use support::{World, row, small};
use uuid::Uuid;

fn world() -> World {
    let test = json!({"kind": "admin", "offset": -50, "ack_policy": "every_member", "tasks": [], "to": [{"department": "AA"}, {"department": "BB"}]});
    let mut scenario = small(json!([
        row("A-1", json!({"type": "time", "at": -50}), test),
        row("1", json!({"type": "time", "at": 10}), json!({})),
    ]));
    scenario.settings.comms_check = RowId::parse("A-1").ok();
    World::standby(scenario)
}

fn code(code: &str) -> DepartmentCode {
    DepartmentCode::parse(code).unwrap()
}

fn seat(code: &str) -> SeatCode {
    SeatCode::parse(code).unwrap()
}

fn shown(world: &World, key: &Key, audience: &Audience) -> Value {
    view::render(&world.state, key, audience).map_or(Value::Null, |item| serde_json::to_value(item).unwrap())
}

fn roll(world: &World, department: &str, audience: &Audience) -> Value {
    shown(world, &Key::Roll(code(department)), audience)
}

fn check(sound: &str) -> Value {
    json!({"type": "report_check", "client": "Chrome 126 · Android", "sound": sound, "screen": "passed",
           "notifications": "unsupported", "storage": "passed", "round_trip_ms": 41, "clock_ahead_ms": -300})
}

fn closed(world: &World) -> (Vec<NotReady>, bool, Option<String>) {
    let closed = |event: &Event| match event {
        Event::RollClosed(closed) => Some((closed.not_ready.clone(), closed.confirmed, closed.note.clone())),
        _ => None,
    };
    world.commits.iter().flat_map(|commit| &commit.events).rev().find_map(closed).unwrap()
}

#[test]
fn a_seat_reports_its_device_and_the_last_report_counts_for_control_and_for_itself() {
    let mut world = world();
    world.ok("BB-1", check("failed"));
    assert_eq!(world.no("BB-1", check("failed")), ProblemCode::AlreadyDone);
    world.ok("BB-1", check("passed"));
    let key = Key::Check(seat("BB-1"));
    let control = shown(&world, &key, &Audience::Control);
    assert_eq!((&control["sound"], &control["round_trip_ms"]), (&json!("passed"), &json!(41)));
    assert_eq!(control["clock_ahead_ms"], -300);
    assert_eq!(shown(&world, &key, &Audience::Seat(seat("BB-1"))), control);
    for audience in
        [Audience::Seat(seat("BB-2")), Audience::Department(code("BB")), Audience::Evaluators, Audience::LeadersWall]
    {
        assert_eq!(shown(&world, &key, &audience), Value::Null, "{audience:?}");
    }
    let kept = world.commits.iter().flat_map(|commit| &commit.events);
    assert_eq!(kept.filter(|event| matches!(event, Event::CheckReported(_))).count(), 2, "both stand in the record");
}

#[test]
fn somebody_else_in_the_seat_is_checked_again() {
    let mut world = world();
    world.ok("BB-1", check("passed"));
    assert_eq!(roll(&world, "BB", &Audience::Control)["count"]["sound"], 1);
    let person = Some(PersonId(Uuid::from_u128(99)));
    world.notice(Signal::SeatTaken { seat: seat("BB-1"), person, digest: None, robot: false });
    assert_eq!(roll(&world, "BB", &Audience::Control)["count"]["sound"], 0);
    assert_eq!(shown(&world, &Key::Check(seat("BB-1")), &Audience::Control), Value::Null);
    world.ok("BB-1", check("passed"));
    world.ok("LC", json!({"type": "release_seat", "seat": "BB-1"}));
    assert_eq!(roll(&world, "BB", &Audience::Control)["count"]["live"], 1);
}

#[test]
fn readiness_is_proposed_from_presence_sound_and_the_test_inject() {
    let mut world = world();
    world.pass(15);
    let proposed = |world: &World| roll(world, "BB", &Audience::Control)["proposed"].clone();
    assert_eq!(proposed(&world), "wait");
    let mine = roll(&world, "BB", &Audience::Department(code("BB")));
    assert_eq!(mine["test"], json!(world.delivery("A-1", "BB")), "the seat finds the test inject by itself");
    world.act("BB-1", "acknowledge_inject", "A-1").unwrap();
    world.ok("BB-1", check("passed"));
    let item = roll(&world, "BB", &Audience::Control);
    assert_eq!(item["count"], json!({"seats": 2, "live": 2, "sound": 1, "tested": 1, "tests": 2}));
    assert_eq!(item["missing"], json!([{"seat": "BB-2", "absent": false, "silent": true, "untested": true}]));
    assert_eq!(item["test_row"], "A-1");
    world.act("BB-2", "acknowledge_inject", "A-1").unwrap();
    world.ok("BB-2", check("passed"));
    assert_eq!(proposed(&world), "go");
    for lost in ["BB-1", "BB-2"] {
        world.notice(Signal::SeatLost { seat: seat(lost), since: world.now });
    }
    assert_eq!(proposed(&world), "no_go", "whoever was ready and has gone is not ready");
    // A program that plays a seat has no ears.
    for robot in ["AA-1", "AA-2"] {
        world.notice(Signal::SeatTaken { seat: seat(robot), person: None, digest: None, robot: true });
        world.act(robot, "acknowledge_inject", "A-1").unwrap();
    }
    assert_eq!(roll(&world, "AA", &Audience::Control)["proposed"], "go");
}

#[test]
fn control_says_its_word_and_walls_are_shown_counts_without_names_or_reasons() {
    let mut world = world();
    let call =
        |word: &str, note: Value| json!({"type": "call_department", "department": "BB", "word": word, "note": note});
    assert_eq!(world.no("BB-1", call("go", Value::Null)), ProblemCode::NotAllowed);
    assert_eq!(world.no("CTL-1", call("go", Value::Null)), ProblemCode::NotAllowed);
    assert_eq!(world.no("LC", call("no_go", Value::Null)), ProblemCode::Incomplete);
    world.ok("LC", call("no_go", json!("the hall has no network")));
    assert_eq!(world.no("DIR", call("no_go", json!("the hall has no network"))), ProblemCode::AlreadyDone);
    let control = roll(&world, "BB", &Audience::Control);
    assert_eq!((&control["called"]["word"], &control["called"]["rung"]["by"]["seat"]), (&json!("no_go"), &json!("LC")));
    for audience in [Audience::LeadersWall, Audience::PlayersWall] {
        let tile = roll(&world, "BB", &audience);
        let mut fields: Vec<_> = tile.as_object().unwrap().keys().map(String::as_str).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["count", "department", "kind", "word"], "{audience:?}");
        assert_eq!(tile["word"], "no_go");
    }
    assert_eq!(roll(&world, "BB", &Audience::Department(code("AA"))), Value::Null);
    assert_eq!(roll(&world, "BB", &Audience::Department(code("BB")))["word"], "no_go");
    world.ok("DIR", json!({"type": "start_exercise"}));
    assert_eq!(world.no("LC", call("go", Value::Null)), ProblemCode::WrongStatus);
}

#[test]
fn startex_is_never_blocked_and_keeps_who_was_not_ready_and_that_it_was_confirmed() {
    let mut world = world();
    world.ok("LC", json!({"type": "call_department", "department": "AA", "word": "go"}));
    world.ok("DIR", json!({"type": "start_exercise", "confirmed": true, "note": "the others come by bus"}));
    let (not_ready, confirmed, note) = closed(&world);
    assert!(confirmed);
    assert_eq!(note.as_deref(), Some("the others come by bus"));
    let departments: Vec<&str> = not_ready.iter().map(|one| one.department.as_str()).collect();
    assert_eq!(departments, ["BB"], "AA was called ready by hand, whatever the checks propose");
    assert_eq!((not_ready[0].word, not_ready[0].live, not_ready[0].tests), (Readiness::Wait, 2, 2));
    let told = view::keys(&world.state).into_iter().filter(|key| matches!(key, Key::Entry(_)));
    let told: Vec<Value> = told.map(|key| shown(&world, &key, &Audience::Control)).collect();
    assert!(told.iter().any(|line| line["fact"] == "roll_closed" && line["text"] == "BB · the others come by bus"));

    // After a false start devices are known, control's word is not.
    world.ok("BB-1", check("passed"));
    world.ok("DIR", json!({"type": "restart_exercise", "reason": "too early"}));
    let again = roll(&world, "AA", &Audience::Control);
    assert_eq!(again["called"], Value::Null);
    assert_eq!(roll(&world, "BB", &Audience::Control)["count"]["sound"], 1);
    world.ok("DIR", json!({"type": "start_exercise"}));
    assert_eq!((closed(&world).0.len(), closed(&world).1), (2, false), "a script that confirms nothing is not stopped");
}

#[test]
fn a_scenario_without_a_test_inject_asks_for_none_and_a_loop_of_reports_ends() {
    let mut world = World::standby(small(json!([row("1", json!({"type": "time", "at": 10}), json!({}))])));
    for seat in ["BB-1", "BB-2"] {
        world.ok(seat, check("passed"));
    }
    let item = roll(&world, "BB", &Audience::Control);
    assert_eq!(
        (&item["proposed"], &item["count"]["tests"], &item["test_row"]),
        (&json!("go"), &json!(0), &Value::Null)
    );
    for round in 1..100 {
        world.ok("BB-1", check(if round % 2 == 1 { "failed" } else { "passed" }));
    }
    assert_eq!(world.no("BB-1", check("passed")), ProblemCode::Full);
}

fn staff(world: &World, group: StaffGroup, audience: &Audience) -> Value {
    shown(world, &Key::Staff(group), audience)
}

#[test]
fn staff_checks_its_desks_like_departments_and_walls_are_shown_evaluators_and_safety_alone() {
    let mut world = world();
    let acknowledge = json!({"type": "acknowledge_test"});
    assert_eq!(world.no("EVA-1", acknowledge.clone()), ProblemCode::WrongRowStatus, "it has not gone out");
    world.pass(15);
    let own = |world: &World, code: &str| shown(world, &Key::Test(seat(code)), &Audience::Seat(seat(code)));
    assert_eq!(own(&world, "EVA-1")["out"], true);
    assert_eq!(shown(&world, &Key::Test(seat("EVA-1")), &Audience::Control), Value::Null, "each seat its own");
    assert_eq!(own(&world, "BB-1"), Value::Null, "a player acknowledges his delivery");
    assert_eq!(world.no("BB-1", acknowledge.clone()), ProblemCode::NotAllowed);

    let before = staff(&world, StaffGroup::Evaluation, &Audience::Control);
    let seats = before["count"]["seats"].as_u64().unwrap();
    assert!(seats > 0 && before["proposed"] != "go", "{before}");
    let evaluators: Vec<String> =
        before["missing"].as_array().unwrap().iter().map(|one| one["seat"].as_str().unwrap().to_owned()).collect();
    assert_eq!(evaluators.len() as u64, seats);
    for code in &evaluators {
        world.notice(Signal::SeatTaken { seat: seat(code), person: None, digest: None, robot: false });
        world.ok(code, check("passed"));
        assert_ne!(staff(&world, StaffGroup::Evaluation, &Audience::Control)["proposed"], "go");
        world.ok(code, acknowledge.clone());
        assert_eq!(world.no(code, acknowledge.clone()), ProblemCode::AlreadyDone);
    }
    let ready = staff(&world, StaffGroup::Evaluation, &Audience::Control);
    assert_eq!((&ready["proposed"], &ready["missing"]), (&json!("go"), &json!([])));
    for audience in [Audience::LeadersWall, Audience::PlayersWall] {
        let tile = staff(&world, StaffGroup::Evaluation, &audience);
        assert_eq!((&tile["word"], &tile["count"]["tested"]), (&json!("go"), &json!(seats)));
        assert_eq!(tile["missing"], Value::Null, "no seats by name");
        assert_eq!(staff(&world, StaffGroup::Control, &audience), Value::Null);
    }
    assert_eq!(staff(&world, StaffGroup::Safety, &Audience::Evaluators), Value::Null);

    // A program reads all that comes; somebody else in the seat has not been asked.
    world.notice(Signal::SeatTaken { seat: seat("SAF"), person: None, digest: None, robot: true });
    assert_eq!(staff(&world, StaffGroup::Safety, &Audience::PlayersWall)["word"], "go");
    let person = Some(PersonId(Uuid::from_u128(99)));
    world.notice(Signal::SeatTaken { seat: seat(&evaluators[0]), person, digest: None, robot: false });
    assert_eq!(own(&world, &evaluators[0])["acknowledged"], Value::Null);
    assert_eq!(staff(&world, StaffGroup::Evaluation, &Audience::Control)["proposed"], "wait");
}
