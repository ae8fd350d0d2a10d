//! The demonstration from end to end, as a user starts it: the built binary, robots at sockets, a
//! record on disk, and the checks of that record by hand and by `startex verify`.
#![expect(clippy::unwrap_used, reason = "a test stops where its world is broken")]

mod replayed;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// 165 exercise minutes at sixty times the pace are 165 s; what follows ENDEX and a busy machine
/// take their share.
const PATIENCE: Duration = Duration::from_secs(400);

/// How every row of the petition drill ends with the seed of the demonstration.
const TABLE: &[(&str, &[&str])] = &[
    (
        "complete",
        &[
            "A-01", "A-02", "A-03", "A-03.1", "A-04", "A-05", "A-05.1", "A-06", "I-01", "I-02", "I-04", "I-05", "I-06",
            "I-07", "I-08", "I-09", "I-10", "I-11", "I-12", "I-13", "I-14", "I-15", "I-16", "I-17", "I-18", "I-19",
            "I-20", "I-22", "I-23", "I-24", "I-25", "I-27", "I-28", "I-29", "I-30", "I-31", "I-33", "I-35", "I-36",
            "I-37", "I-38", "I-39", "I-40", "I-41", "X-01",
        ],
    ),
    ("missed", &["I-03", "I-34", "I-42"]),
    ("not_played", &["I-21", "I-26", "I-32", "R-00"]),
];

/// The binary that was built into the same profile as this test.
fn startex() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let binary = test.parent().and_then(Path::parent).unwrap().join("startex");
    assert!(binary.exists(), "{} is not there: `cargo build` comes before this test", binary.display());
    binary
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("startex-test-{}-{name}", uuid::Uuid::new_v4()));
    std::fs::create_dir(&folder).unwrap();
    folder
}

/// Plays the drill; stops it if it does not stop by itself.
fn play(data: &Path, links: &Path) -> Output {
    let mut child = Command::new(startex())
        .args(["demo", "--speed", "60", "--exit-at-end", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .arg("--links")
        .arg(links)
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            let output = child.wait_with_output().unwrap();
            panic!("the drill did not end: {}", String::from_utf8_lossy(&output.stdout));
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    child.wait_with_output().unwrap()
}

/// One fact of the record.
struct Fact {
    actor: Value,
    kind: String,
    data: Value,
}

fn read(journal: &Path) -> Connection {
    Connection::open_with_flags(journal, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

fn facts(journal: &Path) -> Vec<Fact> {
    let record = read(journal);
    let mut query = record.prepare("SELECT actor, events FROM commits ORDER BY seq").unwrap();
    let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?))).unwrap();
    let mut facts = Vec::new();
    for row in rows {
        let (actor, events) = row.unwrap();
        let actor: Value = serde_json::from_str(&actor).unwrap();
        let events: Vec<Value> = serde_json::from_slice(&events).unwrap();
        facts.extend(events.into_iter().map(|mut event| Fact {
            actor: actor.clone(),
            kind: event["kind"].as_str().unwrap().to_owned(),
            data: event["data"].take(),
        }));
    }
    facts
}

fn text<'a>(data: &'a Value, field: &str) -> &'a str {
    data[field].as_str().unwrap_or_else(|| panic!("{field} in {data}"))
}

/// The last state of every row, from the facts alone.
fn rows(facts: &[Fact]) -> BTreeMap<String, &'static str> {
    let mut rows = BTreeMap::new();
    for Fact { kind, data, .. } in facts {
        let status = match kind.as_str() {
            "exercise_created" => {
                let list = data["scenario"]["injects"].as_array().unwrap();
                rows.extend(list.iter().map(|row| (text(row, "id").to_owned(), "scheduled")));
                continue;
            }
            "row_released" => "released",
            "row_completed" => "complete",
            "row_missed" => "missed",
            "row_skipped" => "skipped",
            "row_recalled" => "recalled",
            "row_not_played" => "not_played",
            "row_retired" => "obsolete",
            _ => continue,
        };
        rows.insert(text(data, "row").to_owned(), status);
    }
    rows
}

fn expected() -> BTreeMap<String, &'static str> {
    TABLE.iter().flat_map(|(status, rows)| rows.iter().map(|row| ((*row).to_owned(), *status))).collect()
}

