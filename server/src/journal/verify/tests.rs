//! Every way to touch a record is found, by this program and by one that shares no code with it.

use super::*;
use crate::journal::conformance::draft;
use crate::journal::sqlite::tests::Scratch;
use crate::journal::sqlite::{FILE, SqliteJournal};
use crate::journal::{Journal, Position};
use rusqlite::types::Value;
use std::path::PathBuf;
use std::process::Command;
use uuid::Uuid;

const COMMITS: u64 = 50;

fn exercise() -> ExerciseId {
    ExerciseId(Uuid::from_u128(0x51))
}

/// A closed journal with one record of [`COMMITS`] commits.
struct Record {
    scratch: Scratch,
    head: Hash,
}

impl Record {
    async fn new() -> Self {
        let scratch = Scratch::new();
        let journal = SqliteJournal::open(scratch.path()).unwrap();
        let mut at = Position::START;
        let mut head = None;
        for n in 0..COMMITS / 5 {
            let entries = journal.append(exercise(), at, (n * 5..n * 5 + 5).map(draft).collect()).await.unwrap();
            at = entries[4].position();
            head = Some(entries[4].hash);
        }
        journal.close().await;
        Self { scratch, head: head.unwrap() }
    }

    fn file(&self) -> PathBuf {
        self.scratch.path().join(FILE)
    }

    /// Runs `change` on the file and gives what verify says of it, then puts the file back.
    fn after(&self, change: impl FnOnce(&Connection), head: Option<Hash>) -> Result<Vec<Verified>, VerifyError> {
        let clean = std::fs::read(self.file()).unwrap();
        let connection = Connection::open(self.file()).unwrap();
        change(&connection);
        connection.close().unwrap();
        let result = verify(&self.file(), None, head);
        let (ours, theirs) = (result.is_ok(), independent(&self.file(), head).0);
        assert_eq!(ours, theirs, "the two programs disagree about {result:?}");
        std::fs::write(self.file(), clean).unwrap();
        result
    }

    fn sql(&self, sql: &str) -> Result<Vec<Verified>, VerifyError> {
        self.after(|connection| connection.execute_batch(sql).unwrap(), None)
    }
}

