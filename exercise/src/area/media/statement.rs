//! Statements: drafted, cosigned, held against the picture, approved, published, corrected.
//!
//! What is open of a statement is pointed out and forbids nothing by itself: incident command may
//! approve all the same and says why. Players publish what is approved. Control may record that one
//! went out without, because that happens, and the gates count it.

use super::{Release, Statement, marks, post};
use crate::actor::Seated;
use crate::apply::Context;
use crate::area::comms::confirms;
use crate::area::inject::Note;
use crate::commit::Ids;
use crate::event::{
    Draft, Event, StatementApproved, StatementCosigned, StatementDrafted, StatementObjected, StatementPublished,
    StatementReturned, StatementRevised, StatementWithdrawn,
};
use crate::limits::STATEMENTS_MAX;
use crate::number;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{
    ApproveStatement, DraftStatement, ObjectToStatement, ReturnStatement, ReviseStatement, WithdrawStatement,
};
use protocol::ids::{DepartmentCode, FactKey, PostId, StatementId};
use protocol::media::{FigureCheck, FigureVerdict, PostFinding, QuotedFigure, StatementGate, StatementStage};
use protocol::problem::ProblemCode;
use protocol::vocab::Role;
use std::collections::{BTreeMap, BTreeSet};

/// Its figures, held against what incident command has confirmed by now.
pub(crate) fn figures(state: &State, statement: &Statement) -> Vec<FigureCheck> {
    let check = |figure: &QuotedFigure| {
        let fact = state.facts.get(&figure.fact);
        let confirmed = fact.and_then(|fact| fact.confirmed(state)).map(|(_, report)| report.value.clone());
        let verdict = match &confirmed {
            Some(value) if *value == figure.value => FigureVerdict::Agrees,
            Some(_) => FigureVerdict::Contradicts,
            None => FigureVerdict::Unconfirmed,
        };
        FigureCheck { fact: figure.fact.clone(), said: figure.value.clone(), confirmed, verdict }
    };
    statement.draft.figures.iter().map(check).collect()
}

/// What is open of it by now.
pub(crate) fn gates(state: &State, statement: &Statement) -> Vec<StatementGate> {
    let figures = figures(state, statement);
    let any = |verdict| figures.iter().any(|figure| figure.verdict == verdict);
    // That nothing is known yet is a finding too, but none that a statement could rest on.
    let verified = |id: &PostId| {
        let post = state.media.posts.get(id);
        post.is_some_and(|post| post.checks.iter().any(|check| check.finding != PostFinding::Open))
    };
    let open = [
        (StatementGate::Approval, statement.approved.is_none()),
        (StatementGate::Contradiction, any(FigureVerdict::Contradicts)),
        (StatementGate::Unconfirmed, any(FigureVerdict::Unconfirmed)),
        (StatementGate::PersonalData, !statement.draft.no_personal_data),
        (StatementGate::Cosignature, !statement.all_cosigned()),
        (StatementGate::Verification, !statement.draft.answers.iter().all(verified)),
    ];
    open.into_iter().filter(|(_, open)| *open).map(|(gate, _)| gate).collect()
}

fn own_department(seated: &Seated) -> Result<DepartmentCode, Rejection> {
    seated.department.clone().ok_or_else(|| ProblemCode::NotAllowed.into())
}

fn known(state: &State, id: StatementId) -> Result<&Statement, Rejection> {
    state.media.statements.get(&id).ok_or_else(|| Rejection::unknown("statement"))
}

/// A statement of the seat's own department.
fn own<'a>(state: &'a State, id: StatementId, seated: &Seated) -> Result<&'a Statement, Rejection> {
    let department = own_department(seated)?;
    known(state, id).ok().filter(|one| one.department == department).ok_or_else(|| Rejection::unknown("statement"))
}

fn wrong_stage(statement: &Statement) -> Rejection {
    Rejection::new(ProblemCode::WrongStage, format!("it is {}", statement.stage().word()))
}

/// It is neither approved nor gone out nor withdrawn.
fn still_open(statement: &Statement) -> Result<(), Rejection> {
    match statement.stage() {
        StatementStage::Draft | StatementStage::Cosigned => Ok(()),
        StatementStage::Approved
        | StatementStage::Published
        | StatementStage::Corrected
        | StatementStage::Withdrawn => Err(wrong_stage(statement)),
    }
}

/// What a draft names exists, has its form, and can be seen by its department.
fn checked(state: &State, draft: &Draft, department: &DepartmentCode) -> Result<(), Rejection> {
    let mut quoted: BTreeSet<&FactKey> = BTreeSet::new();
    for figure in &draft.figures {
        let fact = state.facts.get(&figure.fact);
        let fact = fact.ok_or_else(|| Rejection::new(ProblemCode::Unknown, figure.fact.as_str()).at("figures"))?;
        if !fact.spec.form.admits(&figure.value) || !quoted.insert(&figure.fact) {
            return Err(Rejection::new(ProblemCode::OutOfRange, figure.fact.as_str()).at("figures"));
        }
    }
    let sees = |id: &PostId| state.media.posts.get(id).is_some_and(|post| post.shows(state, department));
    if !draft.answers.iter().all(sees) {
        return Err(Rejection::unknown("answers"));
    }
    if draft.cosigners.iter().any(|code| code == department || !state.desks.contains_key(code)) {
        return Err(Rejection::unknown("cosigners"));
    }
    Ok(())
}

