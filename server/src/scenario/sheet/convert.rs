//! Sheets on the command line: what `startex scenario check` and `convert` say of them.

use super::book::letter;
use super::{Ask, Looked, look, open};
use protocol::ids::{ImportId, ScenarioId};
use protocol::import::{ImportNote, ImportOptions, ImportRule};
use protocol::scenario::Scenario;
use protocol::text::Bilingual;
use std::fmt::Write as _;
use std::path::Path;
use uuid::Uuid;

/// A sheet as a scenario of its own, with what is said of it.
pub struct Taken {
    /// The scenario, its unread rows as drafts.
    pub scenario: Scenario,
    /// For the terminal.
    pub text: String,
    /// For programs.
    pub notes: Vec<ImportNote>,
    /// Whether every row is whole.
    pub ok: bool,
}

/// Takes a sheet that comes alone.
///
/// # Errors
/// If it is refused as a whole.
pub fn take(path: &Path, bytes: &[u8]) -> anyhow::Result<Taken> {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let book = open(&file, bytes).map_err(|refused| {
        let (zh, en) = refused.words();
        anyhow::anyhow!("{}: {zh} / {en}", path.display())
    })?;
    let options = ImportOptions::default();
    let id = ImportId(Uuid::new_v5(&Uuid::NAMESPACE_OID, file.as_bytes()));
    let Looked { preview, made } = look(&book, &Ask { id, options: &options, own: None, existing: None });
    let drafts = preview.rows.iter().filter(|row| !row.whole).count();
    let mut text = String::new();
    for note in &preview.notes {
        say(&mut text, path, note);
    }
    let (name, rows) = (path.display(), preview.rows.len());
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{name}: {rows} 条，其中草稿 {drafts} 条 / {rows} row(s), {drafts} of them draft(s)");
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut scenario = made.scenario;
    if let Ok(id) = ScenarioId::parse(&stem) {
        scenario.id = id;
    }
    if !stem.is_empty() {
        scenario.title = Bilingual::both(&stem, &stem);
    }
    Ok(Taken { scenario, text, notes: preview.notes, ok: drafts == 0 })
}

fn say(text: &mut String, path: &Path, note: &ImportNote) {
    let line = note.line.map(|line| format!(":{line}")).unwrap_or_default();
    let column = note.column.map(|column| format!(":{}", letter(column as usize))).unwrap_or_default();
    let severity = if matches!(note.rule, ImportRule::Unread | ImportRule::DuplicateId) { "error" } else { "note" };
    let ImportNote { rule, message_zh, message_en, .. } = note;
    let _ = writeln!(text, "{}{line}{column}: {severity}[{rule}]: {message_zh} / {message_en}", path.display());
    if !note.text.is_empty() {
        let _ = writeln!(text, "  = {}", note.text.replace('\n', " ⏎ "));
    }
}
