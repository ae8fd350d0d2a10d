//! The replay: from when, for whom, and that its last step is what the seat is shown now.

use crate::world::{Reply, World};
use protocol::ids::CommandId;
use protocol::replay::Replay;
use serde_json::{Value, json};
use server::store::CardKind;
use std::collections::BTreeMap;

struct Drill {
    world: World,
}

impl Drill {
    async fn running() -> Self {
        let drill = Self { world: World::new().await };
        for kind in ["submit_for_review", "approve_exercise", "open_standby"] {
            drill.done("DIR", json!({ "type": kind })).await;
        }
        drill.done("DIR", json!({ "type": "start_exercise", "confirmed": true })).await;
        drill
    }

    async fn done(&self, seat: &str, command: Value) {
        let token = self.world.secret(seat, CardKind::Link).await;
        let wish = json!({ "id": CommandId(server::ids::uuid()), "command": command });
        let path = format!("/api/v1/exercises/{}/commands", self.world.exercise);
        let reply = self.world.post(&path, wish).bearer(&token).send().await;
        assert!(reply.status.is_success(), "{command}: {reply:?}");
        self.world.pass(1_000);
    }

    async fn ask(&self, seat: &str, path: &str) -> Reply {
        let token = self.world.secret(seat, CardKind::Link).await;
        self.world.get(&format!("/api/v1/exercises/{}/{path}", self.world.exercise)).bearer(&token).send().await
    }

    /// Something for departments, then ENDEX.
    async fn played() -> Self {
        let drill = Self::running().await;
        drill.done("DIR", json!({ "type": "release_inject", "row": "I-17" })).await;
        drill.done("LC", json!({ "type": "send_message", "to": [{ "department": "XF" }], "text": "致信访部门" })).await;
        drill.done("LC", json!({ "type": "write_log", "text": "只给导调", "pinned": false })).await;
        drill.done("EVA-XF", json!({ "type": "record_observation", "text": "评估记录", "kind": "fact" })).await;
        drill.done("DIR", json!({ "type": "end_exercise" })).await;
        drill
    }
}

/// What a replay adds up to, by key, channel after channel.
fn folded(replay: &Replay) -> BTreeMap<(String, String), Value> {
    let mut held = BTreeMap::new();
    for change in replay.steps.iter().flat_map(|step| &step.changes) {
        let channel = serde_json::to_string(&change.channel).unwrap();
        for upsert in &change.upsert {
            held.insert((channel.clone(), upsert.key.0.clone()), serde_json::to_value(&upsert.item).unwrap());
        }
        for key in &change.remove {
            held.remove(&(channel.clone(), key.0.clone()));
        }
    }
    held
}

fn items(reply: &Reply) -> Vec<Value> {
    let mut items: Vec<Value> = reply.json().as_array().unwrap().iter().map(|upsert| upsert["item"].clone()).collect();
    items.sort_by_key(Value::to_string);
    items
}

#[tokio::test]
async fn v9_a_replay_ends_with_what_the_seat_is_shown_now() {
    let drill = Drill::played().await;
    for (reader, path, shown) in [
        ("DIR", "replay", "items"),
        ("LC", "replay?as=XF-1", "items?as=XF-1"),
        ("LC", "replay?as=GA-1", "items?as=GA-1"),
        ("LEV", "replay", "items"),
        ("EVA-XF", "replay", "items"),
    ] {
        let reply = drill.ask(reader, path).await;
        let replay: Replay = serde_json::from_slice(&reply.body).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut last: Vec<Value> = folded(&replay).into_values().collect();
        last.sort_by_key(Value::to_string);
        let now = items(&drill.ask(reader, shown).await);
        let lost: Vec<&Value> = now.iter().filter(|item| !last.contains(item)).collect();
        let never: Vec<&Value> = last.iter().filter(|item| !now.contains(item)).collect();
        assert!(lost.is_empty() && never.is_empty() && !now.is_empty(), "{reader} {path}: {lost:?} {never:?}");
        assert!(replay.steps.is_sorted_by_key(|step| step.at.wall), "{path}");
        assert!(replay.steps.iter().all(|step| !step.changes.is_empty()), "{path}");
    }
}

