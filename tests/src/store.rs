//! What one client holds: per channel a position and items by key, built from frames alone.

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A channel as a client holds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    /// Last position.
    pub n: u64,
    /// Items by key.
    pub items: BTreeMap<String, Value>,
    /// Parts of a snapshot that is still arriving.
    arriving: Option<BTreeMap<String, Value>>,
}

/// What a client holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Store {
    /// Epoch of the positions.
    pub epoch: String,
    /// Channels by name.
    pub channels: BTreeMap<String, Held>,
    /// How each channel started at the last welcome: `fresh`, `resumed` or `reloaded`.
    pub starts: BTreeMap<String, String>,
    /// Frames applied since the last welcome, by kind.
    pub counted: BTreeMap<String, usize>,
}

impl Store {
    /// Takes a frame in.
    pub fn apply(&mut self, frame: &Value) {
        let kind = frame["type"].as_str().unwrap_or_default().to_owned();
        match kind.as_str() {
            "welcome" => self.welcome(frame),
            "snapshot" => self.snapshot(frame),
            "update" => self.update(frame),
            _ => {}
        }
        *self.counted.entry(kind).or_default() += 1;
    }

    fn welcome(&mut self, frame: &Value) {
        self.counted.clear();
        self.epoch = frame["epoch"].as_str().unwrap_or_default().to_owned();
        self.starts.clear();
        for (name, start) in frame["channels"].as_object().into_iter().flatten() {
            let word = start["start"].as_str().unwrap_or_default();
            self.starts.insert(name.clone(), word.to_owned());
            if word != "resumed" {
                self.channels.insert(name.clone(), Held::default());
            }
        }
    }

    fn snapshot(&mut self, frame: &Value) {
        let held = self.channels.entry(name(frame)).or_default();
        let parts = held.arriving.get_or_insert_default();
        parts.extend(upserts(&frame["items"]));
        if frame["last"] == true {
            held.items = held.arriving.take().unwrap_or_default();
            held.n = frame["n"].as_u64().unwrap_or_default();
        }
    }

    fn update(&mut self, frame: &Value) {
        let held = self.channels.entry(name(frame)).or_default();
        for key in frame["remove"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            held.items.remove(key);
        }
        held.items.extend(upserts(&frame["upsert"]));
        held.n = frame["n"].as_u64().unwrap_or_default();
    }

    /// Where it left off, for a hello.
    #[must_use]
    pub fn resume(&self) -> Value {
        if self.epoch.is_empty() {
            return Value::Null;
        }
        let channels: serde_json::Map<_, _> =
            self.channels.iter().map(|(name, held)| (name.clone(), json!(held.n))).collect();
        json!({ "epoch": self.epoch, "channels": channels })
    }

    /// Every item of every channel, by key.
    #[must_use]
    pub fn items(&self) -> BTreeMap<&str, &Value> {
        self.channels.values().flat_map(|held| &held.items).map(|(key, item)| (key.as_str(), item)).collect()
    }

    /// The items of one kind.
    #[must_use]
    pub fn of_kind(&self, kind: &str) -> Vec<&Value> {
        self.items().into_values().filter(|item| item["kind"] == kind).collect()
    }

    /// The first item of one kind; null where there is none.
    #[must_use]
    pub fn one(&self, kind: &str) -> &Value {
        self.of_kind(kind).first().copied().unwrap_or(&Value::Null)
    }
}

fn name(frame: &Value) -> String {
    frame["channel"].as_str().unwrap_or_default().to_owned()
}

fn upserts(list: &Value) -> impl Iterator<Item = (String, Value)> {
    let pair = |entry: &Value| Some((entry["key"].as_str()?.to_owned(), entry["item"].clone()));
    list.as_array().into_iter().flatten().filter_map(pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_replaces_only_when_its_last_part_is_there() {
        let mut store = Store::default();
        store.apply(&json!({"type": "welcome", "epoch": "e", "channels": {"all": {"n": 3, "start": "fresh"}}}));
        store.apply(&json!({"type": "snapshot", "channel": "all", "n": 3, "last": false,
            "items": [{"key": "a/1", "item": {"kind": "a"}}]}));
        assert!(store.items().is_empty());
        store.apply(&json!({"type": "snapshot", "channel": "all", "n": 3, "last": true,
            "items": [{"key": "b/1", "item": {"kind": "b"}}]}));
        assert_eq!(store.items().len(), 2);
        store.apply(&json!({"type": "update", "channel": "all", "n": 4, "upsert": [], "remove": ["a/1"]}));
        assert_eq!(store.resume(), json!({"epoch": "e", "channels": {"all": 4}}));
        assert!(store.of_kind("a").is_empty());
    }
}
