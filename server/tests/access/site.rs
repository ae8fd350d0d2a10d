//! The site over HTTP: the drawing for seats, the picture for control and feeds, tiles by ranges.

use crate::listener::{config, folder};
use crate::world::World;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use server::app::App;
use server::http::router;
use server::store::CardKind;
use tower::ServiceExt as _;

#[tokio::test]
async fn the_drawing_is_for_seats_and_runs_nothing() {
    let world = World::new().await;
    let path = format!("/api/v1/exercises/{}/site/plan", world.exercise);
    assert_eq!(world.get(&path).send().await.code(), "unauthenticated");
    let player = world.take_card("JD-1").await;
    let plan = world.get(&path).with_cookies_of(&player).send().await;
    assert_eq!((plan.status, &plan.headers["content-type"]), (StatusCode::OK, &"image/svg+xml".parse().unwrap()));
    assert!(plan.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
    let text = String::from_utf8(plan.body).unwrap();
    assert!(text.starts_with("<svg") && text.contains("演练 EXERCISE"), "{text}");
}

#[tokio::test]
async fn the_picture_is_read_by_control_and_feeds_and_is_what_its_document_says() {
    let world = World::new().await;
    let path = format!("/api/v1/exercises/{}/picture.geojson", world.exercise);
    let player = world.take_card("JD-1").await;
    assert_eq!(world.get(&path).with_cookies_of(&player).send().await.code(), "not_allowed");
    let control = world.secret("LC", CardKind::Link).await;
    let body = json!({ "name": "值班系统 duty system", "opens": "feed" });
    let kiosks = format!("/api/v1/exercises/{}/kiosks", world.exercise);
    let feed = world.post(&kiosks, body).bearer(&control).send().await.json();
    let feed = feed["token"].as_str().expect("a token").to_owned();
    for token in [&control, &feed] {
        let picture = world.get(&path).bearer(token).send().await;
        assert_eq!(
            (picture.status, &picture.headers["content-type"]),
            (StatusCode::OK, &"application/geo+json".parse().unwrap())
        );
        let picture = picture.json();
        assert_eq!((&picture["type"], &picture["exercise"]), (&json!("FeatureCollection"), &json!("演练 EXERCISE")));
        let features = picture["features"].as_array().unwrap();
        assert!(features.iter().all(|one| one["properties"]["exercise"] == "演练 EXERCISE"));
        assert!(features.iter().any(|one| one["id"] == "place/east_gate"));
        assert!(!picture.to_string().contains("film_spot"), "control's own places are no other system's");
    }
    let document = world.get("/api/openapi.json").send().await.json();
    let route = &document["paths"]["/api/v1/exercises/{exercise}/picture.geojson"]["get"];
    let content = &route["responses"]["2XX"]["content"]["application/geo+json"];
    assert_eq!(content["schema"]["$ref"], "#/components/schemas/PictureCollection");
    assert_eq!(content["example"]["features"][0]["properties"]["exercise"], "演练 EXERCISE");
}

/// A whole archive, version 3, without compression: one empty tile of the whole Earth.
fn archive() -> Vec<u8> {
    let (root, meta, tile) = ([1, 0, 1, 1, 1], b"{}", [0x1a]);
    let at = 127 + root.len() + meta.len();
    let mut bytes = b"PMTiles\x03".to_vec();
    let (root_len, meta_len) = (root.len() as u64, meta.len() as u64);
    for number in [127, root_len, 127 + root_len, meta_len, at as u64, 0, at as u64, 1, 1, 1, 1] {
        bytes.extend(u64::to_le_bytes(number));
    }
    bytes.extend([1, 1, 1, 1, 0, 0]);
    bytes.resize(127, 0);
    bytes.extend(root);
    bytes.extend(meta);
    bytes.extend(tile);
    bytes
}

#[tokio::test]
async fn tiles_are_read_by_ranges_by_seats_and_a_wrong_archive_is_told_at_the_start() {
    let folder = folder();
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("site.pmtiles");
    let mut config = config(&folder.join("data"), "off");
    config.tiles = Some(file.clone());
    std::fs::write(&file, b"<html>not found</html>").unwrap();
    let refused = App::start(&config).await.err().expect("that is no archive").to_string();
    assert!(refused.contains("PMTiles"), "{refused}");

    let whole = archive();
    std::fs::write(&file, &whole).unwrap();
    let app = App::start(&config).await.unwrap();
    let scenario = server::scenario::load(server::scenario::bundled()[0].yaml.as_bytes()).scenario.unwrap();
    let exercise = app.create_exercise(scenario).await.unwrap().id();
    let token = app.links(exercise).await.unwrap().into_iter().find(|(link, _)| link.seat.code.as_str() == "JD-1");
    let token = token.expect("a seat").0.token;
    let router = router(app.context());
    let ask = async |path: &str, token: Option<&str>, range: Option<&str>| {
        let mut request = Request::get(path).header("host", "x");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(range) = range {
            request = request.header("range", range);
        }
        let answer = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap())
    };
    let tiles = "/api/v1/tiles.pmtiles";
    assert_eq!(ask(tiles, None, None).await.0, StatusCode::UNAUTHORIZED);
    let (status, headers, part) = ask(tiles, Some(&token), Some("bytes=0-126")).await;
    assert_eq!((status, part.as_ref()), (StatusCode::PARTIAL_CONTENT, &whole[..127]));
    assert_eq!(headers["content-range"], format!("bytes 0-126/{}", whole.len()));
    assert_eq!(headers["content-type"], "application/vnd.pmtiles");
    let (status, _, rest) = ask(tiles, Some(&token), Some("bytes=127-")).await;
    assert_eq!((status, rest.as_ref()), (StatusCode::PARTIAL_CONTENT, &whole[127..]));
    assert_eq!(ask(tiles, Some(&token), Some("bytes=9999-")).await.0, StatusCode::RANGE_NOT_SATISFIABLE);
    let about: Value = serde_json::from_slice(&ask("/api/v1/about", None, None).await.2).unwrap();
    assert_eq!(about["tiles"], true);
    app.shutdown().request();
    app.run().await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}
