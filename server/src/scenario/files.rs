//! What `startex scenario check` and `startex scenario convert` do.

use super::diagnostic::Diagnostic;
use super::load::{Loaded, load};
use super::node::{self, Node, Value};
use super::sheet::convert::take;
use super::sheet::list::list;
use super::sheet::{Written, is_foreign, write as write_sheet};
use super::text;
use anyhow::{Context as _, bail};
use protocol::scenario::Scenario;
use protocol::text::Language;
use std::path::Path;

/// First line of a YAML file that is written: editors then know the form.
const YAML_HEAD: &str = "# yaml-language-server: $schema=scenario.schema.json\n\n";

/// What to print, and whether to exit with 0.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Lines for the terminal, or JSON.
    pub text: String,
    /// False if the file has errors.
    pub ok: bool,
}

/// The forms in which scenarios are read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// What people write.
    Yaml,
    /// What programs write.
    Json,
}

impl Form {
    /// The form that a file's name stands for.
    ///
    /// # Errors
    /// If it is none of the supported ones.
    pub fn of(path: &Path) -> anyhow::Result<Self> {
        match path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("yaml" | "yml") => Ok(Self::Yaml),
            Some("json") => Ok(Self::Json),
            _ => {
                bail!(
                    "{}：支持的格式为 .yaml、.yml、.json、.xlsx、.csv / supported forms are .yaml, .yml, .json, .xlsx and .csv",
                    path.display()
                )
            }
        }
    }
}

/// Sheets by the ending of their name; the first two are written too.
const SHEETS: [&str; 7] = ["xlsx", "csv", "xlsm", "xls", "ods", "tsv", "zip"];

/// The kind of sheet that a file's name stands for: what it is written as, if it is.
fn sheet(path: &Path) -> Option<Option<Written>> {
    let end = path.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase)?;
    let written = match end.as_str() {
        "xlsx" => Some(Written::Xlsx),
        "csv" => Some(Written::Csv),
        _ => None,
    };
    SHEETS.contains(&end.as_str()).then_some(written)
}

/// Whether a file is read as a sheet: by its name, or as the list of another tool.
fn is_sheet(path: &Path) -> anyhow::Result<bool> {
    Ok(sheet(path).is_some() || (Form::of(path)? == Form::Json && is_foreign(&read(path)?)))
}

/// Checks a file: findings like a compiler's, or as JSON.
///
/// # Errors
/// If the file cannot be read or its name stands for no supported form.
pub fn check_file(path: &Path, json: bool) -> anyhow::Result<Answer> {
    if is_sheet(path)? {
        let taken = take(path, &read(path)?)?;
        let text = if json { serde_json::to_string_pretty(&taken.notes)? + "\n" } else { taken.text };
        return Ok(Answer { text, ok: taken.ok });
    }
    let bytes = read(path)?;
    let found = load(&bytes).diagnostics;
    let ok = text::errors(&found) == 0;
    let text = if json {
        serde_json::to_string_pretty(&found)? + "\n"
    } else {
        text::render(&path.display().to_string(), &bytes, &found)
    };
    Ok(Answer { text, ok })
}

/// Writes the scenario of `input` as `output`, keeping the order of keys. A scenario file with errors is
/// refused whole and nothing is written; a sheet is always written, its unread rows as drafts, and is
/// not well where there are any. Comments do not survive; a sheet has the rows alone.
///
/// # Errors
/// If a file cannot be read or written or its name stands for no supported form.
pub fn convert_file(input: &Path, output: &Path, language: Language) -> anyhow::Result<Answer> {
    let (from, to) = (input.display(), output.display());
    let target = match sheet(output) {
        Some(None) => bail!("{to}：表格只写为 .xlsx 或 .csv / sheets are written as .xlsx or .csv"),
        Some(written) => written,
        None => None,
    };
    if target.is_none() {
        Form::of(output)?;
    }
    let put = |bytes: Vec<u8>| std::fs::write(output, bytes).with_context(|| to.to_string());
    let listed = |scenario: &Scenario, form: Written| {
        let title = scenario.title.get(language).to_owned();
        write_sheet(&list(scenario, language), &title, language, form)
    };
    if is_sheet(input)? {
        let taken = take(input, &read(input)?)?;
        match target {
            Some(form) => put(listed(&taken.scenario, form)?)?,
            None => put(export(&taken.scenario, Form::of(output)?)?.into_bytes())?,
        }
        return Ok(Answer { text: format!("{}{from} → {to}\n", taken.text), ok: taken.ok });
    }
    let bytes = read(input)?;
    let Loaded { scenario, diagnostics } = load(&bytes);
    let Some(scenario) = scenario else {
        return Ok(Answer { text: text::render(&from.to_string(), &bytes, &diagnostics), ok: false });
    };
    if let Some(form) = target {
        put(listed(&scenario, form)?)?;
        let text = format!("{from} → {to}\n表格只含清单各条。 / The sheet holds the rows of the list alone.\n");
        return Ok(Answer { text, ok: true });
    }
    let tree = node::parse(std::str::from_utf8(&bytes)?.trim_start_matches('\u{feff}')).map_err(plain)?;
    put(write(&tree, Form::of(output)?)?.into_bytes())?;
    Ok(Answer { text: format!("{from} → {to}\n"), ok: true })
}

/// A scenario as a file, without the fields that say nothing.
///
/// # Errors
/// If the writer refuses a value; none of our types holds such a one.
pub fn export(scenario: &Scenario, form: Form) -> anyhow::Result<String> {
    // Through text, because only a text keeps the order in which the type names its fields.
    let mut tree = node::parse(&serde_json::to_string(scenario)?).map_err(plain)?;
    prune(&mut tree, "");
    write(&tree, form)
}

fn write(tree: &Node, form: Form) -> anyhow::Result<String> {
    Ok(match form {
        Form::Json => serde_json::to_string_pretty(tree)? + "\n",
        Form::Yaml => YAML_HEAD.to_owned() + &serde_saphyr::to_string(tree)?,
    })
}

/// Lists that must be there even when they are empty, as they are in one that is still planned: under which
/// key they stand, and their own.
const REQUIRED: [(&str, &str); 8] = [
    ("", "departments"),
    ("", "staff"),
    ("", "injects"),
    ("departments", "seats"),
    ("objectives", "tasks"),
    ("checklists", "items"),
    ("relays", "hops"),
    ("feedback", "questions"),
];

/// Takes out nulls and empty lists: every other field that may be one has it as its default. `within` is the
/// key under which the node stands.
fn prune(node: &mut Node, within: &str) {
    match &mut node.value {
        Value::Map(entries) => {
            entries.retain(|entry| match &entry.node.value {
                Value::Null => false,
                Value::List(items) => {
                    !items.is_empty() || entry.key == "of" || REQUIRED.contains(&(within, entry.key.as_str()))
                }
                Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Text(_) | Value::Map(_) => true,
            });
            entries.iter_mut().for_each(|entry| prune(&mut entry.node, &entry.key));
        }
        Value::List(items) => items.iter_mut().for_each(|item| prune(item, within)),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Text(_) => {}
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| path.display().to_string())
}

fn plain(found: Diagnostic) -> anyhow::Error {
    anyhow::anyhow!("{}:{}: {} / {}", found.place.line, found.place.column, found.message_zh, found.message_en)
}
