//! What measures and reports rest on: the commits that hold a stamp, named by their numbers.

use crate::area::inject::{Note, Rung};
use crate::state::Mark;
use protocol::document::{Evidence, EvidenceKind};
use protocol::ids::TaskId;
use protocol::time::ExerciseTime;

/// What the state keeps of every commit: enough to rest something on it by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Passed {
    /// Its exercise time: where a replay opens.
    pub at: ExerciseTime,
    /// Who of those that answer for the reports is shown any of it.
    pub shown: Shown,
}

/// Who of those that answer for the reports is shown anything of a commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The director and administrators.
    pub director: bool,
    /// The lead evaluator.
    pub lead: bool,
}

/// A stamp, with the thing that it is of.
pub(crate) fn of_rung(rung: &Rung, kind: EvidenceKind, id: impl ToString) -> Evidence {
    Evidence { seq: rung.seq, at: rung.at.exercise, kind, id: Some(id.to_string()) }
}

/// A stamp of nothing narrower than its commit: STARTEX, a pause.
pub(crate) fn of_commit(rung: &Rung) -> Evidence {
    Evidence { seq: rung.seq, at: rung.at.exercise, kind: EvidenceKind::Commit, id: None }
}

/// A remark, with the thing that it is on.
pub(crate) fn of_note(note: &Note, kind: EvidenceKind, id: impl ToString) -> Evidence {
    Evidence { seq: note.seq, at: note.at.exercise, kind, id: Some(id.to_string()) }
}

/// A mark of a task.
pub(crate) fn of_mark(mark: &Mark, task: &TaskId) -> Evidence {
    Evidence { seq: mark.seq, at: mark.at.exercise, kind: EvidenceKind::Task, id: Some(task.to_string()) }
}

/// Each piece once, in order of the record.
pub(crate) fn once(mut evidence: Vec<Evidence>) -> Vec<Evidence> {
    evidence.sort();
    evidence.dedup();
    evidence
}
