//! S-14: control looks through a department's eyes over a real socket. What comes is what the
//! department's own socket gets, item by item; and nothing has reached anybody by it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use world::history::Detail;
use world::person::{Manners, PATIENCE, Person};
use world::room::Room;
use world::scenario::{self, Size};
use world::socket::Received;

const SMALL: Size = Size { departments: 2, seats: 2, rows: 3 };
const QUIET: Duration = Duration::from_millis(1_200);

async fn room() -> (Room, Person) {
    let room = Room::open("eyes", &scenario::generated(SMALL), Detail::Full).await.unwrap();
    let mut director = room.enter("DIR").await.unwrap();
    room.start_exercise(&mut director).await.unwrap();
    (room, director)
}

/// Somebody in the seat `by` who looks as `seat`; confirms, as every client would.
fn looking(room: &Room, by: &str, seat: &str) -> Person {
    let mut person = room.person(by).unwrap();
    person.knock.looks_as = Some(seat.to_owned());
    // Its frames are of the seat that it looks through.
    person.seat.code = seat.to_owned();
    person
}

/// The only item of control's whose field has this value.
fn of(person: &Person, kind: &str, field: &str, value: &str) -> Value {
    person.store.of_kind(kind).into_iter().find(|item| item[field] == value).cloned().unwrap_or_default()
}

/// Every item frame that somebody got, by channel, in order; `from` on.
fn shown(room: &Room, who: &str) -> BTreeMap<String, Vec<Value>> {
    room.history.flush().unwrap();
    let mut shown: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in world::history::read(room.history.path()).unwrap() {
        if line.who == who
            && line.what == "got"
            && ["snapshot", "update"].iter().any(|kind| line.frame["type"] == *kind)
        {
            shown.entry(line.frame["channel"].as_str().unwrap().to_owned()).or_default().push(line.frame);
        }
    }
    shown
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn v7_what_control_sees_as_a_department_is_what_the_department_gets() {
    let (room, mut director) = room().await;
    let mut player = room.enter("D01-1").await.unwrap();
    let mut eyes = looking(&room, "LC", "D01-1");
    eyes.enter().await.unwrap();
    for row in 0..2 {
        director.record(json!({"type": "release_inject", "row": scenario::row(row)})).await.unwrap();
    }
    director.record(json!({"type": "send_message", "to": [{"department": "D01"}], "text": "for D01"})).await.unwrap();
    director.record(json!({"type": "send_message", "to": [{"department": "D02"}], "text": "for D02"})).await.unwrap();
    director.record(json!({"type": "write_log", "text": "for control", "pinned": false})).await.unwrap();
    player.settle(QUIET).await;
    assert_eq!(world::converged::differences(&mut player, &mut eyes).await, Vec::<String>::new());
    assert_eq!(eyes.store.of_kind("inject").len(), 2);
    assert_eq!(eyes.store.of_kind("letter").len(), 1);
    assert_eq!(eyes.store.of_kind("row").len() + eyes.store.of_kind("entry").len(), 0);
    // Both were there from before the first release on: the same frames, byte for byte as JSON.
    let (real, seen) = (shown(&room, &player.who), shown(&room, &eyes.who));
    let news = |frames: &BTreeMap<String, Vec<Value>>| -> BTreeMap<String, Vec<Value>> {
        let updates = |list: &Vec<Value>| {
            let about = |frame: &&Value| frame["type"] == "update" && frame.to_string().contains("for D01");
            list.iter().filter(about).cloned().collect()
        };
        frames.iter().map(|(name, list)| (name.clone(), updates(list))).collect()
    };
    assert!(news(&real)["group"].len() == 1 && news(&real) == news(&seen), "{:?}", news(&seen));
    // And over HTTP.
    let http = room.get("LC", "/items?as=D01-1").await.unwrap().json();
    assert_eq!(http, room.get("D01-1", "/items").await.unwrap().json());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn v7_nothing_has_reached_anybody_by_a_look_and_nobody_is_there() {
    let (room, mut director) = room().await;
    let mut eyes = looking(&room, "LC", "D01-1");
    eyes.manners = Manners { confirms: true, acknowledges: true };
    eyes.enter().await.unwrap();
    director.record(json!({"type": "release_inject", "row": scenario::row(0)})).await.unwrap();
    eyes.until(PATIENCE, |me| me.store.of_kind("inject").len() == 1).await;
    eyes.settle(QUIET).await;
    let refused: Vec<&str> = eyes.answers.values().filter_map(|answer| answer["problem"]["code"].as_str()).collect();
    assert!(refused.len() >= 3 && refused.iter().all(|code| *code == "not_allowed"), "{refused:?}");
    for command in [
        json!({"type": "submit_report", "kind": "first", "text": "x", "facts": []}),
        json!({"type": "send_message", "to": ["control"], "text": "x"}),
        json!({"type": "declare_emergency"}),
        json!({"type": "release_inject", "row": scenario::row(1)}),
    ] {
        assert_eq!(eyes.refused(command.clone()).await.unwrap(), "not_allowed", "{command}");
    }
    assert!(eyes.is_connected());
    director.settle(QUIET).await;
    let delivery = of(&director, "delivery", "department", "D01");
    assert_eq!((&delivery["stage"], &delivery["seats"]["delivered"]), (&json!("queued"), &json!(0)), "{delivery}");
    let seat = of(&director, "seat", "code", "D01-1");
    assert_eq!(seat["presence"], "vacant", "{seat}");
    // The department comes: now it is on its way, delivered and seen, as if nobody had looked.
    let mut player = room.enter("D01-1").await.unwrap();
    player.settle(QUIET).await;
    director.settle(QUIET).await;
    let delivery = of(&director, "delivery", "department", "D01");
    assert_eq!(delivery["stage"], "seen", "{delivery}");
    assert_eq!(delivery["seats"]["seen"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn v7_who_may_not_look_gets_no_socket_and_views_are_bounded() {
    let (room, _director) = room().await;
    for by in ["D01-2", "D02-1", "EVA-1", "SAF"] {
        let refused = looking(&room, by, "D01-1").knock.connect().await.unwrap_err();
        assert_eq!((refused.status, refused.code.as_str()), (403, "not_allowed"), "{by}");
    }
    let refused = looking(&room, "LC", "DIR").knock.connect().await.unwrap_err();
    assert_eq!(refused.code, "not_allowed", "control is no department");
    let mut views = Vec::new();
    for _ in 0..9 {
        let mut eyes = looking(&room, "LC", "D02-1");
        eyes.enter().await.unwrap();
        views.push(eyes);
    }
    views[0].read_for(QUIET).await;
    let ended = views[0].ended.clone();
    assert!(matches!(&ended, Some(Received::Closed(4409, _))), "{ended:?}");
    views[1].read_for(QUIET).await;
    assert!(views[1].is_connected());
    // The controller's own place was never one of them.
    let lead = room.enter("LC").await.unwrap();
    assert!(lead.is_connected());
}
