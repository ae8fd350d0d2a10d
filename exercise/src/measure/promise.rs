//! M19 commitments and the claims they answer, per department: numbers with the evidence behind them.

use crate::area::commitment::Commitment;
use crate::number;
use crate::state::State;
use protocol::ids::{ClaimId, CommitmentId, DepartmentCode};
use protocol::vocab::CommitmentOutcome;
use serde::Serialize;

/// Claims and commitments of one department.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PromiseMeasure {
    /// The department that recorded and promised.
    pub department: DepartmentCode,
    /// Claims recorded.
    pub claims: u32,
    /// … read back to whoever made them.
    pub read_back: u32,
    /// … answered.
    pub answered: u32,
    /// Commitments made, those that replace another among them.
    pub made: u32,
    /// … that say who, by when, how it is told and who checks.
    pub complete: u32,
    /// … that the residents' side has confirmed.
    pub confirmed: u32,
    /// … judged to go beyond authority.
    pub beyond_authority: u32,
    /// … kept.
    pub kept: u32,
    /// … broken.
    pub broken: u32,
    /// … changed.
    pub changed: u32,
    /// … whose moment within the exercise passed before they were settled.
    pub overdue: u32,
    /// The claims.
    pub claim_ids: Vec<ClaimId>,
    /// The commitments.
    pub commitment_ids: Vec<CommitmentId>,
}

/// Every department that recorded or promised something, in order of codes.
#[must_use]
pub fn promise_measures(state: &State) -> Vec<PromiseMeasure> {
    let measure = |department: &DepartmentCode| {
        let claims: Vec<_> = state.claims.iter().filter(|(_, claim)| claim.department == *department).collect();
        let made: Vec<_> = state.commitments.iter().filter(|(_, one)| one.what.department == *department).collect();
        let count =
            |test: &dyn Fn(&Commitment) -> bool| number::count(made.iter().filter(|(_, one)| test(one)).count());
        let ended =
            |as_: CommitmentOutcome| count(&|one| one.settled.as_ref().is_some_and(|(outcome, _)| *outcome == as_));
        PromiseMeasure {
            department: department.clone(),
            claims: number::count(claims.len()),
            read_back: number::count(claims.iter().filter(|(_, claim)| claim.read_back.is_some()).count()),
            answered: number::count(claims.iter().filter(|(_, claim)| claim.answered.is_some()).count()),
            made: number::count(made.len()),
            complete: count(&Commitment::complete),
            confirmed: count(&|one| one.confirmed.is_some()),
            beyond_authority: count(&|one| one.judged.as_ref().is_some_and(|(beyond, _)| *beyond)),
            kept: ended(CommitmentOutcome::Kept),
            broken: ended(CommitmentOutcome::Broken),
            changed: ended(CommitmentOutcome::Changed),
            overdue: count(&|one| one.overdue),
            claim_ids: claims.iter().map(|(id, _)| **id).collect(),
            commitment_ids: made.iter().map(|(id, _)| **id).collect(),
        }
    };
    let said_something = |measure: &PromiseMeasure| measure.claims + measure.made > 0;
    state.desks.keys().map(measure).filter(said_something).collect()
}
