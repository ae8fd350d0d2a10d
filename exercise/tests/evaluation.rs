//! Ratings, findings and corrective actions by example: who sees them, who may, and what stands.
#![expect(clippy::unwrap_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::Audience;
use exercise::measure::measure_list;
use exercise::view::{self, Key};
use protocol::ids::{DepartmentCode, ObservationId, SeatCode, TaskId};
use protocol::measure::{MeasureCode, MeasurePart};
use protocol::problem::ProblemCode;
use serde_json::{Value, json};
use support::assess::ids;
use support::{World, row, small};

fn world() -> World {
    World::running(small(json!([row("1", json!({"type": "time", "at": 10}), json!({}))])))
}

fn seat(code: &str) -> Audience {
    Audience::Seat(SeatCode::parse(code).unwrap())
}

fn department(code: &str) -> Audience {
    Audience::Department(DepartmentCode::parse(code).unwrap())
}

fn shown(world: &World, key: &Key, audience: &Audience) -> Value {
    view::render(&world.state, key, audience).map_or(Value::Null, |item| serde_json::to_value(item).unwrap())
}

fn assessment(of: &str) -> Key {
    Key::Assessment(TaskId::parse("T1").unwrap(), SeatCode::parse(of).unwrap())
}

fn rate(world: &mut World, seat: &str, rating: &str) {
    world.ok(seat, json!({"type": "rate_task", "task": "T1", "rating": rating}));
}

#[test]
fn evaluators_rate_alone_until_the_lead_opens_reconciliation() {
    let mut world = world();
    rate(&mut world, "EVA-1", "P");
    rate(&mut world, "EVA-1", "S");
    rate(&mut world, "EVA-2", "M");
    let sees =
        |world: &World, who: &str, of: &str| shown(world, &assessment(of), &seat(who))["rating"]["rating"].clone();
    assert_eq!(sees(&world, "EVA-1", "EVA-1"), "S", "the last one counts");
    assert_eq!(sees(&world, "EVA-1", "EVA-2"), Value::Null, "no copying");
    assert_eq!(sees(&world, "LEV", "EVA-2"), "M");
    let progress = shown(&world, &Key::Evaluation, &Audience::Evaluators);
    assert_eq!(progress["rated"]["T1"], json!(["EVA-1", "EVA-2"]), "who, and not what");
    assert_eq!(world.no("EVA-1", json!({"type": "open_reconciliation"})), ProblemCode::NotAllowed);
    assert_eq!(world.no("LEV", json!({"type": "open_reconciliation"})), ProblemCode::WrongStatus, "after ENDEX");
    world.ok("DIR", json!({"type": "end_exercise"}));
    world.ok("LEV", json!({"type": "open_reconciliation"}));
    assert_eq!(sees(&world, "EVA-1", "EVA-2"), "M");
    for audience in [Audience::Control, Audience::Evaluators, department("AA"), seat("AA-1"), seat("CTL-1")] {
        assert_eq!(shown(&world, &assessment("EVA-1"), &audience), Value::Null, "{audience:?}");
    }
}

#[test]
fn the_lead_settles_a_task_and_nobody_rates_it_after_that() {
    let mut world = world();
    rate(&mut world, "EVA-1", "P");
    world.ok("DIR", json!({"type": "end_exercise"}));
    world.ok("LEV", json!({"type": "settle_task", "task": "T1", "rating": "S", "note": "both were asked"}));
    let task = shown(&world, &Key::Task(TaskId::parse("T1").unwrap()), &Audience::Evaluators);
    assert_eq!((&task["settled"]["rating"], &task["settled"]["note"]), (&json!("S"), &json!("both were asked")));
    let again = json!({"type": "rate_task", "task": "T1", "rating": "U"});
    assert_eq!(world.no("EVA-2", again), ProblemCode::AlreadyDone);
}

#[test]
fn a_behaviour_is_yes_partly_no_or_not_seen_and_must_be_one_of_the_task() {
    let mut world = world();
    let mark = |key: &str| json!({"type": "mark_behaviour", "task": "T1", "behaviour": key, "seen": "partly"});
    world.ok("EVA-1", mark("listens"));
    assert_eq!(shown(&world, &assessment("EVA-1"), &seat("EVA-1"))["behaviours"]["listens"]["seen"], "partly");
    assert_eq!(world.no("EVA-1", mark("shouts")), ProblemCode::Unknown);
}

