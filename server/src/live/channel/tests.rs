//! Positions of one channel, on a state that a test moves commit by commit.

use super::*;
use crate::journal::Hash;
use crate::live::replica::Applied;
use exercise::commit::{Commit, Moment};
use exercise::{Actor, Seated, apply, decide, event};
use protocol::command::Command;
use protocol::frame::ServerFrame;
use protocol::ids::{ExerciseId, SeatCode};
use protocol::time::{Stamp, Timestamp};
use protocol::vocab::Role;

struct World {
    replica: Replica,
    channel: Channel,
    seq: u64,
}

fn commit(by: Actor, at: Stamp, events: Vec<exercise::Event>) -> Commit {
    Commit { at, by, command: None, happened_at: None, events }
}

impl World {
    fn new(audience: Audience) -> Self {
        let drill = crate::scenario::load(crate::scenario::bundled()[0].yaml.as_bytes()).scenario.unwrap();
        let created = event::ExerciseCreated { exercise: ExerciseId(crate::ids::uuid()), scenario: Box::new(drill) };
        let state = apply::create(&commit(Actor::System, Stamp::default(), vec![created.into()])).unwrap();
        let channel = Channel::new(ChannelName::Group, audience);
        Self { replica: Replica::new(state, 1, Hash([0; 32])), channel, seq: 1 }
    }

    /// The director commands; what it touched is dirty.
    fn command(&mut self, json: serde_json::Value) {
        let seat = SeatCode::parse("DIR").unwrap();
        let seated = Seated { seat, role: Role::Director, department: None, person: None, robot: false };
        let command: Command = serde_json::from_value(json).unwrap();
        let moment =
            Moment { wall: Timestamp(5), seed: crate::ids::uuid(), happened_at: None, ballot: uuid::Uuid::nil() };
        let events = decide::decide(self.replica.state(), &command, &seated, &moment).unwrap();
        self.seq += 1;
        let at = self.replica.state().stamp(moment.wall);
        let commit = commit(Actor::Seat(seated), at, events);
        let applied = Applied { commit, seq: self.seq, hash: Hash([0; 32]), names: Vec::new() };
        let change = self.replica.on_commit(&applied);
        if change.all {
            self.channel.touch_all();
        }
        self.channel.touch(self.replica.state(), &change.keys);
    }

    fn log(&mut self, text: &str) {
        self.command(serde_json::json!({"type": "write_log", "text": text}));
    }

    fn standby(&mut self) {
        for step in ["submit_for_review", "approve_exercise", "open_standby"] {
            self.command(serde_json::json!({"type": step}));
        }
    }
}

