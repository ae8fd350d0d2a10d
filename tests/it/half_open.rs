//! A line that falls silent with its sockets open: nothing written is lost, nothing comes twice,
//! everything comes in order and with its true times; and the server notices.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use serde_json::{Value, json};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use world::history::Detail;
use world::http::Request;
use world::journal::{self, facts};
use world::person::{PATIENCE, Person};
use world::proxy::Proxy;
use world::room::Room;
use world::scenario::{self, Size};

const SMALL: Size = Size { departments: 2, seats: 2, rows: 4 };
/// How long the line is silent: longer than the server's 45 s of patience. `SILENCE` overrides it.
const SILENCE: Duration = Duration::from_secs(50);
/// The server gives a silent connection up by then.
const REAPED: Duration = Duration::from_secs(45);
/// A person whose seat is silent for so long is shown as off line.
const GRACE_MS: i64 = 30_000;

fn now_ms() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

fn silence() -> Duration {
    let given = std::env::var("SILENCE").ok().and_then(|seconds| seconds.parse().ok());
    given.map_or(SILENCE, Duration::from_secs)
}

/// Open sockets, as the server counts them.
async fn sockets(room: &Room) -> i64 {
    let metrics = Request::new("GET", "/metrics").send(room.server.address).await.unwrap().text();
    let line = metrics.lines().find_map(|line| line.strip_prefix("startex_sockets "));
    line.and_then(|count| count.trim().parse::<f64>().ok()).unwrap_or_else(|| panic!("no count in {metrics}")) as i64
}

fn reply(delivery: &Value, text: &str) -> Value {
    json!({"type": "respond_inject", "delivery": delivery, "progress": "doing", "text": text})
}

