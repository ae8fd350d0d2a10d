//! Simulated media 模拟舆情 and public statements 发布稿: what comes up in public, how far it spreads, who
//! noticed and verified it, and the statements that answer it.
//!
//! A row of the list brings a post, or the simulation cell writes one. A statement goes draft →
//! cosigned → approved → published → corrected; its text is frozen with approval, and what went out
//! is never changed: another one stands beside it.

pub(crate) mod marks;
pub(crate) mod post;
pub mod reach;
pub(crate) mod statement;

use crate::area::inject::{Note, Rung};
use crate::event::Draft;
use crate::state::State;
use protocol::ids::{DepartmentCode, FactKey, PostId, RowId, StatementId};
use protocol::media::{FigureCheck, PostFinding, PostKind, ReachAnchor, ReachCurve, StatementGate, StatementStage};
use protocol::text::Bilingual;
use protocol::time::{ExerciseTime, Seconds, Stamp};
use std::collections::BTreeMap;

/// Posts and statements of an exercise.
#[derive(Clone, Debug, Default)]
pub struct Media {
    pub(crate) posts: BTreeMap<PostId, Post>,
    pub(crate) statements: BTreeMap<StatementId, Statement>,
}

/// A post or call.
#[derive(Clone, Debug)]
pub struct Post {
    pub(crate) number: u32,
    pub(crate) row: Option<RowId>,
    pub(crate) kind: PostKind,
    pub(crate) platform: Bilingual,
    pub(crate) author: Bilingual,
    pub(crate) text: Bilingual,
    pub(crate) to: Vec<DepartmentCode>,
    /// People present it: no client of a player shows it.
    pub(crate) by_people: bool,
    pub(crate) appeared: Rung,
    pub(crate) answer_within: Option<Seconds>,
    pub(crate) curve: ReachCurve,
    /// In order of time, the first from when it appeared.
    pub(crate) reach: Vec<ReachAnchor>,
    /// The first notice of each department.
    pub(crate) notices: Vec<Notice>,
    pub(crate) checks: Vec<Check>,
    /// Published statements, in order.
    pub(crate) answers: Vec<StatementId>,
    pub(crate) answered: Option<Stamp>,
    pub(crate) unanswered: bool,
    pub(crate) taken_down: bool,
}

/// A department has noticed a post.
#[derive(Clone, Debug)]
pub struct Notice {
    pub(crate) department: DepartmentCode,
    pub(crate) rung: Rung,
    pub(crate) note: Option<String>,
}

/// What a department found out.
#[derive(Clone, Debug)]
pub struct Check {
    pub(crate) department: DepartmentCode,
    pub(crate) rung: Rung,
    pub(crate) finding: PostFinding,
    pub(crate) source: String,
    pub(crate) facts: Vec<FactKey>,
}

/// A statement.
#[derive(Clone, Debug)]
pub struct Statement {
    pub(crate) number: u32,
    pub(crate) department: DepartmentCode,
    pub(crate) draft: Draft,
    pub(crate) drafted: Rung,
    pub(crate) revised: Option<Rung>,
    pub(crate) cosigned: BTreeMap<DepartmentCode, Rung>,
    /// Who was asked and does not stand by it as it is.
    pub(crate) objected: BTreeMap<DepartmentCode, Note>,
    pub(crate) returned: Option<Note>,
    pub(crate) approved: Option<Rung>,
    pub(crate) reason: Option<String>,
    pub(crate) published: Option<Release>,
    pub(crate) corrects: Option<StatementId>,
    pub(crate) corrected_by: Option<StatementId>,
    pub(crate) withdrawn: Option<Note>,
}

/// How a statement went out.
#[derive(Clone, Debug)]
pub struct Release {
    pub(crate) rung: Rung,
    pub(crate) figures: Vec<FigureCheck>,
    pub(crate) gates: Vec<StatementGate>,
}

impl Post {
    /// Whether a department can see it: it is addressed to it, or incident command was told of it.
    pub(crate) fn shows(&self, state: &State, department: &DepartmentCode) -> bool {
        let told = !self.notices.is_empty() && state.is_command(department);
        !self.by_people && (self.to.contains(department) || told)
    }

    /// When it will have been unanswered for too long, while that still matters.
    pub(crate) fn waits_until(&self) -> Option<ExerciseTime> {
        let open = self.answered.is_none() && !self.unanswered && !self.taken_down;
        self.answer_within.filter(|_| open).map(|span| self.appeared.at.exercise.plus(span))
    }

    /// How many it has reached at a moment.
    pub(crate) fn reached(&self, at: ExerciseTime) -> u32 {
        reach::reach_at(&self.reach, self.curve.ceiling, at)
    }
}

impl Statement {
    /// How far it has come.
    pub(crate) fn stage(&self) -> StatementStage {
        if self.withdrawn.is_some() {
            StatementStage::Withdrawn
        } else if self.corrected_by.is_some() {
            StatementStage::Corrected
        } else if self.published.is_some() {
            StatementStage::Published
        } else if self.approved.is_some() {
            StatementStage::Approved
        } else if self.returned.is_none() && self.all_cosigned() {
            StatementStage::Cosigned
        } else {
            StatementStage::Draft
        }
    }

    /// Whether everybody who was asked has cosigned; so it is where nobody was.
    pub(crate) fn all_cosigned(&self) -> bool {
        self.draft.cosigners.iter().all(|code| self.cosigned.contains_key(code))
    }

    /// Whether a department may read it before it goes out.
    pub(crate) fn concerns(&self, state: &State, department: &DepartmentCode) -> bool {
        self.department == *department || self.draft.cosigners.contains(department) || state.is_command(department)
    }
}

/// The story begins again.
pub(crate) fn reset(state: &mut State) {
    state.media = Media::default();
}
