//! Kiosk links: made by control, told once, kept as a digest, taken back at once, changing nothing.

use crate::listener::{config, folder};
use crate::play::{Drill, closed, next, offered, wait_for};
use crate::world::{OWN, Reply, World};
use axum::http::{Method, StatusCode};
use futures_util::SinkExt as _;
use serde_json::{Value, json};
use server::app::App;
use server::store::CardKind;
use std::time::{Duration, Instant};
use tokio_tungstenite::tungstenite::Message;

struct Hall {
    world: World,
    control: String,
}

impl Hall {
    async fn new() -> Self {
        let world = World::new().await;
        let control = world.secret("LC", CardKind::Link).await;
        Self { world, control }
    }
    fn path(&self) -> String {
        format!("/api/v1/exercises/{}/kiosks", self.world.exercise)
    }
    async fn make(&self, opens: &str) -> Reply {
        let body = json!({ "name": "大厅左屏 hall screen left", "opens": opens });
        self.world.post(&self.path(), body).bearer(&self.control).send().await
    }
    async fn list(&self) -> Value {
        self.world.get(&self.path()).bearer(&self.control).send().await.json()
    }
    async fn revoke(&self, id: &Value) -> Reply {
        let path = format!("{}/{}", self.path(), id.as_str().unwrap());
        self.world.ask(Method::DELETE, &path).header("origin", OWN).bearer(&self.control).send().await
    }
}

#[tokio::test]
async fn a_link_is_told_once_and_listed_with_its_name_and_when_it_was_last_used() {
    let hall = Hall::new().await;
    let made = hall.make("leaders").await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let made = made.json();
    let token = made["token"].as_str().unwrap();
    assert!(made["url"].as_str().unwrap().ends_with(&format!("/join#token={token}")));
    assert!(made["qr"].as_str().unwrap().contains("<svg"));
    let listed = hall.list().await;
    assert_eq!((&listed[0]["name"], &listed[0]["made_by"]), (&json!("大厅左屏 hall screen left"), &json!("LC")));
    assert_eq!((&listed[0]["seen"], &listed[0]["revoked"]), (&Value::Null, &Value::Null));
    assert!(!listed.to_string().contains(token), "the list holds no token");
    let stored = std::fs::read(hall.world.folder().join("store.db")).unwrap();
    assert!(!stored.windows(token.len()).any(|bytes| bytes == token.as_bytes()), "only its digest is kept");

    hall.world.pass(60_000);
    let session = hall.world.sign_in(json!({ "with": "link_token", "secret": token })).await;
    assert_eq!((session.status, &session.json()["you"]["role"]), (StatusCode::OK, &json!("WALL")));
    assert_eq!(session.json()["you"]["wall"], "leaders");
    assert_eq!(hall.list().await[0]["seen"], hall.world.clock.now().0);
}

#[tokio::test]
async fn a_screen_reads_its_wall_and_changes_nothing() {
    let hall = Hall::new().await;
    let token = hall.make("players").await.json()["token"].as_str().unwrap().to_owned();
    let session = hall.world.sign_in(json!({ "with": "link_token", "secret": token })).await;
    let path = |what: &str| format!("/api/v1/exercises/{}/{what}", hall.world.exercise);
    let items = hall.world.get(&path("items")).with_cookies_of(&session).send().await;
    assert_eq!(items.status, StatusCode::OK);
    let wish = json!({ "id": server::ids::uuid(), "command": { "type": "declare_emergency" } });
    let bearer = hall.world.post(&path("commands"), wish.clone()).bearer(&token).send().await;
    assert_eq!(bearer.code(), "not_allowed");
    for what in ["commands", "files", "kiosks"] {
        let reply = hall.world.post(&path(what), wish.clone()).with_cookies_of(&session).send().await;
        assert_eq!(reply.code(), "not_allowed", "{what}");
    }
    for what in ["kiosks", "cards", "journal", "measures"] {
        assert_eq!(hall.world.get(&path(what)).bearer(&token).send().await.code(), "not_allowed", "{what}");
    }
    let sign_out = hall.world.ask(Method::DELETE, "/api/v1/session").header("origin", OWN);
    assert_eq!(sign_out.with_cookies_of(&session).send().await.status, StatusCode::NO_CONTENT);
    assert_eq!(hall.world.get(&path("items")).bearer(&token).send().await.status, StatusCode::OK, "others stay open");
}

