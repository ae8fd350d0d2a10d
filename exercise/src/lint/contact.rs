//! What the list does to each department: too much at once, too long nothing, nothing at all.
//!
//! A row counts from its planned `offset`. Rows without one come by hand or by what people do, and
//! nobody can plan with them; contingencies come only where something does not, and templates when they
//! are used: they are counted by neither rule.

use super::{CONTACT_GAP_SECONDS, Draft, LOAD_STEP_SECONDS, LintRule, List, clock, is_expected, named};
use super::{LintFinding, of_department, of_row};
use protocol::ids::DepartmentCode;
use protocol::scenario::Inject;
use std::cmp::Reverse;
use std::collections::BTreeSet;

pub(super) fn check(list: &List<'_>, found: &mut Vec<LintFinding>) {
    for row in list.rows().iter().filter(|row| row.asks_nothing()) {
        found.push(asks_nothing(row));
    }
    for department in &list.scenario.departments {
        let code = &department.code;
        let gets = || list.rows().iter().zip(&list.addressed).filter(|(_, to)| to.contains(code)).map(|(row, _)| row);
        let expected = gets().filter(|row| is_expected(row));
        let mut own: Vec<(i32, &Inject)> = expected.filter_map(|row| Some((row.offset?.0, row))).collect();
        own.sort_by_key(|(at, _)| *at);
        overload(list, code, &own, found);
        gaps(code, &own, found);
        if gets().all(|row| row.template.is_some()) {
            let message = (format!("{code} 在整个清单中收不到任何信息"), format!("nothing in the list goes to {code}"));
            let remedy = ("给它安排导调信息，或不列为参演单位", "give it rows, or do not let it take part");
            found.push(Draft::new(LintRule::NoContact, of_department(code), message, remedy).into());
        }
    }
}

/// A row without a limit, an answer or a decision: it can be meant so, and then it says so.
fn asks_nothing(row: &Inject) -> LintFinding {
    let message = (
        format!("{} 对受导单位没有任何要求：是否看到无从得知", row.id),
        format!("{} asks nothing of its recipients: nobody will know whether it was read", row.id),
    );
    let remedy = (
        "填写签收时限；确实仅供知悉的，签收规则选“仅供知悉”（ack_policy: for_information）",
        "give it a limit to acknowledge; if it is meant so, say that it is for information (ack_policy: for_information)",
    );
    Draft::new(LintRule::AsksNothing, of_row(&row.id), message, remedy).field("targets.acknowledge").into()
}

/// For how long a row keeps a department busy: until the last of its limits for an answer or for what is
/// to be done. A row without either asks nothing that takes time, and is not counted.
fn busy_for(row: &Inject) -> Option<i32> {
    [row.targets.respond, row.targets.complete].into_iter().flatten().map(|limit| limit.0).max()
}

/// More rows open at one moment than the scenario's `load_limit`, the same words that the console warns
/// by during play: a row is open from its planned moment until its limit to answer or complete has run
/// out. The worst moment is told; others within ten minutes of the first are the same overload.
fn overload(list: &List<'_>, code: &DepartmentCode, own: &[(i32, &Inject)], found: &mut Vec<LintFinding>) {
    let limit = list.scenario.settings.load_limit as usize;
    let spans: Vec<(i32, i32, &Inject)> =
        own.iter().filter_map(|(at, row)| Some((*at, at.saturating_add(busy_for(row)?), *row))).collect();
    let open_at = |at: i32| spans.iter().filter(move |(from, to, _)| *from <= at && at < *to);
    let moments: BTreeSet<i32> = spans.iter().map(|(from, _, _)| *from).collect();
    let over: Vec<(i32, usize)> =
        moments.into_iter().map(|at| (at, open_at(at).count())).filter(|(_, count)| *count > limit).collect();
    let mut rest = over.as_slice();
    while let Some((first, _)) = rest.first() {
        let length = rest.iter().take_while(|(at, _)| *at - first < LOAD_STEP_SECONDS).count();
        let (step, later) = rest.split_at(length);
        rest = later;
        // The earliest of several that are equally bad.
        let Some((at, count)) = step.iter().copied().max_by_key(|(at, count)| (*count, Reverse(*at))) else { break };
        let rows: Vec<&str> = open_at(at).map(|(_, _, row)| row.id.as_str()).collect();
        let names = named(&rows);
        let message = (
            format!("{code} 在 {} 同时有{count}条未办结，超过上限{limit}条：{names}", clock(at)),
            format!("{code} has {count} open at once at {}, more than its limit of {limit}: {names}", clock(at)),
        );
        let remedy = (
            "错开时间、放宽时限、分给别的单位，或提高 load_limit",
            "spread them, give more time, give some to another department, or raise load_limit",
        );
        let draft = Draft::new(LintRule::Overload, of_department(code), message, remedy)
            .number("at", at)
            .count("count", count)
            .count("limit", limit)
            .codes("rows", rows.into_iter());
        found.push(draft.into());
    }
}

/// Spans between two rows in which a department gets nothing.
fn gaps(code: &DepartmentCode, own: &[(i32, &Inject)], found: &mut Vec<LintFinding>) {
    for (earlier, later) in own.iter().zip(own.iter().skip(1)) {
        let span = later.0.saturating_sub(earlier.0);
        if span <= CONTACT_GAP_SECONDS {
            continue;
        }
        let (from, to, minutes) = (clock(earlier.0), clock(later.0), span / 60);
        let (before, after) = (&earlier.1.id, &later.1.id);
        let message = (
            format!("{code} 从 {from}（{before}）到 {to}（{after}）{minutes}分钟收不到信息"),
            format!("{code} gets nothing for {minutes} minutes, from {before} at {from} to {after} at {to}"),
        );
        let remedy = ("在其间安排一条信息，或移动前后两条", "put a row in between, or move one of the two");
        let draft = Draft::new(LintRule::ContactGap, of_department(code), message, remedy)
            .number("from", earlier.0)
            .number("to", later.0)
            .number("limit", CONTACT_GAP_SECONDS)
            .codes("rows", [before.as_str(), after.as_str()].into_iter());
        found.push(draft.into());
    }
}
