//! A controller's desk: what is suggested, what is expected, what comes back.
//!
//! Whether a task counts as done is drawn per task, when it is marked per row; so two controllers
//! who see the same thing at the same time do not disagree, whoever is first.

use super::super::agenda::Agenda;
use super::super::chance::Chance;
use super::control::{answers_for, answers_for_row, leads, of_row};
use super::lead::rows;
use super::{Scene, Wish, act, media, words};
use protocol::command::Party;
use protocol::ids::{ClarificationId, DeliveryId, MessageId, ReportId, RowId, TaskId};
use protocol::item::{ClarificationItem, DeliveryItem, Item, MessageItem, ReportItem, RowItem};
use protocol::vocab::{
    DeliveryStage, Duty, EscalationLevel, EscalationStep, ExerciseStatus, InjectKind, InjectStatus, ReleaseMode,
    RowOrigin, Staging, TaskOutcome,
};

/// Share of tasks that are done in the eyes of control.
const DONE_SHARE: f64 = 0.6;
/// Share of suggested contingencies that control finds unnecessary.
const SKIPPED_SHARE: f64 = 0.08;
/// Share of upcoming rows that are held for a moment.
const HELD_SHARE: f64 = 0.05;
/// A held row is held so many seconds before it is due, and let go well before it is.
const HELD_AHEAD: f64 = 200.0;
const HELD_FOR: f64 = 60.0;
/// Share of answers that are accepted, and that are sent back.
const ACCEPTED_SHARE: f64 = 0.5;
const SENT_BACK_SHARE: f64 = 0.08;

/// What a controller means to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Task {
    Confirm(RowId),
    Expected(RowId),
    NotDone(RowId),
    Hold(RowId),
    LetGo(RowId),
    Mark(TaskId, RowId),
    Review(Review, DeliveryId),
    Clarify(ClarificationId),
    Reply(MessageId),
    ConfirmReport(ReportId),
}

/// What a controller may do about a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Review {
    Nudge,
    Deputy,
    Accept,
    SendBack,
    Close,
}

pub(super) fn notice(agenda: &mut Agenda<Task>, item: &Item, scene: &Scene<'_>) {
    if let Item::Row(row) = item {
        list(agenda, row, scene);
    } else if let Item::Exercise(_) = item {
        // What was planned before STARTEX is looked at when it has come.
        rows(scene).for_each(|row| list(agenda, row, scene));
    } else if let Item::Delivery(delivery) = item {
        ladder(agenda, delivery, scene);
    } else if let Item::Clarification(asked) = item {
        clarification(agenda, asked, scene);
    } else if let Item::Message(message) = item {
        letter(agenda, message, scene);
    } else if let Item::Report(report) = item {
        confirmation(agenda, report, scene);
    }
}

fn list(agenda: &mut Agenda<Task>, row: &RowItem, scene: &Scene<'_>) {
    if scene.status() != ExerciseStatus::Running || row.template.is_some() {
        return;
    }
    let now = scene.now.own;
    let expected = row.inject_kind == InjectKind::ExpectedAction;
    let takes = |question, low, high| of_row(scene, question, row.order).within(low, high);
    let armed = row.armed.map_or(now, |armed| scene.now.of(armed.exercise));
    match row.status {
        InjectStatus::Armed if expected => {
            let limit = row.targets.complete.map_or(600.0, |limit| f64::from(limit.0));
            agenda.plan(armed.plus(takes("expected", 0.3, 0.7) * limit), Task::Expected(row.id.clone()));
        }
        InjectStatus::Missed if expected => {
            agenda.plan(now.plus(takes("missed", 20.0, 60.0)), Task::NotDone(row.id.clone()));
        }
        InjectStatus::Armed if row.release == ReleaseMode::Suggest && row.origin == RowOrigin::Planned => {
            agenda.plan(armed.plus(takes("confirm", 10.0, 40.0)), Task::Confirm(row.id.clone()));
        }
        InjectStatus::Scheduled if row.inject_kind == InjectKind::Trigger && row.release == ReleaseMode::Auto => {
            let chosen = of_row(scene, "hold", row.order).yes(HELD_SHARE);
            let at = row.due.map(|due| scene.now.of(due).plus(-HELD_AHEAD)).filter(|at| *at > now);
            if let Some(at) = at.filter(|_| chosen) {
                agenda.plan(at, Task::Hold(row.id.clone()));
                agenda.plan(at.plus(HELD_FOR), Task::LetGo(row.id.clone()));
            }
        }
        InjectStatus::Scheduled
        | InjectStatus::Armed
        | InjectStatus::Held
        | InjectStatus::Released
        | InjectStatus::Complete
        | InjectStatus::Missed
        | InjectStatus::Skipped
        | InjectStatus::Recalled
        | InjectStatus::NotPlayed
        | InjectStatus::Obsolete => {}
    }
}

/// Whether what was asked of a department is done, as far as its limits ask.
fn is_done(row: &RowItem, delivery: &DeliveryItem) -> bool {
    let reached = |stage| delivery.rungs.contains_key(&stage);
    match (row.targets.complete, row.response.is_some() || row.targets.respond.is_some()) {
        (Some(_), _) => reached(DeliveryStage::Completed),
        (None, true) => reached(DeliveryStage::Responded),
        (None, false) => false,
    }
}

