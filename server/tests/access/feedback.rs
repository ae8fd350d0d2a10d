//! The questionnaire over HTTP: an anonymous answer leaves nothing in the record that leads back to a seat,
//! and is taken once all the same.

use crate::world::{Reply, World};
use serde_json::{Value, json};
use server::journal::{Entry, Journal as _, Position};
use server::store::CardKind;

async fn submit(world: &World, seat: &str, id: &Value, command: Value) -> Reply {
    let token = world.secret(seat, CardKind::Link).await;
    let path = format!("/api/v1/exercises/{}/commands", world.exercise);
    world.post(&path, json!({ "id": id, "command": command })).bearer(&token).send().await
}

async fn done(world: &World, seat: &str, command: Value) {
    world.pass(1_000);
    let reply = submit(world, seat, &json!(server::ids::uuid()), command).await;
    assert_eq!(reply.status, 200, "{seat}: {reply:?}");
}

async fn record(world: &World) -> Vec<Entry> {
    world.context.gateway.here().journal().read(world.exercise, Position::START, usize::MAX).await.unwrap()
}

fn answer(words: &str) -> Value {
    json!({ "type": "answer_feedback", "answers": [
        { "question": "duties_known", "value": 2 }, { "question": "next_time", "value": words } ] })
}

#[tokio::test]
async fn an_anonymous_answer_is_stored_without_author_digest_or_moment_and_taken_once() {
    let world = World::new().await;
    for command in ["submit_for_review", "approve_exercise", "open_standby", "start_exercise", "end_exercise"] {
        done(&world, "DIR", json!({ "type": command })).await;
    }
    let before = record(&world).await;
    let last = before.last().unwrap();
    world.pass(90_000);
    let id = json!(server::ids::uuid());
    let first = submit(&world, "XF-1", &id, answer("值班电话表要更新。")).await;
    assert_eq!(first.status, 200, "{first:?}");
    let after = record(&world).await;
    assert_eq!(after.len(), before.len() + 1);
    let stored = after.last().unwrap();
    assert_eq!((stored.actor.as_str(), stored.digest, stored.sealed.as_slice()), ("\"system\"", None, &[][..]));
    assert_eq!((stored.wall, stored.exercise_ms), (last.wall, last.exercise_ms), "nor does its stamp tell when");
    let events = String::from_utf8(stored.events.clone()).unwrap();
    assert!(events.contains("feedback_given") && !events.contains("XF-1") && !events.contains("\"XF\""), "{events}");

    // A repeat gets the first answer; another answer of the same seat is refused, of another seat is not.
    assert_eq!(submit(&world, "XF-1", &id, answer("值班电话表要更新。")).await.json(), first.json());
    let new = || json!(server::ids::uuid());
    assert_eq!(submit(&world, "XF-1", &new(), answer("再说一遍")).await.code(), "already_done");
    assert_eq!(submit(&world, "XF-2", &new(), answer("另一个人")).await.status, 200);
    assert_eq!(submit(&world, "EVA-XF", &new(), answer("没有问他")).await.code(), "not_allowed");
    assert_eq!(record(&world).await.len(), before.len() + 2);
}

#[tokio::test]
async fn the_record_over_the_network_withholds_what_was_answered() {
    let world = World::new().await;
    for command in ["submit_for_review", "approve_exercise", "open_standby", "start_exercise", "end_exercise"] {
        done(&world, "DIR", json!({ "type": command })).await;
    }
    done(&world, "XF-1", answer("不给人看")).await;
    let token = world.secret("DIR", CardKind::Link).await;
    for path in ["journal", "items", "evidence?commits=1,2,3,4,5,6,7,8,9,10,11,12"] {
        let reply = world.get(&format!("/api/v1/exercises/{}/{path}", world.exercise)).bearer(&token).send().await;
        let text = String::from_utf8(reply.body).unwrap();
        assert!(!text.contains("不给人看"), "{path}");
    }
}
