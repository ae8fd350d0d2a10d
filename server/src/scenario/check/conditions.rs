//! The condition trees: what they name must exist, be delivered, and be able to happen.

use super::super::diagnostic::Step;
use super::super::rule::Rule;
use super::Found;
use super::names::{Names, unknown};
use super::parts::{SPAN_MAX, moment};
use protocol::ids::{ChoiceValue, DepartmentCode, RowId, TaskId};
use protocol::limits::{CONDITION_DEPTH_MAX, CONDITION_NODES_MAX};
use protocol::scenario::{Condition, Inject, Scenario};
use protocol::time::Seconds;
use protocol::vocab::{InjectKind, RowEvent};

pub(super) fn check(scenario: &Scenario, names: &Names<'_>, found: &mut Found<'_>) {
    for (i, row) in scenario.injects.iter().enumerate() {
        let path = vec![Step::from("injects"), Step::from(i), Step::from("when")];
        let mut walk = Walk { names, found: &mut *found, path, nodes: 0 };
        walk.condition(&row.when, 1);
        if walk.nodes > CONDITION_NODES_MAX {
            let zh = format!("条件最多{CONDITION_NODES_MAX}个节点");
            walk.report(Rule::ConditionSize, "", zh, format!("a condition has at most {CONDITION_NODES_MAX} parts"));
        }
    }
}

struct Walk<'a, 'tree, 'names> {
    names: &'a Names<'names>,
    found: &'a mut Found<'tree>,
    path: Vec<Step<'static>>,
    nodes: usize,
}

impl<'names> Walk<'_, '_, 'names> {
    fn condition(&mut self, condition: &Condition, depth: usize) {
        self.nodes += 1;
        if depth > CONDITION_DEPTH_MAX {
            let zh = format!("条件最多{CONDITION_DEPTH_MAX}层");
            return self.report(
                Rule::ConditionSize,
                "",
                zh,
                format!("a condition is at most {CONDITION_DEPTH_MAX} deep"),
            );
        }
        match condition {
            Condition::Time { at } => self.moment(*at, "at"),
            Condition::After { r#ref, event, delay } => {
                self.span(*delay, "delay");
                self.event(r#ref, *event);
            }
            Condition::Done { r#ref } => self.row_or_task(r#ref),
            Condition::NotDone { r#ref, by } => {
                self.moment(*by, "by");
                self.row_or_task(r#ref);
            }
            Condition::NoAck { r#ref, dept, within } | Condition::NoResponse { r#ref, dept, within } => {
                self.span(*within, "within");
                self.silence(r#ref, dept.as_ref());
            }
            Condition::Decision { r#ref, value } => self.decided(r#ref, value),
            Condition::Manual {} => {}
            Condition::All { of } | Condition::Any { of } => self.parts(of, depth),
        }
    }

    fn parts(&mut self, of: &[Condition], depth: usize) {
        if of.is_empty() {
            return self.report(Rule::Unreachable, "of", "这里没有条件", "no condition stands here");
        }
        self.path.push(Step::from("of"));
        for (index, part) in of.iter().enumerate() {
            self.path.push(Step::from(index));
            self.condition(part, depth + 1);
            self.path.pop();
        }
        self.path.pop();
    }

    fn report(&mut self, rule: Rule, key: &'static str, zh: impl Into<String>, en: impl Into<String>) {
        let mut path = self.path.clone();
        if !key.is_empty() {
            path.push(Step::from(key));
        }
        self.found.report(rule, &path, zh, en);
    }

    fn moment(&mut self, at: Seconds, key: &'static str) {
        let path = [self.path.as_slice(), &[Step::from(key)]].concat();
        moment(self.found, at, &path);
    }

    fn span(&mut self, span: Seconds, key: &'static str) {
        if span.0 < 0 || span.0 > SPAN_MAX {
            self.report(
                Rule::NumberRange,
                key,
                format!("须在0到{SPAN_MAX}秒之间"),
                format!("from 0 to {SPAN_MAX} seconds"),
            );
        }
    }

    fn row(&mut self, id: &RowId) -> Option<&'names Inject> {
        let row = self.names.rows.get(id).copied();
        if row.is_none() {
            let path = [self.path.as_slice(), &[Step::from("ref")]].concat();
            unknown(self.found, &path, "导调信息", "row", id);
        }
        row
    }

    fn row_or_task(&mut self, name: &str) {
        let task = TaskId::parse(name).is_ok_and(|task| self.names.tasks.contains(&task));
        if task {
            return;
        }
        match RowId::parse(name) {
            Ok(id) if self.names.rows.contains_key(&id) => {}
            Ok(_) | Err(_) => {
                let path = [self.path.as_slice(), &[Step::from("ref")]].concat();
                unknown(self.found, &path, "导调信息或关键任务", "row or task", &name);
            }
        }
    }

    fn event(&mut self, id: &RowId, event: RowEvent) {
        let Some(row) = self.row(id) else { return };
        let possible = match event {
            RowEvent::Released => row.kind != InjectKind::ExpectedAction,
            RowEvent::Acknowledged | RowEvent::Responded => row.is_delivered(),
            RowEvent::Complete => true,
        };
        if !possible {
            let zh = format!("{id} 不会下发给参演单位，不会出现 {event}");
            self.report(Rule::Unreachable, "event", zh, format!("{id} is not delivered: it will never be {event}"));
        }
    }

    fn silence(&mut self, id: &RowId, department: Option<&DepartmentCode>) {
        let Some(row) = self.row(id) else { return };
        if !row.is_delivered() {
            let zh = format!("{id} 不下发，无从签收或回复");
            self.report(
                Rule::Unreachable,
                "ref",
                zh,
                format!("{id} is not delivered: nobody can acknowledge or answer it"),
            );
        }
        let Some(department) = department else { return };
        if !self.names.departments.contains(department) {
            let path = [self.path.as_slice(), &[Step::from("dept")]].concat();
            unknown(self.found, &path, "参演单位", "department", department);
        } else if !self.names.receives(row, department) {
            let zh = format!("{department} 不是 {id} 的受导单位");
            self.report(Rule::Unreachable, "dept", zh, format!("{department} does not receive {id}"));
        }
    }

    fn decided(&mut self, id: &RowId, value: &ChoiceValue) {
        let Some(row) = self.row(id) else { return };
        if row.decision.is_empty() {
            let en = format!("{id} offers no decision");
            self.report(Rule::Unreachable, "ref", format!("{id} 没有决策选项"), en);
        } else if !row.decision.iter().any(|choice| &choice.value == value) {
            let zh = format!("{id} 没有选项 {value}");
            self.report(Rule::UnknownRef, "value", zh, format!("{id} has no option {value}"));
        }
    }
}
