//! The room code and the waiting room.

use crate::world::{Reply, World};
use serde_json::json;
use server::limits::{ROOM_TRIES_PER_HOUR, ROOM_TRIES_PER_MINUTE, WAITING_MAX};

async fn knock(world: &World, code: &str, from: u8) -> Reply {
    let body = json!({ "with": "room_code", "code": code, "name": "李四", "department": "XF" });
    world.post("/api/v1/session", body).from(from).send().await
}

#[tokio::test]
async fn the_code_opens_the_waiting_room_and_nothing_else() {
    let world = World::new().await;
    let typed = format!(" {}-{} ", world.room[..3].to_lowercase(), &world.room[3..]);
    let reply = knock(&world, &typed, 1).await;
    assert_eq!(reply.json()["as"], "waiting");
    let files = format!("/api/v1/exercises/{}/files", world.exercise);
    let upload = world.post(&files, json!({})).with_cookies_of(&reply).send().await;
    assert_eq!(upload.code(), "not_allowed");

    let waiting = world.context.access.waiting(world.exercise).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].name.as_str()), (1, "李四"));
    let seat = protocol::ids::SeatCode::parse("XF-1").unwrap();
    world.context.access.admit(world.exercise, waiting[0].id, seat.clone()).await.unwrap();
    let session = world.get("/api/v1/session").with_cookies_of(&reply).send().await.json();
    assert_eq!((&session["as"], &session["you"]["seat"]), (&json!("seat"), &json!("XF-1")));
    assert_eq!(session["you"]["name"], "李四");

    // The seat is taken now: for a second one who waits, and the first has left the room.
    knock(&world, &world.room, 2).await;
    let waiting = world.context.access.waiting(world.exercise).await.unwrap();
    assert_eq!(waiting.len(), 1);
    let refused = world.context.access.admit(world.exercise, waiting[0].id, seat).await.unwrap_err();
    assert_eq!(refused.code.word(), "seat_taken");
}

#[tokio::test]
async fn whoever_is_turned_away_leaves_nothing_behind() {
    let world = World::new().await;
    let reply = knock(&world, &world.room, 1).await;
    let waiting = world.context.access.waiting(world.exercise).await.unwrap();
    let other = protocol::ids::ExerciseId(server::ids::uuid());
    let foreign = world.context.access.refuse(other, waiting[0].id).await.unwrap_err();
    assert_eq!(foreign.code.word(), "unknown", "a controller of another exercise decides nothing here");
    world.context.access.refuse(world.exercise, waiting[0].id).await.unwrap();
    assert_eq!(world.get("/api/v1/session").with_cookies_of(&reply).send().await.code(), "unauthenticated");
    assert!(world.context.store.person_names(world.exercise).await.unwrap().is_empty());
}

#[tokio::test]
async fn guessing_is_slow_per_address_and_in_total_and_does_not_hinder_others() {
    let world = World::new().await;
    for _ in 0..ROOM_TRIES_PER_MINUTE {
        assert_eq!(knock(&world, "222222", 1).await.code(), "wrong_credentials");
    }
    let limited = knock(&world, &world.room, 1).await;
    assert_eq!(limited.code(), "rate_limited", "not even the right code any more");
    assert_eq!(limited.headers["retry-after"], "60");
    assert_eq!(knock(&world, &world.room, 2).await.json()["as"], "waiting");
    world.pass(60_000);
    assert_eq!(knock(&world, &world.room, 1).await.json()["as"], "waiting");

    let mut misses = ROOM_TRIES_PER_MINUTE;
    'hour: loop {
        for from in 10..110 {
            if misses == ROOM_TRIES_PER_HOUR {
                break 'hour;
            }
            assert_eq!(knock(&world, "222222", from).await.code(), "wrong_credentials");
            misses += 1;
        }
        world.pass(6_000);
    }
    assert_eq!(knock(&world, &world.room, 200).await.code(), "rate_limited");
    world.pass(3_600_000);
    assert_eq!(knock(&world, &world.room, 200).await.json()["as"], "waiting");
}

#[tokio::test]
async fn a_crowd_of_guesses_at_once_gets_no_further() {
    let world = World::new().await;
    let crowd = (0..100).map(|_| knock(&world, "222222", 1));
    let mut tasks = Vec::new();
    for guess in crowd {
        tasks.push(guess);
    }
    let mut wrong = 0;
    for reply in join_all(tasks).await {
        match reply.code() {
            "wrong_credentials" => wrong += 1,
            code => assert_eq!(code, "rate_limited"),
        }
    }
    assert_eq!(wrong, ROOM_TRIES_PER_MINUTE);
}

/// Polls all of them in turn until each is done.
async fn join_all<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    std::future::poll_fn(|context| {
        let mut pending = false;
        for (future, output) in &mut futures {
            if output.is_none() {
                match future.as_mut().poll(context) {
                    std::task::Poll::Ready(value) => *output = Some(value),
                    std::task::Poll::Pending => pending = true,
                }
            }
        }
        if pending { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
    })
    .await;
    futures.into_iter().map(|(_, output)| output.expect("each is done")).collect()
}

#[tokio::test]
async fn the_waiting_room_is_bounded_and_real_cards_still_enter() {
    let world = World::new().await;
    for at in 0..WAITING_MAX {
        let reply = knock(&world, &world.room, u8::try_from(at % 200).unwrap()).await;
        assert_eq!(reply.json()["as"], "waiting", "{at}");
    }
    assert_eq!(knock(&world, &world.room, 201).await.code(), "waiting_room_full");
    assert_eq!(world.context.access.waiting(world.exercise).await.unwrap().len(), WAITING_MAX);
    assert_eq!(world.take_card("XF-1").await.json()["as"], "seat");
}
