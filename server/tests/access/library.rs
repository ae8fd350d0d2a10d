//! The scenario library from the outside: versions, labels, copies, files, lists that are kept, snippets.

use crate::world::{OWN, Reply, World};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use server::scenario::{BLANK, bundled};
use server::store::CardKind;

const MANY: &str = "/api/v1/scenarios";

/// A world with an administrator who is signed in.
struct Library {
    world: World,
    session: Reply,
}

impl Library {
    async fn new() -> Self {
        let world = World::new().await;
        let secret = world.context.access.new_set_up_secret().await.unwrap();
        let body = json!({ "with": "set_up", "secret": secret, "password": "correct horse" });
        let session = world.sign_in(body).await;
        Self { world, session }
    }

    async fn get(&self, path: &str) -> Reply {
        self.world.get(path).with_cookies_of(&self.session).send().await
    }

    async fn send(&self, method: Method, path: &str, body: Value) -> Reply {
        self.world.ask(method, path).header("origin", OWN).with_cookies_of(&self.session).json(&body).send().await
    }

    async fn raw(&self, method: Method, path: &str, body: impl Into<Vec<u8>>) -> Reply {
        self.world.ask(method, path).header("origin", OWN).with_cookies_of(&self.session).raw(body).send().await
    }

    async fn ids(&self, query: &str) -> Vec<String> {
        let list = self.get(&format!("{MANY}{query}")).await.json();
        list.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    }

    /// The second bundled scenario under another name and title.
    async fn put(&self, title: &str) -> Value {
        let ours = bundled()[1];
        let yaml = ours.yaml.replacen(&format!("id: {}", ours.id), "id: own", 1);
        let scenario = server::scenario::load(yaml.as_bytes()).scenario.unwrap();
        let mut scenario = serde_json::to_value(&scenario).unwrap();
        scenario["title"]["zh"] = json!(title);
        let reply = self.raw(Method::PUT, &format!("{MANY}/own?note=%E7%AC%AC"), scenario.to_string()).await;
        assert_eq!(reply.status, StatusCode::OK, "{reply:?}");
        reply.json()
    }
}

/// Asks as a seat.
async fn seat(world: &World, seat: &str, method: Method, path: &str, body: Value) -> Reply {
    let token = world.secret(seat, CardKind::Link).await;
    world.ask(method, path).bearer(&token).json(&body).send().await
}

#[tokio::test]
async fn a_save_is_a_version_and_an_earlier_one_is_put_back_as_a_new_one() {
    let library = Library::new().await;
    assert_eq!(library.put("第一稿").await["version"], 1);
    let second = library.put("第二稿").await;
    assert_eq!((&second["version"], &second["by"]), (&json!(2), &json!({ "account": "admin" })));
    let versions = library.get(&format!("{MANY}/own/versions")).await.json();
    let told: Vec<_> = versions.as_array().unwrap().iter().map(|one| (&one["version"], &one["note"])).collect();
    assert_eq!(told, [(&json!(2), &json!("第")), (&json!(1), &json!("第"))]);
    let title = async |query: &str| library.get(&format!("{MANY}/own{query}")).await.json()["title"]["zh"].clone();
    assert_eq!((title("").await, title("?version=1").await), (json!("第二稿"), json!("第一稿")));
    assert_eq!(library.get(&format!("{MANY}/own?version=7")).await.code(), "not_found");
    assert_eq!(library.get(&format!("{MANY}/own?version=x")).await.code(), "malformed");
    let restored = library.send(Method::POST, &format!("{MANY}/own/versions/1/restore"), json!({})).await.json();
    assert_eq!((&restored["version"], title("").await), (&json!(3), json!("第一稿")));
    assert_eq!(title("?version=2").await, "第二稿", "nothing is lost by putting back");
    let again = library.send(Method::POST, &format!("{MANY}/own/versions/9/restore"), json!({})).await;
    assert_eq!(again.code(), "not_found");
}

