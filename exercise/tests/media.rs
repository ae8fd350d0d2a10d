//! Simulated media and public statements by example: who sees what, what is pointed out before it goes
//! out, what slows a rumour, and what is measured of both.
#![expect(clippy::unwrap_used, reason = "a test stops where its world is broken")]

mod support;

use exercise::view::{self, Key};
use exercise::{Audience, measure};
use protocol::ids::{DepartmentCode, PostId, StatementId};
use protocol::media::{StatementGate, StatementStage};
use protocol::problem::ProblemCode;
use protocol::scenario::Scenario;
use protocol::time::ExerciseTime;
use serde_json::{Value, json};
use support::walk::{posts, statements};
use support::{World, row, small};

/// One video for BB at T+10, bound as a rumour; AA is incident command.
fn rumour() -> Scenario {
    let text = |word: &str| json!({"zh": word, "en": word});
    let post = json!({"platform": text("video"), "author": text("a passer-by"), "answer_within": 600,
                      "reach": {"start": 1000, "doubles_every": 100, "answered_doubles_every": 1000, "ceiling": 100_000}});
    let extra = json!({"to": [{"department": "BB"}], "channel": "social", "post": post, "tasks": ["T1", "T2"]});
    let mut scenario = small(json!([row("1", json!({"type": "time", "at": 10}), extra)]));
    scenario.objectives = serde_json::from_value(json!([{"id": "O1", "name": text("o"), "tasks": [
        {"id": "T1", "name": text("found"), "marks": [{"mark": "detected", "target": 600}]},
        {"id": "T2", "name": text("answered"), "marks": [{"mark": "verified", "target": 900}, {"mark": "first_statement", "target": 900}]},
    ]}]))
    .unwrap();
    scenario.bindings =
        serde_json::from_value(json!({"rumours": [{"appears": "1", "detect": "T1", "statement": "T2"}]})).unwrap();
    scenario
}

fn world() -> World {
    let mut world = World::running(rumour());
    world.pass(10);
    world
}

fn department(code: &str) -> Audience {
    Audience::Department(DepartmentCode::parse(code).unwrap())
}

fn shown(world: &World, key: &Key, audience: &Audience) -> Value {
    view::render(&world.state, key, audience).map_or(Value::Null, |item| serde_json::to_value(item).unwrap())
}

fn post_key(world: &World) -> Key {
    Key::Post(PostId(posts(world)[0].parse().unwrap()))
}

fn statement(id: &str) -> Key {
    Key::Statement(StatementId(id.parse().unwrap()))
}

/// A figure that incident command has confirmed: 60 people.
fn confirm_sixty(world: &mut World) {
    world.ok("BB-1", json!({"type": "report_fact", "fact": "people", "value": 60}));
    let report = support::walk::fact_reports(world).pop().unwrap();
    world.ok("AA-1", json!({"type": "confirm_fact", "report": report}));
}

fn draft(world: &mut World, seat: &str, extra: Value) -> String {
    let before = statements(world);
    let mut command =
        json!({"type": "draft_statement", "text": {"zh": "已送医", "en": "in care"}, "no_personal_data": true});
    if let (Value::Object(command), Value::Object(extra)) = (&mut command, extra) {
        command.extend(extra);
    }
    world.ok(seat, command);
    statements(world).into_iter().find(|id| !before.contains(id)).unwrap()
}

fn people(value: i32) -> Value {
    json!([{"fact": "people", "value": value}])
}

#[test]
fn a_post_is_seen_by_whom_it_is_addressed_to_and_by_command_once_it_is_reported() {
    let mut world = world();
    let key = post_key(&world);
    let sees = |world: &World, audience: &Audience| !shown(world, &key, audience).is_null();
    for audience in [Audience::Control, Audience::Evaluators, Audience::Simulation, department("BB")] {
        assert!(sees(&world, &audience), "{audience:?}");
    }
    for audience in
        [department("AA"), Audience::Actors, Audience::Everyone, Audience::PlayersWall, Audience::LeadersWall]
    {
        assert!(!sees(&world, &audience), "{audience:?}");
    }
    let item = shown(&world, &key, &department("BB"));
    assert_eq!(
        (&item["kind"], &item["row"], &item["answer_within"], &item["number"]),
        (&json!("feed"), &Value::Null, &Value::Null, &Value::Null)
    );
    let post = posts(&world)[0].clone();
    assert_eq!(world.no("AA-1", json!({"type": "notice_post", "post": post})), ProblemCode::Unknown);
    world.ok("BB-1", json!({"type": "notice_post", "post": post, "note": "video of a fall"}));
    assert_eq!(world.no("BB-2", json!({"type": "notice_post", "post": post})), ProblemCode::AlreadyDone);
    assert_eq!(shown(&world, &key, &department("AA"))["notices"][0]["note"], "video of a fall");
    world.ok("AA-1", json!({"type": "notice_post", "post": post}));
    assert_eq!(shown(&world, &key, &department("BB"))["notices"].as_array().unwrap().len(), 1, "BB is told its own");
    assert_eq!(shown(&world, &key, &Audience::Control)["notices"].as_array().unwrap().len(), 2);
}

