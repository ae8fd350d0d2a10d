//! What those who write the list are told of it: the lint, the rehearsal, and who may ask.

use crate::world::{Reply, World};
use axum::http::StatusCode;
use serde_json::{Value, json};
use server::store::CardKind;

const EDITORS: [&str; 3] = ["DIR", "LC", "CTL-XF"];
const OTHERS: [&str; 8] = ["XF-1", "EVA-XF", "LEV", "SAF", "SIM-1", "ACT-1", "OBS-1", "WALL-L"];

async fn lint(world: &World, seat: &str) -> Reply {
    let token = world.secret(seat, CardKind::Link).await;
    world.get(&format!("/api/v1/exercises/{}/lint", world.exercise)).bearer(&token).send().await
}

async fn rehearse(world: &World, seat: &str, body: Value) -> Reply {
    let token = world.secret(seat, CardKind::Link).await;
    world.post(&format!("/api/v1/exercises/{}/rehearsal", world.exercise), body).bearer(&token).send().await
}

async fn done(world: &World, seat: &str, command: Value) {
    let token = world.secret(seat, CardKind::Link).await;
    let body = json!({ "id": server::ids::uuid(), "command": command });
    let path = format!("/api/v1/exercises/{}/commands", world.exercise);
    let reply = world.post(&path, body).bearer(&token).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{seat} {command}: {reply:?}");
}

fn of_rule<'a>(report: &'a Value, rule: &str) -> Vec<&'a Value> {
    report["findings"].as_array().unwrap().iter().filter(|found| found["rule"] == rule).collect()
}

#[tokio::test]
async fn the_lint_is_of_the_list_as_it_stands() {
    let world = World::new().await;
    let before = lint(&world, "LC").await.json();
    assert_eq!((of_rule(&before, "contact_gap").len(), &before["left_off"]), (6, &json!(0)));
    let gap = of_rule(&before, "contact_gap")[0];
    assert_eq!(gap["place"], json!({ "subject": { "kind": "department", "department": "CMD" }, "field": null }));
    assert_eq!((&gap["severity"], &gap["facts"]["limit"]), (&json!("warning"), &json!(1_800)));
    assert!(gap["message"]["zh"].is_string() && gap["remedy"]["en"].is_string());
    assert_eq!(of_rule(&before, "missing_language"), Vec::<&Value>::new());

    done(&world, "LC", json!({ "type": "edit_inject", "row": "I-05", "body": { "zh": "只有中文。" } })).await;
    let after = lint(&world, "LC").await.json();
    let place = json!({ "subject": { "kind": "row", "row": "I-05" }, "field": "body" });
    assert_eq!(of_rule(&after, "missing_language").iter().map(|found| &found["place"]).collect::<Vec<_>>(), [&place]);
    // A row that others wait for is gone: the findings say who is left waiting, errors before all.
    done(&world, "LC", json!({ "type": "retire_inject", "row": "I-05", "reason": "不再需要" })).await;
    let after = lint(&world, "LC").await.json();
    assert_eq!(after["findings"][0]["severity"], "error");
    assert_eq!(of_rule(&after, "missing_language"), Vec::<&Value>::new());
}

#[tokio::test]
async fn a_rehearsal_tells_what_became_of_each_row_and_leaves_the_exercise_alone() {
    let world = World::new().await;
    done(&world, "DIR", json!({ "type": "retire_inject", "row": "I-40", "reason": "不再需要" })).await;
    let report = rehearse(&world, "LC", json!({ "seeds": 1 })).await.json();
    assert_eq!((&report["seeds"], &report["finished"], &report["stopped"]), (&json!(1), &json!(1), &json!([])));
    let rows = report["rows"].as_array().unwrap();
    let row = |id: &str| rows.iter().find(|row| row["row"] == id);
    assert!(rows.len() > 40 && row("I-40").is_none(), "the list as it stands");
    let first = row("I-02").unwrap();
    assert_eq!((&first["reached"], &first["earliest"]), (&json!(1), &first["latest"]));
    let never = report["never_reached"].as_array().unwrap();
    assert_eq!(never.len(), rows.iter().filter(|row| row["reached"] == 0).count());
    assert_eq!(report["load"].as_array().unwrap().len(), 6);
    let again = rehearse(&world, "DIR", json!({ "seeds": 1 })).await.json();
    assert_eq!(again["rows"], report["rows"], "the same seeds play the same drill");
    // It says of which list it is: after a change it is of another one.
    assert_eq!(again["list"]["changed_at"], report["list"]["changed_at"]);
    done(&world, "DIR", json!({ "type": "retire_inject", "row": "I-39", "reason": "不再需要" })).await;
    let other = rehearse(&world, "DIR", json!({ "seeds": 1 })).await.json();
    assert!(other["list"]["changed_at"].as_u64() > report["list"]["changed_at"].as_u64());
    assert_eq!((&other["list"]["version"], &other["list"]["changed"]), (&json!(0), &json!(true)));
    let summary = world.get(&format!("/api/v1/exercises/{}", world.exercise));
    let token = world.secret("DIR", CardKind::Link).await;
    assert_eq!(summary.bearer(&token).send().await.json()["status"], "draft");
}

