//! Every name of a scenario once, so that what refers to it can be found.

use super::super::rule::Rule;
use super::{Found, at};
use protocol::ids::{DepartmentCode, MarkName, ObjectiveId, PhaseId, ResourceKey, RowId, SeatCode, TaskId};
use protocol::resource::Resource;
use protocol::scenario::{Inject, Phase, Recipient, Scenario, StaffSeat};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// The names of a scenario.
pub(super) struct Names<'a> {
    pub(super) departments: HashSet<&'a DepartmentCode>,
    /// The department of each player's seat.
    pub(super) seats: HashMap<&'a SeatCode, &'a DepartmentCode>,
    pub(super) staff: HashMap<&'a SeatCode, &'a StaffSeat>,
    pub(super) phases: HashMap<&'a PhaseId, &'a Phase>,
    pub(super) objectives: HashSet<&'a ObjectiveId>,
    pub(super) tasks: HashSet<&'a TaskId>,
    pub(super) marks: HashSet<(&'a TaskId, &'a MarkName)>,
    pub(super) rows: HashMap<&'a RowId, &'a Inject>,
    pub(super) resources: HashMap<&'a ResourceKey, &'a Resource>,
}

impl<'a> Names<'a> {
    /// Gathers all names and reports the ones given twice.
    pub(super) fn of(scenario: &'a Scenario, found: &mut Found<'_>) -> Self {
        let mut names = Self {
            departments: HashSet::new(),
            seats: HashMap::new(),
            staff: HashMap::new(),
            phases: scenario.phases.iter().map(|phase| (&phase.id, phase)).collect(),
            objectives: scenario.objectives.iter().map(|objective| &objective.id).collect(),
            tasks: HashSet::new(),
            marks: HashSet::new(),
            rows: scenario.injects.iter().map(|row| (&row.id, row)).collect(),
            resources: scenario.resources.iter().map(|resource| (&resource.key, resource)).collect(),
        };
        names.people(scenario, found);
        names.plan(scenario, found);
        names
    }

    fn people(&mut self, scenario: &'a Scenario, found: &mut Found<'_>) {
        let mut seen = HashSet::new();
        for (d, department) in scenario.departments.iter().enumerate() {
            if !self.departments.insert(&department.code) {
                twice(found, at!["departments", d, "code"], &department.code);
            }
            for (s, seat) in department.seats.iter().enumerate() {
                if !seen.insert(&seat.code) {
                    twice(found, at!["departments", d, "seats", s, "code"], &seat.code);
                }
                self.seats.entry(&seat.code).or_insert(&department.code);
            }
        }
        for (s, seat) in scenario.staff.iter().enumerate() {
            if !seen.insert(&seat.code) {
                twice(found, at!["staff", s, "code"], &seat.code);
            }
            self.staff.entry(&seat.code).or_insert(seat);
        }
    }

    fn plan(&mut self, scenario: &'a Scenario, found: &mut Found<'_>) {
        unique(found, "phases", "id", scenario.phases.iter().map(|phase| &phase.id));
        unique(found, "objectives", "id", scenario.objectives.iter().map(|objective| &objective.id));
        unique(found, "report_facts", "key", scenario.report_facts.iter().map(|fact| &fact.key));
        unique(found, "facts", "key", scenario.facts.iter().map(|fact| &fact.key));
        unique(found, "resources", "key", scenario.resources.iter().map(|resource| &resource.key));
        unique(found, "checklists", "department", scenario.checklists.iter().map(|list| &list.department));
        unique(found, "places", "key", scenario.places.iter().map(|place| &place.key));
        unique(found, "injects", "id", scenario.injects.iter().map(|row| &row.id));
        for (o, objective) in scenario.objectives.iter().enumerate() {
            for (t, task) in objective.tasks.iter().enumerate() {
                let path = at!["objectives", o, "tasks", t, "id"];
                if !self.tasks.insert(&task.id) {
                    twice(found, path, &task.id);
                } else if RowId::parse(task.id.as_str()).is_ok_and(|id| self.rows.contains_key(&id)) {
                    // `done` and `not_done` name rows and tasks alike.
                    let (zh, en) =
                        (format!("{} 既是任务又是导调信息", task.id), format!("{} is a task and a row", task.id));
                    found.report(Rule::DuplicateId, path, zh, en);
                }
                for (m, mark) in task.marks.iter().enumerate() {
                    if !self.marks.insert((&task.id, &mark.mark)) {
                        twice(found, at!["objectives", o, "tasks", t, "marks", m, "mark"], &mark.mark);
                    }
                }
            }
        }
    }

    /// The department that a recipient is or sits in, if there is such a one.
    pub(super) fn department_of(&self, recipient: &'a Recipient) -> Option<&'a DepartmentCode> {
        match recipient {
            Recipient::Department(code) => Some(code),
            Recipient::Seat(seat) => self.seats.get(seat).copied(),
        }
    }

    /// Whether a row goes to a department or to a seat of it.
    pub(super) fn receives(&self, row: &'a Inject, department: &DepartmentCode) -> bool {
        row.to.iter().any(|recipient| self.department_of(recipient) == Some(department))
    }
}

/// Reports a name that another has.
pub(super) fn twice(found: &mut Found<'_>, path: &[super::Step<'_>], name: &impl std::fmt::Display) {
    found.report(Rule::DuplicateId, path, format!("{name} 重复"), format!("{name} is used twice"));
}

fn unique<'a, T: Eq + Hash + std::fmt::Display + 'a>(
    found: &mut Found<'_>,
    list: &'static str,
    key: &'static str,
    names: impl Iterator<Item = &'a T>,
) {
    let mut seen = HashSet::new();
    for (index, name) in names.enumerate() {
        if !seen.insert(name) {
            twice(found, at![list, index, key], name);
        }
    }
}

/// Reports a name that nothing has.
pub(super) fn unknown(
    found: &mut Found<'_>,
    path: &[super::Step<'_>],
    zh: &str,
    en: &str,
    name: &impl std::fmt::Display,
) {
    found.report(Rule::UnknownRef, path, format!("没有名为 {name} 的{zh}"), format!("there is no {en} {name}"));
}
