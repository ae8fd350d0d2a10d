//! What a client gets that comes back: what changed and nothing else, or a clear word that it
//! reloads; and its command, repeated, gets the answer of the first time.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use serde_json::{Value, json};
use std::time::{Duration, Instant};
use world::history::Detail;
use world::person::{PATIENCE, Person};
use world::room::Room;
use world::scenario::{self, Size};
use world::socket::Received;

const SMALL: Size = Size { departments: 3, seats: 3, rows: 6 };
const QUIET: Duration = Duration::from_millis(800);

async fn room() -> (Room, Person) {
    let room = Room::open("resume", &scenario::generated(SMALL), Detail::Full).await.unwrap();
    let mut director = room.enter("DIR").await.unwrap();
    room.start_exercise(&mut director).await.unwrap();
    (room, director)
}

fn message(to: &str, text: &str) -> Value {
    json!({"type": "send_message", "to": [{"department": to}], "text": text})
}

/// Keys that came in updates since the last welcome, and how many snapshots came.
fn caught_up(history: &std::path::Path, who: &str) -> (Vec<String>, usize) {
    let (mut keys, mut snapshots) = (Vec::new(), 0);
    for line in world::history::read(history).unwrap().into_iter().filter(|line| line.who == who && line.what == "got")
    {
        match line.frame["type"].as_str().unwrap() {
            "welcome" => (keys, snapshots) = (Vec::new(), 0),
            "snapshot" => snapshots += 1,
            "update" => keys.extend(
                line.frame["upsert"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|upsert| upsert["key"].as_str().unwrap().to_owned()),
            ),
            _ => {}
        }
    }
    (keys, snapshots)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r1_after_a_cut_only_what_changed_is_sent() {
    let (room, _director) = room().await;
    let mut controller = room.enter("CTL-1").await.unwrap();
    let mut away = room.enter("D01-1").await.unwrap();
    away.settle(QUIET).await;
    let before = away.store.clone();
    away.drop_line();
    controller.record(message("D01", "for the one who is away")).await.unwrap();
    controller.record(message("D02", "for somebody else")).await.unwrap();
    away.enter().await.unwrap();
    away.settle(QUIET).await;
    assert!(away.store.starts.values().all(|start| start == "resumed"), "{:?}", away.store.starts);
    room.history.flush().unwrap();
    let (keys, snapshots) = caught_up(room.history.path(), &away.who);
    assert_eq!(snapshots, 0);
    assert_eq!(keys.len(), 1, "one letter and nothing else: {keys:?}");
    assert_eq!(away.store.of_kind("letter").len(), 1);
    assert_eq!(away.store.items().len(), before.items().len() + 1);
    let mut newcomer = room.enter("D01-1").await.unwrap();
    assert_eq!(world::converged::differences(&mut away, &mut newcomer).await, Vec::<String>::new());
    let report = room.check().unwrap();
    report.sound().unwrap();
    assert!(report.resumed >= 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r2_positions_that_nobody_gave_are_reloaded_and_said_so() {
    let (room, _director) = room().await;
    let mut person = room.enter("D01-1").await.unwrap();
    person.settle(QUIET).await;
    for positions in [
        json!({"epoch": person.store.epoch, "channels": {"all": 4_000_000, "group": 4_000_000, "own": 4_000_000}}),
        json!({"epoch": uuid::Uuid::new_v4(), "channels": {"all": 1, "group": 1, "own": 0}}),
        json!({"epoch": person.store.epoch, "channels": {}}),
    ] {
        let mut socket = person.knock.connect().await.unwrap();
        socket.send(&json!({"type": "hello", "resume": positions})).await.unwrap();
        let Received::Frame(welcome) = socket.receive(PATIENCE).await else { panic!("no welcome") };
        for channel in ["all", "group", "own"] {
            assert_eq!(welcome["channels"][channel]["start"], "reloaded", "{positions} → {welcome}");
        }
        let Received::Frame(snapshot) = socket.receive(PATIENCE).await else { panic!("no snapshot") };
        assert_eq!(snapshot["type"], "snapshot");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r3_after_a_restart_clients_reload_and_repeats_get_their_first_answer() {
    let (mut room, _director) = room().await;
    let mut controller = room.enter("CTL-1").await.unwrap();
    let mut player = room.enter("D01-1").await.unwrap();
    let command = json!({"type": "release_inject", "row": "R-1"});
    let id = controller.submit(command.clone()).await;
    let first = controller.answer(&id).await.unwrap();
    assert_eq!(first["type"], "recorded");
    assert!(player.until(PATIENCE, |me| !me.store.of_kind("inject").is_empty()).await);

    room.crash().await.unwrap();
    for person in [&mut controller, &mut player] {
        person.read_for(PATIENCE).await;
        assert!(!person.is_connected(), "a killed server says nothing more");
        person.enter().await.unwrap();
        assert!(person.store.starts.values().all(|start| start == "reloaded"), "{:?}", person.store.starts);
    }
    assert_eq!(player.store.of_kind("inject").len(), 1);

    controller.answers.clear();
    controller.submit_as(&id, command.clone(), None).await;
    let again = controller.answer(&id).await.unwrap();
    assert_eq!((again["type"].as_str(), &again["at"]), (Some("recorded"), &first["at"]));

    controller.answers.clear();
    controller.submit_as(&id, json!({"type": "release_inject", "row": "R-2"}), None).await;
    let other = controller.answer(&id).await.unwrap();
    assert_eq!(other["problem"]["code"], "command_id_reused", "the same id with other content");
    let mut colleague = room.enter("CTL-2").await.unwrap();
    colleague.submit_as(&id, command, None).await;
    let other = colleague.answer(&id).await.unwrap();
    assert_eq!(other["problem"]["code"], "command_id_reused", "the same id from somebody else");

    let report = room.check().unwrap();
    report.sound().unwrap();
    assert_eq!((report.released, report.repeats), (1, 1));
    room.verify().unwrap();
}

/// How many of these sockets still answer a ping, and the codes with which the others were closed.
async fn living(sockets: Vec<world::socket::Socket>) -> (usize, Vec<u16>) {
    let mut tasks = Vec::new();
    for mut socket in sockets {
        tasks.push(tokio::spawn(async move {
            // One that is closed already cannot send; what it was closed with is still to be read.
            let _ = socket.send(&json!({"type": "ping", "t0": 7})).await;
            loop {
                match socket.receive(Duration::from_secs(5)).await {
                    Received::Frame(frame) if frame["type"] == "pong" => return Ok(()),
                    Received::Frame(_) => {}
                    Received::Closed(code, _) => return Err(code),
                    Received::Lost | Received::Silence => return Err(0),
                }
            }
        }));
    }
    let (mut alive, mut codes) = (0, Vec::new());
    for task in tasks {
        match task.await.unwrap() {
            Ok(()) => alive += 1,
            Err(code) => codes.push(code),
        }
    }
    (alive, codes)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s1_of_240_sessions_in_two_seconds_eight_stay_and_others_never_notice() {
    let (room, _director) = room().await;
    let mut bystander = room.enter("D02-1").await.unwrap();
    let mut colleague = room.enter("D01-2").await.unwrap();
    let knock = room.person("D01-1").unwrap().knock;
    let start = Instant::now();
    let mut sockets = Vec::new();
    for number in 0..240_u32 {
        let mut socket = knock.connect().await.unwrap();
        socket.send(&json!({"type": "hello"})).await.unwrap();
        sockets.push(socket);
        tokio::time::sleep((Duration::from_secs(2) / 240 * number).saturating_sub(start.elapsed())).await;
    }
    eprintln!("240 sessions in {:?}", start.elapsed());
    tokio::time::sleep(Duration::from_secs(1)).await;
    let (alive, codes) = living(sockets).await;
    assert_eq!(alive, 8);
    assert_eq!(codes, vec![4409; 232], "the others were superseded");
    for person in [&mut bystander, &mut colleague] {
        person.settle(QUIET).await;
        assert!(person.is_connected(), "{} was cut: {:?}", person.who, person.ended);
        person.record(json!({"type": "send_message", "to": ["control"], "text": "still here"})).await.unwrap();
    }
    room.check().unwrap().sound().unwrap();
}
