//! Writes an archive, also beside a running server.

use super::traces::Traces;
use super::{BANNER, FILES, FORMAT, JOURNAL, MANIFEST, Manifest, ManifestEntry, NamedPerson, PEOPLE, People, parts};
use crate::access::open_with;
use crate::ids::hex;
use crate::journal::backup::{BackupError, write_whole};
use crate::journal::chain::DOMAIN;
use crate::journal::reader::ReaderError;
use crate::journal::sqlite::FILE;
use crate::journal::{Entry, reader, text};
use crate::live::replay;
use crate::store::Store;
use anyhow::Context as _;
use protocol::ids::{ExerciseId, FileHash};
use protocol::time::Timestamp;
use ring::digest::{SHA256, digest};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Characters of an id that name an exercise, at least: fewer are a slip.
const PREFIX_MIN: usize = 4;

/// An archive that was written.
#[derive(Clone, Debug)]
pub struct Exported {
    /// What it says of itself.
    pub manifest: Manifest,
}

/// The exercise that somebody names: by its id, by enough of its beginning, or by its room code.
///
/// # Errors
/// A sentence if there is none of that name, or more than one.
pub fn resolve(store: &Store, named: &str) -> anyhow::Result<ExerciseId> {
    if let Ok(id) = named.parse() {
        return Ok(ExerciseId(id));
    }
    let known = store.exercise_codes()?;
    if let Some((id, _)) = known.iter().find(|(_, code)| code.eq_ignore_ascii_case(named)) {
        return Ok(*id);
    }
    anyhow::ensure!(named.len() >= PREFIX_MIN, "{named:?} names no exercise: give {PREFIX_MIN} characters of its id");
    let wanted = named.to_ascii_lowercase();
    let found: Vec<ExerciseId> =
        known.into_iter().map(|(id, _)| id).filter(|id| id.to_string().starts_with(&wanted)).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => anyhow::bail!("there is no exercise {named:?}"),
        [..] => anyhow::bail!("{named:?} is the beginning of {} exercises: give more of the id", found.len()),
    }
}

/// Writes the archive of an exercise to `to`, replacing an earlier file only when it is whole. With `names`
/// it holds the keys under which names are sealed.
///
/// # Errors
/// If there is no such exercise, its record is damaged, or something cannot be read or written.
pub fn export(data: &Path, store: &Store, id: ExerciseId, to: &Path, names: bool) -> anyhow::Result<Exported> {
    let journal = data.join(FILE);
    let (mut record, mut traces) = (Measured::default(), Traces::default());
    // The record first: a file is on the disk before the commit that names it. It is read once more when it
    // is written, so that memory does not grow with it.
    let mut state = replay::Playing::default();
    let head = reader::read(&journal, id, |entry| {
        record.line(&entry)?;
        traces.take(&entry);
        state.take(&entry).map_err(|error| error.to_string())
    })?;
    let (state, head) = state.state().zip(head).with_context(|| format!("there is no record of exercise {id}"))?;
    let head = head.to_string();
    let mut content = Content::default();
    content.made.push((record.entry(), None));
    if names {
        content.put(PEOPLE.into(), people(store, id, &traces)?);
    }
    for (name, bytes) in parts::derived(&state, &head)? {
        content.put(name, bytes);
    }
    let mut missing_files: Vec<FileHash> = Vec::new();
    for hash in traces.files() {
        match store.kept_file(hash)? {
            Some(bytes) => content.put_file(hash, &bytes),
            None => missing_files.push(hash.clone()),
        }
    }
    let mut manifest = Manifest {
        format: FORMAT.into(),
        banner: BANNER.into(),
        exercise: id,
        title: state.title().clone(),
        scenario: state.scenario().id.clone(),
        status: state.status(),
        created: state.created().wall,
        last: state.last().wall,
        record: String::from_utf8_lossy(DOMAIN).into_owned(),
        commits: state.seq(),
        head,
        names,
        missing_files,
        entries: Vec::new(),
    };
    content.put("README.txt".into(), parts::readme(&manifest));
    manifest.entries = content.named();
    let source = Source { store, journal: &journal };
    write_whole(to, |file| write(file, &source, &manifest, &content))?;
    Ok(Exported { manifest })
}

