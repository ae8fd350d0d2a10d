//! Reads an archive and believes nothing: every name, size and hash is checked, the chain is followed, the
//! record is played. What comes out may be stored.

use super::fault::{BadArchive, Fault};
use super::traces::Traces;
use super::{
    ENTRIES_MAX, ENTRY_BYTES_MAX, FAMILY, FILES, FORMAT, JOURNAL, JOURNAL_BYTES_MAX, MANIFEST, Manifest, ManifestEntry,
    PEOPLE, People, TOTAL_BYTES_MAX,
};
use crate::access::open_with;
use crate::ids::hex;
use crate::journal::chain::Follower;
use crate::journal::contract::APPEND_BYTES_MAX;
use crate::journal::verify::Verified;
use crate::journal::{Entry, Hash, text};
use crate::limits::FILE_BYTES_MAX;
use crate::live::replay::Playing;
use crate::store::PersonKey;
use exercise::State;
use protocol::ids::{ExerciseId, FileHash, PersonId};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read, Seek};
use std::path::Path;
use zip::ZipArchive;

/// How a zip begins.
const MAGIC: &[u8; 4] = b"PK\x03\x04";
/// Longest line of the record: the largest commit, each of its bytes escaped.
const LINE_BYTES_MAX: u64 = 6 * APPEND_BYTES_MAX as u64;
/// Read at a time.
const CHUNK: usize = 64 * 1024;

/// An archive that was checked from its first byte to its last.
pub(super) struct Checked {
    pub(super) manifest: Manifest,
    pub(super) entries: Vec<Entry>,
    pub(super) state: State,
    pub(super) traces: Traces,
    /// Names that open, each with its key.
    pub(super) people: Vec<(PersonId, PersonKey, String)>,
    /// Files with their sizes.
    pub(super) files: Vec<(FileHash, u64)>,
    zip: ZipArchive<File>,
}

/// Whether a file begins like an archive. One that cannot be read does not.
#[must_use]
pub fn is_archive(path: &Path) -> bool {
    let mut begins = [0; 4];
    File::open(path).and_then(|mut file| file.read_exact(&mut begins)).is_ok() && begins == *MAGIC
}

/// Checks an archive, and that some commit of its record has the hash `head`, where somebody remembered one.
///
/// # Errors
/// The first thing that is wrong.
pub fn verify(path: &Path, head: Option<Hash>) -> Result<Verified, BadArchive> {
    let checked = check(path, JOURNAL_BYTES_MAX)?;
    let remembered = head.and_then(|head| checked.entries.iter().find(|entry| entry.hash == head));
    match (head, remembered) {
        (Some(head), None) => Err(BadArchive::new(Fault::BadRecord, JOURNAL)
            .because(format_args!("no commit has the hash {head}: the end was cut off or rewritten"))),
        (_, remembered) => Ok(Verified {
            exercise: checked.manifest.exercise,
            commits: checked.manifest.commits,
            head: checked.entries.last().map_or(Hash([0; 32]), |entry| entry.hash),
            remembered: remembered.map(|entry| entry.seq),
        }),
    }
}

/// Reads and checks everything. The record, of at most so many bytes, is held in memory.
pub(super) fn check(path: &Path, journal_max: u64) -> Result<Checked, BadArchive> {
    let unreadable = |error: &dyn std::fmt::Display| BadArchive::new(Fault::Unreadable, "zip").because(error);
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let mut zip = ZipArchive::new(file).map_err(|error| unreadable(&error))?;
    let found = names(&mut zip)?;
    let manifest = manifest(&mut zip, &found)?;
    agree(&manifest, &found, journal_max)?;
    let (mut record, mut people, mut files) = (None, None, Vec::new());
    for (entry, index) in manifest.entries.iter().zip(manifest.entries.iter().map(|entry| found[&entry.path])) {
        match entry.path.as_str() {
            JOURNAL => record = Some(journal(&mut zip, index, entry, &manifest)?),
            PEOPLE => people = Some(whole(&mut zip, index, entry)?),
            path => {
                if let Some(hash) = path.strip_prefix(FILES) {
                    let hash = FileHash::parse(hash).map_err(|_| BadArchive::new(Fault::BadName, path))?;
                    if entry.sha256 != hash.as_str() {
                        return Err(BadArchive::new(Fault::BadFile, path));
                    }
                    files.push((hash, entry.bytes));
                }
                run_through(&mut zip, index, entry)?;
            }
        }
    }
    let (entries, state, traces) = record.ok_or_else(|| BadArchive::new(Fault::MissingEntry, JOURNAL))?;
    if let Some((stray, _)) = files.iter().find(|(hash, _)| !traces.names(hash)) {
        return Err(BadArchive::new(Fault::BadFile, format!("{FILES}{}", stray.as_str()))
            .because("the record does not name it"));
    }
    if people.is_some() != manifest.names {
        return Err(BadArchive::new(Fault::BadManifest, "names"));
    }
    let people = people.map_or_else(|| Ok(Vec::new()), |bytes| opened(&bytes, &traces))?;
    Ok(Checked { manifest, entries, state, traces, people, files, zip })
}