fn without_repeats<T: Clone + Ord>(list: &[T]) -> Vec<T> {
    list.iter().cloned().collect::<BTreeSet<T>>().into_iter().collect()
}

pub(crate) fn draft(
    state: &State,
    command: &DraftStatement,
    seated: &Seated,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    let department = own_department(seated)?;
    if state.media.statements.len() >= STATEMENTS_MAX {
        return Err(ProblemCode::Full.into());
    }
    let draft = Draft {
        text: command.text.clone(),
        figures: command.figures.clone(),
        answers: without_repeats(&command.answers),
        no_personal_data: command.no_personal_data,
        cosigners: without_repeats(&command.cosigners),
    };
    checked(state, &draft, &department)?;
    if let Some(id) = command.corrects {
        let before = known(state, id).ok().filter(|one| one.published.is_some());
        let before = before.filter(|one| one.department == department || state.is_command(&department));
        if before.ok_or_else(|| Rejection::unknown("corrects"))?.corrected_by.is_some() {
            return Err(Rejection::new(ProblemCode::AlreadyDone, "it was corrected").at("corrects"));
        }
    }
    let id = StatementId(ids.next());
    Ok(vec![StatementDrafted { id, department, draft, corrects: command.corrects }.into()])
}

pub(crate) fn revise(state: &State, command: &ReviseStatement, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let statement = own(state, command.statement, seated)?;
    still_open(statement)?;
    let draft = Draft {
        text: command.text.clone(),
        figures: command.figures.clone(),
        answers: without_repeats(&command.answers),
        no_personal_data: command.no_personal_data,
        cosigners: without_repeats(&command.cosigners),
    };
    checked(state, &draft, &statement.department)?;
    if draft == statement.draft {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "that stands in it already"));
    }
    Ok(vec![StatementRevised { statement: command.statement, draft }.into()])
}

/// A statement that the seat's department was asked to cosign, and the department.
fn asked<'a>(state: &'a State, id: StatementId, seated: &Seated) -> Result<(&'a Statement, DepartmentCode), Rejection> {
    let department = own_department(seated)?;
    let statement = known(state, id).ok().filter(|one| one.draft.cosigners.contains(&department));
    Ok((statement.ok_or_else(|| Rejection::unknown("statement"))?, department))
}

pub(crate) fn cosign(state: &State, id: StatementId, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let (statement, department) = asked(state, id, seated)?;
    if statement.cosigned.contains_key(&department) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was cosigned"));
    }
    still_open(statement)?;
    Ok(vec![StatementCosigned { statement: id, department }.into()])
}

/// A signature that was given may be taken back so, as long as nothing is decided.
pub(crate) fn object(state: &State, command: &ObjectToStatement, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let (statement, department) = asked(state, command.statement, seated)?;
    still_open(statement)?;
    let reason = command.reason.to_string();
    if statement.objected.get(&department).is_some_and(|note| note.text == reason) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "that is said already"));
    }
    Ok(vec![StatementObjected { statement: command.statement, department, reason }.into()])
}

/// A statement that this seat may decide about.
fn to_decide<'a>(state: &'a State, id: StatementId, seated: &Seated) -> Result<&'a Statement, Rejection> {
    if !confirms(state, seated) {
        return Err(Rejection::unknown("statement"));
    }
    let statement = known(state, id)?;
    still_open(statement)?;
    Ok(statement)
}

pub(crate) fn send_back(state: &State, command: &ReturnStatement, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    to_decide(state, command.statement, seated)?;
    Ok(vec![StatementReturned { statement: command.statement, note: command.note.to_string() }.into()])
}

pub(crate) fn approve(state: &State, command: &ApproveStatement, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let statement = to_decide(state, command.statement, seated)?;
    let mut despite = gates(state, statement);
    despite.retain(|gate| *gate != StatementGate::Approval);
    if !despite.is_empty() && command.reason.is_none() {
        let words: Vec<&str> = despite.iter().map(|gate| gate.word()).collect();
        return Err(Rejection::new(ProblemCode::Incomplete, words.join(", ")).at("reason"));
    }
    let reason = command.reason.as_ref().map(ToString::to_string);
    Ok(vec![StatementApproved { statement: command.statement, despite, reason }.into()])
}

