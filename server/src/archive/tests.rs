//! Archives that somebody changed: each change is found and named, and a whole one comes in.

mod cut;

use super::*;
use crate::access::Access;
use crate::clock::Clock;
use crate::ids;
use crate::journal::chain::link;
use crate::journal::{AnyJournal, Entry, SqliteJournal, text};
use crate::live::Registry;
use crate::shutdown::Shutdown;
use crate::store::Store;
use protocol::ids::SeatCode;
use protocol::text::PersonName;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A folder that is gone at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("startex-archive-{}", ids::uuid()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Entries of an archive in their order.
#[derive(Clone)]
struct Pack(Vec<(String, Vec<u8>)>);

impl Pack {
    fn of(path: &Path) -> Self {
        let mut zip = ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        let all = 0..zip.len();
        let entry = |index| {
            let mut entry = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        };
        Self(all.map(entry).collect())
    }

    fn get(&mut self, name: &str) -> &mut Vec<u8> {
        &mut self.0.iter_mut().find(|(path, _)| path == name).unwrap().1
    }

    fn put(&mut self, name: &str, bytes: &[u8]) {
        self.0.push((name.into(), bytes.to_vec()));
    }

    fn manifest(&mut self, change: impl FnOnce(&mut Value)) {
        let bytes = self.get(MANIFEST);
        let mut value: Value = serde_json::from_slice(bytes).unwrap();
        change(&mut value);
        *bytes = serde_json::to_vec(&value).unwrap();
    }

    /// Makes the manifest fit again, as somebody would who means to deceive.
    fn seal(mut self) -> Self {
        let entries: Vec<Value> = self
            .0
            .iter()
            .filter(|(name, _)| name != MANIFEST)
            .map(|(name, bytes)| {
                json!({ "path": name, "bytes": bytes.len(), "sha256": ids::hex(Sha256::digest(bytes).as_slice()) })
            })
            .collect();
        self.manifest(|manifest| manifest["entries"] = entries.into());
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.0 {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// Commits of its record.
    fn commits(&mut self) -> Vec<Entry> {
        let text = String::from_utf8(self.get(JOURNAL).clone()).unwrap();
        text.lines().map(|line| text::parse(line).unwrap()).collect()
    }

    /// Another record, and a manifest that says what it says.
    fn with_commits(mut self, commits: &[Entry]) -> Self {
        let lines = commits.iter().map(|entry| text::line(entry).unwrap() + "\n");
        *self.get(JOURNAL) = lines.collect::<String>().into_bytes();
        let last = commits.last().unwrap();
        self.manifest(|manifest| {
            manifest["commits"] = last.seq.into();
            manifest["head"] = last.hash.to_string().into();
        });
        self.seal()
    }
}

/// An archive of an exercise in which somebody with a name sat down, with the key of the name.
async fn archive(scratch: &Scratch) -> (Pack, ExerciseId) {
    let data = scratch.0.join("data");
    let (clock, shutdown) = (Clock::system(), Shutdown::new());
    let journal = Arc::new(AnyJournal::Sqlite(SqliteJournal::open(&data).unwrap()));
    let store = Store::open(&data).unwrap();
    let access = Access::new(store.clone(), clock.clone());
    let registry = Registry::new(Arc::clone(&journal), clock.clone(), Arc::new(access.clone()), shutdown.clone());
    let scenario = crate::scenario::load(crate::scenario::bundled()[0].yaml.as_bytes()).scenario.unwrap();
    let handle = registry.create(scenario.clone()).await.unwrap();
    access.open_exercise(handle.id(), &scenario, handle.summary().created.wall).await.unwrap();
    let name: PersonName = serde_json::from_value("张三".into()).unwrap();
    let person = store.add_person(handle.id(), Some(name), clock.now()).await.unwrap();
    let sealed = access.sealed_name(person).await.unwrap();
    handle.seat_taken(SeatCode::parse("XF-1").unwrap(), Some(person), sealed, false).await.unwrap();
    shutdown.request();
    assert!(shutdown.drain(std::time::Duration::from_secs(5)).await);
    if let AnyJournal::Sqlite(journal) = &*journal {
        journal.close().await;
    }
    let (id, file) = (handle.id(), scratch.0.join("whole.zip"));
    let exported = tokio::task::spawn_blocking({
        let file = file.clone();
        move || export(&data, &store, id, &file, true).unwrap()
    });
    assert!(exported.await.unwrap().manifest.names);
    (Pack::of(&file), id)
}

/// What is said of these bytes: the fault and the place, or nothing.
fn said(scratch: &Scratch, bytes: &[u8]) -> Option<(Fault, String)> {
    let file = scratch.0.join("changed.zip");
    std::fs::write(&file, bytes).unwrap();
    let bad = verify(&file, None).err()?;
    assert!(bad.to_string().starts_with(bad.fault.code()) && bad.to_string().contains(&bad.place), "{bad}");
    Some((bad.fault, bad.place))
}

#[tokio::test]
async fn each_entry_that_is_changed_gone_or_too_much_is_named() {
    let scratch = Scratch::new();
    let (whole, id) = archive(&scratch).await;
    assert_eq!(said(&scratch, &whole.bytes()), None);
    assert_eq!(said(&scratch, &whole.clone().seal().bytes()), None);
    assert_eq!(verify(&scratch.0.join("changed.zip"), None).unwrap().exercise, id);
    for (name, bytes) in &whole.0 {
        let mut gone = whole.clone();
        gone.0.retain(|(other, _)| other != name);
        assert_eq!(said(&scratch, &gone.bytes()), Some((Fault::MissingEntry, name.clone())));
        if name == MANIFEST {
            continue;
        }
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = whole.clone();
            changed.get(name)[at] ^= 1;
            assert_eq!(said(&scratch, &changed.bytes()), Some((Fault::ChangedEntry, name.clone())), "byte {at}");
        }
        for longer in [&b"\n"[..], &[0; 300_000]] {
            let mut changed = whole.clone();
            changed.get(name).extend_from_slice(longer);
            assert_eq!(said(&scratch, &changed.bytes()), Some((Fault::ChangedEntry, name.clone())));
        }
    }
    let mut more = whole;
    more.put("reports/more.html", b"x");
    assert_eq!(said(&scratch, &more.bytes()), Some((Fault::ExtraEntry, "reports/more.html".into())));
}

#[tokio::test]
async fn a_record_that_was_changed_is_found_even_where_the_manifest_was_made_to_fit() {
    let scratch = Scratch::new();
    let (mut whole, _) = archive(&scratch).await;
    let commits = whole.commits();
    let last = commits.last().unwrap();
    let place = |seq: u64| format!("{JOURNAL}, commit {seq}");
    for index in 0..commits.len() {
        let mut changed = commits.clone();
        changed[index].wall += 1;
        let found = said(&scratch, &whole.clone().with_commits(&changed).bytes());
        assert_eq!(found, Some((Fault::BadRecord, place(changed[index].seq))));
    }
    let found = said(&scratch, &whole.clone().with_commits(&commits[1..]).bytes());
    assert_eq!(found, Some((Fault::BadRecord, place(1))), "the first commit is missing");

    // A tail that was cut off is seen by whoever remembers the head, and by nobody else.
    let cut = whole.clone().with_commits(&commits[..commits.len() - 1]);
    assert_eq!(
        said(&scratch, &cut.clone().bytes()).map(|(fault, _)| fault),
        Some(Fault::BadKey),
        "the name was cut off"
    );
    let mut nameless = cut;
    nameless.0.retain(|(name, _)| name != PEOPLE);
    nameless.manifest(|manifest| manifest["names"] = false.into());
    assert_eq!(said(&scratch, &nameless.seal().bytes()), None);
    let file = scratch.0.join("changed.zip");
    assert_eq!(verify(&file, Some(last.hash)).unwrap_err().fault, Fault::BadRecord);
    assert_eq!(verify(&file, Some(commits[0].hash)).unwrap().remembered, Some(1));

    // What only a later program knows is not taken for damage.
    let mut future = commits.clone();
    let mut next = last.clone();
    next.seq += 1;
    next.events = br#"[{"kind":"from_the_future","version":1,"data":{}}]"#.to_vec();
    next.hash = link(&last.hash, whole_id(&mut whole), next.seq, &next.clone().into_draft());
    future.push(next);
    let found = said(&scratch, &whole.clone().with_commits(&future).bytes());
    assert_eq!(found, Some((Fault::NewerRecord, place(last.seq + 1))));

    let mut broken = whole;
    broken.get(JOURNAL).extend_from_slice(b"{}\n");
    assert_eq!(said(&scratch, &broken.seal().bytes()), Some((Fault::BadRecord, place(last.seq + 1))));
}

fn whole_id(pack: &mut Pack) -> ExerciseId {
    serde_json::from_slice::<Manifest>(pack.get(MANIFEST)).unwrap().exercise
}

#[tokio::test]
async fn manifests_files_and_keys_that_do_not_fit_are_named() {
    let scratch = Scratch::new();
    let (whole, _) = archive(&scratch).await;
    let changes: [(&str, Value, Fault, &str); 9] = [
        ("format", "startex-archive/2".into(), Fault::NewerFormat, MANIFEST),
        ("format", "startex-report/1".into(), Fault::BadManifest, MANIFEST),
        ("format", Value::Null, Fault::BadManifest, MANIFEST),
        ("entries", "none".into(), Fault::BadManifest, MANIFEST),
        ("exercise", ids::uuid().to_string().into(), Fault::BadRecord, "commit 1"),
        ("commits", 1.into(), Fault::BadManifest, "commits"),
        ("head", "0".repeat(64).into(), Fault::BadManifest, "head"),
        ("status", "closed".into(), Fault::BadManifest, "status"),
        ("names", false.into(), Fault::BadManifest, "names"),
    ];
    for (field, value, fault, place) in changes {
        let mut changed = whole.clone();
        changed.manifest(|manifest| manifest[field] = value.clone());
        let found = said(&scratch, &changed.bytes()).unwrap();
        assert!(found.0 == fault && found.1.contains(place), "{field} {value}: {found:?}");
    }
    let mut large = whole.clone();
    large.manifest(|manifest| manifest["entries"][0]["bytes"] = (ENTRY_BYTES_MAX + 1).into());
    assert_eq!(said(&scratch, &large.bytes()).unwrap().0, Fault::TooLarge);

    for (name, content) in [(ids::hex(Sha256::digest(b"x").as_slice()), "x"), ("0".repeat(64), "x")] {
        let mut stray = whole.clone();
        stray.put(&format!("{FILES}{name}"), content.as_bytes());
        assert_eq!(said(&scratch, &stray.seal().bytes()), Some((Fault::BadFile, format!("{FILES}{name}"))));
    }
    for (from, to) in [("\"key\": \"", "\"key\": \"00"), ("\"person\"", "\"else\"")] {
        let mut changed = whole.clone();
        let people = String::from_utf8(changed.get(PEOPLE).clone()).unwrap();
        *changed.get(PEOPLE) = people.replacen(from, to, 1).into_bytes();
        assert_eq!(said(&scratch, &changed.seal().bytes()).unwrap().0, Fault::BadKey);
    }
    let mut other = whole;
    let mut people: Value = serde_json::from_slice(other.get(PEOPLE)).unwrap();
    people["people"][0]["key"] = "ab".repeat(32).into();
    *other.get(PEOPLE) = people.to_string().into_bytes();
    let (fault, place) = said(&scratch, &other.seal().bytes()).unwrap();
    assert!(fault == Fault::BadKey && place.starts_with("people.json, person "), "{place}");
}

#[tokio::test]
async fn names_that_would_leave_the_folder_and_names_that_stand_there_twice_are_refused() {
    let scratch = Scratch::new();
    let (whole, _) = archive(&scratch).await;
    for name in ["../evil", "/etc/passwd", "files/../../evil", "a\\b", ".hidden", "a/b/c", "files/", "c:evil", "名"] {
        let mut bad = whole.clone();
        bad.put(name, b"x");
        assert_eq!(said(&scratch, &bad.seal().bytes()).unwrap().0, Fault::BadName, "{name}");
    }
    // The writer refuses two of one name: the second gets its name afterwards.
    let mut twice = whole.clone();
    twice.put("README.tzz", b"other");
    let mut bytes = twice.seal().bytes();
    let (from, to) = (b"README.tzz", b"README.txt");
    for at in 0..bytes.len() - from.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
    }
    assert_eq!(said(&scratch, &bytes).unwrap().0, Fault::DuplicateEntry);

    let sound = whole.bytes();
    for bad in [&sound[..sound.len() - 30], &sound[..100], b"PK\x03\x04", b"", b"SQLite format 3\0"] {
        assert_eq!(said(&scratch, bad).unwrap().0, Fault::Unreadable);
    }
    assert!(is_archive(&scratch.0.join("whole.zip")) && !is_archive(&scratch.0.join("changed.zip")));
}

#[test]
fn every_fault_has_a_code_of_its_own_and_its_line_in_the_document() {
    let page = include_str!("../../../docs/record.md");
    let codes: std::collections::BTreeSet<&str> = Fault::ALL.into_iter().map(Fault::code).collect();
    assert_eq!(codes.len(), Fault::ALL.len());
    for code in codes {
        assert!(page.contains(&format!("`{code}`")), "{code} is not documented");
    }
}
