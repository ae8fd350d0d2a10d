//! Claims 诉求 and commitments 承诺事项: what residents ask, what was promised to them, and what became
//! of it. A promise is complete when it says who answers for it, by when, how residents will be told
//! and who checks; it is never changed, another one takes its place.

use crate::actor::Seated;
use crate::apply::Context;
use crate::area::inject::{Note, Rung, receipt};
use crate::commit::Ids;
use crate::event::{
    ClaimAnswered, ClaimReadBack, ClaimRecorded, CommitmentConfirmed, CommitmentJudged, CommitmentMade,
    CommitmentOverdue, CommitmentSettled, Event,
};
use crate::limits::LEDGER_MAX;
use crate::number;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{AnswerClaim, JudgeCommitment, MakeCommitment, RecordClaim, SettleCommitment};
use protocol::ids::{ClaimId, CommitmentId, DeliveryId, DepartmentCode};
use protocol::problem::ProblemCode;
use protocol::time::ExerciseTime;
use protocol::vocab::{CommitmentOutcome, Role};

/// What residents ask.
#[derive(Clone, Debug)]
pub struct Claim {
    pub(crate) number: u32,
    pub(crate) department: DepartmentCode,
    pub(crate) recorded: Rung,
    pub(crate) text: String,
    pub(crate) from: String,
    pub(crate) about: Option<DeliveryId>,
    pub(crate) read_back: Option<Rung>,
    pub(crate) answered: Option<Note>,
}

/// What was promised to residents.
#[derive(Clone, Debug)]
pub struct Commitment {
    pub(crate) number: u32,
    pub(crate) made: Rung,
    pub(crate) what: CommitmentMade,
    pub(crate) confirmed: Option<Rung>,
    pub(crate) overdue: bool,
    pub(crate) settled: Option<(CommitmentOutcome, Note)>,
    pub(crate) judged: Option<(bool, Note)>,
}

impl Commitment {
    /// All five: what, who, by when, how it is told, who checks (domain word 五项齐全).
    pub(crate) fn complete(&self) -> bool {
        let what = &self.what;
        what.person.is_some() && what.due.is_some() && what.told_by.is_some() && what.checker.is_some()
    }

    /// Whether a department promised it or answers for it.
    pub(crate) fn concerns(&self, department: &DepartmentCode) -> bool {
        self.what.department == *department || self.what.owner == *department
    }

    /// Its moment within the exercise, while that still matters.
    pub(crate) fn waits_until(&self) -> Option<ExerciseTime> {
        self.what.due_at.filter(|_| self.settled.is_none() && !self.overdue).map(ExerciseTime::at)
    }
}

fn own_department(seated: &Seated) -> Result<DepartmentCode, Rejection> {
    seated.department.clone().ok_or_else(|| ProblemCode::NotAllowed.into())
}

/// A claim that this seat may work on: its own department's, or any for incident command.
fn claim<'a>(state: &'a State, id: ClaimId, seated: &Seated) -> Result<&'a Claim, Rejection> {
    let department = own_department(seated)?;
    let command = state.is_command(&department);
    let claim = state.claims.get(&id).filter(|claim| command || claim.department == department);
    claim.ok_or_else(|| Rejection::unknown("claim"))
}

pub(crate) fn record(
    state: &State,
    command: &RecordClaim,
    seated: &Seated,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    let department = own_department(seated)?;
    if state.claims.len() >= LEDGER_MAX {
        return Err(ProblemCode::Full.into());
    }
    if let Some(about) = command.about {
        receipt::own(state, about, seated).map_err(|rejection| rejection.at("about"))?;
    }
    let (text, from) = (command.text.to_string(), command.from.to_string());
    Ok(vec![ClaimRecorded { id: ClaimId(ids.next()), department, text, from, about: command.about }.into()])
}

pub(crate) fn read_back(state: &State, id: ClaimId, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    if claim(state, id, seated)?.read_back.is_some() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was read back"));
    }
    Ok(vec![ClaimReadBack { claim: id }.into()])
}

pub(crate) fn answer(state: &State, command: &AnswerClaim, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    claim(state, command.claim, seated)?;
    Ok(vec![ClaimAnswered { claim: command.claim, text: command.text.to_string() }.into()])
}

pub(crate) fn make(
    state: &State,
    command: &MakeCommitment,
    seated: &Seated,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    let department = own_department(seated)?;
    if state.commitments.len() >= LEDGER_MAX {
        return Err(ProblemCode::Full.into());
    }
    let owner = command.owner.clone().unwrap_or_else(|| department.clone());
    if !state.desks.contains_key(&owner) {
        return Err(Rejection::unknown("owner"));
    }
    if let Some(id) = command.claim
        && !state.claims.contains_key(&id)
    {
        return Err(Rejection::unknown("claim"));
    }
    if let Some(id) = command.replaces {
        let before = state.commitments.get(&id).filter(|before| before.concerns(&department));
        let before = before.ok_or_else(|| Rejection::unknown("replaces"))?;
        if before.settled.is_some() {
            return Err(Rejection::new(ProblemCode::AlreadyDone, "it is settled").at("replaces"));
        }
        if command.reason.is_none() {
            return Err(Rejection::new(ProblemCode::Incomplete, "a promise is changed for a reason").at("reason"));
        }
    }
    let words = |text: &Option<protocol::text::Label>| text.as_ref().map(ToString::to_string);
    Ok(vec![
        CommitmentMade {
            id: CommitmentId(ids.next()),
            department,
            owner,
            text: command.text.to_string(),
            person: words(&command.person),
            due: words(&command.due),
            due_at: command.due_at,
            told_by: words(&command.told_by),
            checker: words(&command.checker),
            claim: command.claim,
            replaces: command.replaces,
            reason: command.reason.as_ref().map(ToString::to_string),
        }
        .into(),
    ])
}

