//! Facts of the common picture: control sees the truth and each department's error, a department its
//! own report, incident command and evaluators every department's, the players' wall what command
//! has confirmed, the leaders' wall what each department upholds.

use super::shared;
use crate::area::inject::Rung;
use crate::area::situation::{FactReport, FactState};
use crate::state::State;
use protocol::ids::{DepartmentCode, FactKey, FactReportId};
use protocol::item;
use protocol::scenario::FactValue;
use protocol::time::Stamp;

pub(super) fn control(state: &State, key: &FactKey) -> Option<item::FactItem> {
    let fact = state.facts.get(key)?;
    let truth = fact.truth();
    let show = |rung: &Rung| shared::rung(state, rung);
    Some(item::FactItem {
        key: key.clone(),
        order: fact.order,
        name: fact.spec.name.clone(),
        form: fact.spec.form.clone(),
        old_after: fact.spec.old_after,
        place: fact.spec.place.clone(),
        truth: truth.map(|truth| item::TruthView {
            value: truth.value.clone(),
            at: truth.at,
            row: truth.row.clone(),
            by: shared::by(state, &truth.who),
        }),
        beliefs: fact.concerned().map(|code| belief(state, fact, code)).collect(),
        disagree: fact.disagree(state),
        confirmed: fact.confirmed(state).map(|(id, report)| sighting(id, report, show)),
    })
}

fn belief(state: &State, fact: &FactState, department: &DepartmentCode) -> item::BeliefView {
    let now = upheld(state, fact, department);
    let truth = fact.truth().map(|truth| &truth.value);
    let error = match (now.map(|(_, report)| &report.value), truth) {
        (Some(FactValue::Number(said)), Some(FactValue::Number(is))) => Some(said - is),
        _ => None,
    };
    item::BeliefView {
        department: department.clone(),
        now: now.map(|(id, report)| sighting(id, report, |rung| shared::rung(state, rung))),
        error,
        matched: matched(state, fact, department),
    }
}

/// When a department first upheld what is true now, at the earliest when that became true.
fn matched(state: &State, fact: &FactState, department: &DepartmentCode) -> Option<Stamp> {
    let truth = fact.truth()?;
    let upheld = fact.upheld.get(department)?;
    let right = |report: Option<FactReportId>| {
        report.and_then(|id| state.fact_reports.get(&id)).is_some_and(|report| report.value == truth.value)
    };
    let before = upheld.iter().rev().find(|upheld| upheld.at.exercise <= truth.at.exercise);
    if before.is_some_and(|upheld| right(upheld.report)) {
        return Some(truth.at);
    }
    upheld.iter().find(|upheld| upheld.at.exercise > truth.at.exercise && right(upheld.report)).map(|upheld| upheld.at)
}

/// As a department sees it; as evaluators do where none is named.
pub(super) fn picture(state: &State, key: &FactKey, viewer: Option<&DepartmentCode>) -> Option<item::PictureItem> {
    let fact = state.facts.get(key)?;
    let all = viewer.is_none_or(|code| state.is_command(code));
    let show = |rung: &Rung| match viewer {
        Some(_) => shared::rung_for_players(state, rung),
        None => shared::rung(state, rung),
    };
    let mine = |code: &&DepartmentCode| all || viewer == Some(*code);
    let now = |code: &DepartmentCode| upheld(state, fact, code).map(|(id, report)| sighting(id, report, show));
    Some(item::PictureItem {
        key: key.clone(),
        order: fact.order,
        name: fact.spec.name.clone(),
        form: fact.spec.form.clone(),
        old_after: fact.spec.old_after,
        place: fact.spec.place.clone(),
        asked: viewer.is_some_and(|code| fact.spec.departments.contains(code)),
        sightings: fact.upheld.keys().filter(mine).filter_map(now).collect(),
        disagree: all && fact.disagree(state),
        confirmed: fact.confirmed(state).map(|(id, report)| sighting(id, report, show)),
    })
}

/// `confirmed_only` on the wall that players see.
pub(super) fn wall(state: &State, key: &FactKey, confirmed_only: bool) -> Option<item::WallFactItem> {
    let fact = state.facts.get(key)?;
    let show = |report: &FactReport| item::WallSighting {
        department: report.department.clone(),
        value: report.value.clone(),
        at: report.rung.at,
        seen_at: report.seen_at,
        confirmed: report.confirmed.is_some(),
    };
    let shown: Vec<_> = if confirmed_only {
        fact.confirmed(state).map(|(_, report)| show(report)).into_iter().collect()
    } else {
        fact.upheld.keys().filter_map(|code| upheld(state, fact, code)).map(|(_, report)| show(report)).collect()
    };
    (!shown.is_empty()).then(|| item::WallFactItem {
        key: key.clone(),
        order: fact.order,
        name: fact.spec.name.clone(),
        form: fact.spec.form.clone(),
        old_after: fact.spec.old_after,
        place: fact.spec.place.clone(),
        shown,
        disagree: !confirmed_only && fact.disagree(state),
    })
}

fn upheld<'a>(state: &'a State, fact: &FactState, code: &DepartmentCode) -> Option<(FactReportId, &'a FactReport)> {
    let id = fact.now(code)?;
    Some((id, state.fact_reports.get(&id)?))
}

fn sighting(id: FactReportId, report: &FactReport, show: impl Fn(&Rung) -> item::Rung) -> item::Sighting {
    item::Sighting {
        report: id,
        department: report.department.clone(),
        value: report.value.clone(),
        rung: show(&report.rung),
        seen_at: report.seen_at,
        source: report.source.clone(),
        in_report: report.report,
        confirmed: report.confirmed.as_ref().map(&show),
    }
}
