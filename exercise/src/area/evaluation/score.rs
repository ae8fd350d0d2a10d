//! From ratings to scores and conclusions, by the scenario's scale.
//!
//! The score of an objective is the mean of its tasks by weight; its grade is never better than one
//! step above its worst safety-critical task. What nobody observed lowers the coverage, not the score.

use crate::area::inject::Rung;
use crate::number;
use crate::state::{State, TaskState};
use protocol::evaluation::Grade;
use protocol::ids::{ObjectiveId, TaskId};
use protocol::vocab::Rating;

/// The grade of a task as it stands.
#[derive(Clone, Debug)]
pub struct TaskGrade {
    /// The rating.
    pub rating: Rating,
    /// The lead evaluator settled it; else all who rated it agree.
    pub settled: bool,
    /// What it rests on.
    pub rungs: Vec<Rung>,
}

/// The score of an objective.
#[derive(Clone, Debug)]
pub struct ObjectiveScore {
    /// Of 100; none where no task of it was observed.
    pub score: Option<f64>,
    /// By the scale, capped by safety-critical tasks; none as for the score.
    pub grade: Option<Grade>,
    /// A safety-critical task held the grade down.
    pub capped: bool,
    /// Tasks that were observed.
    pub observed: u32,
    /// Tasks.
    pub tasks: u32,
}

/// The rating of a task: the lead's, or the one that all who rated it agree on; none while nobody has
/// rated it, or while they disagree.
#[must_use]
pub fn of_task(state: &State, task: &TaskId) -> Option<TaskGrade> {
    if let Some(graded) = state.evaluation.settled.get(task) {
        return Some(TaskGrade { rating: graded.rating, settled: true, rungs: vec![graded.rung.clone()] });
    }
    let ratings: Vec<_> = state.evaluation.ratings(task).map(|(_, graded)| graded).collect();
    let watched = || ratings.iter().filter(|graded| graded.rating != Rating::NotObserved);
    let rating = match watched().next() {
        Some(first) if watched().all(|other| other.rating == first.rating) => first.rating,
        Some(_) => return None,
        None => ratings.first()?.rating,
    };
    Some(TaskGrade { rating, settled: false, rungs: ratings.iter().map(|graded| graded.rung.clone()).collect() })
}

/// One grade better, as far as there is one.
const fn better(grade: Grade) -> Grade {
    match grade {
        Grade::Poor => Grade::Fair,
        Grade::Fair => Grade::Good,
        Grade::Good | Grade::Excellent => Grade::Excellent,
    }
}

/// Mean of the observed tasks by weight; none where none was observed.
fn mean<'a>(state: &State, tasks: impl Iterator<Item = (&'a TaskId, &'a TaskState)>) -> Option<f64> {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (id, task) in tasks {
        if let Some(score) = observed(state, id) {
            sum += score * f64::from(task.spec.weight);
            weights += f64::from(task.spec.weight);
        }
    }
    (weights > 0.0).then(|| sum / weights)
}

/// The score of a task that was observed.
fn observed(state: &State, task: &TaskId) -> Option<f64> {
    of_task(state, task).and_then(|grade| state.scenario.settings.scale.score(grade.rating)).map(f64::from)
}

/// A score with its grade, held down by a cap. Grades stand in order from the best to the worst.
fn graded(state: &State, score: Option<f64>, cap: Option<Grade>, observed: u32, tasks: u32) -> ObjectiveScore {
    let by_score = score.map(|score| state.scenario.settings.scale.grade(score));
    let grade = match (by_score, cap) {
        (Some(grade), Some(cap)) if cap > grade => Some(cap),
        (grade, _) => grade,
    };
    ObjectiveScore { score, grade, capped: grade != by_score, observed, tasks }
}

/// The score of an objective from its tasks.
#[must_use]
pub fn of_objective(state: &State, objective: &ObjectiveId) -> ObjectiveScore {
    let own = || state.tasks.iter().filter(|(_, task)| task.objective == *objective);
    let critical = own().filter(|(_, task)| task.spec.safety_critical);
    let grade = |score| state.scenario.settings.scale.grade(score);
    let worst = critical.filter_map(|(id, _)| observed(state, id)).map(grade).max();
    let seen = own().filter(|(id, _)| observed(state, id).is_some()).count();
    let score = mean(state, own());
    graded(state, score, worst.map(better), number::count(seen), number::count(own().count()))
}

/// The score of the whole: the mean of all observed tasks by weight, its grade capped like each
/// objective's, and how many tasks were observed.
#[must_use]
pub fn total(state: &State) -> ObjectiveScore {
    let each: Vec<_> = state.scenario.objectives.iter().map(|one| of_objective(state, &one.id)).collect();
    let worst = each.iter().filter(|one| one.capped).filter_map(|one| one.grade).max();
    let observed = each.iter().map(|one| one.observed).sum();
    let tasks = each.iter().map(|one| one.tasks).sum();
    graded(state, mean(state, state.tasks.iter()), worst.map(better), observed, tasks)
}
