//! Resources and checklists: their departments exist, a backup is another resource, a counted one says
//! what is counted, and what robots do with them is theirs.

use super::super::rule::Rule;
use super::names::{Names, twice, unknown};
use super::{Found, Step, at};
use protocol::ids::{DepartmentCode, ResourceKey};
use protocol::limits::{AMOUNT_MAX, LIST_MAX, RESOURCES_MAX};
use protocol::resource::{Checklist, Resource};
use protocol::scenario::{RobotDeed, Scenario};
use std::collections::HashSet;

pub(super) fn check(scenario: &Scenario, names: &Names<'_>, found: &mut Found<'_>) {
    super::parts::limit(found, "resources", scenario.resources.len(), RESOURCES_MAX);
    for (r, resource) in scenario.resources.iter().enumerate() {
        one(r, resource, names, found);
    }
    for (c, list) in scenario.checklists.iter().enumerate() {
        checklist(c, list, names, found);
    }
    for (i, row) in scenario.injects.iter().enumerate() {
        for (f, key) in row.fails.iter().enumerate() {
            known(key, at!["injects", i, "fails", f], names, found);
        }
    }
}

fn known(key: &ResourceKey, path: &[Step<'_>], names: &Names<'_>, found: &mut Found<'_>) {
    if !names.resources.contains_key(key) {
        unknown(found, path, "装备物资", "resource", key);
    }
}

fn one(r: usize, resource: &Resource, names: &Names<'_>, found: &mut Found<'_>) {
    if !names.departments.contains(&resource.department) {
        unknown(found, at!["resources", r, "department"], "参演单位", "department", &resource.department);
    }
    if let Some(of) = &resource.backup_of {
        known(of, at!["resources", r, "backup_of"], names, found);
        if *of == resource.key {
            let (zh, en) = ("不能作为自己的备用", "nothing is its own backup");
            found.report(Rule::NoEffect, at!["resources", r, "backup_of"], zh, en);
        }
    }
    if resource.amount.is_some_and(|amount| amount == 0 || amount > AMOUNT_MAX) {
        let (zh, en) =
            (format!("数量须在1到{AMOUNT_MAX}之间"), format!("an amount from 1 to {AMOUNT_MAX} belongs here"));
        found.report(Rule::NumberRange, at!["resources", r, "amount"], zh, en);
    }
    if resource.amount.is_some() && resource.unit.is_none() {
        let (zh, en) = ("有数量须有计量单位", "what is counted needs a unit");
        found.report(Rule::MissingField, at!["resources", r, "amount"], zh, en);
    }
}

fn checklist(c: usize, list: &Checklist, names: &Names<'_>, found: &mut Found<'_>) {
    if !names.departments.contains(&list.department) {
        unknown(found, at!["checklists", c, "department"], "参演单位", "department", &list.department);
    }
    if list.items.is_empty() || list.items.len() > LIST_MAX {
        let (zh, en) = (format!("清单须有1至{LIST_MAX}项"), format!("a checklist has 1 to {LIST_MAX} entries"));
        found.report(Rule::NumberRange, at!["checklists", c, "items"], zh, en);
    }
    let mut seen = HashSet::new();
    for (i, entry) in list.items.iter().enumerate() {
        if !seen.insert(&entry.key) {
            twice(found, at!["checklists", c, "items", i, "key"], &entry.key);
        }
        if let Some(key) = &entry.resource {
            own(key, &list.department, at!["checklists", c, "items", i, "resource"], names, found);
        }
    }
}

/// A resource that a department must hold.
fn own(key: &ResourceKey, of: &DepartmentCode, path: &[Step<'_>], names: &Names<'_>, found: &mut Found<'_>) {
    match names.resources.get(key) {
        None => unknown(found, path, "装备物资", "resource", key),
        Some(resource) if resource.department != *of => {
            found.report(Rule::UnknownRef, path, format!("{of} 没有 {key}"), format!("{of} does not hold {key}"));
        }
        Some(_) => {}
    }
}

/// What a robot does with resources.
pub(super) fn deed(scenario: &Scenario, l: usize, names: &Names<'_>, found: &mut Found<'_>) {
    let line = &scenario.robot_lines[l];
    let of = &line.department;
    match &line.does {
        RobotDeed::Check { item } => {
            let list = scenario.checklists.iter().find(|list| list.department == *of);
            if !list.is_some_and(|list| list.items.iter().any(|entry| entry.key == *item)) {
                unknown(found, at!["robot_lines", l, "does", "item"], "清单项", "entry of its checklist", item);
            }
        }
        RobotDeed::Depart {} => {
            if !scenario.checklists.iter().any(|list| list.department == *of) {
                unknown(found, at!["robot_lines", l, "department"], "出动前清单", "checklist of", of);
            }
        }
        RobotDeed::UseResource { resource }
        | RobotDeed::ReportFault { resource, .. }
        | RobotDeed::UseSupply { resource, .. } => {
            own(resource, of, at!["robot_lines", l, "does", "resource"], names, found);
        }
        RobotDeed::AskResource { from, .. } => {
            if !names.departments.contains(from) {
                unknown(found, at!["robot_lines", l, "does", "from"], "参演单位", "department", from);
            }
        }
        RobotDeed::ReportFact { .. }
        | RobotDeed::RecordClaim { .. }
        | RobotDeed::MakeCommitment { .. }
        | RobotDeed::PutFeature { .. }
        | RobotDeed::NoticePost {}
        | RobotDeed::VerifyPost { .. }
        | RobotDeed::DraftStatement { .. }
        | RobotDeed::CorrectStatement { .. } => {}
    }
}
