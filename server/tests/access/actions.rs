//! Corrective actions across exercises: the board of the administrator, calendars for whoever answers for them.

use crate::world::{Reply, World, add_exercise};
use axum::http::StatusCode;
use protocol::ids::ExerciseId;
use serde_json::{Value, json};
use server::store::CardKind;

async fn token(world: &World, exercise: ExerciseId, seat: &str) -> String {
    let links = world.context.store.cards(exercise, CardKind::Link).await.unwrap();
    links.into_iter().find(|link| link.seat.as_str() == seat).unwrap().secret
}

pub(crate) async fn does(world: &World, exercise: ExerciseId, seat: &str, command: Value) {
    let path = format!("/api/v1/exercises/{exercise}/commands");
    let body = json!({ "id": server::ids::uuid(), "command": command });
    let reply = world.post(&path, body.clone()).bearer(&token(world, exercise, seat).await).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{body}: {reply:?}");
}

/// Plays an exercise to its evaluation and opens an action in it.
async fn opened(world: &World, exercise: ExerciseId, measure: &str, due: Value) {
    for command in
        ["submit_for_review", "approve_exercise", "open_standby", "start_exercise", "end_exercise", "begin_evaluation"]
    {
        does(world, exercise, "DIR", json!({ "type": command })).await;
    }
    let action = json!({ "type": "open_action", "area": "equipment", "problem": "电池不足", "measure": measure,
                         "element": "equipment", "unit": "消防救援站", "due": due });
    does(world, exercise, "LEV", action).await;
}

async fn calendar(world: &World, who: &Reply, path: &str) -> String {
    let reply = world.get(path).with_cookies_of(who).send().await;
    assert_eq!(reply.headers["content-type"], "text/calendar; charset=utf-8", "{reply:?}");
    String::from_utf8(reply.body).unwrap()
}

#[tokio::test]
async fn actions_of_all_exercises_stand_on_one_board_by_their_day() {
    let world = World::new().await;
    let (second, _) = add_exercise(&world.context).await;
    opened(&world, world.exercise, "配备备用电池", json!("2027-03-01")).await;
    opened(&world, second, "修订预案", json!("2026-12-30")).await;
    does(
        &world,
        second,
        "LEV",
        json!({ "type": "open_action", "area": "plan", "problem": "职责不清",
                                        "measure": "组织学习", "element": "training" }),
    )
    .await;
    let secret = world.context.access.new_set_up_secret().await.unwrap();
    let administrator = world.sign_in(json!({ "with": "set_up", "secret": secret, "password": "correct horse" })).await;
    let board = world.get("/api/v1/actions").with_cookies_of(&administrator).send().await.json();
    let line = |one: &Value| (one["measure"].as_str().unwrap().to_owned(), one["stage"].as_str().unwrap().to_owned());
    let lines: Vec<_> = board.as_array().unwrap().iter().map(line).collect();
    let expected = [("修订预案", "assigned"), ("配备备用电池", "assigned"), ("组织学习", "open")];
    assert_eq!(lines, expected.map(|(measure, stage)| (measure.to_owned(), stage.to_owned())));
    assert_eq!(board[0]["exercise"], json!(second));

    let all = calendar(&world, &administrator, "/api/v1/actions.ics").await;
    assert_eq!(all.matches("BEGIN:VTODO").count(), 3);
    let own = format!("/api/v1/exercises/{}/actions.ics?lang=en", world.exercise);
    let evaluator = world.take_card("LEV").await;
    let one = calendar(&world, &evaluator, &own).await;
    assert!(one.matches("BEGIN:VTODO").count() == 1 && one.contains("DUE;VALUE=DATE:20270301"), "{one}");
    assert!(one.contains("SUMMARY:演练 EXERCISE · 配备备用电池"), "{one}");
    let player = world.take_card("XF-1").await;
    assert_eq!(world.get(&own).with_cookies_of(&player).send().await.code(), "not_allowed");
    assert_eq!(world.get("/api/v1/actions").with_cookies_of(&evaluator).send().await.code(), "not_allowed");
}

