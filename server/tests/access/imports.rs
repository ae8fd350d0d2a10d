//! Sheets over HTTP: looked at, looked at again, made a scenario of, taken home.

use crate::world::{World, add_exercise};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use server::store::CardKind;

const IMPORT: &str = "/api/v1/scenarios/import";
const SHEET: &str = "No.,Time,Title,Description,To,Method,Expected action,Tasks,Budget\n\
    1,T+0,Start,The siren sounds,Fire; Police,radio,Listen,T1,12\n\
    2,soon,Smoke,Smoke on floor 3,Fire,e-mail,Go,T1,\n";

async fn administrator(world: &World) -> crate::world::Reply {
    let secret = world.context.access.new_set_up_secret().await.unwrap();
    world.sign_in(json!({ "with": "set_up", "secret": secret, "password": "correct horse" })).await
}

#[tokio::test]
async fn a_sheet_becomes_a_scenario_only_when_somebody_says_so() {
    let world = World::new().await;
    let admin = administrator(&world).await;
    let ask = |path: &str| world.post(path, json!({})).with_cookies_of(&admin);
    let bring = format!("{IMPORT}?name=list.csv");
    let preview = ask(&bring).raw(SHEET).send().await;
    assert_eq!(preview.status, StatusCode::OK, "{:?}", String::from_utf8_lossy(&preview.body));
    let preview = preview.json();
    assert_eq!((preview["file"].as_str(), preview["rows"].as_array().unwrap().len()), (Some("list.csv"), 2));
    assert_eq!(preview["rows"][0]["whole"], true, "{preview:#}");
    assert_eq!(preview["rows"][1]["cells"]["offset"], json!({ "text": "soon", "fault": "not_a_time" }));
    let look = format!("{IMPORT}/{}", preview["id"].as_str().unwrap());

    let again = ask(&look).json(&json!({ "columns": { "8": null } })).send().await.json();
    assert_eq!(again["columns"][8]["field"], Value::Null);
    assert!(again["rows"][0]["cells"]["extra:Budget"].is_null());

    let listed = async || world.get("/api/v1/scenarios").with_cookies_of(&admin).send().await.json();
    let before = listed().await.as_array().unwrap().len();
    let commit = format!("{look}/commit");
    let body = json!({ "scenario": "my-list", "title": { "zh": "演练", "en": "Drill" } });
    let made = ask(&commit).json(&body).send().await;
    assert_eq!(made.status, StatusCode::CREATED);
    assert_eq!(made.json()["rows"], 2);
    assert_eq!(listed().await.as_array().unwrap().len(), before + 1);
    assert_eq!(ask(&commit).json(&body).send().await.code(), "already_done");
    let reserved = json!({ "scenario": "import", "title": { "zh": "演练" } });
    assert_eq!(ask(&commit).json(&reserved).send().await.code(), "out_of_range");

    let scenario = world.get("/api/v1/scenarios/my-list").with_cookies_of(&admin).send().await.json();
    assert_eq!(scenario["injects"][0]["extra"]["Budget"], "12");
    assert_eq!(scenario["drafts"][0]["cells"]["offset"], "soon");
    let roles: Vec<&str> =
        scenario["staff"].as_array().unwrap().iter().map(|seat| seat["role"].as_str().unwrap()).collect();
    assert!(["DIR", "LC", "PLN"].iter().all(|role| roles.contains(role)), "{roles:?}");
    let departments = scenario["departments"].as_array().unwrap();
    assert_eq!(departments.iter().map(|one| one["code"].as_str().unwrap()).collect::<Vec<_>>(), ["Fire", "Police"]);
    let opened = ask("/api/v1/exercises").json(&json!({ "scenario": "my-list" })).send().await;
    assert_eq!(opened.status, StatusCode::CREATED);

    world.pass(31 * 60 * 1_000);
    assert_eq!(ask(&look).json(&json!({})).send().await.code(), "import_gone");
}

#[tokio::test]
async fn planners_compare_a_sheet_with_their_own_list_and_take_it_home() {
    let world = World::new().await;
    let token = world.secret("LC", CardKind::Link).await;
    let home = format!("/api/v1/exercises/{}/msel", world.exercise);
    for (ending, media) in [("xlsx", "spreadsheetml"), ("csv", "text/csv")] {
        let file = world.get(&format!("{home}.{ending}?lang=en")).bearer(&token).send().await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(file.headers["content-type"].to_str().unwrap().contains(media));
        let back =
            world.ask(Method::POST, &format!("{IMPORT}?name=msel.{ending}")).bearer(&token).raw(file.body).send().await;
        let preview = back.json();
        let changes: Vec<&str> =
            preview["rows"].as_array().unwrap().iter().map(|row| row["change"].as_str().unwrap()).collect();
        assert_eq!(preview["absent"], json!([]));
        let drafts: Vec<&Value> =
            preview["rows"].as_array().unwrap().iter().filter(|row| row["whole"] == false).collect();
        assert!(drafts.is_empty(), "{ending}: {drafts:?} {:?}", preview["notes"]);
        let planned = preview["rows"][0]["before"].as_object().unwrap();
        // What became of the rows is new to the list, and nothing else is.
        assert!(planned.keys().all(|key| key.starts_with("extra:")), "{planned:?}");
        assert_eq!(changes.len(), 49);
        let look = format!("{IMPORT}/{}", preview["id"].as_str().unwrap());
        let (foreign, _) = add_exercise(&world.context).await;
        let other = world.ask(Method::POST, &look).bearer(&token).json(&json!({ "exercise": foreign })).send().await;
        assert_eq!(other.code(), "not_found", "a seat looks at its own exercise alone");
        let stranger = world.secret("XF-1", CardKind::Link).await;
        assert_eq!(
            world.ask(Method::POST, &look).bearer(&stranger).json(&json!({})).send().await.code(),
            "not_allowed"
        );
    }
}

#[tokio::test]
async fn what_is_no_sheet_is_refused_with_its_code() {
    let world = World::new().await;
    let admin = administrator(&world).await;
    for (name, bytes, code) in [
        ("a.xlsx", b"PK\x03\x04broken".to_vec(), "bad_sheet"),
        ("a.csv", Vec::new(), "bad_sheet"),
        ("a.yaml", b"schema: 1\nid: [".to_vec(), "bad_scenario"),
        ("a.csv", vec![b','; 9 * 1024 * 1024], "too_large"),
    ] {
        let reply =
            world.post(&format!("{IMPORT}?name={name}"), json!({})).with_cookies_of(&admin).raw(bytes).send().await;
        assert_eq!(reply.code(), code, "{name}");
    }
    let scenario = server::scenario::bundled::find("it-outage").unwrap().yaml;
    let preview =
        world.post(&format!("{IMPORT}?name=it.yaml"), json!({})).with_cookies_of(&admin).raw(scenario).send().await;
    assert!(preview.json()["rows"].as_array().unwrap().iter().all(|row| row["whole"] == true));
}
