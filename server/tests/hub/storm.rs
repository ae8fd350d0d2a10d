//! The acknowledge storm: one inject, a hall full of people, everybody taps at once.

use crate::faulty::Faulty;
use crate::kit::{BEGIN, Client, Process, command, new_id, role_seat, scenario, start_exercise, submit};
use protocol::ids::SeatCode;
use protocol::item::Item;
use protocol::scenario::PlayerSeat;
use protocol::text::Bilingual;
use protocol::vocab::{DeliveryStage, Role};
use serde_json::json;
use std::time::{Duration, Instant};

/// People in the hall. The real storm of 2 000 goes over sockets; here the rules are looked at.
const PEOPLE: usize = 400;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hall_acknowledges_at_once_and_the_console_gets_few_frames_and_true_counts() {
    let journal = Faulty::new();
    let process = Process::start(&journal, BEGIN);
    let mut drill = scenario();
    let hall = drill.departments[0].code.clone();
    drill.departments[0].seats = (0..PEOPLE)
        .map(|index| PlayerSeat {
            code: SeatCode::parse(&format!("H-{index}")).unwrap(),
            name: Bilingual::same("x"),
            card: None,
        })
        .collect();
    let handle = process.registry.create(drill.clone()).await.unwrap();
    start_exercise(&handle, &drill).await;
    let control = role_seat(&drill, Role::LeadController);
    let mut console = Client::attach(&handle, &control, None).await;
    let mut people = Vec::new();
    for seat in &drill.departments[0].seats {
        people.push(Client::attach(&handle, &crate::kit::seat_of(&drill, seat.code.as_str()), None).await);
    }
    let everybody = json!({
        "type": "send_ad_hoc", "title": "roll call", "body": "answer", "to": [{"department": hall}],
        "channel": "system", "ack_policy": "every_member",
    });
    submit(&handle, &control, everybody).await.unwrap();
    process.advance_to(&handle, BEGIN + 6_000).await;
    let inject = people[0].read().items().find_map(|item| match item {
        Item::Inject(inject) if inject.body.get(protocol::text::Language::Zh) == "answer" => Some(inject.delivery),
        _ => None,
    });
    let delivery = inject.expect("it was released to the hall");
    console.read();

    let (before, frames, since) = (journal.begun(), console.updates(), Instant::now());
    let mut answers = Vec::new();
    for person in &people {
        handle.receipts(&person.seat, DeliveryStage::Delivered, vec![delivery]).await.unwrap();
        let (handle, seat) = (handle.clone(), person.seat.clone());
        let tap = command(json!({"type": "acknowledge_inject", "delivery": delivery}));
        answers.push(tokio::spawn(async move { handle.submit(seat, new_id(), tap, None).await }));
    }
    for answer in answers {
        answer.await.unwrap().unwrap();
    }
    let took = since.elapsed();
    handle.settled().await.unwrap();
    let counts = console.read().items().find_map(|item| match item {
        Item::Delivery(item) if item.id == delivery => Some(item.seats.clone()),
        _ => None,
    });
    let all = u32::try_from(PEOPLE).unwrap();
    assert_eq!(counts.map(|counts| (counts.delivered, counts.acknowledged)), Some((all, all)));
    let (appends, frames) = (journal.begun() - before, console.updates() - frames);
    assert!(appends < PEOPLE, "{appends} appends: what waits goes out together");
    let windows = usize::try_from(took.as_millis() / 50).unwrap() + 3;
    // One flush may be split into parts; the log lines of a window are some 200 KiB at most.
    assert!(frames <= windows * 5, "{frames} frames in {took:?}");
    assert!(took < Duration::from_secs(20), "{took:?}");
    assert!(people.iter().all(|person| !person.outbox.is_closed()), "nobody was too slow");
    process.stop().await;
}