fn every_delivery_is_acknowledged_or_overdue(facts: &[Fact]) {
    let mut open = BTreeSet::new();
    let mut overdue = 0;
    for Fact { kind, data, .. } in facts {
        match kind.as_str() {
            "row_released" => {
                let deliveries = data["deliveries"].as_array().unwrap();
                open.extend(deliveries.iter().map(|delivery| text(delivery, "id").to_owned()));
            }
            // Who acts on an inject has accepted it.
            "delivery_acknowledged" | "delivery_begun" | "delivery_responded" | "delivery_completed" => {
                open.remove(text(data, "delivery"));
            }
            "delivery_overdue" => {
                overdue += 1;
                open.remove(text(data, "delivery"));
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "neither acknowledged nor overdue: {open:?}");
    assert!(overdue >= 3, "some are late: {overdue}");
}

fn contingencies_fire_by_their_conditions(facts: &[Fact]) {
    let list = facts.iter().find(|fact| fact.kind == "exercise_created").unwrap();
    let list = list.data["scenario"]["injects"].as_array().unwrap();
    let contingency =
        |row: &str| list.iter().any(|spec| text(spec, "id") == row && text(spec, "kind") == "contingency");
    let of = |kind: &str| -> BTreeSet<&str> {
        let rows = facts.iter().filter(|fact| fact.kind == kind).map(|fact| text(&fact.data, "row"));
        rows.filter(|row| contingency(row)).collect()
    };
    // The clock says that a row is due, a controller's tap lets it go.
    let (armed, released) = (of("row_armed"), of("row_released"));
    assert!(armed.intersection(&released).count() >= 3, "due {armed:?}, released {released:?}");
    let due = facts.iter().filter(|fact| fact.kind == "row_armed" && contingency(text(&fact.data, "row")));
    assert!(due.into_iter().all(|fact| fact.actor == "system"), "no person says that a condition is true");
}

/// Evaluators' robots tick the relay test at each of its hops, one after the other: what M11 rests on.
fn the_relay_is_ticked_hop_by_hop(facts: &[Fact]) {
    let ticked: Vec<&Fact> = facts.iter().filter(|fact| fact.kind == "relay_ticked").collect();
    let hops: Vec<_> = ticked.iter().map(|fact| (text(&fact.data, "row"), fact.data["hop"].as_u64())).collect();
    assert_eq!(hops, [("I-22", Some(0)), ("I-22", Some(1)), ("I-22", Some(2))]);
    let moments: Vec<_> = ticked.iter().map(|fact| fact.data["at"].as_i64().unwrap()).collect();
    assert!(moments.windows(2).all(|pair| pair[0] < pair[1]), "{moments:?}");
    assert!(ticked.iter().all(|fact| fact.data["heard"].as_array().unwrap().len() == 6));
}

fn everybody_is_marked_as_a_robot(facts: &[Fact]) {
    let taken: Vec<_> = facts.iter().filter(|fact| fact.kind == "seat_taken").collect();
    assert!(taken.len() >= 30, "seats taken: {}", taken.len());
    // Who of this test's watchers comes to a seat before its robot takes it without one.
    let expected = |seat: &str, robot: bool| robot || replayed::WATCHERS.contains(&seat);
    let named = |fact: &&&Fact| !expected(text(&fact.data, "seat"), fact.data["robot"] == true);
    assert_eq!(taken.iter().filter(named).count(), 0);
    assert!(taken.iter().all(|fact| fact.data["person"].is_null()));
    let seated = facts.iter().filter_map(|fact| fact.actor.get("seat"));
    assert!(seated.clone().count() > 500 && seated.clone().all(|seat| seat["robot"] == true));
}

fn the_links_name_every_seat(links: &Path) {
    let links: Value = serde_json::from_slice(&std::fs::read(links).unwrap()).unwrap();
    assert!(text(&links, "base").starts_with("http://127.0.0.1:"));
    assert!(uuid::Uuid::parse_str(text(&links, "exercise")).is_ok());
    let seats = links["seats"].as_array().unwrap();
    let roles: BTreeSet<&str> = seats.iter().map(|seat| text(seat, "role")).collect();
    let all = ["ACT", "CTL", "DIR", "EVA", "LC", "LEV", "OBS", "PLY", "SAF", "SIM", "WALL"];
    assert_eq!(roles, BTreeSet::from(all));
    for seat in seats {
        assert_eq!(seat["department"].is_null(), text(seat, "role") != "PLY", "{seat}");
        assert!(text(seat, "url").starts_with(text(&links, "base")) && text(seat, "url").contains(text(seat, "token")));
    }
}

fn verify(file: &Path) -> (bool, String) {
    let output = Command::new(startex()).arg("verify").arg(file).env_clear().output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The same value with one bit changed.
fn flipped(value: Sql) -> Sql {
    match value {
        Sql::Integer(number) => Sql::Integer(number ^ 1),
        Sql::Text(text) => {
            let mut bytes = text.into_bytes();
            let at = bytes.len() / 2;
            bytes[at] ^= 1;
            Sql::Text(String::from_utf8(bytes).unwrap())
        }
        Sql::Blob(bytes) if bytes.is_empty() => Sql::Blob(vec![1]),
        Sql::Blob(mut bytes) => {
            let at = bytes.len() / 2;
            bytes[at] ^= 1;
            Sql::Blob(bytes)
        }
        Sql::Null | Sql::Real(_) => panic!("no column of an accepted command is {value:?}"),
    }
}

/// One changed bit in any column of a commit, and the check names that commit.
fn one_changed_byte_is_found(journal: &Path, scratch: &Path) {
    let whole = scratch.join("whole.db");
    read(journal).execute("VACUUM INTO ?1", [whole.to_str().unwrap()]).unwrap();
    assert!(verify(&whole).0, "the copy is sound before it is touched");
    let accepted = "SELECT min(seq) FROM commits
        WHERE command_id IS NOT NULL AND seq > (SELECT max(seq) / 2 FROM commits)";
    let seq: i64 = read(&whole).query_row(accepted, [], |row| row.get(0)).unwrap();
    for column in ["wall", "exercise_ms", "command_id", "actor", "digest", "events", "sealed", "hash"] {
        let copy = scratch.join(format!("{column}.db"));
        std::fs::copy(&whole, &copy).unwrap();
        let record = Connection::open(&copy).unwrap();
        let get = format!("SELECT {column} FROM commits WHERE seq = ?1");
        let value: Sql = record.query_row(&get, [seq], |row| row.get(0)).unwrap();
        let set = format!("UPDATE commits SET {column} = ?1 WHERE seq = ?2");
        assert_eq!(record.execute(&set, (flipped(value), seq)).unwrap(), 1);
        record.close().unwrap();
        let (sound, said) = verify(&copy);
        assert!(!sound && said.contains(&format!("commit {seq}")), "{column} of commit {seq}: {said}");
    }
}

#[test]
fn the_whole_drill_is_played_without_a_hand_and_its_record_is_sound() {
    let scratch = folder("demo");
    let (data, links) = (scratch.join("data"), scratch.join("links.json"));
    let watching = replayed::watch(links.clone());
    let output = play(&data, &links);
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{errors}");

    let journal = data.join("journal.db");
    let facts = facts(&journal);
    assert_eq!(rows(&facts), expected());
    let released = facts.iter().filter(|fact| fact.kind == "row_released").count();
    assert!(released >= 40, "released: {released}");
    every_delivery_is_acknowledged_or_overdue(&facts);
    contingencies_fire_by_their_conditions(&facts);
    the_relay_is_ticked_hop_by_hop(&facts);
    everybody_is_marked_as_a_robot(&facts);
    the_links_name_every_seat(&links);
    let watched = watching.join().unwrap();
    replayed::every_frame_is_a_moment_of_the_record(&watched, &journal);
    replayed::the_replay_is_what_every_client_held(&watched, &data, &links, &journal);
    replayed::the_players_wall_shows_only_what_was_confirmed(&watched, &facts);

    let (sound, said) = verify(&journal);
    assert!(sound, "{said}");
    reports_hold_numbers_that_a_second_program_finds(&data, &scratch);
    one_changed_byte_is_found(&journal, &scratch);
    std::fs::remove_dir_all(&scratch).unwrap();
}

/// All three reports in both languages, and each number of their measures from the record by a program that
/// shares no code with ours.
fn reports_hold_numbers_that_a_second_program_finds(data: &Path, scratch: &Path) {
    let journal = data.join("journal.db");
    let exercise: String =
        read(&journal).query_row("SELECT exercise FROM commits LIMIT 1", [], |row| row.get(0)).unwrap();
    for kind in ["summary", "evaluation", "aar"] {
        for (language, format) in [("zh", "json"), ("en", "json"), ("zh", "docx"), ("en", "html"), ("zh", "xlsx")] {
            let out = scratch.join(format!("{kind}.{language}.{format}"));
            let wrote = Command::new(startex())
                .args(["report", &exercise, "--kind", kind, "--lang", language, "--format", format, "--out"])
                .arg(&out)
                .arg("--data")
                .arg(data)
                .env_clear()
                .output()
                .unwrap();
            assert!(wrote.status.success(), "{kind} {language} {format}: {}", String::from_utf8_lossy(&wrote.stderr));
            if format == "json" {
                let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("measures.py");
                let found =
                    Command::new("python3").arg(script).arg(&journal).arg(&exercise).arg(&out).output().unwrap();
                let said = String::from_utf8_lossy(&found.stdout);
                assert!(found.status.success(), "{kind} {language}: {said}{}", String::from_utf8_lossy(&found.stderr));
            }
        }
    }
}

#[test]
fn a_rehearsal_takes_seconds_and_says_what_came_of_it() {
    let scratch = folder("rehearse");
    let report = scratch.join("report.json");
    let output = Command::new(startex())
        .args(["rehearse", "petition-drill", "--language", "en", "--report"])
        .arg(&report)
        .env_clear()
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("conditions that came true") && said.contains("rows never reached"), "{said}");
    let report: Value = serde_json::from_slice(&std::fs::read(&report).unwrap()).unwrap();
    let seeds = report["seeds"].as_array().unwrap();
    assert_eq!(seeds.len(), 1);
    let rows = seeds[0]["rows"].as_array().unwrap();
    let ended: BTreeMap<String, &str> =
        rows.iter().map(|row| (text(row, "id").to_owned(), text(row, "status"))).collect();
    assert_eq!(ended, expected(), "a rehearsal ends as the drill does");
    let refused = Command::new(startex()).args(["rehearse", "no-such-scenario"]).env_clear().output().unwrap();
    assert!(!refused.status.success(), "what is no scenario is not rehearsed");
    std::fs::remove_dir_all(&scratch).unwrap();
}
