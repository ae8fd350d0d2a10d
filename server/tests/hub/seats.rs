//! Seats: names that stand beside the record, connections that come, go and are too many.

use crate::kit::{BEGIN, Client, Process, player_seat, role_seat, scenario, submit, wait_until};
use protocol::close::CloseReason;
use protocol::frame::{Looking, ServerFrame, Sight};
use protocol::ids::{PersonId, RowId};
use protocol::item::Item;
use protocol::time::Timestamp;
use protocol::vocab::{Presence, Role};
use serde_json::json;
use server::access::SealedName;
use server::clock::Clock;
use server::journal::{Journal as _, MemoryJournal, Position};
use server::live::{Handle, Names, Opened, Registry};
use server::shutdown::Shutdown;
use std::collections::HashSet;
use std::sync::{Arc, Mutex};

/// Sealing by turning round, and people who can be erased: what the hub relies on, no more.
#[derive(Default)]
struct Turned {
    erased: Mutex<HashSet<PersonId>>,
}

impl Names for Turned {
    fn open<'a>(&'a self, person: PersonId, sealed: &'a [u8]) -> Opened<'a> {
        let gone = self.erased.lock().unwrap().contains(&person);
        let name: String = String::from_utf8_lossy(sealed).chars().rev().collect();
        Box::pin(std::future::ready((!gone).then_some(name)))
    }
}

fn sealed(name: &str) -> SealedName {
    SealedName { sealed: name.chars().rev().collect::<String>().into_bytes(), digest: "00".into() }
}

fn name_of(client: &Client, seat: &str) -> Option<String> {
    client.items().find_map(|item| match item {
        Item::Seat(item) if item.code.as_str() == seat => item.person.clone(),
        _ => None,
    })
}

async fn presence(handle: &Handle, seat: &protocol::ids::SeatCode) -> Presence {
    let seat = seat.clone();
    handle.view(move |state| state.seat(&seat).unwrap().presence).await.unwrap()
}

#[tokio::test]
async fn names_stand_sealed_beside_the_record_and_go_with_their_key() {
    let (journal, names) = (Arc::new(MemoryJournal::new()), Arc::new(Turned::default()));
    let start = || {
        let (clock, shutdown) = (Clock::virtual_at(Timestamp(BEGIN)), Shutdown::new());
        let names: Arc<dyn Names> = Arc::<Turned>::clone(&names);
        (Registry::new(Arc::clone(&journal), clock, names, shutdown.clone()), shutdown)
    };
    let (registry, shutdown) = start();
    let drill = scenario();
    let handle = registry.create(drill.clone()).await.unwrap();
    let (player, control) = (player_seat(&drill, 0), role_seat(&drill, Role::LeadController));
    let person = PersonId(server::ids::uuid());
    handle.seat_taken(player.seat.clone(), Some(person), Some(sealed("Zhang San")), false).await.unwrap();
    let console = Client::attach(&handle, &control, None).await;
    assert_eq!(name_of(&console, player.seat.as_str()).as_deref(), Some("Zhang San"));
    let entries = journal.read(handle.id(), Position::START, 100).await.unwrap();
    assert_eq!(entries.iter().filter(|entry| !entry.sealed.is_empty()).count(), 1);
    assert!(!entries.iter().any(|entry| String::from_utf8_lossy(&entry.events).contains("Zhang")));
    handle.forget(person).await.unwrap();
    handle.view(|_| ()).await.unwrap();
    handle.settled().await.unwrap();
    let console = Client::attach(&handle, &control, None).await;
    assert_eq!(name_of(&console, player.seat.as_str()), None);
    shutdown.request();

    let exercise = handle.id();
    for erased in [false, true] {
        if erased {
            names.erased.lock().unwrap().insert(person);
        }
        let (registry, shutdown) = start();
        let handle = registry.get(exercise).await.unwrap();
        let console = Client::attach(&handle, &control, None).await;
        assert_eq!(name_of(&console, player.seat.as_str()).is_none(), erased);
        shutdown.request();
    }
}

#[tokio::test]
async fn s8_the_ninth_connection_of_a_seat_closes_the_oldest() {
    let journal = Arc::new(MemoryJournal::new());
    let process = Process::start(&journal, BEGIN);
    let drill = scenario();
    let handle = process.registry.create(drill.clone()).await.unwrap();
    let player = player_seat(&drill, 0);
    let mut clients = Vec::new();
    for _ in 0..9 {
        clients.push(Client::attach(&handle, &player, None).await);
    }
    let closed: Vec<_> = clients.iter_mut().map(|client| client.read().closed).collect();
    assert_eq!(closed[0], Some(CloseReason::Superseded));
    assert!(closed[1..].iter().all(Option::is_none));
    process.stop().await;
}

