//! Persons as an administrator sees them, and erasing one while the exercise runs.

use crate::world::{OWN, Reply, World};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

async fn administrator(world: &World) -> Reply {
    let secret = world.context.access.new_set_up_secret().await.unwrap();
    world.sign_in(json!({ "with": "set_up", "secret": secret, "password": "correct horse" })).await
}

async fn people(world: &World, who: &Reply) -> Value {
    let path = format!("/api/v1/exercises/{}/people", world.exercise);
    world.get(&path).with_cookies_of(who).send().await.json()
}

async fn erase(world: &World, who: &Reply, person: &str, query: &str) -> Reply {
    let path = format!("/api/v1/exercises/{}/people/{person}{query}", world.exercise);
    world.ask(Method::DELETE, &path).header("origin", OWN).with_cookies_of(who).send().await
}

async fn upload(world: &World, who: &Reply, content: &str) -> String {
    let path = format!("/api/v1/exercises/{}/files", world.exercise);
    let ask = world.ask(Method::POST, &path).header("origin", OWN).with_cookies_of(who);
    ask.raw(content).send().await.json()["file"].as_str().unwrap().to_owned()
}

fn kept(world: &World, file: &str) -> bool {
    world.folder().join("files").join(&file[..2]).join(file).exists()
}

#[tokio::test]
async fn an_erased_person_is_signed_out_forgotten_and_listed_by_id_alone() {
    let world = World::new().await;
    let administrator = administrator(&world).await;
    let (player, other) = (world.take_card("XF-1").await, world.take_card("GA-1").await);
    let person = player.json()["you"]["person"].as_str().unwrap().to_owned();
    let (mine, both) = (upload(&world, &player, "只有我上传").await, upload(&world, &player, "大家都有").await);
    assert_eq!(upload(&world, &other, "大家都有").await, both);

    let listed = people(&world, &administrator).await;
    assert!(!listed.to_string().contains("张三"), "an administrator is told no names: {listed}");
    let one = listed.as_array().unwrap().iter().find(|one| one["person"] == person.as_str()).unwrap();
    assert_eq!((&one["seats"][0]["seat"], &one["named"], &one["erased"]), (&json!("XF-1"), &json!(true), &Value::Null));

    let erased = erase(&world, &administrator, &person, "").await;
    assert_eq!((erased.status, erased.json()), (StatusCode::OK, json!({ "named": true, "files": 1 })));
    assert!(!kept(&world, &mine) && kept(&world, &both), "what another seat has too stays");
    assert_eq!(world.get("/api/v1/session").with_cookies_of(&player).send().await.code(), "unauthenticated");
    assert_eq!(world.get("/api/v1/session").with_cookies_of(&other).send().await.status, StatusCode::OK);
    let listed = people(&world, &administrator).await;
    let one = listed.as_array().unwrap().iter().find(|one| one["person"] == person.as_str()).unwrap();
    assert_eq!(
        (&one["named"], &one["erased"]["by"], &one["erased"]["files"]),
        (&json!(false), &json!("admin"), &json!(1))
    );

    // Again is no error and changes nothing; the other person is untouched; nobody else is there to erase.
    let again = erase(&world, &administrator, &person, "").await;
    assert_eq!(again.json(), json!({ "named": false, "files": 0 }));
    assert_eq!(erase(&world, &administrator, &server::ids::uuid().to_string(), "").await.code(), "not_found");
    assert_eq!(erase(&world, &administrator, "nobody", "").await.code(), "not_found");
    assert_eq!(erase(&world, &other, &person, "").await.code(), "not_allowed");
    assert_eq!(listed.as_array().unwrap().iter().filter(|one| one["named"] == json!(true)).count(), 1);
}

#[tokio::test]
async fn files_may_be_kept_when_a_person_is_erased() {
    let world = World::new().await;
    let administrator = administrator(&world).await;
    let player = world.take_card("XF-1").await;
    let file = upload(&world, &player, "证据").await;
    let person = player.json()["you"]["person"].as_str().unwrap().to_owned();
    let erased = erase(&world, &administrator, &person, "?keep_files=true").await;
    assert_eq!(erased.json(), json!({ "named": true, "files": 0 }));
    assert!(kept(&world, &file));
    assert_eq!(erase(&world, &administrator, &person, "?keep=true").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(erase(&world, &administrator, &person, "").await.json(), json!({ "named": false, "files": 1 }));
    assert!(!kept(&world, &file), "asked again, they go too");
}
