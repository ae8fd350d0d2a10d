//! The rows of the list: who gets them, what they say, what they ask.

use super::super::rule::Rule;
use super::names::{Names, twice, unknown};
use super::parts::{escalation, moment, span};
use super::{Found, at};
use protocol::limits::{LIST_MAX, RECIPIENTS_MAX};
use protocol::scenario::{Choice, Condition, Inject, Recipient, ResponseForm, Scenario};
use protocol::vocab::{AckPolicy, InjectKind, ReleaseMode, Role, TemplateUse};
use std::collections::HashSet;

pub(super) fn check(scenario: &Scenario, names: &Names<'_>, found: &mut Found<'_>) {
    let mut templates = HashSet::new();
    for (i, row) in scenario.injects.iter().enumerate() {
        required(i, row, scenario.departments.is_empty(), found);
        recipients(i, row, names, found);
        references(i, row, names, found);
        decision(i, row, names, found);
        acknowledgement(i, row, names, found);
        forms(i, row, found);
        times(i, row, names, found);
        if let Some(steps) = &row.escalation {
            escalation(steps, at!["injects", i, "escalation"], found);
        }
        post(i, row, found);
        if row.template.is_some_and(|template| !templates.insert(template)) {
            found.report(
                Rule::DuplicateTemplate,
                at!["injects", i, "template"],
                "同类模板只能有一条",
                "one template of a kind",
            );
        }
    }
    for template in TemplateUse::ALL.iter().filter(|template| !templates.contains(template)) {
        let (zh, en) = (format!("没有 {template} 模板"), format!("no row is the template {template}"));
        found.report(Rule::MissingTemplate, at!["injects"], zh, en);
    }
}

/// `alone`: nobody takes part yet, so nobody can be named.
fn required(i: usize, row: &Inject, alone: bool, found: &mut Found<'_>) {
    let kind = row.kind;
    let asks = matches!(kind, InjectKind::Trigger | InjectKind::Contingency);
    let silent = matches!(kind, InjectKind::ExpectedAction | InjectKind::ActorCue);
    if row.to.is_empty() && !silent && !alone {
        found.report(
            Rule::NoRecipient,
            at!["injects", i],
            "这条信息没有受导单位（to）",
            "this row goes to nobody: give it `to`",
        );
    }
    let says = row.body.is_some() || (silent && (row.actor_card.is_some() || row.expected_action.is_some()));
    if !says {
        found.report(
            Rule::NoBody,
            at!["injects", i],
            "这条信息没有内容（body）",
            "this row says nothing: give it `body`",
        );
    }
    if row.expected_action.is_none() && (asks || kind == InjectKind::ExpectedAction) {
        let en = "say what should happen: `expected_action`";
        found.report(Rule::NoExpectedAction, at!["injects", i], "请写明预期行动（expected_action）", en);
    }
    if row.tasks.is_empty() && kind == InjectKind::Trigger {
        let en = "a trigger serves at least one task: `tasks`";
        found.report(Rule::NoTask, at!["injects", i], "触发信息至少对应一项关键任务（tasks）", en);
    }
    if kind == InjectKind::Contingency && matches!(row.when, Condition::Time { .. }) {
        let (zh, en) = (
            "备用信息须有触发条件，不能只按时间下发",
            "a contingency waits for something: a time alone is no condition",
        );
        found.report(Rule::NoCondition, at!["injects", i, "when"], zh, en);
    }
    let by_hand = matches!(row.when, Condition::Manual {});
    if by_hand && row.release == ReleaseMode::Auto {
        let (zh, en) = ("只由人工触发，不会自动下发", "`when` is manual: it will never be released automatically");
        found.report(Rule::ReleaseMismatch, at!["injects", i, "release"], zh, en);
    }
}

/// A post has a text, a department that can see it, and a curve whose numbers every client can reckon.
fn post(i: usize, row: &Inject, found: &mut Found<'_>) {
    let Some(post) = &row.post else { return };
    if let Some(field) = post.reach.fault() {
        let zh = "传播量0至10亿且不超过上限，翻倍时间1秒至1天";
        let en = "a reach from 0 to a billion within its ceiling, a doubling time from a second to a day";
        found.report(Rule::NumberRange, at!["injects", i, "post", "reach", field], zh, en);
    }
    if let Some(limit) = post.answer_within {
        span(found, limit, at!["injects", i, "post", "answer_within"]);
    }
    let department = |to: &Recipient| matches!(to, Recipient::Department(_));
    if !row.is_delivered() || !row.to.iter().any(department) || row.body.is_none() {
        let zh = "没有单位能看到这条舆情：须下发给单位，并有内容";
        let en = "no department can see this post: the row needs one as recipient, and a body";
        found.report(Rule::NoEffect, at!["injects", i, "post"], zh, en);
    }
}

