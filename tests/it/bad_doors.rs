//! Bad input at the door: wrong origins, wrong tokens, other exercises, no subprotocol, and the same
//! over HTTP. Every answer is a problem document with a stable code.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use serde_json::json;
use world::bad::{Bystanders, SMALL, hello};
use world::disk::Folder;
use world::history::{Detail, History};
use world::http::Request;
use world::room::Room;
use world::scenario;
use world::server::{Exercise, Server, create_exercise};
use world::socket::{Knock, Refused};

/// A room, and a second exercise in the same data folder.
async fn rooms() -> (Room, Exercise) {
    let folder = Folder::new("doors").unwrap();
    let exercise = create_exercise(&folder.at("data"), &scenario::generated(SMALL)).await.unwrap();
    let other = create_exercise(&folder.at("data"), &scenario::generated(SMALL)).await.unwrap();
    let server = Server::start(&folder.at("data"), None).await.unwrap();
    let history = History::create(&folder.at("history.ndjson"), Detail::Full).unwrap();
    let room = Room { folder, exercise, server, history };
    let mut director = room.enter("DIR").await.unwrap();
    room.start_exercise(&mut director).await.unwrap();
    (room, other)
}

async fn refused(knock: &Knock) -> (u16, String) {
    match knock.connect().await {
        Ok(_) => panic!("let in: {knock:?}"),
        Err(Refused { status, code, .. }) => (status, code),
    }
}

