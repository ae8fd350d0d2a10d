//! Every frame against the record: what a client holds after each frame is the rendering of the
//! record at some commit, and these commits come in order. So nobody was ever shown a picture that
//! the record does not hold, and a replay shows each seat what it saw.
//!
//! The one place outside the program that uses the rules themselves: the record is read with SQLite
//! and applied by `exercise`.

mod told;

use exercise::audience::channels;
use exercise::commit::Commit;
use exercise::stored::{self, Stored};
use exercise::view::{self, Key, Touched};
use exercise::{Actor, Audience, State, apply};
use protocol::ids::SeatCode;
use protocol::time::{ExerciseTime, Stamp, Timestamp};
use rusqlite::Connection;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use world::socket::{Knock, Received, Socket};

pub(crate) use told::the_replay_is_what_every_client_held;

/// Seats that watch: one of every audience.
pub(crate) const WATCHERS: &[&str] =
    &["DIR", "SIM-1", "ACT-1", "EVA-XF", "CMD-2", "XF-2", "GA-2", "XC-2", "SS-2", "JD-2", "WALL-L", "WALL-P"];
/// A channel is compared only where a flush fits one frame: a larger one comes in parts.
const PART_BYTES: usize = 24 * 1024;
const PATIENCE: Duration = Duration::from_secs(120);

fn fingerprint(key: &str, item: &Value) -> u64 {
    let mut hasher = DefaultHasher::new();
    (key, item.to_string()).hash(&mut hasher);
    hasher.finish()
}

/// What a channel held after a frame.
struct Step {
    held: u64,
    whole: bool,
}

/// One watcher's channels, frame by frame.
#[derive(Default)]
pub(crate) struct Watched {
    items: BTreeMap<String, BTreeMap<String, u64>>,
    steps: BTreeMap<String, Vec<Step>>,
    /// Facts that were ever shown, with their values.
    facts: BTreeSet<(String, String)>,
    snapshot: BTreeMap<String, u64>,
}

impl Watched {
    fn take(&mut self, frame: &Value) {
        let kind = frame["type"].as_str().unwrap_or_default();
        if !["snapshot", "update"].contains(&kind) {
            return;
        }
        let channel = frame["channel"].as_str().unwrap().to_owned();
        let list = if kind == "snapshot" { &frame["items"] } else { &frame["upsert"] };
        let mut given = Vec::new();
        for entry in list.as_array().unwrap() {
            let key = entry["key"].as_str().unwrap();
            self.note(&entry["item"]);
            given.push((key.to_owned(), fingerprint(key, &entry["item"])));
        }
        let whole = frame.to_string().len() < PART_BYTES;
        if kind == "snapshot" {
            self.snapshot.extend(given);
            if frame["last"] != true {
                return;
            }
            self.items.insert(channel.clone(), std::mem::take(&mut self.snapshot));
        } else {
            let items = self.items.entry(channel.clone()).or_default();
            items.extend(given);
            for key in frame["remove"].as_array().unwrap() {
                items.remove(key.as_str().unwrap());
            }
        }
        let held = self.items[&channel].values().fold(0, |sum, one| sum ^ one);
        self.steps.entry(channel).or_default().push(Step { held, whole: whole || kind == "snapshot" });
    }

    fn note(&mut self, item: &Value) {
        if item["kind"] == "wall_fact" {
            for shown in item["shown"].as_array().unwrap() {
                self.facts.insert((item["key"].as_str().unwrap().to_owned(), shown["value"].to_string()));
            }
        }
    }
}