fn recipients(i: usize, row: &Inject, names: &Names<'_>, found: &mut Found<'_>) {
    if row.to.len() > RECIPIENTS_MAX {
        let (zh, en) = (format!("最多{RECIPIENTS_MAX}个"), format!("at most {RECIPIENTS_MAX}"));
        found.report(Rule::Limit, at!["injects", i, "to"], zh, en);
    }
    let mut seen = HashSet::new();
    for (r, recipient) in row.to.iter().enumerate() {
        let new = seen.insert(recipient);
        match recipient {
            Recipient::Department(code) if !names.departments.contains(code) => {
                unknown(found, at!["injects", i, "to", r, "department"], "参演单位", "department", code);
            }
            Recipient::Department(code) if !new => twice(found, at!["injects", i, "to", r, "department"], code),
            Recipient::Department(_) => {}
            Recipient::Seat(code) => {
                let path = at!["injects", i, "to", r, "seat"];
                if !new {
                    twice(found, path, code);
                } else if !names.seats.contains_key(code) {
                    staff_recipient(row, code, names, found, path);
                }
            }
        }
    }
}

/// Cues may go to actors and simulators; everything else goes to players.
fn staff_recipient(
    row: &Inject,
    code: &protocol::ids::SeatCode,
    names: &Names<'_>,
    found: &mut Found<'_>,
    path: &[super::Step<'_>],
) {
    match names.staff.get(code) {
        None => unknown(found, path, "席位", "seat", code),
        Some(seat) if row.kind == InjectKind::ActorCue && matches!(seat.role, Role::Actor | Role::Simulator) => {}
        Some(_) => found.report(Rule::WrongRole, path, "受导对象须是参演席位", "rows go to players' seats"),
    }
}

fn references(i: usize, row: &Inject, names: &Names<'_>, found: &mut Found<'_>) {
    if let Some(phase) = &row.phase
        && !names.phases.contains_key(phase)
    {
        unknown(found, at!["injects", i, "phase"], "阶段", "phase", phase);
    }
    for (t, task) in row.tasks.iter().enumerate().filter(|(_, task)| !names.tasks.contains(task)) {
        unknown(found, at!["injects", i, "tasks", t], "关键任务", "task", task);
    }
    if let Some(lead) = &row.lead {
        let path = at!["injects", i, "lead"];
        if !names.departments.contains(lead) {
            unknown(found, path, "参演单位", "department", lead);
        } else if !names.receives(row, lead) {
            found.report(Rule::NotRecipient, path, "牵头部门须在受导单位之中", "the lead is one of the recipients");
        }
    }
    if let Some(seat) = &row.controller {
        let path = at!["injects", i, "controller"];
        let control = [Role::Director, Role::LeadController, Role::Controller, Role::Simulator];
        match names.staff.get(seat) {
            None => unknown(found, path, "席位", "seat", seat),
            Some(seat) if control.contains(&seat.role) => {}
            Some(_) => found.report(
                Rule::WrongRole,
                path,
                "责任导调员须是导调席位",
                "a controller's or simulator's seat belongs here",
            ),
        }
    }
}

fn decision(i: usize, row: &Inject, names: &Names<'_>, found: &mut Found<'_>) {
    choices(found, &row.decision, at!["injects", i, "decision"]);
    let several = row.to.len() > 1;
    match &row.decided_by {
        None if !row.decision.is_empty() && several => {
            let en = "several departments get this decision: name the one that decides (`decided_by`)";
            found.report(
                Rule::NoDecider,
                at!["injects", i, "decision"],
                "多个单位收到此决策，请写明由谁决定（decided_by）",
                en,
            );
        }
        None => {}
        Some(by) => {
            if row.decision.is_empty() {
                let en = "nothing is to be decided here: give `decision`";
                found.report(Rule::NoEffect, at!["injects", i, "decided_by"], "没有决策选项，请补充 decision", en);
            }
            let receives = row.to.contains(by)
                || matches!((by, names.department_of(by)), (Recipient::Seat(_), Some(code)) if row.to.contains(&Recipient::Department(code.clone())));
            if !receives {
                let en = "who decides is one of the recipients, or a seat of one";
                found.report(Rule::NotRecipient, at!["injects", i, "decided_by"], "决策席位须在受导单位之中", en);
            }
        }
    }
}

fn acknowledgement(i: usize, row: &Inject, names: &Names<'_>, found: &mut Found<'_>) {
    match (row.ack_policy, &row.ack_seat) {
        (AckPolicy::NamedRole, None) => {
            let en = "named_role needs the seat that acknowledges: `ack_seat`";
            found.report(
                Rule::AckSeat,
                at!["injects", i, "ack_policy"],
                "named_role 须写明由哪个席位签收（ack_seat）",
                en,
            );
        }
        (AckPolicy::NamedRole, Some(seat)) => {
            let department = names.seats.get(seat).map(|code| Recipient::Department((*code).clone()));
            let alone = row.to.contains(&Recipient::Seat(seat.clone()));
            if !(alone || department.is_some_and(|department| row.to.contains(&department))) {
                let en = "the seat that acknowledges is one of the recipients' seats";
                found.report(Rule::AckSeat, at!["injects", i, "ack_seat"], "签收席位须属于受导单位", en);
            }
        }
        (AckPolicy::AnyMember | AckPolicy::EveryMember | AckPolicy::ForInformation, Some(_)) => {
            let en = "`ack_seat` counts only with ack_policy named_role";
            found.report(
                Rule::NoEffect,
                at!["injects", i, "ack_seat"],
                "只有 ack_policy: named_role 才使用 ack_seat",
                en,
            );
        }
        (AckPolicy::AnyMember | AckPolicy::EveryMember | AckPolicy::ForInformation, None) => {}
    }
    if row.ack_policy == AckPolicy::ForInformation && row.targets.acknowledge.is_some() {
        let en = "nobody acknowledges what is for information: the limit counts for nothing";
        let zh = "仅供知悉的信息无须签收，签收时限不起作用";
        found.report(Rule::NoEffect, at!["injects", i, "targets", "acknowledge"], zh, en);
    }
}

fn choices(found: &mut Found<'_>, choices: &[Choice], path: &[super::Step<'_>]) {
    if choices.len() > LIST_MAX {
        found.report(Rule::Limit, path, format!("最多{LIST_MAX}项"), format!("at most {LIST_MAX}"));
    }
    let mut seen = HashSet::new();
    for (c, choice) in choices.iter().enumerate().filter(|(_, choice)| !seen.insert(&choice.value)) {
        twice(found, &[path, at![c, "value"]].concat(), &choice.value);
    }
}

