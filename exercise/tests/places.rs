//! What people put on the map: who sees it, who may move it and confirm it, and that nothing of it is
//! ever overwritten.
#![expect(clippy::unwrap_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::Audience;
use exercise::view::{self, Key};
use protocol::ids::{DepartmentCode, FeatureId, PlaceKey};
use protocol::problem::ProblemCode;
use serde_json::{Value, json};
use support::walk::features;
use support::{World, row, small};

fn world() -> World {
    World::running(small(json!([row("1", json!({"type": "manual"}), json!({"release": "manual"}))])))
}

fn department(code: &str) -> Audience {
    Audience::Department(DepartmentCode::parse(code).unwrap())
}

fn shown(world: &World, key: &Key, audience: &Audience) -> Value {
    view::render(&world.state, key, audience).map_or(Value::Null, |item| serde_json::to_value(item).unwrap())
}

fn feature(world: &World, id: &str, audience: &Audience) -> Value {
    shown(world, &Key::Feature(FeatureId(id.parse().unwrap())), audience)
}

fn blockage(audience: &str) -> Value {
    json!({"type": "put_feature", "feature": "blockage", "spot": {"type": "place", "place": "gate"},
           "label": "passage blocked", "audience": audience})
}

fn with(mut command: Value, extra: Value) -> Value {
    command.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    command
}

/// Puts something on the map and gives its id.
fn put(world: &mut World, seat: &str, command: Value) -> String {
    world.ok(seat, command);
    let last = world.commits.last().unwrap().events.last().unwrap();
    let exercise::Event::FeaturePut(put) = last else { panic!("{last:?}") };
    put.id.0.to_string()
}

const WALLS: [Audience; 2] = [Audience::LeadersWall, Audience::PlayersWall];

#[test]
fn what_a_department_keeps_to_itself_and_what_control_does_nobody_else_sees() {
    let mut world = world();
    let own = put(&mut world, "BB-1", blockage("own"));
    let secret = put(&mut world, "CTL-1", blockage("control"));
    let sees = |id: &str| -> Vec<bool> {
        let all = [Audience::Control, Audience::Evaluators, department("BB"), department("AA")];
        all.iter().map(|audience| feature(&world, id, audience) != Value::Null).collect()
    };
    assert_eq!(sees(&own), [true, true, true, false], "AA is command and is told when it is for all");
    assert_eq!(sees(&secret), [true, false, false, false]);
    let outside = [Audience::Everyone, Audience::Simulation, Audience::Actors, WALLS[0].clone(), WALLS[1].clone()];
    for audience in &outside {
        assert_eq!(feature(&world, &own, audience), Value::Null, "{audience:?}");
        assert_eq!(feature(&world, &secret, audience), Value::Null, "{audience:?}");
    }
    // Nor does the log tell: its line is control's alone.
    let lines = |audience: &Audience| {
        let keys = view::keys_of(&world.state, audience);
        let items = keys.iter().filter(|key| matches!(key, Key::Entry(_))).map(|key| shown(&world, key, audience));
        items.filter(|item| item["fact"] == "feature_put").count()
    };
    assert_eq!((lines(&Audience::Control), lines(&Audience::Evaluators)), (2, 1));
    // A department has nothing to hide from itself, control no department of its own.
    assert_eq!(world.no("BB-1", blockage("control")), ProblemCode::OutOfRange);
    assert_eq!(world.no("CTL-1", blockage("own")), ProblemCode::OutOfRange);
    for seat in ["SIM-1", "ACT-1", "EVA-1", "OBS-1", "SAF", "WALL-L"] {
        assert_eq!(world.no(seat, blockage("departments")), ProblemCode::NotAllowed, "{seat}");
    }
}

