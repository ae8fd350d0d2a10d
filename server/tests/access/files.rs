//! Files: kept by content, refused by content, served only to whom they concern.

use crate::world::{Reply, World};
use axum::http::{Method, StatusCode};
use server::limits::FILE_BYTES_MAX;

async fn upload(world: &World, session: &Reply, content: &[u8]) -> Reply {
    let path = format!("/api/v1/exercises/{}/files", world.exercise);
    let ask = world.ask(Method::POST, &path).header("origin", crate::world::OWN).with_cookies_of(session);
    ask.raw(content).send().await
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_to_its_uploader_alone() {
    let world = World::new().await;
    let (mine, other) = (world.take_card("XF-1").await, world.take_card("GA-1").await);
    let png = b"\x89PNG\r\n\x1a\nnot really a picture";
    let stored = upload(&world, &mine, png).await;
    assert_eq!(stored.status, StatusCode::CREATED);
    assert_eq!(stored.json()["media_type"], "image/png");
    assert_eq!(upload(&world, &mine, png).await.json(), stored.json(), "the same content is the same file");

    let path = format!("/f/{}", stored.json()["file"].as_str().unwrap());
    let back = world.get(&path).with_cookies_of(&mine).send().await;
    assert_eq!((back.body.as_slice(), back.headers["content-type"].to_str().unwrap()), (&png[..], "image/png"));
    assert_eq!(back.headers["content-disposition"], "inline");
    assert_eq!(back.headers["x-content-type-options"], "nosniff");
    assert!(back.headers["content-security-policy"].to_str().unwrap().ends_with("sandbox"));
    assert_eq!(world.get(&path).with_cookies_of(&other).send().await.code(), "not_found");
    let missing = format!("/f/{}", "0".repeat(64));
    assert_eq!(world.get(&missing).with_cookies_of(&other).send().await.code(), "not_found");
    assert_eq!(world.get(&path).send().await.code(), "unauthenticated");
}

#[tokio::test]
async fn what_could_run_in_a_browser_is_refused_and_the_rest_is_for_saving() {
    let world = World::new().await;
    let mine = world.take_card("XF-1").await;
    for bad in ["<svg onload='x'/>", "<!doctype html><p>", "\u{feff}<html>"] {
        assert_eq!(upload(&world, &mine, bad.as_bytes()).await.code(), "wrong_media_type", "{bad}");
    }
    assert_eq!(upload(&world, &mine, b"MZ\x90\0\x03").await.code(), "wrong_media_type");
    let text = upload(&world, &mine, "现场情况".as_bytes()).await;
    let path = format!("/f/{}", text.json()["file"].as_str().unwrap());
    let back = world.get(&path).with_cookies_of(&mine).send().await;
    assert_eq!(back.headers["content-disposition"], "attachment");
}

#[tokio::test]
async fn a_file_has_its_limit_and_a_changed_one_is_not_served() {
    let world = World::new().await;
    let mine = world.take_card("XF-1").await;
    let mut content = vec![b'a'; FILE_BYTES_MAX];
    assert_eq!(upload(&world, &mine, &content).await.status, StatusCode::CREATED);
    content.push(b'a');
    assert_eq!(upload(&world, &mine, &content).await.code(), "too_large");

    let hash = upload(&world, &mine, b"as it was").await.json()["file"].as_str().unwrap().to_owned();
    let file = world.folder().join("files").join(&hash[..2]).join(&hash);
    assert_eq!(std::fs::read(&file).unwrap(), b"as it was");
    std::fs::write(&file, b"as it is now").unwrap();
    assert_eq!(world.get(&format!("/f/{hash}")).with_cookies_of(&mine).send().await.code(), "storage_failed");
}