#[test]
fn a_note_reaches_no_player_before_it_is_published_and_then_without_its_author() {
    let mut world = world();
    let photo = "a".repeat(64);
    world.ok(
        "EVA-1",
        json!({"type": "record_observation", "text": "chairs came late", "kind": "improvement", "department": "AA", "files": [photo]}),
    );
    let id = ids(&world, "observation").pop().unwrap();
    let key = Key::Observation(ObservationId(id.parse().unwrap()));
    assert_eq!(shown(&world, &key, &department("AA")), Value::Null);
    world.ok("DIR", json!({"type": "end_exercise"}));
    assert_eq!(world.no("EVA-1", json!({"type": "publish_observation", "observation": id})), ProblemCode::NotAllowed);
    world.ok("LEV", json!({"type": "publish_observation", "observation": id}));
    let note = shown(&world, &key, &department("AA"));
    assert_eq!((&note["text"], &note["files"][0]), (&json!("chairs came late"), &json!(photo)));
    assert!(!note.to_string().contains("EVA-1"), "{note}");
    assert_eq!(shown(&world, &key, &department("BB")), Value::Null, "it is about somebody else");
}

#[test]
fn points_of_an_answer_are_scored_against_the_key_facts_of_its_row() {
    let mut world = world();
    world.pass(10);
    let delivery = ids(&world, "delivery").pop().unwrap();
    let score = |right: Value| json!({"type": "score_answer", "delivery": delivery, "right": right});
    assert_eq!(world.no("EVA-1", score(json!([0]))), ProblemCode::Incomplete, "nothing was answered");
    world.ok("AA-1", json!({"type": "respond_inject", "delivery": delivery, "progress": "done", "text": "east ramp"}));
    assert_eq!(world.no("EVA-1", score(json!([3]))), ProblemCode::OutOfRange);
    world.ok("EVA-1", score(json!([0, 2, 0])));
    let key = ids(&world, "delivery").pop().map(|id| Key::Delivery(protocol::ids::DeliveryId(id.parse().unwrap())));
    let item = shown(&world, &key.unwrap(), &Audience::Evaluators);
    assert_eq!((&item["score"]["right"], &item["score"]["asked"]), (&json!([0, 2]), &json!(3)));
}

#[test]
fn an_action_is_verified_by_somebody_else_than_who_submitted_it() {
    let mut world = world();
    world.ok("DIR", json!({"type": "end_exercise"}));
    world.ok(
        "LEV",
        json!({"type": "open_action", "area": "plan", "problem": "p", "measure": "m", "element": "training", "unit": "petition office"}),
    );
    let id = ids(&world, "action").pop().unwrap();
    let stage = |world: &World| {
        let key = Key::Action(protocol::ids::ActionId(id.parse().unwrap()));
        shown(world, &key, &Audience::Control)["stage"].clone()
    };
    let step = |to: &str| json!({"type": "move_action", "action": id, "to": to});
    assert_eq!(stage(&world), "open", "no day yet");
    assert_eq!(world.no("LC", step("submitted")), ProblemCode::OutOfRange);
    world.ok("LC", json!({"type": "assign_action", "action": id, "due": "2026-12-30"}));
    assert_eq!(stage(&world), "assigned");
    world.ok("LC", step("submitted"));
    assert_eq!(world.no("LC", step("verified")), ProblemCode::NotAllowed);
    assert_eq!(world.no("LEV", step("returned")), ProblemCode::Incomplete, "without a word why");
    world.ok("LEV", step("verified"));
    assert_eq!(
        world.no("DIR", json!({"type": "move_action", "action": id, "to": "waived", "note": "x"})),
        ProblemCode::AlreadyDone
    );
}

#[test]
fn m29_and_m30_say_how_soon_the_report_was_drafted_and_which_measures_closed_by_their_day() {
    let mut world = world();
    world.ok("DIR", json!({"type": "end_exercise"}));
    let measured = |world: &World, code: MeasureCode, part: MeasurePart| {
        let list = measure_list(&world.state);
        list.into_iter().find(|one| one.code == code && one.part == part).map(|one| (one.value, one.n))
    };
    assert_eq!(measured(&world, MeasureCode::M29, MeasurePart::Draft), None);
    assert_eq!(measured(&world, MeasureCode::M30, MeasurePart::Value), None, "nothing is due");
    world.pass(600);
    world.ok("LEV", json!({"type": "put_draft", "document": "summary", "language": "zh"}));
    world.pass(60);
    world.ok("LEV", json!({"type": "put_draft", "document": "aar", "language": "en"}));
    assert_eq!(measured(&world, MeasureCode::M29, MeasurePart::Draft), Some((Some(600_000.0), 1)), "the first of all");
    let open = json!({"type": "open_action", "area": "plan", "problem": "p", "measure": "m", "element": "training", "unit": "u"});
    let mut opened = Vec::new();
    for due in ["2099-12-30", "2001-01-01", "2001-01-02", "2099-12-31"] {
        world.ok("LC", open.clone());
        let id = ids(&world, "action").into_iter().find(|id| !opened.contains(id)).unwrap();
        world.ok("LC", json!({"type": "assign_action", "action": id, "due": due}));
        opened.push(id);
    }
    for id in &opened[..2] {
        world.ok("LC", json!({"type": "move_action", "action": id, "to": "submitted"}));
        world.ok("LEV", json!({"type": "move_action", "action": id, "to": "verified"}));
    }
    // One in time, one too late, one whose day has passed; the last is not due yet.
    assert_eq!(measured(&world, MeasureCode::M30, MeasurePart::Value), Some((Some(1.0), 3)));
}

