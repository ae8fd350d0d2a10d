//! A scenario in one file: the scenario as YAML, the attachments that it names, and a manifest.
//!
//! Written and read in memory, since it is bounded. What comes in is believed as little as an archive: every
//! name, size and hash is checked, and the scenario is read like any file.

#[cfg(test)]
mod tests;

use super::export::{entry, moment};
use super::fault::{BadArchive, Fault};
use super::read::names;
use super::{BANNER, FILES, ManifestEntry};
use crate::ids::hex;
use crate::limits::{FILE_BYTES_MAX, PACKAGE_BYTES_MAX};
use crate::scenario::{self, Diagnostic, Form, load_draft};
use crate::store::{FileRow, recognise};
use anyhow::Context as _;
use protocol::ids::{FileHash, ScenarioId};
use protocol::library::{Tag, VersionNote};
use protocol::scenario::Scenario;
use protocol::text::Bilingual;
use protocol::time::Timestamp;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What `format` says; a change of meaning is a new number.
pub const FORMAT: &str = "startex-scenario/1";
/// The part of it that every version has.
const FAMILY: &str = "startex-scenario/";
/// The scenario.
pub const SCENARIO: &str = "scenario.yaml";
/// The entry that names the others.
const MANIFEST: &str = super::MANIFEST;
/// Largest manifest: a line for each of the entries that there can be.
const MANIFEST_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// What a package says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// 演练 / EXERCISE.
    pub banner: String,
    /// Short name of the scenario where it was written.
    pub scenario: ScenarioId,
    /// Its title.
    pub title: Bilingual,
    /// Number of the version.
    pub version: u32,
    /// When that version was saved; none for one that came with the program.
    pub saved: Option<Timestamp>,
    /// What the version is.
    pub note: VersionNote,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Attachments that the scenario names and the package does not hold: they were lost where it was written.
    pub missing_files: Vec<FileHash>,
    /// Every other entry, in order.
    pub entries: Vec<ManifestEntry>,
}

/// What is written into a package.
#[derive(Clone, Debug)]
pub struct Packing {
    /// The scenario.
    pub scenario: Scenario,
    /// Number of the version.
    pub version: u32,
    /// When it was saved.
    pub saved: Option<Timestamp>,
    /// What it is.
    pub note: VersionNote,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Contents of the attachments that are there.
    pub files: BTreeMap<FileHash, Vec<u8>>,
}

/// A package that was checked from its first byte to its last.
#[derive(Debug)]
pub struct Package {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The scenario.
    pub scenario: Scenario,
    /// Its attachments.
    pub files: Vec<(FileRow, Vec<u8>)>,
}

/// Why a package is refused.
#[derive(Debug)]
pub enum Refused {
    /// The file itself.
    Package(BadArchive),
    /// The scenario in it: the findings.
    Scenario(Vec<Diagnostic>),
}

impl From<BadArchive> for Refused {
    fn from(bad: BadArchive) -> Self {
        Self::Package(bad)
    }
}

/// The name of a file with a scenario as people see it, and one of plain letters for programs that know no
/// others; `end` is what comes behind the scenario's name.
#[must_use]
pub fn file_names(id: &ScenarioId, end: &str) -> (String, String) {
    let plain: String = id.as_str().chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    (format!("演练-EXERCISE-{id}{end}"), format!("EXERCISE-{plain}{end}"))
}

/// Every attachment that a scenario names, also in rows that are drafts.
#[must_use]
pub fn files_of(scenario: &Scenario) -> BTreeSet<FileHash> {
    // 64 hex digits stand in a scenario for nothing else.
    let text = serde_json::to_string(scenario).unwrap_or_default();
    text.split(|c: char| !c.is_ascii_hexdigit()).filter_map(|word| FileHash::parse(word).ok()).collect()
}