#[tokio::test]
async fn v9_a_department_sees_each_thing_from_its_moment_on_and_never_what_is_not_its() {
    let drill = Drill::played().await;
    let text = String::from_utf8(drill.ask("LC", "replay?as=XF-1").await.body).unwrap();
    let replay: Replay = serde_json::from_str(&text).unwrap();
    assert!(!text.contains("评估记录") && !text.contains("只给导调") && !text.contains("\"kind\":\"row\""));
    let first = |kind: &str| {
        let shows = |step: &&protocol::replay::ReplayStep| {
            let items = step.changes.iter().flat_map(|change| &change.upsert);
            items.into_iter().any(|upsert| serde_json::to_value(&upsert.item).unwrap()["kind"] == kind)
        };
        replay.steps.iter().find(shows).unwrap().at
    };
    let (inject, letter) = (first("inject"), first("letter"));
    assert!(inject.wall < letter.wall, "the letter came later");
    let control = String::from_utf8(drill.ask("DIR", "replay").await.body).unwrap();
    assert!(control.contains("只给导调") && !control.contains("评估记录"), "a note is its evaluator's until published");
    let own = String::from_utf8(drill.ask("EVA-XF", "replay").await.body).unwrap();
    assert!(own.contains("评估记录"));
    let other = String::from_utf8(drill.ask("EVA-GA", "replay").await.body).unwrap();
    assert!(!other.contains("评估记录"));
}

#[tokio::test]
async fn v9_there_is_a_replay_after_endex_and_only_for_whoever_runs_or_evaluates() {
    let drill = Drill::running().await;
    for path in ["replay", "replay?as=XF-1"] {
        assert_eq!(drill.ask("DIR", path).await.code(), "wrong_status", "{path}");
    }
    drill.done("DIR", json!({ "type": "end_exercise" })).await;
    for seat in ["XF-1", "SAF", "SIM-1", "ACT-1", "OBS-1", "WALL-L"] {
        for path in ["replay", "replay?as=XF-1", "replay?as=NOBODY"] {
            assert_eq!(drill.ask(seat, path).await.code(), "not_allowed", "{seat} {path}");
        }
    }
    for path in ["replay?as=XF-1", "replay?as=NOBODY"] {
        assert_eq!(drill.ask("EVA-XF", path).await.code(), "not_allowed", "{path}");
    }
    for seat in ["EVA-XF", "LEV", "SIM-1", "DIR", "SAF", "WALL-P"] {
        assert_eq!(drill.ask("LC", &format!("replay?as={seat}")).await.code(), "not_allowed", "{seat}");
    }
    let unknown = drill.ask("LEV", "replay?as=XF-99").await;
    assert_eq!((unknown.code(), &unknown.json()["place"]), ("unknown", &Value::from("as")));
    assert_eq!(drill.ask("LC", "replay?as=").await.code(), "malformed");
}

#[tokio::test]
async fn v9_numbers_of_commits_are_for_those_who_read_the_record_or_its_reports() {
    let drill = Drill::played().await;
    for (seat, path, told) in [
        ("DIR", "replay", true),
        ("LC", "replay?as=XF-1", true),
        ("LEV", "replay?as=XF-1", true),
        ("EVA-XF", "replay", false),
    ] {
        let replay: Replay = serde_json::from_slice(&drill.ask(seat, path).await.body).unwrap();
        assert_eq!(replay.head.is_some(), told, "{seat} {path}");
        assert!(replay.steps.iter().all(|step| step.seq.is_some() == told), "{seat} {path}");
    }
    let secret = drill.world.context.access.new_set_up_secret().await.unwrap();
    let administrator = json!({ "with": "set_up", "secret": secret, "password": "correct horse" });
    let administrator = drill.world.sign_in(administrator).await;
    let path = |rest: &str| format!("/api/v1/exercises/{}/replay{rest}", drill.world.exercise);
    let get = async |rest: &str| drill.world.get(&path(rest)).with_cookies_of(&administrator).send().await;
    let replay: Replay = serde_json::from_slice(&get("?as=XF-1").await.body).unwrap();
    assert!(replay.head.is_some() && replay.seat.as_str() == "XF-1");
    let own = get("").await;
    assert_eq!((own.code(), &own.json()["place"]), ("malformed", &Value::from("as")));
}

#[tokio::test]
async fn v9_who_was_erased_has_no_name_in_a_replay_either() {
    let drill = Drill::running().await;
    assert!(drill.world.take_card("XF-1").await.status.is_success());
    drill.done("DIR", json!({ "type": "end_exercise" })).await;
    let named = async || String::from_utf8(drill.ask("DIR", "replay").await.body).unwrap().contains("张三");
    assert!(named().await, "whoever runs the exercise saw the name");
    let handle = drill.world.context.gateway.get(drill.world.exercise).await.unwrap();
    let seat: protocol::ids::SeatCode = serde_json::from_value("XF-1".into()).unwrap();
    let person = handle.view(move |state| state.seat(&seat).and_then(|seat| seat.person)).await.unwrap().unwrap();
    assert!(drill.world.context.store.erase_person(person).await.unwrap());
    assert!(!named().await, "the key is gone, and the record alone does not hold it");
}
