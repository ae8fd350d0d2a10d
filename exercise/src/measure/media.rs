//! M17 the life of a rumour and M18 the gates that statements passed, with the posts, statements and
//! marks behind them.
//!
//! A rumour that the scenario binds may have been noticed or verified in a way that only a person saw:
//! a mark set by hand counts as well as the deed, whichever came first.

use crate::area::media::{Post, Statement, marks, post, statement};
use crate::number;
use crate::state::State;
use protocol::ids::{DepartmentCode, PostId, RowId, StatementId, TaskId};
use protocol::media::{FigureCheck, FigureVerdict, PostFinding, PostKind, StatementGate, StatementStage};
use protocol::time::{ExerciseTime, Seconds};
use protocol::vocab::TaskOutcome;
use serde::Serialize;

/// The life of one post, or of a bound rumour without one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RumourMeasure {
    /// The post.
    pub post: Option<PostId>,
    /// The row that brought it.
    pub row: Option<RowId>,
    /// Post or call.
    pub kind: Option<PostKind>,
    /// The scenario binds it as a rumour.
    pub bound: bool,
    /// When it appeared.
    pub appeared: Option<ExerciseTime>,
    /// When somebody first noticed and reported it.
    pub detected: Option<ExerciseTime>,
    /// When it was first verified.
    pub verified: Option<ExerciseTime>,
    /// When the first statement that answers it went out.
    pub first_statement: Option<ExerciseTime>,
    /// When that statement was corrected.
    pub corrected: Option<ExerciseTime>,
    /// How many it had reached when it was noticed.
    pub reach_at_detection: Option<u32>,
    /// How many it had reached when it was answered.
    pub reach_at_statement: Option<u32>,
    /// How many it has reached by the last commit.
    pub reach: Option<u32>,
    /// Its limit for an answer.
    pub answer_within: Option<Seconds>,
    /// The limit passed before it was answered.
    pub unanswered: bool,
    /// What it rests on: statements.
    pub statements: Vec<StatementId>,
    /// What it rests on: tasks whose marks count.
    pub tasks: Vec<TaskId>,
}

/// How one statement came out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementMeasure {
    /// The statement.
    pub statement: StatementId,
    /// Whose it is.
    pub department: DepartmentCode,
    /// Running number within the department.
    pub number: u32,
    /// How far it has come.
    pub stage: StatementStage,
    /// When it was drafted.
    pub drafted: ExerciseTime,
    /// When it was approved.
    pub approved: Option<ExerciseTime>,
    /// When it went out.
    pub published: Option<ExerciseTime>,
    /// It was approved before it went out.
    pub approved_before: bool,
    /// Figures it quotes: n.
    pub figures: u32,
    /// … that agree with what is confirmed.
    pub figures_agree: u32,
    /// … that contradict it.
    pub figures_contradict: u32,
    /// … that nobody has confirmed.
    pub figures_unconfirmed: u32,
    /// Somebody ticked that it holds no personal data.
    pub personal_data_checked: bool,
    /// Everybody who was asked has cosigned.
    pub cosigned: bool,
    /// What was open when it went out, or is by the last commit.
    pub open: Vec<StatementGate>,
    /// Why it was approved all the same.
    pub reason: Option<String>,
    /// The statement that it corrects.
    pub corrects: Option<StatementId>,
    /// The statement that corrects it.
    pub corrected_by: Option<StatementId>,
    /// The posts that it answers.
    pub answers: Vec<PostId>,
}

/// Every post in order of appearance, and bound rumours that no post brings.
#[must_use]
pub fn rumour_measures(state: &State) -> Vec<RumourMeasure> {
    let mut posts: Vec<_> = state.media.posts.iter().collect();
    posts.sort_by_key(|(_, post)| post.number);
    let mut measures: Vec<_> = posts.into_iter().map(|(id, post)| of_post(state, *id, post)).collect();
    let bindings = state.scenario.bindings.rumours.iter();
    let silent = bindings.filter(|binding| post::of_row(state, &binding.appears).is_none());
    measures.extend(silent.filter_map(|binding| of_row(state, &binding.appears)));
    measures
}

/// The first moment at which a bound task was marked done so.
fn mark(state: &State, row: Option<&RowId>, moment: &str) -> Option<ExerciseTime> {
    let row = row?;
    let bound = state.scenario.bindings.rumours.iter().filter(|binding| marks::binds(binding, row));
    let tasks = bound.map(|binding| if moment == marks::DETECTED { &binding.detect } else { &binding.statement });
    let named = |task: &TaskId| {
        let marks = &state.tasks.get(task)?.marks;
        let mark = marks.iter().find(|(name, _)| name.as_ref().is_some_and(|name| name.as_str() == moment));
        mark.filter(|(_, mark)| mark.outcome == TaskOutcome::Done).map(|(_, mark)| mark.at.exercise)
    };
    tasks.filter_map(named).min()
}

