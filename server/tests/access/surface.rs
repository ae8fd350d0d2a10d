//! What every answer carries, what a wrong request gets, and the documents of the interface.

use crate::world::{OWN, World};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use server::http::table;

#[tokio::test]
async fn every_answer_carries_the_headers_that_protect_a_browser() {
    let world = World::new().await;
    for path in ["/", "/join", "/api/v1/about", "/api/v1/session", "/api/nothing", "/api/docs", "/no.such.file"] {
        let reply = world.get(path).send().await;
        let header = |name: &str| reply.headers[name].to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        for part in ["default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert!(header("permissions-policy").contains("camera=()"));
        if path.starts_with("/api/") {
            assert_eq!(header("cache-control"), "no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn a_wrong_request_gets_a_stable_code() {
    let world = World::new().await;
    let session = "/api/v1/session";
    let ask = || world.ask(Method::POST, session).header("origin", OWN);
    let typed = |body: &str| ask().header("content-type", "application/json").raw(body);
    assert_eq!(ask().raw("{}").send().await.code(), "wrong_media_type");
    for malformed in ["", "{", "[]", "{}", r#"{"with":"password","name":"a"}"#, r#"{"with":"no_such"}"#] {
        assert_eq!(typed(malformed).send().await.code(), "malformed", "{malformed}");
    }
    let unknown_field = json!({ "with": "link_token", "secret": "00", "extra": 1 });
    assert_eq!(world.sign_in(unknown_field).await.code(), "malformed");
    let large = json!({ "with": "link_token", "secret": "0".repeat(64 * 1024) });
    assert_eq!(world.sign_in(large).await.code(), "too_large");
    assert_eq!(world.ask(Method::PATCH, session).header("origin", OWN).send().await.code(), "method_not_allowed");
    assert_eq!(world.get("/api/v1/no-such").send().await.code(), "not_found");
    assert_eq!(world.get("/api").send().await.code(), "not_found");
    assert_eq!(world.get("/assets/missing.js").send().await.code(), "not_found");
    assert_eq!(world.get("/..%2f..%2fetc/passwd.txt").send().await.code(), "not_found");
}

#[tokio::test]
async fn places_within_the_client_get_its_page() {
    let world = World::new().await;
    let page = world.get("/").send().await;
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    assert_eq!(page.headers["cache-control"], "no-cache");
    for place in ["/join", "/setup", "/exercises/abc/console"] {
        assert_eq!(world.get(place).send().await.body, page.body, "{place}");
    }
    let known = page.headers["etag"].to_str().unwrap();
    assert_eq!(world.get("/").header("if-none-match", known).send().await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn the_documents_name_every_route_and_resolve_every_reference() {
    let world = World::new().await;
    let document = world.get("/api/openapi.json").send().await.json();
    assert_eq!(document["openapi"], "3.1.0");
    for route in table() {
        let operation = &document["paths"][route.path][route.method.as_str().to_lowercase()];
        assert_eq!(operation["summary"], route.about, "{} {}", route.method, route.path);
    }
    let live = world.get("/api/asyncapi.json").send().await.json();
    assert_eq!(live["channels"]["live"]["x-close-codes"].as_array().unwrap().len(), 12);
    for document in [&document, &live] {
        let mut references = Vec::new();
        collect(document, &mut references);
        assert!(references.len() > 10);
        for reference in references {
            let pointer = reference.strip_prefix('#').expect("references stay within the document");
            assert!(document.pointer(pointer).is_some(), "{reference}");
        }
    }
}

fn collect<'a>(value: &'a Value, into: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            into.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|value| collect(value, into));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn the_library_takes_good_files_and_says_where_bad_ones_are_wrong() {
    let world = World::new().await;
    let secret = world.context.access.new_set_up_secret().await.unwrap();
    let body = json!({ "with": "set_up", "secret": secret, "password": "correct horse" });
    let administrator = world.sign_in(body).await;
    let send = |method, path: &str, file: String| {
        world.ask(method, path).header("origin", OWN).with_cookies_of(&administrator).raw(file).send()
    };
    let ours = server::scenario::bundled()[0];
    let (many, one) = ("/api/v1/scenarios", "/api/v1/scenarios/our-own");
    let own = ours.yaml.replacen(&format!("id: {}", ours.id), "id: our-own", 1);
    assert_eq!(send(Method::POST, many, ours.yaml.into()).await.code(), "already_done");
    assert_eq!(send(Method::POST, many, own.clone()).await.status, StatusCode::CREATED);
    assert_eq!(send(Method::POST, many, own.clone()).await.code(), "already_done");
    assert_eq!(send(Method::PUT, one, own.clone()).await.status, StatusCode::OK);
    assert_eq!(send(Method::PUT, "/api/v1/scenarios/other", own).await.code(), "out_of_range");
    let list = world.get(many).with_cookies_of(&administrator).send().await.json();
    let last = list.as_array().unwrap().last().unwrap();
    assert_eq!((&last["id"], &last["bundled"]), (&json!("our-own"), &json!(false)));
    assert_eq!(world.get(one).with_cookies_of(&administrator).send().await.json()["id"], "our-own");

    let bad = send(Method::POST, many, "schema: 1\nid: x\nunknown: 1\n".into()).await;
    assert_eq!(bad.code(), "bad_scenario");
    assert!(bad.json()["place"].as_str().unwrap().starts_with("line "), "{bad:?}");
    let bundled = format!("{many}/{}", ours.id);
    assert_eq!(send(Method::DELETE, &bundled, String::new()).await.code(), "not_allowed");
    assert_eq!(send(Method::DELETE, one, String::new()).await.status, StatusCode::NO_CONTENT);
    assert_eq!(send(Method::DELETE, one, String::new()).await.code(), "not_found");
}
