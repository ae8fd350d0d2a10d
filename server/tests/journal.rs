//! The promise behind the word *recorded*, against what really happens to a process: kill -9, a sync
//! that fails, a disk that is full.
//!
//! Each test runs this same program as a child that appends as fast as it can and prints every
//! confirmation; afterwards the file must hold each of them.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "what cannot be here is a failed test, and the child speaks on stdout"
)]

use protocol::ids::ExerciseId;
use server::journal::sqlite::FILE;
use server::journal::verify::verify;
use server::journal::{AppendError, Draft, Hash, Journal, Position, SqliteJournal};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Exercises that the child appends to at the same time, so that its appends share transactions.
const EXERCISES: u128 = 8;

/// Where the child finds its data folder. Without it, it is not a child.
const DATA: &str = "STARTEX_TEST_JOURNAL";

/// How long the child may take for anything; only a broken one takes so long.
const PATIENCE: Duration = Duration::from_secs(60);

// ---------------------------------------------------------------------------------------- the child

/// Appends for ever and says what became of each append: `ok EXERCISE SEQ HASH`, `full EXERCISE` or
/// `failed EXERCISE`. After a full disk it tries to open again.
#[test]
#[ignore = "is the child that the other tests kill"]
fn child() {
    let data = PathBuf::from(std::env::var_os(DATA).expect("run by the other tests only"));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let journal = Arc::new(SqliteJournal::open(&data).unwrap());
        say(&format!("pid {}", std::process::id()));
        let tasks: Vec<_> = (0..EXERCISES).map(|n| tokio::spawn(storm(Arc::clone(&journal), n))).collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
}

async fn storm(journal: Arc<SqliteJournal>, n: u128) {
    let exercise = ExerciseId(Uuid::from_u128(n + 1));
    let mut at = journal.head(exercise).await.unwrap().map_or(Position::START, |head| head.position);
    loop {
        let count = at.seq() % 3 + 1;
        match journal.append(exercise, at, (0..count).map(|n| draft(at.seq() + n)).collect()).await {
            Ok(entries) => {
                at = entries.last().unwrap().position();
                let lines: Vec<String> =
                    entries.iter().map(|entry| format!("ok {exercise} {} {}", entry.seq, entry.hash)).collect();
                say(&lines.join("\n"));
            }
            Err(AppendError::Storage { full, .. }) => {
                say(&format!("{} {exercise}", if full { "full" } else { "failed" }));
                tokio::time::sleep(Duration::from_millis(20)).await;
                if full {
                    // While there is no room it fails, and so does the next append.
                    _ = journal.reopen().await;
                }
            }
            Err(other) => panic!("{other}"),
        }
    }
}

fn draft(n: u64) -> Draft {
    Draft {
        wall: 1_790_000_000_000 + n as i64,
        exercise_ms: n as i64,
        command_id: Some(Uuid::from_u128(u128::from(n))),
        actor: r#"{"seat":"XF-1"}"#.into(),
        digest: None,
        events: format!(r#"[{{"kind":"note_written","version":1,"data":{{"n":{n},"text":"{}"}}}}]"#, "现".repeat(200))
            .into(),
        sealed: Vec::new(),
    }
}

/// One write for whole lines: a kill leaves no half of one.
fn say(lines: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{lines}\n").as_bytes()).and_then(|()| out.flush()).unwrap();
}

// --------------------------------------------------------------------------------------- the parent

/// A child under way and what it has said.
struct Storm {
    process: Child,
    lines: Receiver<String>,
    said: Vec<String>,
}

impl Storm {
    fn start(data: &Path, before: &[&str]) -> Self {
        let me = std::env::current_exe().unwrap();
        let words: Vec<&str> = before.iter().copied().chain([me.to_str().unwrap()]).collect();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).args(["--ignored", "--exact", "child", "--nocapture", "--test-threads=1"]);
        let mut process = command.env(DATA, data).stdout(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(process.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || out.lines().map_while(Result::ok).all(|line| sender.send(line).is_ok()));
        Self { process, lines, said: Vec::new() }
    }

    /// Listens until `enough`, or fails the test.
    fn until(&mut self, what: &str, enough: impl Fn(&[String]) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !enough(&self.said) {
            let left = end.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => self.said.push(line),
                Err(RecvTimeoutError::Timeout) => panic!("no {what} in {PATIENCE:?}"),
                Err(RecvTimeoutError::Disconnected) => panic!("the child ended before {what}: {:?}", self.said.last()),
            }
        }
    }

    fn listen(&mut self, span: Duration) {
        let end = Instant::now() + span;
        while let Ok(line) = self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.said.push(line);
        }
    }

    fn pid(&self) -> &str {
        self.said.iter().find_map(|line| line.split_once("pid ")).expect("it says so first").1
    }

    /// kill -9, and everything it had said by then.
    fn kill(mut self) -> Vec<String> {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.said.extend(self.lines.iter());
        std::mem::take(&mut self.said)
    }
}