#[test]
fn a_statement_is_shown_its_contradiction_and_goes_out_once_it_is_approved() {
    let mut world = world();
    confirm_sixty(&mut world);
    let post = posts(&world)[0].clone();
    world.ok("BB-1", json!({"type": "notice_post", "post": post}));
    world.ok(
        "BB-1",
        json!({"type": "verify_post", "post": post, "finding": "false", "source": "medics", "facts": ["people"]}),
    );
    let id = draft(&mut world, "BB-1", json!({"figures": people(70), "answers": [post]}));
    let item = shown(&world, &statement(&id), &department("BB"));
    assert_eq!(
        item["figures"][0],
        json!({"fact": "people", "said": 70.0, "confirmed": 60.0, "verdict": "contradicts"})
    );
    assert_eq!((&item["gates"], &item["stage"]), (&json!(["approval", "contradiction"]), &json!("cosigned")));
    let approve = json!({"type": "approve_statement", "statement": id});
    assert_eq!(world.no("BB-1", approve.clone()), ProblemCode::Unknown, "only command approves");
    assert_eq!(world.no("AA-1", approve.clone()), ProblemCode::Incomplete, "not without a reason");
    assert_eq!(world.no("BB-1", json!({"type": "publish_statement", "statement": id})), ProblemCode::WrongStage);
    let revised = json!({"type": "revise_statement", "statement": id, "text": {"zh": "已送医"}, "figures": people(60),
                         "answers": [post], "no_personal_data": true});
    world.ok("BB-2", revised.clone());
    assert_eq!(shown(&world, &statement(&id), &department("BB"))["gates"], json!(["approval"]));
    world.ok("AA-1", approve);
    assert_eq!(world.no("BB-1", revised), ProblemCode::WrongStage, "approved text is frozen");
    assert!(shown(&world, &Key::Published(StatementId(id.parse().unwrap())), &Audience::Everyone).is_null());
    world.ok("BB-1", json!({"type": "publish_statement", "statement": id}));
    let published = shown(&world, &Key::Published(StatementId(id.parse().unwrap())), &Audience::Everyone);
    assert_eq!((&published["text"]["zh"], &published["department"]), (&json!("已送医"), &json!("BB")));
    // What was true of it when it went out stays, whatever the picture says later.
    world.ok("BB-1", json!({"type": "report_fact", "fact": "people", "value": 90}));
    let report = support::walk::fact_reports(&world).pop().unwrap();
    world.ok("AA-1", json!({"type": "confirm_fact", "report": report}));
    assert_eq!(shown(&world, &statement(&id), &Audience::Control)["figures"][0]["verdict"], "agrees");
}

#[test]
fn what_is_approved_all_the_same_keeps_its_reason_and_counts_against_the_gates() {
    let mut world = world();
    let id = draft(&mut world, "BB-1", json!({"figures": people(70), "no_personal_data": false, "cosigners": ["AA"]}));
    let open = json!(["approval", "unconfirmed", "personal_data", "cosignature"]);
    assert_eq!(shown(&world, &statement(&id), &Audience::Control)["gates"], open);
    world.ok("AA-1", json!({"type": "approve_statement", "statement": id, "reason": "people must not wait"}));
    world.ok("BB-1", json!({"type": "publish_statement", "statement": id}));
    let measured = &measure::statement_measures(&world.state)[0];
    assert_eq!((measured.approved_before, measured.figures, measured.figures_unconfirmed), (true, 1, 1));
    assert!(!measured.personal_data_checked && !measured.cosigned);
    assert_eq!(measured.reason.as_deref(), Some("people must not wait"));
    assert_eq!(measured.open, [StatementGate::Unconfirmed, StatementGate::PersonalData, StatementGate::Cosignature]);
}

