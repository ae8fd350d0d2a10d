//! After an outage, a sleep or a stop nothing bursts: a short gap holds what became due, a long one
//! comes back paused.

use crate::kit::{BEGIN, Client, Process, role_seat, scenario, start_exercise};
use protocol::ids::RowId;
use protocol::item::Item;
use protocol::time::Timestamp;
use protocol::vocab::{ExerciseStatus, InjectStatus, Role};
use server::journal::{Journal as _, MemoryJournal};
use server::live::Handle;
use std::sync::Arc;

async fn rows(handle: &Handle, status: InjectStatus) -> Vec<RowId> {
    handle
        .view(move |state| state.row_states().filter(|(_, is)| *is == status).map(|(id, _)| id.clone()).collect())
        .await
        .unwrap()
}

/// A drill that runs, and the next moment at which the clock releases or suggests something.
async fn running(journal: &Arc<MemoryJournal>) -> (Process<MemoryJournal>, Handle, i64) {
    let process = Process::start(journal, BEGIN);
    let drill = scenario();
    let handle = process.registry.create(drill.clone()).await.unwrap();
    start_exercise(&handle, &drill).await;
    process.advance_to(&handle, BEGIN + 60_000).await;
    let mut now = BEGIN + 60_000;
    // The next moment that releases a row by itself, not merely a phase or a limit.
    loop {
        let next = handle.settled().await.unwrap().unwrap().0;
        let (before, at) = (rows(&handle, InjectStatus::Released).await, Timestamp(next));
        let due = handle.view(move |state| releases(state, at)).await.unwrap();
        if due {
            return (process, handle, next);
        }
        process.advance_to(&handle, next).await;
        assert!(next > now || before == rows(&handle, InjectStatus::Released).await);
        now = next;
    }
}

fn releases(state: &exercise::State, at: Timestamp) -> bool {
    let moment = exercise::Moment { wall: at, seed: server::ids::uuid(), happened_at: None, ballot: uuid::Uuid::nil() };
    let events = exercise::schedule::due(state, &moment);
    events.iter().any(|event| matches!(event, exercise::Event::RowReleased(_)))
}

#[tokio::test]
async fn a_short_outage_goes_on_and_holds_what_became_due_as_one_group() {
    let journal = Arc::new(MemoryJournal::new());
    let (process, handle, due) = running(&journal).await;
    let (exercise, released) = (handle.id(), rows(&handle, InjectStatus::Released).await);
    process.advance_to(&handle, due - 10_000).await;
    process.stop().await;
    journal.heartbeat(exercise, due - 9_000).await.unwrap();

    let process = Process::start(&journal, due + 15_000);
    let handle = process.registry.get(exercise).await.unwrap();
    handle.settled().await.unwrap();
    assert_eq!(handle.status(), ExerciseStatus::Running);
    assert_eq!(rows(&handle, InjectStatus::Released).await, released, "nothing burst");
    let held = rows(&handle, InjectStatus::Held).await;
    assert!(!held.is_empty());
    let console = Client::attach(&handle, &role_seat(&scenario(), Role::LeadController), None).await;
    let group = console.items().find_map(|item| if let Item::Held(held) = item { Some(held) } else { None }).unwrap();
    assert_eq!(group.rows, held);
    assert_eq!(group.from.unwrap().wall, Timestamp(due - 9_000), "the later of heartbeat and last commit");
    process.stop().await;
}

#[tokio::test]
async fn a_long_outage_comes_back_paused_at_the_last_sign_of_life() {
    let journal = Arc::new(MemoryJournal::new());
    let (process, handle, due) = running(&journal).await;
    let exercise = handle.id();
    process.advance_to(&handle, due - 10_000).await;
    let before = handle.view(move |state| state.stamp(Timestamp(due - 9_000)).exercise).await.unwrap();
    process.stop().await;
    journal.heartbeat(exercise, due - 9_000).await.unwrap();

    let process = Process::start(&journal, due + 3_600_000);
    let handle = process.registry.get(exercise).await.unwrap();
    handle.settled().await.unwrap();
    assert_eq!(handle.status(), ExerciseStatus::Paused);
    assert_eq!(rows(&handle, InjectStatus::Held).await, []);
    let shown = handle.view(move |state| state.stamp(Timestamp(due + 3_700_000)).exercise).await.unwrap();
    assert_eq!(shown, before, "the hour is not exercise time");
    process.stop().await;
}

#[tokio::test]
async fn a_process_that_was_stopped_treats_the_time_like_an_outage() {
    for (late, status) in [(8_000, ExerciseStatus::Running), (120_000, ExerciseStatus::Paused)] {
        let journal = Arc::new(MemoryJournal::new());
        let (process, handle, due) = running(&journal).await;
        let released = rows(&handle, InjectStatus::Released).await;
        // Nobody woke it at the moment it asked for.
        process.clock.advance_to(Timestamp(due + late));
        handle.settled().await.unwrap();
        assert_eq!(handle.status(), status);
        assert_eq!(rows(&handle, InjectStatus::Released).await, released, "nothing burst");
        assert_eq!(rows(&handle, InjectStatus::Held).await.is_empty(), status == ExerciseStatus::Paused);
        process.stop().await;
    }
}

#[tokio::test]
async fn what_is_due_is_released_at_its_moment() {
    let journal = Arc::new(MemoryJournal::new());
    let (process, handle, due) = running(&journal).await;
    let before = rows(&handle, InjectStatus::Released).await.len();
    process.clock.advance_to(Timestamp(due - 1));
    handle.settled().await.unwrap();
    assert_eq!(rows(&handle, InjectStatus::Released).await.len(), before);
    process.clock.advance_to(Timestamp(due));
    handle.settled().await.unwrap();
    assert!(rows(&handle, InjectStatus::Released).await.len() > before);
    process.stop().await;
}
