//! Every way in, and what each leaves behind.

use crate::world::World;
use axum::http::{Method, StatusCode};
use serde_json::json;
use server::store::CardKind;

async fn set_up(world: &World) -> crate::world::Reply {
    let secret = world.context.access.new_set_up_secret().await.unwrap();
    world.sign_in(json!({ "with": "set_up", "secret": secret, "password": "correct horse" })).await
}

#[tokio::test]
async fn the_set_up_link_works_once_and_the_password_after_it() {
    let world = World::new().await;
    assert_eq!(world.get("/api/v1/about").send().await.json()["set_up"], false);
    let secret = world.context.access.new_set_up_secret().await.unwrap();
    let with = |password: &str| json!({ "with": "set_up", "secret": secret, "password": password });
    assert_eq!(world.sign_in(with("too short")).await.code(), "weak_password");
    let wrong = json!({ "with": "set_up", "secret": "00", "password": "correct horse" });
    assert_eq!(world.sign_in(wrong.clone()).await.code(), "wrong_credentials");
    let in_ = world.sign_in(with("correct horse")).await;
    assert_eq!(in_.json(), json!({ "as": "administrator", "name": "admin" }));
    assert_eq!(world.sign_in(with("another horse")).await.code(), "already_set_up");
    assert_eq!(world.get("/api/v1/about").send().await.json()["set_up"], true);

    let password = |name: &str, password: &str| json!({ "with": "password", "name": name, "password": password });
    assert_eq!(world.sign_in(password("admin", "correct horse")).await.status, StatusCode::OK);
    let wrong_password = world.sign_in(password("admin", "wrong horse")).await;
    let wrong_name = world.sign_in(password("nobody", "correct horse")).await;
    assert_eq!(wrong_password.code(), "wrong_credentials");
    assert_eq!((wrong_password.status, wrong_password.body), (wrong_name.status, wrong_name.body));
}

#[tokio::test]
async fn a_new_set_up_link_sets_a_new_password_and_ends_the_old_sessions() {
    let world = World::new().await;
    let old = set_up(&world).await;
    assert_eq!(world.get("/api/v1/session").with_cookies_of(&old).send().await.status, StatusCode::OK);
    let new = set_up(&world).await;
    assert_eq!(world.get("/api/v1/session").with_cookies_of(&old).send().await.code(), "unauthenticated");
    assert_eq!(world.get("/api/v1/session").with_cookies_of(&new).send().await.status, StatusCode::OK);
}

#[tokio::test]
async fn failures_lock_an_address_out_but_not_the_true_user_elsewhere() {
    let world = World::new().await;
    set_up(&world).await;
    let try_ = |password: &str, from| {
        let body = json!({ "with": "password", "name": "admin", "password": password });
        world.post("/api/v1/session", body).from(from).send()
    };
    for _ in 0..6 {
        assert_eq!(try_("wrong horse", 7).await.code(), "wrong_credentials");
    }
    let locked = try_("correct horse", 7).await;
    assert_eq!((locked.code(), locked.headers["retry-after"].to_str().unwrap()), ("locked_out", "2"));
    assert_eq!(try_("correct horse", 8).await.status, StatusCode::OK);
    world.pass(2_000);
    assert_eq!(try_("correct horse", 7).await.status, StatusCode::OK);
}

#[tokio::test]
async fn cookies_carry_the_flags_of_their_scheme() {
    for (tls, flags, name) in [(false, "", "startex="), (true, "; Secure", "__Host-startex=")] {
        let world = World::over(tls).await;
        let secret = world.secret("XF-1", CardKind::Card).await;
        let body = json!({ "with": "seat_card", "secret": secret, "name": "张三" });
        let origin = if tls { "https://127.0.0.1:8080" } else { "http://127.0.0.1:8080" };
        let reply = world.ask(Method::POST, "/api/v1/session").header("origin", origin).json(&body).send().await;
        let cookies = reply.set_cookies();
        assert_eq!(cookies.len(), 2, "session and device: {reply:?}");
        assert!(cookies[0].starts_with(name), "{cookies:?}");
        for cookie in cookies {
            assert!(cookie.contains("; Path=/; "), "{cookie}");
            assert!(cookie.ends_with(&format!("; HttpOnly; SameSite=Strict{flags}")), "{cookie}");
        }
    }
}

#[tokio::test]
async fn a_card_binds_to_the_first_device_until_a_controller_frees_the_seat() {
    let world = World::new().await;
    let first = world.take_card("XF-1").await;
    assert_eq!(first.json()["as"], "seat");
    assert_eq!(first.json()["you"]["seat"], "XF-1");
    assert_eq!(first.json()["you"]["name"], "张三");
    assert_eq!(world.take_card("XF-1").await.code(), "card_bound");

    let secret = world.secret("XF-1", CardKind::Card).await;
    let body = json!({ "with": "seat_card", "secret": secret, "name": "张三" });
    let again = world.post("/api/v1/session", body).with_cookies_of(&first).send().await;
    assert_eq!(again.json()["you"]["person"], first.json()["you"]["person"], "the same person on the same device");

    let seat = protocol::ids::SeatCode::parse("XF-1").unwrap();
    world.context.access.free_seat(world.exercise, seat).await.unwrap();
    assert_eq!(world.get("/api/v1/session").with_cookies_of(&first).send().await.code(), "unauthenticated");
    let second = world.take_card("XF-1").await;
    assert_eq!(second.json()["as"], "seat");
    assert_ne!(second.json()["you"]["person"], first.json()["you"]["person"]);
}