#[tokio::test]
async fn a_feed_is_no_seat_and_signs_in_nowhere() {
    let hall = Hall::new().await;
    let made = hall.make("feed").await.json();
    assert_eq!((&made["url"], &made["kiosk"]["seat"]), (&Value::Null, &Value::Null));
    let token = made["token"].as_str().unwrap();
    let sign_in = hall.world.sign_in(json!({ "with": "link_token", "secret": token })).await;
    assert_eq!(sign_in.code(), "wrong_credentials");
    let items = format!("/api/v1/exercises/{}/items", hall.world.exercise);
    assert_eq!(hall.world.get(&items).bearer(token).send().await.code(), "not_allowed");
    assert_eq!(hall.revoke(&made["kiosk"]["id"]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(hall.world.get(&items).bearer(token).send().await.code(), "unauthenticated");
}

#[tokio::test]
async fn what_is_taken_back_opens_nothing_and_stays_in_the_list() {
    let hall = Hall::new().await;
    let made = hall.make("players").await.json();
    let token = made["token"].as_str().unwrap();
    let session = hall.world.sign_in(json!({ "with": "link_token", "secret": token })).await;
    let before = hall.world.get("/api/v1/session").with_cookies_of(&session).send().await;
    assert_eq!(before.status, StatusCode::OK);
    assert_eq!(hall.revoke(&made["kiosk"]["id"]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(hall.revoke(&made["kiosk"]["id"]).await.status, StatusCode::NO_CONTENT, "once more changes nothing");
    assert_eq!(hall.revoke(&json!(server::ids::uuid())).await.code(), "not_found");
    let again = hall.world.get("/api/v1/session").with_cookies_of(&session).send().await;
    assert_eq!(again.code(), "unauthenticated");
    let sign_in = hall.world.sign_in(json!({ "with": "link_token", "secret": token })).await;
    assert_eq!(sign_in.code(), "wrong_credentials");
    assert_eq!(hall.list().await[0]["revoked"], hall.world.clock.now().0);
}

#[tokio::test]
async fn screens_of_one_wall_and_names_have_their_bounds() {
    let hall = Hall::new().await;
    let walls = hall.world.context.store.seats(hall.world.exercise, hall.world.clock.now()).await.unwrap();
    let leaders = |seat: &server::store::SeatRow| seat.wall == Some(protocol::vocab::WallKind::Leaders);
    let most = 7 * walls.iter().filter(|(seat, _)| leaders(seat)).count();
    for _ in 0..most {
        assert_eq!(hall.make("leaders").await.status, StatusCode::CREATED);
    }
    assert_eq!(hall.make("leaders").await.code(), "full");
    let first = hall.list().await[0]["id"].clone();
    hall.revoke(&first).await;
    assert_eq!(hall.make("leaders").await.status, StatusCode::CREATED, "what was taken back makes room");
    for wrong in [json!({ "name": "", "opens": "feed" }), json!({ "name": "x", "opens": "console" })] {
        assert_eq!(hall.world.post(&hall.path(), wrong).bearer(&hall.control).send().await.code(), "malformed");
    }
}

#[tokio::test]
async fn an_open_screen_goes_dark_within_two_seconds_and_its_commands_are_refused() {
    let folder = folder();
    let app = App::start(&config(&folder, "off")).await.unwrap();
    let drill = Drill::start(&app).await;
    let running = tokio::task::spawn(app.run());
    let path = "/api/v1/exercises/{exercise}/kiosks";
    let new = json!({ "name": "screen", "opens": "players" });
    let made = drill.ask("POST", path, &drill.bearer("DIR"), Some(&new)).await.json();
    let token = made["token"].as_str().unwrap();
    let (mut socket, welcome) = drill.hello(&[offered(), ("authorization", format!("Bearer {token}"))]).await;
    assert_eq!((&welcome["you"]["role"], &welcome["you"]["may"]), (&json!("WALL"), &json!([])));
    wait_for(&mut socket, "snapshot").await;
    let seat = &welcome["you"]["seat"];
    for command in [json!({ "type": "declare_emergency" }), json!({ "type": "confirm_seen", "deliveries": [] })] {
        let submit = json!({ "type": "submit", "id": server::ids::uuid(), "seat": seat, "command": command });
        socket.send(Message::text(submit.to_string())).await.unwrap();
        let rejected = loop {
            let frame = next(&mut socket).await.unwrap();
            if frame["type"] == "rejected" {
                break frame;
            }
        };
        assert_eq!(rejected["problem"]["code"], "not_allowed", "{command}");
    }
    let id = made["kiosk"]["id"].as_str().unwrap();
    let began = Instant::now();
    let gone = drill.ask("DELETE", &format!("{path}/{id}"), &drill.bearer("DIR"), None).await;
    assert_eq!(gone.status, 204);
    assert_eq!(closed(&mut socket).await, 4401, "signed out, do not come back");
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert_eq!(drill.connect(&[offered(), ("authorization", format!("Bearer {token}"))]).await.err(), Some(401));
    drop(drill);
    running.abort();
    let _ = std::fs::remove_dir_all(&folder);
}
