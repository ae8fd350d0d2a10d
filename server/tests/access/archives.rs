//! An exercise as one file, out of one server and into another, as the administrator's screen asks for it.

use crate::actions::does;
use crate::world::{OWN, Reply, World, add_exercise};
use axum::http::{Method, StatusCode};
use protocol::ids::ExerciseId;
use serde_json::{Value, json};
use server::journal::Journal as _;

/// More than any archive of these tests.
const ENOUGH: u64 = 64 * 1024 * 1024;

async fn administrator(world: &World) -> Reply {
    let secret = world.context.access.new_set_up_secret().await.unwrap();
    world.sign_in(json!({ "with": "set_up", "secret": secret, "password": "correct horse" })).await
}

/// A server on whose disk an exercise was played to its evaluation, by somebody with a name and a photo.
async fn played() -> (World, Reply) {
    let world = World::on_disk(ENOUGH).await;
    let administrator = administrator(&world).await;
    let player = world.take_card("XF-1").await;
    assert_eq!(player.status, StatusCode::OK);
    for command in
        ["submit_for_review", "approve_exercise", "open_standby", "start_exercise", "end_exercise", "begin_evaluation"]
    {
        does(&world, world.exercise, "DIR", json!({ "type": command })).await;
    }
    let action = json!({ "type": "open_action", "area": "equipment", "problem": "电池不足",
                         "measure": "配备备用电池", "element": "equipment" });
    does(&world, world.exercise, "LEV", action).await;
    (world, administrator)
}

async fn export(world: &World, who: &Reply, id: ExerciseId, query: &str) -> Reply {
    world.get(&format!("/api/v1/exercises/{id}/archive{query}")).with_cookies_of(who).send().await
}

async fn bring(world: &World, who: &Reply, bytes: &[u8]) -> Reply {
    let ask = world.ask(Method::POST, "/api/v1/archives").header("origin", OWN).with_cookies_of(who);
    ask.raw(bytes).send().await
}

async fn take_in(world: &World, who: &Reply, archive: &Value) -> Reply {
    let path = format!("/api/v1/archives/{}/import", archive.as_str().unwrap());
    world.post(&path, json!({})).with_cookies_of(who).send().await
}

async fn read(world: &World, who: &Reply, path: &str) -> Reply {
    world.get(path).with_cookies_of(who).send().await
}

