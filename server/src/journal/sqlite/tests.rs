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
