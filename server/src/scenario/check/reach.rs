//! Rows that wait for each other: found by asking which rows can become due at all.
//!
//! A row can become due if its condition can become true, where the moments of other rows count as
//! possible once those rows can become due. What is left over when nothing more can be added waits
//! for itself.

use super::super::diagnostic::Step;
use super::super::rule::Rule;
use super::Found;
use protocol::ids::RowId;
use protocol::scenario::{Condition, Scenario};
use std::collections::{HashMap, HashSet};

pub(super) fn check(scenario: &Scenario, found: &mut Found<'_>) {
    let rows: HashMap<&str, usize> = scenario.injects.iter().enumerate().map(|(i, row)| (row.id.as_str(), i)).collect();
    let mut due: HashSet<usize> = HashSet::new();
    loop {
        let can = |condition: &Condition| possible(condition, &|name| rows.get(name).is_none_or(|i| due.contains(i)));
        let more: Vec<usize> =
            (0..scenario.injects.len()).filter(|i| !due.contains(i) && can(&scenario.injects[*i].when)).collect();
        if more.is_empty() {
            break;
        }
        due.extend(more);
    }
    for (i, row) in scenario.injects.iter().enumerate().filter(|(i, _)| !due.contains(i)) {
        let circle = circle(scenario, &rows, &due, i);
        let path = [Step::from("injects"), Step::from(i), Step::from("when")];
        if circle.first() == Some(&row.id) {
            let chain = circle.iter().map(RowId::as_str).chain([row.id.as_str()]).collect::<Vec<_>>().join(" → ");
            let (zh, en) = (format!("互相等待：{chain}"), format!("these rows wait for each other: {chain}"));
            found.report(Rule::Cycle, &path, zh, en);
        } else {
            let (zh, en) = ("所等待的导调信息互相等待，不会发生", "waits for rows that wait for each other");
            found.report(Rule::Unreachable, &path, zh, en);
        }
    }
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

/// The rows from `start` round to itself, if it lies on a circle of rows that never become due;
/// otherwise something that does not begin with it.
fn circle(scenario: &Scenario, rows: &HashMap<&str, usize>, due: &HashSet<usize>, start: usize) -> Vec<RowId> {
    let mut seen = HashSet::new();
    let mut stack = vec![(start, vec![start])];
    while let Some((at, way)) = stack.pop() {
        let mut names = Vec::new();
        mentioned(&scenario.injects[at].when, &mut names);
        for next in names.iter().filter_map(|name| rows.get(*name)).filter(|next| !due.contains(next)) {
            if *next == start {
                return way.iter().map(|i| scenario.injects[*i].id.clone()).collect();
            }
            if seen.insert(*next) {
                stack.push((*next, [way.as_slice(), &[*next]].concat()));
            }
        }
    }
    Vec::new()
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