/// Files of archives that lie about.
fn passing(world: &World) -> usize {
    std::fs::read_dir(world.folder().join("passing")).map_or(0, Iterator::count)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_server_gives_another_takes_in_and_shows_at_once() {
    let (home, admin) = played().await;
    let id = home.exercise;
    let plain = export(&home, &admin, id, "").await;
    assert_eq!((plain.status, &plain.headers["content-type"]), (StatusCode::OK, &"application/zip".parse().unwrap()));
    assert_eq!(plain.headers["content-length"], plain.body.len().to_string().as_str());
    let disposition = plain.headers["content-disposition"].to_str().unwrap();
    assert!(disposition.contains("EXERCISE-") && disposition.contains(&id.to_string()[..8]), "{disposition}");
    let named = export(&home, &admin, id, "?names=true").await;
    assert!(named.headers["content-disposition"].to_str().unwrap().contains("-names.zip"));
    assert_eq!(passing(&home), 0, "what was sent is gone");

    let away = World::on_disk(ENOUGH).await;
    let there = administrator(&away).await;
    let found = bring(&away, &there, &named.body).await;
    assert_eq!(found.status, StatusCode::OK, "{found:?}");
    let found = found.json();
    assert_eq!((&found["exercise"], &found["obstacle"]), (&json!(id), &Value::Null));
    assert_eq!((&found["status"], &found["names"]), (&json!("evaluating"), &json!(1)));
    assert_eq!(found["head"], named.headers["startex-head"].to_str().unwrap());
    assert!(found["title"]["zh"].is_string() && found["commits"].as_u64().unwrap() > 6, "{found}");
    assert!(away.context.store.exercise(id).await.unwrap().is_none(), "looking at it stores nothing");

    let taken = take_in(&away, &there, &found["archive"]).await;
    assert_eq!(taken.status, StatusCode::CREATED, "{taken:?}");
    assert_eq!((&taken.json()["id"], &taken.json()["commits"]), (&json!(id), &found["commits"]));
    assert_eq!(passing(&away), 0);
    // Listed and open without a restart: the same report, byte for byte, the same board, the same person.
    let list = read(&away, &there, "/api/v1/exercises").await.json();
    assert!(list.as_array().unwrap().iter().any(|one| one["id"] == json!(id)), "{list}");
    for report in ["summary.json?lang=zh", "aar.json?lang=en"] {
        let path = format!("/api/v1/exercises/{id}/reports/{report}");
        let (here, there) = (read(&home, &admin, &path).await, read(&away, &there, &path).await);
        assert_eq!((here.status, there.status), (StatusCode::OK, StatusCode::OK));
        assert!(here.body == there.body, "{report} differs");
    }
    let people = read(&away, &there, &format!("/api/v1/exercises/{id}/people")).await.json();
    assert_eq!(people.as_array().unwrap().iter().filter(|one| one["named"] == json!(true)).count(), 1, "{people}");
    let again = export(&away, &there, id, "").await;
    assert!(again.body == plain.body, "an archive of an archive is the same");

    // It is here now, and what was held is held no longer.
    assert_eq!(take_in(&away, &there, &found["archive"]).await.code(), "import_gone");
    let twice = bring(&away, &there, &plain.body).await.json();
    assert_eq!((&twice["obstacle"], &twice["names"]), (&json!("already_here"), &json!(0)));
    let refused = take_in(&away, &there, &twice["archive"]).await;
    assert_eq!((refused.code(), &refused.json()["detail"]), ("bad_archive", &json!("archive_already_here")));
    let store = away.context.store.clone();
    assert!(tokio::task::spawn_blocking(move || store.unsettled()).await.unwrap().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_torn_changed_or_not_over_leaves_nothing_behind() {
    let (home, admin) = played().await;
    let whole = export(&home, &admin, home.exercise, "?names=true").await.body;
    let away = World::on_disk(ENOUGH).await;
    let there = administrator(&away).await;
    let before = away.context.gateway.here().journal().list().await.unwrap();
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 0x55;
    for (bytes, code) in [
        (&whole[..whole.len() - 30], "archive_unreadable"),
        (&whole[..200], "archive_unreadable"),
        (&b"no zip at all"[..], "archive_unreadable"),
        (&changed, "archive_"),
    ] {
        let refused = bring(&away, &there, bytes).await;
        assert_eq!(refused.code(), "bad_archive");
        let problem = refused.json();
        assert!(problem["detail"].as_str().unwrap().starts_with(code), "{problem}");
        assert!(!problem["place"].as_str().unwrap().contains("passing"), "no path of the server: {problem}");
        assert_eq!(passing(&away), 0);
    }
    assert_eq!(away.context.gateway.here().journal().list().await.unwrap(), before);
    assert!(away.context.store.exercise(home.exercise).await.unwrap().is_none());

    let (running, _) = add_exercise(&home.context).await;
    let running = export(&home, &admin, running, "").await.body;
    let found = bring(&away, &there, &running).await.json();
    assert_eq!(found["obstacle"], "not_ended");
    let refused = take_in(&away, &there, &found["archive"]).await;
    assert!(
        refused.code() == "bad_archive" && refused.json()["detail"].as_str().unwrap().contains("archive_not_ended")
    );

    // What nobody wants is let go, by hand or by time.
    let found = bring(&away, &there, &whole).await.json();
    assert_eq!(passing(&away), 1);
    let path = format!("/api/v1/archives/{}", found["archive"].as_str().unwrap());
    let gone = away.ask(Method::DELETE, &path).header("origin", OWN).with_cookies_of(&there).send().await;
    assert_eq!((gone.status, passing(&away)), (StatusCode::NO_CONTENT, 0));
    let found = bring(&away, &there, &whole).await.json();
    away.pass(31 * 60 * 1_000);
    assert_eq!(take_in(&away, &there, &found["archive"]).await.code(), "import_gone");
    assert_eq!(passing(&away), 0);

    let small = World::on_disk(1_000).await;
    let there = administrator(&small).await;
    let refused = bring(&small, &there, &whole).await;
    assert_eq!((refused.code(), passing(&small)), ("too_large", 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn archives_are_the_administrators_alone() {
    let (home, _) = played().await;
    let director = home.take_card("DIR").await;
    assert_eq!(director.status, StatusCode::OK, "{director:?}");
    for query in ["", "?names=true"] {
        assert_eq!(export(&home, &director, home.exercise, query).await.code(), "not_allowed");
    }
    assert_eq!(bring(&home, &director, b"PK").await.code(), "not_allowed");
    assert_eq!(take_in(&home, &director, &json!(server::ids::uuid())).await.code(), "not_allowed");
}
