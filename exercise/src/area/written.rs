//! Written reports 报告 as people work on them: sentences changed by hand, drafts put down to be compared
//! with, and the director's approval. The sentences themselves are made from the record anew each time.

use crate::apply::Context;
use crate::area::inject::Rung;
use crate::event::{DocumentApproved, DraftPut, Event, EvidenceGiven, SentenceEdited, SentenceRestored};
use crate::evidence::once;
use crate::limits::EDITS_MAX;
use crate::rejection::Rejection;
use crate::state::State;
use crate::view::{Reader, may_rest_on};
use protocol::command::{ApproveDocument, EditSentence, GiveEvidence, PutDraft, RestoreSentence};
use protocol::document::{DocumentKind, Evidence, EvidenceKind, Language};
use protocol::problem::ProblemCode;
use protocol::vocab::Role;
use std::collections::BTreeMap;

/// What somebody made of a sentence: other words, or none.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Other words; none where it is left out.
    pub text: Option<String>,
    /// When and who.
    pub rung: Rung,
    /// What bears the words out, found by hand; it stays when the words are changed again.
    pub given: Option<Given>,
}

/// Evidence that somebody found for a sentence.
#[derive(Clone, Debug)]
pub struct Given {
    /// Commits of the record.
    pub evidence: Vec<Evidence>,
    /// When and who.
    pub rung: Rung,
}

/// One report in one language.
#[derive(Clone, Debug, Default)]
pub struct Written {
    pub(crate) edits: BTreeMap<String, Edit>,
    /// Drafts that were put down.
    pub(crate) drafts: Vec<Rung>,
    pub(crate) changed: Option<Rung>,
    /// Approval of what stands now.
    pub(crate) approved: Option<Rung>,
}

/// Every report that somebody has worked on.
pub(crate) type Shelf = BTreeMap<(DocumentKind, Language), Written>;

fn of(state: &State, document: DocumentKind, language: Language) -> Option<&Written> {
    state.written.get(&(document, language))
}

pub(crate) fn edit(state: &State, command: &EditSentence) -> Result<Vec<Event>, Rejection> {
    let edits = of(state, command.document, command.language).map_or(0, |written| written.edits.len());
    if edits >= EDITS_MAX {
        return Err(ProblemCode::Full.into());
    }
    Ok(vec![
        SentenceEdited {
            document: command.document,
            language: command.language,
            sentence: command.sentence.to_string(),
            text: command.text.as_ref().map(ToString::to_string),
        }
        .into(),
    ])
}

pub(crate) fn restore(state: &State, command: &RestoreSentence) -> Result<Vec<Event>, Rejection> {
    let written = of(state, command.document, command.language);
    if !written.is_some_and(|written| written.edits.contains_key(command.sentence.as_str())) {
        return Err(Rejection::unknown("sentence"));
    }
    let sentence = command.sentence.to_string();
    Ok(vec![SentenceRestored { document: command.document, language: command.language, sentence }.into()])
}

pub(crate) fn give(state: &State, command: &GiveEvidence, role: Role) -> Result<Vec<Event>, Rejection> {
    let written = of(state, command.document, command.language);
    let edit = written.and_then(|written| written.edits.get(command.sentence.as_str()));
    // What the record wrote rests on the record already; what is left out says nothing.
    let Some(edit) = edit.filter(|edit| edit.text.is_some()) else { return Err(Rejection::unknown("sentence")) };
    if command.commits.is_empty() && edit.given.is_none() {
        return Err(ProblemCode::AlreadyDone.into());
    }
    // One that he is not shown is refused as one that is not there.
    let reader = Reader::of(role);
    let evidence = command.commits.iter().map(|seq| {
        let passed = state.passed(*seq).filter(|_| may_rest_on(state, *seq, reader))?;
        Some(Evidence { seq: *seq, at: passed.at, kind: EvidenceKind::Commit, id: None })
    });
    let evidence = evidence.collect::<Option<Vec<_>>>().ok_or_else(|| Rejection::unknown("commits"))?;
    Ok(vec![
        EvidenceGiven {
            document: command.document,
            language: command.language,
            sentence: command.sentence.to_string(),
            evidence: once(evidence),
        }
        .into(),
    ])
}

pub(crate) fn put_draft(command: &PutDraft) -> Vec<Event> {
    vec![DraftPut { document: command.document, language: command.language }.into()]
}

pub(crate) fn approve(state: &State, command: &ApproveDocument) -> Result<Vec<Event>, Rejection> {
    let written = of(state, command.document, command.language);
    if written.is_some_and(|written| written.approved.is_some()) {
        return Err(ProblemCode::AlreadyDone.into());
    }
    let changed = written.and_then(|written| written.changed.as_ref());
    if command.commits.zip(changed).is_some_and(|(read, changed)| changed.seq > read) {
        return Err(ProblemCode::ChangedSince.into());
    }
    Ok(vec![DocumentApproved { document: command.document, language: command.language }.into()])
}

fn change<'a>(state: &'a mut State, document: DocumentKind, language: Language, context: &Context) -> &'a mut Written {
    let written = state.written.entry((document, language)).or_default();
    written.changed = Some(context.rung());
    // What was approved is not what stands now.
    written.approved = None;
    written
}

pub(crate) fn apply_edited(state: &mut State, event: &SentenceEdited, context: &Context) {
    let written = change(state, event.document, event.language, context);
    let given = written.edits.remove(&event.sentence).and_then(|before| before.given);
    let edit = Edit { text: event.text.clone(), rung: context.rung(), given };
    written.edits.insert(event.sentence.clone(), edit);
}

pub(crate) fn apply_given(state: &mut State, event: &EvidenceGiven, context: &Context) {
    let given = Given { evidence: event.evidence.clone(), rung: context.rung() };
    let edits = &mut change(state, event.document, event.language, context).edits;
    if let Some(edit) = edits.get_mut(&event.sentence) {
        edit.given = (!given.evidence.is_empty()).then_some(given);
    }
}

pub(crate) fn apply_restored(state: &mut State, event: &SentenceRestored, context: &Context) {
    change(state, event.document, event.language, context).edits.remove(&event.sentence);
}

pub(crate) fn apply_put(state: &mut State, event: &DraftPut, context: &Context) {
    state.written.entry((event.document, event.language)).or_default().drafts.push(context.rung());
}

pub(crate) fn apply_approved(state: &mut State, event: &DocumentApproved, context: &Context) {
    state.written.entry((event.document, event.language)).or_default().approved = Some(context.rung());
}
