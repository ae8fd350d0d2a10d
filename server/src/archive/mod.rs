//! Archives 归档: one exercise in one file, which another server takes in and a third party checks.
//!
//! A zip with a manifest that names every other entry with its size and SHA-256: the record as lines of
//! text, the files that it names, and, made from the record for whoever reads, the list as played, the
//! scenario and the written reports. What is made from the record proves nothing and is not taken in: a
//! server makes it anew. `docs/record.md` says how an archive is laid out and checked.
//!
//! The same record gives the same bytes: nothing in an archive tells when or where it was written.

mod erase;
mod export;
mod fault;
mod import;
mod online;
pub mod package;
mod parts;
mod read;
#[cfg(test)]
mod tests;
mod traces;

pub use erase::erase;
pub use export::{Exported, export, resolve};
pub use fault::{BadArchive, Fault};
pub use import::{ImportFailed, import, settle};
pub use online::{Brought, bring, take_in};
pub use read::{is_archive, verify};
pub use traces::{Trace, Traces};

use protocol::ids::{ExerciseId, FileHash, PersonId, ScenarioId};
use protocol::text::Bilingual;
use protocol::time::Timestamp;
use protocol::vocab::ExerciseStatus;
use serde::{Deserialize, Serialize};

/// What `format` says; a change of meaning is a new number.
pub const FORMAT: &str = "startex-archive/1";
/// The part of it that every version has.
const FAMILY: &str = "startex-archive/";
/// What every page and archive carries.
const BANNER: &str = "演练 / EXERCISE";

/// The entry that names the others.
pub const MANIFEST: &str = "manifest.json";
/// The record.
pub const JOURNAL: &str = "journal.ndjson";
/// Keys of names, where they were asked for.
pub const PEOPLE: &str = "people.json";
/// Before the content hash of a file.
pub const FILES: &str = "files/";

/// Entries of an archive: ten times the files that the longest exercise brought in.
const ENTRIES_MAX: usize = 20_000;
/// Largest record, unpacked: a week of play by a thousand people.
const JOURNAL_BYTES_MAX: u64 = 1024 * 1024 * 1024;
/// Largest other entry that is no file: a report with every sentence of a long exercise.
const ENTRY_BYTES_MAX: u64 = 128 * 1024 * 1024;
/// All entries, unpacked.
const TOTAL_BYTES_MAX: u64 = 16 * 1024 * 1024 * 1024;

/// What an archive says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// 演练 / EXERCISE.
    pub banner: String,
    /// The exercise.
    pub exercise: ExerciseId,
    /// Its title.
    pub title: Bilingual,
    /// The scenario that it was made from.
    pub scenario: ScenarioId,
    /// How far it had come.
    pub status: ExerciseStatus,
    /// When it was created.
    pub created: Timestamp,
    /// When its last commit was made.
    pub last: Timestamp,
    /// How the chain is computed.
    pub record: String,
    /// How many commits the record has.
    pub commits: u64,
    /// Hash of the last one, in hex.
    pub head: String,
    /// Whether the keys of names are in it.
    pub names: bool,
    /// Files that the record names and this archive does not hold: they were lost, or erased with a person.
    pub missing_files: Vec<FileHash>,
    /// Every other entry, in order.
    pub entries: Vec<ManifestEntry>,
}

/// An entry of an archive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ManifestEntry {
    /// Its name.
    pub path: String,
    /// Its size, unpacked.
    pub bytes: u64,
    /// SHA-256 of its content, in hex.
    pub sha256: String,
}

/// Keys of names: who has this can read them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    people: Vec<NamedPerson>,
}

/// The key of one person's name.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedPerson {
    person: PersonId,
    /// In hex.
    key: String,
}