#[test]
fn a_finding_rests_on_commits_that_the_record_has() {
    let mut world = world();
    let finding = |commits: Value| json!({"type": "record_finding", "kind": "improvement", "area": "equipment", "text": "no spare", "commits": commits});
    assert_eq!(world.no("LEV", finding(json!([0]))), ProblemCode::Unknown);
    assert_eq!(world.no("LEV", finding(json!([world.commits.len() + 1]))), ProblemCode::Unknown);
    world.ok("LEV", finding(json!([world.commits.len()])));
}

#[test]
fn a_star_stands_at_a_moment_of_play_for_control_and_evaluators_alone() {
    let mut world = world();
    let begun = world.state.started().unwrap();
    world.pass(120);
    let star = |at: Value| json!({"type": "star_moment", "title": "injured", "at": at});
    let stamp = |wall: i64, exercise: i64| json!({"wall": begun.wall.0 + wall, "exercise": exercise});
    assert_eq!(world.no("LEV", star(stamp(-1, 0))), ProblemCode::OutOfRange, "before STARTEX");
    assert_eq!(world.no("LEV", star(stamp(0, -1))), ProblemCode::OutOfRange, "before STARTEX");
    assert_eq!(world.no("LEV", star(stamp(3_600_000, 3_600_000))), ProblemCode::OutOfRange, "not yet");
    assert_eq!(world.no("EVA-1", star(Value::Null)), ProblemCode::NotAllowed);
    assert_eq!(world.no("AA-1", star(Value::Null)), ProblemCode::NotAllowed);
    world.ok("LEV", star(stamp(38_000, 38_000)));
    world.ok("DIR", star(Value::Null));
    let stars = ids(&world, "star");
    assert_eq!(stars.len(), 2);
    let mut moments = Vec::new();
    for key in view::keys(&world.state).iter().filter(|key| matches!(key, Key::Star(_))) {
        let item = shown(&world, key, &Audience::Control);
        assert_eq!(shown(&world, key, &Audience::Evaluators), item);
        for audience in
            [department("AA"), Audience::Everyone, Audience::LeadersWall, Audience::PlayersWall, seat("LEV")]
        {
            assert!(shown(&world, key, &audience).is_null(), "{audience:?}");
        }
        moments.push(item["at"]["exercise"].as_i64().unwrap());
    }
    moments.sort_unstable();
    assert_eq!(moments, [38_000, 120_000], "one at its moment, one at now");
    world.ok("LC", json!({"type": "unstar_moment", "star": stars[0]}));
    assert_eq!(world.no("LC", json!({"type": "unstar_moment", "star": stars[0]})), ProblemCode::Unknown);
    assert_eq!(ids(&world, "star").len(), 1);
}

#[test]
fn an_edit_by_hand_voids_the_approval() {
    let mut world = world();
    world.ok("DIR", json!({"type": "end_exercise"}));
    let of = json!({"document": "summary", "language": "zh"});
    let command = |kind: &str, extra: Value| {
        let mut command = of.clone();
        command["type"] = json!(kind);
        command.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        command
    };
    let written = |world: &World| {
        let key = Key::Written(protocol::document::DocumentKind::Summary, protocol::text::Language::Zh);
        shown(world, &key, &Audience::Control)
    };
    assert_eq!(world.no("LEV", command("approve_document", json!({}))), ProblemCode::NotAllowed);
    world.ok("DIR", command("approve_document", json!({})));
    assert!(written(&world)["approved"].is_object());
    world.ok("LEV", command("edit_sentence", json!({"sentence": "summary.1.1.a", "text": "改过的一句"})));
    assert!(written(&world)["approved"].is_null() && written(&world)["edited"] == 1);
    world.ok("LEV", command("restore_sentence", json!({"sentence": "summary.1.1.a"})));
    assert_eq!(written(&world)["edited"], 0);
}
