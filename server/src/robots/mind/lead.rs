//! The life of an exercise: submit, approve, standby, STARTEX, ENDEX, evaluation, and what the lead
//! controller alone does.

use super::super::agenda::Agenda;
use super::control::{directs, leads, of_row};
use super::{Scene, Wish, act, words};
use protocol::command as c;
use protocol::command::Command;
use protocol::ids::{DepartmentCode, RowId};
use protocol::item::{ExerciseItem, HeldItem, Item, RowItem};
use protocol::time::{Clock, ExerciseTime};
use protocol::vocab::{
    ExerciseStatus, InjectKind, InjectStatus, Presence, Readiness, ReleaseMode, RowOrigin, TemplateUse,
};

/// Seconds from approval to standby: the seats come on line meanwhile.
const GATHERING: f64 = 3.0;
/// Seconds after the end of the countdown in which missing seats may still come.
const LATECOMERS: f64 = 240.0;
/// The lead controller reads a department's line of the roll before he says his word.
const READ_THE_ROLL: f64 = 2.0;
/// How often the director looks whether everybody is there.
const LOOK_AGAIN: f64 = 15.0;
/// After ENDEX evaluation begins at the latest so many seconds later.
const AFTERMATH: f64 = 1_200.0;
/// Share of the planned time after which control makes a spot check of its own.
const SPOT_CHECK: f64 = 0.45;
/// Its limit for the acknowledgement.
const SPOT_CHECK_ACK: i32 = 120;

/// A turn in the life of an exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    Submit,
    Approve,
    OpenStandby,
    SetSpeed,
    Start,
    End,
    BeginEvaluation,
}

/// What the director and the lead controller mean to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Course {
    Turn(Turn),
    TakeControl,
    /// A department whose checks are all there is called ready.
    CallReady(DepartmentCode),
    SendHeld,
    SpotCheck,
    /// A row that is released by hand after ENDEX.
    AfterEnd(RowId),
    Finish(RowId),
}

pub(super) fn notice(agenda: &mut Agenda<Course>, item: &Item, scene: &Scene<'_>) {
    if let Item::Exercise(exercise) = item {
        status(agenda, exercise, scene);
    } else if let Item::Row(row) = item {
        list(agenda, row, scene);
    } else if let Item::Held(held) = item {
        in_gap(agenda, held, scene);
    } else if let Item::RollCall(roll) = item
        && roll.proposed == Readiness::Go
        && roll.called.is_none()
    {
        agenda.plan(scene.now.own.plus(READ_THE_ROLL), Course::CallReady(roll.department.clone()));
    }
}