#[test]
fn drafts_are_for_those_who_work_on_them() {
    let mut world = world();
    let alone = draft(&mut world, "AA-1", json!({}));
    let asked = draft(&mut world, "AA-1", json!({"cosigners": ["BB"]}));
    let sees = |world: &World, id: &str, audience: &Audience| !shown(world, &statement(id), audience).is_null();
    assert!(!sees(&world, &alone, &department("BB")) && sees(&world, &asked, &department("BB")));
    for audience in
        [Audience::Everyone, Audience::Simulation, Audience::Actors, Audience::PlayersWall, Audience::LeadersWall]
    {
        assert!(!sees(&world, &asked, &audience), "{audience:?}");
    }
    assert_eq!(shown(&world, &statement(&asked), &Audience::Control)["stage"], "draft");
    assert_eq!(world.no("BB-1", json!({"type": "cosign_statement", "statement": alone})), ProblemCode::Unknown);
    world.ok("BB-1", json!({"type": "cosign_statement", "statement": asked}));
    assert_eq!(shown(&world, &statement(&asked), &Audience::Control)["stage"], "cosigned");
    world.ok(
        "AA-2",
        json!({"type": "revise_statement", "statement": asked, "text": {"en": "other words"}, "cosigners": ["BB"]}),
    );
    assert_eq!(
        shown(&world, &statement(&asked), &Audience::Control)["stage"],
        "draft",
        "other words are cosigned anew"
    );
    world.ok("AA-1", json!({"type": "return_statement", "statement": asked, "note": "say when the next news comes"}));
    assert_eq!(
        shown(&world, &statement(&asked), &department("BB"))["returned"]["text"],
        "say when the next news comes"
    );
    world.ok("AA-1", json!({"type": "withdraw_statement", "statement": alone, "reason": "not needed"}));
    assert_eq!(world.no("AA-1", json!({"type": "approve_statement", "statement": alone})), ProblemCode::WrongStage);
}

#[test]
fn control_may_record_what_went_out_without_approval() {
    let mut world = world();
    let id = draft(&mut world, "BB-1", json!({}));
    let publish = json!({"type": "publish_statement", "statement": id});
    assert_eq!(world.no("BB-1", publish.clone()), ProblemCode::WrongStage);
    world.ok("LC", publish.clone());
    assert_eq!(world.no("LC", publish), ProblemCode::AlreadyDone);
    let measured = &measure::statement_measures(&world.state)[0];
    assert_eq!((measured.approved_before, measured.stage), (false, StatementStage::Published));
}

#[test]
fn what_went_out_is_corrected_by_another_beside_it() {
    let mut world = world();
    let first = draft(&mut world, "BB-1", json!({}));
    let correct = |id: &str| json!({"type": "draft_statement", "text": {"en": "128, not 120"}, "corrects": id, "no_personal_data": true});
    assert_eq!(world.no("BB-1", correct(&first)), ProblemCode::Unknown, "it has not gone out");
    world.ok("LC", json!({"type": "publish_statement", "statement": first}));
    let second = draft(&mut world, "BB-1", json!({"corrects": first}));
    assert_eq!(shown(&world, &statement(&first), &Audience::Control)["stage"], "published", "a draft corrects nothing");
    world.ok("AA-1", json!({"type": "approve_statement", "statement": second}));
    world.ok("BB-1", json!({"type": "publish_statement", "statement": second}));
    let item = shown(&world, &Key::Published(StatementId(first.parse().unwrap())), &Audience::Everyone);
    assert_eq!((&item["corrected_by"], &item["text"]["en"]), (&json!(second), &json!("in care")), "its words stand");
    assert_eq!(world.no("BB-1", correct(&first)), ProblemCode::AlreadyDone);
}

