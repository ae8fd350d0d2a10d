//! How many commits a second the journal confirms, beside what the disk can sync at all.
//!
//! `cargo run --release -p startex --example journal_bench [FOLDER]`
//!
//! N writers is measured twice: as N exercises that each wait for one commit before the next, which
//! share transactions, and as one exercise in which N commands wait and go into one append, which is
//! how a storm arrives. Two measures that know no journal frame the figures of the same run: one record per `fdatasync`
//! (what a server without group commit could do at best), and as many records per `fdatasync` as
//! there are writers (the disk's limit). Disks are shared and noisy: only the ratios mean something.

#![expect(clippy::print_stdout, reason = "a report on stdout is what it is for")]

use anyhow::Result;
use protocol::ids::ExerciseId;
use server::journal::{Draft, Journal, Position, SqliteJournal};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How long each figure is measured.
const SPAN: Duration = Duration::from_secs(3);

/// Bytes of events in a commit, as an acknowledgement or a message has.
const EVENT_BYTES: usize = 512;

#[tokio::main]
async fn main() -> Result<()> {
    let parent = std::env::args_os().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = parent.join(format!("startex-bench-{}", Uuid::new_v4()));
    std::fs::create_dir_all(&folder)?;
    let result = measure(&folder).await;
    std::fs::remove_dir_all(&folder)?;
    result
}

async fn measure(folder: &Path) -> Result<()> {
    println!("writers                commits/s   p50 ms   p99 ms   to one sync a record   to the same records a sync");
    for writers in [1, 64, 256] {
        let alone = syncs(&folder.join("alone"), 1)?;
        let together = syncs(&folder.join("together"), writers)?;
        for (name, exercises, each) in [("in own exercises", writers, 1), ("in one exercise", 1, writers)] {
            let data = folder.join(format!("{exercises}-{each}"));
            let (rate, mut waits) = commits(&data, exercises, each).await?;
            waits.sort_unstable();
            let wait = |share: f64| waits[((waits.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
            let (p50, p99) = (wait(0.5), wait(0.99));
            let (one, same) = (rate / alone, rate / together);
            println!("{writers:>4} {name:<17} {rate:>9.0}  {p50:>7.2}  {p99:>7.2}   {one:>20.2}   {same:>25.2}");
            std::fs::remove_dir_all(&data)?;
        }
    }
    Ok(())
}

/// Commits a second of `exercises` that each append `each` commits and wait, and how long each waited.
async fn commits(data: &Path, exercises: usize, each: usize) -> Result<(f64, Vec<Duration>)> {
    let journal = Arc::new(SqliteJournal::open(data)?);
    let start = Instant::now();
    let tasks: Vec<_> = (0..exercises)
        .map(|n| {
            let journal = Arc::clone(&journal);
            tokio::spawn(async move {
                let exercise = ExerciseId(Uuid::from_u128(n as u128 + 1));
                let (mut at, mut waits) = (Position::START, Vec::new());
                while start.elapsed() < SPAN {
                    let before = Instant::now();
                    let drafts = (0..each as u64).map(|n| draft(at.seq() + n)).collect();
                    let entries = journal.append(exercise, at, drafts).await?;
                    at = entries.last().map_or(at, server::journal::Entry::position);
                    waits.push(before.elapsed());
                }
                anyhow::Ok(waits)
            })
        })
        .collect();
    let mut waits = Vec::new();
    for task in tasks {
        waits.extend(task.await??);
    }
    let rate = (waits.len() * each) as f64 / start.elapsed().as_secs_f64();
    journal.close().await;
    Ok((rate, waits))
}

/// Records a second that a growing file takes with `each` records per `fdatasync`.
fn syncs(path: &Path, each: usize) -> Result<f64> {
    let mut file = File::create(path)?;
    let records = vec![b'.'; EVENT_BYTES * each];
    let (start, mut count) = (Instant::now(), 0);
    while start.elapsed() < SPAN / 3 {
        file.write_all(&records)?;
        file.sync_data()?;
        count += each;
    }
    Ok(count as f64 / start.elapsed().as_secs_f64())
}

fn draft(n: u64) -> Draft {
    Draft {
        wall: 1_790_000_000_000 + n as i64,
        exercise_ms: n as i64,
        command_id: Some(Uuid::from_u128(u128::from(n))),
        actor: r#"{"seat":"XF-1"}"#.into(),
        digest: Some([0; 32]),
        events: vec![b' '; EVENT_BYTES],
        sealed: Vec::new(),
    }
}
