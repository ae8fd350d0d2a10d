//! Imports that are cut off where a kill would cut them: the next start finds all of it, or nothing.

use super::*;
use crate::archive::import::{self, ImportFailed, settle};
use crate::archive::read::{Checked, check};
use crate::journal::import::Importing;
use crate::journal::reader;
use crate::journal::sqlite::FILE;
use crate::store::{AdoptError, Adopted, AdoptedFile, FileRow, Unrecorded};
use protocol::ids::FileHash;
use protocol::time::Timestamp;

const NOW: Timestamp = Timestamp(1_000_000);

/// The archive of an exercise that was broken off, with the key of a name.
async fn over(scratch: &Scratch) -> PathBuf {
    let (mut whole, id) = archive(scratch).await;
    let mut commits = whole.commits();
    let mut end = commits.last().unwrap().clone();
    end.seq += 1;
    end.command_id = None;
    (end.digest, end.sealed) = (None, Vec::new());
    end.actor = r#""system""#.into();
    end.events =
        br#"[{"kind":"status_changed","version":1,"data":{"to":"aborted","reason":null,"note":null}}]"#.to_vec();
    end.hash = link(&commits.last().unwrap().hash, id, end.seq, &end.clone().into_draft());
    commits.push(end);
    whole.manifest(|manifest| manifest["status"] = "aborted".into());
    let file = scratch.0.join("over.zip");
    std::fs::write(&file, whole.with_commits(&commits).bytes()).unwrap();
    file
}

fn checked(file: &Path) -> Checked {
    check(file, JOURNAL_BYTES_MAX).unwrap()
}

/// What a killed process leaves: nobody comes to say how it ended.
fn killed() -> Unrecorded<ImportFailed> {
    Unrecorded::Unknown(crate::journal::AppendError::Unknown.into())
}

#[tokio::test]
async fn an_import_that_is_cut_before_the_record_leaves_nothing_and_after_it_loses_no_name() {
    let scratch = Scratch::new();
    let file = over(&scratch).await;
    let data = scratch.0.join("other");
    let cut = tokio::task::spawn_blocking(move || {
        let mut journal = Importing::open(&data).unwrap();
        let store = Store::open(&data).unwrap();
        let id = checked(&file).manifest.exercise;

        // Index, cards and names are on the disk; the record never came.
        assert!(import::take_in(checked(&file), &store, NOW, |_, _| Err(killed())).is_err());
        assert!(store.is_listed(id).unwrap() && store.person_keys(id).unwrap().len() == 1);
        drop(store);
        let store = Store::open(&data).unwrap();
        assert_eq!(store.unsettled().unwrap(), [id], "the mark survives");
        settle(&data, &store).unwrap();
        assert!(!store.is_listed(id).unwrap() && store.person_keys(id).unwrap().is_empty());
        assert!(store.unsettled().unwrap().is_empty());

        // The record is on the disk; whoever stored it did not live to say so.
        let stored = import::take_in(checked(&file), &store, NOW, |id, entries| {
            journal.store(id, &entries).unwrap();
            Err(killed())
        });
        assert!(stored.is_err());
        drop(store);
        let store = Store::open(&data).unwrap();
        settle(&data, &store).unwrap();
        assert!(reader::is_recorded(&data.join(FILE), id).unwrap() && store.is_listed(id).unwrap());
        assert_eq!(store.person_keys(id).unwrap().len(), 1, "the name came in with its key");
        assert!(store.unsettled().unwrap().is_empty());
        settle(&data, &store).unwrap();
        assert!(store.is_listed(id).unwrap(), "a settled exercise is left alone");

        // And it is there: once more is refused.
        let again = import::take_in(checked(&file), &store, NOW, |_, _| Ok(()));
        assert!(matches!(again, Err(ImportFailed::Bad(bad)) if bad.fault == Fault::AlreadyHere));
    });
    cut.await.unwrap();
}

#[tokio::test]
async fn files_of_a_cut_import_go_and_those_that_were_here_stay() {
    let scratch = Scratch::new();
    let data = scratch.0.join("data");
    std::fs::create_dir_all(&data).unwrap();
    let store = Store::open(&data).unwrap();
    let here = store.put_file(b"here".to_vec(), "text/plain", None, NOW).await.unwrap();
    let cut = tokio::task::spawn_blocking(move || {
        let scenario = crate::scenario::load(crate::scenario::bundled()[0].yaml.as_bytes()).scenario.unwrap();
        let row = |content: &[u8]| {
            let hash = FileHash::parse(&ids::hex(Sha256::digest(content).as_slice())).unwrap();
            FileRow { hash, media_type: "text/plain".into(), bytes: 4 }
        };
        let (first, second) = (row(b"one"), row(b"two"));
        let rows = [here.clone(), first.clone(), second.clone()];
        let files: Vec<AdoptedFile> = rows.into_iter().map(|row| AdoptedFile { row, seats: Vec::new() }).collect();
        let id = ExerciseId(ids::uuid());
        let adopted = Adopted { id, scenario: &scenario, created: NOW, people: &[], files: &files, now: NOW };
        let path = |row: &FileRow| data.join("files").join(&row.hash.as_str()[..2]).join(row.hash.as_str());
        // The process ends while the second file is read: no line behind that runs.
        let died = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let content = |hash: &FileHash| -> Result<Vec<u8>, String> {
                assert_ne!(*hash, second.hash, "the kill");
                Ok(b"one".to_vec())
            };
            let stored: Result<(), AdoptError<String>> = store.adopt(&adopted, content, || Ok(()));
            stored.is_ok()
        }));
        assert!(died.is_err() && path(&first).exists() && !path(&second).exists());
        drop(store);
        let store = Store::open(&data).unwrap();
        for id in store.unsettled().unwrap() {
            store.settle(id, false).unwrap();
        }
        assert!(!path(&first).exists(), "nobody names it");
        assert!(path(&here).exists() && store.kept_file(&here.hash).unwrap().is_some());
        assert!(!store.is_listed(id).unwrap());
    });
    cut.await.unwrap();
}
