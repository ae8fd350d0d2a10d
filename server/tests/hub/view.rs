//! Positions, resumes and what an audience is shown.

use crate::kit::{BEGIN, Client, Process, player_seat, role_seat, scenario, start_exercise, submit, wait_until};
use exercise::Seated;
use protocol::frame::{ChannelName, ServerFrame, Start};
use protocol::ids::Epoch;
use protocol::scenario::Scenario;
use protocol::vocab::Role;
use serde_json::json;
use server::journal::MemoryJournal;
use server::live::Handle;
use std::collections::BTreeMap;
use std::sync::Arc;

struct World {
    process: Process<MemoryJournal>,
    handle: Handle,
    drill: Scenario,
    control: Seated,
    player: Seated,
}

async fn world() -> World {
    let process = Process::start(&Arc::new(MemoryJournal::new()), BEGIN);
    let drill = scenario();
    let handle = process.registry.create(drill.clone()).await.unwrap();
    start_exercise(&handle, &drill).await;
    handle.settled().await.unwrap();
    let (control, player) = (role_seat(&drill, Role::LeadController), player_seat(&drill, 0));
    World { process, handle, drill, control, player }
}

#[tokio::test]
async fn r2_resume_sends_only_what_changed() {
    let world = world().await;
    let mut before = Client::attach(&world.handle, &world.control, None).await;
    world.process.advance_to(&world.handle, BEGIN + 10 * 60_000).await;
    let told = json!({"type": "write_log", "text": "before the line was cut"});
    submit(&world.handle, &world.control, told).await.unwrap();
    world.handle.settled().await.unwrap();
    before.read();
    let quiet = Client::attach(&world.handle, &world.control, Some(&before)).await;
    assert!(quiet.starts.values().all(|start| *start == Start::Resumed));
    assert!(quiet.frames.is_empty(), "nothing was missed: {:?}", quiet.frames);

    let missed = json!({"type": "write_log", "text": "while it was cut"});
    submit(&world.handle, &world.control, missed).await.unwrap();
    world.process.advance_to(&world.handle, BEGIN + 20 * 60_000).await;
    let after = Client::attach(&world.handle, &world.control, Some(&before)).await;
    assert!(after.starts.values().all(|start| *start == Start::Resumed));
    let fresh = Client::attach(&world.handle, &world.control, None).await;
    assert_eq!(crate::kit::difference(&after.items, &fresh.items), "");
    assert_eq!((&after.n, &after.n), (&after.target, &fresh.target));
    let upserts = |client: &Client| {
        client.frames.iter().map(|f| if let ServerFrame::Update { upsert, .. } = f { upsert.len() } else { 0 }).sum()
    };
    let (sent, all): (usize, usize) = (upserts(&after), fresh.items.len());
    assert!(sent > 0 && sent < all / 2, "{sent} of {all}");
    world.process.stop().await;
}

#[tokio::test]
async fn r3_positions_are_dense_and_a_hidden_change_makes_no_frame() {
    let world = world().await;
    let mut desk = Client::attach(&world.handle, &world.player, None).await;
    let before = desk.read().n.clone();
    for text in ["a note of control", "another"] {
        let told = json!({"type": "write_log", "text": text});
        submit(&world.handle, &world.control, told).await.unwrap();
        world.handle.settled().await.unwrap();
    }
    assert_eq!(desk.read().n, before, "not a frame, not a position");
    // `Client` panics at a position that is not the next one.
    world.process.advance_to(&world.handle, BEGIN + 60 * 60_000).await;
    assert!(desk.read().n[&ChannelName::Group] > before[&ChannelName::Group]);
    world.process.stop().await;
}

