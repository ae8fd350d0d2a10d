//! Posts: they appear with a row or by hand, spread, are noticed and verified, and are called out when
//! no statement answers them in time.

use super::{Check, Notice, Post, marks, reach};
use crate::actor::Seated;
use crate::apply::Context;
use crate::commit::Ids;
use crate::event::{Event, PostNoticed, PostUnanswered, PostVerified, PostWritten, ReachLogged};
use crate::limits::{CHECKS_MAX, POSTS_MAX, REACH_ANCHORS_MAX};
use crate::number;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{LogReach, NoticePost, VerifyPost, WritePost};
use protocol::ids::{DepartmentCode, FactKey, PostId, RowId};
use protocol::media::{ReachAnchor, ReachCause, ReachCurve};
use protocol::problem::ProblemCode;
use protocol::scenario::Recipient;
use protocol::text::Bilingual;
use protocol::time::{ExerciseTime, Seconds, Stamp};
use uuid::Uuid;

/// Longest limit for an answer: a day, as for every span of a row.
const ANSWER_WITHIN_MAX: Seconds = Seconds(86_400);

pub(crate) fn write(state: &State, command: &WritePost, ids: &mut Ids) -> Result<Vec<Event>, Rejection> {
    if state.media.posts.len() >= POSTS_MAX {
        return Err(ProblemCode::Full.into());
    }
    if command.to.is_empty() {
        return Err(Rejection::new(ProblemCode::OutOfRange, "name one department or more").at("to"));
    }
    if command.to.iter().any(|code| !state.desks.contains_key(code)) {
        return Err(Rejection::unknown("to"));
    }
    if let Some(field) = command.reach.fault() {
        return Err(Rejection::new(ProblemCode::OutOfRange, field).at("reach"));
    }
    if command.answer_within.is_some_and(|span| span.0 < 1 || span > ANSWER_WITHIN_MAX) {
        return Err(Rejection::new(ProblemCode::OutOfRange, "a second to a day").at("answer_within"));
    }
    Ok(vec![
        PostWritten {
            id: PostId(ids.next()),
            kind: command.kind,
            platform: command.platform.to_string(),
            author: command.author.to_string(),
            text: command.text.to_string(),
            to: command.to.clone(),
            reach: command.reach,
            answer_within: command.answer_within,
        }
        .into(),
    ])
}

pub(crate) fn log_reach(state: &State, command: &LogReach) -> Result<Vec<Event>, Rejection> {
    let post = state.media.posts.get(&command.post).ok_or_else(|| Rejection::unknown("post"))?;
    if post.taken_down {
        return Err(Rejection::new(ProblemCode::WrongStage, "it was taken down"));
    }
    if command.reach > post.curve.ceiling {
        let most = format!("its ceiling is {}", post.curve.ceiling);
        return Err(Rejection::new(ProblemCode::OutOfRange, most).at("reach"));
    }
    if post.reach.len() >= REACH_ANCHORS_MAX {
        return Err(ProblemCode::Full.into());
    }
    Ok(vec![ReachLogged { post: command.post, reach: command.reach }.into()])
}

/// A post that this seat's department can see.
fn seen<'a>(state: &'a State, id: PostId, seated: &Seated) -> Result<(&'a Post, DepartmentCode), Rejection> {
    let department = seated.department.clone().ok_or(ProblemCode::NotAllowed)?;
    let post = state.media.posts.get(&id).filter(|post| post.shows(state, &department));
    Ok((post.ok_or_else(|| Rejection::unknown("post"))?, department))
}

fn noticed_by(post: &Post, department: &DepartmentCode) -> bool {
    post.notices.iter().any(|notice| notice.department == *department)
}

pub(crate) fn notice(state: &State, command: &NoticePost, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let (post, department) = seen(state, command.post, seated)?;
    if noticed_by(post, &department) {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was reported"));
    }
    let note = command.note.as_ref().map(ToString::to_string);
    let mut events = vec![PostNoticed { post: command.post, department, note }.into()];
    events.extend(marks::of(state, post.row.as_ref(), marks::DETECTED, true));
    Ok(events)
}

pub(crate) fn verify(state: &State, command: &VerifyPost, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    let (post, department) = seen(state, command.post, seated)?;
    if !noticed_by(post, &department) {
        return Err(Rejection::new(ProblemCode::WrongStage, "it is reported before it is verified"));
    }
    if post.checks.len() >= CHECKS_MAX {
        return Err(ProblemCode::Full.into());
    }
    let unknown = |fact: &&FactKey| !state.facts.contains_key(*fact);
    if let Some(fact) = command.facts.iter().find(unknown) {
        return Err(Rejection::new(ProblemCode::Unknown, fact.as_str()).at("facts"));
    }
    let (finding, source) = (command.finding, command.source.to_string());
    let verified = PostVerified { post: command.post, department, finding, source, facts: command.facts.clone() };
    let mut events = vec![verified.into()];
    events.extend(marks::of(state, post.row.as_ref(), marks::VERIFIED, false));
    Ok(events)
}

/// Posts whose limit for an answer has passed.
pub(crate) fn due(state: &State, now: ExerciseTime) -> Vec<Event> {
    let late = |post: &Post| post.waits_until().is_some_and(|at| at <= now);
    let unanswered = state.media.posts.iter().filter(|(_, post)| late(post));
    unanswered.map(|(id, _)| PostUnanswered { post: *id }.into()).collect()
}