#[tokio::test]
async fn freeing_a_seat_or_signing_out_ends_its_open_connections() {
    let world = World::new().await;
    let reply = world.take_card("GA-1").await;
    let secret = reply.cookies().split(['=', ';']).nth(1).unwrap().to_owned();
    let watched = || async {
        match world.context.access.by_session(&secret).await.unwrap() {
            Some(server::access::Identity::Seat(seat)) => seat.ended,
            other => panic!("{other:?}"),
        }
    };
    let ended = watched().await;
    assert!(!ended.is_cancelled());
    let out = world.ask(Method::DELETE, "/api/v1/session").header("origin", crate::world::OWN).with_cookies_of(&reply);
    let out = out.send().await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert!(out.set_cookies()[0].contains("Max-Age=0"));
    assert!(ended.is_cancelled());
    assert_eq!(world.get("/api/v1/session").with_cookies_of(&reply).send().await.code(), "unauthenticated");
}

#[tokio::test]
async fn a_seat_needs_a_name_and_a_wall_none() {
    let world = World::new().await;
    let secret = world.secret("XF-1", CardKind::Card).await;
    let nameless = world.sign_in(json!({ "with": "seat_card", "secret": secret })).await;
    assert_eq!(nameless.code(), "incomplete");
    let seats = world.context.store.seats(world.exercise, world.clock.now()).await.unwrap();
    let wall = seats.iter().find(|(seat, _)| seat.role == protocol::vocab::Role::Wall).expect("a wall").0.clone();
    let secret = world.secret(wall.code.as_str(), CardKind::Card).await;
    let reply = world.sign_in(json!({ "with": "seat_card", "secret": secret })).await;
    assert_eq!(reply.json()["you"]["role"], "WALL");
    assert_eq!(reply.json()["you"]["person"], json!(null));
}

#[tokio::test]
async fn a_link_token_opens_its_seat_as_often_as_wanted_as_bearer_and_in_a_browser() {
    let world = World::new().await;
    let token = world.secret("XF-1", CardKind::Link).await;
    for _ in 0..3 {
        let reply = world.get("/api/v1/session").bearer(&token).send().await;
        assert_eq!(reply.json()["you"]["seat"], "XF-1");
    }
    for _ in 0..2 {
        let reply = world.sign_in(json!({ "with": "link_token", "secret": token })).await;
        assert_eq!(world.get("/api/v1/session").with_cookies_of(&reply).send().await.json()["you"]["seat"], "XF-1");
    }
    // A card's secret is not a token, nor the other way round.
    let card = world.secret("XF-1", CardKind::Card).await;
    assert_eq!(world.get("/api/v1/session").bearer(&card).send().await.code(), "unauthenticated");
    let crossed = world.sign_in(json!({ "with": "seat_card", "secret": token, "name": "张三" })).await;
    assert_eq!(crossed.code(), "wrong_credentials");
    assert_eq!(world.get("/api/v1/about").bearer("00").send().await.code(), "unauthenticated");
}

#[tokio::test]
async fn sessions_end_by_themselves() {
    let world = World::new().await;
    let administrator = set_up(&world).await;
    let seat = world.take_card("XF-1").await;
    world.pass(12 * 3_600_000);
    assert_eq!(world.get("/api/v1/session").with_cookies_of(&administrator).send().await.code(), "unauthenticated");
    assert_eq!(world.get("/api/v1/session").with_cookies_of(&seat).send().await.status, StatusCode::OK);
    world.pass(14 * 24 * 3_600_000);
    assert_eq!(world.get("/api/v1/session").with_cookies_of(&seat).send().await.code(), "unauthenticated");
    world.context.access.tidy().await.unwrap();
}

#[tokio::test]
async fn an_erased_person_has_no_name_any_more_and_what_was_sealed_stays_shut() {
    let world = World::new().await;
    let reply = world.take_card("XF-1").await;
    let person = protocol::ids::PersonId(reply.json()["you"]["person"].as_str().unwrap().parse().unwrap());
    let access = &world.context.access;
    let sealed = access.sealed_name(person).await.unwrap().expect("a name");
    assert_eq!(access.open_name(person, &sealed.sealed).await.unwrap().as_deref(), Some("张三"));
    assert_eq!(sealed.digest, access.sealed_name(person).await.unwrap().unwrap().digest, "the digest is stable");
    assert!(world.context.store.erase_person(person).await.unwrap());
    assert_eq!(access.open_name(person, &sealed.sealed).await.unwrap(), None);
    let session = world.get("/api/v1/session").with_cookies_of(&reply).send().await.json();
    assert_eq!((&session["you"]["seat"], &session["you"]["name"]), (&json!("XF-1"), &json!(null)));
}
