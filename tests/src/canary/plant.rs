//! Puts canaries into a scenario: a word behind every text, and words instead of the names of rows,
//! tasks, objectives and phases.

use super::rules::{self, Names};
use super::{Aviary, Eye};
use crate::server::binary;
use anyhow::{Context as _, ensure};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// A scenario with canaries.
#[derive(Clone, Debug)]
pub struct Planted {
    /// The scenario.
    pub scenario: Value,
    /// The canaries.
    pub aviary: Aviary,
    /// Names of rows, by the word that stands for each.
    pub rows: BTreeMap<String, String>,
}

/// A scenario file as JSON.
///
/// # Errors
/// What `startex scenario convert` says.
pub fn convert(yaml: &Path, json: &Path) -> anyhow::Result<Value> {
    let output = Command::new(binary()?).args(["scenario", "convert"]).arg(yaml).arg(json).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    Ok(serde_json::from_slice(&std::fs::read(json)?)?)
}

impl Planted {
    /// Plants a scenario. Phases that begin after `until` seconds stay hidden from players.
    ///
    /// # Errors
    /// If the scenario is not in its documented form.
    pub fn new(mut scenario: Value, until: i64) -> anyhow::Result<Self> {
        let mut aviary = Aviary::default();
        let names = Names::of(&scenario, until);
        let codes = rename(&scenario, &mut aviary, &names)?;
        let rows = list(&scenario, "injects")
            .iter()
            .filter_map(|row| Some((codes.get(row["id"].as_str()?)?.clone(), row["id"].as_str()?.to_owned())))
            .collect();
        sow(&mut scenario, &mut Vec::new(), &names, &mut aviary);
        replace(&mut scenario, &codes);
        Ok(Self { scenario, aviary, rows })
    }
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// A word for every name that players must not learn.
fn rename(scenario: &Value, aviary: &mut Aviary, names: &Names) -> anyhow::Result<BTreeMap<String, String>> {
    let mut codes = BTreeMap::new();
    let mut add = |kind: char, what: &str, value: &Value, may: BTreeSet<Eye>| -> anyhow::Result<()> {
        let id = value["id"].as_str().with_context(|| format!("a {what} without an id"))?;
        let word = aviary.add(kind, &format!("the name of {what} {id}"), may, BTreeSet::from([Eye::Control]));
        ensure!(codes.insert(id.to_owned(), word).is_none(), "{id} names two things");
        Ok(())
    };
    for row in list(scenario, "injects") {
        add('r', "row", row, rules::row_name())?;
    }
    for phase in list(scenario, "phases") {
        add('p', "phase", phase, names.phase(phase))?;
    }
    for objective in list(scenario, "objectives") {
        add('o', "objective", objective, rules::staff())?;
        for task in list(objective, "tasks") {
            add('k', "task", task, rules::staff())?;
        }
    }
    Ok(codes)
}

/// A word behind every text: both languages get the same one.
fn sow(value: &mut Value, path: &mut Vec<String>, names: &Names, aviary: &mut Aviary) {
    match value {
        Value::Object(fields) if is_text(fields) => {
            let (may, must) = names.who(path);
            let word = aviary.add('t', &path.join("."), may, must);
            for text in fields.values_mut() {
                *text = json!(format!("{} {word}", text.as_str().unwrap_or_default()));
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                path.push(name.clone());
                if matches!(name.as_str(), "storyline" | "plan_ref")
                    && let Some(text) = value.as_str()
                {
                    let (may, must) = (rules::staff(), BTreeSet::new());
                    *value = json!(format!("{text} {}", aviary.add('t', &path.join("."), may, must)));
                }
                sow(value, path, names, aviary);
                path.pop();
            }
        }
        Value::Array(entries) => {
            for (index, value) in entries.iter_mut().enumerate() {
                path.push(index.to_string());
                sow(value, path, names, aviary);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_text(fields: &Map<String, Value>) -> bool {
    let words = fields.iter().filter(|(name, value)| matches!(name.as_str(), "zh" | "en") && value.is_string());
    !fields.is_empty() && words.count() == fields.len()
}

/// Every string that is one of the names becomes its word.
fn replace(value: &mut Value, codes: &BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(word) = codes.get(text) {
                word.clone_into(text);
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|value| replace(value, codes)),
        Value::Object(fields) => fields.values_mut().for_each(|value| replace(value, codes)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
