//! The list of an exercise as it stands, held to the same rules as a file: what a planner is shown
//! beside the rows.

use super::check;
use super::diagnostic::Diagnostic;
use super::node;
use super::shape::FINDINGS_MAX;
use protocol::lint::{LintFinding, LintPlace, LintReport, LintSubject};
use protocol::scenario::Scenario;
use protocol::text::Bilingual;

/// Everything that is found in a scenario.
///
/// # Errors
/// If it cannot be written down as a file; none of our types makes such a one.
pub fn lint(scenario: &Scenario) -> anyhow::Result<LintReport> {
    // As a text, because the rules of files look at the texts themselves and at their places.
    let text = serde_json::to_string(scenario)?;
    let tree = node::parse(&text).map_err(|found| anyhow::anyhow!("{}", found.message_en))?;
    let mut list: Vec<_> = check::sense(scenario, &tree)
        .into_iter()
        .map(|found| (found.severity, found.place, finding(scenario, found)))
        .collect();
    list.extend(exercise::lint::lint(scenario).into_iter().map(|found| {
        let place = tree.locate(&check::way(scenario, &found.place));
        (found.severity, place, found)
    }));
    list.sort_by_key(|(severity, place, _)| (*severity, *place));
    let left_off = u32::try_from(list.len().saturating_sub(FINDINGS_MAX)).unwrap_or(u32::MAX);
    let findings = list.into_iter().take(FINDINGS_MAX).map(|(_, _, found)| found).collect();
    Ok(LintReport { findings, left_off })
}

/// A finding of the rules of files, told as the planner's are.
fn finding(scenario: &Scenario, found: Diagnostic) -> LintFinding {
    let Diagnostic { rule, severity, path, message_zh, message_en, .. } = found;
    let (zh, en) = rule.remedy().unwrap_or_default();
    LintFinding {
        rule: rule.word().to_owned(),
        severity,
        place: place(scenario, &path),
        facts: Default::default(),
        message: Bilingual::both(&message_zh, &message_en),
        remedy: Bilingual::both(zh, en),
    }
}

/// Where a path leads: to the thing that it goes through, and the rest of it as the field.
fn place(scenario: &Scenario, path: &str) -> LintPlace {
    let (list, index, rest) = first(path);
    let subject = match (list, index) {
        ("injects", Some(i)) => scenario.injects.get(i).map(|row| LintSubject::Row { row: row.id.clone() }),
        ("departments", Some(i)) => scenario
            .departments
            .get(i)
            .map(|department| LintSubject::Department { department: department.code.clone() }),
        ("phases", Some(i)) => scenario.phases.get(i).map(|phase| LintSubject::Phase { phase: phase.id.clone() }),
        ("staff", Some(i)) => scenario.staff.get(i).map(|seat| LintSubject::Seat { seat: seat.code.clone() }),
        ("objectives", Some(o)) => {
            let Some(objective) = scenario.objectives.get(o) else { return whole(path) };
            if let ("tasks", Some(t), rest) = first(rest)
                && let Some(task) = objective.tasks.get(t)
            {
                return LintPlace { subject: LintSubject::Task { task: task.id.clone() }, field: given(rest) };
            }
            Some(LintSubject::Objective { objective: objective.id.clone() })
        }
        _ => None,
    };
    subject.map_or_else(|| whole(path), |subject| LintPlace { subject, field: given(rest) })
}

fn whole(path: &str) -> LintPlace {
    LintPlace { subject: LintSubject::Scenario {}, field: given(path) }
}

fn given(field: &str) -> Option<String> {
    (!field.is_empty()).then(|| field.to_owned())
}

/// The first key of a path, the index behind it, and what follows.
fn first(path: &str) -> (&str, Option<usize>, &str) {
    let (step, rest) = path.split_once('.').unwrap_or((path, ""));
    match step.split_once('[') {
        Some((key, index)) => (key, index.trim_end_matches(']').parse().ok(), rest),
        None => (step, None, rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{bundled, load};
    use protocol::lint::LintSeverity;

    fn drill() -> Scenario {
        let text = bundled::find("fire-evacuation").expect("it is bundled").yaml;
        load(text.as_bytes()).scenario.expect("it loads")
    }

    fn said(report: &LintReport) -> Vec<(&str, LintSubject, Option<&str>)> {
        let said = |found: &LintFinding| found.place.subject.clone();
        report.findings.iter().map(|one| (one.rule.as_str(), said(one), one.place.field.as_deref())).collect()
    }

    #[test]
    fn a_list_as_it_stands_is_held_to_the_rules_of_files_too() {
        let mut scenario = drill();
        let before = lint(&scenario).expect("it is read");
        let row = scenario.injects[1].id.clone();
        scenario.injects[1].title.en = None;
        scenario.injects[1].tasks.push(protocol::ids::TaskId::parse("nowhere").expect("a code"));
        let report = lint(&scenario).expect("it is read");
        assert_eq!(report.findings.len(), before.findings.len() + 2);
        let subject = LintSubject::Row { row };
        let tasks = format!("tasks[{}]", scenario.injects[1].tasks.len() - 1);
        assert_eq!(said(&report)[0], ("unknown_ref", subject.clone(), Some(tasks.as_str())), "errors first");
        assert!(said(&report).contains(&("missing_language", subject, Some("title"))));
        assert!(report.findings.iter().all(|found| found.remedy.zh.as_ref().is_some_and(|zh| !zh.is_empty())));
        assert_eq!(report.findings[0].severity, LintSeverity::Error);
    }

    #[test]
    fn a_path_leads_to_its_thing() {
        let scenario = drill();
        let task = &scenario.objectives[0].tasks[0].id;
        let of = |path: &str| place(&scenario, path);
        assert_eq!(of("objectives[0].tasks[0].marks[1].target").subject, LintSubject::Task { task: task.clone() });
        assert_eq!(of("objectives[0].tasks[0].marks[1].target").field.as_deref(), Some("marks[1].target"));
        assert_eq!(of("settings.time_zone"), whole("settings.time_zone"));
        assert_eq!(of("staff[0]").field, None);
        assert_eq!(of("injects[9999].id"), whole("injects[9999].id"));
    }
}
