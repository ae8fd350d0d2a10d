//! Relay tests by example: who ticks and who sees it, what is proposed, and M11.
#![expect(clippy::unwrap_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::view::{self, Key};
use exercise::{Audience, decide, measure};
use protocol::command::Command;
use protocol::ids::{DepartmentCode, RowId, SeatCode};
use protocol::problem::ProblemCode;
use protocol::time::{ExerciseTime, Timestamp};
use serde_json::{Value, json};
use support::{World, row, small};

/// Row 1 goes to AA, which passes it on to BB; row 2 to both.
fn world() -> World {
    let time = |at: i32| json!({"type": "time", "at": at});
    World::running(small(json!([row("1", time(10), json!({})), row("2", time(900), json!({}))])))
}

fn begun() -> World {
    let mut world = world();
    world.pass(10);
    world.arrives("1", "AA-1");
    world
}

fn shown(world: &World, audience: &Audience) -> Value {
    let key = Key::Relay(RowId::parse("1").unwrap());
    view::render(&world.state, &key, audience).map_or(Value::Null, |item| serde_json::to_value(item).unwrap())
}

fn tick(hop: usize, heard: Value) -> Value {
    json!({"type": "tick_relay", "row": "1", "hop": hop, "heard": heard})
}

fn all(one: &str, two: &str, three: &str) -> Value {
    json!([{"fact": 0, "heard": one}, {"fact": 1, "heard": two}, {"fact": 2, "heard": three}])
}

#[test]
fn control_and_evaluators_tick_and_nobody_else_sees_a_relay() {
    let mut world = begun();
    world.ok("EVA-1", tick(0, all("kept", "kept", "kept")));
    world.ok("CTL-1", tick(1, json!([{"fact": 1, "heard": "changed", "said": "three wheelchairs"}])));
    for seat in ["AA-1", "SIM-1", "OBS-1"] {
        assert_eq!(world.no(seat, tick(0, all("kept", "kept", "kept"))), ProblemCode::NotAllowed, "{seat}");
    }
    let item = shown(&world, &Audience::Evaluators);
    assert_eq!(item, shown(&world, &Audience::Control));
    assert_eq!(item["hops"][1]["facts"][1]["said"], "three wheelchairs");
    assert_eq!(item["hops"][1]["facts"][1]["ticked"]["by"]["seat"], "CTL-1");
    assert_eq!(item["hops"][1]["facts"][0]["heard"], Value::Null);
    let department = |code: &str| Audience::Department(DepartmentCode::parse(code).unwrap());
    let seat = |code: &str| Audience::Seat(SeatCode::parse(code).unwrap());
    for audience in [
        department("AA"),
        department("BB"),
        seat("AA-1"),
        Audience::Everyone,
        Audience::Simulation,
        Audience::Actors,
        Audience::LeadersWall,
        Audience::PlayersWall,
    ] {
        assert_eq!(shown(&world, &audience), Value::Null, "{audience:?}");
    }
}

#[test]
fn a_tick_names_what_there_is() {
    let mut world = world();
    assert_eq!(world.no("EVA-1", tick(0, all("kept", "kept", "kept"))), ProblemCode::WrongStage, "not released");
    world.pass(10);
    let one = |fact: i32| json!([{"fact": fact, "heard": "kept"}]);
    assert_eq!(world.no("EVA-1", tick(2, one(0))), ProblemCode::Unknown, "no such hop");
    assert_eq!(world.no("EVA-1", tick(0, one(3))), ProblemCode::Unknown, "no such fact");
    assert_eq!(world.no("EVA-1", tick(0, json!([]))), ProblemCode::Incomplete);
    let twice = json!([{"fact": 0, "heard": "kept"}, {"fact": 0, "heard": "lost"}]);
    assert_eq!(world.no("EVA-1", tick(0, twice)), ProblemCode::OutOfRange);
    let said = json!([{"fact": 0, "heard": "lost", "said": "west ramp"}]);
    assert_eq!(world.no("EVA-1", tick(0, said)), ProblemCode::OutOfRange, "what is lost was not said");
    let other = json!({"type": "tick_relay", "row": "2", "hop": 0, "heard": one(0)});
    assert_eq!(world.no("EVA-1", other), ProblemCode::Unknown, "row 2 is no relay test");
}

#[test]
fn what_a_hop_wrote_is_proposed_and_counts_only_once_a_person_ticks_it() {
    let mut world = begun();
    let to_bb = |text: &str| json!({"type": "send_message", "to": [{"department": "BB"}], "text": text});
    world.ok("AA-1", to_bb("东侧坡道，轮椅两部"));
    world.ok("BB-1", json!({"type": "submit_report", "kind": "first", "text": "Room 102 is ready, 3 wheelchairs"}));
    world.pass(5);
    world.ok("BB-2", json!({"type": "send_message", "to": ["control"], "text": "we are on our way"}));
    let item = shown(&world, &Audience::Evaluators);
    let proposed = |hop: usize| item["hops"][hop]["facts"].as_array().unwrap().iter().map(|f| f["proposed_by"].clone());
    assert_eq!(proposed(0).collect::<Vec<_>>(), [json!(0), json!(0), Value::Null]);
    assert_eq!(proposed(1).collect::<Vec<_>>(), [Value::Null, Value::Null, json!(0)], "three wheelchairs are not two");
    assert_eq!(item["hops"][0]["writings"][0]["text"], "东侧坡道，轮椅两部");
    assert!(item["hops"][1]["writings"][0]["source"]["report"].is_string());
    let measured = measure::relay_measures(&world.state);
    assert_eq!((measured[0].hops[0].kept, measured[0].hops[0].unheard), (0, 3), "a proposal judges nobody");
    world.ok("EVA-1", tick(0, json!([{"fact": 0, "heard": "kept"}])));
    assert_eq!(measure::relay_measures(&world.state)[0].hops[0].kept, 1);
}