#[test]
fn what_is_for_all_departments_names_no_person_and_waits_for_command_to_be_on_the_players_wall() {
    let mut world = world();
    let id = put(&mut world, "BB-1", with(blockage("departments"), json!({"note": "two cars"})));
    let theirs = feature(&world, &id, &department("AA"));
    assert_eq!(
        (&theirs["label"], &theirs["place"], &theirs["note"]),
        (&json!("passage blocked"), &json!("gate"), &json!("two cars"))
    );
    assert_eq!(theirs["shape"], json!({"type": "point", "at": {"lon": 0.0019, "lat": 0.0015}}));
    assert_eq!((&theirs["owner"], &theirs["rung"]["by"]), (&json!("BB"), &Value::Null));
    assert_eq!(feature(&world, &id, &department("BB"))["rung"]["by"]["seat"], "BB-1");
    assert_eq!(feature(&world, &id, &Audience::LeadersWall)["confirmed"], false);
    assert_eq!(feature(&world, &id, &Audience::PlayersWall), Value::Null);

    let confirm = json!({"type": "confirm_feature", "feature": id});
    assert_eq!(world.no("BB-1", confirm.clone()), ProblemCode::Unknown, "only command and control confirm");
    assert_eq!(world.no("EVA-1", confirm.clone()), ProblemCode::NotAllowed);
    world.ok("AA-1", confirm.clone());
    assert_eq!(world.no("LC", confirm), ProblemCode::AlreadyDone);
    let wall = feature(&world, &id, &Audience::PlayersWall);
    assert_eq!((&wall["label"], &wall["confirmed"]), (&json!("passage blocked"), &json!(true)));
    assert_eq!(wall.get("note"), None, "no remarks on a wall");
    assert_eq!(feature(&world, &id, &department("BB"))["confirmed"]["by"], Value::Null);

    let own = put(&mut world, "BB-1", blockage("own"));
    let confirm = json!({"type": "confirm_feature", "feature": own});
    assert_eq!(world.no("AA-1", confirm.clone()), ProblemCode::Unknown, "command is not shown it");
    assert_eq!(world.no("LC", confirm), ProblemCode::WrongStage);
}

#[test]
fn what_moves_is_replaced_for_a_reason_and_stays_in_sight_of_its_owner() {
    let mut world = world();
    let first = put(&mut world, "BB-1", blockage("departments"));
    world.ok("AA-1", json!({"type": "confirm_feature", "feature": first}));
    let moved = with(
        blockage("departments"),
        json!({"replaces": first, "spot": {"type": "point", "at": {"lon": 0.0018, "lat": 0.0014}}}),
    );
    assert_eq!(world.no("BB-2", moved.clone()), ProblemCode::Incomplete, "why?");
    let moved = with(moved, json!({"reason": "the cars were pushed on"}));
    assert_eq!(world.no("AA-1", moved.clone()), ProblemCode::Unknown, "another's is not mine to move");
    assert_eq!(world.no("LC", with(moved.clone(), json!({"audience": "control"}))), ProblemCode::Unknown);
    let second = put(&mut world, "BB-2", moved.clone());
    assert_eq!(world.no("BB-1", moved), ProblemCode::AlreadyDone);

    let ended = &feature(&world, &first, &department("BB"))["ended"];
    assert_eq!((&ended["by"], &ended["noted"]["text"]), (&json!(second), &json!("the cars were pushed on")));
    assert_eq!(ended["noted"]["by"]["seat"], "BB-2");
    assert_eq!(feature(&world, &first, &Audience::Control)["ended"]["by"], json!(second));
    assert_eq!(feature(&world, &first, &department("AA")), Value::Null, "the others see what stands");
    assert_eq!(
        feature(&world, &first, &Audience::PlayersWall),
        Value::Null,
        "a wall shows nothing that was taken back"
    );
    assert_eq!(feature(&world, &second, &Audience::PlayersWall), Value::Null, "and the new one is not confirmed yet");
    assert_eq!(feature(&world, &second, &department("AA"))["replaces"], json!(first));

    let remove = json!({"type": "remove_feature", "feature": second, "reason": "free again"});
    assert_eq!(world.no("AA-1", remove.clone()), ProblemCode::Unknown);
    assert_eq!(world.no("LC", remove.clone()), ProblemCode::Unknown, "control does not draw in a department's hand");
    world.ok("BB-1", remove.clone());
    assert_eq!(world.no("BB-1", remove), ProblemCode::AlreadyDone);
    assert_eq!(feature(&world, &second, &department("BB"))["ended"]["noted"]["text"], "free again");
    assert_eq!(world.no("AA-1", json!({"type": "confirm_feature", "feature": second})), ProblemCode::Unknown);
    assert_eq!(world.no("LC", json!({"type": "confirm_feature", "feature": second})), ProblemCode::WrongStage);
}

