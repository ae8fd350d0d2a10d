//! The contract as tests: every backend passes the same suite.
//!
//! A backend writes a [`Fixture`] and `conformance::suite!(ItsFixture)` in its tests. Each rule
//! starts from a journal of its own, so that rules cannot help each other.

use super::chain::{self, Follower};
use super::contract::{APPEND_BYTES_MAX, AppendError, Draft, Entry, Head, Journal, Position, READ_COMMITS_MAX};
use protocol::ids::ExerciseId;
use std::future::Future;
use std::sync::Arc;
use uuid::Uuid;

/// Makes journals of one backend.
pub trait Fixture: Send + Sync + 'static {
    /// The backend.
    type Journal: Journal;
    /// A new, empty journal.
    fn create(&self) -> impl Future<Output = Arc<Self::Journal>> + Send;
    /// Closes the journal in an orderly way and opens the same storage again.
    fn reopen(&self, journal: Arc<Self::Journal>) -> impl Future<Output = Arc<Self::Journal>> + Send;
}

/// One `#[tokio::test]` per rule for the given fixture.
macro_rules! suite {
    ($fixture:expr) => {
        $crate::journal::conformance::suite!(@ $fixture =>
            appends_are_dense_and_keep_their_order
            an_append_is_fenced_by_position
            an_append_is_whole_or_not_there
            an_empty_append_only_checks_the_fence
            what_is_read_is_what_was_appended
            reading_goes_page_by_page
            exercises_do_not_disturb_each_other
            a_fence_failure_leaves_its_neighbours
            one_of_many_owners_wins
            many_writers_at_once_make_one_order
            heartbeats_stand_beside_the_chain
            a_repeated_command_id_is_not_its_business
            an_append_has_a_largest_size
            reopening_keeps_everything
        );
    };
    (@ $fixture:expr => $($rule:ident)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $rule() {
            $crate::journal::conformance::$rule(&$fixture).await;
        }
    )*};
}
pub(crate) use suite;

/// A commit that is recognised by its number.
#[must_use]
pub fn draft(n: u64) -> Draft {
    Draft {
        wall: 1_790_000_000_000 + n as i64,
        exercise_ms: n as i64 * 10 - 50,
        // With letters in it, which could be spelt in two ways.
        command_id: n.is_multiple_of(3).then(|| Uuid::from_u128(0xabcd_ef00 << 96 | u128::from(n))),
        actor: format!(r#"{{"seat":"XF-{n}"}}"#),
        digest: n.is_multiple_of(2).then_some([n as u8; 32]),
        events: format!(r#"[{{"kind":"note_written","version":1,"data":{{"n":{n},"text":"现场"}}}}]"#).into_bytes(),
        sealed: if n.is_multiple_of(5) { vec![0, 255, n as u8] } else { Vec::new() },
    }
}

fn drafts(numbers: std::ops::Range<u64>) -> Vec<Draft> {
    numbers.map(draft).collect()
}

fn exercise(n: u128) -> ExerciseId {
    ExerciseId(Uuid::from_u128(n))
}

async fn everything<J: Journal>(journal: &J, exercise: ExerciseId) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    loop {
        let after = all.last().map_or(Position::START, Entry::position);
        let page = journal.read(exercise, after, 64).await.unwrap();
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

/// Numbers are 1, 2, 3 … over several appends, in the order of the drafts.
pub async fn appends_are_dense_and_keep_their_order<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    let first = journal.append(exercise(1), Position::START, drafts(0..3)).await.unwrap();
    let second = journal.append(exercise(1), first[2].position(), drafts(3..5)).await.unwrap();
    let numbers: Vec<u64> = first.iter().chain(&second).map(|entry| entry.seq).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    let head = journal.head(exercise(1)).await.unwrap().unwrap();
    assert_eq!(head, Head { position: second[1].position(), hash: second[1].hash });
}

/// An old or a future position is refused, and nothing of the append is stored.
pub async fn an_append_is_fenced_by_position<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    let stored = journal.append(exercise(1), Position::START, drafts(0..2)).await.unwrap();
    for wrong in [Position::START, stored[0].position(), Position::after(3)] {
        let answer = journal.append(exercise(1), wrong, drafts(7..9)).await;
        let Err(AppendError::Fenced { expected, found }) = answer else { panic!("{wrong:?} was accepted") };
        assert_eq!((expected, found), (wrong, stored[1].position()));
    }
    assert_eq!(everything(&*journal, exercise(1)).await, stored);
}

/// Whoever reads sees none or all commits of an append.
pub async fn an_append_is_whole_or_not_there<F: Fixture>(fixture: &F) {
    const EACH: u64 = 8;
    let journal = fixture.create().await;
    let writer = tokio::spawn({
        let journal = Arc::clone(&journal);
        async move {
            let mut at = Position::START;
            for round in 0..30 {
                let entries = journal.append(exercise(1), at, drafts(round * EACH..(round + 1) * EACH)).await.unwrap();
                at = entries.last().unwrap().position();
            }
        }
    });
    while !writer.is_finished() {
        let seen = everything(&*journal, exercise(1)).await.len() as u64;
        assert_eq!(seen % EACH, 0, "{seen} commits are not whole appends of {EACH}");
    }
    writer.await.unwrap();
    assert_eq!(everything(&*journal, exercise(1)).await.len() as u64, 30 * EACH);
}

/// Nothing to append is answered by the fence alone and makes no exercise.
pub async fn an_empty_append_only_checks_the_fence<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    assert_eq!(journal.append(exercise(1), Position::START, Vec::new()).await.unwrap(), []);
    let wrong = journal.append(exercise(1), Position::after(1), Vec::new()).await;
    assert!(matches!(wrong, Err(AppendError::Fenced { .. })), "{wrong:?}");
    assert_eq!(journal.list().await.unwrap(), []);
    assert_eq!(journal.head(exercise(1)).await.unwrap(), None);
}