#[test]
fn an_answer_to_the_row_is_proposed_too_and_what_was_written_before_is_not() {
    let mut world = world();
    world.ok("AA-1", json!({"type": "send_message", "to": ["control"], "text": "east ramp is closed"}));
    world.pass(10);
    world.arrives("1", "AA-1");
    world.act("AA-1", "acknowledge_inject", "1").unwrap();
    let delivery = world.delivery("1", "AA");
    let answer = json!({"type": "respond_inject", "delivery": delivery, "progress": "done", "text": "TWO wheelchairs, passed on"});
    world.ok("AA-1", answer);
    let item = shown(&world, &Audience::Control);
    assert_eq!(item["hops"][0]["facts"][0]["proposed_by"], Value::Null, "written before the release");
    assert_eq!(item["hops"][0]["facts"][1]["proposed_by"], 0);
    assert_eq!(item["hops"][0]["writings"].as_array().unwrap().len(), 1);
}

#[test]
fn m11_counts_each_hop_and_the_time_from_first_to_last() {
    let mut world = begun();
    world.pass(20);
    world.act("AA-1", "acknowledge_inject", "1").unwrap();
    world.pass(30);
    world.ok("EVA-1", tick(0, all("kept", "kept", "kept")));
    world.ok("LC", json!({"type": "pause_exercise", "reason": "admin"}));
    world.pass(600);
    world.ok("LC", json!({"type": "resume_exercise"}));
    world.pass(50);
    world.ok("LEV", tick(1, all("kept", "lost", "changed")));
    let first = measure::relay_measures(&world.state).remove(0);
    assert_eq!(first.took_ms, Some(80_000), "from the acknowledgement at 30 s to 110 s; a pause does not count");
    assert_eq!(first.in_time, Some(true), "within the 180 s of the row");
    let (one, two) = (&first.hops[0], &first.hops[1]);
    assert_eq!((one.from.as_ref(), one.kept, one.changed, one.lost, one.unheard), (None, 3, 0, 0, 0));
    assert_eq!((one.to.as_str(), one.at), ("AA", Some(ExerciseTime(30_000))));
    assert_eq!((two.kept, two.changed, two.lost, two.unheard), (1, 1, 1, 0));
    assert_eq!(two.from.as_ref().map(DepartmentCode::as_str), Some("AA"));
    // A correction stands in the place of the tick before; the record and the evidence hold both.
    world.pass(10);
    world.ok("LEV", tick(1, json!([{"fact": 1, "heard": "kept"}])));
    let again = measure::relay_measures(&world.state).remove(0);
    assert_eq!((again.hops[1].kept, again.hops[1].lost, again.hops[1].ticks.len()), (2, 0, 2));
    assert_eq!(again.took_ms, first.took_ms, "a correction does not move the moment");
}

#[test]
fn what_was_ticked_off_line_counts_from_when_it_was_written() {
    let mut world = begun();
    world.pass(100);
    let heard = |world: &mut World, ago: i64| {
        let mut moment = world.moment();
        moment.happened_at = Some(Timestamp(world.now.0 - ago * 1_000));
        let command: Command = serde_json::from_value(tick(1, all("kept", "kept", "kept"))).unwrap();
        let events = decide::decide(&world.state, &command, &world.seated("EVA-1"), &moment).unwrap();
        let [exercise::Event::RelayTicked(ticked)] = events.as_slice() else { panic!("{events:?}") };
        ticked.at
    };
    assert_eq!(heard(&mut world, 40), ExerciseTime(70_000));
    assert_eq!(heard(&mut world, 600), ExerciseTime(10_000), "never before its release");
    assert_eq!(heard(&mut world, -600), ExerciseTime(110_000), "a clock that is ahead hears nothing in the future");
    world.ok("LC", json!({"type": "pause_exercise", "reason": "admin"}));
    world.pass(30);
    assert_eq!(heard(&mut world, 60), ExerciseTime(110_000), "before a pause: not later than the pause");
}

#[test]
fn a_new_run_begins_without_ticks() {
    let mut world = begun();
    world.ok("EVA-1", tick(0, all("kept", "kept", "kept")));
    world.ok("DIR", json!({"type": "restart_exercise", "reason": "false start"}));
    let item = shown(&world, &Audience::Evaluators);
    assert_eq!(item["hops"][0]["facts"][0]["heard"], Value::Null);
    assert!(measure::relay_measures(&world.state).is_empty());
}
