//! M17 the life of each bound rumour and M18 the gates of published statements.

use super::build::{of_n, subject, timed};
use crate::evidence::{of_mark, of_rung, once};
use crate::measure::{RumourMeasure, rumour_measures, statement_measures};
use crate::state::State;
use protocol::document::{Evidence, EvidenceKind};
use protocol::measure::{Measure, MeasureCode as M, MeasurePart as Part, Subject, SubjectKind};
use protocol::media::StatementStage;

pub(super) fn measures(state: &State, list: &mut Vec<Measure>) {
    for rumour in rumour_measures(state).into_iter().filter(|rumour| rumour.bound) {
        life(state, &rumour, list);
    }
    gates(state, list);
}

/// Each moment of a rumour counted from its appearance; the limits are those of the tasks it is bound to.
fn life(state: &State, rumour: &RumourMeasure, list: &mut Vec<Measure>) {
    let Some(appeared) = rumour.appeared else { return };
    let of = match (&rumour.row, &rumour.post) {
        (Some(row), _) => subject(SubjectKind::Row, row),
        (None, Some(post)) => subject(SubjectKind::Post, post),
        (None, None) => return,
    };
    let rests = grounds(state, rumour);
    let task = |id| state.tasks.get(id).and_then(|task| task.spec.target).map(protocol::time::Seconds::millis);
    let binding = state.scenario.bindings.rumours.iter().find(|one| Some(&one.appears) == rumour.row.as_ref());
    let detect = binding.and_then(|one| task(&one.detect));
    // The first statement is due so long after the rumour was found.
    let answer = binding
        .and_then(|one| task(&one.statement))
        .zip(rumour.detected)
        .map(|(limit, found)| limit + (found.0 - appeared.0).max(0));
    let moments = [
        (Part::Detected, rumour.detected, detect),
        (Part::Verified, rumour.verified, None),
        (Part::FirstStatement, rumour.first_statement, answer),
        (Part::Corrected, rumour.corrected, None),
    ];
    for (part, at, limit) in moments {
        let took = at.map(|at| (at.0 - appeared.0).max(0));
        list.push(timed(M::M17, of.clone(), part, took, limit, rests.clone()));
    }
}

/// The post, whoever noticed and verified it, the statements that answer it, and marks set by hand.
fn grounds(state: &State, rumour: &RumourMeasure) -> Vec<Evidence> {
    let mut rests = Vec::new();
    if let Some((id, post)) = rumour.post.and_then(|id| Some((id, state.media.posts.get(&id)?))) {
        let of = |rung| of_rung(rung, EvidenceKind::Post, id);
        rests.push(of(&post.appeared));
        rests.extend(post.notices.iter().map(|notice| of(&notice.rung)));
        rests.extend(post.checks.iter().map(|check| of(&check.rung)));
    }
    for id in &rumour.statements {
        let published = state.media.statements.get(id).and_then(|one| one.published.as_ref());
        rests.extend(published.map(|one| of_rung(&one.rung, EvidenceKind::Statement, id)));
    }
    for id in &rumour.tasks {
        let marks = state.tasks.get(id).into_iter().flat_map(|task| task.marks.values());
        rests.extend(marks.map(|mark| of_mark(mark, id)));
    }
    if let Some(row) = &rumour.row
        && let Some(released) = state.rows.get(row).and_then(|known| known.released.as_ref())
    {
        rests.push(of_rung(released, EvidenceKind::Row, row));
    }
    once(rests)
}

fn gates(state: &State, list: &mut Vec<Measure>) {
    let out: Vec<_> = statement_measures(state).into_iter().filter(|one| one.published.is_some()).collect();
    if out.is_empty() {
        return;
    }
    let rests = || -> Vec<Evidence> {
        let of = |one: &crate::measure::StatementMeasure| {
            let release = state.media.statements.get(&one.statement)?.published.as_ref()?;
            Some(of_rung(&release.rung, EvidenceKind::Statement, one.statement))
        };
        out.iter().filter_map(of).collect()
    };
    let whole = || Subject { kind: SubjectKind::Exercise, id: None };
    let hits = |test: &dyn Fn(&crate::measure::StatementMeasure) -> bool| out.iter().filter(|one| test(one)).count();
    let approved = hits(&|one| one.approved_before && one.stage != StatementStage::Withdrawn);
    list.push(of_n(M::M18, whole(), Part::Approved, approved, out.len(), rests()));
    let agree = hits(&|one| one.figures_contradict == 0 && one.figures_unconfirmed == 0);
    list.push(of_n(M::M18, whole(), Part::Figures, agree, out.len(), rests()));
    list.push(of_n(M::M18, whole(), Part::PersonalData, hits(&|one| one.personal_data_checked), out.len(), rests()));
}
