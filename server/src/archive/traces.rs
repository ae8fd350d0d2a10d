//! Who is in a record by more than a word: the persons, the seats they sat in, the files they brought in.

use crate::access::Sat;
use crate::journal::Entry;
use protocol::ids::{FileHash, PersonId, SeatCode};
use protocol::time::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a record holds of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// Seats that the person sat in, each with when it was taken first.
    pub seats: BTreeMap<SeatCode, Timestamp>,
    /// Sealed names, in order of the commits they stand beside.
    pub sealed: Vec<Vec<u8>>,
}

/// What a record holds of persons and files.
#[derive(Clone, Debug, Default)]
pub struct Traces {
    /// Each person.
    pub people: BTreeMap<PersonId, Trace>,
    /// Each file with who named it in the record: persons, or somebody unnamed and the system.
    files: BTreeMap<FileHash, BTreeSet<Option<PersonId>>>,
    /// Each file with the seats that named it.
    seats: BTreeMap<FileHash, BTreeSet<SeatCode>>,
    /// Each seat with everybody who sat in it; nobody known counts as somebody.
    sat: BTreeMap<SeatCode, BTreeSet<Option<PersonId>>>,
}

impl Traces {
    /// Takes the next commit. What is no JSON leaves no trace; whoever plays the record says so.
    pub fn take(&mut self, entry: &Entry) {
        let actor: Value = serde_json::from_str(&entry.actor).unwrap_or_default();
        let seat = actor["seat"]["seat"].as_str().and_then(|code| SeatCode::parse(code).ok());
        let person = person(&actor["seat"]["person"]);
        let events: Vec<Value> = serde_json::from_slice(&entry.events).unwrap_or_default();
        if let Some(seat) = &seat {
            self.sits(seat, person, entry.wall);
        }
        for event in &events {
            let data = &event["data"];
            if event["kind"] == "seat_taken"
                && let Some(seat) = data["seat"].as_str().and_then(|code| SeatCode::parse(code).ok())
            {
                let taker = self::person(&data["person"]);
                self.sits(&seat, taker, entry.wall);
                if let Some(trace) = taker.and_then(|taker| self.people.get_mut(&taker))
                    && !entry.sealed.is_empty()
                {
                    trace.sealed.push(entry.sealed.clone());
                }
            }
            let mut named = BTreeSet::new();
            files(data, &mut named);
            for file in named {
                self.seats.entry(file.clone()).or_default().extend(seat.clone());
                self.files.entry(file).or_default().insert(person);
            }
        }
    }

    fn sits(&mut self, seat: &SeatCode, person: Option<PersonId>, wall: i64) {
        self.sat.entry(seat.clone()).or_default().insert(person);
        if let Some(person) = person {
            self.people.entry(person).or_default().seats.entry(seat.clone()).or_insert(Timestamp(wall));
        }
    }

    /// Each person with the seats.
    #[must_use]
    pub fn seats(&self) -> Sat {
        self.people.iter().map(|(person, trace)| (*person, trace.seats.clone())).collect()
    }

    /// Every file that the record names.
    pub fn files(&self) -> impl Iterator<Item = &FileHash> {
        self.files.keys()
    }

    /// Whether the record names a file.
    #[must_use]
    pub fn names(&self, file: &FileHash) -> bool {
        self.files.contains_key(file)
    }

    /// Seats that brought a file into the record.
    #[must_use]
    pub fn seats_of(&self, file: &FileHash) -> Vec<SeatCode> {
        self.seats.get(file).into_iter().flatten().cloned().collect()
    }

    /// Files that this person brought into the record and nobody else.
    #[must_use]
    pub fn files_of(&self, person: PersonId) -> Vec<FileHash> {
        let alone = BTreeSet::from([Some(person)]);
        self.files.iter().filter(|(_, by)| **by == alone).map(|(file, _)| file.clone()).collect()
    }

    /// Seats in which this person sat and nobody else ever did.
    #[must_use]
    pub fn seats_alone(&self, person: PersonId) -> Vec<SeatCode> {
        let alone = BTreeSet::from([Some(person)]);
        self.sat.iter().filter(|(_, by)| **by == alone).map(|(seat, _)| seat.clone()).collect()
    }

    /// Everybody who ever sat in a seat.
    #[must_use]
    pub fn people_in(&self, seat: &SeatCode) -> Vec<PersonId> {
        self.sat.get(seat).into_iter().flatten().copied().flatten().collect()
    }
}

fn person(value: &Value) -> Option<PersonId> {
    value.as_str().and_then(|text| text.parse().ok()).map(PersonId)
}

/// Files that a fact names: fields `file` and `files` hold content hashes and nothing else does.
fn files(value: &Value, found: &mut BTreeSet<FileHash>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value) {
                    ("file", Value::String(text)) => found.extend(FileHash::parse(text).ok()),
                    ("files", Value::Array(list)) => {
                        found.extend(
                            list.iter().filter_map(Value::as_str).filter_map(|text| FileHash::parse(text).ok()),
                        );
                    }
                    (_, value) => files(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| files(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
