//! What is SQLite's own: the file, its versions, its lock, and what it does when storage fails.

use super::*;
use crate::journal::conformance::{self, Fixture, draft};
use uuid::Uuid;

/// A data folder that goes away with the test.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        Self(std::env::temp_dir().join(format!("startex-journal-{}", Uuid::new_v4())))
    }
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left of a failed test is in the system's temporary folder.
        _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Journals in folders of their own.
#[derive(Default)]
struct OnDisk(Mutex<Vec<Scratch>>);

impl OnDisk {
    fn latest(&self) -> PathBuf {
        self.0.lock().unwrap().last().unwrap().path().into()
    }
}

impl Fixture for OnDisk {
    type Journal = SqliteJournal;
    async fn create(&self) -> Arc<SqliteJournal> {
        self.0.lock().unwrap().push(Scratch::new());
        Arc::new(SqliteJournal::open(&self.latest()).unwrap())
    }
    async fn reopen(&self, journal: Arc<SqliteJournal>) -> Arc<SqliteJournal> {
        journal.close().await;
        Arc::new(SqliteJournal::open(&self.latest()).unwrap())
    }
}

conformance::suite!(OnDisk::default());

fn exercise() -> ExerciseId {
    ExerciseId(Uuid::from_u128(1))
}

#[tokio::test]
async fn every_commit_is_synced_and_sqlite_says_so() {
    let scratch = Scratch::new();
    let journal = SqliteJournal::open(scratch.path()).unwrap();
    let durability = journal.durability();
    assert_eq!((durability.journal_mode.as_str(), durability.synchronous), ("wal", "full"));
    assert!(durability.page_size >= 512);
    assert_eq!(durability.sqlite_version, rusqlite::version());
}

#[tokio::test]
async fn a_folder_has_one_writer_and_any_number_of_readers() {
    let scratch = Scratch::new();
    let journal = SqliteJournal::open(scratch.path()).unwrap();
    journal.append(exercise(), Position::START, vec![draft(1)]).await.unwrap();
    let second = SqliteJournal::open(scratch.path());
    assert!(matches!(second, Err(OpenError::Folder(super::super::folder::FolderError::InUse { .. }))), "{second:?}");
    let beside = database::open_reader(&scratch.path().join(FILE)).unwrap();
    assert_eq!(database::head(&beside, exercise()).unwrap().unwrap().position, Position::after(1));
    assert!(beside.execute("DELETE FROM commits", []).is_err(), "a reader could write");
    journal.close().await;
    SqliteJournal::open(scratch.path()).unwrap();
}

#[tokio::test]
async fn a_later_version_is_refused_and_left_alone() {
    let scratch = Scratch::new();
    SqliteJournal::open(scratch.path()).unwrap().close().await;
    let file = Connection::open(scratch.path().join(FILE)).unwrap();
    file.pragma_update(None, "user_version", 99).unwrap();
    drop(file);
    assert!(matches!(SqliteJournal::open(scratch.path()), Err(OpenError::Newer { found: 99, .. })));
}

#[tokio::test]
async fn after_close_everything_fails_and_nothing_hangs() {
    let scratch = Scratch::new();
    let journal = SqliteJournal::open(scratch.path()).unwrap();
    journal.close().await;
    journal.close().await;
    let append = journal.append(exercise(), Position::START, vec![draft(1)]).await;
    assert!(matches!(append, Err(AppendError::Storage { full: false, .. })), "{append:?}");
    assert!(journal.head(exercise()).await.is_err());
}

/// A journal whose file cannot grow beyond so many pages: SQLite's own way to a full disk.
fn small(data: &Path, pages: i64) -> SqliteJournal {
    let folder = Folder::open(data).unwrap();
    let path = data.join(FILE);
    let (connection, durability) = database::open_writer(&path).unwrap();
    connection.pragma_update_and_check(None, "max_page_count", pages, |row| row.get::<_, i64>(0)).unwrap();
    SqliteJournal::start(Writer::new(connection, durability.page_size, folder), path, durability).unwrap()
}

#[tokio::test]
async fn a_full_disk_stops_every_append_until_it_is_opened_again_with_room() {
    let scratch = Scratch::new();
    let journal = small(scratch.path(), 60);
    let other = ExerciseId(Uuid::from_u128(2));
    journal.append(other, Position::START, (0..200).map(draft).collect()).await.unwrap();
    let (mut at, mut stored) = (Position::START, Vec::new());
    let failure = loop {
        match journal.append(exercise(), at, (at.seq()..at.seq() + 20).map(draft).collect()).await {
            Ok(entries) => {
                at = entries[19].position();
                stored.extend(entries);
            }
            Err(failure) => break failure,
        }
    };
    let is_full = |error: &AppendError| matches!(error, AppendError::Storage { full: true, .. });
    assert!(is_full(&failure), "{failure:?}");
    assert!(!scratch.path().join("reserve").exists(), "the reserve is given back");
    // One commit might still fit; but whoever was told to stop has stopped.
    assert!(is_full(&journal.append(exercise(), at, vec![draft(0)]).await.unwrap_err()));
    assert!(is_full(&journal.heartbeat(exercise(), 1).await.unwrap_err()));
    assert_eq!(journal.read(exercise(), Position::START, usize::MAX).await.unwrap(), stored, "readers go on");

    Connection::open(scratch.path().join(FILE))
        .unwrap()
        .execute("DELETE FROM commits WHERE exercise = ?1", [other.to_string()])
        .unwrap();
    assert!(is_full(&journal.append(exercise(), at, vec![draft(0)]).await.unwrap_err()), "it went on by itself");
    journal.reopen().await.unwrap();
    assert!(scratch.path().join("reserve").exists(), "the reserve is kept again");
    stored.extend(journal.append(exercise(), at, vec![draft(0)]).await.unwrap());
    assert_eq!(journal.read(exercise(), Position::START, usize::MAX).await.unwrap(), stored);
    journal.close().await;
}

#[tokio::test]
async fn a_long_log_is_copied_into_the_file_while_it_grows_and_when_it_rests() {
    let scratch = Scratch::new();
    let journal = SqliteJournal::open(scratch.path()).unwrap();
    let size = |name: &str| std::fs::metadata(scratch.path().join(name)).map_or(0, |found| found.len());
    let big = |n| Draft { events: vec![b' '; 256 * 1024], ..draft(n) };
    for n in 0..160 {
        journal.append(exercise(), Position::after(n), vec![big(n)]).await.unwrap();
    }
    // 40 MiB were appended; the log starts again from its beginning each time it has been copied.
    assert!(size("journal.db-wal") < 20 * 1024 * 1024, "the log is {} bytes long", size("journal.db-wal"));
    assert!(size(FILE) > 16 * 1024 * 1024, "the file is {} bytes long", size(FILE));
    let before = size(FILE);
    for _ in 0..100 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        if size(FILE) > 40 * 1024 * 1024 {
            break;
        }
    }
    assert!(size(FILE) > before.max(40 * 1024 * 1024), "what is left was not copied at rest");
    journal.close().await;
}
