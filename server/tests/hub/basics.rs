//! A drill from its creation to its restart, as those who take part see it.

use crate::kit::{BEGIN, Client, Process, command, new_id, player_seat, role_seat, scenario, start_exercise, submit};
use protocol::frame::Start;
use protocol::item::Item;
use protocol::problem::ProblemCode;
use protocol::vocab::{ExerciseStatus, Role};
use serde_json::json;
use server::journal::MemoryJournal;
use std::sync::Arc;

#[tokio::test]
async fn v1_an_exercise_runs_and_everybody_sees_their_part_of_it() {
    let journal = Arc::new(MemoryJournal::new());
    let process = Process::start(&journal, BEGIN);
    let drill = scenario();
    let handle = process.registry.create(drill.clone()).await.unwrap();
    let control = role_seat(&drill, Role::LeadController);
    let mut console = Client::attach(&handle, &control, None).await;
    let mut desk = Client::attach(&handle, &player_seat(&drill, 0), None).await;
    start_exercise(&handle, &drill).await;
    process.advance_to(&handle, BEGIN + 30 * 60_000).await;
    for client in [&mut console, &mut desk] {
        assert_eq!(client.read().exercise().status, ExerciseStatus::Running);
        assert!(client.closed.is_none());
    }
    assert!(desk.items().any(|item| matches!(item, Item::Inject(_))), "injects arrive");
    assert!(!desk.items().any(|item| matches!(item, Item::Row(_) | Item::Delivery(_))));
    assert!(console.items().any(|item| matches!(item, Item::Row(_))));
    process.stop().await;
}

#[tokio::test]
async fn invariant_8_a_repeat_gets_the_first_answer_also_after_a_restart() {
    let journal = Arc::new(MemoryJournal::new());
    let process = Process::start(&journal, BEGIN);
    let drill = scenario();
    let handle = process.registry.create(drill.clone()).await.unwrap();
    let director = role_seat(&drill, Role::Director);
    let (id, review) = (new_id(), json!({"type": "submit_for_review"}));
    let first = handle.submit(director.clone(), id, command(review.clone()), None).await.unwrap();
    let again = handle.submit(director.clone(), id, command(review.clone()), None).await;
    assert_eq!(again.as_ref(), Ok(&first));
    let other = json!({"type": "approve_exercise"});
    let reused = handle.submit(director.clone(), id, command(other.clone()), None).await.unwrap_err();
    assert_eq!(reused.code, ProblemCode::CommandIdReused);
    let lead = role_seat(&drill, Role::LeadController);
    let stolen = handle.submit(lead, id, command(review.clone()), None).await.unwrap_err();
    assert_eq!(stolen.code, ProblemCode::CommandIdReused);
    let exercise = handle.id();
    process.stop().await;

    let process = Process::start(&journal, BEGIN + 60_000);
    let handle = process.registry.get(exercise).await.unwrap();
    assert_eq!(handle.submit(director.clone(), id, command(review), None).await, Ok(first));
    let reused = handle.submit(director, id, command(other), None).await.unwrap_err();
    assert_eq!(reused.code, ProblemCode::CommandIdReused);
    assert_eq!(handle.status(), ExerciseStatus::Review);
    process.stop().await;
}

#[tokio::test]
async fn r1_a_restart_is_told_as_reloaded_and_the_picture_is_the_same() {
    let journal = Arc::new(MemoryJournal::new());
    let process = Process::start(&journal, BEGIN);
    let drill = scenario();
    let handle = process.registry.create(drill.clone()).await.unwrap();
    start_exercise(&handle, &drill).await;
    let control = role_seat(&drill, Role::LeadController);
    let mut before = Client::attach(&handle, &control, None).await;
    assert!(before.starts.values().all(|start| *start == Start::Fresh));
    let pause = json!({"type": "pause_exercise", "reason": "admin"});
    submit(&handle, &control, pause).await.unwrap();
    handle.settled().await.unwrap();
    before.read();
    let exercise = handle.id();
    process.stop().await;
    before.read();
    assert_eq!(before.closed, Some(protocol::close::CloseReason::Restarting));

    let process = Process::start(&journal, BEGIN + 5_000);
    let handle = process.registry.get(exercise).await.unwrap();
    let after = Client::attach(&handle, &control, Some(&before)).await;
    assert!(after.starts.values().all(|start| *start == Start::Reloaded));
    assert_ne!(after.epoch, before.epoch);
    assert_eq!(crate::kit::difference(&after.items, &before.items), "");
    process.stop().await;
}
