//! Written reports as people work on them: what was changed by hand, how far the last draft is from what
//! stands now, and what the commits say that a sentence rests on.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Named, SignedIn};
use super::reports::{In, standing};
use crate::access::Identity;
use crate::calendar::Calendar;
use crate::journal::{Journal as _, Position};
use crate::live::{earlier, record};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use exercise::report;
use exercise::view::{Reader, evidence, may_rest_on};
use protocol::document::DocumentKind;
use protocol::draft::{DocumentDraft, EVIDENCE_MAX, EvidenceCommit, EvidencePage};
use protocol::ids::ExerciseId;
use protocol::problem::{Problem, ProblemCode};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Commits that one part of the record holds where somebody looks for evidence: some 200 KB in words, and
/// a drill of two hours in ten of them.
const CANDIDATES: usize = 500;

/// `GET /api/v1/exercises/{exercise}/reports/{name}/draft?lang=zh`, `name` being `summary` and the like.
pub(super) async fn show(
    State(context): State<Context>,
    Named((id, name)): Named<(ExerciseId, String)>,
    Query(In { lang }): Query<In>,
) -> Result<Json<DocumentDraft>, Refusal> {
    let kind = DocumentKind::from_word(&name).ok_or_else(Refusal::not_found)?;
    let (state, hash) = standing(&context, id).await?;
    let base = match report::last_draft(&state, kind, lang) {
        Some(seq) => earlier::state_at(context.gateway.here().journal().as_ref(), id, seq).await.map_err(|error| {
            tracing::error!(error = format!("{error:#}"), exercise.id = %id, "an earlier state cannot be read");
            Refusal::new(ProblemCode::StorageFailed)
        })?,
        None => None,
    };
    let draft = tokio::task::spawn_blocking(move || {
        let calendar = Calendar::of(&state.scenario().settings.time_zone);
        report::draft(&state, base.as_ref(), (kind, lang), &calendar, hash)
    });
    draft.await.map(Json).map_err(|_| Refusal::new(ProblemCode::Internal))
}

/// Which commits.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NamedCommits {
    commits: String,
}

/// `GET /api/v1/exercises/{exercise}/evidence?commits=12,31`: what these commits say, in parts; one that
/// the record has not is left out.
pub(super) async fn evidence_of(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
    SignedIn(identity): SignedIn,
    query: Result<Query<NamedCommits>, QueryRejection>,
) -> Result<Json<Vec<EvidenceCommit>>, Refusal> {
    let reader = reader(&identity);
    let Query(NamedCommits { commits }) =
        query.map_err(|error| Problem::new(ProblemCode::Malformed).place("query").detail(error.body_text()))?;
    let wanted = numbers(&commits)?;
    let handle = context.gateway.get(id).await?;
    let journal = context.gateway.here().journal();
    let mut found = Vec::with_capacity(wanted.len());
    for seq in wanted {
        let page = journal.read(id, Position::after(seq - 1), 1).await.map_err(|error| damaged(id, &error))?;
        for entry in page {
            found.push((seq, record::commit(&entry).map_err(|error| damaged(id, &error))?));
        }
    }
    let told = handle.view(move |state| {
        // What the disk has before the state that is looked at is not told yet.
        let known = found.iter().filter(|(seq, _)| *seq <= state.seq());
        known.map(|(seq, commit)| evidence(state, *seq, commit, reader)).collect()
    });
    Ok(Json(told.await?))
}

/// From where on.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Onward {
    after: u64,
}

/// `GET /api/v1/exercises/{exercise}/evidence/candidates?after=0`: the record part by part, as far as this
/// reader may rest a sentence on it.
pub(super) async fn candidates(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
    SignedIn(identity): SignedIn,
    query: Result<Query<Onward>, QueryRejection>,
) -> Result<Json<EvidencePage>, Refusal> {
    let reader = reader(&identity);
    let Query(Onward { after }) =
        query.map_err(|error| Problem::new(ProblemCode::Malformed).place("after").detail(error.body_text()))?;
    let handle = context.gateway.get(id).await?;
    let journal = context.gateway.here().journal();
    // The journal's numbers end before those of a question may.
    if i64::try_from(after).is_err() {
        return Err(Problem::new(ProblemCode::Malformed).place("after").into());
    }
    let entries = journal.read(id, Position::after(after), CANDIDATES).await.map_err(|error| damaged(id, &error))?;
    let full = entries.len() == CANDIDATES;
    let mut found = Vec::with_capacity(entries.len());
    for (seq, entry) in (after + 1..).zip(entries) {
        found.push((seq, record::commit(&entry).map_err(|error| damaged(id, &error))?));
    }
    let told = handle.view(move |state| {
        let known = found.iter().take_while(|(seq, _)| *seq <= state.seq());
        let next = known.clone().last().map(|(seq, _)| *seq).filter(|_| full);
        let may = known.filter(|(seq, _)| may_rest_on(state, *seq, reader));
        let commits = may.map(|(seq, commit)| evidence(state, *seq, commit, reader)).collect();
        EvidencePage { commits, next }
    });
    Ok(Json(told.await?))
}

fn reader(identity: &Identity) -> Reader {
    match identity {
        Identity::Seat(seat) => Reader::of(seat.role),
        Identity::Administrator { .. } | Identity::Waiting { .. } | Identity::Feed { .. } => Reader::Director,
    }
}

fn damaged(id: ExerciseId, error: &dyn std::fmt::Display) -> Refusal {
    tracing::error!(%error, exercise.id = %id, "the record cannot be read");
    Refusal::new(ProblemCode::StorageFailed)
}

/// Numbers of commits, from 1, each once.
fn numbers(list: &str) -> Result<BTreeSet<u64>, Refusal> {
    let wrong = || Problem::new(ProblemCode::Malformed).place("commits");
    let mut wanted = BTreeSet::new();
    for one in list.split(',').filter(|one| !one.is_empty()) {
        wanted.insert(one.parse().ok().filter(|seq| *seq > 0).ok_or_else(wrong)?);
        if wanted.len() > EVIDENCE_MAX {
            return Err(wrong().detail(format!("at most {EVIDENCE_MAX}")).into());
        }
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_are_named_by_their_numbers_each_once_and_not_too_many() {
        let read = |list: &str| numbers(list).map(|found| found.into_iter().collect::<Vec<_>>()).ok();
        assert_eq!(read("3,1,3"), Some(vec![1, 3]));
        assert_eq!(read(""), Some(vec![]));
        for wrong in ["0", "x", "-1", "1;2", "1.5"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let list = |count: u64| (1..=count).map(|seq| seq.to_string()).collect::<Vec<_>>().join(",");
        assert_eq!(read(&list(200)).map(|found| found.len()), Some(200));
        assert_eq!(read(&list(201)), None);
    }
}