fn tasks(state: &State, row: Option<&RowId>) -> Vec<TaskId> {
    let Some(row) = row else { return Vec::new() };
    let bound = state.scenario.bindings.rumours.iter().filter(|binding| marks::binds(binding, row));
    bound.flat_map(|binding| [binding.detect.clone(), binding.statement.clone()]).collect()
}

fn earlier(a: Option<ExerciseTime>, b: Option<ExerciseTime>) -> Option<ExerciseTime> {
    a.into_iter().chain(b).min()
}

fn of_post(state: &State, id: PostId, post: &Post) -> RumourMeasure {
    let row = post.row.as_ref();
    let noticed = post.notices.first().map(|notice| notice.rung.at.exercise);
    let found = post.checks.iter().find(|check| check.finding != PostFinding::Open);
    let detected = earlier(noticed, mark(state, row, marks::DETECTED));
    let first_statement = earlier(post.answered.map(|at| at.exercise), mark(state, row, marks::FIRST_STATEMENT));
    let appeared = post.appeared.at.exercise;
    RumourMeasure {
        post: Some(id),
        row: post.row.clone(),
        kind: Some(post.kind),
        bound: !tasks(state, row).is_empty(),
        appeared: Some(appeared),
        detected: detected.map(|at| at.max(appeared)),
        verified: earlier(found.map(|check| check.rung.at.exercise), mark(state, row, marks::VERIFIED)),
        first_statement: first_statement.map(|at| at.max(appeared)),
        corrected: corrected(state, post),
        reach_at_detection: detected.map(|at| post.reached(at.max(appeared))),
        reach_at_statement: first_statement.map(|at| post.reached(at.max(appeared))),
        reach: Some(post.reached(state.last.exercise)),
        answer_within: post.answer_within,
        unanswered: post.unanswered,
        statements: post.answers.clone(),
        tasks: tasks(state, row),
    }
}

/// When the statement that first answered it was itself corrected.
fn corrected(state: &State, post: &Post) -> Option<ExerciseTime> {
    let first = state.media.statements.get(post.answers.first()?)?;
    let by = state.media.statements.get(&first.corrected_by?)?;
    Some(by.published.as_ref()?.rung.at.exercise)
}

fn of_row(state: &State, row: &RowId) -> Option<RumourMeasure> {
    let released = state.rows.get(row)?.released.as_ref()?.at;
    let row = Some(row);
    Some(RumourMeasure {
        post: None,
        row: row.cloned(),
        kind: None,
        bound: true,
        appeared: Some(released.exercise),
        detected: mark(state, row, marks::DETECTED),
        verified: mark(state, row, marks::VERIFIED),
        first_statement: mark(state, row, marks::FIRST_STATEMENT),
        corrected: None,
        reach_at_detection: None,
        reach_at_statement: None,
        reach: None,
        answer_within: None,
        unanswered: false,
        statements: Vec::new(),
        tasks: tasks(state, row),
    })
}

/// Every statement in order of drafting.
#[must_use]
pub fn statement_measures(state: &State) -> Vec<StatementMeasure> {
    let mut statements: Vec<_> = state.media.statements.iter().collect();
    statements.sort_by_key(|(_, one)| (one.drafted.at, &one.department, one.number));
    statements.into_iter().map(|(id, one)| of_statement(state, *id, one)).collect()
}

fn of_statement(state: &State, id: StatementId, one: &Statement) -> StatementMeasure {
    let (figures, open): (Vec<FigureCheck>, Vec<StatementGate>) = match &one.published {
        Some(release) => (release.figures.clone(), release.gates.clone()),
        None => (statement::figures(state, one), statement::gates(state, one)),
    };
    let count = |verdict| number::count(figures.iter().filter(|figure| figure.verdict == verdict).count());
    StatementMeasure {
        statement: id,
        department: one.department.clone(),
        number: one.number,
        stage: one.stage(),
        drafted: one.drafted.at.exercise,
        approved: one.approved.as_ref().map(|rung| rung.at.exercise),
        published: one.published.as_ref().map(|release| release.rung.at.exercise),
        approved_before: one.published.is_some() && !open.contains(&StatementGate::Approval),
        figures: number::count(figures.len()),
        figures_agree: count(FigureVerdict::Agrees),
        figures_contradict: count(FigureVerdict::Contradicts),
        figures_unconfirmed: count(FigureVerdict::Unconfirmed),
        personal_data_checked: one.draft.no_personal_data,
        cosigned: one.all_cosigned(),
        open,
        reason: one.reason.clone(),
        corrects: one.corrects,
        corrected_by: one.corrected_by,
        answers: one.draft.answers.clone(),
    }
}