/// Keys of the persons in the record whose names still open.
fn people(store: &Store, id: ExerciseId, traces: &Traces) -> anyhow::Result<Vec<u8>> {
    let keys = store.person_keys(id)?;
    let opens = |person, key: &crate::store::PersonKey| {
        let trace = traces.people.get(person)?;
        trace.sealed.iter().find_map(|sealed| open_with(key, sealed))
    };
    let named = keys.iter().filter(|(person, key)| opens(person, key).is_some());
    let people = named.map(|(person, key)| NamedPerson { person: *person, key: hex(&key.0) }).collect();
    let mut bytes = serde_json::to_vec_pretty(&People { people })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The record as text, weighed and hashed line by line.
#[derive(Default)]
struct Measured {
    bytes: u64,
    hasher: Sha256,
}

impl Measured {
    fn line(&mut self, entry: &Entry) -> Result<(), String> {
        let line = text::line(entry)?;
        self.bytes += line.len() as u64 + 1;
        self.hasher.update(line.as_bytes());
        self.hasher.update(b"\n");
        Ok(())
    }

    fn entry(self) -> ManifestEntry {
        let sha256 = hex(self.hasher.finalize().as_slice());
        ManifestEntry { path: JOURNAL.into(), bytes: self.bytes, sha256 }
    }
}

/// Where what was not made here is read when it is written.
struct Source<'a> {
    store: &'a Store,
    journal: &'a Path,
}

/// What goes in: contents that were made, and files that are read again when they are written.
#[derive(Default)]
struct Content {
    made: Vec<(ManifestEntry, Option<Vec<u8>>)>,
}

impl Content {
    fn put(&mut self, path: String, bytes: Vec<u8>) {
        self.made.push((entry(path, &bytes), Some(bytes)));
    }

    fn put_file(&mut self, hash: &FileHash, bytes: &[u8]) {
        self.made.push((entry(format!("{FILES}{}", hash.as_str()), bytes), None));
    }

    /// Brings all into the order of the archive and names it.
    fn named(&mut self) -> Vec<ManifestEntry> {
        self.made.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        self.made.iter().map(|(entry, _)| entry.clone()).collect()
    }
}

pub(super) fn entry(path: String, bytes: &[u8]) -> ManifestEntry {
    ManifestEntry { path, bytes: bytes.len() as u64, sha256: hex(digest(&SHA256, bytes).as_ref()) }
}

/// Why the file could not be written.
#[derive(Debug, thiserror::Error)]
enum Unwritten {
    #[error(transparent)]
    File(#[from] BackupError),
    #[error("the archive cannot be packed")]
    Zip(#[from] zip::result::ZipError),
    #[error("the archive cannot be written")]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Store(#[from] crate::store::Error),
    #[error(transparent)]
    Record(#[from] ReaderError),
    #[error("{0} was deleted while the archive was written")]
    Gone(String),
    #[error("the manifest cannot be written")]
    Json(#[from] serde_json::Error),
}

/// Manifest and README first, then the others by name; the time of every entry is that of the last commit.
fn write(file: &mut File, source: &Source<'_>, manifest: &Manifest, content: &Content) -> Result<(), Unwritten> {
    let mut zip = ZipWriter::new(file);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(moment(manifest.last))
        .unix_permissions(0o600);
    zip.start_file(MANIFEST, options)?;
    let mut text = serde_json::to_vec_pretty(manifest)?;
    text.push(b'\n');
    zip.write_all(&text)?;
    for (entry, made) in &content.made {
        zip.start_file(entry.path.as_str(), options)?;
        match made {
            Some(bytes) => zip.write_all(bytes)?,
            None if entry.path == JOURNAL => record(&mut zip, source.journal, manifest)?,
            None => zip.write_all(&kept(source.store, &entry.path)?)?,
        }
    }
    zip.finish()?;
    Ok(())
}

/// The lines of the record, up to the commit of which the manifest speaks: it may have gone on meanwhile.
fn record(zip: &mut ZipWriter<&mut File>, journal: &Path, manifest: &Manifest) -> Result<(), Unwritten> {
    let mut failed = None;
    let read = reader::read(journal, manifest.exercise, |entry| {
        if entry.seq > manifest.commits {
            return Ok(());
        }
        let line = text::line(&entry)? + "\n";
        zip.write_all(line.as_bytes()).map_err(|error| {
            let said = error.to_string();
            failed = Some(error);
            said
        })
    });
    match failed {
        Some(error) => Err(error.into()),
        None => read.map(drop).map_err(Unwritten::from),
    }
}

fn kept(store: &Store, path: &str) -> Result<Vec<u8>, Unwritten> {
    let gone = || Unwritten::Gone(path.to_owned());
    let hash = FileHash::parse(path.trim_start_matches(FILES)).map_err(|_| gone())?;
    store.kept_file(&hash)?.ok_or_else(gone)
}

/// A moment as a zip tells it, in UTC; one that it cannot tell is its first.
pub(super) fn moment(at: Timestamp) -> zip::DateTime {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC);
    let small = |value: i8| u8::try_from(value).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    zip::DateTime::from_date_and_time(
        year,
        small(at.month()),
        small(at.day()),
        small(at.hour()),
        small(at.minute()),
        small(at.second()),
    )
    .unwrap_or_default()
}
