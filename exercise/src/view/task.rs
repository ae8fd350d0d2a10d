//! A critical task and its marks, as control and evaluators see them.

use super::{evaluation, shared};
use crate::state::{Mark, State};
use protocol::ids::{MarkName, TaskId};
use protocol::item;

fn mark(state: &State, name: Option<&MarkName>, mark: &Mark) -> item::TaskMarkView {
    item::TaskMarkView {
        mark: name.cloned(),
        outcome: mark.outcome,
        rung: item::Rung { at: mark.at, by: shared::by(state, &mark.who), happened_at: mark.happened_at },
        note: mark.note.clone(),
        row: mark.row.clone(),
    }
}

pub(super) fn task(state: &State, id: &TaskId) -> Option<item::TaskItem> {
    let task = state.tasks.get(id)?;
    Some(item::TaskItem {
        id: id.clone(),
        objective: task.objective.clone(),
        name: task.spec.name.clone(),
        target: task.spec.target,
        mark_names: task.spec.marks.iter().map(|mark| mark.mark.clone()).collect(),
        mark_titles: task.spec.marks.iter().filter_map(|m| Some((m.mark.clone(), m.name.clone()?))).collect(),
        safety_critical: task.spec.safety_critical,
        weight: task.spec.weight,
        plan_ref: task.spec.plan_ref.as_ref().map(ToString::to_string),
        behaviours: task.spec.behaviours.clone(),
        settled: state.evaluation.settled.get(id).map(|graded| evaluation::rating(state, graded)),
        outcome: task.marks.get(&None).map(|first| mark(state, None, first)),
        marks: task
            .marks
            .iter()
            .filter_map(|(name, first)| name.as_ref().map(|name| mark(state, Some(name), first)))
            .collect(),
    })
}