impl Checked {
    /// The content of a file, read again.
    pub(super) fn content(&mut self, hash: &FileHash) -> Result<Vec<u8>, BadArchive> {
        let path = format!("{FILES}{}", hash.as_str());
        let changed = |error: &dyn std::fmt::Display| BadArchive::new(Fault::ChangedEntry, &*path).because(error);
        let entry = self.zip.by_name(&path).map_err(|error| changed(&error))?;
        let mut bytes = Vec::new();
        entry.take(FILE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes).map_err(|error| changed(&error))?;
        Ok(bytes)
    }
}

/// Names with their places, each only once and inside the archive.
pub(super) fn names<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<BTreeMap<String, usize>, BadArchive> {
    if zip.len() > ENTRIES_MAX {
        return Err(BadArchive::new(Fault::TooLarge, format!("{} entries", zip.len())));
    }
    if zip.has_duplicate_names() {
        return Err(BadArchive::new(Fault::DuplicateEntry, "zip"));
    }
    let mut found = BTreeMap::new();
    for index in 0..zip.len() {
        let place = format!("entry {}", index + 1);
        let entry = zip.by_index(index).map_err(|error| BadArchive::new(Fault::Unreadable, &*place).because(error))?;
        let name = entry.name().map_err(|_| BadArchive::new(Fault::BadName, &*place))?.into_owned();
        if !is_plain(&name) || !entry.is_file() || entry.is_symlink() || entry.encrypted() {
            return Err(BadArchive::new(Fault::BadName, format!("{name:?}")));
        }
        if found.insert(name.clone(), index).is_some() {
            return Err(BadArchive::new(Fault::DuplicateEntry, name));
        }
    }
    Ok(found)
}

/// One or two parts of letters, digits, `-`, `_` and dots, none of them beginning with a dot.
fn is_plain(name: &str) -> bool {
    let part = |part: &str| {
        let letters = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
        !part.is_empty() && part.len() <= 80 && !part.starts_with('.') && letters
    };
    name.split('/').count() <= 2 && name.split('/').all(part)
}

fn manifest(zip: &mut ZipArchive<File>, found: &BTreeMap<String, usize>) -> Result<Manifest, BadArchive> {
    let bad = |why: &dyn std::fmt::Display| BadArchive::new(Fault::BadManifest, MANIFEST).because(why);
    let index = found.get(MANIFEST).ok_or_else(|| BadArchive::new(Fault::MissingEntry, MANIFEST))?;
    let mut bytes = Vec::new();
    let entry = zip.by_index(*index).map_err(|error| bad(&error))?;
    entry.take(ENTRY_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|error| bad(&error))?;
    if bytes.len() as u64 > ENTRY_BYTES_MAX {
        return Err(BadArchive::new(Fault::TooLarge, MANIFEST));
    }
    let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|error| bad(&error))?;
    match value["format"].as_str() {
        Some(FORMAT) => {}
        Some(other) if other.starts_with(FAMILY) => {
            return Err(BadArchive::new(Fault::NewerFormat, MANIFEST).because(other));
        }
        _ => return Err(bad(&format_args!("format is not {FORMAT}"))),
    }
    serde_json::from_value(value).map_err(|error| bad(&error))
}

/// Manifest and zip name the same entries, none larger than it may be.
fn agree(manifest: &Manifest, found: &BTreeMap<String, usize>, journal_max: u64) -> Result<(), BadArchive> {
    let mut named = BTreeMap::new();
    let mut total = 0_u64;
    for entry in &manifest.entries {
        let most = match entry.path.as_str() {
            JOURNAL => journal_max,
            path if path.starts_with(FILES) => FILE_BYTES_MAX as u64,
            _ => ENTRY_BYTES_MAX,
        };
        total = total.saturating_add(entry.bytes);
        if entry.bytes > most || total > TOTAL_BYTES_MAX {
            return Err(BadArchive::new(Fault::TooLarge, &*entry.path).because(format_args!("{} bytes", entry.bytes)));
        }
        if named.insert(&entry.path, ()).is_some() {
            return Err(BadArchive::new(Fault::DuplicateEntry, &*entry.path));
        }
        if !found.contains_key(&entry.path) || entry.path == MANIFEST {
            return Err(BadArchive::new(Fault::MissingEntry, &*entry.path));
        }
    }
    match found.keys().find(|name| *name != MANIFEST && !named.contains_key(name)) {
        Some(extra) => Err(BadArchive::new(Fault::ExtraEntry, extra.as_str())),
        None => Ok(()),
    }
}

