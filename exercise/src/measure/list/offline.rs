//! M27, and what is subtracted before people are judged: spans in which a department had no seat with a
//! connection although somebody sat there.

use crate::state::State;
use protocol::ids::DepartmentCode;
use protocol::vocab::Presence;
use std::collections::BTreeMap;

/// A span of exercise time without any connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub from: i64,
    pub to: i64,
    /// Number of the commit that says so.
    pub seq: u64,
}

impl Span {
    /// Milliseconds of it within another span.
    pub(super) fn within(&self, from: i64, to: i64) -> i64 {
        (self.to.min(to) - self.from.max(from)).max(0)
    }
}

/// Spans of a department, in order; those that last end with the last commit.
pub(super) fn spans(state: &State, department: &DepartmentCode) -> Vec<Span> {
    let end = state.until().exercise.0;
    // Change in seats that are taken, and in those of them that are away, at each moment.
    let mut steps: BTreeMap<i64, (i64, i64, u64)> = BTreeMap::new();
    let mut step = |at: i64, taken: i64, away: i64, seq: u64| {
        let step = steps.entry(at).or_default();
        *step = (step.0 + taken, step.1 + away, step.2.max(seq));
    };
    let seats = state.desks.get(department).map(|desk| desk.seats.as_slice()).unwrap_or_default();
    for seat in seats.iter().filter_map(|code| state.seats.get(code)) {
        let Some(taken) = seat.first_taken else { continue };
        step(taken.exercise.0, 1, 0, 0);
        if seat.presence == Presence::Vacant
            && let Some(left) = seat.since
        {
            step(left.exercise.0, -1, 0, 0);
        }
        for absence in &seat.absences {
            step(absence.from.exercise.0, 0, 1, absence.seq);
            step(absence.to.map_or(end, |to| to.exercise.0), 0, -1, 0);
        }
    }
    let (mut taken, mut away, mut since) = (0, 0, None::<(i64, u64)>);
    let mut spans = Vec::new();
    for (at, (taken_by, away_by, seq)) in steps {
        taken += taken_by;
        away += away_by;
        let dark = taken > 0 && away >= taken;
        match (dark, since) {
            (true, None) => since = Some((at, seq)),
            (false, Some((from, seq))) => {
                spans.push(Span { from, to: at, seq });
                since = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    spans.extend(since.map(|(from, seq)| Span { from, to: end, seq }));
    spans.retain(|span| span.to > span.from);
    spans
}
