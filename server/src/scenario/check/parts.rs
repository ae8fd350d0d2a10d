//! Settings, departments, seats, phases, objectives: everything around the list.

use super::super::rule::Rule;
use super::names::{Names, unknown};
use super::{Found, Step, at};
use protocol::escalation::Escalation;
use protocol::limits::{DEPARTMENTS_MAX, LIST_MAX, ROWS_MAX, SEATS_MAX};
use protocol::scenario::{MarkStart, SCENARIO_SCHEMA, Scenario, Settings, StaffSeat, Task};
use protocol::time::Seconds;
use protocol::vocab::{InjectKind, Role};
use std::collections::HashSet;

/// Longest span or offset: a week. Anything above is a slip of units.
pub(super) const SPAN_MAX: i32 = 7 * 24 * 3600;

pub(super) fn check(scenario: &Scenario, names: &Names<'_>, found: &mut Found<'_>) {
    if scenario.schema != SCENARIO_SCHEMA {
        let zh = format!("本程序只读第{SCENARIO_SCHEMA}版格式");
        found.report(
            Rule::SchemaVersion,
            at!["schema"],
            zh,
            format!("this program reads version {SCENARIO_SCHEMA} of the form"),
        );
    }
    let seats =
        scenario.staff.len() + scenario.departments.iter().map(|department| department.seats.len()).sum::<usize>();
    limit(found, "departments", scenario.departments.len(), DEPARTMENTS_MAX);
    limit(found, "staff", seats, SEATS_MAX);
    limit(found, "injects", scenario.injects.len(), ROWS_MAX);
    limit(found, "report_facts", scenario.report_facts.len(), LIST_MAX);
    if scenario.departments.is_empty() {
        found.report(
            Rule::NoDepartment,
            at!["departments"],
            "还没有参演单位，这样的演练不能批准",
            "there is no department yet; an exercise is not approved without",
        );
    }
    for (d, department) in scenario.departments.iter().enumerate() {
        if department.seats.is_empty() {
            found.report(
                Rule::NoSeat,
                at!["departments", d, "seats"],
                "参演单位至少要有一个席位",
                "a department needs a seat",
            );
        }
    }
    settings(&scenario.settings, names, found);
    for (s, seat) in scenario.staff.iter().enumerate() {
        staff(s, seat, names, found);
    }
    for (role, zh, en) in [
        (Role::Director, "演练总指挥（DIR）", "director (DIR)"),
        (Role::Safety, "安全员（SAF）", "safety officer (SAF)"),
    ] {
        if !scenario.staff.iter().any(|seat| seat.role == role) {
            let zh = format!("缺少{zh}席位：真实险情后须由总指挥和安全员两人恢复");
            let en = format!("no seat for a {en}: after a real emergency both resume the exercise together");
            found.report(Rule::MissingRole, at!["staff"], zh, en);
        }
    }
    for (p, phase) in scenario.phases.iter().enumerate() {
        if phase.end <= phase.start {
            found.report(
                Rule::PhaseOrder,
                at!["phases", p, "end"],
                "阶段的结束须晚于开始",
                "a phase ends after it begins",
            );
        }
        span(found, phase.end, at!["phases", p, "end"]);
        moment(found, phase.start, at!["phases", p, "start"]);
    }
    objectives(scenario, names, found);
}

pub(super) fn limit(found: &mut Found<'_>, list: &'static str, count: usize, max: usize) {
    if count > max {
        found.report(
            Rule::Limit,
            at![list],
            format!("{count}个，最多{max}个"),
            format!("{count} of them, at most {max}"),
        );
    }
}

/// A span must be positive and not absurd.
pub(super) fn span(found: &mut Found<'_>, span: Seconds, path: &[super::Step<'_>]) {
    if span.0 <= 0 || span.0 > SPAN_MAX {
        let zh = format!("时长须在1到{SPAN_MAX}秒之间");
        found.report(Rule::NumberRange, path, zh, format!("from 1 to {SPAN_MAX} seconds"));
    }
}

/// A moment must not be absurdly far from the start.
pub(super) fn moment(found: &mut Found<'_>, moment: Seconds, path: &[super::Step<'_>]) {
    if moment.0.unsigned_abs() > SPAN_MAX.unsigned_abs() {
        let zh = format!("距开始不超过{SPAN_MAX}秒");
        found.report(Rule::NumberRange, path, zh, format!("at most {SPAN_MAX} seconds from the start"));
    }
}

