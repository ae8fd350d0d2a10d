//! Improvement 改进: findings of the evaluation and corrective actions that answer them.
//!
//! An action is open until somebody answers for it by a day, and done only when somebody else has
//! verified it: whoever submits the evidence does not verify it.

use crate::apply::Context;
use crate::area::inject::{Note, Rung};
use crate::commit::Ids;
use crate::event::{
    ActionAssigned, ActionMoved, ActionOpened, EarlierFindingsNoted, Event, FindingRecorded, FindingWithdrawn,
};
use crate::limits::IMPROVEMENTS_MAX;
use crate::number;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{AssignAction, MoveAction, OpenAction, RecordFinding, WithdrawFinding};
use protocol::ids::{ActionId, DepartmentCode, FindingId, SeatCode};
use protocol::improvement::{ActionStage as Stage, FindingKind};
use protocol::problem::ProblemCode;
use protocol::recheck::{EarlierFinding, RecheckResult};
use protocol::time::Stamp;
use std::collections::{BTreeMap, BTreeSet};

/// A finding 发现.
#[derive(Clone, Debug)]
pub struct Finding {
    pub(crate) number: u32,
    pub(crate) what: FindingRecorded,
    pub(crate) rung: Rung,
    pub(crate) withdrawn: Option<Note>,
}

/// A corrective action 整改措施.
#[derive(Clone, Debug)]
pub struct Action {
    pub(crate) number: u32,
    pub(crate) what: ActionOpened,
    pub(crate) stage: Stage,
    pub(crate) rung: Rung,
    pub(crate) steps: Vec<Step>,
    /// When something of it changed last.
    pub(crate) changed: Stamp,
}

/// A step of an action.
#[derive(Clone, Debug)]
pub struct Step {
    pub(crate) rung: Rung,
    pub(crate) what: ActionMoved,
    /// What another exercise came to that looked at it again.
    pub(crate) check: Option<RecheckResult>,
}

/// Findings and actions of an exercise.
#[derive(Clone, Debug, Default)]
pub struct Improvement {
    pub(crate) findings: BTreeMap<FindingId, Finding>,
    pub(crate) actions: BTreeMap<ActionId, Action>,
    /// What earlier exercises found.
    pub(crate) earlier: Vec<Earlier>,
}

/// What an earlier exercise found, and when this one was told.
#[derive(Clone, Debug)]
pub struct Earlier {
    pub(crate) what: EarlierFinding,
    pub(crate) rung: Rung,
}

impl Improvement {
    /// Findings that stand, in the order in which they were made.
    #[must_use]
    pub fn standing(&self) -> Vec<(&FindingId, &Finding)> {
        let mut list: Vec<_> = self.findings.iter().filter(|(_, one)| one.withdrawn.is_none()).collect();
        list.sort_by_key(|(_, one)| one.number);
        list
    }

    /// Actions in the order in which they were opened.
    #[must_use]
    pub fn in_order(&self) -> Vec<(&ActionId, &Action)> {
        let mut list: Vec<_> = self.actions.iter().collect();
        list.sort_by_key(|(_, one)| one.number);
        list
    }
}

/// What is to improve by the findings of this exercise, as another one is told of it.
#[must_use]
pub fn to_improve(state: &State) -> Vec<EarlierFinding> {
    let standing = state.improvement.standing().into_iter().map(|(_, finding)| finding);
    let improve = standing.filter(|finding| finding.what.kind == FindingKind::Improvement);
    improve
        .map(|finding| EarlierFinding {
            exercise: state.id,
            exercise_title: state.title().clone(),
            number: finding.number,
            at: finding.rung.at.wall,
            text: finding.what.text.clone(),
            task: finding.what.task.clone(),
            reference: finding.what.reference.clone(),
        })
        .collect()
}

/// Findings of earlier exercises that one of this exercise repeats: the same task, or the same clause of a
/// plan. What went well is no repetition.
pub(crate) fn repeats<'a>(state: &'a State, what: &FindingRecorded) -> Vec<&'a Earlier> {
    let same_task = |one: &EarlierFinding| one.task.is_some() && one.task == what.task;
    let clause =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let same_clause =
        |one: &EarlierFinding| clause(&one.reference).is_some() && clause(&one.reference) == clause(&what.reference);
    if what.kind != FindingKind::Improvement {
        return Vec::new();
    }
    state.improvement.earlier.iter().filter(|one| same_task(&one.what) || same_clause(&one.what)).collect()
}