#[tokio::test]
async fn scenarios_are_labelled_found_and_put_away_and_the_programs_own_stay() {
    let library = Library::new().await;
    library.put("防汛演练").await;
    let labels = |archived: bool| json!({ "tags": [" 夜间 ", "夜间", "室外"], "archived": archived });
    let own = format!("{MANY}/own/labels");
    let labelled = library.send(Method::PUT, &own, labels(false)).await.json();
    assert_eq!(labelled["tags"], json!(["夜间", "室外"]));
    let ours: Vec<String> = bundled().iter().chain([&BLANK]).map(|file| file.id.to_owned()).collect();
    assert_eq!(library.ids("").await, [ours.clone(), vec!["own".into()]].concat());
    assert_eq!(library.ids("?search=FIRE-EVACUATION").await, ["fire-evacuation"]);
    assert_eq!(library.ids("?search=%E5%A4%9C").await, ["own"]);
    assert_eq!(library.ids("?tag=%E5%AE%A4%E5%A4%96").await, ["own"]);
    library.send(Method::PUT, &own, labels(true)).await;
    assert_eq!(library.ids("").await, ours);
    assert_eq!(library.ids("?archived=true").await, ["own"]);
    for (method, path) in [(Method::PUT, "labels"), (Method::POST, "versions/0/restore")] {
        let path = format!("{MANY}/{}/{path}", ours[0]);
        assert_eq!(library.send(method, &path, labels(true)).await.code(), "not_allowed", "{path}");
    }
    let versions = library.get(&format!("{MANY}/{}/versions", ours[0])).await.json();
    assert_eq!((versions.as_array().unwrap().len(), &versions[0]["version"]), (1, &json!(0)));
    let many: Vec<String> = (0..17).map(|n| format!("t{n}")).collect();
    assert_eq!(
        library.send(Method::PUT, &own, json!({ "tags": many, "archived": false })).await.code(),
        "out_of_range"
    );
}