fn status(agenda: &mut Agenda<Course>, exercise: &ExerciseItem, scene: &Scene<'_>) {
    let now = scene.now.own;
    match exercise.status {
        ExerciseStatus::Draft => agenda.plan(now.plus(0.5), Course::Turn(Turn::Submit)),
        ExerciseStatus::Review => agenda.plan(now.plus(0.5), Course::Turn(Turn::Approve)),
        ExerciseStatus::Approved => agenda.plan(now.plus(GATHERING), Course::Turn(Turn::OpenStandby)),
        ExerciseStatus::Standby => {
            agenda.plan(now.plus(2.0), Course::TakeControl);
            if !at_speed(scene) {
                agenda.plan(now, Course::Turn(Turn::SetSpeed));
            } else {
                // The clock stops at zero by itself; STARTEX is the director's word.
                agenda.plan(scene.now.of(ExerciseTime(0)).plus(5.0), Course::Turn(Turn::Start));
            }
        }
        ExerciseStatus::Ended => agenda.plan(now.plus(420.0), Course::Turn(Turn::BeginEvaluation)),
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

fn list(agenda: &mut Agenda<Course>, row: &RowItem, scene: &Scene<'_>) {
    let endex = row.template == Some(TemplateUse::Endex) && row.origin == RowOrigin::Planned;
    let now = scene.now.own;
    if scene.status() == ExerciseStatus::Running && endex {
        if row.status == InjectStatus::Armed {
            agenda.plan(now.plus(of_row(scene, "endex", row.order).within(10.0, 30.0)), Course::Turn(Turn::End));
        } else if let Some(end) = row.planned {
            let at = ExerciseTime((end.0 as f64 * SPOT_CHECK) as i64);
            agenda.plan(scene.now.of(at), Course::SpotCheck);
        }
    }
    if scene.status() == ExerciseStatus::Ended {
        if row.status == InjectStatus::Released {
            agenda.plan(now.plus(240.0), Course::Finish(row.id.clone()));
        } else if row.status == InjectStatus::Scheduled && by_hand(row) {
            agenda.plan(now.plus(60.0), Course::AfterEnd(row.id.clone()));
        }
    }
}

/// Administrative rows that are released by hand around play.
fn by_hand(row: &RowItem) -> bool {
    row.inject_kind == InjectKind::Admin && row.release == ReleaseMode::Manual && row.template.is_none()
}

fn in_gap(agenda: &mut Agenda<Course>, held: &HeldItem, scene: &Scene<'_>) {
    if !held.rows.is_empty() {
        agenda.plan_again(scene.now.own.plus(20.0), Course::SendHeld);
    }
}

/// The state in which a turn makes sense, and after how long to look whether it came to be.
const fn phase(turn: Turn) -> (ExerciseStatus, f64) {
    match turn {
        Turn::Submit => (ExerciseStatus::Draft, 2.0),
        Turn::Approve => (ExerciseStatus::Review, 2.0),
        Turn::OpenStandby => (ExerciseStatus::Approved, 2.0),
        Turn::SetSpeed => (ExerciseStatus::Standby, 2.0),
        Turn::Start => (ExerciseStatus::Standby, LOOK_AGAIN),
        Turn::End => (ExerciseStatus::Running, LOOK_AGAIN),
        Turn::BeginEvaluation => (ExerciseStatus::Ended, LOOK_AGAIN),
    }
}

pub(super) fn carry_out(agenda: &mut Agenda<Course>, intent: &Course, scene: &Scene<'_>) -> Option<Wish> {
    let running = scene.status() == ExerciseStatus::Running;
    match intent {
        Course::TakeControl => {
            let nobody = scene.memory.find("conduct").is_none();
            (nobody && leads(scene)).then(|| Command::TakeControl(c::TakeControl {}).into())
        }
        Course::CallReady(code) => {
            let Item::RollCall(roll) = scene.memory.find(&format!("roll/{code}"))? else { return None };
            let ready = roll.proposed == Readiness::Go && roll.called.is_none() && leads(scene);
            (ready && scene.status() == ExerciseStatus::Standby).then(|| act::call_ready(code.clone()))
        }
        Course::Turn(turn) => {
            let (status, again) = phase(*turn);
            if scene.status() != status || *turn == Turn::SetSpeed && at_speed(scene) {
                return None;
            }
            agenda.plan_again(scene.now.own.plus(again), intent.clone());
            take(*turn, scene)
        }
        Course::SendHeld => leads(scene).then(act::send_held),
        Course::SpotCheck => spot_check(scene).filter(|_| leads(scene) && running),
        Course::AfterEnd(id) => {
            let waits = scene.row(id).is_some_and(|row| row.status == InjectStatus::Scheduled);
            (waits && leads(scene)).then(|| act::release(id.clone(), false))
        }
        Course::Finish(id) => finish(agenda, id, scene),
    }
}

fn at_speed(scene: &Scene<'_>) -> bool {
    scene.exercise().is_some_and(|exercise| (exercise.clock.rate - scene.part.speed).abs() <= f64::EPSILON)
}

/// The next turn of the exercise's life, if it is this seat's to make and the time has come.
fn take(turn: Turn, scene: &Scene<'_>) -> Option<Wish> {
    let (mine, command) = match turn {
        Turn::Submit => (directs(scene), Command::SubmitForReview(c::SubmitForReview {})),
        Turn::Approve => (directs(scene), Command::ApproveExercise(c::ApproveExercise {})),
        Turn::OpenStandby => (leads(scene), Command::OpenStandby(c::OpenStandby { countdown: None })),
        Turn::SetSpeed => (leads(scene), Command::SetRate(c::SetRate { rate: scene.part.speed })),
        Turn::Start => (
            directs(scene) && everybody_there(scene),
            Command::StartExercise(c::StartExercise { confirmed: Some(true), note: None }),
        ),
        Turn::End => (directs(scene), Command::EndExercise(c::EndExercise {})),
        Turn::BeginEvaluation => (directs(scene) && all_quiet(scene), Command::BeginEvaluation(c::BeginEvaluation {})),
    };
    mine.then(|| command.into())
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
fn finish(agenda: &mut Agenda<Course>, id: &RowId, scene: &Scene<'_>) -> Option<Wish> {
    let row = scene.row(id).filter(|row| row.status == InjectStatus::Released)?;
    if scene.status() != ExerciseStatus::Ended {
        return None;
    }
    agenda.plan_again(scene.now.own.plus(30.0), Course::Finish(id.clone()));
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