#[test]
fn what_was_a_departments_own_before_leaves_no_trace_for_the_others() {
    let mut world = world();
    let first = put(&mut world, "BB-1", blockage("own"));
    let moved = with(blockage("departments"), json!({"replaces": first, "reason": "checked with the guard"}));
    let second = put(&mut world, "BB-1", moved);
    let theirs = feature(&world, &second, &department("AA"));
    assert_eq!((&theirs["replaces"], &theirs["reason"]), (&Value::Null, &Value::Null));
    let own = feature(&world, &second, &department("BB"));
    assert_eq!((&own["replaces"], &own["reason"]), (&json!(first), &json!("checked with the guard")));

    let secret = put(&mut world, "LC", blockage("control"));
    let moved = with(blockage("departments"), json!({"replaces": secret, "reason": "now they may know"}));
    let told = put(&mut world, "CTL-1", moved);
    for audience in [Audience::Evaluators, department("AA")] {
        let theirs = feature(&world, &told, &audience);
        assert_eq!(
            (&theirs["replaces"], &theirs["reason"], &theirs["owner"]),
            (&Value::Null, &Value::Null, &Value::Null)
        );
    }
    assert_eq!(feature(&world, &told, &department("AA"))["rung"]["by"], Value::Null, "control has no name there");
}

#[test]
fn a_position_lies_near_the_site_and_a_sighting_not_in_the_future() {
    let mut world = world();
    let point =
        |lon: f64, lat: f64| with(blockage("own"), json!({"spot": {"type": "point", "at": {"lon": lon, "lat": lat}}}));
    let far = world.submit("BB-1", point(0.003_000_1, 0.001)).unwrap_err();
    assert_eq!((far.code, far.place), (ProblemCode::OutOfRange, Some("spot")));
    assert_eq!(world.no("BB-1", point(116.4, 39.9)), ProblemCode::OutOfRange);
    world.ok("BB-1", point(0.003, 0.0));
    let line = json!({"spot": {"type": "line", "along": [{"lon": 0.001, "lat": 0.001}, {"lon": 0.009, "lat": 0.001}]}});
    assert_eq!(world.no("BB-1", with(blockage("own"), line)), ProblemCode::OutOfRange, "every corner");
    let tomorrow = world.now.0 + 1;
    let late = world.submit("BB-1", with(blockage("own"), json!({"seen_at": tomorrow}))).unwrap_err();
    assert_eq!((late.code, late.place), (ProblemCode::OutOfRange, Some("seen_at")));
    world.ok("BB-1", with(blockage("own"), json!({"seen_at": tomorrow - 60_000})));
}

#[test]
fn places_are_shown_to_whom_they_are_for_and_used_by_them_alone() {
    let mut world = world();
    let place = |key: &str, audience: &Audience| {
        shown(&world, &Key::Place(PlaceKey::parse(key).unwrap()), audience) != Value::Null
    };
    assert!(place("gate", &Audience::Everyone) && !place("gate", &Audience::Control), "everybody is told once");
    let all = [Audience::Everyone, Audience::Control, Audience::Evaluators, department("AA"), department("BB")];
    let sees = |key: &str| all.iter().map(|audience| place(key, audience)).collect::<Vec<_>>();
    assert_eq!(sees("back_room"), [false, true, true, true, false]);
    assert_eq!(sees("trap"), [false, true, false, false, false]);
    assert_eq!(shown(&world, &Key::Site, &Audience::Everyone)["plan"], json!({"type": "geojson"}));

    let at = |key: &str, audience: &str| with(blockage(audience), json!({"spot": {"type": "place", "place": key}}));
    world.ok("AA-1", at("back_room", "own"));
    assert_eq!(world.no("BB-1", at("back_room", "own")), ProblemCode::Unknown);
    assert_eq!(world.no("AA-1", at("trap", "own")), ProblemCode::Unknown);
    assert_eq!(world.no("AA-1", at("moon", "own")), ProblemCode::Unknown);
    world.ok("CTL-1", at("trap", "control"));
    // A marker for all would tell where it is.
    assert_eq!(world.no("CTL-1", at("trap", "departments")), ProblemCode::OutOfRange);
    assert_eq!(world.no("AA-1", at("back_room", "departments")), ProblemCode::OutOfRange);
}

