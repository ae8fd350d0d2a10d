//! The life of an exercise: submit, approve, standby, STARTEX, ENDEX, evaluation, and what the lead
//! controller alone does.

use super::super::agenda::Agenda;
use super::control::{Intent, directs, leads, of_row};
use super::{Scene, Wish, act, words};
use protocol::command as c;
use protocol::command::Command;
use protocol::ids::RowId;
use protocol::item::{ExerciseItem, HeldItem, Item, RowItem};
use protocol::time::{Clock, ExerciseTime};
use protocol::vocab::{ExerciseStatus, InjectKind, InjectStatus, Presence, ReleaseMode, RowOrigin, TemplateUse};

/// Seconds from approval to standby: the seats come on line meanwhile.
const GATHERING: f64 = 3.0;
/// Seconds after the end of the countdown in which missing seats may still come.
const LATECOMERS: f64 = 240.0;
/// How often the director looks whether everybody is there.
const LOOK_AGAIN: f64 = 15.0;
/// After ENDEX evaluation begins at the latest so many seconds later.
const AFTERMATH: f64 = 1_200.0;
/// Share of the planned time after which control makes a spot check of its own.
const SPOT_CHECK: f64 = 0.45;
/// Its limit for the acknowledgement.
const SPOT_CHECK_ACK: i32 = 120;

pub(super) fn notice(agenda: &mut Agenda<Intent>, item: &Item, scene: &Scene<'_>) {
    match item {
        Item::Exercise(exercise) => status(agenda, exercise, scene),
        Item::Row(row) => list(agenda, row, scene),
        Item::Held(held) => in_gap(agenda, held, scene),
        _ => {}
    }
}

fn status(agenda: &mut Agenda<Intent>, exercise: &ExerciseItem, scene: &Scene<'_>) {
    let now = scene.now.own;
    match exercise.status {
        ExerciseStatus::Draft => agenda.plan(now.plus(0.5), Intent::Submit),
        ExerciseStatus::Review => agenda.plan(now.plus(0.5), Intent::Approve),
        ExerciseStatus::Approved => agenda.plan(now.plus(GATHERING), Intent::OpenStandby),
        ExerciseStatus::Standby => {
            if (exercise.clock.rate - scene.part.speed).abs() > f64::EPSILON {
                agenda.plan(now, Intent::SetSpeed);
            } else {
                // The clock stops at zero by itself; STARTEX is the director's word.
                agenda.plan(scene.now.of(ExerciseTime(0)).plus(5.0), Intent::Start);
            }
        }
        ExerciseStatus::Ended => agenda.plan(now.plus(420.0), Intent::BeginEvaluation),
        ExerciseStatus::Running
        | ExerciseStatus::Paused
        | ExerciseStatus::Evaluating
        | ExerciseStatus::Reported
        | ExerciseStatus::Closed
        | ExerciseStatus::Aborted => {}
    }
    if matches!(exercise.status, ExerciseStatus::Running | ExerciseStatus::Ended) {
        for row in rows(scene) {
            list(agenda, row, scene);
        }
    }
}

fn list(agenda: &mut Agenda<Intent>, row: &RowItem, scene: &Scene<'_>) {
    let template = row.template.filter(|_| row.origin == RowOrigin::Planned);
    match (scene.status(), row.status) {
        (ExerciseStatus::Running, InjectStatus::Armed) if template == Some(TemplateUse::Endex) => {
            let takes = of_row(scene, "endex", row.order).within(10.0, 30.0);
            agenda.plan(scene.now.own.plus(takes), Intent::End);
        }
        (ExerciseStatus::Running, InjectStatus::Scheduled) if template == Some(TemplateUse::Endex) => {
            if let Some(end) = row.planned {
                let at = ExerciseTime((end.0 as f64 * SPOT_CHECK) as i64);
                agenda.plan(scene.now.of(at), Intent::AdHoc);
            }
        }
        (ExerciseStatus::Ended, InjectStatus::Scheduled) if by_hand(row) => {
            agenda.plan(scene.now.own.plus(60.0), Intent::AfterEnd(row.id.clone()));
        }
        (ExerciseStatus::Ended, InjectStatus::Released) => {
            agenda.plan(scene.now.own.plus(240.0), Intent::Finish(row.id.clone()));
        }
        _ => {}
    }
}

/// Administrative rows that are released by hand around play.
fn by_hand(row: &RowItem) -> bool {
    row.inject_kind == InjectKind::Admin && row.release == ReleaseMode::Manual && row.template.is_none()
}

fn in_gap(agenda: &mut Agenda<Intent>, held: &HeldItem, scene: &Scene<'_>) {
    if !held.rows.is_empty() {
        agenda.plan_again(scene.now.own.plus(20.0), Intent::SendHeld);
    }
}