/// Releases two rows while the line is silent; their true times.
async fn releases(controller: &mut Person) -> Vec<i64> {
    let mut released = Vec::new();
    for row in ["R-2", "R-3"] {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let recorded = controller.record(json!({"type": "release_inject", "row": row})).await.unwrap();
        released.push(recorded["at"]["wall"].as_i64().unwrap());
    }
    released
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_line_loses_nothing_and_the_server_notices() {
    let room = Room::open("half-open", &scenario::generated(SMALL), Detail::Full).await.unwrap();
    let mut director = room.enter("DIR").await.unwrap();
    room.start_exercise(&mut director).await.unwrap();
    let mut controller = room.enter("CTL-1").await.unwrap();
    let proxy = Proxy::to(room.server.address).await.unwrap();
    let mut player = room.person_at("D01-1", proxy.address).unwrap();
    player.enter().await.unwrap();
    controller.record(json!({"type": "release_inject", "row": "R-1"})).await.unwrap();
    assert!(player.until(PATIENCE, |me| !me.store.of_kind("inject").is_empty()).await);
    let delivery = player.store.one("inject")["delivery"].clone();
    player.record(json!({"type": "acknowledge_inject", "delivery": delivery})).await.unwrap();
    player.settle(Duration::from_secs(1)).await;
    let before = sockets(&room).await;

    let (cut, cut_at) = (Instant::now(), now_ms());
    proxy.fall_silent();
    let carried = proxy.carried();
    let mut written = Vec::new();
    for text in ["first", "second", "third"] {
        let at = now_ms();
        written.push((player.submit_as(&uuid::Uuid::new_v4().to_string(), reply(&delivery, text), Some(at)).await, at));
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
    let released = releases(&mut controller).await;

    // The others go on reading, so that only the silent one is silent.
    let (mut reaped, silence) = (None, silence());
    while cut.elapsed() < silence {
        director.read_for(Duration::from_millis(250)).await;
        controller.read_for(Duration::from_millis(250)).await;
        if reaped.is_none() && sockets(&room).await < before {
            reaped = Some(cut.elapsed());
        }
    }
    eprintln!("given up after {reaped:?} of {silence:?}");
    assert_eq!(proxy.carried(), carried, "the line was silent");
    assert_eq!(
        player.answers.values().filter(|answer| written.iter().any(|(id, _)| answer["id"] == id.as_str())).count(),
        0
    );
    let seat = controller.store.of_kind("seat").into_iter().find(|seat| seat["code"] == "D01-1").unwrap().clone();
    assert_eq!(seat["presence"], "lost", "control sees that D01-1 is off line: {seat}");
    if silence > REAPED {
        assert!(reaped.is_some_and(|after| after <= REAPED + Duration::from_secs(2)), "given up after {reaped:?}");
    }

    // The client has noticed by itself and comes back on a new socket; the old one is forgotten.
    proxy.carry_again();
    player.drop_line();
    let back = Instant::now();
    player.enter().await.unwrap();
    let all = |me: &Person| me.unanswered() == 0 && me.store.of_kind("inject").len() == 3;
    assert!(player.until(Duration::from_secs(10), all).await, "everything is there ten seconds after the link");
    eprintln!("whole again after {:?}", back.elapsed());
    assert!(written.iter().all(|(id, _)| player.answers[id]["type"] == "recorded"), "{:?}", player.answers);
    whole(&room, &mut player, &written, &released, &delivery, cut_at).await;
}

/// Everything arrived once, in order, with its own times, on both sides.
async fn whole(
    room: &Room,
    player: &mut Person,
    written: &[(String, i64)],
    released: &[i64],
    delivery: &Value,
    cut_at: i64,
) {
    let mut injects = player.store.of_kind("inject");
    injects.sort_by_key(|inject| inject["number"].as_u64());
    let numbers: Vec<_> = injects.iter().map(|inject| inject["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 2, 3]);
    let times: Vec<i64> = injects[1..].iter().map(|inject| inject["released"]["wall"].as_i64().unwrap()).collect();
    assert_eq!(times, released, "the missed ones carry the moments of their release");
    assert!(player.store.starts.values().all(|start| start == "resumed"), "{:?}", player.store.starts);

    let record = journal::read(&room.data().join("journal.db"), &room.exercise.id).unwrap();
    let replies: Vec<_> =
        facts(&record, "delivery_responded").filter(|(_, data)| data["delivery"] == *delivery).collect();
    let texts: Vec<_> = replies.iter().map(|(_, data)| data["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["first", "second", "third"], "once each, in the order of writing");
    for ((commit, _), (id, _)) in replies.iter().zip(written) {
        assert_eq!(commit.command.as_deref(), Some(id.as_str()));
    }
    let mut control = room.enter("LC").await.unwrap();
    control.settle(Duration::from_secs(1)).await;
    let shown = control.store.of_kind("delivery").into_iter().find(|item| item["id"] == *delivery).unwrap().clone();
    let claimed = shown["rungs"]["responded"]["happened_at"].as_i64().unwrap();
    assert!((claimed - written[0].1).abs() <= 1, "the first answer was written at {}, not {claimed}", written[0].1);
    let arrived = shown["rungs"]["responded"]["at"]["wall"].as_i64().unwrap();
    assert!(arrived - claimed > 10_000, "and it arrived when the link was back");
    let last = shown["answer"]["rung"]["happened_at"].as_i64().unwrap();
    assert!((last - written[2].1).abs() <= 1);

    let seat_is =
        |kind| facts(&record, kind).find(|(_, data)| data["seat"] == "D01-1").map(|(commit, data)| (commit.wall, data));
    let (lost, data) = seat_is("seat_lost").unwrap();
    let since = data["since"].as_i64().unwrap();
    assert!(lost - since >= GRACE_MS, "lost after {} ms", lost - since);
    assert!((cut_at - 21_000..=cut_at + 1_000).contains(&since), "last heard {} ms before the cut", cut_at - since);
    assert!(lost <= cut_at + GRACE_MS + 2_000, "known {} ms after the cut", lost - cut_at);
    assert!(seat_is("seat_back").is_some_and(|(back, _)| back > lost), "and its return");

    let mut newcomer = room.enter("D01-1").await.unwrap();
    assert_eq!(world::converged::differences(player, &mut newcomer).await, Vec::<String>::new());
    room.check().unwrap().sound().unwrap();
    room.verify().unwrap();
}
