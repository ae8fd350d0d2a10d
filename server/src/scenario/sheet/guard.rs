//! What a packed workbook is before anything reads it: how much it unfolds to, what it holds beside cells.
//!
//! Every part is unfolded once into nothing, counted: what a file says of its own size is not believed.

use super::book::Beside;
use super::refused::Refused;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};

/// Parts of a package: a workbook of sixty sheets has some hundred.
const PARTS_MAX: usize = 2_000;
/// All parts unfolded: the texts of ten thousand rows are a fifth of it.
const UNFOLDED_MAX: u64 = 64 * 1024 * 1024;
/// Text packs to a twentieth; a hundredth of it is a bomb.
const RATIO_MAX: u64 = 100;
/// Parts below this may pack as well as they like: empty sheets do.
const RATIO_FROM: u64 = 1024 * 1024;
/// Shared texts that a workbook may announce: its reader makes room for them at once.
const SHARED_MAX: u64 = 1_000_000;
/// A part is looked at in pieces of this size.
const PIECE: usize = 64 * 1024;

/// What stands in a package beside cells.
///
/// # Errors
/// If it is damaged, or more than a list can be.
pub(super) fn look(bytes: &[u8]) -> Result<BTreeSet<Beside>, Refused> {
    let damaged = |error: &dyn std::fmt::Display| Refused::NotASheet(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > PARTS_MAX {
        return Err(Refused::Bomb);
    }
    let (mut beside, mut unfolded) = (BTreeSet::new(), 0);
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| damaged(&error))?;
        if part.encrypted() {
            return Err(Refused::Locked);
        }
        let name = part.name().map_err(|error| damaged(&error))?.to_ascii_lowercase();
        let packed = part.compressed_size();
        beside.extend(kind(&name));
        let room = UNFOLDED_MAX - unfolded;
        let mut seen = Seen { xml: name.ends_with(".xml") || name.ends_with(".rels"), ..Seen::default() };
        let size = walk(part.take(room + 1), &mut seen).map_err(|error| damaged(&error))?;
        unfolded += size;
        if unfolded > UNFOLDED_MAX
            || (size > RATIO_FROM && size / packed.max(1) > RATIO_MAX)
            || seen.announces_too_much()
        {
            return Err(Refused::Bomb);
        }
        if seen.document_type {
            return Err(Refused::DocumentType);
        }
        if seen.hidden_rows {
            beside.insert(Beside::HiddenRows);
        }
    }
    Ok(beside)
}

fn kind(name: &str) -> Option<Beside> {
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    if has(&["vbaproject", "basic/", "scripts/"]) {
        Some(Beside::Macros)
    } else if has(&["externallinks/", "connections.xml", "querytables/"]) {
        Some(Beside::Links)
    } else if has(&["/media/", "/charts/", "/embeddings/", "pictures/", "object "]) {
        Some(Beside::Objects)
    } else if has(&["xl/comments", "threadedcomments"]) {
        Some(Beside::Comments)
    } else {
        None
    }
}

/// What was met in a part.
#[derive(Default)]
struct Seen {
    xml: bool,
    document_type: bool,
    hidden_rows: bool,
    shared: u64,
}

impl Seen {
    const fn announces_too_much(&self) -> bool {
        self.shared > SHARED_MAX
    }

    fn piece(&mut self, piece: &[u8], first: bool) {
        if !self.xml {
            return;
        }
        let find = |what: &[u8]| piece.windows(what.len()).position(|window| window.eq_ignore_ascii_case(what));
        self.document_type |= find(b"<!DOCTYPE").is_some() || find(b"<!ENTITY").is_some();
        if first && let Some(at) = find(b"uniqueCount=") {
            let digits = piece[at + 13..].iter().take_while(|byte| byte.is_ascii_digit()).take(20);
            self.shared =
                digits.fold(0, |count: u64, byte| count.saturating_mul(10).saturating_add(u64::from(byte - b'0')));
        }
        if !self.hidden_rows {
            let mut rest = piece;
            while let Some(at) = rest.windows(5).position(|window| window == b"<row ") {
                rest = &rest[at + 5..];
                let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
                self.hidden_rows |= rest[..end].windows(10).any(|window| window == b"hidden=\"1\"");
            }
        }
    }
}

/// Reads a part to its end, a piece at a time, each with the tail of the one before it.
fn walk(mut part: impl Read, seen: &mut Seen) -> std::io::Result<u64> {
    const TAIL: usize = 256;
    let (mut size, mut buffer, mut kept) = (0, vec![0; PIECE + TAIL], 0);
    loop {
        let read = part.read(&mut buffer[kept..])?;
        if read == 0 {
            return Ok(size);
        }
        let end = kept + read;
        seen.piece(&buffer[..end], size == 0);
        size += read as u64;
        kept = end.min(TAIL);
        buffer.copy_within(end - kept..end, 0);
    }
}
