//! Rows that wait for each other: found by asking which rows can become due at all.
//!
//! A row can become due if its condition can become true, where the moments of other rows count as
//! possible once those rows can become due. What is left over when nothing more can be added waits,
//! in the end, for itself.

use super::super::diagnostic::Step;
use super::super::rule::Rule;
use super::Found;
use protocol::scenario::{Condition, Scenario};
use std::collections::{HashMap, HashSet};

/// Rows of a circle that are named in full; the rest of a longer one is dots.
const NAMED_MAX: usize = 12;

pub(super) fn check(scenario: &Scenario, found: &mut Found<'_>) {
    let rows = &scenario.injects;
    let places: HashMap<&str, usize> = rows.iter().enumerate().map(|(i, row)| (row.id.as_str(), i)).collect();
    let waits: Vec<Vec<usize>> = rows.iter().map(|row| awaited(&row.when, &places)).collect();
    let due = due(scenario, &places, &waits);

    // Each leftover row waits for a leftover row: following one of them from each leads into a circle.
    let next = |i: usize| waits[i].iter().copied().find(|waited| !due.contains(waited));
    let mut settled: HashSet<usize> = HashSet::new();
    for start in (0..rows.len()).filter(|i| !due.contains(i)) {
        let mut way: Vec<usize> = Vec::new();
        let mut at = Some(start);
        while let Some(i) = at.filter(|i| !settled.contains(i) && !way.contains(i)) {
            way.push(i);
            at = next(i);
        }
        let circle = way.iter().position(|i| at == Some(*i)).unwrap_or(way.len());
        settled.extend(&way);
        for i in &way[..circle] {
            let (zh, en) = ("所等待的导调信息互相等待，不会发生", "waits for rows that wait for each other");
            found.report(Rule::Unreachable, &[Step::from("injects"), Step::from(*i), Step::from("when")], zh, en);
        }
        if let Some(first) = way[circle..].iter().min() {
            let chain = chain(scenario, &way[circle..]);
            let (zh, en) = (format!("互相等待：{chain}"), format!("these rows wait for each other: {chain}"));
            found.report(Rule::Cycle, &[Step::from("injects"), Step::from(*first), Step::from("when")], zh, en);
        }
    }
}

/// The rows that can become due.
fn due(scenario: &Scenario, places: &HashMap<&str, usize>, waits: &[Vec<usize>]) -> HashSet<usize> {
    let rows = &scenario.injects;
    let mut dependents: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    for (i, waited) in waits.iter().enumerate() {
        waited.iter().for_each(|waited| dependents[*waited].push(i));
    }
    let mut due: HashSet<usize> = HashSet::new();
    let mut look: Vec<usize> = (0..rows.len()).collect();
    while let Some(i) = look.pop() {
        let can = possible(&rows[i].when, &|name| places.get(name).is_none_or(|i| due.contains(i)));
        if can && due.insert(i) {
            look.extend(dependents[i].iter().filter(|i| !due.contains(i)));
        }
    }
    due
}

/// Whether a condition can become true, given which rows can become due. Names that are no rows are
/// tasks, which anybody may mark, or were reported already.
fn possible(condition: &Condition, due: &dyn Fn(&str) -> bool) -> bool {
    match condition {
        Condition::Time { .. } | Condition::Manual {} => true,
        Condition::After { r#ref, .. }
        | Condition::NoAck { r#ref, .. }
        | Condition::NoResponse { r#ref, .. }
        | Condition::Decision { r#ref, .. } => due(r#ref.as_str()),
        Condition::Done { r#ref } | Condition::NotDone { r#ref, .. } => due(r#ref),
        Condition::All { of } => of.iter().all(|part| possible(part, due)),
        // An empty list was reported already.
        Condition::Any { of } => of.is_empty() || of.iter().any(|part| possible(part, due)),
    }
}

/// The rows that a condition names, each once.
fn awaited(condition: &Condition, places: &HashMap<&str, usize>) -> Vec<usize> {
    let mut names = Vec::new();
    mentioned(condition, &mut names);
    let mut rows: Vec<usize> = names.iter().filter_map(|name| places.get(name).copied()).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn mentioned<'a>(condition: &'a Condition, names: &mut Vec<&'a str>) {
    match condition {
        Condition::Time { .. } | Condition::Manual {} => {}
        Condition::After { r#ref, .. }
        | Condition::NoAck { r#ref, .. }
        | Condition::NoResponse { r#ref, .. }
        | Condition::Decision { r#ref, .. } => names.push(r#ref.as_str()),
        Condition::Done { r#ref } | Condition::NotDone { r#ref, .. } => names.push(r#ref),
        Condition::All { of } | Condition::Any { of } => of.iter().for_each(|part| mentioned(part, names)),
    }
}

/// The circle as it is read: each row, what it waits for, and the first again.
fn chain(scenario: &Scenario, circle: &[usize]) -> String {
    let name = |i: &usize| scenario.injects[*i].id.as_str();
    let mut names: Vec<&str> = circle.iter().take(NAMED_MAX).map(name).collect();
    if circle.len() > NAMED_MAX {
        names.push("…");
    }
    names.extend(circle.first().map(name));
    names.join(" → ")
}
