//! `make bench`: the storm beside a bare server, in one run, as ratios. Servers are processes of
//! their own; this process is the load.
//!
//! Figures depend on the machine; ratios to the bare server of the same run much less. A run on a
//! disk whose sync takes more than 40 ms (99 %) is void.

#![expect(clippy::print_stdout, reason = "printing figures is what it is for")]

mod drill;

use anyhow::{Context as _, ensure};
use serde_json::json;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use world::bare;
use world::disk::{Folder, sync_times};
use world::history::Detail;
use world::http::Request;
use world::load::{Heard, Load, Round, Ticket, median};
use world::person::Person;
use world::room::Room;
use world::scenario::{self, Size};
use world::server::memory_of;

/// Rounds of each storm; the median counts, the first warms up.
const ROUNDS: usize = 6;
/// Departments of the storm: as many as a scenario may have, less some.
const DEPARTMENTS: usize = 50;
/// Syncs that two thousand acknowledgements may cost: one each would take the disk ten seconds.
const SYNCS_MAX: u64 = 120;
/// Above this a run says nothing.
const SYNC_MAX: Duration = Duration::from_millis(40);

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match (args.next().as_deref(), args.next()) {
        (Some("--bare"), Some(folder)) => runtime.block_on(bare::serve(Path::new(&folder))),
        (Some("--drill"), None) => runtime.block_on(drill::run()),
        (Some("--burst"), None) => runtime.block_on(burst()),
        (Some("--clients"), Some(counts)) => {
            let counts: Result<Vec<usize>, _> = counts.split(',').map(str::parse).collect();
            runtime.block_on(storms(&counts?))
        }
        _ => runtime.block_on(bench()),
    }
}

async fn bench() -> anyhow::Result<()> {
    storms(&[1_000, 5_000]).await?;
    due_together().await?;
    acknowledge_storm().await?;
    burst().await?;
    drill::run().await
}

async fn storms(counts: &[usize]) -> anyhow::Result<()> {
    let folder = Folder::new("bench")?;
    let (p50, p99) = sync_times(folder.path(), 200)?;
    println!("disk   one sync of 4 KiB  p50 {p50:?}  p99 {p99:?}");
    if p99 > SYNC_MAX {
        println!("VOID: the disk is too slow to say anything");
    }
    for clients in counts {
        storm(*clients).await?;
    }
    Ok(())
}

/// What was measured of one server.
struct Measured {
    rounds: Vec<Round>,
    bytes_per_client: u64,
}

impl Measured {
    fn fan_out(&self) -> Duration {
        median(self.rounds.iter().map(|round| round.fan_out).collect())
    }
    fn answered(&self) -> Duration {
        median(self.rounds.iter().map(|round| round.answered).collect())
    }
}

const fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "NOT met" }
}

async fn storm(clients: usize) -> anyhow::Result<()> {
    let size = Size { departments: DEPARTMENTS, seats: clients / DEPARTMENTS, rows: ROUNDS };
    let (ours, bytes) = ours(size).await?;
    let bare = bare_storm(clients, &bytes).await?;
    let ratio = |ours: Duration, bare: Duration| ours.as_secs_f64() / bare.as_secs_f64();
    let (fan_out, answered) = (ratio(ours.fan_out(), bare.fan_out()), ratio(ours.answered(), bare.answered()));
    let (mine, theirs) = (ours.bytes_per_client as f64 / 1024.0, bare.bytes_per_client as f64 / 1024.0);
    println!("storm  {clients} clients, median of {} rounds, the inject has {} bytes", ROUNDS - 1, bytes.len());
    println!(
        "       last client has the inject   {:.1?}, bare {:.1?}, × {fan_out:.2} (≤ 2: {})",
        ours.fan_out(),
        bare.fan_out(),
        verdict(fan_out <= 2.0)
    );
    println!(
        "       last durable acknowledgement {:.1?}, bare {:.1?}, × {answered:.2} (≤ 2: {})",
        ours.answered(),
        bare.answered(),
        verdict(answered <= 2.0)
    );
    println!(
        "       memory per idle connection   {mine:.1} KiB, bare {theirs:.1} KiB, + {:.1} KiB (≤ 8: {})",
        mine - theirs,
        verdict(mine - theirs <= 8.0)
    );
    Ok(())
}

