//! From ratings to scores and conclusions, by the scenario's scale.
//!
//! The score of an objective is the mean of its tasks by weight; its grade is never better than one
//! step above its worst safety-critical task. What nobody observed lowers the coverage, not the score.

use crate::area::inject::Rung;
use crate::state::State;
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

const fn rank(grade: Grade) -> u8 {
    match grade {
        Grade::Excellent => 3,
        Grade::Good => 2,
        Grade::Fair => 1,
        Grade::Poor => 0,
    }
}

/// The score of an objective from its tasks.
#[must_use]
pub fn of_objective(state: &State, objective: &ObjectiveId) -> ObjectiveScore {
    let scale = &state.scenario.settings.scale;
    let (mut sum, mut weights, mut observed, mut tasks) = (0.0, 0.0, 0, 0);
    let mut cap: Option<Grade> = None;
    for (id, task) in state.tasks.iter().filter(|(_, task)| task.objective == *objective) {
        tasks += 1;
        let Some(score) = of_task(state, id).and_then(|grade| scale.score(grade.rating)) else { continue };
        observed += 1;
        let score = f64::from(score);
        sum += score * f64::from(task.spec.weight);
        weights += f64::from(task.spec.weight);
        if task.spec.safety_critical {
            let limit = better(scale.grade(score));
            cap = Some(cap.map_or(limit, |cap| if rank(limit) < rank(cap) { limit } else { cap }));
        }
    }
    let score = (weights > 0.0).then(|| sum / weights);
    let by_score = score.map(|score| scale.grade(score));
    let grade = match (by_score, cap) {
        (Some(grade), Some(cap)) if rank(cap) < rank(grade) => Some(cap),
        (grade, _) => grade,
    };
    ObjectiveScore { score, grade, capped: grade != by_score, observed, tasks }
}

/// The score of the whole: the mean of all observed tasks by weight, its grade capped like each
/// objective's, and how many tasks were observed.
#[must_use]
pub fn total(state: &State) -> ObjectiveScore {
    let scale = &state.scenario.settings.scale;
    let each: Vec<_> = state.scenario.objectives.iter().map(|one| (one, of_objective(state, &one.id))).collect();
    let (mut sum, mut weights) = (0.0, 0.0);
    for (id, task) in &state.tasks {
        if let Some(score) = of_task(state, id).and_then(|grade| scale.score(grade.rating)) {
            sum += f64::from(score) * f64::from(task.spec.weight);
            weights += f64::from(task.spec.weight);
        }
    }
    let score = (weights > 0.0).then(|| sum / weights);
    let by_score = score.map(|score| scale.grade(score));
    let worst = each.iter().filter(|(_, one)| one.capped).filter_map(|(_, one)| one.grade).min_by_key(|g| rank(*g));
    let grade = match (by_score, worst.map(better)) {
        (Some(grade), Some(cap)) if rank(cap) < rank(grade) => Some(cap),
        (grade, _) => grade,
    };
    ObjectiveScore {
        score,
        grade,
        capped: grade != by_score,
        observed: each.iter().map(|(_, one)| one.observed).sum(),
        tasks: each.iter().map(|(_, one)| one.tasks).sum(),
    }
}