/// Issue: an action opened in one exercise is met, verified and closed in the next.
#[tokio::test]
async fn an_action_of_one_exercise_is_a_check_in_the_next_and_ends_verified() {
    let world = World::new().await;
    opened(&world, world.exercise, "配备备用电池", json!("2027-03-01")).await;
    let finding = json!({ "type": "record_finding", "kind": "improvement", "area": "equipment", "text": "电池不足",
                          "reference": "预案 4.2" });
    does(&world, world.exercise, "LEV", finding.clone()).await;
    let secret = world.context.access.new_set_up_secret().await.unwrap();
    let administrator = world.sign_in(json!({ "with": "set_up", "secret": secret, "password": "correct horse" })).await;
    let board = async || world.get("/api/v1/actions").with_cookies_of(&administrator).send().await.json();
    let action = board().await[0]["id"].clone();
    let scenario = server::scenario::bundled()[0];
    let scenario = server::scenario::load(scenario.yaml.as_bytes()).scenario.unwrap().id;
    let create = |carry: Value| {
        let body = json!({ "scenario": scenario, "carry": carry });
        world.post("/api/v1/exercises", body).with_cookies_of(&administrator).send()
    };
    let nowhere = create(json!([{ "exercise": world.exercise, "action": server::ids::uuid() }])).await;
    assert_eq!((nowhere.code(), &nowhere.json()["place"]), ("unknown", &json!("carry[0]")));
    let next = create(json!([{ "exercise": world.exercise, "action": action }])).await;
    assert_eq!(next.status, StatusCode::CREATED, "{next:?}");
    let next = ExerciseId(next.json()["id"].as_str().unwrap().parse().unwrap());
    world.context.access.links(next).await.unwrap();
    for command in ["submit_for_review", "approve_exercise", "open_standby", "start_exercise"] {
        does(&world, next, "DIR", json!({ "type": command })).await;
    }

    // The evaluator there finds it among the items and looks; the players do not.
    let item = async |seat: &str, kind: &str| {
        let path = format!("/api/v1/exercises/{next}/items");
        let items = world.get(&path).bearer(&token(&world, next, seat).await).send().await.json();
        let found = items.as_array().unwrap().iter().find(|one| one["item"]["kind"] == kind).cloned();
        found.map(|one| one["item"].clone())
    };
    assert_eq!(item("XF-1", "recheck").await, None);
    let recheck = item("LEV", "recheck").await.unwrap();
    assert_eq!((&recheck["from"]["measure"], &recheck["outcome"]), (&json!("配备备用电池"), &Value::Null));
    does(&world, next, "LEV", finding).await;
    let repeated = item("LEV", "finding").await.unwrap()["repeats"][0].clone();
    assert_eq!((&repeated["exercise"], &repeated["text"]), (&json!(world.exercise), &json!("电池不足")));
    let path = format!("/api/v1/exercises/{}/actions/{}/recheck", world.exercise, action.as_str().unwrap());
    let body = json!({ "exercise": next, "recheck": recheck["id"] });
    let take = || world.post(&path, body.clone()).with_cookies_of(&administrator).send();
    assert_eq!(take().await.code(), "incomplete", "nobody looked yet");
    let mark = json!({ "type": "mark_recheck", "recheck": recheck["id"], "outcome": "held", "note": "每车两块" });
    does(&world, next, "LEV", mark).await;
    let told = board().await[0]["rechecks"][0].clone();
    assert_eq!((&told["exercise"], &told["outcome"], &told["taken"]), (&json!(next), &json!("held"), &json!(false)));

    let taken = take().await;
    assert_eq!((taken.status, &taken.json()["stage"]), (StatusCode::OK, &json!("verified")));
    let line = board().await[0].clone();
    assert_eq!((&line["stage"], &line["rechecks"][0]["taken"]), (&json!("verified"), &json!(true)));
    assert_eq!(line["rechecks"].as_array().unwrap().len(), 1);
    assert_eq!(take().await.code(), "already_done");
    let other = json!({ "exercise": world.exercise, "recheck": recheck["id"] });
    assert_eq!(world.post(&path, other).with_cookies_of(&administrator).send().await.code(), "incomplete");
}
