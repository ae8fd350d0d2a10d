//! Runs a rehearsal: the virtual clock jumps from one thing that happens to the next.

use super::outcome::{self, Outcome};
use super::stage::{Outgoing, Stage};
use crate::robots::chance::Chance;
use crate::robots::{Part, Robot, Script, Wish};
use protocol::frame::ServerFrame;
use protocol::ids::SeatCode;
use protocol::scenario::Scenario;
use protocol::time::Timestamp;
use protocol::vocab::ExerciseStatus;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

/// Steps after which a rehearsal is given up: the petition drill takes some five thousand.
const STEPS_MAX: usize = 2_000_000;
/// Wall milliseconds after which a drill is given up in which nothing is recorded and nothing will come by
/// the clock: nobody hesitates for an hour, robots only ask again and again what was refused.
const QUIET_MAX_MS: i64 = 3_600_000;

/// How to rehearse.
#[derive(Clone, Copy, Debug)]
pub struct Rehearsal {
    /// What the robots are told.
    pub part: Part,
    /// Longest random delay of a frame or a command, in wall milliseconds.
    pub lag_ms: i64,
    /// What the delays are drawn from.
    pub lag_seed: u64,
}

/// Why a rehearsal came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The scenario creates no exercise.
    #[error("the scenario creates no exercise")]
    NoExercise,
    /// It did not come to its end.
    #[error("the drill did not come to an end: it stays {0}")]
    Unending(ExerciseStatus),
}

enum Happening {
    Frame(SeatCode, Arc<ServerFrame>),
    Command(SeatCode, Box<Wish>),
}

/// Everything that is under way, in order of arrival.
struct Lines {
    heap: BinaryHeap<Reverse<(Timestamp, u64)>>,
    happenings: BTreeMap<u64, Happening>,
    last: BTreeMap<(SeatCode, bool), Timestamp>,
    made: u64,
    lag_ms: i64,
    lag: Chance,
}

impl Lines {
    fn new(how: &Rehearsal) -> Self {
        let lag = Chance::of(how.lag_seed).about("lag", 0);
        let (heap, happenings, last) = (BinaryHeap::new(), BTreeMap::new(), BTreeMap::new());
        Self { heap, happenings, last, made: 0, lag_ms: how.lag_ms, lag }
    }

    /// Puts something on a seat's line; what was sent first arrives first.
    fn put(&mut self, now: Timestamp, seat: &SeatCode, up: bool, happening: Happening) {
        let lag = (self.lag.unit() * self.lag_ms as f64) as i64;
        let last = self.last.entry((seat.clone(), up)).or_insert(now);
        let at = Timestamp(now.0 + lag).max(*last);
        *last = at;
        self.made += 1;
        self.heap.push(Reverse((at, self.made)));
        self.happenings.insert(self.made, happening);
    }

    fn send(&mut self, now: Timestamp, frames: Vec<Outgoing>) {
        for (seat, frame) in frames {
            self.put(now, &seat.clone(), false, Happening::Frame(seat, frame));
        }
    }

    fn next(&self) -> Option<Timestamp> {
        self.heap.peek().map(|Reverse((at, _))| *at)
    }

    fn arrived(&mut self, now: Timestamp) -> Option<Happening> {
        let Reverse((at, number)) = *self.heap.peek()?;
        if at > now {
            return None;
        }
        self.heap.pop();
        self.happenings.remove(&number)
    }
}

/// Plays a scenario to the end. `progress` is told the exercise time now and then, in milliseconds.
///
/// # Errors
/// [`Failure`] if it has no end.
pub fn rehearse(scenario: Scenario, how: &Rehearsal, mut progress: impl FnMut(i64)) -> Result<Outcome, Failure> {
    let mut stage = Stage::new(scenario, how.part.seed).ok_or(Failure::NoExercise)?;
    let script = Script::of(stage.state.scenario());
    let mut robots: BTreeMap<SeatCode, Robot> =
        stage.state.seats().map(|seat| (seat.code.clone(), Robot::new(how.part, script.clone()))).collect();
    let mut lines = Lines::new(how);
    let mut refused: BTreeMap<&'static str, u32> = BTreeMap::new();
    lines.send(stage.wall, stage.welcomes());
    let mut recorded = (stage.commits, stage.wall);
    for _ in 0..STEPS_MAX {
        let wake = stage.next_wake().filter(|at| *at > stage.wall);
        let robots_next = robots.values().filter_map(Robot::next).min();
        let Some(at) = [wake, robots_next, lines.next()].into_iter().flatten().min() else { break };
        stage.advance(at);
        if stage.commits != recorded.0 {
            recorded = (stage.commits, stage.wall);
        } else if wake.is_none() && stage.wall.0 - recorded.1.0 > QUIET_MAX_MS {
            break;
        }
        if wake.is_some_and(|wake| wake <= at) {
            let frames = stage.tick();
            lines.send(stage.wall, frames);
            progress(stage.state.last().exercise.0);
        }
        while let Some(happening) = lines.arrived(stage.wall) {
            match happening {
                Happening::Frame(seat, frame) => {
                    if let Some(robot) = robots.get_mut(&seat) {
                        robot.hear(&frame, stage.wall);
                    }
                }
                Happening::Command(seat, wish) => match stage.submit(&seat, &wish.command) {
                    Ok(frames) => lines.send(stage.wall, frames),
                    Err(problem) => *refused.entry(problem.code.word()).or_default() += 1,
                },
            }
        }
        for (seat, robot) in &mut robots {
            if robot.next().is_some_and(|next| next <= stage.wall) {
                for wish in robot.act(stage.wall) {
                    lines.put(stage.wall, seat, true, Happening::Command(seat.clone(), Box::new(wish)));
                }
            }
        }
    }
    match stage.state.status() {
        ExerciseStatus::Evaluating => Ok(outcome::of(&stage, how.part, &refused)),
        status => Err(Failure::Unending(status)),
    }
}