/// An entry that is read once, counted and hashed as it goes, and never further than the manifest says.
struct Counted<R> {
    inner: R,
    hasher: Sha256,
    bytes: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(into)?;
        self.hasher.update(&into[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}

/// Reads an entry through `work` and holds it against the manifest afterwards.
fn through<T>(
    zip: &mut ZipArchive<File>,
    index: usize,
    named: &ManifestEntry,
    work: impl FnOnce(&mut dyn Read) -> Result<T, BadArchive>,
) -> Result<T, BadArchive> {
    let changed = || BadArchive::new(Fault::ChangedEntry, &*named.path);
    let entry = zip.by_index(index).map_err(|error| changed().because(error))?;
    // One byte more than there should be tells that there are more.
    let mut counted = Counted { inner: entry.take(named.bytes + 1), hasher: Sha256::new(), bytes: 0 };
    let done = work(&mut counted);
    // What is wrong inside a changed entry matters less than that it was changed.
    std::io::copy(&mut counted, &mut std::io::sink()).map_err(|error| changed().because(error))?;
    if counted.bytes != named.bytes || hex(counted.hasher.finalize().as_slice()) != named.sha256 {
        return Err(changed());
    }
    done
}

fn run_through(zip: &mut ZipArchive<File>, index: usize, named: &ManifestEntry) -> Result<(), BadArchive> {
    through(zip, index, named, |_| Ok(()))
}

fn whole(zip: &mut ZipArchive<File>, index: usize, named: &ManifestEntry) -> Result<Vec<u8>, BadArchive> {
    through(zip, index, named, |read| {
        let mut bytes = Vec::new();
        let all = read.read_to_end(&mut bytes);
        all.map_err(|error| BadArchive::new(Fault::ChangedEntry, &*named.path).because(error))?;
        Ok(bytes)
    })
}

type Record = (Vec<Entry>, State, Traces);

/// Follows the chain and plays the record.
fn journal(
    zip: &mut ZipArchive<File>,
    index: usize,
    named: &ManifestEntry,
    manifest: &Manifest,
) -> Result<Record, BadArchive> {
    through(zip, index, named, |read| {
        let mut lines = BufReader::with_capacity(CHUNK, read);
        let mut chain = Follower::new(manifest.exercise);
        let (mut entries, mut traces, mut playing) = (Vec::new(), Traces::default(), Playing::default());
        loop {
            let due = chain.seq() + 1;
            let bad = |fault: Fault| BadArchive::new(fault, format!("{JOURNAL}, commit {due}"));
            let mut line = String::new();
            let read = (&mut lines).take(LINE_BYTES_MAX).read_line(&mut line);
            if read.map_err(|error| bad(Fault::BadRecord).because(error))? == 0 {
                break;
            }
            let text = line.strip_suffix('\n').ok_or_else(|| bad(Fault::BadRecord).because("the line has no end"))?;
            let entry = text::parse(text).map_err(|why| bad(Fault::BadRecord).because(why))?;
            if entry.seq != due {
                return Err(bad(Fault::BadRecord).because(format_args!("is missing, the next one is {}", entry.seq)));
            }
            if !chain.follow(entry.seq, &entry.clone().into_draft(), entry.hash) {
                return Err(bad(Fault::BadRecord).because("is not what was recorded"));
            }
            playing.take(&entry).map_err(|error| {
                bad(if error.newer { Fault::NewerRecord } else { Fault::BadRecord }).because(error.why)
            })?;
            traces.take(&entry);
            entries.push(entry);
        }
        let state = playing.state().ok_or_else(|| BadArchive::new(Fault::BadRecord, JOURNAL).because("is empty"))?;
        fits(manifest, &state, &chain)?;
        Ok((entries, state, traces))
    })
}

/// The record is the one of which the manifest speaks, to its end.
fn fits(manifest: &Manifest, state: &State, chain: &Follower) -> Result<(), BadArchive> {
    let bad = |what: &str| BadArchive::new(Fault::BadManifest, what);
    let id: ExerciseId = state.id();
    if id != manifest.exercise {
        return Err(bad("exercise").because(format_args!("the record is of {id}")));
    }
    if chain.seq() != manifest.commits {
        return Err(bad("commits").because(format_args!("the record has {}", chain.seq())));
    }
    if chain.hash().to_string() != manifest.head {
        return Err(bad("head").because(format_args!("the record ends with {}", chain.hash())));
    }
    if state.status() != manifest.status {
        return Err(bad("status").because(format_args!("the record says {}", state.status().word())));
    }
    Ok(())
}

/// The names that keys open, each held against the record.
fn opened(bytes: &[u8], traces: &Traces) -> Result<Vec<(PersonId, PersonKey, String)>, BadArchive> {
    let bad = |place: String| BadArchive::new(Fault::BadKey, place);
    let list: People = serde_json::from_slice(bytes).map_err(|error| bad(PEOPLE.into()).because(error))?;
    let mut people = BTreeMap::new();
    for named in list.people {
        let place = || format!("{PEOPLE}, person {}", named.person);
        let key = text::bytes(&named.key).and_then(|bytes| bytes.try_into().ok()).map(PersonKey);
        let key = key.ok_or_else(|| bad(place()).because("a key is 64 hex digits"))?;
        let sealed = traces.people.get(&named.person).map_or(&[][..], |trace| &trace.sealed);
        let name = sealed.iter().find_map(|sealed| open_with(&key, sealed)).ok_or_else(|| bad(place()))?;
        if people.insert(named.person, (key, name)).is_some() {
            return Err(bad(place()).because("stands there twice"));
        }
    }
    Ok(people.into_iter().map(|(person, (key, name))| (person, key, name)).collect())
}