#[tokio::test]
async fn an_exercise_is_rehearsed_once_at_a_time() {
    let world = World::new().await;
    let (first, second) =
        tokio::join!(rehearse(&world, "LC", json!({ "seeds": 1 })), rehearse(&world, "DIR", json!({ "seeds": 1 })));
    let (ran, refused) = if first.status == StatusCode::OK { (first, second) } else { (second, first) };
    assert_eq!((ran.status, refused.code()), (StatusCode::OK, "busy"));
    assert_eq!(rehearse(&world, "LC", json!({ "seeds": 1 })).await.status, StatusCode::OK, "its place is free again");
}

#[tokio::test]
async fn only_those_who_may_edit_the_list_look_over_it() {
    let world = World::new().await;
    for seat in EDITORS {
        assert_eq!(lint(&world, seat).await.status, StatusCode::OK, "{seat}");
        for wrong in [json!({ "seeds": 0 }), json!({ "seeds": 21 }), json!({}), json!({ "seeds": 1, "row": "I-01" })] {
            assert_eq!(rehearse(&world, seat, wrong).await.code(), "malformed", "{seat}");
        }
    }
    for seat in OTHERS {
        assert_eq!(lint(&world, seat).await.code(), "not_allowed", "{seat}");
        assert_eq!(rehearse(&world, seat, json!({ "seeds": 1 })).await.code(), "not_allowed", "{seat}");
    }
    assert!(server::access::may_edit(protocol::vocab::Role::Planner), "planners have no seat in this drill");
}

async fn asked(world: &World, seat: &str, path: &str) -> Reply {
    let token = world.secret(seat, CardKind::Link).await;
    world.get(&format!("/api/v1/exercises/{}/{path}", world.exercise)).bearer(&token).send().await
}

/// Key and cells of the planned row with this number.
async fn planned(world: &World, number: &str) -> Value {
    let items = asked(world, "LC", "items").await.json();
    let rows = items.as_array().unwrap().iter().map(|one| &one["item"]).filter(|item| item["kind"] == "msel_row");
    rows.into_iter().find(|row| row["cells"]["id"]["text"] == number).unwrap().clone()
}

#[tokio::test]
async fn v10_control_alone_is_shown_the_list_as_it_is_planned() {
    let world = World::new().await;
    done(&world, "LC", json!({ "type": "comment_msel", "text": "时间太密" })).await;
    let kinds = |items: &Value| -> std::collections::BTreeSet<String> {
        let kinds = items.as_array().unwrap().iter().map(|one| one["item"]["kind"].as_str().unwrap().to_owned());
        kinds.filter(|kind| kind.starts_with("msel")).collect()
    };
    for seat in ["DIR", "LC", "CTL-XF", "SAF"] {
        let shown = kinds(&asked(&world, seat, "items").await.json());
        assert_eq!(shown.iter().collect::<Vec<_>>(), ["msel", "msel_comment", "msel_parts", "msel_row"], "{seat}");
    }
    for seat in ["XF-1", "EVA-XF", "LEV", "SIM-1", "ACT-1", "OBS-1", "WALL-L"] {
        assert!(kinds(&asked(&world, seat, "items").await.json()).is_empty(), "{seat}");
    }
    done(&world, "LC", json!({ "type": "submit_for_review" })).await;
    done(&world, "DIR", json!({ "type": "approve_exercise" })).await;
    let shown = kinds(&asked(&world, "DIR", "items").await.json());
    assert_eq!(shown.iter().collect::<Vec<_>>(), ["msel", "msel_comment"]);
}

#[tokio::test]
async fn v11_the_last_writer_wins_and_what_he_did_not_see_stays_beside_the_cell() {
    let world = World::new().await;
    let row = planned(&world, "I-05").await["row"].clone();
    let edit = |text: &str, seen: u32| {
        let cell = json!({ "row": row, "field": "title_zh", "to": { "text": text }, "seen": seen });
        json!({ "type": "edit_msel_cells", "cells": [cell] })
    };
    done(&world, "LC", edit("甲", 1)).await;
    done(&world, "DIR", edit("乙", 1)).await;
    let cell = planned(&world, "I-05").await["cells"]["title_zh"].clone();
    assert_eq!(
        (&cell["text"], &cell["lost"]["text"], &cell["lost"]["by"]["seat"]),
        (&json!("乙"), &json!("甲"), &json!("LC"))
    );
    let token = world.secret("LC", CardKind::Link).await;
    let mut undo = edit("丙", 2);
    undo["strict"] = json!(true);
    let body = json!({ "id": server::ids::uuid(), "command": undo });
    let path = format!("/api/v1/exercises/{}/commands", world.exercise);
    let reply = world.post(&path, body).bearer(&token).send().await;
    assert_eq!((reply.status, &reply.json()["code"]), (StatusCode::CONFLICT, &json!("changed_since")));
}