/// The moments at which [`due`] may have something to say.
pub(crate) fn moments(state: &State) -> impl Iterator<Item = ExerciseTime> + '_ {
    state.media.posts.values().filter_map(Post::waits_until)
}

/// The post that a row brought.
pub(crate) fn of_row(state: &State, row: &RowId) -> Option<PostId> {
    state.media.posts.iter().find(|(_, post)| post.row.as_ref() == Some(row)).map(|(id, _)| *id)
}

// -- apply -------------------------------------------------------------------------------------

fn first_anchor(curve: &ReachCurve, at: Stamp) -> ReachAnchor {
    ReachAnchor { at, count: curve.start, doubles_every: curve.doubles_every, cause: ReachCause::Appeared }
}

/// The post of a row appears with its release. Its id is made from that of a delivery, which is random,
/// so that no player can reckon from it which row it is.
pub(crate) fn apply_released(state: &mut State, id: &RowId, context: &Context) {
    let Some(row) = state.rows.get(id) else { return };
    let Some(planned) = row.spec.post.clone() else { return };
    let seed = row.deliveries.first().map_or(state.id.0, |delivery| delivery.0);
    let department = |to: &Recipient| match to {
        Recipient::Department(code) => Some(code.clone()),
        // What goes to one seat alone is in no feed of its department.
        Recipient::Seat(_) => None,
    };
    let post = Post {
        number: number::next(state.media.posts.len()),
        row: Some(id.clone()),
        kind: planned.kind,
        platform: planned.platform,
        author: planned.author,
        text: row.spec.body.clone().unwrap_or_default(),
        to: row.spec.to.iter().filter_map(department).collect(),
        by_people: row.staged_by_people(),
        appeared: context.rung(),
        answer_within: planned.answer_within,
        curve: planned.reach,
        reach: vec![first_anchor(&planned.reach, context.at)],
        notices: Vec::new(),
        checks: Vec::new(),
        answers: Vec::new(),
        answered: None,
        unanswered: false,
        taken_down: false,
    };
    state.media.posts.insert(PostId(Uuid::new_v5(&seed, b"post")), post);
}

pub(crate) fn apply_written(state: &mut State, event: &PostWritten, context: &Context) {
    let post = Post {
        number: number::next(state.media.posts.len()),
        row: None,
        kind: event.kind,
        platform: Bilingual::same(&event.platform),
        author: Bilingual::same(&event.author),
        text: Bilingual::same(&event.text),
        to: event.to.clone(),
        by_people: false,
        appeared: context.rung(),
        answer_within: event.answer_within,
        curve: event.reach,
        reach: vec![first_anchor(&event.reach, context.at)],
        notices: Vec::new(),
        checks: Vec::new(),
        answers: Vec::new(),
        answered: None,
        unanswered: false,
        taken_down: false,
    };
    state.media.posts.insert(event.id, post);
}

/// From now on it counts from `count`, growing as it did or as the cause says.
fn anchor(post: &mut Post, at: Stamp, count: u32, cause: ReachCause) {
    let doubles_every = match cause {
        ReachCause::Appeared => post.curve.doubles_every,
        ReachCause::Answered => post.curve.answered_doubles_every,
        ReachCause::Logged => post.reach.last().and_then(|last| last.doubles_every),
        ReachCause::TakenDown => None,
    };
    post.reach.push(ReachAnchor { at, count, doubles_every, cause });
}

pub(crate) fn apply_logged(state: &mut State, id: PostId, count: u32, context: &Context) {
    if let Some(post) = state.media.posts.get_mut(&id) {
        anchor(post, context.at, count, ReachCause::Logged);
    }
}

pub(crate) fn apply_recalled(state: &mut State, row: &RowId, context: &Context) {
    let Some(post) = of_row(state, row).and_then(|id| state.media.posts.get_mut(&id)) else { return };
    let count = reach::reach_at(&post.reach, post.curve.ceiling, context.at.exercise);
    anchor(post, context.at, count, ReachCause::TakenDown);
    post.taken_down = true;
}

/// The first published statement slows it down.
pub(super) fn apply_answered(post: &mut Post, statement: protocol::ids::StatementId, context: &Context) {
    post.answers.push(statement);
    if post.answered.is_none() && !post.taken_down {
        let count = post.reached(context.at.exercise);
        anchor(post, context.at, count, ReachCause::Answered);
    }
    post.answered.get_or_insert(context.at);
}

pub(crate) fn apply_noticed(state: &mut State, event: &PostNoticed, context: &Context) {
    if let Some(post) = state.media.posts.get_mut(&event.post) {
        let (department, note) = (event.department.clone(), event.note.clone());
        post.notices.push(Notice { department, rung: context.rung(), note });
    }
}

pub(crate) fn apply_verified(state: &mut State, event: &PostVerified, context: &Context) {
    if let Some(post) = state.media.posts.get_mut(&event.post) {
        post.checks.push(Check {
            department: event.department.clone(),
            rung: context.rung(),
            finding: event.finding,
            source: event.source.clone(),
            facts: event.facts.clone(),
        });
    }
}

pub(crate) fn apply_unanswered(state: &mut State, id: PostId) {
    if let Some(post) = state.media.posts.get_mut(&id) {
        post.unanswered = true;
    }
}