fn wrong(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_another_origin_is_not_let_in_with_the_cookie() {
    let (room, _) = rooms().await;
    let bystanders = Bystanders::watch(&room).await;
    let (address, port) = (room.server.address, room.server.address.port());
    let token = &room.seat("D01-1").unwrap().token;
    let origin = format!("http://{address}");
    let sign_in = Request::new("POST", "/api/v1/session").header("Origin", &origin);
    let answer = sign_in.json(&json!({"with": "link_token", "secret": token})).send(address).await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.text());
    let head = answer.head.to_ascii_lowercase();
    let line = head.lines().find(|line| line.starts_with("set-cookie:")).unwrap();
    assert!(line.contains("httponly") && line.contains("samesite=strict"), "{line}");
    let start = answer.head.to_ascii_lowercase().find("set-cookie:").unwrap() + "set-cookie:".len();
    let cookie = answer.head[start..].split(';').next().unwrap().trim().to_owned();

    let page = room.person("D01-1").unwrap().knock.without("Authorization").with("Cookie", &cookie);
    assert!(page.clone().with("Origin", &origin).connect().await.is_ok(), "its own page is let in");
    let bad = [
        "null".to_owned(),
        String::new(),
        format!("http://a.127.0.0.1:{port}"),
        format!("http://evil.localhost:{port}"),
        format!("http://127.0.0.1:{port}.evil.example"),
        format!("http://127.0.0.1.evil.example:{port}"),
        format!("http://evil.example/?http://127.0.0.1:{port}"),
        format!("http://127.0.0.1:{}", port.wrapping_add(1)),
        "http://127.0.0.1".to_owned(),
        format!("https://127.0.0.1:{port}"),
        format!("ws://127.0.0.1:{port}"),
        format!("http://LOCALHOST:{port}"),
        format!("HTTP://127.0.0.1:{port}"),
        format!("http://127.0.0.1:{port}/"),
        format!("http://127.0.0.1:0{port}"),
        format!("http://127.1:{port}"),
        format!("http://xn--lcalhost-s7a:{port}"),
        format!(" http://evil.example:{port} http://127.0.0.1:{port}"),
        "file://".to_owned(),
    ];
    for origin in &bad {
        assert_eq!(refused(&page.clone().with("Origin", origin)).await, wrong(403, "wrong_origin"), "{origin:?}");
        let posted = Request::new("POST", "/api/v1/session").header("Origin", origin);
        let answer = posted.json(&json!({"with": "link_token", "secret": token})).send(address).await.unwrap();
        assert_eq!((answer.status, answer.code().as_str()), (403, "wrong_origin"), "POST from {origin:?}");
    }
    assert_eq!(refused(&page.clone().without("Origin")).await, wrong(403, "wrong_origin"), "no origin at all");
    let mut twice = page.with("Origin", &origin);
    twice.headers.push(("Origin".into(), "http://evil.example".into()));
    assert_eq!(refused(&twice).await, wrong(403, "wrong_origin"), "two origins");
    bystanders.never_noticed(&room).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_right_token_exercise_or_subprotocol_no_socket_opens() {
    let (room, other) = rooms().await;
    let bystanders = Bystanders::watch(&room).await;
    let good = room.person("D01-1").unwrap().knock;
    drop(hello(&room, "D01-1").await);

    assert_eq!(refused(&good.clone().without("Sec-WebSocket-Protocol")).await, wrong(400, "malformed"));
    assert_eq!(refused(&good.clone().with("Sec-WebSocket-Protocol", "startex.v0")).await, wrong(400, "malformed"));
    assert_eq!(refused(&good.clone().with("Sec-WebSocket-Protocol", "startex.v1x")).await, wrong(400, "malformed"));
    let unsigned = good.clone().without("Authorization");
    let origin = format!("http://{}", room.server.address);
    assert_eq!(refused(&unsigned.with("Origin", &origin)).await, wrong(401, "unauthenticated"));
    for token in ["x", "Bearer", &"a".repeat(4_000), &room.seat("D01-1").unwrap().token[1..]] {
        let knock = good.clone().with("Authorization", &format!("Bearer {token}"));
        assert_eq!(refused(&knock).await, wrong(401, "unauthenticated"), "{token}");
    }
    // Another exercise's id, one that does not exist and one that is none look alike.
    let missing = uuid::Uuid::new_v4().to_string();
    for exercise in [other.id.as_str(), missing.as_str(), "not-an-id", "00000000-0000-0000-0000-000000000000"] {
        let knock = Knock { exercise: exercise.into(), ..good.clone() };
        assert_eq!(refused(&knock).await, wrong(404, "not_found"), "{exercise}");
        for path in ["items", "journal", "measures"] {
            let path = format!("/api/v1/exercises/{exercise}/{path}");
            let get = Request::new("GET", &path).bearer(&room.seat("DIR").unwrap().token);
            let answer = get.send(room.server.address).await.unwrap();
            assert_eq!((answer.status, answer.code().as_str()), (404, "not_found"), "{path}");
        }
    }
    let stranger = other.seats.iter().find(|seat| seat.code == "D01-1").unwrap();
    let knock = Knock::new(room.server.address, &room.exercise.id, &stranger.token);
    assert_eq!(refused(&knock).await, wrong(404, "not_found"), "a seat of the other exercise");
    bystanders.never_noticed(&room).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_requests_over_http_have_stable_codes_too() {
    let (room, _) = rooms().await;
    let bystanders = Bystanders::watch(&room).await;
    let address = room.server.address;
    let path = format!("/api/v1/exercises/{}/commands", room.exercise.id);
    let player = &room.seat("D01-1").unwrap().token;
    let post =
        |body: &str| Request::new("POST", &path).bearer(player).body("application/json", body.as_bytes().to_vec());
    let id = uuid::Uuid::new_v4();
    let with = |command: &str| format!(r#"{{"id":"{id}","command":{command}}}"#);
    let message = r#"{"type":"send_message","to":["control"],"text":"over HTTP"}"#;
    let large = format!("{}{}", with(message), " ".repeat(64 * 1024));
    let get = |path: &str| Request::new("GET", path);
    let cases = [
        (post("{"), 400, "malformed"),
        (post(""), 400, "malformed"),
        (post(&"[".repeat(20_000)), 400, "malformed"),
        (post(&with(r#"{"type":"release_inject","row":"R-1","x":1}"#)), 400, "malformed"),
        (post(&format!(r#"{{"id":"{id}","command":{message},"seat":"D01-1"}}"#)), 400, "malformed"),
        (post(&with(r#"{"type":"release_inject","row":"R-1"}"#)), 403, "not_allowed"),
        (post(&large), 413, "too_large"),
        (Request::new("POST", &path).bearer(player).body("text/plain", with(message).into()), 415, "wrong_media_type"),
        (Request::new("POST", &path).body("application/json", with(message).into()), 403, "wrong_origin"),
        (Request::new("PATCH", &path).bearer(player), 405, "method_not_allowed"),
        (get("/api/v1/no-such-route"), 404, "not_found"),
        (get("/api/v1/exercises"), 401, "unauthenticated"),
        (get(&format!("/api/v1/exercises/{}/items", room.exercise.id)), 401, "unauthenticated"),
        (get(&format!("/f/{}", "0".repeat(64))).bearer(player), 404, "not_found"),
        (get("/f/..%2F..%2Fjournal.db").bearer(player), 404, "not_found"),
    ];
    for (request, status, code) in cases {
        let shown = format!("{request:?}").chars().take(200).collect::<String>();
        let answer = request.send(address).await.unwrap();
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{shown} → {}", answer.text());
    }
    let answer = post(&with(message)).send(address).await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(answer.json()["seq"].is_null(), "a player is not told the place in the record");
    let again = post(&with(message)).send(address).await.unwrap();
    assert_eq!(again.json()["at"], answer.json()["at"], "a repeat gets the first answer");
    let other = post(&with(r#"{"type":"send_message","to":["control"],"text":"other"}"#)).send(address).await.unwrap();
    assert_eq!((other.status, other.code().as_str()), (409, "command_id_reused"));
    bystanders.never_noticed(&room).await;
    room.verify().unwrap();
}
