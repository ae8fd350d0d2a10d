//! Facts of the common picture and what robots do: their departments exist, and every value has the
//! form of its fact.

use super::super::rule::Rule;
use super::names::{Names, unknown};
use super::parts::{moment, span};
use super::{Found, Step, at, resources};
use protocol::ids::FactKey;
use protocol::scenario::{Fact, FactForm, FactValue, RobotDeed, Scenario};

pub(super) fn check(scenario: &Scenario, names: &Names<'_>, found: &mut Found<'_>) {
    let facts = Facts(&scenario.facts);
    for (f, fact) in scenario.facts.iter().enumerate() {
        for (d, department) in fact.departments.iter().enumerate() {
            if !names.departments.contains(department) {
                unknown(found, at!["facts", f, "departments", d], "参演单位", "department", department);
            }
        }
        if let Some(age) = fact.old_after {
            span(found, age, at!["facts", f, "old_after"]);
        }
        if let Some(truth) = &fact.truth {
            fits(fact, truth, at!["facts", f, "truth"], found);
        }
        if let FactForm::Choice { of } = &fact.form
            && of.len() < 2
        {
            let en = "a choice needs at least two values";
            found.report(Rule::NumberRange, at!["facts", f, "form", "of"], "选择项至少两个", en);
        }
    }
    for (i, row) in scenario.injects.iter().enumerate() {
        for (t, truth) in row.truth.iter().enumerate() {
            facts.value(&truth.fact, &truth.value, at!["injects", i, "truth", t], found);
        }
    }
    for (l, line) in scenario.robot_lines.iter().enumerate() {
        match &line.does {
            RobotDeed::ReportFact { fact, value } => facts.value(fact, value, at!["robot_lines", l, "does"], found),
            RobotDeed::MakeCommitment { due_at: Some(at), .. } => {
                moment(found, *at, at!["robot_lines", l, "does", "due_at"]);
            }
            RobotDeed::RecordClaim { .. }
            | RobotDeed::MakeCommitment { due_at: None, .. }
            | RobotDeed::PutFeature { .. } => {}
            RobotDeed::Check { .. }
            | RobotDeed::Depart {}
            | RobotDeed::UseResource { .. }
            | RobotDeed::ReportFault { .. }
            | RobotDeed::UseSupply { .. }
            | RobotDeed::AskResource { .. } => resources::deed(scenario, l, names, found),
            RobotDeed::DraftStatement { figures, cosigners, .. }
            | RobotDeed::CorrectStatement { figures, cosigners, .. } => {
                for (f, figure) in figures.iter().enumerate() {
                    facts.value(&figure.fact, &figure.value, at!["robot_lines", l, "does", "figures", f], found);
                }
                for (c, code) in cosigners.iter().enumerate() {
                    if !names.departments.contains(code) {
                        let path = at!["robot_lines", l, "does", "cosigners", c];
                        unknown(found, path, "参演单位", "department", code);
                    }
                }
            }
            RobotDeed::NoticePost {} | RobotDeed::VerifyPost { .. } => {}
        }
        span(found, line.after, at!["robot_lines", l, "after"]);
        if !names.departments.contains(&line.department) {
            unknown(found, at!["robot_lines", l, "department"], "参演单位", "department", &line.department);
        }
        match names.rows.get(&line.row) {
            None => unknown(found, at!["robot_lines", l, "row"], "导调信息", "row", &line.row),
            Some(row) if !names.receives(row, &line.department) => {
                let zh = format!("{} 不接收 {}", line.department, line.row);
                let en = format!("{} does not receive {}", line.department, line.row);
                found.report(Rule::NotRecipient, at!["robot_lines", l, "department"], zh, en);
            }
            Some(_) => {}
        }
    }
}

struct Facts<'a>(&'a [Fact]);

impl Facts<'_> {
    /// A value of a fact that must exist; `path` is where both stand.
    fn value(&self, key: &FactKey, value: &FactValue, path: &[Step<'_>], found: &mut Found<'_>) {
        let inner = |name: &'static str| [path, &[Step::from(name)]].concat();
        match self.0.iter().find(|fact| fact.key == *key) {
            None => unknown(found, &inner("fact"), "态势要素", "fact", key),
            Some(fact) => fits(fact, value, &inner("value"), found),
        }
    }
}

fn fits(fact: &Fact, value: &FactValue, path: &[Step<'_>], found: &mut Found<'_>) {
    if fact.form.admits(value) {
        return;
    }
    let (zh, en) = match &fact.form {
        FactForm::Number { .. } => {
            ("须是数字，且不超过十亿".to_owned(), "it must be a number, a billion at most".to_owned())
        }
        FactForm::Choice { of } => {
            let words: Vec<&str> = of.iter().map(|one| one.value.as_str()).collect();
            (format!("须是 {} 之一", words.join("、")), format!("it must be one of {}", words.join(", ")))
        }
        FactForm::Text {} => ("须是文字".to_owned(), "it must be words".to_owned()),
    };
    found.report(Rule::FactValue, path, zh, en);
}
