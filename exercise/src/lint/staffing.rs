//! People around the list: who watches a task, what tests an objective, who answers for a row.

use super::{Draft, LintFinding, LintRule, List, named, of_objective, of_row, of_task};
use protocol::ids::DepartmentCode;
use protocol::lint::LintSubject;
use protocol::scenario::Scenario;
use protocol::vocab::Role;
use std::collections::BTreeSet;

pub(super) fn check(list: &List<'_>, found: &mut Vec<LintFinding>) {
    let evaluators = Evaluators::of(list.scenario);
    let tasks = || list.scenario.objectives.iter().flat_map(|objective| &objective.tasks);
    if evaluators == Evaluators::Nobody {
        if tasks().next().is_some() {
            let message = (
                "没有评估席位，没有人评估关键任务".to_owned(),
                "there is no seat of an evaluator: nobody watches the critical tasks".to_owned(),
            );
            let remedy = ("增加 EVA 或 LEV 席位", "add a seat of role EVA or LEV");
            let draft = Draft::new(LintRule::TaskUnwatched, LintSubject::Scenario {}, message, remedy);
            let draft = draft.field("staff").count("count", tasks().count());
            found.push(draft.codes("tasks", tasks().map(|task| task.id.as_str())).into());
        }
    } else {
        for task in tasks() {
            unwatched(list, &evaluators, task, found);
        }
    }
    untested(list, found);
    uncontrolled(list, found);
}

/// What the evaluators of a scenario see among them.
#[derive(PartialEq)]
enum Evaluators<'a> {
    /// There are none.
    Nobody,
    /// Somebody looks at everything.
    Everything,
    /// Each at a department.
    Departments(BTreeSet<&'a DepartmentCode>),
}

impl<'a> Evaluators<'a> {
    /// An evaluator who watches no department in particular looks at all of them. The lead evaluator
    /// brings ratings together and may rate everything; whether one person covers a task is a matter of
    /// where the others are. Where no EVA seat exists at all, the drill is small and the lead evaluator is
    /// its evaluator. Where evaluators are shared out among departments, he sits over their notes: a
    /// department that was left out has nobody beside it, and that is a slip.
    fn of(scenario: &'a Scenario) -> Self {
        let evaluators: Vec<_> = scenario.staff.iter().filter(|seat| seat.role == Role::Evaluator).collect();
        let lead = scenario.staff.iter().any(|seat| seat.role == Role::LeadEvaluator);
        if evaluators.is_empty() {
            return if lead { Self::Everything } else { Self::Nobody };
        }
        let watched: Option<BTreeSet<_>> = evaluators.iter().map(|seat| seat.watches.as_ref()).collect();
        watched.map_or(Self::Everything, Self::Departments)
    }
}

/// A task whose rows all go to departments beside which nobody stands. One that no row serves is a finding
/// where files are read, and one whose rows are not delivered has nobody whom one could stand beside.
fn unwatched(
    list: &List<'_>,
    evaluators: &Evaluators<'_>,
    task: &protocol::scenario::Task,
    found: &mut Vec<LintFinding>,
) {
    let Evaluators::Departments(watched) = evaluators else { return };
    let addressed: BTreeSet<_> = list.serving(&task.id).iter().flat_map(|i| &list.addressed[*i]).copied().collect();
    if addressed.is_empty() || !addressed.is_disjoint(watched) {
        return;
    }
    let names: Vec<&str> = addressed.iter().map(|code| code.as_str()).collect();
    let (id, places) = (&task.id, named(&names));
    let message = (
        format!("任务 {id} 由 {places} 办理，那里没有评估员"),
        format!("task {id} is for {places}, where no evaluator watches"),
    );
    let remedy = (
        "增加负责该单位的 EVA 席位，或让一名评估员不限单位",
        "add a seat of role EVA that watches it, or let an evaluator watch no department in particular",
    );
    let draft = Draft::new(LintRule::TaskUnwatched, of_task(&task.id), message, remedy);
    found.push(draft.codes("departments", names.into_iter()).into());
}

/// An objective is tested where a row that is delivered serves one of its tasks.
fn untested(list: &List<'_>, found: &mut Vec<LintFinding>) {
    for objective in &list.scenario.objectives {
        let tested =
            objective.tasks.iter().any(|task| list.serving(&task.id).iter().any(|i| list.rows()[*i].is_delivered()));
        if tested {
            continue;
        }
        let id = &objective.id;
        let message =
            (format!("目标 {id} 没有任何下发的导调信息检验"), format!("no row that is delivered tests objective {id}"));
        let remedy = ("给它的任务安排触发信息，或删去该目标", "give its tasks a trigger, or take the objective out");
        let draft = Draft::new(LintRule::ObjectiveUntested, of_objective(id), message, remedy).field("tasks");
        let draft = draft.count("count", objective.tasks.len());
        found.push(draft.codes("tasks", objective.tasks.iter().map(|task| task.id.as_str())).into());
    }
}

/// Whoever holds the list may release a row; whose business it is should stand in it. Where no row at
/// all names a controller, the scenario has not shared them out, and that is one decision, not one a row.
fn uncontrolled(list: &List<'_>, found: &mut Vec<LintFinding>) {
    let rows = || list.rows().iter().filter(|row| row.is_delivered() && row.template.is_none());
    if rows().all(|row| row.controller.is_none()) {
        return;
    }
    for row in rows().filter(|row| row.controller.is_none()) {
        let message = (format!("{} 没有责任导调员", row.id), format!("no controller answers for {}", row.id));
        let remedy = ("填写 controller", "name one: `controller`");
        found.push(Draft::new(LintRule::NoController, of_row(&row.id), message, remedy).field("controller").into());
    }
}