#[tokio::test]
async fn s13_whoever_is_moved_out_of_a_seat_is_closed_with_seat_changed() {
    let journal = Arc::new(MemoryJournal::new());
    let process = Process::start(&journal, BEGIN);
    let drill = scenario();
    let handle = process.registry.create(drill.clone()).await.unwrap();
    let (player, control) = (player_seat(&drill, 0), role_seat(&drill, Role::LeadController));
    handle.seat_taken(player.seat.clone(), None, None, false).await.unwrap();
    let (mut desk, mut console) =
        (Client::attach(&handle, &player, None).await, Client::attach(&handle, &control, None).await);
    submit(&handle, &control, json!({"type": "release_seat", "seat": player.seat})).await.unwrap();
    assert_eq!(desk.read().closed, Some(CloseReason::SeatChanged));
    assert_eq!(console.read().closed, None);
    assert_eq!(presence(&handle, &player.seat).await, Presence::Vacant);
    process.stop().await;
}

#[tokio::test]
async fn v5_a_seat_is_lost_after_its_grace_and_back_at_once_and_presence_goes_to_those_who_may_know() {
    let journal = Arc::new(MemoryJournal::new());
    let process = Process::start(&journal, BEGIN);
    let drill = scenario();
    let handle = process.registry.create(drill.clone()).await.unwrap();
    let (player, other) = (player_seat(&drill, 0), player_seat(&drill, 1));
    let mut console = Client::attach(&handle, &role_seat(&drill, Role::LeadController), None).await;
    let mut stranger = Client::attach(&handle, &other, None).await;
    let desk = Client::attach(&handle, &player, None).await;
    handle.settled().await.unwrap();
    assert_eq!(presence(&handle, &player.seat).await, Presence::Seated, "who comes with a link sits down by coming");
    let seats = |client: &Client| {
        client.frames.iter().rev().find_map(|frame| match frame {
            ServerFrame::Presence(frame) => Some(frame.seats.iter().map(|seat| seat.seat.clone()).collect::<Vec<_>>()),
            _ => None,
        })
    };
    wait_until(|| seats(console.read()).is_some_and(|seats| seats.contains(&player.seat))).await;
    wait_until(|| seats(stranger.read()).is_some()).await;
    assert_eq!(seats(&stranger), Some(vec![other.seat.clone()]), "no other department's");

    handle.detach(&desk.attached, &desk.outbox);
    handle.settled().await.unwrap();
    handle.view(|_| ()).await.unwrap();
    process.clock.advance_to(Timestamp(BEGIN + 29_000));
    tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
    handle.settled().await.unwrap();
    assert_eq!(presence(&handle, &player.seat).await, Presence::Seated);
    process.clock.advance_to(Timestamp(BEGIN + 31_000));
    tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
    handle.settled().await.unwrap();
    assert_eq!(presence(&handle, &player.seat).await, Presence::Lost);
    let back = Client::attach(&handle, &player, Some(&desk)).await;
    handle.settled().await.unwrap();
    assert_eq!(presence(&handle, &player.seat).await, Presence::Seated);
    drop(back);
    process.stop().await;
}

#[tokio::test]
async fn v8_control_sees_who_has_which_row_open_and_nobody_else_does() {
    let process = Process::start(&Arc::new(MemoryJournal::new()), BEGIN);
    let drill = scenario();
    let handle = process.registry.create(drill.clone()).await.unwrap();
    let mut lead = Client::attach(&handle, &role_seat(&drill, Role::LeadController), None).await;
    let mut controller = Client::attach(&handle, &role_seat(&drill, Role::Controller), None).await;
    let mut others = Vec::new();
    for seat in [player_seat(&drill, 0), role_seat(&drill, Role::Evaluator)] {
        others.push(Client::attach(&handle, &seat, None).await);
    }
    let row = handle.view(|state| state.row_states().next().map(|(id, _)| id.clone())).await.unwrap().unwrap();
    let looking = |client: &Client| {
        client.frames.iter().rev().find_map(|frame| match frame {
            ServerFrame::Presence(frame) => Some(frame.looking.clone()),
            _ => None,
        })
    };
    let shown = |client: &Client| looking(client).unwrap_or_default();
    let here = Looking { seat: controller.seat.seat.clone(), row: row.clone() };
    handle.looking(&controller.attached, RowId::parse("no-such-row").ok().map(Sight::Row));
    handle.looking(&controller.attached, Some(Sight::Row(row.clone())));
    wait_until(|| shown(lead.read()) == [here.clone()] && shown(controller.read()) == [here.clone()]).await;
    // A second window of the same seat says nothing new, and what looks as another seat never speaks here.
    let second = Client::attach(&handle, &controller.seat, None).await;
    handle.looking(&second.attached, Some(Sight::Row(row)));
    handle.looking(&controller.attached, None);
    tokio::time::sleep(std::time::Duration::from_millis(2_500)).await;
    assert_eq!(shown(lead.read()), [here]);
    handle.detach(&second.attached, &second.outbox);
    wait_until(|| shown(lead.read()).is_empty()).await;
    for other in &mut others {
        let told = |frame: &ServerFrame| matches!(frame, ServerFrame::Presence(frame) if !frame.looking.is_empty());
        assert!(!other.read().frames.iter().any(told));
        assert!(looking(other).is_some(), "who may know who is there is told that, and no more");
    }
    process.stop().await;
}
