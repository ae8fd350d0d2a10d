//! Comments 批注 on the list, a row or a cell.

use crate::apply::Context;
use crate::area::inject::Rung;
use crate::commit::Ids;
use crate::event::{Event, MselCommentSettled, MselCommented};
use crate::limits::COMMENTS_MAX;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::CommentMsel;
use protocol::ids::{MselCommentId, MselRowId};
use protocol::msel::MselField;
use protocol::problem::ProblemCode;

/// A comment.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    pub(crate) row: Option<MselRowId>,
    pub(crate) field: Option<MselField>,
    pub(crate) text: String,
    pub(crate) made: Rung,
    pub(crate) settled: Option<Rung>,
}

pub(crate) fn comment(state: &State, command: &CommentMsel, ids: &mut Ids) -> Result<Vec<Event>, Rejection> {
    if state.msel.comments.len() >= COMMENTS_MAX {
        return Err(ProblemCode::Full.into());
    }
    if command.row.is_some_and(|row| !state.msel.rows.contains_key(&row)) {
        return Err(Rejection::unknown("row"));
    }
    if command.field.is_some() && command.row.is_none() {
        return Err(Rejection::new(ProblemCode::OutOfRange, "a cell has a row").at("row"));
    }
    let event = MselCommented {
        id: MselCommentId(ids.next()),
        row: command.row,
        field: command.field.clone(),
        text: command.text.to_string(),
    };
    Ok(vec![event.into()])
}

pub(crate) fn settle(state: &State, id: MselCommentId) -> Result<Vec<Event>, Rejection> {
    let comment = state.msel.comments.get(&id).ok_or_else(|| Rejection::unknown("comment"))?;
    if comment.settled.is_some() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it is settled"));
    }
    Ok(vec![MselCommentSettled { comment: id }.into()])
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_commented(state: &mut State, event: &MselCommented, context: &Context) {
    let comment = Comment {
        row: event.row,
        field: event.field.clone(),
        text: event.text.clone(),
        made: context.rung(),
        settled: None,
    };
    state.msel.comments.insert(event.id, comment);
}

pub(crate) fn apply_settled(state: &mut State, id: MselCommentId, context: &Context) {
    if let Some(comment) = state.msel.comments.get_mut(&id) {
        comment.settled = Some(context.rung());
    }
}
