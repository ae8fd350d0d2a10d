//! Bad input over the socket: a stable code for each, and nobody else ever notices.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use serde_json::{Value, json};
use std::time::{Duration, Instant};
use world::bad::{Bystanders, SMALL, good_ping, hello, problem_of, send_and_hear, submit};
use world::history::Detail;
use world::journal;
use world::room::Room;
use world::scenario;
use world::socket::{Received, Socket};

async fn room() -> Room {
    let room = Room::open("bad-input", &scenario::generated(SMALL), Detail::Full).await.unwrap();
    let mut director = room.enter("DIR").await.unwrap();
    room.start_exercise(&mut director).await.unwrap();
    room
}

/// Texts that are no frame at all.
fn unreadable() -> Vec<String> {
    let id = uuid::Uuid::new_v4();
    let deep = format!(r#"{{"type":"ping","t0":{}1{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    vec![
        String::new(),
        "null".into(),
        "7".into(),
        "[]".into(),
        "{}".into(),
        "{".into(),
        "\u{feff}{}".into(),
        r#"{"type":"no_such_frame"}"#.into(),
        r#"{"type":"ping"}"#.into(),
        r#"{"type":"ping","t0":1,"t9":2}"#.into(),
        r#"{"type":"ping","t0":1,"t0":2}"#.into(),
        r#"{"type":"ping","type":"ping","t0":1}"#.into(),
        r#"{"type":"ping","t0":1e400}"#.into(),
        r#"{"type":"ping","t0":1.5}"#.into(),
        r#"{"type":"ping","t0":9223372036854775808}"#.into(),
        r#"{"type":"ping","t0":"1"}"#.into(),
        r#"{"type":"Ping","t0":1}"#.into(),
        r#"{"type":"ping","t0":1} trailing"#.into(),
        format!(r#"{{"type":"submit","id":"{id}x","seat":"D01-1","command":{{"type":"start_exercise"}}}}"#),
        deep,
        "[".repeat(60_000),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s3_what_is_no_frame_is_refused_as_malformed_and_the_connection_goes_on() {
    let room = room().await;
    let bystanders = Bystanders::watch(&room).await;
    for text in unreadable() {
        let mut socket = hello(&room, "D01-1").await;
        let start = Instant::now();
        let answer = send_and_hear(&mut socket, &text).await;
        let short: String = text.chars().take(60).collect();
        assert_eq!(problem_of(&answer), ("refused", "malformed"), "{short} → {answer}");
        assert!(start.elapsed() < Duration::from_secs(2), "{short} took {:?}", start.elapsed());
        good_ping(&mut socket).await;
    }
    bystanders.never_noticed(&room).await;
}

/// Commands that cannot be read, and the field that is named where one is.
fn unreadable_commands() -> Vec<(String, Option<&'static str>)> {
    let receipts: Vec<uuid::Uuid> = (0..257).map(|_| uuid::Uuid::new_v4()).collect();
    let message = |text: &str| format!(r#"{{"type":"send_message","to":["control"],"text":{text}}}"#);
    let long = json!("信".repeat(4_001)).to_string();
    vec![
        (r#"{"type":"release_inject","row":"R-1","force":true}"#.into(), Some("force")),
        (r#"{"type":"release_inject"}"#.into(), Some("row")),
        (r#"{"type":"release_inject","row":"R-1","row":"R-2"}"#.into(), Some("row")),
        (r#"{"type":"no_such_command"}"#.into(), None),
        (r#"{"type":"release_inject","row":"R 1; DROP TABLE commits"}"#.into(), None),
        (r#"{"type":"release_inject","row":""}"#.into(), None),
        (r#"{"type":"acknowledge_inject","delivery":"not-a-uuid"}"#.into(), None),
        (r#"{"type":"pause_exercise","reason":"because"}"#.into(), None),
        (r#"{"type":"set_rate","rate":"fast"}"#.into(), None),
        (r#"{"type":"set_rate","rate":1e999}"#.into(), None),
        (r#"{"type":"send_message","to":[{"department":"D02","seat":"x"}],"text":"a"}"#.into(), None),
        (json!({"type": "confirm_seen", "deliveries": receipts}).to_string(), None),
        (message(&long), None),
        (message(r#""""#), None),
        (message(r#""NUL \u0000 in it""#), None),
        (message(r#""bell \u0007 in it""#), None),
        (message(r#""half a pair \ud800 of surrogates""#), None),
        (message(r#""the other half \udc00""#), None),
        ("[]".into(), None),
        ("null".into(), None),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s4_a_command_that_cannot_be_read_is_rejected_under_its_id() {
    let room = room().await;
    let bystanders = Bystanders::watch(&room).await;
    let mut refused = Vec::new();
    for (command, field) in unreadable_commands() {
        let mut socket = hello(&room, "D01-1").await;
        let id = uuid::Uuid::new_v4().to_string();
        refused.push(id.clone());
        let answer = send_and_hear(&mut socket, &submit(&id, "D01-1", &command)).await;
        let short: String = command.chars().take(80).collect();
        let (kind, code) = problem_of(&answer);
        assert_eq!(code, "malformed", "{short} → {answer}");
        // A broken escape leaves nothing that could be read, not even the id.
        if kind == "rejected" {
            assert_eq!(answer["id"], id.as_str());
        } else {
            assert!(command.contains("\\ud800") || command.contains("\\udc00"), "{short} lost its id");
        }
        if let Some(field) = field {
            assert_eq!(answer["problem"]["place"], field, "{short} → {answer}");
        }
        good_ping(&mut socket).await;
    }
    let record = journal::read(&room.data().join("journal.db"), &room.exercise.id).unwrap();
    let left = record.iter().filter_map(|commit| commit.command.as_ref()).filter(|id| refused.contains(id)).count();
    assert!(!refused.is_empty() && left == 0, "{left} refused commands are in the record");
    bystanders.never_noticed(&room).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn v1_what_a_seat_may_not_do_has_one_code_and_foreign_looks_like_missing() {
    let room = room().await;
    let bystanders = Bystanders::watch(&room).await;
    let mut controller = room.enter("CTL-1").await.unwrap();
    controller.record(json!({"type": "release_inject", "row": "R-1"})).await.unwrap();
    let mut player = room.enter("D01-1").await.unwrap();
    let mut other = room.enter("D02-2").await.unwrap();
    for person in [&mut player, &mut other] {
        let arrived = person.until(Duration::from_secs(10), |me| !me.store.of_kind("inject").is_empty()).await;
        assert!(arrived, "{} was not given R-1", person.who);
    }
    let foreign = other.store.one("inject")["delivery"].clone();
    let own = player.store.one("inject")["delivery"].clone();
    assert_ne!(own, foreign);

    for command in [
        json!({"type": "release_inject", "row": "R-2"}),
        json!({"type": "end_exercise"}),
        json!({"type": "mark_task", "task": "T-1", "outcome": "done"}),
        json!({"type": "record_observation", "text": "x", "kind": "fact"}),
        json!({"type": "release_seat", "seat": "D02-1"}),
    ] {
        assert_eq!(player.refused(command).await.unwrap(), "not_allowed");
    }
    let missing = json!(uuid::Uuid::new_v4());
    for kind in ["acknowledge_inject", "begin_inject", "take_back_acknowledgement"] {
        let not_there = player.refused(json!({"type": kind, "delivery": missing})).await.unwrap();
        let not_ours = player.refused(json!({"type": kind, "delivery": foreign})).await.unwrap();
        assert_eq!((not_there.as_str(), not_ours.as_str()), ("unknown", "unknown"), "{kind}");
    }
    player.record(json!({"type": "acknowledge_inject", "delivery": own})).await.unwrap();
    let again = player.refused(json!({"type": "acknowledge_inject", "delivery": own})).await.unwrap();
    assert_eq!(again, "already_done");
    assert_eq!(controller.refused(json!({"type": "release_inject", "row": "R-99"})).await.unwrap(), "unknown");
    assert_eq!(controller.refused(json!({"type": "start_exercise"})).await.unwrap(), "not_allowed");
    let mut director = room.enter("DIR").await.unwrap();
    assert_eq!(director.refused(json!({"type": "start_exercise"})).await.unwrap(), "wrong_status");
    assert_eq!(director.refused(json!({"type": "resume_exercise"})).await.unwrap(), "wrong_status");
    assert_eq!(director.refused(json!({"type": "set_rate", "rate": 1e300})).await.unwrap(), "out_of_range");
    assert_eq!(director.refused(json!({"type": "jump_clock", "to": -5})).await.unwrap(), "out_of_range");

    let mut socket = hello(&room, "D01-1").await;
    let frame = submit(&uuid::Uuid::new_v4().to_string(), "D02-1", r#"{"type":"ask_control"}"#);
    assert_eq!(problem_of(&send_and_hear(&mut socket, &frame).await).1, "malformed");
    let command = r#"{"type":"send_message","to":["control"],"text":"x"}"#;
    let frame = submit(&uuid::Uuid::new_v4().to_string(), "D02-1", command);
    assert_eq!(problem_of(&send_and_hear(&mut socket, &frame).await), ("rejected", "wrong_seat"));
    bystanders.never_noticed(&room).await;
    room.verify().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn h1_the_first_frame_is_a_hello_and_only_the_first() {
    let room = room().await;
    let bystanders = Bystanders::watch(&room).await;
    let knock = room.person("D01-1").unwrap().knock;
    for first in [r#"{"type":"ping","t0":1}"#, "{", "[]"] {
        let mut socket = knock.connect().await.unwrap();
        socket.send_text(first.into()).await.unwrap();
        assert_eq!(socket.receive(Duration::from_secs(5)).await, Received::Closed(4405, "no_hello".into()), "{first}");
    }
    let mut socket = knock.connect().await.unwrap();
    socket.send_binary(vec![1, 2, 3]).await.unwrap();
    assert_eq!(socket.receive(Duration::from_secs(5)).await, Received::Closed(4405, "no_hello".into()));

    let mut silent = knock.connect().await.unwrap();
    let start = Instant::now();
    assert_eq!(silent.receive(Duration::from_secs(20)).await, Received::Closed(4405, "no_hello".into()));
    assert!((9..15).contains(&start.elapsed().as_secs()), "a hello may take ten seconds: {:?}", start.elapsed());

    let mut socket = hello(&room, "D01-1").await;
    let answer = send_and_hear(&mut socket, r#"{"type":"hello"}"#).await;
    assert_eq!(problem_of(&answer), ("refused", "unexpected_frame"));
    good_ping(&mut socket).await;
    bystanders.never_noticed(&room).await;
}

async fn closed(socket: &mut Socket) -> (u16, String) {
    loop {
        match socket.receive(Duration::from_secs(10)).await {
            Received::Frame(_) => {}
            Received::Closed(code, reason) => return (code, reason),
            received @ (Received::Lost | Received::Silence) => panic!("{received:?} instead of a close"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s5_binary_large_and_repeated_nonsense_end_the_connection_with_their_code() {
    let room = room().await;
    let bystanders = Bystanders::watch(&room).await;
    let mut socket = hello(&room, "D01-1").await;
    socket.send_binary(b"{}".to_vec()).await.unwrap();
    let Received::Frame(answer) = world::bad::next_answer(&mut socket).await else { panic!("no answer") };
    assert_eq!(problem_of(&answer), ("refused", "binary_frame"));
    for _ in 0..2 {
        socket.send_text("nonsense".into()).await.unwrap();
    }
    assert_eq!(closed(&mut socket).await, (4400, "bad_frame".into()), "the third bad frame is the last");

    let ping = r#"{"type":"ping","t0":1}"#;
    let padded = |bytes: usize| format!("{ping}{}", " ".repeat(bytes - ping.len()));
    let mut socket = hello(&room, "D01-1").await;
    assert_eq!(send_and_hear(&mut socket, &padded(64 * 1024)).await["type"], "pong", "64 KiB is allowed");
    socket.send_text(padded(64 * 1024 + 1)).await.unwrap();
    assert_eq!(closed(&mut socket).await, (1009, "too_large".into()));
    bystanders.never_noticed(&room).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s6_a_flood_is_slowed_down_and_then_cut_off_and_nobody_else_notices() {
    let room = room().await;
    let bystanders = Bystanders::watch(&room).await;
    let mut flooder = hello(&room, "D01-1").await;
    let start = Instant::now();
    let (mut recorded, mut limited, mut end) = (0, 0, None);
    'flood: while start.elapsed() < Duration::from_secs(20) {
        for _ in 0..100 {
            let command = r#"{"type":"send_message","to":["control"],"text":"again"}"#;
            let frame = submit(&uuid::Uuid::new_v4().to_string(), "D01-1", command);
            if flooder.send_text(frame).await.is_err() {
                break;
            }
        }
        loop {
            match flooder.receive(Duration::from_millis(100)).await {
                Received::Frame(frame) if frame["type"] == "recorded" => recorded += 1,
                Received::Frame(frame) if frame["type"] == "rejected" => {
                    assert_eq!(frame["problem"]["code"], "rate_limited");
                    assert!(frame["problem"]["retry_after_ms"].as_u64().unwrap() > 0);
                    limited += 1;
                }
                Received::Frame(_) => {}
                Received::Silence => break,
                received @ (Received::Closed(..) | Received::Lost) => {
                    end = Some(received);
                    break 'flood;
                }
            }
        }
    }
    eprintln!("{recorded} recorded, {limited} limited, ended by {end:?} after {:?}", start.elapsed());
    assert!((30..=120).contains(&recorded), "thirty at once and ten a second: {recorded}");
    assert!(limited > 50);
    assert_eq!(end, Some(Received::Closed(4029, "flooding".into())));
    bystanders.never_noticed(&room).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s7_strange_texts_arrive_byte_for_byte() {
    let room = room().await;
    let mut sender = room.enter("D01-1").await.unwrap();
    let mut receiver = room.enter("D02-1").await.unwrap();
    let texts = [
        "𠮷野家 𬌗 𰻝",
        "👩‍👩‍👧‍👦 🇨🇳 ✅",
        "\u{202e}gnirts siht",
        "zero\u{200b}width\u{feff}",
        "<img src=x onerror=alert(1)>",
        "</script><svg onload=alert(1)>",
        "'; DROP TABLE commits; --",
        "{{7*7}} ${7*7} %s %n",
        "=HYPERLINK(\"http://example.invalid\")",
        "javascript:alert(1)",
        "行一\n行二\t制表\r\n完",
        "e\u{301} is not \u{e9}",
    ];
    for text in texts {
        let command = json!({"type": "send_message", "to": [{"department": "D02"}], "text": text});
        sender.record(command).await.unwrap();
    }
    let all = |me: &world::person::Person| me.store.of_kind("letter").len() == texts.len();
    assert!(receiver.until(Duration::from_secs(10), all).await);
    let arrived: Vec<Value> = receiver.store.of_kind("letter").iter().map(|item| item["text"].clone()).collect();
    for text in texts {
        assert!(arrived.contains(&json!(text)), "{text:?} did not arrive as it was written");
    }
    room.check().unwrap().sound().unwrap();
}