impl Drop for Storm {
    fn drop(&mut self) {
        // Of a failed test; otherwise it is gone already.
        _ = self.process.kill();
    }
}

fn confirmed(said: &[String]) -> usize {
    said.iter().filter(|line| line.starts_with("ok ")).count()
}

/// Adds what was confirmed, and asserts that nothing was confirmed twice with another content.
fn remember(book: &mut BTreeMap<(ExerciseId, u64), Hash>, said: &[String]) {
    for line in said {
        let words: Vec<&str> = line.split(' ').collect();
        if let ["ok", exercise, seq, hash] = words[..] {
            let place = (ExerciseId(exercise.parse().unwrap()), seq.parse().unwrap());
            let hash = Hash::parse(hash).unwrap();
            assert!(book.insert(place, hash).is_none_or(|before| before == hash), "{place:?} was confirmed twice");
        }
    }
}

/// The file is sound and holds every confirmation, with the same hash.
fn holds(data: &Path, book: &BTreeMap<(ExerciseId, u64), Hash>) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let journal = SqliteJournal::open(data).unwrap();
    for (&(exercise, seq), &hash) in book {
        let page = runtime.block_on(journal.read(exercise, Position::after(seq - 1), 1)).unwrap();
        let found = page.first().map(|entry| (entry.seq, entry.hash));
        assert_eq!(found, Some((seq, hash)), "confirmed, and not in the record of {exercise}");
    }
    runtime.block_on(journal.close());
    for verified in verify(&data.join(FILE), None, None).unwrap() {
        let last = book.keys().filter(|(exercise, _)| *exercise == verified.exercise).map(|(_, seq)| *seq).max();
        assert!(verified.commits >= last.unwrap_or(0));
    }
}

/// A folder that goes away with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        Self(std::env::temp_dir().join(format!("startex-fault-{}", Uuid::new_v4())))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left of a failed test is in the system's temporary folder.
        _ = std::fs::remove_dir_all(&self.0);
    }
}

// ---------------------------------------------------------------------------------------- the faults

/// F-01: killed at a random moment, five times over the same record.
#[test]
fn nothing_confirmed_is_missing_after_kill_9() {
    let scratch = Scratch::new();
    let mut book = BTreeMap::new();
    for round in 0..5 {
        let mut storm = Storm::start(&scratch.0, &[]);
        storm.until("confirmation", |said| confirmed(said) >= 20);
        storm.listen(Duration::from_millis(u64::from(Uuid::new_v4().as_bytes()[0])));
        let said = storm.kill();
        println!("round {round}: killed after {} confirmations", confirmed(&said));
        remember(&mut book, &said);
        holds(&scratch.0, &book);
    }
}