/// Every column comes back byte for byte, missing values missing, and the chain fits.
pub async fn what_is_read_is_what_was_appended<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    let given = drafts(0..40);
    let answered = journal.append(exercise(1), Position::START, given.clone()).await.unwrap();
    let read = everything(&*journal, exercise(1)).await;
    assert_eq!(read, answered);
    let mut chain = Follower::new(exercise(1));
    for (given, read) in given.into_iter().zip(read) {
        assert!(chain.follow(read.seq, &given, read.hash), "commit {} does not follow", read.seq);
        assert_eq!(given.clone().into_entry(read.seq, read.hash), read);
    }
}

/// Pages follow each other without a hole or a repeat; beyond the end is empty, and a page is bounded.
pub async fn reading_goes_page_by_page<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    let total = READ_COMMITS_MAX as u64 + 10;
    let stored = journal.append(exercise(1), Position::START, drafts(0..total)).await.unwrap();
    let page = journal.read(exercise(1), stored[6].position(), 5).await.unwrap();
    assert_eq!(page, stored[7..12]);
    assert_eq!(journal.read(exercise(1), Position::START, usize::MAX).await.unwrap().len(), READ_COMMITS_MAX);
    assert_eq!(journal.read(exercise(1), Position::START, 0).await.unwrap(), []);
    for beyond in [stored[stored.len() - 1].position(), Position::after(total + 9), Position::after(u64::MAX)] {
        assert_eq!(journal.read(exercise(1), beyond, 5).await.unwrap(), []);
    }
    assert_eq!(journal.read(exercise(2), Position::START, 5).await.unwrap(), []);
}

/// Each exercise has its own numbers, chain, head and heartbeat.
pub async fn exercises_do_not_disturb_each_other<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    let mut at = [Position::START; 2];
    for round in 0..5 {
        for (n, at) in at.iter_mut().enumerate() {
            let entries = journal.append(exercise(n as u128), *at, drafts(round..round + 1)).await.unwrap();
            *at = entries[0].position();
        }
    }
    let (one, two) = (everything(&*journal, exercise(0)).await, everything(&*journal, exercise(1)).await);
    assert_eq!((one.len(), two.len()), (5, 5));
    assert_ne!(chain::genesis(exercise(0)), chain::genesis(exercise(1)));
    assert_ne!(one[0].hash, two[0].hash, "the same commit in two exercises has two links");
    assert_eq!(journal.list().await.unwrap(), [exercise(0), exercise(1)]);
}

/// Of appends that wait together, one that is fenced off does not undo the others.
pub async fn a_fence_failure_leaves_its_neighbours<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    let waiting: Vec<_> = (0..20u128)
        .map(|n| {
            let journal = Arc::clone(&journal);
            let at = if n % 2 == 0 { Position::START } else { Position::after(9) };
            tokio::spawn(async move { journal.append(exercise(n), at, drafts(0..2)).await })
        })
        .collect();
    for (n, answer) in waiting.into_iter().enumerate() {
        let answer = answer.await.unwrap();
        assert_eq!(answer.is_ok(), n % 2 == 0, "append {n}: {answer:?}");
        assert_eq!(everything(&*journal, exercise(n as u128)).await.len(), if n % 2 == 0 { 2 } else { 0 });
    }
}

