//! Folders that a test uses and takes away again, and how long the disk takes to sync.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A folder of its own; it is kept when the test fails, so that one can look.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// A new folder whose name begins with `name`.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn new(name: &str) -> anyhow::Result<Self> {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("startex-{name}-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A place in it.
    #[must_use]
    pub fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("kept for a look: {}", self.0.display());
            return;
        }
        // A folder that stays behind does no harm in a temporary place.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// How long single syncs of 4 KiB take on the disk under `folder`: median and 99th percentile.
///
/// # Errors
/// If the disk cannot be written.
pub fn sync_times(folder: &Path, rounds: usize) -> anyhow::Result<(Duration, Duration)> {
    let path = folder.join("sync-probe");
    let mut file = File::create(&path)?;
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        file.write_all(&[7; 4096])?;
        let start = Instant::now();
        file.sync_data()?;
        times.push(start.elapsed());
    }
    drop(file);
    std::fs::remove_file(path)?;
    times.sort_unstable();
    Ok((percentile(&times, 50), percentile(&times, 99)))
}

/// A percentile of sorted times; zero where there are none.
#[must_use]
pub fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let last = sorted.len().saturating_sub(1);
    sorted.get((sorted.len() * percent / 100).min(last)).copied().unwrap_or_default()
}