fn open(state: &State, id: CommitmentId) -> Result<&Commitment, Rejection> {
    let known = state.commitments.get(&id).ok_or_else(|| Rejection::unknown("commitment"))?;
    match &known.settled {
        Some((outcome, _)) => Err(Rejection::new(ProblemCode::AlreadyDone, format!("it is {outcome}"))),
        None => Ok(known),
    }
}

pub(crate) fn confirm(state: &State, id: CommitmentId) -> Result<Vec<Event>, Rejection> {
    if open(state, id)?.confirmed.is_some() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was confirmed"));
    }
    Ok(vec![CommitmentConfirmed { commitment: id }.into()])
}

pub(crate) fn settle(state: &State, command: &SettleCommitment, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let known = open(state, command.commitment)?;
    let may = seated.role != Role::Player || seated.department.as_ref().is_some_and(|own| known.concerns(own));
    if !may {
        return Err(Rejection::unknown("commitment"));
    }
    if command.outcome == CommitmentOutcome::Changed {
        return Err(Rejection::new(ProblemCode::OutOfRange, "another commitment takes its place").at("outcome"));
    }
    let note = command.note.as_ref().map(ToString::to_string);
    Ok(vec![CommitmentSettled { commitment: command.commitment, outcome: command.outcome, note }.into()])
}

pub(crate) fn judge(state: &State, command: &JudgeCommitment) -> Result<Vec<Event>, Rejection> {
    let known = state.commitments.get(&command.commitment).ok_or_else(|| Rejection::unknown("commitment"))?;
    if known.judged.as_ref().is_some_and(|(beyond, _)| *beyond == command.beyond_authority) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was judged so"));
    }
    let note = command.note.as_ref().map(ToString::to_string);
    let (commitment, beyond_authority) = (command.commitment, command.beyond_authority);
    Ok(vec![CommitmentJudged { commitment, beyond_authority, note }.into()])
}

/// Promises whose moment within the exercise has passed.
pub(crate) fn due(state: &State, now: ExerciseTime) -> Vec<Event> {
    let late = |commitment: &Commitment| commitment.waits_until().is_some_and(|at| at <= now);
    let overdue = state.commitments.iter().filter(|(_, commitment)| late(commitment));
    overdue.map(|(id, _)| CommitmentOverdue { commitment: *id }.into()).collect()
}

/// The moments at which [`due`] may have something to say.
pub(crate) fn moments(state: &State) -> impl Iterator<Item = ExerciseTime> + '_ {
    state.commitments.values().filter_map(Commitment::waits_until)
}

// -- apply -------------------------------------------------------------------------------------

fn note(context: &Context, text: &str) -> Note {
    context.note(text)
}

pub(crate) fn apply_recorded(state: &mut State, event: &ClaimRecorded, context: &Context) {
    let claim = Claim {
        number: number::next(state.claims.len()),
        department: event.department.clone(),
        recorded: context.rung(),
        text: event.text.clone(),
        from: event.from.clone(),
        about: event.about,
        read_back: None,
        answered: None,
    };
    state.claims.insert(event.id, claim);
}

pub(crate) fn apply_read_back(state: &mut State, id: ClaimId, context: &Context) {
    if let Some(claim) = state.claims.get_mut(&id) {
        claim.read_back.get_or_insert_with(|| context.rung());
    }
}

pub(crate) fn apply_answered(state: &mut State, event: &ClaimAnswered, context: &Context) {
    if let Some(claim) = state.claims.get_mut(&event.claim) {
        claim.answered = Some(note(context, &event.text));
    }
}

pub(crate) fn apply_made(state: &mut State, event: &CommitmentMade, context: &Context) {
    if let Some(before) = event.replaces.and_then(|id| state.commitments.get_mut(&id)) {
        let why = note(context, event.reason.as_deref().unwrap_or_default());
        before.settled.get_or_insert((CommitmentOutcome::Changed, why));
    }
    let commitment = Commitment {
        number: number::next(state.commitments.len()),
        made: context.rung(),
        what: event.clone(),
        confirmed: None,
        overdue: false,
        settled: None,
        judged: None,
    };
    state.commitments.insert(event.id, commitment);
}

pub(crate) fn apply_confirmed(state: &mut State, id: CommitmentId, context: &Context) {
    if let Some(commitment) = state.commitments.get_mut(&id) {
        commitment.confirmed.get_or_insert_with(|| context.rung());
    }
}

pub(crate) fn apply_settled(state: &mut State, event: &CommitmentSettled, context: &Context) {
    if let Some(commitment) = state.commitments.get_mut(&event.commitment) {
        let words = note(context, event.note.as_deref().unwrap_or_default());
        commitment.settled.get_or_insert((event.outcome, words));
    }
}

pub(crate) fn apply_judged(state: &mut State, event: &CommitmentJudged, context: &Context) {
    if let Some(commitment) = state.commitments.get_mut(&event.commitment) {
        commitment.judged = Some((event.beyond_authority, note(context, event.note.as_deref().unwrap_or_default())));
    }
}

pub(crate) fn apply_overdue(state: &mut State, id: CommitmentId) {
    if let Some(commitment) = state.commitments.get_mut(&id) {
        commitment.overdue = true;
    }
}

/// The story begins again.
pub(crate) fn reset(state: &mut State) {
    state.claims.clear();
    state.commitments.clear();
}