/// What `tests/verify.py` says: whether all is well, and its lines.
fn independent(file: &Path, head: Option<Hash>) -> (bool, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/verify.py");
    let mut command = Command::new("python3");
    command.arg(script).arg(file);
    if let Some(head) = head {
        command.args(["--head", &head.to_string()]);
    }
    let output = command.output().expect("python3 is needed to check the record from outside");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether the error names this commit.
fn names(result: &Result<Vec<Verified>, VerifyError>, seq: u64) -> bool {
    match result {
        Err(VerifyError::Broken { seq: due, wrong: Wrong::Missing { next }, .. }) => {
            *due == seq || u64::try_from(*next) == Ok(seq)
        }
        Err(VerifyError::Broken { seq: due, .. }) => *due == seq,
        Err(_) | Ok(_) => false,
    }
}

#[tokio::test]
async fn a_sound_record_is_found_sound_by_both_programs() {
    let record = Record::new().await;
    let sound = verify(&record.file(), None, None).unwrap();
    let expected = Verified { exercise: exercise(), commits: COMMITS, head: record.head, remembered: None };
    assert_eq!(sound, [expected]);
    let (well, lines) = independent(&record.file(), None);
    assert!(well);
    assert_eq!(lines.trim(), format!("OK {} {COMMITS} {}", exercise(), record.head));
    let other = ExerciseId(Uuid::from_u128(2));
    assert!(
        matches!(verify(&record.file(), Some(other), None), Err(VerifyError::NoRecord { exercise }) if exercise == other)
    );
}

/// One value with one byte of it changed. A missing one becomes something.
fn changed(value: Value, at: usize) -> Value {
    match value {
        Value::Null => Value::Blob(vec![0]),
        Value::Integer(n) => Value::Integer(n ^ (1 << (at % 63))),
        Value::Real(_) => unreachable!("no column holds one"),
        Value::Text(text) => {
            let mut characters: Vec<char> = text.chars().collect();
            let at = at % characters.len();
            // Another letter, and for a hex digit also the same one in the other case.
            let old = characters[at];
            let other = if old.is_ascii_lowercase() { old.to_ascii_uppercase() } else { '#' };
            characters[at] = if old == other { '0' } else { other };
            Value::Text(characters.into_iter().collect())
        }
        Value::Blob(bytes) if bytes.is_empty() => Value::Blob(vec![0]),
        Value::Blob(mut bytes) => {
            let at = at % bytes.len();
            bytes[at] ^= 1 << (at % 8);
            Value::Blob(bytes)
        }
    }
}

#[tokio::test]
async fn one_changed_byte_in_any_column_of_any_commit_names_the_commit() {
    let record = Record::new().await;
    let file = record.file();
    let columns =
        ["exercise", "seq", "wall", "exercise_ms", "command_id", "actor", "digest", "events", "sealed", "hash"];
    let connection = Connection::open(&file).unwrap();
    for column in columns {
        for seq in 1..=COMMITS {
            let place = (exercise().to_string(), seq as i64);
            let (row, old): (i64, Value) = connection
                .query_row(
                    &format!("SELECT rowid, {column} FROM commits WHERE exercise = ?1 AND seq = ?2"),
                    place,
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .unwrap();
            let set = format!("UPDATE commits SET {column} = ?1 WHERE rowid = ?2");
            // A number that another commit has cannot be stored; the next bit makes one that can.
            let new = (0..63)
                .map(|bit| changed(old.clone(), seq as usize * 7 + bit))
                .find(|new| *new != old && connection.execute(&set, (new, row)).is_ok());
            assert!(new.is_some(), "{column} of {seq} could not be changed");
            let result = verify(&file, None, None);
            assert!(names(&result, seq), "{column} of commit {seq} changed from {old:?} to {new:?}: {result:?}");
            connection.execute(&set, (old, row)).unwrap();
        }
    }
    assert!(verify(&file, None, None).is_ok(), "the record was not put back");
}

#[tokio::test]
async fn both_programs_find_a_changed_column() {
    let record = Record::new().await;
    for (column, to) in [
        ("exercise", "'00000000-0000-0000-0000-0000000000ff'"),
        ("seq", "seq + 100"),
        ("wall", "wall + 1"),
        ("exercise_ms", "-exercise_ms"),
        ("command_id", "NULL"),
        ("command_id", "upper(command_id)"),
        ("actor", "upper(actor)"),
        ("actor", "CAST(actor AS BLOB)"),
        ("digest", "zeroblob(32)"),
        ("events", "CAST(events AS TEXT)"),
        ("events", "CAST(replace(CAST(events AS TEXT), '现场', '现塲') AS BLOB)"),
        ("sealed", "x'01'"),
        ("hash", "zeroblob(32)"),
    ] {
        let result = record.sql(&format!("UPDATE commits SET {column} = {to} WHERE seq = 28"));
        assert!(names(&result, 28), "{column} = {to}: {result:?}");
    }
}

#[tokio::test]
async fn deleted_swapped_inserted_and_misspelt_rows_are_found() {
    let record = Record::new().await;
    assert!(names(&record.sql("DELETE FROM commits WHERE seq = 1"), 1));
    assert!(names(&record.sql("DELETE FROM commits WHERE seq = 17"), 17));
    let swap = "UPDATE commits SET seq = 999 WHERE seq = 20; UPDATE commits SET seq = 20 WHERE seq = 21;
                UPDATE commits SET seq = 21 WHERE seq = 999;";
    assert!(names(&record.sql(swap), 20));
    let copy = |seq: &str| {
        format!(
            "INSERT INTO commits SELECT exercise, {seq}, wall, exercise_ms, command_id, actor, digest, events, sealed,
             hash FROM commits WHERE seq = 30"
        )
    };
    assert!(names(&record.sql(&copy("51")), 51));
    assert!(record.sql(&copy("0")).is_err());
    assert!(record.sql(&copy("-4")).is_err());
    let upper = "UPDATE commits SET exercise = upper(exercise || 'a') WHERE seq = 50";
    assert!(names(&record.sql(upper), 50));
}

#[tokio::test]
async fn a_cut_tail_is_found_by_whoever_remembers_a_head() {
    let record = Record::new().await;
    let cut = |connection: &Connection| _ = connection.execute("DELETE FROM commits WHERE seq > 45", []).unwrap();
    assert_eq!(record.after(cut, None).unwrap()[0].commits, 45, "without a head nobody can tell");
    let result = record.after(cut, Some(record.head));
    assert!(matches!(result, Err(VerifyError::HeadMissing { head }) if head == record.head), "{result:?}");

    let middle: [u8; 32] = Connection::open(record.file())
        .unwrap()
        .query_row("SELECT hash FROM commits WHERE seq = 31", [], |row| row.get(0))
        .unwrap();
    let went_on = record.after(|_| {}, Some(Hash(middle))).unwrap();
    assert_eq!((went_on[0].remembered, went_on[0].commits), (Some(31), COMMITS));
    let at_end = record.after(|_| {}, Some(record.head)).unwrap();
    assert_eq!(at_end[0].remembered, Some(COMMITS));
}

#[tokio::test]
async fn a_damaged_commit_is_not_served() {
    let record = Record::new().await;
    let connection = Connection::open(record.file()).unwrap();
    connection.execute("UPDATE commits SET wall = wall + 1 WHERE seq = 28", []).unwrap();
    connection.close().unwrap();
    let journal = SqliteJournal::open(record.scratch.path()).unwrap();
    assert_eq!(journal.read(exercise(), Position::START, 27).await.unwrap().len(), 27);
    for after in [0, 20, 27] {
        let page = journal.read(exercise(), Position::after(after), 40).await;
        assert!(matches!(page, Err(crate::journal::ReadError::Damaged { seq: 28, .. })), "{page:?}");
    }
    journal.close().await;
}

/// Flips bits all over the file: in what a commit consists of each is found and named; elsewhere, in
/// free room and bookkeeping, whatever still passes is the same record.
#[tokio::test]
async fn a_flipped_bit_anywhere_in_the_file_is_found_or_harmless() {
    let record = Record::new().await;
    // Rebuilt, so that the pages stand in the order of their rows.
    Connection::open(record.file()).unwrap().execute_batch("VACUUM").unwrap();
    let clean = std::fs::read(record.file()).unwrap();
    let copy = record.scratch.path().join("flipped.db");
    let flipped = |at: usize| {
        let mut bytes = clean.clone();
        bytes[at] ^= 1 << (at % 8);
        std::fs::write(&copy, bytes).unwrap();
        verify(&copy, None, Some(record.head))
    };
    for seq in 1..=COMMITS {
        let events = draft(seq - 1).events;
        // The last of them: when a table grows its second level, its first page keeps an idle copy of rows.
        let start = clean.windows(events.len()).rposition(|window| window == events);
        let start = start.expect("stored as it was given");
        // The 20 bytes before the events are those of the digest or the actor, 30 after it those of the hash.
        for at in [start - 20, start, start + 13, start + events.len() - 1, start + events.len() + 30] {
            let result = flipped(at);
            assert!(names(&result, seq), "byte {at} of commit {seq}: {result:?}");
        }
    }
    // A prime step visits every page and every kind of place in a page.
    for at in (0..clean.len()).step_by(61) {
        if let Ok(sound) = flipped(at) {
            assert_eq!((sound[0].commits, sound[0].head), (COMMITS, record.head), "byte {at}");
        }
    }
}
