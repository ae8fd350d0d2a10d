//! Evaluators: notes bound to rows, named moments of tasks, and the lead evaluator's ratings. They
//! never prompt: nothing they write reaches a player.

use super::super::agenda::{Agenda, Own};
use super::rate::{self, Judgement};
use super::{Mind, Scene, Wish, act, media, relay, words};
use protocol::ids::{DeliveryId, MarkName, ObjectiveId, RowId, TaskId};
use protocol::item::{DeliveryItem, EvaluatorRowItem, ExerciseItem, Item};
use protocol::vocab::{DeliveryStage, ExerciseStatus, ObservationKind, Rating, Role, TaskOutcome};

/// Share of answers that an evaluator writes something about.
const NOTED_SHARE: f64 = 0.35;
/// Share of named moments that came.
const CAME_SHARE: f64 = 0.8;

/// What an evaluator means to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Intent {
    Note(DeliveryId),
    Mark(TaskId, MarkName),
    Rate(ObjectiveId),
    /// What is heard at a hop of a relay test, by its place.
    Tick(RowId, u32),
}

/// The mind of an evaluator.
#[derive(Debug, Default)]
pub(super) struct Evaluator {
    agenda: Agenda<Intent>,
    judgements: Agenda<Judgement>,
}

impl Mind for Evaluator {
    fn notice(&mut self, item: &Item, scene: &Scene<'_>) {
        if let Item::Delivery(delivery) = item
            && scene.you.watches.as_ref() == Some(&delivery.department)
        {
            self.delivery(delivery, scene);
        }
        if let Item::Relay(relay) = item {
            for (at, hop) in relay::turns(relay, scene) {
                self.agenda.plan(at, Intent::Tick(relay.row.clone(), hop));
            }
        }
        if let Item::Finding(finding) = item {
            rate::found(&mut self.judgements, finding, scene);
        }
        if let Item::Exercise(exercise) = item {
            rate::status(&mut self.judgements, exercise.status, scene);
        }
        if let Item::Exercise(exercise) = item
            && scene.you.role == Role::LeadEvaluator
        {
            self.ratings(exercise, scene);
        }
    }

    fn next(&self) -> Option<Own> {
        [self.agenda.next(), self.judgements.next()].into_iter().flatten().min()
    }

    fn act(&mut self, scene: &Scene<'_>) -> Vec<Wish> {
        let mut wishes = Vec::new();
        while let Some(intent) = self.agenda.pop(scene.now.own) {
            let wish = match &intent {
                Intent::Note(id) => note(*id, scene),
                Intent::Mark(task, name) => mark(task, name, scene),
                Intent::Rate(id) => rate(id, scene),
                Intent::Tick(row, hop) => relay::tick(row, *hop, scene),
            };
            wishes.extend(wish.filter(|wish| scene.admits(&wish.command)));
        }
        while let Some(judgement) = self.judgements.pop(scene.now.own) {
            let wish = rate::carry_out(&judgement, scene);
            wishes.extend(wish.filter(|wish| scene.admits(&wish.command)));
        }
        wishes
    }
}

fn row<'a>(scene: &Scene<'a>, delivery: &DeliveryItem) -> Option<&'a EvaluatorRowItem> {
    let Item::EvaluatorRow(row) = scene.memory.find(&format!("row/{}", delivery.row))? else { return None };
    Some(row)
}