/// What earlier exercises found comes in, each finding once; the latest where there are too many.
pub(crate) fn note_earlier(state: &State, mut findings: Vec<EarlierFinding>) -> Vec<Event> {
    let mut here: BTreeSet<_> =
        state.improvement.earlier.iter().map(|one| (one.what.exercise, one.what.number)).collect();
    findings.retain(|one| one.exercise != state.id && here.insert((one.exercise, one.number)));
    findings.sort_by_key(|one| std::cmp::Reverse(one.at));
    findings.truncate(IMPROVEMENTS_MAX.saturating_sub(state.improvement.earlier.len()));
    if findings.is_empty() { Vec::new() } else { vec![EarlierFindingsNoted { findings }.into()] }
}

pub(crate) fn apply_earlier(state: &mut State, event: &EarlierFindingsNoted, context: &Context) {
    let told = event.findings.iter().map(|what| Earlier { what: what.clone(), rung: context.rung() });
    state.improvement.earlier.extend(told);
}

fn words(text: Option<&impl ToString>) -> Option<String> {
    text.map(ToString::to_string)
}

pub(crate) fn record(state: &State, command: &RecordFinding, ids: &mut Ids) -> Result<Vec<Event>, Rejection> {
    if state.improvement.findings.len() >= IMPROVEMENTS_MAX {
        return Err(ProblemCode::Full.into());
    }
    let known = |code: &DepartmentCode| state.desks.contains_key(code);
    if command.department.as_ref().is_some_and(|code| !known(code)) {
        return Err(Rejection::unknown("department"));
    }
    if command.task.as_ref().is_some_and(|task| !state.tasks.contains_key(task)) {
        return Err(Rejection::unknown("task"));
    }
    if command.objective.as_ref().is_some_and(|one| !state.objectives.contains_key(one)) {
        return Err(Rejection::unknown("objective"));
    }
    if command.observations.iter().any(|id| !state.evaluation.observations.contains_key(id)) {
        return Err(Rejection::unknown("observations"));
    }
    // The record is what a finding rests on: a number that it does not have yet bears nothing out.
    if command.commits.iter().any(|seq| *seq == 0 || *seq > state.seq) {
        return Err(Rejection::unknown("commits"));
    }
    Ok(vec![
        FindingRecorded {
            id: FindingId(ids.next()),
            kind: command.kind,
            area: command.area,
            text: command.text.to_string(),
            analysis: words(command.analysis.as_ref()),
            reference: words(command.reference.as_ref()),
            objective: command.objective.clone(),
            task: command.task.clone(),
            department: command.department.clone(),
            observations: command.observations.clone(),
            commits: command.commits.clone(),
        }
        .into(),
    ])
}

pub(crate) fn withdraw(state: &State, command: &WithdrawFinding) -> Result<Vec<Event>, Rejection> {
    let finding = state.improvement.findings.get(&command.finding).ok_or_else(|| Rejection::unknown("finding"))?;
    if finding.withdrawn.is_some() {
        return Err(ProblemCode::AlreadyDone.into());
    }
    Ok(vec![FindingWithdrawn { finding: command.finding, reason: command.reason.to_string() }.into()])
}

pub(crate) fn open(state: &State, command: &OpenAction, ids: &mut Ids) -> Result<Vec<Event>, Rejection> {
    if state.improvement.actions.len() >= IMPROVEMENTS_MAX {
        return Err(ProblemCode::Full.into());
    }
    if command.finding.as_ref().is_some_and(|id| !state.improvement.findings.contains_key(id)) {
        return Err(Rejection::unknown("finding"));
    }
    Ok(vec![
        ActionOpened {
            id: ActionId(ids.next()),
            finding: command.finding,
            area: command.area,
            problem: command.problem.to_string(),
            cause: words(command.cause.as_ref()),
            measure: command.measure.to_string(),
            element: command.element,
            unit: words(command.unit.as_ref()),
            person: words(command.person.as_ref()),
            due: command.due,
            verifier: words(command.verifier.as_ref()),
            proof: words(command.proof.as_ref()),
        }
        .into(),
    ])
}

fn action(state: &State, id: ActionId) -> Result<&Action, Rejection> {
    state.improvement.actions.get(&id).ok_or_else(|| Rejection::unknown("action"))
}