/// The state in which an intent makes sense, and after how long to look whether it came to be.
const fn phase(intent: &Intent) -> Option<(ExerciseStatus, f64)> {
    match intent {
        Intent::Submit => Some((ExerciseStatus::Draft, 2.0)),
        Intent::Approve => Some((ExerciseStatus::Review, 2.0)),
        Intent::OpenStandby => Some((ExerciseStatus::Approved, 2.0)),
        Intent::SetSpeed => Some((ExerciseStatus::Standby, 2.0)),
        Intent::Start => Some((ExerciseStatus::Standby, LOOK_AGAIN)),
        Intent::End => Some((ExerciseStatus::Running, LOOK_AGAIN)),
        Intent::BeginEvaluation => Some((ExerciseStatus::Ended, LOOK_AGAIN)),
        Intent::SendHeld
        | Intent::AdHoc
        | Intent::AfterEnd(_)
        | Intent::Finish(_)
        | Intent::Confirm(_)
        | Intent::Expected(_)
        | Intent::NotDone(_)
        | Intent::Hold(_)
        | Intent::LetGo(_)
        | Intent::Mark(..)
        | Intent::Nudge(_)
        | Intent::Accept(_)
        | Intent::SendBack(_)
        | Intent::Close(_)
        | Intent::Clarify(_)
        | Intent::Reply(_)
        | Intent::ConfirmReport(_) => None,
    }
}

pub(super) fn carry_out(agenda: &mut Agenda<Intent>, intent: &Intent, scene: &Scene<'_>) -> Option<Wish> {
    if let Some((status, again)) = phase(intent) {
        if scene.status() != status {
            return None;
        }
        agenda.plan_again(scene.now.own.plus(again), intent.clone());
        return turn(intent, scene);
    }
    let status = scene.status();
    match intent {
        Intent::SendHeld => leads(scene).then(act::send_held),
        Intent::AdHoc => spot_check(scene).filter(|_| leads(scene) && status == ExerciseStatus::Running),
        Intent::AfterEnd(id) => {
            let waits = scene.row(id).is_some_and(|row| row.status == InjectStatus::Scheduled);
            (waits && leads(scene)).then(|| act::release(id.clone(), false))
        }
        Intent::Finish(id) => finish(agenda, id, scene),
        _ => None,
    }
}

/// The next turn of the exercise's life, if it is this seat's to make and the time has come.
fn turn(intent: &Intent, scene: &Scene<'_>) -> Option<Wish> {
    let command = match intent {
        Intent::Submit if directs(scene) => Command::SubmitForReview(c::SubmitForReview {}),
        Intent::Approve if directs(scene) => Command::ApproveExercise(c::ApproveExercise {}),
        Intent::OpenStandby if leads(scene) => Command::OpenStandby(c::OpenStandby { countdown: None }),
        Intent::SetSpeed if leads(scene) => Command::SetRate(c::SetRate { rate: scene.part.speed }),
        Intent::Start if directs(scene) && everybody_there(scene) => Command::StartExercise(c::StartExercise {}),
        Intent::End if directs(scene) => Command::EndExercise(c::EndExercise {}),
        Intent::BeginEvaluation if directs(scene) && all_quiet(scene) => {
            Command::BeginEvaluation(c::BeginEvaluation {})
        }
        _ => return None,
    };
    Some(command.into())
}

/// Every player's seat is on line, or there has been time enough since the countdown was over.
fn everybody_there(scene: &Scene<'_>) -> bool {
    let there = scene.seats().iter().filter(|seat| seat.department.is_some()).all(|s| s.presence == Presence::Seated);
    // Counted past zero as if the clock had not stopped there.
    let past_zero = scene.exercise().map_or(0, |e| Clock { until: None, ..e.clock }.at(scene.wall).0);
    there || past_zero as f64 >= LATECOMERS * 1_000.0
}

/// Exercise seconds since ENDEX, as if the clock had run on.
fn since_end(scene: &Scene<'_>) -> f64 {
    let ended = scene.exercise().and_then(|exercise| exercise.ended);
    ended.map_or(0.0, |ended| (scene.wall.0 - ended.wall.0) as f64 * scene.part.speed / 1_000.0)
}

/// Nothing that was released after ENDEX is open any more, or it has been long enough.
fn all_quiet(scene: &Scene<'_>) -> bool {
    let open =
        |row: &RowItem| row.status == InjectStatus::Released || row.status == InjectStatus::Scheduled && by_hand(row);
    !rows(scene).any(open) || since_end(scene) >= AFTERMATH
}

/// After ENDEX nothing closes by itself: the lead controller says that a row is complete.
fn finish(agenda: &mut Agenda<Intent>, id: &RowId, scene: &Scene<'_>) -> Option<Wish> {
    let row = scene.row(id).filter(|row| row.status == InjectStatus::Released)?;
    if scene.status() != ExerciseStatus::Ended {
        return None;
    }
    agenda.plan_again(scene.now.own.plus(30.0), Intent::Finish(id.clone()));
    let answered = row.deliveries.acknowledged >= row.deliveries.total;
    (leads(scene) && (answered || since_end(scene) >= AFTERMATH / 2.0)).then(|| act::complete_row(id.clone()))
}

/// A row of control's own making, to every department.
fn spot_check(scene: &Scene<'_>) -> Option<Wish> {
    let to = scene.departments().into_iter().map(|department| department.code.clone()).collect();
    let mut chance = scene.chance().about("spot check", 0);
    let language = scene.part.language;
    let title = words::AD_HOC_TITLE.pick(&mut chance, language);
    act::ad_hoc(title, words::AD_HOC.pick(&mut chance, language), to, SPOT_CHECK_ACK)
}

pub(super) fn rows<'a>(scene: &Scene<'a>) -> impl Iterator<Item = &'a RowItem> {
    scene.memory.items().filter_map(|item| if let Item::Row(row) = item { Some(row.as_ref()) } else { None })
}