impl Evaluator {
    fn delivery(&mut self, delivery: &DeliveryItem, scene: &Scene<'_>) {
        if delivery.answer.is_none() {
            return;
        }
        let Some(row) = row(scene, delivery) else { return };
        rate::answered(&mut self.judgements, delivery, row, scene);
        let order = u64::from(row.order);
        let mut chance =
            scene.chance().about("evaluator", scene.department_order(&delivery.department)).about("row", order);
        if chance.yes(NOTED_SHARE) {
            self.agenda.plan(scene.now.own.plus(chance.within(20.0, 120.0)), Intent::Note(delivery.id));
        }
        let lead = row.lead.as_ref().is_none_or(|lead| *lead == delivery.department);
        for task in row.tasks.iter().filter(|_| lead) {
            for name in scene.task(task).map(|task| task.mark_names.as_slice()).unwrap_or_default() {
                // An evaluator who stands beside it marks at once.
                let takes = if scene.part.crew.is_careful() { (3.0, 12.0) } else { (10.0, 60.0) };
                let at = scene.now.own.plus(chance.within(takes.0, takes.1));
                self.agenda.plan(at, Intent::Mark(task.clone(), name.clone()));
            }
        }
    }

    fn ratings(&mut self, exercise: &ExerciseItem, scene: &Scene<'_>) {
        let Some(Item::Plan(plan)) = scene.memory.find("plan") else { return };
        if exercise.status != ExerciseStatus::Evaluating {
            return;
        }
        for (order, objective) in plan.objectives.iter().enumerate() {
            let at = scene.now.own.plus(20.0 + 15.0 * order as f64);
            self.agenda.plan(at, Intent::Rate(objective.id.clone()));
        }
    }
}

fn note(id: DeliveryId, scene: &Scene<'_>) -> Option<Wish> {
    let Item::Delivery(delivery) = scene.memory.find(&format!("delivery/{id}"))? else { return None };
    let order = u64::from(row(scene, delivery)?.order);
    let mut chance = scene.chance().about("note", scene.department_order(&delivery.department)).about("row", order);
    let late = !delivery.overdue.is_empty() && delivery.rungs.contains_key(&DeliveryStage::Responded);
    let (kind, phrases) = match (late, chance.unit()) {
        (true, _) => (ObservationKind::Improvement, &words::IMPROVE),
        (false, share) if share < 0.5 => (ObservationKind::Fact, &words::FACT),
        (false, share) if share < 0.8 => (ObservationKind::Strength, &words::STRENGTH),
        (false, _) => (ObservationKind::Improvement, &words::IMPROVE),
    };
    let text = phrases.pick(&mut chance, scene.part.language);
    act::observe(text, kind, Some(delivery.row.clone()), Some(delivery.department.clone()))
}

/// Named moments are the evaluators', the task itself is control's.
fn mark(task: &TaskId, name: &MarkName, scene: &Scene<'_>) -> Option<Wish> {
    let known = scene.task(task)?;
    if media::by_deed(known, scene) || known.marks.iter().any(|mark| mark.mark.as_ref() == Some(name)) {
        return None;
    }
    let index = known.mark_names.iter().position(|other| other == name)?;
    let came =
        scene.chance().about("mark", scene.task_order(task)).about("name", index as u64).yes(scene.share(CAME_SHARE));
    let outcome = if came { TaskOutcome::Done } else { TaskOutcome::NotDone };
    Some(act::mark(task.clone(), Some(name.clone()), outcome))
}

/// A proposal from the marks: all done, most done, fewer, none, or nothing seen.
fn rate(id: &ObjectiveId, scene: &Scene<'_>) -> Option<Wish> {
    let Some(Item::Plan(plan)) = scene.memory.find("plan") else { return None };
    let objective = plan.objectives.iter().find(|objective| objective.id == *id)?;
    let outcomes: Vec<TaskOutcome> =
        objective.tasks.iter().filter_map(|task| Some(scene.task(task)?.outcome.as_ref()?.outcome)).collect();
    let done = outcomes.iter().filter(|outcome| **outcome == TaskOutcome::Done).count();
    let rating = match (outcomes.len(), done) {
        (0, _) => Rating::NotObserved,
        (all, done) if done == all => Rating::Performed,
        (all, done) if done * 3 >= all * 2 => Rating::Some,
        (_, 0) => Rating::Unable,
        _ => Rating::Major,
    };
    Some(act::rate(id.clone(), rating))
}
