//! What holds when the journal is slow, forgets to answer, has another owner, or fails.

use crate::faulty::{Fault, Faulty};
use crate::kit::{
    BEGIN, Client, Process, command, new_id, player_seat, role_seat, scenario, start_exercise, submit, wait_until,
};
use exercise::Seated;
use exercise::commit::Commit;
use exercise::event::WallClockStepped;
use protocol::ids::CommandId;
use protocol::problem::ProblemCode;
use protocol::scenario::Scenario;
use protocol::time::{ExerciseTime, Stamp, Timestamp};
use protocol::vocab::{DeliveryStage, ExerciseStatus, Role};
use serde_json::{Value, json};
use server::journal::{Journal, Position};
use server::live::{Answer, Handle, Stopped, record};
use std::sync::Arc;
use tokio::task::JoinHandle;

struct World {
    journal: Arc<Faulty>,
    process: Process<Faulty>,
    handle: Handle,
    drill: Scenario,
    control: Seated,
}

async fn world() -> World {
    let journal = Faulty::new();
    let process = Process::start(&journal, BEGIN);
    let drill = scenario();
    let handle = process.registry.create(drill.clone()).await.unwrap();
    start_exercise(&handle, &drill).await;
    handle.settled().await.unwrap();
    let control = role_seat(&drill, Role::LeadController);
    World { journal, process, handle, drill, control }
}

fn log(text: &str) -> Value {
    json!({"type": "write_log", "text": text})
}

fn message(text: &str) -> Value {
    json!({"type": "send_message", "to": ["control"], "text": text})
}

impl World {
    /// Submits without waiting; the command is in its lane when this returns.
    async fn begin(&self, seated: &Seated, id: CommandId, json: Value) -> JoinHandle<Answer> {
        let (handle, seated) = (self.handle.clone(), seated.clone());
        let task = tokio::spawn(async move { handle.submit(seated, id, command(json), None).await });
        tokio::task::yield_now().await;
        task
    }

    async fn entries(&self) -> Vec<server::journal::Entry> {
        self.journal.read(self.handle.id(), Position::START, 4_096).await.unwrap()
    }
}

#[tokio::test]
async fn invariant_3_nothing_is_answered_or_shown_before_the_append_returns() {
    let world = world().await;
    let mut console = Client::attach(&world.handle, &world.control, None).await;
    world.handle.settled().await.unwrap();
    let shown = console.read().updates();
    let before = world.journal.begun();
    world.journal.hold();
    let submitted = world.begin(&world.control, new_id(), log("lantern 4711")).await;
    world.journal.begun_after(before).await;
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert_eq!(console.read().updates(), shown, "no frame before the append returned");
    assert!(!submitted.is_finished(), "no answer before the append returned");
    let items = world.handle.snapshot(world.control.seat.clone()).await.unwrap();
    assert!(!items.iter().any(|upsert| upsert.item.get().contains("lantern 4711")));

    world.journal.let_go();
    submitted.await.unwrap().unwrap();
    let items = world.handle.snapshot(world.control.seat.clone()).await.unwrap();
    assert!(items.iter().any(|upsert| upsert.item.get().contains("lantern 4711")), "recorded means visible here");
    wait_until(|| console.read().updates() > shown).await;
    world.process.stop().await;
}

#[tokio::test]
async fn group_commit_takes_what_waited_up_to_its_bound_and_control_goes_first() {
    let world = world().await;
    let before = world.journal.begun();
    world.journal.hold();
    let first = world.begin(&world.control, new_id(), log("opens the gate")).await;
    world.journal.begun_after(before).await;
    let player = player_seat(&world.drill, 0);
    let mut players = Vec::new();
    for index in 0..600 {
        players.push(world.begin(&player, new_id(), message(&format!("{index}"))).await);
    }
    let console = world.begin(&world.control, new_id(), log("control")).await;
    world.journal.let_go();
    first.await.unwrap().unwrap();
    let control = console.await.unwrap().unwrap();
    let mut seqs = Vec::new();
    for player in players {
        seqs.push(player.await.unwrap().unwrap().seq);
    }
    assert!(seqs.iter().all(|seq| control.seq < *seq), "control goes before what waited longer");
    assert!(seqs.windows(2).all(|pair| pair[0] < pair[1]), "one seat's writes keep their order");
    let batches = world.journal.batches.lock().unwrap()[before..].to_vec();
    assert_eq!(batches.iter().sum::<usize>(), 602);
    assert_eq!((batches[0], batches.len()), (1, 4), "{batches:?}");
    assert!(batches.iter().all(|commits| *commits <= 256), "{batches:?}");
    world.process.stop().await;
}

