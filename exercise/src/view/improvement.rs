//! Findings, corrective actions, stars and how far the written reports are, as control and evaluators see them.

use super::{Key, shared};
use crate::area::improvement::{Action, Step, repeats};
use crate::number;
use crate::state::State;
use protocol::document::{DocumentKind, Language, WrittenItem};
use protocol::ids::{ActionId, DepartmentCode, FindingId, StarId};
use protocol::improvement::{ActionItem, ActionStep, BoardAction, FindingItem};
use protocol::recheck::{BoardRecheck, RecheckResult};
use protocol::replay::StarItem;

/// Everything of it.
pub(super) fn keys(state: &State) -> impl Iterator<Item = Key> {
    let findings = state.improvement.findings.keys().copied().map(Key::Finding);
    let actions = state.improvement.actions.keys().copied().map(Key::Action);
    let stars = state.stars.keys().copied().map(Key::Star);
    let rechecks = state.rechecks.keys().copied().map(Key::Recheck);
    findings
        .chain(actions)
        .chain(stars)
        .chain(rechecks)
        .chain(state.written.keys().map(|(kind, language)| Key::Written(*kind, *language)))
}

pub(super) fn finding(state: &State, id: FindingId) -> Option<FindingItem> {
    let one = state.improvement.findings.get(&id)?;
    let what = &one.what;
    Some(FindingItem {
        id,
        number: one.number,
        finding_kind: what.kind,
        area: what.area,
        text: what.text.clone(),
        analysis: what.analysis.clone(),
        reference: what.reference.clone(),
        objective: what.objective.clone(),
        task: what.task.clone(),
        department: what.department.clone(),
        observations: what.observations.clone(),
        commits: what.commits.clone(),
        rung: shared::rung(state, &one.rung),
        withdrawn: one.withdrawn.as_ref().map(|note| note.text.clone()),
        repeats: repeats(state, what).into_iter().map(|one| one.what.clone()).collect(),
    })
}

pub(super) fn star(state: &State, id: StarId) -> Option<StarItem> {
    let star = state.stars.get(&id)?;
    Some(StarItem { id, at: star.at, title: star.title.clone(), rung: shared::rung(state, &star.rung) })
}

pub(super) fn action(state: &State, id: ActionId) -> Option<ActionItem> {
    let one = state.improvement.actions.get(&id)?;
    let what = &one.what;
    let step = |step: &Step| ActionStep {
        to: step.what.to,
        rung: shared::rung(state, &step.rung),
        note: step.what.note.clone(),
        files: step.what.files.clone(),
        check: step.check.clone(),
    };
    Some(ActionItem {
        id,
        number: one.number,
        finding: what.finding,
        area: what.area,
        problem: what.problem.clone(),
        cause: what.cause.clone(),
        measure: what.measure.clone(),
        element: what.element,
        unit: what.unit.clone(),
        person: what.person.clone(),
        due: what.due,
        verifier: what.verifier.clone(),
        proof: what.proof.clone(),
        stage: one.stage,
        rung: shared::rung(state, &one.rung),
        steps: one.steps.iter().map(step).collect(),
    })
}

/// A word of another exercise that the action has as evidence.
fn taken(result: &RecheckResult) -> BoardRecheck {
    BoardRecheck {
        exercise: result.exercise,
        exercise_title: result.exercise_title.clone(),
        recheck: result.recheck,
        outcome: Some(result.outcome),
        note: result.note.clone(),
        taken: true,
    }
}

/// Every action for the board across exercises, in the order in which they were opened. Roles and units
/// stand in it as they were written; who moved it does not.
#[must_use]
pub fn board(state: &State) -> Vec<BoardAction> {
    let line = |(id, one): (&ActionId, &Action)| {
        let what = &one.what;
        let finding = what.finding.and_then(|id| state.improvement.findings.get(&id));
        let department = finding.and_then(|finding| finding.what.department.as_ref());
        let named = |code: &DepartmentCode| {
            state.scenario.departments.iter().find(|one| one.code == *code).map(|one| one.name.clone())
        };
        BoardAction {
            exercise: state.id,
            exercise_title: state.title().clone(),
            id: *id,
            number: one.number,
            area: what.area,
            problem: what.problem.clone(),
            cause: what.cause.clone(),
            measure: what.measure.clone(),
            element: what.element,
            department: department.and_then(named),
            unit: what.unit.clone(),
            person: what.person.clone(),
            due: what.due,
            verifier: what.verifier.clone(),
            proof: what.proof.clone(),
            stage: one.stage,
            opened: one.rung.at.wall,
            changed: one.changed.wall,
            moves: number::count(one.steps.len()),
            rechecks: one.steps.iter().filter_map(|step| step.check.as_ref()).map(taken).collect(),
        }
    };
    state.improvement.in_order().into_iter().map(line).collect()
}

pub(super) fn written(state: &State, document: DocumentKind, language: Language) -> Option<WrittenItem> {
    let one = state.written.get(&(document, language))?;
    let rung = |rung| shared::rung(state, rung);
    Some(WrittenItem {
        document,
        language,
        draft: number::next(one.drafts.len()),
        edited: number::count(one.edits.len()),
        changed: one.changed.as_ref().map(rung),
        put_down: one.drafts.last().map(rung),
        approved: one.approved.as_ref().map(rung),
    })
}