/// Position, keys given and keys taken away.
fn read(frame: &Frame) -> (u32, Vec<String>, Vec<String>) {
    let keys = |items: Vec<protocol::frame::Upsert>| items.into_iter().map(|upsert| upsert.key.0).collect();
    match serde_json::from_str(frame.as_str()).unwrap() {
        ServerFrame::Update { n, upsert, remove, .. } => (n, keys(upsert), remove.into_iter().map(|k| k.0).collect()),
        ServerFrame::Snapshot { n, items, .. } => (n, keys(items), Vec::new()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn r3_an_equal_rendering_takes_no_position() {
    let mut world = World::new(Audience::Everyone);
    world.channel.flush(&world.replica);
    let n = world.channel.n();
    world.channel.touch_all();
    assert!(world.channel.flush(&world.replica).frames.is_empty());
    world.standby();
    assert_eq!(world.channel.flush(&world.replica).frames.len(), 1, "three commands, one flush, one position");
    assert_eq!(world.channel.n(), n + 1);
    world.log("nobody but control reads this");
    assert!(world.channel.flush(&world.replica).frames.is_empty());
}

#[test]
fn r4_a_key_is_removed_only_where_it_was_given() {
    let mut world = World::new(Audience::Control);
    world.standby();
    world.log("line 0");
    world.channel.flush(&world.replica);
    let first: String = world.channel.keys().map(Key::wire).find(|key| key.0.starts_with("entry/")).unwrap().0;
    // The window of the log moves on; what leaves it between two flushes was never given.
    for line in 1..=exercise::limits::ENTRY_WINDOW * 2 {
        world.log(&format!("line {line}"));
    }
    let frames = world.channel.flush(&world.replica).frames;
    let removed: Vec<String> = frames.iter().flat_map(|(_, frame)| read(frame).2).collect();
    assert!(removed.contains(&first));
    assert!(removed.len() < 10, "only what the first flush gave: {}", removed.len());
}

#[test]
fn r5_who_missed_more_removals_than_are_remembered_reloads() {
    let mut world = World::new(Audience::Control);
    world.standby();
    world.channel.flush(&world.replica);
    let n = world.channel.n();
    for line in 0..exercise::limits::ENTRY_WINDOW + TOMBSTONES_MAX + 10 {
        world.log(&format!("line {line}"));
        world.channel.flush(&world.replica);
    }
    assert!(world.channel.since(n).is_none());
    assert!(world.channel.since(world.channel.n() - 1).is_some());
    assert!(world.channel.since(world.channel.n() + 1).is_none(), "a position that was never given");
    assert!(world.channel.gone.len() <= TOMBSTONES_MAX);
}

#[test]
fn r6_what_was_missed_comes_merged_and_ends_at_true_positions() {
    let mut world = World::new(Audience::Control);
    world.standby();
    world.channel.flush(&world.replica);
    let n = world.channel.n();
    for line in 0..30 {
        world.log(&format!("{line} {}", "x".repeat(3_900)));
        world.channel.flush(&world.replica);
    }
    let frames = world.channel.since(n).unwrap();
    assert!((2..10).contains(&frames.len()), "{}", frames.len());
    let mut at = n;
    let mut given = Vec::new();
    for (n, frame) in &frames {
        let (upto, keys, _) = read(frame);
        assert_eq!(upto, *n);
        assert!(upto > at);
        at = upto;
        given.extend(keys);
        // A client that is cut off here knows truly where it stands.
        let rest = world.channel.since(upto).unwrap();
        assert!(rest.iter().flat_map(|(_, frame)| read(frame).1).all(|key| !given.contains(&key)));
    }
    assert_eq!(at, world.channel.n());
    assert!(world.channel.since(world.channel.n()).unwrap().is_empty());
}

#[test]
fn s15_who_is_behind_gets_what_was_missed_in_bites_and_ends_where_everybody_is() {
    let mut world = World::new(Audience::Control);
    world.standby();
    world.channel.flush(&world.replica);
    let mut at = world.channel.n();
    for line in 0..400 {
        world.log(&format!("{line} {}", "演练".repeat(900)));
        world.channel.flush(&world.replica);
    }
    let (mut bites, mut keys) = (0, BTreeSet::new());
    while at < world.channel.n() {
        let bite = world.channel.next_since(at, 256 * 1024).unwrap();
        let bytes: usize = bite.iter().map(|(_, frame)| frame.len()).sum();
        assert!(bytes <= 256 * 1024 + PART_BYTES, "{bytes}");
        keys.extend(bite.iter().flat_map(|(_, frame)| read(frame).1));
        at = bite.last().unwrap().0;
        bites += 1;
    }
    assert!(bites >= 5 && keys.iter().filter(|key| key.starts_with("entry/")).count() == 400, "{bites} {}", keys.len());
    assert!(world.channel.next_since(at, 1).unwrap().is_empty());
}

#[test]
fn r7_snapshots_and_updates_come_in_parts_and_a_snapshot_is_encoded_once() {
    let mut world = World::new(Audience::Control);
    let updates: Vec<Frame> = world.channel.flush(&world.replica).frames.into_iter().map(|(_, frame)| frame).collect();
    let snapshot = world.channel.snapshot();
    assert!(Arc::ptr_eq(&snapshot, &world.channel.snapshot()));
    assert!(snapshot.len() > 1 && updates.len() > 1);
    assert!(snapshot.iter().chain(&updates).all(|frame| frame.len() < 64 * 1024));
    let last = |frame: &Frame| frame.as_str().contains(r#""last":true"#);
    assert!(last(snapshot.last().unwrap()) && !snapshot[..snapshot.len() - 1].iter().any(last));
    let given = |frames: &[Frame]| {
        let mut keys: Vec<String> = frames.iter().flat_map(|frame| read(frame).1).collect();
        keys.sort_unstable();
        keys
    };
    assert_eq!(given(&snapshot), given(&updates));
    world.standby();
    world.channel.flush(&world.replica);
    assert!(!Arc::ptr_eq(&snapshot, &world.channel.snapshot()));
}