#[tokio::test]
async fn invariant_5_a_runner_that_was_overtaken_reads_the_record_and_goes_on() {
    let world = world().await;
    let mut console = Client::attach(&world.handle, &world.control, None).await;
    let entries = world.entries().await;
    let last = entries.last().unwrap();
    let stepped = Commit {
        at: Stamp { wall: Timestamp(last.wall), exercise: ExerciseTime(last.exercise_ms) },
        by: exercise::Actor::System,
        command: None,
        happened_at: None,
        events: vec![WallClockStepped { by_ms: 3_000 }.into()],
    };
    let draft = record::draft(&stepped, None, Vec::new()).unwrap();
    world.journal.inner.append(world.handle.id(), last.position(), vec![draft]).await.unwrap();

    let id = new_id();
    let overtaken = world.handle.submit(world.control.clone(), id, command(log("late")), None).await.unwrap_err();
    assert_eq!(overtaken.code, ProblemCode::OutcomeUnknown);
    let recorded = world.handle.submit(world.control.clone(), id, command(log("late")), None).await.unwrap();
    assert_eq!(recorded.seq, last.seq + 2);
    world.handle.settled().await.unwrap();
    let items = console.read().items.clone();
    let fresh = Client::attach(&world.handle, &world.control, None).await;
    assert_eq!(crate::kit::difference(&fresh.items, &items), "");
    world.process.stop().await;
}

#[tokio::test]
async fn invariant_6_an_unknown_outcome_is_looked_up_in_the_record() {
    for (fault, stored) in [(Fault::LostAnswer, true), (Fault::LostAppend, false)] {
        let world = world().await;
        let (id, control) = (new_id(), world.control.clone());
        world.journal.fail_next(fault);
        let first = world.handle.submit(control.clone(), id, command(log("once")), None).await;
        match &first {
            Ok(_) => assert!(stored),
            Err(problem) => assert!(!stored && problem.code == ProblemCode::OutcomeUnknown, "{problem:?}"),
        }
        let again = world.handle.submit(control, id, command(log("once")), None).await.unwrap();
        assert!(first.is_err() || first == Ok(again));
        let times = world.entries().await.iter().filter(|entry| entry.command_id == Some(id.0)).count();
        assert_eq!(times, 1);
        world.process.stop().await;
    }
}

#[tokio::test]
async fn s14_after_a_storage_error_nothing_is_accepted_and_every_screen_can_still_be_covered() {
    let world = world().await;
    let player = player_seat(&world.drill, 1);
    let mut desk = Client::attach(&world.handle, &player, None).await;
    world.journal.fail_next(Fault::Failed);
    let lost = submit(&world.handle, &world.control, log("lost")).await.unwrap_err();
    assert_eq!(lost.code, ProblemCode::StorageFailed);
    let refused = submit(&world.handle, &world.control, log("refused")).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::StorageFailed);
    assert_eq!(world.handle.stopped(), Some(Stopped::Failed));
    assert_eq!(world.process.registry.stopped(), Some(Stopped::Failed));
    assert!(desk.read().closed.is_none(), "readers keep their sockets");
    assert!(desk.exercise().emergency.is_none());

    let emergency = json!({"type": "declare_emergency", "note": "smoke in the hall"});
    let declared = submit(&world.handle, &player, emergency).await.unwrap_err();
    assert_eq!(declared.code, ProblemCode::StorageFailed);
    wait_until(|| desk.read().exercise().emergency.is_some()).await;
    assert_eq!(desk.exercise().emergency.as_ref().unwrap().seat, Some(player.seat.clone()));
    assert!(!world.entries().await.iter().any(|entry| entry.events.windows(5).any(|part| part == b"smoke")));
    world.process.stop().await;
}

