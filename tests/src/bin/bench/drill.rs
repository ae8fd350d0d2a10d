//! L-01: the worked drill as it is played, robots in every seat and people beside them who measure:
//! how long a release takes to a player's socket, how long a word takes until it is recorded.

use crate::verdict;
use anyhow::{Context as _, ensure};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant, SystemTime};
use tokio::process::{Child, Command};
use tokio::task::JoinSet;
use world::checker;
use world::disk::{Folder, percentile};
use world::history::{Detail, History};
use world::journal;
use world::person::{Manners, Person};
use world::server::{Exercise, binary, memory_of};

/// Three times the pace of the line, so that the run takes six minutes instead of seventeen.
const SPEED: &str = "30";
/// Longest run: 165 exercise minutes and what follows ENDEX, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(900);
/// How often somebody in each seat writes to the control desk: as often as anybody writes in a drill
/// that is played at this pace.
const WRITES_EVERY: Duration = Duration::from_secs(15);
/// Deliveries of the drill with the seed of the demonstration, contingencies included.
const DELIVERIES_MIN: usize = 100;

/// What one person measured.
#[derive(Default)]
struct Times {
    arrived: Vec<Duration>,
    recorded: Vec<Duration>,
}

/// Plays the drill and prints what it came to.
///
/// # Errors
/// If it does not end well, or if what people saw and what the record holds disagree.
pub(crate) async fn run() -> anyhow::Result<()> {
    let folder = Folder::new("bench-drill")?;
    let (data, links) = (folder.at("data"), folder.at("links.json"));
    let mut demo = start(&data, &links)?;
    let exercise = until_listening(&links).await?;
    let address = base(&links)?;
    let history = History::create(&folder.at("history.ndjson"), Detail::Keys)?;
    let mut people = JoinSet::new();
    for seat in exercise.seats.iter().filter(|seat| seat.role == "PLY" || seat.role == "EVA" || seat.role == "WALL") {
        let mut person = Person::new(address, &exercise.id, seat, &history);
        // The robot in the seat confirms; this one only looks and writes.
        person.manners = Manners { confirms: false, acknowledges: false };
        person.enter().await?;
        people.spawn(measure(person));
    }
    let beside = people.len();
    let process = demo.id().context("the drill ended at once")?;
    let (memory, status) = watch(process, &mut demo).await?;
    ensure!(status.success(), "the drill ended with {status}");
    let mut times = Times::default();
    while let Some(measured) = people.join_next().await {
        let measured = measured?;
        times.arrived.extend(measured.arrived);
        times.recorded.extend(measured.recorded);
    }
    history.flush()?;
    let record = journal::read(&data.join("journal.db"), &exercise.id)?;
    let report = checker::check(&world::history::read(history.path())?, &record)?;
    report.sound()?;
    times.arrived.sort_unstable();
    times.recorded.sort_unstable();
    let (arrived, recorded) = (percentile(&times.arrived, 99), percentile(&times.recorded, 99));
    let met = arrived <= Duration::from_millis(150)
        && recorded <= Duration::from_millis(200)
        && memory <= 120 * 1024 * 1024
        && times.arrived.len() >= DELIVERIES_MIN;
    println!(
        "L-01   the drill at ×{SPEED}, {beside} people beside the robots: {} arrivals, p99 {arrived:.1?} (≤ 150 ms), {} writes \
         recorded, p99 {recorded:.1?} (≤ 200 ms), memory {:.0} MB with the robots (≤ 120), {} commits agree: {}",
        times.arrived.len(),
        times.recorded.len(),
        memory as f64 / 1e6,
        report.recorded,
        verdict(met)
    );
    Ok(())
}

fn start(data: &Path, links: &Path) -> anyhow::Result<Child> {
    let mut command = Command::new(binary()?);
    command.args(["demo", "--speed", SPEED, "--exit-at-end", "--listen", "127.0.0.1:0", "--data"]).arg(data);
    command.arg("--links").arg(links).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    Ok(command.spawn()?)
}

async fn until_listening(links: &Path) -> anyhow::Result<Exercise> {
    let begun = Instant::now();
    loop {
        match Exercise::from_links(links) {
            Ok(exercise) => return Ok(exercise),
            Err(error) => ensure!(begun.elapsed() < Duration::from_secs(60), "no links: {error}"),
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn base(links: &Path) -> anyhow::Result<std::net::SocketAddr> {
    let links: serde_json::Value = serde_json::from_slice(&std::fs::read(links)?)?;
    let base = links["base"].as_str().and_then(|base| base.strip_prefix("http://"));
    base.and_then(|address| address.trim_end_matches('/').parse().ok()).context("no address in the links")
}

/// Waits for the end; the most memory on the way.
async fn watch(process: u32, demo: &mut Child) -> anyhow::Result<(u64, std::process::ExitStatus)> {
    let (begun, mut most) = (Instant::now(), 0);
    loop {
        most = most.max(memory_of(process));
        if let Ok(status) = tokio::time::timeout(Duration::from_millis(500), demo.wait()).await {
            return Ok((most, status?));
        }
        ensure!(begun.elapsed() < PATIENCE, "the drill does not end");
    }
}

/// Looks and writes until the line is cut: then the drill is over.
async fn measure(mut person: Person) -> Times {
    let mut times = Times::default();
    // What was there before has no arrival to measure.
    let mut known = arrivals(&person, &BTreeSet::new()).into_iter().map(|(id, _)| id).collect::<BTreeSet<_>>();
    let plays = person.seat.role == "PLY";
    let mut write = Instant::now() + WRITES_EVERY;
    let mut written: Option<(String, Instant)> = None;
    loop {
        let left = write.saturating_duration_since(Instant::now());
        if !person.step(left.max(Duration::from_millis(1))).await {
            return times;
        }
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        for (id, released) in arrivals(&person, &known) {
            known.insert(id);
            times.arrived.push(now.saturating_sub(Duration::from_millis(released)));
        }
        if let Some((id, since)) = &written
            && person.answers.get(id).is_some_and(|answer| answer["type"] == "recorded")
        {
            times.recorded.push(since.elapsed());
            written = None;
        }
        if plays && Instant::now() >= write {
            let words = json!({"type": "send_message", "to": ["control"], "text": "演练 EXERCISE"});
            written = Some((person.submit(words).await, Instant::now()));
            write = Instant::now() + WRITES_EVERY;
        }
    }
}

/// Injects that are not known yet, with the wall time of their release.
fn arrivals(person: &Person, known: &BTreeSet<String>) -> Vec<(String, u64)> {
    let injects = person.store.of_kind("inject").into_iter();
    let of =
        |item: &serde_json::Value| Some((item["delivery"].as_str()?.to_owned(), item["released"]["wall"].as_u64()?));
    injects.filter_map(of).filter(|(id, _)| !known.contains(id)).collect()
}