fn ended(action: &Action) -> Result<(), Rejection> {
    match action.stage {
        Stage::Verified | Stage::Waived => {
            Err(Rejection::new(ProblemCode::AlreadyDone, format!("the action is {}", action.stage)))
        }
        Stage::Open | Stage::Assigned | Stage::InProgress | Stage::Submitted | Stage::Returned => Ok(()),
    }
}

pub(crate) fn assign(state: &State, command: &AssignAction) -> Result<Vec<Event>, Rejection> {
    ended(action(state, command.action)?)?;
    Ok(vec![
        ActionAssigned {
            action: command.action,
            unit: words(command.unit.as_ref()),
            person: words(command.person.as_ref()),
            due: command.due,
            verifier: words(command.verifier.as_ref()),
        }
        .into(),
    ])
}

/// Life cycle c.4 of a corrective action.
const fn may_follow(from: Stage, to: Stage) -> bool {
    match to {
        Stage::Open | Stage::Assigned => false,
        Stage::InProgress => matches!(from, Stage::Open | Stage::Assigned | Stage::Returned),
        Stage::Submitted => matches!(from, Stage::Assigned | Stage::InProgress | Stage::Returned),
        Stage::Verified | Stage::Returned => matches!(from, Stage::Submitted),
        Stage::Waived => !matches!(from, Stage::Verified | Stage::Waived),
    }
}

pub(crate) fn step(state: &State, command: &MoveAction, seat: &SeatCode) -> Result<Vec<Event>, Rejection> {
    let known = action(state, command.action)?;
    ended(known)?;
    if !may_follow(known.stage, command.to) {
        let detail = format!("an action that is {} does not become {}", known.stage, command.to);
        return Err(Rejection::new(ProblemCode::OutOfRange, detail).at("to"));
    }
    if matches!(command.to, Stage::Returned | Stage::Waived) && command.note.is_none() {
        return Err(Rejection::new(ProblemCode::Incomplete, "say why").at("note"));
    }
    let submitter = known.steps.last().and_then(|step| step.rung.who.seat.as_ref());
    if command.to == Stage::Verified && submitter == Some(seat) {
        return Err(Rejection::new(ProblemCode::NotAllowed, "somebody else verifies what one has submitted"));
    }
    Ok(vec![
        ActionMoved {
            action: command.action,
            to: command.to,
            note: words(command.note.as_ref()),
            files: command.files.clone(),
        }
        .into(),
    ])
}

/// Somebody answers for it, by a day.
fn assigned(what: &ActionOpened) -> bool {
    what.due.is_some() && (what.unit.is_some() || what.person.is_some())
}

pub(crate) fn apply_recorded(state: &mut State, event: &FindingRecorded, context: &Context) {
    let number = number::next(state.improvement.findings.len());
    let finding = Finding { number, what: event.clone(), rung: context.rung(), withdrawn: None };
    state.improvement.findings.insert(event.id, finding);
}

pub(crate) fn apply_withdrawn(state: &mut State, event: &FindingWithdrawn, context: &Context) {
    if let Some(finding) = state.improvement.findings.get_mut(&event.finding) {
        finding.withdrawn = Some(context.note(&event.reason));
    }
}

pub(crate) fn apply_opened(state: &mut State, event: &ActionOpened, context: &Context) {
    let number = number::next(state.improvement.actions.len());
    let stage = if assigned(event) { Stage::Assigned } else { Stage::Open };
    let action =
        Action { number, what: event.clone(), stage, rung: context.rung(), steps: Vec::new(), changed: context.at };
    state.improvement.actions.insert(event.id, action);
}

pub(crate) fn apply_assigned(state: &mut State, event: &ActionAssigned, context: &Context) {
    let Some(action) = state.improvement.actions.get_mut(&event.action) else { return };
    action.changed = context.at;
    let what = &mut action.what;
    what.unit = event.unit.clone().or_else(|| what.unit.take());
    what.person = event.person.clone().or_else(|| what.person.take());
    what.due = event.due.or(what.due);
    what.verifier = event.verifier.clone().or_else(|| what.verifier.take());
    if action.stage == Stage::Open && assigned(&action.what) {
        action.stage = Stage::Assigned;
    }
}

pub(crate) fn apply_moved(state: &mut State, event: &ActionMoved, context: &Context) {
    if let Some(action) = state.improvement.actions.get_mut(&event.action) {
        action.stage = event.to;
        action.changed = context.at;
        action.steps.push(Step { rung: context.rung(), what: event.clone(), check: None });
    }
}