/// F-04: once a sync has failed nothing is confirmed any more, also when syncs work again.
#[test]
fn nothing_is_confirmed_after_a_failed_sync() {
    if !has("fiu-run") {
        println!("SKIPPED: fiu-run is missing; install the Debian package fiu-utils to test failing syncs");
        return;
    }
    let scratch = Scratch::new();
    std::fs::create_dir(&scratch.0).unwrap();
    let pipe = scratch.0.join("fiu").to_str().unwrap().to_owned();
    let data = scratch.0.join("data");
    let mut storm = Storm::start(&data, &["fiu-run", "-x", "-f", &pipe]);
    storm.until("confirmation", |said| confirmed(said) >= 100);
    let control = |command: &str, pid: &str| {
        let status = Command::new("fiu-ctrl").args(["-f", &pipe, "-c", command, pid]).status().unwrap();
        assert!(status.success(), "fiu-ctrl {command}");
    };
    control("enable name=posix/io/sync/*", storm.pid());
    // What was confirmed before may still be on its way to us; whatever is confirmed later was not synced.
    storm.listen(Duration::from_millis(100));
    let synced = confirmed(&storm.said);
    storm.until("failure in every exercise", |said| {
        (1..=EXERCISES).all(|n| said.contains(&format!("failed {}", Uuid::from_u128(n))))
    });
    control("disable name=posix/io/sync/*", storm.pid());
    let before = storm.said.len();
    storm.listen(Duration::from_millis(500));
    let said = storm.kill();
    assert!(said.len() > before + 20, "the child stopped trying");
    assert_eq!(confirmed(&said), synced, "confirmed although no sync can have succeeded");
    for n in 1..=EXERCISES {
        let id = Uuid::from_u128(n).to_string();
        let mut of_it = said.iter().filter(|line| line.contains(&id)).skip_while(|line| line.starts_with("ok "));
        assert!(of_it.all(|line| line.starts_with("failed ")), "exercise {n} was confirmed something after a failure");
    }
    let mut book = BTreeMap::new();
    remember(&mut book, &said);
    println!("{} confirmations before the sync failed", book.len());
    holds(&data, &book);
}

/// F-05: a full disk stops it, readers go on, and once there is room it goes on by itself.
#[test]
fn a_full_disk_stops_it_until_there_is_room() {
    let scratch = Scratch::new();
    std::fs::create_dir(&scratch.0).unwrap();
    let Some(disk) = SmallDisk::mount(&scratch.0) else {
        println!("SKIPPED: mounting a small file system needs root; the same rule is tested inside the crate");
        return;
    };
    let data = scratch.0.join("data");
    // Room that is "freed" later.
    std::fs::write(scratch.0.join("ballast"), vec![1; 6 * 1024 * 1024]).unwrap();
    let mut storm = Storm::start(&data, &[]);
    storm.until("full disk", |said| said.iter().any(|line| line.starts_with("full ")));
    storm.listen(Duration::from_millis(500));
    assert_eq!(storm.said.last().map(|line| line.starts_with("full ")), Some(true), "it went on without room");
    assert!(!storm.said.iter().any(|line| line.starts_with("failed ")), "full is taken for broken");
    verify(&data.join(FILE), None, None).expect("readers go on");
    let before = confirmed(&storm.said);
    std::fs::remove_file(scratch.0.join("ballast")).unwrap();
    storm.until("confirmation after room was made", |said| confirmed(said) > before + 50);
    let said = storm.kill();
    let mut book = BTreeMap::new();
    remember(&mut book, &said);
    println!("{} confirmations, {before} of them before the disk was full", book.len());
    drop_room(&data);
    holds(&data, &book);
    drop(disk);
    // The storm may have filled the disk again by the time it was killed.
    fn drop_room(data: &Path) {
        _ = std::fs::remove_file(data.join("reserve"));
    }
}

/// A file system of 32 MiB over a folder.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path) -> Option<Self> {
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", "size=32m", "tmpfs"]).arg(at).stderr(Stdio::null());
        command.status().ok().filter(std::process::ExitStatus::success).map(|_| Self(at.into()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn has(program: &str) -> bool {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("command -v {program}")]).stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
