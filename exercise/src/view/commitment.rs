//! Claims and commitments: control and evaluators see all, incident command too, a department what it
//! recorded, promised or answers for, the residents' side every promise. Whether a promise goes
//! beyond authority is told to those who judge it.

use super::shared;
use crate::area::inject::{Note, Rung};
use crate::state::State;
use protocol::ids::{ClaimId, CommitmentId, DepartmentCode};
use protocol::item;

/// `viewer` is a department; control and evaluators are none.
pub(super) fn claim(state: &State, id: ClaimId, viewer: Option<&DepartmentCode>) -> Option<item::ClaimItem> {
    let claim = state.claims.get(&id)?;
    if viewer.is_some_and(|code| claim.department != *code && !state.is_command(code)) {
        return None;
    }
    let rung = |rung: &Rung| match viewer {
        Some(_) => shared::rung_for_players(state, rung),
        None => shared::rung(state, rung),
    };
    Some(item::ClaimItem {
        id,
        number: claim.number,
        department: claim.department.clone(),
        recorded: rung(&claim.recorded),
        text: claim.text.clone(),
        from: claim.from.clone(),
        // Another department's delivery is nothing that this viewer holds.
        about: claim.about.filter(|_| viewer.is_none_or(|code| claim.department == *code)),
        read_back: claim.read_back.as_ref().map(rung),
        answered: claim.answered.as_ref().map(|note| noted(state, note, viewer)),
    })
}

pub(super) fn commitment(
    state: &State,
    id: CommitmentId,
    viewer: Option<&DepartmentCode>,
    judges: bool,
) -> Option<item::CommitmentItem> {
    let commitment = state.commitments.get(&id)?;
    if viewer.is_some_and(|code| !commitment.concerns(code) && !state.is_command(code)) {
        return None;
    }
    let rung = |rung: &Rung| if judges { shared::rung(state, rung) } else { shared::rung_for_players(state, rung) };
    let what = &commitment.what;
    let judged = commitment.judged.as_ref().filter(|_| judges);
    Some(item::CommitmentItem {
        id,
        number: commitment.number,
        department: what.department.clone(),
        owner: what.owner.clone(),
        made: rung(&commitment.made),
        text: what.text.clone(),
        person: what.person.clone(),
        due: what.due.clone(),
        due_at: what.due_at.map(protocol::time::ExerciseTime::at),
        told_by: what.told_by.clone(),
        checker: what.checker.clone(),
        complete: commitment.complete(),
        claim: what.claim,
        replaces: what.replaces,
        reason: what.reason.clone(),
        confirmed: commitment.confirmed.as_ref().map(rung),
        overdue: commitment.overdue,
        outcome: commitment.settled.as_ref().map(|(outcome, _)| *outcome),
        settled: commitment
            .settled
            .as_ref()
            .map(|(_, note)| if judges { shared::noted(state, note) } else { shared::noted_for_players(note) }),
        beyond_authority: judged.map(|(beyond, _)| *beyond),
        judged: judged.map(|(_, note)| shared::noted(state, note)),
    })
}

fn noted(state: &State, note: &Note, viewer: Option<&DepartmentCode>) -> item::Noted {
    match viewer {
        Some(_) => shared::noted_for_players(note),
        None => shared::noted(state, note),
    }
}
