//! Files of other exercise tools: OpenAEV's export, the Common Exercise Format, and others whose JSON
//! holds a list of injects. Each inject becomes a line; what has no column of ours stands under its own name.

use super::book::{Book, Cell, Sheet};
use super::refused::Refused;
use exercise::cell::time::write_offset;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

/// Where the injects stand.
const LISTS: [&str; 3] = ["scenario_injects", "exercise_injects", "injects"];
/// Where names of teams stand.
const TEAMS: [&str; 2] = ["scenario_teams", "exercise_teams"];
/// What our columns are called there; the first that is not empty.
const NAMES: [(&str, &[&str]); 9] = [
    ("No.", &["inject_id", "uuid", "id"]),
    ("Title", &["inject_title", "title", "name"]),
    ("Description", &["body", "inject_description", "description", "content"]),
    ("To", &["inject_teams", "audiences", "audience", "teams", "target"]),
    ("Channel", &["inject_type", "type", "channel"]),
    ("Expected action", &["expected_action", "pedagogical_objective"]),
    ("Location", &["inject_city", "location"]),
    ("Phase", &["phase", "phase_name"]),
    ("Priority", &["priority", "criticality"]),
];
/// Spans from the start: their name, and how many seconds one is.
const OFFSETS: [(&str, f64); 4] =
    [("inject_depends_duration", 1.0), ("time_offset", 60.0), ("offset_minutes", 60.0), ("offset_seconds", 1.0)];
/// Longest span that is one.
const SPAN_MAX: f64 = 1e7;

/// The injects of a JSON text that is none of ours; none if it holds no such list.
pub(super) fn json(file: &str, bytes: &[u8]) -> Option<Book> {
    let text = std::str::from_utf8(bytes).ok()?;
    let whole: Map<String, Value> = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let list = LISTS.iter().find(|name| whole.get(**name).is_some_and(Value::is_array))?;
    if whole.contains_key("schema") {
        return None;
    }
    let injects = whole.get(*list)?.as_array()?;
    let teams = teams(&whole);
    let flow = flow(&whole);
    let rows: Vec<BTreeMap<String, String>> =
        injects.iter().filter_map(Value::as_object).map(|inject| row(inject, &teams, &flow)).collect();
    let mut heads: Vec<String> = ["No.", "Time", "Condition"].map(str::to_owned).to_vec();
    heads.extend(NAMES[1..].iter().map(|(head, _)| (*head).to_owned()));
    heads.retain(|head| rows.iter().any(|row| row.contains_key(head)));
    for name in rows.iter().flat_map(BTreeMap::keys) {
        if !heads.contains(name) {
            heads.push(name.clone());
        }
    }
    let mut lines = vec![heads.iter().map(|head| Cell::text(head)).collect::<Vec<_>>()];
    lines.extend(
        rows.iter().map(|row| heads.iter().map(|head| Cell::text(row.get(head).map_or("", String::as_str))).collect()),
    );
    let mut sheets = vec![Sheet { name: (*list).to_owned(), lines, ..Sheet::default() }];
    // What stands beside the injects is named, as sheets that are not read are.
    let rest = whole.iter().filter(|(name, value)| name != list && !is_empty(value));
    sheets.extend(rest.map(|(name, value)| Sheet {
        name: name.clone(),
        lines: vec![vec![Cell::text(&shown(value))]],
        ..Sheet::default()
    }));
    Some(Book { file: file.to_owned(), sheets, beside: Vec::new() })
}

/// The first list of injects in a package of another tool; what it unfolds to was looked at before.
pub(super) fn packed(file: &str, bytes: &[u8]) -> Result<Book, Refused> {
    let none = || Refused::NotASheet("no workbook and no list of injects in it".into());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| none())?;
    let names: Vec<String> =
        archive.file_names().flatten().filter(|name| name.ends_with(".json")).map(|name| name.into_owned()).collect();
    for name in names {
        let mut text = Vec::new();
        if archive.by_name(&name).is_ok_and(|mut part| part.read_to_end(&mut text).is_ok())
            && let Some(book) = json(file, &text)
        {
            return Ok(book);
        }
    }
    Err(none())
}

fn row(
    inject: &Map<String, Value>,
    teams: &BTreeMap<String, String>,
    flow: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut own: BTreeMap<String, String> = BTreeMap::new();
    let mut rest = inject.clone();
    // What is sent stands within the content.
    if let Some(Value::Object(content)) = inject.get("inject_content")
        && let Some(body) = content.get("body").or_else(|| content.get("message"))
    {
        own.insert("Description".into(), shown(body));
    }
    for (head, names) in NAMES {
        let found = names
            .iter()
            .find_map(|name| inject.get(*name).filter(|value| !is_empty(value)).map(|value| (*name, value)));
        if let Some((name, value)) = found
            && !own.contains_key(head)
        {
            rest.remove(name);
            let text = shown(value);
            let named =
                text.split("; ").map(|id| teams.get(id).map_or(id, String::as_str)).collect::<Vec<_>>().join("; ");
            own.insert(head.into(), if head == "To" { named } else { text });
        }
    }
    for (name, unit) in OFFSETS {
        let span = inject.get(name).and_then(Value::as_f64).filter(|span| (0.0..SPAN_MAX).contains(span));
        if let Some(span) = span {
            rest.remove(name);
            #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
            let seconds = (span * unit).round() as i64;
            own.insert("Time".into(), write_offset(seconds));
        }
    }
    if let Some(condition) = own.get("No.").and_then(|id| flow.get(id)) {
        own.insert("Condition".into(), condition.clone());
    }
    own.extend(
        rest.into_iter()
            .filter(|(_, value)| !is_empty(value))
            .map(|(name, value)| (format!("extra:{name}"), shown(&value))),
    );
    own
}

fn teams(whole: &Map<String, Value>) -> BTreeMap<String, String> {
    let lists = TEAMS.iter().filter_map(|name| whole.get(*name)?.as_array()).flatten();
    lists
        .filter_map(|team| {
            Some((team.get("team_id")?.as_str()?.to_owned(), team.get("team_name")?.as_str()?.to_owned()))
        })
        .collect()
}

/// The Common Exercise Format says beside its injects what each of them waits for.
fn flow(whole: &Map<String, Value>) -> BTreeMap<String, String> {
    let steps = whole.get("inject_flow").and_then(Value::as_array).into_iter().flatten();
    steps
        .filter_map(|step| {
            let inject = step.get("inject_uuid")?.as_str()?.to_owned();
            let awaited = step.get("requirements").and_then(|needs| needs.get("inject_uuid")).and_then(Value::as_str);
            let trigger =
                step.get("trigger").or_else(|| step.get("sequence")?.get("trigger")).map(shown).unwrap_or_default();
            let condition = match awaited {
                Some(awaited) => format!("done {awaited}"),
                None if trigger.contains("startex") => "T+0".into(),
                None => return None,
            };
            Some((inject, condition))
        })
        .collect()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A value as a text: lists of words with semicolons, the rest as it is written.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) if list.iter().all(Value::is_string) => {
            list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}
