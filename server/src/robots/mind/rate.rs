//! What evaluators make of tasks: the evaluator of a department rates those that its rows ask for, by
//! the marks that everybody of the evaluation sees; behaviours are watched for while answers come in;
//! the lead evaluator opens reconciliation, settles what they disagree on, and writes findings with an
//! action each where a task went wrong.

use super::super::agenda::{Agenda, Own};
use super::{Scene, Wish, act, words};
use protocol::command::{self as c, Command};
use protocol::evaluation::{AssessmentItem, BehaviourSeen};
use protocol::ids::{BehaviourKey, DeliveryId, TaskId};
use protocol::improvement::{ActionElement, FindingItem, FindingKind, ProblemArea};
use protocol::item::{DeliveryItem, EvaluatorRowItem, Item, TaskItem};
use protocol::vocab::{ExerciseStatus, Rating, Role, TaskOutcome};
use std::collections::BTreeSet;

/// Share of behaviours that are seen as they should be, and of the others that are seen in part.
const SEEN_SHARE: f64 = 0.8;
const PARTLY_SHARE: f64 = 0.6;
/// Share of the points of an answer that are right.
const RIGHT_SHARE: f64 = 0.93;
/// … and of one who says that he does not know.
const GUESSED_SHARE: f64 = 0.4;
/// Share of ratings in which an evaluator is one step stricter than the marks alone would say.
const STRICT_SHARE: f64 = 0.15;
/// Seconds after ENDEX at which the first rating is written, and between two.
const FIRST_RATING: f64 = 40.0;
const RATING_EVERY: f64 = 6.0;
/// Seconds after the evaluation begins at which the lead settles the first task, and between two.
const FIRST_SETTLED: f64 = 4.0;
const SETTLED_EVERY: f64 = 0.6;
/// … and at which findings and actions begin: after the ratings of the objectives.
const FIRST_FINDING: f64 = 114.0;
const FINDING_EVERY: f64 = 1.0;
/// Findings that the lead writes at most.
const FINDINGS: usize = 6;

/// What an evaluator means to do about tasks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Judgement {
    Rate(TaskId),
    Watch(TaskId, BehaviourKey),
    Score(DeliveryId),
    Reconcile,
    Settle(TaskId),
    Find(TaskId),
    Open(TaskId),
}

/// An answer came in: its points are scored, behaviours of its tasks are watched for.
pub(super) fn answered(
    agenda: &mut Agenda<Judgement>,
    delivery: &DeliveryItem,
    row: &EvaluatorRowItem,
    scene: &Scene<'_>,
) {
    let order = u64::from(row.order);
    let mut chance = scene.chance().about("judge", scene.department_order(&delivery.department)).about("row", order);
    if !row.key_facts.is_empty() && delivery.score.is_none() {
        agenda.plan(scene.now.own.plus(chance.within(30.0, 120.0)), Judgement::Score(delivery.id));
    }
    for task in &row.tasks {
        for behaviour in scene.task(task).map(|task| task.behaviours.as_slice()).unwrap_or_default() {
            let at = scene.now.own.plus(chance.within(20.0, 90.0));
            agenda.plan(at, Judgement::Watch(task.clone(), behaviour.key.clone()));
        }
    }
}

/// A finding stands: whoever made it opens the action that answers it.
pub(super) fn found(agenda: &mut Agenda<Judgement>, finding: &FindingItem, scene: &Scene<'_>) {
    let mine = finding.rung.by.as_ref().and_then(|by| by.seat.as_ref()) == Some(&scene.you.seat);
    if let (true, Some(task)) = (mine && finding.withdrawn.is_none(), &finding.task) {
        agenda.plan(scene.now.own.plus(1.0), Judgement::Open(task.clone()));
    }
}

/// The exercise came to its end, or the evaluation begins.
pub(super) fn status(agenda: &mut Agenda<Judgement>, status: ExerciseStatus, scene: &Scene<'_>) {
    let leads = scene.you.role == Role::LeadEvaluator;
    match status {
        ExerciseStatus::Ended if !leads => {
            for (order, task) in own_tasks(scene).into_iter().enumerate() {
                agenda.plan(after(scene, FIRST_RATING, RATING_EVERY, order), Judgement::Rate(task));
            }
        }
        ExerciseStatus::Evaluating if leads => {
            agenda.plan(scene.now.own.plus(2.0), Judgement::Reconcile);
            for (order, task) in tasks(scene).into_iter().enumerate() {
                agenda.plan(after(scene, FIRST_SETTLED, SETTLED_EVERY, order), Judgement::Settle(task.id.clone()));
                agenda.plan(after(scene, FIRST_FINDING, FINDING_EVERY, order), Judgement::Find(task.id.clone()));
            }
        }
        ExerciseStatus::Draft
        | ExerciseStatus::Review
        | ExerciseStatus::Approved
        | ExerciseStatus::Standby
        | ExerciseStatus::Running
        | ExerciseStatus::Paused
        | ExerciseStatus::Ended
        | ExerciseStatus::Evaluating
        | ExerciseStatus::Reported
        | ExerciseStatus::Closed
        | ExerciseStatus::Aborted => {}
    }
}

