//! The replay that the server makes of a record, against what real clients held, and against the whole
//! picture that the state has for a seat.

use super::{Seen, Watched, commits, fingerprint, in_order, of};
use exercise::apply;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use world::http::Request;
use world::server::{Exercise, Server};

/// Moments at which a replay is compared with everything that a department could see in the state.
const INSTANTS: usize = 200;
/// Whose replay is read, by whom: departments through control's eyes, the others by themselves.
const REPLAYS: &[(&str, &str)] = &[
    ("DIR", "DIR"),
    ("EVA-XF", "EVA-XF"),
    ("LC", "CMD-2"),
    ("LC", "XF-2"),
    ("LC", "GA-2"),
    ("LC", "XC-2"),
    ("LC", "SS-2"),
    ("LC", "JD-2"),
];

/// A replay as the server gives it: what each channel held after each commit that changed something.
struct Told {
    channels: BTreeMap<String, Vec<(u64, u64)>>,
}

impl Told {
    fn of(replay: &Value) -> Self {
        let mut held: BTreeMap<String, (BTreeMap<String, u64>, u64)> = BTreeMap::new();
        let mut channels: BTreeMap<String, Vec<(u64, u64)>> = BTreeMap::new();
        for step in replay["steps"].as_array().unwrap() {
            for change in step["changes"].as_array().unwrap() {
                let name = change["channel"].as_str().unwrap();
                let (items, sum) = held.entry(name.to_owned()).or_default();
                for upsert in change["upsert"].as_array().unwrap() {
                    let key = upsert["key"].as_str().unwrap();
                    let print = fingerprint(key, &upsert["item"]);
                    let before = items.insert(key.to_owned(), print);
                    assert_ne!(before, Some(print), "what has not changed is left out: {key}");
                    *sum ^= print ^ before.unwrap_or_default();
                }
                for key in change["remove"].as_array().unwrap() {
                    let gone = items.remove(key.as_str().unwrap());
                    assert!(gone.is_some(), "only what was shown goes away: {key}");
                    *sum ^= gone.unwrap_or_default();
                }
                channels.entry(name.to_owned()).or_default().push((step["seq"].as_u64().unwrap_or_default(), *sum));
            }
        }
        Self { channels }
    }

    /// What a channel held when a commit had been shown.
    fn at(&self, name: &str, seq: u64) -> u64 {
        let steps = self.channels.get(name).map(Vec::as_slice).unwrap_or_default();
        steps[..steps.partition_point(|(step, _)| *step <= seq)].last().map_or(0, |(_, sum)| *sum)
    }
}

/// Fetches replays from a server over the data folder of the drill, after its end.
fn fetch(data: &Path, links: &Path) -> BTreeMap<&'static str, Value> {
    let exercise = Exercise::from_links(links).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let server = Server::start(data, None).await.unwrap();
        let mut replays = BTreeMap::new();
        for (reader, seat) in REPLAYS {
            let token = &exercise.seats.iter().find(|seat| seat.code == *reader).unwrap().token;
            let through = if reader == seat { String::new() } else { format!("?as={seat}") };
            let path = format!("/api/v1/exercises/{}/replay{through}", exercise.id);
            let answer = Request::new("GET", &path).bearer(token).send(server.address).await.unwrap();
            assert_eq!(answer.status, 200, "{seat}: {}", answer.text());
            assert_eq!(answer.json()["seat"], *seat);
            replays.insert(*seat, answer.json());
        }
        replays
    })
}

/// The replay that the server makes of a seat holds every picture that the seat's client held, in
/// order; and at instants chosen at random the whole picture that the state has for it.
pub(crate) fn the_replay_is_what_every_client_held(
    watched: &BTreeMap<String, Watched>,
    data: &Path,
    links: &Path,
    journal: &Path,
) {
    let commits = commits(&crate::read(journal));
    let first = apply::create(&commits[0]).unwrap();
    let (mut told, mut compared) = (BTreeMap::new(), 0);
    for (code, replay) in fetch(data, links) {
        let replay = Told::of(&replay);
        for name in watched[code].steps.keys() {
            // Before its first step a channel holds nothing.
            let steps = replay.channels.get(name).map(Vec::as_slice).unwrap_or_default();
            let moments = std::iter::once(0).chain(steps.iter().map(|(_, sum)| *sum));
            compared += in_order(code, name, &watched[code], moments);
        }
        told.insert(code, replay);
    }
    assert!(compared > 1_000, "frames compared: {compared}");

    // The seed is the exercise's own id: another drill, other instants, and this one can be repeated.
    let mut random = u64::from_be_bytes(first.id().0.as_bytes()[..8].try_into().unwrap()) | 1;
    let mut instants = BTreeSet::new();
    while instants.len() < INSTANTS {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        instants.insert(random % commits.len() as u64 + 1);
    }
    let mut state = first;
    for (commit, seq) in commits.iter().zip(1_u64..) {
        if seq > 1 {
            apply::apply_commit(&mut state, commit, |_, _| {});
        }
        if !instants.contains(&seq) {
            continue;
        }
        // An evaluator is not told which commit it was: his replay was compared frame by frame.
        for (code, replay) in told.iter().filter(|(code, _)| **code != "EVA-XF") {
            for (name, audience) in of(&state, code) {
                let mut seen = Seen::default();
                seen.all(&state, &audience);
                assert_eq!(replay.at(&name, seq), seen.sum, "{code}: {name} at commit {seq} of {}", commits.len());
            }
        }
    }
}
