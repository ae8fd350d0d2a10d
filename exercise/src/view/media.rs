//! Posts and statements: control and evaluators see all, the simulation cell every post. A department
//! sees the posts that are addressed to it and what it made of them itself, incident command what was
//! reported to it. A draft is its department's, its asked cosigners' and command's; what went out is
//! everybody's.

use super::shared;
use crate::area::inject::Rung;
use crate::area::media::{Post, statement};
use crate::state::State;
use protocol::ids::{DepartmentCode, PostId, StatementId};
use protocol::item;
use protocol::media::{Cosigner, FeedItem, PostCheck, PostItem, PostNotice, PublishedItem, StatementItem};

pub(super) fn post(state: &State, id: PostId) -> Option<PostItem> {
    let post = state.media.posts.get(&id)?;
    let show = |rung: &Rung| shared::rung(state, rung);
    Some(PostItem {
        id,
        number: post.number,
        row: post.row.clone(),
        post_kind: post.kind,
        platform: post.platform.clone(),
        author: post.author.clone(),
        text: post.text.clone(),
        to: post.to.clone(),
        appeared: show(&post.appeared),
        answer_within: post.answer_within,
        reach: post.reach.clone(),
        ceiling: post.curve.ceiling,
        notices: notices(post, show, |_| true),
        checks: checks(post, show, |_| true),
        answers: post.answers.clone(),
        answered: post.answered,
        unanswered: post.unanswered,
        taken_down: post.taken_down,
    })
}

pub(super) fn feed(state: &State, id: PostId, viewer: &DepartmentCode) -> Option<FeedItem> {
    let post = state.media.posts.get(&id).filter(|post| post.shows(state, viewer))?;
    let show = |rung: &Rung| shared::rung_for_players(state, rung);
    let mine = |code: &DepartmentCode| code == viewer || state.is_command(viewer);
    Some(FeedItem {
        id,
        post_kind: post.kind,
        platform: post.platform.clone(),
        author: post.author.clone(),
        text: post.text.clone(),
        appeared: post.appeared.at,
        reach: post.reach.clone(),
        ceiling: post.curve.ceiling,
        notices: notices(post, show, mine),
        checks: checks(post, show, mine),
        answered: post.answered,
        taken_down: post.taken_down,
    })
}

fn notices(
    post: &Post,
    show: impl Fn(&Rung) -> item::Rung,
    shown: impl Fn(&DepartmentCode) -> bool,
) -> Vec<PostNotice> {
    let shown = post.notices.iter().filter(|notice| shown(&notice.department));
    shown
        .map(|notice| PostNotice {
            department: notice.department.clone(),
            rung: show(&notice.rung),
            note: notice.note.clone(),
        })
        .collect()
}

fn checks(post: &Post, show: impl Fn(&Rung) -> item::Rung, shown: impl Fn(&DepartmentCode) -> bool) -> Vec<PostCheck> {
    let shown = post.checks.iter().filter(|check| shown(&check.department));
    shown
        .map(|check| PostCheck {
            department: check.department.clone(),
            rung: show(&check.rung),
            finding: check.finding,
            source: check.source.clone(),
            facts: check.facts.clone(),
        })
        .collect()
}

/// `viewer` is a department; control and evaluators are none.
pub(super) fn statement(state: &State, id: StatementId, viewer: Option<&DepartmentCode>) -> Option<StatementItem> {
    let one = state.media.statements.get(&id)?;
    if viewer.is_some_and(|code| !one.concerns(state, code)) {
        return None;
    }
    let show = |rung: &Rung| match viewer {
        Some(_) => shared::rung_for_players(state, rung),
        None => shared::rung(state, rung),
    };
    let noted = |note: &crate::area::inject::Note| match viewer {
        Some(_) => shared::noted_for_players(note),
        None => shared::noted(state, note),
    };
    let (figures, gates) = match &one.published {
        Some(release) => (release.figures.clone(), release.gates.clone()),
        None => (statement::figures(state, one), statement::gates(state, one)),
    };
    let cosigner = |department: &DepartmentCode| Cosigner {
        department: department.clone(),
        cosigned: one.cosigned.get(department).map(show),
        objected: one.objected.get(department).map(noted),
    };
    Some(StatementItem {
        id,
        department: one.department.clone(),
        number: one.number,
        stage: one.stage(),
        text: one.draft.text.clone(),
        figures,
        answers: one.draft.answers.clone(),
        no_personal_data: one.draft.no_personal_data,
        cosigners: one.draft.cosigners.iter().map(cosigner).collect(),
        drafted: show(&one.drafted),
        revised: one.revised.as_ref().map(show),
        returned: one.returned.as_ref().map(noted),
        approved: one.approved.as_ref().map(show),
        reason: one.reason.clone(),
        published: one.published.as_ref().map(|release| show(&release.rung)),
        gates,
        corrects: one.corrects,
        corrected_by: one.corrected_by,
        withdrawn: one.withdrawn.as_ref().map(noted),
    })
}

pub(super) fn published(state: &State, id: StatementId) -> Option<PublishedItem> {
    let one = state.media.statements.get(&id)?;
    let release = one.published.as_ref()?;
    Some(PublishedItem {
        id,
        department: one.department.clone(),
        text: one.draft.text.clone(),
        published: release.rung.at,
        corrects: one.corrects,
        corrected_by: one.corrected_by,
    })
}