/// Watches a demonstration from its first second to its end.
pub(crate) fn watch(links: PathBuf) -> JoinHandle<BTreeMap<String, Watched>> {
    std::thread::spawn(move || {
        let begun = Instant::now();
        while !links.exists() {
            assert!(begun.elapsed() < PATIENCE, "no links were written");
            std::thread::sleep(Duration::from_millis(20));
        }
        let links: Value = serde_json::from_slice(&std::fs::read(&links).unwrap()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut watching = Vec::new();
            for code in WATCHERS {
                let socket = enter(&links, code).await;
                watching.push(tokio::spawn(follow(socket, (*code).to_owned())));
            }
            let mut watched = BTreeMap::new();
            for watcher in watching {
                let (code, seen) = watcher.await.unwrap();
                watched.insert(code, seen);
            }
            watched
        })
    })
}

async fn enter(links: &Value, code: &str) -> Socket {
    let seats = links["seats"].as_array().unwrap();
    let seat = seats.iter().find(|seat| seat["position"] == code);
    let seat = seat
        .unwrap_or_else(|| panic!("no seat {code}: {:?}", seats.iter().map(|s| &s["position"]).collect::<Vec<_>>()));
    let address = links["base"].as_str().unwrap().trim_start_matches("http://").parse().unwrap();
    let knock = Knock::new(address, links["exercise"].as_str().unwrap(), seat["token"].as_str().unwrap());
    let mut socket = knock.connect().await.unwrap();
    socket.send(&serde_json::json!({ "type": "hello" })).await.unwrap();
    socket
}

async fn follow(mut socket: Socket, code: String) -> (String, Watched) {
    let mut seen = Watched::default();
    loop {
        match socket.receive(Duration::from_secs(10)).await {
            Received::Frame(frame) => seen.take(&frame),
            Received::Silence => socket.send(&serde_json::json!({ "type": "ping", "t0": 0 })).await.unwrap(),
            // The server ended: whether it should have is for the test around this one.
            Received::Closed(1012, _) | Received::Lost => return (code, seen),
            Received::Closed(code_of, reason) => {
                assert_eq!(reason, "restarting", "{code} was sent away with {code_of}");
                return (code, seen);
            }
        }
    }
}

fn commits(journal: &Connection) -> Vec<Commit> {
    let mut query = journal.prepare("SELECT wall, exercise_ms, actor, events FROM commits ORDER BY seq").unwrap();
    let row = |row: &rusqlite::Row<'_>| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?, row.get::<_, Vec<u8>>(3)?))
    };
    let rows = query.query_map([], row).unwrap();
    let mut commits = Vec::new();
    for row in rows {
        let (wall, exercise, actor, events) = row.unwrap();
        let mut actor: Value = serde_json::from_str(&actor).unwrap();
        if let Some(seat) = actor.get_mut("seat").and_then(Value::as_object_mut) {
            seat.remove("happened_at");
        }
        let by: Actor = serde_json::from_value(actor).unwrap();
        let facts: Vec<Stored> = serde_json::from_slice(&events).unwrap();
        let events = facts.into_iter().map(|fact| stored::read(fact).unwrap()).collect();
        let at = Stamp { wall: Timestamp(wall), exercise: ExerciseTime(exercise) };
        commits.push(Commit { at, by, command: None, happened_at: None, events });
    }
    commits
}

/// What an audience sees, kept up to date by what commits touch.
#[derive(Default)]
struct Seen {
    items: HashMap<Key, u64>,
    sum: u64,
    history: Vec<u64>,
}

impl Seen {
    fn render(&mut self, state: &State, key: &Key, audience: &Audience) {
        let print = view::render(state, key, audience)
            .map(|item| fingerprint(&key.wire().0, &serde_json::to_value(&item).unwrap()));
        let before = match print {
            Some(print) => self.items.insert(key.clone(), print),
            None => self.items.remove(key),
        };
        self.sum ^= before.unwrap_or_default() ^ print.unwrap_or_default();
    }

    fn all(&mut self, state: &State, audience: &Audience) {
        let gone: Vec<Key> = self.items.keys().cloned().collect();
        for key in gone.iter().chain(&view::keys_of(state, audience)) {
            self.render(state, key, audience);
        }
    }
}

