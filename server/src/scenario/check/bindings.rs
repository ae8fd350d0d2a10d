//! What reports and measures rest on: every row, task and mark that is bound must exist.

use super::super::rule::Rule;
use super::names::{Names, twice, unknown};
use super::{Found, Step, at};
use protocol::ids::{RowId, TaskId};
use protocol::limits::LIST_MAX;
use protocol::scenario::{MarkRef, RelayBinding, Scenario, SectionBinding};
use std::collections::HashSet;

pub(super) fn check(scenario: &Scenario, names: &Names<'_>, found: &mut Found<'_>) {
    let bindings = &scenario.bindings;
    sections(&bindings.sections, names, found);
    chain("report_chain", &bindings.report_chain, names, found);
    chain("medical_chain", &bindings.medical_chain, names, found);
    relays(&bindings.relays, names, found);
    for (i, planted) in bindings.contradictions.iter().enumerate() {
        row(&planted.inject, at!["bindings", "contradictions", i, "inject"], names, found);
        task(&planted.task, at!["bindings", "contradictions", i, "task"], names, found);
    }
    for (i, rumour) in bindings.rumours.iter().enumerate() {
        row(&rumour.appears, at!["bindings", "rumours", i, "appears"], names, found);
        if let Some(grows) = &rumour.grows {
            row(grows, at!["bindings", "rumours", i, "grows"], names, found);
        }
        task(&rumour.detect, at!["bindings", "rumours", i, "detect"], names, found);
        task(&rumour.statement, at!["bindings", "rumours", i, "statement"], names, found);
    }
    for (i, failure) in bindings.equipment.iter().enumerate() {
        row(&failure.fault, at!["bindings", "equipment", i, "fault"], names, found);
        let tasks = [
            ("backup", Some(&failure.backup)),
            ("checklist", failure.checklist.as_ref()),
            ("logged", failure.logged.as_ref()),
        ];
        for (key, bound) in tasks {
            if let Some(bound) = bound {
                task(bound, at!["bindings", "equipment", i, key], names, found);
            }
        }
        if let Some(mark) = &failure.backup_mark
            && names.tasks.contains(&failure.backup)
            && !names.marks.contains(&(&failure.backup, mark))
        {
            let (zh, en) = (
                format!("任务 {} 没有节点 {mark}", failure.backup),
                format!("task {} has no mark {mark}", failure.backup),
            );
            found.report(Rule::UnknownRef, at!["bindings", "equipment", i, "backup_mark"], zh, en);
        }
    }
    let lists =
        [("plan_checks", &bindings.plan_checks), ("claims", &bindings.claims), ("commitments", &bindings.commitments)];
    for (list, rows) in lists {
        for (i, id) in rows.iter().enumerate() {
            row(id, at!["bindings", list, i], names, found);
        }
    }
}

fn relays(relays: &[RelayBinding], names: &Names<'_>, found: &mut Found<'_>) {
    let mut seen = HashSet::new();
    for (i, relay) in relays.iter().enumerate() {
        row(&relay.inject, at!["bindings", "relays", i, "inject"], names, found);
        if !seen.insert(&relay.inject) {
            twice(found, at!["bindings", "relays", i, "inject"], &relay.inject);
        }
        if names.rows.get(&relay.inject).is_some_and(|row| row.key_facts.is_empty()) {
            let (zh, en) = ("该信息没有关键要素，无从核对", "the row has no key facts to be passed on");
            found.report(Rule::NoEffect, at!["bindings", "relays", i, "inject"], zh, en);
        }
        if relay.hops.len() < 2 {
            let (zh, en) = ("转达至少要有两个单位", "a relay has at least two hops");
            found.report(Rule::NoEffect, at!["bindings", "relays", i, "hops"], zh, en);
        }
        if relay.hops.len() > LIST_MAX {
            let (zh, en) = (format!("最多{LIST_MAX}项"), format!("at most {LIST_MAX}"));
            found.report(Rule::Limit, at!["bindings", "relays", i, "hops"], zh, en);
        }
        for (h, hop) in relay.hops.iter().enumerate().filter(|(_, hop)| !names.departments.contains(hop)) {
            unknown(found, at!["bindings", "relays", i, "hops", h], "参演单位", "department", hop);
        }
    }
}

fn sections(sections: &[SectionBinding], names: &Names<'_>, found: &mut Found<'_>) {
    let mut seen = HashSet::new();
    for (s, section) in sections.iter().enumerate() {
        if !seen.insert(&section.section) {
            twice(found, at!["bindings", "sections", s, "section"], &section.section);
        }
        for (i, id) in section.objectives.iter().enumerate().filter(|(_, id)| !names.objectives.contains(id)) {
            unknown(found, at!["bindings", "sections", s, "objectives", i], "演练目标", "objective", id);
        }
        for (i, id) in section.tasks.iter().enumerate() {
            task(id, at!["bindings", "sections", s, "tasks", i], names, found);
        }
        for (i, id) in section.injects.iter().enumerate() {
            row(id, at!["bindings", "sections", s, "injects", i], names, found);
        }
    }
}

fn chain(list: &'static str, chain: &[MarkRef], names: &Names<'_>, found: &mut Found<'_>) {
    for (i, hop) in chain.iter().enumerate() {
        if !names.tasks.contains(&hop.task) {
            unknown(found, at!["bindings", list, i, "task"], "关键任务", "task", &hop.task);
        } else if !names.marks.contains(&(&hop.task, &hop.mark)) {
            let (zh, en) = (
                format!("任务 {} 没有节点 {}", hop.task, hop.mark),
                format!("task {} has no mark {}", hop.task, hop.mark),
            );
            found.report(Rule::UnknownRef, at!["bindings", list, i, "mark"], zh, en);
        }
    }
}

fn row(id: &RowId, path: &[Step<'_>], names: &Names<'_>, found: &mut Found<'_>) {
    if !names.rows.contains_key(id) {
        unknown(found, path, "导调信息", "row", id);
    }
}

fn task(id: &TaskId, path: &[Step<'_>], names: &Names<'_>, found: &mut Found<'_>) {
    if !names.tasks.contains(id) {
        unknown(found, path, "关键任务", "task", id);
    }
}
