//! Facts of the common picture by example: who reports, who contradicts, who confirms, what is true,
//! and how far each department lags behind it.
#![expect(clippy::unwrap_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::view::{self, Key};
use exercise::{Audience, measure};
use protocol::ids::{DepartmentCode, FactKey};
use protocol::problem::ProblemCode;
use serde_json::{Value, json};
use support::{World, row, small};

fn world() -> World {
    World::running(small(json!([row(
        "1",
        json!({"type": "time", "at": 100}),
        json!({"truth": [{"fact": "people", "value": 60}]})
    )])))
}

fn shown(world: &World, audience: &Audience) -> Value {
    let key = Key::Fact(FactKey::parse("people").unwrap());
    view::render(&world.state, &key, audience).map_or(Value::Null, |item| serde_json::to_value(item).unwrap())
}

fn department(code: &str) -> Audience {
    Audience::Department(DepartmentCode::parse(code).unwrap())
}

fn report(world: &mut World, seat: &str, people: u32) -> String {
    world.ok(seat, json!({"type": "report_fact", "fact": "people", "value": people}));
    support::walk::fact_reports(world).pop().unwrap()
}

#[test]
fn a_contradiction_is_shown_with_both_values_until_one_is_withdrawn() {
    let mut world = world();
    let forty = report(&mut world, "AA-1", 40);
    let seventy = report(&mut world, "BB-1", 70);
    let control = shown(&world, &Audience::Control);
    assert_eq!(control["disagree"], true);
    assert_eq!(
        (&control["beliefs"][0]["now"]["value"], &control["beliefs"][1]["now"]["value"]),
        (&json!(40.0), &json!(70.0))
    );
    assert_eq!(shown(&world, &Audience::LeadersWall)["shown"].as_array().unwrap().len(), 2);
    assert_eq!(shown(&world, &Audience::PlayersWall), Value::Null, "nothing is confirmed");
    let own = shown(&world, &department("BB"));
    assert_eq!((own["sightings"].as_array().unwrap().len(), &own["disagree"]), (1, &json!(false)), "{own}");
    let command = shown(&world, &department("AA"));
    assert_eq!((command["sightings"].as_array().unwrap().len(), &command["disagree"]), (2, &json!(true)));

    assert_eq!(
        world.no("BB-2", json!({"type": "withdraw_fact", "report": forty, "reason": "no"})),
        ProblemCode::Unknown
    );
    world.ok("BB-2", json!({"type": "withdraw_fact", "report": seventy, "reason": "the guard guessed"}));
    assert_eq!(shown(&world, &Audience::Control)["disagree"], false);
    let again = json!({"type": "withdraw_fact", "report": seventy, "reason": "again"});
    assert_eq!(world.no("BB-1", again), ProblemCode::AlreadyDone);
}

#[test]
fn only_what_command_confirmed_is_on_the_players_wall_and_only_while_it_stands() {
    let mut world = world();
    let first = report(&mut world, "BB-1", 45);
    assert_eq!(world.no("BB-1", json!({"type": "confirm_fact", "report": first})), ProblemCode::Unknown);
    world.ok("AA-1", json!({"type": "confirm_fact", "report": first}));
    let wall = shown(&world, &Audience::PlayersWall);
    assert_eq!((&wall["shown"][0]["value"], wall["shown"].as_array().unwrap().len()), (&json!(45.0), 1));
    let second = report(&mut world, "BB-1", 50);
    assert_eq!(shown(&world, &Audience::PlayersWall)["shown"][0]["value"], 45.0, "the new figure is not confirmed yet");
    assert_eq!(world.no("AA-1", json!({"type": "confirm_fact", "report": first})), ProblemCode::AlreadyDone);
    world.ok("BB-1", json!({"type": "withdraw_fact", "report": first, "reason": "counted twice"}));
    assert_eq!(shown(&world, &Audience::PlayersWall), Value::Null);
    world.ok("AA-2", json!({"type": "confirm_fact", "report": second}));
    assert_eq!(shown(&world, &Audience::PlayersWall)["shown"][0]["value"], 50.0);
    assert_eq!(shown(&world, &department("BB"))["confirmed"]["value"], 50.0);
}

#[test]
fn a_value_has_the_form_of_its_fact_and_a_report_brings_its_figures() {
    let mut world = world();
    let wrong = json!({"type": "report_fact", "fact": "gate", "value": "ajar"});
    assert_eq!(world.no("AA-1", wrong), ProblemCode::OutOfRange);
    assert_eq!(world.no("AA-1", json!({"type": "report_fact", "fact": "x", "value": 1})), ProblemCode::Unknown);
    assert_eq!(world.no("LC", json!({"type": "report_fact", "fact": "people", "value": 1})), ProblemCode::NotAllowed);
    assert_eq!(world.no("AA-1", json!({"type": "set_truth", "fact": "people", "value": 1})), ProblemCode::NotAllowed);
    let report = |value: &str| json!({"type": "submit_report", "kind": "first", "text": "t", "facts": [{"key": "people", "value": value}]});
    world.ok("BB-1", report("about sixty"));
    assert!(support::walk::fact_reports(&world).is_empty(), "words are no figure");
    world.ok("BB-1", report(" 60 "));
    let own = shown(&world, &department("BB"));
    assert_eq!((&own["sightings"][0]["value"], own["sightings"][0]["in_report"].is_string()), (&json!(60.0), true));
}

#[test]
fn lag_and_error_are_measured_against_the_truth_and_pauses_do_not_count() {
    let mut world = world();
    world.pass(30);
    report(&mut world, "AA-1", 40);
    world.pass(80);
    // The row at T+100 made it 60; both departments lag behind.
    let control = shown(&world, &Audience::Control);
    assert_eq!((&control["truth"]["value"], &control["truth"]["row"]), (&json!(60.0), &json!("1")));
    assert_eq!(control["beliefs"][0]["error"], -20.0);
    assert_eq!(control["beliefs"][0]["matched"], Value::Null);
    world.ok("LC", json!({"type": "pause_exercise", "reason": "admin"}));
    world.pass(600);
    world.ok("LC", json!({"type": "resume_exercise"}));
    world.pass(40);
    report(&mut world, "AA-2", 60);
    world.pass(5);
    world.ok("LC", json!({"type": "set_truth", "fact": "people", "value": 55, "note": "five have left"}));
    world.pass(20);
    world.ok("LC", json!({"type": "write_log", "text": "now"}));

    let measures = measure::fact_measures(&world.state);
    let of =
        |code: &str| measures.iter().find(|m| m.fact.as_str() == "people" && m.department.as_str() == code).unwrap();
    let aa = of("AA");
    assert_eq!((aa.changes, aa.caught), (3, 2), "40 was reported after 30 s, 60 after 50 s, 55 not yet");
    assert_eq!((aa.lag_median_ms, aa.lag_worst_ms), (Some(50_000), Some(50_000)));
    assert_eq!(aa.lagging_ms, Some(20_000));
    assert_eq!((aa.error, aa.error_worst), (Some(5.0), Some(20.0)));
    assert_eq!(aa.wrong_ms, 50_000 + 20_000);
    assert_eq!(aa.reports.len(), 2);
    let bb = of("BB");
    assert_eq!(
        (bb.changes, bb.caught, bb.error, bb.wrong_ms),
        (3, 0, None, 0),
        "who says nothing is not wrong, and lags"
    );
    assert_eq!(bb.lagging_ms, Some(20_000));
    assert!(!measures.iter().any(|m| m.fact.as_str() == "gate"), "nothing is known to be true of the gate");
}