/// Deliveries in an update, and answers to acknowledgements.
fn read_ours(text: &str, seat: &str, known: &mut BTreeSet<String>) -> Heard {
    let mut heard = Heard::default();
    if text.starts_with(r#"{"type":"recorded""#) {
        heard.answered = 1;
    } else if text.contains(r#""kind":"inject""#) {
        for (at, mark) in text.match_indices(r#""delivery":""#) {
            let Some(id) = text.get(at + mark.len()..at + mark.len() + 36) else { continue };
            if known.insert(id.to_owned()) {
                let command = uuid::Uuid::new_v4();
                let wish = format!(r#"{{"type":"acknowledge_inject","delivery":"{id}"}}"#);
                heard.say.push(format!(r#"{{"type":"submit","id":"{command}","seat":"{seat}","command":{wish}}}"#));
            }
        }
    }
    heard
}

fn read_bare(text: &str, seat: &str, _: &mut BTreeSet<String>) -> Heard {
    if text.starts_with("all ") {
        let id = uuid::Uuid::new_v4();
        return Heard { say: vec![format!("{seat} acknowledges {id} {}", "x".repeat(100))], answered: 0 };
    }
    Heard { say: Vec::new(), answered: 1 }
}

/// A room that plays, its controller, and a ticket for every player's seat.
async fn playing(size: Size) -> anyhow::Result<(Room, Person, Vec<Ticket>)> {
    let room = Room::open("bench", &scenario::generated(size), Detail::Keys).await?;
    let mut director = room.enter("DIR").await?;
    room.start_exercise(&mut director).await?;
    let controller = room.enter("CTL-1").await?;
    let players = room.exercise.seats.iter().filter(|seat| seat.role == "PLY");
    let tickets = players.map(|seat| room.ticket(&seat.code)).collect::<anyhow::Result<Vec<_>>>()?;
    Ok((room, controller, tickets))
}

/// One storm after the other; also the bytes of an inject, for the bare server to send.
async fn ours(size: Size) -> anyhow::Result<(Measured, String)> {
    let (room, mut controller, tickets) = playing(size).await?;
    let (before, clients) = (room.server.memory(), tickets.len() as u64);
    let mut load = Load::connect(tickets, read_ours).await?;
    load.until_quiet(Duration::from_secs(2)).await;
    let bytes_per_client = room.server.memory().saturating_sub(before) / clients;
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        controller.settle(Duration::from_millis(100)).await;
        let start = Instant::now();
        controller.submit(json!({"type": "release_inject", "row": scenario::row(round)})).await;
        let measured = load.round(start, 1).await.with_context(|| format!("{:?}", controller.ended))?;
        rounds.push(measured);
        load.until_quiet(Duration::from_millis(500)).await;
    }
    rounds.remove(0);
    let watcher = room.enter("D01-1").await?;
    let mut item = watcher.store.one("inject").clone();
    // As it was when it went out: nobody had acknowledged.
    item["acknowledged_by"] = json!([]);
    let frame =
        json!({"type": "update", "channel": "group", "n": 7, "upsert": [{"key": "d", "item": item}], "remove": []});
    room.server.stop().await?;
    Ok((Measured { rounds, bytes_per_client }, frame.to_string()))
}

async fn start_bare(folder: &Folder) -> anyhow::Result<(Child, SocketAddr)> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("--bare").arg(folder.path()).stdout(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
    let line = lines.next_line().await?.context("the bare server said nothing")?;
    let address = line.strip_prefix("open ").context("no address")?.parse()?;
    Ok((child, address))
}

async fn bare_storm(clients: usize, bytes: &str) -> anyhow::Result<Measured> {
    let folder = Folder::new("bare")?;
    let (mut child, address) = start_bare(&folder).await?;
    let process = child.id().context("the bare server ended")?;
    let ticket = |number: usize| -> anyhow::Result<Ticket> {
        let request = format!("ws://{address}/live").into_client_request()?;
        Ok(Ticket { address, request, seat: format!("S-{number}"), hello: None })
    };
    let before = memory_of(process);
    let tickets: Result<Vec<_>, _> = (0..clients).map(ticket).collect();
    let mut load = Load::connect(tickets?, read_bare).await?;
    load.until_quiet(Duration::from_millis(500)).await;
    let bytes_per_client = memory_of(process).saturating_sub(before) / clients as u64;
    let knock = world::socket::Knock { address, exercise: String::new(), headers: Vec::new(), looks_as: None };
    let mut controller = knock.connect_to("/live").await.map_err(|why| anyhow::anyhow!("{why:?}"))?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        controller.send_text(format!("all {bytes}")).await?;
        rounds.push(load.round(start, 1).await?);
        load.until_quiet(Duration::from_millis(300)).await;
    }
    rounds.remove(0);
    child.kill().await?;
    Ok(Measured { rounds, bytes_per_client })
}

/// L-02: ten injects due together, three hundred clients.
async fn due_together() -> anyhow::Result<()> {
    let (room, mut controller, tickets) = playing(Size { departments: 30, seats: 10, rows: 10 }).await?;
    let mut load = Load::connect(tickets, read_ours).await?;
    load.until_quiet(Duration::from_secs(1)).await;
    let start = Instant::now();
    for row in 0..10 {
        controller.submit(json!({"type": "release_inject", "row": scenario::row(row)})).await;
    }
    let round = load.round(start, 10).await?;
    let met = verdict(round.fan_out <= Duration::from_millis(1_500));
    println!(
        "L-02   300 clients, ten injects: the last client has the tenth after {:.1?} (≤ 1.5 s: {met})",
        round.fan_out
    );
    room.server.stop().await
}

/// Transactions that the journal has synced so far, heartbeats included.
async fn syncs(room: &Room) -> anyhow::Result<u64> {
    let answer = Request::new("GET", "/metrics").send(room.server.address).await?;
    let text = answer.text();
    let count = text.lines().find_map(|line| line.strip_prefix("startex_journal_store_seconds_count "));
    count.and_then(|count| count.parse().ok()).context("no count of syncs")
}

/// L-03: the acknowledge storm with two thousand clients.
async fn acknowledge_storm() -> anyhow::Result<()> {
    let (room, mut controller, tickets) = playing(Size { departments: 40, seats: 50, rows: 1 }).await?;
    let mut load = Load::connect(tickets, read_ours).await?;
    load.until_quiet(Duration::from_secs(2)).await;
    let syncs = syncs(&room).await?;
    let start = Instant::now();
    controller.submit(json!({"type": "release_inject", "row": "R-1"})).await;
    let whole = async {
        let all = |me: &Person| {
            let seats = me.store.of_kind("delivery").into_iter().map(|item| item["seats"]["acknowledged"].as_u64());
            seats.sum::<Option<u64>>() == Some(2_000)
        };
        controller.until(Duration::from_secs(60), all).await.then(|| start.elapsed())
    };
    let (round, shown) = tokio::join!(load.round(start, 1), whole);
    let (round, shown) = (round?, shown.context("control never saw 2000")?);
    let late = shown.saturating_sub(round.answered);
    let syncs = self::syncs(&room).await?.saturating_sub(syncs);
    let met = round.answered <= Duration::from_millis(2_500)
        && round.p50 <= Duration::from_millis(300)
        && round.p99 <= Duration::from_secs(1)
        && late <= Duration::from_secs(1)
        && syncs <= SYNCS_MAX;
    println!(
        "L-03   2000 clients acknowledge: all recorded after {:.1?} (≤ 2.5 s), p50 {:.1?} (≤ 300 ms), p99 {:.1?} (≤ 1 s), \
         shown to control {late:.1?} later (≤ 1 s), {syncs} syncs (≤ {SYNCS_MAX}): {}",
        round.answered,
        round.p50,
        round.p99,
        verdict(met)
    );
    let report = room.check()?;
    ensure!(report.acknowledged == 2_000, "{} acknowledgements in the record", report.acknowledged);
    room.server.stop().await
}

/// L-04: five hundred injects due in the same second, two hundred clients, and the controller's Hold.
async fn burst() -> anyhow::Result<()> {
    let burst = world::burst::play(Size { departments: 4, seats: 50, rows: 500 }).await?;
    ensure!(burst.released == 500, "{burst:?}");
    let met = burst.shown <= Duration::from_secs(5) && burst.slowest_hold <= Duration::from_millis(500);
    println!(
        "L-04   500 injects in one second, 200 clients: control is shown the last after {:.1?} (≤ 5 s), the slowest of {} holds \
         answered after {:.1?} (≤ 500 ms): {}",
        burst.shown,
        burst.holds,
        burst.slowest_hold,
        verdict(met)
    );
    Ok(())
}