#[tokio::test]
async fn v4_a_real_emergency_covers_screens_before_its_record_and_not_if_the_rules_refuse_it() {
    let world = world().await;
    let player = player_seat(&world.drill, 1);
    let mut desk = Client::attach(&world.handle, &player, None).await;
    let wall = Seated { role: Role::Wall, ..player.clone() };
    let refused = submit(&world.handle, &wall, json!({"type": "declare_emergency"})).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::NotAllowed);
    assert!(desk.read().exercise().emergency.is_none());

    world.journal.hold();
    let declared = world.begin(&player, new_id(), json!({"type": "declare_emergency"})).await;
    wait_until(|| desk.read().exercise().emergency.is_some()).await;
    assert!(!declared.is_finished());
    assert_eq!(desk.exercise().status, ExerciseStatus::Running, "covered, not recorded yet");
    world.journal.let_go();
    declared.await.unwrap().unwrap();
    wait_until(|| desk.read().exercise().status == ExerciseStatus::Paused).await;
    assert!(desk.exercise().emergency.is_some());
    world.process.stop().await;
}

#[tokio::test]
async fn a_full_disk_is_tried_again_and_what_became_due_meanwhile_is_held() {
    let world = world().await;
    world.process.advance_to(&world.handle, BEGIN + 5_000).await;
    world.journal.fail_next(Fault::Full);
    let refused = submit(&world.handle, &world.control, log("no room")).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::StorageFull);
    world.process.clock.advance_to(Timestamp(BEGIN + 10_000));
    let still = submit(&world.handle, &world.control, log("no room")).await.unwrap_err();
    assert_eq!(still.code, ProblemCode::StorageFull);
    world.journal.make_room();
    world.process.clock.advance_to(Timestamp(BEGIN + 15 * 60_000));
    wait_until(|| world.handle.stopped().is_none()).await;
    submit(&world.handle, &world.control, log("room")).await.unwrap();
    assert_eq!(world.handle.status(), ExerciseStatus::Paused, "a quarter of an hour is longer than the limit");
    world.process.stop().await;
}

#[tokio::test]
async fn s11_receipts_that_wait_are_folded_into_one_commit() {
    let world = world().await;
    let player = player_seat(&world.drill, 0);
    let mut desk = Client::attach(&world.handle, &player, None).await;
    world.process.advance_to(&world.handle, BEGIN + 45 * 60_000).await;
    let deliveries = desk.read().deliveries();
    assert!(deliveries.len() >= 2, "{deliveries:?}");
    let before = world.journal.begun();
    world.journal.hold();
    let first = world.begin(&world.control, new_id(), log("opens the gate")).await;
    world.journal.begun_after(before).await;
    for delivery in &deliveries {
        world.handle.receipts(&player, DeliveryStage::Delivered, vec![*delivery]).await.unwrap();
        world.handle.receipts(&player, DeliveryStage::Seen, vec![*delivery, *delivery]).await.unwrap();
    }
    world.journal.let_go();
    first.await.unwrap().unwrap();
    world.handle.settled().await.unwrap();
    let entries = world.entries().await;
    let merged: Vec<_> = entries.iter().filter(|e| String::from_utf8_lossy(&e.events).contains("\"seen\"")).collect();
    assert_eq!(merged.len(), 1, "one commit for all that waited");
    assert_eq!(merged[0].command_id, None);
    let page = world.handle.receipt_page(deliveries[0], 0, 10).await.unwrap();
    assert!(page.receipts.iter().any(|receipt| receipt.seat == player.seat && receipt.seen.is_some()));
    let control = world.handle.receipts(&world.control, DeliveryStage::Seen, deliveries).await.unwrap_err();
    assert_eq!(control.code, ProblemCode::NotAllowed);
    world.process.stop().await;
}
