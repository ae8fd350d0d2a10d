//! Facts as they are stored: kind, version, JSON. A kind whose meaning changes gets a higher
//! version and a line in [`upcast`]; golden files of every version stay readable for ever.

use crate::event::Event;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A fact as it is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stored {
    /// Kind.
    pub kind: String,
    /// Version of the kind.
    pub version: u32,
    /// Fields.
    pub data: Value,
}

/// Why a stored fact cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub enum StoredError {
    /// A newer program wrote it.
    Newer {
        /// Kind.
        kind: String,
        /// Version.
        version: u32,
    },
    /// Its fields are not those of its kind.
    Broken {
        /// Kind.
        kind: String,
        /// What is wrong.
        why: String,
    },
}

impl std::fmt::Display for StoredError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Newer { kind, version } => write!(f, "fact {kind} version {version} was written by a newer program"),
            Self::Broken { kind, why } => write!(f, "fact {kind} cannot be read: {why}"),
        }
    }
}

impl std::error::Error for StoredError {}

/// The version in which this program writes a kind. All kinds are at their first.
#[must_use]
pub const fn version(_event: &Event) -> u32 {
    1
}

/// A fact, ready to be stored.
///
/// # Errors
/// [`StoredError::Broken`] if a number in it is not finite: JSON has no word for that.
pub fn store(event: &Event) -> Result<Stored, StoredError> {
    let data =
        event.to_value().map_err(|error| StoredError::Broken { kind: event.kind().into(), why: error.to_string() })?;
    Ok(Stored { kind: event.kind().into(), version: version(event), data })
}

/// Reads a stored fact of any known version.
///
/// # Errors
/// [`StoredError::Newer`] for an unknown kind or version, [`StoredError::Broken`] for bad fields.
pub fn read(stored: Stored) -> Result<Event, StoredError> {
    let Stored { kind, version, data } = upcast(stored)?;
    match Event::from_value(&kind, data) {
        Some(Ok(event)) => Ok(event),
        Some(Err(error)) => Err(StoredError::Broken { kind, why: error.to_string() }),
        None => Err(StoredError::Newer { kind, version }),
    }
}

/// Lifts an older version to today's, step by step. There is nothing to lift yet.
fn upcast(stored: Stored) -> Result<Stored, StoredError> {
    match stored.version {
        1 => Ok(stored),
        version => Err(StoredError::Newer { kind: stored.kind, version }),
    }
}
