//! What differs between two versions of the list, cell by cell, and in the parts beside it.

use super::cells::differing;
use protocol::ids::RowId;
use protocol::msel::{MselChange, MselDifference, MselPartName as N};
use protocol::scenario::{Inject, Scenario};
use serde::Serialize;
use std::collections::BTreeMap;

/// Every difference: rows in the order of the later version, those that are gone last, then the other parts.
#[must_use]
pub fn compare(before: &Scenario, after: &Scenario) -> Vec<MselDifference> {
    let mut found = Vec::new();
    let old: BTreeMap<&RowId, &Inject> = before.injects.iter().map(|row| (&row.id, row)).collect();
    let new: BTreeMap<&RowId, &Inject> = after.injects.iter().map(|row| (&row.id, row)).collect();
    for row in &after.injects {
        match old.get(&row.id) {
            None => found.push(whole(MselChange::Added, &row.id)),
            Some(old) => cells(old, row, &mut found),
        }
    }
    let gone = before.injects.iter().filter(|row| !new.contains_key(&row.id));
    found.extend(gone.map(|row| whole(MselChange::Gone, &row.id)));
    parts(before, after, &mut found);
    found
}

const NOTHING: MselDifference = MselDifference {
    change: MselChange::Changed,
    row: None,
    field: None,
    part: None,
    key: None,
    before: None,
    after: None,
};

fn whole(change: MselChange, row: &RowId) -> MselDifference {
    MselDifference { change, row: Some(row.clone()), ..NOTHING }
}

fn cells(old: &Inject, new: &Inject, found: &mut Vec<MselDifference>) {
    found.extend(differing(old, new).into_iter().map(|(field, before, after)| MselDifference {
        field: Some(field),
        before: before.map(|value| value.text),
        after: after.map(|value| value.text),
        ..whole(MselChange::Changed, &new.id)
    }));
}

fn parts(before: &Scenario, after: &Scenario, found: &mut Vec<MselDifference>) {
    list(N::Department, &before.departments, &after.departments, |one| one.code.as_str(), found);
    list(N::Staff, &before.staff, &after.staff, |one| one.code.as_str(), found);
    list(N::Phase, &before.phases, &after.phases, |one| one.id.as_str(), found);
    list(N::Objective, &before.objectives, &after.objectives, |one| one.id.as_str(), found);
    list(N::AskedFact, &before.report_facts, &after.report_facts, |one| one.key.as_str(), found);
    list(N::Fact, &before.facts, &after.facts, |one| one.key.as_str(), found);
    list(N::Place, &before.places, &after.places, |one| one.key.as_str(), found);
    list(N::Resource, &before.resources, &after.resources, |one| one.key.as_str(), found);
    list(N::Checklist, &before.checklists, &after.checklists, |one| one.department.as_str(), found);
}

fn list<'a, T: PartialEq + Serialize>(
    part: N,
    before: &'a [T],
    after: &'a [T],
    key: impl Fn(&'a T) -> &'a str,
    found: &mut Vec<MselDifference>,
) {
    let text = |one: &T| serde_json::to_string(one).ok();
    let mut add = |change, code: &str, before: Option<&T>, after: Option<&T>| {
        let (before, after) = (before.and_then(text), after.and_then(text));
        found.push(MselDifference { change, part: Some(part), key: Some(code.into()), before, after, ..NOTHING });
    };
    for one in after {
        match before.iter().find(|old| key(old) == key(one)) {
            None => add(MselChange::Added, key(one), None, Some(one)),
            Some(old) if old != one => add(MselChange::Changed, key(one), Some(old), Some(one)),
            Some(_) => {}
        }
    }
    for old in before.iter().filter(|old| !after.iter().any(|one| key(one) == key(old))) {
        add(MselChange::Gone, key(old), Some(old), None);
    }
}