fn settings(settings: &Settings, names: &Names<'_>, found: &mut Found<'_>) {
    if let Some(command) = &settings.command
        && !names.departments.contains(command)
    {
        unknown(found, at!["settings", "command"], "参演单位", "department", command);
    }
    if let Some(row) = &settings.comms_check {
        match names.rows.get(row) {
            None => unknown(found, at!["settings", "comms_check"], "导调信息", "row", row),
            Some(row) if row.to.is_empty() => {
                let (zh, en) = ("通联检查的信息没有接收单位", "the row of the roll call has no recipient");
                found.report(Rule::NoEffect, at!["settings", "comms_check"], zh, en);
            }
            Some(_) => {}
        }
    }
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
    let zone = &settings.time_zone;
    let area = zone.contains('/') || zone == "UTC";
    if !area || zone.len() > 40 || !zone.chars().all(letter) {
        let en = "a time zone is named like Asia/Shanghai or UTC";
        found.report(Rule::TimeZone, at!["settings", "time_zone"], "时区写作 Asia/Shanghai 或 UTC 的形式", en);
    }
    if settings.load_limit == 0 || settings.load_limit as usize > LIST_MAX {
        let zh = format!("须在1到{LIST_MAX}之间");
        found.report(Rule::NumberRange, at!["settings", "load_limit"], zh, format!("from 1 to {LIST_MAX}"));
    }
    escalation(&settings.escalation, at!["settings", "escalation"], found);
    for (key, value) in [("outage_limit", settings.outage_limit), ("countdown", settings.countdown)] {
        if value.0 < 0 || value.0 > SPAN_MAX {
            let zh = format!("须在0到{SPAN_MAX}秒之间");
            found.report(Rule::NumberRange, at!["settings", key], zh, format!("from 0 to {SPAN_MAX} seconds"));
        }
    }
}

/// Steps of escalation come within a span of the list, the offers to a person one after the other.
pub(super) fn escalation(steps: &Escalation, path: &[Step<'_>], found: &mut Found<'_>) {
    let spans = [steps.amber, steps.red, steps.nudge, steps.deputy, steps.other_channel];
    if spans.into_iter().flatten().any(|span| span.0 < 0 || span.0 > SPAN_MAX) {
        let zh = format!("须在0到{SPAN_MAX}秒之间");
        found.report(Rule::NumberRange, path, zh, format!("from 0 to {SPAN_MAX} seconds"));
    }
    let rising = |spans: &[Option<Seconds>]| spans.iter().flatten().is_sorted();
    if !rising(&[steps.amber, steps.red]) || !rising(&[steps.nudge, steps.deputy, steps.other_channel]) {
        let (zh, en) = ("升级步骤须按先后排列", "steps of escalation come one after the other");
        found.report(Rule::NumberRange, path, zh, en);
    }
}

fn staff(s: usize, seat: &StaffSeat, names: &Names<'_>, found: &mut Found<'_>) {
    if seat.role == Role::Player {
        let en = "players' seats stand in their department";
        found.report(Rule::WrongRole, at!["staff", s, "role"], "参演席位写在参演单位里", en);
    }
    if let Some(department) = &seat.watches {
        if !names.departments.contains(department) {
            unknown(found, at!["staff", s, "watches"], "参演单位", "department", department);
        }
        if !matches!(seat.role, Role::Controller | Role::Evaluator) {
            let en = "only controllers and evaluators watch a department";
            found.report(Rule::NoEffect, at!["staff", s, "watches"], "只有导调员和评估员负责某个参演单位", en);
        }
    }
    if seat.wall.is_some() && seat.role != Role::Wall {
        found.report(
            Rule::NoEffect,
            at!["staff", s, "wall"],
            "只有大屏席位使用 wall",
            "only a seat of role WALL has a wall",
        );
    }
}

fn objectives(scenario: &Scenario, names: &Names<'_>, found: &mut Found<'_>) {
    let served: HashSet<_> = scenario.injects.iter().flat_map(|row| &row.tasks).collect();
    for (o, objective) in scenario.objectives.iter().enumerate() {
        for (t, task) in objective.tasks.iter().enumerate() {
            if !served.contains(&task.id) {
                let (zh, en) = ("没有导调信息检验这项任务", "no row serves this task");
                found.report(Rule::TaskUnused, at!["objectives", o, "tasks", t, "id"], zh, en);
            }
            marks(o, t, task, names, found);
        }
    }
}

fn marks(o: usize, t: usize, task: &Task, names: &Names<'_>, found: &mut Found<'_>) {
    if let Some(target) = task.target {
        span(found, target, at!["objectives", o, "tasks", t, "target"]);
    }
    for (m, mark) in task.marks.iter().enumerate() {
        span(found, mark.target, at!["objectives", o, "tasks", t, "marks", m, "target"]);
        let Some(MarkStart { row, .. }) = &mark.from else { continue };
        let path = at!["objectives", o, "tasks", t, "marks", m, "from", "row"];
        match names.rows.get(row) {
            None => unknown(found, path, "导调信息", "row", row),
            Some(row) if row.kind == InjectKind::ExpectedAction => {
                let zh = "预期行动不下发，不能作为计时起点";
                found.report(Rule::Unreachable, path, zh, "an expected action is never released");
            }
            Some(_) => {}
        }
    }
}