/// Renders the record for every audience at every commit.
fn replay(commits: &[Commit], audiences: &BTreeSet<Audience>) -> (State, BTreeMap<Audience, Vec<u64>>) {
    let mut state = apply::create(&commits[0]).unwrap();
    let mut seen: BTreeMap<Audience, Seen> =
        audiences.iter().map(|audience| (audience.clone(), Seen::default())).collect();
    for (number, commit) in commits.iter().enumerate() {
        let (mut keys, mut all) = (BTreeSet::new(), number == 0);
        if number > 0 {
            apply::apply_commit(&mut state, commit, |state, event| match view::touched(state, event) {
                Touched::Keys(touched) => keys.extend(touched),
                Touched::All => all = true,
            });
        }
        for (audience, seen) in &mut seen {
            if all {
                seen.all(&state, audience);
            } else {
                keys.iter().for_each(|key| seen.render(&state, key, audience));
            }
            seen.history.push(seen.sum);
        }
    }
    (state, seen.into_iter().map(|(audience, seen)| (audience, seen.history)).collect())
}

/// Compares every frame of every watcher with the record.
pub(crate) fn every_frame_is_a_moment_of_the_record(watched: &BTreeMap<String, Watched>, journal: &Path) {
    let commits = commits(&super::read(journal));
    let state = apply::create(&commits[0]).unwrap();
    let audiences = watched.keys().flat_map(|code| of(&state, code)).map(|(_, audience)| audience).collect();
    let (_, moments) = replay(&commits, &audiences);
    let mut compared = 0;
    for (code, seen) in watched {
        for (name, audience) in of(&state, code) {
            compared += in_order(code, &name, seen, moments[&audience].iter().copied());
        }
    }
    assert!(compared > 1_000, "frames compared: {compared}");
}

/// The channels of a seat, by their names on the wire.
fn of(state: &State, code: &str) -> Vec<(String, Audience)> {
    let word = |name| serde_json::to_value(name).unwrap().as_str().unwrap().to_owned();
    let seat = state.seat(&SeatCode::parse(code).unwrap()).unwrap();
    channels(seat).into_iter().map(|(name, audience)| (word(name), audience)).collect()
}

/// Every frame of a channel is among these moments, and they come in order; tells how many it compared.
fn in_order(code: &str, name: &str, seen: &Watched, moments: impl Iterator<Item = u64>) -> usize {
    let moments: Vec<u64> = moments.collect();
    let (mut at, mut compared) = (0, 0);
    for (number, step) in seen.steps.get(name).into_iter().flatten().enumerate() {
        match moments[at..].iter().position(|moment| *moment == step.held) {
            Some(ahead) => (at, compared) = (at + ahead, compared + 1),
            None => assert!(!step.whole, "{code}: after frame {number} of {name} it holds what never was"),
        }
    }
    compared
}

/// The players' wall never showed a value that incident command had not confirmed.
pub(crate) fn the_players_wall_shows_only_what_was_confirmed(
    watched: &BTreeMap<String, Watched>,
    facts: &[super::Fact],
) {
    let mut reports = BTreeMap::new();
    let mut confirmed = BTreeSet::new();
    for super::Fact { kind, data, .. } in facts {
        match kind.as_str() {
            "fact_reported" => {
                let value = (super::text(data, "fact").to_owned(), data["value"].to_string());
                reports.insert(super::text(data, "id").to_owned(), value);
            }
            "fact_confirmed" => {
                confirmed.insert(reports[super::text(data, "report")].clone());
            }
            _ => {}
        }
    }
    let shown = &watched["WALL-P"].facts;
    assert!(!shown.is_empty() && shown.is_subset(&confirmed), "shown {shown:?}, confirmed {confirmed:?}");
    // The leaders' wall shows what is not confirmed too: or this could not fail.
    assert!(!watched["WALL-L"].facts.is_subset(&confirmed));
}
