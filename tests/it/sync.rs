//! A disk that fails to sync, seen through the socket: nothing is `recorded` any more, also not when
//! the disk works again; readers stay; and after a restart everything that was recorded is there.

use serde_json::{Value, json};
use std::process::Command;
use std::time::Duration;
use world::disk::Folder;
use world::history::{Detail, History};
use world::http::Request;
use world::room::Room;
use world::scenario::{self, Size};
use world::server::{Server, binary, create_exercise};

const SMALL: Size = Size { departments: 2, seats: 2, rows: 3 };

fn has(program: &str) -> bool {
    Command::new(program).arg("-h").output().is_ok()
}

fn message(text: &str) -> Value {
    json!({"type": "send_message", "to": ["control"], "text": text})
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_sync_records_nothing_and_says_so() {
    if !has("fiu-run") {
        eprintln!("SKIPPED: fiu-run is missing; install the Debian package fiu-utils to test failing syncs");
        return;
    }
    let folder = Folder::new("sync").unwrap();
    let exercise = create_exercise(&folder.at("data"), &scenario::generated(SMALL)).await.unwrap();
    let pipe = folder.at("fiu").display().to_string();
    let mut command = tokio::process::Command::new("fiu-run");
    command.args(["-x", "-f", &pipe]).arg(binary().unwrap());
    let server = Server::start_with(command, &folder.at("data"), None).await.unwrap();
    let history = History::create(&folder.at("history.ndjson"), Detail::Full).unwrap();
    let mut room = Room { folder, exercise, server, history };
    let mut director = room.enter("DIR").await.unwrap();
    room.start_exercise(&mut director).await.unwrap();
    let mut player = room.enter("D01-1").await.unwrap();
    let mut reader = room.enter("D02-1").await.unwrap();
    for number in 0..5 {
        player.record(message(&format!("before {number}"))).await.unwrap();
    }
    let control = |command: &str| {
        let process = room.server.process().to_string();
        let status = Command::new("fiu-ctrl").args(["-f", &pipe, "-c", command, &process]).status().unwrap();
        assert!(status.success(), "fiu-ctrl {command}");
    };
    control("enable name=posix/io/sync/*");
    // Whatever was being synced at that moment is over by now.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let mut failed = Vec::new();
    for number in 0..3 {
        failed.push(player.submit(message(&format!("meanwhile {number}"))).await);
    }
    player.read_for(Duration::from_secs(3)).await;
    control("disable name=posix/io/sync/*");
    for number in 0..3 {
        failed.push(player.submit(message(&format!("afterwards {number}"))).await);
    }
    player.read_for(Duration::from_secs(3)).await;
    for id in &failed {
        let answer = player.answers.get(id).cloned().unwrap_or_default();
        assert_ne!(answer["type"], "recorded", "{id} cannot have been synced");
        if !answer.is_null() {
            let code = answer["problem"]["code"].as_str().unwrap();
            assert!(["storage_failed", "outcome_unknown"].contains(&code), "{answer}");
        }
    }
    assert!(failed.iter().any(|id| player.answers.contains_key(id)), "people are told that nothing is accepted");
    reader.read_for(Duration::from_millis(300)).await;
    assert!(reader.is_connected(), "who only reads goes on reading: {:?}", reader.ended);
    let ready = Request::new("GET", "/readyz").send(room.server.address).await.unwrap();
    assert_eq!(ready.status, 503, "{}", ready.text());

    room.crash().await.unwrap();
    let ready = Request::new("GET", "/readyz").send(room.server.address).await.unwrap().text();
    let lower = ready.to_ascii_lowercase();
    assert!(lower.contains("wal") && lower.contains("full"), "journal mode and synchronous are shown: {ready}");
    let report = room.check().unwrap();
    report.sound().unwrap();
    assert!(report.recorded >= 9, "four commands of the director and five messages: {}", report.recorded);
    room.verify().unwrap();
}