pub(crate) fn publish(state: &State, id: StatementId, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let player = seated.role == Role::Player;
    let mine = |one: &&Statement| {
        !player || seated.department.as_ref().is_some_and(|own| one.department == *own || state.is_command(own))
    };
    let statement = known(state, id).ok().filter(mine).ok_or_else(|| Rejection::unknown("statement"))?;
    match statement.stage() {
        StatementStage::Approved => {}
        StatementStage::Draft | StatementStage::Cosigned if !player => {}
        StatementStage::Published | StatementStage::Corrected => {
            return Err(Rejection::new(ProblemCode::AlreadyDone, "it was published"));
        }
        StatementStage::Draft | StatementStage::Cosigned | StatementStage::Withdrawn => {
            return Err(wrong_stage(statement));
        }
    }
    let corrected = statement.corrects.and_then(|id| state.media.statements.get(&id));
    if corrected.is_some_and(|before| before.corrected_by.is_some()) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "another one corrects it").at("corrects"));
    }
    let gates = gates(state, statement);
    let sound = !gates.contains(&StatementGate::Approval) && !gates.contains(&StatementGate::Verification);
    let mut events = vec![StatementPublished { statement: id, figures: figures(state, statement), gates }.into()];
    for post in statement.draft.answers.iter().filter_map(|id| state.media.posts.get(id)) {
        for mark in marks::of(state, post.row.as_ref(), marks::FIRST_STATEMENT, sound) {
            // Posts of one rumour share its marks; the row beside it does not matter.
            let same = |known: &Event| match (known, &mark) {
                (Event::TaskMarked(known), Event::TaskMarked(new)) => known.task == new.task && known.mark == new.mark,
                _ => false,
            };
            if !events.iter().any(same) {
                events.push(mark);
            }
        }
    }
    Ok(events)
}

pub(crate) fn withdraw(state: &State, command: &WithdrawStatement, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let statement = own(state, command.statement, seated)?;
    if statement.published.is_some() || statement.withdrawn.is_some() {
        return Err(wrong_stage(statement));
    }
    Ok(vec![StatementWithdrawn { statement: command.statement, reason: command.reason.to_string() }.into()])
}

// -- apply -------------------------------------------------------------------------------------

fn note(context: &Context, text: &str) -> Note {
    context.note(text)
}

pub(crate) fn apply_drafted(state: &mut State, event: &StatementDrafted, context: &Context) {
    let before = state.media.statements.values().filter(|one| one.department == event.department).count();
    let statement = Statement {
        number: number::next(before),
        department: event.department.clone(),
        draft: event.draft.clone(),
        drafted: context.rung(),
        revised: None,
        cosigned: BTreeMap::new(),
        objected: BTreeMap::new(),
        returned: None,
        approved: None,
        reason: None,
        published: None,
        corrects: event.corrects,
        corrected_by: None,
        withdrawn: None,
    };
    state.media.statements.insert(event.id, statement);
}

fn with(state: &mut State, id: StatementId, change: impl FnOnce(&mut Statement)) {
    if let Some(statement) = state.media.statements.get_mut(&id) {
        change(statement);
    }
}

pub(crate) fn apply_revised(state: &mut State, event: &StatementRevised, context: &Context) {
    with(state, event.statement, |statement| {
        statement.draft = event.draft.clone();
        statement.revised = Some(context.rung());
        statement.cosigned.clear();
        statement.objected.clear();
        statement.returned = None;
    });
}

pub(crate) fn apply_cosigned(state: &mut State, event: &StatementCosigned, context: &Context) {
    with(state, event.statement, |statement| {
        statement.objected.remove(&event.department);
        statement.cosigned.entry(event.department.clone()).or_insert_with(|| context.rung());
    });
}

pub(crate) fn apply_objected(state: &mut State, event: &StatementObjected, context: &Context) {
    with(state, event.statement, |statement| {
        statement.cosigned.remove(&event.department);
        statement.objected.insert(event.department.clone(), note(context, &event.reason));
    });
}

pub(crate) fn apply_returned(state: &mut State, event: &StatementReturned, context: &Context) {
    with(state, event.statement, |statement| statement.returned = Some(note(context, &event.note)));
}

pub(crate) fn apply_approved(state: &mut State, event: &StatementApproved, context: &Context) {
    with(state, event.statement, |statement| {
        statement.approved.get_or_insert_with(|| context.rung());
        statement.reason.clone_from(&event.reason);
        statement.returned = None;
    });
}

pub(crate) fn apply_published(state: &mut State, event: &StatementPublished, context: &Context) {
    let (figures, gates) = (event.figures.clone(), event.gates.clone());
    let release = Release { rung: context.rung(), figures, gates };
    with(state, event.statement, |statement| statement.published = Some(release));
    let Some(statement) = state.media.statements.get(&event.statement) else { return };
    let (answers, corrects) = (statement.draft.answers.clone(), statement.corrects);
    for id in answers {
        if let Some(post) = state.media.posts.get_mut(&id) {
            post::apply_answered(post, event.statement, context);
        }
    }
    if let Some(id) = corrects {
        with(state, id, |before| before.corrected_by = Some(event.statement));
    }
}

pub(crate) fn apply_withdrawn(state: &mut State, event: &StatementWithdrawn, context: &Context) {
    with(state, event.statement, |statement| statement.withdrawn = Some(note(context, &event.reason)));
}
