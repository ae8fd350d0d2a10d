//! A backup holds everything, is taken while the server writes, and is never half there.

use super::*;
use crate::journal::conformance::draft;
use crate::journal::sqlite::tests::Scratch;
use crate::journal::{Journal, Position, SqliteJournal};
use protocol::ids::ExerciseId;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

fn exercise() -> ExerciseId {
    ExerciseId(Uuid::from_u128(3))
}

/// A data folder as a server leaves it: a journal, a store in WAL mode, files, and the key.
async fn filled(data: &Path) -> SqliteJournal {
    let journal = SqliteJournal::open(data).unwrap();
    journal.append(exercise(), Position::START, (0..40).map(draft).collect()).await.unwrap();
    let store = Connection::open(data.join(STORE)).unwrap();
    store.pragma_update(None, "journal_mode", "wal").unwrap();
    store.execute_batch("CREATE TABLE accounts (name TEXT); INSERT INTO accounts VALUES ('administrator')").unwrap();
    fs::create_dir_all(data.join(FILES).join("ab")).unwrap();
    fs::write(data.join(FILES).join("ab").join("abcd"), b"a photograph").unwrap();
    fs::write(data.join("secret.key"), [7; 32]).unwrap();
    journal
}

#[tokio::test]
async fn what_is_restored_is_what_was_backed_up_without_the_key() {
    let scratch = Scratch::new();
    let (data, file, again) = (scratch.path().join("a"), scratch.path().join("b.backup"), scratch.path().join("c"));
    let journal = filled(&data).await;
    let before = journal.read(exercise(), Position::START, 100).await.unwrap();
    let held = backup(&data, &file).unwrap();
    assert_eq!((held[0].exercise, held[0].commits, held[0].head), (exercise(), 40, before[39].hash));
    assert_eq!(verify(&file, None, Some(before[39].hash)).unwrap()[0].remembered, Some(40), "a backup can be verified");
    journal.close().await;

    assert_eq!(restore(&file, &again).unwrap(), held);
    let journal = SqliteJournal::open(&again).unwrap();
    assert_eq!(journal.read(exercise(), Position::START, 100).await.unwrap(), before);
    journal.append(exercise(), before[39].position(), vec![draft(40)]).await.unwrap();
    journal.close().await;
    let store = Connection::open(again.join(STORE)).unwrap();
    let name: String = store.query_row("SELECT name FROM accounts", [], |row| row.get(0)).unwrap();
    assert_eq!(name, "administrator");
    assert_eq!(fs::read(again.join(FILES).join("ab").join("abcd")).unwrap(), b"a photograph");
    assert!(!again.join("secret.key").exists());
    let bytes = fs::read(&file).unwrap();
    assert!(!bytes.windows(32).any(|window| window == [7; 32]), "the key is in the backup");
    let left = fs::read_dir(scratch.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".part"));
    assert_eq!(left.count(), 0, "something was left lying about");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_taken_while_the_server_writes() {
    let scratch = Scratch::new();
    let (data, file) = (scratch.path().join("a"), scratch.path().join("b.backup"));
    let journal = Arc::new(filled(&data).await);
    let stop = Arc::new(AtomicBool::new(false));
    let writer = tokio::spawn({
        let (journal, stop) = (Arc::clone(&journal), Arc::clone(&stop));
        async move {
            let mut at = Position::after(40);
            while !stop.load(Ordering::Relaxed) {
                at = journal.append(exercise(), at, vec![draft(at.seq())]).await.unwrap()[0].position();
            }
            at.seq()
        }
    });
    let mut last = 40;
    for _ in 0..5 {
        let (data, file) = (data.clone(), file.clone());
        let held = tokio::task::spawn_blocking(move || backup(&data, &file)).await.unwrap().unwrap();
        assert!(held[0].commits >= last, "a later backup holds less");
        last = held[0].commits;
    }
    stop.store(true, Ordering::Relaxed);
    let end = writer.await.unwrap();
    assert!(last > 40 && last <= end, "{last} of {end}: the writer stood still");
    journal.close().await;
}

#[tokio::test]
async fn nothing_is_overwritten_and_nothing_unsound_is_restored() {
    let scratch = Scratch::new();
    let (data, file) = (scratch.path().join("a"), scratch.path().join("b.backup"));
    filled(&data).await.close().await;
    backup(&data, &file).unwrap();
    assert!(matches!(restore(&file, &data), Err(BackupError::NotEmpty { .. })));
    assert!(matches!(backup(&scratch.path().join("nowhere"), &file), Err(BackupError::Io { .. })));
    assert!(verify(&file, None, None).is_ok(), "a failed backup spoiled the earlier one");

    let tampered = Connection::open(&file).unwrap();
    tampered.execute("UPDATE folder SET path = '../escaped' WHERE path LIKE 'files%'", []).unwrap();
    let empty = scratch.path().join("c");
    fs::create_dir(&empty).unwrap();
    assert!(matches!(restore(&file, &empty), Err(BackupError::Name(name)) if name == "../escaped"));
    assert!(!scratch.path().join("escaped").exists());
    tampered.execute("UPDATE commits SET wall = 0 WHERE seq = 9", []).unwrap();
    let refused = restore(&file, &empty);
    assert!(matches!(refused, Err(BackupError::Unsound(VerifyError::Broken { seq: 9, .. }))), "{refused:?}");
    assert_eq!(fs::read_dir(&empty).unwrap().count(), 0);

    let live = Connection::open(data.join(FILE)).unwrap();
    live.execute("DELETE FROM commits WHERE seq = 5", []).unwrap();
    let refused = backup(&data, &scratch.path().join("d.backup"));
    assert!(matches!(refused, Err(BackupError::Unsound(VerifyError::Broken { seq: 5, .. }))), "{refused:?}");
    assert!(!scratch.path().join("d.backup").exists());
}