/// Writes a package. The same version gives the same bytes.
///
/// # Errors
/// If it would be larger than a package may be, or cannot be packed.
pub fn write(packing: &Packing) -> anyhow::Result<Vec<u8>> {
    let Packing { scenario, version, saved, note, tags, files } = packing;
    let yaml = scenario::export(scenario, Form::Yaml)?.into_bytes();
    let named = files_of(scenario);
    let mut entries = vec![entry(SCENARIO.into(), &yaml)];
    let held = named.iter().filter_map(|hash| Some((hash, files.get(hash)?)));
    entries.extend(held.clone().map(|(hash, bytes)| entry(format!("{FILES}{}", hash.as_str()), bytes)));
    let manifest = Manifest {
        format: FORMAT.into(),
        banner: BANNER.into(),
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        version: *version,
        saved: *saved,
        note: note.clone(),
        tags: tags.clone(),
        missing_files: named.iter().filter(|hash| !files.contains_key(*hash)).cloned().collect(),
        entries,
    };
    let total: u64 = manifest.entries.iter().map(|entry| entry.bytes).sum();
    anyhow::ensure!(total <= PACKAGE_BYTES_MAX as u64, "{total} bytes, the limit is {PACKAGE_BYTES_MAX}");
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(moment(saved.unwrap_or(Timestamp(0))));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: String, bytes: &[u8]| -> anyhow::Result<()> {
        zip.start_file(name, options)?;
        zip.write_all(bytes).context("the package cannot be packed")
    };
    put(MANIFEST.into(), &serde_json::to_vec_pretty(&manifest)?)?;
    put(SCENARIO.into(), &yaml)?;
    for (hash, bytes) in held {
        put(format!("{FILES}{}", hash.as_str()), bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Reads a package and believes nothing of it.
///
/// # Errors
/// The first thing that is wrong with the file, or all that is wrong with the scenario.
pub fn read(bytes: &[u8]) -> Result<Package, Refused> {
    let unreadable = |error| BadArchive::new(Fault::Unreadable, "zip").because(error);
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let found = names(&mut zip)?;
    let manifest = manifest(&mut zip, &found)?;
    agree(&manifest, &found)?;
    let mut contents = BTreeMap::new();
    for named in &manifest.entries {
        contents.insert(named.path.as_str(), content(&mut zip, found[&named.path], named)?);
    }
    let yaml = contents.remove(SCENARIO).ok_or_else(|| BadArchive::new(Fault::MissingEntry, SCENARIO))?;
    let loaded = load_draft(&yaml);
    let scenario = loaded.scenario.ok_or(Refused::Scenario(loaded.diagnostics))?;
    let files = files(&manifest, &scenario, contents)?;
    Ok(Package { manifest, scenario, files })
}

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn manifest(zip: &mut Zip<'_>, found: &BTreeMap<String, usize>) -> Result<Manifest, BadArchive> {
    let bad = |why: &dyn std::fmt::Display| BadArchive::new(Fault::BadManifest, MANIFEST).because(why);
    let index = found.get(MANIFEST).ok_or_else(|| BadArchive::new(Fault::MissingEntry, MANIFEST))?;
    let mut bytes = Vec::new();
    let entry = zip.by_index(*index).map_err(|error| bad(&error))?;
    entry.take(MANIFEST_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|error| bad(&error))?;
    if bytes.len() as u64 > MANIFEST_BYTES_MAX {
        return Err(BadArchive::new(Fault::TooLarge, MANIFEST));
    }
    let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|error| bad(&error))?;
    match value["format"].as_str() {
        Some(FORMAT) => serde_json::from_value(value).map_err(|error| bad(&error)),
        Some(other) if other.starts_with(FAMILY) => Err(BadArchive::new(Fault::NewerFormat, MANIFEST).because(other)),
        _ => Err(bad(&format_args!("format is not {FORMAT}"))),
    }
}

/// Manifest and zip name the same entries, none of them larger than it may be, all of them what a package
/// holds.
fn agree(manifest: &Manifest, found: &BTreeMap<String, usize>) -> Result<(), BadArchive> {
    let mut named = BTreeSet::new();
    let mut total = 0_u64;
    for entry in &manifest.entries {
        let path = entry.path.as_str();
        let most = match path.strip_prefix(FILES) {
            Some(hash) if FileHash::parse(hash).is_ok() => FILE_BYTES_MAX as u64,
            None if path == SCENARIO => scenario::FILE_BYTES_MAX as u64,
            Some(_) | None => return Err(BadArchive::new(Fault::BadName, format!("{path:?}"))),
        };
        total = total.saturating_add(entry.bytes);
        if entry.bytes > most || total > PACKAGE_BYTES_MAX as u64 {
            return Err(BadArchive::new(Fault::TooLarge, path));
        }
        if !named.insert(path) {
            return Err(BadArchive::new(Fault::DuplicateEntry, path));
        }
        if !found.contains_key(path) {
            return Err(BadArchive::new(Fault::MissingEntry, path));
        }
    }
    match found.keys().find(|name| *name != MANIFEST && !named.contains(name.as_str())) {
        Some(extra) => Err(BadArchive::new(Fault::ExtraEntry, extra.as_str())),
        None => Ok(()),
    }
}

/// An entry as the manifest says it is; never more of it is unpacked.
fn content(zip: &mut Zip<'_>, index: usize, named: &ManifestEntry) -> Result<Vec<u8>, BadArchive> {
    let changed = || BadArchive::new(Fault::ChangedEntry, &*named.path);
    let entry = zip.by_index(index).map_err(|error| changed().because(error))?;
    let mut bytes = Vec::new();
    entry.take(named.bytes + 1).read_to_end(&mut bytes).map_err(|error| changed().because(error))?;
    let same = bytes.len() as u64 == named.bytes && hex(digest(&SHA256, &bytes).as_ref()) == named.sha256;
    if same { Ok(bytes) } else { Err(changed()) }
}

/// The attachments: each is what its name says and is named by the scenario, and none is missing of which
/// the manifest does not say so.
fn files(
    manifest: &Manifest,
    scenario: &Scenario,
    contents: BTreeMap<&str, Vec<u8>>,
) -> Result<Vec<(FileRow, Vec<u8>)>, BadArchive> {
    let mut wanted = files_of(scenario);
    let mut files = Vec::new();
    for (path, bytes) in contents {
        let bad = |why: &str| BadArchive::new(Fault::BadFile, path).because(why);
        let hash = FileHash::parse(path.trim_start_matches(FILES)).map_err(|why| bad(&why))?;
        if hex(digest(&SHA256, &bytes).as_ref()) != hash.as_str() {
            return Err(bad("内容与文件名不符 · not the content that its name says"));
        }
        if !wanted.remove(&hash) {
            return Err(bad("脚本未引用 · the scenario does not name it"));
        }
        let kind = recognise(&bytes).ok_or_else(|| bad("不支持的文件类型 · a kind of file that is not taken"))?;
        let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        files.push((FileRow { hash, media_type: kind.into(), bytes: size }, bytes));
    }
    match wanted.into_iter().find(|hash| !manifest.missing_files.contains(hash)) {
        Some(hash) => Err(BadArchive::new(Fault::MissingEntry, format!("{FILES}{}", hash.as_str()))),
        None => Ok(files),
    }
}