#[test]
fn a_restart_clears_the_map_and_a_scenario_without_a_site_has_none() {
    let mut world = world();
    let id = put(&mut world, "BB-1", blockage("departments"));
    world.ok("DIR", json!({"type": "restart_exercise", "reason": "false start"}));
    assert_eq!(feature(&world, &id, &Audience::Control), Value::Null);
    assert_eq!(features(&world).len(), 1, "the record keeps it");

    let mut scenario = small(json!([row("1", json!({"type": "manual"}), json!({"release": "manual"}))]));
    (scenario.site, scenario.places) = (None, Vec::new());
    let mut bare = World::running(scenario);
    assert_eq!(shown(&bare, &Key::Site, &Audience::Everyone), Value::Null);
    assert_eq!(bare.no("BB-1", blockage("own")), ProblemCode::Unknown);
}

#[test]
fn the_map_is_full_before_nobody_finds_anything_on_it() {
    let mut world = world();
    for _ in 0..exercise::limits::FEATURES_MAX {
        world.ok("BB-1", blockage("own"));
    }
    assert_eq!(world.no("BB-1", blockage("own")), ProblemCode::Full);
}

#[test]
fn the_picture_for_others_holds_what_every_department_may_know_and_says_exercise_on_each() {
    let mut world = world();
    let secret = put(&mut world, "CTL-1", blockage("control"));
    let own = put(&mut world, "BB-1", blockage("own"));
    let around = json!([{"lon": 0.001, "lat": 0.001}, {"lon": 0.001, "lat": 0.002}, {"lon": 0.002, "lat": 0.002}]);
    let area = json!({"spot": {"type": "area", "around": around}, "note": "behind the line"});
    let all = put(&mut world, "BB-1", with(blockage("departments"), area));
    world.ok("BB-1", json!({"type": "report_fact", "fact": "people", "value": 45}));
    world.ok("BB-1", json!({"type": "report_fact", "fact": "gate", "value": "open"}));
    let report = support::walk::fact_reports(&world)[0].clone();
    world.ok("AA-1", json!({"type": "confirm_fact", "report": report}));
    world.pass(90);

    let picture = serde_json::to_value(exercise::picture::picture(&world.state, world.now)).unwrap();
    assert_eq!((&picture["type"], &picture["exercise"]), (&json!("FeatureCollection"), &json!("演练 EXERCISE")));
    let things = picture["features"].as_array().unwrap();
    assert!(things.iter().all(|one| one["type"] == "Feature" && one["properties"]["exercise"] == "演练 EXERCISE"));
    let find = |id: String| things.iter().find(|one| one["id"] == id);
    assert!(find(format!("feature/{secret}")).is_none() && find(format!("feature/{own}")).is_none());
    let area = find(format!("feature/{all}")).unwrap();
    let ring = json!([[[0.002, 0.002], [0.001, 0.002], [0.001, 0.001], [0.002, 0.002]]]);
    assert_eq!(area["geometry"], json!({"type": "Polygon", "coordinates": ring}));
    let known = &area["properties"];
    assert_eq!(
        (&known["source"], &known["status"], &known["age_seconds"]),
        (&json!("BB"), &json!("reported"), &json!(90))
    );
    assert_eq!(
        find("place/gate".into()).unwrap()["geometry"],
        json!({"type": "Point", "coordinates": [0.0019, 0.0015]})
    );
    assert!(find("place/trap".into()).is_none() && find("place/back_room".into()).is_none());
    let people = find("fact/people".into()).unwrap();
    assert_eq!((&people["geometry"], &people["properties"]["value"]), (&Value::Null, &json!(45.0)));
    assert_eq!(people["properties"]["status"], "confirmed");
    assert!(find("fact/gate".into()).is_none(), "nobody confirmed it");

    world.ok("AA-1", json!({"type": "confirm_feature", "feature": all}));
    world.ok("BB-1", json!({"type": "remove_feature", "feature": own, "reason": "done"}));
    let picture = serde_json::to_value(exercise::picture::picture(&world.state, world.now)).unwrap();
    let things = picture["features"].as_array().unwrap();
    let area = things.iter().find(|one| one["id"] == format!("feature/{all}")).unwrap();
    assert_eq!(area["properties"]["status"], "confirmed");
}