#[tokio::test]
async fn a_cell_has_a_history_and_versions_are_compared() {
    let world = World::new().await;
    let row = planned(&world, "I-05").await["row"].clone();
    let edit = |field: &str, text: &str| json!({ "type": "edit_msel_cells", "cells": [{ "row": row, "field": field, "to": { "text": text } }] });
    done(&world, "LC", edit("title_zh", "第一稿")).await;
    done(&world, "DIR", edit("title_zh", "第二稿")).await;
    done(&world, "DIR", edit("location_zh", "东门")).await;
    let path = format!("msel/history?row={}&field=title_zh", row.as_str().unwrap());
    let history = asked(&world, "CTL-XF", &path).await.json();
    let told: Vec<_> =
        history.as_array().unwrap().iter().map(|one| (&one["changed"]["by"]["seat"], &one["text"])).collect();
    assert_eq!(told, [(&json!("LC"), &json!("第一稿")), (&json!("DIR"), &json!("第二稿"))]);
    done(&world, "LC", json!({ "type": "submit_for_review" })).await;
    done(&world, "DIR", json!({ "type": "approve_exercise" })).await;
    done(&world, "LC", json!({ "type": "edit_inject", "row": "I-05", "title": { "zh": "第三稿", "en": "third" } }))
        .await;
    let changes = asked(&world, "LC", "msel/compare?from=1&to=0").await.json();
    let zh = changes.as_array().unwrap().iter().find(|one| one["field"] == "title_zh").unwrap();
    assert_eq!((&zh["row"], &zh["before"], &zh["after"]), (&json!("I-05"), &json!("第二稿"), &json!("第三稿")));
    assert_eq!(asked(&world, "LC", "msel/compare?from=7").await.status, StatusCode::NOT_FOUND);
    assert_eq!(asked(&world, "LC", "msel/history?row=x&field=title_zh").await.status, StatusCode::BAD_REQUEST);
    for seat in OTHERS {
        assert_eq!(asked(&world, seat, "msel/compare").await.status, StatusCode::FORBIDDEN, "{seat}");
    }
}

#[tokio::test]
async fn a_planner_sees_what_a_department_would_be_shown_and_nothing_else() {
    let world = World::new().await;
    let shown = asked(&world, "LC", "msel/rows/I-13/preview").await.json();
    let departments: Vec<_> = shown.as_array().unwrap().iter().map(|one| one["department"].as_str().unwrap()).collect();
    assert_eq!(departments, ["XF", "SS"]);
    let planned = planned(&world, "I-13").await;
    let (body, note) = (&planned["cells"]["body_zh"]["text"], &planned["cells"]["expected_action_zh"]["text"]);
    let text = shown.to_string();
    assert!(text.contains(body.as_str().unwrap()), "{text}");
    assert!(!text.contains(note.as_str().unwrap()) && !text.contains("I-13"), "{text}");
    let items = asked(&world, "XF-1", "items").await.json();
    assert!(items.as_array().unwrap().iter().all(|one| one["item"]["kind"] != "inject"), "nothing was released");
    assert_eq!(asked(&world, "LC", "msel/rows/I-99/preview").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_planned_department_has_cards_and_one_that_is_gone_admits_nobody() {
    let world = World::new().await;
    let words = |word: &str| json!({ "zh": word, "en": word });
    let entry = json!({ "code": "HB", "name": words("环保"), "seats": [{ "code": "HB-1", "name": words("组长") }] });
    done(&world, "LC", json!({ "type": "put_msel_part", "part": { "part": "department", "entry": entry } })).await;
    let cards = |reply: &Value| -> Vec<String> {
        reply["cards"]
            .as_array()
            .unwrap()
            .iter()
            .map(|card| card["seat"]["code"].as_str().unwrap().to_owned())
            .collect()
    };
    let shown = asked(&world, "DIR", "cards").await.json();
    assert!(cards(&shown).contains(&"HB-1".to_owned()), "{:?}", cards(&shown));
    let url =
        shown["cards"].as_array().unwrap().iter().find(|card| card["seat"]["code"] == "HB-1").unwrap()["url"].clone();
    let secret = url.as_str().unwrap().split("card=").nth(1).unwrap().to_owned();
    let look = || world.post("/api/v1/session/look", json!({ "with": "seat_card", "secret": secret }));
    assert_eq!(look().send().await.status, StatusCode::OK);
    done(&world, "LC", json!({ "type": "remove_msel_part", "part": "department", "key": "HB" })).await;
    let shown = asked(&world, "DIR", "cards").await.json();
    assert!(!cards(&shown).contains(&"HB-1".to_owned()));
    assert_eq!(look().send().await.status, StatusCode::UNAUTHORIZED);
}
