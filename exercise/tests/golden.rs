//! Golden files: every kind of stored fact, byte for byte. A change here is a decision, never an
//! accident: a kind that means something else gets a higher version and an upcast, and the file of
//! the old version stays.
//!
//! `GOLDEN=write cargo test -p startex-exercise --test golden` writes the files of new kinds.
#![expect(clippy::disallowed_methods, reason = "golden files are read and written; the rules are not")]

mod support;

use exercise::{Event, stored};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;
use support::walk::{Dice, Known, claims, commitments, fact_reports, features, posts, statements, step};
use support::{World, row, small};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden")
}

/// The first fact of each kind that seeded walks come across.
fn specimens() -> BTreeMap<&'static str, Event> {
    let mut found = BTreeMap::new();
    for seed in 0..20 {
        let time = json!({"type": "time", "at": 5});
        let mut world = World::new(small(json!([row("1", time.clone(), json!({})), row("2", time, json!({}))])));
        let mut dice = Dice(seed);
        for _ in 0..120 {
            support::plan::step(&mut world, &mut dice);
        }
        for event in world.commits.iter().flat_map(|commit| &commit.events).filter(|one| one.kind().starts_with("msel"))
        {
            found.entry(event.kind()).or_insert_with(|| event.clone());
        }
    }
    for seed in 0..400 {
        let time = |at: i32| json!({"type": "time", "at": at});
        let expected = json!({"kind": "expected_action", "channel": null, "targets": {"acknowledge": null, "respond": null, "complete": 100}});
        let rows = json!([
            row("1", time(5), json!({})),
            row("2", time(10), json!({"kind": "contextual", "tasks": []})),
            row("3", time(20), expected),
        ]);
        let mut scenario = small(rows);
        scenario.settings.comms_check = protocol::ids::RowId::parse("1").ok();
        let mut world = World::running(scenario);
        let mut dice = Dice(seed);
        for _ in 0..120 {
            step(&mut world, &mut dice, &Known::default());
            let ids = |key: &str| {
                let items = exercise::view::keys(&world.state);
                items
                    .iter()
                    .map(|key| key.wire().0)
                    .filter_map(|wire| wire.strip_prefix(key).map(str::to_owned))
                    .collect()
            };
            let (clarifications, reports) = (ids("clarification/"), ids("report/"));
            let (claims, commitments) = (claims(&world), commitments(&world));
            let (posts, statements) = (posts(&world), statements(&world));
            let fact_reports = fact_reports(&world);
            let features = features(&world);
            let known =
                Known { clarifications, reports, fact_reports, claims, commitments, features, posts, statements };
            step(&mut world, &mut dice, &known);
        }
        for event in world.commits.iter().flat_map(|commit| &commit.events) {
            found.entry(event.kind()).or_insert_with(|| event.clone());
        }
        if found.len() == Event::KINDS.len() {
            break;
        }
    }
    found
}

#[test]
fn every_stored_fact_has_a_golden_file_and_reads_back() {
    let write = std::env::var("GOLDEN").is_ok_and(|value| value == "write");
    let specimens = if write { specimens() } else { BTreeMap::new() };
    for kind in Event::KINDS {
        let path = folder().join(format!("{kind}.v1.json"));
        if write && !path.exists() {
            let event = specimens.get(kind).unwrap_or_else(|| panic!("no walk came across {kind}"));
            let text = serde_json::to_string_pretty(&stored::store(event).unwrap()).unwrap() + "\n";
            std::fs::write(&path, text).unwrap();
        }
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let stored: stored::Stored = serde_json::from_str(&text).unwrap();
        assert_eq!(stored.kind, *kind);
        let event = stored::read(stored.clone()).unwrap();
        let again = serde_json::to_string_pretty(&stored::store(&event).unwrap()).unwrap() + "\n";
        assert_eq!(again, text, "{kind} is written differently from its golden file");
    }
}

#[test]
fn a_fact_of_a_newer_program_is_refused_not_guessed() {
    let unknown = stored::Stored { kind: "teleported".into(), version: 1, data: json!({}) };
    assert!(matches!(stored::read(unknown), Err(stored::StoredError::Newer { .. })));
    let newer = stored::Stored { kind: "row_armed".into(), version: 2, data: json!({"row": "1"}) };
    assert!(matches!(stored::read(newer), Err(stored::StoredError::Newer { .. })));
    let broken = stored::Stored { kind: "row_armed".into(), version: 1, data: json!({"row": 1}) };
    assert!(matches!(stored::read(broken), Err(stored::StoredError::Broken { .. })));
}