#[test]
fn a_rumour_grows_until_it_is_answered_and_its_life_is_measured() {
    let mut world = world();
    let post = posts(&world)[0].clone();
    world.pass(90); // T+100
    world.ok("BB-1", json!({"type": "notice_post", "post": post}));
    world.pass(100); // T+200
    let verify = |finding: &str| json!({"type": "verify_post", "post": post, "finding": finding, "source": "medics"});
    world.ok("BB-1", verify("open"));
    assert_eq!(measure::rumour_measures(&world.state)[0].verified, Some(ExerciseTime(200_000)), "the mark is set");
    world.ok("BB-1", verify("false"));
    let id = draft(&mut world, "BB-1", json!({"answers": [post]}));
    world.ok("AA-1", json!({"type": "approve_statement", "statement": id}));
    world.pass(10); // T+210: two doublings of a thousand
    world.ok("BB-1", json!({"type": "publish_statement", "statement": id}));
    world.pass(500); // T+710, half of the slower thousand
    world.ok("SIM-1", json!({"type": "log_reach", "post": post, "reach": 7000}));
    let life = &measure::rumour_measures(&world.state)[0];
    assert!(life.bound && !life.unanswered);
    assert_eq!((life.appeared, life.detected), (Some(ExerciseTime(10_000)), Some(ExerciseTime(100_000))));
    assert_eq!((life.first_statement, life.corrected), (Some(ExerciseTime(210_000)), None));
    assert_eq!((life.reach_at_detection, life.reach_at_statement, life.reach), (Some(1_900), Some(4_000), Some(7_000)));
    assert_eq!(life.statements, [StatementId(id.parse().unwrap())]);
    let item = shown(&world, &post_key(&world), &department("BB"));
    let causes: Vec<&str> =
        item["reach"].as_array().unwrap().iter().map(|one| one["cause"].as_str().unwrap()).collect();
    assert_eq!(causes, ["appeared", "answered", "logged"]);
}

#[test]
fn what_departments_do_sets_the_marks_that_the_scenario_binds() {
    let mut world = world();
    let post = posts(&world)[0].clone();
    let marks = |world: &World, task: &str| -> Vec<String> {
        let key = Key::Task(protocol::ids::TaskId::parse(task).unwrap());
        let item = shown(world, &key, &Audience::Control);
        let named =
            item["marks"].as_array().unwrap().iter().map(|mark| mark["mark"].as_str().unwrap_or("done").to_owned());
        named.chain(item["outcome"]["outcome"].as_str().map(str::to_owned)).collect()
    };
    world.ok("BB-1", json!({"type": "notice_post", "post": post}));
    assert!(marks(&world, "T1").contains(&"detected".to_owned()) && marks(&world, "T2").is_empty());
    world.ok("BB-1", json!({"type": "verify_post", "post": post, "finding": "false", "source": "medics"}));
    assert_eq!(marks(&world, "T2"), ["verified"]);
    let id = draft(&mut world, "BB-1", json!({"answers": [post]}));
    world.ok("AA-1", json!({"type": "approve_statement", "statement": id}));
    world.ok("BB-1", json!({"type": "publish_statement", "statement": id}));
    assert!(
        marks(&world, "T2").contains(&"first_statement".to_owned()) && marks(&world, "T2").contains(&"done".to_owned())
    );
    assert_eq!(world.no("LC", json!({"type": "mark_task", "task": "T2", "outcome": "done"})), ProblemCode::AlreadyDone);
}

#[test]
fn a_post_is_called_out_at_its_limit_and_pauses_do_not_count() {
    let mut world = world();
    let unanswered = |world: &World| shown(world, &post_key(world), &Audience::Control)["unanswered"].clone();
    world.pass(590);
    world.ok("LC", json!({"type": "pause_exercise", "reason": "admin"}));
    world.pass(500);
    world.ok("LC", json!({"type": "resume_exercise"}));
    assert_eq!(unanswered(&world), json!(false));
    world.pass(11);
    assert_eq!(unanswered(&world), json!(true));
    assert!(measure::rumour_measures(&world.state)[0].unanswered);
}