#[tokio::test]
async fn r5_positions_that_are_unknown_here_are_reloaded_and_new_channels_are_fresh() {
    let world = world().await;
    let mut before = Client::attach(&world.handle, &world.control, None).await;
    before.n.insert(ChannelName::Group, 1_000_000);
    let after = Client::attach(&world.handle, &world.control, Some(&before)).await;
    assert_eq!(after.starts[&ChannelName::Group], Start::Reloaded);
    assert_eq!(after.starts[&ChannelName::All], Start::Resumed);
    before.epoch = Epoch(server::ids::uuid());
    let after = Client::attach(&world.handle, &world.control, Some(&before)).await;
    assert!(after.starts.values().all(|start| *start == Start::Reloaded));
    world.process.stop().await;
}

#[tokio::test]
async fn v2_a_snapshot_and_the_updates_since_are_a_new_snapshot_for_every_role() {
    let world = world().await;
    let seats: Vec<Seated> = world
        .drill
        .staff
        .iter()
        .map(|staff| crate::kit::seat_of(&world.drill, staff.code.as_str()))
        .chain((0..world.drill.departments.len()).map(|index| player_seat(&world.drill, index)))
        .collect();
    let mut clients = Vec::new();
    for seat in &seats {
        clients.push(Client::attach(&world.handle, seat, None).await);
    }
    for minute in [3, 20, 45, 90, 150] {
        world.process.advance_to(&world.handle, BEGIN + minute * 60_000).await;
        let told = json!({"type": "write_log", "text": format!("minute {minute}"), "pinned": true});
        submit(&world.handle, &world.control, told).await.unwrap();
        world.handle.settled().await.unwrap();
        for client in &mut clients {
            let fresh = Client::attach(&world.handle, &client.seat.clone(), None).await;
            client.read();
            let apart = crate::kit::difference(&client.items, &fresh.items);
            assert!(apart.is_empty(), "{} at minute {minute}: {apart}", client.seat.seat);
            world.handle.detach(&fresh.attached, &fresh.outbox);
        }
    }
    world.process.stop().await;
}

#[tokio::test]
async fn v3_the_items_over_http_are_those_of_the_socket() {
    let world = world().await;
    world.process.advance_to(&world.handle, BEGIN + 30 * 60_000).await;
    for seat in [&world.control, &world.player] {
        let mut client = Client::attach(&world.handle, seat, None).await;
        world.handle.settled().await.unwrap();
        client.read();
        let shown: BTreeMap<_, _> = client.items.iter().map(|((_, key), item)| (key.clone(), item.clone())).collect();
        let items = world.handle.snapshot(seat.seat.clone()).await.unwrap();
        let items: BTreeMap<_, _> =
            items.into_iter().map(|up| (up.key, serde_json::from_str(up.item.get()).unwrap())).collect();
        assert!(items == shown, "{}", crate::kit::difference(&items, &shown));
    }
    world.process.stop().await;
}

#[tokio::test]
async fn v6_a_quiet_audience_is_shown_a_change_at_once_and_a_busy_one_the_sum_of_them() {
    let world = world().await;
    let mut console = Client::attach(&world.handle, &world.control, None).await;
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let told = |text: String| json!({"type": "write_log", "text": text});
    submit(&world.handle, &world.control, told("first".into())).await.unwrap();
    let since = std::time::Instant::now();
    wait_until(|| console.read().updates() > 0).await;
    assert!(since.elapsed() < std::time::Duration::from_millis(40), "{:?}", since.elapsed());
    let before = console.updates();
    let since = std::time::Instant::now();
    for index in 0..200 {
        submit(&world.handle, &world.control, told(format!("note {index}"))).await.unwrap();
    }
    let text = |client: &Client| format!("{:?}", client.items);
    wait_until(|| text(console.read()).contains("note 199")).await;
    let intervals = usize::try_from(since.elapsed().as_millis() / 50).unwrap() + 2;
    let frames = console.updates() - before;
    assert!(frames <= intervals && frames < 200, "{frames} frames in {intervals} intervals");
    assert_eq!(
        console
            .items()
            .filter(|item| matches!(item, protocol::item::Item::Entry(e) if format!("{e:?}").contains("note ")))
            .count(),
        200,
        "merging loses nothing"
    );
    world.process.stop().await;
}