fn after(scene: &Scene<'_>, first: f64, every: f64, order: usize) -> Own {
    scene.now.own.plus(first + every * order as f64)
}

pub(super) fn carry_out(judgement: &Judgement, scene: &Scene<'_>) -> Option<Wish> {
    match judgement {
        Judgement::Rate(id) => rate(id, scene),
        Judgement::Watch(task, key) => watch(task, key, scene),
        Judgement::Score(id) => score(*id, scene),
        Judgement::Reconcile => Some(Command::OpenReconciliation(c::OpenReconciliation {}).into()),
        Judgement::Settle(id) => settle(id, scene),
        Judgement::Find(id) => find(id, scene),
        Judgement::Open(id) => open(id, scene),
    }
}

/// Tasks in order of the plan.
fn tasks<'a>(scene: &Scene<'a>) -> Vec<&'a TaskItem> {
    let Some(Item::Plan(plan)) = scene.memory.find("plan") else { return Vec::new() };
    plan.objectives.iter().flat_map(|objective| &objective.tasks).filter_map(|task| scene.task(task)).collect()
}

/// Tasks of rows that went to the department that this seat watches.
fn own_tasks(scene: &Scene<'_>) -> Vec<TaskId> {
    let watched = scene.you.watches.as_ref();
    let ours: BTreeSet<TaskId> = scene
        .memory
        .items()
        .filter_map(|item| if let Item::EvaluatorRow(row) = item { Some(row) } else { None })
        .filter(|row| row.released.is_some() && delivered(row, scene))
        .flat_map(|row| row.tasks.clone())
        .collect();
    tasks(scene)
        .into_iter()
        .map(|task| task.id.clone())
        .filter(|task| watched.is_some() && ours.contains(task))
        .collect()
}

fn delivered(row: &EvaluatorRowItem, scene: &Scene<'_>) -> bool {
    scene.memory.items().any(|item| match item {
        Item::Delivery(delivery) => delivery.row == row.id && scene.you.watches.as_ref() == Some(&delivery.department),
        _ => false,
    })
}

/// By the marks: done with every moment, done with some, not done; what nobody marked was not observed.
fn by_marks(task: &TaskItem) -> Rating {
    let missed = task.marks.iter().filter(|mark| mark.outcome == TaskOutcome::NotDone).count();
    match task.outcome.as_ref().map(|mark| mark.outcome) {
        Some(TaskOutcome::Done) if missed == 0 => Rating::Performed,
        Some(TaskOutcome::Done) => Rating::Some,
        Some(TaskOutcome::NotDone) if missed < task.marks.len() => Rating::Major,
        Some(TaskOutcome::NotDone) => Rating::Unable,
        None => Rating::NotObserved,
    }
}

const fn stricter(rating: Rating) -> Rating {
    match rating {
        Rating::Performed => Rating::Some,
        Rating::Some => Rating::Major,
        Rating::Major | Rating::Unable => Rating::Unable,
        Rating::NotObserved => Rating::NotObserved,
    }
}

fn rate(id: &TaskId, scene: &Scene<'_>) -> Option<Wish> {
    let task = scene.task(id)?;
    let watched = scene.you.watches.as_ref().map_or(0, |code| scene.department_order(code));
    let mut chance = scene.chance().about("rate", watched).about("task", scene.task_order(id));
    let rating = by_marks(task);
    let rating = if chance.yes(STRICT_SHARE) { stricter(rating) } else { rating };
    Some(Command::RateTask(c::RateTask { task: id.clone(), rating, note: None }).into())
}

fn watch(task: &TaskId, key: &BehaviourKey, scene: &Scene<'_>) -> Option<Wish> {
    let own = format!("assessment/{task}/{}", scene.you.seat);
    if let Some(Item::Assessment(one)) = scene.memory.find(&own)
        && one.behaviours.contains_key(key)
    {
        return None;
    }
    let index = scene.task(task)?.behaviours.iter().position(|one| one.key == *key)?;
    let mut chance = scene.chance().about("behaviour", scene.task_order(task)).about("which", index as u64);
    let seen = match (chance.yes(SEEN_SHARE), chance.yes(PARTLY_SHARE)) {
        (true, _) => BehaviourSeen::Yes,
        (false, true) => BehaviourSeen::Partly,
        (false, false) => BehaviourSeen::NotSeen,
    };
    let command = c::MarkBehaviour { task: task.clone(), behaviour: key.clone(), seen, note: None };
    Some(Command::MarkBehaviour(command).into())
}