#[test]
fn the_simulation_cell_writes_posts_and_control_takes_one_down_with_its_row() {
    let mut world = world();
    let write = |to: &str, start: u32| {
        json!({"type": "write_post", "kind": "call", "platform": "phone", "author": "a journalist",
        "text": "who was hurt?", "to": [to], "reach": {"start": start, "ceiling": 100}})
    };
    assert_eq!(world.no("BB-1", write("BB", 1)), ProblemCode::NotAllowed);
    assert_eq!(world.no("SIM-1", write("ZZ", 1)), ProblemCode::Unknown);
    assert_eq!(world.no("SIM-1", write("BB", 101)), ProblemCode::OutOfRange);
    let planned = posts(&world)[0].clone();
    world.ok("SIM-1", write("AA", 1));
    let written = posts(&world).into_iter().find(|id| *id != planned).unwrap();
    let key = Key::Post(PostId(written.parse().unwrap()));
    assert_eq!(shown(&world, &key, &department("AA"))["text"]["zh"], "who was hurt?");
    assert!(shown(&world, &key, &department("BB")).is_null());
    assert_eq!(world.no("SIM-1", json!({"type": "log_reach", "post": written, "reach": 101})), ProblemCode::OutOfRange);
    world.ok("LC", json!({"type": "recall_inject", "row": "1", "reason": "wrong place"}));
    let item = shown(&world, &Key::Post(PostId(planned.parse().unwrap())), &department("BB"));
    assert_eq!((&item["taken_down"], &item["reach"][1]["cause"]), (&json!(true), &json!("taken_down")));
    world.pass(900);
    assert_eq!(shown(&world, &Key::Post(PostId(planned.parse().unwrap())), &Audience::Control)["unanswered"], false);
}

#[test]
fn what_a_draft_names_must_exist_and_be_seen() {
    let mut world = world();
    let post = posts(&world)[0].clone();
    let attempt = |extra: Value| {
        let mut command = json!({"type": "draft_statement", "text": {"zh": "通报"}});
        if let (Value::Object(command), Value::Object(extra)) = (&mut command, extra) {
            command.extend(extra);
        }
        command
    };
    let no = |world: &mut World, seat: &str, extra: Value| world.no(seat, attempt(extra));
    assert_eq!(no(&mut world, "BB-1", json!({"figures": [{"fact": "rain", "value": 1}]})), ProblemCode::Unknown);
    assert_eq!(no(&mut world, "BB-1", json!({"figures": [{"fact": "gate", "value": 1}]})), ProblemCode::OutOfRange);
    assert_eq!(no(&mut world, "BB-1", json!({"cosigners": ["BB"]})), ProblemCode::Unknown, "nobody cosigns himself");
    assert_eq!(no(&mut world, "AA-1", json!({"answers": [post]})), ProblemCode::Unknown, "AA was not told of it");
    assert_eq!(no(&mut world, "SIM-1", json!({})), ProblemCode::NotAllowed);
}

#[test]
fn who_was_asked_objects_with_a_reason_and_the_statement_is_a_draft_again() {
    let mut world = world();
    let id = draft(&mut world, "BB-1", json!({"cosigners": ["AA"]}));
    let object = |reason: &str| json!({"type": "object_to_statement", "statement": id, "reason": reason});
    let cosign = json!({"type": "cosign_statement", "statement": id});
    assert_eq!(world.no("BB-1", object("ours")), ProblemCode::Unknown, "nobody asked BB");
    assert_eq!(world.no("CTL-1", object("not ours to say")), ProblemCode::NotAllowed);
    world.ok("AA-1", cosign.clone());
    let stage = |world: &World| shown(world, &statement(&id), &department("BB"))["stage"].clone();
    assert_eq!(stage(&world), "cosigned");
    world.ok("AA-2", object("the number is two days old"));
    assert_eq!(world.no("AA-1", object("the number is two days old")), ProblemCode::AlreadyDone);
    let item = shown(&world, &statement(&id), &department("BB"));
    assert_eq!((&item["stage"], &item["cosigners"][0]["cosigned"]), (&json!("draft"), &Value::Null));
    assert_eq!(item["cosigners"][0]["objected"]["text"], "the number is two days old");
    assert_eq!(item["gates"], json!(["approval", "cosignature"]));
    let told = view::keys(&world.state).into_iter().filter(|key| matches!(key, Key::Entry(_)));
    let told: Vec<Value> = told.map(|key| shown(&world, &key, &Audience::Control)).collect();
    let line = told.iter().find(|line| line["fact"] == "statement_objected").unwrap();
    assert!(line["text"].as_str().unwrap().contains("two days old"), "{line}");
    // It may still stand by it after all; another text is asked about anew.
    world.ok("AA-1", cosign);
    assert_eq!(stage(&world), "cosigned");
    world.ok("AA-1", object("no"));
    let revised = json!({"type": "revise_statement", "statement": id, "text": {"zh": "另写"}, "cosigners": ["AA"]});
    world.ok("BB-1", revised);
    assert_eq!(shown(&world, &statement(&id), &department("AA"))["cosigners"][0]["objected"], Value::Null);
}