fn is_offered(delivery: &DeliveryItem, step: EscalationStep) -> bool {
    delivery.escalation.offered.iter().any(|offer| offer.step == step)
}

fn of_delivery(scene: &Scene<'_>, question: &str, row: &RowItem, delivery: &DeliveryItem) -> Chance {
    of_row(scene, question, row.order).about("department", scene.department_order(&delivery.department))
}

fn ladder(agenda: &mut Agenda<Task>, delivery: &DeliveryItem, scene: &Scene<'_>) {
    let Some(row) = scene.row(&delivery.row) else { return };
    let now = scene.now.own;
    let takes = |question, low, high| of_delivery(scene, question, row, delivery).within(low, high);
    if delivery.closed.is_none() && delivery.overdue.contains(&Duty::Acknowledge) {
        let by = delivery.deadlines.acknowledge.map_or(now, |by| scene.now.of(by));
        agenda.plan(by.plus(takes("nudge", 240.0, 300.0)), Task::Review(Review::Nudge, delivery.id));
    }
    if delivery.escalation.level == Some(EscalationLevel::Red) && is_offered(delivery, EscalationStep::Deputy) {
        agenda.plan(now.plus(takes("deputy", 60.0, 180.0)), Task::Review(Review::Deputy, delivery.id));
    }
    if delivery.declined.is_some() && delivery.closed.is_none() {
        agenda.plan(now.plus(takes("close", 30.0, 60.0)), Task::Review(Review::Close, delivery.id));
    }
    let lead = row.lead.as_ref().is_none_or(|lead| *lead == delivery.department);
    if lead && is_done(row, delivery) {
        for task in &row.tasks {
            agenda.plan(now.plus(takes("mark", 20.0, 50.0)), Task::Mark(task.clone(), row.id.clone()));
        }
    }
    if delivery.answer.is_some() && scene.status() == ExerciseStatus::Running {
        let mut chance = of_delivery(scene, "review", row, delivery);
        let only_answer = row.targets.complete.is_none() && row.decision.is_empty();
        if only_answer && chance.yes(SENT_BACK_SHARE) {
            agenda.plan(now.plus(chance.within(20.0, 45.0)), Task::Review(Review::SendBack, delivery.id));
        } else if chance.yes(ACCEPTED_SHARE) {
            agenda.plan(now.plus(chance.within(60.0, 180.0)), Task::Review(Review::Accept, delivery.id));
        }
    }
}

fn clarification(agenda: &mut Agenda<Task>, asked: &ClarificationItem, scene: &Scene<'_>) {
    if asked.answer.is_none() {
        let order = scene.row(&asked.row).map_or(0, |row| row.order);
        let at = scene.now.of(asked.asked.at.exercise).plus(of_row(scene, "clarify", order).within(20.0, 60.0));
        agenda.plan(at, Task::Clarify(asked.id));
    }
}

fn letter(agenda: &mut Agenda<Task>, message: &MessageItem, scene: &Scene<'_>) {
    if message.to.contains(&Party::Control) && message.from != Party::Control {
        agenda.plan(scene.now.own.plus(35.0), Task::Reply(message.id));
    }
}

/// Where the scenario has no incident command, control confirms the reports.
fn confirmation(agenda: &mut Agenda<Task>, report: &ReportItem, scene: &Scene<'_>) {
    let no_command = scene.exercise().is_some_and(|exercise| exercise.command.is_none());
    if no_command && report.confirmed.is_none() {
        agenda.plan(scene.now.own.plus(60.0), Task::ConfirmReport(report.id));
    }
}

fn delivery<'a>(scene: &Scene<'a>, id: DeliveryId) -> Option<(&'a DeliveryItem, &'a RowItem)> {
    let Item::Delivery(delivery) = scene.memory.find(&format!("delivery/{id}"))? else { return None };
    Some((delivery, scene.row(&delivery.row)?))
}

pub(super) fn carry_out(agenda: &mut Agenda<Task>, intent: &Task, scene: &Scene<'_>) -> Option<Wish> {
    match intent {
        Task::Confirm(id) => confirm(scene.row(id)?, scene),
        Task::Expected(id) => expected(scene.row(id)?, scene),
        Task::NotDone(id) => not_done(scene.row(id)?, scene),
        Task::Hold(id) => steer(id, InjectStatus::Scheduled, scene).then(|| act::hold(id.clone())),
        Task::LetGo(id) => steer(id, InjectStatus::Held, scene).then(|| act::let_go(id.clone())),
        Task::Mark(task, id) => mark(task, scene.row(id)?, scene),
        Task::Reply(id) => reply(*id, scene),
        Task::Clarify(id) => clarify(*id, scene),
        Task::ConfirmReport(id) => {
            let Item::Report(report) = scene.memory.find(&format!("report/{id}"))? else { return None };
            (report.confirmed.is_none() && leads(scene)).then(|| act::confirm_report(*id))
        }
        Task::Review(what, id) => {
            let (delivery, row) = delivery(scene, *id)?;
            answers_for(scene, &delivery.department).then(|| review(agenda, *what, delivery, row, scene)).flatten()
        }
    }
}