fn forms(i: usize, row: &Inject, found: &mut Found<'_>) {
    match &row.response {
        Some(ResponseForm::Choice { of } | ResponseForm::Checklist { of }) => {
            if of.is_empty() {
                found.report(
                    Rule::Limit,
                    at!["injects", i, "response", "of"],
                    "至少要有一项",
                    "there must be something to choose",
                );
            }
            choices(found, of, at!["injects", i, "response", "of"]);
        }
        Some(ResponseForm::Text {} | ResponseForm::Number { .. } | ResponseForm::File {}) | None => {}
    }
    if row.key_facts.len() > LIST_MAX {
        let (zh, en) = (format!("最多{LIST_MAX}项"), format!("at most {LIST_MAX}"));
        found.report(Rule::Limit, at!["injects", i, "key_facts"], zh, en);
    }
    if row.priority.is_some_and(|priority| !(1..=5).contains(&priority)) {
        found.report(
            Rule::NumberRange,
            at!["injects", i, "priority"],
            "优先级为1（低）到5（急）",
            "priority is 1 (low) to 5 (urgent)",
        );
    }
}

fn times(i: usize, row: &Inject, names: &Names<'_>, found: &mut Found<'_>) {
    let targets = [
        ("acknowledge", row.targets.acknowledge),
        ("respond", row.targets.respond),
        ("complete", row.targets.complete),
    ];
    let mut latest = None;
    for (key, target) in targets {
        let Some(target) = target else { continue };
        span(found, target, at!["injects", i, "targets", key]);
        if latest.is_some_and(|latest| target < latest) {
            let (zh, en) =
                ("签收、回复、完成的时限应依次不早于前者", "acknowledge, respond and complete come in this order");
            found.report(Rule::TargetOrder, at!["injects", i, "targets", key], zh, en);
        }
        latest = Some(target);
    }
    if let (Condition::Time { at }, offset) = (&row.when, row.offset)
        && offset != Some(*at)
    {
        let (zh, en) =
            (format!("计划时刻与触发时间（{}秒）不一致", at.0), format!("`offset` and `when` ({} s) disagree", at.0));
        found.report(Rule::OffsetMismatch, at!["injects", i, "offset"], zh, en);
    }
    let Some(offset) = row.offset else { return };
    moment(found, offset, at!["injects", i, "offset"]);
    if let Some(phase) = row.phase.as_ref().and_then(|phase| names.phases.get(phase))
        && (offset < phase.start || offset > phase.end)
    {
        let (zh, en) =
            (format!("计划时刻不在阶段 {} 之内", phase.id), format!("planned outside its phase {}", phase.id));
        found.report(Rule::OutsidePhase, at!["injects", i, "offset"], zh, en);
    }
}
