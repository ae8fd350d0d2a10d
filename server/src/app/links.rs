//! The links file: every seat of an exercise with its link token, for scripts, robots and kiosks.

use crate::access::Link;
use anyhow::Context as _;
use protocol::ids::{DepartmentCode, ExerciseId, SeatCode};
use protocol::vocab::Role;
use serde::Serialize;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

#[derive(Serialize)]
struct Links<'a> {
    base: &'a str,
    exercise: ExerciseId,
    seats: Vec<SeatLink<'a>>,
}

#[derive(Serialize)]
struct SeatLink<'a> {
    role: Role,
    department: Option<&'a DepartmentCode>,
    position: &'a SeatCode,
    url: String,
    token: &'a str,
}

/// Writes the links file of an exercise; `base` is the server's address without a slash at its end.
/// The file appears whole, so that whoever waits for it never reads half of it, and only this user
/// may read it: each link opens a seat.
///
/// # Errors
/// If it cannot be written.
pub fn write(file: &Path, base: &str, exercise: ExerciseId, links: &[Link]) -> anyhow::Result<()> {
    let seats = links.iter().map(|Link { seat, token }| {
        let (department, url) = (seat.department.as_ref(), format!("{base}/join#token={token}"));
        SeatLink { role: seat.role, department, position: &seat.code, url, token }
    });
    let text = serde_json::to_string_pretty(&Links { base, exercise, seats: seats.collect() })?;
    let part = file.with_extension("part");
    let write = || -> std::io::Result<()> {
        let mut open = std::fs::OpenOptions::new();
        let mut out = open.write(true).create(true).truncate(true).mode(0o600).open(&part)?;
        out.write_all(text.as_bytes())?;
        std::fs::rename(&part, file)
    };
    write().with_context(|| format!("{} cannot be written", file.display()))
}
