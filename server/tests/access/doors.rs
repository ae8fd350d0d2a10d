//! Every route's door: origin, identity, exercise.

use crate::world::{OWN, World, add_exercise};
use axum::http::{Method, StatusCode};
use serde_json::json;
use server::http::{Who, table};
use server::store::CardKind;

#[tokio::test]
async fn only_the_servers_own_pages_change_anything() {
    let world = World::new().await;
    let body = json!({ "with": "password", "name": "admin", "password": "wrong" });
    let from = |origin: &str| world.ask(Method::POST, "/api/v1/session").header("origin", origin).json(&body).send();
    for own in [OWN, "http://localhost:8080", "http://[::1]:8080"] {
        assert_eq!(from(own).await.code(), "wrong_credentials", "{own}");
    }
    for foreign in [
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1:80",
        "http://127.0.0.1:8081",
        "http://127.0.0.1:80800",
        "https://127.0.0.1:8080",
        "HTTP://127.0.0.1:8080",
        "http://LOCALHOST:8080",
        "http://sub.localhost:8080",
        "http://localhost.evil.example:8080",
        "http://evil-localhost:8080",
        "http://localhost:8080.evil.example",
        "http://localhost:8080@evil.example",
        "http://127.0.0.1.nip.io:8080",
        "http://127.1:8080",
        "http://[::ffff:127.0.0.1]:8080",
        "http://xn--lcalhost-54a:8080",
        "http://localhost:8080/",
        "http://localhost:8080, http://localhost:8080",
        "file://",
    ] {
        assert_eq!(from(foreign).await.code(), "wrong_origin", "{foreign}");
    }
    let absent = world.ask(Method::POST, "/api/v1/session").json(&body).send().await;
    assert_eq!(absent.code(), "wrong_origin");
    let twice = world.post("/api/v1/session", body.clone()).header("origin", "http://evil.example").send().await;
    assert_eq!(twice.code(), "wrong_origin");
}

#[tokio::test]
async fn a_bearer_needs_no_origin_but_a_foreign_one_is_still_refused() {
    let world = World::new().await;
    let token = world.secret("XF-1", CardKind::Link).await;
    let files = format!("/api/v1/exercises/{}/files", world.exercise);
    let upload = || world.ask(Method::POST, &files).bearer(&token).raw("text");
    assert_eq!(upload().send().await.status, StatusCode::CREATED);
    assert_eq!(upload().header("origin", "http://evil.example").send().await.code(), "wrong_origin");
    let upgrade = world.get("/api/v1/session").header("upgrade", "websocket").header("connection", "upgrade");
    assert_eq!(upgrade.send().await.code(), "wrong_origin", "an upgrade is checked like a change");
}

#[tokio::test]
async fn a_foreign_exercise_and_a_missing_one_answer_alike() {
    let world = World::new().await;
    let (foreign, _) = add_exercise(&world.context).await;
    let missing = server::ids::uuid();
    let seat = world.take_card("XF-1").await;
    let mut answers = Vec::new();
    for id in [foreign.to_string(), missing.to_string(), "no-uuid".into(), world.exercise.to_string().to_uppercase()] {
        let path = format!("/api/v1/exercises/{id}/files");
        let reply = world.post(&path, json!({})).with_cookies_of(&seat).send().await;
        assert_eq!(reply.code(), "not_found", "{id}");
        answers.push(reply.body);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
}

/// Every route of the table against everybody: what is not allowed is refused with its code.
#[tokio::test]
async fn every_route_lets_in_whom_its_line_names() {
    let world = World::new().await;
    let secret = world.context.access.new_set_up_secret().await.unwrap();
    let administrator = world.sign_in(json!({ "with": "set_up", "secret": secret, "password": "correct horse" })).await;
    let player = world.take_card("XF-1").await;
    let control = world.take_card(&control_seat(&world).await).await;
    let waiting = world.sign_in(json!({ "with": "room_code", "code": world.room, "name": "李四" })).await;
    let kiosk = async |opens: &str| {
        let new = serde_json::from_value(json!({ "name": opens, "opens": opens })).unwrap();
        world.context.access.make_kiosk(world.exercise, new, None).await.unwrap().1
    };
    let (screen, feed) = (kiosk("players").await, kiosk("feed").await);
    assert_eq!((player.status, control.status, waiting.status), (StatusCode::OK, StatusCode::OK, StatusCode::OK));
    let mut cells = 0;
    for route in table() {
        if route.method == Method::DELETE && route.path == "/api/v1/session" {
            continue; // It would end the session that the next route needs; sign_in.rs tests it.
        }
        let path = route.path.replace("{exercise}", &world.exercise.to_string());
        for (who, name) in [
            (None, "nobody"),
            (None, "screen"),
            (None, "feed"),
            (Some(&waiting), "waiting"),
            (Some(&player), "player"),
            (Some(&control), "control"),
            (Some(&administrator), "administrator"),
        ] {
            let ask = world.ask(route.method.clone(), &path).header("origin", OWN);
            let reply = match who {
                Some(session) => ask.with_cookies_of(session).send().await,
                None if name == "screen" => ask.bearer(&screen).send().await,
                None if name == "feed" => ask.bearer(&feed).send().await,
                None => ask.send().await,
            };
            let (may, refusal) = expected(route.who, name, &route.method);
            let refused = reply.status.is_client_error() && reply.code() == refusal;
            assert_eq!(refused, !may, "{} {} as {name}: {reply:?}", route.method, route.path);
            cells += 1;
        }
    }
    assert_eq!(cells, (table().len() - 1) * 7);
}

fn expected(who: Who, name: &str, method: &Method) -> (bool, &'static str) {
    let signed_in = name != "nobody";
    let refusal = if signed_in { "not_allowed" } else { "unauthenticated" };
    let may = match who {
        Who::Anyone => true,
        Who::SignedIn => signed_in && name != "feed",
        Who::Administrator => name == "administrator",
        Who::Seat if name == "screen" => *method == Method::GET,
        Who::Seat => matches!(name, "player" | "control"),
        Who::Controller => name == "control",
        Who::Control | Who::Editor | Who::Record | Who::Measures => matches!(name, "control" | "administrator"),
        Who::Feed => matches!(name, "control" | "administrator" | "feed"),
        // The control seat of this test is the lead controller's, who reads no draft ratings.
        Who::Reports => name == "administrator",
        // Requests of this test come from another machine.
        Who::Local => name == "administrator",
    };
    (may, refusal)
}

async fn control_seat(world: &World) -> String {
    let seats = world.context.store.seats(world.exercise, world.clock.now()).await.unwrap();
    let lead = seats.iter().find(|(seat, _)| seat.role == protocol::vocab::Role::LeadController);
    lead.expect("a lead controller").0.code.as_str().to_owned()
}