fn clarify(id: ClarificationId, scene: &Scene<'_>) -> Option<Wish> {
    let Item::Clarification(asked) = scene.memory.find(&format!("clarification/{id}"))? else { return None };
    let mut chance = scene.chance().about("clarified", scene.department_order(&asked.department));
    let text = words::CLARIFIED.pick(&mut chance, scene.part.language);
    let mine = asked.answer.is_none() && answers_for(scene, &asked.department);
    mine.then(|| act::clarify(id, text)).flatten()
}

fn review(
    agenda: &mut Agenda<Task>,
    what: Review,
    delivery: &DeliveryItem,
    row: &RowItem,
    scene: &Scene<'_>,
) -> Option<Wish> {
    let mut chance = of_delivery(scene, "words", row, delivery);
    let language = scene.part.language;
    match what {
        Review::Nudge => {
            let missing = delivery.closed.is_none() && delivery.stage < DeliveryStage::Acknowledged;
            missing.then(|| act::nudge(delivery.row.clone(), delivery.department.clone()))
        }
        Review::Deputy => {
            let red = delivery.escalation.level == Some(EscalationLevel::Red);
            (red && is_offered(delivery, EscalationStep::Deputy)).then(|| act::call_deputy(delivery.id))
        }
        Review::Accept => {
            let open = delivery.answer.is_some() && !delivery.rungs.contains_key(&DeliveryStage::Accepted);
            open.then(|| act::accept(delivery.id))
        }
        Review::SendBack => {
            if scene.status() != ExerciseStatus::Running || delivery.returned.is_some() {
                return None;
            }
            agenda.plan(scene.now.own.plus(400.0), Task::Review(Review::Accept, delivery.id));
            act::send_back(delivery.id, words::RETURNED.pick(&mut chance, language))
        }
        Review::Close => {
            let text = words::CLOSED.pick(&mut chance, language);
            delivery.closed.is_none().then(|| act::close(delivery.id, text)).flatten()
        }
    }
}

/// A suggested row goes out, or is found unnecessary.
fn confirm(row: &RowItem, scene: &Scene<'_>) -> Option<Wish> {
    if row.status != InjectStatus::Armed || !answers_for_row(scene, row.controller.as_ref()) {
        return None;
    }
    let mut chance = of_row(scene, "skip", row.order);
    if row.inject_kind == InjectKind::Contingency && chance.yes(SKIPPED_SHARE) {
        return act::skip(row.id.clone(), words::CLOSED.pick(&mut chance, scene.part.language));
    }
    Some(act::release(row.id.clone(), row.staging == Staging::People))
}

fn steer(id: &RowId, status: InjectStatus, scene: &Scene<'_>) -> bool {
    scene.row(id).is_some_and(|row| row.status == status && answers_for_row(scene, row.controller.as_ref()))
}

/// Whether a task is done, in the eyes of control.
fn outcome(scene: &Scene<'_>, task: &TaskId) -> TaskOutcome {
    let done = scene.chance().about("task", scene.task_order(task)).yes(scene.share(DONE_SHARE));
    if done { TaskOutcome::Done } else { TaskOutcome::NotDone }
}

/// An expected action came, if all of its tasks are done.
fn expected(row: &RowItem, scene: &Scene<'_>) -> Option<Wish> {
    let came = row.tasks.iter().all(|task| outcome(scene, task) == TaskOutcome::Done);
    let mine = row.status == InjectStatus::Armed && answers_for_row(scene, row.controller.as_ref());
    (came && mine).then(|| act::complete_row(row.id.clone()))
}

/// An expected action did not come: the first of its tasks that is open is marked so.
fn not_done(row: &RowItem, scene: &Scene<'_>) -> Option<Wish> {
    let open =
        |task: &&TaskId| scene.task(task).is_some_and(|task| task.outcome.is_none() && !media::by_deed(task, scene));
    let task = row.tasks.iter().find(open)?;
    answers_for_row(scene, row.controller.as_ref()).then(|| act::mark(task.clone(), None, TaskOutcome::NotDone))
}

fn mark(task: &TaskId, row: &RowItem, scene: &Scene<'_>) -> Option<Wish> {
    let open = scene.task(task).is_some_and(|task| task.outcome.is_none() && !media::by_deed(task, scene));
    let mine = answers_for_row(scene, row.controller.as_ref());
    (open && mine).then(|| act::mark(task.clone(), None, outcome(scene, task)))
}

fn reply(id: MessageId, scene: &Scene<'_>) -> Option<Wish> {
    let Item::Message(message) = scene.memory.find(&format!("message/{id}"))? else { return None };
    let mine = match &message.from {
        Party::Department(code) => answers_for(scene, code),
        Party::Control | Party::Simulation => leads(scene),
    };
    let text = words::CONTROL.pick(&mut scene.chance().about("reply", 0), scene.part.language);
    mine.then(|| act::send(message.from.clone(), text, None, None)).flatten()
}
