//! Task marks 任务节点: whether a critical task was done during play. The first mark counts.

use crate::apply::Context;
use crate::event::{Event, TaskMarked};
use crate::rejection::Rejection;
use crate::state::{Mark, State};
use protocol::command::MarkTask;
use protocol::ids::{RowId, TaskId};
use protocol::problem::ProblemCode;
use protocol::vocab::TaskOutcome;

pub(crate) fn mark(state: &State, command: &MarkTask) -> Result<Vec<Event>, Rejection> {
    let task = state.tasks.get(&command.task).ok_or_else(|| Rejection::unknown("task"))?;
    if let Some(name) = &command.mark
        && !task.spec.marks.iter().any(|mark| mark.mark == *name)
    {
        return Err(Rejection::unknown("mark"));
    }
    if let Some(first) = task.marks.get(&command.mark) {
        let by = first.who.seat.as_ref().map_or("", |seat| seat.as_str());
        return Err(Rejection::new(ProblemCode::AlreadyDone, format!("marked {} by {by}", first.outcome)));
    }
    Ok(vec![
        TaskMarked {
            task: command.task.clone(),
            mark: command.mark.clone(),
            outcome: command.outcome,
            note: command.note.as_ref().map(ToString::to_string),
            row: None,
        }
        .into(),
    ])
}

/// An expected action that is complete marks its tasks done, where nobody has marked them.
pub(crate) fn marks_of_row(state: &State, row: &RowId, tasks: &[TaskId]) -> Vec<Event> {
    let unmarked = |task: &&TaskId| state.tasks.get(*task).is_some_and(|known| !known.marks.contains_key(&None));
    tasks
        .iter()
        .filter(unmarked)
        .map(|task| {
            let marked = TaskMarked {
                task: task.clone(),
                mark: None,
                outcome: TaskOutcome::Done,
                note: None,
                row: Some(row.clone()),
            };
            marked.into()
        })
        .collect()
}

pub(crate) fn done(state: &State, task: &TaskId) -> bool {
    let mark = state.tasks.get(task).and_then(|task| task.marks.get(&None));
    mark.is_some_and(|mark| mark.outcome == TaskOutcome::Done)
}

pub(crate) fn apply_marked(state: &mut State, event: &TaskMarked, context: &Context) {
    if let Some(task) = state.tasks.get_mut(&event.task) {
        task.marks.entry(event.mark.clone()).or_insert_with(|| Mark {
            outcome: event.outcome,
            at: context.at,
            happened_at: context.happened_at,
            seq: context.seq,
            who: context.who.clone(),
            note: event.note.clone(),
            row: event.row.clone(),
        });
    }
}