fn score(id: DeliveryId, scene: &Scene<'_>) -> Option<Wish> {
    let Item::Delivery(delivery) = scene.memory.find(&format!("delivery/{id}"))? else { return None };
    let Item::EvaluatorRow(row) = scene.memory.find(&format!("row/{}", delivery.row))? else { return None };
    let department = scene.department_order(&delivery.department);
    let mut chance = scene.chance().about("points", department).about("row", u64::from(row.order));
    let asked = u32::try_from(row.key_facts.len()).ok()?;
    let unsure = delivery
        .answer
        .as_ref()
        .and_then(|answer| answer.text.as_deref())
        .is_some_and(|text| words::UNSURE.are_in(text));
    let share = if unsure { GUESSED_SHARE } else { scene.share(RIGHT_SHARE) };
    let right = (0..asked).filter(|_| chance.yes(share)).collect();
    Some(Command::ScoreAnswer(c::ScoreAnswer { delivery: id, right }).into())
}

/// Ratings of a task as the lead sees them.
fn assessments<'a>(id: &TaskId, scene: &Scene<'a>) -> Vec<&'a AssessmentItem> {
    let of = |item: &'a Item| if let Item::Assessment(one) = item { Some(one) } else { None };
    scene.memory.items().filter_map(of).filter(|one| one.task == *id && one.rating.is_some()).collect()
}

const fn rank(rating: Rating) -> Option<u8> {
    match rating {
        Rating::Performed => Some(0),
        Rating::Some => Some(1),
        Rating::Major => Some(2),
        Rating::Unable => Some(3),
        Rating::NotObserved => None,
    }
}

/// Where evaluators disagree the stricter one stands.
fn settle(id: &TaskId, scene: &Scene<'_>) -> Option<Wish> {
    let ratings: Vec<Rating> =
        assessments(id, scene).iter().filter_map(|one| one.rating.as_ref()).map(|one| one.rating).collect();
    let watched: BTreeSet<u8> = ratings.iter().copied().filter_map(rank).collect();
    if watched.len() < 2 {
        return None;
    }
    let strictest = *watched.last()?;
    let rating = ratings.into_iter().find(|rating| rank(*rating) == Some(strictest))?;
    Some(Command::SettleTask(c::SettleTask { task: id.clone(), rating, note: None }).into())
}

/// The rating that stands, as far as it is bad.
fn went_wrong(id: &TaskId, scene: &Scene<'_>) -> bool {
    let settled = scene.task(id).and_then(|task| task.settled.as_ref()).map(|one| one.rating);
    let rating =
        settled.or_else(|| assessments(id, scene).first().and_then(|one| one.rating.as_ref()).map(|one| one.rating));
    matches!(rating, Some(Rating::Major | Rating::Unable))
}

fn find(id: &TaskId, scene: &Scene<'_>) -> Option<Wish> {
    let written = scene.memory.items().filter(|item| matches!(item, Item::Finding(_))).count();
    if written >= FINDINGS || !went_wrong(id, scene) {
        return None;
    }
    let mut chance = scene.chance().about("finding", scene.task_order(id));
    let command = c::RecordFinding {
        kind: FindingKind::Improvement,
        // A robot does not know what a task is about; the report finds its place by the task.
        area: ProblemArea::Conduct,
        text: act::body(words::FINDING.pick(&mut chance, scene.part.language))?,
        analysis: act::body(words::CAUSE.pick(&mut chance, scene.part.language)),
        reference: None,
        objective: None,
        task: Some(id.clone()),
        department: None,
        observations: Vec::new(),
        commits: Vec::new(),
    };
    Some(Command::RecordFinding(command).into())
}

/// The action that answers one's own finding on the task.
fn open(id: &TaskId, scene: &Scene<'_>) -> Option<Wish> {
    let mut findings =
        scene.memory.items().filter_map(|item| if let Item::Finding(one) = item { Some(one) } else { None });
    let finding = findings.find(|one| one.task.as_ref() == Some(id))?;
    let mut chance = scene.chance().about("action", scene.task_order(id));
    let command = c::OpenAction {
        finding: Some(finding.id),
        area: finding.area,
        problem: act::body(&finding.text)?,
        cause: finding.analysis.as_deref().and_then(act::body),
        measure: act::body(words::REMEDY.pick(&mut chance, scene.part.language))?,
        element: ActionElement::Training,
        unit: None,
        person: None,
        due: None,
        verifier: act::label(scene.you.seat.as_str()),
        proof: None,
    };
    Some(Command::OpenAction(command).into())
}