/// Of 64 that expect the same position exactly one succeeds.
pub async fn one_of_many_owners_wins<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    let waiting: Vec<_> = (0..64)
        .map(|n| {
            let journal = Arc::clone(&journal);
            tokio::spawn(async move { journal.append(exercise(1), Position::START, drafts(n..n + 1)).await })
        })
        .collect();
    let mut winners = Vec::new();
    for answer in waiting {
        match answer.await.unwrap() {
            Ok(entries) => winners.extend(entries),
            Err(AppendError::Fenced { found, .. }) => assert_eq!(found, Position::after(1)),
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(winners.len(), 1);
    assert_eq!(everything(&*journal, exercise(1)).await, winners);
}

/// 64 tasks that retry with the position they were told all get in, once each, into one sound chain.
pub async fn many_writers_at_once_make_one_order<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    let waiting: Vec<_> = (0..64)
        .map(|n| {
            let journal = Arc::clone(&journal);
            tokio::spawn(async move {
                let mut at = Position::START;
                loop {
                    match journal.append(exercise(1), at, drafts(n..n + 1)).await {
                        Ok(entries) => return entries[0].clone(),
                        Err(AppendError::Fenced { found, .. }) => at = found,
                        Err(other) => panic!("{other}"),
                    }
                }
            })
        })
        .collect();
    let mut answered = Vec::new();
    for answer in waiting {
        answered.push(answer.await.unwrap());
    }
    answered.sort_by_key(|entry| entry.seq);
    assert_eq!(everything(&*journal, exercise(1)).await, answered);
    assert_eq!(answered.last().unwrap().seq, 64);
}

/// A heartbeat changes no head, makes no exercise, and the latest wins even if the clock went back.
pub async fn heartbeats_stand_beside_the_chain<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    assert_eq!(journal.last_heartbeat(exercise(1)).await.unwrap(), None);
    journal.append(exercise(1), Position::START, drafts(0..1)).await.unwrap();
    let before = journal.head(exercise(1)).await.unwrap();
    for wall in [5_000, 9_000, 7_000] {
        journal.heartbeat(exercise(1), wall).await.unwrap();
    }
    journal.heartbeat(exercise(2), 1).await.unwrap();
    assert_eq!(journal.last_heartbeat(exercise(1)).await.unwrap(), Some(7_000));
    assert_eq!(journal.head(exercise(1)).await.unwrap(), before);
    assert_eq!(journal.list().await.unwrap(), [exercise(1)]);
}

/// Two commits with one command id are both stored: who decides keeps ids apart.
pub async fn a_repeated_command_id_is_not_its_business<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    let same = Draft { command_id: Some(Uuid::from_u128(4)), ..draft(1) };
    let entries = journal.append(exercise(1), Position::START, vec![same.clone(), same]).await.unwrap();
    assert_eq!(everything(&*journal, exercise(1)).await, entries);
    assert_ne!(entries[0].hash, entries[1].hash);
}

/// What is too large is refused with its size, and the journal goes on.
pub async fn an_append_has_a_largest_size<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    let large = Draft { events: vec![b' '; APPEND_BYTES_MAX], ..draft(1) };
    let answer = journal.append(exercise(1), Position::START, vec![large]).await;
    assert!(matches!(answer, Err(AppendError::TooLarge { bytes }) if bytes > APPEND_BYTES_MAX), "{answer:?}");
    assert_eq!(journal.append(exercise(1), Position::START, drafts(0..1)).await.unwrap().len(), 1);
}

/// After an orderly restart all is there, and the chain goes on where it stood.
pub async fn reopening_keeps_everything<F: Fixture>(fixture: &F) {
    let journal = fixture.create().await;
    let before = journal.append(exercise(1), Position::START, drafts(0..10)).await.unwrap();
    journal.heartbeat(exercise(1), 77).await.unwrap();
    let journal = fixture.reopen(journal).await;
    assert_eq!(everything(&*journal, exercise(1)).await, before);
    assert_eq!(journal.last_heartbeat(exercise(1)).await.unwrap(), Some(77));
    let after = journal.append(exercise(1), before[9].position(), drafts(10..11)).await.unwrap();
    assert_eq!(after[0].hash, chain::link(&before[9].hash, exercise(1), 11, &draft(10)));
}