#[tokio::test]
async fn a_copy_has_its_own_name_and_what_came_with_the_program_can_be_copied() {
    let library = Library::new().await;
    let path = format!("{MANY}/{}/duplicate", bundled()[0].id);
    let body = |id: &str| json!({ "id": id, "title": { "zh": "副本" } });
    let copy = library.send(Method::POST, &path, body("copy")).await;
    assert_eq!(
        (copy.status, &copy.json()["bundled"], &copy.json()["version"]),
        (StatusCode::CREATED, &json!(false), &json!(1))
    );
    let scenario = library.get(&format!("{MANY}/copy")).await.json();
    assert_eq!((&scenario["id"], &scenario["title"]), (&json!("copy"), &json!({ "zh": "副本" })));
    assert_eq!(library.send(Method::POST, &path, body("copy")).await.code(), "already_done");
    assert_eq!(library.send(Method::POST, &path, body(BLANK.id)).await.code(), "already_done");
    assert_eq!(library.send(Method::POST, &path, body("a b")).await.code(), "malformed");
    let made = library.send(Method::POST, "/api/v1/exercises", json!({ "scenario": "copy" })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
}

#[tokio::test]
async fn a_scenario_goes_to_another_server_as_one_file() {
    let (library, other) = (Library::new().await, Library::new().await);
    let upload = format!("/api/v1/exercises/{}/files", library.world.exercise);
    let token = library.world.secret("LC", CardKind::Link).await;
    let file = library.world.ask(Method::POST, &upload).bearer(&token).raw("%PDF-1.7 plan").send().await.json();
    let mut scenario = library.get(&format!("{MANY}/{}", bundled()[0].id)).await.json();
    scenario["id"] = json!("own");
    scenario["injects"][0]["attachments"] =
        json!([{ "file": file["file"], "name": "图.pdf", "bytes": 13, "media_type": "application/pdf" }]);
    let kept = library.raw(Method::POST, MANY, scenario.to_string()).await;
    assert_eq!(kept.status, StatusCode::CREATED, "{kept:?}");
    let labels = json!({ "tags": ["夜间"], "archived": false });
    library.send(Method::PUT, &format!("{MANY}/own/labels"), labels).await;
    let package = library.get(&format!("{MANY}/own/package")).await;
    let name = package.headers["content-disposition"].to_str().unwrap();
    assert!(
        name.contains("filename=\"EXERCISE-own-v1.zip\"") && name.contains("%E6%BC%94%E7%BB%83-EXERCISE-own"),
        "{name}"
    );

    let take =
        async |query: &str, bytes: &[u8]| other.raw(Method::POST, &format!("/api/v1/packages{query}"), bytes).await;
    let taken = take("", &package.body).await;
    assert_eq!((taken.status, &taken.json()["tags"]), (StatusCode::CREATED, &json!(["夜间"])), "{taken:?}");
    let there = other.get(&format!("{MANY}/own")).await.json();
    assert_eq!(there["injects"], library.get(&format!("{MANY}/own")).await.json()["injects"]);
    let hash = protocol::ids::FileHash::parse(file["file"].as_str().unwrap()).unwrap();
    assert_eq!(other.world.context.store.file_content(hash).await.unwrap(), b"%PDF-1.7 plan");
    assert_eq!(take("", &package.body).await.code(), "already_done");
    assert_eq!(take("?id=second", &package.body).await.json()["id"], "second");
    assert_eq!(take("?version=true", &package.body).await.json()["version"], 2);
    assert_eq!(take(&format!("?id={}", BLANK.id), &package.body).await.code(), "already_done");
    let bad = take("?id=third", &package.body[..package.body.len() - 9]).await;
    assert_eq!(bad.code(), "bad_package");
    assert!(bad.json()["detail"].as_str().unwrap().starts_with("archive_unreadable: "), "{bad:?}");
    assert_eq!(other.get(&format!("{MANY}/third")).await.code(), "not_found", "nothing half done");
}

#[tokio::test]
async fn an_editor_keeps_the_list_of_the_own_exercise_as_a_scenario() {
    let library = Library::new().await;
    let world = &library.world;
    let keep = format!("/api/v1/exercises/{}/msel/keep", world.exercise);
    let body = |id: &str| json!({ "id": id, "title": { "zh": "和平里" }, "note": "评审前" });
    for other in ["XF-1", "EVA-XF", "LEV", "SIM-1", "OBS-1"] {
        assert_eq!(seat(world, other, Method::POST, &keep, body("mine")).await.code(), "not_allowed", "{other}");
    }
    let kept = seat(world, "LC", Method::POST, &keep, body("mine")).await;
    assert_eq!(kept.status, StatusCode::CREATED, "{kept:?}");
    let by = json!({ "seat": { "exercise": world.exercise.to_string(), "seat": "LC", "role": "LC" } });
    assert_eq!((&kept.json()["version"], &kept.json()["by"]), (&json!(1), &by));
    let commands = format!("/api/v1/exercises/{}/commands", world.exercise);
    let edit = json!({ "type": "edit_inject", "row": "I-05", "title": { "zh": "改过", "en": "changed" } });
    let edited =
        seat(world, "LC", Method::POST, &commands, json!({ "id": server::ids::uuid(), "command": edit })).await;
    assert_eq!(edited.status, StatusCode::OK, "{edited:?}");
    assert_eq!(seat(world, "DIR", Method::POST, &keep, body("mine")).await.json()["version"], 2);
    library.put("别人的").await;
    assert_eq!(seat(world, "LC", Method::POST, &keep, body("own")).await.code(), "not_allowed");
    let bundled_id = bundled()[0].id;
    assert_eq!(seat(world, "LC", Method::POST, &keep, body(bundled_id)).await.code(), "already_done");
    let yaml =
        seat(world, "LC", Method::GET, &format!("/api/v1/exercises/{}/msel.yaml", world.exercise), json!({})).await;
    let text = String::from_utf8(yaml.body).unwrap();
    assert!(text.starts_with("# 演练 / EXERCISE\n"));
    let loaded = server::scenario::load(text.as_bytes()).scenario.expect("it is a scenario file");
    let shown = library.get(&format!("{MANY}/mine")).await.json();
    assert_eq!(serde_json::to_value(&loaded).unwrap()["injects"], shown["injects"]);
}

#[tokio::test]
async fn snippets_are_shared_by_those_who_write_lists() {
    let library = Library::new().await;
    let world = &library.world;
    let cells =
        json!({ "title_zh": { "text": "老人晕倒" }, "to": { "text": "XF" }, "target_respond": { "value": 180 } });
    let new = json!({ "title": "突发疾病", "tags": ["医疗"], "cells": cells });
    let added = seat(world, "LC", Method::POST, "/api/v1/snippets", new.clone()).await;
    assert_eq!((added.status, &added.json()["cells"]), (StatusCode::CREATED, &cells));
    for (query, count) in
        [("", 1), ("?search=%E6%99%95", 1), ("?tag=%E5%8C%BB%E7%96%97", 1), ("?search=zzz", 0), ("?tag=x", 0)]
    {
        let list = seat(world, "DIR", Method::GET, &format!("/api/v1/snippets{query}"), json!({})).await.json();
        assert_eq!(list.as_array().unwrap().len(), count, "{query}");
    }
    for other in ["XF-1", "EVA-XF", "OBS-1"] {
        assert_eq!(
            seat(world, other, Method::GET, "/api/v1/snippets", json!({})).await.code(),
            "not_allowed",
            "{other}"
        );
    }
    let mobile = ["138", "0000", "1111"].concat();
    let real = json!({ "title": "x", "cells": { "body_zh": { "text": format!("请拨打{mobile}") } } });
    let refused = library.send(Method::POST, "/api/v1/snippets", real).await;
    assert_eq!((refused.code(), &refused.json()["place"]), ("does_not_fit_form", &json!("body_zh")));
    let path = format!("/api/v1/snippets/{}", added.json()["id"].as_str().unwrap());
    assert_eq!(library.send(Method::DELETE, &path, json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(library.send(Method::DELETE, &path, json!({})).await.code(), "not_found");
}
