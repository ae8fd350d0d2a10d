//! Written reports 报告 as people work on them: sentences changed by hand, drafts put down to be compared
//! with, and the director's approval. The sentences themselves are made from the record anew each time.

use crate::apply::Context;
use crate::area::inject::Rung;
use crate::event::{DocumentApproved, DraftPut, Event, SentenceEdited, SentenceRestored};
use crate::limits::EDITS_MAX;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{ApproveDocument, EditSentence, PutDraft, RestoreSentence};
use protocol::document::{DocumentKind, Language};
use protocol::problem::ProblemCode;
use std::collections::BTreeMap;

/// What somebody made of a sentence: other words, or none.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Other words; none where it is left out.
    pub text: Option<String>,
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
    let edit = Edit { text: event.text.clone(), rung: context.rung() };
    change(state, event.document, event.language, context).edits.insert(event.sentence.clone(), edit);
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
