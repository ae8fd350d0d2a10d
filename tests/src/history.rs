//! What people saw and did, one line each, in the order in which it happened to them: the evidence
//! that the checker judges. NDJSON: `{"at": µs, "who": …, "what": …, "frame": …}`.

use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// How much of a frame is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// All of it.
    Full,
    /// Items by their keys only: of two thousand people, whole frames would fill the disk.
    Keys,
}

/// A history that many people write; clones share it.
#[derive(Clone, Debug)]
pub struct History(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    start: Instant,
    detail: Detail,
    file: Mutex<BufWriter<File>>,
}

impl History {
    /// A new file.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn create(path: &Path, detail: Detail) -> anyhow::Result<Self> {
        let file = Mutex::new(BufWriter::new(File::create(path)?));
        Ok(Self(Arc::new(Inner { path: path.into(), start: Instant::now(), detail, file })))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Somebody sent a frame.
    pub fn sent(&self, who: &str, frame: &Value) {
        self.write(who, "sent", frame);
    }

    /// Somebody got a frame.
    pub fn got(&self, who: &str, frame: &Value) {
        match self.0.detail {
            Detail::Full => self.write(who, "got", frame),
            Detail::Keys => self.write(who, "got", &keys_only(frame)),
        }
    }

    /// A connection was opened, closed or lost.
    pub fn line(&self, who: &str, what: &str, more: &Value) {
        self.write(who, what, more);
    }

    fn write(&self, who: &str, what: &str, frame: &Value) {
        let at = u64::try_from(self.0.start.elapsed().as_micros()).unwrap_or(u64::MAX);
        let line = json!({ "at": at, "who": who, "what": what, "frame": frame });
        let mut file = self.0.file.lock().unwrap_or_else(PoisonError::into_inner);
        // A history that cannot be written is found out by the checker: what was sent is missing.
        let _ = writeln!(file, "{line}");
    }

    /// Brings everything to the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn flush(&self) -> anyhow::Result<()> {
        Ok(self.0.file.lock().unwrap_or_else(PoisonError::into_inner).flush()?)
    }
}

/// A frame with the keys of its items instead of the items.
fn keys_only(frame: &Value) -> Value {
    let mut short = frame.clone();
    for list in ["items", "upsert"] {
        if let Some(items) = short.get_mut(list).and_then(Value::as_array_mut) {
            for item in items {
                *item = item["key"].take();
            }
        }
    }
    if let Some(you) = short.get_mut("you") {
        *you = you["seat"].take();
    }
    short
}

/// A line of a history, read back.
#[derive(Clone, Debug)]
pub struct Line {
    /// Microseconds since the history began.
    pub at: u64,
    /// Who.
    pub who: String,
    /// `sent`, `got`, `open`, `closed` or `lost`.
    pub what: String,
    /// The frame.
    pub frame: Value,
}

/// Reads a history.
///
/// # Errors
/// If it cannot be read or a line is broken.
pub fn read(path: &Path) -> anyhow::Result<Vec<Line>> {
    let text = std::fs::read_to_string(path)?;
    let line = |text: &str| -> anyhow::Result<Line> {
        let mut value: Value = serde_json::from_str(text)?;
        Ok(Line {
            at: value["at"].as_u64().unwrap_or_default(),
            who: value["who"].as_str().unwrap_or_default().to_owned(),
            what: value["what"].as_str().unwrap_or_default().to_owned(),
            frame: value["frame"].take(),
        })
    };
    text.lines().map(line).collect()
}
