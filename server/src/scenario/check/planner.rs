//! The planner's lint in a file: each of its findings at the line and column of what it is about.

use super::super::diagnostic::{Diagnostic, Step, path_text};
use super::super::node::Node;
use super::super::rule::Rule;
use exercise::lint::{LintRule, lint};
use protocol::lint::{LintPlace, LintSubject};
use protocol::scenario::Scenario;
use protocol::text::Language;

pub(super) fn check(scenario: &Scenario, tree: &Node) -> Vec<Diagnostic> {
    let mut list = Vec::new();
    for finding in lint(scenario) {
        let Some(rule) = LintRule::ALL.iter().find(|rule| rule.word() == finding.rule) else { continue };
        let way = way(scenario, &finding.place);
        let said = |language| (finding.message.get(language), finding.remedy.get(language));
        let ((zh, zh_remedy), (en, en_remedy)) = (said(Language::Zh), said(Language::En));
        let (zh, en) = (format!("{zh}；{zh_remedy}"), format!("{en}: {en_remedy}"));
        list.push(Diagnostic::new(Rule::Planner(*rule), tree.locate(&way), path_text(&way), zh, en));
    }
    list
}

/// The way from the root of a file to where a finding stands.
pub(in super::super) fn way<'a>(scenario: &Scenario, place: &'a LintPlace) -> Vec<Step<'a>> {
    let at = |list: &'static str, index: Option<usize>| {
        let mut way = vec![Step::from(list)];
        way.extend(index.map(Step::from));
        way
    };
    let mut way = match &place.subject {
        LintSubject::Scenario {} => Vec::new(),
        LintSubject::Row { row } => at("injects", scenario.injects.iter().position(|one| one.id == *row)),
        LintSubject::Objective { objective } => {
            at("objectives", scenario.objectives.iter().position(|one| one.id == *objective))
        }
        LintSubject::Task { task } => {
            let mut tasks =
                scenario.objectives.iter().enumerate().flat_map(|(o, objective)| {
                    objective.tasks.iter().enumerate().map(move |(t, task)| (o, t, &task.id))
                });
            let found = tasks.find(|(_, _, id)| *id == task);
            let mut way = at("objectives", found.map(|(o, _, _)| o));
            way.extend(found.into_iter().flat_map(|(_, t, _)| [Step::from("tasks"), Step::from(t)]));
            way
        }
        LintSubject::Department { department } => {
            at("departments", scenario.departments.iter().position(|one| one.code == *department))
        }
        LintSubject::Phase { phase } => at("phases", scenario.phases.iter().position(|one| one.id == *phase)),
        LintSubject::Seat { seat } => at("staff", scenario.staff.iter().position(|one| one.code == *seat)),
    };
    way.extend(place.field.iter().flat_map(|field| steps(field)));
    way
}

/// The steps of a field as it is written: `when.of[1].by`.
fn steps(field: &str) -> impl Iterator<Item = Step<'_>> {
    field.split(['.', '[']).map(|step| match step.strip_suffix(']').and_then(|index| index.parse().ok()) {
        Some(index) => Step::Index(index),
        None => Step::Key(step),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_as_it_is_written() {
        for field in ["offset", "when.of[1].by", "when.of[0].of[12].at"] {
            assert_eq!(path_text(&steps(field).collect::<Vec<_>>()), field);
        }
    }
}
